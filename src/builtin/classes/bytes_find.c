/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching in bytes. What is looked for may be one byte given as an int. */
#include "builtin/classes/text.h"
#include <string.h>

static Outcome arg_part(Call *call, Span *part, uint8_t *one) {
    int64_t number;
    if (bytes_peek(call->args[1], &part->data, &part->count)) return DONE;
    bool has_index =
        is_int(call->args[1]) ||
        !is_absent(class_peek_special(value_class(call_machine(call), call->args[1]), SPECIAL_index));
    if (!has_index) {
        return raise_error(call->task, TypeError, "argument should be integer or bytes-like object, not '%T'",
                           call->args[1]);
    }
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!int_fits_int64(call->args[1], &number) || number < 0 || number > 255) {
        return raise_error(call->task, ValueError, "byte must be in range(0, 256)");
    }
    *one = (uint8_t)number;
    *part = (Span){ one, 1 };
    return DONE;
}

/* The stretch to be searched, and what for. */
static Outcome arg_search(Call *call, Span *within, size_t *start, Span *part, uint8_t *one) {
    size_t end;
    Outcome outcome = arg_range(call, 2, span_of(call->args[0]).count, start, &end);
    if (outcome == DONE) outcome = arg_part(call, part, one);
    if (outcome != DONE) return outcome;
    *within = span_of(call->args[0]);
    if (*start > end)
        *within = (Span){ NULL, 0 };
    else
        *within = (Span){ within->data + *start, end - *start };
    return DONE;
}

typedef int64_t Search(const uint8_t *data, size_t count, const uint8_t *part, size_t part_count);

static Outcome search(Call *call, Search *how, bool must_be_there) {
    Span within, part;
    size_t start;
    uint8_t one;
    Outcome outcome = arg_search(call, &within, &start, &part, &one);
    if (outcome != DONE) return outcome;
    int64_t found = within.data ? how(within.data, within.count, part.data, part.count) : -1;
    if (found < 0 && must_be_there) return raise_error(call->task, ValueError, "subsection not found");
    return give_int(call, found < 0 ? -1 : found + (int64_t)start);
}

Outcome bytes_find_method(Call *call) { return search(call, bytes_find, false); }
Outcome bytes_rfind(Call *call) { return search(call, bytes_find_last, false); }
Outcome bytes_index(Call *call) { return search(call, bytes_find, true); }
Outcome bytes_rindex(Call *call) { return search(call, bytes_find_last, true); }

Outcome bytes_count(Call *call) {
    Span within, part;
    size_t start, at = 0;
    uint8_t one;
    int64_t count = 0;
    Outcome outcome = arg_search(call, &within, &start, &part, &one);
    if (outcome != DONE) return outcome;
    if (!within.data) return give_int(call, 0);
    if (part.count == 0) return give_int(call, (int64_t)within.count + 1);
    for (int64_t found; (found = bytes_find(within.data + at, within.count - at, part.data, part.count)) >= 0;
         count++) {
        at += (size_t)found + part.count;
    }
    return give_int(call, count);
}

static bool stands_at_end(Span self, Span part, size_t start, size_t end, bool at_start) {
    if (start > end || end - start < part.count) return false;
    return memcmp(self.data + (at_start ? start : end - part.count), part.data, part.count) == 0;
}

static Outcome has_end(Call *call, const char *name, bool at_start) {
    size_t start, end;
    Outcome outcome = arg_range(call, 2, span_of(call->args[0]).count, &start, &end);
    if (outcome != DONE) return outcome;
    Span self = span_of(call->args[0]), part;
    Value given = call->args[1];
    if (bytes_peek(given, &part.data, &part.count)) {
        return give_bool(call, stands_at_end(self, part, start, end, at_start));
    }
    if (!is_tuple(given)) {
        return raise_error(call->task, TypeError, "%s first arg must be bytes or a tuple of bytes, not %T",
                           name, given);
    }
    for (size_t i = 0; i < tuple_of(given)->count; i++) {
        Value choice = tuple_of(given)->items[i];
        if (!bytes_peek(choice, &part.data, &part.count)) {
            return raise_error(call->task, TypeError, "a bytes-like object is required, not '%T'", choice);
        }
        if (stands_at_end(self, part, start, end, at_start)) return give_bool(call, true);
    }
    return give_bool(call, false);
}

Outcome bytes_startswith(Call *call) { return has_end(call, "startswith", true); }
Outcome bytes_endswith(Call *call) { return has_end(call, "endswith", false); }
