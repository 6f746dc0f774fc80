/* SPDX-License-Identifier: GPL-3.0-or-later */
/* array(): how one is made; and the module, of which array.py makes array. */
#include "modules/array/array.h"
#include "vm/class_call.h"
#include "vm/machine.h"
#include <string.h>

static Outcome check_call(Call *call) {
    const Class *class = (const Class *)object_of(call->args[0]);
    size_t extra = tuple_of(call->args[3])->count;
    if (class->type.flags & TYPE_HEAP ? false : dict_of(call->args[4])->count > 0)
        return raise_error(call->task, TypeError, "array.array() takes no keyword arguments");
    if (is_absent(call->args[1]))
        return raise_error(call->task, TypeError, "array() takes at least 1 argument (0 given)");
    if (extra)
        return raise_error(call->task, TypeError, "array() takes at most 2 arguments (%zu given)", extra + 2);
    if (!is_str(call->args[1]) || str_count(call->args[1]) != 1)
        return raise_error(call->task, TypeError, "array() argument 1 must be a unicode character, not %T",
                           call->args[1]);
    return DONE;
}

/* Characters go into an array of characters alone. */
static Outcome check_initializer(Call *call, const ItemKind *kind) {
    Value initial = call->args[2];
    if (kind->typecode == 'u') return DONE;
    if (is_str(initial))
        return raise_error(call->task, TypeError,
                           "cannot use a str to initialize an array with typecode '%c'", kind->typecode);
    if (is_array(initial) && array_of(initial)->kind->typecode == 'u')
        return raise_error(call->task, TypeError,
                           "cannot use a unicode array to initialize an array with typecode '%c'",
                           kind->typecode);
    return DONE;
}

static Outcome begin(Call *call) {
    Outcome outcome = check_call(call);
    if (outcome != DONE) return outcome;
    const ItemKind *kind = item_kind(str_peek_at(str_of(call->args[1]), 0));
    if (kind || !is_absent(call->args[2])) outcome = kind ? check_initializer(call, kind) : DONE;
    if (outcome != DONE) return outcome;
    if (!kind)
        return raise_error(call->task, ValueError,
                           "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    Array *array = class_allocate((Class *)object_of(call->args[0]));
    array->kind = kind;
    call->keep = object_value(array);
    return DONE;
}

/* What is taken as it is: bytes, the characters of a str, an array of the same kind. DONE and *whole: it was.
 */
static Outcome take_whole(Call *call, Array *array, bool *whole) {
    Value initial = call->args[2];
    const uint8_t *data;
    size_t count;
    *whole = true;
    if (is_str(initial)) return array_append_text(call->task, array, initial) ? DONE : RAISED;
    bool is_alike = is_array(initial) && array_of(initial)->kind == array->kind;
    if (is_alike || is_bytes(initial) || is_bytearray(initial)) {
        bytes_peek(initial, &data, &count);
        return array_append_bytes(call->task, array, data, count) ? DONE : RAISED;
    }
    *whole = false;
    return DONE;
}

Outcome array_make(Call *call) {
    if (is_absent(call->keep)) {
        Outcome outcome = begin(call);
        if (outcome != DONE) return outcome;
    }
    Array *array = array_of(call->keep);
    bool whole = is_absent(call->args[2]);
    Outcome outcome = call->step || whole ? DONE : take_whole(call, array, &whole);
    if (outcome == DONE && !whole) outcome = array_fill(call, array, &call->args[2], &call->args[1]);
    return outcome == DONE ? give(call, retain(call->keep)) : outcome;
}

static bool init(Machine *machine, Module *module) {
    Buffer codes = { 0 };
    for (const ItemKind *kind = item_kinds; kind->typecode; kind++) buffer_append(&codes, &kind->typecode, 1);
    dict_define_text_take(module->dict, "typecodes", str_from_buffer_take(&codes));
    dict_define_text_take(module->dict, "ArrayType",
                          retain(object_value(machine_class(machine, &array_type))));
    return true;
}

static const NativeSpec functions[] = {
    { "_array_reconstructor(arraytype, typecode, mformat_code, items, /)", array_reconstructor,
      "An array from what a pickle has." },
    { 0 },
};

static const ClassSpec *const classes[] = { &array_class, &array_iterator_class, NULL };

const ModuleSpec _array_module = {
    .name = "_array",
    .doc = "Arrays of numbers or characters of one kind.",
    .functions = functions,
    .classes = classes,
    .init = init,
};
