/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a document anew. Whether a line that is written would be read as something else depends on all that
 * stands around it, so the new document is simply read, and a turn that then differs is left as it was. */
#include "document/renewal.h"
#include "base/language.h"
#include "base/memory.h"
#include "document/match.h"
#include "document/turn_renewal.h"
#include "document/written.h"
#include <string.h>

enum { READ_LIMIT = 10 };

typedef struct {
    const Document *document;
    const Shown *shown;
    Span *expected; /* of each turn as the new document should have it */
    bool *is_left;  /* turns that stay as they are */
    SpanStore store;
    Buffer *out;
    Problems *refused;
    Ports *ports;
    size_t at; /* how much of the document has been written */
} Renewing;

static void refuse(Renewing *renewing, size_t index, const char *why) {
    problems_add(renewing->refused, renewing->document->turns[index].line, _("not updated: %s"), _(why));
    renewing->is_left[index] = true;
}

static const char *why_misread(const Document *document, size_t index, Span text) {
    const Dialogue *dialogue = &document->dialogues[document->turns[index].dialogue];
    for (Span line; span_next_line(&text, &line);) {
        if (written_is_misread(dialogue, line, false))
            return N_("it shows a line that would be read as a prompt");
    }
    return NULL;
}

/* What the turn is to expect; NULL, or why it stays. */
static const char *renew_turn(Renewing *renewing, size_t index, Bindings *bindings, TurnRenewal *renewal) {
    const Turn *turn = &renewing->document->turns[index];
    Buffer expanded = { 0 };
    span_append_expanded(&expanded, renewing->shown[index].text);
    Span shown = { expanded.bytes, expanded.count };
    if (turn->interrupts && span_starts(shown, SPAN("^C"))) shown = span_from(shown, 2);
    const char *why = expanded.failed ? "there is not enough memory" : NULL;
    bool is_same = false;
    for (int keeps = 1; !why && !is_same && keeps >= 0; keeps--) {
        turn_renewal_clear(renewal);
        why = turn_renew(renewal, renewing->document, turn, shown, renewing->ports, keeps);
        Span text = { renewal->text.bytes, renewal->text.count };
        if (!why) why = why_misread(renewing->document, index, text);
        if (!why) is_same = match(text, shown, turn->options, bindings).is_same;
    }
    if (!why && !is_same) why = "what it shows cannot be written so that it matches";
    buffer_clear(&expanded);
    return why;
}

static void write_until(Renewing *renewing, size_t end) {
    const char *bytes = renewing->document->lines.bytes.bytes;
    if (end > renewing->at) buffer_append(renewing->out, bytes + renewing->at, end - renewing->at);
    renewing->at = end;
}

static void write_turn(Renewing *renewing, size_t index, Bindings *bindings) {
    const Turn *turn = &renewing->document->turns[index];
    renewing->expected[index] = turn->expected;
    if (!renewing->shown[index].is_known || renewing->is_left[index]) return;
    MatchResult comparison = match(turn->expected, renewing->shown[index].text, turn->options, bindings);
    if (comparison.is_same) return;
    TurnRenewal renewal = { 0 };
    const char *why = comparison.is_too_costly ? "it shows too much to compare"
                                               : renew_turn(renewing, index, bindings, &renewal);
    if (why) {
        refuse(renewing, index, why);
    } else {
        renewing->expected[index] =
            span_store(&renewing->store, (Span){ renewal.text.bytes, renewal.text.count });
        write_until(renewing, turn->expected_start);
        buffer_append(renewing->out, renewal.raw.bytes, renewal.raw.count);
        renewing->at = renewal.end;
    }
    turn_renewal_clear(&renewal);
}

static void write_document(Renewing *renewing) {
    Bindings bindings = { 0 };
    renewing->at = 0;
    renewing->ports->known = &bindings;
    renewing->ports->names = 0;
    memset(renewing->ports->name, 0, sizeof renewing->ports->name);
    for (size_t i = 0; i < renewing->document->turn_count; i++) write_turn(renewing, i, &bindings);
    write_until(renewing, renewing->document->lines.bytes.count);
    bindings_clear(&bindings);
}

