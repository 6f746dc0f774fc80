/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layout of instances of a program's class: as its native base, with a Tail behind unless the native
 * layout has attributes of its own, and what __slots__ names behind that. The functions for its end wrap the
 * native ones. */
#include "value/bytes.h"
#include "value/class.h"
#include "value/cycles.h"
#include "value/exception.h"
#include "value/str.h"
#include "value/tuple.h"
#include "value/weak.h"
#include <string.h>

/* Behind the native part; in the same places as in Instance. */
typedef struct {
    Value attributes;
    bool finalized;
} Tail;

static Tail *tail_of(Object *object) { return (Tail *)(void *)attributes_slot(object); }

static size_t aligned(size_t size) { return (size + 15) & ~(size_t)15; }

/* A native layout with attributes of its own, as exceptions and files have: what is added lies behind it. */
static bool is_attributed(const Class *class) {
    return class->native->flags & TYPE_ATTRIBUTES && class->native != &instance_type;
}

/* Whether its __del__ has run. */
static bool *finalized_of(Object *object) {
    const Class *class = class_of_heap_type(object->type);
    if (!is_attributed(class)) return &tail_of(object)->finalized;
    return (bool *)((char *)object + aligned(class->native->size));
}

static bool instance_needs_finalizer(Object *object);

bool instance_is_finalized(Object *object) {
    const Type *type = object->type;
    bool is_known = type->flags & TYPE_HEAP && type->needs_finalizer == instance_needs_finalizer;
    return is_known && *finalized_of(object);
}

static bool has_unrun_del(Object *object) {
    return !*finalized_of(object) &&
           !is_absent(class_peek_special(class_of_heap_type(object->type), SPECIAL_del));
}

static bool instance_needs_finalizer(Object *object) {
    bool needs = has_unrun_del(object);
    if (needs) *finalized_of(object) = true;
    return needs;
}

/* True: the object lives on until the machine has run its __del__. */
static bool end_is_put_off(Object *object) {
    bool is_put_off = instance_needs_finalizer(object);
    if (is_put_off) object_queue_finalizer(object);
    return is_put_off;
}

/* Where what is behind the attributes and the shadow begins. */
static char *behind_tail(Object *object) {
    char *tail = (char *)tail_of(object);
    return object->type->flags & TYPE_SHADOW ? tail + sizeof(Tail) + sizeof(Shadow) : tail + sizeof(Tail);
}

/* What instances have for the names in __slots__: zeroed when they are made, word 0 is an empty slot. */
static Value *slots_of(Object *object, size_t *count) {
    const Class *class = class_of_heap_type(object->type);
    *count = class->slot_total;
    if (class->slot_total == 0) return NULL;
    char *place = class->slots_offset ? (char *)object + class->slots_offset : behind_tail(object);
    return (Value *)(void *)place;
}

Value *class_slot(Object *object, uint32_t index) {
    size_t count;
    Value *slots = slots_of(object, &count);
    assert(index < count);
    return &slots[index];
}

static void visit_slots(Object *object, VisitFunction *visit, void *context) {
    size_t count;
    const Value *slots = slots_of(object, &count);
    for (size_t i = 0; i < count; i++) {
        if (slots[i].word) visit(slots[i], context);
    }
}

static void clear_slots(Object *object) {
    size_t count;
    Value *slots = slots_of(object, &count);
    for (size_t i = 0; i < count; i++) {
        Value held = slots[i];
        slots[i].word = 0;
        if (held.word) release(held);
    }
}

static void instance_free(Object *object) {
    if (end_is_put_off(object)) return;
    if (weak_count) weak_target_ends(object, false);
    clear_slots(object);
    release(tail_of(object)->attributes);
    object_release_memory(object);
}

static void instance_visit(Object *object, VisitFunction *visit, void *context) {
    visit(tail_of(object)->attributes, context);
    visit_slots(object, visit, context);
}

static void instance_clear(Object *object) {
    clear_slots(object);
    replace_take(&tail_of(object)->attributes, ABSENT);
}

