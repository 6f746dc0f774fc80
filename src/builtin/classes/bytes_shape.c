/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is put around bytes, or taken off their ends. */
#include "base/memory.h"
#include "builtin/classes/text.h"
#include <string.h>

/* ---- taking off */

enum { LEFT = 1, RIGHT = 2 };

static Outcome strip(Call *call, int sides) {
    static const uint8_t spaces[] = " \t\n\r\v\f";
    Span goes = { spaces, sizeof spaces - 1 };
    if (!is_none(call->args[1]) && !arg_bytes(call, 1, &goes.data, &goes.count)) return RAISED;
    Span self = span_of(call->args[0]);
    size_t start = 0, end = self.count;
    if (sides & LEFT) {
        while (start < end && memchr(goes.data, self.data[start], goes.count)) start++;
    }
    if (sides & RIGHT) {
        while (end > start && memchr(goes.data, self.data[end - 1], goes.count)) end--;
    }
    return give(call, bytes_slice(call->args[0], (int64_t)start, 1, end - start));
}

Outcome bytes_strip(Call *call) { return strip(call, LEFT | RIGHT); }
Outcome bytes_lstrip(Call *call) { return strip(call, LEFT); }
Outcome bytes_rstrip(Call *call) { return strip(call, RIGHT); }

Outcome bytes_removeprefix(Call *call) {
    Span prefix, self = span_of(call->args[0]);
    if (!arg_bytes(call, 1, &prefix.data, &prefix.count)) return RAISED;
    bool found = self.count >= prefix.count && memcmp(self.data, prefix.data, prefix.count) == 0;
    size_t start = found ? prefix.count : 0;
    return give(call, bytes_slice(call->args[0], (int64_t)start, 1, self.count - start));
}

Outcome bytes_removesuffix(Call *call) {
    Span suffix, self = span_of(call->args[0]);
    if (!arg_bytes(call, 1, &suffix.data, &suffix.count)) return RAISED;
    bool found = self.count >= suffix.count &&
                 memcmp(self.data + self.count - suffix.count, suffix.data, suffix.count) == 0;
    return give(call, bytes_slice(call->args[0], 0, 1, self.count - (found ? suffix.count : 0)));
}

/* ---- putting around */

static Value pad(Value self, size_t left, size_t right, uint8_t fill) {
    Span middle = span_of(self);
    Buffer out = { 0 };
    buffer_append_repeated(&out, (char)fill, left);
    buffer_append(&out, middle.data, middle.count);
    buffer_append_repeated(&out, (char)fill, right);
    Value padded = out.failed ? ABSENT : bytes_like(self, out.bytes, out.count);
    buffer_clear(&out);
    return padded;
}

static Outcome arg_missing(Call *call, size_t *missing) {
    int64_t width;
    Outcome outcome = arg_count(call, 1, &width);
    int64_t count = (int64_t)span_of(call->args[0]).count;
    if (outcome == DONE) *missing = width > count ? (size_t)(width - count) : 0;
    return outcome;
}

static Outcome justify(Call *call, const char *name, char align) {
    size_t missing;
    Span fill;
    Outcome outcome = arg_missing(call, &missing);
    if (outcome != DONE) return outcome;
    if (!bytes_peek(call->args[2], &fill.data, &fill.count) || fill.count != 1) {
        return raise_error(call->task, TypeError, "%s() argument 2 must be a byte string of length 1, not %T",
                           name, call->args[2]);
    }
    size_t width = missing + span_of(call->args[0]).count;
    size_t left = align == '<' ? 0 : missing;
    if (align == '^') left = missing / 2 + (missing & width & 1);
    return give(call, pad(call->args[0], left, missing - left, *fill.data));
}

Outcome bytes_center(Call *call) { return justify(call, "center", '^'); }
Outcome bytes_ljust(Call *call) { return justify(call, "ljust", '<'); }
Outcome bytes_rjust(Call *call) { return justify(call, "rjust", '>'); }

Outcome bytes_zfill(Call *call) {
    size_t missing;
    Outcome outcome = arg_missing(call, &missing);
    if (outcome != DONE) return outcome;
    Span self = span_of(call->args[0]);
    size_t sign = self.count && (*self.data == '+' || *self.data == '-') ? 1 : 0;
    Buffer out = { 0 };
    buffer_append(&out, self.data, sign);
    buffer_append_repeated(&out, '0', missing);
    buffer_append(&out, self.data + sign, self.count - sign);
    Value filled = out.failed ? ABSENT : bytes_like(call->args[0], out.bytes, out.count);
    buffer_clear(&out);
    return give(call, filled);
}

Outcome bytes_expandtabs(Call *call) {
    int tab;
    Outcome outcome = arg_c_int(call, 1, &tab);
    if (outcome != DONE) return outcome;
    Span self = span_of(call->args[0]);
    Buffer out = { 0 };
    size_t column = 0;
    for (size_t i = 0; i < self.count; i++) {
        uint8_t byte = self.data[i];
        size_t spaces = tab > 0 ? (size_t)tab - column % (size_t)tab : 0;
        if (byte == '\t')
            buffer_append_repeated(&out, ' ', spaces);
        else
            buffer_append_byte(&out, (char)byte);
        column = byte == '\t' ? column + spaces : byte == '\n' || byte == '\r' ? 0 : column + 1;
    }
    Value expanded = out.failed ? ABSENT : bytes_like(call->args[0], out.bytes, out.count);
    buffer_clear(&out);
    return give(call, expanded);
}
