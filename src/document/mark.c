/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading marks. */
#include "document/mark.h"
#include "base/language.h"
#include "base/text.h"
#include "document/option.h"
#include "document/word.h"
#include <string.h>

static void add_input(Marks *marks, Span value, int line, SpanStore *store, Problems *problems) {
    Buffer text = { 0 };
    if (marks->inputs++ >= INPUT_LIMIT) {
        problems_add(problems, line,
                     _("more than %d inputs for a turn; put several lines in one: input=\"a\\nb\""),
                     INPUT_LIMIT);
        return;
    }
    buffer_append(&text, marks->input.bytes, marks->input.count);
    buffer_append(&text, value.bytes, value.count);
    if (!value.count || !span_ends(value, SPAN("\n"))) buffer_append_byte(&text, '\n');
    marks->input = span_store(store, (Span){ text.bytes, text.count });
    marks->has_input = true;
    buffer_clear(&text);
}

static void read_ready(Marks *marks, const Word *word, int line, SpanStore *store, Problems *problems) {
    marks->ready = span_store(store, word->value);
    marks->ready_is_text = word->is_quoted;
    bool is_number = !word->is_quoted && strspn(marks->ready.bytes, "0123456789") == marks->ready.count;
    if (is_number) word_number(word, UINT16_MAX, &marks->ready_port, line, problems);
}

static void read_mark(Marks *marks, const Word *word, int line, SpanStore *store, Problems *problems) {
    if (option_read(word, &marks->set, &marks->cleared, line, problems)) return;
    if (span_equals(word->name, SPAN("blocks")) && !word->has_value) {
        marks->blocks = true;
    } else if (span_equals(word->name, SPAN("quiet")) && !word->has_value) {
        marks->is_quiet = true;
    } else if (span_equals(word->name, SPAN("ready")) && word->has_value && word->value.count) {
        read_ready(marks, word, line, store, problems);
    } else if (span_equals(word->name, SPAN("timeout")) && word->has_value) {
        word_seconds(word, &marks->timeout, line, problems);
    } else if (span_equals(word->name, SPAN("exit")) && word->has_value) {
        marks->has_exit = word_number(word, 255, &marks->exit, line, problems);
    } else if (span_equals(word->name, SPAN("input")) && word->is_quoted) {
        add_input(marks, word->value, line, store, problems);
    } else {
        problems_add(problems, line,
                     _("unknown mark '%.*s'; there are blocks, timeout=SECONDS, exit=STATUS, input=\"TEXT\", "
                       "ready=PORT, ready=PATH, ready=\"TEXT\", quiet, +ELLIPSIS, +NORMALIZE_WHITESPACE, "
                       "+IGNORE_EXCEPTION_DETAIL and +SKIP"),
                     EXCERPT(word->all));
    }
}

/* Doctest reads its options only where no quote follows: the rest is a sentence. */
static void read_doctest(Marks *marks, Span text, int line, SpanStore *store, Problems *problems) {
    if (memchr(text.bytes, '"', text.count) || memchr(text.bytes, '\'', text.count)) return;
    for (Word word; word_next(&text, &word, false, line, store, problems);) {
        if (option_read(&word, &marks->set, &marks->cleared, line, problems)) continue;
        problems_add(problems, line, _("'%.*s' is no option of doctest: + or - and a name, as in +ELLIPSIS"),
                     EXCERPT(word.all));
    }
}

/* Whether text is a # and the label, with blanks between; *rest is then what stands behind. */
static bool is_labelled(Span text, Span label, Span *rest) {
    if (!text.count || *text.bytes != '#') return false;
    text = span_from(text, 1);
    while (text.count && (*text.bytes == ' ' || *text.bytes == '\t')) text = span_from(text, 1);
    if (!span_starts(text, label)) return false;
    *rest = span_from(text, label.count);
    return true;
}

void marks_read(Marks *marks, Span comment, int line, SpanStore *store, Problems *problems) {
    Span rest;
    for (Span text = comment; text.count; text = span_from(text, 1)) {
        if (is_labelled(text, SPAN("doctest:"), &rest)) {
            read_doctest(marks, rest, line, store, problems);
            return;
        }
        if (!is_labelled(text, SPAN("causette:"), &rest)) continue;
        for (Word word; word_next(&rest, &word, true, line, store, problems);)
            read_mark(marks, &word, line, store, problems);
        if (!rest.count) return;
        text = (Span){ rest.bytes - 1, rest.count + 1 }; /* the step forward of the loop */
    }
}

void marks_append_input(Buffer *out, Span line) {
    const uint8_t *at = (const uint8_t *)line.bytes, *end = at + line.count;
    buffer_append_text(out, " input=\"");
    while (at < end) {
        uint32_t code_point = text_decode(&at, end, true);
        if (code_point == TEXT_INVALID) code_point = *at++;
        text_append_escaped(out, code_point, '"');
    }
    buffer_append_byte(out, '"');
}

void marks_append(Buffer *out, const Marks *marks) {
    options_append(out, marks->set, '+');
    options_append(out, marks->cleared, '-');
    if (marks->blocks) buffer_append_text(out, " blocks");
    if (marks->timeout > 0) buffer_append_format(out, " timeout=%g", marks->timeout);
    if (marks->has_exit) buffer_append_format(out, " exit=%d", marks->exit);
    if (marks->is_quiet) buffer_append_text(out, " quiet");
    if (marks->ready.count)
        buffer_append_format(out, marks->ready_is_text ? " ready=\"%.*s\"" : " ready=%.*s",
                             EXCERPT(marks->ready));
    Span rest = marks->input, input;
    while (span_next_line(&rest, &input)) marks_append_input(out, input);
}
