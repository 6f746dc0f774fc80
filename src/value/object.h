/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all objects share: a reference count and a Type, the const table of what C does with them.
 *
 * A Type tells C how to free, visit, print, hash and compare operands of built-in types. What a program sees as
 * a class is a Class (class.h); built-in classes are found through Type.id, a program's own class embeds a copy of
 * its base's Type (TYPE_HEAP), so an object's type word always leads to both.
 *
 * No C function calls back into the machine. Where the program's own __eq__, __hash__, __repr__ ... decides, the
 * functions here answer HOOK, and the machine takes over with a helper written in the notation. They answer HOOK
 * too when values nest deeper than OPERATION_DEPTH: the helper then meets the recursion limit as Python does; and when
 * an operation has been through OPERATION_STEPS containers: a helper takes its parts one by one, and the machine looks
 * around between them. */
#pragma once
#include "base/buffer.h"
#include "base/list.h"
#include "base/memory.h"
#include "value/value.h"

#define OPERATION_DEPTH 64
#define OPERATION_STEPS (1 << 18)

typedef enum { NO, YES, HOOK, UNSUPPORTED } Verdict;

/* One row a native type: enumerator, and the name a program sees. Modules' types are here too, so that
 * a class is found by index. */
// clang-format off
#define NATIVE_TYPES(X)                                                                                              \
    X(OBJECT, "object") X(TYPE, "type") X(NONE, "NoneType") X(BOOL, "bool") X(INT, "int") X(FLOAT, "float")          \
    X(STR, "str") X(BYTES, "bytes") X(BYTEARRAY, "bytearray") X(TUPLE, "tuple") X(LIST, "list") X(DICT, "dict")      \
    X(SET, "set") X(FROZENSET, "frozenset") X(RANGE, "range") X(SLICE, "slice") X(ELLIPSIS, "ellipsis")              \
    X(NOT_IMPLEMENTED, "NotImplementedType") X(FUNCTION, "function") X(BUILTIN, "builtin_function_or_method")        \
    X(METHOD, "method") X(METHOD_DESCRIPTOR, "method_descriptor") X(GETSET_DESCRIPTOR, "getset_descriptor")          \
    X(CODE, "code") X(CELL, "cell") X(MODULE, "module") X(EXCEPTION, "BaseException") X(TRACEBACK, "traceback")      \
    X(GENERATOR, "generator") X(PROPERTY, "property") X(CLASSMETHOD, "classmethod") X(STATICMETHOD, "staticmethod")  \
    X(SUPER, "super") X(INSTANCE, "object")                                                                          \
    X(LIST_ITERATOR, "list_iterator") X(LIST_REVERSE_ITERATOR, "list_reverseiterator")                               \
    X(TUPLE_ITERATOR, "tuple_iterator") X(STR_ITERATOR, "str_iterator") X(STR_ASCII_ITERATOR, "str_ascii_iterator")  \
    X(BYTES_ITERATOR, "bytes_iterator") X(BYTEARRAY_ITERATOR, "bytearray_iterator")                                  \
    X(RANGE_ITERATOR, "range_iterator") X(LONGRANGE_ITERATOR, "longrange_iterator")                                  \
    X(DICT_KEY_ITERATOR, "dict_keyiterator") X(DICT_VALUE_ITERATOR, "dict_valueiterator")                            \
    X(DICT_ITEM_ITERATOR, "dict_itemiterator") X(DICT_REVERSE_KEY_ITERATOR, "dict_reversekeyiterator")               \
    X(DICT_REVERSE_VALUE_ITERATOR, "dict_reversevalueiterator")                                                      \
    X(DICT_REVERSE_ITEM_ITERATOR, "dict_reverseitemiterator") X(DICT_KEYS, "dict_keys")                              \
    X(DICT_VALUES, "dict_values") X(DICT_ITEMS, "dict_items") X(SET_ITERATOR, "set_iterator")                        \
    X(SEQUENCE_ITERATOR, "iterator") X(CALLABLE_ITERATOR, "callable_iterator") X(ENUMERATE, "enumerate")             \
    X(ZIP, "zip") X(MAP, "map") X(FILTER, "filter") X(REVERSED, "reversed") X(MEMORYVIEW, "memoryview")              \
    X(MAPPING_PROXY, "mappingproxy") X(COMPLEX, "complex") X(ENUM_INT, "IntEnum") X(NAMESPACE, "types.SimpleNamespace") \
    X(UNION, "types.UnionType") X(ALIAS, "types.GenericAlias")                                                         \
    X(FILE, "_io.TextIOWrapper") X(BINARY_FILE, "_io.BufferedReader")                                                \
    X(SOCKET, "socket.socket") X(THREAD, "threading.Thread") X(LOCK, "_thread.lock") X(STRUCT_SEQUENCE, "structseq")
