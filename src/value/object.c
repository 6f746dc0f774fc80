/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of objects, and the operations that every value has. Operations ask the left operand's type, then
 * the right one's, as Python does; a program's own class answers HOOK before any of that. */
#include "value/object.h"
#include "base/hash.h"
#include "base/memory.h"
#include "value/class.h"
#include "value/cycles.h"
#include "value/float.h"
#include "value/int.h"
#include "value/str.h"
#include "value/weak.h"
#include <string.h>

/* Frees nest on the C stack up to here; what lies deeper waits in a chain through its reference count, which
 * an object at its end no longer needs. */
enum { FREE_DEPTH = 48 };

static int free_depth;
static Object *waiting;

static void free_now(Object *object) {
    if (object->type->free)
        object->type->free(object);
    else
        object_release_memory(object);
}

/* What others may hang on. */
static void free_whole(Object *object) {
    const Type *type = object->type;
    if (weak_count && type->flags & TYPE_WEAK && !type->needs_finalizer) weak_target_ends(object, false);
    if (free_depth >= FREE_DEPTH) {
        if (weak_count && (type->flags & TYPE_PROXY || has_layout(object_value(object), &weakref_type)))
            weak_leave(object);
        object->references = (int64_t)(intptr_t)waiting;
        waiting = object;
        return;
    }
    free_depth++;
    free_now(object);
    while (free_depth == 1 && waiting) {
        Object *next = waiting;
        waiting = (Object *)(intptr_t)next->references;
        next->references = 0;
        free_now(next);
    }
    free_depth--;
}

void object_free(Object *object) {
    const Type *type = object->type;
    if (type == &str_type) /* the commonest; nothing hangs on it */
        str_type.free(object);
    else if (type == &float_type)
        memory_free_small(object);
    else if (!type->free && !(type->flags & (TYPE_CONTAINER | TYPE_HEAP | TYPE_WEAK))) {
        memory_free(object);
    } else {
        free_whole(object);
    }
}

static void *start_object(Object *object, const Type *type, size_t size) {
    memset(object + 1, 0, size - sizeof *object);
    *object = OBJECT_INIT(type);
    if (type->flags & TYPE_HEAP) retain(object_value(class_of_heap_type(type)));
    if (type->flags & TYPE_SHADOW && type->attributes_offset != ATTRIBUTES_BEHIND_ITEMS) shadow_begin(object);
    return object;
}

void *object_new(const Type *type, size_t size) { return start_object(memory_get(size), type, size); }

void *object_try_new(const Type *type, size_t size) {
    Object *object = memory_try(size);
    return object ? start_object(object, type, size) : NULL;
}

void *container_new(const Type *type, size_t size) {
    Container *container = object_new(type, size);
    cycles_watch(container);
    return container;
}

void *container_try_new(const Type *type, size_t size) {
    Container *container = object_try_new(type, size);
    if (container) cycles_watch(container);
    return container;
}

void object_release_memory(Object *object) {
    const Type *type = object->type;
    if (type->flags & TYPE_CONTAINER) cycles_forget((Container *)object);
    if (type->flags & TYPE_SHADOW) cycles_forget(&shadow_of(object)->head);
    memory_free(object);
    if (type->flags & TYPE_HEAP) release(object_value(class_of_heap_type(type)));
}

void container_free(Object *object) {
    object->type->clear(object);
    object_release_memory(object);
}

/* ---- finalizers, first in, first out */

bool object_has_finalizers;
static struct {
    Object **objects;
    size_t first, count, capacity;
} finalizers;

void object_queue_finalizer(Object *object) {
    object->references++;
    if (finalizers.count == finalizers.capacity && finalizers.first > finalizers.count / 2) {
        finalizers.count -= finalizers.first;
        memmove(finalizers.objects, finalizers.objects + finalizers.first,
                finalizers.count * sizeof *finalizers.objects);
        finalizers.first = 0;
    }
    if (!memory_grow(&finalizers.objects, &finalizers.capacity, finalizers.count + 1, sizeof(Object *))) {
        return; /* no memory even for its name: it stays, unfinished */
    }
    finalizers.objects[finalizers.count++] = object;
    object_has_finalizers = true;
}

bool object_find_finalizers(void) {
    object_has_finalizers = finalizers.first < finalizers.count;
    return object_has_finalizers;
}

Object *object_take_finalizer(void) {
    if (finalizers.first == finalizers.count) return NULL;
    Object *object = finalizers.objects[finalizers.first++];
    if (finalizers.first == finalizers.count) {
        finalizers.first = finalizers.count = 0;
        object_has_finalizers = false;
    }
    return object;
}

/* ---- types */

static Verdict none_repr(Buffer *out, Value self, int depth) {
    (void)self, (void)depth;
    buffer_append_text(out, "None");
    return YES;
}

static Verdict none_truth(Value self) {
    (void)self;
    return NO;
}

/* CPython hashes None by its address, which in Debian's python3 is always the same: so sets show None where
 * it does. */
static Verdict none_hash(Value self, int64_t *hash, int depth) {
    (void)self, (void)depth;
    *hash = 612812;
    return YES;
}

const Type none_type = {
    .name = "NoneType",
    .id = TYPE_ID_NONE,
    .repr = none_repr,
    .hash = none_hash,
    .truth = none_truth,
};

