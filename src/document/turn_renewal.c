/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing what a turn showed as what it expects. */
#include "document/turn_renewal.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "document/alignment.h"
#include "document/pattern.h"
#include "document/placeholder.h"
#include "document/prose.h"
#include "document/written.h"
#include <string.h>

enum { MENDED_LENGTH = 2000, MENDED_PARTS = 50, CONTEXT = 2 };

typedef struct {
    TurnRenewal *out;
    const Document *document;
    const Turn *turn;
    Ports *ports;
    Span *lines;    /* of what the turn expects now */
    Span expected;  /* behind the ^C */
    size_t skipped; /* lines of the turn that are only a ^C */
    bool has_mark;  /* the first line begins with the ^C that was taken off */
    Span line_end;
    bool has_prose; /* below what it expects */
    const char *refusal;
} Writing;

static const Line *line_of(const Writing *writing, size_t index) {
    return &writing->document->lines.items[(size_t)writing->turn->expected_line - 1 + index];
}

/* NULL, or what the text would be read as where it begins. */
static const char *why_misread(Span text, unsigned options) {
    Placeholder ignored;
    PlaceholderRead read = placeholder_read(text, &ignored);
    if (read == PLACEHOLDER_BROKEN) return N_("it shows a text that would be read as a placeholder");
    if (read == PLACEHOLDER_FOUND && !(options & OPTION_DONT_ACCEPT_PLACEHOLDER))
        return N_(
            "it shows a text that would be read as a placeholder; with +DONT_ACCEPT_PLACEHOLDER it is none");
    return NULL;
}

/* NULL, or why the line cannot stand in a document. */
static const char *why_unwritable(Span line, unsigned options) {
    const uint8_t *at = (const uint8_t *)line.bytes, *end = at + line.count;
    while (at < end) {
        const char *why = why_misread((Span){ (const char *)at, (size_t)(end - at) }, options);
        if (why) return why;
        uint32_t code_point = text_decode(&at, end, false);
        if (code_point == TEXT_INVALID) return N_("it shows bytes that are not UTF-8");
        if (code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0))
            return N_("it shows control characters");
    }
    return NULL;
}

/* The line before may be the document's last, which needs no line end. */
static void begin_line(Writing *writing) {
    Buffer *raw = &writing->out->raw;
    bool is_open = raw->count ? raw->bytes[raw->count - 1] != '\n' && raw->bytes[raw->count - 1] != '\r'
                              : writing->turn->expected_start == line_of(writing, 0)[-1].end;
    if (is_open) buffer_append(raw, writing->line_end.bytes, writing->line_end.count);
}

/* NULL, or why the shown line cannot be expected here. */
static const char *why_refused(const Writing *writing, Span line, bool is_first) {
    if (!span_trim(line).count && writing->turn->options & OPTION_DONT_ACCEPT_BLANKLINE)
        return N_("it shows an empty line, and <BLANKLINE> is switched off");
    if (span_equals(span_trim(line), SPAN("<BLANKLINE>")) &&
        !(writing->turn->options & OPTION_DONT_ACCEPT_BLANKLINE))
        return N_(
            "it shows <BLANKLINE>, which is read as an empty line; with +DONT_ACCEPT_BLANKLINE it is none");
    if (is_first && !writing->has_mark && span_starts(line, SPAN("^C")))
        return N_("it shows a ^C that would be read as an interrupt");
    return why_unwritable(line, writing->turn->options);
}

/* What stands for what differs each time, unless placeholders are switched off. */
static void append_line(Writing *writing, Span line) {
    Buffer *out = &writing->out->text, written = { 0 };
    bool is_plain = writing->turn->options & OPTION_DONT_ACCEPT_PLACEHOLDER && span_trim(line).count;
    if (is_plain)
        buffer_append(out, line.bytes, line.count);
    else
        written_append_again(&written, line);
    ports_append(out, writing->ports, (Span){ written.bytes, written.count });
    buffer_clear(&written);
}

