/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compiler: small sources and the instructions they become.
 *
 *     unit-compiler                     the checks
 *     unit-compiler positions FILE...   the positions of all instructions, for positions_oracle.py */
#include "lang/compiler.h"
#include "unit.h"
#include "value/str.h"
#include <stdlib.h>

static Code *compile_text(const char *text, size_t count, ParseMode mode) {
    Value filename = str_new("test.py");
    SyntaxProblem problem = { 0 };
    Code *code = compile_source(SOURCE_STRING, filename, text, count, &(CompileOptions){ mode }, &problem);
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
               "code <module>\n0 LOAD_GLOBAL x\n1 LOAD_CONSTANT 1\n2 ADD +\n3 RETURN\n");
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
          "code <module>\n0 LOAD_GLOBAL a\n1 LOAD_GLOBAL i\n2 COPY 2\n3 COPY 2\n4 LOAD_SUBSCRIPT\n"
          "5 LOAD_GLOBAL_FUNCTION f\n6 CALL 0\n7 ADD_IN_PLACE +\n8 SWAP 3\n9 SWAP 2\n"
          "10 STORE_SUBSCRIPT\n11 LOAD_CONSTANT None\n12 RETURN\n");
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
    check("class C(B):\n    x = 1\n    def f(self): return super()\n",
          "code <module>\n0 LOAD_CONSTANT <code C>\n1 MAKE_FUNCTION 0\n2 LOAD_CONSTANT 'C'\n"
          "3 LOAD_GLOBAL B\n4 BUILD_CLASS 1\n5 STORE_GLOBAL C\n6 LOAD_CONSTANT None\n7 RETURN\n"
          "code C\n0 MAKE_CELL __class__\n1 LOAD_NAME __name__\n2 STORE_NAME __module__\n"
          "3 LOAD_CONSTANT 'C'\n4 STORE_NAME __qualname__\n5 LOAD_CONSTANT 1\n6 STORE_NAME x\n"
          "7 LOAD_CLOSURE __class__\n8 BUILD_TUPLE 1\n9 LOAD_CONSTANT <code f>\n10 MAKE_FUNCTION 8\n"
          "11 STORE_NAME f\n12 LOAD_CLOSURE __class__\n13 COPY 1\n14 STORE_NAME __classcell__\n15 RETURN\n"
          "code C.f\n0 LOAD_GLOBAL_FUNCTION super\n1 CALL 0\n2 RETURN\n");
}

static void test_try(void) {
    check("try:\n    f()\nexcept E as e:\n    g()\n",
          "code <module>\n0 LOAD_GLOBAL_FUNCTION f\n1 CALL 0\n2 POP\n3 JUMP -> 25\n4 PUSH_HANDLED\n"
          "5 LOAD_GLOBAL E\n6 MATCH_EXCEPTION\n7 POP_JUMP_IF_FALSE -> 21\n8 STORE_GLOBAL e\n"
          "9 LOAD_GLOBAL_FUNCTION g\n10 CALL 0\n11 POP\n12 POP_HANDLED\n13 LOAD_CONSTANT None\n"
          "14 STORE_GLOBAL e\n15 DELETE_GLOBAL e\n16 JUMP -> 25\n17 LOAD_CONSTANT None\n18 STORE_GLOBAL e\n"
          "19 DELETE_GLOBAL e\n20 RERAISE\n21 RERAISE\n22 SWAP 2\n23 POP_HANDLED\n24 RERAISE\n"
          "25 LOAD_CONSTANT None\n26 RETURN\n"
          "handler 0-3 -> 4 depth 0\nhandler 9-12 -> 17 depth 1\nhandler 5-12 -> 22 depth 1\n"
          "handler 17-22 -> 22 depth 1\n");
}

/* The finally body three times: behind the body, for the return, and for exceptions. The return's copy is not
 * guarded by its own try. */
static void test_finally(void) {
    check("def f():\n    try:\n        return g()\n    finally:\n        h()\n",
          "code <module>\n0 LOAD_CONSTANT <code f>\n1 MAKE_FUNCTION 0\n2 STORE_GLOBAL f\n"
          "3 LOAD_CONSTANT None\n4 RETURN\n"
          "code f\n0 LOAD_GLOBAL_FUNCTION g\n1 CALL 0\n2 LOAD_GLOBAL_FUNCTION h\n3 CALL 0\n4 POP\n"
          "5 RETURN\n6 PUSH_HANDLED\n7 LOAD_GLOBAL_FUNCTION h\n8 CALL 0\n9 POP\n10 RERAISE\n11 SWAP 2\n"
          "12 POP_HANDLED\n13 RERAISE\n"
          "handler 0-2 -> 6 depth 0\nhandler 7-11 -> 11 depth 1\n");
}

static void test_with(void) {
    check("with m as x:\n    f()\n",
          "code <module>\n0 LOAD_GLOBAL m\n1 WITH_ENTER\n2 STORE_GLOBAL x\n3 LOAD_GLOBAL_FUNCTION f\n"
          "4 CALL 0\n5 POP\n6 WITH_EXIT\n7 POP\n8 JUMP -> 20\n9 PUSH_HANDLED\n10 WITH_EXIT_RAISED\n"
          "11 POP_JUMP_IF_TRUE -> 13\n12 RERAISE\n13 POP\n14 POP_HANDLED\n15 POP\n16 JUMP -> 20\n"
          "17 SWAP 2\n18 POP_HANDLED\n19 RERAISE\n20 LOAD_CONSTANT None\n21 RETURN\n"
          "handler 2-6 -> 9 depth 1\nhandler 10-14 -> 17 depth 2\n");
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
