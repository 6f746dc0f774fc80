/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the scope pass share. Only they include it.
 *
 * One walk over the tree makes the scopes, notes what each does with its names and checks what stands
 * where; then scope_resolve decides whose each name is. Errors about scopes come before all others, as in
 * python3, which finds them in a pass of its own: an error of placement waits in `placement` until the
 * scopes are right. */
#pragma once
#include "lang/scope.h"

/* The walk's view of a scope, innermost first. */
typedef struct ScopeFrame {
    struct ScopeFrame *outer;
    Scope *scope;
    const Node *node;      /* of the scope */
    bool in_target;        /* in a comprehension's targets */
    int in_iterable;       /* how many comprehensions' iterables we are in */
    int loops, blocks;     /* of the code we are in: loops around, and loops, trys and withs */
    int stars, loop_stars; /* except* clauses around, and those around the innermost loop too */
    const Node *returned;  /* the first return with a value */
} ScopeFrame;

typedef struct {
    Ast *ast;
    Source *source;
    SyntaxProblem *problem;
    SyntaxProblem placement;
    ScopeFrame *frame;
    Value class_name; /* of the class around, for mangling; ABSENT */
    int last_future;  /* the line of the last import from __future__ that may stand where it is */
    int depth;
    bool failed;
} Walker;

enum { BLOCK_LIMIT = 20 };

/* scope.c */
bool scope_raise(Walker *w, Place place, const char *format, ...) __attribute__((format(printf, 3, 4)));
void scope_warn(Walker *w, Place place, const char *format, ...) __attribute__((format(printf, 3, 4)));
void scope_misplaced(Walker *w, Place place, const char *format, ...) __attribute__((format(printf, 3, 4)));
Value scope_mangle(Walker *w, Value name);     /* borrowed, of the tree */
Value scope_name(Walker *w, const char *name); /* interned, of the tree; ABSENT: no memory, failed */
Value scope_keep_take(Walker *w, Value text);  /* the same of a str */
void scope_no_memory(Walker *w);
ScopeName *scope_add(Walker *w, Scope *scope, Value name); /* finds it, or adds it */
void scope_use(Walker *w, Value name);
bool scope_bind(Walker *w, Value name, Place place); /* assigned; place for what is wrong with that */
bool scope_import(Walker *w, Value name, Place place);
bool scope_add_parameter(Walker *w, const Parameter *parameter);
bool scope_declare(Walker *w, Node *node);      /* GLOBAL, NONLOCAL */
bool scope_bind_named(Walker *w, Node *target); /* in a comprehension, `:=` binds outside it */
bool scope_annotate(Walker *w, Node *node);     /* x: int */
void scope_push(Walker *w, ScopeFrame *frame, ScopeKind kind, Node *node, Value name);
void scope_pop(Walker *w);
const char *comprehension_name(const Node *node);

/* scope_walk.c, scope_resolve.c */
bool scope_walk(Walker *w, Node *node);
bool scope_resolve(Walker *w, Scope *scope);

/* check.c: placement. */
void check_name(Walker *w, Value name, Context context, Place place); /* __debug__ */
void check_keywords(Walker *w, const KeywordList *keywords, Place place);
void check_star_targets(Walker *w, const Node *node); /* LIST, TUPLE */
void check_starred(Walker *w, const Node *node);
void check_return(Walker *w, const Node *node);
bool check_yield(Walker *w, const Node *node);
void check_await(Walker *w, const Node *node);
void check_async(Walker *w, const Node *node, const char *what); /* 'async for', 'async with' */
void check_comprehension(Walker *w, const Node *node);           /* one that awaits */
void check_async_generator(Walker *w, const Scope *scope);       /* at the end of a function */
void check_loop_exit(Walker *w, const Node *node);
void check_block(Walker *w, Place place); /* one block more is entered */
void check_handlers(Walker *w, const Node *node);
/* check_pattern.c: may_match_all: no pattern comes behind it, or a guard may say no. */
void check_case(Walker *w, const Node *pattern, bool may_match_all);
bool check_future(Walker *w, const NodeList *body);
void check_late_future(Walker *w, const Node *node);

/* check_warn.c */
void warn_compare(Walker *w, const Node *node);
void warn_call(Walker *w, const Node *node);
void warn_subscript(Walker *w, const Node *node);
void warn_assert(Walker *w, const Node *node);
