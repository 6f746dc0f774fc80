/* SPDX-License-Identifier: GPL-3.0-or-later */
/* str.translate and str.maketrans. A table that is a plain dict, as maketrans makes it, is read here; any
 * other object is asked through a helper written in the notation, since its __getitem__ is the program's. */
#include "base/text.h"
#include "builtin/classes/text.h"

static bool append_replacement(Call *call, Buffer *out, Value by) {
    if (is_none(by)) return true;
    if (is_object(by) && is_str(by)) {
        str_append_utf8(out, by);
        return true;
    }
    int64_t code_point;
    if (!is_int(by)) {
        raise_error(call->task, TypeError, "character mapping must return integer, None or str");
        return false;
    }
    if (!int_fits_int64(by, &code_point) || code_point < 0 || code_point > 0x10ffff) {
        raise_error(call->task, ValueError, "character mapping must be in range(0x110000)");
        return false;
    }
    buffer_append_code_point(out, (uint32_t)code_point);
    return true;
}

Outcome str_translate(Call *call) {
    if (call->step) return DONE;
    Value table = call->args[1];
    if (!is_object(table) || object_type(table) != &dict_type || dict_of(table)->hooked) {
        call->step = 1;
        return call_helper(call, "_translate", 2, call->args);
    }
    const Str *str = str_of(call->args[0]);
    Buffer out = { 0 };
    for (size_t i = 0; i < str->count; i++) {
        uint32_t code_point = str_peek_at(str, i);
        Value by = dict_peek(dict_of(table), (HashedKey){ small_int(code_point), code_point });
        if (is_absent(by))
            buffer_append_code_point(&out, code_point);
        else if (!append_replacement(call, &out, by)) {
            buffer_clear(&out);
            return RAISED;
        }
    }
    return give_buffer(call, &out);
}

static bool set_code_point(Dict *dict, uint32_t code_point, Value by) {
    return dict_set(dict, (HashedKey){ small_int(code_point), code_point }, by);
}

/* A dict whose keys of one character become numbers. */
static Outcome from_dict(Call *call, Dict *table, Dict *from) {
    size_t position = 0;
    for (DictEntry *entry; (entry = dict_next(from, &position));) {
        bool done;
        if (is_object(entry->key) && is_str(entry->key)) {
            if (str_count(entry->key) != 1) {
                return raise_error(call->task, ValueError,
                                   "string keys in translate table must be of length 1");
            }
            done = set_code_point(table, str_peek_at(str_of(entry->key), 0), entry->value);
        } else if (is_int(entry->key))
            done = dict_set(table, (HashedKey){ entry->key, entry->hash }, entry->value);
        else
            return raise_error(call->task, TypeError, "keys in translate table must be strings or integers");
        if (!done) return raise_memory(call->task);
    }
    return DONE;
}

static Outcome from_pairs(Call *call, Dict *table, Value from, Value to, Value removed) {
    if (!is_str(from)) {
        return raise_error(call->task, TypeError,
                           "first maketrans argument must be a string if there is a second argument");
    }
    if (str_count(from) != str_count(to)) {
        return raise_error(call->task, ValueError,
                           "the first two maketrans arguments must have equal length");
    }
    bool done = true;
    for (size_t i = 0; i < str_count(from); i++) {
        done &= set_code_point(table, str_peek_at(str_of(from), i), small_int(str_peek_at(str_of(to), i)));
    }
    for (size_t i = 0; !is_absent(removed) && i < str_count(removed); i++) {
        done &= set_code_point(table, str_peek_at(str_of(removed), i), NONE);
    }
    return done ? DONE : raise_memory(call->task);
}

Outcome str_maketrans(Call *call) {
    Value from = call->args[0], to = call->args[1], removed = call->args[2];
    if (!is_absent(to) && !arg_str(call, 1, &to)) return RAISED;
    if (!is_absent(removed) && !arg_str(call, 2, &removed)) return RAISED;
    if (is_absent(to) && !is_dict(from)) {
        return raise_error(call->task, TypeError,
                           "if you give only one argument to maketrans it must be a dict");
    }
    Dict *table = dict_new();
    Outcome outcome =
        is_absent(to) ? from_dict(call, table, dict_of(from)) : from_pairs(call, table, from, to, removed);
    if (outcome == DONE) return give(call, dict_value(table));
    release(dict_value(table));
    return outcome;
}
