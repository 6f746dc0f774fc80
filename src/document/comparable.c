/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making texts comparable. */
#include "document/comparable.h"
#include "base/array.h"
#include "base/memory.h"
#include "base/text.h"
#include <string.h>

static const Span HEADER = { "Traceback (most recent call last):", 34 };
static const Span OLD_HEADER = { "Traceback (innermost last):", 27 };
static const Span BLANK_LINE = { "<BLANKLINE>", 11 };

bool traceback_begins(Span line) {
    line = span_trim_end(line);
    return span_equals(line, HEADER) || span_equals(line, OLD_HEADER);
}

/* What doctest takes for the exception's own line. */
static bool begins_word(Span line) {
    const uint8_t *at = (const uint8_t *)line.bytes;
    if (!line.count) return false;
    uint32_t code_point = text_decode(&at, at + line.count, false);
    return code_point != TEXT_INVALID &&
           (code_point == '_' || text_is_alpha(code_point) || text_is_numeric(code_point));
}

size_t traceback_frames(Span below) {
    size_t count = 0;
    for (Span line; span_next_line(&below, &line); count++)
        if (begins_word(line)) return count;
    return 0;
}

bool traceback_is_first(Span text) {
    Span line;
    if (span_starts(text, SPAN("^C"))) text = span_from(text, 2);
    return span_next_line(&text, &line) && traceback_begins(line);
}

size_t traceback_last(Span text) {
    size_t last = text.count;
    Span rest = text;
    for (Span line; span_next_line(&rest, &line);)
        if (traceback_begins(line)) last = (size_t)(line.bytes - text.bytes);
    return last;
}

/* ---- making */

typedef struct {
    Comparable *out;
    unsigned options;
    bool is_expected;
    bool is_message; /* the next line says which exception it is */
    bool is_cut;     /* nothing further counts */
    bool is_folded;  /* characters beyond ASCII are escaped, as doctest does */
} Making;

static void add_place(Making *making, size_t line, size_t column) {
    Comparable *out = making->out;
    *(ComparablePlace *)array_push(&out->places, &out->count, &out->capacity, sizeof *out->places) =
        (ComparablePlace){ out->text.count, line, column };
}

static bool is_space(char byte) {
    return byte == ' ' || (byte >= '\t' && byte <= '\r') || (byte >= 0x1c && byte <= 0x1f);
}

/* Appends what lies before *end, up to the first character that is escaped. False: there was none. */
static bool append_folded(Buffer *out, const uint8_t **at, const uint8_t *end) {
    size_t plain = text_ascii_prefix(*at, (size_t)(end - *at));
    buffer_append(out, *at, plain);
    *at += plain;
    if (*at == end) return false;
    uint32_t code_point = text_decode(at, end, true);
    if (code_point == TEXT_INVALID)
        buffer_append_byte(out, (char)*(*at)++);
    else
        text_append_escape(out, code_point);
    return true;
}

void comparable_fold(Buffer *out, Span text) {
    const uint8_t *at = (const uint8_t *)text.bytes;
    for (const uint8_t *end = text.count ? at + text.count : at; at < end;) append_folded(out, &at, end);
}

/* Every character that is escaped gets its place, for it is longer then. */
static void add_text(Making *making, Span text, size_t line, size_t column) {
    Buffer *out = &making->out->text;
    const uint8_t *start = (const uint8_t *)text.bytes, *at = start;
    if (!making->is_folded || !text.count) {
        buffer_append(out, text.bytes, text.count);
        return;
    }
    for (const uint8_t *end = at + text.count; at < end;)
        if (append_folded(out, &at, end)) add_place(making, line, column + (size_t)(at - start));
}

/* Words with one blank between. */
static void add_words(Making *making, Span text, size_t line, size_t column) {
    Buffer *out = &making->out->text;
    for (size_t i = 0; i < text.count;) {
        size_t start = i;
        while (i < text.count && is_space(text.bytes[i])) i++;
        start = i;
        while (i < text.count && !is_space(text.bytes[i])) i++;
        if (i == start) return;
        if (out->count) buffer_append_byte(out, ' ');
        add_place(making, line, column + start);
        add_text(making, (Span){ text.bytes + start, i - start }, line, column + start);
    }
}

