# SPDX-License-Identifier: GPL-3.0-or-later
# Attributes of a function through its bound method, and of views.
class C:
    "doc of C"
    def method(self, a=1, *, b=2) -> int:
        "doc"
    @classmethod
    def of_class(cls): pass
C.method.whoami = "me"
bound = C().method
for name in ("whoami", "__doc__", "__name__", "__qualname__", "__module__", "__defaults__", "__kwdefaults__", "__annotations__",
             "__dict__", "__class__", "__func__", "missing", "__wrapped__", "__text_signature__"):
    for method in (bound, C.of_class):
        try:
            print(name, repr(getattr(method, name)).split(" at 0x")[0], hasattr(method, name))
        except AttributeError as e:
            print(name, e)
for action in (lambda: setattr(bound, "new", 1), lambda: delattr(bound, "whoami"), lambda: setattr(bound, "__doc__", "x")):
    try:
        action()
    except AttributeError as e:
        print(e)
C.method.changed = 5
print(bound.changed, C().method.changed)
d = {1: 2}
for view in (d.keys(), d.values(), d.items()):
    mapping = view.mapping
    print(type(mapping).__name__, mapping, mapping[1], len(mapping))
    try:
        mapping[1] = 3
    except TypeError as e:
        print(e)
array = bytearray(b"ab")
for action in ("array += array", "array.extend(array)", "array += memoryview(array)", "array *= 2", "array[:] = array", "array += b''"):
    try:
        exec(action)
    except BufferError as e:
        print(action, e)
    print(action, array)
empty = bytearray()
empty += empty
print(empty)
