# The operators as functions.
from _operator import *
from _operator import _compare_digest


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error).__name__, str(error)


for function in (add, sub, mul, truediv, floordiv, mod, pow, lshift, rshift, and_, xor, or_, lt, le, eq, ne, gt, ge, is_, is_not,
                 iadd, isub, imul, itruediv, ifloordiv, imod, ipow, ilshift, irshift, iand, ixor, ior):
    print(function.__name__, attempt(function, 7, 2), attempt(function, "a", 2), attempt(function, 1))
for function in (neg, pos, inv, invert, abs, index, not_, truth):
    print(function.__name__, attempt(function, -3), attempt(function, "a"), attempt(function))
x = [1, 2]
print(iadd(x, [3]) is x, x, add(x, [4]), contains(x, 2), getitem(x, 0), setitem(x, 0, 9), delitem(x, 1), x, attempt(getitem, x, 9), attempt(matmul, 1, 2))


class Own:
    def __matmul__(self, other): return "matmul", other
    def __imatmul__(self, other): return "imatmul", other
    def __bool__(self): return False
    def __getitem__(self, key): return key


print(matmul(Own(), 1), imatmul(Own(), 2), truth(Own()), not_(Own()), itemgetter(3)(Own()), itemgetter(1, slice(2))(Own()))
print(itemgetter(0, -1)("abc"), itemgetter("a")({"a": 1}), attempt(itemgetter), attempt(itemgetter(5), "abc"), itemgetter(1), itemgetter("a", 2))
print(sorted([(1, 3), (2, 1)], key=itemgetter(1)), itemgetter(1, 2).__reduce__(), attempt(itemgetter(0)))
print(_compare_digest("a", "a"), _compare_digest(b"ab", bytearray(b"ac")), _compare_digest("a", "ab"), attempt(_compare_digest, "a", b"a"), attempt(_compare_digest, b"a", "a"), attempt(_compare_digest, 1, b""), attempt(_compare_digest, "é", "é"))
