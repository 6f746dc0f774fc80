# SPDX-License-Identifier: GPL-3.0-or-later
# str, repr and args of exceptions.
for e in (Exception(), Exception("one"), Exception("one", 2), Exception(5), Exception(None), Exception(""),
          ValueError("it's"), KeyError("k"), KeyError(), KeyError(1, 2), KeyError("it's"), IndexError((1, 2)),
          OSError(), OSError("text"), OSError(2, "No such file"), OSError(2, "No such", "file"), SystemExit(),
              SystemExit(3),
          StopIteration(5), AssertionError("a"), NameError("n"), ImportError("i"), MemoryError(),
              EOFError("e")):
    print(type(e).__name__, "|", str(e), "|", repr(e), "|", e.args)
