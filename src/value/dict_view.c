/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Views and iterators of a dict.
 *
 * One struct serves the three kinds and both directions; the type tells which. An iterator notices that the
 * dict has changed under it by its count, and, when that is the same, by an item more than there were at the
 * start. */
#include "value/dict.h"
#include "value/set.h"
#include "value/tuple.h"

/* ---- iterators */

static const Type *iterator_type_of(TypeId kind, bool reverse) {
    switch (kind) {
    case TYPE_ID_DICT_VALUES: return reverse ? &dict_reverse_value_iterator_type : &dict_value_iterator_type;
    case TYPE_ID_DICT_ITEMS: return reverse ? &dict_reverse_item_iterator_type : &dict_item_iterator_type;
    default: return reverse ? &dict_reverse_key_iterator_type : &dict_key_iterator_type;
    }
}

static Value iterate(Dict *dict, TypeId kind, bool reverse) {
    DictIterator *iterator = container_new(iterator_type_of(kind, reverse), sizeof *iterator);
    iterator->dict = dict_of(retain(dict_value(dict)));
    iterator->left = iterator->count = dict->count;
    iterator->position = reverse ? dict->entry_count : 0;
    return object_value(iterator);
}

Value dict_reverse_iterate(Dict *dict, TypeId kind) { return iterate(dict, kind, true); }

static void iterator_end(DictIterator *iterator) {
    Dict *dict = iterator->dict;
    iterator->dict = NULL;
    if (dict) release(dict_value(dict));
}

/* The next entry, borrowed; NULL at the end or when the dict has changed: see problem. */
static const DictEntry *iterator_step(DictIterator *iterator, bool reverse) {
    iterator->problem = NULL;
    if (!iterator->dict) return NULL;
    if (iterator->count != iterator->dict->count) {
        iterator->count = SIZE_MAX;
        iterator->problem = "dictionary changed size during iteration";
        return NULL;
    }
    const DictEntry *entry = reverse ? dict_previous(iterator->dict, &iterator->position)
                                     : dict_next(iterator->dict, &iterator->position);
    if (entry && iterator->left == 0 && !reverse) {
        iterator->problem = "dictionary keys changed during iteration";
        entry = NULL;
    }
    if (entry)
        iterator->left--;
    else
        iterator_end(iterator);
    return entry;
}

static Value step_key(DictIterator *iterator, bool reverse) {
    const DictEntry *entry = iterator_step(iterator, reverse);
    return entry ? retain(entry->key) : ABSENT;
}

static Value step_value(DictIterator *iterator, bool reverse) {
    const DictEntry *entry = iterator_step(iterator, reverse);
    return entry ? retain(entry->value) : ABSENT;
}

static Value step_item(DictIterator *iterator, bool reverse) {
    const DictEntry *entry = iterator_step(iterator, reverse);
    if (!entry) return ABSENT;
    Value pair = tuple_pair(entry->key, entry->value);
    if (is_absent(pair)) iterator->problem = ""; /* MemoryError */
    return pair;
}

static DictIterator *iterator_of(Value value) { return (DictIterator *)object_of(value); }

static Value next_key(Value self) { return step_key(iterator_of(self), false); }
static Value next_value(Value self) { return step_value(iterator_of(self), false); }
static Value next_item(Value self) { return step_item(iterator_of(self), false); }
static Value previous_key(Value self) { return step_key(iterator_of(self), true); }
static Value previous_value(Value self) { return step_value(iterator_of(self), true); }
static Value previous_item(Value self) { return step_item(iterator_of(self), true); }

static const char *step_problem(Value self) { return iterator_of(self)->problem; }

static void iterator_clear(Object *object) { iterator_end((DictIterator *)object); }

static void iterator_free(Object *object) {
    iterator_end((DictIterator *)object);
    object_release_memory(object);
}

static void iterator_visit(Object *object, VisitFunction *visit, void *context) {
    Dict *dict = ((DictIterator *)object)->dict;
    if (dict) visit(dict_value(dict), context);
}

static Value iterate_self(Value self) { return retain(self); }

/* ---- views */

Value dict_view(Dict *dict, TypeId kind) {
    const Type *type = kind == TYPE_ID_DICT_KEYS     ? &dict_keys_type
                       : kind == TYPE_ID_DICT_VALUES ? &dict_values_type
                                                     : &dict_items_type;
    DictView *view = container_new(type, sizeof *view);
    view->dict = dict_of(retain(dict_value(dict)));
    return object_value(view);
}

