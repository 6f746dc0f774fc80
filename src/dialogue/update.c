/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a document anew. Whether a line that is written would be read as something else depends on all that
 * stands around it, so the new document is simply read, and a turn that then differs is left as it was. */
#include "dialogue/update.h"
#include "base/language.h"
#include "base/memory.h"
#include "document/match.h"
#include "document/prompt.h"
#include "dialogue/rewrite.h"

enum { READ_LIMIT = 10 };

typedef struct {
    const Document *document;
    const Shown *shown;
    Span *expected; /* of each turn as the new document should have it */
    bool *is_left;  /* turns that stay as they are */
    SpanStore store;
    Buffer *out;
    Problems *refused;
    size_t at; /* how much of the document has been written */
} Updating;

static void refuse(Updating *updating, size_t index, const char *why) {
    problems_add(updating->refused, updating->document->turns[index].line, _("not updated: %s"), _(why));
    updating->is_left[index] = true;
}

static const char *why_misread(const Document *document, size_t index, Span text) {
    const Dialogue *dialogue = &document->dialogues[document->turns[index].dialogue];
    for (Span line; span_next_line(&text, &line);) {
        Span content = span_from(line, span_indent(line));
        if (prompt_find(dialogue, content).kind != PROMPT_NONE)
            return N_("it shows a line that would be read as a prompt");
    }
    return NULL;
}

/* What the turn is to expect; NULL, or why it stays. */
static const char *rewrite_turn(Updating *updating, size_t index, Bindings *bindings, Rewrite *rewrite) {
    const Turn *turn = &updating->document->turns[index];
    Buffer expanded = { 0 };
    span_append_expanded(&expanded, updating->shown[index].text);
    Span shown = { expanded.bytes, expanded.count };
    if (turn->interrupts && span_starts(shown, SPAN("^C"))) shown = span_from(shown, 2);
    const char *why = expanded.failed ? "there is not enough memory" : NULL;
    bool is_same = false;
    for (int keeps = 1; !why && !is_same && keeps >= 0; keeps--) {
        rewrite_clear(rewrite);
        why = rewrite_make(rewrite, updating->document, turn, shown, bindings, keeps);
        Span text = { rewrite->text.bytes, rewrite->text.count };
        if (!why) why = why_misread(updating->document, index, text);
        if (!why) is_same = match(text, shown, turn->options, bindings).is_same;
    }
    if (!why && !is_same) why = "what it shows cannot be written so that it matches";
    buffer_clear(&expanded);
    return why;
}

static void write_until(Updating *updating, size_t end) {
    const char *bytes = updating->document->lines.bytes.bytes;
    if (end > updating->at) buffer_append(updating->out, bytes + updating->at, end - updating->at);
    updating->at = end;
}

static void update_turn(Updating *updating, size_t index, Bindings *bindings) {
    const Turn *turn = &updating->document->turns[index];
    updating->expected[index] = turn->expected;
    if (!updating->shown[index].is_known || updating->is_left[index]) return;
    MatchResult comparison = match(turn->expected, updating->shown[index].text, turn->options, bindings);
    if (comparison.is_same) return;
    Rewrite rewrite = { 0 };
    const char *why = comparison.is_too_costly ? "it shows too much to compare"
                                               : rewrite_turn(updating, index, bindings, &rewrite);
    if (why) {
        refuse(updating, index, why);
    } else {
        updating->expected[index] =
            span_store(&updating->store, (Span){ rewrite.text.bytes, rewrite.text.count });
        write_until(updating, turn->expected_start);
        buffer_append(updating->out, rewrite.raw.bytes, rewrite.raw.count);
        updating->at = turn->expected_end;
    }
    rewrite_clear(&rewrite);
}

static void write_document(Updating *updating) {
    Bindings bindings = { 0 };
    updating->at = 0;
    for (size_t i = 0; i < updating->document->turn_count; i++) update_turn(updating, i, &bindings);
    write_until(updating, updating->document->lines.bytes.count);
    bindings_clear(&bindings);
}

/* The first turn that the new document has otherwise than meant; the number of turns: none. */
static size_t find_misread(const Updating *updating, size_t start) {
    const Document *old = updating->document;
    Document *new = document_read(updating->out->bytes + start, updating->out->count - start, old->format);
    size_t i = 0, count = old->turn_count;
    while (i < count && i < new->turn_count &&span_equals(new->turns[i].source, old->turns[i].source) &&
           new->turns[i].role ==
               old->turns[i].role &&span_equals(new->turns[i].expected, updating->expected[i]))
        i++;
    if (i == count && (new->turn_count != count || new->problems.count)) i = count - 1;
    document_free(new);
    return i;
}

/* The turn that is to blame: the last one written before the place. */
static bool refuse_misread(Updating *updating, size_t index) {
    for (size_t i = index + 1; i-- > 0;) {
        if (updating->is_left[i] || span_equals(updating->expected[i], updating->document->turns[i].expected))
            continue;
        refuse(updating, i, "what it shows would be read as something else there");
        return true;
    }
    return false;
}

bool document_update(const Document *document, const Shown *shown, Buffer *out, Problems *refused) {
    size_t start = out->count, count = document->turn_count;
    Updating updating = { .document = document, .shown = shown, .out = out, .refused = refused };
    updating.expected = memory_get_zeroed(count * sizeof *updating.expected + 1);
    updating.is_left = memory_get_zeroed(count + 1);
    bool is_fine = false;
    for (int i = 0; i < READ_LIMIT && !is_fine; i++) {
        buffer_truncate(out, start);
        write_document(&updating);
        size_t misread = out->failed ? count : find_misread(&updating, start);
        is_fine = !out->failed && misread == count;
        if (!is_fine && (out->failed || !refuse_misread(&updating, misread))) break;
    }
    Span old = document->lines.bytes;
    if (!is_fine) {
        problems_add(refused, 1, _("not updated: the new document would be read otherwise"));
        buffer_truncate(out, start);
        buffer_append(out, old.bytes, old.count);
    }
    bool differs = !out->failed && !span_equals(old, (Span){ out->bytes + start, out->count - start });
    memory_free(updating.expected);
    memory_free(updating.is_left);
    span_store_clear(&updating.store);
    return differs;
}
