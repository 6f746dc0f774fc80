/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Enumerations of the built-in modules. A member is an int of the enumeration's class, whose private copy of
 * int's Type prints the name; names stand in the class's dict, so a member needs nothing of its own. */
#include "builtin/classes/int_enum.h"
#include "value/number.h"
#include "vm/builtin.h"
#include <string.h>

/* The dict from number to name, in the order of the table. */
static Dict *names_of(const Class *class) { return dict_of(dict_peek_text(class_dict(class), "_names_")); }
static Dict *members_of(const Class *class) {
    return dict_of(dict_peek_text(class_dict(class), "_value2member_map_"));
}
static bool is_flags(const Class *class) {
    return !is_absent(dict_peek_text(class_dict(class), "_flag_mask_"));
}

static HashedKey key_of(Value number) { return (HashedKey){ number, int_hash(number) }; }

static Class *class_of_member(Value member) { return class_of_heap_type(object_type(member)); }

/* The name of one member, or of flags their names joined by "|", with what no name covers as a number. */
static bool append_name(Buffer *out, const Class *class, int64_t number) {
    Value plain = int_from_int64(number), name = dict_peek(names_of(class), key_of(plain));
    release(plain);
    if (!is_absent(name)) return str_append_utf8(out, name), true;
    if (!is_flags(class) || number == 0) return false;
    int64_t rest = number;
    bool first = true;
    DictEntry *entry;
    for (size_t position = 0; (entry = dict_next(names_of(class), &position));) {
        int64_t bit;
        if (!int_fits_int64(entry->key, &bit) || (bit & (bit - 1)) || !(rest & bit)) continue;
        if (!first) buffer_append_byte(out, '|');
        str_append_utf8(out, entry->value);
        first = false;
        rest &= ~bit;
    }
    if (rest && !first) buffer_append_byte(out, '|');
    if (rest) buffer_append_format(out, "%lld", (long long)rest);
    return true;
}

static Verdict member_repr(Buffer *out, Value self, int depth) {
    (void)depth;
    const Class *class = class_of_member(self);
    int64_t number = 0;
    int_fits_int64(self, &number);
    buffer_append_byte(out, '<');
    str_append_utf8(out, class->name);
    Buffer name = { 0 };
    if (append_name(&name, class, number)) buffer_append_format(out, ".%s", buffer_text(&name));
    buffer_clear(&name);
    buffer_append_format(out, ": %lld>", (long long)number);
    return YES;
}

static Verdict member_str(Buffer *out, Value self) {
    int_format(out, self, 10);
    return YES;
}

static Outcome member_name(Call *call) {
    Buffer name = { 0 };
    int64_t number = 0;
    int_fits_int64(call->args[0], &number);
    if (append_name(&name, class_of_member(call->args[0]), number)) return give_buffer(call, &name);
    buffer_clear(&name);
    return give_none(call);
}

static Outcome member_value(Call *call) { return give(call, int_plain(call->args[0])); }

static Outcome enum_make(Call *call) {
    Class *class = (Class *)object_of(call->args[0]);
    Value given = call->args[1];
    int64_t number;
    if (is_int(given) && int_fits_int64(given, &number)) {
        Value member = int_enum_value(class, number);
        if (!is_small_int(member)) return give(call, member);
    }
    return raise_error(call->task, ValueError, "%R is not a valid %U", given, class->name);
}

/* ---- flags combine */

static Outcome combine(Call *call, Operator operation) {
    Class *class = class_of_member(call->args[0]);
    Value other = call->args[1], result;
    int64_t number;
    if (!is_int(other))
        return give(call, retain(dict_peek_text(call_machine(call)->builtins, "NotImplemented")));
    Value a = int_plain(call->args[0]), b = int_plain(other);
    NumberResult outcome = number_binary(operation, a, b, &result);
    release(a);
    release(b);
    if (outcome != NUMBER_DONE) return raise_memory(call->task);
    if (!int_fits_int64(result, &number)) return give(call, result);
    release(result);
    return give(call, int_enum_value(class, number));
}

static Outcome flag_or(Call *call) { return combine(call, OPERATOR_OR); }
static Outcome flag_and(Call *call) { return combine(call, OPERATOR_AND); }
static Outcome flag_xor(Call *call) { return combine(call, OPERATOR_XOR); }

/* All bits that some member has or may have, but these. */
static Outcome flag_invert(Call *call) {
    Class *class = class_of_member(call->args[0]);
    int64_t number = 0, mask = 0;
    int_fits_int64(call->args[0], &number);
    int_fits_int64(dict_peek_text(class_dict(class), "_flag_mask_"), &mask);
    return give(call, int_enum_value(class, mask & ~number));
}

