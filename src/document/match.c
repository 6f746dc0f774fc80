/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matching. The parts between two `...` are a group, which matches at its first possible place; within a
 * group, the parts between two `<...>` are a run, which must begin on the line where the one before ended. As
 * a part that begins later never ends earlier, the first place is as good as any other, so nothing is tried
 * twice for the sake of another. */
#include "document/match.h"
#include "base/array.h"
#include "base/memory.h"
#include "document/comparable.h"
#include "document/pattern.h"
#include <string.h>

enum { STEP_LIMIT = 50 * 1000 * 1000 };
static const size_t NOWHERE = SIZE_MAX;

typedef struct Binding {
    Span name, value;
} Binding;

typedef struct {
    const char *expected; /* where the parts' texts lie */
    Pattern pattern;
    Span shown;
    const Bindings *known;
    Binding *bound; /* in this match */
    size_t bound_count, bound_capacity;
    size_t steps;
    size_t expected_best, shown_best; /* how far it came */
} Matcher;

static void note_progress(Matcher *matcher, Span part, size_t taken, size_t at) {
    if (at < matcher->shown_best) return;
    matcher->shown_best = at;
    matcher->expected_best = (size_t)(part.bytes - matcher->expected) + taken;
}

static size_t match_text(Matcher *matcher, Span text, size_t at) {
    size_t same = 0, most = matcher->shown.count - at < text.count ? matcher->shown.count - at : text.count;
    while (same < most && text.bytes[same] == matcher->shown.bytes[at + same]) same++;
    matcher->steps += same + 1;
    note_progress(matcher, text, same, at + same);
    return same == text.count ? at + same : NOWHERE;
}

static const Span *find_binding(Matcher *matcher, Span name) {
    matcher->steps += matcher->bound_count + (matcher->known ? matcher->known->count : 0);
    for (size_t i = 0; i < matcher->bound_count; i++)
        if (span_equals(matcher->bound[i].name, name)) return &matcher->bound[i].value;
    for (size_t i = 0; matcher->known && i < matcher->known->count; i++)
        if (span_equals(matcher->known->items[i].name, name)) return &matcher->known->items[i].value;
    return NULL;
}

static void bind(Matcher *matcher, Span name, Span value) {
    *(Binding *)array_push(&matcher->bound, &matcher->bound_count, &matcher->bound_capacity,
                           sizeof *matcher->bound) = (Binding){ name, value };
}

static size_t match_placeholder(Matcher *matcher, const Part *part, size_t at) {
    Span text = span_from(matcher->shown, at);
    size_t taken = placeholder_match(part->placeholder, text);
    matcher->steps += taken + 1;
    const Span *value = taken && part->name.count ? find_binding(matcher, part->name) : NULL;
    if (!taken || (value && !span_equals(*value, (Span){ text.bytes, taken })))
        return match_text(matcher, part->text, at); /* a program may show `<int>` itself */
    if (part->name.count && !value) bind(matcher, part->name, (Span){ text.bytes, taken });
    note_progress(matcher, part->text, part->text.count, at + taken);
    return at + taken;
}

/* Parts first to last (not included), none of which takes any text; where it ends, or NOWHERE. */
static size_t match_run(Matcher *matcher, size_t first, size_t last, size_t at) {
    size_t mark = matcher->bound_count;
    for (; first < last && at != NOWHERE; first++) {
        const Part *part = &matcher->pattern.items[first];
        at = part->kind == PART_TEXT ? match_text(matcher, part->text, at)
                                     : match_placeholder(matcher, part, at);
    }
    if (at == NOWHERE) matcher->bound_count = mark;
    return at;
}

static size_t next_of_kind(const Matcher *matcher, size_t first, size_t last, PartKind kind) {
    while (first < last && matcher->pattern.items[first].kind != kind) first++;
    return first;
}

