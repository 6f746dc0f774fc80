/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compiler: small sources and the instructions they become.
 *
 *     unit-compiler                     the checks
 *     unit-compiler positions FILE...   the positions of all instructions, for positions_oracle.py
 */
#include "lang/compiler.h"
#include "unit.h"
#include "value/str.h"
#include <stdlib.h>

static Code *compile_text(const char *text, size_t count, ParseMode mode) {
    Value filename = str_new("test.py");
    SyntaxProblem problem = { 0 };
    Code *code = compile_source(SOURCE_STRING, filename, text, count, mode, &problem);
    if (!code) printf("%s\n", buffer_text(&problem.message));
    problem_clear(&problem);
    release(filename);
    return code;
}

static void check_mode(const char *text, ParseMode mode, const char *want) {
    Code *code = compile_text(text, strlen(text), mode);
    if (!CHECK(code != NULL)) return;
    Buffer out = { 0 };
    code_disassemble(code, &out);
    if (!CHECK_TEXT(buffer_text(&out), want)) printf("    for:\n%s\n", text);
    buffer_clear(&out);
    release(object_value(code));
}

static void check(const char *text, const char *want) { check_mode(text, PARSE_FILE, want); }

static void test_modes(void) {
    check("x = 1\n", "code <module>\n0 LOAD_CONSTANT 1\n1 STORE_GLOBAL x\n2 LOAD_CONSTANT None\n3 RETURN\n");
    check_mode("x\n", PARSE_SINGLE,
               "code <module>\n0 LOAD_GLOBAL x\n1 PRINT_EXPRESSION\n2 LOAD_CONSTANT None\n3 RETURN\n");
    check_mode("x + 1", PARSE_EXPRESSION,
               "code <module>\n0 LOAD_GLOBAL x\n1 LOAD_CONSTANT 1\n2 BINARY +\n3 RETURN\n");
}

static void test_folding(void) {
    check(
        "x = -1, (2 ** 10, 7 // 2)\n",
        "code <module>\n0 LOAD_CONSTANT (-1, (1024, 3))\n1 STORE_GLOBAL x\n2 LOAD_CONSTANT None\n3 RETURN\n");
    /* too large, and what raises, is left to run time */
    check("2 ** 200\n1 // 0\n", "code <module>\n0 LOAD_CONSTANT 2\n1 LOAD_CONSTANT 200\n2 BINARY **\n3 POP\n"
                                "4 LOAD_CONSTANT 1\n5 LOAD_CONSTANT 0\n6 BINARY //\n7 POP\n"
                                "8 LOAD_CONSTANT None\n9 RETURN\n");
    check("y in [1, 2]\n", "code <module>\n0 LOAD_GLOBAL y\n1 LOAD_CONSTANT (1, 2)\n2 CONTAINS 0\n3 POP\n"
                           "4 LOAD_CONSTANT None\n5 RETURN\n");
}

/* The target's parts are evaluated once and in order. */
static void test_targets(void) {
    check("a[i] += f()\n",
          "code <module>\n0 LOAD_GLOBAL a\n1 LOAD_GLOBAL i\n2 COPY 2\n3 COPY 2\n4 LOAD_SUBSCRIPT\n5 "
          "LOAD_GLOBAL f\n"
          "6 PUSH_ABSENT\n7 CALL 0\n8 BINARY_IN_PLACE +\n9 SWAP 3\n10 SWAP 2\n11 STORE_SUBSCRIPT\n"
          "12 LOAD_CONSTANT None\n13 RETURN\n");
    check("a, *b = x\n",
          "code <module>\n0 LOAD_GLOBAL x\n1 UNPACK_STAR 1\n2 STORE_GLOBAL a\n3 STORE_GLOBAL b\n"
          "4 LOAD_CONSTANT None\n5 RETURN\n");
}

static void test_chain(void) {
    check("a < b < c\n", "code <module>\n0 LOAD_GLOBAL a\n1 LOAD_GLOBAL b\n2 SWAP 2\n3 COPY 2\n4 COMPARE <\n"
                         "5 JUMP_IF_FALSE_OR_POP -> 9\n6 LOAD_GLOBAL c\n7 COMPARE <\n8 JUMP -> 11\n9 SWAP 2\n"
                         "10 POP\n11 POP\n12 LOAD_CONSTANT None\n13 RETURN\n");
}

