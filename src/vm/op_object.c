/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every object can be asked: its truth, length, iterator, hash, text. */
#include "base/hash.h"
#include "vm/attribute.h"
#include "vm/generator.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/raise.h"
#include "vm/special.h"

bool special_is_programs(Machine *machine, Value object, Special special) {
    if (!is_object(object)) return false;
    const Type *type = object_type(object);
    bool has_rows = type->id == TYPE_ID_OTHER;
    if (!has_rows && !(type->flags & (TYPE_HEAP | TYPE_VARIANT))) return false;
    Class *class = value_class(machine, object);
    if (!has_rows && class->is_native && !(type->flags & TYPE_VARIANT)) return false;
    Value method = class_peek_special(class, special);
    if (is_absent(method) || !has_type(method, TYPE_ID_METHOD_DESCRIPTOR)) return !is_absent(method);
    if (has_rows) return ((Builtin *)object_of(method))->of != machine->classes[TYPE_ID_OBJECT];
    size_t i = 0; /* a program's class may name a built-in method, of its base or of another class */
    while (!class->mro[i]->is_native) i++;
    if (!is_same(method, class_peek_special(class->mro[i], special))) return true;
    return class->mro[i]->native->flags & TYPE_VARIANT && ((Builtin *)object_of(method))->of == class->mro[i];
}

bool class_is_indexed(Class *class) {
    return (!class->is_native || class->native->id == TYPE_ID_OTHER) &&
           !is_absent(class_peek_special(class, SPECIAL_getitem));
}

bool value_is_iterable(Machine *machine, Value value) {
    Class *class = value_class(machine, value);
    const Type *type = value_type(value);
    return type->iterate || type->next || type->id == TYPE_ID_GENERATOR || class_is_indexed(class) ||
           !is_absent(class_peek_special(class, SPECIAL_iter));
}

static Outcome ask(Call *call, Special special, uint32_t step) {
    call->step = step;
    return call_special(call, call->args[0], special, 0, NULL);
}

enum { ASKED_BOOL = 1, ASKED_LENGTH, ASKED_INDEX };

/* What __len__ gave must be an int that fits, not negative. */
static Outcome check_length(Call *call) {
    Value length = call->result;
    if (!is_int(length)) {
        return raise_error(call->task, TypeError, "'%T' object cannot be interpreted as an integer", length);
    }
    if (int_sign(length) < 0) return raise_error(call->task, ValueError, "__len__() should return >= 0");
    int64_t number;
    if (!int_fits_int64(length, &number))
        return raise_error(call->task, OverflowError, "cannot fit 'int' into an index-sized integer");
    return DONE;
}

Outcome operation_truth(Call *call) {
    Value value = call->args[0];
    Machine *machine = call_machine(call);
    if (call->step == ASKED_BOOL) {
        if (is_bool(call->result)) return DONE;
        return raise_error(call->task, TypeError, "__bool__ should return bool, returned %T", call->result);
    }
    if (call->step == ASKED_LENGTH) {
        if (check_length(call) == RAISED) return RAISED;
        return give_bool(call, !int_is_zero(call->result));
    }
    if (special_is_programs(machine, value, SPECIAL_bool)) return ask(call, SPECIAL_bool, ASKED_BOOL);
    if (special_is_programs(machine, value, SPECIAL_len)) return ask(call, SPECIAL_len, ASKED_LENGTH);
    return give_bool(call, value_truth(value) != NO);
}

Outcome operation_length(Call *call) {
    Value value = call->args[0];
    if (call->step == ASKED_LENGTH)
        return check_length(call) == DONE ? give(call, int_plain(call->result)) : RAISED;
    if (special_is_programs(call_machine(call), value, SPECIAL_len))
        return ask(call, SPECIAL_len, ASKED_LENGTH);
    const Type *type = value_type(value);
    if (!type->length) {
        if (!is_absent(class_peek_special(value_class(call_machine(call), value), SPECIAL_len)))
            return ask(call, SPECIAL_len, ASKED_LENGTH);
        return raise_error(call->task, TypeError, "object of type '%T' has no len()", value);
    }
    int64_t length = type->length(value);
    if (length < 0)
        return raise_error(call->task, OverflowError, "Python int too large to convert to C ssize_t");
    return give_int(call, length);
}

/* ---- iteration */

static bool is_iterator(Machine *machine, Value value) {
    const Type *type = value_type(value);
    return type->next || type->id == TYPE_ID_GENERATOR ||
           !is_absent(class_peek_special(value_class(machine, value), SPECIAL_next));
}