static Value list_members(Class *class) {
    Value list = list_new(0);
    DictEntry *entry;
    for (size_t position = 0; !is_absent(list) && (entry = dict_next(members_of(class), &position));) {
        if (!list_push(list_of(list), entry->value)) replace_take(&list, ABSENT);
    }
    return list;
}

/* The class is walked: an iterator over its members. */
static Outcome enum_iterate(Call *call) {
    Value list = list_members((Class *)object_of(call->args[0]));
    if (is_absent(list)) return raise_memory(call->task);
    Value iterator = list_type.iterate(list);
    release(list);
    return give(call, iterator);
}

static Outcome enum_get_item(Call *call) {
    Class *class = (Class *)object_of(call->args[0]);
    Value found = is_str(call->args[1]) ? dict_peek_str(class_dict(class), call->args[1]) : ABSENT;
    bool is_member = is_object(found) && object_type(found) == &class->type;
    return is_member ? give(call, retain(found)) : raise_key(call->task, call->args[1]);
}

static const NativeSpec member_rows[] = {
    { "__class_getitem__(cls, name, /)", enum_get_item, NULL, ARGS_AUTO, NATIVE_CLASSMETHOD },
    { "_iterate_(cls, /)", enum_iterate, NULL, ARGS_AUTO, NATIVE_CLASSMETHOD },
    { "name", member_name, "The member's name." },
    { "value", member_value, "The number." },
    { 0 },
};

static const NativeSpec flag_rows[] = {
    { "__or__(self, value, /)", flag_or },   { "__ror__(self, value, /)", flag_or },
    { "__and__(self, value, /)", flag_and }, { "__rand__(self, value, /)", flag_and },
    { "__xor__(self, value, /)", flag_xor }, { "__rxor__(self, value, /)", flag_xor },
    { "__invert__(self)", flag_invert },     { 0 },
};

static const NativeSpec make_row = { "__new__(cls, value)", enum_make, "The member of this number." };

/* ---- classes */

static void add_rows(Class *class, const NativeSpec *rows) {
    for (; rows->signature; rows++) class_add_native(class, rows);
}

static void add_members(Class *class, const IntSpec *members) {
    for (; members->name; members++) {
        Value number = int_from_int64(members->value), name = str_new(members->name);
        Value member = dict_peek(members_of(class), key_of(number));
        member = is_absent(member) ? int_new_of(&class->type, number) : retain(member);
        if (is_absent(dict_peek(names_of(class), key_of(number)))) {
            bool is_kept = dict_set(names_of(class), key_of(number), name) &&
                           dict_set(members_of(class), key_of(number), member);
            if (!is_kept) memory_end();
        }
        dict_define(class_dict(class), name, member);
        release(member);
        release(number);
        release(name);
    }
}

Class *int_enum_class(Machine *machine, const char *module, const char *name, const IntSpec *members,
                      bool flags) {
    Value base = object_value(machine->classes[TYPE_ID_INT]), bases = tuple_from(&base, 1),
          own = str_new(name);
    Dict *dict = dict_new();
    Class *class = class_new(own, bases, dict);
    dict_define_text_take(class_dict(class), "__module__", str_new(module));
    replace_take(&class->module, str_new(module));
    dict_define_text_take(class_dict(class), "_names_", dict_value(dict_new()));
    dict_define_text_take(class_dict(class), "_value2member_map_", dict_value(dict_new()));
    add_rows(class, member_rows);
    int64_t mask = 0;
    for (const IntSpec *member = members; member->name; member++) mask |= member->value;
    if (flags) {
        add_rows(class, flag_rows);
        for (int64_t bit = 1; bit && bit <= mask; bit <<= 1) mask |= bit;
        dict_define_text_take(class_dict(class), "_flag_mask_", int_from_int64(mask));
    }
    class->type.repr = member_repr;
    class->type.str = member_str;
    class->make = builtin_new(&make_row, ABSENT, ABSENT);
    add_members(class, members);
    class->is_native = class->is_enum = true;
    class_changed(class);
    release(bases);
    release(own);
    release(dict_value(dict));
    return class;
}

void int_enum_add_members(Class *class, Module *module) {
    DictEntry *entry;
    for (size_t position = 0; (entry = dict_next(class_dict(class), &position));) {
        if (is_object(entry->value) && object_type(entry->value) == &class->type)
            dict_define(module->dict, entry->key, entry->value);
    }
}

Value int_enum_value(Class *class, int64_t number) {
    Value plain = int_from_int64(number), member = dict_peek(members_of(class), key_of(plain));
    if (!is_absent(member)) {
        release(plain);
        return retain(member);
    }
    if (!is_flags(class)) return plain;
    member = int_new_of(&class->type, plain);
    release(plain);
    return member;
}
