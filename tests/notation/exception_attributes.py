# SPDX-License-Identifier: GPL-3.0-or-later
# The attributes that special exceptions carry.
e = OSError(2, "No such file", "name.txt")
print(e.errno, e.strerror, e.filename, e.filename2, e.args)
e = OSError("just text")
print(e.errno, e.strerror, e.filename)
e = StopIteration("value")
print(e.value, StopIteration().value)
e = SystemExit(5)
print(e.code, SystemExit().code, SystemExit(1, 2).code)
e = ImportError("m", name="n", path="p")
print(e.msg, e.name, e.path)
try:
    undefined
except NameError as e:
    print(e.name)
try:
    "".nothing
except AttributeError as e:
    print(e.name, repr(e.obj))
try:
    b"\xff".decode()
except UnicodeDecodeError as e:
    print(e.encoding, e.object, e.start, e.end, e.reason)
try:
    "é".encode("ascii")
except UnicodeEncodeError as e:
    print(e.encoding, e.object, e.start, e.end, e.reason)
e = ValueError("x")
e.extra = 1
e.args = (1, 2)
print(e.extra, e, repr(e))
try:
    e.args = 5
except TypeError as error:
    print(error)
e = KeyError(e)
print(e.args[0] is not None)
