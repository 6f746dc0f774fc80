# SPDX-License-Identifier: GPL-3.0-or-later
# Classes of one's own derived from exceptions.
class Problem(Exception):
    "what went wrong"
class Detailed(Problem):
    def __init__(self, code, text="none"):
        super().__init__(code, text)
        self.code = code
    def __str__(self):
        return "code %d" % self.code
class Quiet(ValueError):
    def __repr__(self):
        return "Quiet!"
for make in [
    lambda: Problem(), lambda: Problem("a", 1), lambda: Detailed(5), lambda: Detailed(6, "six"),
    lambda: Quiet("q"),
]:
    try:
        raise make()
    except (Problem, ValueError) as e:
        print(type(e).__name__, str(e), repr(e), e.args)
try:
    raise Detailed()
except TypeError as e:
    print(e)
try:
    raise Detailed(7)
except Problem as e:
    print(e.code, isinstance(e, Exception), Problem.__doc__)
class WithArgs(KeyError):
    pass
print(str(WithArgs("k")), repr(WithArgs("k", 2)))
class Base(BaseException):
    pass
try:
    try:
        raise Base("b")
    except Exception:
        print("never")
except BaseException as e:
    print(repr(e))
