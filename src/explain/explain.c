/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing the row and saying it. What was said last is kept as text, for `:explain`; of surprises the
 * rows are kept, so that each is said once. */
#include "base/memory.h"
#include "explain/given_up.h"
#include "explain/source.h"
#include "explain/text.h"
#include "journal/journal_text.h"
#include <string.h>

extern const ExplainGroup explain_ports, explain_connect, explain_hosts, explain_calls, explain_datagrams,
    explain_given_up, explain_stream, explain_threads, explain_lengths, explain_tls;
extern const ExplainGroup explain_arguments, explain_attributes, explain_bytes, explain_encoding,
    explain_names, explain_results, explain_typing, explain_uncalled;

/* In this order: of rows of two groups that fit the first group's speaks. */
static const ExplainGroup *const explain_groups[] = {
    &explain_tls,
    &explain_ports,
    &explain_hosts,
    &explain_connect,
    &explain_lengths,
    &explain_datagrams,
    &explain_given_up,
    &explain_calls,
    &explain_bytes,
    &explain_arguments,
    &explain_threads,
    &explain_results,
    &explain_names,
    &explain_uncalled,
    &explain_attributes,
    &explain_typing,
    &explain_encoding,
    &explain_stream,
    NULL,
};

enum { SURPRISES = 64, CALLS_TOLD = 8, CALLS_TRIED = 32, WORD = 48 };

struct Explain {
    Machine *machine;
    Dict *globals;
    const ExplainNeighbours *neighbours;
    bool is_on;
    Buffer source; /* the statement that runs */
    uint64_t first;
    bool has_warned;                        /* of this statement, while it ran */
    Value shown;                            /* `_` before it, owned */
    const ExplainRow *surprises[SURPRISES]; /* said already */
    size_t surprise_count;
    ExplainSeen seen[EXPLAIN_SEEN];
    bool has_said;
    Buffer story;    /* of the last explanation */
    uint64_t socket; /* its calls, up to this record */
    uint64_t last;
};

Explain *explain_new(Machine *machine, Dict *globals, const ExplainNeighbours *neighbours) {
    Explain *explain = memory_get_zeroed(sizeof *explain);
    explain->machine = machine;
    explain->globals = globals;
    explain->neighbours = neighbours;
    explain->is_on = true;
    explain->shown = ABSENT;
    return explain;
}

void explain_free(Explain *explain) {
    release(explain->shown);
    buffer_clear(&explain->source);
    buffer_clear(&explain->story);
    memory_free(explain);
}

void explain_set(Explain *explain, bool on) { explain->is_on = on; }

/* ---- sentences */

static const ExplainFact *find_fact(const ExplainFact *facts, const char *name, size_t length) {
    for (; facts && facts->name; facts++) {
        if (strlen(facts->name) == length && !strncmp(facts->name, name, length)) return facts;
    }
    return NULL;
}

/* Fills in the facts; false: one of them is not known. */
static bool fill(Situation *situation, const ExplainGroup *group, const char *sentence, Buffer *out) {
    buffer_truncate(out, 0);
    for (const char *at = sentence; *at;) {
        size_t plain = strcspn(at, "{");
        buffer_append(out, at, plain);
        at += plain;
        if (!*at) break;
        if (at[1] == '{') {
            buffer_append_byte(out, '{');
            at += 2;
            continue;
        }
        size_t length = strcspn(++at, "}");
        const ExplainFact *fact = find_fact(group->facts, at, length);
        if (!fact) fact = find_fact(explain_facts, at, length);
        assert(fact);
        if (!fact->append(situation, out)) return false;
        at += length + (at[length] == '}');
    }
    return true;
}

/* The sentence, or the plain one; false: neither can be said. */
static bool word(Situation *situation, const ExplainGroup *group, const ExplainRow *row, Buffer *out) {
    if (row->sentence && fill(situation, group, language_text(row->sentence), out)) return true;
    return row->plain && fill(situation, group, language_text(row->plain), out);
}

/* ---- rows */

static bool is_among(const char *names, const char *name) {
    size_t length = strlen(name);
    for (const char *at = names; (at = strstr(at, name)); at += length) {
        if ((at == names || at[-1] == ' ') && (at[length] == ' ' || !at[length])) return true;
    }
    return false;
}

static bool is_kind(ExceptionKind kind, ExceptionKind wanted) {
    while (kind != wanted && kind != BaseException) kind = exception_bases[kind];
    return kind == wanted;
}

/* Without a record the error came before the call could be made, of its arguments: then the source must
 * have one of the names. Errors of the system, and Ctrl-C, come of calls that were made. */
static bool takes_call(Situation *situation, const char *names) {
    if (situation->record) return is_among(names, situation->call);
    if (is_kind(situation->kind, OSError) || is_kind(situation->kind, KeyboardInterrupt)) return false;
    for (const char *at = names; *at; at += strspn(at, " ")) {
        char name[WORD] = { 0 };
        size_t length = strcspn(at, " ");
        if (length < sizeof name) memcpy(name, at, length);
        at += length;
        if (!situation_find_call(situation, name)) continue;
        situation_look_at(situation, NULL, name);
        return true;
    }
    return false;
}

