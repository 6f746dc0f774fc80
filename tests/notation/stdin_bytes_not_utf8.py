# SPDX-License-Identifier: GPL-3.0-or-later
# Bytes on standard input that are not UTF-8 come as surrogates.
line = input()
print(ascii(line), len(line), line.encode("utf-8", "surrogateescape"))
try:
    line.encode()
except UnicodeEncodeError as e:
    print(e)
print(ascii(input()))
try:
    print(input())
except UnicodeEncodeError as e:
    print(type(e).__name__)