/* The next place from `at` to `end` where a run that begins with this part could match. */
static size_t next_place(Matcher *matcher, size_t first, size_t last, size_t at, size_t end) {
    if (at > end || matcher->steps > STEP_LIMIT) return NOWHERE;
    const Part *part = &matcher->pattern.items[first];
    if (first == last || part->kind != PART_TEXT) return at;
    size_t most = end < matcher->shown.count ? end + 1 - at : matcher->shown.count - at;
    const char *found = most ? memchr(matcher->shown.bytes + at, part->text.bytes[0], most) : NULL;
    if (!found) note_progress(matcher, part->text, 0, at);
    matcher->steps += (found ? (size_t)(found - matcher->shown.bytes) - at : most) / 16 + 1;
    return found ? (size_t)(found - matcher->shown.bytes) : NOWHERE;
}

static size_t end_of_line(Matcher *matcher, size_t at) {
    Span rest = span_from(matcher->shown, at);
    const char *newline = rest.count ? memchr(rest.bytes, '\n', rest.count) : NULL;
    size_t end = newline ? at + (size_t)(newline - rest.bytes) : matcher->shown.count;
    matcher->steps += (end - at) / 16 + 1;
    return end;
}

/* A run behind `<...>`. */
static size_t find_run(Matcher *matcher, size_t first, size_t last, size_t start, bool to_end) {
    Span name = matcher->pattern.items[first - 1].name;
    size_t at = start, line_end = end_of_line(matcher, start);
    const Span *value = name.count ? find_binding(matcher, name) : NULL;
    if (value) {
        if (value->count > line_end - start || !span_starts(span_from(matcher->shown, start), *value))
            return NOWHERE;
        at = line_end = start + value->count;
    }
    for (; (at = next_place(matcher, first, last, at, line_end)) != NOWHERE; at++) {
        size_t mark = matcher->bound_count;
        if (name.count && !value) bind(matcher, name, (Span){ matcher->shown.bytes + start, at - start });
        size_t end = match_run(matcher, first, last, at);
        if (end != NOWHERE && (!to_end || end == matcher->shown.count)) return end;
        matcher->bound_count = mark;
    }
    return NOWHERE;
}

/* Parts between two `...`. to_end: nothing may be left over. */
static size_t match_group(Matcher *matcher, size_t first, size_t last, size_t at, bool to_end) {
    size_t mark = matcher->bound_count, run = next_of_kind(matcher, first, last, PART_ANY_OF_LINE);
    at = match_run(matcher, first, run, at);
    while (at != NOWHERE && run < last) {
        first = run + 1;
        run = next_of_kind(matcher, first, last, PART_ANY_OF_LINE);
        at = find_run(matcher, first, run, at, to_end && run == last);
    }
    if (at != NOWHERE && (!to_end || at == matcher->shown.count)) return at;
    if (at != NOWHERE && last)
        note_progress(matcher, matcher->pattern.items[last - 1].text,
                      matcher->pattern.items[last - 1].text.count, at);
    matcher->bound_count = mark;
    return NOWHERE;
}

static size_t find_group(Matcher *matcher, size_t first, size_t last, size_t at, bool to_end) {
    for (; (at = next_place(matcher, first, last, at, matcher->shown.count)) != NOWHERE; at++) {
        size_t end = match_group(matcher, first, last, at, to_end);
        if (end != NOWHERE) return end;
    }
    return NOWHERE;
}

static bool match_all(Matcher *matcher) {
    size_t count = matcher->pattern.count, any = next_of_kind(matcher, 0, count, PART_ANY);
    size_t at = match_group(matcher, 0, any, 0, any == count);
    while (at != NOWHERE && any < count) {
        size_t first = any + 1;
        any = next_of_kind(matcher, first, count, PART_ANY);
        at = find_group(matcher, first, any, at, any == count);
    }
    return at != NOWHERE && matcher->steps <= STEP_LIMIT;
}

static void keep_bindings(const Matcher *matcher, Bindings *bindings) {
    for (size_t i = 0; i < matcher->bound_count; i++) {
        const Binding *bound = &matcher->bound[i];
        *(Binding *)array_push(&bindings->items, &bindings->count, &bindings->capacity, sizeof *bound) =
            (Binding){ span_store(&bindings->store, bound->name),
                       span_store(&bindings->store, bound->value) };
    }
}