/* The name of an exception, without its module and what it says. */
static Span exception_name(Span line, size_t *column) {
    const char *colon = memchr(line.bytes, ':', line.count);
    if (colon) line.count = (size_t)(colon - line.bytes);
    const char *dot = memrchr(line.bytes, '.', line.count);
    size_t skipped = dot ? (size_t)(dot - line.bytes) + 1 : 0;
    *column += skipped;
    return span_from(line, skipped);
}

static bool is_blank_line(const Making *making, Span line) {
    if (making->options & OPTION_DONT_ACCEPT_BLANKLINE) return false;
    Span trimmed = span_trim_end(line);
    return making->is_expected ? span_equals(trimmed, BLANK_LINE) : !trimmed.count;
}

static void add_line(Making *making, Span text, size_t line, size_t column) {
    if (making->is_message && (making->options & OPTION_IGNORE_EXCEPTION_DETAIL)) {
        text = exception_name(text, &column);
        making->is_cut = true;
    }
    making->is_message = false;
    if (is_blank_line(making, text)) text.count = 0;
    if (making->options & OPTION_NORMALIZE_WHITESPACE) {
        add_words(making, text, line, column);
        return;
    }
    add_place(making, line, column);
    Buffer expanded = { 0 };
    if (!making->is_expected && memchr(text.bytes ? text.bytes : "", '\t', text.count)) {
        span_append_expanded(&expanded, text);
        text = (Span){ expanded.bytes, expanded.count };
    }
    add_text(making, text, line, column);
    making->out->text.failed |= expanded.failed;
    buffer_clear(&expanded);
    buffer_append_byte(&making->out->text, '\n');
}

/* ^C is what a terminal shows of the interrupt: on a line of its own, or before what the role shows. */
static Span skip_interrupt(Span text, size_t *line, size_t *column) {
    if (!span_starts(text, SPAN("^C"))) return text;
    *line = text.count > 2 && text.bytes[2] == '\n';
    *column = *line ? 0 : 2;
    return span_from(text, 2 + *line);
}

static bool is_syntax_error(Span text) { return span_starts(text, SPAN("  File \"<stdin>\", line ")); }

static bool has_escape(Span text) { return text.count && memchr(text.bytes, '\\', text.count); }
static bool is_ascii(Span text) {
    return !text.count || text_ascii_prefix(text.bytes, text.count) == text.count;
}

bool comparable_is_folded(Span text, Span beside) {
    return (has_escape(text) || has_escape(beside)) && !(is_ascii(text) && is_ascii(beside));
}

void comparable_make(Comparable *comparable, Span text, unsigned options, bool is_expected, Span beside) {
    Making making = { comparable, options, is_expected, false, false, comparable_is_folded(text, beside) };
    size_t number = 0, column = 0;
    *comparable = (Comparable){ 0 };
    Span rest = text, line;
    if (is_expected || span_starts(beside, SPAN("^C"))) rest = skip_interrupt(text, &number, &column);
    bool adds_header =
        !is_expected && traceback_is_first(beside) && is_syntax_error(rest) && traceback_frames(rest);
    while (!making.is_cut && (adds_header || span_next_line(&rest, &line))) {
        bool is_added = adds_header;
        if (is_added) line = HEADER;
        adds_header = false;
        size_t frames = traceback_begins(line) ? traceback_frames(rest) : 0;
        bool is_traceback = frames || (traceback_begins(line) && begins_word(rest));
        add_line(&making, is_traceback ? HEADER : line, number, column);
        if (!is_added) number++;
        column = 0;
        making.is_message = is_traceback;
        for (; frames; frames--, number++) span_next_line(&rest, &line);
    }
    if (!comparable->count) add_place(&making, 0, 0);
}

void comparable_clear(Comparable *comparable) {
    buffer_clear(&comparable->text);
    memory_free(comparable->places);
    *comparable = (Comparable){ 0 };
}

ComparablePlace comparable_place(const Comparable *comparable, size_t at) {
    size_t low = 0, high = comparable->count; /* the last place at or before `at` */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (comparable->places[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    ComparablePlace place = comparable->places[low];
    place.column += at > place.at ? at - place.at : 0;
    return place;
}
