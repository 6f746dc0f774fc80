/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements, but for those with files of their own. */
#include "lang/compiling.h"
#include "value/str.h"
#include "value/tuple.h"

/* ---- loops and branches */

/* The iterator lies on the stack while it runs, as in a loop; StopAsyncIteration ends it. */
static void compile_async_for(Compiler *c, Node *node) {
    Label start = new_label(c), handler = new_label(c), end = new_label(c);
    Position whole = c->position;
    compile_expression(c, node->for_loop.iterable);
    op(c, OP_GET_ASYNC_ITERATOR, 0);
    block_push(
        c,
        (Block){ .kind = BLOCK_FOR, .start = start, .exit = end, .guard = NOWHERE, .outer_guard = NOWHERE });
    place_label(c, start);
    Guard guard = guard_begin(&c->unit->assembler, handler, 0);
    op(c, OP_ASYNC_NEXT, 0);
    compile_awaiting(c, AWAITED_NEXT);
    guard_end(&c->unit->assembler, guard);
    compile_expression(c, node->for_loop.target);
    compile_statements(c, &node->for_loop.body);
    jump(c, OP_JUMP_BACK, start);
    block_pop(c);
    place_label(c, handler);
    c->position = whole;
    op(c, OP_END_ASYNC_FOR, 0);
    compile_statements(c, &node->for_loop.otherwise);
    place_label(c, end);
}

static void compile_for(Compiler *c, Node *node) {
    Label start = new_label(c), otherwise = new_label(c), end = new_label(c);
    fold_iterable(c, node->for_loop.iterable);
    compile_expression(c, node->for_loop.iterable);
    op(c, OP_GET_ITERATOR, 0);
    block_push(
        c,
        (Block){ .kind = BLOCK_FOR, .start = start, .exit = end, .guard = NOWHERE, .outer_guard = NOWHERE });
    place_label(c, start);
    jump(c, OP_FOR_ITERATE, otherwise);
    compile_expression(c, node->for_loop.target);
    compile_statements(c, &node->for_loop.body);
    jump(c, OP_JUMP_BACK, start); /* at the body's last statement: there an interrupt is seen */
    block_pop(c);
    place_label(c, otherwise);
    compile_statements(c, &node->for_loop.otherwise);
    place_label(c, end);
}

static void compile_while(Compiler *c, Node *node) {
    Label start = new_label(c), otherwise = new_label(c), end = new_label(c);
    block_push(
        c, (Block){
               .kind = BLOCK_WHILE, .start = start, .exit = end, .guard = NOWHERE, .outer_guard = NOWHERE });
    place_label(c, start);
    compile_jump_if(c, node->while_loop.test, otherwise, false);
    compile_statements(c, &node->while_loop.body);
    set_position(c, node->place); /* an interrupt that is seen here is the whole loop's */
    jump(c, OP_JUMP_BACK, start);
    block_pop(c);
    place_label(c, otherwise);
    compile_statements(c, &node->while_loop.otherwise);
    place_label(c, end);
}

static void compile_if(Compiler *c, Node *node) {
    Label otherwise = new_label(c), end = new_label(c);
    compile_jump_if(c, node->if_statement.test, otherwise, false);
    compile_statements(c, &node->if_statement.body);
    if (node->if_statement.otherwise.count) jump(c, OP_JUMP, end);
    place_label(c, otherwise);
    compile_statements(c, &node->if_statement.otherwise);
    place_label(c, end);
}

/* ---- exits */

static void compile_return(Compiler *c, Node *node) {
    Node *value = node->return_statement.value;
    bool keeps_value = value && !fold(c, value);
    if (keeps_value) compile_expression(c, value);
    size_t count = c->unit->block_count;
    blocks_leave(c, count, keeps_value);
    if (!value)
        load_constant(c, NONE);
    else if (!keeps_value)
        compile_expression(c, value);
    op(c, OP_RETURN, 0);
    blocks_return_to(c, count);
}

