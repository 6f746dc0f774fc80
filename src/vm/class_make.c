/* SPDX-License-Identifier: GPL-3.0-or-later */
/* type.__new__: a class from its name, its bases and the names of its body; then its descriptors learn their
 * names, and its parent hears of it.
 * See https://docs.python.org/3.11/reference/datamodel.html#creating-the-class-object */
#include "vm/class_make.h"
#include "vm/attribute.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/special.h"

enum { MAKE_METACLASS, MAKE_NAME, MAKE_BASES, MAKE_NAMES, MAKE_KEYWORDS };
enum { STEP_SLOTS = 1, STEP_ORDER, STEP_ORDER_LISTED, STEP_NAMES, STEP_PARENT, STEP_TELL, STEP_END };

Class *class_choose_metaclass(Task *task, Class *metaclass, Value bases) {
    for (size_t i = 0; i < tuple_of(bases)->count; i++) {
        Class *other = value_class(task->machine, tuple_of(bases)->items[i]);
        if (class_is_subclass(metaclass, other)) continue;
        if (!class_is_subclass(other, metaclass)) {
            raise_error(task, TypeError,
                        "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                        "subclass of the metaclasses of all its bases");
            return NULL;
        }
        metaclass = other;
    }
    return metaclass;
}

/* ---- bases */

bool class_check_bases(Task *task, Value bases) {
    const Tuple *tuple = tuple_of(bases);
    for (size_t i = 0; i < tuple->count; i++) {
        if (!has_type(tuple->items[i], TYPE_ID_TYPE)) {
            raise_error(task, TypeError, "bases must be types");
            return false;
        }
        const Class *class = (Class *)object_of(tuple->items[i]);
        if (class->native->flags & TYPE_SUBCLASSABLE) continue;
        raise_error(task, TypeError, "type '%s' is not an acceptable base type", class->type.name);
        return false;
    }
    if (class_best_base(bases)) return true;
    raise_error(task, TypeError, "multiple bases have instance lay-out conflict");
    return false;
}

Outcome class_raise_order(Task *task, Value bases) {
    const Tuple *tuple = tuple_of(bases);
    for (size_t i = 0; i < tuple->count; i++) {
        for (size_t j = 0; j < i; j++) {
            if (is_same(tuple->items[i], tuple->items[j]))
                return raise_error(task, TypeError, "duplicate base class %U",
                                   ((Class *)object_of(tuple->items[i]))->name);
        }
    }
    Buffer names = { 0 };
    for (size_t i = 0; i < tuple->count; i++) {
        if (i) buffer_append_text(&names, ", ");
        str_append_utf8(&names, ((Class *)object_of(tuple->items[i]))->name);
    }
    Outcome outcome =
        raise_error(task, TypeError, "Cannot create a consistent method resolution\norder (MRO) for bases %s",
                    buffer_text(&names));
    buffer_clear(&names);
    return outcome;
}

/* ---- the namespace */

static bool check_names(Task *task, Value name, Dict *names) {
    Value qualname = dict_peek_text(names, "__qualname__"), cell = dict_peek_text(names, "__classcell__");
    bool has_null = false;
    for (size_t i = 0; i < str_count(name); i++) has_null = has_null || str_peek_at(str_of(name), i) == 0;
    if (has_null)
        raise_error(task, ValueError, "type name must not contain null characters");
    else if (!is_absent(qualname) && !is_str(qualname))
        raise_error(task, TypeError, "type __qualname__ must be a str, not %T", qualname);
    else if (!is_absent(cell) && !has_type(cell, TYPE_ID_CELL))
        raise_error(task, TypeError, "__classcell__ must be a nonlocal cell, not %R",
                    object_value(value_class(task->machine, cell)));
    else
        return true;
    return false;
}

static void remove_text(Dict *dict, const char *text) {
    Value name = str_new(text);
    dict_remove_str(dict, name);
    release(name);
}

/* A class whose methods use super() or __class__ left their cell in the namespace. */
static void fill_class_cell(Class *class) {
    Value cell = dict_peek_text(class_dict(class), "__classcell__");
    if (is_absent(cell)) return;
    replace_take(&((Cell *)object_of(cell))->content, retain(object_value(class)));
    remove_text(class_dict(class), "__classcell__");
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

static void name_class(Class *class) {
    Dict *names = class_dict(class);
    Value module = dict_peek_text(names, "__module__"), qualname = dict_peek_text(names, "__qualname__");
    if (is_str(module)) replace_take(&class->module, retain(module));
    if (is_str(qualname)) {
        replace_take(&class->qualname, retain(qualname));
        remove_text(names, "__qualname__");
    }
    fill_class_cell(class);
    if (is_absent(dict_peek_text(names, "__doc__"))) /* so that none is inherited */
        dict_define_text_take(names, "__doc__", NONE);
}

/* What abc.ABCMeta would be told by collections.abc: which patterns its instances match. */
static void read_pattern_kind(Class *class, Dict *names) {
    Value flags = dict_peek_text(names, "__abc_tpflags__");
    if (!is_small_int(flags)) return;
    bool is_sequence = small_int_of(flags) & 1 << 5, is_mapping = small_int_of(flags) & 1 << 6;
    class->pattern_kind = is_sequence ? PATTERN_SEQUENCE : is_mapping ? PATTERN_MAPPING : PATTERN_NONE;
}

/* ---- the steps */

static Outcome make(Call *call, Value slots) {
    Machine *machine = call_machine(call);
    Value name = call->args[MAKE_NAME], bases = call->args[MAKE_BASES];
    Dict *names = dict_of(call->args[MAKE_NAMES]);
    Slots read = { ABSENT, true, class_may_have_weak(bases) };
    if (!is_absent(slots) && !class_read_slots(call->task, name, bases, names, slots, &read)) return RAISED;
    adjust_namespace(machine, names);
    Class *metaclass = (Class *)object_of(call->args[MAKE_METACLASS]);
    Class *class = class_new_bare(metaclass, name, bases, read.names, names);
    replace_take(&call->keep, object_value(class));
    class_add_members(machine, class, &read);
    release(read.names);
    name_class(class);
    call->step = STEP_NAMES;
    if (!metaclass->is_native) {
        read_pattern_kind(class, names);
        Value key = str_new("mro"), interned = str_intern(key), hook = class_find(metaclass, interned);
        release(key);
        release(interned);
        if (!has_type(hook, TYPE_ID_METHOD_DESCRIPTOR)) {
            call->step = STEP_ORDER;
            return call_method(call, call->keep, "mro", 0, NULL);
        }
    }
    return class_linearise(class) ? DONE : class_raise_order(call->task, bases);
}

/* __slots__ may be anything that gives names. */
static Outcome read_slots(Call *call) {
    if (call->step == STEP_SLOTS) {
        Value slots = take_result(call);
        Outcome outcome = make(call, slots);
        release(slots);
        return outcome;
    }
    Value slots = dict_peek_text(dict_of(call->args[MAKE_NAMES]), "__slots__");
    const Value *items;
    size_t count;
    if (is_absent(slots) || is_str(slots) || (sequence_peek(slots, &items, &count) && !value_hooks(slots)))
        return make(call, slots);
    call->step = STEP_SLOTS;
    return call_native(call, operation_to_list, 0, 1, &slots);
}

static Outcome check_arguments(Call *call) {
    Machine *machine = call_machine(call);
    Value *args = call->args;
    if (tuple_of(args[MAKE_BASES])->count == 0) {
        Value object = object_value(machine->classes[TYPE_ID_OBJECT]);
        replace_take(&args[MAKE_BASES], tuple_from(&object, 1));
    }
    if (!class_check_bases(call->task, args[MAKE_BASES]) ||
        !check_names(call->task, args[MAKE_NAME], dict_of(args[MAKE_NAMES])))
        return RAISED;
    if (call->mark == MAKE_OF_STATEMENT && object_type(args[MAKE_NAMES]) == &dict_type) return DONE;
    Dict *names = dict_copy(dict_of(args[MAKE_NAMES]));
    if (!names) return raise_memory(call->task);
    replace_take(&args[MAKE_NAMES], dict_value(names));
    return DONE;
}

/* What a metaclass's mro() gave. */
static Outcome take_order(Call *call) {
    Class *class = (Class *)object_of(call->keep);
    const List *list = list_of(call->result);
    for (size_t i = 0; i < list->count; i++) {
        if (!has_type(list->items[i], TYPE_ID_TYPE))
            return raise_error(call->task, TypeError, "mro() returned a non-class ('%T')", list->items[i]);
        const Class *of = (const Class *)object_of(list->items[i]);
        Value pair = tuple_from((Value[]){ object_value(class), list->items[i] }, 2);
        bool fits = is_absent(pair) || class_best_base(pair) == class;
        release(pair);
        if (fits) continue;
        return raise_error(call->task, TypeError, "mro() returned base with unsuitable layout ('%U')",
                           of->name);
    }
    Value order = tuple_from(list->items, list->count);
    if (is_absent(order)) return raise_memory(call->task);
    class_set_mro(class, order);
    release(order);
    call->step = STEP_NAMES;
    return DONE;
}

/* ---- telling */

static Outcome raise_of_name(Call *call, Value descriptor, Value name) {
    Task *task = call->task;
    Value cause = task_take_exception(task);
    raise_error(task, RuntimeError, "Error calling __set_name__ on '%T' instance %R in '%U'", descriptor,
                name, ((Class *)object_of(call->keep))->name);
    ExceptionObject *exception = exception_of(task->exception);
    replace_take(&exception->context, retain(cause));
    replace_take(&exception->cause, cause);
    return RAISED;
}

static bool has_set_name(Machine *machine, Value value) {
    if (!is_object(value)) return false;
    const Type *type = object_type(value);
    if (!(type->flags & TYPE_HEAP) && type->id != TYPE_ID_OTHER) return false;
    return !is_absent(class_peek_special(value_class(machine, value), SPECIAL_set_name));
}

static void tell_property(const DictEntry *entry) {
    if (is_object(entry->value) && object_type(entry->value) == &property_type)
        replace_take(&((Property *)object_of(entry->value))->name, retain(entry->key));
}

/* Descriptors of the body learn their names: those that were in it when this began, told one by one from a
 * copy in call->result's place, which args[MAKE_NAMES] keeps. */
static Outcome tell_names(Call *call) {
    Dict *names = dict_of(call->args[MAKE_NAMES]);
    if (!is_absent(call->task->exception)) {
        const DictEntry *entry = &names->entries[call->mark - 1];
        return raise_of_name(call, entry->value, entry->key);
    }
    while ((size_t)call->mark < names->entry_count) {
        const DictEntry *entry = &names->entries[call->mark++];
        if (is_absent(entry->key)) continue;
        tell_property(entry);
        if (!has_set_name(call_machine(call), entry->value)) continue;
        call->catches = true;
        return call_special(call, entry->value, SPECIAL_set_name, 2, (Value[]){ call->keep, entry->key });
    }
    call->catches = false;
    call->step = STEP_PARENT;
    return DONE;
}

static bool needs_telling(Machine *machine, const Class *class) {
    for (size_t i = 0; i < class->mro_count; i++) {
        const Class *of = class->mro[i];
        if (of == class) continue;
        if (!is_absent(dict_peek_str(class_dict(of), machine->names[SPECIAL_init_subclass])))
            return !of->is_native;
    }
    return false;
}

/* The parent's __init_subclass__ gets the new class and the keywords of the class statement. */
static Outcome tell_parent(Call *call) {
    Machine *machine = call_machine(call);
    Class *class = (Class *)object_of(call->keep);
    Value keywords = call->args[MAKE_KEYWORDS];
    bool has_keywords = !is_absent(keywords) && dict_of(keywords)->count;
    if (call->step == STEP_PARENT) {
        call->step = STEP_TELL;
        if (!has_keywords && !needs_telling(machine, class)) return call->step = STEP_END, DONE;
        Value super = super_new(class, class, call->keep);
        Value args[] = { super, machine->names[SPECIAL_init_subclass] };
        Outcome outcome = call_native(call, operation_get_attribute, 0, 2, args);
        release(super);
        return outcome;
    }
    Value hook = take_result(call), none = tuple_from(NULL, 0);
    call->step = STEP_END;
    Outcome outcome = call_spread(call, hook, none, has_keywords ? keywords : ABSENT);
    release(hook);
    release(none);
    return outcome;
}

/* Descriptors are told from a copy: they may change the class. */
static Outcome begin_telling(Call *call) {
    Class *class = (Class *)object_of(call->keep);
    class_changed(class);
    Dict *names = dict_copy(class_dict(class));
    if (!names) return raise_memory(call->task);
    replace_take(&call->args[MAKE_NAMES], dict_value(names));
    call->mark = 0;
    return tell_names(call);
}

Outcome operation_make_class(Call *call) {
    Outcome outcome = DONE;
    if (call->step == 0 && check_arguments(call) == RAISED) return RAISED;
    if (call->step <= STEP_SLOTS) {
        outcome = read_slots(call);
        if (outcome == DONE) outcome = begin_telling(call);
    } else if (call->step == STEP_ORDER) {
        call->step = STEP_ORDER_LISTED;
        Value order = take_result(call);
        outcome = call_native(call, operation_to_list, 0, 1, &order);
        release(order);
    } else if (call->step == STEP_ORDER_LISTED) {
        outcome = take_order(call);
        if (outcome == DONE) outcome = begin_telling(call);
    } else if (call->step == STEP_NAMES) {
        outcome = tell_names(call);
    }
    if (outcome == DONE && (call->step == STEP_PARENT || call->step == STEP_TELL))
        outcome = tell_parent(call);
    if (outcome != DONE || call->step != STEP_END) return outcome;
    return give(call, retain(call->keep));
}
