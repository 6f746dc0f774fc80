# SPDX-License-Identifier: GPL-3.0-or-later
# Integers of every base, with underscores, and of any size.
print(0, 7, 10, 255, 1_000_000)
print(0x0, 0xff, 0XFF, 0xdead_beef, 0x_1)
print(0b0, 0b1010, 0B11, 0b1111_0000)
print(0o0, 0o17, 0O777, 0o_7_7)
print(00, 0_0, 000)
print(123456789012345678901234567890)
print(0xffffffffffffffffffffffffffffffff)
print(-5, +5, --5, -0)
print(type(1), type(1 << 100))
print(9223372036854775807, 9223372036854775808, -9223372036854775808, -9223372036854775809)
print(4611686018427387903, 4611686018427387904, -4611686018427387904, -4611686018427387905)
