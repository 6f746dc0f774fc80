# _stat is what stat says it is, for each kind of file and each bit.
import _stat

names = sorted(name for name in dir(_stat) if not name.startswith("__"))
print([(name, getattr(_stat, name)) for name in names if isinstance(getattr(_stat, name), int)])
tests = [name for name in names if name.startswith("S_IS") and callable(getattr(_stat, name))]
for kind in range(0, 0o200000, 0o10000):
    print(oct(kind), [name for name in tests if getattr(_stat, name)(kind | 0o644)], _stat.filemode(kind | 0o644))
for mode in range(0, 0o10000, 0o111):
    print(_stat.filemode(mode), _stat.S_IMODE(0o100000 | mode), _stat.S_IFMT(0o100000 | mode))
for wrong in -1, 2**32, 2**70, "a", 1.5:
    for function in _stat.S_ISDIR, _stat.filemode:
        try:
            print(function(wrong))
        except Exception as error:
            print(type(error).__name__, error)
