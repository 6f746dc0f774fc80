/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Named tuples of the built-in modules. Each is a class of its own over tuple; its private copy of tuple's
 * Type prints the names. The place of a field stands in the flags of its row. */
#include "builtin/classes/struct_sequence.h"
#include "vm/builtin.h"

Outcome struct_sequence_field(Call *call) {
    return give(call, retain(tuple_of(call->args[0])->items[call->spec->flags >> 8]));
}

static Verdict sequence_named_repr(Buffer *out, Value self, int depth) {
    const Class *class = class_of_heap_type(object_type(self));
    const Tuple *tuple = tuple_of(self);
    str_append_utf8(out, class->qualname);
    buffer_append_byte(out, '(');
    Value names = dict_peek_text(class_dict(class), "__match_args__");
    for (size_t i = 0; i < tuple->count && i < tuple_of(names)->count; i++) {
        if (i) buffer_append_text(out, ", ");
        str_append_utf8(out, tuple_of(names)->items[i]);
        buffer_append_byte(out, '=');
        Verdict verdict = value_repr(out, tuple->items[i], depth + 1);
        if (verdict != YES) return verdict;
    }
    buffer_append_byte(out, ')');
    return YES;
}

Class *struct_sequence_class(Machine *machine, const char *module, const char *name,
                             const NativeSpec *fields) {
    Value base = object_value(machine->classes[TYPE_ID_TUPLE]), bases = tuple_from(&base, 1),
          own = str_new(name);
    Dict *dict = dict_new();
    Class *class = class_new(own, bases, dict);
    replace_take(&class->qualname, str_format("%s.%s", module, name));
    replace_take(&class->module, str_new(module));
    Value names = list_new(12);
    for (const NativeSpec *field = fields; field->signature; field++) {
        class_add_native(class, field);
        list_add_take(list_of(names), str_new(field->signature));
    }
    dict_define_text_take(class_dict(class), "__match_args__",
                          tuple_from(list_of(names)->items, list_of(names)->count));
    dict_define_text_take(class_dict(class), "__module__", str_new(module));
    class->type.repr = sequence_named_repr;
    class_changed(class);
    release(names);
    release(bases);
    release(own);
    release(dict_value(dict));
    return class;
}

Value struct_sequence_new_take(Class *class, const Value *items, size_t count) {
    Value plain = tuple_from_take(items, count), sequence = class_copy_trailing(&class->type, plain);
    release(plain);
    return sequence;
}
