# SPDX-License-Identifier: GPL-3.0-or-later
# What calling an alias makes knows the alias; which classes take arguments; attributes of aliases.
import types
from typing import SupportsBytes
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Box:
    __class_getitem__ = classmethod(types.GenericAlias)
class Slotted:
    __slots__ = ()
    __class_getitem__ = classmethod(types.GenericAlias)
class Refuses(Box):
    def __setattr__(self, name, value): raise ValueError(name)
print(Box[int]().__orig_class__)
t(lambda: Slotted[int]().__orig_class__)
t(lambda: Refuses[int]())
t(lambda: list[int]().__orig_class__)
class Meta(type):
    pass
t(lambda: type[int])
t(lambda: Meta[int])
t(lambda: types.AsyncGeneratorType[int])
t(lambda: types.GeneratorType[int])
alias = list[int]
print(sorted(set(dir(alias)) - set(dir(list))), set(dir(list)) - set(dir(alias)))
for name in "__origin__", "__args__", "__parameters__", "x":
    t(lambda: setattr(alias, name, 1))
t(lambda: alias.__instancecheck__(1))
t(lambda: alias.__subclasscheck__(int))
t(lambda: types.GenericAlias(list))
t(lambda: types.GenericAlias(bad=1))
print(issubclass(bytes, SupportsBytes), b"abc".__bytes__())
class B(bytes): pass
print(type(B(b"x").__bytes__()))
