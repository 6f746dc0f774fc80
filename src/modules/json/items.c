/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "modules/json/items.h"
#include <stdlib.h>

Value json_flat_items(Dict *dict) {
    Value list = list_new(2 * dict->count);
    DictEntry *entry;
    size_t position = 0;
    bool pushed = !is_absent(list);
    while (pushed && (entry = dict_next(dict, &position)))
        pushed = list_push(list_of(list), entry->key) && list_push(list_of(list), entry->value);
    if (pushed) return list;
    release(list);
    return ABSENT;
}

static int compare_keys(const void *a, const void *b) {
    return str_compare(*(const Value *)a, *(const Value *)b);
}

bool json_sort_plain(Value flat) {
    List *list = list_of(flat);
    for (size_t i = 0; i < list->count; i += 2)
        if (!is_object(list->items[i]) || object_type(list->items[i]) != &str_type) return false;
    qsort(list->items, list->count / 2, 2 * sizeof(Value), compare_keys);
    return true;
}

Value json_flatten(Call *call, const List *pairs) {
    Value flat = list_new(2 * pairs->count);
    bool pushed = !is_absent(flat);
    for (size_t i = 0; pushed && i < pairs->count; i++) {
        Value pair = pairs->items[i];
        if (!is_tuple(pair) || tuple_of(pair)->count != 2) {
            release(flat);
            raise_error(call->task, ValueError, "items must return 2-tuples");
            return ABSENT;
        }
        pushed = list_extend(list_of(flat), tuple_of(pair)->items, 2);
    }
    if (pushed) return flat;
    release(flat);
    raise_memory(call->task);
    return ABSENT;
}
