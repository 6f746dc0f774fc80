/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of weak references, and the references. */
#include "value/weak.h"
#include "base/hash.h"
#include "value/class.h"
#include "value/cycles.h"
#include "value/str.h"

/* ---- the table: open addressing over the addresses of targets; a power of two, a quarter of it free */

typedef struct {
    Object *target; /* NULL: free */
    Weak *first;
} WeakEntry;

size_t weak_count;
static struct {
    WeakEntry *entries;
    size_t capacity, count;
} table;

static size_t place_of(const Object *target) { return (size_t)hash_pointer(target) & (table.capacity - 1); }

static WeakEntry *find(const Object *target) {
    if (table.count == 0) return NULL;
    for (size_t i = place_of(target);; i = (i + 1) & (table.capacity - 1)) {
        if (table.entries[i].target == target) return &table.entries[i];
        if (!table.entries[i].target) return NULL;
    }
}

static void put(Object *target, Weak *first) {
    size_t i = place_of(target);
    while (table.entries[i].target) i = (i + 1) & (table.capacity - 1);
    table.entries[i] = (WeakEntry){ target, first };
}

static void grow(void) {
    WeakEntry *old = table.entries;
    size_t old_capacity = table.capacity;
    table.capacity = old_capacity ? old_capacity * 2 : 16;
    table.entries = memory_get_zeroed(table.capacity * sizeof(WeakEntry));
    for (size_t i = 0; i < old_capacity; i++) {
        if (old[i].target) put(old[i].target, old[i].first);
    }
    memory_free(old);
}

/* What stands behind it moves up, so that no search ends too early. */
static void take_out(WeakEntry *entry) {
    size_t mask = table.capacity - 1, hole = (size_t)(entry - table.entries);
    for (size_t i = (hole + 1) & mask; table.entries[i].target; i = (i + 1) & mask) {
        size_t home = place_of(table.entries[i].target);
        if (((i - home) & mask) < ((i - hole) & mask)) continue;
        table.entries[hole] = table.entries[i];
        hole = i;
    }
    table.entries[hole].target = NULL;
    if (--table.count) return;
    memory_free(table.entries);
    table.entries = NULL;
    table.capacity = 0;
}

/* ---- the list of a target: the shared reference, the shared proxy, then the others, newest first */

static bool is_shared(const Weak *weak) {
    const Type *type = weak->head.object.type;
    return is_absent(weak->callback) && !(type->flags & TYPE_HEAP);
}

static Weak *find_shared(const WeakEntry *entry, const Type *type) {
    for (Weak *weak = entry ? entry->first : NULL; weak && is_shared(weak); weak = weak->next) {
        if (weak->head.object.type == type) return weak;
    }
    return NULL;
}

static void enlist(Weak *weak) {
    WeakEntry *entry = find(weak->target);
    if (!entry) {
        if ((table.count + 1) * 4 > table.capacity * 3) grow();
        put(weak->target, weak);
        table.count++;
        return;
    }
    Weak *after = NULL;
    bool goes_first = is_shared(weak) && weak->head.object.type == &weakref_type;
    for (Weak *other = entry->first; !goes_first && other && is_shared(other); other = other->next)
        after = other;
    weak->previous = after;
    weak->next = after ? after->next : entry->first;
    if (weak->next) weak->next->previous = weak;
    *(after ? &after->next : &entry->first) = weak;
}

static void delist(Weak *weak) {
    if (!weak->target) return;
    WeakEntry *entry = find(weak->target);
    if (weak->next) weak->next->previous = weak->previous;
    *(weak->previous ? &weak->previous->next : &entry->first) = weak->next;
    if (!entry->first) take_out(entry);
    weak->target = NULL;
    weak_count--;
}

void weak_leave(Object *reference) { delist((Weak *)reference); }

Weak *weak_first(Value target) {
    const WeakEntry *entry = is_object(target) ? find(object_of(target)) : NULL;
    return entry ? entry->first : NULL;
}

void weak_target_ends(Object *object, bool garbage) {
    WeakEntry *entry = find(object);
    if (!entry) return;
    Weak *weak = entry->first;
    take_out(entry);
    while (weak) {
        Weak *next = weak->next;
        weak->target = NULL;
        weak->next = weak->previous = NULL;
        weak_count--;
        /* A callback that is not called stays until its reference ends: it may be all that holds others of
         * the garbage that is being walked. */
        weak->is_due = !is_absent(weak->callback) && !(garbage && cycles_is_garbage(&weak->head));
        if (weak->is_due) object_queue_finalizer(&weak->head.object);
        weak = next;
    }
}

