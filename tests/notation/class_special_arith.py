# SPDX-License-Identifier: GPL-3.0-or-later
# __add__ and its family, reflected and in place.
class V:
    def __init__(self, n): self.n = n
    def __repr__(self): return "V(%r)" % (self.n,)
    def __add__(self, o): return V(("add", self.n, getattr(o, "n", o)))
    def __radd__(self, o): return V(("radd", o, self.n))
    def __iadd__(self, o): return V(("iadd", self.n, o))
    def __sub__(self, o): return "sub"
    def __rsub__(self, o): return "rsub"
    def __mul__(self, o): return "mul"
    def __rmul__(self, o): return "rmul"
    def __truediv__(self, o): return "truediv"
    def __floordiv__(self, o): return "floordiv"
    def __mod__(self, o): return "mod"
    def __rmod__(self, o): return "rmod"
    def __pow__(self, o): return "pow"
    def __rpow__(self, o): return "rpow"
    def __matmul__(self, o): return "matmul"
    def __lshift__(self, o): return "lshift"
    def __rshift__(self, o): return "rshift"
    def __and__(self, o): return "and"
    def __or__(self, o): return "or"
    def __xor__(self, o): return "xor"
    def __divmod__(self, o): return "divmod"
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return "abs"
a, b = V(1), V(2)
print(a + b, a + 5, 5 + a, "x" + a)
print(a - 1, 1 - a, a * 2, 2 * a, "s" * a, [1] * a, a / 1, a // 1, a % 1, 1 % a, a ** 2, 2 ** a)
print(a @ b, a << 1, a >> 1, a & 1, a | 1, a ^ 1, divmod(a, 1), -a, +a, ~a, abs(a))
c = a
c += 5
print(c, a)
c -= 1
print(c)
try:
    1 / a
except TypeError as e:
    print(e)
try:
    1 @ a
except TypeError as e:
    print(e)
print("%s" % a, "text %%" % ())
