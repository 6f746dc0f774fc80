# SPDX-License-Identifier: GPL-3.0-or-later
# Type variables of aliases and unions, and what fills them.
from typing import Callable, Dict, List, ParamSpec, TypeVar, TypeVarTuple, Union, Unpack
import types
T, K, V = TypeVar("T"), TypeVar("K"), TypeVar("V")
Ts, P = TypeVarTuple("Ts"), ParamSpec("P")
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: list[T][int])
t(lambda: dict[K, list[V]][str, int])
t(lambda: dict[K, V][*tuple[str, int]])
t(lambda: dict[K, V][Unpack[tuple[str, int]]])
t(lambda: dict[T, T][int])
t(lambda: dict[T, T][int, str])
t(lambda: dict[K, V][int])
t(lambda: list[int][int])
t(lambda: list[Dict[K, V]][str, int])
t(lambda: list[Union[K, V]][str, int])
t(lambda: list[Callable[[K, V], K]][str, int])
t(lambda: tuple[*Ts][int, str])
t(lambda: tuple[*Ts][()])
t(lambda: tuple[T, *Ts][int, str, bytes])
t(lambda: tuple[*Ts][*tuple[int, ...]])
t(lambda: tuple[*tuple[T, ...]].__parameters__)
t(lambda: (*tuple[T],)[0][int])
t(lambda: (list[T] | int).__parameters__)
t(lambda: (list[T] | K)[int, str])
t(lambda: (int | str).__parameters__)
t(lambda: (int | str)[int])
t(lambda: (list[T] | T)[int])
t(lambda: (list[Callable[P, T]] | int)[[int, str], float])
a, b = (list[Callable[P, T]] | int)[[int, str], float], list[Callable[[int, str], float]] | int
print(a == b, {a} == {b}, {list[a]} == {list[b]}, {a: 1}[b])
print((int | str).__module__, types.UnionType.__module__, type.__module__)
class Own(types.GenericAlias):
    pass
print(type(Own(list, T)[int]), Own(list, T) == list[T])
