/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expressions: each leaves its value on the stack. Jumping conditions. */
#include "lang/compiling.h"
#include "value/str.h"

/* ---- operators */

static void compile_unary(Compiler *c, Node *node) {
    static const Opcode opcodes[] = {
        [UNARY_TILDE] = OP_INVERT, [UNARY_NOT] = OP_NOT, [UNARY_PLUS] = OP_POSITIVE, [UNARY_MINUS] = OP_NEGATE
    };
    compile_expression(c, node->unary.operand);
    op(c, opcodes[node->unary.operation], 0);
}

static void compile_binary(Compiler *c, Node *node) {
    compile_expression(c, node->binary.left);
    compile_expression(c, node->binary.right);
    op(c, OP_BINARY, operator_of_binary[node->binary.operation]);
}

static void compile_bool(Compiler *c, Node *node) {
    Opcode opcode = node->bool_op.is_or ? OP_JUMP_IF_TRUE_OR_POP : OP_JUMP_IF_FALSE_OR_POP;
    Label end = new_label(c);
    size_t count = node->bool_op.values.count;
    for (size_t i = 0; i < count; i++) {
        compile_expression(c, node->bool_op.values.items[i]);
        if (i + 1 < count) jump(c, opcode, end);
    }
    place_label(c, end);
}

static void compile_comparison(Compiler *c, ComparisonOperator kind) {
    if (kind == COMPARE_IS || kind == COMPARE_IS_NOT)
        op(c, OP_IS, kind == COMPARE_IS_NOT);
    else if (kind == COMPARE_IN || kind == COMPARE_NOT_IN)
        op(c, OP_CONTAINS, kind == COMPARE_NOT_IN);
    else
        op(c, OP_COMPARE, kind);
}

/* In a chain only the last one may become a tuple: the others are compared themselves too. */
static void compile_comparator(Compiler *c, Node *node, size_t i) {
    Node *right = node->compare.comparators.items[i];
    ComparisonOperator kind = node->compare.operators[i];
    bool is_last = i + 1 == node->compare.comparators.count;
    if (is_last && (kind == COMPARE_IN || kind == COMPARE_NOT_IN)) fold_iterable(c, right);
    compile_expression(c, right);
}

/* The left operand is on the stack; all comparisons but the last: each keeps its right operand for the next
 * one, under its own result. */
static void compile_chain(Compiler *c, Node *node, Opcode leave, Label cleanup) {
    for (size_t i = 0; i + 1 < node->compare.comparators.count; i++) {
        compile_comparator(c, node, i);
        op(c, OP_SWAP, 2);
        op(c, OP_COPY, 2);
        compile_comparison(c, node->compare.operators[i]);
        jump(c, leave, cleanup);
    }
    size_t last = node->compare.comparators.count - 1;
    compile_comparator(c, node, last);
    compile_comparison(c, node->compare.operators[last]);
}

static void compile_compare(Compiler *c, Node *node) {
    compile_expression(c, node->compare.left);
    if (node->compare.comparators.count == 1) {
        compile_comparator(c, node, 0);
        compile_comparison(c, node->compare.operators[0]);
        return;
    }
    Label cleanup = new_label(c), end = new_label(c);
    compile_chain(c, node, OP_JUMP_IF_FALSE_OR_POP, cleanup);
    jump(c, OP_JUMP, end);
    place_label(c, cleanup);
    op(c, OP_SWAP, 2);
    op(c, OP_POP, 0);
    place_label(c, end);
}

/* ---- conditions */

static void jump_if_bool(Compiler *c, Node *node, Label target, bool truth) {
    size_t last = node->bool_op.values.count - 1;
    bool decides = node->bool_op.is_or; /* the truth of an operand that decides the whole */
    Label elsewhere = decides == truth ? target : new_label(c);
    for (size_t i = 0; i < last; i++) compile_jump_if(c, node->bool_op.values.items[i], elsewhere, decides);
    compile_jump_if(c, node->bool_op.values.items[last], target, truth);
    if (elsewhere != target) place_label(c, elsewhere);
}

