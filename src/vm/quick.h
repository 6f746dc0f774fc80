/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the loop does itself: the common built-in operands of each opcode. Every function here either does the
 * whole thing or answers that it did not (ABSENT, false, or a Verdict above YES) and has changed nothing:
 * then the operation of the same name takes over, which also raises. Only exact built-in types are taken: a
 * subclass may mean otherwise. */
#pragma once
#include "value/number.h"
#include "vm/call.h"
#include "vm/machine.h"
#include "vm/quick_float.h"

static inline Cell *cell_of(Value value) { return (Cell *)object_of(value); }

/* ---- variables */

Value load_global_slowly(Machine *machine, Frame *frame, uint32_t name);

static inline Value load_global(Machine *machine, Frame *frame, uint32_t name) {
    const GlobalCache *cache = &frame->code->global_caches[name];
    if (__builtin_expect(cache->globals_version != frame->globals->version, 0))
        return load_global_slowly(machine, frame, name);
    if (!cache->in_builtins) return frame->globals->entries[cache->entry].value;
    if (__builtin_expect(cache->builtins_version != machine->builtins->version, 0))
        return load_global_slowly(machine, frame, name);
    return machine->builtins->entries[cache->entry].value;
}

void raise_unbound(Task *task, const Code *code, uint32_t slot);
void raise_undefined(Task *task, Value name);

/* ---- methods */

/* A built-in class's method for an object that has no attributes of its own: borrowed; ABSENT:
 * attribute_find_method must look. */
static inline Value quick_method(Machine *machine, Value object, Value name) {
    if (!is_object(object)) return ABSENT;
    const Type *type = object_type(object);
    if (type->flags & (TYPE_HEAP | TYPE_ATTRIBUTES | TYPE_OWN_LOOKUP)) return ABSENT;
    Class *class = machine_class(machine, type);
    Value found = class_find(class, name);
    bool is_native = is_object(found) && object_type(found) == &method_descriptor_type;
    return __builtin_expect(is_native, 1) ? found : ABSENT;
}

/* What an instance of a program's class has itself, where its class has nothing of that name and no
 * __getattribute__: borrowed; ABSENT: attribute_find must look. */
static inline Value quick_attribute(Value object, Value name) {
    if (!is_object(object)) return ABSENT;
    const Type *type = object_type(object);
    if (type->id != TYPE_ID_INSTANCE || !(type->flags & TYPE_HEAP)) return ABSENT;
    Class *class = class_of_heap_type(type);
    const Value *slot = attributes_slot(object_of(object));
    if (!slot || is_absent(*slot) || !is_absent(class_find(class, name))) return ABSENT;
    if (has_type(class_peek_special(class, SPECIAL_getattribute), TYPE_ID_FUNCTION)) return ABSENT;
    return dict_peek_str(dict_of(*slot), name);
}

/* ---- names */

/* Whether the namespace of a class body is a mapping that must be asked, and no plain dict. */
static inline bool has_mapping(const Frame *frame) {
    if (!frame->names) return false;
    return __builtin_expect(((const Object *)frame->names)->type != &dict_type, 0);
}

static inline Value *push_mapping(const Frame *frame, Value *top, Value name) {
    *top++ = retain(dict_value(frame->names));
    *top++ = retain(name);
    return top;
}

/* Globals, a name, and what builtins have of it. */
static inline Value *push_asked(Machine *machine, const Frame *frame, Value *top, Value name) {
    *top++ = retain(dict_value(frame->globals));
    *top++ = retain(name);
    *top++ = retain(dict_peek_str(globals_builtins(machine, frame->globals), name));
    return top;
}

/* ---- numbers */

