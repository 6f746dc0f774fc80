/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class statement: runs the body over a namespace of its own, then makes the class of what it has
 * defined. See https://docs.python.org/3.11/reference/datamodel.html#customizing-class-creation */
#include "base/text.h"
#include "value/alias.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/quick.h"
#include "vm/special.h"

enum { BUILD_BODY_DONE = 1, BUILD_NAMES = 2, BUILD_SUBCLASS = 3, BUILD_END = 4 };

static bool check_base(Task *task, Value base) {
    if (!has_type(base, TYPE_ID_TYPE)) {
        raise_error(task, TypeError, "a base that is no class (%T) is not in causette's notation", base);
        return false;
    }
    const Class *class = (Class *)object_of(base);
    if (class->native->flags & TYPE_SUBCLASSABLE) return true;
    if (class->native->id == TYPE_ID_TYPE) {
        raise_error(task, TypeError, "metaclasses are not in causette's notation");
        return false;
    }
    raise_error(task, TypeError, "type '%s' is not an acceptable base type", class->type.name);
    return false;
}

static bool has_alias(Value bases) {
    const Tuple *tuple = tuple_of(bases);
    for (size_t i = 0; i < tuple->count; i++) {
        if (has_type(tuple->items[i], TYPE_ID_ALIAS)) return true;
    }
    return false;
}

/* Of `class C(list[int])` the base is list. Owned. */
static Value without_aliases(Value bases) {
    if (!has_alias(bases)) return retain(bases);
    Value result = tuple_from(tuple_of(bases)->items, tuple_of(bases)->count);
    if (is_absent(result)) return ABSENT;
    const Tuple *tuple = tuple_of(result);
    for (size_t i = 0; i < tuple->count; i++)
        replace_take(&tuple_of(result)->items[i], retain(alias_peek_origin(tuple->items[i])));
    return result;
}

static bool check_bases(Task *task, Value bases) {
    const Tuple *tuple = tuple_of(bases);
    for (size_t i = 0; i < tuple->count; i++) {
        if (!check_base(task, tuple->items[i])) return false;
        for (size_t j = 0; j < i; j++) {
            if (!is_same(tuple->items[i], tuple->items[j])) continue;
            raise_error(task, TypeError, "duplicate base class %U",
                        ((Class *)object_of(tuple->items[i]))->name);
            return false;
        }
    }
    return true;
}

static bool check_layout(Task *task, Value bases) {
    if (class_best_base(bases)) return true;
    raise_error(task, TypeError, "multiple bases have instance lay-out conflict");
    return false;
}

static Outcome raise_order(Call *call, Value bases) {
    Buffer names = { 0 };
    const Tuple *tuple = tuple_of(bases);
    for (size_t i = 0; i < tuple->count; i++) {
        if (i) buffer_append_text(&names, ", ");
        str_append_utf8(&names, ((Class *)object_of(tuple->items[i]))->name);
    }
    Outcome outcome = raise_error(call->task, TypeError,
                                  "Cannot create a consistent method resolution\norder (MRO) for bases %s",
                                  buffer_text(&names));
    buffer_clear(&names);
    return outcome;
}

/* A class whose methods use super() or __class__ left their cell in the namespace. */
static void fill_class_cell(Dict *names, Value class) {
    Value cell = dict_peek_text(names, "__classcell__");
    if (!has_type(cell, TYPE_ID_CELL)) return;
    replace_take(&((Cell *)object_of(cell))->content, retain(class));
    Value name = str_new("__classcell__");
    dict_remove_str(names, name);
    release(name);
}

/* __eq__ without __hash__ makes instances unhashable; __new__ is a static method and these two are class
 * methods. */
static void adjust_namespace(Machine *machine, Dict *names) {
    static const struct {
        Special special;
        const Type *wrapper;
    } rows[] = { { SPECIAL_new, &staticmethod_type },
                 { SPECIAL_init_subclass, &classmethod_type },
                 { SPECIAL_class_getitem, &classmethod_type } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Value name = machine->names[rows[i].special], found = dict_peek_str(names, name);
        if (!has_type(found, TYPE_ID_FUNCTION)) continue;
        Value wrapper = method_wrapper_new(rows[i].wrapper, found);
        dict_define(names, name, wrapper);
        release(wrapper);
    }
    bool compares = !is_absent(dict_peek_str(names, machine->names[SPECIAL_eq]));
    if (compares && is_absent(dict_peek_str(names, machine->names[SPECIAL_hash])))
        dict_define(names, machine->names[SPECIAL_hash], NONE);
}

