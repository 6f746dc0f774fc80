# SPDX-License-Identifier: GPL-3.0-or-later
# Dicts: order of insertion, later keys win, unpacking.
print({}, {1: 2}, {"a": 1, "b": 2,})
print({"b": 1, "a": 2, "b": 3})
print({1: "int", 1.0: "float", True: "bool"})
base = {"x": 1, "y": 2}
print({**base}, {**base, "x": 9}, {"x": 9, **base}, {**base, **{"z": 3}, "y": 0})
print({(1, 2): "tuple", None: "none", "s": b"bytes", 2.5: []})
print({k: v for k, v in base.items()} == base)
d = {
    "nested": {"deep": {"deeper": 1}},
    "list": [1, {"in": 2}],
}
print(d, d["nested"]["deep"]["deeper"])
print({"key": 1 if True else 2, **{}})
print(type({}), len(d))
