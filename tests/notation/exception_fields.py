# SPDX-License-Identifier: GPL-3.0-or-later
# What exceptions are made of, and what they show and copy of it: every kind with every count of arguments.
import copy
import pickle
def t(make):
    try: print(repr(make()))
    except BaseException as e: print(type(e).__name__, e)
def fields(e, names):
    print(repr(e), str(e), e.args, [getattr(e, n, "<none>") for n in names.split()])
OS = "errno strerror filename filename2 characters_written"
for a in [(), (1,), (1,2), (2,"x"), (2,"x","f"), (2,"x","f",None), (2,"x","f",None,"g"), (2,"x","f",5,"g"), (2,"x",None,None,"g"), (2,"x",None), (1,2,3,4,5,6), ("a","b"), (11,"b",7), (11,"b","c"), (13.0,"x"), (True, "x"), (10**30, "x"), (-2,"x"), (None,"x"), (2,None)]:
    t(lambda: fields(OSError(*a), OS))
    t(lambda: type(OSError(*a)).__name__)
class Sub(OSError): pass
fields(Sub(2,"x","f"), OS)
class Sub2(OSError):
    def __init__(self, a, b=None): self.a = a
fields(Sub2(2,"x"), OS)
class Sub3(OSError):
    def __new__(cls, *a): return super().__new__(cls, *a)
fields(Sub3(2,"x"), OS)
class Sub4(OSError):
    def __new__(cls, *a): return OSError.__new__(cls)
    def __init__(self, *a): super().__init__(*a)
fields(Sub4(2,"x"), OS)
fields(BlockingIOError(11,"b",7), OS)
fields(BlockingIOError(11,"b","c"), OS)
fields(FileNotFoundError(13,"b","c"), OS)
t(lambda: OSError(2,"x",filename="f"))
t(lambda: OSError(errno=2))
e = OSError(2,"x"); 
t(lambda: setattr(e, "characters_written", "x")); t(lambda: setattr(e, "characters_written", 5)); t(lambda: e.characters_written); t(lambda: delattr(e, "characters_written")); t(lambda: delattr(e, "characters_written"))
t(lambda: delattr(e, "errno")); t(lambda: e.errno); t(lambda: str(e))
e.filename = "zz"; print(str(e)); e.errno = 5; print(str(e)); del e.filename; print(str(e))
for k in (ImportError, ModuleNotFoundError):
    I = "msg name path"
    for a, kw in [((), {}), (("m",), {}), (("m","n"), {}), ((), dict(name="n")), (("m",), dict(name="n", path="p")), (("m",), dict(nam="n")), (("m",), dict(name_from="x")), ((5,), {}), (("m",), dict(name=5))]:
        t(lambda: fields(k(*a, **kw), I))
t(lambda: fields(AttributeError("m", name="n", obj=5), "name obj")); t(lambda: AttributeError(foo=1)); t(lambda: fields(AttributeError("a","b"), "name obj"))
t(lambda: fields(NameError("m", name="n"), "name")); t(lambda: NameError(foo=1)); t(lambda: fields(UnboundLocalError(name=4), "name"))
t(lambda: fields(StopIteration(), "value")); t(lambda: fields(StopIteration(1,2), "value")); t(lambda: StopIteration(value=1)); t(lambda: fields(StopAsyncIteration(1), "value"))
t(lambda: fields(SystemExit(), "code")); t(lambda: fields(SystemExit(1), "code")); t(lambda: fields(SystemExit(1,2), "code")); t(lambda: SystemExit(code=1))
S = "msg filename lineno offset text end_lineno end_offset print_file_and_line"
for a in [(), ("m",), ("m", ("f",1,2,"t")), ("m", ("f",1,2,"t",3,4)), ("m", ("f",1,2,"t",3)), ("m", ("f",1,2)), ("m", "abcd"), ("m", 5), ("m", ("f",1,2,"t",3,4,5)), ("m",1,2), ("m", ["f",1,2,"t"]), (1,), ("m", (None,None,None,None)), ("m", ("f","x",2,"t")), ("m", {1:2,3:4,5:6,7:8})]:
    for k in SyntaxError, IndentationError:
        t(lambda: fields(k(*a), S))
