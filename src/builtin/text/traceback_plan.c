/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row is two items of the list: its numbers packed into one int, and the exception. */
#include "builtin/text/traceback_plan.h"
#include "vm/machine.h"

enum { SHOWN_WIDTH = 15, SHOWN_DEPTH = 10, PARTS_FIELD = 1 };

typedef struct {
    Machine *machine;
    List *rows;
    Set *seen; /* by address: nothing is shown a second time as what led to something */
    bool must_close;
} Plan;

static void add(Plan *plan, RowKind kind, unsigned depth, bool is_first, size_t number, Value exception) {
    int64_t packed = (int64_t)(number << 16 | (size_t)is_first << 15 | depth << 8 | kind);
    list_add(plan->rows, small_int(packed));
    list_add(plan->rows, exception);
}

size_t plan_count(const List *plan) { return plan->count / 2; }

PlanRow plan_row(const List *plan, size_t index) {
    int64_t packed = small_int_of(plan->items[2 * index]);
    return (PlanRow){ (RowKind)(packed & 0xff), packed >> 8 & 0x7f, packed >> 15 & 1, (size_t)(packed >> 16),
                      plan->items[2 * index + 1] };
}

static HashedKey address_key(Value exception) {
    HashedKey key = { small_int((int64_t)(exception.word >> 3)), 0 };
    value_hash(key.key, &key.hash, 0);
    return key;
}

static const Tuple *parts_of(const Plan *plan, Value exception) {
    const Class *class = value_class(plan->machine, exception);
    if (!class_is_subclass(class, plan->machine->exceptions[BaseExceptionGroup])) return NULL;
    return tuple_of(exception_of(exception)->fields[PARTS_FIELD]);
}

/* What led to it and is to be shown first; ABSENT: nothing. */
static Value led_to(Value value, bool *is_cause) {
    const ExceptionObject *exception = exception_of(value);
    *is_cause = is_exception(exception->cause);
    if (*is_cause) return exception->cause;
    return is_exception(exception->context) && !exception->suppress_context ? exception->context : ABSENT;
}

static void plan_chain(Plan *plan, Value exception, unsigned depth);

static void plan_parts(Plan *plan, const Tuple *parts, unsigned depth) {
    size_t count = parts->count > SHOWN_WIDTH ? SHOWN_WIDTH + 1 : parts->count;
    plan->must_close = false;
    for (size_t i = 0; i < count; i++) {
        if (i + 1 == count) plan->must_close = true; /* by whichever group ends last */
        bool is_rest = i == SHOWN_WIDTH;
        add(plan, ROW_TITLE, depth, i == 0, is_rest ? 0 : i + 1, NONE);
        if (is_rest)
            add(plan, ROW_MORE, depth + 1, false, parts->count - SHOWN_WIDTH, NONE);
        else
            plan_chain(plan, parts->items[i], depth + 1);
        if (i + 1 < count || !plan->must_close) continue;
        add(plan, ROW_CLOSE, depth + 1, false, 0, NONE);
        plan->must_close = false;
    }
}

static void plan_one(Plan *plan, Value exception, unsigned depth) {
    const Tuple *parts = parts_of(plan, exception);
    if (!parts) {
        add(plan, ROW_EXCEPTION, depth, false, 0, exception);
    } else if (depth > SHOWN_DEPTH) {
        add(plan, ROW_TOO_DEEP, depth, false, 0, NONE);
    } else {
        add(plan, ROW_GROUP, depth ? depth : 1, depth == 0, 0, exception);
        plan_parts(plan, parts, depth ? depth : 1);
    }
}

/* Recurses through groups alone, which end at SHOWN_DEPTH. */
static void plan_chain(Plan *plan, Value exception, unsigned depth) {
    Value chain = list_new(4); /* the newest first */
    bool is_cause;
    for (Value at = exception; !is_absent(at);) {
        list_add(list_of(chain), at);
        if (!set_add(plan->seen, address_key(at))) memory_end();
        at = led_to(at, &is_cause);
        if (!is_absent(at) && set_contains(plan->seen, address_key(at))) break;
    }
    for (size_t i = list_of(chain)->count; i-- > 0;) {
        plan_one(plan, list_of(chain)->items[i], depth);
        if (i == 0) break;
        led_to(list_of(chain)->items[i - 1], &is_cause);
        add(plan, is_cause ? ROW_CAUSE : ROW_CONTEXT, depth, false, 0, NONE);
    }
    release(chain);
}

Value plan_exception(Machine *machine, Value exception) {
    Value rows = list_new(8), seen = set_new();
    Plan plan = { machine, list_of(rows), set_of(seen), false };
    plan_chain(&plan, exception, 0);
    release(seen);
    return rows;
}
