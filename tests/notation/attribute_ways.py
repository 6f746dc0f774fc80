# Where an attribute of an instance comes from, also after its class has changed between two reads of one place.
class Plain:
    kind = "class"


class Slotted:
    __slots__ = ("x", "__dict__")


def read(thing):
    return thing.x


def attempt(thing):
    try:
        return read(thing)
    except AttributeError as error:
        return str(error)


one, other = Plain(), Plain()
one.x = 1
print(read(one), attempt(other))
Plain.x = "class's"
print(read(one), read(other))
Plain.x = property(lambda self: "property's", lambda self, value: print("set", value))
print(read(one), read(other))
one.x = 5
del Plain.x
print(read(one), attempt(other))
Plain.__getattr__ = lambda self, name: "missing " + name
print(read(one), read(other))
Plain.__getattribute__ = lambda self, name: "asked " + name
print(read(one), read(other))
del Plain.__getattribute__
print(read(one), read(other))
Plain.__setattr__ = lambda self, name, value: print("setattr", name, value)
one.x = 6
del Plain.__setattr__
one.x = 7
print(read(one), one.__dict__)
one.__dict__["x"] = 8
print(read(one))
one.__dict__ = {"x": 9}
print(read(one), one.kind)
del one.x
print(read(one))
slotted = Slotted()
print(attempt(slotted))
slotted.x, slotted.y = 1, 2
print(read(slotted), slotted.__dict__)
one.__class__ = type("Other", (), {"x": "other's"})
print(read(one))


class Shown:
    @property
    def __class__(self):
        return int


print(isinstance(Shown(), int), isinstance(Shown(), (str, int)), issubclass(bool, (str, int)))
