# SPDX-License-Identifier: GPL-3.0-or-later
# Strings in both quotes, tripled, glued together, and on continued lines.
print('single', "double", 'it"s', "it's", 'it\'s', "say \"x\"")
print('''triple 'single' quoted''', """triple "double" quoted""")
print("""two
lines""")
print("glued" "to" 'gether', "a" """b""" 'c')
print("continued \
line")
print("""continued \
tripled""")
long = ("first "
        "second "
        "third")
print(long, len(long))
print(repr(""), repr(''), repr(""""""), repr(''''''))
print(u"unicode prefix", U"capital")
print(repr("it's"), repr('say "x"'), repr("it's \"both\""))
