/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patterns. Each takes what it is tried on from the stack.
 *
 * Names are bound when the whole pattern has matched, so captured values stay on the stack until then, under
 * all else that the pattern has there:
 *
 *     ... [captured last] ... [captured first] [parts that wait, `on_top` of them]
 *
 * What does not match may so have to drop any number of values. There is a label for each number, and they
 * stand behind each other at the end: one drops a value and goes on to the next. */
#include "base/memory.h"
#include "lang/compiling.h"
#include "value/bytes.h"
#include "value/str.h"
#include "value/tuple.h"

typedef struct {
    Value *names; /* borrowed from the tree, in the order of capture */
    size_t count, capacity;
    Label *failures; /* by how many values are to be dropped */
    size_t failure_count, failure_capacity;
    size_t on_top;
} Pattern;

static void compile_pattern(Compiler *c, Node *node, Pattern *pattern);

static void pattern_clear(Pattern *pattern) {
    memory_free(pattern->names);
    memory_free(pattern->failures);
}

static void fail_memory(Compiler *c) { c->unit->assembler.failed = true; }

/* ---- the stack */

static void fail(Compiler *c, Pattern *pattern, Opcode jumping) {
    size_t dropped = pattern->on_top + pattern->count;
    while (pattern->failure_count <= dropped) {
        if (!memory_grow(&pattern->failures, &pattern->failure_capacity, pattern->failure_count + 1,
                         sizeof(Label)))
            return fail_memory(c);
        pattern->failures[pattern->failure_count++] = new_label(c);
    }
    jump(c, jumping, pattern->failures[dropped]);
}

/* Behind it nothing is left to drop; where the first label stands is the caller's to say. */
static void place_failures(Compiler *c, const Pattern *pattern) {
    for (size_t i = pattern->failure_count; i-- > 1;) {
        place_label(c, pattern->failures[i]);
        op(c, OP_POP, 0);
    }
}

/* The top goes below the `depth` - 1 values under it. */
static void sink(Compiler *c, size_t depth) {
    for (size_t i = depth; i > 1; i--) op(c, OP_SWAP, i);
}

/* ---- captures */

static void push_name(Compiler *c, Pattern *pattern, Value name) {
    if (!memory_grow(&pattern->names, &pattern->capacity, pattern->count + 1, sizeof(Value)))
        return fail_memory(c);
    pattern->names[pattern->count++] = name;
}

static void capture(Compiler *c, Value name, Pattern *pattern) {
    if (is_absent(name)) {
        op(c, OP_POP, 0);
        return;
    }
    sink(c, pattern->on_top + pattern->count + 1);
    push_name(c, pattern, name);
}

static void compile_as(Compiler *c, Node *node, Pattern *pattern) {
    Value name = node->match_as.name;
    if (node->match_as.pattern) {
        op(c, OP_COPY, 1);
        pattern->on_top++;
        compile_pattern(c, node->match_as.pattern, pattern);
        pattern->on_top--;
    }
    capture(c, name, pattern);
}

/* ---- values */

static void compile_value(Compiler *c, Node *node, Pattern *pattern) {
    Node *value = node->match_value.value;
    compile_expression(c, value);
    op(c, OP_COMPARE, COMPARE_EQUAL);
    fail(c, pattern, OP_POP_JUMP_IF_FALSE);
}

static void compile_singleton(Compiler *c, Node *node, Pattern *pattern) {
    load_constant(c, node->match_singleton.value);
    op(c, OP_IS, 0);
    fail(c, pattern, OP_POP_JUMP_IF_FALSE);
}

/* ---- parts */

/* The parts lie on the stack, the first on top. */
static void compile_parts(Compiler *c, const NodeList *parts, Pattern *pattern) {
    pattern->on_top += parts->count;
    for (size_t i = 0; i < parts->count; i++) {
        pattern->on_top--;
        compile_pattern(c, parts->items[i], pattern);
    }
}

/* subject -> subject; its length must stand so to `wanted` */
static void require_length(Compiler *c, Pattern *pattern, Comparison comparison, size_t wanted) {
    op(c, OP_GET_LENGTH, 0);
    load_constant(c, small_int((int64_t)wanted));
    op(c, OP_COMPARE, comparison);
    fail(c, pattern, OP_POP_JUMP_IF_FALSE);
}

static void require_kind(Compiler *c, Pattern *pattern, PatternKind kind) {
    op(c, OP_MATCH_KIND, kind);
    fail(c, pattern, OP_POP_JUMP_IF_FALSE);
}

/* ---- sequences */

static bool is_wildcard(const Node *node) {
    bool may_be = node->kind == NODE_MATCH_STAR || (node->kind == NODE_MATCH_AS && !node->match_as.pattern);
    return may_be && is_absent(node->match_as.name);
}