// clang-format on

typedef enum {
#define TYPE_ID(NAME, name) TYPE_ID_##NAME,
    NATIVE_TYPES(TYPE_ID)
#undef TYPE_ID
        TYPE_ID_COUNT
} TypeId;

enum {
    TYPE_CONTAINER = 1,    /* begins with Container and takes part in cycle collection */
    TYPE_HEAP = 2,         /* embedded in a Class: CONTAINER_OF(type, Class, type) */
    TYPE_SUBCLASSABLE = 4, /* a program may inherit from it */
    /* instances have a dict at attributes_offset (created at first use, ABSENT before) */
    TYPE_ATTRIBUTES = 8,
    TYPE_OWN_LOOKUP = 16, /* attributes are not looked up in the usual order: modules, classes and the like */
};

typedef void VisitFunction(Value value, void *context);

struct Type {
    const char *name; /* as a program sees it */
    TypeId id;        /* of the native layout; a program's class has its base's */
    uint32_t flags;
    uint32_t size; /* bytes of an instance without trailing items */
    /* of a Value in the instance; 0: no attributes; see attributes_slot in class.h */
    uint32_t attributes_offset;
    const Type *base; /* the built-in type it inherits from; NULL: object */

    /* releases what it owns, and itself */
    void (*free)(Object *object);
    void (*visit)(Object *object, VisitFunction *visit, void *context); /* containers: each Value it owns */
    /* containers: drops what may be in a cycle */
    void (*clear)(Object *object);

    /* Behaviour of built-in operands. NULL: identity, the default repr, always true, no length. */
    Verdict (*repr)(Buffer *out, Value self, int depth);
    Verdict (*hash)(Value self, int64_t *hash, int depth); /* NO: unhashable */
    Verdict (*equal)(Value a, Value b, int depth);         /* UNSUPPORTED: these two types are not compared */
    /* How a and b are ordered. YES and *order <, =, > 0; NO: unordered (NaN), every comparison is false; UNSUPPORTED:
     * TypeError. */
    Verdict (*order)(Value a, Value b, int *order, int depth);
    Verdict (*truth)(Value self);
    int64_t (*length)(Value self); /* NULL: TypeError, has no len() */

    /* Iteration in C. iterate gives an owned iterator; next gives an owned item, or ABSENT at the end.
     * A type whose items need the machine has neither and is iterated through natives (vm/native.h). */
    Value (*iterate)(Value self);
    Value (*next)(Value self);
    /* Why next gave ABSENT, when that was not the end: the text of a RuntimeError (a dict changed while it was iterated);
     * "": memory refused; NULL: it was. NULL function: it always is. */
    const char *(*problem)(Value self);

    /* What str() gives; NULL: what repr() gives. */
    Verdict (*str)(Buffer *out, Value self);

    /* Containers whose end needs the machine: whether it still does (a suspended generator, a __del__ not yet
     * run). The cycle collector then queues it instead of breaking its cycle. NULL: never. */
    bool (*needs_finalizer)(const Object *object);
};

#define OBJECT_INIT(type_pointer) ((Object){ 1, type_pointer })

/* A container is known to the cycle collector from creation (container_new) to its end. */
typedef struct {
    Object object;
    Link cycle_link;
    int64_t cycle_count; /* the collector's working copy of the reference count */
} Container;

/* An object of a program's class (TYPE_HEAP) holds a reference to that Class: these take it, object_release_memory
 * drops it and cycles.c visits it, so the functions of a Type leave it alone. */
void *object_new(const Type *type, size_t size);     /* owned, count 1, the rest zeroed; never NULL */
void *object_try_new(const Type *type, size_t size); /* as object_new; NULL when memory refuses */
void *container_new(const Type *type, size_t size);  /* as object_new, and known to the collector */
void *container_try_new(const Type *type, size_t size);
/* a Type.free of what holds nothing but what its clear drops */
void container_free(Object *object);
/* the last act of a Type.free: takes it from the collector, frees it */
void object_release_memory(Object *object);

size_t cycles_collect(void); /* frees garbage cycles; returns how many containers */
size_t cycles_container_count(void);

/* Objects at count 0 whose end needs the machine (a suspended generator, __del__) wait here, alive with count 1,
 * until the loop takes them at its next tick. */
void object_queue_finalizer(Object *object);
Object *object_take_finalizer(void); /* owned, or NULL */
extern bool object_has_finalizers;

extern const Type none_type;
static inline const Type *object_type(Value value) { return object_of(value)->type; }
static inline bool has_type(Value value, TypeId id) {
    return is_object(value) && object_type(value)->id == id;
}
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