static void compile_break(Compiler *c) {
    size_t inside = blocks_to_loop(c);
    if (inside == c->unit->block_count) {
        compile_problem(c, "'break' outside loop");
        return;
    }
    Label exit = c->unit->blocks[c->unit->block_count - inside - 1].exit;
    blocks_leave(c, inside + 1, false);
    jump(c, OP_JUMP, exit);
    blocks_return_to(c, inside + 1);
}

static void compile_continue(Compiler *c) {
    size_t inside = blocks_to_loop(c);
    if (inside == c->unit->block_count) {
        compile_problem(c, "'continue' not properly in loop");
        return;
    }
    Label start = c->unit->blocks[c->unit->block_count - inside - 1].start;
    blocks_leave(c, inside, false);
    jump(c, OP_JUMP_BACK, start);
    blocks_return_to(c, inside);
}

static void compile_raise(Compiler *c, Node *node) {
    if (node->raise.exception) compile_expression(c, node->raise.exception);
    if (node->raise.cause) compile_expression(c, node->raise.cause);
    op(c, OP_RAISE, !!node->raise.exception + !!node->raise.cause);
}

static void compile_assert(Compiler *c, Node *node) {
    if (c->options.optimize) return;
    Label end = new_label(c);
    compile_jump_if(c, node->assert_statement.test, end, true);
    op(c, OP_ASSERTION_ERROR, 0);
    if (node->assert_statement.message) {
        op(c, OP_PUSH_ABSENT, 0);
        compile_expression(c, node->assert_statement.message);
        op(c, OP_CALL, 1);
    }
    op(c, OP_RAISE, 1);
    place_label(c, end);
}

/* ---- import */

/* The part of a dotted name from `from` up to the next dot; *next is behind that dot, or 0 at the end. Owned,
 * interned. */
static Value name_part(Value dotted, size_t from, size_t *next) {
    size_t end = from, count = str_count(dotted);
    while (end < count && str_peek_at(str_of(dotted), end) != '.') end++;
    *next = end < count ? end + 1 : 0;
    Value part = str_slice(dotted, (int64_t)from, 1, end - from), interned = str_intern(part);
    release(part);
    return interned;
}

/* `import a.b.c as d`: the module a is on the stack, c is what d will be. */
static void descend_to_submodule(Compiler *c, Value dotted, size_t next) {
    while (next) {
        Value part = name_part(dotted, next, &next);
        op_name(c, OP_IMPORT_FROM, part);
        op(c, OP_SWAP, 2);
        op(c, OP_POP, 0);
        release(part);
    }
}

static void compile_import(Compiler *c, Node *node) {
    for (size_t i = 0; i < node->import.names.count; i++) {
        const Alias *alias = &node->import.names.items[i];
        size_t next;
        Value first = name_part(alias->name, 0, &next);
        load_constant(c, small_int(0));
        load_constant(c, NONE);
        op_name(c, OP_IMPORT, alias->name);
        if (!is_absent(alias->rename)) descend_to_submodule(c, alias->name, next);
        compile_name(c, is_absent(alias->rename) ? first : alias->rename, CONTEXT_STORE);
        release(first);
    }
}

static void load_imported_names(Compiler *c, const AliasList *names) {
    Value tuple = tuple_new_absent(names->count);
    if (is_absent(tuple)) {
        c->unit->assembler.failed = true;
        return;
    }
    for (size_t i = 0; i < names->count; i++) tuple_of(tuple)->items[i] = retain(names->items[i].name);
    load_constant_take(c, tuple);
}

