/* SPDX-License-Identifier: GPL-3.0-or-later */
/* try and with.
 *
 * A handler's code begins with the exception on the stack; PUSH_HANDLED puts what was handled before under
 * it. From there on a second guard makes sure that this is put back (POP_HANDLED), whatever is raised. In
 * comments the stack is written as in opcodes.h. */
#include "lang/compiling.h"
#include "value/str.h"

static Guard begin_guard(Compiler *c, Label target, uint32_t below) {
    return guard_begin(&c->unit->assembler, target, below);
}

static void end_guard(Compiler *c, Guard guard) { guard_end(&c->unit->assembler, guard); }

/* The target of a second guard: previous exception -> ; raises it on. */
static void compile_restore(Compiler *c, Label label) {
    place_label(c, label);
    op(c, OP_SWAP, 2);
    op(c, OP_POP_HANDLED, 0);
    op(c, OP_RERAISE, 0);
}

/* ---- except */

static void forget_name(Compiler *c, Value name) {
    load_constant(c, NONE);
    compile_name(c, name, CONTEXT_STORE);
    compile_name(c, name, CONTEXT_DELETE);
}

/* A clause without a name: previous -> */
static void compile_plain_clause(Compiler *c, const NodeList *body, Guard outer, Label end) {
    op(c, OP_POP, 0);
    block_push(c,
               (Block){ .kind = BLOCK_EXCEPT_BODY, .guard = NOWHERE, .outer_guard = outer, .name = ABSENT });
    compile_statements(c, body);
    block_pop(c);
    guard_suspend(&c->unit->assembler, outer);
    c->position = NO_POSITION;
    op(c, OP_POP_HANDLED, 0);
    jump(c, OP_JUMP, end);
    guard_resume(&c->unit->assembler, outer);
}

/* With a name, which is deleted at the end of the clause on every way out. */
static void compile_named_clause(Compiler *c, const ExceptHandler *clause, Guard outer, Label end) {
    Label forget = new_label(c);
    compile_name(c, clause->name, CONTEXT_STORE);
    Guard guard = begin_guard(c, forget, 0);
    block_push(
        c, (Block){ .kind = BLOCK_EXCEPT_BODY, .guard = guard, .outer_guard = outer, .name = clause->name });
    compile_statements(c, &clause->body);
    block_pop(c);
    end_guard(c, guard);
    guard_suspend(&c->unit->assembler, outer);
    c->position = NO_POSITION;
    op(c, OP_POP_HANDLED, 0);
    forget_name(c, clause->name);
    jump(c, OP_JUMP, end);
    guard_resume(&c->unit->assembler, outer);
    place_label(c, forget); /* previous exception -> */
    forget_name(c, clause->name);
    op(c, OP_RERAISE, 0);
}

/* previous exception -> previous exception, when the clause does not match */
static void compile_clause(Compiler *c, const ExceptHandler *clause, Guard outer, Label end) {
    Label next = new_label(c);
    set_position(c, clause->place);
    if (clause->type) {
        compile_expression(c, clause->type);
        op(c, OP_MATCH_EXCEPTION, 0);
        jump(c, OP_POP_JUMP_IF_FALSE, next);
    }
    if (is_absent(clause->name))
        compile_plain_clause(c, &clause->body, outer, end);
    else
        compile_named_clause(c, clause, outer, end);
    place_label(c, next);
}

