# SPDX-License-Identifier: GPL-3.0-or-later
# The conversions !r, !s and !a, alone and before a format spec.
s = "it's é\n"
print(f"{s!r} {s!a}")
print(f"{'x'!s} {'x'!r} {'é'!a}")
print(f"{1!r} {None!r} {[1, 'a']!r} {b'x'!r}")
print(f"{'x'!r:>6}|{'x'!s:<4}|{'x'!r:^7}|")
print(f"{'é'!a:10}|")
print(f"{3.0!r} {3.0!s} {True!a}")
width = 8
print(f"{'ab'!r:{width}}|")