e = SyntaxError("m"); e.filename="/a/b/c"; print(e); e.lineno=5; print(e); e.filename=None; print(e); e.lineno="x"; print(e); e.msg=None; print(e); e.filename="q"; print(e); e.lineno=10**30; print(str(e))
t(lambda: SyntaxError(msg="x"))
U = "encoding object start end reason"
for a in [(), ("u",b"abc",1,2,"r"), ("u",b"abc",1,3,"r"), ("u","abc",1,2,"r"), ("u",bytearray(b"abc"),1,2,"r"), (1,b"abc",1,2,"r"), ("u",b"abc",1,2), ("u",b"abc","1",2,"r"), ("u",b"abc",-5,2,"r"), ("u",b"abc",1,10**30,"r"), ("u",b"abc",5,6,"r"), ("u",b"",0,1,"r"), ("u",b"abc",1,2,5), ("u",b"abc",0,100,"r")]:
    t(lambda: fields(UnicodeDecodeError(*a), U))
for a in [(), ("u","abc",1,2,"r"), ("u",b"abc",1,2,"r"), ("u","abc",1,3,"r"), ("u","a\xe9\u20ac\U0001f600",1,2,"r"), ("u","a\xe9\u20ac\U0001f600",2,3,"r"), ("u","a\xe9\u20ac\U0001f600",3,4,"r"), ("u","abc",7,8,"r"), ("u","abc",-3,1,"r")]:
    t(lambda: fields(UnicodeEncodeError(*a), U))
    t(lambda: fields(UnicodeTranslateError(*a[1:]), U))
e = UnicodeDecodeError("u",b"abc",1,2,"r")
t(lambda: setattr(e, "start", "x")); t(lambda: setattr(e, "start", 2)); t(lambda: setattr(e, "end", 3)); print(e, e.start)
t(lambda: setattr(e, "object", "x")); t(lambda: print(e)); t(lambda: setattr(e,"encoding", 5)); t(lambda: print(e)); t(lambda: delattr(e, "reason")); t(lambda: e.reason); t(lambda: print(e))
e = UnicodeEncodeError("u","abc",-5,100,"r"); t(lambda: (e.start, e.end)); e.start=1000; t(lambda: (e.start, str(e)))
e = UnicodeDecodeError.__new__(UnicodeDecodeError); t(lambda: str(e)); t(lambda: e.start); t(lambda: e.object)
e = BaseException(); 
for n in "__traceback__ __cause__ __context__ __suppress_context__ args".split():
    for v in (None, 5, (), ValueError("v"), True):
        t(lambda: setattr(e, n, v)); t(lambda: getattr(e, n))
    t(lambda: delattr(e, n))
t(lambda: e.with_traceback(5)); t(lambda: e.with_traceback(None)); t(lambda: e.with_traceback()); t(lambda: BaseException.with_traceback(5))
t(lambda: e.__setstate__(5)); t(lambda: e.__setstate__({"x": 1, "args": (5,)})); t(lambda: e.__dict__); t(lambda: e.args); t(lambda: e.__setstate__(None)); t(lambda: e.__setstate__({5: 1}))
def red(e):
    e.extra = 1
    r = e.__reduce__(); print(r)
    for p in range(2, 6):
        f = pickle.loads(pickle.dumps(e, p))
        assert f.__dict__ == e.__dict__ and repr(f) == repr(e), (f, p)
    c = copy.copy(e); print(repr(c), c.__dict__, str(c)); d = copy.deepcopy(e); print(repr(d))
for e in [ValueError(), ValueError(1,2), OSError(2,"x"), OSError(2,"x","f"), OSError(2,"x","f",None,"g"), OSError(2,"x",None,None,"g"), OSError("x"), ImportError("m"), ImportError("m", name="n"), ImportError("m", name="n", path="p"), ModuleNotFoundError("q", name="z"), AttributeError("a", name="n", obj=5), NameError("a", name="n"), StopIteration(4), SystemExit(3), SyntaxError("m", ("f",1,2,"t",3,4)), UnicodeDecodeError("u",b"abc",1,2,"r"), KeyError("k"), ExceptionGroup("g", [ValueError(1)]), BlockingIOError(11, "x", 5)]:
    t(lambda: red(e))
t(lambda: ValueError(x=1)); t(lambda: KeyError().__reduce__(1))
class K(ValueError):
    def __init__(self, *, a): self.a = a
k = K(a=1); print(k.args, k.__reduce__())
t(lambda: ValueError.__new__(int)); t(lambda: ValueError.__new__()); t(lambda: BaseException.__new__(5)); t(lambda: ValueError.__new__(KeyError)); t(lambda: BaseException.__new__(OSError)); t(lambda: Exception.__init__(5)); t(lambda: ValueError("a").__init__("b"))