/* A line that was shown, as `line` has it. */
static void write_line(Writing *writing, Span line, Span shown) {
    TurnRenewal *out = writing->out;
    bool is_first = !out->text.count;
    size_t start = out->text.count;
    if (!writing->refusal) writing->refusal = why_refused(writing, shown, is_first);
    if (is_first && writing->has_mark) buffer_append_text(&out->text, "^C");
    append_line(writing, line);
    begin_line(writing);
    buffer_append(&out->raw, writing->turn->indentation.bytes, writing->turn->indentation.count);
    buffer_append(&out->raw, out->text.bytes + start, out->text.count - start);
    buffer_append(&out->raw, writing->line_end.bytes, writing->line_end.count);
    buffer_append_byte(&out->text, '\n');
}

/* Line `index` of the turn as it stands. */
static void keep_line(Writing *writing, size_t index) {
    const Line *line = line_of(writing, index);
    begin_line(writing);
    buffer_append(&writing->out->raw, writing->document->lines.bytes.bytes + line->start,
                  line->next - line->start);
    Span text = writing->lines[index];
    buffer_append(&writing->out->text, text.bytes, text.count);
    buffer_append_byte(&writing->out->text, '\n');
}

/* ---- a line that differs */

typedef struct {
    const Pattern *pattern;
    Span shown;
    unsigned options;
    const Bindings *bindings;
} Mending;

/* The text beside a placeholder by which its place is known again: a few characters, or none at the line's
 * ends and between placeholders. */
static Span context(const Mending *mending, size_t index, bool is_before) {
    if (index >= mending->pattern->count) return (Span){ NULL, 0 };
    const Part *part = &mending->pattern->items[index];
    if (part->kind != PART_TEXT) return (Span){ NULL, 0 };
    size_t count = part->text.count < CONTEXT ? part->text.count : CONTEXT;
    return (Span){ part->text.bytes + (is_before ? part->text.count - count : 0), count };
}

/* Where what this part takes would end when it begins at `start`, seen what follows it; 0: it does not
 * match there. */
static size_t hole_end(const Mending *mending, size_t index, size_t start) {
    const Part *part = &mending->pattern->items[index];
    Span rest = span_from(mending->shown, start), after = context(mending, index + 1, false);
    bool is_last = index + 1 == mending->pattern->count;
    if (part->kind != PART_PLACEHOLDER) {
        const char *found = after.count ? memmem(rest.bytes, rest.count, after.bytes, after.count) : NULL;
        if (is_last) return mending->shown.count;
        return found ? start + (size_t)(found - rest.bytes) : 0;
    }
    size_t taken = placeholder_match(part->placeholder, rest);
    Span value = { rest.bytes, taken };
    if (!taken || (is_last && taken < rest.count) || !span_starts(span_from(rest, taken), after)) return 0;
    return match_line(part->text, value, mending->options, mending->bindings) ? start + taken : 0;
}

/* The part's place in shown, at or behind `from`. */
static bool find_hole(const Mending *mending, size_t index, size_t from, size_t *start, size_t *end) {
    Span before = index ? context(mending, index - 1, true) : (Span){ NULL, 0 };
    for (size_t at = from + before.count; at <= mending->shown.count; at++) {
        Span here = span_from(mending->shown, at - before.count);
        if (!before.count && at > from) return false;
        if (!span_starts(here, before) || !(*end = hole_end(mending, index, at))) continue;
        *start = at;
        return true;
    }
    return false;
}

/* The placeholders whose surroundings are still there stay in the shown text. */
static void append_mended(Buffer *out, const Mending *mending) {
    size_t from = 0, start, end;
    for (size_t i = 0; i < mending->pattern->count; i++) {
        const Part *part = &mending->pattern->items[i];
        if (part->kind == PART_TEXT || !find_hole(mending, i, from, &start, &end)) continue;
        buffer_append(out, mending->shown.bytes + from, start - from);
        buffer_append(out, part->text.bytes, part->text.count);
        from = end;
    }
    buffer_append(out, mending->shown.bytes + from, mending->shown.count - from);
}

