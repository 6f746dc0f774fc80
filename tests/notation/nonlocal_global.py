# SPDX-License-Identifier: GPL-3.0-or-later
# global and nonlocal pick the scope that an assignment means.
x = "module"
def set_global():
    global x
    x = "changed"
def set_local():
    x = "local"
    return x
print(set_local(), x)
set_global()
print(x)
def outer():
    x = "outer"
    def middle():
        def inner():
            nonlocal x
            x = "inner"
        inner()
        return x
    return middle(), x
print(outer(), x)
def make():
    global brand_new, other_new
    brand_new = 1
    other_new = 2
make()
print(brand_new, other_new)
def mixed():
    x = "mixed"
    def inner():
        global x
        x = "from inside"
    inner()
    return x
print(mixed(), x)
def delete():
    global brand_new
    del brand_new
delete()
try:
    brand_new
except NameError as e:
    print(e)
def function_global():
    global made
    def made():
        return "made"
function_global()
print(made())
