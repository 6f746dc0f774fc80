/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list: items in one array that grows by half as much again, so that appending is O(1) in the long run.
 * No release runs a program's code (object.h, finalizers), so items may be released while the array is in
 * between. */
#include "value/list.h"
#include "base/memory.h"
#include "value/tuple.h"
#include <string.h>

bool is_list(Value value) { return has_type(value, TYPE_ID_LIST); }

Value list_new(size_t capacity) {
    Value *items = NULL;
    if (capacity > 0) {
        items = memory_try_array(capacity, sizeof *items);
        if (!items) return ABSENT;
    }
    List *list = container_new(&list_type, sizeof *list);
    list->items = items;
    list->capacity = capacity;
    return object_value(list);
}

Value list_from(const Value *items, size_t count) {
    Value list = list_new(count);
    if (is_absent(list)) return ABSENT;
    for (size_t i = 0; i < count; i++) list_of(list)->items[i] = retain(items[i]);
    list_of(list)->count = count;
    return list;
}

Value list_from_take(Value *items, size_t count) {
    Value list = list_new(count);
    if (is_absent(list)) {
        release_items(items, count);
        return ABSENT;
    }
    if (count > 0) memcpy(list_of(list)->items, items, count * sizeof *items);
    list_of(list)->count = count;
    return list;
}

bool list_reserve(List *list, size_t more) {
    if (more <= list->capacity - list->count) return true;
    size_t needed;
    if (__builtin_add_overflow(list->count, more, &needed)) return false;
    return memory_grow(&list->items, &list->capacity, needed, sizeof *list->items);
}

bool list_push_take(List *list, Value item) {
    if (list->count == list->capacity && !list_reserve(list, 1)) {
        release(item);
        return false;
    }
    list->items[list->count++] = item;
    return true;
}

bool list_push(List *list, Value item) { return list_push_take(list, retain(item)); }

void list_add(List *list, Value item) {
    if (list_push(list, item)) return;
    bool passed = memory_pass_budget(true);
    if (!list_push(list, item)) memory_end();
    memory_pass_budget(passed);
}

void list_prepend(List *list, Value item) {
    bool passed = memory_pass_budget(true);
    if (!list_insert(list, 0, item)) memory_end();
    memory_pass_budget(passed);
}

void list_add_take(List *list, Value item) {
    list_add(list, item);
    release(item);
}

Value list_of_finalizers(void) {
    Value list = object_has_finalizers && object_find_finalizers() ? list_new(1) : ABSENT;
    if (is_absent(list)) return ABSENT; /* or no memory: they wait on */
    for (Object *object; (object = object_take_finalizer());)
        list_add_take(list_of(list), object_value(object));
    return list;
}

bool list_insert(List *list, size_t index, Value item) {
    if (!list_reserve(list, 1)) return false;
    memmove(list->items + index + 1, list->items + index, (list->count - index) * sizeof item);
    list->items[index] = retain(item);
    list->count++;
    return true;
}

bool list_extend(List *list, const Value *items, size_t count) {
    bool own = items == list->items;
    if (!list_reserve(list, count)) return false;
    if (own) items = list->items;
    for (size_t i = 0; i < count; i++) list->items[list->count + i] = retain(items[i]);
    list->count += count;
    return true;
}

/* Gives back what a list that has become much shorter does not need. */
static void list_trim(List *list) {
    if (list->capacity < 16 || list->count >= list->capacity / 2) return;
    size_t capacity = list->count + list->count / 8 + 4;
    Value *items = memory_resize(list->items, capacity * sizeof *items);
    if (!items) return;
    list->items = items;
    list->capacity = capacity;
}

void list_delete(List *list, size_t start, size_t count) {
    Value *at = list->items ? list->items + start : NULL;
    release_items(at, count);
    if (count > 0) memmove(at, at + count, (list->count - start - count) * sizeof *at);
    list->count -= count;
    list_trim(list);
}

bool list_splice(List *list, size_t start, size_t count, const Value *items, size_t item_count) {
    Value *copy = NULL; /* the list's own items would move under our hands */
    if (item_count > 0 && list->count > 0 && items >= list->items && items < list->items + list->count) {
        copy = memory_try_array(item_count, sizeof *copy);
        if (!copy) return false;
        memcpy(copy, items, item_count * sizeof *copy);
        items = copy;
    }
    if (item_count > count && !list_reserve(list, item_count - count)) {
        memory_free(copy);
        return false;
    }
    for (size_t i = 0; i < item_count; i++) retain(items[i]);
    Value *at = list->items ? list->items + start : NULL;
    release_items(at, count);
    size_t behind = list->count - start - count;
    if (behind > 0) memmove(at + item_count, at + count, behind * sizeof *at);
    if (item_count > 0) memcpy(at, items, item_count * sizeof *at);
    list->count = list->count - count + item_count;
    list_trim(list);
    memory_free(copy);
    return true;
}

Value list_slice(Value list, int64_t start, int64_t step, size_t count) {
    const List *from = list_of(list);
    if (step == 1) return list_from(count ? from->items + start : NULL, count);
    Value result = list_new(count);
    if (is_absent(result)) return ABSENT;
    for (size_t i = 0; i < count; i++) {
        list_of(result)->items[i] = retain(from->items[start + (int64_t)i * step]);
    }
    list_of(result)->count = count;
    return result;
}

