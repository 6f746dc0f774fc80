/* SPDX-License-Identifier: GPL-3.0-or-later */
/* StringIO: a stream of text in memory. Written at its end, which is nearly always, the text grows in place;
 * characters lie with one width, the widest so far. */
#include "modules/io/io.h"
#include "vm/class_call.h"
#include <string.h>

typedef struct {
    IoBase base;
    Value text;    /* str */
    Value newline; /* str or None, as given; ABSENT before __init__ */
    size_t position;
    bool translates_in, universal,
        writes_return; /* \r\n or \r become \n; all are line ends; \n becomes newline */
    uint8_t seen;      /* SEEN_ bits of what was translated */
} StringIo;

enum { SEEN_RETURN = 1, SEEN_NEWLINE = 2, SEEN_BOTH = 4 };

static void string_io_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((StringIo *)object)->base.attributes, context);
}

static void string_io_clear(Object *object) { replace_take(&((StringIo *)object)->base.attributes, ABSENT); }

static void string_io_free(Object *object) {
    replace_take(&((StringIo *)object)->text, ABSENT);
    replace_take(&((StringIo *)object)->newline, ABSENT);
    container_free(object);
}

static const Type string_io_type = {
    .name = "_io.StringIO",
    .base = &io_text_base_type,
    .flags = TYPE_CONTAINER | TYPE_ATTRIBUTES | TYPE_SUBCLASSABLE,
    .size = sizeof(StringIo),
    .attributes_offset = offsetof(StringIo, base.attributes),
    .free = string_io_free,
    .visit = string_io_visit,
    .clear = string_io_clear,
};

static StringIo *self_string(const Call *call) { return (StringIo *)object_of(call->args[0]); }

static bool is_open(Call *call, const StringIo *self) {
    if (is_absent(self->newline)) {
        raise_error(call->task, ValueError, "I/O operation on uninitialized object");
        return false;
    }
    if (!self->base.is_closed) return true;
    raise_error(call->task, ValueError, "I/O operation on closed file");
    return false;
}

/* ---- newlines */

static Value translate_in(StringIo *self, Value text) {
    Value returns = str_new("\r"), both = str_new("\r\n"), newline = str_new("\n"), done = retain(text);
    size_t count = str_count(text), pairs = str_occurrences(text, both, 0, count, SIZE_MAX);
    size_t all_returns = str_occurrences(text, returns, 0, count, SIZE_MAX);
    if (pairs) self->seen |= SEEN_BOTH;
    if (all_returns > pairs) self->seen |= SEEN_RETURN;
    if (str_occurrences(text, newline, 0, count, SIZE_MAX) > pairs) self->seen |= SEEN_NEWLINE;
    if (all_returns && self->translates_in) {
        replace_take(&done, str_replace(done, both, newline, -1));
        if (!is_absent(done)) replace_take(&done, str_replace(done, returns, newline, -1));
    }
    release(returns);
    release(both);
    release(newline);
    return done;
}

static Value translate_out(const StringIo *self, Value text) {
    Value newline = str_new("\n"), done = str_replace(text, newline, self->newline, -1);
    release(newline);
    return done;
}

/* ---- writing */

/* Takes the text that is there apart: what is before the position, the new one, what is behind that. */
static bool overwrite(StringIo *self, Value text) {
    size_t count = str_count(self->text), end = self->position + str_count(text);
    Value before = str_slice(self->text, 0, 1, self->position < count ? self->position : count);
    if (self->position > count) {
        Value nul = str_from_code_point(0), gap = str_repeat(nul, self->position - count);
        if (!is_absent(gap)) replace_take(&before, str_concat(before, gap));
        release(nul);
        release(gap);
    }
    if (!is_absent(before)) replace_take(&before, str_concat(before, text));
    if (!is_absent(before) && end < count) {
        Value behind = str_slice(self->text, (int64_t)end, 1, count - end);
        replace_take(&before, is_absent(behind) ? ABSENT : str_concat(before, behind));
        release(behind);
    }
    if (is_absent(before)) return false;
    replace_take(&self->text, before);
    return true;
}

static bool put(StringIo *self, Value text) {
    size_t count = str_count(text);
    if (!count) return true;
    if (self->position == str_count(self->text)) {
        Value longer = str_append_take(self->text, text);
        if (is_absent(longer)) return false;
        self->text = longer;
    } else if (!overwrite(self, text)) {
        return false;
    }
    self->position += count;
    return true;
}

static bool write_text(StringIo *self, Value text) {
    Value done = self->universal ? translate_in(self, text) : retain(text);
    if (!is_absent(done) && self->writes_return) replace_take(&done, translate_out(self, done));
    bool kept = !is_absent(done) && put(self, done);
    release(done);
    return kept;
}

