/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may stand where, beyond the grammar: return, yield, break, stars, keywords given twice, __debug__,
 * imports from __future__. Messages and places are those of python3's compiler. */
#include "lang/scoping.h"
#include "value/str.h"
#include <string.h>

static bool is_function_like(const Scope *scope) {
    return scope->kind != SCOPE_MODULE && scope->kind != SCOPE_CLASS;
}

void check_name(Walker *w, Value name, Context context, Place place) {
    if (context == CONTEXT_LOAD || !str_is(name, "__debug__")) return;
    scope_misplaced(w, place, "cannot %s __debug__", context == CONTEXT_DELETE ? "delete" : "assign to");
}

static void raise_repeated(Walker *w, const Keyword *keyword) {
    Buffer text = { 0 };
    str_append_utf8(&text, keyword->name);
    scope_misplaced(w, keyword->place, "keyword argument repeated: %s", buffer_text(&text));
    buffer_clear(&text);
}

void check_keywords(Walker *w, const KeywordList *keywords, Place place) {
    for (size_t i = 0; i < keywords->count; i++) {
        const Keyword *first = &keywords->items[i];
        if (is_absent(first->name)) continue;
        check_name(w, first->name, CONTEXT_STORE, place);
        for (size_t j = i + 1; j < keywords->count; j++) {
            /* Names are interned. */
            if (is_same(first->name, keywords->items[j].name)) raise_repeated(w, &keywords->items[j]);
        }
    }
}

enum { MOST_BEFORE_STAR = 255 };

void check_star_targets(Walker *w, const Node *node) {
    const NodeList *items = &node->sequence.items;
    bool has_star = false;
    for (size_t i = 0; i < items->count; i++) {
        if (items->items[i]->kind != NODE_STARRED) continue;
        if (has_star) {
            scope_misplaced(w, node->place, "multiple starred expressions in assignment");
        } else if (i > MOST_BEFORE_STAR) {
            scope_misplaced(w, node->place, "too many expressions in star-unpacking assignment");
        }
        has_star = true;
    }
}

void check_starred(Walker *w, const Node *node) {
    scope_misplaced(w, node->place,
                    node->context == CONTEXT_STORE ? "starred assignment target must be in a list or tuple"
                                                   : "can't use starred expression here");
}

static void raise_star_exit(Walker *w, Place place) {
    scope_misplaced(w, place, "'break', 'continue' and 'return' cannot appear in an except* block");
}

void check_return(Walker *w, const Node *node) {
    const Node *value = node->return_statement.value;
    if (!is_function_like(w->frame->scope)) scope_misplaced(w, node->place, "'return' outside function");
    bool at_value = value && value->kind == NODE_CONSTANT && value->place.line == node->place.line;
    if (w->frame->stars) raise_star_exit(w, at_value ? value->place : node->place);
}

bool check_yield(Walker *w, const Node *node) {
    Scope *scope = w->frame->scope;
    if (scope->kind == SCOPE_COMPREHENSION) {
        return scope_raise(w, node->place, "'yield' inside %s", comprehension_name(w->frame->node));
    }
    if (!is_function_like(scope)) scope_misplaced(w, node->place, "'yield' outside function");
    if (node->kind == NODE_YIELD_FROM && scope->is_async)
        scope_misplaced(w, node->place, "'yield from' inside async function");
    scope->is_generator = true;
    return true;
}

void check_await(Walker *w, const Node *node) {
    Scope *scope = w->frame->scope;
    scope->awaits = true;
    if (!is_function_like(scope))
        scope_misplaced(w, node->place, "'await' outside function");
    else if (!scope->is_async && scope->kind != SCOPE_COMPREHENSION)
        scope_misplaced(w, node->place, "'await' outside async function");
}

void check_async(Walker *w, const Node *node, const char *what) {
    if (!w->frame->scope->is_async)
        scope_misplaced(w, node->place, "'async %s' outside async function", what);
}

void check_comprehension(Walker *w, const Node *node) {
    Scope *around = w->frame->scope;
    around->awaits = true;
    if (around->is_async || around->kind == SCOPE_COMPREHENSION) return;
    scope_misplaced(w, node->place, "asynchronous comprehension outside of an asynchronous function");
}

