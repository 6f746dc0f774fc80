# SPDX-License-Identifier: GPL-3.0-or-later
# builtins.__import__ may be replaced: every import goes through it.
import builtins
import sys
original = builtins.__import__
def mine(name, globals=None, locals=None, fromlist=(), level=0):
    print("import", name, globals is not None, locals is globals, locals is None, fromlist, level)
    return original(name, globals, locals, fromlist, level)
builtins.__import__ = mine
import os
import os.path as p
from sys import path, argv as a
from os import *
def function():
    import errno
    from time import sleep
    return errno
class Body:
    import errno
print(function() is Body.errno)
exec("import time")
builtins.__import__ = lambda *args: "anything"
import nowhere.at.all
print(nowhere)
try:
    from nowhere import something
except ImportError as e:
    print(e)
from nowhere import upper
print(upper())
del builtins.__import__
try:
    import os
except ImportError as e:
    print(e)
builtins.__import__ = original
import time
print(time)
