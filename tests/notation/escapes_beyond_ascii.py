# SPDX-License-Identifier: GPL-3.0-or-later
# A backslash before a character beyond ASCII is no escape, and nobody warns of it; before another letter python3 does.
import warnings

for text in ('"\\é"', '"\\語 \\q"', "b'\\q'", '"\\😀"'):
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        print(ascii(eval(text)), [str(warning.message) for warning in found])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            print(ascii(eval(text)))
        except SyntaxError as problem:
            print(ascii(problem.msg))