void list_delete_slice(List *list, int64_t start, int64_t step, size_t count) {
    if (count == 0) return;
    if (step < 0) {
        start += (int64_t)(count - 1) * step;
        step = -step;
    }
    if (step == 1) {
        list_delete(list, (size_t)start, count);
        return;
    }
    Value *items = list->items;
    size_t to = (size_t)start;
    for (size_t i = 0; i < count; i++) {
        size_t at = (size_t)start + i * (size_t)step;
        size_t next = i + 1 < count ? at + (size_t)step : list->count;
        release(items[at]);
        memmove(items + to, items + at + 1, (next - at - 1) * sizeof *items);
        to += next - at - 1;
    }
    list->count = to;
    list_trim(list);
}

void list_set_slice(List *list, int64_t start, int64_t step, size_t count, const Value *items) {
    for (size_t i = 0; i < count; i++) {
        replace_take(&list->items[start + (int64_t)i * step], retain(items[i]));
    }
}

void list_clear_items(List *list) {
    Value *items = list->items;
    size_t count = list->count;
    list->items = NULL;
    list->count = list->capacity = 0;
    release_items(items, count);
    memory_free(items);
}

void list_reverse_items(List *list) {
    for (size_t i = 0, j = list->count; i + 1 < j; i++) {
        Value item = list->items[--j];
        list->items[j] = list->items[i];
        list->items[i] = item;
    }
}

bool list_repeat_in_place(List *list, size_t times) {
    size_t count = list->count, total;
    if (times == 0) list_clear_items(list);
    if (times <= 1 || count == 0) return true;
    if (__builtin_mul_overflow(count, times, &total) || !list_reserve(list, total - count)) return false;
    for (size_t i = count; i < total; i++) list->items[i] = retain(list->items[i - count]);
    list->count = total;
    return true;
}

static void list_free(Object *object) {
    list_clear_items((List *)object);
    object_release_memory(object);
}

static void list_clear(Object *object) { list_clear_items((List *)object); }

static void list_visit(Object *object, VisitFunction *visit, void *context) {
    List *list = (List *)object;
    for (size_t i = 0; i < list->count; i++) visit(list->items[i], context);
}

static Verdict list_repr(Buffer *out, Value self, int depth) {
    const List *list = list_of(self);
    buffer_append_byte(out, '[');
    Verdict verdict = sequence_repr(out, list->items, list->count, depth);
    if (verdict == YES) buffer_append_byte(out, ']');
    return verdict;
}

static Verdict list_truth(Value self) { return list_of(self)->count ? YES : NO; }

static int64_t list_length(Value self) { return (int64_t)list_of(self)->count; }

static Value list_iterate(Value self) {
    ListIterator *iterator = container_new(&list_iterator_type, sizeof *iterator);
    iterator->list = retain(self);
    return object_value(iterator);
}

static Value list_iterator_next(Value self) {
    ListIterator *iterator = (ListIterator *)object_of(self);
    if (is_absent(iterator->list)) return ABSENT;
    const List *list = list_of(iterator->list);
    if (iterator->position < list->count) return retain(list->items[iterator->position++]);
    replace_take(&iterator->list, ABSENT);
    return ABSENT;
}

Value list_reverse_iterate(Value list) {
    ListIterator *iterator = container_new(&list_reverse_iterator_type, sizeof *iterator);
    iterator->list = retain(list);
    iterator->position = list_of(list)->count;
    return object_value(iterator);
}

static Value list_reverse_iterator_next(Value self) {
    ListIterator *iterator = (ListIterator *)object_of(self);
    if (is_absent(iterator->list)) return ABSENT;
    const List *list = list_of(iterator->list);
    if (iterator->position > 0 && iterator->position <= list->count)
        return retain(list->items[--iterator->position]);
    iterator->position = 0;
    replace_take(&iterator->list, ABSENT);
    return ABSENT;
}

static void list_iterator_clear(Object *object) { replace_take(&((ListIterator *)object)->list, ABSENT); }

static void list_iterator_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((ListIterator *)object)->list, context);
}

static Value iterate_self(Value self) { return retain(self); }

const Type list_type = {
    .name = "list",
    .id = TYPE_ID_LIST,
    .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE | TYPE_SEQUENCE,
    .size = sizeof(List),
    .free = list_free,
    .visit = list_visit,
    .clear = list_clear,
    .repr = list_repr,
    .equal = sequence_equal,
    .order = sequence_order,
    .truth = list_truth,
    .length = list_length,
    .iterate = list_iterate,
};

const Type list_iterator_type = {
    .name = "list_iterator",
    .flags = TYPE_CONTAINER,
    .size = sizeof(ListIterator),
    .free = container_free,
    .visit = list_iterator_visit,
    .clear = list_iterator_clear,
    .iterate = iterate_self,
    .next = list_iterator_next,
};

const Type list_reverse_iterator_type = {
    .name = "list_reverseiterator",
    .flags = TYPE_CONTAINER,
    .size = sizeof(ListIterator),
    .free = container_free,
    .visit = list_iterator_visit,
    .clear = list_iterator_clear,
    .iterate = iterate_self,
    .next = list_reverse_iterator_next,
};
