# SPDX-License-Identifier: GPL-3.0-or-later
# NameError and UnboundLocalError.
try:
    undefined
except NameError as e:
    print(type(e).__name__, e, e.args, e.name)
def f():
    return undefined_in_function
try:
    f()
except NameError as e:
    print(e)
def g():
    if False:
        x = 1
    return x
try:
    g()
except UnboundLocalError as e:
    print(type(e).__name__, e)
def h():
    for i in []:
        pass
    return i
try:
    h()
except UnboundLocalError as e:
    print(e)
def k():
    del never
    never = 1
try:
    k()
except UnboundLocalError as e:
    print(e)
try:
    del undefined
except NameError as e:
    print(e)
def m():
    global not_there
    del not_there
try:
    m()
except NameError as e:
    print(e)
class C:
    try:
        del nothing
    except NameError as e:
        print(e)
try:
    print(f"{undefined_in_fstring}")
except NameError as e:
    print(e)
try:
    [undefined_in_comprehension for _ in [1]]
except NameError as e:
    print(e)
try:
    (lambda: undefined_in_lambda)()
except NameError as e:
    print(e)
def n(x=1):
    def inner():
        return y
    return inner()
    y = 2
try:
    n()
except NameError as e:
    print(type(e).__name__, e)
