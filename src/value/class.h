/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A class as a program sees it, built-in or its own.
 *
 * Attribute lookup goes along mro. Special methods are looked up on the class alone, never on the instance.
 * Each class caches what the walks found, names and special methods apart; a change to any class's dict
 * starts a new epoch, in which all caches fill anew. See
 * https://docs.python.org/3.11/reference/datamodel.html#special-method-lookup */
#pragma once
#include "value/dict.h"
#include "value/object.h"

/* The special methods that the machine asks for, one row each. */
// clang-format off
#define SPECIALS(X)                                                                                          \
    X(new) X(init) X(del) X(repr) X(str) X(bytes) X(format) X(lt) X(le) X(eq) X(ne) X(gt) X(ge) X(hash)      \
    X(bool) X(getattr) X(getattribute) X(setattr) X(delattr) X(dir) X(get) X(set) X(delete) X(set_name)      \
    X(init_subclass) X(call) X(len) X(length_hint) X(getitem) X(setitem) X(delitem) X(missing) X(iter)       \
    X(next) X(reversed) X(contains) X(add) X(sub) X(mul) X(matmul) X(truediv) X(floordiv) X(mod) X(divmod)   \
    X(pow) X(lshift) X(rshift) X(and) X(xor) X(or) X(radd) X(rsub) X(rmul) X(rmatmul) X(rtruediv)            \
    X(rfloordiv) X(rmod) X(rdivmod) X(rpow) X(rlshift) X(rrshift) X(rand) X(rxor) X(ror) X(iadd) X(isub)     \
    X(imul) X(imatmul) X(itruediv) X(ifloordiv) X(imod) X(ipow) X(ilshift) X(irshift) X(iand) X(ixor)        \
    X(ior) X(neg) X(pos) X(abs) X(invert) X(complex) X(int) X(float) X(index) X(round) X(trunc) X(floor)     \
    X(ceil) X(enter) X(exit) X(await) X(aiter) X(anext) X(aenter) X(aexit) X(class_getitem)       \
    X(instancecheck) X(subclasscheck) X(fspath)
// clang-format on

typedef enum {
#define SPECIAL_ID(name) SPECIAL_##name,
    SPECIALS(SPECIAL_ID)
#undef SPECIAL_ID
        SPECIAL_COUNT
} Special;

extern const char *const special_names[SPECIAL_COUNT]; /* "__init__" ... */

/* Process-wide, as dict versions are. A name without underscores leaves the special methods valid. */
typedef struct {
    uint64_t names, specials;
} ClassEpochs;
extern ClassEpochs class_epochs;

enum { CLASS_CACHE_SIZE = 16 };

typedef struct {
    Value name;  /* owned */
    Value found; /* borrowed from the dict that has it, or ABSENT */
} ClassCacheEntry;

/* What the walks along mro found. Most classes of a process are never asked, so this is made at the first
 * question. */
typedef struct {
    Value specials[SPECIAL_COUNT]; /* borrowed; word 0: not looked up yet */
    ClassCacheEntry names[CLASS_CACHE_SIZE];
} ClassCache;

typedef struct Class Class;
struct Class {
    Container head;
    /* of its instances when it is a program's class (TYPE_HEAP); else a copy of the native Type */
    Type type;
    Value name, qualname, module; /* str; module may be ABSENT */
    Value bases;                  /* tuple of classes, owned */
    Class *base;                  /* of the bases the one that gives the layout, borrowed; NULL for object */
    size_t mro_count;
    Class **mro;     /* itself first, unless a metaclass has it otherwise; owned references but to itself */
    Class **parents; /* owned: its bases, also when the collector has emptied the tuple */
    size_t parent_count;
    /* Those that name it among their bases, in the order in which they were made; borrowed. */
    Class **subclasses;
    size_t subclass_count, subclass_capacity;
    Dict *own_dict; /* owned; through class_dict, but for the collector */
    /* What a built-in class has in its dict is put there when it is first looked at, by this; then NULL. */
    void (*fill)(Class *class);
    /* where a built-in class is written (vm/native.h); NULL: an exception or a program's */
    const struct ClassSpec *spec;
    /* the Builtin that makes instances (ClassSpec.make), inherited; ABSENT: it cannot be made by a call */
    Value make;
    int exception_kind; /* of an exception class: its nearest built-in ExceptionKind */
    bool is_native;
    bool is_closed;   /* not native, and a program may not set its attributes: tuples with names */
    bool is_open;     /* native, and a program may set its attributes: a module made it by a call of type in
                         CPython */
    bool is_enum;     /* an enumeration of a built-in module: it can be walked, and is printed as such */
    bool slots_only;  /* __slots__ here and in all it inherits from: instances take no other attributes */
    bool has_weak;    /* instances may be weakly referenced */
    bool is_abstract; /* what __abstractmethods__ says: it makes no instances */
    uint32_t slot_first;   /* of what its own __slots__ adds, among all slots of an instance */
    uint32_t slot_count;   /* what it adds */
    uint32_t slot_total;   /* what instances have */
    uint32_t slots_offset; /* where they are in an instance; 0: behind its attributes */
    Value slot_names;      /* a tuple of str, sorted; ABSENT: it adds none */
    uint8_t hooks;         /* see class_hooks */
    uint8_t pattern_kind;  /* what it adds: a PatternKind (lang/opcodes.h), which subclasses inherit */
    /* the native layout: for a built-in class its own Type; here because it is asked when cache is */
    const Type *native;
    uint64_t specials_epoch, names_epoch; /* of the cache; 0: there is none yet */
    ClassCache *cache;
};

