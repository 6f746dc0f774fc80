# SPDX-License-Identifier: GPL-3.0-or-later
# upper, lower, title, capitalize, swapcase, casefold, also beyond ASCII.
for s in "hello World", "ÀÉÎ straße", "ǆ ŉ ﬁ", "they're bill's", "123abc", "", "ÿ Σίσυφος ΑΣ", "İI ıi":
    print(ascii(s), ascii(s.upper()), ascii(s.lower()))
    print("  ", ascii(s.title()), ascii(s.capitalize()), ascii(s.swapcase()), ascii(s.casefold()))
