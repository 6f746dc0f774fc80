/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What annotations say of classes: int | str. Of list[int]: alias.c.
 * See https://docs.python.org/3.11/library/stdtypes.html#type-annotation-types-generic-alias-union */
#include "builtin/classes/object.h"
#include "value/alias.h"
#include "value/singleton.h"
#include "value/union.h"
#include "vm/machine.h"
#include "vm/operations.h"

/* ---- int | str */

/* None stands for its class. ABSENT: not for a union. */
static Value union_part(Machine *machine, Value value) {
    if (is_none(value)) return object_value(machine->classes[TYPE_ID_NONE]);
    bool fits =
        has_type(value, TYPE_ID_TYPE) || has_type(value, TYPE_ID_UNION) || has_type(value, TYPE_ID_ALIAS);
    return fits ? value : ABSENT;
}

static Outcome unite(Call *call, Value a, Value b) {
    Machine *machine = call_machine(call);
    a = union_part(machine, a);
    b = union_part(machine, b);
    if (is_absent(a) || is_absent(b)) return give(call, not_implemented_value());
    return give(call, union_new(a, b));
}

Outcome type_or(Call *call) { return unite(call, call->args[0], call->args[1]); }
Outcome type_ror(Call *call) { return unite(call, call->args[1], call->args[0]); }

static Outcome union_args(Call *call) { return give(call, retain(union_peek_classes(call->args[0]))); }

static Outcome union_parameters(Call *call) {
    return give_parameters(call, union_peek_classes(call->args[0]));
}

static Outcome union_get_item(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    return call_helper(call, "_union_item", 2, call->args);
}

static const NativeSpec union_methods[] = { TYPE_UNION_ROWS,
                                            { "__getitem__(self, key, /)", union_get_item,
                                              "The union with its type variables filled in." },
                                            { "__args__", union_args, .flags = NATIVE_MEMBER },
                                            { "__parameters__", union_parameters },
                                            { 0 } };

const ClassSpec union_class_spec = {
    .type = &union_type, .is_hidden = true, .module = "types", .methods = union_methods
};