static void mend_line(Writing *writing, Span line, Span shown, const Bindings *bindings) {
    Pattern pattern = { 0 };
    Buffer mended = { 0 };
    Mending mending = { &pattern, shown, writing->turn->options, bindings };
    pattern_read(&pattern, line, mending.options);
    bool is_small = pattern.count <= MENDED_PARTS && shown.count <= MENDED_LENGTH;
    if (is_small && pattern.count > 1) append_mended(&mended, &mending);
    Span text = { mended.bytes, mended.count };
    write_line(writing, text.count && match_line(text, shown, mending.options, bindings) ? text : shown,
               shown);
    buffer_clear(&mended);
    pattern_clear(&pattern);
}

/* ---- the turn */

static void write_unit(Writing *writing, const Unit *unit, Span shown) {
    Span rest = shown, line;
    for (size_t i = 0; i < unit->first + unit->count && span_next_line(&rest, &line); i++)
        if (i >= unit->first) write_line(writing, line, line);
}

/* The line that is replaced says how lines end here. */
static void take_line_end(Writing *writing, size_t index) {
    const Line *line = line_of(writing, index);
    if (line->next > line->end)
        writing->line_end =
            (Span){ writing->document->lines.bytes.bytes + line->end, line->next - line->end };
}

static void write_pair(Writing *writing, const Pair *pair, const Units *expected, const Units *new,
                       Span shown, const Bindings *bindings) {
    const Unit *old_unit = pair->expected < 0 ? NULL : &expected->items[pair->expected];
    const Unit *new_unit = pair->shown < 0 ? NULL : &new->items[pair->shown];
    if (old_unit) take_line_end(writing, writing->skipped + old_unit->first);
    bool keeps_mark = !writing->has_mark || (writing->out->text.count == 0) == (pair->expected == 0);
    if (pair->is_kept && old_unit && keeps_mark) {
        for (size_t i = 0; i < old_unit->count; i++)
            keep_line(writing, writing->skipped + old_unit->first + i);
    } else if (new_unit && old_unit && old_unit->kind == UNIT_LINE && new_unit->kind == UNIT_LINE) {
        mend_line(writing, old_unit->text, new_unit->text, bindings);
    } else if (new_unit) {
        write_unit(writing, new_unit, shown);
    }
}

static Span find_line_end(const Document *document, const Turn *turn) {
    const Lines *lines = &document->lines;
    const Line *source = &lines->items[turn->expected_line - 2], *first = lines->items;
    const Line *line = source->next > source->end ? source : first;
    if (line->next == line->end) return SPAN("\n");
    return (Span){ lines->bytes.bytes + line->end, line->next - line->end };
}

static void write_all(Writing *writing, Span shown) {
    Span line;
    while (span_next_line(&shown, &line)) write_line(writing, line, line);
}

/* ---- prose right below */

/* Whether each expected unit has its like in what was shown. */
static bool *find_kept(const Units *expected, const Pairs *pairs) {
    bool *kept = memory_get_zeroed(expected->count + 1);
    for (size_t i = 0; i < pairs->count; i++)
        if (pairs->items[i].expected >= 0) kept[pairs->items[i].expected] = pairs->items[i].is_kept;
    return kept;
}

/* Of the units at the end that nothing shown is like, the first that looks like prose: all from there on
 * may be the document's text. units->count: there is none. */
static size_t find_prose(const Units *expected, const Pairs *pairs) {
    bool *kept = find_kept(expected, pairs);
    size_t first = expected->count, prose = expected->count;
    while (first > 0 && !kept[first - 1]) first--;
    for (size_t i = first; i < expected->count && prose == expected->count; i++) {
        bool is_message = i && expected->items[i - 1].kind == UNIT_TRACEBACK;
        Span below = i + 1 < expected->count ? expected->items[i + 1].text : (Span){ NULL, 0 };
        if (expected->items[i].kind == UNIT_LINE && !is_message &&
            prose_is_line(expected->items[i].text, below))
            prose = i;
    }
    memory_free(kept);
    return prose;
}

