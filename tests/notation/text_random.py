# SPDX-License-Identifier: GPL-3.0-or-later
# Methods of str and bytes over random texts of all widths: one line per round, so a difference shows where it begins.
state = 12345


def draw(n):
    global state
    state = (state * 1103515245 + 12345) % 2147483648
    return (state >> 8) % n


alphabets = ["ab", "ab ,", "aé ", "a€ b", "a😀 €", "aA1 \t\n", "ßσΣ a", "\ud800a€"]


def text(alphabet, most):
    return "".join([alphabet[draw(len(alphabet))] for _ in range(draw(most))])


def show(*values):
    print(ascii(values))


for round in range(300):
    letters = alphabets[draw(len(alphabets))]
    s = text(letters, 24)
    part = text(letters, 4)
    by = text(alphabets[draw(len(alphabets))], 4)
    i, k, n = draw(30) - 5, draw(30) - 5, draw(6) - 1
    show(s, part, by, i, k, n)
    show(s.find(part), s.rfind(part), s.find(part, i), s.rfind(part, i, k), s.count(part), s.count(part, i, k))
    show(s.replace(part, by), s.replace(part, by, n), s.startswith(part), s.endswith(part), s.startswith(part, i, k))
    show(s[i:k], s[::-1], s[i::2], s[k:i:-3], s * (n + 1), s + by, part in s, s < by, s == part)
    show(s.split(), s.rsplit(), s.split(None, n), s.rsplit(None, n), s.splitlines(), s.splitlines(True))
    if part:
        show(s.split(part), s.rsplit(part), s.split(part, n), s.rsplit(part, n), s.partition(part), s.rpartition(part))
    show(s.strip(), s.lstrip(by), s.rstrip(by), s.strip(by), s.removeprefix(part), s.removesuffix(part))
    show(s.center(i), s.center(k, "é"), s.ljust(i, "€"), s.rjust(k), s.zfill(i), s.expandtabs(n))
    show(s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold())
    show(s.isalpha(), s.isalnum(), s.isspace(), s.isupper(), s.islower(), s.istitle(), s.isprintable(), s.isascii())
    show(by.join(list(s)), by.join([s, part]), hash(s) == hash(s[:3] + s[3:]), repr(s), len(s))
    show(s.encode("utf-8", "surrogatepass"), s.encode("ascii", "backslashreplace"), s.encode("utf-16", "surrogatepass"))
    show("%s|%5s|%-7.2s|%r" % (s, s, s, s), f"{s}|{s:>9}|{s:^8.3}|{s!a}", "{0}{1:*<6}{0!r}".format(s, part))
    b, p, r = s.encode("utf-8", "surrogatepass"), part.encode("utf-8", "replace"), by.encode("utf-8", "replace")
    for b in (b, bytearray(b)):
        show(b.find(p), b.rfind(p), b.count(p, i, k), b.replace(p, r), b.replace(p, r, n), b.startswith(p), b.endswith(p))
        show(b.split(), b.rsplit(None, n), b.split(p or b"a", n), b.rsplit(p or b"a", n), b.splitlines(True), b.hex(":", n))
        show(b.partition(p or b"b"), b.rpartition(p or b"b"), b.strip(r), b.removeprefix(p), b.removesuffix(p))
        show(b.center(i), b.ljust(k, b"."), b.zfill(i), b.expandtabs(n), b.upper(), b.title(), b.swapcase(), b.isalnum())
        show(b[i:k], b[::-1], b[i::2], b * (n + 1), b + r, p in b, r.join([b, p]), b"%b|%5s|%r" % (b, b, b))
        for handler in ("ignore", "replace", "backslashreplace", "surrogateescape", "surrogatepass"):
            show(b[:i].decode("utf-8", handler) if handler != "surrogatepass" else b.decode("utf-8", handler))
