# SPDX-License-Identifier: GPL-3.0-or-later
# getpid, strerror, close, getcwd, sep and names.
import os
print(os.getpid() > 1, os.getpid() == os.getpid(), os.name, os.sep,
    os.linesep == "\n", os.curdir, os.pardir, os.pathsep, os.devnull)
for n in 0, 1, 2, 9, 11, 13, 22, 32, 98, 104, 107, 111, 9999, -1:
    print(n, os.strerror(n))
tests = [
    lambda: os.strerror("x"), lambda: os.strerror(), lambda: os.close(9999), lambda: os.close(-1),
    lambda: os.close("x"), lambda: os.close(), lambda: os.getpid(1), lambda: os.close(1.5),
    lambda: os.strerror(10 ** 20), lambda: os.nothing,
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
print(os.getcwd()[0], os.error is OSError)
