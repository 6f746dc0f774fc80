# SPDX-License-Identifier: GPL-3.0-or-later
# Functions capture variables, not values.
def counter():
    count = 0
    def step():
        nonlocal count
        count += 1
        return count
    return step
a = counter()
b = counter()
print(a(), a(), a(), b())
def late():
    functions = [lambda: i for i in range(3)]
    return [f() for f in functions]
print(late())
def adders():
    return [(lambda n: lambda x: x + n)(i) for i in range(3)]
print([f(10) for f in adders()])
def deep(a):
    def middle(b):
        def inner(c):
            return a, b, c
        return inner
    return middle
print(deep(1)(2)(3))
def shared():
    value = 0
    def get():
        return value
    def put(x):
        nonlocal value
        value = x
    return get, put
get, put = shared()
put(5)
print(get())
def parameter(x):
    def change():
        nonlocal x
        x += 1
    change()
    change()
    return x
print(parameter(1))
