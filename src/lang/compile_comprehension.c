/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comprehensions and generator expressions: functions of their own, with one argument, `.0`: the iterator
 * over the first iterable, which is evaluated outside. */
#include "lang/compiling.h"
#include "value/str.h"

static const char *name_of(NodeKind kind) {
    switch (kind) {
    case NODE_LIST_COMP: return "<listcomp>";
    case NODE_SET_COMP: return "<setcomp>";
    case NODE_DICT_COMP: return "<dictcomp>";
    default: return "<genexpr>";
    }
}

/* The iterators are on the stack, below them the list, set or dict. */
static void compile_element(Compiler *c, Node *node, size_t iterators) {
    compile_expression(c, node->comprehension.element);
    switch (node->kind) {
    case NODE_LIST_COMP: op(c, OP_LIST_APPEND, iterators + 1); break;
    case NODE_SET_COMP: op(c, OP_SET_ADD, iterators + 1); break;
    case NODE_DICT_COMP:
        compile_expression(c, node->comprehension.value);
        op(c, OP_DICT_SET, iterators + 1);
        break;
    default:
        op(c, c->unit->scope->awaits ? OP_YIELD_ASYNC : OP_YIELD, 0);
        op(c, OP_POP, 0);
        break;
    }
}

static void compile_level(Compiler *c, Node *node, size_t level, size_t iterators);

/* What a loop's body does, its item stored already. `next` is where a false condition leads. */
static void compile_level_body(Compiler *c, Node *node, size_t level, size_t iterators, Label next) {
    const NodeList *conditions = &node->comprehension.generators.items[level].conditions;
    for (size_t i = 0; i < conditions->count; i++) compile_jump_if(c, conditions->items[i], next, false);
    if (level + 1 < node->comprehension.generators.count)
        compile_level(c, node, level + 1, iterators);
    else
        compile_element(c, node, iterators);
}

/* iterator -> iterator item; at its end the handler runs. */
static void compile_async_next(Compiler *c, Label handler) {
    Guard guard = guard_begin(&c->unit->assembler, handler, 0);
    op(c, OP_ASYNC_NEXT, 0);
    compile_awaiting(c, AWAITED_NEXT);
    guard_end(&c->unit->assembler, guard);
}

/* `for y in [f(x)]` is how people name a part: no loop, an assignment. */
static bool is_naming(const Node *iterable) {
    if (iterable->kind != NODE_LIST && iterable->kind != NODE_TUPLE) return false;
    return iterable->sequence.items.count == 1 && iterable->sequence.items.items[0]->kind != NODE_STARRED;
}

static void compile_level(Compiler *c, Node *node, size_t level, size_t iterators) {
    const Comprehension *loop = &node->comprehension.generators.items[level];
    Label start = new_label(c), next = new_label(c), end = new_label(c);
    if (level > 0) fold_iterable(c, loop->iterable);
    if (level > 0 && !loop->is_async && is_naming(loop->iterable)) {
        compile_expression(c, loop->iterable->sequence.items.items[0]);
        compile_expression(c, loop->target);
        compile_level_body(c, node, level, iterators, next);
        place_label(c, next);
        return;
    }
    if (level == 0) {
        op(c, OP_LOAD_LOCAL, 0);
    } else {
        compile_expression(c, loop->iterable);
        op(c, loop->is_async ? OP_GET_ASYNC_ITERATOR : OP_GET_ITERATOR, 0);
    }
    place_label(c, start);
    if (loop->is_async)
        compile_async_next(c, end);
    else
        jump(c, OP_FOR_ITERATE, end);
    compile_expression(c, loop->target);
    compile_level_body(c, node, level, iterators + 1, next);
    place_label(c, next);
    jump(c, OP_JUMP_BACK, start);
    place_label(c, end);
    if (loop->is_async) op(c, OP_END_ASYNC_FOR, 0);
}

static Value comprehension_code(Compiler *c, Node *node) {
    Value name = str_new(name_of(node->kind));
    Position around = c->position;
    unit_begin(c, node->comprehension.scope, name, (uint32_t)node->place.line);
    release(name);
    unit_begin_function(c);
    switch (node->kind) {
    case NODE_LIST_COMP: op(c, OP_BUILD_LIST, 0); break;
    case NODE_SET_COMP: op(c, OP_BUILD_SET, 0); break;
    case NODE_DICT_COMP: op(c, OP_BUILD_DICT, 0); break;
    default: break;
    }
    compile_level(c, node, 0, 0);
    if (node->kind == NODE_GENERATOR_EXP) load_constant(c, NONE);
    op(c, OP_RETURN, 0);
    c->position = around;
    return unit_end(c);
}

void compile_comprehension(Compiler *c, Node *node) {
    Node *iterable = node->comprehension.generators.items[0].iterable;
    Value code = comprehension_code(c, node);
    if (is_none(code)) return;
    compile_closure(c, code_of(code), 0);
    release(code);
    op(c, OP_PUSH_ABSENT, 0);
    fold_iterable(c, iterable);
    compile_expression(c, iterable);
    op(c, node->comprehension.generators.items[0].is_async ? OP_GET_ASYNC_ITERATOR : OP_GET_ITERATOR, 0);
    op(c, OP_CALL, 1);
    if (node->comprehension.scope->awaits && node->kind != NODE_GENERATOR_EXP)
        compile_awaiting(c, AWAITED_EXPRESSION);
}
