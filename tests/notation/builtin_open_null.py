# SPDX-License-Identifier: GPL-3.0-or-later
# open: writing, to the file that keeps nothing.
with open("/dev/null", "w") as f:
    print(f.write("añ€\n"), f.writelines(["a", "b"]), f.flush(), f.fileno() > 2)
    print("printed there", file=f)
    try:
        f.write(5)
    except TypeError as e:
        print(e)
    try:
        f.read()
    except Exception as e:
        print(isinstance(e, (OSError, ValueError)), e)
with open("/dev/null", "wb") as f:
    print(f.write(b"abc"), f.write(bytearray(b"d")))
    try:
        f.write("text")
    except TypeError as e:
        print(e)
with open("/dev/null") as f:
    print(repr(f.read()), repr(f.readline()), list(f))
    try:
        f.write("x")
    except Exception as e:
        print(isinstance(e, (OSError, ValueError)), e)
try:
    open("/no/such/folder/file", "w")
except FileNotFoundError as e:
    print(e.errno, e.filename, e)