/* ints, bytes and tuples have their items behind them, where slots would be. */
static bool has_items_behind(const Type *native) {
    return native->id == TYPE_ID_INT || native->id == TYPE_ID_BYTES || native->id == TYPE_ID_TUPLE;
}

/* Whether its instances take any attribute. */
static bool has_dict(const Class *class) {
    return class->is_native ? class->type.attributes_offset != 0 : !class->slots_only;
}

static bool holds_dict(const Value *slots, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (str_is(slots[i], "__dict__")) return true;
    }
    return false;
}

static bool check_slot(Task *task, const Dict *names, Value slot) {
    if (!is_str(slot)) {
        raise_error(task, TypeError, "__slots__ items must be strings, not '%T'", slot);
        return false;
    }
    const Str *text = str_of(slot);
    bool is_name = text->count > 0 && text_is_identifier_start(str_peek_at(text, 0));
    for (size_t i = 1; is_name && i < text->count; i++)
        is_name = text_is_identifier_part(str_peek_at(text, i));
    if (!is_name) {
        raise_error(task, TypeError, "__slots__ must be identifiers");
        return false;
    }
    bool is_made = str_is(slot, "__qualname__") || str_is(slot, "__classcell__");
    if (is_made || is_absent(dict_peek_str((Dict *)names, slot))) return true;
    raise_error(task, ValueError, "%R in __slots__ conflicts with class variable", slot);
    return false;
}

/* "__dict__" among the slots is room for any attribute. */
static bool has_slots_alone(const Dict *names) {
    Value slots = dict_peek_text((Dict *)names, "__slots__");
    const Value *items = &slots;
    size_t count = is_absent(slots) ? 0 : 1;
    if (count && !is_str(slots)) sequence_peek(slots, &items, &count);
    return !is_absent(slots) && !holds_dict(items, count);
}

static bool check_slots(Task *task, Value bases, const Dict *names) {
    Value slots = dict_peek_text((Dict *)names, "__slots__");
    if (is_absent(slots)) return true;
    const Value *items = &slots;
    size_t count = 1;
    if (!is_str(slots) && !sequence_peek(slots, &items, &count)) {
        const Type *type = value_type(slots);
        if (type->iterate || type->next || type->flags & TYPE_HEAP) return true;
        raise_error(task, TypeError, "'%T' object is not iterable", slots);
        return false;
    }
    const Tuple *tuple = tuple_of(bases);
    for (size_t i = 0; count && i < tuple->count; i++) {
        const Class *base = (const Class *)object_of(tuple->items[i]);
        if (has_dict(base) && holds_dict(items, count)) {
            raise_error(task, TypeError, "__dict__ slot disallowed: we already got one");
            return false;
        }
        if (!has_items_behind(base->native)) continue;
        raise_error(task, TypeError, "nonempty __slots__ not supported for subtype of '%U'", base->name);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!check_slot(task, names, items[i])) return false;
    }
    return true;
}

static Outcome make_class(Call *call, Value name, Value given, Dict *names) {
    Machine *machine = call_machine(call);
    Value bases = without_aliases(given);
    if (is_absent(bases)) return raise_memory(call->task);
    if (!check_slots(call->task, bases, names)) return release(bases), RAISED;
    adjust_namespace(machine, names);
    if (!is_same(bases, given)) dict_define_text_take(names, "__orig_bases__", retain(given));
    Class *class = class_new(name, bases, names);
    if (!class) raise_order(call, bases);
    release(bases);
    if (!class) return RAISED;
    Value value = object_value(class);
    Value module = dict_peek_text(names, "__module__"), qualname = dict_peek_text(names, "__qualname__");
    if (is_str(module)) replace_take(&class->module, retain(module));
    if (is_str(qualname)) {
        replace_take(&class->qualname, retain(qualname));
        Value key = str_new("__qualname__");
        dict_remove_str(class_dict(class), key);
        release(key);
    }
    fill_class_cell(class_dict(class), value);
    if (is_absent(dict_peek_text(class_dict(class), "__doc__"))) /* so that none is inherited */
        dict_define_text_take(class_dict(class), "__doc__", NONE);
    class->slots_only = has_slots_alone(class_dict(class));
    for (size_t i = 1; i < class->mro_count; i++) {
        const Class *base = class->mro[i];
        if (has_dict(base)) class->slots_only = false;
    }
    class_changed(class);
    return give(call, value);
}

