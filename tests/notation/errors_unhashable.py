# SPDX-License-Identifier: GPL-3.0-or-later
# Everywhere that a hash is needed.
class NoHash:
    def __eq__(self, o): return True
tests = [
    lambda: {[]: 1}, lambda: {{}}, lambda: {set()}, lambda: {bytearray()}, lambda: {}[[]], lambda: [] in {},
    lambda: {} in {1}, lambda: set([[]]), lambda: frozenset([{}]), lambda: hash([]), lambda: hash({}),
    lambda: hash(([],)), lambda: {([],)}, lambda: {1}.add([]), lambda: {1}.remove([]),
    lambda: {1}.discard({}), lambda: {}.get([]), lambda: {}.pop([], None), lambda: {}.setdefault([], 1),
    lambda: dict([([], 1)]), lambda: dict.fromkeys([[]]), lambda: {NoHash()}, lambda: hash(NoHash()),
    lambda: {slice(1): 1}, lambda: hash(slice(1)), lambda: {1: 2}.keys() & [[]], lambda: {x: 1 for x in [[]]},
    lambda: {x for x in [{}]}, lambda: {}.update([([], 1)]), lambda: {1}.union([[]]), lambda: {(1, [2]): 3},
    lambda: set("ab").update([[1]]), lambda: {1: 2}.items() & [(1, [])], lambda: hash({}.keys()),
    lambda: hash(memoryview(bytearray(1))),
]
for test in tests:
    try:
        test()
        print("ok")
    except (TypeError, ValueError) as e:
        print(e)