void check_async_generator(Walker *w, const Scope *scope) {
    const Node *returned = w->frame->returned;
    if (returned && scope->is_async && scope->is_generator)
        scope_misplaced(w, returned->place, "'return' with value in async generator");
}

void check_loop_exit(Walker *w, const Node *node) {
    if (w->frame->stars > w->frame->loop_stars) raise_star_exit(w, node->place);
    if (w->frame->loops > 0) return;
    bool is_break = node->kind == NODE_BREAK;
    scope_misplaced(w, node->place, is_break ? "'break' outside loop" : "'continue' not properly in loop");
}

void check_block(Walker *w, Place place) {
    if (w->frame->blocks >= BLOCK_LIMIT) scope_misplaced(w, place, "too many statically nested blocks");
}

void check_handlers(Walker *w, const Node *node) {
    const ExceptHandlerList *handlers = &node->try_statement.handlers;
    for (size_t i = 0; i + 1 < handlers->count; i++) {
        if (!handlers->items[i].type)
            scope_misplaced(w, handlers->items[i].place, "default 'except:' must be last");
    }
}

static bool is_future(const Node *node) {
    return node->kind == NODE_IMPORT_FROM && !is_absent(node->import_from.module) &&
           str_is(node->import_from.module, "__future__");
}

static bool is_docstring(const Node *node) {
    if (node->kind != NODE_EXPR) return false;
    const Node *value = node->expression_statement.value;
    return value->kind == NODE_CONSTANT && !value->constant.is_ellipsis && is_str(value->constant.value);
}

static Place without_end(const Node *node, int column) {
    return (Place){ node->place.line, column, node->place.line, NO_END };
}

/* Features that change nothing any more, but for the last one. */
static bool check_features(Walker *w, const Node *node) {
    static const char *const features[] = { "nested_scopes",    "generators",     "division",
                                            "absolute_import",  "with_statement", "print_function",
                                            "unicode_literals", "barry_as_FLUFL", "generator_stop",
                                            "annotations" };
    enum { FEATURES = sizeof(features) / sizeof(features[0]), MISSING_FROM = 7 /* barry_as_FLUFL */ };
    for (size_t i = 0; i < node->import_from.names.count; i++) {
        const Alias *alias = &node->import_from.names.items[i];
        if (str_is(alias->name, "braces"))
            return scope_raise(w, without_end(node, node->place.column), "not a chance");
        size_t feature = 0;
        while (feature < FEATURES && !str_is(alias->name, features[feature])) feature++;
        Buffer name = { 0 };
        str_append_utf8(&name, alias->name);
        bool is_known = feature < FEATURES;
        w->ast->annotations_are_text |= feature == FEATURES - 1;
        if (feature == MISSING_FROM) {
            scope_raise(w, alias->place, "from __future__ import %s is not in causette's notation",
                        buffer_text(&name));
        } else if (!is_known) {
            scope_raise(w, without_end(node, node->place.column), "future feature %s is not defined",
                        buffer_text(&name));
        }
        buffer_clear(&name);
        if (w->failed) return false;
    }
    return true;
}

static const char late_future[] = "from __future__ imports must occur at the beginning of the file";

bool check_future(Walker *w, const NodeList *body) {
    bool may_follow = true;
    for (size_t i = 0; i < body->count; i++) {
        const Node *node = body->items[i];
        bool same_line = i > 0 && node->place.line == body->items[i - 1]->place.line;
        if (!may_follow && !same_line) return true;
        if (is_future(node)) {
            if (!may_follow) return scope_raise(w, without_end(node, node->place.column - 1), late_future);
            if (!check_features(w, node)) return false;
            w->last_future = node->place.line;
        } else if (i > 0 || !is_docstring(node)) {
            may_follow = false;
        }
    }
    return true;
}

void check_late_future(Walker *w, const Node *node) {
    if (is_future(node) && node->place.line > w->last_future) scope_misplaced(w, node->place, late_future);
}