static bool fits_error(Situation *situation, const ExplainRow *row) {
    if (row->when != EXPLAIN_ERROR || !is_kind(situation->kind, row->kind)) return false;
    if (row->error && row->error != situation->error) return false;
    if (row->message && !strstr(situation->message, row->message)) return false;
    if (row->calls && !takes_call(situation, row->calls)) return false;
    return !row->test || row->test(situation);
}

static bool was_said(const Explain *explain, const ExplainRow *row) {
    for (size_t i = 0; i < explain->surprise_count; i++) {
        if (explain->surprises[i] == row) return true;
    }
    return explain->surprise_count == SURPRISES;
}

/* The record is a call of the main task, typed at this prompt, that returned. */
static bool is_typed(Situation *situation, const JournalRecord *record) {
    if (!record || record->task || record->moment != JOURNAL_ENDED || record->outcome != JOURNAL_RETURNED)
        return false;
    Buffer scratch = { 0 };
    bool found = situation_find_call(situation, journal_call_name(record, &scratch)) != NULL;
    buffer_clear(&scratch);
    return found;
}

static bool fits_result(Situation *situation, const ExplainRow *row) {
    situation_look_at(situation, NULL, NULL);
    if (!row->calls) return !row->test || row->test(situation);
    uint64_t number = situation->first;
    if (situation->last > number + CALLS_TRIED) number = situation->last - CALLS_TRIED;
    for (; number <= situation->last; number++) {
        const JournalRecord *record = journal_peek(situation->journal, number);
        if (!is_typed(situation, record)) continue;
        situation_look_at(situation, record, NULL);
        if (is_among(row->calls, situation->call) && (!row->test || row->test(situation))) return true;
    }
    return false;
}

/* explain: NULL: nothing was said before. */
static bool fits(const Explain *explain, Situation *situation, const ExplainRow *row) {
    if (situation->has_failed) return fits_error(situation, row);
    return row->when == EXPLAIN_RESULT && !(explain && was_said(explain, row)) && fits_result(situation, row);
}

typedef struct {
    const ExplainGroup *group; /* NULL: none has anything to say */
    const ExplainRow *row;
} Choice;

/* The first row that fits and can be said; its words are in `said`. */
static Choice choose(const Explain *explain, Situation *situation, Buffer *said) {
    for (const ExplainGroup *const *group = explain_groups; *group; group++) {
        for (const ExplainRow *row = (*group)->rows; row->id; row++) {
            if (fits(explain, situation, row) && word(situation, *group, row, said))
                return (Choice){ *group, row };
        }
    }
    buffer_truncate(said, 0);
    return (Choice){ 0 };
}

/* ---- saying it */

static void keep_story(Explain *explain, Situation *situation, Choice choice, const Buffer *said) {
    const char *story = choice.row->story;
    buffer_truncate(&explain->story, 0);
    if (!story || !fill(situation, choice.group, language_text(story), &explain->story)) {
        buffer_truncate(&explain->story, 0);
        buffer_append(&explain->story, said->bytes, said->count);
    }
    explain->has_said = true;
    explain->socket = situation->record ? situation->record->socket : 0;
    explain->last = situation->last;
}

static void explain_situation(Explain *explain, Situation *situation, Buffer *out) {
    Buffer said = { 0 };
    Choice choice = choose(explain, situation, &said);
    if (said.count) {
        if (choice.row->when == EXPLAIN_RESULT) explain->surprises[explain->surprise_count++] = choice.row;
        keep_story(explain, situation, choice, &said);
        buffer_append(out, said.bytes, said.count);
    }
    buffer_clear(&said);
}

/* ---- at the prompt */

static Value underscore(const Explain *explain) {
    return dict_peek_str(explain->machine->builtins, explain->machine->underscore);
}

void explain_begin(Explain *explain, const char *text, size_t count) {
    const Journal *journal = journal_of(explain->machine);
    buffer_truncate(&explain->source, 0);
    buffer_append(&explain->source, text, count);
    explain->first = journal ? journal_count(journal) + 1 : 1;
    explain->has_warned = false;
    replace_take(&explain->shown, retain(underscore(explain)));
}

static void explain_statement(Explain *explain, Value exception, Buffer *out) {
    if (!explain->is_on) return;
    const Journal *journal = journal_of(explain->machine);
    Value shown = underscore(explain);
    Situation situation = {
        .machine = explain->machine,
        .globals = explain->globals,
        .neighbours = explain->neighbours,
        .now = sched_now(explain->machine->sched),
        .journal = journal,
        .source = buffer_text(&explain->source),
        .source_count = explain->source.count,
        .has_failed = !is_absent(exception),
        .exception = exception,
        .displayed = is_same(shown, explain->shown) ? ABSENT : shown,
        .first = explain->first,
        .last = journal ? journal_count(journal) : 0,
        .seen = explain->seen,
    };
    situation_open(&situation);
    explain_situation(explain, &situation, out);
    if (journal) explain_note_received(&situation);
    situation_close(&situation);
}

