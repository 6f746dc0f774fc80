/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ring itself. */
#include "modules/_collections/deque.h"

enum { DEQUE_FIRST_CAPACITY = 8 };

bool deque_reserve(Deque *deque, size_t count) {
    size_t capacity = deque->capacity ? deque->capacity : DEQUE_FIRST_CAPACITY;
    if (count <= deque->capacity) return true;
    if (count > PTRDIFF_MAX / sizeof(Value) / 2) return false;
    while (capacity < count) capacity *= 2;
    Value *items = memory_try_array(capacity, sizeof *items);
    if (!items) return false;
    for (size_t i = 0; i < deque->count; i++) items[i] = *deque_slot(deque, i);
    memory_free(deque->items);
    deque->items = items;
    deque->capacity = capacity;
    deque->first = 0;
    return true;
}

Value deque_pop_take(Deque *deque) {
    deque->state++;
    return *deque_slot(deque, --deque->count);
}

Value deque_pop_left_take(Deque *deque) {
    Value item = *deque_slot(deque, 0);
    deque->state++;
    deque->first = (deque->first + 1) & (deque->capacity - 1);
    deque->count--;
    return item;
}

static bool is_over(const Deque *deque) { return deque->maxlen >= 0 && deque->count > (size_t)deque->maxlen; }

bool deque_push(Deque *deque, Value item) {
    if (!deque_reserve(deque, deque->count + 1)) return false;
    *deque_slot(deque, deque->count++) = retain(item);
    deque->state++;
    if (is_over(deque)) release(deque_pop_left_take(deque));
    return true;
}

bool deque_push_left(Deque *deque, Value item) {
    if (!deque_reserve(deque, deque->count + 1)) return false;
    deque->first = (deque->first - 1) & (deque->capacity - 1);
    deque->count++;
    *deque_slot(deque, 0) = retain(item);
    deque->state++;
    if (is_over(deque)) release(deque_pop_take(deque));
    return true;
}

void deque_rotate(Deque *deque, int64_t steps) {
    int64_t count = (int64_t)deque->count;
    if (count < 2) return;
    steps %= count;
    if (steps > count / 2) steps -= count;
    if (steps < -(count / 2)) steps += count;
    deque->state++;
    for (; steps > 0; steps--) {
        Value item = *deque_slot(deque, deque->count - 1);
        deque->first = (deque->first - 1) & (deque->capacity - 1);
        *deque_slot(deque, 0) = item;
    }
    for (; steps < 0; steps++) {
        Value item = *deque_slot(deque, 0);
        deque->first = (deque->first + 1) & (deque->capacity - 1);
        *deque_slot(deque, deque->count - 1) = item;
    }
}

/* The deque is empty before the first item goes: its end may look at it. */
void deque_drop_items(Deque *deque) {
    Value *items = deque->items;
    size_t count = deque->count, first = deque->first, mask = deque->capacity - 1;
    deque->items = NULL;
    deque->capacity = deque->count = deque->first = 0;
    deque->state++;
    for (size_t i = 0; i < count; i++) release(items[(first + i) & mask]);
    memory_free(items);
}

Value deque_list(const Deque *deque) {
    Value list = list_new(deque->count);
    if (is_absent(list)) return list;
    for (size_t i = 0; i < deque->count; i++) list_add(list_of(list), *deque_slot(deque, i));
    return list;
}

/* ---- the type */

static void deque_clear_object(Object *object) { deque_drop_items((Deque *)object); }

static void deque_visit(Object *object, VisitFunction *visit, void *context) {
    const Deque *deque = (const Deque *)object;
    for (size_t i = 0; i < deque->count; i++) visit(*deque_slot(deque, i), context);
}

static Verdict deque_no_hash(Value self, int64_t *hash, int depth) {
    return (void)self, (void)hash, (void)depth, NO;
}
static Verdict deque_truth(Value self) { return deque_of(self)->count ? YES : NO; }
static int64_t deque_length(Value self) { return (int64_t)deque_of(self)->count; }

const Type deque_type = {
    .name = "collections.deque",
    .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE | TYPE_WEAK | TYPE_SEQUENCE,
    .size = sizeof(Deque),
    .free = container_free,
    .visit = deque_visit,
    .clear = deque_clear_object,
    .repr = asks_repr,
    .hash = deque_no_hash,
    .equal = asks_equal,
    .order = asks_order,
    .truth = deque_truth,
    .length = deque_length,
    .iterate = deque_iterate,
};