static void test_loop(void) {
    check(
        "def f(n):\n    i = s = 0\n    while i < n:\n        s += i\n        i += 1\n    return s\n",
        "code <module>\n0 LOAD_CONSTANT <code f>\n1 MAKE_FUNCTION 0\n2 STORE_GLOBAL f\n3 LOAD_CONSTANT None\n"
        "4 RETURN\n"
        "code f\n0 LOAD_CONSTANT 0\n1 COPY 1\n2 STORE_LOCAL i\n3 STORE_LOCAL s\n4 LOAD_LOCAL_PAIR i n\n"
        "5 COMPARE_JUMP_IF_FALSE <\n6 POP_JUMP_IF_FALSE -> 10\n7 ADD_LOCAL s i\n8 ADD_CONSTANT_LOCAL i 1\n"
        "9 JUMP_BACK -> 4\n10 LOAD_LOCAL s\n11 RETURN\n");
}

static void test_closure(void) {
    check(
        "def f(a):\n    def g():\n        return a\n    return g\n",
        "code <module>\n0 LOAD_CONSTANT <code f>\n1 MAKE_FUNCTION 0\n2 STORE_GLOBAL f\n3 LOAD_CONSTANT None\n"
        "4 RETURN\n"
        "code f\n0 MAKE_CELL a\n1 LOAD_CLOSURE a\n2 BUILD_TUPLE 1\n3 LOAD_CONSTANT <code g>\n4 MAKE_FUNCTION "
        "8\n"
        "5 STORE_LOAD_LOCAL g g\n6 RETURN\n"
        "code f.<locals>.g\n0 LOAD_CELL a\n1 RETURN\n");
}

static void test_class(void) {
    check(
        "class C(B):\n    x = 1\n    def f(self): return super()\n",
        "code <module>\n0 LOAD_CONSTANT <code C>\n1 MAKE_FUNCTION 0\n2 LOAD_CONSTANT 'C'\n3 LOAD_GLOBAL B\n"
        "4 BUILD_CLASS 1\n5 STORE_GLOBAL C\n6 LOAD_CONSTANT None\n7 RETURN\n"
        "code C\n0 MAKE_CELL __class__\n1 LOAD_NAME __name__\n2 STORE_NAME __module__\n3 LOAD_CONSTANT 'C'\n"
        "4 STORE_NAME __qualname__\n5 LOAD_CONSTANT 1\n6 STORE_NAME x\n7 LOAD_CLOSURE __class__\n8 "
        "BUILD_TUPLE 1\n"
        "9 LOAD_CONSTANT <code f>\n10 MAKE_FUNCTION 8\n11 STORE_NAME f\n12 LOAD_CLOSURE __class__\n"
        "13 STORE_NAME __classcell__\n14 LOAD_CONSTANT None\n15 RETURN\n"
        "code C.f\n0 LOAD_GLOBAL super\n1 PUSH_ABSENT\n2 CALL 0\n3 RETURN\n");
}

static void test_try(void) {
    check("try:\n    f()\nexcept E as e:\n    g()\n",
          "code <module>\n0 LOAD_GLOBAL f\n1 PUSH_ABSENT\n2 CALL 0\n3 POP\n4 JUMP -> 27\n"
          "5 PUSH_HANDLED\n6 LOAD_GLOBAL E\n7 MATCH_EXCEPTION\n8 POP_JUMP_IF_FALSE -> 23\n9 STORE_GLOBAL e\n"
          "10 LOAD_GLOBAL g\n11 PUSH_ABSENT\n12 CALL 0\n13 POP\n14 POP_HANDLED\n15 LOAD_CONSTANT None\n"
          "16 STORE_GLOBAL e\n17 DELETE_GLOBAL e\n18 JUMP -> 27\n"
          "19 LOAD_CONSTANT None\n20 STORE_GLOBAL e\n21 DELETE_GLOBAL e\n22 RERAISE\n23 RERAISE\n"
          "24 SWAP 2\n25 POP_HANDLED\n26 RERAISE\n27 LOAD_CONSTANT None\n28 RETURN\n"
          "handler 0-4 -> 5 depth 0\nhandler 10-14 -> 19 depth 1\nhandler 6-14 -> 24 depth 1\n"
          "handler 19-24 -> 24 depth 1\n");
}

