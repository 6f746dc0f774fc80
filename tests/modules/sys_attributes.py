# SPDX-License-Identifier: GPL-3.0-or-later
# sys: what it says of the interpreter.
import sys
print(sys.argv[1:], len(sys.argv), sys.argv[0].endswith("sys_attributes.py"), type(sys.argv).__name__)
print(sys.version_info[:3] >= (3, 11, 0), sys.version_info.major, sys.version_info.minor,
    sys.version_info >= (3, 8), sys.version_info[0], len(sys.version_info), sys.version_info.releaselevel)
print(sys.platform, sys.maxsize, sys.byteorder, type(sys.implementation.name).__name__, sys.maxunicode,
    sys.getrecursionlimit())
print(type(sys.path).__name__, type(sys.modules).__name__, "sys" in sys.modules, sys.modules["sys"] is sys)
print(hasattr(sys, "ps1"), hasattr(sys, "ps2"), sys.getdefaultencoding(), type(sys.version).__name__,
    sys.version.startswith("3.11"))
sys.ps1 = "(client) >>> "
print(sys.ps1, hasattr(sys, "ps1"))
sys.PS1 = "nothing happens"
print(sys.PS1)
try:
    sys.nothing
except AttributeError as e:
    print(e)
print(sys.stdin is not None, sys.stdout is sys.__stdout__, sys.stderr is sys.__stderr__, sys.__name__)
