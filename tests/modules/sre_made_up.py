# Lists of codes that no compiler made: refused or run, never a crash. Numbers come from a generator of the test's
# own, so every run sees the same ones.
import _sre

state = 12345


def draw(below):
    global state
    state = (state * 1103515245 + 12345) % 2147483648
    return state // 65536 % below


def compile_codes(codes, groups=1):
    return _sre.compile("", 0, codes, groups, {}, (None,) * (groups + 1))


for codes, groups in (
    ([], 0), ([0], 0), ([1], 0), ([1], -1), ([16], 0), ([16, 1], 0), ([7, 0, 1], 0), ([7, 5, 2, 2, 15, 2, 0, 1], 0), ([7, 4, 2, 15, 9, 0, 1], 0), ([13, 2, 0, 1], 0),
    ([13, 3, 22, 0, 1], 0), ([24, 5, 2, 1, 2, 1, 1], 0), ([23, 4, 0, 1, 2, 1, 1], 0),
    ([4, 4, 0, 2, 1, 1], 0), ([4, 9, 0, 2, 1, 1], 0), ([11, 0, 1], 0), ([12, 0, 9, 2, 1], 1), ([6, 12, 1], 0),
    ([8, 18, 1], 0), ([14, 4, 0, 0, 0, 1], 0), ([14, 4, 7, 0, 0, 1], 0), ([14, 9, 1, 0, 0, 1], 0), ([43, 1], 0),
    ([13, 78, 10, 1] + [1] * 64 + [0] * 8 + [0, 1], 0), ([15, 1, 1], 0), ([18, 1], 0), ([4294967295, 1], 0),
):
    try:
        compile_codes(codes, groups)
        print("made", codes[:8])
    except (RuntimeError, OverflowError) as error:
        print(type(error).__name__, error, codes[:8])
for codes in ([-1], ["a"], [2 ** 40], [2 ** 70], [1.5], [True]):
    try:
        print(compile_codes(codes).match("a"))
    except (TypeError, OverflowError, RuntimeError) as error:
        print(type(error).__name__, error)
for arguments in ((0, (), 0, {}, ()), (0, [1], 0, [], ()), (0, [1], 0, {}, [])):
    try:
        _sre.compile("", *arguments)
    except TypeError as error:
        print(error)
print(_sre.compile("x", 0x1001, [1], 0, {}, ()), _sre.compile(b"x", 6, [1], 0, {}, ()))
print(compile_codes([1]).match("").span())