static void jump_if_conditional(Compiler *c, Node *node, Label target, bool truth) {
    Label end = new_label(c), otherwise = new_label(c);
    compile_jump_if(c, node->conditional.test, otherwise, false);
    compile_jump_if(c, node->conditional.body, target, truth);
    jump(c, OP_JUMP, end);
    place_label(c, otherwise);
    compile_jump_if(c, node->conditional.otherwise, target, truth);
    place_label(c, end);
}

static void jump_if_chain(Compiler *c, Node *node, Label target, bool truth) {
    Label cleanup = new_label(c), end = new_label(c);
    compile_expression(c, node->compare.left);
    compile_chain(c, node, OP_POP_JUMP_IF_FALSE, cleanup);
    jump(c, truth ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE, target);
    jump(c, OP_JUMP, end);
    place_label(c, cleanup);
    op(c, OP_POP, 0);
    if (!truth) jump(c, OP_JUMP, target);
    place_label(c, end);
}

static void jump_if_value(Compiler *c, Node *node, Label target, bool truth) {
    if (fold(c, node)) {
        Value value = constant_value(node);
        if ((value_truth(value) == YES) == truth) jump(c, OP_JUMP, target);
        release(value);
        return;
    }
    compile_expression(c, node);
    jump(c, truth ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE, target);
}

/* Jumps when the test's truth is `truth`; the stack stays as it was. After a comparison what follows in the
 * same statement has its position, as in CPython: so the carets of a failed assert stand under the
 * comparison. */
void compile_jump_if(Compiler *c, Node *test, Label target, bool truth) {
    switch (test->kind) {
    case NODE_UNARY_OP:
        if (test->unary.operation != UNARY_NOT) break;
        compile_jump_if(c, test->unary.operand, target, !truth);
        return;
    case NODE_BOOL_OP: jump_if_bool(c, test, target, truth); return;
    case NODE_IF_EXP: jump_if_conditional(c, test, target, truth); return;
    case NODE_COMPARE:
        set_position(c, test->place);
        if (test->compare.comparators.count == 1) break;
        jump_if_chain(c, test, target, truth);
        return;
    default: break;
    }
    jump_if_value(c, test, target, truth);
}

static void compile_conditional(Compiler *c, Node *node) {
    Label end = new_label(c), otherwise = new_label(c);
    compile_jump_if(c, node->conditional.test, otherwise, false);
    compile_expression(c, node->conditional.body);
    jump(c, OP_JUMP, end);
    place_label(c, otherwise);
    compile_expression(c, node->conditional.otherwise);
    place_label(c, end);
}

/* ---- access */

/* Carets of `a.b` that spans lines stand under the attribute's name alone. */
void position_at_attribute(Compiler *c, const Node *attribute, bool whole) {
    if (c->position.line == (uint32_t)attribute->place.end_line) return;
    Buffer name = { 0 };
    str_append_utf8(&name, attribute->attribute.name);
    uint32_t end = (uint32_t)attribute->place.end_column, length = (uint32_t)name.count;
    buffer_clear(&name);
    c->position.line = (uint32_t)attribute->place.end_line;
    c->position.column = length <= end ? end - length : 0;
    if (whole) c->position.end_line = c->position.line, c->position.end_column = end;
}

static void compile_attribute(Compiler *c, Node *node) {
    static const Opcode opcodes[] = { OP_LOAD_ATTRIBUTE, OP_STORE_ATTRIBUTE, OP_DELETE_ATTRIBUTE };
    compile_expression(c, node->attribute.value);
    position_at_attribute(c, node, true);
    op_name(c, opcodes[node->context], node->attribute.name);
}

static void compile_slice_part(Compiler *c, Node *part) {
    if (part)
        compile_expression(c, part);
    else
        load_constant(c, NONE);
}

static void compile_slice(Compiler *c, Node *node) {
    compile_slice_part(c, node->slice.lower);
    compile_slice_part(c, node->slice.upper);
    if (node->slice.step) compile_expression(c, node->slice.step);
    op(c, OP_BUILD_SLICE, node->slice.step ? 3 : 2);
}

static void compile_subscript(Compiler *c, Node *node) {
    static const Opcode opcodes[] = { OP_LOAD_SUBSCRIPT, OP_STORE_SUBSCRIPT, OP_DELETE_SUBSCRIPT };
    compile_expression(c, node->subscript.value);
    compile_expression(c, node->subscript.index);
    op(c, opcodes[node->context], 0);
}

