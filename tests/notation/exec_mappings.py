# What exec() and eval() take for namespaces: any mapping as locals, dicts of other classes, closures, builtins.
import builtins


class Upper(dict):
    def __missing__(self, key):
        if key.isupper():
            return key.lower()
        raise KeyError(key)


class Logged:
    def __init__(self):
        self.names = {}
        self.log = []

    def __getitem__(self, key):
        self.log.append(("get", key))
        return self.names[key]

    def __setitem__(self, key, value):
        self.log.append(("set", key, value))
        self.names[key] = value

    def __delitem__(self, key):
        self.log.append(("del", key))
        del self.names[key]

    def keys(self):
        return self.names.keys()


def tell(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


# ---- locals

log = Logged()
exec("a = 1\nb = a + 1\ndel a\nprint(len('ab'), b)\nfor i in range(2): pass", {}, log)
print(log.log, log.names)
tell(eval, "b", {"b": 5}, log)
tell(eval, "nothing", {}, log)
tell(eval, "b + c", {"c": 10}, log)
tell(eval, "[b for _ in range(2)]", {"b": 7}, log)
tell(eval, "sorted(dir())", {}, log)
tell(eval, "locals() is it", {"it": log}, log)
tell(exec, "import sys as s\nfrom os import sep\nclass K: x = 1\ndef f(): return 1\nx: int = 4", {}, log)
print(sorted(log.names), log.names.get("__annotations__"))
tell(exec, "del zzz", {}, log)
tell(eval, "A + b", {}, Upper(b="B"))
tell(eval, "a", {}, Upper(b="B"))
for wrong in 5, [1], "text", (1,), {1}, object():
    tell(exec, "x = 1", {}, wrong)
    tell(eval, "1", {}, wrong)
    tell(exec, "x = 1", wrong)
    tell(eval, "1", wrong)
tell(eval, "x", {}, {"x": 3})
tell(eval, "x", {"x": 4}, None)
tell(eval, "x", None, {"x": 6})

# ---- globals

names = Upper(x=1)
exec("print(x, ABC)\ndef f(): return DEF\nprint(f())", names)
print(sorted(names, key=str))
tell(eval, "abc", names)
tell(names["f"])
names["DEF"] = "set"
tell(names["f"])


class Always(dict):
    def __getitem__(self, key):
        return "always " + key


names = Always(x=1)
exec("def f(): return x, len\nprint(x, y)", names)
tell(names.get("f"))

# ---- builtins

names = {"__builtins__": {"len": lambda x: "own", "__build_class__": builtins.__build_class__, "print": print}}
exec("print(len(''))\ndef f():\n    return len([])\nprint(f())\nprint([len(x) for x in [1, 2]])", names)
tell(eval, "int", names)
tell(eval, "(lambda: int)()", names)
tell(exec, "import os", names)
print(names["f"].__builtins__ is names["__builtins__"])
tell(names["f"])
exec("x = 1", {"__builtins__": {}})
tell(exec, "print(1)", {"__builtins__": {}})
imported = []


def importer(name, globals=None, locals=None, fromlist=(), level=0):
    imported.append((name, fromlist, level))
    return __import__(name, globals, locals, fromlist, level)


exec("import os.path\nfrom os import sep", {"__builtins__": {"__import__": importer}})
print(imported)
names = {}
exec("", names)
print(names["__builtins__"] is builtins.__dict__ or names["__builtins__"] is builtins)
names = {"__builtins__": builtins}
exec("print(len('abc'))", names)
usual = {"__builtins__": dict(vars(builtins))}
exec("def f(): return max(1, 2)\nprint(f())", usual)
usual["__builtins__"]["max"] = min
print(usual["f"]())

# ---- closures


def outer():
    x, y = 1, 2

    def inner():
        nonlocal x
        x += y
        return x
    return inner


inner = outer()
exec(inner.__code__, closure=inner.__closure__)
print([cell.cell_contents for cell in inner.__closure__])
tell(exec, inner.__code__)
tell(exec, inner.__code__, closure=inner.__closure__[:1])
tell(exec, inner.__code__, closure=list(inner.__closure__))
tell(exec, inner.__code__, closure=(1, 2))
tell(exec, "x = 1", closure=inner.__closure__)
tell(exec, tell.__code__, closure=inner.__closure__)
tell(exec, compile("x = 1", "", "exec"), closure=())
tell(eval, inner.__code__)
tell(exec, "x = 1", {}, {}, inner.__closure__)


# ---- code of functions

def plain():
    return len(__builtins__.__name__) if hasattr(__builtins__, "__name__") else 8


def wants(a):
    return a


def generates():
    yield 5


tell(eval, plain.__code__)
tell(eval, wants.__code__)
print(list(eval(generates.__code__)))
tell(eval, compile("x = 1", "", "exec"))
tell(exec, compile("1 + 1", "", "eval"))


# ---- in functions, classes, comprehensions

def local_names(a):
    exec("made = a + 1")
    print(locals())
    exec("a = 50; made += 1")
    print(a, locals())
    b = 3
    d = locals()
    d["b"] = 4
    d["other"] = 5
    print(b, locals() is d, d)
    print(eval("a + b"), [eval("a", {"a": a}) for _ in range(2)])
    tell(eval, "made")
    del b
    print(sorted(locals()), sorted(vars()), sorted(dir()))
    return eval("a")


local_names(1)


class Body:
    x = 1
    exec("y = x + 1")
    print(y, sorted(name for name in locals() if name[0] != "_"), eval("x, y"))
    z = [eval("3", {}) for _ in range(2)]
    locals()["w"] = 9
    print(w, vars() is locals(), "w" in dir())


print(Body.y, Body.w, [sorted(locals()) for k in "a"], {**globals()}.keys() == globals().keys())
