# SPDX-License-Identifier: GPL-3.0-or-later
# The exact texts for wrong keywords of script functions.
def f(a, b=1): pass
def g(**kw): pass
def p(a, /, b): pass
calls = [
    lambda: f(c=1), lambda: f(1, c=1), lambda: f(1, a=2), lambda: f(1, 2, b=3), lambda: f(a=1, c=2),
    lambda: f(**{"a": 1}, **{"b": 2, "c": 3}), lambda: f(1, **{"a": 2}), lambda: g(a=1, **{"a": 2}),
    lambda: g(**{"a": 1}, **{"a": 2}), lambda: f(**{1: 2}), lambda: f(*5), lambda: f(**5), lambda: f(*None),
    lambda: f(**[("a", 1)]), lambda: p(a=1, b=2), lambda: g(1), lambda: f(1, 2, 3, c=4),
    lambda: g(*[1], **{"k": 1}),
]
for call in calls:
    try:
        call()
        print("no error")
    except TypeError as e:
        print(e)
