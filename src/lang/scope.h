/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose variable a name is. Each module, class, function, lambda and comprehension has a Scope, at its
 * node's `scope`, in the tree's arena.
 * See https://docs.python.org/3.11/reference/executionmodel.html#resolution-of-names
 *
 * A name of a function is a parameter or local, a cell when an inner scope takes it too, free when it is
 * taken from a scope around, or global. Names of a module and of a class live in a dict; there a name that
 * is assigned counts as NAME_LOCAL, and one that is only read is global (or free, in a class in a
 * function). */
#pragma once
#include "lang/ast.h"
#include "lang/source.h"

typedef enum { SCOPE_MODULE, SCOPE_CLASS, SCOPE_FUNCTION, SCOPE_LAMBDA, SCOPE_COMPREHENSION } ScopeKind;

typedef enum {
    NAME_LOCAL,
    NAME_CELL,            /* a local that an inner scope captures */
    NAME_FREE,            /* the cell of a function around */
    NAME_GLOBAL_IMPLICIT, /* looked up in the module, then in builtins */
    NAME_GLOBAL_EXPLICIT, /* by a `global` statement */
} NameKind;

typedef struct {
    Value name; /* interned, mangled; borrowed from the tree */
    NameKind kind;
    bool is_parameter;
    bool is_assigned;  /* bound here in any way: assigned, imported, defined, deleted, a loop's target */
    bool is_stored;    /* as is_assigned, but for imports: a `global` may still follow those */
    bool is_used;      /* read here */
    bool is_annotated; /* `x: int` here */
    bool is_global;    /* declared so here */
    bool is_nonlocal;  /* declared so here */
    bool is_iterated;  /* target of a comprehension's for */
    /* in a class: not this class's own, but a cell of a function around that inner functions take, so the
     * class's code must pass it on */
    bool is_class_free;
    Place declared; /* where global or nonlocal says so */
} ScopeName;

struct Scope {
    ScopeKind kind;
    Node *node;
    Scope *parent;
    Scope *children, *last_child; /* inner scopes in the order of the text, */
    Scope *next;                  /* linked by next */
    Value name;                   /* of the class or function, as written; else ABSENT */
    ScopeName *names; /* parameters first (positional, keyword-only, *args, **kwargs), then as they appear */
    size_t count, capacity;
    uint32_t *index;        /* of scope_find */
    size_t parameter_count; /* a comprehension has one, named ".0": the iterator it is given */
    bool is_generator;      /* has yield, or is a generator expression */
    bool is_async;          /* an async def */
    bool awaits;            /* an async def; a comprehension that awaits, or walks over something async */
    bool returns_value;     /* has `return x` */
    bool is_nested;         /* inside a function, at any depth */
    bool has_free;          /* some name is NAME_FREE or is_class_free: the code needs a closure */
    bool needs_class_cell;  /* a class whose methods use __class__ or super(): has the cell __class__ */
    int line;
};

/* Fills in all scopes, mangles private names, and checks what the grammar alone cannot: scopes, and the place
 * of return, yield, break, continue, starred and the like. False: *problem says why. No tree that passes is
 * deeper than AST_DEPTH, so a walk over it may recurse. What python3 warns of (`x is 1`, `"a"()`, `assert (x,
 * y)`) is added to the problem's warnings. */
bool scope_analyse(Ast *ast, Source *source, SyntaxProblem *problem);

enum { AST_DEPTH = 3000 };

/* by identity: the name must be of the tree; NULL: not there */
ScopeName *scope_find(Scope *scope, Value name);