static void compile_except(Compiler *c, Node *node) {
    const ExceptHandlerList *clauses = &node->try_statement.handlers;
    Position whole = c->position;
    Label handler = new_label(c), restore = new_label(c), end = new_label(c);
    Guard guard = begin_guard(c, handler, 0);
    block_push(c, (Block){ .kind = BLOCK_TRY, .guard = guard, .outer_guard = NOWHERE });
    compile_statements(c, &node->try_statement.body);
    block_pop(c);
    end_guard(c, guard);
    compile_statements(c, &node->try_statement.otherwise);
    c->position = NO_POSITION;
    jump(c, OP_JUMP, end);

    place_label(c, handler);
    op(c, OP_PUSH_HANDLED, 0);
    Guard outer = begin_guard(c, restore, 1);
    block_push(c, (Block){ .kind = BLOCK_EXCEPT, .guard = NOWHERE, .outer_guard = NOWHERE });
    for (size_t i = 0; i < clauses->count; i++) compile_clause(c, &clauses->items[i], outer, end);
    block_pop(c);
    c->position = NO_POSITION;
    op(c, OP_RERAISE, 0);
    end_guard(c, outer);
    compile_restore(c, restore);
    place_label(c, end);
    c->position = whole;
}

/* ---- except* */

/* previous whole list rest -> previous whole list rest, of which the clause has taken its part. What its body
 * raises goes into the list. */
static void compile_star_clause(Compiler *c, const ExceptHandler *clause) {
    Label collect = new_label(c), missed = new_label(c), next = new_label(c);
    bool has_name = !is_absent(clause->name);
    set_position(c, clause->place);
    compile_expression(c, clause->type);
    op(c, OP_MATCH_GROUP, 0);
    c->position = NO_POSITION;
    op(c, OP_UNPACK, 2);
    set_position(c, clause->place);
    op(c, OP_COPY, 1);
    jump(c, OP_POP_JUMP_IF_NONE, missed);
    if (has_name) op(c, OP_COPY, 1);
    op(c, OP_SET_HANDLED, 0);
    Guard guard = begin_guard(c, collect, has_name);
    if (has_name) compile_name(c, clause->name, CONTEXT_STORE);
    compile_statements(c, &clause->body);
    end_guard(c, guard);
    c->position = NO_POSITION;
    if (has_name) forget_name(c, clause->name);
    jump(c, OP_JUMP, next);
    place_label(c, collect); /* previous whole list rest exception -> */
    if (has_name) forget_name(c, clause->name);
    op(c, OP_LIST_APPEND, 2);
    jump(c, OP_JUMP, next);
    place_label(c, missed);
    op(c, OP_POP, 0);
    place_label(c, next);
}

/* exception -> ; the parts that no clause took, and what clauses raised, go on together */
static void compile_star_handler(Compiler *c, const ExceptHandlerList *clauses, Label end) {
    Label restore = new_label(c), leave = new_label(c);
    op(c, OP_PUSH_HANDLED, 0);
    Guard outer = begin_guard(c, restore, 1);
    op(c, OP_BUILD_LIST, 0);
    op(c, OP_COPY, 2);
    for (size_t i = 0; i < clauses->count; i++) compile_star_clause(c, &clauses->items[i]);
    c->position = NO_POSITION;
    op(c, OP_LIST_APPEND, 1);
    op(c, OP_JOIN_RAISED, 0);
    end_guard(c, outer);
    op(c, OP_COPY, 1);
    jump(c, OP_POP_JUMP_IF_NONE, leave);
    compile_restore(c, restore);
    place_label(c, leave); /* previous None -> */
    op(c, OP_POP, 0);
    op(c, OP_POP_HANDLED, 0);
    place_label(c, end);
}

static void compile_except_star(Compiler *c, Node *node) {
    Position whole = c->position;
    Label handler = new_label(c), end = new_label(c);
    Guard guard = begin_guard(c, handler, 0);
    block_push(c, (Block){ .kind = BLOCK_TRY, .guard = guard, .outer_guard = NOWHERE });
    compile_statements(c, &node->try_statement.body);
    block_pop(c);
    end_guard(c, guard);
    compile_statements(c, &node->try_statement.otherwise);
    c->position = NO_POSITION;
    jump(c, OP_JUMP, end);
    place_label(c, handler);
    compile_star_handler(c, &node->try_statement.handlers, end);
    c->position = whole;
}

static void compile_any_except(Compiler *c, Node *node) {
    if (node->try_statement.is_star)
        compile_except_star(c, node);
    else
        compile_except(c, node);
}

