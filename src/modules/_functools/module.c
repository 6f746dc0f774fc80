/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reduce() and cmp_to_key(), and the table of the module. */
#include "builtin/classes/container.h"
#include "lang/opcodes.h"
#include "modules/_functools/functools.h"
#include "vm/class_call.h"
#include "vm/machine.h"
#include "vm/operations.h"

/* ---- reduce: keep is the value so far, args[1] becomes the iterator */

enum { REDUCE_ITERATED = 1, REDUCE_NEXT, REDUCE_ITEM, REDUCE_CALLED };

static bool is_iterable(Call *call, Value value) {
    const Type *type = value_type(value);
    Class *class = value_class(call_machine(call), value);
    return type->iterate || type->next || !is_absent(class_peek_special(class, SPECIAL_iter)) ||
           !is_absent(class_peek_special(class, SPECIAL_getitem)) || type->id == TYPE_ID_GENERATOR;
}

static Outcome function_reduce(Call *call) {
    Outcome outcome;
    if (call->step == 0) {
        if (!is_iterable(call, call->args[1]))
            return raise_error(call->task, TypeError, "reduce() arg 2 must support iteration");
        call->keep = retain(call->args[2]);
        call->step = REDUCE_ITERATED;
        outcome = call_iterate(call, call->args[1]);
        if (outcome != DONE) return outcome;
    }
    if (call->step == REDUCE_ITERATED) {
        replace_take(&call->args[1], take_result(call));
        call->step = REDUCE_NEXT;
    }
    for (;;) {
        if (call->step == REDUCE_CALLED) {
            replace_take(&call->keep, take_result(call));
            call->step = REDUCE_NEXT;
        }
        if (call->step == REDUCE_NEXT) {
            call->step = REDUCE_ITEM;
            outcome = call_next(call, call->args[1]);
            if (outcome != DONE) return outcome;
        }
        if (is_absent(call->result)) break;
        call->step = REDUCE_NEXT;
        if (is_absent(call->keep)) {
            call->keep = take_result(call);
            continue;
        }
        call->step = REDUCE_CALLED;
        Value pair[] = { call->keep, take_result(call) };
        outcome = call_value(call, call->args[0], 2, pair);
        release(pair[1]);
        return outcome;
    }
    if (!is_absent(call->keep)) return give(call, retain(call->keep));
    return raise_error(call->task, TypeError, "reduce() of empty iterable with no initial value");
}

/* ---- keys that compare by a function */

typedef struct {
    Container head;
    Value function;
    Value object; /* ABSENT: what cmp_to_key() gives, which makes keys */
} Key;

static Key *key_of(Value value) { return (Key *)object_of(value); }

static void key_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((Key *)object)->function, context);
    visit(((Key *)object)->object, context);
}

static void key_clear(Object *object) {
    replace_take(&((Key *)object)->function, ABSENT);
    replace_take(&((Key *)object)->object, ABSENT);
}

static const Type key_type = {
    .name = "functools.KeyWrapper",
    .flags = TYPE_CONTAINER,
    .size = sizeof(Key),
    .free = container_free,
    .visit = key_visit,
    .clear = key_clear,
    .equal = asks_equal,
    .order = asks_order,
};

static Value key_new(Value function, Value object) {
    Key *key = container_new(&key_type, sizeof *key);
    key->function = retain(function);
    key->object = retain(object);
    return object_value(key);
}

static Outcome function_cmp_to_key(Call *call) { return give(call, key_new(call->args[0], ABSENT)); }

static Outcome key_call(Call *call) {
    if (is_absent(call->args[1]))
        return raise_error(call->task, TypeError, "K() missing required argument 'obj' (pos 1)");
    return give(call, key_new(key_of(call->args[0])->function, call->args[1]));
}

static Outcome key_get(Call *call) {
    Value object = key_of(call->args[0])->object;
    if (is_absent(object)) return raise_error(call->task, AttributeError, "object");
    return give(call, retain(object));
}

static Outcome key_set(Call *call) {
    replace_take(&key_of(call->args[0])->object, retain(call->args[1]));
    return give_none(call);
}

enum { KEY_COMPARED = 1, KEY_JUDGED };

static Outcome key_compare(Call *call, Comparison comparison) {
    const Key *self = key_of(call->args[0]);
    if (call->step == KEY_JUDGED) return DONE;
    if (call->step == KEY_COMPARED) {
        Value pair[] = { take_result(call), small_int(0) };
        call->step = KEY_JUDGED;
        Outcome outcome = call_native(call, operation_compare, comparison, 2, pair);
        release(pair[0]);
        return outcome;
    }
    if (!has_layout(call->args[1], &key_type))
        return raise_error(call->task, TypeError, "other argument must be K instance");
    Value pair[] = { self->object, key_of(call->args[1])->object };
    if (is_absent(pair[0]) || is_absent(pair[1])) return raise_error(call->task, AttributeError, "object");
    call->step = KEY_COMPARED;
    return call_value(call, self->function, 2, pair);
}

static Outcome key_lt(Call *call) { return key_compare(call, COMPARE_LESS); }
static Outcome key_le(Call *call) { return key_compare(call, COMPARE_LESS_EQUAL); }
static Outcome key_eq(Call *call) { return key_compare(call, COMPARE_EQUAL); }
static Outcome key_ne(Call *call) { return key_compare(call, COMPARE_NOT_EQUAL); }
static Outcome key_gt(Call *call) { return key_compare(call, COMPARE_GREATER); }
static Outcome key_ge(Call *call) { return key_compare(call, COMPARE_GREATER_EQUAL); }

static const NativeSpec key_methods[] = {
    { "__call__(self, obj=...)", key_call, NULL, ARGS_KEYWORDS },
    { "obj", key_get, NULL, .set = key_set },
    { "__lt__(self, value, /)", key_lt, NULL },
    { "__le__(self, value, /)", key_le, NULL },
    { "__eq__(self, value, /)", key_eq, NULL },
    { "__ne__(self, value, /)", key_ne, NULL },
    { "__gt__(self, value, /)", key_gt, NULL },
    { "__ge__(self, value, /)", key_ge, NULL },
    { 0 },
};

static const ClassSpec key_class = {
    .type = &key_type,
    .module = "functools",
    .is_hidden = true,
    .methods = key_methods,
};

/* ---- the module */

static const NativeSpec functions[] = {
    { "reduce(function, iterable, initial=..., /)", function_reduce, NULL, ARGS_UNPACK },
    { "cmp_to_key(mycmp)", function_cmp_to_key, NULL, ARGS_KEYWORDS },
    { 0 },
};

static const ClassSpec *const classes[] = { &partial_class, &key_class, &lru_class, NULL };

const ModuleSpec _functools_module = { .name = "_functools", .functions = functions, .classes = classes };