static inline bool small_binary(uint32_t operation, Value a, Value b, Value *result) {
    int64_t number;
    switch (operation) {
    case OPERATOR_ADD: /* the tag bits add up to 2: take one off first */
        if (__builtin_add_overflow((int64_t)a.word - 1, (int64_t)b.word, &number)) return false;
        result->word = (uintptr_t)number; /* only now: the result may be stored over an operand */
        return true;
    case OPERATOR_SUBTRACT:
        if (__builtin_sub_overflow((int64_t)a.word, (int64_t)b.word, &number)) return false;
        result->word = (uintptr_t)number | 1;
        return true;
    case OPERATOR_MULTIPLY:
        if (__builtin_mul_overflow((int64_t)a.word - 1, small_int_of(b), &number)) return false;
        result->word = (uintptr_t)number | 1;
        return true;
    case OPERATOR_AND: result->word = a.word & b.word; return true;
    case OPERATOR_OR: result->word = a.word | b.word; return true;
    case OPERATOR_XOR: result->word = (a.word ^ b.word) | 1; return true;
    case OPERATOR_FLOOR_DIVIDE:
    case OPERATOR_MODULO: {
        int64_t x = small_int_of(a), y = small_int_of(b);
        if (y == 0 || y == -1) return false;
        int64_t quotient = x / y, remainder = x % y;
        if (remainder && (remainder < 0) != (y < 0)) quotient--, remainder += y;
        *result = small_int(operation == OPERATOR_MODULO ? remainder : quotient);
        return true;
    }
    case OPERATOR_SHIFT_RIGHT: {
        int64_t bits = small_int_of(b);
        if (bits < 0) return false;
        *result = small_int(small_int_of(a) >> (bits > 63 ? 63 : bits));
        return true;
    }
    default: return false;
    }
}

static inline bool small_compare(uint32_t comparison, Value a, Value b) {
    int64_t x = (int64_t)a.word, y = (int64_t)b.word;
    switch (comparison) {
    case COMPARE_LESS: return x < y;
    case COMPARE_LESS_EQUAL: return x <= y;
    case COMPARE_EQUAL: return x == y;
    case COMPARE_NOT_EQUAL: return x != y;
    case COMPARE_GREATER: return x > y;
    default: return x >= y;
    }
}

bool quick_mixed(Operator operation, Value *a, Value b); /* a float and a small int */

/* The commonest three, on small ints and floats: *a and b, both owned, become *a. */
__attribute__((always_inline)) static inline bool quick_arithmetic(Operator operation, Value *a, Value b) {
    if (is_small_int(*a) && is_small_int(b)) return small_binary(operation, *a, b, a);
    if (!is_plain_float(*a) || !is_plain_float(b)) return quick_mixed(operation, a, b);
    Float *first = (Float *)object_of(*a);
    double number = float_arithmetic(operation, first->number, float_of(b));
    if (first->object.references != 1) return float_replace_pair(a, b, number), true;
    first->number = number;
    release(b);
    return true;
}

bool quick_negate(Value *a); /* *a becomes -*a */

/* Replaces *a by a op b. store: where the result will be stored next, if that is known: when the same str
 * stands there, its reference is given up first, so that `s += t` appends in place. */
bool quick_binary(Operator operation, Value *a, Value b, Value *store);

Value *next_store(const uint32_t *ip, Frame *frame);

/* ---- truth and comparison */

static inline Verdict quick_truth(Value value) {
    if (is_same(value, TRUE)) return YES;
    if (is_same(value, FALSE) || is_none(value)) return NO;
    if (is_small_int(value)) return value.word == 1 ? NO : YES;
    return value_truth(value);
}

Verdict quick_compare_general(uint32_t comparison, Value a, Value b);

static inline Verdict quick_compare(uint32_t comparison, Value a, Value b) {
    if (is_small_int(a) && is_small_int(b)) return small_compare(comparison, a, b) ? YES : NO;
    return quick_compare_general(comparison, a, b);
}

Verdict quick_contains(Value item, Value container);

/* ---- items */

/* The hash of a key that needs no hook: false for all but exact int, str and the like. */
static inline bool quick_hash(Value key, int64_t *hash) {
    if (is_small_int(key)) {
        int64_t number = small_int_of(key);
        if (number <= -((INT64_C(1) << 61) - 1) || number >= (INT64_C(1) << 61) - 1) return false;
        *hash = number == -1 ? -2 : number;
        return true;
    }
    if (!is_object(key) || object_type(key) != &str_type) return false;
    *hash = str_of(key)->hash != -1 ? str_of(key)->hash : str_hash(key);
    return true;
}

Value quick_get_range(Value container, Value first, Value stop); /* container[first:stop] */

