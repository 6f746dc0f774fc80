# SPDX-License-Identifier: GPL-3.0-or-later
# < <= > >= between types that have no order.
values = [1, 1.5, "s", b"b", [1], (1,), {1: 1}, {1}, None, len, range(2)]
for a in values:
    row = []
    for b in values:
        try:
            a < b
            row.append("ok")
        except TypeError as e:
            row.append(str(e))
    print(" | ".join(row))
class C: pass
class D: pass
for f in [
    lambda: C() < D(), lambda: C() >= C(), lambda: 1 > C(), lambda: C < D, lambda: None <= None,
    lambda: sorted([C(), C()]), lambda: max(C(), 1), lambda: [1] > ["a"], lambda: (1, None) < (1, 2),
]:
    try:
        f()
        print("ok")
    except TypeError as e:
        print(e)
