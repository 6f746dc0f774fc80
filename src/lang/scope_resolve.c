/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose variable each name is, decided once all scopes know what they do with their names. A name that is
 * not bound in its own scope belongs to the nearest function around that binds it; classes in between do
 * not count, and a `global` in between sends it to the module. */
#include "lang/scoping.h"
#include "value/str.h"

static bool is_function_like(const Scope *scope) {
    return scope->kind != SCOPE_MODULE && scope->kind != SCOPE_CLASS;
}

/* The scope around `scope` whose variable the name is; NULL: the module's, or nobody's. */
static Scope *find_owner(Scope *scope, Value name) {
    for (Scope *around = scope->parent; around; around = around->parent) {
        if (around->kind == SCOPE_CLASS && str_is(name, "__class__")) return around;
        if (!is_function_like(around)) continue;
        ScopeName *there = scope_find(around, name);
        if (!there || there->is_nonlocal) continue;
        if (there->is_global) return NULL;
        if (there->is_assigned) return around;
    }
    return NULL;
}

/* The cell is handed down from its owner through every scope in between. */
static void capture(Walker *w, Scope *scope, Scope *owner, Value name) {
    if (owner->kind == SCOPE_CLASS) {
        owner->needs_class_cell = true;
    } else {
        scope_find(owner, name)->kind = NAME_CELL;
    }
    for (Scope *between = scope; between != owner; between = between->parent) {
        between->has_free = true;
        ScopeName *there = scope_add(w, between, name);
        if (between->kind == SCOPE_CLASS && !there->is_nonlocal && (there->is_assigned || there->is_global)) {
            there->is_class_free = true;
        } else {
            there->kind = NAME_FREE;
        }
    }
}

static bool raise_directive(Walker *w, const ScopeName *name, const char *before, const char *behind) {
    Buffer text = { 0 };
    str_append_utf8(&text, name->name);
    scope_raise(w, name->declared, "%s'%s'%s", before, buffer_text(&text), behind);
    buffer_clear(&text);
    return false;
}

static bool resolve_name(Walker *w, Scope *scope, size_t position) {
    ScopeName *name = &scope->names[position];
    if (name->is_global) {
        if (name->is_nonlocal) return raise_directive(w, name, "name ", " is nonlocal and global");
        name->kind = NAME_GLOBAL_EXPLICIT;
        return true;
    }
    if (name->is_nonlocal && scope->kind == SCOPE_MODULE) {
        return scope_raise(w, name->declared, "nonlocal declaration not allowed at module level");
    }
    if (name->is_assigned && !name->is_nonlocal) {
        name->kind = NAME_LOCAL;
        return true;
    }
    Value text = name->name;
    Scope *owner = find_owner(scope, text);
    if (owner) {
        capture(w, scope, owner, text);
    } else if (name->is_nonlocal) {
        return raise_directive(w, name, "no binding for nonlocal ", " found");
    } else {
        name->kind = NAME_GLOBAL_IMPLICIT;
    }
    return true;
}

bool scope_resolve(Walker *w, Scope *scope) {
    /* Names that inner scopes add later are free, and resolved when they are added. */
    size_t count = scope->count;
    for (size_t i = 0; i < count; i++) {
        if (!resolve_name(w, scope, i)) return false;
    }
    for (Scope *child = scope->children; child; child = child->next) {
        if (!scope_resolve(w, child)) return false;
    }
    return true;
}
