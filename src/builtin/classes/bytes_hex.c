/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bytes.hex and bytes.fromhex. */
#include "base/text.h"
#include "builtin/classes/text.h"

/* One ASCII character, as str or bytes; -1: none. */
static Outcome arg_separator(Call *call, int *separator) {
    Value given = call->args[1];
    *separator = -1;
    if (is_absent(given)) return DONE;
    const Type *type = value_type(given);
    if (!type->length) return raise_error(call->task, TypeError, "object of type '%T' has no len()", given);
    if (type->length(given) != 1) return raise_error(call->task, ValueError, "sep must be length 1.");
    if (!is_str(given) && !is_bytes(given))
        return raise_error(call->task, TypeError, "sep must be str or bytes.");
    uint32_t c = is_str(given) ? str_peek_at(str_of(given), 0) : *span_of(given).data;
    if (c > 127) return raise_error(call->task, ValueError, "sep must be ASCII.");
    *separator = (int)c;
    return DONE;
}

/* Groups are counted from the right, or from the left when their size is negative. */
static bool begins_group(size_t i, size_t count, int group) {
    if (i == 0 || group == 0) return false;
    return group > 0 ? (count - i) % (size_t)group == 0 : i % (size_t) - (int64_t)group == 0;
}

Outcome bytes_hex(Call *call) {
    static const char digits[] = "0123456789abcdef";
    int separator;
    int group;
    Outcome outcome = arg_c_int(call, 2, &group);
    if (outcome != DONE) return outcome;
    outcome = arg_separator(call, &separator);
    if (outcome != DONE) return outcome;
    Span self = span_of(call->args[0]);
    Buffer out = { 0 };
    for (size_t i = 0; i < self.count; i++) {
        if (separator >= 0 && begins_group(i, self.count, group)) buffer_append_byte(&out, (char)separator);
        buffer_append_byte(&out, digits[self.data[i] >> 4]);
        buffer_append_byte(&out, digits[self.data[i] & 15]);
    }
    return give_buffer(call, &out);
}

static int digit_at(const Str *text, size_t i) {
    uint32_t c = i < text->count ? str_peek_at(text, i) : 0;
    if (c >= '0' && c <= '9') return (int)c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? (int)c - 'a' + 10 : -1;
}

static bool is_ascii_space(uint32_t c) { return c < 128 && text_is_space(c) && (c < 28 || c == ' '); }

enum { FROMHEX_MADE = 1 };

Outcome bytes_fromhex(Call *call) {
    Value given;
    Buffer out = { 0 };
    if (call->step == FROMHEX_MADE) return DONE;
    if (!arg_str(call, 1, &given)) return RAISED;
    const Str *text = str_of(given);
    for (size_t i = 0;;) {
        while (i < text->count && is_ascii_space(str_peek_at(text, i))) i++;
        if (i == text->count) break;
        int high = digit_at(text, i), low = high < 0 ? -1 : digit_at(text, i + 1);
        if (low < 0) {
            buffer_clear(&out);
            return raise_error(call->task, ValueError,
                               "non-hexadecimal number found in fromhex() arg at position %zu",
                               high < 0 ? i : i + 1);
        }
        buffer_append_byte(&out, (char)(high << 4 | low));
        i += 2;
    }
    const Class *class = (Class *)object_of(call->args[0]);
    if (class->is_native) {
        bool is_array = class->native == &bytearray_type;
        Value made = out.failed ? ABSENT
                     : is_array ? bytearray_new(out.bytes, out.count)
                                : bytes_new(out.bytes, out.count);
        buffer_clear(&out);
        return give(call, made);
    }
    /* A program's subclass is made as a call of it would. */
    Value plain = out.failed ? ABSENT : bytes_new(out.bytes, out.count);
    buffer_clear(&out);
    if (is_absent(plain)) return raise_memory(call->task);
    call->step = FROMHEX_MADE;
    Outcome outcome = call_value(call, call->args[0], 1, &plain);
    release(plain);
    return outcome;
}
