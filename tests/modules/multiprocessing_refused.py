# refused: multiprocessing.Pipe (Python has it, causette has not)
# Whatever needs a second process that shares objects with this one says so when it is called.
import multiprocessing

for name in "Process", "Pool", "Queue", "Lock", "get_context", "Manager":
    try:
        getattr(multiprocessing, name)()
    except NotImplementedError as error:
        assert str(error) == f"multiprocessing.{name} (Python has it, causette has not)"
    else:
        raise SystemExit(name)
for name in "pool", "shared_memory":
    try:
        __import__("multiprocessing." + name)
    except ModuleNotFoundError as error:
        assert str(error) == f"No module named 'multiprocessing.{name}' (Python has it, causette has not)"
assert not hasattr(multiprocessing, "shared_memory")
multiprocessing.Pipe()