Dict *dict_peek_viewed(Value view) { return ((DictView *)object_of(view))->dict; }

bool is_dict_view(Value value) {
    return has_type(value, TYPE_ID_DICT_KEYS) || has_type(value, TYPE_ID_DICT_ITEMS);
}

static void view_clear(Object *object) {
    DictView *view = (DictView *)object;
    Dict *dict = view->dict;
    view->dict = NULL;
    if (dict) release(dict_value(dict));
}

static void view_visit(Object *object, VisitFunction *visit, void *context) {
    Dict *dict = ((DictView *)object)->dict;
    if (dict) visit(dict_value(dict), context);
}

static Verdict item_repr(Buffer *out, const DictEntry *entry, int depth) {
    Value pair[] = { entry->key, entry->value };
    buffer_append_byte(out, '(');
    Verdict verdict = sequence_repr(out, pair, 2, depth);
    buffer_append_byte(out, ')');
    return verdict;
}

static Verdict view_repr(Buffer *out, Value self, int depth) {
    Dict *dict = dict_peek_viewed(self);
    TypeId kind = object_type(self)->id;
    size_t position = 0, shown = 0;
    const DictEntry *entry;
    buffer_append_format(out, "%s([", object_type(self)->name);
    while ((entry = dict_next(dict, &position))) {
        if (shown++ > 0) buffer_append(out, ", ", 2);
        Verdict verdict = kind == TYPE_ID_DICT_KEYS     ? value_repr(out, entry->key, depth + 1)
                          : kind == TYPE_ID_DICT_VALUES ? value_repr(out, entry->value, depth + 1)
                                                        : item_repr(out, entry, depth + 1);
        if (verdict != YES) return verdict;
    }
    buffer_append(out, "])", 2);
    return YES;
}

static Verdict view_truth(Value self) { return dict_peek_viewed(self)->count ? YES : NO; }

static int64_t view_length(Value self) { return (int64_t)dict_peek_viewed(self)->count; }

static Value view_iterate(Value self) {
    return iterate(dict_peek_viewed(self), object_type(self)->id, false);
}

/* ---- the types */

#define ITERATOR_TYPE(variable, text, step)                                                                  \
    const Type variable = {                                                                                  \
        .name = text,                                                                                        \
        .flags = TYPE_CONTAINER,                                                                             \
        .size = sizeof(DictIterator),                                                                        \
        .free = iterator_free,                                                                               \
        .visit = iterator_visit,                                                                             \
        .clear = iterator_clear,                                                                             \
        .iterate = iterate_self,                                                                             \
        .next = step,                                                                                        \
        .problem = step_problem,                                                                             \
    }

ITERATOR_TYPE(dict_key_iterator_type, "dict_keyiterator", next_key);
ITERATOR_TYPE(dict_value_iterator_type, "dict_valueiterator", next_value);
ITERATOR_TYPE(dict_item_iterator_type, "dict_itemiterator", next_item);
ITERATOR_TYPE(dict_reverse_key_iterator_type, "dict_reversekeyiterator", previous_key);
ITERATOR_TYPE(dict_reverse_value_iterator_type, "dict_reversevalueiterator", previous_value);
ITERATOR_TYPE(dict_reverse_item_iterator_type, "dict_reverseitemiterator", previous_item);

#define VIEW_TYPE(variable, text, ID, equals, orders)                                                        \
    const Type variable = {                                                                                  \
        .name = text,                                                                                        \
        .id = TYPE_ID_##ID,                                                                                  \
        .flags = TYPE_CONTAINER,                                                                             \
        .size = sizeof(DictView),                                                                            \
        .free = container_free,                                                                              \
        .visit = view_visit,                                                                                 \
        .clear = view_clear,                                                                                 \
        .repr = view_repr,                                                                                   \
        .equal = equals,                                                                                     \
        .order = orders,                                                                                     \
        .truth = view_truth,                                                                                 \
        .length = view_length,                                                                               \
        .iterate = view_iterate,                                                                             \
    }

VIEW_TYPE(dict_keys_type, "dict_keys", DICT_KEYS, setlike_equal, setlike_order);
VIEW_TYPE(dict_values_type, "dict_values", DICT_VALUES, NULL, NULL);
VIEW_TYPE(dict_items_type, "dict_items", DICT_ITEMS, setlike_equal, setlike_order);
