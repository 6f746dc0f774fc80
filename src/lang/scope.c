/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scopes and their names: adding, finding, mangling, declaring. */
#include "lang/scoping.h"
#include "value/str.h"
#include <string.h>

/* Places of these errors count bytes: python3 takes the tree's columns as they are. */
static void set_problem(Walker *w, SyntaxProblem *problem, Place place, const char *format,
                        va_list arguments) {
    if (problem->kind != PROBLEM_NONE) return;
    problem->kind = PROBLEM_SYNTAX;
    problem->has_place = true;
    problem->line = place.line;
    problem->offset = place.column + 1;
    problem->end_line = place.end_line;
    problem->end_offset = place.end_column == NO_END ? NO_END : place.end_column + 1;
    buffer_append_format_list(&problem->message, format, arguments);
    size_t count;
    const char *line =
        w->source->kind == SOURCE_FILE ? source_peek_line(w->source, place.line, &count) : NULL;
    if (!line) return;
    problem->has_text = true;
    buffer_append(&problem->text, line, count);
    buffer_append_byte(&problem->text, '\n');
}

void scope_warn(Walker *w, Place place, const char *format, ...) {
    if (w->placement.kind != PROBLEM_NONE) return; /* python3 has stopped there */
    SyntaxProblem about = { 0 };
    va_list arguments;
    va_start(arguments, format);
    set_problem(w, &about, place, format, arguments);
    va_end(arguments);
    source_warn_take(w->source, w->problem, WARN_SYNTAX, &about);
}

bool scope_raise(Walker *w, Place place, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    set_problem(w, w->problem, place, format, arguments);
    va_end(arguments);
    w->failed = true;
    return false;
}

void scope_misplaced(Walker *w, Place place, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    set_problem(w, &w->placement, place, format, arguments);
    va_end(arguments);
}

