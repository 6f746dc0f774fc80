# SPDX-License-Identifier: GPL-3.0-or-later
# Format specs of common types through f-strings.
n = 1234567
x = 1234.5678
print(f"{n:d} {n:,} {n:_} {n:x} {n:X} {n:o} {n:b} {n:#x} {n:#o} {n:#b}")
print(f"{n:10}|{n:<10}|{n:^10}|{n:>10}|{n:010}|{n:+}|{n: }|{-n:+}")
print(f"{x:f} {x:.2f} {x:e} {x:.1e} {x:g} {x:.3g} {x:,.2f} {x:%} {x:.0f} {x:10.1f}|")
print(f"{'abc':5}|{'abc':<5}|{'abc':>5}|{'abc':^5}|{'abc':-^7}|{'abcdef':.3}|{'abcdef':5.2}|")
print(f"{True} {True:d} {True:5}|{None} {[1]}")
print(f"{65:c} {8364:c} {0.5:.0%} {1e10:g} {1e-10:g}")
print(f"{255:#06x} {255:#010b} {-255:#06x} {5:03} {-5:03}")
print(f"{1.0} {1e20} {1.0:} {1:} {'':5}|")
