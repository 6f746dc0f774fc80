/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The assembler: constants kept apart, labels, dead code, stack heights, handlers, and what is fused when. */
#include "lang/assembler.h"
#include "base/memory.h"
#include "unit.h"
#include "value/float.h"
#include "value/number.h"
#include "value/str.h"
#include "value/tuple.h"

static const Position here = { 1, 1, 0, 1 };

/* A code with `count` locals named a, b, c ...; the first `parameters` of them are parameters. */
static Code *code_with_locals(uint32_t count, uint32_t parameters) {
    Code *code = object_new(&code_type, sizeof *code);
    code->name = str_new("f");
    code->qualname = str_new("f");
    code->filename = str_new("x");
    code->source = ABSENT;
    code->slot_count = code->free_start = count;
    code->positional_count = parameters;
    code->slot_names = memory_get_zeroed((count + 1) * sizeof(Value));
    for (uint32_t i = 0; i < count; i++) code->slot_names[i] = str_from_code_point('a' + i);
    return code;
}

/* Finishes, and compares the disassembly behind its first line. */
static void check_code(Assembler *assembler, Code *code, const char *want, uint32_t stack_size) {
    CHECK(assembler_finish(assembler, code));
    Buffer out = { 0 };
    code_disassemble(code, &out);
    CHECK_TEXT(strchr(buffer_text(&out), '\n') + 1, want);
    CHECK_INT(code->stack_size, stack_size);
    buffer_clear(&out);
    release(object_value(code));
    assembler_clear(assembler);
}

static void test_pool(void) {
    Pool pool = { 0 };
    Value values[] = { small_int(1),    float_new(1.0), TRUE,         small_int(0), float_new(0.0),
                       float_new(-0.0), FALSE,          str_new("1"), NONE };
    size_t count = sizeof values / sizeof *values;
    for (size_t i = 0; i < count; i++) CHECK_INT(pool_add(&pool, values[i]), i);
    for (size_t i = 0; i < count; i++) CHECK_INT(pool_add(&pool, values[i]), i);
    Value one = tuple_pair(values[0], values[4]), other = tuple_pair(values[2], values[4]);
    Value minus = tuple_pair(values[0], values[5]), again = tuple_pair(values[0], values[4]);
    CHECK_INT(pool_add(&pool, one), count);
    CHECK_INT(pool_add(&pool, other), count + 1);
    CHECK_INT(pool_add(&pool, minus), count + 2);
    CHECK_INT(pool_add(&pool, again), count);
    for (int64_t i = 0; i < 1000; i++) CHECK_INT(pool_add(&pool, small_int(i + 100)), count + 3 + (size_t)i);
    release(one), release(other), release(minus), release(again);
    for (size_t i = 0; i < count; i++) release(values[i]);
    pool_clear(&pool);
    CHECK_INT(pool.count, 0);
}

static void test_dead_code(void) {
    Assembler assembler;
    assembler_init(&assembler);
    Label end = label_new(&assembler);
    emit(&assembler, OP_LOAD_LOCAL, 0, here);
    emit_jump(&assembler, OP_JUMP, end, here); /* over nothing that is reached: goes too */
    emit(&assembler, OP_LOAD_LOCAL, 0, here);
    emit(&assembler, OP_POP, 0, here);
    label_place(&assembler, end);
    emit(&assembler, OP_RETURN, 0, here);
    emit(&assembler, OP_LOAD_LOCAL, 0, here);
    emit(&assembler, OP_RETURN, 0, here);
    check_code(&assembler, code_with_locals(1, 1), "0 LOAD_LOCAL a\n1 RETURN\n", 1);
}

static void test_jumps_to_jumps(void) {
    Assembler assembler;
    assembler_init(&assembler);
    Label start = label_new(&assembler), middle = label_new(&assembler), end = label_new(&assembler);
    label_place(&assembler, start);
    emit(&assembler, OP_LOAD_LOCAL, 0, here);
    emit_jump(&assembler, OP_POP_JUMP_IF_FALSE, middle, here);
    emit(&assembler, OP_LOAD_LOCAL, 0, here);
    emit(&assembler, OP_POP, 0, here);
    emit_jump(&assembler, OP_JUMP_BACK, start, here);
    label_place(&assembler, middle);
    emit_jump(&assembler, OP_JUMP, end, here);
    emit(&assembler, OP_NOP, 0, here);
    label_place(&assembler, end);
    emit(&assembler, OP_LOAD_LOCAL, 0, here);
    emit(&assembler, OP_RETURN, 0, here);
    check_code(&assembler, code_with_locals(1, 1),
               "0 LOAD_LOCAL a\n1 POP_JUMP_IF_FALSE -> 5\n2 LOAD_LOCAL a\n3 POP\n4 JUMP_BACK -> 0\n"
               "5 LOAD_LOCAL a\n6 RETURN\n",
               1);
}

