/* SPDX-License-Identifier: GPL-3.0-or-later */
/* __slots__: what it may name, and the descriptors that a class gets for it.
 * See https://docs.python.org/3.11/reference/datamodel.html#slots */
#include "base/text.h"
#include "value/weak.h"
#include "vm/builtin.h"
#include "vm/class_make.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include <stdlib.h>

/* Their instances have their items behind them, where slots would be. */
static bool has_items_behind(const Class *class) {
    TypeId id = class->native->id;
    return id == TYPE_ID_INT || id == TYPE_ID_BYTES || id == TYPE_ID_TUPLE;
}

static bool has_dict(const Class *class) {
    return class->is_native ? class->native->attributes_offset != 0 : !class->slots_only;
}

static bool any_base(Value bases, bool (*has)(const Class *)) {
    for (size_t i = 0; i < tuple_of(bases)->count; i++) {
        if (has((const Class *)object_of(tuple_of(bases)->items[i]))) return true;
    }
    return false;
}

static bool has_weak(const Class *class) { return class->has_weak; }

bool class_may_have_weak(Value bases) { return !has_items_behind(class_best_base(bases)); }

static bool check_slot(Task *task, Value slot) {
    if (!is_str(slot)) {
        raise_error(task, TypeError, "__slots__ items must be strings, not '%T'", slot);
        return false;
    }
    const Str *text = str_of(slot);
    bool is_name = text->count > 0 && text_is_identifier_start(str_peek_at(text, 0));
    for (size_t i = 1; is_name && i < text->count; i++)
        is_name = text_is_identifier_part(str_peek_at(text, i));
    if (!is_name) raise_error(task, TypeError, "__slots__ must be identifiers");
    return is_name;
}

/* "__x" in class _C is "_C__x"; owned, interned. */
static Value mangle(Value class_name, Value name) {
    const Str *text = str_of(name), *of = str_of(class_name);
    size_t start = 0;
    while (start < of->count && str_peek_at(of, start) == '_') start++;
    bool is_private =
        text->count > 2 && str_peek_at(text, 0) == '_' && str_peek_at(text, 1) == '_' &&
        !(str_peek_at(text, text->count - 1) == '_' && str_peek_at(text, text->count - 2) == '_');
    if (!is_private || start == of->count) return str_intern(name);
    Buffer out = { 0 };
    buffer_append_byte(&out, '_');
    Value rest = str_slice(class_name, start, 1, of->count - start);
    str_append_utf8(&out, rest);
    release(rest);
    str_append_utf8(&out, name);
    Value mangled = str_from_buffer_take(&out), interned = str_intern(mangled);
    release(mangled);
    return interned;
}

static int compare_names(const void *a, const void *b) {
    return str_compare(*(const Value *)a, *(const Value *)b);
}

static bool note_special(Task *task, Value bases, Value slot, Slots *result) {
    bool is_dict_slot = str_is(slot, "__dict__");
    if (is_dict_slot && (result->has_dict || any_base(bases, has_dict))) {
        raise_error(task, TypeError, "__dict__ slot disallowed: we already got one");
        return false;
    }
    if (!is_dict_slot && (result->has_weak || any_base(bases, has_weak))) {
        raise_error(task, TypeError,
                    "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0");
        return false;
    }
    *(is_dict_slot ? &result->has_dict : &result->has_weak) = true;
    return true;
}

bool class_read_slots(Task *task, Value name, Value bases, Dict *names, Value slots, Slots *result) {
    const Value *items = &slots;
    size_t count = 1, kept = 0;
    if (!is_str(slots)) sequence_peek(slots, &items, &count);
    *result = (Slots){ ABSENT, false, false };
    const Class *best = class_best_base(bases);
    if (count && has_items_behind(best)) {
        raise_error(task, TypeError, "nonempty __slots__ not supported for subtype of '%U'", best->name);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!check_slot(task, items[i])) return false;
    }
    Value *found = memory_get((count + 1) * sizeof *found);
    bool fine = true;
    for (size_t i = 0; fine && i < count; i++) {
        if (str_is(items[i], "__dict__") || str_is(items[i], "__weakref__")) {
            fine = note_special(task, bases, items[i], result);
            continue;
        }
        found[kept] = mangle(name, items[i]);
        bool is_made = str_is(items[i], "__qualname__") || str_is(items[i], "__classcell__");
        fine = is_made || is_absent(dict_peek_str(names, found[kept++]));
        if (!fine) raise_error(task, ValueError, "%R in __slots__ conflicts with class variable", items[i]);
    }
    if (fine && kept) qsort(found, kept, sizeof *found, compare_names);
    if (fine && kept) result->names = tuple_from(found, kept);
    while (kept > 0) release(found[--kept]);
    memory_free(found);
    return fine;
}

/* ---- the descriptors */

static Outcome get_dict(Call *call) {
    Dict *dict = attributes_of(call->args[0], true);
    return dict ? give(call, retain(dict_value(dict))) : raise_error(call->task, AttributeError, "__dict__");
}

static Outcome set_dict(Call *call) {
    Value *slot = attributes_slot(object_of(call->args[0])), value = call->args[1];
    if (!is_absent(value) && !is_dict(value))
        return raise_error(call->task, TypeError, "__dict__ must be set to a dictionary, not a '%T'", value);
    if (slot) replace_take(slot, retain(value));
    return give_none(call);
}

static Outcome get_weak(Call *call) {
    Weak *first = weak_first(call->args[0]);
    return first ? give(call, retain(object_value(first))) : give_none(call);
}

static const NativeSpec dict_row = { "__dict__", get_dict, "dictionary for instance variables (if defined)",
                                     .set = set_dict };
static const NativeSpec weak_row = { "__weakref__", get_weak,
                                     "list of weak references to the object (if defined)" };

static bool own_dict(const Class *class) {
    bool inherited = false;
    for (size_t i = 0; !inherited && i < tuple_of(class->bases)->count; i++)
        inherited = has_dict((const Class *)object_of(tuple_of(class->bases)->items[i]));
    return !inherited;
}

void class_add_members(Machine *machine, Class *class, const Slots *slots) {
    (void)machine;
    for (uint32_t i = 0; i < class->slot_count; i++) {
        Value name = tuple_of(slots->names)->items[i],
              member = member_new(name, class, class->slot_first + i);
        dict_define(class_dict(class), name, member);
        release(member);
    }
    bool inherits_dict = !own_dict(class), inherits_weak = any_base(class->bases, has_weak);
    bool is_metaclass = class->native->id == TYPE_ID_TYPE;
    class->slots_only = !slots->has_dict && !inherits_dict;
    class->has_weak = slots->has_weak || inherits_weak;
    class->type.flags = class->has_weak ? class->type.flags | TYPE_WEAK : class->type.flags & ~TYPE_WEAK;
    if (slots->has_dict && !inherits_dict && !is_metaclass) class_add_native(class, &dict_row);
    if (slots->has_weak && !inherits_weak && !is_metaclass) class_add_native(class, &weak_row);
}
