/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cutting a str into a list or a tuple of parts. */
#include "base/text.h"
#include "builtin/classes/text.h"
#include <string.h>

static Value cut(Value str, size_t start, size_t end) {
    return str_slice(str, (int64_t)start, 1, end - start);
}

/* What goes on between the calls below: the list so far, and how many cuts are left. */
typedef struct {
    Value str, list;
    size_t left;
} Splitting;

static bool push_part(Splitting *splitting, size_t start, size_t end) {
    return push_result(splitting->list, cut(splitting->str, start, end));
}

static bool is_space_at(const Str *str, size_t i) { return text_is_space(str_peek_at(str, i)); }

/* Of a str in ASCII, as most are. */
static bool push_ascii_part(Splitting *splitting, const char *text, size_t start, size_t end) {
    return push_result(splitting->list, str_from_ascii(text + start, end - start));
}

static bool is_ascii_space(char c) { return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x1f); }

static bool split_ascii_at_spaces(Splitting *splitting) {
    const char *text = str_peek_ascii(splitting->str);
    size_t count = str_count(splitting->str);
    for (size_t i = 0;;) {
        while (i < count && is_ascii_space(text[i])) i++;
        if (i == count) return true;
        size_t start = i;
        if (splitting->left-- == 0) return push_ascii_part(splitting, text, start, count);
        while (i < count && !is_ascii_space(text[i])) i++;
        if (!push_ascii_part(splitting, text, start, i)) return false;
    }
}

static bool split_at_spaces(Splitting *splitting) {
    const Str *str = str_of(splitting->str);
    size_t i = 0;
    if (str->is_ascii) return split_ascii_at_spaces(splitting);
    for (;;) {
        while (i < str->count && is_space_at(str, i)) i++;
        if (i == str->count) return true;
        size_t start = i;
        if (splitting->left-- == 0) return push_part(splitting, start, str->count);
        while (i < str->count && !is_space_at(str, i)) i++;
        if (!push_part(splitting, start, i)) return false;
    }
}

static bool split_at_spaces_from_end(Splitting *splitting) {
    const Str *str = str_of(splitting->str);
    size_t i = str->count;
    for (;;) {
        while (i > 0 && is_space_at(str, i - 1)) i--;
        if (i == 0) return true;
        size_t end = i;
        if (splitting->left-- == 0) return push_part(splitting, 0, end);
        while (i > 0 && !is_space_at(str, i - 1)) i--;
        if (!push_part(splitting, i, end)) return false;
    }
}

static bool split_ascii_at(Splitting *splitting, char separator) {
    const char *text = str_peek_ascii(splitting->str);
    size_t start = 0, end = str_count(splitting->str);
    while (splitting->left-- > 0) {
        const char *found = memchr(text + start, separator, end - start);
        if (!found) break;
        if (!push_ascii_part(splitting, text, start, (size_t)(found - text))) return false;
        start = (size_t)(found - text) + 1;
    }
    return push_ascii_part(splitting, text, start, end);
}

static bool split_at(Splitting *splitting, Value separator) {
    size_t start = 0, end = str_count(splitting->str);
    if (str_of(splitting->str)->is_ascii && str_of(separator)->is_ascii && str_count(separator) == 1)
        return split_ascii_at(splitting, *str_peek_ascii(separator));
    for (int64_t found; splitting->left-- > 0; start = (size_t)found + str_count(separator)) {
        found = str_find(splitting->str, separator, start, end);
        if (found < 0) break;
        if (!push_part(splitting, start, (size_t)found)) return false;
    }
    return push_part(splitting, start, end);
}

static bool split_at_from_end(Splitting *splitting, Value separator) {
    size_t end = str_count(splitting->str);
    for (int64_t found; splitting->left-- > 0; end = (size_t)found) {
        found = str_find_last(splitting->str, separator, 0, end);
        if (found < 0) break;
        if (!push_part(splitting, (size_t)found + str_count(separator), end)) return false;
    }
    return push_part(splitting, 0, end);
}

static Outcome split(Call *call, bool from_end) {
    int64_t most;
    Outcome outcome = arg_count(call, 2, &most);
    if (outcome != DONE) return outcome;
    Value separator = call->args[1];
    if (!is_none(separator) && !is_str(separator)) {
        return raise_error(call->task, TypeError, "must be str or None, not %T", separator);
    }
    if (is_str(separator) && str_count(separator) == 0)
        return raise_error(call->task, ValueError, "empty separator");
    Splitting splitting = { call->args[0], list_new(0), most < 0 ? SIZE_MAX : (size_t)most };
    if (is_absent(splitting.list)) return raise_memory(call->task);
    bool complete =
        is_none(separator)
            ? (from_end ? split_at_spaces_from_end(&splitting) : split_at_spaces(&splitting))
            : (from_end ? split_at_from_end(&splitting, separator) : split_at(&splitting, separator));
    if (from_end) list_reverse_items(list_of(splitting.list));
    return give_list(call, splitting.list, complete);
}

Outcome str_split(Call *call) { return split(call, false); }
Outcome str_rsplit(Call *call) { return split(call, true); }

static bool is_line_end(uint32_t c) {
    return (c >= '\n' && c <= '\r') || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

Outcome str_splitlines(Call *call) {
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    int keep_ends;
    if (!arg_int(call, 1, &keep_ends)) return RAISED;
    const Str *str = str_of(call->args[0]);
    Splitting splitting = { call->args[0], list_new(0), 0 };
    bool complete = !is_absent(splitting.list);
    for (size_t i = 0; complete && i < str->count;) {
        size_t start = i;
        while (i < str->count && !is_line_end(str_peek_at(str, i))) i++;
        size_t end = i;
        if (i < str->count) {
            bool is_pair =
                str_peek_at(str, i) == '\r' && i + 1 < str->count && str_peek_at(str, i + 1) == '\n';
            i += is_pair ? 2 : 1;
        }
        complete = push_part(&splitting, start, keep_ends ? i : end);
    }
    return give_list(call, splitting.list, complete);
}

/* ---- partition */

static Outcome give_three(Call *call, Value first, Value second, Value third) {
    Value parts[] = { first, second, third };
    if (is_absent(first) || is_absent(second) || is_absent(third)) {
        for (int i = 0; i < 3; i++) release(parts[i]);
        return raise_memory(call->task);
    }
    return give(call, tuple_from_take(parts, 3));
}

static Outcome partition(Call *call, bool from_end) {
    Value str = call->args[0], separator = call->args[1];
    if (!is_str(separator)) return raise_error(call->task, TypeError, "must be str, not %T", separator);
    if (str_count(separator) == 0) return raise_error(call->task, ValueError, "empty separator");
    size_t count = str_count(str);
    int64_t found = from_end ? str_find_last(str, separator, 0, count) : str_find(str, separator, 0, count);
    if (found < 0) {
        Value whole = cut(str, 0, count);
        return from_end ? give_three(call, str_empty(), str_empty(), whole)
                        : give_three(call, whole, str_empty(), str_empty());
    }
    size_t behind = (size_t)found + str_count(separator);
    return give_three(call, cut(str, 0, (size_t)found), cut(separator, 0, str_count(separator)),
                      cut(str, behind, count));
}

Outcome str_partition(Call *call) { return partition(call, false); }
Outcome str_rpartition(Call *call) { return partition(call, true); }
