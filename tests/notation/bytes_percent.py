# SPDX-License-Identifier: GPL-3.0-or-later
# The % operator of bytes.
print(b"%d|%5d|%-5d|%05d|%x|%X|%o|%c|%c" % (5, 5, 5, 5, 255, 255, 8, 65, b"B"))
print(b"%s %b" % (b"a", b"b"), b"%s" % bytearray(b"x"), b"%a %r" % ("é", b"x"),
    b"%.2f %e %g" % (1.5, 1.5, 1.5), b"%%", b"%5s|%-5s|%.1s" % (b"ab", b"ab", b"ab"))
print(b"%(a)s %(b)d" % {b"a": b"x", b"b": 5}, bytearray(b"%d") % 5, type(bytearray(b"%d") % 5).__name__)
tests = [
    lambda: b"%s" % "x", lambda: b"%s" % 5, lambda: b"%d" % "x", lambda: b"%c" % 256, lambda: b"%c" % "ab",
    lambda: b"%y" % 1, lambda: b"%d" % (), lambda: b"x" % 1, lambda: b"%(a)s" % {"a": 1}, lambda: b"%" % 1,
    lambda: b"%b" % None, lambda: b"%c" % b"ab", lambda: b"%x" % 1.5,
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
