# SPDX-License-Identifier: GPL-3.0-or-later
# Nested try statements, exceptions in handlers, else and finally together.
def flow(kind):
    log = []
    try:
        try:
            log.append("body")
            if kind == 1:
                raise ValueError("v")
            if kind == 2:
                raise KeyError("k")
            if kind == 3:
                return log + ["returned"]
        except ValueError:
            log.append("except ValueError")
            raise TypeError("t")
        else:
            log.append("else")
            if kind == 4:
                raise IndexError("from else")
        finally:
            log.append("finally")
            if kind == 5:
                raise RuntimeError("from finally")
    except TypeError as e:
        log.append(f"outer {e} after {e.__context__!r}")
    except (KeyError, IndexError) as e:
        log.append(f"outer lookup {e!r}")
    except RuntimeError as e:
        log.append(f"outer {e} {e.__context__!r}")
    else:
        log.append("outer else")
    finally:
        log.append("outer finally")
    return log
for kind in range(6):
    print(kind, flow(kind))
def loop():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            yield i
        except ValueError:
            yield "caught"
        finally:
            yield f"finally {i}"
print(list(loop()))