/* Two guards, the inner one suspended in between; depths from the flow. */
static void test_handlers(void) {
    Assembler assembler;
    assembler_init(&assembler);
    Label outer_target = label_new(&assembler), inner_target = label_new(&assembler);
    Guard outer = guard_begin(&assembler, outer_target, 0);
    emit(&assembler, OP_LOAD_LOCAL, 0, here);
    Guard inner = guard_begin(&assembler, inner_target, 1); /* cuts what is pushed above away */
    emit(&assembler, OP_GET_ITERATOR, 0, here);
    guard_suspend(&assembler, inner);
    emit(&assembler, OP_NOP, 0, here);
    guard_resume(&assembler, inner);
    emit(&assembler, OP_GET_ITERATOR, 0, here);
    guard_end(&assembler, inner);
    guard_end(&assembler, outer);
    emit(&assembler, OP_RETURN, 0, here);
    label_place(&assembler, inner_target);
    emit(&assembler, OP_RETURN, 0, here);
    label_place(&assembler, outer_target);
    emit(&assembler, OP_RERAISE, 0, here);
    check_code(&assembler, code_with_locals(1, 1),
               "0 LOAD_LOCAL a\n1 GET_ITERATOR\n2 NOP\n3 GET_ITERATOR\n4 RETURN\n5 RETURN\n6 RERAISE\n"
               "handler 1-2 -> 5 depth 0\nhandler 3-4 -> 5 depth 0\nhandler 0-4 -> 6 depth 0\n",
               1);
}

static void emit_add(Assembler *assembler, uint32_t to, uint32_t by) {
    emit(assembler, OP_LOAD_LOCAL, to, here);
    emit(assembler, OP_LOAD_LOCAL, by, here);
    emit(assembler, OP_BINARY_IN_PLACE, OPERATOR_ADD, here);
    emit(assembler, OP_STORE_LOCAL, to, here);
}

static void test_fused(void) {
    Assembler assembler;
    assembler_init(&assembler);
    emit_add(&assembler, 0, 1);
    emit(&assembler, OP_LOAD_LOCAL, 0, here);
    emit(&assembler, OP_LOAD_CONSTANT, pool_add(&assembler.constants, small_int(7)), here);
    emit(&assembler, OP_BINARY_IN_PLACE, OPERATOR_ADD, here);
    emit(&assembler, OP_STORE_LOCAL, 0, here);
    emit(&assembler, OP_LOAD_LOCAL, 0, here);
    emit(&assembler, OP_LOAD_LOCAL, 1, here);
    emit(&assembler, OP_BINARY, OPERATOR_ADD, here);
    emit(&assembler, OP_STORE_LOCAL, 1, here);
    emit(&assembler, OP_LOAD_LOCAL, 1, here);
    emit(&assembler, OP_RETURN, 0, here);
    check_code(&assembler, code_with_locals(2, 2),
               "0 ADD_LOCAL a b\n1 ADD_CONSTANT_LOCAL a 7\n2 LOAD_LOCAL_PAIR a b\n3 ADD +\n"
               "4 STORE_LOAD_LOCAL b b\n5 RETURN\n",
               2);
}

/* A method of a local and a global to be called, but for a local that may be unbound. */
static void test_fused_calls(void) {
    Assembler assembler;
    assembler_init(&assembler);
    Value send = str_new("send"), len = str_new("len");
    for (uint32_t slot = 0; slot < 2; slot++) {
        emit(&assembler, OP_LOAD_LOCAL, slot, here);
        emit(&assembler, OP_LOAD_METHOD, pool_add(&assembler.names, send), here);
        emit(&assembler, OP_LOAD_GLOBAL, pool_add(&assembler.names, len), here);
        emit(&assembler, OP_PUSH_ABSENT, 0, here);
        emit(&assembler, OP_CALL, 0, here);
        emit(&assembler, OP_CALL, 1, here);
        emit(&assembler, OP_POP, 0, here);
    }
    emit(&assembler, OP_LOAD_LOCAL, 0, here);
    emit(&assembler, OP_RETURN, 0, here);
    check_code(&assembler, code_with_locals(2, 1),
               "0 LOAD_LOCAL_METHOD a send\n1 LOAD_GLOBAL_FUNCTION len\n2 CALL 0\n3 CALL 1\n4 POP\n"
               "5 LOAD_LOCAL b\n6 LOAD_METHOD send\n7 LOAD_GLOBAL_FUNCTION len\n8 CALL 0\n9 CALL 1\n10 POP\n"
               "11 LOAD_LOCAL a\n12 RETURN\n",
               4);
    release(send);
    release(len);
}