Outcome operation_iterate(Call *call) {
    Value value = call->args[0];
    Machine *machine = call_machine(call);
    if (call->step) {
        if (is_iterator(machine, call->result)) return DONE;
        return raise_error(call->task, TypeError, "iter() returned non-iterator of type '%T'", call->result);
    }
    Class *class = value_class(machine, value);
    const Type *type = value_type(value);
    bool own = special_is_programs(machine, value, SPECIAL_iter);
    Value method = class_peek_special(class, SPECIAL_iter);
    if (own && is_none(method))
        return raise_error(call->task, TypeError, "'%T' object is not iterable", value);
    if (!own && type->iterate) return give(call, type->iterate(value));
    if (!own && (type->next || type->id == TYPE_ID_GENERATOR)) return give(call, retain(value));
    if (!is_absent(method)) return ask(call, SPECIAL_iter, 1);
    if (class_is_indexed(class)) {
        call->step = 1;
        return call_helper(call, "_sequence_iterator", 1, &value);
    }
    if (type->id == TYPE_ID_TYPE && ((const Class *)object_of(value))->is_enum) {
        call->step = 1;
        return call_method(call, value, "_iterate_", 0, NULL);
    }
    return raise_error(call->task, TypeError, "'%T' object is not iterable", value);
}

/* The end is told by an ABSENT result without an exception, so that the loop need not make
 * a StopIteration. */
static Outcome end_of_iteration(Call *call) {
    if (call->mark == NEXT_OR_STOP) return raise_stop(call->task, NONE);
    replace_take(&call->result, ABSENT);
    return DONE;
}

static Outcome generator_gave(Call *call) {
    if (!call->generator_returned) return DONE;
    if (call->mark != NEXT_OR_STOP) return end_of_iteration(call);
    Value value = take_result(call);
    raise_stop(call->task, value);
    release(value);
    return RAISED;
}

Outcome operation_next(Call *call) {
    Value iterator = call->args[0];
    Task *task = call->task;
    const Type *type = value_type(iterator);
    if (call->step == 0) {
        if (type->next) {
            Value item = type->next(iterator);
            if (!is_absent(item)) return give(call, item);
            const char *problem = iterator_problem(iterator);
            if (!problem) return end_of_iteration(call);
            return *problem ? raise_error(task, RuntimeError, "%s", problem) : raise_memory(task);
        }
        call->step = 1;
        if (type->id == TYPE_ID_GENERATOR) {
            Generator *generator = (Generator *)object_of(iterator);
            return generator->finished ? end_of_iteration(call) : call_generator(call, generator, NONE);
        }
        if (is_absent(class_peek_special(value_class(call_machine(call), iterator), SPECIAL_next)))
            return raise_error(task, TypeError, "'%T' object is not an iterator", iterator);
        call->catches = call->mark != NEXT_OR_STOP;
        return call_special(call, iterator, SPECIAL_next, 0, NULL);
    }
    if (type->id == TYPE_ID_GENERATOR) return generator_gave(call);
    if (is_absent(task->exception)) return DONE;
    if (!class_is_subclass(value_class(task->machine, task->exception),
                           task->machine->exceptions[StopIteration]))
        return RAISED;
    release(task_take_exception(task));
    return end_of_iteration(call);
}

/* ---- hash and text */

/* Where a program's class has kept the hash of its base beside an __eq__ of its own. */
static Verdict hash_natively(Value value, int64_t *hash) {
    const Type *type = value_type(value);
    if (type->hash) return type->hash(value, hash, 0);
    *hash = hash_pointer(object_of(value));
    return YES;
}

Outcome operation_hash(Call *call) {
    Value value = call->args[0];
    if (call->step == 2) return DONE;
    if (call->step == 1) {
        if (!is_int(call->result))
            return raise_error(call->task, TypeError, "__hash__ method should return an integer");
        int64_t number;
        if (!int_fits_int64(call->result, &number) || is_bool(call->result)) number = int_hash(call->result);
        return give_int(call, number == -1 ? -2 : number);
    }
    if (special_is_programs(call_machine(call), value, SPECIAL_hash)) {
        if (is_none(class_peek_special(value_class(call_machine(call), value), SPECIAL_hash)))
            return raise_error(call->task, TypeError, "unhashable type: '%T'", value);
        return ask(call, SPECIAL_hash, 1);
    }
    int64_t hash;
    bool own_equality = value_hooks(value) & HOOKS_EQUAL;
    switch (own_equality ? hash_natively(value, &hash) : value_hash(value, &hash, 0)) {
    case YES: return give_int(call, hash);
    case NO: return raise_no_hash(call->task, value);
    default: call->step = 2; return call_helper(call, "_hash", 1, &value);
    }
}

enum { TEXT_ASKED = 1, TEXT_HELPED = 2, TEXT_REPR = 3 };

static Outcome check_text(Call *call, Special special) {
    if (is_str(call->result)) return DONE;
    return raise_error(call->task, TypeError, "%s returned non-string (type %T)", special_names[special],
                       call->result);
}