/* ---- finally */

static void compile_guarded_body(Compiler *c, Node *node) {
    if (node->try_statement.handlers.count)
        compile_any_except(c, node);
    else
        compile_statements(c, &node->try_statement.body);
}

static void compile_finally(Compiler *c, Node *node) {
    const NodeList *finally = &node->try_statement.finally;
    Position whole = c->position;
    Label handler = new_label(c), restore = new_label(c), end = new_label(c);
    Guard guard = begin_guard(c, handler, 0);
    block_push(c,
               (Block){ .kind = BLOCK_FINALLY, .guard = guard, .outer_guard = NOWHERE, .finally = finally });
    compile_guarded_body(c, node);
    block_pop(c);
    end_guard(c, guard);
    compile_statements(c, finally);
    c->position = NO_POSITION;
    jump(c, OP_JUMP, end);

    place_label(c, handler);
    op(c, OP_PUSH_HANDLED, 0);
    guard = begin_guard(c, restore, 1);
    block_push(c, (Block){ .kind = BLOCK_FINALLY_RAISED, .guard = guard, .outer_guard = NOWHERE });
    compile_statements(c, finally);
    block_pop(c);
    c->position = NO_POSITION;
    op(c, OP_RERAISE, 0);
    end_guard(c, guard);
    compile_restore(c, restore);
    place_label(c, end);
    c->position = whole;
}

void compile_try(Compiler *c, Node *node) {
    if (node->try_statement.finally.count)
        compile_finally(c, node);
    else
        compile_any_except(c, node);
}

/* ---- with */

/* exit exception -> ; or raises it on, when exit's answer is not true */
static void compile_with_raised(Compiler *c, bool is_async) {
    Label restore = new_label(c), suppressed = new_label(c), end = new_label(c);
    op(c, OP_PUSH_HANDLED, 0);
    Guard guard = begin_guard(c, restore, 1);
    op(c, OP_WITH_EXIT_RAISED, 0);
    if (is_async) compile_awaiting(c, AWAITED_EXIT);
    jump(c, OP_POP_JUMP_IF_TRUE, suppressed);
    op(c, OP_RERAISE, 0);
    place_label(c, suppressed);
    op(c, OP_POP, 0);
    end_guard(c, guard);
    op(c, OP_POP_HANDLED, 0);
    op(c, OP_POP, 0);
    jump(c, OP_JUMP, end);
    compile_restore(c, restore);
    place_label(c, end);
}

/* Several items are nested statements of one item each. */
void compile_with(Compiler *c, Node *node, size_t item) {
    const WithItem *with = &node->with.items.items[item];
    Label handler = new_label(c), end = new_label(c);
    Position whole = c->position;
    compile_expression(c, with->context);
    bool is_async = node->with.is_async;
    op(c, is_async ? OP_ASYNC_WITH_ENTER : OP_WITH_ENTER, 0);
    if (is_async) compile_awaiting(c, AWAITED_ENTER);
    Guard guard = begin_guard(c, handler, 1);
    block_push(c, (Block){ .kind = is_async ? BLOCK_ASYNC_WITH : BLOCK_WITH,
                           .guard = guard,
                           .outer_guard = NOWHERE,
                           .position = whole });
    if (c->problem->kind != PROBLEM_NONE) return; /* too many blocks: not one for each of a million items */
    if (with->target)
        compile_expression(c, with->target);
    else
        op(c, OP_POP, 0);
    if (item + 1 < node->with.items.count)
        compile_with(c, node, item + 1);
    else
        compile_statements(c, &node->with.body);
    block_pop(c);
    end_guard(c, guard);
    c->position = whole;
    op(c, OP_WITH_EXIT, 0);
    if (is_async) compile_awaiting(c, AWAITED_EXIT);
    op(c, OP_POP, 0);
    jump(c, OP_JUMP, end);
    place_label(c, handler);
    compile_with_raised(c, is_async);
    place_label(c, end);
}
