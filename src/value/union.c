/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unions of classes. Two are equal when they hold the same classes, in whatever order. */
#include "value/union.h"
#include "value/list.h"
#include "value/str.h"
#include "value/tuple.h"

static Verdict holds(const Value *items, size_t count, Value class, int depth) {
    for (size_t i = 0; i < count; i++) {
        Verdict equal = value_same_or_equal(items[i], class, depth);
        if (equal != NO) return equal;
    }
    return NO;
}

static bool push_classes(List *list, Value value) {
    bool one = !has_type(value, TYPE_ID_UNION);
    const Value *items = one ? &value : tuple_of(union_peek_classes(value))->items;
    size_t count = one ? 1 : tuple_of(union_peek_classes(value))->count;
    for (size_t i = 0; i < count; i++) {
        if (holds(list->items, list->count, items[i], 0) != YES && !list_push(list, items[i])) return false;
    }
    return true;
}

Value union_new(Value a, Value b) {
    Value list = list_new(2), result = ABSENT;
    if (is_absent(list)) return ABSENT;
    if (push_classes(list_of(list), a) && push_classes(list_of(list), b)) {
        if (list_of(list)->count == 1) {
            result = retain(list_of(list)->items[0]);
        } else {
            Union *made = container_new(&union_type, sizeof *made);
            made->classes = tuple_from(list_of(list)->items, list_of(list)->count);
            result = object_value(made);
        }
    }
    release(list);
    return result;
}

static void union_clear(Object *object) { replace_take(&((Union *)object)->classes, tuple_from(NULL, 0)); }

static void union_free(Object *object) {
    release(((Union *)object)->classes);
    object_release_memory(object);
}

static void union_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((Union *)object)->classes, context);
}

static void append_class(Buffer *out, const Class *class) {
    if (class->native->id == TYPE_ID_NONE)
        buffer_append_text(out, "None");
    else
        class_append_name(out, class);
}

static Verdict union_repr(Buffer *out, Value self, int depth) {
    const Tuple *classes = tuple_of(union_peek_classes(self));
    for (size_t i = 0; i < classes->count; i++) {
        if (i > 0) buffer_append_text(out, " | ");
        Verdict verdict = YES;
        if (has_type(classes->items[i], TYPE_ID_TYPE))
            append_class(out, (const Class *)object_of(classes->items[i]));
        else
            verdict = value_repr(out, classes->items[i], depth + 1);
        if (verdict != YES) return verdict;
    }
    return YES;
}

static Verdict union_equal(Value a, Value b, int depth) {
    if (!has_type(a, TYPE_ID_UNION) || !has_type(b, TYPE_ID_UNION)) return UNSUPPORTED;
    const Tuple *first = tuple_of(union_peek_classes(a)), *second = tuple_of(union_peek_classes(b));
    if (first->count != second->count) return NO;
    for (size_t i = 0; i < first->count; i++) {
        Verdict held = holds(second->items, second->count, first->items[i], depth + 1);
        if (held != YES) return held;
    }
    return YES;
}

static Verdict union_hash(Value self, int64_t *hash, int depth) {
    const Tuple *classes = tuple_of(union_peek_classes(self));
    *hash = 0;
    for (size_t i = 0; i < classes->count; i++) {
        int64_t one;
        Verdict verdict = value_hash(classes->items[i], &one, depth + 1);
        if (verdict != YES) return verdict;
        *hash ^= one;
    }
    if (*hash == -1) *hash = -2;
    return YES;
}

const Type union_type = {
    .name = "types.UnionType",
    .id = TYPE_ID_UNION,
    .flags = TYPE_CONTAINER,
    .size = sizeof(Union),
    .free = union_free,
    .visit = union_visit,
    .clear = union_clear,
    .repr = union_repr,
    .hash = union_hash,
    .equal = union_equal,
};
