/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tuples, lists, sets, dicts and f-strings: short ones from the stack, long ones and those with `*` piece by
 * piece. What is evaluated when, and when a key is hashed, is CPython's; so is the detour of three and more
 * constants in a set through a frozenset, which shows in the order of the items. */
#include "lang/compiling.h"
#include "value/str.h"
#include "value/tuple.h"

/* One row for each display: how it is built, and grows by an item or by an iterable. */
typedef struct {
    Opcode build, add, extend;
    bool is_tuple;
} Display;

static const Display list_display = { OP_BUILD_LIST, OP_LIST_APPEND, OP_LIST_EXTEND, false };
static const Display tuple_display = { OP_BUILD_LIST, OP_LIST_APPEND, OP_LIST_EXTEND, true };
static const Display set_display = { OP_BUILD_SET, OP_SET_ADD, OP_SET_UPDATE, false };

static bool has_star(const NodeList *items) {
    for (size_t i = 0; i < items->count; i++) {
        if (items->items[i]->kind == NODE_STARRED) return true;
    }
    return false;
}

static bool are_constants(Compiler *c, const NodeList *items) {
    for (size_t i = 0; i < items->count; i++) {
        if (!fold(c, items->items[i])) return false;
    }
    return true;
}

static void compile_constants(Compiler *c, const Display *display, const NodeList *items, uint32_t pushed) {
    bool is_set = display == &set_display;
    Value folded = is_set ? constant_frozenset(c, items) : constant_tuple(items);
    if (display->is_tuple && !pushed) {
        load_constant_take(c, folded);
        return;
    }
    op(c, display->build, pushed);
    load_constant_take(c, folded);
    op(c, display->extend, 1);
    if (display->is_tuple) op(c, OP_LIST_TO_TUPLE, 0);
}

static void compile_piecewise(Compiler *c, const Display *display, const NodeList *items, uint32_t pushed) {
    bool is_built = items->count + pushed > ON_STACK_MAX;
    if (is_built) op(c, display->build, pushed);
    for (size_t i = 0; i < items->count; i++) {
        Node *item = items->items[i];
        bool is_star = item->kind == NODE_STARRED;
        if (is_star && !is_built) op(c, display->build, i + pushed);
        is_built = is_built || is_star;
        compile_expression(c, is_star ? item->starred.value : item);
        if (is_built) op(c, is_star ? display->extend : display->add, 1);
    }
    if (display->is_tuple) op(c, OP_LIST_TO_TUPLE, 0);
}

static void compile_display(Compiler *c, const Display *display, const NodeList *items, uint32_t pushed) {
    if (items->count > 2 && are_constants(c, items)) {
        compile_constants(c, display, items, pushed);
    } else if (has_star(items) || items->count + pushed > ON_STACK_MAX) {
        compile_piecewise(c, display, items, pushed);
    } else {
        for (size_t i = 0; i < items->count; i++) compile_expression(c, items->items[i]);
        op(c, display->is_tuple ? OP_BUILD_TUPLE : display->build, items->count + pushed);
    }
}

void compile_tuple(Compiler *c, const NodeList *items, uint32_t pushed) {
    compile_display(c, &tuple_display, items, pushed);
}

void compile_list(Compiler *c, const NodeList *items, uint32_t pushed) {
    compile_display(c, &list_display, items, pushed);
}

void compile_set(Compiler *c, const NodeList *items) { compile_display(c, &set_display, items, 0); }

/* ---- dicts */

/* Pairs from `from` up to `to`: a dict of their own. */
static void compile_pairs(Compiler *c, Node *node, size_t from, size_t to) {
    bool is_long = (to - from) * 2 > ON_STACK_MAX;
    if (is_long) op(c, OP_BUILD_DICT, 0);
    for (size_t i = from; i < to; i++) {
        compile_expression(c, node->dict.keys.items[i]);
        compile_expression(c, node->dict.values.items[i]);
        if (is_long) op(c, OP_DICT_SET, 1);
    }
    if (!is_long) op(c, OP_BUILD_DICT, to - from);
}

/* Pairs are collected into a run; a `**mapping` or the run's length ends it, and it joins the dict. */
void compile_dict(Compiler *c, Node *node) {
    size_t count = node->dict.values.count, run = 0;
    bool is_built = false;
    for (size_t i = 0; i < count; i++) {
        Node *key = node->dict.keys.items[i];
        bool is_full = key && run * 2 > ON_STACK_MAX;
        if (key && !is_full) {
            run++;
            continue;
        }
        if (run) {
            compile_pairs(c, node, i - run, is_full ? i + 1 : i);
            if (is_built) op(c, OP_DICT_UPDATE, 1);
            is_built = true;
            run = 0;
        }
        if (is_full) continue;
        if (!is_built) op(c, OP_BUILD_DICT, 0);
        is_built = true;
        compile_expression(c, node->dict.values.items[i]);
        op(c, OP_DICT_UPDATE, 1);
    }
    if (run || !is_built) {
        compile_pairs(c, node, count - run, count);
        if (is_built) op(c, OP_DICT_UPDATE, 1);
    }
}

/* ---- f-strings */

void compile_formatted(Compiler *c, Node *node) {
    uint32_t conversion = 0;
    switch (node->formatted.conversion) {
    case 's': conversion = 1; break;
    case 'r': conversion = 2; break;
    case 'a': conversion = 3; break;
    default: break;
    }
    compile_expression(c, node->formatted.value);
    if (node->formatted.specification) compile_expression(c, node->formatted.specification);
    op(c, OP_FORMAT, conversion | (node->formatted.specification ? 4 : 0));
}

/* Parts are joined thirty at a time, so that the stack stays small. */
void compile_joined(Compiler *c, Node *node) {
    const NodeList *parts = &node->joined.values;
    uint32_t pushed = 0;
    for (size_t i = 0; i < parts->count; i++) {
        compile_expression(c, parts->items[i]);
        if (++pushed < ON_STACK_MAX) continue;
        op(c, OP_BUILD_STRING, pushed);
        pushed = 1;
    }
    if (!parts->count) load_constant_take(c, str_new(""));
    if (pushed > 1) op(c, OP_BUILD_STRING, pushed);
}
