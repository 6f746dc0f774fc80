# SPDX-License-Identifier: GPL-3.0-or-later
# assert with and without a message.
assert True
assert 1, "not shown"
try:
    assert False
except AssertionError as e:
    print(repr(e), str(e) == "", e.args)
try:
    assert 0, "message"
except AssertionError as e:
    print(repr(e), e)
try:
    assert [], ("a", 1)
except AssertionError as e:
    print(repr(e), e.args)
def message():
    print("evaluated")
    return "late"
assert True, message()
try:
    assert None, message()
except AssertionError as e:
    print(e)
try:
    assert 1 == 2, 1 / 0
except ZeroDivisionError as e:
    print(type(e).__name__, e)
