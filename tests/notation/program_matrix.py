# SPDX-License-Identifier: GPL-3.0-or-later
# Matrices with operators.
class Matrix:
    def __init__(self, rows): self.rows = [list(r) for r in rows]
    @classmethod
    def identity(cls, n): return cls([[int(i == j) for j in range(n)] for i in range(n)])
    @property
    def shape(self): return len(self.rows), len(self.rows[0])
    @property
    def T(self): return Matrix(zip(*self.rows))
    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"shapes {self.shape} and {other.shape} do not fit")
        return Matrix([[sum(a * b for a, b in zip(row, column)) for column in zip(*other.rows)]
            for row in self.rows])
    def __add__(self, other): return Matrix([[a + b for a, b in zip(r, s)] for r,
        s in zip(self.rows, other.rows)])
    def __mul__(self, k): return Matrix([[a * k for a in r] for r in self.rows])
    __rmul__ = __mul__
    def __neg__(self): return self * -1
    def __pow__(self, n):
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1:
                result = result @ base
            base = base @ base
            n >>= 1
        return result
    def __getitem__(self, key):
        i, j = key
        return self.rows[i][j]
    def __setitem__(self, key, value): self.rows[key[0]][key[1]] = value
    def __eq__(self, other): return self.rows == other.rows
    def __repr__(self): return "\n".join(" ".join(f"{x:>4}" for x in row) for row in self.rows)
a, b = Matrix([[1, 2], [3, 4], [5, 6]]), Matrix([[1, 0, 2], [0, 1, 3]])
print(a @ b, a.T, 2 * a + -a, a.shape, a[2, 1], sep="\n")
fib = Matrix([[1, 1], [1, 0]]) ** 100
print(fib[0, 1], Matrix.identity(2) @ a.T == a.T)
a[0, 0] = 9
print(a[0, 0])
try:
    a @ a
except ValueError as e:
    print(e)
try:
    a @ 5
except AttributeError as e:
    print(e)
