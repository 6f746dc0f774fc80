/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classes dict_keys, dict_values and dict_items. Their operators as sets are seldom used and take any
 * iterable: they are helpers in the notation. */
#include "builtin/classes/container.h"
#include "vm/attribute.h"

/* ---- membership */

static Outcome keys_contains(Call *call) {
    Dict *dict = dict_peek_viewed(call->args[0]);
    HashedKey key;
    Outcome outcome = arg_key(call, dict_value(dict), 1, &key);
    return outcome == DONE ? give_bool(call, dict_peek_entry(dict, key) != NULL) : outcome;
}

static Outcome items_contains(Call *call) {
    if (call->step == 1) return DONE;
    Verdict found = dict_items_contain(dict_peek_viewed(call->args[0]), call->args[1], 0);
    if (found <= YES) return give_bool(call, found == YES);
    call->step = 1;
    return call_helper(call, "_items_contain", 2, call->args);
}

static Outcome view_reversed(Call *call) {
    return give(call, dict_reverse_iterate(dict_peek_viewed(call->args[0]), object_type(call->args[0])->id));
}

static Outcome view_mapping(Call *call) {
    return give(call, mapping_proxy_new(dict_value(dict_peek_viewed(call->args[0]))));
}

/* ---- operators */

static Outcome helped(Call *call, const char *helper, size_t left, size_t right) {
    if (call->step == 1) return DONE;
    call->step = 1;
    return call_helper(call, helper, 2, (Value[]){ call->args[left], call->args[right] });
}

/* As the set of the dict's own keys, where it is no subclass: a set that is made of a dict has room for it at
 * once, which shows in the order. */
static Outcome helped_from_dict(Call *call, const char *helper, size_t left, size_t right) {
    Value view = call->args[left];
    if (call->step == 0 && has_type(view, TYPE_ID_DICT_KEYS)) {
        Value dict = dict_value(dict_peek_viewed(view));
        if (object_type(dict) == &dict_type) replace_take(&call->args[left], retain(dict));
    }
    return helped(call, helper, left, right);
}

static Outcome view_and(Call *call) { return helped(call, "_view_and", 0, 1); }
static Outcome view_rand(Call *call) { return helped(call, "_view_and", 1, 0); }
static Outcome view_or(Call *call) { return helped_from_dict(call, "_view_or", 0, 1); }
static Outcome view_ror(Call *call) { return helped_from_dict(call, "_view_or", 1, 0); }
static Outcome view_sub(Call *call) { return helped_from_dict(call, "_view_sub", 0, 1); }
static Outcome view_rsub(Call *call) { return helped_from_dict(call, "_view_sub", 1, 0); }
static Outcome view_xor(Call *call) { return helped_from_dict(call, "_view_xor", 0, 1); }
static Outcome view_rxor(Call *call) { return helped_from_dict(call, "_view_xor", 1, 0); }
static Outcome view_isdisjoint(Call *call) { return helped(call, "_view_isdisjoint", 0, 1); }

#define VIEW_OPERATORS                                                                                       \
    { "__and__(self, value, /)", view_and, "Return self&value." },                                           \
        { "__rand__(self, value, /)", view_rand, "Return value&self." },                                     \
        { "__or__(self, value, /)", view_or, "Return self|value." },                                         \
        { "__ror__(self, value, /)", view_ror, "Return value|self." },                                       \
        { "__sub__(self, value, /)", view_sub, "Return self-value." },                                       \
        { "__rsub__(self, value, /)", view_rsub, "Return value-self." },                                     \
        { "__xor__(self, value, /)", view_xor, "Return self^value." },                                       \
        { "__rxor__(self, value, /)", view_rxor, "Return value^self." }, {                                   \
        "isdisjoint(self, other, /)", view_isdisjoint, "Whether no item of other is in the view."            \
    }

#define VIEW_ROWS                                                                                            \
    CONTAINER_LENGTH, CONTAINER_ITERATE, CONTAINER_REPR,                                                     \
        { "__reversed__(self, /)", view_reversed, "An iterator over the view, the last item first." }, {     \
        "mapping", view_mapping, "The dict that is viewed."                                                  \
    }

static const NativeSpec keys_methods[] = {
    VIEW_ROWS,
    { "__contains__(self, key, /)", keys_contains, "Return key in self.", .style = ARGS_WRAPPER },
    CONTAINER_COMPARISONS,
    VIEW_OPERATORS,
    { 0 },
};

static const NativeSpec values_methods[] = { VIEW_ROWS, { 0 } };

static const NativeSpec items_methods[] = {
    VIEW_ROWS,
    { "__contains__(self, key, /)", items_contains, "Return key in self.", .style = ARGS_WRAPPER },
    CONTAINER_COMPARISONS,
    VIEW_OPERATORS,
    { 0 },
};

const ClassSpec dict_keys_class_spec = { .type = &dict_keys_type,
                                         .is_hidden = true,
                                         .methods = keys_methods };
const ClassSpec dict_values_class_spec = { .type = &dict_values_type,
                                           .is_hidden = true,
                                           .methods = values_methods };
const ClassSpec dict_items_class_spec = { .type = &dict_items_type,
                                          .is_hidden = true,
                                          .methods = items_methods };
