# SPDX-License-Identifier: GPL-3.0-or-later
# refused: sys.breakpointhook is not in causette's notation
# A hook that would never be called; setattr() is refused too, and what is no hook can be set.
import sys
sys.ps1 = "? "
assert sys.ps1 == "? "
try:
    setattr(sys, "breakpointhook", print)
except AttributeError as e:
    assert str(e) == "sys.breakpointhook is not in causette's notation", e
else:
    sys.exit("set it")
sys.breakpointhook = print
