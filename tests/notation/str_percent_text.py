# SPDX-License-Identifier: GPL-3.0-or-later
# The % operator with text, names, and tuples.
print("%s|%5s|%-5s|%.2s|%6.2s|" % ("abc", "abc", "abc", "abc", "abc"), "%s" % None, "%s" % [1, "a"],
    "%s" % (("t",),), "%s %s" % ("a", 1))
print("%r|%10r|%a|%s" % ("it's", "x", "é", "é"), "%r" % b"x", "%.3r" % "abcdef", "%5a|" % "é")
print("%(a)s %(b)d %(a)r" % {"a": "x", "b": 5}, "%(key with space)s" % {"key with space": 1},
    "%(x)5.1f|" % {"x": 2.55}, "no names" % {})
print("%s" % {"a": 1}, "%s" % "%d", "%%%s%%" % "x", "plain" % (), "%(a)s" % {"a": {"b": 1}})
print("%s and %s" % tuple("xy"))
class D(dict):
    def __missing__(self, k):
        return "<" + k + ">"
print("%(a)s %(b)s" % D(a=1), "%()s" % {"": "empty"}, "%(a(b))s" % {"a(b)": "nested"})
print("é%s€" % "\U0001F600", "%s" % "\x00", "%-4s|%4s|" % ("é", "€"))
