/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _heapq: a list as a heap, whose first item is the least: no item is less than its parent, which stands at
 * (i - 1) / 2. The functions with _max have the greatest first.
 *
 * An item moves by exchanges with its neighbours, so that the list is whole whenever a comparison waits;
 * where it is, and where its way began, stand in call->mark. See
 * https://docs.python.org/3.11/library/heapq.html */
#include "vm/machine.h"
#include "vm/operations.h"
#include <string.h>

/* What a task is at: DOWN towards the root, UP towards the leaves. */
enum { BEGIN, DOWN, UP, COMPARED = 0x10, TRUTH_ASKED = 0x20, STAGE = 0x0f };

static List *heap_of(const Call *call) { return list_of(call->args[0]); }

/* Where the way of the item began, and where it is: heaps have at most 2**31 items. */
static size_t start_of(const Call *call) { return (size_t)(call->mark >> 32); }
static size_t place_of(const Call *call) { return (size_t)(uint32_t)call->mark; }
static void set_place(Call *call, size_t start, size_t place) {
    call->mark = (int64_t)((uint64_t)start << 32 | place);
}

static Outcome check_heap(Call *call) {
    if (!is_list(call->args[0])) {
        const char *name = is_none(call->args[0]) ? "None" : value_type(call->args[0])->name;
        int length = (int)(strchr(call->spec->signature, '(') - call->spec->signature);
        return raise_error(call->task, TypeError,
                           call->count == 1 ? "%.*s() argument must be list, not %s"
                                            : "%.*s() argument 1 must be list, not %s",
                           length, call->spec->signature, name);
    }
    if (heap_of(call)->count >= INT32_MAX) return raise_memory(call->task);
    return DONE;
}

static void exchange(List *heap, size_t i, size_t k) {
    Value held = heap->items[i];
    heap->items[i] = heap->items[k];
    heap->items[k] = held;
}

/* DONE: *less tells whether a < b, or b < a for a heap of the greatest. The stage waits at call->step; called
 * again, what comes is the answer. */
static Outcome ask_less(Call *call, Value a, Value b, bool is_max, bool *less) {
    uint32_t stage = call->step & STAGE;
    if (call->step & COMPARED && !is_bool(call->result)) {
        Value answer = take_result(call);
        call->step = stage | TRUTH_ASKED;
        Outcome outcome = call_native(call, operation_truth, 0, 1, &answer);
        release(answer);
        return outcome;
    }
    if (call->step & (COMPARED | TRUTH_ASKED)) {
        call->step = stage;
        *less = is_same(call->result, TRUE);
        return DONE;
    }
    int order = 0;
    Verdict verdict = is_max ? value_order(b, a, &order, 0) : value_order(a, b, &order, 0);
    *less = verdict == YES && order < 0;
    if (verdict == YES || verdict == NO) return DONE;
    call->step = stage | COMPARED;
    return call_native(call, operation_compare, COMPARE_LESS, 2, (Value[]){ is_max ? b : a, is_max ? a : b });
}

static Outcome check_size(Call *call, size_t size) {
    if (heap_of(call)->count == size) return DONE;
    return raise_error(call->task, RuntimeError, "list changed size during iteration");
}

/* The item goes towards the root as far as it belongs. */
static Outcome go_down(Call *call, size_t size, bool is_max) {
    List *heap = heap_of(call);
    for (;;) {
        size_t start = start_of(call), place = place_of(call), parent = (place - 1) >> 1;
        if (call->step == DOWN && place <= start) return DONE;
        bool less = false;
        if (call->step != DOWN && check_size(call, size) != DONE) return RAISED;
        Outcome outcome = ask_less(call, heap->items[place], heap->items[parent], is_max, &less);
        if (outcome != DONE) return outcome;
        if (!less) return DONE;
        exchange(heap, place, parent);
        set_place(call, start, parent);
    }
}

/* The item goes to a leaf along the lesser children, and from there down to where it belongs: fewer
 * comparisons than stopping on the way, for most items come from the end. */
static Outcome go_up(Call *call, size_t size, bool is_max) {
    List *heap = heap_of(call);
    while ((call->step & STAGE) == UP) {
        size_t start = start_of(call), place = place_of(call), child = 2 * place + 1;
        bool less = true;
        if (call->step != UP && check_size(call, size) != DONE) return RAISED;
        if (child + 1 < size) {
            Outcome outcome = ask_less(call, heap->items[child], heap->items[child + 1], is_max, &less);
            if (outcome != DONE) return outcome;
        }
        if (child < size) {
            if (!less) child++;
            exchange(heap, place, child);
            set_place(call, start, child);
        } else {
            call->step = DOWN;
        }
    }
    return go_down(call, size, is_max);
}

/* ---- the functions: keep is what they give */

static Outcome give_kept(Call *call, Outcome outcome) {
    return outcome == DONE ? give(call, is_absent(call->keep) ? NONE : retain(call->keep)) : outcome;
}

