# SPDX-License-Identifier: GPL-3.0-or-later
# Links that lead back to themselves, and functions of os that a program replaces.
import os
import tempfile

with tempfile.TemporaryDirectory() as folder:
    folder = os.path.realpath(folder)
    os.chdir(folder)
    for link, target in (("self", "self"), ("one", "two"), ("two", "one"), ("x", "x/inside"), ("y", folder + "/y/in/side"),
                         ("c", "../" + os.path.basename(folder) + "/c/a/b"), ("d", "e/f"), ("e", "d/g")):
        os.symlink(target, link)
    for path in "self", "one", "two", "x", "y", "c", "d", "e", "self/more", "one/more", "x/more", "d/more", "y/../x", "self/../one/b":
        for given in path, os.fsencode(path), folder + "/" + path:
            real = os.fsdecode(os.path.realpath(given))
            print(path, real.replace(folder, "F"))
            try:
                os.path.realpath(given, strict=True)
            except OSError as e:
                print(type(e).__name__, e.errno)
    os.chdir("/")

getcwd, lstat = os.getcwd, os.lstat
os.getcwd = lambda: "/home/user/bar"
print(os.path.abspath("x"), os.path.relpath("a"), os.path.relpath("/home/user/a"))
os.getcwd = getcwd


def another(path):
    stat = list(lstat(path))
    stat[2] = 7 if str(path).endswith("/usr") else 1
    return os.stat_result(stat)


os.lstat = another
print(os.path.ismount("/usr"), os.path.ismount("/"))
os.lstat = lstat