Span bindings_name(const Bindings *bindings, Span value) {
    for (size_t i = 0; i < bindings->count; i++)
        if (span_equals(bindings->items[i].value, value)) return bindings->items[i].name;
    return (Span){ NULL, 0 };
}

void bindings_clear(Bindings *bindings) {
    memory_free(bindings->items);
    span_store_clear(&bindings->store);
    *bindings = (Bindings){ 0 };
}

static Matcher matcher_begin(Span expected, Span shown, unsigned options, const Bindings *bindings) {
    Matcher matcher = { .expected = expected.bytes, .shown = shown, .known = bindings };
    pattern_read(&matcher.pattern, expected, options);
    return matcher;
}

static void matcher_end(Matcher *matcher) {
    pattern_clear(&matcher->pattern);
    memory_free(matcher->bound);
}

bool match_line(Span expected, Span shown, unsigned options, const Bindings *bindings) {
    if (span_equals(expected, shown)) return true;
    Buffer left = { 0 }, right = { 0 };
    if (comparable_is_folded(expected, shown)) {
        comparable_fold(&left, expected);
        comparable_fold(&right, shown);
        expected = (Span){ left.bytes, left.count };
        shown = (Span){ right.bytes, right.count };
    }
    Matcher matcher = matcher_begin(expected, shown, options, bindings);
    bool is_same = match_all(&matcher);
    matcher_end(&matcher);
    buffer_clear(&left);
    buffer_clear(&right);
    return is_same;
}

/* Even where the expected text has what would stand for another one. */
static bool is_equal(Span expected, Span shown) {
    if (!comparable_is_folded(expected, shown)) return span_equals(expected, shown);
    Buffer left = { 0 }, right = { 0 };
    comparable_fold(&left, expected);
    comparable_fold(&right, shown);
    bool is_same = !left.failed && !right.failed &&
                   span_equals((Span){ left.bytes, left.count }, (Span){ right.bytes, right.count });
    buffer_clear(&left);
    buffer_clear(&right);
    return is_same;
}

static MatchResult compare(Span expected, Span shown, unsigned options, Bindings *bindings) {
    Comparable left, right;
    if (is_equal(expected, shown)) return (MatchResult){ .is_same = true };
    comparable_make(&left, expected, options, true, shown);
    comparable_make(&right, shown, options, false, expected);
    Span wanted = { left.text.bytes, left.text.count }, got = { right.text.bytes, right.text.count };
    Matcher matcher = matcher_begin(wanted, got, options, bindings);
    MatchResult comparison = { .is_same = !left.text.failed && !right.text.failed && match_all(&matcher),
                               .is_too_costly = matcher.steps > STEP_LIMIT };
    if (comparison.is_same) {
        keep_bindings(&matcher, bindings);
    } else {
        ComparablePlace in_expected = comparable_place(&left, matcher.expected_best);
        ComparablePlace in_shown = comparable_place(&right, matcher.shown_best);
        comparison.expected_line = in_expected.line;
        comparison.expected_column = in_expected.column;
        comparison.shown_line = in_shown.line;
        comparison.shown_column = in_shown.column;
    }
    matcher_end(&matcher);
    comparable_clear(&left);
    comparable_clear(&right);
    return comparison;
}

/* Documents from before there was bool: doctest takes True for 1, and False for 0. */
static bool is_old_bool(Span expected, Span shown) {
    return (span_equals(expected, SPAN("1\n")) && span_equals(shown, SPAN("True\n"))) ||
           (span_equals(expected, SPAN("0\n")) && span_equals(shown, SPAN("False\n")));
}

MatchResult match(Span expected, Span shown, unsigned options, Bindings *bindings) {
    MatchResult comparison = compare(expected, shown, options, bindings);
    if (!(options & OPTION_DONT_ACCEPT_TRUE_FOR_1) && is_old_bool(expected, shown))
        comparison = (MatchResult){ .is_same = true };
    if (comparison.is_same || !traceback_is_first(expected) || !traceback_is_first(shown)) return comparison;
    /* Of exceptions that caused each other, doctest's documents give the last. */
    MatchResult last = compare(expected, span_from(shown, traceback_last(shown)), options, bindings);
    return last.is_same ? last : comparison;
}
