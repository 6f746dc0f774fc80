/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list.sort and sorted: one native that can stop for each key.
 *
 * While a list is sorted it looks empty, and what the program puts into it meanwhile is lost, with a
 * ValueError. The items wait in `keep`, a tuple of the list of them and the list of their keys, and go back
 * into the list on every way out. Where a program's __lt__ decides, the helper _sort_with_hooks does the
 * sorting. */
#include "builtin/classes/sort.h"
#include "base/memory.h"
#include "builtin/classes/container.h"
#include "value/sort.h"
#include "vm/machine.h"
#include "vm/operations.h"

enum { SORT_START, SORT_KEY = 0x10, SORT_HELPED };

static List *kept_items(const Call *call) { return list_of(tuple_of(call->keep)->items[0]); }

static List *kept_keys(const Call *call) { return list_of(tuple_of(call->keep)->items[1]); }

static bool was_changed(const List *list) { return list->items != NULL || list->count > 0; }

static void swap_items(List *a, List *b) {
    List held = *a;
    a->items = b->items;
    a->count = b->count;
    a->capacity = b->capacity;
    b->items = held.items;
    b->count = held.count;
    b->capacity = held.capacity;
}

/* Gives the list its items back. What it held in the meantime is released with keep. */
static Outcome put_back(Call *call, List *list, Outcome outcome) {
    bool changed = was_changed(list);
    swap_items(list, kept_items(call));
    if (outcome == DONE && changed)
        outcome = raise_error(call->task, ValueError, "list modified during sort");
    return outcome;
}

static Outcome raise_unordered(Call *call, const Value pair[2]) {
    Value a = pair[0], b = pair[1];
    sequence_unordered_pair(&a, &b);
    return raise_error(call->task, TypeError, "'<' not supported between instances of '%T' and '%T'", a, b);
}

static bool is_reversed(const Call *call, size_t i) { return is_same(call->args[i], TRUE); }

/* With hooks: the helper wants them in the order in which they are sorted, and gives a list of the sorted
 * items. */
static Outcome sort_with_hooks(Call *call, size_t reverse_at) {
    List *items = kept_items(call), *keys = kept_keys(call);
    if (is_reversed(call, reverse_at)) {
        list_reverse_items(items);
        list_reverse_items(keys);
    }
    Value keys_or_items = keys->count ? object_value(keys) : object_value(items);
    call->step = SORT_HELPED;
    call->catches = true;
    return call_helper(call, "_sort_with_hooks", 2, (Value[]){ object_value(items), keys_or_items });
}

static Outcome take_helped(Call *call, List *list, size_t reverse_at) {
    List *items = kept_items(call);
    bool raised = is_absent(call->result);
    if (!raised) swap_items(items, list_of(call->result));
    if (is_reversed(call, reverse_at)) list_reverse_items(items);
    return put_back(call, list, raised ? RAISED : DONE);
}

static Outcome sort_kept(Call *call, List *list, size_t reverse_at) {
    List *items = kept_items(call), *keys = kept_keys(call);
    size_t count = items->count;
    Value pair[2];
    SortItem *pairs = memory_try_array(count ? count : 1, sizeof *pairs);
    if (!pairs) return put_back(call, list, raise_memory(call->task));
    bool reverse = is_reversed(call, reverse_at);
    for (size_t i = 0; i < count; i++) {
        size_t from = reverse ? count - 1 - i : i;
        pairs[i] = (SortItem){ keys->count ? keys->items[from] : items->items[from], items->items[from] };
    }
    Verdict verdict = sort_items(pairs, count, pair);
    for (size_t i = 0; i < count && verdict != HOOK; i++)
        items->items[reverse ? count - 1 - i : i] = pairs[i].value;
    memory_free(pairs);
    if (verdict == HOOK) return sort_with_hooks(call, reverse_at);
    Outcome outcome = verdict == YES  ? DONE
                      : verdict == NO ? raise_memory(call->task)
                                      : raise_unordered(call, pair);
    return put_back(call, list, outcome);
}

/* Sorts `list`, with the key function in args[key_at] and `reverse` (True or False) behind it.
 * DONE: sorted. */
static Outcome sort_list(Call *call, Value target, size_t key_at) {
    List *list = list_of(target);
    size_t reverse_at = key_at + 1;
    call->catches = false; /* or a native that answers RAISED is called again */
    if (call->step == SORT_HELPED) return take_helped(call, list, reverse_at);
    if (call->step == SORT_START) {
        Value items = list_new(0), keys = list_new(0);
        replace_take(&call->keep, tuple_pair_take(items, keys));
        if (is_absent(call->keep)) return raise_memory(call->task);
        swap_items(list, list_of(items));
    } else {
        bool raised = is_absent(call->result);
        if (raised) return put_back(call, list, RAISED);
        if (!list_push_take(kept_keys(call), take_result(call)))
            return put_back(call, list, raise_memory(call->task));
    }
    if (!is_none(call->args[key_at]) && kept_keys(call)->count < kept_items(call)->count) {
        call->step = SORT_KEY;
        call->catches = true;
        return call_value(call, call->args[key_at], 1, &kept_items(call)->items[kept_keys(call)->count]);
    }
    return sort_kept(call, list, reverse_at);
}

/* `reverse` is an int as CPython takes it: anything with __index__. */
static Outcome reverse_ready(Call *call, size_t i) {
    Outcome outcome = DONE;
    if (is_bool(call->args[i])) return DONE;
    outcome = arg_integer(call, i);
    int number;
    if (outcome != DONE) return outcome;
    if (!arg_int(call, i, &number)) return RAISED;
    replace_take(&call->args[i], bool_value(number != 0));
    return DONE;
}

Outcome list_sort_method(Call *call) {
    Outcome outcome = reverse_ready(call, 2);
    if (outcome != DONE) return outcome;
    outcome = sort_list(call, call->args[0], 1);
    return outcome == DONE ? give_none(call) : outcome;
}

/* The list under way stands in args[0], in the place of the iterable; mark: it does. */
static Outcome builtin_sorted(Call *call) {
    Outcome outcome = DONE;
    size_t position = 0;
    const DictEntry *unknown = dict_next(dict_of(call->args[3]), &position);
    if (unknown) /* it is list.sort that minds, in Python too */
        return raise_error(call->task, TypeError, "'%U' is an invalid keyword argument for sort()",
                           unknown->key);
    if (call->mark == 0) {
        if (is_absent(call->keep)) {
            call->keep = list_new(0);
        }
        outcome = extend_list(call, call->keep, 0);
        if (outcome != DONE) return outcome;
        replace_take(&call->args[0], call->keep);
        call->keep = ABSENT;
        call->catches = false;
        call->step = SORT_START;
        call->mark = 1;
    }
    outcome = reverse_ready(call, 2);
    if (outcome != DONE) return outcome;
    outcome = sort_list(call, call->args[0], 1);
    return outcome == DONE ? give(call, retain(call->args[0])) : outcome;
}

const NativeSpec sort_builtins[] = {
    { "sorted(iterable, /, *, key=None, reverse=False, **rest)", builtin_sorted,
      "A new sorted list of the items of an iterable, by key(item) if key is given.", ARGS_UNPACK },
    { 0 },
};
