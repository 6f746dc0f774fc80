/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conversions that may run the program's own methods, and the requests by which a native has the machine call
 * something.
 *
 * A conversion that waits for a call says so in call->step: the place of the argument in the high half,
 * 0xf000 and its kind in the low one. When the native is called again it comes through the same conversion,
 * which takes the result into args[i] and sets step back to 0. */
#include "vm/generator.h"
#include "vm/lookup.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/quick.h"
#include "vm/raise.h"
#include "vm/special.h"
#include <string.h>

/* ---- requests */

static void begin_request(Call *call, RequestKind kind, Value callable, Value self) {
    call_clear_request(call);
    call->request_kind = kind;
    call->request[0] = retain(callable);
    call->request[1] = retain(self);
    call->request_count = 0;
}

static void add_arguments(Call *call, size_t count, const Value *args) {
    assert(call->request_count + count <= CALL_REQUEST_MAX);
    for (size_t i = 0; i < count; i++) call->request[2 + call->request_count++] = retain(args[i]);
}

static Outcome request(Call *call, Value callable, Value self, size_t count, const Value *args) {
    Value held[CALL_REQUEST_MAX]; /* what is asked for may stand in the request that is replaced */
    assert(count <= CALL_REQUEST_MAX);
    for (size_t i = 0; i < count; i++) held[i] = retain(args[i]);
    retain(callable);
    retain(self);
    call_clear_request(call);
    call->request_kind = REQUEST_CALL;
    call->request_count = (uint8_t)count;
    call->request[0] = callable;
    call->request[1] = self;
    for (size_t i = 0; i < count; i++) call->request[2 + i] = held[i];
    return CALLED;
}

Outcome call_value(Call *call, Value callable, size_t count, const Value *args) {
    return request(call, callable, ABSENT, count, args);
}

Outcome call_spread(Call *call, Value callable, Value tuple, Value dict) {
    begin_request(call, REQUEST_SPREAD, callable, ABSENT);
    add_arguments(call, 2, (Value[]){ tuple, dict });
    return CALLED;
}

Outcome call_native(Call *call, Native *operation, int64_t mark, size_t count, const Value *args) {
    request(call, ABSENT, ABSENT, count, args);
    call->request_kind = REQUEST_NATIVE;
    call->request_native = operation;
    call->request_mark = mark;
    return CALLED;
}

/* Its own __get__ tells what is called: a helper asks. */
static Outcome call_described(Call *call, Value object, Special special, size_t count, const Value *args) {
    Value with_name[CALL_REQUEST_MAX] = { object, str_new(special_names[special]) };
    assert(count <= CALL_REQUEST_MAX - 3);
    for (size_t i = 0; i < count; i++) with_name[2 + i] = args[i];
    Outcome outcome = call_helper(call, "_call_described", 2 + count, with_name);
    release(with_name[1]);
    return outcome;
}

bool special_is_described(Machine *machine, Value method) {
    return has_type(method, TYPE_ID_PROPERTY) || has_own_get(machine, method);
}

static Outcome call_as_described(Call *call) {
    enum { BOUND = 1, CALLED_IT };
    if (call->step == CALLED_IT) return DONE;
    if (call->step == BOUND) {
        replace_take(&call->keep, take_result(call));
        call->step = CALLED_IT;
        return call_spread(call, call->keep, call->args[1], call->args[2]);
    }
    call->step = BOUND;
    Value name = str_new(special_names[SPECIAL_call]);
    Outcome outcome = call_helper(call, "_bind_described", 2, (Value[]){ call->args[0], name });
    release(name);
    return outcome;
}

Value described_call(void) {
    static const NativeSpec spec = { "__call__(self, /, *args, **keywords)", call_as_described, NULL };
    return builtin_new(&spec, ABSENT, ABSENT);
}

Outcome call_special(Call *call, Value object, Special special, size_t count, const Value *args) {
    Class *class = value_class(call_machine(call), object);
    Value method = class_peek_special(class, special);
    assert(!is_absent(method));
    if (takes_instance(method)) return request(call, method, object, count, args);
    if (has_type(method, TYPE_ID_CLASSMETHOD)) {
        return request(call, ((MethodWrapper *)object_of(method))->function, object_value(class), count,
                       args);
    }
    if (special_is_described(call_machine(call), method))
        return call_described(call, object, special, count, args);
    return request(call, method, ABSENT, count, args);
}

