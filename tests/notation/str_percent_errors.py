# SPDX-License-Identifier: GPL-3.0-or-later
# What % says when format and values do not fit.
tests = [
    lambda: "%d" % "x", lambda: "%d" % None, lambda: "%x" % 1.5, lambda: "%f" % "x", lambda: "%c" % "ab",
    lambda: "%c" % -1, lambda: "%c" % 1.5, lambda: "%c" % 0x110000, lambda: "%s %s" % "a", lambda: "%s" % (),
    lambda: "%s" % (1, 2), lambda: "plain" % 5, lambda: "plain" % (1,), lambda: "%(a)s" % 5,
    lambda: "%(a)s" % (1,), lambda: "%(a)s" % {}, lambda: "%(a" % {"a": 1}, lambda: "%" % 1, lambda: "%y" % 1,
    lambda: "abc%" % (), lambda: "%5%" % (), lambda: "%(a)%" % {"a": 1}, lambda: "%s %(a)s" % {"a": 1},
    lambda: "%*d" % ("x", 1), lambda: "%.*f" % ("x", 1.0), lambda: "%*d" % (5,), lambda: "%d %d" % (1,),
    lambda: "%5.z" % 1, lambda: "%d" % [], lambda: "%o" % "8", lambda: "%e" % None, lambda: "%é" % 1,
    lambda: "%(a)s" % "text", lambda: "%d" % b"1", lambda: "%s" % [1, 2], lambda: "plain" % [1],
    lambda: "plain" % "x", lambda: "%d" % float("inf"), lambda: "%d" % float("nan"), lambda: "%i" % "5",
    lambda: "%99999999999999999999d" % 1,
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
