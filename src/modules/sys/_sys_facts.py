# SPDX-License-Identifier: GPL-3.0-or-later
# What of sys is seldom asked for, and is made when it is: find(name) of a name that the module lacks.
import sys


def _sequence(kind, **fields):
    """A tuple whose items have names, as C's struct sequences are."""
    def show(self):
        return f"sys.{kind}({', '.join(f'{name}={value!r}' for name, value in zip(fields, self))})"

    def refuse(cls, *args, **keywords):
        raise TypeError(f"cannot create 'sys.{kind}' instances")

    names = {"__repr__": show, "__module__": "sys", "__slots__": (), "__match_args__": tuple(fields),
             "n_fields": len(fields), "n_sequence_fields": len(fields), "n_unnamed_fields": 0}
    for position, name in enumerate(fields):
        names[name] = property(lambda self, position=position: self[position])
    made = type(kind, (tuple,), names)
    value = tuple.__new__(made, fields.values())
    made.__new__ = refuse
    return value


def _flags():
    import _imp
    names = ("debug inspect interactive optimize dont_write_bytecode no_user_site no_site ignore_environment verbose bytes_warning "
             "quiet hash_randomization isolated dev_mode utf8_mode warn_default_encoding safe_path int_max_str_digits")
    fields = dict(zip(names.split(), _imp._start_flags()))
    for name in "dev_mode", "safe_path":
        fields[name] = bool(fields[name])
    return _sequence("flags", **fields)


def _float_info():
    return _sequence("float_info", max=1.7976931348623157e+308, max_exp=1024, max_10_exp=308, min=2.2250738585072014e-308,
                     min_exp=-1021, min_10_exp=-307, dig=15, mant_dig=53, epsilon=2.220446049250313e-16, radix=2, rounds=1)


def _int_info():
    return _sequence("int_info", bits_per_digit=30, sizeof_digit=4, default_max_str_digits=4300, str_digits_check_threshold=640)


def _hash_info():
    return _sequence("hash_info", width=64, modulus=2**61 - 1, inf=314159, nan=0, imag=1000003, algorithm="siphash13",
                     hash_bits=64, seed_bits=128, cutoff=0)


def _thread_info():
    return _sequence("thread_info", name="pthread", lock="semaphore", version="NPTL 2.36")


def _stdlib_module_names():
    import _imp
    return frozenset(_imp._python_names("import").split() + _imp._python_names("elsewhere").split())


def _builtin_module_names():
    import _imp
    return tuple(sorted({*_imp._builtin_names()}))


_made = {
    "flags": _flags,
    "float_info": _float_info,
    "int_info": _int_info,
    "hash_info": _hash_info,
    "thread_info": _thread_info,
    "builtin_module_names": _builtin_module_names,
    "stdlib_module_names": _stdlib_module_names,
    "_xoptions": dict,
}
_plain = {
    "pycache_prefix": None,
    "prefix": "/usr",
    "exec_prefix": "/usr",
    "base_prefix": "/usr",
    "base_exec_prefix": "/usr",
    "platlibdir": "lib",
    "_stdlib_dir": None,
    "_framework": "",
    "_git": ("CPython", "", ""),
    "abiflags": "",
    "api_version": 1013,
    "float_repr_style": "short",
    "copyright": "Copyright (c) the authors of causette, and of Python's library the Python Software Foundation.",
}


def find(name):
    """Puts the value into sys and gives it; KeyError."""
    value = _made[name]() if name in _made else _plain[name]
    setattr(sys, name, value)
    return value