static void compile_sequence(Compiler *c, Node *node) {
    if (node->context == CONTEXT_STORE) {
        compile_unpacking(c, node);
    } else if (node->context == CONTEXT_DELETE) {
        for (size_t i = 0; i < node->sequence.items.count; i++)
            compile_expression(c, node->sequence.items.items[i]);
    } else {
        (node->kind == NODE_LIST ? compile_list : compile_tuple)(c, &node->sequence.items, 0);
    }
}

/* ---- the rest */

static void compile_named(Compiler *c, Node *node) {
    compile_expression(c, node->named.value);
    op(c, OP_COPY, 1);
    compile_expression(c, node->named.target);
}

static void compile_yield(Compiler *c, Node *node) {
    if (node->yield.value)
        compile_expression(c, node->yield.value);
    else
        load_constant(c, NONE);
    op(c, c->unit->scope->is_async ? OP_YIELD_ASYNC : OP_YIELD, 0);
}

/* iterator -> what it ends with; all before is yielded */
static void compile_delegation(Compiler *c) {
    Label end = new_label(c);
    load_constant(c, NONE);
    jump(c, OP_YIELD_FROM, end);
    place_label(c, end);
    op(c, OP_SWAP, 2);
    op(c, OP_POP, 0);
}

static void compile_yield_from(Compiler *c, Node *node) {
    compile_expression(c, node->yield.value);
    op(c, OP_GET_YIELD_FROM_ITERATOR, 0);
    compile_delegation(c);
}

void compile_awaiting(Compiler *c, AwaitedFor what) {
    op(c, OP_GET_AWAITABLE, what);
    compile_delegation(c);
}

static void compile_await(Compiler *c, Node *node) {
    compile_expression(c, node->yield.value);
    compile_awaiting(c, AWAITED_EXPRESSION);
}

static void compile_starred(Compiler *c, Node *node) {
    if (node->context == CONTEXT_STORE)
        compile_problem(c, "starred assignment target must be in a list or tuple");
    else
        compile_problem(c, "can't use starred expression here");
}

static void compile_by_kind(Compiler *c, Node *node) {
    switch (node->kind) {
    case NODE_CONSTANT: load_constant_take(c, constant_value(node)); break;
    case NODE_NAME: compile_name(c, node->name.id, node->context); break;
    case NODE_BOOL_OP: compile_bool(c, node); break;
    case NODE_NAMED_EXPR: compile_named(c, node); break;
    case NODE_BIN_OP: compile_binary(c, node); break;
    case NODE_UNARY_OP: compile_unary(c, node); break;
    case NODE_LAMBDA: compile_lambda(c, node); break;
    case NODE_IF_EXP: compile_conditional(c, node); break;
    case NODE_DICT: compile_dict(c, node); break;
    case NODE_SET: compile_set(c, &node->sequence.items); break;
    case NODE_LIST_COMP:
    case NODE_SET_COMP:
    case NODE_DICT_COMP:
    case NODE_GENERATOR_EXP: compile_comprehension(c, node); break;
    case NODE_YIELD: compile_yield(c, node); break;
    case NODE_YIELD_FROM: compile_yield_from(c, node); break;
    case NODE_AWAIT: compile_await(c, node); break;
    case NODE_COMPARE: compile_compare(c, node); break;
    case NODE_CALL: compile_call(c, node); break;
    case NODE_FORMATTED_VALUE: compile_formatted(c, node); break;
    case NODE_JOINED_STR: compile_joined(c, node); break;
    case NODE_ATTRIBUTE: compile_attribute(c, node); break;
    case NODE_SUBSCRIPT: compile_subscript(c, node); break;
    case NODE_STARRED: compile_starred(c, node); break;
    case NODE_LIST:
    case NODE_TUPLE: compile_sequence(c, node); break;
    case NODE_SLICE: compile_slice(c, node); break;
    default: assert(!"an expression");
    }
}

/* By its context a target is stored or deleted instead: the value lies on the stack. */
void compile_expression(Compiler *c, Node *node) {
    Position around = c->position;
    set_position(c, node->place);
    fold(c, node);
    compile_by_kind(c, node);
    c->position = around;
}
