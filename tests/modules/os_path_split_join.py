# SPDX-License-Identifier: GPL-3.0-or-later
# os.path: join, split, basename, dirname, splitext, isabs, normpath.
import os
p = os.path
print(p.join("a", "b"), p.join("a/", "b"), p.join("a", "/b"), p.join("a", ""), p.join("", "a"),
    p.join("a", "b", "c"), p.join("/"), p.join("a"))
for path in "/a/b/c.txt", "c.txt", "/", "", "/a/b/", "a/b", "//a", "archive.tar.gz", ".bashrc", "a.b/c", "dir/.hidden", "x.", "..", "a//b":
    print(repr(path), p.split(path), p.basename(path), p.dirname(path), p.splitext(path), p.isabs(path))
for path in "a/../b", "./a", "a//b/./c", "/..", "", "a/b/../../..", "/a/./b/", "//a", "///a", "..", "a/..":
    print(repr(path), p.normpath(path))
print(p.abspath("/a/../b"), p.isabs(p.abspath("x")), p.basename(p.abspath("x")), p.sep, p.join(b"a", b"b"))
tests = [
    lambda: p.join(), lambda: p.join("a", 5), lambda: p.join(5), lambda: p.basename(5), lambda: p.split(None),
    lambda: p.join("a", b"b"), lambda: p.splitext(5), lambda: p.exists([]), lambda: p.dirname(),
]
for test in tests:
    try:
        print(test())
    except TypeError as e:
        print(e)
