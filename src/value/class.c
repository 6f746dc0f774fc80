/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Classes: their order of lookup, their caches, and the layout of their instances.
 *
 * An instance of a program's class is laid out as its native base, with a Tail behind unless the native
 * layout has attributes of its own. The functions for its end wrap the native ones. */
#include "value/class.h"
#include "base/memory.h"
#include "value/bytes.h"
#include "value/str.h"
#include "value/tuple.h"
#include <string.h>

const char *const special_names[SPECIAL_COUNT] = {
#define SPECIAL_NAME(name) "__" #name "__",
    SPECIALS(SPECIAL_NAME)
#undef SPECIAL_NAME
};

ClassEpochs class_epochs = { 1, 1 };

/* Which of them make built-in operations on an instance ask the program. */
static const struct {
    Special special;
    uint8_t hooks;
} hooks[] = {
    { SPECIAL_repr, HOOKS_REPR }, { SPECIAL_str, HOOKS_STR },    { SPECIAL_format, HOOKS_STR },
    { SPECIAL_eq, HOOKS_EQUAL },  { SPECIAL_ne, HOOKS_EQUAL },   { SPECIAL_lt, HOOKS_ORDER },
    { SPECIAL_le, HOOKS_ORDER },  { SPECIAL_gt, HOOKS_ORDER },   { SPECIAL_ge, HOOKS_ORDER },
    { SPECIAL_hash, HOOKS_HASH }, { SPECIAL_bool, HOOKS_TRUTH }, { SPECIAL_len, HOOKS_TRUTH },
};

/* ---- lookup */

static Value find_text(const Class *class, const char *name) {
    Value found = ABSENT;
    for (size_t i = 0; i < class->mro_count && is_absent(found); i++) {
        found = dict_peek_text(class_dict(class->mro[i]), name);
    }
    return found;
}

/* Some class of the program before the built-in ones has this name, and not for what the built-in ones have
 * (`__hash__ = int.__hash__`). */
static bool program_defines(const Class *class, const char *name) {
    Value found = ABSENT, built_in = ABSENT;
    for (size_t i = 0; i < class->mro_count; i++) {
        const Class *of = class->mro[i];
        Value *place = of->is_native ? &built_in : &found;
        if (is_absent(*place)) *place = dict_peek_text(class_dict(of), name);
    }
    return !is_absent(found) && !is_same(found, built_in);
}

static void need_cache(Class *class) {
    if (class->cache) return;
    class->cache = memory_get(sizeof *class->cache);
    for (size_t i = 0; i < CLASS_CACHE_SIZE; i++)
        class->cache->names[i] = (ClassCacheEntry){ ABSENT, ABSENT };
}

void class_refresh(Class *class) {
    need_cache(class);
    memset(class->cache->specials, 0, sizeof class->cache->specials);
    class->hooks = 0;
    for (size_t i = 0; i < sizeof hooks / sizeof *hooks; i++) {
        if (program_defines(class, special_names[hooks[i].special])) class->hooks |= hooks[i].hooks;
    }
    class->specials_epoch = class_epochs.specials;
}

Value class_peek_special_slowly(Class *class, Special special) {
    if (class->specials_epoch != class_epochs.specials) class_refresh(class);
    return class->cache->specials[special] = find_text(class, special_names[special]);
}

static void forget_names(Class *class) {
    need_cache(class);
    for (size_t i = 0; i < CLASS_CACHE_SIZE; i++) replace_take(&class->cache->names[i].name, ABSENT);
    class->names_epoch = class_epochs.names;
}

Value class_find_slowly(Class *class, Value name) {
    if (class->names_epoch != class_epochs.names) forget_names(class);
    ClassCacheEntry *entry = &class->cache->names[(name.word >> 5) % CLASS_CACHE_SIZE];
    Value found = ABSENT;
    for (size_t i = 0; i < class->mro_count && is_absent(found); i++)
        found = dict_peek_str(class_dict(class->mro[i]), name);
    replace_take(&entry->name, retain(name));
    return entry->found = found;
}