/* ---- the references */

Value weak_new(const Type *type, Value target, Value callback) {
    bool plain = is_absent(callback) && !(type->flags & TYPE_HEAP);
    Weak *shared = plain ? find_shared(find(object_of(target)), type) : NULL;
    if (shared) return retain(object_value(shared));
    Weak *weak = container_new(type, type->size);
    if (type->flags & TYPE_HEAP && attributes_slot(&weak->head.object))
        *attributes_slot(&weak->head.object) = ABSENT;
    weak->target = object_of(target);
    weak->callback = retain(callback);
    weak_count++;
    enlist(weak);
    return object_value(weak);
}

Value weak_peek_target(Value weak) {
    Object *target = weak_of(weak)->target;
    return target ? object_value(target) : ABSENT;
}

static void weak_free(Object *object) {
    delist((Weak *)object);
    release(((Weak *)object)->callback);
    object_release_memory(object);
}

static void weak_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((Weak *)object)->callback, context);
}

static void weak_clear(Object *object) {
    delist((Weak *)object);
    replace_take(&((Weak *)object)->callback, ABSENT);
}

static void append_target(Buffer *out, Value self) {
    Value target = weak_peek_target(self);
    const Type *type = object_type(target);
    buffer_append_text(out, " to ");
    bool quotes = !is_weak_proxy(self);
    if (quotes) buffer_append_byte(out, '\'');
    buffer_append_text(out, type->name);
    if (quotes) buffer_append_byte(out, '\'');
    buffer_append_format(out, " at 0x%lx", (unsigned long)target.word);
}

static Verdict weakref_repr(Buffer *out, Value self, int depth) {
    (void)depth;
    buffer_append_format(out, "<weakref at 0x%lx;", (unsigned long)self.word);
    if (weak_of(self)->target)
        append_target(out, self);
    else
        buffer_append_text(out, " dead");
    buffer_append_byte(out, '>');
    return YES;
}

static Verdict weakref_hash(Value self, int64_t *hash, int depth) {
    Weak *weak = weak_of(self);
    if (!weak->has_hash && weak->target) {
        Verdict verdict = value_hash(object_value(weak->target), &weak->hash, depth + 1);
        if (verdict != YES) return HOOK;
        weak->has_hash = true;
    }
    *hash = weak->hash;
    return weak->has_hash ? YES : HOOK;
}

/* While both targets live they are compared, else the references themselves. */
static Verdict weakref_equal(Value a, Value b, int depth) {
    if (!has_layout(a, &weakref_type) || !has_layout(b, &weakref_type)) return UNSUPPORTED;
    Value x = weak_peek_target(a), y = weak_peek_target(b);
    if (is_absent(x) || is_absent(y)) return is_same(a, b) ? YES : NO;
    return value_equal(x, y, depth + 1);
}

#define WEAK_LAYOUT .size = sizeof(Weak), .free = weak_free, .visit = weak_visit, .clear = weak_clear

const Type weakref_type = {
    .name = "weakref.ReferenceType",
    .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE,
    WEAK_LAYOUT,
    .repr = weakref_repr,
    .hash = weakref_hash,
    .equal = weakref_equal,
};

static Verdict proxy_repr(Buffer *out, Value self, int depth) {
    (void)depth;
    buffer_append_format(out, "<weakproxy at 0x%lx", (unsigned long)self.word);
    if (weak_of(self)->target)
        append_target(out, self);
    else
        buffer_append_text(out, " to NoneType at 0x0");
    buffer_append_byte(out, '>');
    return YES;
}

static Verdict proxy_hash(Value self, int64_t *hash, int depth) {
    (void)self, (void)hash, (void)depth;
    return NO;
}

#define PROXY(type_name)                                                                                     \
    {                                                                                                        \
        .name = type_name, .flags = TYPE_CONTAINER | TYPE_PROXY | TYPE_OWN_LOOKUP, WEAK_LAYOUT,              \
        .repr = proxy_repr, .hash = proxy_hash, .equal = asks_equal, .order = asks_order, .str = asks_str,   \
        .truth = asks_truth                                                                                  \
    }
const Type weak_proxy_type = PROXY("weakref.ProxyType");
const Type weak_callable_proxy_type = PROXY("weakref.CallableProxyType");
