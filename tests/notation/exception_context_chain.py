# SPDX-License-Identifier: GPL-3.0-or-later
# Errors during the handling of errors remember what came before.
def chain(e):
    out = []
    while e is not None:
        out.append(repr(e))
        e = e.__context__
    return " <- ".join(out)
try:
    try:
        try:
            [][0]
        except IndexError:
            {}["k"]
    except KeyError:
        int("x")
except ValueError as e:
    print(chain(e))
def clean():
    try:
        raise ValueError("in")
    finally:
        try:
            raise KeyError("side")
        except KeyError as e:
            print("side", chain(e))
try:
    clean()
except ValueError as e:
    print(chain(e))
try:
    raise TypeError("fresh")
except TypeError as e:
    print(chain(e))
for i in range(2):
    try:
        raise ValueError(i)
    except ValueError as e:
        print(chain(e))
try:
    try:
        raise ValueError("same")
    except ValueError as e:
        raise e
except ValueError as e:
    print(chain(e))