static Outcome string_io_write(Call *call) {
    StringIo *self = self_string(call);
    if (!is_str(call->args[1]))
        return raise_error(call->task, TypeError, "string argument expected, got '%T'", call->args[1]);
    if (!is_open(call, self)) return RAISED;
    if (!write_text(self, call->args[1])) return raise_memory(call->task);
    return give_int(call, (int64_t)str_count(call->args[1]));
}

static Outcome fill(Call *call, StringIo *self, Value initial, Value newline) {
    if (!is_str(newline) && !is_none(newline))
        return raise_error(call->task, TypeError, "newline must be str or None, not %T", newline);
    if (is_str(newline) && !str_is(newline, "") && !str_is(newline, "\n") && !str_is(newline, "\r") &&
        !str_is(newline, "\r\n"))
        return raise_error(call->task, ValueError, "illegal newline value: %R", newline);
    if (!is_none(initial) && !is_str(initial))
        return raise_error(call->task, TypeError, "initial_value must be str or None, not %T", initial);
    replace_take(&self->newline, retain(newline));
    self->universal = is_none(newline) || str_is(newline, "");
    self->translates_in = is_none(newline);
    self->writes_return = str_is(newline, "\r") || str_is(newline, "\r\n");
    self->seen = 0;
    self->base.is_closed = false;
    replace_take(&self->text, str_empty());
    self->position = 0;
    if (is_str(initial) && !write_text(self, initial)) return raise_memory(call->task);
    self->position = 0;
    return DONE;
}

static Outcome string_io_make(Call *call) {
    StringIo *self = class_allocate((Class *)object_of(call->args[0]));
    self->text = str_empty();
    self->newline = ABSENT;
    if (fill(call, self, call->args[1], call->args[2]) == DONE) return give(call, object_value(self));
    release(object_value(self));
    return RAISED;
}

static Outcome string_io_init(Call *call) {
    bool is_filled = fill(call, self_string(call), call->args[1], call->args[2]) == DONE;
    return is_filled ? give_none(call) : RAISED;
}

/* ---- reading */

static size_t left_of(const StringIo *self) {
    size_t count = str_count(self->text);
    return self->position < count ? count - self->position : 0;
}

static Outcome arg_amount(Call *call, size_t left, size_t *amount) {
    int64_t number;
    *amount = left;
    if (!arg_is_given(call, 1)) return DONE;
    if (!is_int(call->args[1]) &&
        is_absent(class_peek_special(value_class(call_machine(call), call->args[1]), SPECIAL_index)))
        return raise_error(call->task, TypeError, "argument should be integer or None, not '%T'",
                           call->args[1]);
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!int_fits_int64(call->args[1], &number))
        return raise_error(call->task, OverflowError, "cannot fit 'int' into an index-sized integer");
    if (number >= 0 && (size_t)number < left) *amount = (size_t)number;
    return DONE;
}

static Outcome give_part(Call *call, StringIo *self, size_t amount) {
    Value part = amount == str_count(self->text) ? retain(self->text)
                                                 : str_slice(self->text, (int64_t)self->position, 1, amount);
    if (is_absent(part)) return raise_memory(call->task);
    self->position += amount;
    return give(call, part);
}

static Outcome string_io_read(Call *call) {
    StringIo *self = self_string(call);
    size_t amount;
    if (!is_open(call, self)) return RAISED;
    Outcome outcome = arg_amount(call, left_of(self), &amount);
    if (outcome != DONE) return outcome;
    return amount ? give_part(call, self, amount) : give(call, str_empty());
}

/* How many characters the line from the position on has, its end included. */
static size_t line_at(const StringIo *self, size_t most) {
    const Str *text = str_of(self->text);
    size_t end = self->position + most;
    if (self->universal && !self->translates_in) {
        for (size_t i = self->position; i < end; i++) {
            uint32_t c = str_peek_at(text, i);
            if (c == '\n') return i + 1 - self->position;
            if (c == '\r') return i + 1 - self->position + (i + 1 < end && str_peek_at(text, i + 1) == '\n');
        }
        return most;
    }
    if (self->writes_return) {
        int64_t at = str_find(self->text, self->newline, self->position, end);
        return at < 0 ? most : (size_t)at + str_count(self->newline) - self->position;
    }
    if (text->width == 1) {
        const uint8_t *start = (const uint8_t *)text->data + self->position, *at = memchr(start, '\n', most);
        return at ? (size_t)(at - start) + 1 : most;
    }
    for (size_t i = self->position; i < end; i++) {
        if (str_peek_at(text, i) == '\n') return i + 1 - self->position;
    }
    return most;
}