static void compile_import_from(Compiler *c, Node *node) {
    const AliasList *names = &node->import_from.names;
    Value nothing = str_new("");
    load_constant(c, small_int(node->import_from.level));
    load_imported_names(c, names);
    op_name(c, OP_IMPORT, is_absent(node->import_from.module) ? nothing : node->import_from.module);
    release(nothing);
    if (names->count == 1 && str_is(names->items[0].name, "*")) {
        op(c, OP_IMPORT_STAR, 0);
        return;
    }
    for (size_t i = 0; i < names->count; i++) {
        const Alias *alias = &names->items[i];
        op_name(c, OP_IMPORT_FROM, alias->name);
        compile_name(c, is_absent(alias->rename) ? alias->name : alias->rename, CONTEXT_STORE);
    }
    op(c, OP_POP, 0);
}

/* ---- the rest */

static void compile_expression_statement(Compiler *c, Node *node) {
    Node *value = node->expression_statement.value;
    if (!c->unit->prints && fold(c, value)) return;
    compile_expression(c, value);
    op(c, c->unit->prints ? OP_PRINT_EXPRESSION : OP_POP, 0);
}

static void compile_delete(Compiler *c, Node *node) {
    const NodeList *targets = &node->delete_statement.targets;
    for (size_t i = 0; i < targets->count; i++) compile_expression(c, targets->items[i]);
}

static void compile_statement(Compiler *c, Node *node) {
    set_position(c, node->place);
    switch (node->kind) {
    case NODE_FUNCTION_DEF: compile_function(c, node); break;
    case NODE_CLASS_DEF: compile_class(c, node); break;
    case NODE_RETURN: compile_return(c, node); break;
    case NODE_DELETE: compile_delete(c, node); break;
    case NODE_ASSIGN: compile_assign(c, node); break;
    case NODE_AUG_ASSIGN: compile_augmented(c, node); break;
    case NODE_ANN_ASSIGN: compile_annotated(c, node); break;
    case NODE_FOR: (node->for_loop.is_async ? compile_async_for : compile_for)(c, node); break;
    case NODE_WHILE: compile_while(c, node); break;
    case NODE_IF: compile_if(c, node); break;
    case NODE_WITH: compile_with(c, node, 0); break;
    case NODE_RAISE: compile_raise(c, node); break;
    case NODE_MATCH: compile_match(c, node); break;
    case NODE_TRY: compile_try(c, node); break;
    case NODE_ASSERT: compile_assert(c, node); break;
    case NODE_IMPORT: compile_import(c, node); break;
    case NODE_IMPORT_FROM: compile_import_from(c, node); break;
    case NODE_EXPR: compile_expression_statement(c, node); break;
    case NODE_BREAK: compile_break(c); break;
    case NODE_CONTINUE: compile_continue(c); break;
    case NODE_GLOBAL:
    case NODE_NONLOCAL:
    case NODE_PASS: break;
    default: assert(!"a statement");
    }
}

void compile_statements_from(Compiler *c, const NodeList *statements, size_t from) {
    for (size_t i = from; i < statements->count; i++) compile_statement(c, statements->items[i]);
}

void compile_statements(Compiler *c, const NodeList *statements) {
    compile_statements_from(c, statements, 0);
}

Value docstring_peek(const Compiler *c, const NodeList *statements) {
    if (c->options.optimize > 1 || !statements->count || statements->items[0]->kind != NODE_EXPR)
        return ABSENT;
    const Node *value = statements->items[0]->expression_statement.value;
    if (value->kind != NODE_CONSTANT || value->constant.is_ellipsis) return ABSENT;
    return has_type(value->constant.value, TYPE_ID_STR) ? value->constant.value : ABSENT;
}

void compile_body(Compiler *c, const NodeList *statements) {
    if (has_annotations(statements)) op(c, OP_SETUP_ANNOTATIONS, 0);
    Value doc = c->unit->prints ? ABSENT : docstring_peek(c, statements);
    if (!is_absent(doc)) {
        Value text = str_new("__doc__"), name = str_intern(text);
        set_position(c, statements->items[0]->place);
        load_constant(c, doc);
        compile_name(c, name, CONTEXT_STORE);
        release(name);
        release(text);
    }
    compile_statements_from(c, statements, !is_absent(doc));
}
