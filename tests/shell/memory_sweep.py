#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each operation under growing budgets of memory is right, or raises MemoryError, and nothing else: nothing is lost in
silence, and nothing half done is called done."""

import concurrent.futures
import os
import subprocess
import sys

from _terminal import is_sanitized

# What is prepared before memory is short, and the operation: an expression that is true when it is right.
CASES = """
f = open("lines") | len(f.readlines()) == 60000
f = open("lines") | len(list(f)) == 60000
f = open("lines") | len(f.read()) == 120000 * 4
f = open("lines", "rb") | len(f.read()) == 120000 * 4
f = open("lines", "rb") | len(f.readlines()) == 60000
a = bytearray(300000) | a.extend(a) or len(a) == 600000
a = bytearray(300000) | (a := a + a) and len(a) == 600000
a = bytearray(b"ab" * 100000) | a.extend(range(200)) or len(a) == 200200
a = bytearray(b"ab" * 100000); b = {"a": a} | exec("a += bytes(a)", b) or len(a) == 400000
a = "ab" * 200000; b = {"a": a} | exec("a += a", b) or len(b["a"]) == 800000
f = open("out", "w") | f.write("ab" * 300000) == 600000 and f.close() is None and len(open("out").read()) == 600000
f = open("printed", "w") | print(*range(20000), file=f) or f.close() or len(open("printed").read()) == 108890
a = "ab" * 200000 | len(a + a) == 800000
a = "ab" * 200000 | len(a * 3) == 1200000
a = "ab" * 200000 | len(a.replace("a", "xyz")) == 800000
a = "ab" * 200000 | len(a.split("a")) == 200001
a = "ab" * 200000 | len(list(a)) == 400000
a = "ab" * 200000 | len("-".join(a)) == 799999
a = "ab" * 200000 | len(a.encode("utf-16")) == 800002
a = "ab" * 200000 | len(repr(a)) == 400002
a = "ab" * 200000 | len(f"{a}{a!r:>500000}") == 900000
a = "ab" * 200000 | len("%s %s" % (a, a)) == 800001
a = "ab" * 200000 | len("{} {}".format(a, a)) == 800001
a = "ab" * 200000 | len(a.translate({97: "xyz"})) == 800000
a = "ab" * 200000 | len(a.center(900000)) == 900000
a = "a\\n" * 200000 | len(a.splitlines()) == 200000
a = "\\u20ac" * 200000 | len(a.encode()) == 600000
a = "\\u20ac" * 200000 | len(ascii(a)) == 1200002
a = "\\ud800" * 100000 | len(a.encode("utf-8", "backslashreplace")) == 600000
a = b"ab" * 200000 | len(a + a) == 800000
a = b"ab" * 200000 | len(a.replace(b"a", b"xyz")) == 800000
a = b"ab" * 200000 | len(a.split(b"a")) == 200001
a = b"ab" * 200000 | len(a.hex(" ")) == 1199999
a = b"ab" * 200000 | len(b"%b %b" % (a, a)) == 800001
a = b"ab" * 200000 | len(repr(a)) == 400003
a = b"ab" * 200000 | len(a.decode()) == 400000
a = b"ab" * 200000 | len(bytes(list(a))) == 400000
a = "ab" * 200000 | len(bytes.fromhex(a)) == 200000
a = "ab" * 200000 | len(bytes.fromhex(a).hex()) == 400000
a = "ab" * 200000 | len(bytearray.fromhex(a)) == 200000
a = list(range(50000)) | len(a + a) == 100000
a = list(range(50000)) | len(a * 4) == 200000
a = list(range(50000)) | a.extend(a) or len(a) == 100000
a = list(range(50000)) | a.extend(iter(a[:])) or len(a) == 100000
a = list(range(50000)) | a.extend(x for x in range(50000)) or len(a) == 100000
a = list(range(50000)) | [a.append(i) for i in range(50000)] and a[-1] == 49999 and len(a) == 100000
a = list(range(50000)) | a.__setitem__(slice(0, 0), range(50000)) or len(a) == 100000
a = list(range(50000)) | sorted(a, key=lambda x: -x)[0] == 49999
a = list(range(50000)) | sorted(a, reverse=True)[0] == 49999
a = list(range(50000)) | len(a[::-1]) == 50000
a = list(range(50000)) | len(repr(a)) == 338890
a = list(range(50000)) | len(str(tuple(a))) == 338890
a = list(range(50000)) | len([*a, *a]) == 100000
a = list(range(50000)) | len(tuple(a)) == 50000
a = list(range(50000)) | len(set(a)) == 50000
a = list(range(50000)) | len(frozenset(a)) == 50000
a = list(range(50000)) | len(dict.fromkeys(a)) == 50000
a = list(range(50000)) | len(dict(zip(a, a))) == 50000
a = list(range(50000)) | len({x: x for x in a}) == 50000
a = list(range(50000)) | len({x for x in a}) == 50000
a = list(range(50000)) | len([x for x in a]) == 50000
a = list(range(50000)) | len(list(map(str, a))) == 50000
a = list(range(50000)) | len(list(zip(a, a, a))) == 50000
a = list(range(50000)) | len(list(zip(a, map(str, a)))) == 50000
a = list(range(50000)) | len(list(filter(None, a))) == 49999
a = list(range(50000)) | len(list(enumerate(a))) == 50000
a = list(range(50000)) | (lambda *b: len(b))(*a) == 50000
a = list(range(50000)) | (lambda b, *c: len(c))(*a) == 49999
a = list(range(50000)) | len("".join(map(str, a))) == 238890
a = list(range(50000)) | len(list(reversed(a))) == 50000
a = {i: i for i in range(30000)} | len(a.copy()) == 30000
a = {i: i for i in range(30000)} | len({**a, -1: 0}) == 30001
a = {i: i for i in range(30000)} | len(a | {-1: 0}) == 30001
a = {i: i for i in range(30000)} | a.update({-i: 0 for i in range(1, 30001)}) or len(a) == 60000
a = {i: i for i in range(30000)} | a.update(zip(range(-30000, 0), range(30000))) or len(a) == 60000
a = {i: i for i in range(30000)} | len(list(a.items())) == 30000
a = {i: i for i in range(30000)} | len(repr(a)) == 397780
a = {i: i for i in range(30000)} | len(a.keys() | {-1}) == 30001
a = {i: i for i in range(30000)} | len(a.keys() & set(range(10, 30000))) == 29990
a = {str(i): i for i in range(30000)} | (lambda **b: len(b))(**a) == 30000
a = {str(i): i for i in range(30000)} | len(dict(**a)) == 30000
a = set(range(30000)) | len(a.copy()) == 30000
a = set(range(30000)) | len(a | set(range(-30000, 0))) == 60000
a = set(range(30000)) | a.update(range(-30000, 0)) or len(a) == 60000
a = set(range(30000)) | len(a & set(range(10, 40000))) == 29990
a = set(range(30000)) | len(a ^ set(range(10, 40000))) == 10010
a = set(range(30000)) | len(a - {1}) == 29999
a = set(range(30000)) | len(repr(a)) == 198890
a = 1 << 4000000 | (a + 1) & 1 == 1
a = 1 << 4000000 | (a * 3) >> 4000000 == 3
a = 1 << 1000000 | (a * a) >> 2000000 == 1
a = 1 << 4000000 | len(hex(a)) == 1000003
a = 1 << 4000000 | len(a.to_bytes(500001, "big")) == 500001
a = "f" * 1000000 | int(a, 16).bit_length() == 4000000
a = b"f" * 1000000 | int.from_bytes(a, "big").bit_length() == 7999999
a = "x = 1\\n" * 20000 | compile(a, "f.py", "exec") is not None
a = "[" + "1, " * 100000 + "]" | len(eval(a)) == 100000
a = "'" + "x" * 500000 + "'" | len(eval(a)) == 500000
a = memoryview(bytes(500000)) | len(a.tobytes()) == 500000
a = memoryview(bytes(500000)) | len(a.tolist()) == 500000
a = object() | len([object() for i in range(50000)]) == 50000
a = object() | len([[] for i in range(50000)]) == 50000
a = object() | len([{1: 2} for i in range(20000)]) == 20000
a = object() | len([str(i) for i in range(50000)]) == 50000
a = object() | len([(i, i) for i in range(50000)]) == 50000
import socket, threading | [threading.Thread(target=int).start() for i in range(2000)] and threading.main_thread().is_alive()
import socket; a, b = socket.socketpair() | a.send(b"x" * 50000) == len(b.recv(500000)) == 50000
import socket; a, b = socket.socketpair() | a.send(b"x" * 50000) == b.recv_into(bytearray(500000)) == 50000
""".strip().splitlines()

# Beyond what is used when the operation begins.
STEPS = [0, 1 << 12, 1 << 14, 1 << 16, 3 << 15, 1 << 17, 3 << 16, 1 << 18, 3 << 17, 1 << 19, 3 << 18, 1 << 20, 3 << 19,
         1 << 21, 1 << 22, 1 << 23, 1 << 25]

PROGRAM = """
import sys
sys.set_int_max_str_digits(0)
{before}
sys.stdout.flush()
try:
    print("right" if {operation} else "WRONG")
