# The generator gives Python's numbers for a seed, and its state goes to and fro.
import _random


def show(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


for seed in [0, 1, -1, 42, 2**31, 2**32, 2**64, 2**20000 + 7, -2**100, True, 1.5, "", (1, 2), b"abc", 0.0]:
    if isinstance(seed, (int, float)):
        r = _random.Random(seed)
        print(seed % 1000, r.random(), r.getrandbits(1), r.getrandbits(32), r.getrandbits(33), r.getrandbits(200), r.random())
        other = _random.Random()
        print(other.seed(seed), other.random())
r = _random.Random("text")
r = _random.Random(7)
print(sum(r.random() for _ in range(5000)), r.getrandbits(0), r.getrandbits(20000) % 10**50)
state = r.getstate()
first = [r.random() for _ in range(700)]
other = _random.Random()
print(other.setstate(state), [other.random() for _ in range(700)] == first, len(state), state[0], state[-1])
print(0 <= _random.Random().random() < 1, _random.Random(None).random() != _random.Random().random())
show(r.getrandbits, -1)
show(r.getrandbits, 1.5)
show(r.getrandbits, 2**40)
show(r.getrandbits)
show(r.seed, [])
show(r.seed, 1, 2)
show(r.setstate, [1])
show(r.setstate, (1, 2))
show(r.setstate, tuple([1] * 624 + [625]))
show(r.setstate, tuple([1] * 624 + [-1]))
show(r.setstate, tuple([-1] * 625))
show(r.setstate, tuple([2**70] * 625))
show(r.setstate, tuple(["a"] * 625))
show(_random.Random, 1, 2)
show(_random.Random, [])


class Sub(_random.Random):
    def __init__(self, x=None, *, more=2):
        self.more = more

    def twice(self):
        return self.random(), self.random()


s = Sub(3, more=5)
print(s.twice(), s.more, Sub(3).twice(), isinstance(s, _random.Random))
