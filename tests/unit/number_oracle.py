#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Arithmetic and text of numbers, beside this interpreter's: random operands of all sizes, all powers of two, the smallest
# subnormals. Usage: number_oracle.py UNIT-NUMBER [SEED [ROUNDS]]. Run by CPython 3.11 only: texts of errors differ.
import math
import operator
import random
import struct
import subprocess
import sys

EDGES = [0, 1, -1, 2, -2, 3, 10, -10, True, False, 255, 256, -128, 127, 128, 10**18]
EDGES += [sign * (1 << bits) + more for bits in (53, 60, 61, 62, 63, 64) for sign in (1, -1) for more in (-1, 0, 1)]
FLOAT_EDGES = [0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, math.inf, -math.inf, math.nan, 1e308, 5e-324, 2.0**53, 2.0**63,
               -2.0**63, 2.0**64, 1e22, 1e23]
BINARY = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv,
          "%": operator.mod, "**": operator.pow, "<<": operator.lshift, ">>": operator.rshift, "&": operator.and_,
          "^": operator.xor, "|": operator.or_}
UNARY = {"neg": operator.neg, "inv": operator.invert, "abs": abs, "repr": lambda a: a, "float": float}


def an_int(rng):
    if rng.random() < 0.15:
        return rng.choice(EDGES)
    bits = rng.choice([3, 8, 30, 53, 60, 61, 62, 63, 64, 65, 100, 120, 128, 200, 500, 1000])
    number = rng.choice([rng.getrandbits(bits), rng.getrandbits(bits), rng.getrandbits(bits), 1 << bits, (1 << bits) - 1])
    return rng.choice([number, -number])


def a_float(rng):
    kind = rng.randrange(7)
    if kind == 0:
        return rng.choice(FLOAT_EDGES)
    if kind == 1:
        return math.ldexp(rng.random(), rng.randint(-1074, -1000))
    if kind == 2:
        return math.ldexp(1.0, rng.randint(-1074, 1023))
    if kind == 3:
        return rng.randint(-10**6, 10**6) / rng.choice([1, 10, 100, 1000, 3, 7])
    if kind == 4:
        return rng.uniform(-1, 1) * 10.0**rng.randint(-20, 25)
    return struct.unpack("d", rng.randbytes(8))[0]


def a_number(rng):
    return an_int(rng) if rng.random() < 0.6 else a_float(rng)


def word(number):
    if isinstance(number, bool):
        return str(number)
    return "f" + number.hex() if isinstance(number, float) else hex(number)


def text(result):
    if isinstance(result, complex):
        return f"{result.real.hex()} {result.imag.hex()}"
    if isinstance(result, float):
        return f"{result.hex()} {result!r}"
    if isinstance(result, tuple):
        return " ".join(map(text, result))
    return str(result) if isinstance(result, (bool, str)) else format(result, "x")


def problem(error):
    if isinstance(error, TypeError) and ("unsupported" in str(error) or "bad operand" in str(error)):
        return "unsupported"
    return error.args[-1]


def want(function, *operands):
    try:
        result = function(*operands)
    except (ArithmeticError, ValueError, TypeError) as error:
        return problem(error)
    return text(result)


def in_base(number, base):
    digits, left = "", abs(number)
    while left or not digits:
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[left % base] + digits
        left //= base
    return f"{'-' * (number < 0)}{digits} same {len(str(abs(number)))}"


def as_bytes(number, count):
    parts = []
    for mode in range(4):
        try:
            shown = number.to_bytes(count, "little" if mode & 1 else "big", signed=bool(mode & 2))
            same = int.from_bytes(shown, "little" if mode & 1 else "big", signed=bool(mode & 2)) == number
            parts.append(f"{shown.hex()} {'same' if same else 'other'} ")
        except OverflowError:
            parts.append("no ")
    return "".join(parts)


def order(a, b):
    return "unordered" if a != a or b != b else str((a > b) - (a < b))


def exponent_for(rng, base):
    return rng.randint(-5, 60) if isinstance(base, int) or rng.random() < 0.5 else rng.randint(-400, 400)


def questions(rng):
    """(operation, function that gives its answer, operands)"""
    for name, function in BINARY.items():
        a, b = a_number(rng), a_number(rng)
        if name == "**" and isinstance(b, int):
            b = exponent_for(rng, a)
        if name in ("<<", ">>") and isinstance(b, int):
            b = rng.randint(-2, 300)
        yield name, function, (a, b)
    for name, function in UNARY.items():
        yield name, function, (a_number(rng),)
    a, b = a_number(rng), a_number(rng)
    yield "divmod", divmod, (a, b)
    b = rng.choice([b, int(a) if isinstance(a, float) and math.isfinite(a) else b])
    yield "order", order, (a, b)
    a = an_int(rng)
    yield "hash", lambda a: str(hash(a)), (a,)
    yield "bits", lambda a: f"{a.bit_length()} {a.bit_count()}", (a,)
    yield "base", in_base, (a, rng.randint(2, 36))
    yield "bytes", as_bytes, (a, rng.randint(0, 20))
    yield "int", int, (a_float(rng),)
    yield "pow", pow, (an_int(rng), an_int(rng), an_int(rng))
    yield "pow", pow, (an_int(rng), rng.randint(-3, 20), rng.randint(-50, 50))
    yield "round", round, (rng.randint(-1000, 1000) * 5 * 10**rng.randint(0, 5), -rng.randint(0, 6))
    yield "round", round, (an_int(rng), rng.randint(-40, 3))
    number = a_float(rng)
    if math.isfinite(number) and abs(number) < 1e300:
        yield "hash", lambda a: str(hash(a)), (number,)
        yield "round", round, (number, rng.randint(-30, 30))
        yield "round", round, (rng.randint(-1000, 1000) * 5 * 10.0**rng.randint(-3, 3), rng.randint(-5, 5))


def all_questions(seed, rounds):
    rng = random.Random(seed)
    for _ in range(rounds):
        yield from questions(rng)
    for exponent in range(-1074, 1024):
        yield "repr", lambda a: a, (math.ldexp(1.0, exponent),)
    for count in range(1, 3000):
        yield "repr", lambda a: a, (count * 5e-324,)


def main():
    if sys.version_info[:2] != (3, 11):
        print("skipped: not Python 3.11")
        return 77
    seed, rounds = map(int, (sys.argv[2:] + ["1", "1500"][len(sys.argv) - 2:])[:2])
    asked = list(all_questions(seed, rounds))
    lines = [" ".join([name, *map(word, operands)]) for name, _, operands in asked]
    shown = subprocess.run([sys.argv[1], "play"], input="\n".join(lines) + "\n", capture_output=True, text=True)
    answers = shown.stdout.split("\n")[:-1]
    wrong = [(line, answer, wanted) for line, answer, wanted
             in zip(lines, answers, (want(function, *operands) for _, function, operands in asked)) if answer != wanted]
    for line, answer, wanted in wrong[:20]:
        print(f"{line}\n    got  {answer}\n    want {wanted}")
    print(len(lines), "questions,", len(wrong), "answers differ", shown.stderr[-2000:])
    return 1 if wrong or len(answers) != len(lines) or shown.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
