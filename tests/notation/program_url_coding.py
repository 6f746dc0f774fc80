# SPDX-License-Identifier: GPL-3.0-or-later
# Percent-coding of text beyond ASCII, there and back.
SAFE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~"
def quote(text):
    return "".join(c if c in SAFE else "".join(f"%{b:02X}" for b in c.encode()) for c in text)
def unquote(text):
    out = bytearray()
    i = 0
    while i < len(text):
        if text[i] == "%":
            out.append(int(text[i + 1:i + 3], 16))
            i += 3
        else:
            out += text[i].encode()
            i += 1
    return out.decode("utf-8", "replace")
for text in "plain", "a b&c", "à bientôt", "50% €", "\U0001F600", "":
    print(repr(text), quote(text), unquote(quote(text)) == text)
print(unquote("%C3%A9%ff+%41"))
try:
    unquote("%zz")
except ValueError as e:
    print(e)
