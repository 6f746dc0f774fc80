/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON and JUnit's XML. Names are never translated; the sentences in them are for people. */
#include "dialogue/report/machine.h"
#include "base/clock.h"
#include "base/json.h"
#include "dialogue/report/report.h"
#include <string.h>

static Span span_of(const Buffer *buffer) {
    return (Span){ buffer->bytes ? buffer->bytes : "", buffer->count };
}

static const char *verdict_name(const Turn *turn, const PlayedTurn *played) {
    static const char *const names[] = {
        [TURN_NOT_PLAYED] = "not played",  [TURN_SAME] = "as written",     [TURN_DIFFERENT] = "different",
        [TURN_PROMPT] = "other prompt",    [TURN_PENDING] = "pending",     [TURN_NOT_BLOCKED] = "not blocked",
        [TURN_EXIT] = "other exit status", [TURN_LOST] = "lost",           [TURN_TIMEOUT] = "timeout",
        [TURN_INCOMPLETE] = "incomplete",  [TURN_NOT_READY] = "not ready",
    };
    return turn->options & OPTION_SKIP ? "skipped" : names[played->verdict];
}

static bool has_failed(const PlayedTurn *played) { return played->verdict > TURN_SAME; }

/* ---- JSON */

static void add_span(Buffer *out, const char *key, Span text) {
    json_key(out, key);
    json_bytes(out, text.bytes, text.count);
}

static void add_number(Buffer *out, const char *key, int64_t number) {
    json_key(out, key);
    json_int(out, number);
}

static void add_lines(Buffer *out, const char *key, Span rest) {
    json_key(out, key);
    json_open(out, '[');
    for (Span line; span_next_line(&rest, &line);) json_bytes(out, line.bytes, line.count);
    json_close(out, ']');
}

static void add_turn(Buffer *out, const MachineReport *report, size_t dialogue, const Turn *turn,
                     const PlayedTurn *played) {
    json_open(out, '{');
    add_number(out, "line", turn->line);
    add_number(out, "dialogue", (int64_t)dialogue + 1);
    add_span(out, "role", report->document->dialogues[dialogue].roles[turn->role].name);
    json_key(out, "verdict");
    json_text(out, verdict_name(turn, played));
    add_span(out, "typed", turn->source);
    if (has_failed(played)) {
        add_span(out, "expected", turn->expected);
        add_span(out, "shown", span_of(&played->shown));
        if (played->verdict == TURN_DIFFERENT) {
            add_number(out, "expected_line", turn->expected_line + (int64_t)played->difference.expected_line);
            add_number(out, "shown_line", (int64_t)played->difference.shown_line + 1);
            add_number(out, "shown_column", (int64_t)played->difference.shown_column + 1);
        }
        add_lines(out, "where", span_of(&played->where));
        add_lines(out, "others", span_of(&played->others));
    }
    json_close(out, '}');
}

static void add_problems(Buffer *out, const MachineReport *report) {
    json_key(out, "problems");
    json_open(out, '[');
    const Problems *problems = report->document ? &report->document->problems : NULL;
    for (size_t i = 0; problems && i < problems->count; i++) {
        json_open(out, '{');
        add_number(out, "line", problems->items[i].line);
        add_span(out, "text", problems->items[i].text);
        json_close(out, '}');
    }
    Span rest = report->problem;
    for (Span line; (!problems || !problems->count) && span_next_line(&rest, &line);) {
        json_open(out, '{');
        add_span(out, "text", line);
        json_close(out, '}');
    }
    for (size_t i = 0; report->played && i < report->document->count; i++) {
        if (!report->played[i].problem.count) continue;
        json_open(out, '{');
        add_number(out, "line", report->document->dialogues[i].line);
        add_span(out, "text", span_of(&report->played[i].problem));
        json_close(out, '}');
    }
    json_close(out, ']');
}

void machine_report_json(Buffer *out, const MachineReport *report) {
    static const char *const statuses[] = {
        [CHECK_AS_WRITTEN] = "passed", [CHECK_DIFFERENT] = "failed", [CHECK_NOT_PLAYED] = "not played"
    };
    json_open(out, '{');
    json_key(out, "path");
    json_text(out, report->path);
    json_key(out, "status");
    json_text(out, statuses[report->status]);
    add_number(out, "milliseconds", (int64_t)(report->seconds * 1000));
    add_problems(out, report);
    json_key(out, "turns");
    json_open(out, '[');
    for (size_t i = 0; report->played && i < report->document->count; i++) {
        size_t first = report->document->dialogues[i].first_turn;
        for (size_t k = 0; k < report->played[i].count; k++)
            add_turn(out, report, i, &report->document->turns[first + k], &report->played[i].turns[k]);
    }
    json_close(out, ']');
    json_close(out, '}');
}

/* ---- XML: what it cannot carry at all is escaped as reports escape it */