void class_changed(Class *class) {
    (void)class;
    class_epochs.names++;
    class_epochs.specials++;
}

void class_name_changed(Class *class, Value name) {
    (void)class;
    class_epochs.names++;
    if (str_count(name) > 1 && str_peek_at(str_of(name), 0) == '_') class_epochs.specials++;
}

bool class_is_subclass(const Class *class, const Class *of) {
    for (size_t i = 0; i < class->mro_count; i++) {
        if (class->mro[i] == of) return true;
    }
    return false;
}

/* ---- the order of lookup */

/* What is left of one of the lists that are merged. */
typedef struct {
    Class *const *next;
    size_t left;
} Rest;

static bool in_a_tail(const Class *class, const Rest *rests, size_t count) {
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 1; j < rests[i].left; j++) {
            if (rests[i].next[j] == class) return true;
        }
    }
    return false;
}

/* The first head that stands in no tail; NULL: none does, or nothing is left (*done). */
static Class *take_next(Rest *rests, size_t count, bool *done) {
    *done = true;
    Class *next = NULL;
    for (size_t i = 0; i < count && !next; i++) {
        if (rests[i].left == 0) continue;
        *done = false;
        if (!in_a_tail(rests[i].next[0], rests, count)) next = rests[i].next[0];
    }
    for (size_t i = 0; i < count && next; i++) {
        if (rests[i].left == 0 || rests[i].next[0] != next) continue;
        rests[i].next++;
        rests[i].left--;
    }
    return next;
}

/* C3: a class before its bases, bases in the order they are written, and the orders of all bases kept. */
static bool linearise(Class *class, Class *const *bases, size_t count) {
    size_t most = 1;
    for (size_t i = 0; i < count; i++) most += bases[i]->mro_count;
    class->mro = memory_get(most * sizeof *class->mro);
    class->mro[0] = class;
    class->mro_count = 1;
    Rest *rests = memory_get((count + 1) * sizeof *rests);
    for (size_t i = 0; i < count; i++) rests[i] = (Rest){ bases[i]->mro, bases[i]->mro_count };
    rests[count] = (Rest){ bases, count };
    bool done;
    for (Class *next; (next = take_next(rests, count + 1, &done));) {
        class->mro[class->mro_count++] = (Class *)object_of(retain(object_value(next)));
    }
    memory_free(rests);
    return done;
}

/* ---- the layout of instances */

/* Behind the native part; in the same places as in Instance. */
typedef struct {
    Value attributes;
    bool finalized;
} Tail;

static Tail *tail_of(Object *object) { return (Tail *)(void *)attributes_slot(object); }

static bool has_unrun_del(Object *object) {
    return !tail_of(object)->finalized &&
           !is_absent(class_peek_special(class_of_heap_type(object->type), SPECIAL_del));
}

static bool instance_needs_finalizer(const Object *object) { return has_unrun_del((Object *)object); }

/* True: the object lives on until the machine has run its __del__. */
static bool end_is_put_off(Object *object) {
    if (!has_unrun_del(object)) return false;
    tail_of(object)->finalized = true;
    object_queue_finalizer(object);
    return true;
}

static void instance_free(Object *object) {
    if (end_is_put_off(object)) return;
    release(tail_of(object)->attributes);
    object_release_memory(object);
}

static void instance_visit(Object *object, VisitFunction *visit, void *context) {
    visit(tail_of(object)->attributes, context);
}

static void instance_clear(Object *object) { replace_take(&tail_of(object)->attributes, ABSENT); }

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

static void derived_free(Object *object) {
    if (end_is_put_off(object)) return;
    replace_take(&tail_of(object)->attributes, ABSENT);
    const Type *native = class_of_heap_type(object->type)->native;
    if (native->free)
        native->free(object);
    else
        object_release_memory(object);
}

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

