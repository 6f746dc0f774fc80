/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _weakref: what Python's own weakref stands on. See https://docs.python.org/3.11/library/weakref.html */
#include "builtin/classes/object.h"
#include "lang/opcodes.h"
#include "modules/_weakref/weakref.h"
#include "value/singleton.h"
#include "vm/operations.h"

static bool check_target(Call *call, Value target) {
    if (may_be_weak(target)) return true;
    const Type *type = value_type(target);
    raise_error(call->task, TypeError, "cannot create weak reference to '%s' object", type->name);
    return false;
}

/* ---- references */

static Outcome weakref_make(Call *call) {
    const Class *class = (const Class *)object_of(call->args[0]);
    Value target = call->args[1], callback = is_none(call->args[2]) ? ABSENT : call->args[2];
    if (!check_target(call, target)) return RAISED;
    return give(call, weak_new(class->is_native ? class->native : &class->type, target, callback));
}

static Outcome weakref_init(Call *call) { return give_none(call); }

static Outcome weakref_call(Call *call) {
    Value target = weak_peek_target(call->args[0]);
    return is_absent(target) ? give_none(call) : give(call, retain(target));
}

static Outcome weakref_callback(Call *call) {
    const Weak *weak = weak_of(call->args[0]);
    return weak->target && !is_absent(weak->callback) ? give(call, retain(weak->callback)) : give_none(call);
}

static Outcome weakref_hash(Call *call) {
    Weak *weak = weak_of(call->args[0]);
    if (weak->has_hash) return give_int(call, weak->hash);
    if (call->step) {
        int64_t hash;
        if (!int_fits_int64(call->result, &hash)) hash = int_hash(call->result);
        weak->hash = hash;
        weak->has_hash = true;
        return give_int(call, hash);
    }
    if (!weak->target) return raise_error(call->task, TypeError, "weak object has gone away");
    call->step = 1;
    return call_native(call, operation_hash, 0, 1, (Value[]){ object_value(weak->target) });
}

static Outcome weakref_compare(Call *call, int64_t comparison) {
    if (call->step) return DONE;
    Value a = call->args[0], b = call->args[1];
    if (!has_layout(b, &weakref_type)) return give(call, not_implemented_value());
    Value x = weak_peek_target(a), y = weak_peek_target(b);
    if (is_absent(x) || is_absent(y)) return give_bool(call, is_same(a, b) == (comparison == COMPARE_EQUAL));
    call->step = 1;
    return call_native(call, operation_compare, comparison, 2, (Value[]){ x, y });
}

static Outcome weakref_eq(Call *call) { return weakref_compare(call, COMPARE_EQUAL); }
static Outcome weakref_ne(Call *call) { return weakref_compare(call, COMPARE_NOT_EQUAL); }

static const NativeSpec weakref_methods[] = {
    { "__init__(self, object, callback=None, /)", weakref_init, NULL, ARGS_UNPACK },
    { "__call__(self)", weakref_call, NULL, ARGS_UNPACK },
    { "__hash__(self, /)", weakref_hash },
    { "__eq__(self, value, /)", weakref_eq },
    { "__ne__(self, value, /)", weakref_ne },
    { "__callback__", weakref_callback, .flags = NATIVE_MEMBER },
    CLASS_GETITEM,
    { 0 },
};

static const ClassSpec weakref_class = {
    .type = &weakref_type,
    .module = "weakref",
    .make = { "ref(cls, object, callback=None, /)", weakref_make, NULL, ARGS_UNPACK },
    .methods = weakref_methods,
};

/* ---- functions */

static Outcome weakref_proxy(Call *call) {
    Value target = call->args[0], callback = is_none(call->args[1]) ? ABSENT : call->args[1];
    if (!check_target(call, target)) return RAISED;
    bool calls = has_type(target, TYPE_ID_FUNCTION) || has_type(target, TYPE_ID_TYPE) ||
                 !is_absent(class_peek_special(value_class(call_machine(call), target), SPECIAL_call));
    return give(call, weak_new(calls ? &weak_callable_proxy_type : &weak_proxy_type, target, callback));
}

static Outcome weakref_count(Call *call) {
    size_t count = 0;
    for (const Weak *weak = weak_first(call->args[0]); weak; weak = weak->next) count++;
    return give_int(call, (int64_t)count);
}

static Outcome weakref_list(Call *call) {
    Value list = list_new(0);
    for (Weak *weak = weak_first(call->args[0]); weak && !is_absent(list); weak = weak->next) {
        if (!list_push(list_of(list), object_value(weak))) replace_take(&list, ABSENT);
    }
    return give(call, list);
}

/* Takes the key out when what stands there is a reference whose target has ended: in one step, so that no
 * other task puts a new one in between. */
static Outcome weakref_remove_dead(Call *call) {
    Value dict = call->args[0];
    if (!is_dict(dict))
        return raise_error(call->task, TypeError, "_remove_dead_weakref() argument 1 must be dict, not %T",
                           dict);
    HashedKey key;
    Outcome outcome = arg_key(call, dict, 1, &key);
    if (outcome != DONE) return outcome;
    Value found = dict_peek(dict_of(dict), key);
    if (is_absent(found)) return give_none(call);
    if (!has_layout(found, &weakref_type)) return raise_error(call->task, TypeError, "not a weakref");
    if (is_absent(weak_peek_target(found))) dict_remove(dict_of(dict), key);
    return give_none(call);
}

static const NativeSpec weakref_functions[] = {
    { "proxy(object, callback=None, /)", weakref_proxy, NULL, ARGS_UNPACK },
    { "getweakrefcount(object, /)", weakref_count },
    { "getweakrefs(object, /)", weakref_list },
    { "_remove_dead_weakref(dct, key, /)", weakref_remove_dead },
    { 0 },
};

static bool weakref_init_module(Machine *machine, Module *module) {
    (void)machine;
    dict_define_text_take(module->dict, "ref", retain(dict_peek_text(module->dict, "ReferenceType")));
    return true;
}

static const ClassSpec *const weakref_classes[] = { &weakref_class, &weak_proxy_class,
                                                    &weak_callable_proxy_class, NULL };

const ModuleSpec _weakref_module = {
    .name = "_weakref",
    .doc = "Weak-reference support module.",
    .functions = weakref_functions,
    .classes = weakref_classes,
    .init = weakref_init_module,
};