void explain_running(Explain *explain, Buffer *out) {
    const Journal *journal = journal_of(explain->machine);
    bool spins =
        explain->is_on && !explain->has_warned && journal && explain_spinning(journal, explain->first);
    if (!spins) return;
    explain->has_warned = true;
    buffer_append_text(
        out, _("`recv` gives b'' again and again: the other side has closed, and this loop goes on.\n"
               "Ctrl-C ends it."));
}

void explain_returned(Explain *explain, Buffer *out) { explain_statement(explain, ABSENT, out); }
void explain_raised(Explain *explain, Value exception, Buffer *out) {
    explain_statement(explain, exception, out);
}

void explain_continued(const Explain *explain, const char *text, size_t count, Buffer *out) {
    bool is_blank = count > 2 && !strcmp(text + count - 2, "\n\n") && text[count - 3] != '\n';
    char bracket = explain->is_on && is_blank ? text_open_bracket(text, count) : 0;
    if (bracket)
        buffer_append_format(out, _("A `%c` is still open: close it, or Ctrl-C starts over."), bracket);
}

/* ---- a program */

/* The line in which the text is no program, without the rest. */
static void cut_to_line(Situation *situation) {
    int line = source_exception_number(situation, "lineno");
    const char *at = situation->source, *end = at + situation->source_count;
    for (int i = 1; i < line && at; i++) {
        at = memchr(at, '\n', (size_t)(end - at));
        if (at) at++;
    }
    if (!at) return;
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    situation->source_count = (size_t)((stop ? stop : end) - at);
    situation->source = at;
    situation->file = NULL;
}

void explain_ended(Explain *explain, Value exception, const char *text, size_t count, const char *file,
                   Buffer *out) {
    const Journal *journal = journal_of(explain->machine);
    Situation situation = { .machine = explain->machine,
                            .globals = explain->globals,
                            .now = sched_now(explain->machine->sched),
                            .journal = journal,
                            .source = text,
                            .source_count = count,
                            .file = file,
                            .has_failed = true,
                            .exception = exception,
                            .displayed = ABSENT,
                            .first = 1,
                            .last = journal ? journal_count(journal) : 0 };
    ExceptionKind kind = exception_kind(value_class(explain->machine, exception));
    if (is_kind(kind, KeyboardInterrupt) || is_kind(kind, SystemExit)) return;
    Buffer line = { 0 };
    situation.kind = kind;
    if (is_kind(kind, SyntaxError)) cut_to_line(&situation);
    buffer_append(&line, situation.source, situation.source_count);
    situation.source = buffer_text(&line); /* with a NUL behind it */
    situation_open(&situation);
    explain_situation(explain, &situation, out);
    situation_close(&situation);
    buffer_clear(&line);
}

/* ---- a record alone */

void explain_record(const Journal *journal, const JournalRecord *record, int64_t now, Buffer *out) {
    Buffer said = { 0 };
    Situation situation = {
        .now = now,
        .journal = journal,
        .source = "",
        .has_failed = record->outcome != JOURNAL_RETURNED,
        .exception = ABSENT,
        .displayed = ABSENT,
        .first = record->number,
        .last = record->number,
        .record = record,
    };
    situation_open(&situation);
    choose(NULL, &situation, &said);
    buffer_append(out, said.bytes, said.count);
    situation_close(&situation);
    buffer_clear(&said);
}

/* ---- the longer story */

/* The last calls of the socket that have ended, and the one that made it; the oldest first. */
static size_t collect(const Explain *explain, const Journal *journal,
                      const JournalRecord *found[CALLS_TOLD]) {
    size_t count = 0;
    const JournalRecord *record;
    for (uint64_t at = explain->last; count < CALLS_TOLD && (record = journal_peek(journal, at)); at--) {
        if (record->moment == JOURNAL_WAITS) continue;
        if (record->socket == explain->socket || record->made == explain->socket)
            found[CALLS_TOLD - ++count] = record;
    }
    return count;
}

bool explain_more(const Explain *explain, Buffer *out) {
    const Journal *journal = journal_of(explain->machine);
    const JournalRecord *found[CALLS_TOLD];
    if (!explain->has_said) return false;
    buffer_append(out, explain->story.bytes, explain->story.count);
    size_t count = explain->socket && journal ? collect(explain, journal, found) : 0;
    if (count) {
        buffer_append_byte(out, '\n');
        buffer_append_text(out, _("The calls that led to it:"));
    }
    for (size_t i = CALLS_TOLD - count; i < CALLS_TOLD; i++) {
        buffer_append_text(out, "\n  ");
        journal_append_text(out, found[i]);
    }
    return true;
}
