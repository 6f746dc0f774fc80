/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weak references: objects that name another one without keeping it.
 *
 * An object knows nothing of who refers to it weakly. A table of the process leads from its address to the
 * first of its references, and only types with TYPE_WEAK are looked up in it, when they end and any reference
 * is there at all. At the end of an object its references forget it, and those with a callback are queued
 * like finalizers: the loop calls them at its next instruction boundary.
 * See https://docs.python.org/3.11/library/weakref.html */
#pragma once
#include "value/object.h"

typedef struct Weak Weak;
struct Weak {
    Container head;
    Object *target; /* borrowed; NULL: it has ended */
    Weak *next, *previous;
    Value callback; /* ABSENT: none */
    int64_t hash;   /* of the target, when has_hash */
    bool has_hash;
    bool is_due; /* the target has ended, and the callback waits to be called */
};

extern const Type weakref_type, weak_proxy_type, weak_callable_proxy_type;
extern size_t weak_count; /* references to what lives */

static inline Weak *weak_of(Value value) { return (Weak *)object_of(value); }
static inline bool is_weak_proxy(Value value) {
    return is_object(value) && object_type(value)->flags & TYPE_PROXY;
}

/* Whether it may be referred to. */
static inline bool may_be_weak(Value value) {
    return is_object(value) && object_type(value)->flags & TYPE_WEAK;
}

/* A reference of this type (or a class derived from weakref_type). Those of the plain types without a
 * callback are shared. Owned. */
Value weak_new(const Type *type, Value target, Value callback);
Value weak_peek_target(Value weak); /* borrowed; ABSENT: it has ended */
Weak *weak_first(Value target);     /* the newest of its references come first; NULL: none */

/* The object is at its end: its references forget it. garbage: the collector has found it so, and callbacks
 * of references that are garbage too are not called. */
void weak_target_ends(Object *object, bool garbage);
/* A reference whose end is put off: it refers to nothing from now on. */
void weak_leave(Object *reference);
