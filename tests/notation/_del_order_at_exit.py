import os


class D:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        os.write(1, self.n)


os.write(1, b"imported\n")
_z = D(b"_z of the module\n")
w = D(b"w of the module\n")