/* The finally body three times: behind the body, for the return, and for exceptions. The return's copy is not
 * guarded by its own try. */
static void test_finally(void) {
    check(
        "def f():\n    try:\n        return g()\n    finally:\n        h()\n",
        "code <module>\n0 LOAD_CONSTANT <code f>\n1 MAKE_FUNCTION 0\n2 STORE_GLOBAL f\n3 LOAD_CONSTANT None\n"
        "4 RETURN\n"
        "code f\n0 LOAD_GLOBAL g\n1 PUSH_ABSENT\n2 CALL 0\n3 LOAD_GLOBAL h\n4 PUSH_ABSENT\n5 CALL 0\n6 POP\n"
        "7 RETURN\n8 PUSH_HANDLED\n9 LOAD_GLOBAL h\n10 PUSH_ABSENT\n11 CALL 0\n12 POP\n13 RERAISE\n14 SWAP "
        "2\n"
        "15 POP_HANDLED\n16 RERAISE\nhandler 0-3 -> 8 depth 0\nhandler 9-14 -> 14 depth 1\n");
}

static void test_with(void) {
    check("with m as x:\n    f()\n",
          "code <module>\n0 LOAD_GLOBAL m\n1 WITH_ENTER\n2 STORE_GLOBAL x\n3 LOAD_GLOBAL f\n4 PUSH_ABSENT\n5 "
          "CALL 0\n"
          "6 POP\n7 WITH_EXIT\n8 POP\n9 JUMP -> 21\n10 PUSH_HANDLED\n11 WITH_EXIT_RAISED\n"
          "12 POP_JUMP_IF_TRUE -> 14\n13 RERAISE\n14 POP\n15 POP_HANDLED\n16 POP\n17 JUMP -> 21\n18 SWAP 2\n"
          "19 POP_HANDLED\n20 RERAISE\n21 LOAD_CONSTANT None\n22 RETURN\n"
          "handler 2-7 -> 10 depth 1\nhandler 11-15 -> 18 depth 2\n");
}

/* ---- positions */

static void show_positions(const Code *code) {
    Buffer name = { 0 };
    str_append_utf8(&name, code->qualname);
    printf("code %s %u\n", buffer_text(&name), code->first_line);
    buffer_clear(&name);
    for (size_t i = 0; i < code->count; i++) {
        Position at = code->positions[i];
        printf("%s %u %u %u %u\n", opcode_names[opcode_of(code->instructions[i])], at.line, at.column,
               at.end_line, at.end_column);
    }
    for (size_t i = 0; i < code->constant_count; i++) {
        if (has_type(code->constants[i], TYPE_ID_CODE)) show_positions(code_of(code->constants[i]));
    }
}

static int show_file(const char *path) {
    FILE *file = fopen(path, "re");
    if (!file) return 1;
    Buffer text = { 0 };
    char part[4096];
    for (size_t count; (count = fread(part, 1, sizeof part, file)) > 0;) buffer_append(&text, part, count);
    fclose(file);
    printf("file %s\n", path);
    Code *code = compile_text(buffer_text(&text), text.count, PARSE_FILE);
    if (code) {
        show_positions(code);
        release(object_value(code));
    }
    buffer_clear(&text);
    return 0;
}

int main(int count, char **arguments) {
    if (count > 2 && strcmp(arguments[1], "positions") == 0) {
        int status = 0;
        for (int i = 2; i < count; i++) status |= show_file(arguments[i]);
        return status;
    }
    test_modes();
    test_folding();
    test_targets();
    test_chain();
    test_loop();
    test_closure();
    test_class();
    test_try();
    test_finally();
    test_with();
    return unit_end();
}