static void add_escaped(Buffer *out, Span text) {
    for (size_t i = 0; i < text.count; i++) {
        switch (text.bytes[i]) {
        case '&': buffer_append_text(out, "&amp;"); break;
        case '<': buffer_append_text(out, "&lt;"); break;
        case '>': buffer_append_text(out, "&gt;"); break;
        case '"': buffer_append_text(out, "&quot;"); break;
        default: buffer_append_byte(out, text.bytes[i]);
        }
    }
}

static void add_attribute(Buffer *out, const char *name, Span text) {
    Buffer printable = { 0 };
    span_append_printable(&printable, text);
    buffer_append_format(out, " %s=\"", name);
    add_escaped(out, span_of(&printable));
    buffer_append_byte(out, '"');
    buffer_clear(&printable);
}

/* The schema that Jenkins publishes (junit-10.xsd of its xUnit plugin) has no place for the line but the
 * name. */
static void begin_case(Buffer *out, const MachineReport *report, const Turn *turn, Span role,
                       const PlayedTurn *played) {
    Buffer name = { 0 };
    Span rest = turn->source, first = { 0 };
    span_next_line(&rest, &first);
    buffer_append_format(&name, "line %d: %.*s: %.*s", turn->line, (int)role.count, role.bytes,
                         EXCERPT(first));
    buffer_append_text(out, "    <testcase");
    add_attribute(out, "name", span_of(&name));
    add_attribute(out, "classname", (Span){ report->path, strlen(report->path) });
    buffer_append_format(out, " time=\"%.3f\"", (double)(played->ended - played->begun) / CLOCK_SECOND);
    buffer_clear(&name);
}

static void add_case(Buffer *out, const MachineReport *report, const Dialogue *dialogue, const Turn *turn,
                     const PlayedTurn *played) {
    begin_case(out, report, turn, dialogue->roles[turn->role].name, played);
    if (played->verdict == TURN_SAME) {
        buffer_append_text(out, "/>\n");
        return;
    }
    if (!has_failed(played)) {
        buffer_append_text(out, "><skipped/></testcase>\n");
        return;
    }
    Report details = { .path = report->path, .document = report->document, .bindings = report->bindings };
    Buffer text = { 0 };
    report_append_verdict(&text, dialogue, turn, played);
    const char *element = played->needs_shell ? "error" : "failure";
    buffer_append_format(out, ">\n      <%s", element);
    add_attribute(out, "message", span_of(&text));
    buffer_append_byte(out, '>');
    buffer_truncate(&text, 0);
    report_append_details(&text, &details, turn, played);
    add_escaped(out, span_of(&text));
    buffer_append_format(out, "</%s>\n    </testcase>\n", element);
    buffer_clear(&text);
}

static void add_error(Buffer *out, const char *path, Span text) {
    buffer_append_text(out, "    <testcase name=\"document\"");
    add_attribute(out, "classname", (Span){ path, strlen(path) });
    buffer_append_text(out, " time=\"0.000\">\n      <error message=\"could not be played\">");
    add_escaped(out, text);
    buffer_append_text(out, "</error>\n    </testcase>\n");
}

static void count_turns(const MachineReport *report, size_t *tests, size_t *failures, size_t *errors,
                        size_t *skipped) {
    *errors = report->played == NULL;
    *tests = *errors, *failures = *skipped = 0;
    for (size_t i = 0; report->played && i < report->document->count; i++) {
        *errors += report->played[i].problem.count > 0;
        *tests += report->played[i].count + (report->played[i].problem.count > 0);
        for (size_t k = 0; k < report->played[i].count; k++) {
            const PlayedTurn *played = &report->played[i].turns[k];
            *errors += played->needs_shell;
            *failures += has_failed(played) && !played->needs_shell;
            *skipped += played->verdict == TURN_NOT_PLAYED;
        }
    }
}

void machine_report_junit(Buffer *out, const MachineReport *report) {
    size_t tests, failures, errors, skipped;
    count_turns(report, &tests, &failures, &errors, &skipped);
    buffer_append_text(out, "  <testsuite");
    add_attribute(out, "name", (Span){ report->path, strlen(report->path) });
    buffer_append_format(out,
                         " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\" time=\"%.3f\">\n",
                         tests, failures, errors, skipped, report->seconds);
    if (!report->played) add_error(out, report->path, report->problem);
    for (size_t i = 0; report->played && i < report->document->count; i++) {
        const Dialogue *dialogue = &report->document->dialogues[i];
        for (size_t k = 0; k < report->played[i].count; k++)
            add_case(out, report, dialogue, &report->document->turns[dialogue->first_turn + k],
                     &report->played[i].turns[k]);
        if (report->played[i].problem.count)
            add_error(out, report->path, span_of(&report->played[i].problem));
    }
    buffer_append_text(out, "  </testsuite>\n");
}