/* Only what is written anew gets placeholders. */
static void count_ports(Renewing *renewing) {
    const Document *document = renewing->document;
    Bindings bindings = { 0 };
    for (size_t i = 0; i < document->turn_count; i++)
        ports_count_typed(renewing->ports, document->turns[i].source);
    for (size_t i = 0; i < document->turn_count; i++) {
        const Turn *turn = &document->turns[i];
        const Shown *shown = &renewing->shown[i];
        if (shown->is_known && !match(turn->expected, shown->text, turn->options, &bindings).is_same)
            ports_count_shown(renewing->ports, shown->text);
    }
    bindings_clear(&bindings);
}

/* The first turn that the new document has otherwise than meant; the number of turns: none. */
static size_t find_misread(const Renewing *renewing, size_t start) {
    const Document *old = renewing->document;
    Document *new = document_read(renewing->out->bytes + start, renewing->out->count - start, old->format);
    size_t i = 0, count = old->turn_count;
    while (i < count && i < new->turn_count &&span_equals(new->turns[i].source, old->turns[i].source) &&
           new->turns[i].role ==
               old->turns[i].role &&span_equals(new->turns[i].expected, renewing->expected[i]))
        i++;
    if (i == count && (new->turn_count != count || new->problems.count)) i = count - 1;
    document_free(new);
    return i;
}

/* The turn that is to blame: the last one written before the place. */
static bool refuse_misread(Renewing *renewing, size_t index) {
    for (size_t i = index + 1; i-- > 0;) {
        if (renewing->is_left[i] || span_equals(renewing->expected[i], renewing->document->turns[i].expected))
            continue;
        refuse(renewing, i, "what it shows would be read as something else there");
        return true;
    }
    return false;
}

static bool ends_line(Span text) { return span_ends(text, SPAN("\n")) || span_ends(text, SPAN("\r")); }

/* A document whose last line has no line end does not get one. */
static void keep_end(Buffer *out, size_t start, Span old) {
    Span new = { out->bytes + start, out->count - start };
    if (!new.count || ends_line(old) || !ends_line(new)) return;
    buffer_truncate(out, out->count - (span_ends(new, SPAN("\r\n")) ? 2 : 1));
}

bool document_renew(const Document *document, const Shown *shown, const PortSet *ends, Buffer *out,
                    Problems *refused) {
    size_t start = out->count, count = document->turn_count;
    Renewing renewing = { .document = document, .shown = shown, .out = out, .refused = refused };
    renewing.expected = memory_get_zeroed(count * sizeof *renewing.expected + 1);
    renewing.is_left = memory_get_zeroed(count + 1);
    renewing.ports = memory_get_zeroed(sizeof *renewing.ports);
    renewing.ports->ends = ends;
    renewing.ports->taken = document->lines.bytes;
    count_ports(&renewing);
    bool is_fine = false;
    for (int i = 0; i < READ_LIMIT && !is_fine; i++) {
        buffer_truncate(out, start);
        write_document(&renewing);
        size_t misread = out->failed ? count : find_misread(&renewing, start);
        is_fine = !out->failed && misread == count;
        if (!is_fine && (out->failed || !refuse_misread(&renewing, misread))) break;
    }
    Span old = document->lines.bytes;
    if (is_fine) keep_end(out, start, old);
    if (!is_fine) {
        problems_add(refused, 1, _("not updated: the new document would be read otherwise"));
        buffer_truncate(out, start);
        buffer_append(out, old.bytes, old.count);
    }
    bool differs = !out->failed && !span_equals(old, (Span){ out->bytes + start, out->count - start });
    memory_free(renewing.expected);
    memory_free(renewing.is_left);
    memory_free(renewing.ports);
    span_store_clear(&renewing.store);
    return differs;
}
