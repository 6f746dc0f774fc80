# SPDX-License-Identifier: GPL-3.0-or-later
# match, case, type and _ are names like others.
match = 1
case = 2
type_ = type
_ = 3
print(match, case, _, match + case)
def f(match, case=5):
    return match, case
print(f(1), f(match=2, case=3))
match = [1, 2]
print(match[0], match[1:], len(match))
match[0] = 9
print(match)
match.append(3)
print(match, -case, case * 2, match if case else _)
def case(x):
    return x
print(case(5), case (6))
class match:
    case = 1
print(match.case, match().case)
print({"match": 1, "case": 2}, [match for match in (1, 2)], (lambda case: case)(7))
for _ in range(2):
    print(_)
print(print is not None, type("x") is str)
