# SPDX-License-Identifier: GPL-3.0-or-later
# Big and odd widths in format specs.
print(len(f"{1:100000}"), len(f"{'x':>100000}"), len(f"{1.5:.1000f}"), len(f"{1e300:f}"), len("%100000d" % 5),
    len("%.1000f" % 1.5), len(f"{5:0100000}"), len("%-50000s|" % "x"), len("{:{}}".format(1, 5000)))
print(f"{1e-300:.310f}"[-15:], f"{0.1:.60f}", f"{2.5:.0f}", f"{1e22:,.5f}", "%.400g" % 0.1,
    len("%.400e" % 1.5))
for test in [
    lambda: f"{1:{-5}}", lambda: f"{1:{'x'}}", lambda: "{:{}}".format(1, -5), lambda: "%-*d|" % (-5, 1),
    lambda: "%*d|" % (-5, 1), lambda: "%.*f" % (-2, 1.5), lambda: f"{1:.5}", lambda: f"{1.5:.{-1}}",
    lambda: "%d" % (1 << 64), lambda: f"{1 << 64:c}", lambda: f"{-1:c}", lambda: "%c" % (1 << 40),
    lambda: f"{1:{10 ** 30}}", lambda: "%*d" % (10 ** 30, 1), lambda: "{:.{}}".format("abc", 10 ** 30),
    lambda: f"{1.0:.9999999999f}", lambda: "%.9999999999f" % 1.0,
]:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
