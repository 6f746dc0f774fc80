# SPDX-License-Identifier: GPL-3.0-or-later
# Finding in texts that are short and in such that are not; the part at the start, at the end, twice, and not there.
long = "a" * 70 + "bc"
print(long.find("bc"), long[:64].find("ab"), "aab".find("ab"), "ab".find("abc"), "xaxab".find("ab"))
print("aaab".find("aab"), "abab".find("ab", 1), "ab" in "xxab", "ax" in "aa", "\xe9\u20ac".find("\u20ac"))
print("aXbX".replace("X", "yy"), "a--b--".split("--"), "ababab".count("ab"), "aaaa".count("aa"), "x".find("x", 1))
