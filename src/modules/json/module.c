/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _json: what Python's json package has in C. See https://docs.python.org/3.11/library/json.html */
#include "modules/json/text.h"
#include "vm/machine.h"

static Outcome raise_no_string(Call *call) {
    return raise_error(call->task, TypeError, "first argument must be a string, not %T", call->args[0]);
}

/* scanstring(string, end, strict): the string that begins at `end`, and where it ends. */
static Outcome scan_string(Call *call) {
    if (call->step >= JSON_RAISE) return json_raise_further(call, call->args[0]);
    int64_t end;
    JsonProblem problem;
    Outcome outcome = arg_integer(call, 1);
    if (outcome == DONE) outcome = arg_truth(call, 2);
    if (outcome != DONE) return outcome;
    if (!arg_int64(call, 1, &end)) return RAISED;
    if (!is_str(call->args[0])) return raise_no_string(call);
    const Str *text = str_of(call->args[0]);
    if (end < 0 || (size_t)end > text->count)
        return raise_error(call->task, ValueError, "end is out of bounds");
    size_t at = (size_t)end;
    Value string = json_scan_string(text, &at, is_same(call->args[2], TRUE), NULL, &problem);
    if (problem.message) return json_raise(call, &problem);
    if (is_absent(string)) return raise_memory(call->task);
    return give(call, tuple_pair_take(string, int_from_int64((int64_t)at)));
}

static Outcome encode(Call *call, bool ascii) {
    Buffer out = { 0 };
    if (!is_str(call->args[0])) return raise_no_string(call);
    json_append_string(&out, str_of(call->args[0]), ascii);
    return give_buffer(call, &out);
}

Outcome json_encode_string(Call *call) { return encode(call, false); }
Outcome json_encode_string_ascii(Call *call) { return encode(call, true); }

static const NativeSpec json_functions[] = {
    { "scanstring(string, end, strict=True, /)", scan_string, NULL },
    { "encode_basestring(string, /)", json_encode_string, NULL },
    { "encode_basestring_ascii(string, /)", json_encode_string_ascii, NULL },
    { 0 },
};

static const ClassSpec *const json_classes[] = { &json_scanner_class, &json_encoder_class, NULL };

/* The classes stand in the module by the names of the functions that they are in Python's json. */
static bool json_init(Machine *machine, Module *module) {
    dict_define_text_take(module->dict, "make_scanner",
                          retain(object_value(machine_class(machine, &json_scanner_type))));
    dict_define_text_take(module->dict, "make_encoder",
                          retain(object_value(machine_class(machine, &json_encoder_type))));
    return true;
}

const ModuleSpec json_module = {
    .name = "_json",
    .doc = "Texts of JSON, read and written, for Python's json.",
    .functions = json_functions,
    .classes = json_classes,
    .init = json_init,
};