static size_t aligned(size_t size) { return (size + 15) & ~(size_t)15; }

Value *class_slot_behind_items(Object *object) {
    return (Value *)(void *)((char *)object + aligned(end_of_items(object)));
}

Value class_copy_trailing(const Type *type, Value plain) {
    bool container = type->flags & TYPE_CONTAINER;
    size_t head = container ? sizeof(Container) : sizeof(Object), end = end_of_items(object_of(plain));
    size_t size = aligned(end) + sizeof(Tail);
    Object *copy = container ? container_try_new(type, size) : object_try_new(type, size);
    if (!copy) return ABSENT;
    memcpy((char *)copy + head, (char *)object_of(plain) + head, end - head);
    for (size_t i = 0; type->id == TYPE_ID_TUPLE && i < ((Tuple *)copy)->count; i++)
        retain(((Tuple *)copy)->items[i]);
    tail_of(copy)->attributes = ABSENT;
    return object_value(copy);
}

static void derive_type(Class *class) {
    Type *type = &class->type;
    *type = *class->native;
    type->flags |= TYPE_HEAP | TYPE_SUBCLASSABLE;
    type->base = class->native;
    if (type->flags & TYPE_ATTRIBUTES) return;
    type->flags |= TYPE_ATTRIBUTES;
    if (has_trailing_items(class->native)) {
        type->attributes_offset = ATTRIBUTES_BEHIND_ITEMS;
    } else {
        type->attributes_offset = (uint32_t)aligned(type->size);
        type->size = type->attributes_offset + (uint32_t)sizeof(Tail);
    }
    type->free = derived_free;
    type->needs_finalizer = instance_needs_finalizer;
    if (!(type->flags & TYPE_CONTAINER)) return;
    type->visit = derived_visit;
    type->clear = derived_clear;
}

static bool is_plain(const Type *native) {
    return native->id == TYPE_ID_OBJECT || native->id == TYPE_ID_INSTANCE;
}

/* Without what adds nothing to the layout of the type it inherits from. */
static const Type *solid(const Type *type) {
    while (type->base && type->base->size == type->size) type = type->base;
    return type;
}

static bool extends(const Type *type, const Type *base) {
    while (type && type != base) type = type->base;
    return type;
}

Class *class_best_base(Value bases) {
    const Tuple *tuple = tuple_of(bases);
    Class *best = (Class *)object_of(tuple->items[0]);
    const Type *layout = NULL;
    for (size_t i = 0; i < tuple->count; i++) {
        Class *base = (Class *)object_of(tuple->items[i]);
        if (is_plain(base->native)) continue;
        const Type *own = solid(base->native);
        if (layout && extends(layout, own)) continue;
        if (layout && !extends(own, layout)) return NULL;
        best = base;
        layout = own;
    }
    return best;
}

/* ---- making classes */

static Class *class_start(Value name, Dict *dict) {
    Class *class = container_new(&class_type, sizeof *class);
    class->name = retain(name);
    class->qualname = retain(name);
    class->module = class->make = ABSENT;
    class->bases = ABSENT;
    class->own_dict = dict_of(retain(dict_value(dict)));
    return class;
}

static char *copy_of_text(Value str) {
    Buffer scratch = { 0 };
    const char *text = str_peek_utf8(str, &scratch, NULL);
    size_t size = strlen(text) + 1;
    char *copy = memcpy(memory_get(size), text, size);
    buffer_clear(&scratch);
    return copy;
}

Class *class_new(Value name, Value bases, Dict *dict) {
    size_t count = tuple_of(bases)->count;
    Class **classes = memory_get(count * sizeof *classes);
    for (size_t i = 0; i < count; i++) classes[i] = (Class *)object_of(tuple_of(bases)->items[i]);
    Class *class = class_start(name, dict);
    class->bases = retain(bases);
    class->base = class_best_base(bases);
    class->native = is_plain(class->base->native) ? &instance_type : class->base->native;
    derive_type(class);
    class->type.name = copy_of_text(name);
    class->make = retain(class->base->make);
    bool consistent = linearise(class, classes, count);
    memory_free(classes);
    for (size_t i = 1; i < class->mro_count && !class->exception_kind; i++) {
        class->exception_kind = class->mro[i]->is_native ? class->mro[i]->exception_kind : 0;
    }
    if (consistent) return class;
    release(object_value(class));
    return NULL;
}

