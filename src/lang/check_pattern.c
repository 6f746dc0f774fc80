/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What patterns may not be, beyond the grammar: always matching before others, binding a name twice, binding
 * different names in alternatives. Messages and places are those of python3's compiler, which says of a name
 * bound where the pattern stands that it looked at last. */
#include "base/memory.h"
#include "lang/scoping.h"
#include "value/str.h"

typedef struct {
    Walker *w;
    Value *names; /* bound so far; borrowed, interned */
    size_t count, capacity;
    Place last; /* of the pattern looked at */
} Captures;

static void check_pattern(Captures *captures, const Node *node, bool may_match_all);

static bool has(const Captures *captures, Value name) {
    for (size_t i = 0; i < captures->count; i++) {
        if (is_same(captures->names[i], name)) return true;
    }
    return false;
}

static void misplaced_name(const Captures *captures, Place place, const char *before, Value name,
                           const char *behind) {
    Buffer text = { 0 };
    str_append_repr(&text, name);
    scope_misplaced(captures->w, place, "%s%s%s", before, buffer_text(&text), behind);
    buffer_clear(&text);
}

static void add_name(Captures *captures, Value name) {
    if (has(captures, name))
        misplaced_name(captures, captures->last, "multiple assignments to name ", name, " in pattern");
    else if (memory_grow(&captures->names, &captures->capacity, captures->count + 1, sizeof(Value)))
        captures->names[captures->count++] = name;
    else
        scope_no_memory(captures->w);
}

static void check_capture(Captures *captures, Value name) {
    if (is_absent(name)) return;
    check_name(captures->w, name, CONTEXT_STORE, captures->last);
    add_name(captures, name);
}

static void check_as(Captures *captures, const Node *node, bool may_match_all) {
    Value name = node->match_as.name;
    if (node->match_as.pattern) {
        check_pattern(captures, node->match_as.pattern, may_match_all);
    } else if (!may_match_all && is_absent(name)) {
        scope_misplaced(captures->w, node->place, "wildcard makes remaining patterns unreachable");
    } else if (!may_match_all) {
        misplaced_name(captures, node->place, "name capture ", name, " makes remaining patterns unreachable");
    }
    check_capture(captures, name);
}

static void check_parts(Captures *captures, const NodeList *parts) {
    for (size_t i = 0; i < parts->count; i++) check_pattern(captures, parts->items[i], true);
}

/* Keys that are computed, as -1 is, the compiler compares. */
static void check_key(const Captures *captures, const Node *node, size_t i) {
    const NodeList *keys = &node->match_mapping.keys;
    const Node *key = keys->items[i];
    if (key->kind == NODE_JOINED_STR) {
        scope_misplaced(captures->w, node->place,
                        "mapping pattern keys may only match literals and attribute lookups");
    }
    for (size_t j = 0; j < i && key->kind == NODE_CONSTANT; j++) {
        const Node *other = keys->items[j];
        if (other->kind != NODE_CONSTANT) continue;
        if (value_equal(other->constant.value, key->constant.value, 0) != YES) continue;
        Buffer text = { 0 };
        value_repr(&text, key->constant.value, 0);
        scope_misplaced(captures->w, node->place, "mapping pattern checks duplicate key (%s)",
                        buffer_text(&text));
        buffer_clear(&text);
    }
}

enum { MOST_BEFORE_STAR = 255 };

static void check_sequence(Captures *captures, const Node *node) {
    const NodeList *parts = &node->sequence.items;
    bool has_star = false;
    for (size_t i = 0; i < parts->count; i++) {
        if (parts->items[i]->kind != NODE_MATCH_STAR) continue;
        if (has_star)
            scope_misplaced(captures->w, node->place, "multiple starred names in sequence pattern");
        else if (i > MOST_BEFORE_STAR && !is_absent(parts->items[i]->match_as.name))
            scope_misplaced(captures->w, node->place,
                            "too many expressions in star-unpacking sequence pattern");
        has_star = true;
    }
    check_parts(captures, parts);
}

static void check_class(Captures *captures, const Node *node) {
    const NodeList *parts = &node->match_class.patterns;
    const NameList *names = &node->match_class.names;
    size_t first = parts->count - names->count; /* of those with a name */
    for (size_t i = 0; i < names->count; i++) {
        check_name(captures->w, names->items[i], CONTEXT_STORE, parts->items[first + i]->place);
        for (size_t j = i + 1; j < names->count; j++) {
            if (!is_same(names->items[i], names->items[j])) continue;
            Buffer text = { 0 };
            str_append_utf8(&text, names->items[i]);
            scope_misplaced(captures->w, parts->items[first + j]->place,
                            "attribute name repeated in class pattern: %s", buffer_text(&text));
            buffer_clear(&text);
        }
    }
    check_parts(captures, parts);
}

static bool same_names(const Captures *a, const Captures *b) {
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++) same = has(b, a->names[i]);
    return same;
}

static void check_or(Captures *captures, const Node *node, bool may_match_all) {
    const NodeList *alternatives = &node->sequence.items;
    Captures first = { .w = captures->w };
    for (size_t i = 0; i < alternatives->count; i++) {
        bool is_last = i + 1 == alternatives->count;
        Captures inner = { .w = captures->w };
        check_pattern(&inner, alternatives->items[i], is_last && may_match_all);
        captures->last = inner.last;
        if (i == 0) {
            first = inner;
            continue;
        }
        if (!same_names(&first, &inner))
            scope_misplaced(captures->w, inner.last, "alternative patterns bind different names");
        memory_free(inner.names);
    }
    for (size_t i = 0; i < first.count; i++) add_name(captures, first.names[i]);
    memory_free(first.names);
}

static void check_pattern(Captures *captures, const Node *node, bool may_match_all) {
    captures->last = node->place;
    switch (node->kind) {
    case NODE_MATCH_VALUE:
        if (node->match_value.value->kind == NODE_JOINED_STR)
            scope_misplaced(captures->w, node->place,
                            "patterns may only match literals and attribute lookups");
        break;
    case NODE_MATCH_SEQUENCE: check_sequence(captures, node); break;
    case NODE_MATCH_MAPPING:
        for (size_t i = 0; i < node->match_mapping.keys.count; i++) check_key(captures, node, i);
        check_parts(captures, &node->match_mapping.patterns);
        check_capture(captures, node->match_mapping.rest);
        break;
    case NODE_MATCH_CLASS: check_class(captures, node); break;
    case NODE_MATCH_STAR: check_capture(captures, node->match_as.name); break;
    case NODE_MATCH_AS: check_as(captures, node, may_match_all); break;
    case NODE_MATCH_OR: check_or(captures, node, may_match_all); break;
    default: break;
    }
}

void check_case(Walker *w, const Node *pattern, bool may_match_all) {
    Captures captures = { .w = w };
    check_pattern(&captures, pattern, may_match_all);
    memory_free(captures.names);
}