/* Descriptors of the body learn their names. */
static Outcome tell_names(Call *call) {
    Machine *machine = call_machine(call);
    Class *class = (Class *)object_of(call->keep);
    for (DictEntry *entry; (size_t)call->mark < class_dict(class)->entry_count;) {
        entry = &class_dict(class)->entries[call->mark++];
        if (is_absent(entry->key) || !has_type(entry->value, TYPE_ID_INSTANCE)) continue;
        if (is_absent(class_peek_special(value_class(machine, entry->value), SPECIAL_set_name))) continue;
        Value args[] = { call->keep, entry->key };
        return call_special(call, entry->value, SPECIAL_set_name, 2, args);
    }
    return DONE;
}

/* The parent's __init_subclass__ gets the new class and the keywords of the class statement. */
static Outcome tell_parent(Call *call) {
    Class *class = (Class *)object_of(call->keep);
    Value keywords = call->args[3];
    Value name = call_machine(call)->names[SPECIAL_init_subclass], hook = ABSENT;
    for (size_t i = 1; i < class->mro_count && is_absent(hook); i++)
        hook = dict_peek_str(class_dict(class->mro[i]), name);
    bool has_keywords = !is_absent(keywords) && dict_of(keywords)->count;
    if (has_type(hook, TYPE_ID_CLASSMETHOD)) hook = ((MethodWrapper *)object_of(hook))->function;
    if (!has_type(hook, TYPE_ID_FUNCTION)) {
        if (!has_keywords) return DONE;
        return raise_error(call->task, TypeError, "%U.__init_subclass__() takes no keyword arguments",
                           class->name);
    }
    Value tuple = tuple_from(&call->keep, 1);
    Outcome outcome = call_spread(call, hook, tuple, has_keywords ? keywords : ABSENT);
    release(tuple);
    return outcome;
}

Outcome operation_build_class(Call *call) {
    Machine *machine = call_machine(call);
    Outcome outcome;
    if (call->step == 0) {
        if (is_list(call->args[2])) {
            Value tuple = tuple_from(list_of(call->args[2])->items, list_of(call->args[2])->count);
            if (is_absent(tuple)) return raise_memory(call->task);
            replace_take(&call->args[2], tuple);
        }
        if (tuple_of(call->args[2])->count == 0) {
            Value object = object_value(machine->classes[TYPE_ID_OBJECT]);
            replace_take(&call->args[2], tuple_from(&object, 1));
        }
        Value keywords = call->args[3];
        if (!is_absent(keywords) && !is_absent(dict_peek_text(dict_of(keywords), "metaclass")))
            return raise_error(call->task, TypeError, "metaclasses are not in causette's notation");
        bool made = is_dict(call->args[0]); /* type(name, bases, dict): there is no body to run */
        if (made && has_alias(call->args[2]))
            return raise_error(call->task, TypeError,
                               "type() doesn't support MRO entry resolution; use types.new_class()");
        Value bases = without_aliases(call->args[2]);
        if (is_absent(bases)) return raise_memory(call->task);
        bool fit = check_bases(call->task, bases) && check_layout(call->task, bases);
        release(bases);
        if (!fit) return RAISED;
        call->step = BUILD_BODY_DONE;
        Dict *names = made ? dict_copy(dict_of(call->args[0])) : dict_new();
        if (!names) return raise_memory(call->task);
        call->keep = dict_value(names);
        if (!made) return call_body(call, call->args[0], names);
    }
    if (call->step == BUILD_BODY_DONE) {
        if (make_class(call, call->args[1], call->args[2], dict_of(call->keep)) == RAISED) return RAISED;
        replace_take(&call->keep, take_result(call));
        call->step = BUILD_NAMES;
    }
    if (call->step == BUILD_NAMES) {
        outcome = tell_names(call);
        if (outcome != DONE) return outcome;
        call->step = BUILD_SUBCLASS;
        outcome = tell_parent(call);
        if (outcome != DONE) return outcome;
    }
    return give(call, retain(call->keep));
}
