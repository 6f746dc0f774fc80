# SPDX-License-Identifier: GPL-3.0-or-later
# Sets: duplicates drop, the empty one has no literal.
print({1}, {1, 1, 1}, {1, True, 1.0}, set())
print(type({1}), type({}), len({1, 2, 2, 3}))
print({3, 1, 2}, {*[2, 1], *"a"} == {1, 2, "a"})
print(sorted({"b", "a", "c"}))
print({(1, 2)}, {None}, {b"x"}, {frozenset()})
print({*()}, {*[]} == set())
print({1, 2} == {2, 1}, {1} == {1.0}, {1} == [1])