const Type instance_type = {
    .name = "object",
    .id = TYPE_ID_INSTANCE,
    .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE | TYPE_ATTRIBUTES,
    .size = sizeof(Instance),
    .attributes_offset = offsetof(Instance, attributes),
    .free = instance_free,
    .visit = instance_visit,
    .clear = instance_clear,
    .needs_finalizer = instance_needs_finalizer,
};

/* What its attributes hold may be all that holds its target: then its callback is not called. */
static void leave_target(Object *object) {
    if (has_layout(object_value(object), &weakref_type)) weak_leave(object);
}

static void derived_free(Object *object) {
    if (end_is_put_off(object)) return;
    if (weak_count) leave_target(object);
    if (weak_count) weak_target_ends(object, false);
    instance_clear(object);
    const Type *native = class_of_heap_type(object->type)->native;
    if (native->free)
        native->free(object);
    else
        object_release_memory(object);
}

/* ---- the shadow of what is no container */

Shadow *shadow_of(Object *object) { return (Shadow *)(void *)(tail_of(object) + 1); }

void shadow_begin(Object *object) {
    Shadow *shadow = shadow_of(object);
    shadow->head.object = OBJECT_INIT(&shadow_type);
    shadow->owner = object;
    cycles_watch(&shadow->head);
}

static void shadow_visit(Object *object, VisitFunction *visit, void *context) {
    Object *owner = ((Shadow *)object)->owner;
    instance_visit(owner, visit, context);
    visit(object_value(class_of_heap_type(owner->type)), context);
}

static void shadow_clear(Object *object) { instance_clear(((Shadow *)object)->owner); }

const Type shadow_type = {
    .name = "shadow",
    .flags = TYPE_CONTAINER,
    .size = sizeof(Shadow),
    .visit = shadow_visit,
    .clear = shadow_clear,
};

static void derived_visit(Object *object, VisitFunction *visit, void *context) {
    instance_visit(object, visit, context);
    const Type *native = class_of_heap_type(object->type)->native;
    if (native->visit) native->visit(object, visit, context);
}

static void derived_clear(Object *object) {
    instance_clear(object);
    const Type *native = class_of_heap_type(object->type)->native;
    if (native->clear) native->clear(object);
}

/* Items lie behind the header, so the Tail has no fixed place. */
static bool has_trailing_items(const Type *native) {
    return native->id == TYPE_ID_TUPLE || native->id == TYPE_ID_STR || native->id == TYPE_ID_BYTES;
}

static size_t end_of_items(const Object *object) {
    switch (object->type->id) {
    case TYPE_ID_TUPLE: return sizeof(Tuple) + ((const Tuple *)object)->count * sizeof(Value);
    case TYPE_ID_STR:
        return offsetof(Str, data) + (((const Str *)object)->count + 1) * ((const Str *)object)->width;
    default: return offsetof(Bytes, data) + ((const Bytes *)object)->count + 1;
    }
}

Value *class_slot_behind_items(Object *object) {
    return (Value *)(void *)((char *)object + aligned(end_of_items(object)));
}

Value class_copy_trailing(const Type *type, Value plain) {
    bool container = type->flags & TYPE_CONTAINER;
    size_t head = container ? sizeof(Container) : sizeof(Object), end = end_of_items(object_of(plain));
    size_t size = aligned(end) + sizeof(Tail) + (type->flags & TYPE_SHADOW ? sizeof(Shadow) : 0);
    if (type->flags & TYPE_HEAP) size += class_of_heap_type(type)->slot_total * sizeof(Value);
    Object *copy = container ? container_try_new(type, size) : object_try_new(type, size);
    if (!copy) return ABSENT;
    memcpy((char *)copy + head, (char *)object_of(plain) + head, end - head);
    for (size_t i = 0; type->id == TYPE_ID_TUPLE && i < ((Tuple *)copy)->count; i++)
        retain(((Tuple *)copy)->items[i]);
    tail_of(copy)->attributes = ABSENT;
    if (type->flags & TYPE_SHADOW) shadow_begin(copy);
    return object_value(copy);
}

static void attributed_free(Object *object) {
    if (end_is_put_off(object)) return;
    if (weak_count) weak_target_ends(object, false);
    clear_slots(object);
    class_of_heap_type(object->type)->native->free(object);
}

