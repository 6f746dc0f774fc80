/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Named tuples of the built-in modules. Each is a class of its own over tuple; its private copy of tuple's
 * Type prints the names. The place of a field stands in the flags of its row; a field that is no item is an
 * attribute of the instance. */
#include "builtin/classes/struct_sequence.h"
#include "vm/builtin.h"
#include "vm/operations.h"
#include "vm/special.h"

Outcome struct_sequence_field(Call *call) {
    return give(call, retain(tuple_of(call->args[0])->items[call->spec->flags >> 8]));
}

Outcome struct_sequence_hidden(Call *call) {
    Dict *attributes = attributes_of(call->args[0], false);
    Value value = attributes ? dict_peek_text(attributes, call->spec->signature) : ABSENT;
    return give(call, is_absent(value) ? NONE : retain(value));
}

/* The next field of the class, named or hidden, in the order of its table; NULL: there are no more. */
static const DictEntry *next_field(const Class *class, size_t *position) {
    Dict *dict = class_dict((Class *)class);
    for (const DictEntry *entry; (entry = dict_next(dict, position));) {
        if (!has_type(entry->value, TYPE_ID_GETSET_DESCRIPTOR)) continue;
        Native *function = ((const Builtin *)object_of(entry->value))->spec->function;
        if (function == struct_sequence_field || function == struct_sequence_hidden) return entry;
    }
    return NULL;
}

static int64_t number_of(const Class *class, const char *name) {
    int64_t number = 0;
    int_fits_int64(dict_peek_text(class_dict((Class *)class), name), &number);
    return number;
}

/* The class whose fields these are: of a program's subclass the one below which it stands. NULL: it has none.
 */
static const Class *base_of(const Class *class) {
    while (class && !class->is_closed) class = class->base;
    return class;
}

/* "os.stat_result"; of a program's subclass its name alone. */
static void append_name(Buffer *out, const Class *class) {
    if (base_of(class) == class && !str_is(class->module, "builtins")) {
        str_append_utf8(out, class->module);
        buffer_append_byte(out, '.');
    }
    str_append_utf8(out, class->qualname);
}

static Verdict sequence_named_repr(Buffer *out, Value self, int depth) {
    const Class *class = class_of_heap_type(object_type(self));
    const Tuple *tuple = tuple_of(self);
    const DictEntry *field;
    size_t position = 0;
    append_name(out, class);
    buffer_append_byte(out, '(');
    for (size_t i = 0; i < tuple->count && (field = next_field(base_of(class), &position)); i++) {
        if (i) buffer_append_text(out, ", ");
        str_append_utf8(out, field->key);
        buffer_append_byte(out, '=');
        Verdict verdict = value_repr(out, tuple->items[i], depth + 1);
        if (verdict != YES) return verdict;
    }
    buffer_append_byte(out, ')');
    return YES;
}

static bool set_hidden(const Class *class, Value sequence, const Value *items, size_t count) {
    Dict *attributes = attributes_of(sequence, true);
    size_t position = 0, at = 0;
    for (const DictEntry *field; at < count && attributes && (field = next_field(class, &position));) {
        HashedKey key = { .key = field->key, .hash = field->hash };
        bool is_hidden = ((const Builtin *)object_of(field->value))->spec->function == struct_sequence_hidden;
        if (is_hidden && !dict_set(attributes, key, items[at++])) return false;
    }
    return attributes;
}

static Value new_take(Class *class, const Value *items, size_t count) {
    const Class *base = base_of(class);
    size_t visible = (size_t)number_of(base, "n_sequence_fields");
    Value plain = tuple_from_take((Value *)items, visible), sequence = ABSENT;
    if (!is_absent(plain)) sequence = class_copy_trailing(&class->type, plain);
    if (!is_absent(sequence) && count > visible &&
        !set_hidden(base, sequence, items + visible, count - visible))
        replace_take(&sequence, ABSENT);
    release_items(items + visible, count - visible);
    release(plain);
    return sequence;
}

/* ---- made by a program */

static Outcome raise_count(Call *call, const Class *class, size_t least, size_t most, size_t count) {
    const char *how = count < least ? "at least" : "at most";
    Buffer name = { 0 };
    append_name(&name, class);
    if (least == most)
        raise_error(call->task, TypeError, "%s() takes a %zu-sequence (%zu-sequence given)",
                    buffer_text(&name), least, count);
    else
        raise_error(call->task, TypeError, "%s() takes an %s %zu-sequence (%zu-sequence given)",
                    buffer_text(&name), how, count < least ? least : most, count);
    buffer_clear(&name);
    return RAISED;
}