static Outcome heappush(Call *call) {
    if (call->step == BEGIN) {
        if (check_heap(call) != DONE) return RAISED;
        if (!list_push(heap_of(call), call->args[1])) return raise_memory(call->task);
        set_place(call, 0, heap_of(call)->count - 1);
        call->step = DOWN;
        replace_take(&call->args[1], small_int((int64_t)heap_of(call)->count)); /* the heap has it */
    }
    return give_kept(call, go_down(call, (size_t)small_int_of(call->args[1]), false));
}

/* The size is remembered behind what is given: keep is a pair of both. */
static Outcome begin_pop(Call *call) {
    List *heap = heap_of(call);
    if (!heap->count) return raise_error(call->task, IndexError, "index out of range");
    Value last = retain(heap->items[heap->count - 1]);
    list_delete(heap, heap->count - 1, 1);
    if (!heap->count) {
        call->keep = tuple_pair_take(last, small_int(0));
        return is_absent(call->keep) ? raise_memory(call->task) : DONE;
    }
    call->keep = tuple_pair_take(heap->items[0], small_int((int64_t)heap->count));
    heap->items[0] = last;
    if (is_absent(call->keep)) return raise_memory(call->task);
    set_place(call, 0, 0);
    call->step = UP;
    return DONE;
}

static Outcome give_first(Call *call) { return give(call, retain(tuple_of(call->keep)->items[0])); }

static Outcome finish_replaced(Call *call, bool is_max) {
    if (call->step == BEGIN) return give_first(call);
    size_t size = (size_t)small_int_of(tuple_of(call->keep)->items[1]);
    Outcome outcome = (call->step & STAGE) == UP ? go_up(call, size, is_max) : go_down(call, size, is_max);
    return outcome == DONE ? give_first(call) : outcome;
}

static Outcome pop(Call *call, bool is_max) {
    if (call->step == BEGIN) {
        if (check_heap(call) != DONE || begin_pop(call) != DONE) return RAISED;
    }
    return finish_replaced(call, is_max);
}

/* args[1] takes the place of the first item, which is given. */
static Outcome begin_replace(Call *call) {
    List *heap = heap_of(call);
    if (!heap->count) return raise_error(call->task, IndexError, "index out of range");
    call->keep = tuple_pair_take(heap->items[0], small_int((int64_t)heap->count));
    heap->items[0] = retain(call->args[1]);
    if (is_absent(call->keep)) return raise_memory(call->task);
    set_place(call, 0, 0);
    call->step = UP;
    return DONE;
}

static Outcome replace(Call *call, bool is_max) {
    if (call->step == BEGIN) {
        if (check_heap(call) != DONE || begin_replace(call) != DONE) return RAISED;
    }
    return finish_replaced(call, is_max);
}

static Outcome heappushpop(Call *call) {
    if (is_absent(call->keep)) {
        bool less = false;
        if (call->step == BEGIN && check_heap(call) != DONE) return RAISED;
        if (!heap_of(call)->count) {
            if (call->step == BEGIN) return give(call, retain(call->args[1]));
            return raise_error(call->task, IndexError, "index out of range");
        }
        Outcome outcome = ask_less(call, heap_of(call)->items[0], call->args[1], false, &less);
        if (outcome != DONE) return outcome;
        if (!less) return give(call, retain(call->args[1]));
        if (begin_replace(call) != DONE) return RAISED;
    }
    return finish_replaced(call, false);
}

/* From the last item that has a child to the first; keep is the size. */
static Outcome heapify(Call *call, bool is_max) {
    if (call->step == BEGIN) {
        if (check_heap(call) != DONE) return RAISED;
        size_t count = heap_of(call)->count;
        if (count < 2) return give_none(call);
        call->keep = small_int((int64_t)count);
        set_place(call, count / 2 - 1, count / 2 - 1);
        call->step = UP;
    }
    size_t size = (size_t)small_int_of(call->keep);
    for (;;) {
        Outcome outcome =
            (call->step & STAGE) == UP ? go_up(call, size, is_max) : go_down(call, size, is_max);
        if (outcome != DONE) return outcome;
        size_t start = start_of(call);
        if (!start) return give_none(call);
        set_place(call, start - 1, start - 1);
        call->step = UP;
    }
}

static Outcome heappop(Call *call) { return pop(call, false); }
static Outcome heappop_max(Call *call) { return pop(call, true); }
static Outcome heapreplace(Call *call) { return replace(call, false); }
static Outcome heapreplace_max(Call *call) { return replace(call, true); }
static Outcome heapify_min(Call *call) { return heapify(call, false); }
static Outcome heapify_max(Call *call) { return heapify(call, true); }

static const NativeSpec functions[] = {
    { "heappush(heap, item, /)", heappush, NULL },
    { "heappushpop(heap, item, /)", heappushpop, NULL },
    { "heappop(heap, /)", heappop, NULL },
    { "heapreplace(heap, item, /)", heapreplace, NULL },
    { "heapify(heap, /)", heapify_min, NULL },
    { "_heappop_max(heap, /)", heappop_max, NULL },
    { "_heapify_max(heap, /)", heapify_max, NULL },
    { "_heapreplace_max(heap, item, /)", heapreplace_max, NULL },
    { 0 },
};

const ModuleSpec _heapq_module = { .name = "_heapq", .functions = functions };