static bool raise_about(Walker *w, Place place, const char *format, Value name) {
    Buffer text = { 0 };
    str_append_utf8(&text, name);
    /* All formats that come here name one variable. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    scope_raise(w, place, format, buffer_text(&text));
#pragma GCC diagnostic pop
    buffer_clear(&text);
    return false;
}

void scope_no_memory(Walker *w) {
    w->problem->kind = PROBLEM_MEMORY;
    w->failed = true;
}

Value scope_keep_take(Walker *w, Value text) {
    if (is_absent(text)) return scope_no_memory(w), ABSENT;
    Value interned = str_intern(text);
    release(text);
    return ast_keep_take(w->ast, interned);
}

Value scope_name(Walker *w, const char *name) { return scope_keep_take(w, str_new(name)); }

/* __x in class C is _C__x. See https://docs.python.org/3.11/reference/expressions.html#atom-identifiers */
Value scope_mangle(Walker *w, Value name) {
    const Str *str = str_of(name);
    size_t count = str->count;
    if (is_absent(w->class_name) || count < 3 || str_peek_at(str, 0) != '_' || str_peek_at(str, 1) != '_')
        return name;
    if (str_peek_at(str, count - 1) == '_' && str_peek_at(str, count - 2) == '_') return name;
    for (size_t i = 0; i < count; i++) {
        if (str_peek_at(str, i) == '.') return name;
    }
    Buffer scratch = { 0 }, text = { 0 };
    size_t length;
    const char *class_name = str_peek_utf8(w->class_name, &scratch, &length);
    size_t skipped = strspn(class_name, "_");
    Value mangled = name;
    if (skipped < length) {
        buffer_append_byte(&text, '_');
        buffer_append(&text, class_name + skipped, length - skipped);
        str_append_utf8(&text, name);
        mangled = scope_name(w, buffer_text(&text));
    }
    buffer_clear(&scratch);
    buffer_clear(&text);
    return mangled;
}

static size_t hash_name(Value name, size_t mask) {
    return (size_t)((name.word >> 4) * 0x9e3779b97f4a7c15u >> 32) & mask;
}

enum { LINEAR_SEARCH = 8 };

/* The index holds positions + 1 in a table of twice the capacity. */
static void index_name(Scope *scope, size_t position) {
    size_t mask = scope->capacity * 2 - 1;
    size_t slot = hash_name(scope->names[position].name, mask);
    while (scope->index[slot]) slot = (slot + 1) & mask;
    scope->index[slot] = (uint32_t)position + 1;
}

ScopeName *scope_find(Scope *scope, Value name) {
    if (scope->count <= LINEAR_SEARCH) {
        for (size_t i = 0; i < scope->count; i++) {
            if (is_same(scope->names[i].name, name)) return &scope->names[i];
        }
        return NULL;
    }
    size_t mask = scope->capacity * 2 - 1;
    for (size_t slot = hash_name(name, mask); scope->index[slot]; slot = (slot + 1) & mask) {
        ScopeName *found = &scope->names[scope->index[slot] - 1];
        if (is_same(found->name, name)) return found;
    }
    return NULL;
}

static void grow(Walker *w, Scope *scope) {
    size_t capacity = scope->capacity ? scope->capacity * 2 : LINEAR_SEARCH;
    ScopeName *names = ast_allocate(w->ast, capacity * sizeof(ScopeName));
    if (scope->count) memcpy(names, scope->names, scope->count * sizeof(ScopeName));
    scope->names = names;
    scope->capacity = capacity;
    if (capacity == LINEAR_SEARCH) return;
    scope->index = ast_allocate(w->ast, capacity * 2 * sizeof(uint32_t));
    for (size_t i = 0; i < scope->count; i++) index_name(scope, i);
}

ScopeName *scope_add(Walker *w, Scope *scope, Value name) {
    ScopeName *found = scope_find(scope, name);
    if (found) return found;
    if (scope->count == scope->capacity) grow(w, scope);
    ScopeName *added = &scope->names[scope->count++];
    *added = (ScopeName){ .name = name };
    if (scope->index) index_name(scope, scope->count - 1);
    return added;
}

void scope_use(Walker *w, Value name) {
    Scope *scope = w->frame->scope;
    scope_add(w, scope, name)->is_used = true;
    /* super() without arguments looks for the class it stands in. */
    if (scope->kind != SCOPE_MODULE && scope->kind != SCOPE_CLASS && str_is(name, "super")) {
        scope_add(w, scope, scope_name(w, "__class__"))->is_used = true;
    }
}

static bool bind(Walker *w, ScopeName *found, Place place) {
    if (w->frame->in_target) {
        if (found->is_global || found->is_nonlocal) {
            return raise_about(w, place,
                               "comprehension inner loop cannot rebind assignment expression target '%s'",
                               found->name);
        }
        found->is_iterated = true;
    }
    found->is_assigned = true;
    return true;
}

bool scope_import(Walker *w, Value name, Place place) {
    return bind(w, scope_add(w, w->frame->scope, name), place);
}

bool scope_bind(Walker *w, Value name, Place place) {
    ScopeName *found = scope_add(w, w->frame->scope, name);
    found->is_stored = true;
    return bind(w, found, place);
}

bool scope_add_parameter(Walker *w, const Parameter *parameter) {
    Scope *scope = w->frame->scope;
    ScopeName *found = scope_add(w, scope, scope_mangle(w, parameter->name));
    if (found->is_parameter) {
        return raise_about(w, parameter->place, "duplicate argument '%s' in function definition",
                           parameter->name);
    }
    found->is_parameter = found->is_assigned = true;
    scope->parameter_count++;
    return true;
}

static const char *declaration_mistake(const ScopeName *name, bool is_global) {
    if (name->is_parameter)
        return is_global ? "name '%s' is parameter and global" : "name '%s' is parameter and nonlocal";
    if (name->is_used) {
        return is_global ? "name '%s' is used prior to global declaration"
                         : "name '%s' is used prior to nonlocal declaration";
    }
    if (name->is_annotated)
        return is_global ? "annotated name '%s' can't be global" : "annotated name '%s' can't be nonlocal";
    if (name->is_stored) {
        return is_global ? "name '%s' is assigned to before global declaration"
                         : "name '%s' is assigned to before nonlocal declaration";
    }
    return NULL;
}

bool scope_declare(Walker *w, Node *node) {
    bool is_global = node->kind == NODE_GLOBAL;
    for (size_t i = 0; i < node->names.names.count; i++) {
        Value written = node->names.names.items[i], name = scope_mangle(w, written);
        ScopeName *found = scope_add(w, w->frame->scope, name);
        node->names.names.items[i] = name;
        const char *mistake = declaration_mistake(found, is_global);
        if (mistake) return raise_about(w, node->place, mistake, written);
        /* Declared both ways: the first place is the one that is shown. */
        if (!found->is_global && !found->is_nonlocal) found->declared = node->place;
        found->is_global |= is_global;
        found->is_nonlocal |= !is_global;
    }
    return true;
}

bool scope_bind_named(Walker *w, Node *target) {
    Value name = scope_mangle(w, target->name.id);
    Scope *here = w->frame->scope;
    for (ScopeFrame *frame = w->frame; frame; frame = frame->outer) {
        Scope *scope = frame->scope;
        ScopeName *there = scope_find(scope, name);
        if (scope->kind == SCOPE_COMPREHENSION) {
            if (!there || !there->is_iterated) continue;
            return raise_about(w, target->place,
                               "assignment expression cannot rebind comprehension iteration variable '%s'",
                               target->name.id);
        }
        if (scope->kind == SCOPE_CLASS) {
            return scope_raise(w, target->place,
                               "assignment expression within a comprehension cannot be used in a class body");
        }
        bool is_global = scope->kind == SCOPE_MODULE || (there && there->is_global);
        ScopeName *mine = scope_add(w, here, name);
        mine->declared = target->place;
        if (is_global) {
            mine->is_global = true;
        } else {
            mine->is_nonlocal = true;
        }
        ScopeName *outer = scope_add(w, scope, name);
        outer->is_assigned = outer->is_stored = true;
        return true;
    }
    return true;
}

bool scope_annotate(Walker *w, Node *node) {
    Node *target = node->annotated.target;
    Value written = target->name.id, name = target->name.id = scope_mangle(w, written);
    ScopeName *found = scope_add(w, w->frame->scope, name);
    bool is_simple = node->annotated.is_simple;
    if (is_simple && w->frame->scope->kind != SCOPE_MODULE && (found->is_global || found->is_nonlocal)) {
        return raise_about(w, node->place,
                           found->is_global ? "annotated name '%s' can't be global"
                                            : "annotated name '%s' can't be nonlocal",
                           written);
    }
    if (is_simple) found->is_annotated = true;
    if (is_simple || node->annotated.value) found->is_assigned = found->is_stored = true;
    return true;
}

const char *comprehension_name(const Node *node) {
    switch (node->kind) {
    case NODE_LIST_COMP: return "list comprehension";
    case NODE_SET_COMP: return "set comprehension";
    case NODE_DICT_COMP: return "dict comprehension";
    default: return "generator expression";
    }
}

static bool is_function_like(const Scope *scope) {
    return scope->kind != SCOPE_MODULE && scope->kind != SCOPE_CLASS;
}

void scope_push(Walker *w, ScopeFrame *frame, ScopeKind kind, Node *node, Value name) {
    Scope *scope = ast_allocate(w->ast, sizeof(Scope));
    Scope *parent = w->frame ? w->frame->scope : NULL;
    scope->kind = kind;
    scope->node = node;
    scope->parent = parent;
    scope->name = name;
    scope->line = node->place.line;
    scope->is_nested = parent && (parent->is_nested || is_function_like(parent));
    if (parent) {
        /* At the end of the parent's list, whose head keeps the last in hand. */
        if (parent->last_child) {
            parent->last_child->next = scope;
        } else {
            parent->children = scope;
        }
        parent->last_child = scope;
    }
    *frame = (ScopeFrame){ .outer = w->frame, .scope = scope, .node = node };
    if (w->frame) frame->in_iterable = w->frame->in_iterable;
    w->frame = frame;
}

void scope_pop(Walker *w) { w->frame = w->frame->outer; }

bool scope_analyse(Ast *ast, Source *source, SyntaxProblem *problem) {
    Walker w = { .ast = ast, .source = source, .problem = problem, .class_name = ABSENT };
    ScopeFrame frame;
    size_t of_parser = problem->warning_count;
    scope_push(&w, &frame, SCOPE_MODULE, ast->root, ABSENT);
    ast->scope = frame.scope;
    bool is_right = scope_walk(&w, ast->root) && scope_resolve(&w, ast->scope);
    if (is_right && w.placement.kind != PROBLEM_NONE) {
        problem_move_warnings(problem, &w.placement);
        *problem = w.placement;
        return false;
    }
    problem_clear(&w.placement);
    if (!is_right) problem_truncate_warnings(problem, of_parser);
    return is_right;
}
