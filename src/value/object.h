/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all objects share: a reference count and a Type, the const table of what C does with them.
 *
 * A Type tells C how to free, visit, print, hash and compare operands of built-in types. What a program sees
 * as a class is a Class (class.h); the machine finds that of a built-in Type (machine_class), a program's own
 * class embeds a copy of its base's Type (TYPE_HEAP), so an object's type word always leads to both.
 *
 * No C function calls back into the machine. Where the program's own __eq__, __hash__, __repr__ ... decides,
 * the functions here answer HOOK, and the machine takes over with a helper written in the notation. They
 * answer HOOK too when values nest deeper than OPERATION_DEPTH: the helper then meets the recursion limit as
 * Python does; and when an operation has been through OPERATION_STEPS containers: a helper takes its parts
 * one by one, and the machine looks around between them. */
#pragma once
#include "base/buffer.h"
#include "base/list.h"
#include "base/memory.h"
#include "value/value.h"

#define OPERATION_DEPTH 64
#define OPERATION_STEPS (1 << 18)

typedef enum { NO, YES, HOOK, UNSUPPORTED } Verdict;

/* The types that the machine itself tells apart, in a switch or on a fast path. All others, the modules'
 * among them, have TYPE_ID_OTHER: they are known by the address of their Type (has_layout), and nothing lists
 * them. */
typedef enum {
    TYPE_ID_OTHER,
    TYPE_ID_OBJECT,
    TYPE_ID_TYPE,
    TYPE_ID_INSTANCE, /* of a program's class without a built-in base */
    TYPE_ID_NONE,
    TYPE_ID_ELLIPSIS,
    TYPE_ID_NOT_IMPLEMENTED,
    TYPE_ID_BOOL,
    TYPE_ID_INT,
    TYPE_ID_FLOAT,
    TYPE_ID_COMPLEX,
    TYPE_ID_STR,
    TYPE_ID_BYTES,
    TYPE_ID_BYTEARRAY,
    TYPE_ID_MEMORYVIEW,
    TYPE_ID_TUPLE,
    TYPE_ID_LIST,
    TYPE_ID_DICT,
    TYPE_ID_DICT_KEYS,
    TYPE_ID_DICT_VALUES,
    TYPE_ID_DICT_ITEMS,
    TYPE_ID_MAPPING_PROXY,
    TYPE_ID_SET,
    TYPE_ID_FROZENSET,
    TYPE_ID_RANGE,
    TYPE_ID_SLICE,
    TYPE_ID_FUNCTION,
    TYPE_ID_BUILTIN,
    TYPE_ID_METHOD,
    TYPE_ID_METHOD_DESCRIPTOR,
    TYPE_ID_GETSET_DESCRIPTOR,
    TYPE_ID_MEMBER_DESCRIPTOR,
    TYPE_ID_PROPERTY,
    TYPE_ID_CLASSMETHOD,
    TYPE_ID_STATICMETHOD,
    TYPE_ID_SUPER,
    TYPE_ID_CODE,
    TYPE_ID_CELL,
    TYPE_ID_MODULE,
    TYPE_ID_EXCEPTION,
    TYPE_ID_TRACEBACK,
    TYPE_ID_GENERATOR,
    TYPE_ID_COROUTINE,
    TYPE_ID_ASYNC_GENERATOR,
    TYPE_ID_UNION,
    TYPE_ID_ALIAS,
    TYPE_ID_COUNT
} TypeId;

enum {
    TYPE_CONTAINER = 1,    /* begins with Container and takes part in cycle collection */
    TYPE_HEAP = 2,         /* embedded in a Class: CONTAINER_OF(type, Class, type) */
    TYPE_SUBCLASSABLE = 4, /* a program may inherit from it */
    /* instances have a dict at attributes_offset (created at first use, ABSENT before) */
    TYPE_ATTRIBUTES = 8,
    TYPE_OWN_LOOKUP = 16, /* attributes are not looked up in the usual order: modules, classes and the like */
    /* takes its content when it is made, so that a program's __init__ does not change it: what has __new__ in
     * CPython */
    TYPE_MADE_WHOLE = 32,
    /* its instances are of the class of its base, which has no other layout: iterators whose `next` is
     * in C */
    TYPE_TWIN = 64,
    /* the machine treats it as others of its id, but its class is its own (or that of its base, of a twin) */
    TYPE_VARIANT = 256,
    TYPE_WEAK = 512,         /* its instances may be weakly referenced: weak.h */
    TYPE_SEQUENCE = 0x10000, /* what a sequence pattern matches, */
    TYPE_MAPPING = 0x20000,  /* and a mapping pattern */
    TYPE_SHADOW = 0x40000,   /* of a program's class over a type that is no container: cycles.h */
    TYPE_PROXY = 128,        /* attributes, __class__ among them, are those of another object: weak.h */
};