/* What getattr() must find is found by a helper, which then makes the call. */
Outcome call_method(Call *call, Value object, const char *name, size_t count, const Value *args) {
    Machine *machine = call_machine(call);
    Value text = str_new(name), interned = str_intern(text), function = ABSENT, self = ABSENT;
    release(text);
    Outcome outcome = RAISED;
    switch (attribute_find_method(machine, object, interned, &function, &self)) {
    case YES: outcome = request(call, function, self, count, args); break;
    case HOOK: {
        Value with_name[CALL_REQUEST_MAX] = { object, interned };
        assert(count <= CALL_REQUEST_MAX - 3);
        for (size_t i = 0; i < count; i++) with_name[2 + i] = args[i];
        outcome = call_helper(call, "_call_method", 2 + count, with_name);
        break;
    }
    default: attribute_raise_missing(call->task, object, interned);
    }
    release(function);
    release(self);
    release(interned);
    return outcome;
}

Outcome call_helper(Call *call, const char *name, size_t count, const Value *args) {
    Machine *machine = call_machine(call);
    if (operation_was_long()) machine->ticks = 0;
    Value helper = machine->prelude ? dict_peek_text(machine->prelude, name) : ABSENT;
    if (!is_absent(helper)) return call_value(call, helper, count, args);
    Value with_name[CALL_REQUEST_MAX] = { str_new(name) };
    assert(count < CALL_REQUEST_MAX);
    for (size_t i = 0; i < count; i++) with_name[1 + i] = args[i];
    Outcome outcome = call_native(call, machine->hooks.helper, 0, 1 + count, with_name);
    release(with_name[0]);
    return outcome;
}

Outcome call_in_module(Call *call, const char *name, const char *function, size_t count, const Value *args) {
    Value module = dict_peek_text(call_machine(call)->modules, name);
    Value found = has_type(module, TYPE_ID_MODULE)
                      ? dict_peek_text(((Module *)object_of(module))->dict, function)
                      : ABSENT;
    if (is_absent(found)) return raise_error(call->task, RuntimeError, "lost module %s", name);
    return call_value(call, found, count, args);
}

/* ---- common requests */

Outcome call_iterate(Call *call, Value iterable) {
    Value iterator = quick_iterate(iterable);
    if (!is_absent(iterator)) return give(call, iterator);
    return call_native(call, operation_iterate, 0, 1, &iterable);
}

bool call_may_go_on(Call *call, size_t steps) {
    Machine *machine = call_machine(call);
    machine->ticks = steps < (size_t)MACHINE_TICKS ? machine->ticks - (int32_t)steps : -1;
    return machine->ticks >= 0;
}

/* Asked without a frame in between: most iterators that are no table's are generators. */
static Outcome next_of_generator(Call *call, Generator *generator) {
    if (!generator->finished) {
        call_generator(call, generator, NONE);
        call->request_kind = REQUEST_NEXT;
        return CALLED;
    }
    replace_take(&call->result, ABSENT);
    return DONE;
}

static Outcome next_as(Call *call, Value iterator, int64_t mark) {
    const Type *type = value_type(iterator);
    if (type->id == TYPE_ID_GENERATOR && mark == 0)
        return next_of_generator(call, (Generator *)object_of(iterator));
    if (!type->next || (type->flags & TYPE_HEAP) || !call_may_go_on(call, 1))
        return call_native(call, operation_next, mark, 1, &iterator);
    replace_take(&call->result, type->next(iterator));
    if (!is_absent(call->result)) return DONE;
    const char *problem = iterator_problem(iterator);
    if (!problem) return DONE;
    return *problem ? raise_error(call->task, RuntimeError, "%s", problem) : raise_memory(call->task);
}

Outcome call_next(Call *call, Value iterator) { return next_as(call, iterator, 0); }

Outcome call_next_or_stop(Call *call, Value iterator) {
    Outcome outcome = next_as(call, iterator, NEXT_OR_STOP);
    return outcome == DONE && is_absent(call->result) ? raise_stop(call->task, NONE) : outcome;
}

Outcome call_equal(Call *call, Value a, Value b) {
    Verdict equal = value_same_or_equal(a, b, 0);
    if (equal != HOOK) return give_bool(call, equal == YES);
    return call_helper(call, "_equal", 2, (Value[]){ a, b });
}

/* ---- conversions */

enum { TO_LIST_WITH_HINT = 0, TO_LIST_WITHOUT_HINT = 3 }; /* operation_to_list's marks */

typedef enum {
    CONVERT_ITEMS = 1,
    CONVERT_INTEGER,
    CONVERT_TRUTH,
    CONVERT_TEXT,
    CONVERT_REPR,
    CONVERT_KEY,
    CONVERT_PATH
} Conversion;

static uint32_t waiting_step(Conversion conversion, size_t i) {
    return (uint32_t)(i << 16) | 0xf000 | conversion;
}

/* Whether the result of this conversion of this argument has come; it is then in args[i]. */
static bool has_come(Call *call, Conversion conversion, size_t i) {
    if (call->step != waiting_step(conversion, i)) return false;
    replace_take(&call->args[i], take_result(call));
    call->step = 0;
    return true;
}

