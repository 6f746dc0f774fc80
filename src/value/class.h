/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A class as a program sees it, built-in or its own.
 *
 * Attribute lookup goes along mro. Special methods are looked up on the class alone, never on the instance;
 * class_special caches what the walk found, and any change to any class's dict starts a new epoch of caches.
 * See https://docs.python.org/3.11/reference/datamodel.html#special-method-lookup */
#pragma once
#include "value/dict.h"
#include "value/object.h"

/* The special methods that the machine asks for, one row each. */
#define SPECIALS(X)                                                                                                  \
    X(new) X(init) X(del) X(repr) X(str) X(bytes) X(format) X(lt) X(le) X(eq) X(ne) X(gt) X(ge) X(hash) X(bool)      \
    X(getattr) X(getattribute) X(setattr) X(delattr) X(dir) X(get) X(set) X(delete) X(set_name) X(init_subclass)     \
    X(call) X(len) X(length_hint) X(getitem) X(setitem) X(delitem) X(missing) X(iter) X(next) X(reversed)            \
    X(contains) X(add) X(sub) X(mul) X(matmul) X(truediv) X(floordiv) X(mod) X(divmod) X(pow) X(lshift) X(rshift)    \
    X(and) X(xor) X(or) X(radd) X(rsub) X(rmul) X(rmatmul) X(rtruediv) X(rfloordiv) X(rmod) X(rdivmod) X(rpow)       \
    X(rlshift) X(rrshift) X(rand) X(rxor) X(ror) X(iadd) X(isub) X(imul) X(imatmul) X(itruediv) X(ifloordiv)         \
    X(imod) X(ipow) X(ilshift) X(irshift) X(iand) X(ixor) X(ior) X(neg) X(pos) X(abs) X(invert) X(complex) X(int)    \
    X(float) X(index) X(round) X(trunc) X(floor) X(ceil) X(enter) X(exit) X(class_getitem) X(instancecheck)          \
    X(subclasscheck) X(fspath)

typedef enum {
#define SPECIAL_ID(name) SPECIAL_##name,
    SPECIALS(SPECIAL_ID)
#undef SPECIAL_ID
        SPECIAL_COUNT
} Special;

extern const char *const special_names[SPECIAL_COUNT]; /* "__init__" ... */

typedef struct Class Class;
struct Class {
    Container head;
    Type type;          /* of its instances when it is a program's class (TYPE_HEAP); else a copy of the native Type */
    const Type *native; /* the native layout: for a built-in class its own Type */
    Value name, qualname, module; /* str; module may be ABSENT */
    Value bases;                  /* tuple of classes, owned */
    Class *base;                  /* bases[0], borrowed; NULL for object */
    size_t mro_count;
    Class **mro; /* itself first; owned references but to itself */
    Dict *dict;  /* owned */
    Value make;  /* the Builtin that makes instances (ClassSpec.make), inherited; ABSENT: it cannot be made by a call */
    bool is_native;
    bool has_hooks; /* the program's own special methods decide comparisons, printing or truth */
    uint64_t specials_epoch;
    Value specials[SPECIAL_COUNT]; /* borrowed; valid while specials_epoch is the current epoch */
};

extern const Type class_type;
extern const Type instance_type; /* the native layout of a program's own classes: a Container and its attributes */

typedef struct {
    Container head;
    Value attributes; /* a Dict, or ABSENT until the first is set */
} Instance;

/* A built-in class over `native`; base may be NULL for object. Its dict is empty; the machine fills it. */
Class *class_new_native(const Type *native, Class *base, const char *module);
/* A program's class. bases: a tuple of classes, checked by the caller, one at least. NULL: no consistent mro. */
Class *class_new(Value name, Value bases, Dict *dict);
Value instance_new(Class *class); /* owned; of a class whose native layout is instance_type */

Value class_find(Class *class, Value name);                 /* along mro; borrowed; ABSENT when there is none */
Value class_peek_special(Class *class, Special special);    /* borrowed; ABSENT when there is none */
bool class_is_subclass(const Class *class, const Class *of);
void class_changed(Class *class); /* after any change of its dict: new epoch, has_hooks recomputed */
static inline Class *class_of_heap_type(const Type *type) { return CONTAINER_OF(type, Class, type); }