static Outcome string_io_readline(Call *call) {
    StringIo *self = self_string(call);
    size_t amount;
    if (!is_open(call, self)) return RAISED;
    Outcome outcome = arg_amount(call, left_of(self), &amount);
    if (outcome != DONE) return outcome;
    return amount ? give_part(call, self, line_at(self, amount)) : give(call, str_empty());
}

static Outcome string_io_next(Call *call) {
    StringIo *self = self_string(call);
    if (!is_open(call, self)) return RAISED;
    size_t left = left_of(self);
    return left ? give_part(call, self, line_at(self, left)) : raise_stop(call->task, NONE);
}

/* ---- positions */

static Outcome string_io_seek(Call *call) {
    StringIo *self = self_string(call);
    int64_t offset;
    int whence;
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!arg_int64(call, 1, &offset) || !arg_int(call, 2, &whence) || !is_open(call, self)) return RAISED;
    if (whence < 0 || whence > 2)
        return raise_error(call->task, ValueError, "Invalid whence (%d, should be 0, 1 or 2)", whence);
    if (offset < 0 && whence == 0)
        return raise_error(call->task, ValueError, "Negative seek position %ld", (long)offset);
    if (whence && offset) return raise_error(call->task, OSError, "Can't do nonzero cur-relative seeks");
    if (whence == 2) offset = (int64_t)str_count(self->text);
    if (whence == 1) offset = (int64_t)self->position;
    self->position = (size_t)offset;
    return give_int(call, offset);
}

static Outcome string_io_tell(Call *call) {
    return is_open(call, self_string(call)) ? give_int(call, (int64_t)self_string(call)->position) : RAISED;
}

static Outcome string_io_truncate(Call *call) {
    StringIo *self = self_string(call);
    int64_t size = (int64_t)self->position;
    if (!is_open(call, self)) return RAISED;
    if (!is_none(call->args[1]) && !arg_int64(call, 1, &size)) return RAISED;
    if (size < 0) return raise_error(call->task, ValueError, "Negative size value %ld", (long)size);
    if ((size_t)size < str_count(self->text)) {
        Value cut = str_slice(self->text, 0, 1, (size_t)size);
        if (is_absent(cut)) return raise_memory(call->task);
        replace_take(&self->text, cut);
    }
    return give_int(call, size);
}

static Outcome string_io_getvalue(Call *call) {
    return is_open(call, self_string(call)) ? give(call, retain(self_string(call)->text)) : RAISED;
}

static Outcome string_io_close(Call *call) {
    StringIo *self = self_string(call);
    self->base.is_closed = true;
    replace_take(&self->text, str_empty());
    return give_none(call);
}

static Outcome string_io_true(Call *call) {
    return is_open(call, self_string(call)) ? give_bool(call, true) : RAISED;
}
static Outcome string_io_false(Call *call) {
    return is_open(call, self_string(call)) ? give_bool(call, false) : RAISED;
}
static Outcome string_io_closed(Call *call) { return give_bool(call, self_string(call)->base.is_closed); }

static Outcome string_io_newlines(Call *call) {
    StringIo *self = self_string(call);
    static const char *const texts[] = { "\r", "\n", "\r\n" };
    Value items[3];
    size_t count = 0;
    if (!is_open(call, self)) return RAISED;
    for (int i = 0; i < 3; i++) {
        if (self->seen & 1 << i) items[count++] = str_new(texts[i]);
    }
    if (count == 0) return give_none(call);
    return give(call, count == 1 ? items[0] : tuple_from_take(items, count));
}

static const NativeSpec string_io_methods[] = {
    { "__init__(self, initial_value='', newline='\\n')", string_io_init },
    { "read(self, size=-1, /)", string_io_read },
    { "readline(self, size=-1, /)", string_io_readline },
    { "write(self, s, /)", string_io_write },
    { "seek(self, pos, whence=0, /)", string_io_seek },
    { "tell(self, /)", string_io_tell },
    { "truncate(self, pos=None, /)", string_io_truncate },
    { "getvalue(self, /)", string_io_getvalue },
    { "close(self, /)", string_io_close },
    { "readable(self, /)", string_io_true },
    { "writable(self, /)", string_io_true },
    { "seekable(self, /)", string_io_true },
    { "__next__(self, /)", string_io_next },
    { "__getstate__(self, /)", io_tower },
    { "__setstate__(self, state, /)", io_tower },
    { "closed", string_io_closed },
    { "line_buffering", string_io_false },
    { "newlines", string_io_newlines },
    { 0 },
};

const ClassSpec string_io_class = {
    .type = &string_io_type,
    .module = "_io",
    .make = { "StringIO(cls, initial_value='', newline='\n')", string_io_make },
    .methods = string_io_methods,
};
