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

Outcome class_getitem(Call *call) { return give(call, alias_new(&alias_type, call->args[0], call->args[1])); }

static Outcome alias_call(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    return call_spread(call, alias_of(call->args[0])->origin, call->args[1], call->args[2]);
}

static Outcome alias_origin(Call *call) { return give(call, retain(alias_of(call->args[0])->origin)); }
static Outcome alias_args(Call *call) { return give(call, retain(alias_of(call->args[0])->arguments)); }
static Outcome help(Call *call, const char *helper, size_t count, const Value *args) {
    if (call->step) return DONE;
    call->step = 1;
    return call_helper(call, helper, count, args);
}

/* Classes alone have none, and most aliases have nothing else. */
static Outcome alias_parameters(Call *call) {
    const Tuple *arguments = tuple_of(alias_of(call->args[0])->arguments);
    size_t i = 0;
    while (i < arguments->count && has_type(arguments->items[i], TYPE_ID_TYPE)) i++;
    if (i == arguments->count) return give(call, tuple_from(NULL, 0));
    return help(call, "_alias_parameters", 1, &alias_of(call->args[0])->arguments);
}

static Outcome alias_get_item(Call *call) { return help(call, "_alias_item", 2, call->args); }

static Outcome alias_repr(Call *call) {
    Buffer out = { 0 };
    if (call->step) return DONE;
    if (alias_type.repr(&out, call->args[0], 0) == YES) return give_buffer(call, &out);
    buffer_clear(&out);
    return help(call, "_repr", 1, call->args);
}

static Outcome alias_unpacked(Call *call) { return give_bool(call, false); }
static Outcome alias_no_items(Call *call) { return give_none(call); }

static Outcome alias_entries(Call *call) {
    return give(call, tuple_from(&alias_of(call->args[0])->origin, 1));
}

static const NativeSpec alias_methods[] = {
    TYPE_UNION_ROWS,
    { "__repr__(self, /)", alias_repr, "Return repr(self)." },
    { "__call__(self, /, *args, **kwargs)", alias_call, "Call the class." },
    { "__getitem__(self, key, /)", alias_get_item, "An alias takes no further arguments." },
    { "__mro_entries__(self, bases, /)", alias_entries, "The class that stands for it among bases." },
    { "__origin__", alias_origin },
    { "__args__", alias_args },
    { "__parameters__", alias_parameters },
    { "__unpacked__", alias_unpacked, .flags = NATIVE_MEMBER },
    { "__typing_unpacked_tuple_args__", alias_no_items },
    { 0 }
};

static Outcome alias_make(Call *call) {
    const Class *class = (const Class *)object_of(call->args[0]);
    const Type *type = class->is_native ? &alias_type : &class->type;
    return give(call, alias_new(type, call->args[1], call->args[2]));
}

const ClassSpec alias_class_spec = { .type = &alias_type,
                                     .is_hidden = true,
                                     .module = "types",
                                     .make = { "GenericAlias(cls, origin, args, /)", alias_make, NULL,
                                               ARGS_UNPACK },
                                     .methods = alias_methods };