const Type *value_type_of_word(Value value) {
    if (is_small_int(value)) return &int_type;
    return is_none(value) ? &none_type : &bool_type;
}

bool has_layout(Value value, const Type *native) {
    if (!is_object(value)) return false;
    const Type *type = object_type(value);
    return type == native || (type->flags & (TYPE_HEAP | TYPE_TWIN) && type->base == native);
}

unsigned value_hooks(Value value) {
    if (!is_object(value) || !(object_type(value)->flags & TYPE_HEAP)) return 0;
    return class_hooks(class_of_heap_type(object_type(value)));
}

/* ---- operations */

/* Containers that the operation under way may still go through. */
static uint32_t steps_left;

bool operation_was_long(void) {
    bool was_long = steps_left == 0;
    steps_left = OPERATION_STEPS;
    return was_long;
}

bool operation_takes_step(void) { return steps_left > 0 && steps_left-- > 0; }

/* An operand at this depth is left to the helper. */
static inline bool goes_too_far(Value value, int depth) {
    if (depth == 0) steps_left = OPERATION_STEPS;
    if (!is_object(value) || !(object_type(value)->flags & TYPE_CONTAINER)) return false;
    return depth > OPERATION_DEPTH || !operation_takes_step();
}

Verdict value_equal(Value a, Value b, int depth) {
    if (is_small_int(a) && is_small_int(b)) return is_same(a, b) ? YES : NO;
    if (goes_too_far(a, depth) || (value_hooks(a) | value_hooks(b)) & HOOKS_EQUAL) return HOOK;
    const Type *type = value_type(a), *other = value_type(b);
    Verdict verdict = type->equal ? type->equal(a, b, depth) : UNSUPPORTED;
    if (verdict != UNSUPPORTED) return verdict;
    if (other->equal && other->equal != type->equal) verdict = other->equal(b, a, depth);
    if (verdict != UNSUPPORTED) return verdict;
    return is_same(a, b) ? YES : NO;
}

Verdict value_same_or_equal(Value a, Value b, int depth) {
    return is_same(a, b) ? YES : value_equal(a, b, depth);
}

bool value_same_or_equal_key(Value a, Value b) {
    uint32_t held = steps_left;
    steps_left = UINT32_MAX;
    bool equal = value_same_or_equal(a, b, 1) == YES;
    steps_left = held;
    return equal;
}

Verdict value_order(Value a, Value b, int *order, int depth) {
    if (is_small_int(a) && is_small_int(b)) {
        *order = (small_int_of(a) > small_int_of(b)) - (small_int_of(a) < small_int_of(b));
        return YES;
    }
    if (goes_too_far(a, depth) || (value_hooks(a) | value_hooks(b)) & HOOKS_ORDER) return HOOK;
    const Type *type = value_type(a), *other = value_type(b);
    Verdict verdict = type->order ? type->order(a, b, order, depth) : UNSUPPORTED;
    if (verdict != UNSUPPORTED) return verdict;
    if (other->order && other->order != type->order) verdict = other->order(b, a, order, depth);
    if (verdict == YES) *order = -*order;
    return verdict;
}

Verdict value_hash(Value value, int64_t *hash, int depth) {
    if (goes_too_far(value, depth) || value_hooks(value) & (HOOKS_HASH | HOOKS_EQUAL)) return HOOK;
    const Type *type = value_type(value);
    if (type->hash) return type->hash(value, hash, depth);
    if (type->equal) return NO;
    *hash = hash_pointer((const void *)value.word);
    return YES;
}

Verdict value_truth(Value value) {
    if (!is_object(value))
        return is_same(value, TRUE) || (is_small_int(value) && small_int_of(value) != 0) ? YES : NO;
    if (value_hooks(value) & HOOKS_TRUTH) return HOOK;
    const Type *type = object_type(value);
    if (type->truth) return type->truth(value);
    if (type->length) return type->length(value) != 0 ? YES : NO;
    return YES;
}

static void append_default_repr(Buffer *out, Value value) {
    const Type *type = object_type(value);
    buffer_append_byte(out, '<');
    if (type->flags & TYPE_HEAP)
        class_append_name(out, class_of_heap_type(type));
    else
        buffer_append_text(out, type->name);
    buffer_append_format(out, " object at 0x%lx>", (unsigned long)value.word);
}

Verdict value_repr(Buffer *out, Value value, int depth) {
    if (goes_too_far(value, depth) || value_hooks(value) & HOOKS_REPR) return HOOK;
    const Type *type = value_type(value);
    if (type->repr) return type->repr(out, value, depth);
    append_default_repr(out, value);
    return YES;
}

Verdict value_str(Buffer *out, Value value) {
    if (value_hooks(value) & HOOKS_STR) return HOOK;
    const Type *type = value_type(value);
    return type->str ? type->str(out, value) : value_repr(out, value, 0);
}

Value value_text(Value value) {
    if (is_small_int(value)) return str_from_int64(small_int_of(value));
    const Type *type = value_type(value);
    if (type == &str_type) return retain(value);
    if (type->flags & TYPE_HEAP || type == &int_type) return ABSENT;
    Buffer out = { 0 };
    if (value_str(&out, value) == YES) return str_from_buffer_take(&out);
    buffer_clear(&out);
    return ABSENT;
}
