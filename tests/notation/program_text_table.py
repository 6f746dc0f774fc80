# SPDX-License-Identifier: GPL-3.0-or-later
# A table with columns of different kinds and widths.
rows = [("port", "state", "bytes", "ratio"), (22, "LISTEN", 0, None), (443, "ESTABLISHED", 1234567, 0.98765),
    (65535, "TIME-WAIT", 88, 1 / 3), (8080, "fermé à clé", 10 ** 10, 1e-9)]
def cell(x):
    if x is None:
        return "-"
    if isinstance(x, float):
        return f"{x:.2%}"
    return f"{x:,}" if isinstance(x, int) and x > 99999 else str(x)
texts = [[cell(x) for x in row] for row in rows]
widths = [max(map(len, column)) for column in zip(*texts)]
line = "+".join("-" * (w + 2) for w in widths)
print(line)
for i, (row, text) in enumerate(zip(rows, texts)):
    print("|".join(f" {t:>{w}} " if isinstance(x, (int, float)) else f" {t:<{w}} " for x, t,
        w in zip(row, text, widths)))
    if i == 0:
        print(line)
print(line, sum(widths), widths, sep="\n")
print("%-10s|%8.2f|%+05d|%s" % ("left", 3.14159, 42, ["list"]), "{0:^{1}}|{2!r:>8}".format("mid", 9, "r"))
