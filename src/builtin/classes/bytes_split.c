/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cutting bytes into a list or a tuple of parts. */
#include "builtin/classes/text.h"
#include <string.h>

typedef struct {
    Value self, list;
    Span bytes;
    size_t left; /* how many cuts may still be made */
} Splitting;

static bool push_part(Splitting *splitting, size_t start, size_t end) {
    return push_result(splitting->list,
                       bytes_like(splitting->self, splitting->bytes.data + start, end - start));
}

static bool is_space(uint8_t byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

static bool split_at_spaces(Splitting *splitting) {
    Span bytes = splitting->bytes;
    size_t i = 0;
    for (;;) {
        while (i < bytes.count && is_space(bytes.data[i])) i++;
        if (i == bytes.count) return true;
        size_t start = i;
        if (splitting->left-- == 0) return push_part(splitting, start, bytes.count);
        while (i < bytes.count && !is_space(bytes.data[i])) i++;
        if (!push_part(splitting, start, i)) return false;
    }
}

static bool split_at_spaces_from_end(Splitting *splitting) {
    Span bytes = splitting->bytes;
    size_t i = bytes.count;
    for (;;) {
        while (i > 0 && is_space(bytes.data[i - 1])) i--;
        if (i == 0) return true;
        size_t end = i;
        if (splitting->left-- == 0) return push_part(splitting, 0, end);
        while (i > 0 && !is_space(bytes.data[i - 1])) i--;
        if (!push_part(splitting, i, end)) return false;
    }
}

static bool split_at(Splitting *splitting, Span separator) {
    size_t start = 0;
    for (; splitting->left-- > 0;) {
        int64_t found = bytes_find(splitting->bytes.data + start, splitting->bytes.count - start,
                                   separator.data, separator.count);
        if (found < 0) break;
        if (!push_part(splitting, start, start + (size_t)found)) return false;
        start += (size_t)found + separator.count;
    }
    return push_part(splitting, start, splitting->bytes.count);
}

static bool split_at_from_end(Splitting *splitting, Span separator) {
    size_t end = splitting->bytes.count;
    for (; splitting->left-- > 0;) {
        int64_t found = bytes_find_last(splitting->bytes.data, end, separator.data, separator.count);
        if (found < 0) break;
        if (!push_part(splitting, (size_t)found + separator.count, end)) return false;
        end = (size_t)found;
    }
    return push_part(splitting, 0, end);
}

static Outcome arg_separator(Call *call, Span *separator) {
    if (!arg_bytes(call, 1, &separator->data, &separator->count)) return RAISED;
    return separator->count ? DONE : raise_error(call->task, ValueError, "empty separator");
}

static Outcome split(Call *call, bool from_end) {
    int64_t most;
    Span separator = { NULL, 0 };
    Outcome outcome = arg_count(call, 2, &most);
    if (outcome == DONE && !is_none(call->args[1])) outcome = arg_separator(call, &separator);
    if (outcome != DONE) return outcome;
    Splitting splitting = { call->args[0], list_new(0), span_of(call->args[0]),
                            most < 0 ? SIZE_MAX : (size_t)most };
    if (is_absent(splitting.list)) return raise_memory(call->task);
    bool complete;
    if (separator.count == 0)
        complete = from_end ? split_at_spaces_from_end(&splitting) : split_at_spaces(&splitting);
    else
        complete = from_end ? split_at_from_end(&splitting, separator) : split_at(&splitting, separator);
    if (from_end) list_reverse_items(list_of(splitting.list));
    return give_list(call, splitting.list, complete);
}

Outcome bytes_split(Call *call) { return split(call, false); }
Outcome bytes_rsplit(Call *call) { return split(call, true); }

Outcome bytes_splitlines(Call *call) {
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    int keep_ends;
    if (!arg_int(call, 1, &keep_ends)) return RAISED;
    Splitting splitting = { call->args[0], list_new(0), span_of(call->args[0]), 0 };
    Span bytes = splitting.bytes;
    bool complete = !is_absent(splitting.list);
    for (size_t i = 0; complete && i < bytes.count;) {
        size_t start = i;
        while (i < bytes.count && bytes.data[i] != '\n' && bytes.data[i] != '\r') i++;
        size_t end = i;
        if (i < bytes.count)
            i += bytes.data[i] == '\r' && i + 1 < bytes.count && bytes.data[i + 1] == '\n' ? 2 : 1;
        complete = push_part(&splitting, start, keep_ends ? i : end);
    }
    return give_list(call, splitting.list, complete);
}

static Outcome partition(Call *call, bool from_end) {
    Span separator;
    Value self = call->args[0];
    Outcome outcome = arg_separator(call, &separator);
    if (outcome != DONE) return outcome;
    Span bytes = span_of(self);
    int64_t found = from_end ? bytes_find_last(bytes.data, bytes.count, separator.data, separator.count)
                             : bytes_find(bytes.data, bytes.count, separator.data, separator.count);
    /* Not found: all is the first part, or from the end the last, and the others are empty. */
    size_t before = found >= 0 ? (size_t)found : from_end ? 0 : bytes.count;
    size_t length = found >= 0 ? separator.count : 0;
    Value parts[] = { bytes_like(self, bytes.data, before), bytes_like(self, bytes.data + before, length),
                      bytes_like(self, bytes.data + before + length, bytes.count - before - length) };
    return give(call, tuple_from_take(parts, 3));
}

Outcome bytes_partition(Call *call) { return partition(call, false); }
Outcome bytes_rpartition(Call *call) { return partition(call, true); }
