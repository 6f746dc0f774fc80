/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What annotations say of classes: int | str, list[int].
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

static const NativeSpec union_methods[] = { TYPE_UNION_ROWS, { "__args__", union_args }, { 0 } };

const ClassSpec union_class_spec = {
    .type = &union_type, .is_hidden = true, .module = "types", .methods = union_methods
};

/* ---- list[int] */

Outcome class_getitem(Call *call) { return give(call, alias_new(call->args[0], call->args[1])); }

static Outcome alias_call(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    return call_spread(call, alias_of(call->args[0])->origin, call->args[1], call->args[2]);
}

static Outcome alias_get_item(Call *call) {
    Outcome outcome = arg_repr(call, 0);
    return outcome == DONE ? raise_error(call->task, TypeError, "%U is not a generic class", call->args[0])
                           : outcome;
}

static Outcome alias_origin(Call *call) { return give(call, retain(alias_of(call->args[0])->origin)); }
static Outcome alias_args(Call *call) { return give(call, retain(alias_of(call->args[0])->arguments)); }
static Outcome alias_parameters(Call *call) { return give(call, tuple_from(NULL, 0)); }

static Outcome alias_entries(Call *call) {
    return give(call, tuple_from(&alias_of(call->args[0])->origin, 1));
}

static const NativeSpec alias_methods[] = {
    TYPE_UNION_ROWS,
    { "__call__(self, /, *args, **kwargs)", alias_call, "Call the class." },
    { "__getitem__(self, key, /)", alias_get_item, "An alias takes no further arguments." },
    { "__mro_entries__(self, bases, /)", alias_entries, "The class that stands for it among bases." },
    { "__origin__", alias_origin },
    { "__args__", alias_args },
    { "__parameters__", alias_parameters },
    { 0 }
};

const ClassSpec alias_class_spec = {
    .type = &alias_type, .is_hidden = true, .module = "types", .methods = alias_methods
};
