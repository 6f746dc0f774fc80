/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _io_native: the classes of module _io that are in C, for _io.py, which has the others. */
#include "builtin/classes/file_object.h"
#include "modules/io/io.h"

static Value *state_slot(Value object) {
    bool is_file = has_layout(object, &file_type) || has_layout(object, &file_reader_type) ||
                   has_layout(object, &file_writer_type) || has_layout(object, &file_random_type);
    return is_file ? &((File *)object_of(object))->state : NULL;
}

static Outcome get_state(Call *call) {
    Value *slot = state_slot(call->args[0]);
    return give(call, slot && !is_absent(*slot) ? retain(*slot) : NONE);
}

static Outcome set_state(Call *call) {
    Value *slot = state_slot(call->args[0]);
    if (!slot) return raise_error(call->task, TypeError, "'%T' object has no state", call->args[0]);
    replace_take(slot, retain(call->args[1]));
    return give_none(call);
}

/* Whether C does all of it, over a descriptor. */
static Outcome is_plain(Call *call) {
    Value *slot = state_slot(call->args[0]);
    return give_bool(call, slot && is_absent(*slot));
}

static bool io_init(Machine *machine, Module *module) {
    static const Type *const types[] = { &io_base_type,      &io_raw_base_type, &io_buffered_base_type,
                                         &io_text_base_type, &file_type,        &file_reader_type,
                                         &file_writer_type,  &file_random_type };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        Class *class = machine_class(machine, types[i]);
        dict_define(module->dict, class->name, object_value(class));
    }
    Value unsupported = object_value(machine->exceptions[UnsupportedOperation]);
    dict_define_text_take(module->dict, "UnsupportedOperation", retain(unsupported));
    dict_define_text_take(module->dict, "open", retain(dict_peek_text(machine->builtins, "open")));
    return true;
}

static const NativeSpec functions[] = {
    { "_get_state(object, /)", get_state },
    { "_take_parts(file, /)", file_take_parts },
    { "_text_above(file, /)", file_text_above },
    { "_is_left_open(file, /)", file_is_left_open },
    { "_is_plain(file, /)", is_plain },
    { "_set_state(object, state, /)", set_state },
    { 0 },
};

static const ClassSpec *const classes[] = { &bytes_io_class, &string_io_class, NULL };

const ModuleSpec io_module = {
    .name = "_io_native",
    .functions = functions,
    .classes = classes,
    .init = io_init,
};