static void compile_unpacked(Compiler *c, const NodeList *parts, size_t star, Pattern *pattern) {
    if (star < parts->count)
        op(c, OP_UNPACK_STAR, star | (parts->count - star - 1) << 12);
    else
        op(c, OP_UNPACK, parts->count);
    compile_parts(c, parts, pattern);
}

/* Nobody wants what is behind the star: only the others are taken, by their index. */
static void compile_indexed(Compiler *c, const NodeList *parts, size_t star, Pattern *pattern) {
    pattern->on_top++;
    for (size_t i = 0; i < parts->count; i++) {
        if (is_wildcard(parts->items[i])) continue;
        op(c, OP_COPY, 1);
        if (i > star) op(c, OP_GET_LENGTH, 0);
        load_constant(c, small_int((int64_t)(i > star ? parts->count - i : i)));
        if (i > star) op(c, OP_BINARY, OPERATOR_SUBTRACT);
        op(c, OP_LOAD_SUBSCRIPT, 0);
        compile_pattern(c, parts->items[i], pattern);
    }
    pattern->on_top--;
    op(c, OP_POP, 0);
}

static void compile_sequence(Compiler *c, Node *node, Pattern *pattern) {
    const NodeList *parts = &node->sequence.items;
    size_t star = parts->count;
    bool only_wildcards = true;
    for (size_t i = 0; i < parts->count; i++) {
        only_wildcards = only_wildcards && is_wildcard(parts->items[i]);
        if (parts->items[i]->kind != NODE_MATCH_STAR) continue;
        star = i;
    }
    pattern->on_top++;
    require_kind(c, pattern, PATTERN_SEQUENCE);
    if (star == parts->count)
        require_length(c, pattern, COMPARE_EQUAL, parts->count);
    else if (parts->count > 1)
        require_length(c, pattern, COMPARE_GREATER_EQUAL, parts->count - 1);
    pattern->on_top--;
    if (only_wildcards)
        op(c, OP_POP, 0);
    else if (star < parts->count && is_wildcard(parts->items[star]))
        compile_indexed(c, parts, star, pattern);
    else
        compile_unpacked(c, parts, star, pattern);
}

/* ---- mappings */

static void repeated_key(Compiler *c, Value key) {
    Buffer text = { 0 };
    if (value_repr(&text, key, 0) == YES)
        compile_problem(c, "mapping pattern checks duplicate key (%s)", buffer_text(&text));
    buffer_clear(&text);
}

static void check_key(Compiler *c, const NodeList *keys, size_t i) {
    Node *key = keys->items[i];
    if (key->kind == NODE_ATTRIBUTE) return;
    fold(c, key);
    for (size_t j = 0; j < i; j++) {
        if (keys->items[j]->kind != NODE_CONSTANT) continue;
        Value value = constant_value(key), other = constant_value(keys->items[j]);
        if (value_equal(value, other, 0) == YES) repeated_key(c, value);
        release(value);
        release(other);
    }
}

/* mapping keys -> ; captures a dict of what the keys leave */
static void capture_rest(Compiler *c, Value name, size_t key_count, Pattern *pattern) {
    op(c, OP_BUILD_DICT, 0);
    op(c, OP_SWAP, 3);
    op(c, OP_DICT_UPDATE, 2);
    op(c, OP_UNPACK, key_count); /* rest keys... */
    for (size_t i = key_count; i > 0; i--) {
        op(c, OP_COPY, i + 1);
        op(c, OP_SWAP, 2);
        op(c, OP_DELETE_SUBSCRIPT, 0);
    }
    capture(c, name, pattern);
}

static void compile_mapping(Compiler *c, Node *node, Pattern *pattern) {
    const NodeList *keys = &node->match_mapping.keys;
    Value rest = node->match_mapping.rest;
    pattern->on_top++;
    require_kind(c, pattern, PATTERN_MAPPING);
    if (keys->count == 0 && is_absent(rest)) { /* {} matches any mapping */
        pattern->on_top--;
        op(c, OP_POP, 0);
        return;
    }
    if (keys->count) require_length(c, pattern, COMPARE_GREATER_EQUAL, keys->count);
    for (size_t i = 0; i < keys->count; i++) check_key(c, keys, i);
    if (c->problem->kind != PROBLEM_NONE) return;
    compile_tuple(c, keys, 0);
    op(c, OP_MATCH_KEYS, 0); /* mapping keys values */
    pattern->on_top += 2;
    op(c, OP_COPY, 1);
    fail(c, pattern, OP_POP_JUMP_IF_NONE);
    pattern->on_top--;
    op(c, OP_UNPACK, keys->count);
    compile_parts(c, &node->match_mapping.patterns, pattern);
    pattern->on_top -= 2;
    if (!is_absent(rest)) {
        capture_rest(c, rest, keys->count, pattern);
    } else {
        op(c, OP_POP, 0);
        op(c, OP_POP, 0);
    }
}

