# SPDX-License-Identifier: GPL-3.0-or-later
# Raw strings keep their backslashes, in every spelling of the prefix.
print(r"\n", R"\n", r'\t', len(r"\n"))
print(r"\"", len(r"\""), r'\'')
print(r"a\
b", len(r"a\
b"))
print(r"""\x41 \u0041""")
print(rb"\n", Rb"\n", rB"\n", RB"\n", br"\n", bR"\n", Br"\n", BR"\n")
print(repr(r"\\"), len(r"\\"))
name = "x"
print(rf"\n{name}\t", fr"\{name}", Rf"{name}\d", fR"{name}")
