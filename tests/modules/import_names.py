# What __import__ makes of names that are no names, of parents that are no packages, and of files that cannot be read.
import os
import sys

folder = os.path.dirname(os.path.abspath(__file__)) + "/_packages"
sys.path.insert(0, folder)
sys.dont_write_bytecode = True


def show(*args):
    try:
        print(__import__(*args).__name__)
    except Exception as error:
        print(type(error).__name__, str(error), getattr(error, "name", None))


for name in "outer/inner", "outer\0", "outer.", "outer..inner", "", "nothing.at.all", "outer.nothing", "plain.inner", 5:
    show(name)
sys.modules["object"] = object()
show("object.plain")
sys.modules["forbidden"] = None
show("forbidden")
show("forbidden.part")

# Relative to the globals that are given.
for globals_ in None, {}, {"__package__": 5}, {"__package__": ""}, {"__package__": "outer"}, {"__name__": "outer.other"}, \
        {"__name__": "outer", "__path__": []}, {"__package__": None, "__name__": "outer.other"}:
    for level in -1, 1, 2:
        show("inner", globals_, None, ["x"], level)

# Names beyond ASCII, and a name that is not there.
show("été")
show("été.île")
try:
    from été import nothing
except ImportError as error:
    print(error.name, str(error).split(" (")[0])

# A package of the program hides all of ours of that name; sys.path may be another list.
show("threading.local")
sys.path = [folder + "/outer"]
show("inner")
sys.path = []
show("plain")