static void attributed_visit(Object *object, VisitFunction *visit, void *context) {
    visit_slots(object, visit, context);
    class_of_heap_type(object->type)->native->visit(object, visit, context);
}

static void attributed_clear(Object *object) {
    clear_slots(object);
    class_of_heap_type(object->type)->native->clear(object);
}

static void wrap_attributed(Class *class) {
    Type *type = &class->type;
    type->size = (uint32_t)(aligned(class->native->size) + sizeof(bool)); /* finalized_of */
    type->free = attributed_free;
    type->needs_finalizer = instance_needs_finalizer;
    type->visit = attributed_visit;
    type->clear = attributed_clear;
}

static void wrap_native(Type *type) {
    type->flags |= TYPE_ATTRIBUTES;
    if (!(type->flags & TYPE_CONTAINER)) type->flags |= TYPE_SHADOW;
    if (has_trailing_items(type->base)) {
        type->attributes_offset = ATTRIBUTES_BEHIND_ITEMS;
    } else {
        type->attributes_offset = (uint32_t)aligned(type->size);
        type->size = type->attributes_offset + (uint32_t)sizeof(Tail);
        if (type->flags & TYPE_SHADOW) type->size += (uint32_t)sizeof(Shadow);
    }
    type->free = derived_free;
    type->needs_finalizer = instance_needs_finalizer;
    if (!(type->flags & TYPE_CONTAINER)) return;
    type->visit = derived_visit;
    type->clear = derived_clear;
}

void class_derive_type(Class *class) {
    Type *type = &class->type;
    *type = *class->native;
    type->flags |= TYPE_HEAP | TYPE_SUBCLASSABLE;
    type->base = class->native;
    if (!(type->flags & TYPE_ATTRIBUTES))
        wrap_native(type);
    else if (is_attributed(class))
        wrap_attributed(class);
    if (class->slot_total == 0 || type->attributes_offset == ATTRIBUTES_BEHIND_ITEMS) return;
    class->slots_offset = (uint32_t)aligned(type->size);
    type->size = class->slots_offset + (uint32_t)(class->slot_total * sizeof(Value));
}

static bool is_plain(const Type *native) {
    return native->id == TYPE_ID_OBJECT || native->id == TYPE_ID_INSTANCE;
}

/* The class that last added something to the layout; NULL: none has. */
static const Class *solid(const Class *class) {
    for (; class->base; class = class->base) {
        if (class->slot_count || exception_class_has_fields(class)) return class;
        if (class->is_native && class->native->size != class->base->native->size) break;
    }
    return is_plain(class->native) ? NULL : class;
}

Class *class_best_base(Value bases) {
    const Tuple *tuple = tuple_of(bases);
    Class *best = (Class *)object_of(tuple->items[0]);
    const Class *layout = NULL;
    for (size_t i = 0; i < tuple->count; i++) {
        Class *base = (Class *)object_of(tuple->items[i]);
        const Class *own = solid(base);
        if (!own || (layout && class_is_subclass(layout, own))) continue;
        if (layout && !class_is_subclass(own, layout)) return NULL;
        best = base;
        layout = own;
    }
    return best;
}

/* Whether both name the same slots. */
static bool same_slots(const Class *a, const Class *b) {
    const Tuple *x = tuple_of(a->slot_names), *y = tuple_of(b->slot_names);
    bool same = x->count == y->count;
    for (size_t i = 0; same && i < x->count; i++) same = str_equal(x->items[i], y->items[i]);
    return same;
}

bool class_same_layout(const Class *a, const Class *b) {
    bool same = a->native == b->native && a->slot_total == b->slot_total && a->slots_only == b->slots_only &&
                a->has_weak == b->has_weak;
    for (; same && a->slot_total; a = a->base, b = b->base) {
        while (a->slot_count == 0) a = a->base;
        while (b->slot_count == 0) b = b->base;
        same = a == b || same_slots(a, b);
    }
    return same;
}

void class_change(Object *object, Class *class) {
    const Type *old = object->type;
    if (class->is_native) {
        object->type = class->native;
    } else {
        object->type = &class->type;
        retain(object_value(class));
    }
    if (old->flags & TYPE_HEAP) release(object_value(class_of_heap_type(old)));
}