static inline Value quick_get_item(Value container, Value key) {
    if (!is_object(container)) return ABSENT;
    const Type *type = object_type(container);
    if (type == &dict_type) {
        Dict *dict = dict_of(container);
        HashedKey hashed = { key, 0 };
        if (dict->hooked || !quick_hash(key, &hashed.hash)) return ABSENT;
        return retain(dict_peek(dict, hashed));
    }
    if (!is_small_int(key)) {
        if (!is_object(key) || object_type(key) != &slice_type || !is_none(slice_of(key)->step))
            return ABSENT;
        return quick_get_range(container, slice_of(key)->start, slice_of(key)->stop);
    }
    int64_t index = small_int_of(key);
    if (type == &list_type || type == &tuple_type) {
        bool is_a_list = type == &list_type;
        int64_t count = (int64_t)(is_a_list ? list_of(container)->count : tuple_of(container)->count);
        if (index < 0) index += count;
        if (index < 0 || index >= count) return ABSENT;
        return retain(is_a_list ? list_of(container)->items[index] : tuple_of(container)->items[index]);
    }
    if (type != &str_type && type != &bytes_type) return ABSENT;
    int64_t count =
        (int64_t)(type == &str_type ? str_count(container) : ((Bytes *)object_of(container))->count);
    if (index < 0) index += count;
    if (index < 0 || index >= count) return ABSENT;
    if (type == &bytes_type) return small_int(((Bytes *)object_of(container))->data[index]);
    return str_from_code_point(str_peek_at(str_of(container), (size_t)index));
}

static inline bool quick_set_item(Value container, Value key, Value value) {
    if (!is_object(container)) return false;
    if (object_type(container) == &dict_type) {
        Dict *dict = dict_of(container);
        HashedKey hashed = { key, 0 };
        if (dict->hooked || !quick_hash(key, &hashed.hash)) return false;
        return dict_set(dict, hashed, value);
    }
    if (object_type(container) != &list_type || !is_small_int(key)) return false;
    List *list = list_of(container);
    int64_t index = small_int_of(key);
    if (index < 0) index += (int64_t)list->count;
    if (index < 0 || index >= (int64_t)list->count) return false;
    replace_take(&list->items[index], retain(value));
    return true;
}

/* An iterator made in C, owned; ABSENT when the program's __iter__ or a native's decides. */
static inline Value quick_iterate(Value iterable) {
    if (!is_object(iterable)) return ABSENT;
    const Type *type = object_type(iterable);
    if (type->flags & TYPE_HEAP) return ABSENT;
    if (type->iterate) return type->iterate(iterable);
    return type->next || type->id == TYPE_ID_GENERATOR ? retain(iterable) : ABSENT;
}

static inline bool exact_sequence(Value value, const Value **items, size_t *count) {
    if (!is_object(value)) return false;
    const Type *type = object_type(value);
    if (type != &list_type && type != &tuple_type)
        return !(type->flags & TYPE_HEAP) && sequence_peek(value, items, count);
    bool is_a_list = type == &list_type;
    *items = is_a_list ? list_of(value)->items : tuple_of(value)->items;
    *count = is_a_list ? list_of(value)->count : tuple_of(value)->count;
    return true;
}

/* ---- the rest of single opcodes */

bool store_attribute(Machine *machine, Value object, Value name, Value value);
/* Releases what lies from base on; base is the new top. */
static inline Value *drop_to(Value *top, Value *base) {
    while (top > base) release(*--top);
    return base;
}

/* The same where something does. */
static inline Value *drop_all(Value *top, Value *base) {
    do release(*--top);
    while (top > base);
    return base;
}

/* The sequence on top becomes its items, the first one on top. */
static inline Value *push_unpacked(Value *top, const Value *items, size_t count) {
    Value sequence = *--top;
    for (size_t i = count; i-- > 0;) *top++ = retain(items[i]);
    release(sequence);
    return top;
}

/* The same where one target takes all that the others leave. HOOK: it is no exact sequence; NO: raised. */
Verdict unpack_star(Task *task, size_t before, size_t after, Value **top);
Value quick_set(const Value *items, size_t count); /* ABSENT: the operation must do it */
Verdict quick_extend(List *list, Value sequence);  /* NO: no memory */
Value make_function(Frame *frame, uint32_t flags, Value **top);
Verdict match_exception(Task *task, Value exception, Value class_or_tuple); /* above YES: raised */
void raise_handled(Task *task);                                             /* a bare raise */
bool with_enter(Task *task, Frame *frame, bool is_async);
/* For the exception on top, above the manager's __exit__: the call of it is pushed; gives the new top. */
Value *push_exit_call(Machine *machine, Value *top);
Value generator_new(Task *task, Frame *frame, const uint32_t *ip); /* pops the frame */