typedef void VisitFunction(Value value, void *context);
typedef struct Exposure Exposure; /* bytes.h */

struct Type {
    const char *name; /* as error texts name it; behind its last dot the name of the class */
    TypeId id;        /* TYPE_ID_OTHER unless the machine must know it; a program's class has its base's */
    uint32_t flags;
    uint32_t size; /* bytes of an instance without trailing items */
    /* of a Value in the instance; 0: no attributes; see attributes_slot in class.h */
    uint32_t attributes_offset;
    const Type *base; /* the built-in type it inherits from, of a program's class its layout; NULL: object */

    /* releases what it owns, and itself */
    void (*free)(Object *object);
    void (*visit)(Object *object, VisitFunction *visit, void *context); /* containers: each Value it owns */
    /* containers: drops what may be in a cycle */
    void (*clear)(Object *object);

    /* Behaviour of built-in operands. NULL: identity, the default repr, always true, no length. */
    Verdict (*repr)(Buffer *out, Value self, int depth);
    Verdict (*hash)(Value self, int64_t *hash, int depth); /* NO: unhashable */
    Verdict (*equal)(Value a, Value b, int depth);         /* UNSUPPORTED: these two types are not compared */
    /* How a and b are ordered. YES and *order <, =, > 0; NO: unordered (NaN), every comparison is false;
     * UNSUPPORTED: TypeError. */
    Verdict (*order)(Value a, Value b, int *order, int depth);
    Verdict (*truth)(Value self);
    int64_t (*length)(Value self); /* NULL: TypeError, has no len() */

    /* Iteration in C. iterate gives an owned iterator; next gives an owned item, or ABSENT at the end.
     * A type whose items need the machine has neither and is iterated through natives (vm/native.h). */
    Value (*iterate)(Value self);
    Value (*next)(Value self);
    /* Why next gave ABSENT, when that was not the end: the text of a RuntimeError (a dict changed while it
     * was iterated);
     * "": memory refused; NULL: it was. NULL function: it always is. */
    const char *(*problem)(Value self);

    /* Where its bytes are, of a type that shows them as bytes and bytearray do (bytes.h); NULL: it does not.
     */
    void (*expose)(Object *object, Exposure *exposure);

    /* What str() gives; NULL: what repr() gives. */
    Verdict (*str)(Buffer *out, Value self);

    /* Containers whose end needs the machine: whether it still does (a suspended generator, a __del__ not yet
     * run). The cycle collector then queues it instead of breaking its cycle, once: the answer says that
     * it has been given. NULL: never. */
    bool (*needs_finalizer)(Object *object);
};

/* For a Type whose class has rows that decide instead, which may wait or meet what is the program's: __eq__,
 * __lt__ and its kin, __hash__, __repr__, __str__, __bool__ or __len__. */
static inline Verdict asks_equal(Value a, Value b, int depth) { return (void)a, (void)b, (void)depth, HOOK; }
static inline Verdict asks_order(Value a, Value b, int *order, int depth) {
    return (void)a, (void)b, (void)order, (void)depth, HOOK;
}
static inline Verdict asks_hash(Value self, int64_t *hash, int depth) {
    return (void)self, (void)hash, (void)depth, HOOK;
}
static inline Verdict asks_repr(Buffer *out, Value self, int depth) {
    return (void)out, (void)self, (void)depth, HOOK;
}
static inline Verdict asks_str(Buffer *out, Value self) { return (void)out, (void)self, HOOK; }
static inline Verdict asks_truth(Value self) { return (void)self, HOOK; }

#define OBJECT_INIT(type_pointer) ((Object){ 1, type_pointer })

/* A container is known to the cycle collector from creation (container_new) to its end. */
typedef struct {
    Object object;
    Link cycle_link;
    int64_t cycle_count; /* the collector's working copy of the reference count */
} Container;

/* An object of a program's class (TYPE_HEAP) holds a reference to that Class: these take it,
 * object_release_memory drops it and cycles.c visits it, so the functions of a Type leave it alone. */
