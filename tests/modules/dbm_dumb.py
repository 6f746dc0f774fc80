# dbm names its kinds, and dbm.dumb keeps what it is given in files.
import dbm
import dbm.dumb
import os
import pickle
import shelve
import tempfile

print(dbm.error, pickle.loads(pickle.dumps(dbm.whichdb)) is dbm.whichdb)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "names")
    with dbm.dumb.open(path, "n") as base:
        base["one"] = b"1"
        base["two"] = "2"
        del base["one"]
        print(base.keys(), base["two"], b"one" in base)
    print(dbm.whichdb(path), dbm.whichdb(path + "x"), sorted(os.listdir(folder)))
    for suffix in ".dir", ".dat":
        with open(path + suffix, "rb") as file:
            print(file.read().rstrip(b"\0"))
    with dbm.open(path) as base:
        print(dict(base.items()))
        try:
            base["three"] = b"3"
        except dbm.error as error:
            print(type(error), error)
    with shelve.Shelf(dbm.dumb.open(path, "n")) as shelf:
        shelf["list"] = [1, {"a": 2}]
        print(shelf["list"])