Outcome operation_repr(Call *call) {
    Value value = call->args[0];
    if (call->step == TEXT_ASKED) return check_text(call, SPECIAL_repr);
    if (call->step == TEXT_HELPED) return DONE;
    if (special_is_programs(call_machine(call), value, SPECIAL_repr))
        return ask(call, SPECIAL_repr, TEXT_ASKED);
    Buffer out = { 0 };
    if (value_repr(&out, value, 0) != HOOK) return give_buffer(call, &out);
    buffer_clear(&out);
    call->step = TEXT_HELPED;
    return call_helper(call, "_repr", 1, &value);
}

Outcome operation_str(Call *call) {
    Value value = call->args[0];
    Machine *machine = call_machine(call);
    if (call->step == TEXT_ASKED) return check_text(call, SPECIAL_str);
    if (call->step != 0) return DONE;
    if (is_object(value) && object_type(value) == &str_type) return give(call, retain(value));
    if (has_type(value, TYPE_ID_MAPPING_PROXY)) {
        Value dict = mapping_proxy_peek(value);
        call->step = TEXT_REPR;
        return call_native(call, operation_str, 0, 1, &dict);
    }
    if (special_is_programs(machine, value, SPECIAL_str)) return ask(call, SPECIAL_str, TEXT_ASKED);
    Buffer out = { 0 };
    if (!special_is_programs(machine, value, SPECIAL_repr) || is_exception(value) || is_str(value)) {
        if (value_str(&out, value) != HOOK) return give_buffer(call, &out);
        buffer_clear(&out);
    }
    if (is_exception(value)) {
        call->step = TEXT_HELPED;
        return call_helper(call, "_exception_str", 1, &value);
    }
    if (special_is_programs(machine, value, SPECIAL_repr)) return ask(call, SPECIAL_repr, TEXT_ASKED);
    call->step = TEXT_REPR;
    return call_native(call, operation_repr, 0, 1, &value);
}

/* format(value, spec): a built-in's own __format__ stands in its class's table; object's takes only an empty
 * spec. */
Outcome operation_format(Call *call) {
    Value value = call->args[0], spec = call->args[1];
    Machine *machine = call_machine(call);
    if (call->step == TEXT_ASKED) {
        if (is_str(call->result)) return DONE;
        return raise_error(call->task, TypeError, "__format__ must return a str, not %T", call->result);
    }
    if (call->step == TEXT_REPR) return DONE;
    Value method = class_peek_special(value_class(machine, value), SPECIAL_format);
    bool of_object = has_type(method, TYPE_ID_METHOD_DESCRIPTOR) &&
                     ((Builtin *)object_of(method))->of == machine->classes[TYPE_ID_OBJECT];
    if (str_count(spec) == 0 &&
        (of_object || is_absent(method) || !special_is_programs(machine, value, SPECIAL_format))) {
        call->step = TEXT_REPR;
        return call_native(call, operation_str, 0, 1, &value);
    }
    if (!is_absent(method) && !of_object) {
        call->step = TEXT_ASKED;
        return call_special(call, value, SPECIAL_format, 1, &spec);
    }
    return raise_error(call->task, TypeError, "unsupported format string passed to %T.__format__", value);
}

/* One part of an f-string: a conversion, then format(). */
enum { PART_CONVERTED = 1, PART_ASCII = 2, PART_FORMATTED = 3 };

Outcome operation_format_part(Call *call) {
    static Native *const conversions[] = { NULL, operation_str, operation_repr, operation_ascii };
    Value value = call->args[0];
    uint32_t conversion = call->mark & 3;
    if (call->step == PART_FORMATTED) return DONE;
    if (call->step == 0 && call->mark == 4 && str_count(call->args[1]) > 0) {
        Native *format = special_peek_native(call_machine(call), value, SPECIAL_format);
        if (format) return call_as(call, format);
    }
    if (call->step == 0 && conversion) {
        call->step = PART_CONVERTED;
        return call_native(call, conversions[conversion], 0, 1, &value);
    }
    if (call->step == PART_CONVERTED) value = call->result;
    if (!(call->mark & 4) && is_object(value) && object_type(value) == &str_type)
        return give(call, retain(value));
    Value args[] = { value, call->mark & 4 ? call->args[1] : call_machine(call)->empty_str };
    call->step = PART_FORMATTED;
    return call_native(call, operation_format, 0, 2, args);
}

/* ascii(): repr with every character above 127 escaped. */
Outcome operation_ascii(Call *call) {
    if (call->step == 0) {
        call->step = 1;
        return call_native(call, operation_repr, 0, 1, &call->args[0]);
    }
    const Str *text = str_of(call->result);
    if (text->is_ascii) return DONE;
    Buffer out = { 0 };
    for (size_t i = 0; i < text->count; i++) {
        uint32_t character = str_peek_at(text, i);
        if (character < 0x80)
            buffer_append_byte(&out, (char)character);
        else if (character < 0x100)
            buffer_append_format(&out, "\\x%02x", character);
        else if (character < 0x10000)
            buffer_append_format(&out, "\\u%04x", character);
        else
            buffer_append_format(&out, "\\U%08x", character);
    }
    return give_buffer(call, &out);
}
