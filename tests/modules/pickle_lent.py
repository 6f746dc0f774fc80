# _pickle has what pickle has, whichever of them is imported first.
import io
import sys

for first, second in ("_pickle", "pickle"), ("pickle", "_pickle"):
    for name in "pickle", "_pickle":
        sys.modules.pop(name, None)
    __import__(first)
    __import__(second)
    pickle, _pickle = sys.modules["pickle"], sys.modules["_pickle"]
    file = io.BytesIO()
    _pickle.Pickler(file, 2).dump({"list": [1, 2.5, None], "set": {3}})
    print(pickle.loads(file.getvalue()), _pickle.Unpickler(io.BytesIO(file.getvalue())).load())
    print(_pickle.loads(pickle.dumps(range(3))), pickle.loads(_pickle.dumps((1, "x"))), _pickle.Pickler.__name__)
    print(issubclass(_pickle.PicklingError, pickle.PickleError), _pickle.Unpickler.__module__)
    for data in b"nothing", b"\xff":
        try:
            _pickle.loads(data)
        except _pickle.UnpicklingError as error:
            print(type(error).__name__, error)


class Told(_pickle.Pickler):
    def persistent_id(self, value):
        return "kept" if value == [1] else None


file = io.BytesIO()
Told(file).dump(([1], 2))


class Kept(_pickle.Unpickler):
    def persistent_load(self, key):
        return key


print(Kept(io.BytesIO(file.getvalue())).load())
sys.modules["_pickle"] = None
del sys.modules["pickle"]
import pickle
print(pickle.loads(pickle.dumps(7)), pickle.Pickler is pickle._Pickler)
