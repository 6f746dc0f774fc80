#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# The positions of instructions that can raise, which tracebacks turn into carets: those of the compiler beside those of
# this interpreter, for every code of every program named. Usage: positions_oracle.py UNIT-COMPILER FILE...
# Run by CPython 3.11 only: other versions place some instructions otherwise.
import dis
import glob
import os
import subprocess
import sys
import warnings

# Our opcode, and what it stands for there. Instructions are compared as sets: how often a finally body or a loop's
# test is repeated is each compiler's own affair.
KINDS = {
    "CALL": "call", "CALL_KEYWORDS": "call", "CALL_SPREAD": "call", "BUILD_CLASS": "call", "BUILD_CLASS_SPREAD": "call",
    "WITH_EXIT": "call", "WITH_ENTER": "enter",
    "LOAD_ATTRIBUTE": "attribute", "STORE_ATTRIBUTE": "set attribute", "DELETE_ATTRIBUTE": "delete attribute",
    "LOAD_METHOD": "attribute", "LOAD_LOCAL_METHOD": "attribute",
    "LOAD_SUBSCRIPT": "item", "STORE_SUBSCRIPT": "set item", "DELETE_SUBSCRIPT": "delete item",
    "ADD": "binary", "SUBTRACT": "binary", "MULTIPLY": "binary", "ADD_IN_PLACE": "binary",
    "SUBTRACT_IN_PLACE": "binary", "MULTIPLY_IN_PLACE": "binary",
    "BINARY": "binary", "BINARY_IN_PLACE": "binary", "ADD_LOCAL": "binary", "ADD_CONSTANT_LOCAL": "binary",
    "ADD_LOCAL_PLAIN": "binary", "ADD_CONSTANT_LOCAL_PLAIN": "binary",
    "COMPARE": "compare", "COMPARE_JUMP_IF_FALSE": "compare", "CONTAINS": "contains",
    "NEGATE": "unary", "POSITIVE": "unary", "INVERT": "unary",
    "GET_ITERATOR": "iterate", "FOR_ITERATE": "next", "UNPACK": "unpack", "UNPACK_STAR": "unpack",
    "LOAD_GLOBAL": "name", "LOAD_GLOBAL_FUNCTION": "name", "LOAD_NAME": "name", "LOAD_CELL": "cell", "LOAD_CLASS_CELL": "cell",
    "RAISE": "raise", "IMPORT": "import", "IMPORT_FROM": "import from", "MATCH_EXCEPTION": "match", "MATCH_GROUP": "match group",
    "YIELD": "yield", "YIELD_ASYNC": "yield", "YIELD_FROM": "yield", "FORMAT": "format", "DELETE_GLOBAL": "delete name", "DELETE_NAME": "delete name",
    "POP_JUMP_IF_FALSE": "test", "POP_JUMP_IF_TRUE": "test",
}
THERE = {
    "CALL": "call", "CALL_FUNCTION_EX": "call", "BEFORE_WITH": "enter",
    "LOAD_ATTR": "attribute", "STORE_ATTR": "set attribute", "DELETE_ATTR": "delete attribute", "LOAD_METHOD": "attribute",
    "BINARY_SUBSCR": "item", "STORE_SUBSCR": "set item", "DELETE_SUBSCR": "delete item",
    "BINARY_OP": "binary", "COMPARE_OP": "compare", "CONTAINS_OP": "contains",
    "UNARY_NEGATIVE": "unary", "UNARY_POSITIVE": "unary", "UNARY_INVERT": "unary",
    "GET_ITER": "iterate", "FOR_ITER": "next", "UNPACK_SEQUENCE": "unpack", "UNPACK_EX": "unpack",
    "LOAD_GLOBAL": "name", "LOAD_NAME": "name", "LOAD_DEREF": "cell", "LOAD_CLASSDEREF": "cell",
    "RAISE_VARARGS": "raise", "IMPORT_NAME": "import", "IMPORT_FROM": "import from", "CHECK_EXC_MATCH": "match", "CHECK_EG_MATCH": "match group",
    "YIELD_VALUE": "yield", "FORMAT_VALUE": "format", "DELETE_NAME": "delete name", "DELETE_GLOBAL": "delete name",
}


# Differences that cannot show: jumps threaded otherwise; the end of `except E as e`, which cannot fail, is given no place;
# constant texts that CPython multiplies at once, and constants that it indexes.
NOBODY_SEES = {("missing", "test"), ("added", "test"), ("missing", "delete name"), ("added", "binary"), ("added", "item")}


# The handler of an empty `try: pass`, which ours leaves out.
SKIPPED = {"except_matching.py"}


def kind_there(instruction):
    if instruction.opname.startswith("POP_JUMP_") and "NONE" not in instruction.opname:
        return "test"
    return THERE.get(instruction.opname)


def add(found, key, kind, position):
    if kind and position[0]:
        found.setdefault(key, set()).add((kind, *position))


def codes_there(code, found):
    key = code.co_qualname, code.co_firstlineno
    for i in dis.get_instructions(code):
        p = i.positions
        add(found, key, kind_there(i), (p.lineno, p.col_offset, p.end_lineno, p.end_col_offset))
    for constant in code.co_consts:
        if hasattr(constant, "co_code"):
            codes_there(constant, found)


def codes_here(lines):
    found, key = {}, None
    for line in lines:
        words = line.split(" ")
        if words[0] == "code":
            key = " ".join(words[1:-1]), int(words[-1])
        elif key:
            add(found, key, KINDS.get(words[0]), tuple(map(int, words[1:])))
    return found


def compare(program, path):
    ran = subprocess.run([program, "positions", path], capture_output=True, text=True)
    if ran.returncode:
        print(f"{path}: exit status {ran.returncode}: {ran.stderr[:300]}")
        return False
    lines = ran.stdout.split("\n")
    with open(path, "rb") as file:
        source = file.read()
    try:
        code = compile(source, path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    if not any(line.startswith("code ") for line in lines):
        return None  # refused: the programs' own tests say whether by right
    there = {}
    codes_there(code, there)
    here = codes_here(lines)
    same = True
    for key in sorted(there.keys() | here.keys()):
        theirs, ours = there.get(key, set()), here.get(key, set())
        for which, rest in (("missing", theirs - ours), ("added", ours - theirs)):
            for item in sorted(rest):
                if (which, item[0]) not in NOBODY_SEES:
                    print(f"{path}: {key[0]}: {which} {item}")
                    same = False
    return same


def main():
    program, *patterns = sys.argv[1:]
    warnings.simplefilter("ignore")
    paths = sorted(path for pattern in patterns for path in glob.glob(pattern) if os.path.basename(path) not in SKIPPED)
    results = [compare(program, path) for path in paths]
    print(f"{results.count(True)} alike, {results.count(False)} different, {results.count(None)} not compared")
    return 1 if False in results or True not in results else 0


if sys.version_info[:2] != (3, 11):
    print("skipped: needs CPython 3.11")
    sys.exit(77)
sys.exit(main())
