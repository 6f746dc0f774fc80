# At the end of a program: what only cycles hold, then each module's names, then what functions hold.
class D:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n, flush=True)


x = D("x")
cycle = D("cycle")
cycle.me = cycle
del cycle
names = {}
names["self"] = names
names["held"] = D("in a dict that holds itself")
del names
_y = D("_y")
print("end", flush=True)