extern const Type class_type;
/* the native layout of a program's own classes: a Container and its attributes */
extern const Type instance_type;

typedef struct {
    Container head;
    Value attributes; /* a Dict, or ABSENT until the first is set */
    bool finalized;   /* __del__ has been queued */
} Instance;

/* A built-in class over `native`; base may be NULL for object. Its dict is empty; the machine fills it. */
Class *class_new_native(const Type *native, Class *base, const char *module);
/* A built-in class whose instances tell it apart from others of the same layout: exceptions. */
Class *class_new_native_heap(const char *name, const Type *native, Class *base, const char *module);
/* A program's class. bases: a tuple of classes, checked by the caller, one at least. NULL: no
 * consistent mro. */
/* The base whose layout has most in it, which instances of a class with these bases have; NULL: theirs cannot
 * be joined. */
Class *class_best_base(Value bases);
/* as errors and annotations name it: with its module, but for builtins */
void class_append_name(Buffer *out, const Class *class);
Class *class_new(Value name, Value bases, Dict *dict);
/* The same in the two steps that a metaclass with a say needs: a class without an order, then its order.
 * metaclass NULL: type. slots: a sorted tuple of the str that instances have room for, or ABSENT. */
Class *class_new_bare(Class *metaclass, Value name, Value bases, Value slots, Dict *dict);
/* By the usual rule; false: there is no consistent order, and it keeps the one it has. */
bool class_linearise(Class *class);
/* That order alone: an array to be freed, of borrowed classes; NULL: there is none. */
Class **class_usual_order(Class *class, size_t *mro_count);
/* A tuple of classes. */
void class_set_mro(Class *class, Value order);
Value class_mro(const Class *class); /* a tuple; ABSENT: no memory */
/* Other bases of the same layout, for it and in the orders of its subclasses; false: some have no consistent
 * order then, and nothing has changed. */
bool class_set_bases(Class *class, Value bases);
void class_join_bases(Class *class); /* it stands among the subclasses of its bases */
void class_leave_bases(Class *class);
/* Whether instances of one could be the other's. */
bool class_same_layout(const Class *a, const Class *b);
void class_change(Object *object, Class *class); /* to one of the same layout */
/* The place of a slot of an instance; word 0: empty. */
Value *class_slot(Object *instance, uint32_t index);
void class_derive_type(Class *class);          /* sets class->type up for instances of class->native */
void class_set_name(Class *class, Value name); /* as assigning __name__ does */
bool instance_is_finalized(Object *object);    /* its __del__ has been queued, or is done */
Value instance_new(Class *class);              /* owned; of a class whose native layout is instance_type */

/* Instances of a subclass of str, bytes or tuple: a copy of a plain one, with room for attributes behind its
 * items. */
Value class_copy_trailing(const Type *type, Value plain);

/* Where an object's attributes are: a Dict, or ABSENT until the first is set. NULL: it can have none. */
#define ATTRIBUTES_BEHIND_ITEMS 1 /* as attributes_offset */
Value *class_slot_behind_items(Object *object);
static inline Value *attributes_slot(Object *object) {
    uint32_t offset = object->type->attributes_offset;
    if (offset > ATTRIBUTES_BEHIND_ITEMS) return (Value *)(void *)((char *)object + offset);
    return offset ? class_slot_behind_items(object) : NULL;
}

static inline Dict *class_dict(const Class *class) {
    if (class->fill) class->fill((Class *)class);
    return class->own_dict;
}

Value class_find_slowly(Class *class, Value name);
Value class_peek_special_slowly(Class *class, Special special);
void class_refresh(Class *class);
bool class_is_subclass(const Class *class, const Class *of);
void class_changed(Class *class); /* after any change of its dict: a new epoch */
/* the same when only this name was set or deleted: costs less */
void class_name_changed(Class *class, Value name);
static inline bool class_is_immutable(const Class *class) {
    return class->is_native ? !class->is_open : class->is_closed;
}
static inline Class *class_of_heap_type(const Type *type) { return CONTAINER_OF(type, Class, type); }

/* Along mro; borrowed until the next change of a class; ABSENT when there is none. */
static inline Value class_find(Class *class, Value name) {
    if (__builtin_expect(class->names_epoch != class_epochs.names, 0)) return class_find_slowly(class, name);
    const ClassCacheEntry *entry = &class->cache->names[(name.word >> 5) % CLASS_CACHE_SIZE];
    return is_same(entry->name, name) ? entry->found : class_find_slowly(class, name);
}

static inline Value class_peek_special(Class *class, Special special) {
    if (class->specials_epoch == class_epochs.specials && class->cache->specials[special].word)
        return class->cache->specials[special];
    return class_peek_special_slowly(class, special);
}

/* What the program's own special methods decide about the instances: HOOKS_EQUAL and its kin (object.h). */
static inline unsigned class_hooks(Class *class) {
    if (class->specials_epoch != class_epochs.specials) class_refresh(class);
    return class->hooks;
}
