# os.environ, its view as bytes, and names of files taken apart.
import os


def told(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


os.environ.clear()
os.environ["A"] = "é"
os.environb[b"B"] = b"\xff"
print(os.environ, os.environb, os.getenv("B"), os.getenvb(b"A"), os.getenv("C", 5))
print(sorted(os.environ), len(os.environ), "A" in os.environ, 5 in {} or told(lambda: 5 in os.environ), os.environ.get("Z"), os.environ.setdefault("D", "d"))
print(os.environ.pop("D"), os.environ.pop("D", None), told(os.environ.pop, "D"), told(lambda: os.environ["D"]), told(os.environ.__setitem__, "x", 5), told(os.environ.__setitem__, 5, "x"))
print(told(os.environ.__setitem__, "a=b", "x"), told(os.environ.__setitem__, "a\0b", "x"), os.environ | {"Q": "q"}, {"Q": "q"} | os.environ, os.environ == {"A": "é", "B": "\udcff"})
os.environ |= {"E": "1"}
os.environ.update(F="2")
print(os.popen("echo $A $E $F").read(), dict(os.environ.items()), os.environ.copy() == dict(os.environ))
del os.environ["E"]
os.putenv("G", "g")
print("G" in os.environ, os.popen("echo $E $G").read())
os.environ.update(HOME="/home/me", X="x", Y_1="y")
for path in "~", "~/a", "~nobody-of-this-name/x", "a~", "$X", "${X}/$Y_1-$Z", "$", "${", "${X", "$X$X", b"$X/~", "~/$X":
    print(path, os.path.expanduser(path), os.path.expandvars(path))
p = os.path
for path in "", "/", "//", "///a//b/../c/.", "a/./b/..", "../../x", "/..", ".a", "a.b.c", "/x/.y.z", "a/", b"/b/c.d":
    print(path, p.normpath(path), p.split(path), p.splitext(path), p.basename(path), p.dirname(path), p.isabs(path), p.splitdrive(path), p.normcase(path))
print(p.join("a", "b", "/c", "d/", "e"), p.join(b"a", b"b"), p.join("a", ""), told(p.join, "a", b"b"), told(p.join, "a", 5), told(p.join, 5))
print(p.commonpath(["/a/b/c", "/a/b"]), p.commonpath(["a/./b", "a/c"]), told(p.commonpath, []), told(p.commonpath, ["a", "/a"]), told(p.commonpath, ["a", b"a"]), p.commonprefix(["abc", "abd"]), p.commonprefix([]))
print(p.relpath("/a/b", "/a/c/d"), p.relpath("/a", "/a"), p.relpath(b"/x", b"/"), told(p.relpath, ""), told(p.relpath, "a", b"a"))
print(p.ismount("/"), p.ismount("/nonexistent"), p.exists("/"), p.isdir(b"/"), p.isfile("/"), p.exists("a\0b"), told(p.exists, []), p.exists(12345))
print(os.fsencode("é\udcff"), os.fsdecode(b"\xc3\xa9\xff"), told(os.fsencode, 5), os.PathLike.__name__, issubclass(str, os.PathLike), os.supports_bytes_environ)
