# SPDX-License-Identifier: GPL-3.0-or-later
# import, import as, and names through the module.
import beside_values
import beside_values as bv
print(beside_values.number, bv.text, bv is beside_values, bv.double(4), bv.Shape().area())
print(bv.__name__, bv.__doc__, bv.double.__module__, bv.Shape.__module__, bv.Shape)
bv.number = 10
print(beside_values.get_number(), bv.Shape().area())
bv.set_number(7)
print(bv.number, bv._private)
bv.new = "added"
print(bv.new, hasattr(bv, "nothing"), "number" in dir(bv), "number" in vars(bv), type(bv).__name__)
try:
    bv.missing
except AttributeError as e:
    print(e)
del bv.new
print(hasattr(bv, "new"))
try:
    bv()
except TypeError as e:
    print(e)
def inside():
    import beside_values as local
    return local.number
print(inside(), bv.items.append(3), beside_values.items)
