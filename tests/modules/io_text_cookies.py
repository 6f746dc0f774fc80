# SPDX-License-Identifier: GPL-3.0-or-later
"""tell() and seek() of text over bytes in memory, in encodings with and without a state."""
import _io

for encoding in "utf-8", "utf-16", "utf-32", "latin-1":
    for newline in None, "", "\n":
        text = "one\ntw\xf6\r\nthree\rfour\n"
        stream = _io.TextIOWrapper(_io.BytesIO(text.encode(encoding)), encoding=encoding, newline=newline)
        places = []
        while True:
            at = stream.tell()
            part = stream.read(3)
            if not part:
                break
            places.append((at, part))
        same = all(stream.seek(at) == at and stream.read(3) == part for at, part in reversed(places))
        print(encoding, newline, same, "".join(part for at, part in places).encode(), stream.newlines)
        stream.seek(0)
        print([line.encode() for line in stream])
stream = _io.TextIOWrapper(_io.BytesIO(), encoding="utf-16")
stream.write("a")
print(stream.tell(), stream.write("b"), stream.seek(0), stream.read())
for do in [lambda: stream.seek(1, 1), lambda: stream.seek(-1), lambda: stream.seek(0, 9), lambda: stream.write(b""),
           lambda: _io.TextIOWrapper(_io.BytesIO(), encoding="none"), lambda: _io.TextIOWrapper()]:
    try:
        print(do())
    except Exception as error:
        print(type(error).__name__, error)
