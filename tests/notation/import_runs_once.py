# SPDX-License-Identifier: GPL-3.0-or-later
# A module's code runs at the first import only.
print("start")
import beside_noisy
import beside_noisy
from beside_noisy import bump
def f():
    import beside_noisy as again
    return again.count
print(bump(), f(), beside_noisy.bump(), f())
import sys
print("beside_noisy" in sys.modules, sys.modules["beside_noisy"] is beside_noisy, "sys" in sys.modules,
    "__main__" in sys.modules)
del sys.modules["beside_noisy"]
import beside_noisy as fresh
print(fresh is beside_noisy, fresh.count, beside_noisy.count)
