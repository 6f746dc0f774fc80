/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hooks of asynchronous generators, by which an event loop learns of them.
 * See https://docs.python.org/3.11/library/sys.html#sys.set_asyncgen_hooks */
#include "builtin/classes/struct_sequence.h"
#include "modules/sys/sys.h"
#include "vm/async_generator.h"

static const NativeSpec hook_fields[] = {
    STRUCT_FIELD("firstiter", 0),
    STRUCT_FIELD("finalizer", 1),
    { 0 },
};

Outcome sys_get_asyncgen_hooks(Call *call) {
    Value hooks = *async_hooks_of(call->task);
    Value items[] = { NONE, NONE };
    for (size_t i = 0; i < 2 && !is_absent(hooks); i++) items[i] = retain(tuple_of(hooks)->items[i]);
    static const StructSequenceSpec spec = { "builtins", "asyncgen_hooks", hook_fields };
    return give(call, struct_sequence_new_take(call_machine(call), &spec, items, 2));
}

/* "%s" callable or None; what is not given stays. */
static bool check_hook(Call *call, size_t i, const char *name) {
    Value hook = call->args[i];
    if (is_absent(hook) || is_none(hook)) return true;
    bool is_callable = !is_absent(class_peek_special(value_class(call_machine(call), hook), SPECIAL_call)) ||
                       has_type(hook, TYPE_ID_FUNCTION) || has_type(hook, TYPE_ID_METHOD) ||
                       has_type(hook, TYPE_ID_BUILTIN) || has_type(hook, TYPE_ID_METHOD_DESCRIPTOR) ||
                       has_type(hook, TYPE_ID_TYPE);
    if (is_callable) return true;
    raise_error(call->task, TypeError, "callable %s expected, got %T", name, hook);
    return false;
}

Outcome sys_set_asyncgen_hooks(Call *call) {
    if (!check_hook(call, 1, "finalizer") || !check_hook(call, 0, "firstiter")) return RAISED;
    Value *hooks = async_hooks_of(call->task), items[] = { NONE, NONE };
    for (size_t i = 0; i < 2; i++) {
        if (!is_absent(call->args[i]))
            items[i] = call->args[i];
        else if (!is_absent(*hooks))
            items[i] = tuple_of(*hooks)->items[i];
    }
    bool has_some = !is_none(items[0]) || !is_none(items[1]);
    replace_take(hooks, has_some ? tuple_from(items, 2) : ABSENT);
    return give_none(call);
}
