/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arguments of mathematical functions: numbers of any class, made floats or ints by the methods that they
 * have. */
#include "builtin/classes/number.h"
#include "value/complex.h"
#include "vm/machine.h"
#include "vm/raise.h"
#include "vm/special.h"

/* Low half of call->step while a method of args[high half] is asked. */
enum { ASKED_FLOAT = 0xe000, ASKED_FLOAT_INDEX, ASKED_INDEX, ASKED_COMPLEX, ASKED_LOW = 0xffff };

static uint32_t asked_step(size_t i, uint32_t what) { return (uint32_t)(i << 16) | what; }

/* A number that needs no method: *real is its float, owned, or ABSENT when a method is to be asked. */
static Outcome real_at_once(Call *call, Value value, Value *real) {
    double number;
    *real = ABSENT;
    if (is_object(value) && object_type(value) == &float_type) {
        *real = retain(value);
        return DONE;
    }
    if (!is_float(value) && has_own_special(call, value, SPECIAL_float)) return DONE;
    switch (number_to_double(value, &number)) {
    case YES: *real = float_new(number); return DONE;
    case UNSUPPORTED: return raise_number_problem(call->task, NUMBER_INT_TOO_LARGE);
    default: return DONE;
    }
}

static Outcome ask_real(Call *call, size_t i, Value value) {
    Class *class = value_class(call_machine(call), value);
    bool has_float = !is_absent(class_peek_special(class, SPECIAL_float));
    if (!has_float && is_absent(class_peek_special(class, SPECIAL_index)))
        return raise_error(call->task, TypeError, "must be real number, not %T", value);
    call->step = asked_step(i, has_float ? ASKED_FLOAT : ASKED_FLOAT_INDEX);
    return call_special(call, value, has_float ? SPECIAL_float : SPECIAL_index, 0, NULL);
}

/* What the method of `value` gave, as a float: owned. */
static Outcome take_real(Call *call, Value value, Value *real) {
    uint32_t asked = call->step & ASKED_LOW;
    double number;
    call->step = 0;
    *real = ABSENT;
    Value result = take_result(call);
    Outcome outcome = DONE;
    if (asked == ASKED_FLOAT && !is_float(result))
        outcome =
            raise_error(call->task, TypeError, "%T.__float__ returned non-float (type %T)", value, result);
    else if (asked == ASKED_FLOAT_INDEX && !is_int(result))
        outcome = raise_error(call->task, TypeError, "__index__ returned non-int (type %T)", result);
    else if (number_to_double(result, &number) != YES)
        outcome = raise_number_problem(call->task, NUMBER_INT_TOO_LARGE);
    else
        *real = float_new(number);
    release(result);
    return outcome;
}

Outcome arg_real(Call *call, size_t i) {
    Value value = call->args[i], real;
    Outcome outcome;
    if (call->step == asked_step(i, ASKED_FLOAT) || call->step == asked_step(i, ASKED_FLOAT_INDEX))
        outcome = take_real(call, value, &real);
    else
        outcome = real_at_once(call, value, &real);
    if (outcome != DONE) return outcome;
    if (is_absent(real)) return ask_real(call, i, value);
    replace_take(&call->args[i], real);
    return DONE;
}

Outcome arg_complex(Call *call, size_t i) {
    Value value = call->args[i];
    if (call->step == asked_step(i, ASKED_COMPLEX)) {
        call->step = 0;
        if (!is_complex(call->result))
            return raise_error(call->task, TypeError, "__complex__ returned non-complex (type %T)",
                               call->result);
        replace_take(&call->args[i], take_result(call));
        return DONE;
    }
    if (is_object(value) && object_type(value) == &complex_type) return DONE;
    if (!call->step &&
        !is_absent(class_peek_special(value_class(call_machine(call), value), SPECIAL_complex))) {
        call->step = asked_step(i, ASKED_COMPLEX);
        return call_special(call, value, SPECIAL_complex, 0, NULL);
    }
    Outcome outcome = arg_real(call, i);
    if (outcome != DONE) return outcome;
    replace_take(&call->args[i], complex_new((ComplexNumber){ float_of(call->args[i]), 0.0 }));
    return DONE;
}

/* ---- rows of them: those that are done stand in the list of call->keep, call->mark of them */

static Outcome one_integer(Call *call, size_t i, Value value, Value *number) {
    *number = ABSENT;
    if (call->step == asked_step(i, ASKED_INDEX)) {
        call->step = 0;
        if (!is_int(call->result))
            return raise_error(call->task, TypeError, "__index__ returned non-int (type %T)", call->result);
        *number = take_result(call);
        return DONE;
    }
    if (is_int(value)) {
        *number = retain(value);
        return DONE;
    }
    if (is_absent(class_peek_special(value_class(call_machine(call), value), SPECIAL_index)))
        return raise_error(call->task, TypeError, "'%T' object cannot be interpreted as an integer", value);
    call->step = asked_step(i, ASKED_INDEX);
    return call_special(call, value, SPECIAL_index, 0, NULL);
}

static Outcome one_real(Call *call, size_t i, Value value, Value *real) {
    bool has_come =
        call->step == asked_step(i, ASKED_FLOAT) || call->step == asked_step(i, ASKED_FLOAT_INDEX);
    Outcome outcome = has_come ? take_real(call, value, real) : real_at_once(call, value, real);
    return outcome == DONE && is_absent(*real) ? ask_real(call, i, value) : outcome;
}

typedef Outcome ConvertOne(Call *call, size_t i, Value value, Value *made);

static Outcome convert_row(Call *call, size_t i, ConvertOne *convert) {
    const Value *items;
    size_t count;
    if (is_absent(call->keep)) {
        sequence_peek(call->args[i], &items, &count);
        call->keep = list_new(count);
        if (is_absent(call->keep)) return raise_memory(call->task);
    }
    /* a program's method may have changed the list meanwhile */
    while (sequence_peek(call->args[i], &items, &count) && (size_t)call->mark < count) {
        Value made;
        Outcome outcome = convert(call, i, items[call->mark], &made);
        if (outcome != DONE) return outcome;
        if (!list_push_take(list_of(call->keep), made)) return raise_memory(call->task);
        call->mark++;
    }
    replace_take(&call->args[i], call->keep);
    call->keep = ABSENT;
    call->mark = 0;
    return DONE;
}

Outcome arg_reals(Call *call, size_t i) {
    if (is_absent(call->keep)) {
        Outcome outcome = arg_items(call, i);
        if (outcome != DONE) return outcome;
    }
    return convert_row(call, i, one_real);
}

Outcome arg_integers(Call *call, size_t i) { return convert_row(call, i, one_integer); }