except MemoryError:
    print("MemoryError")
"""


def run(causette, folder, program, budget):
    done = subprocess.run([causette, f"--memory={budget}", "-c", program], cwd=folder, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout.strip(), done.stderr.strip()


def is_good(status, output, errors):
    if output in ("right", "MemoryError") and status == 0 and not errors:
        return True
    return status == 1 and errors.splitlines()[-1:] == ["MemoryError"] and output in ("", "MemoryError")


def sweep(causette, folder, case):
    """What was wrong, and how many runs were right and refused."""
    before, operation = case.split(" | ", 1)
    program = PROGRAM.format(before=before, operation=operation)
    wrong, right, refused = [], 0, 0
    for base in (100 << 10, 1 << 20, 4 << 20):
        for step in STEPS:
            status, output, errors = run(causette, folder, program, base + step)
            if not is_good(status, output, errors):
                wrong.append(f"{operation}, {base + step} bytes: status {status}, {output!r}, {errors[-200:]!r}")
            right += output == "right"
            refused += "MemoryError" in (output + errors)
    if not right or not refused:
        wrong.append(f"{operation}: {right} right, {refused} refused, so nothing was tried")
    return wrong


def main():
    causette = os.path.abspath(os.environ["CAUSETTE"])
    folder = os.getcwd()
    with open("lines", "w", encoding="ascii") as file:
        file.write("abcdefg\n" * 60000)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        cases = CASES[::20] if is_sanitized(causette) else CASES  # the same code, five times as slow
        wrong = [line for lines in pool.map(lambda case: sweep(causette, folder, case), cases) for line in lines]
    print("\n".join(wrong[:40]))
    print(f"{len(cases)} operations, {len(wrong)} wrong")
    return 1 if wrong else 0


sys.exit(main())