/* __new__(cls, sequence, dict={}): what the sequence has beyond the items is for the hidden fields. */
static Outcome sequence_make(Call *call) {
    Value given = call->args[0];
    const Class *base = has_type(given, TYPE_ID_TYPE) ? base_of((const Class *)object_of(given)) : NULL;
    if (!base) return raise_error(call->task, TypeError, "%R is no class of tuples with names", given);
    Class *class = (Class *)object_of(given);
    size_t visible = (size_t)number_of(base, "n_sequence_fields"), all = (size_t)number_of(base, "n_fields"),
           count;
    const Value *items;
    Outcome outcome = arg_items_or(call, 1, "constructor requires a sequence");
    if (outcome != DONE) return outcome;
    if (!sequence_peek(call->args[1], &items, &count)) return RAISED;
    if (count < visible || count > all) return raise_count(call, base, visible, all, count);
    Value held[32];
    for (size_t i = 0; i < count; i++) held[i] = retain(items[i]);
    return give(call, new_take(class, held, count));
}

static Outcome sequence_reduce(Call *call) {
    Value self = call->args[0];
    const Tuple *tuple = tuple_of(self);
    Dict *attributes = attributes_of(self, false);
    Dict *hidden = attributes ? dict_copy(attributes) : dict_new();
    if (!hidden) return raise_memory(call->task);
    Value parts[] = { tuple_from(tuple->items, tuple->count), dict_value(hidden) };
    Value pair[] = { retain(object_value(value_class(call_machine(call), self))), tuple_from_take(parts, 2) };
    return give(call, tuple_from_take(pair, 2));
}

static const NativeSpec sequence_methods[] = {
    { "__new__(cls, sequence, dict=..., /)", sequence_make, "A new one of a sequence of its items.",
      .flags = NATIVE_STATICMETHOD },
    { "__reduce__(self, /)", sequence_reduce, "What copy and pickle make it of." },
    { 0 },
};

/* ---- the class */

static Class *make_class(Machine *machine, const void *given) {
    const StructSequenceSpec *spec = given;
    Value base = object_value(machine->classes[TYPE_ID_TUPLE]), bases = tuple_from(&base, 1),
          own = str_new(spec->name);
    Dict *dict = dict_new();
    Class *class = class_new(own, bases, dict);
    replace_take(&class->module, str_new(spec->module));
    Value names = list_new(12);
    size_t count = 0, unnamed = 0;
    for (const NativeSpec *field = spec->fields; field->signature; field++, count++) {
        unnamed += !field->function;
        if (field->function) class_add_native(class, field);
        if (field->function == struct_sequence_field)
            list_add_take(list_of(names), str_new(field->signature));
    }
    for (const NativeSpec *method = sequence_methods; method->signature; method++)
        class_add_native(class, method);
    Dict *own_dict = class_dict(class);
    size_t visible = list_of(names)->count;
    dict_define_text_take(own_dict, "__match_args__", tuple_from(list_of(names)->items, visible));
    dict_define_text_take(own_dict, "__module__", str_new(spec->module));
    dict_define_text_take(own_dict, "n_sequence_fields", small_int((int64_t)(visible + unnamed)));
    dict_define_text_take(own_dict, "n_fields", small_int((int64_t)count));
    dict_define_text_take(own_dict, "n_unnamed_fields", small_int((int64_t)unnamed));
    class->type.repr = sequence_named_repr;
    class->is_closed = true;
    class_changed(class);
    release(names);
    release(bases);
    release(own);
    release(dict_value(dict));
    return class;
}

Class *struct_sequence_class(Machine *machine, const StructSequenceSpec *spec) {
    return machine_made_class(machine, spec, make_class);
}

void struct_sequence_define(Machine *machine, Module *module, const char *name,
                            const StructSequenceSpec *spec) {
    dict_define_text_take(module->dict, name, retain(object_value(struct_sequence_class(machine, spec))));
}

Value struct_sequence_new_take(Machine *machine, const StructSequenceSpec *spec, const Value *items,
                               size_t count) {
    return new_take(struct_sequence_class(machine, spec), items, count);
}