void class_set_name(Class *class, Value name) {
    replace_take(&class->name, retain(name));
    memory_free((char *)class->type.name);
    class->type.name = copy_of_text(name);
}

static Class *start_native(const char *text, const Type *native, Class *base, const char *module) {
    Value name = str_new(text), base_value = base ? object_value(base) : ABSENT;
    Dict *dict = dict_new();
    Class *class = class_start(name, dict);
    release(dict_value(dict));
    release(name);
    class->is_native = true;
    class->native = native;
    class->type = *native;
    class->module = str_new(module);
    class->bases = tuple_from(&base_value, base ? 1 : 0);
    class->base = base;
    linearise(class, base ? &base : NULL, base ? 1 : 0);
    return class;
}

Class *class_new_native(const Type *native, Class *base, const char *module) {
    return start_native(native->name, native, base, module);
}

Class *class_new_native_heap(const char *name, const Type *native, Class *base, const char *module) {
    Class *class = start_native(name, native, base, module);
    derive_type(class);
    class->type.name = copy_of_text(class->name);
    return class;
}

Value instance_new(Class *class) {
    Instance *instance = container_new(&class->type, class->type.size);
    instance->attributes = ABSENT;
    return object_value(instance);
}

/* ---- the type */

static void class_clear(Object *object) {
    ((Class *)object)->fill = NULL;
    dict_clear_items(((Class *)object)->own_dict);
    class_changed((Class *)object); /* no cache may hold on to what was in it */
}

static void class_free(Object *object) {
    Class *class = (Class *)object;
    if (class->cache) forget_names(class);
    memory_free(class->cache);
    for (size_t i = 1; i < class->mro_count; i++) release(object_value(class->mro[i]));
    memory_free(class->mro);
    if (class->type.flags & TYPE_HEAP) memory_free((char *)class->type.name);
    release(class->name);
    release(class->qualname);
    release(class->module);
    release(class->bases);
    release(class->make);
    release(dict_value(class->own_dict));
    object_release_memory(object);
}

static void class_visit(Object *object, VisitFunction *visit, void *context) {
    Class *class = (Class *)object;
    for (size_t i = 1; i < class->mro_count; i++) visit(object_value(class->mro[i]), context);
    visit(class->bases, context);
    visit(class->make, context);
    visit(dict_value(class->own_dict), context);
}

static Verdict class_repr(Buffer *out, Value self, int depth) {
    (void)depth;
    const Class *class = (const Class *)object_of(self);
    if (class->is_enum) {
        bool is_flags = !is_absent(dict_peek_text(class_dict(class), "_flag_mask_"));
        buffer_append_text(out, is_flags ? "<flag '" : "<enum '");
        str_append_utf8(out, class->qualname);
    } else {
        buffer_append_text(out, "<class '");
        class_append_name(out, class);
    }
    buffer_append_text(out, "'>");
    return YES;
}

const Type class_type = {
    .name = "type",
    .id = TYPE_ID_TYPE,
    .flags = TYPE_CONTAINER | TYPE_OWN_LOOKUP,
    .size = sizeof(Class),
    .free = class_free,
    .visit = class_visit,
    .clear = class_clear,
    .repr = class_repr,
};

void class_append_name(Buffer *out, const Class *class) {
    if (is_str(class->module) && !str_is(class->module, "builtins")) {
        str_append_utf8(out, class->module);
        buffer_append_byte(out, '.');
    }
    str_append_utf8(out, class->qualname);
}