void *object_new(const Type *type, size_t size);     /* owned, count 1, the rest zeroed; never NULL */
void *object_try_new(const Type *type, size_t size); /* as object_new; NULL when memory refuses */
void *container_new(const Type *type, size_t size);  /* as object_new, and known to the collector */
void *container_try_new(const Type *type, size_t size);
/* a Type.free of what holds nothing but what its clear drops */
void container_free(Object *object);
/* the last act of a Type.free: takes it from the collector, frees it */
void object_release_memory(Object *object);

size_t cycles_collect(void); /* frees garbage cycles; returns how many containers */
/* What cycles_collect would free lives on, and is visited. */
size_t cycles_gather(VisitFunction *visit, void *context);
/* The same once there are twice as many containers as the last look left, or when memory is over its budget;
 * for whoever holds references that are counted alone: between two instructions. */
void cycles_collect_when_due(void);
void cycles_set_automatic(bool is_automatic); /* false: not even when due */
/* All that there are live to the machine's end, and are not looked at any more; until cycles_keep_none(). */
void cycles_keep(void);
bool cycles_know(const Container *container); /* a container is there, and not kept; walks over all */
void cycles_keep_none(void);
/* All that there are now are not looked at until cycles_unfreeze(). */
void cycles_freeze(void);
void cycles_unfreeze(void);
size_t cycles_frozen_count(void);
size_t cycles_container_count(void);                   /* without those kept */
void cycles_each(VisitFunction *visit, void *context); /* every container that is looked at */

/* Objects at count 0 whose end needs the machine (a suspended generator, __del__) wait here, alive with count
 * 1, until the loop takes them at its next tick. */
void object_queue_finalizer(Object *object);
Object *object_take_finalizer(void); /* owned, or NULL */
/* Some wait; or the loop is to look around behind the next call: base/interrupt.h. */
extern bool object_has_finalizers;
bool object_find_finalizers(void); /* sets it to what is so */

extern const Type none_type;
static inline const Type *object_type(Value value) { return object_of(value)->type; }
static inline bool has_type(Value value, TypeId id) {
    return is_object(value) && object_type(value)->id == id;
}
/* Whether it is of this built-in type, or of a program's class that inherits from it. */
bool has_layout(Value value, const Type *native);
static inline const char *iterator_problem(Value iterator) {
    const Type *type = object_type(iterator);
    return type->problem ? type->problem(iterator) : NULL;
}
/* Constants and small ints too; must not be ABSENT. */
const Type *value_type_of_word(Value value);
static inline const Type *value_type(Value value) {
    return is_object(value) ? object_type(value) : value_type_of_word(value);
}
static inline TypeId value_type_id(Value value) { return value_type(value)->id; }

/* Comparison, hashing and printing of any two values; dispatch on Type, answer HOOK for the program's own. */
/* YES, NO or HOOK; identity does not imply equality (NaN) */
Verdict value_equal(Value a, Value b, int depth);
Verdict value_same_or_equal(Value a, Value b, int depth); /* as containers compare: identity, then equality */
/* Of keys that are not hooked (dict.h): they compare in C to the end. */
bool value_same_or_equal_key(Value a, Value b);
/* One more container in the operation under way; false: that is too much, HOOK. */
bool operation_takes_step(void);
bool operation_was_long(void);                                /* whether the last one ended so */
Verdict value_order(Value a, Value b, int *order, int depth); /* as Type.order */
/* as of a key: HOOK also where __eq__ is the program's */
Verdict value_hash(Value value, int64_t *hash, int depth);
Verdict value_truth(Value value);
Verdict value_repr(Buffer *out, Value value, int depth);
/* str() as a str, where C alone can tell it at once; ABSENT: the machine must (or refuses), or memory did. */
Value value_text(Value value);
Verdict value_str(Buffer *out, Value value); /* what str() gives: itself for a str, else mostly repr */
/* What special methods of the program's decide about an instance of its class, each a bit. */
enum {
    HOOKS_EQUAL = 1, /* __eq__, __ne__ */
    HOOKS_ORDER = 2, /* __lt__, __le__, __gt__, __ge__ */
    HOOKS_HASH = 4,  /* __hash__ */
    HOOKS_REPR = 8,  /* __repr__ */
    HOOKS_STR = 16,  /* __str__, __format__ */
    HOOKS_TRUTH = 32 /* __bool__, __len__ */
};
unsigned value_hooks(Value value); /* 0: C decides all of it */
