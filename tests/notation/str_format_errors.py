# SPDX-License-Identifier: GPL-3.0-or-later
# What format says of bad templates and missing values.
tests = [
    lambda: "{}".format(), lambda: "{} {}".format(1), lambda: "{1}".format(0), lambda: "{a}".format(),
    lambda: "{a}".format(b=1), lambda: "{} {0}".format(1), lambda: "{0} {}".format(1), lambda: "{".format(),
    lambda: "}".format(), lambda: "{0".format(1), lambda: "{!x}".format(1), lambda: "{!}".format(1),
    lambda: "{!rx}".format(1), lambda: "{0[}".format([1]), lambda: "{0[]}".format([1]),
    lambda: "{0.}".format(1), lambda: "{0[x]}".format([1]), lambda: "{0[5]}".format([1]),
    lambda: "{0.nope}".format(1), lambda: "{0[a]}".format({}), lambda: "{:d}".format("x"),
    lambda: "{:x}".format(1.5), lambda: "{:s}".format(1), lambda: "{:y}".format(1),
    lambda: "{:5.2d}".format(1), lambda: "{:,s}".format("x"), lambda: "{:>>5x5}".format(1),
    lambda: "{:5}".format([1]), lambda: "{:5}".format(None), lambda: "{:=5}".format("a"),
    lambda: "{:+}".format("a"), lambda: "{:#}".format("a"), lambda: "{:c}".format(-1),
    lambda: "{:.3}".format(5), lambda: "{:,_}".format(5), lambda: "{:,x}".format(5),
    lambda: "{:{}{}}".format(1, 2), lambda: "{:{:{}}}".format(1, 2, 3), lambda: "{a}".format_map(5),
    lambda: "{a}".format_map({}), lambda: "{0[a]x}".format({"a": 1}), lambda: "{}".format_map({}),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