/* Prose below the turn is no part of what it expects any more: an empty line comes between. */
static void cut_prose(Writing *writing, Span shown, const Bindings *bindings) {
    Units expected = { 0 }, new = { 0 };
    Pairs pairs = { 0 };
    units_read(&expected, writing->expected, writing->turn->options, true);
    units_read(&new, shown, writing->turn->options, false);
    units_align(&pairs, &expected, &new, writing->turn->options, bindings);
    size_t prose = find_prose(&expected, &pairs);
    if (prose < expected.count) {
        const Unit *unit = &expected.items[prose];
        writing->expected.count = (size_t)(unit->text.bytes - writing->expected.bytes);
        writing->out->end = line_of(writing, writing->skipped + unit->first)->start;
        writing->has_prose = true;
    }
    memory_free(expected.items);
    memory_free(new.items);
    memory_free(pairs.items);
}

static void write_aligned(Writing *writing, Span shown, const Bindings *bindings) {
    Units expected = { 0 }, new = { 0 };
    Pairs pairs = { 0 };
    units_read(&expected, writing->expected, writing->turn->options, true);
    units_read(&new, shown, writing->turn->options, false);
    units_align(&pairs, &expected, &new, writing->turn->options, bindings);
    for (size_t i = 0; i < pairs.count && !writing->refusal; i++)
        write_pair(writing, &pairs.items[i], &expected, &new, shown, bindings);
    memory_free(expected.items);
    memory_free(new.items);
    memory_free(pairs.items);
}

/* ---- the end of markup in the last line */

/* `2</pre>`: the last expected line has more than what is expected. */
static bool ends_in_markup(const Writing *writing) {
    size_t count = writing->turn->expected_lines;
    if (!count) return false;
    const Line *line = line_of(writing, count - 1);
    return !span_ends(line->text, writing->lines[count - 1]);
}

/* NULL where that line stays as it is. */
static const char *why_not_at_end(const Writing *writing) {
    const Line *line = line_of(writing, writing->turn->expected_lines - 1);
    Span last = { writing->document->lines.bytes.bytes + line->start, line->next - line->start };
    if (writing->refusal) return writing->refusal;
    return span_ends((Span){ writing->out->raw.bytes, writing->out->raw.count }, last)
               ? NULL
               : N_("the markup's end stands in a line that it expects");
}

const char *turn_renew(TurnRenewal *renewal, const Document *document, const Turn *turn, Span shown,
                       Ports *ports, bool keeps) {
    const Bindings *bindings = ports->known;
    *renewal = (TurnRenewal){ .end = turn->expected_end };
    Writing writing = {
        .out = renewal, .document = document, .turn = turn, .ports = ports, .expected = turn->expected
    };
    writing.line_end = find_line_end(document, turn);
    writing.lines = memory_get(turn->expected_lines * sizeof *writing.lines + 1);
    Span rest = turn->expected;
    for (size_t i = 0; i < turn->expected_lines; i++) span_next_line(&rest, &writing.lines[i]);
    if (turn->interrupts) {
        writing.skipped = span_starts(turn->expected, SPAN("^C\n"));
        writing.has_mark = !writing.skipped;
        writing.expected = span_from(turn->expected, 2 + writing.skipped);
        if (writing.skipped) keep_line(&writing, 0);
    }
    if (!turn->is_in_block) cut_prose(&writing, shown, bindings);
    if (keeps)
        write_aligned(&writing, shown, bindings);
    else
        write_all(&writing, shown);
    if (writing.has_prose) {
        begin_line(&writing);
        buffer_append(&renewal->raw, writing.line_end.bytes, writing.line_end.count);
    }
    if (ends_in_markup(&writing) && !writing.has_prose) writing.refusal = why_not_at_end(&writing);
    if (writing.has_mark && !renewal->text.count) writing.refusal = "it shows nothing behind its ^C";
    memory_free(writing.lines);
    if (renewal->text.failed || renewal->raw.failed) writing.refusal = "there is not enough memory";
    return writing.refusal;
}

void turn_renewal_clear(TurnRenewal *renewal) {
    buffer_clear(&renewal->text);
    buffer_clear(&renewal->raw);
}
