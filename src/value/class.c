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
    for (size_t i = 0; i < class->mro_count && is_absent(built_in); i++) {
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
static Class **merge(Class *class, Class *const *bases, size_t count, size_t *mro_count) {
    size_t most = 1;
    for (size_t i = 0; i < count; i++) most += bases[i]->mro_count;
    Class **mro = memory_get(most * sizeof *mro);
    mro[0] = class;
    *mro_count = 1;
    Rest *rests = memory_get((count + 1) * sizeof *rests);
    for (size_t i = 0; i < count; i++) rests[i] = (Rest){ bases[i]->mro, bases[i]->mro_count };
    rests[count] = (Rest){ bases, count };
    bool done;
    for (Class *next; (next = take_next(rests, count + 1, &done));) mro[(*mro_count)++] = next;
    memory_free(rests);
    if (done) return mro;
    memory_free(mro);
    return NULL;
}

static void release_order(const Class *class, Class **mro, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (mro[i] != class) release(object_value(mro[i]));
    }
    memory_free(mro);
}

/* Takes the array over, not the references. */
static void set_order_take(Class *class, Class **mro, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (mro[i] != class) retain(object_value(mro[i]));
    }
    Class **old = class->mro;
    size_t old_count = class->mro_count;
    class->mro = mro;
    class->mro_count = count;
    release_order(class, old, old_count);
    if (class->is_native) return;
    class->exception_kind = 0;
    for (size_t i = 0; i < count && !class->exception_kind; i++)
        class->exception_kind = mro[i]->is_native ? mro[i]->exception_kind : 0;
}

static Class **bases_of(const Class *class, size_t *count) {
    const Tuple *tuple = tuple_of(class->bases);
    *count = tuple->count;
    Class **classes = memory_get((tuple->count + 1) * sizeof *classes);
    for (size_t i = 0; i < tuple->count; i++) classes[i] = (Class *)object_of(tuple->items[i]);
    return classes;
}

/* Behind one base, which comes first in its own order: that order. */
static Class **order_behind(Class *class, const Class *base, size_t *mro_count) {
    Class **mro = memory_get((base->mro_count + 1) * sizeof *mro);
    mro[0] = class;
    memcpy(mro + 1, base->mro, base->mro_count * sizeof *mro);
    *mro_count = base->mro_count + 1;
    return mro;
}

Class **class_usual_order(Class *class, size_t *mro_count) {
    size_t count;
    const Tuple *tuple = tuple_of(class->bases);
    const Class *first = tuple->count == 1 ? (const Class *)object_of(tuple->items[0]) : NULL;
    if (first && first->mro_count && first->mro[0] == first) return order_behind(class, first, mro_count);
    Class **bases = bases_of(class, &count), **mro = merge(class, bases, count, mro_count);
    memory_free(bases);
    return mro;
}

bool class_linearise(Class *class) {
    size_t count;
    Class **mro = class_usual_order(class, &count);
    if (mro) set_order_take(class, mro, count);
    class_changed(class);
    return mro != NULL;
}

void class_set_mro(Class *class, Value order) {
    size_t count = tuple_of(order)->count;
    Class **mro = memory_get((count + 1) * sizeof *mro);
    for (size_t i = 0; i < count; i++) mro[i] = (Class *)object_of(tuple_of(order)->items[i]);
    set_order_take(class, mro, count);
    class_changed(class);
}

Value class_mro(const Class *class) {
    Value mro = tuple_new_absent(class->mro_count);
    for (size_t i = 0; !is_absent(mro) && i < class->mro_count; i++)
        tuple_of(mro)->items[i] = retain(object_value(class->mro[i]));
    return mro;
}

/* ---- making classes */

static Class *class_start(Class *metaclass, Value name, Value bases, Dict *dict) {
    const Type *type = metaclass && !metaclass->is_native ? &metaclass->type : &class_type;
    Class *class = container_new(type, type->size);
    if (type->flags & TYPE_HEAP) *attributes_slot((Object *)class) = ABSENT;
    class->name = retain(name);
    class->qualname = retain(name);
    class->module = class->make = class->slot_names = ABSENT;
    class->bases = retain(bases);
    class->own_dict = dict_of(retain(dict_value(dict)));
    class->mro = memory_get(sizeof *class->mro);
    class->mro[0] = class;
    class->mro_count = 1;
    class_join_bases(class);
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

static bool is_plain(const Type *native) {
    return native->id == TYPE_ID_OBJECT || native->id == TYPE_ID_INSTANCE;
}

Class *class_new_bare(Class *metaclass, Value name, Value bases, Value slots, Dict *dict) {
    Class *class = class_start(metaclass, name, bases, dict);
    class->base = class_best_base(bases);
    class->native = is_plain(class->base->native) ? &instance_type : class->base->native;
    class->slot_first = class->base->slot_total;
    class->slot_count = is_absent(slots) ? 0 : (uint32_t)tuple_of(slots)->count;
    class->slot_total = class->slot_first + class->slot_count;
    class->slot_names = class->slot_count ? retain(slots) : ABSENT;
    class_derive_type(class);
    class->type.name = copy_of_text(name);
    class->make = retain(class->base->make);
    return class;
}

Class *class_new(Value name, Value bases, Dict *dict) {
    Class *class = class_new_bare(NULL, name, bases, ABSENT, dict);
    if (class_linearise(class)) return class;
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
    Value bases = tuple_from(&base_value, base ? 1 : 0);
    Class *class = class_start(NULL, name, bases, dict);
    release(bases);
    release(dict_value(dict));
    release(name);
    class->is_native = true;
    class->has_weak = native->flags & TYPE_WEAK;
    class->native = native;
    class->type = *native;
    class->module = str_new(module);
    class->base = base;
    class_linearise(class);
    return class;
}

Class *class_new_native(const Type *native, Class *base, const char *module) {
    return start_native(native->name, native, base, module);
}

Class *class_new_native_heap(const char *name, const Type *native, Class *base, const char *module) {
    Class *class = start_native(name, native, base, module);
    class_derive_type(class);
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
    class_leave_bases(class);
    memory_free(class->subclasses);
    release_order(class, class->mro, class->mro_count);
    if (class->type.flags & TYPE_HEAP) memory_free((char *)class->type.name);
    release(class->name);
    release(class->qualname);
    release(class->module);
    release(class->bases);
    release(class->make);
    release(class->slot_names);
    release(dict_value(class->own_dict));
    object_release_memory(object);
}

static void class_visit(Object *object, VisitFunction *visit, void *context) {
    Class *class = (Class *)object;
    for (size_t i = 0; i < class->mro_count; i++) {
        if (class->mro[i] != class) visit(object_value(class->mro[i]), context);
    }
    for (size_t i = 0; i < class->parent_count; i++) visit(object_value(class->parents[i]), context);
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
    .flags = TYPE_WEAK | TYPE_CONTAINER | TYPE_OWN_LOOKUP | TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE,
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