/* ---- classes */

static void compile_class_pattern(Compiler *c, Node *node, Pattern *pattern) {
    const NodeList *parts = &node->match_class.patterns;
    const NameList *names = &node->match_class.names;
    compile_expression(c, node->match_class.class);
    Value tuple = tuple_from(names->items, names->count);
    if (is_absent(tuple)) return fail_memory(c);
    load_constant_take(c, tuple);
    op(c, OP_MATCH_CLASS, parts->count - names->count);
    pattern->on_top++;
    op(c, OP_COPY, 1);
    fail(c, pattern, OP_POP_JUMP_IF_NONE);
    pattern->on_top--;
    op(c, OP_UNPACK, parts->count);
    compile_parts(c, parts, pattern);
}

/* ---- alternatives */

/* Exchanges the a-th and the b-th value from the top, a above b. */
static void exchange(Compiler *c, size_t a, size_t b) {
    if (a > 1) op(c, OP_SWAP, a);
    op(c, OP_SWAP, b);
    if (a > 1) op(c, OP_SWAP, a);
}

/* What an alternative has captured comes into the order of the first one's names. */
static void align(Compiler *c, Pattern *pattern, const Pattern *first) {
    for (size_t i = 0; i < first->count; i++) {
        size_t at = i;
        while (!is_same(pattern->names[at], first->names[i])) at++; /* names are interned */
        if (at == i) continue;
        pattern->names[at] = pattern->names[i];
        pattern->names[i] = first->names[i];
        exchange(c, i + 1, at + 1);
    }
}

/* Each alternative is a pattern of its own, tried on a copy of the subject. */
static void compile_or(Compiler *c, Node *node, Pattern *pattern) {
    const NodeList *alternatives = &node->sequence.items;
    Pattern first = { 0 };
    Label end = new_label(c);
    for (size_t i = 0; i < alternatives->count; i++) {
        Pattern inner = { 0 };
        op(c, OP_COPY, 1);
        compile_pattern(c, alternatives->items[i], &inner);
        if (i) align(c, &inner, &first);
        jump(c, OP_JUMP, end);
        place_failures(c, &inner);
        if (inner.failure_count) place_label(c, inner.failures[0]);
        if (i == 0)
            first = inner;
        else
            pattern_clear(&inner);
    }
    op(c, OP_POP, 0);
    fail(c, pattern, OP_JUMP);
    place_label(c, end); /* subject captured... */
    size_t depth = first.count + 1 + pattern->on_top + pattern->count;
    for (size_t i = 0; i < first.count; i++) {
        sink(c, depth);
        push_name(c, pattern, first.names[i]);
    }
    op(c, OP_POP, 0);
    pattern_clear(&first);
}

/* ---- all of them */

static void compile_pattern(Compiler *c, Node *node, Pattern *pattern) {
    set_position(c, node->place);
    switch (node->kind) {
    case NODE_MATCH_VALUE: compile_value(c, node, pattern); break;
    case NODE_MATCH_SINGLETON: compile_singleton(c, node, pattern); break;
    case NODE_MATCH_SEQUENCE: compile_sequence(c, node, pattern); break;
    case NODE_MATCH_MAPPING: compile_mapping(c, node, pattern); break;
    case NODE_MATCH_CLASS: compile_class_pattern(c, node, pattern); break;
    case NODE_MATCH_STAR: capture(c, node->match_as.name, pattern); break;
    case NODE_MATCH_AS: compile_as(c, node, pattern); break;
    case NODE_MATCH_OR: compile_or(c, node, pattern); break;
    default: assert(!"a pattern");
    }
}

void compile_case_pattern(Compiler *c, Node *node, Label next) {
    Pattern pattern = { 0 };
    if (!memory_grow(&pattern.failures, &pattern.failure_capacity, 1, sizeof(Label))) return fail_memory(c);
    pattern.failures[pattern.failure_count++] = next;
    compile_pattern(c, node, &pattern);
    for (size_t i = 0; i < pattern.count; i++) compile_name(c, pattern.names[i], CONTEXT_STORE);
    if (pattern.failure_count > 1) {
        Label matched = new_label(c);
        jump(c, OP_JUMP, matched);
        place_failures(c, &pattern);
        jump(c, OP_JUMP, next);
        place_label(c, matched);
    }
    pattern_clear(&pattern);
}