/* c may be unbound where it is read first, so its own position must stay; once stored it is bound. */
static void test_unbound_is_not_fused(void) {
    Assembler assembler;
    assembler_init(&assembler);
    emit(&assembler, OP_LOAD_LOCAL, 0, here);
    emit(&assembler, OP_LOAD_LOCAL, 2, here);
    emit(&assembler, OP_BINARY, OPERATOR_ADD, here);
    emit(&assembler, OP_STORE_LOCAL, 2, here);
    emit_add(&assembler, 0, 2);
    emit(&assembler, OP_DELETE_LOCAL, 2, here);
    emit_add(&assembler, 0, 2);
    emit(&assembler, OP_LOAD_LOCAL, 0, here);
    emit(&assembler, OP_RETURN, 0, here);
    check_code(&assembler, code_with_locals(3, 1),
               "0 LOAD_LOCAL a\n1 LOAD_LOCAL c\n2 ADD +\n3 STORE_LOCAL c\n4 ADD_LOCAL a c\n5 DELETE_LOCAL c\n"
               "6 LOAD_LOCAL a\n7 LOAD_LOCAL c\n8 ADD_IN_PLACE +\n9 STORE_LOAD_LOCAL a a\n10 RETURN\n",
               2);
}

/* What a loop's body binds is not bound at its head, where the loop is entered without it; nor in
 * a handler. */
static void test_bound_where_paths_meet(void) {
    Assembler assembler;
    assembler_init(&assembler);
    Label start = label_new(&assembler), end = label_new(&assembler), handler = label_new(&assembler);
    emit(&assembler, OP_LOAD_LOCAL, 0, here);
    label_place(&assembler, start);
    emit_jump(&assembler, OP_FOR_ITERATE, end, here);
    Guard guard = guard_begin(&assembler, handler, 1);
    emit(&assembler, OP_STORE_LOCAL, 1, here);
    guard_end(&assembler, guard);
    emit_add(&assembler, 1, 1);
    emit_jump(&assembler, OP_JUMP_BACK, start, here);
    label_place(&assembler, handler);
    emit(&assembler, OP_POP, 0, here);
    emit_add(&assembler, 0, 1);
    emit_jump(&assembler, OP_JUMP_BACK, start, here);
    label_place(&assembler, end);
    emit_add(&assembler, 0, 1);
    emit(&assembler, OP_LOAD_LOCAL, 0, here);
    emit(&assembler, OP_RETURN, 0, here);
    check_code(
        &assembler, code_with_locals(2, 1),
        "0 LOAD_LOCAL a\n1 FOR_ITERATE -> 11\n2 STORE_LOCAL b\n3 ADD_LOCAL b b\n4 JUMP_BACK -> 1\n5 POP\n"
        "6 LOAD_LOCAL a\n7 LOAD_LOCAL b\n8 ADD_IN_PLACE +\n9 STORE_LOCAL a\n"
        "10 JUMP_BACK -> 1\n11 LOAD_LOCAL a\n12 LOAD_LOCAL b\n13 ADD_IN_PLACE +\n14 STORE_LOAD_LOCAL a a\n15 RETURN\n"
        "handler 2-3 -> 5 depth 1\n",
        3);
}

/* A jump lands between the two loads: they stay two. */
static void test_target_is_not_fused(void) {
    Assembler assembler;
    assembler_init(&assembler);
    Label middle = label_new(&assembler);
    emit(&assembler, OP_LOAD_LOCAL, 0, here);
    emit(&assembler, OP_LOAD_LOCAL, 1, here);
    emit(&assembler, OP_COMPARE, COMPARE_LESS, here);
    emit_jump(&assembler, OP_JUMP_IF_FALSE_OR_POP, middle, here);
    emit(&assembler, OP_LOAD_LOCAL, 0, here);
    label_place(&assembler, middle);
    emit(&assembler, OP_LOAD_LOCAL, 1, here);
    emit(&assembler, OP_COMPARE, COMPARE_EQUAL, here);
    Label end = label_new(&assembler);
    emit_jump(&assembler, OP_POP_JUMP_IF_FALSE, end, here);
    label_place(&assembler, end);
    emit(&assembler, OP_LOAD_LOCAL, 0, here);
    emit(&assembler, OP_RETURN, 0, here);
    check_code(
        &assembler, code_with_locals(2, 2),
        "0 LOAD_LOCAL_PAIR a b\n1 COMPARE <\n2 JUMP_IF_FALSE_OR_POP -> 4\n3 LOAD_LOCAL a\n4 LOAD_LOCAL b\n"
        "5 COMPARE_JUMP_IF_FALSE ==\n6 POP_JUMP_IF_FALSE -> 7\n7 LOAD_LOCAL a\n8 RETURN\n",
        2);
}

static void test_operand_too_large(void) {
    Assembler assembler;
    assembler_init(&assembler);
    emit(&assembler, OP_BUILD_TUPLE, (size_t)OPERAND_MAX + 1, here);
    Code *code = code_with_locals(0, 0);
    CHECK(!assembler_finish(&assembler, code));
    release(object_value(code));
    assembler_clear(&assembler);
}

int main(void) {
    test_pool();
    test_dead_code();
    test_jumps_to_jumps();
    test_handlers();
    test_fused();
    test_fused_calls();
    test_unbound_is_not_fused();
    test_bound_where_paths_meet();
    test_target_is_not_fused();
    test_operand_too_large();
    return unit_end();
}