static Outcome convert(Call *call, Conversion conversion, size_t i, Native *operation) {
    call->step = waiting_step(conversion, i);
    return call_native(call, operation, conversion == CONVERT_ITEMS ? TO_LIST_WITHOUT_HINT : 0, 1,
                       &call->args[i]);
}

Outcome arg_items_or(Call *call, size_t i, const char *problem) {
    if (has_come(call, CONVERT_ITEMS, i)) return DONE;
    Value value = call->args[i];
    Machine *machine = call_machine(call);
    const Value *items;
    size_t count;
    if (sequence_peek(value, &items, &count) && !special_is_programs(machine, value, SPECIAL_iter))
        return DONE;
    if (!value_is_iterable(machine, value)) return raise_error(call->task, TypeError, problem, value);
    return convert(call, CONVERT_ITEMS, i, operation_to_list);
}

Outcome arg_items(Call *call, size_t i) { return arg_items_or(call, i, "'%T' object is not iterable"); }

Outcome arg_items_after_hint(Call *call, size_t i) {
    Outcome outcome = arg_items(call, i);
    if (outcome == CALLED) call->request_mark = TO_LIST_WITH_HINT;
    return outcome;
}

Outcome arg_integer(Call *call, size_t i) {
    if (has_come(call, CONVERT_INTEGER, i)) {
        if (is_int(call->args[i])) return DONE;
        return raise_error(call->task, TypeError, "__index__ returned non-int (type %T)", call->args[i]);
    }
    Value value = call->args[i];
    if (is_int(value)) return DONE;
    if (is_absent(class_peek_special(value_class(call_machine(call), value), SPECIAL_index))) {
        return raise_error(call->task, TypeError, "'%T' object cannot be interpreted as an integer", value);
    }
    call->step = waiting_step(CONVERT_INTEGER, i);
    return call_special(call, value, SPECIAL_index, 0, NULL);
}

Outcome arg_fspath(Call *call, size_t i) {
    Value value = call->args[i];
    if (call->step == waiting_step(CONVERT_PATH, i)) {
        if (is_str(call->result) || is_bytes(call->result)) return has_come(call, CONVERT_PATH, i), DONE;
        return raise_error(call->task, TypeError, "expected %T.__fspath__() to return str or bytes, not %T",
                           value, call->result);
    }
    bool is_plain = is_absent(value) || is_str(value) || is_bytes(value) || is_int(value) || is_none(value);
    if (is_plain || is_absent(class_peek_special(value_class(call_machine(call), value), SPECIAL_fspath)))
        return DONE;
    call->step = waiting_step(CONVERT_PATH, i);
    return call_special(call, value, SPECIAL_fspath, 0, NULL);
}

Outcome arg_truth(Call *call, size_t i) {
    if (has_come(call, CONVERT_TRUTH, i) || is_bool(call->args[i])) return DONE;
    Verdict truth = value_truth(call->args[i]);
    if (truth > YES) return convert(call, CONVERT_TRUTH, i, operation_truth);
    replace_take(&call->args[i], bool_value(truth == YES));
    return DONE;
}

Outcome arg_text(Call *call, size_t i) {
    if (has_come(call, CONVERT_TEXT, i)) return DONE;
    Value value = call->args[i];
    if (is_object(value) && object_type(value) == &str_type) return DONE;
    Value text = value_text(value);
    if (is_absent(text)) return convert(call, CONVERT_TEXT, i, operation_str);
    replace_take(&call->args[i], text);
    return DONE;
}

Outcome arg_repr(Call *call, size_t i) {
    if (has_come(call, CONVERT_REPR, i)) return DONE;
    return convert(call, CONVERT_REPR, i, operation_repr);
}

/* ---- keys */

static bool is_hooked(Value container) {
    return is_dict(container) ? dict_of(container)->hooked : set_of(container)->hooked;
}

/* The helper gives (key, hash), where key is the one that stands in the container if an equal one does. */
static Outcome take_found_key(Call *call, size_t i, HashedKey *key) {
    Value pair = call->args[i];
    int_fits_int64(tuple_of(pair)->items[1], &key->hash);
    call->args[i] = retain(tuple_of(pair)->items[0]);
    release(pair);
    key->key = call->args[i];
    return DONE;
}

Outcome arg_key(Call *call, Value container, size_t i, HashedKey *key) {
    if (has_come(call, CONVERT_KEY, i)) return take_found_key(call, i, key);
    key->key = call->args[i];
    bool hooked = is_hooked(container);
    if (!hooked && quick_hash(key->key, &key->hash)) return DONE;
    Verdict hashed = value_hash(key->key, &key->hash, 0);
    if (hashed == NO) return raise_no_hash(call->task, key->key);
    if (hashed == YES && !hooked) return DONE;
    call->step = waiting_step(CONVERT_KEY, i);
    return call_helper(call, "_find_key", 2, (Value[]){ container, call->args[i] });
}
