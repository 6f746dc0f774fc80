# SPDX-License-Identifier: GPL-3.0-or-later
# fromhex of a subclass makes an instance of it.
class B(bytes):
    pass


class A(bytearray):
    def __init__(self, data=b""):
        super().__init__(data)
        print("made of", data)


print(B.fromhex("6162 63"), type(B.fromhex("00")).__name__)
print(A.fromhex("ff00"), type(A.fromhex("")).__name__)
print(bytes.fromhex("61"), bytearray.fromhex("6 1".replace(" ", "")))
