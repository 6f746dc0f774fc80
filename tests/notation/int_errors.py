# SPDX-License-Identifier: GPL-3.0-or-later
# Division by zero, shifts, powers, and unsupported operands of int.
z = 0
tests = [
    lambda: 1 / z, lambda: 1 // z, lambda: 1 % z, lambda: divmod(1, z), lambda: 1.0 / z, lambda: 1.0 // z,
    lambda: 1.0 % z, lambda: divmod(1.0, z), lambda: 1 / 0.0, lambda: 0 ** -1, lambda: 0.0 ** -1,
    lambda: pow(2, 3, z), lambda: pow(0, -1, 5), lambda: pow(2, -1, 4), lambda: 1 << -1, lambda: 1 >> -1,
    lambda: 1 << (1 << 70), lambda: 0 << (1 << 70), lambda: 1 >> (1 << 70), lambda: -1 >> (1 << 70),
    lambda: 1.5 << 1, lambda: 1 << 1.5, lambda: 1.5 & 1, lambda: ~1.5, lambda: 1 | "x", lambda: 1 + None,
    lambda: 1 - "x", lambda: "x" - 1, lambda: 1 * None, lambda: 1 / "x", lambda: 1 // [], lambda: 1 % "x",
    lambda: 1 ** "x", lambda: divmod(1, "x"), lambda: pow(1, "x"), lambda: pow(2, 3, 1.5),
    lambda: pow(2.0, 3, 5), lambda: -None, lambda: +"x", lambda: ~"x", lambda: 1 @ 1, lambda: [] / 2,
    lambda: {} + {}, lambda: () - (), lambda: None + None, lambda: len / 2, lambda: int + 1,
    lambda: 10 ** 400 / 1.5, lambda: 10 ** 400 / 3, lambda: 1.5 * 10 ** 400, lambda: 2.0 ** 2000,
    lambda: 10 ** 400 // 10 ** 399, lambda: 10 ** 400 / 10 ** 399, lambda: float(10 ** 400),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
