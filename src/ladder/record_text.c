/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document: turns of all shells in one order, each with its role's prompt. */
#include "base/array.h"
#include "base/memory.h"
#include "document/written.h"
#include "ladder/record_parts.h"
#include <stdlib.h>
#include <string.h>

/* A turn and its place in the order. */
typedef struct {
    int64_t at;
    size_t shell, turn;
} Place;

#define END_OF_INPUT SIZE_MAX /* as a turn: the shell ended, which a document says as exit() */

typedef struct {
    Record *record;
    RecordRoles roles;
    Ports *ports;
    Place *places;
    size_t count;
    int line; /* the next one that is written */
    bool is_last;
} Making;

/* ---- the order */

static int compare_places(const void *a, const void *b) {
    const Place *first = a, *second = b;
    if (first->at != second->at) return first->at < second->at ? -1 : 1;
    if (first->shell != second->shell) return first->shell < second->shell ? -1 : 1;
    return first->turn < second->turn ? -1 : first->turn > second->turn;
}

/* A shell's own turns stay in their order, whatever it says of their times. */
static void place_shell(Making *making, size_t index) {
    const RecordShell *shell = &making->record->shells[index];
    const RecordRole *role = &making->roles.items[index];
    int64_t least = 0;
    for (size_t i = 0; i < shell->count; i++) {
        bool is_before = role->is_together && i < role->bare;
        int64_t at = shell->turns[is_before ? role->bare - 1 : i].at;
        if (at < least) at = least;
        least = at;
        making->places[making->count++] = (Place){ at, index, i };
    }
}

/* Ends of input count where somebody goes on behind them. */
static void place_ends(Making *making) {
    const Record *record = making->record;
    int64_t newest = making->count ? making->places[making->count - 1].at : 0;
    for (size_t i = 0; i < record->count; i++) {
        const RecordShell *shell = &record->shells[i];
        if (shell->ended_at && shell->ended_at < newest && shell->count)
            making->places[making->count++] = (Place){ shell->ended_at, i, END_OF_INPUT };
    }
}

static void place_all(Making *making) {
    const Record *record = making->record;
    size_t most = record->count + 1;
    for (size_t i = 0; i < record->count; i++) most += record->shells[i].count;
    making->places = memory_get(most * sizeof *making->places);
    for (size_t i = 0; i < record->count; i++) place_shell(making, i);
    qsort(making->places, making->count, sizeof *making->places, compare_places);
    place_ends(making);
    qsort(making->places, making->count, sizeof *making->places, compare_places);
}

/* ---- lines */

static void append_indent(const Making *making) {
    if (making->record->format != FORMAT_ANY) buffer_append_text(&making->record->text, "    ");
}

static void end_line(Making *making) {
    buffer_append_byte(&making->record->text, '\n');
    making->line++;
}

/* What sets the prompt sets the one that stands for it. */
static void append_renamed(Buffer *out, Span line, const RolePrompt *prompt) {
    for (const char *found;
         (found = memmem(line.bytes, line.count, prompt->from.bytes, prompt->from.count));) {
        buffer_append(out, line.bytes, (size_t)(found - line.bytes));
        buffer_append(out, prompt->to.bytes, prompt->to.count);
        line = span_from(line, (size_t)(found - line.bytes) + prompt->from.count);
    }
    buffer_append(out, line.bytes, line.count);
}

static const RolePrompt *prompt_set_by(const Making *making, const Place *place) {
    const RecordShell *shell = &making->record->shells[place->shell];
    Span own = record_turn_prompt(&shell->turns[place->turn]);
    Span next = place->turn + 1 < shell->count ? record_turn_prompt(&shell->turns[place->turn + 1])
                                               : (Span){ shell->prompt.bytes, shell->prompt.count };
    return span_equals(own, next) ? NULL : record_find_prompt(&making->roles, place->shell, next);
}

static void append_typed(Making *making, const Place *place, Span typed) {
    Buffer *out = &making->record->text;
    const RecordTurn *turn = &making->record->shells[place->shell].turns[place->turn];
    const RolePrompt *renamed = prompt_set_by(making, place);
    Span prompt = record_role_prompt(&making->roles, place->shell, turn);
    Span rest = span_from(typed, turn->prompt), line;
    for (bool is_first = true; span_next_line(&rest, &line); is_first = false) {
        append_indent(making);
        if (is_first) buffer_append(out, prompt.bytes, prompt.count);
        if (renamed)
            append_renamed(out, line, renamed);
        else
            buffer_append(out, line.bytes, line.count);
        end_line(making);
    }
}

/* A shell may tell a line that has not ended as it was shown. */
static void append_expected(Making *making, Span shown) {
    Buffer line = { 0 };
    written_append_again(&line, shown);
    ports_append(&making->record->text, making->ports, (Span){ line.bytes, line.count });
    buffer_clear(&line);
}

/* How many lines. */
static size_t append_shown(Making *making, Span shown, bool gives_up) {
    Buffer *out = &making->record->text;
    size_t count = 0;
    Span rest = shown, line;
    for (; span_next_line(&rest, &line); count++) {
        append_indent(making);
        if (gives_up && !count) buffer_append_text(out, "^C");
        append_expected(making, line);
        end_line(making);
    }
    if (!gives_up) return count;
    static const char *const lines[] = { "Traceback (most recent call last):", "KeyboardInterrupt" };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++, count++) {
        append_indent(making);
        if (!count) buffer_append_text(out, "^C");
        buffer_append_text(out, lines[i]);
        end_line(making);
    }
    return count;
}

static void append_exit(Making *making, const Place *place) {
    const RecordShell *shell = &making->record->shells[place->shell];
    Span prompt = record_role_prompt(&making->roles, place->shell, &shell->turns[shell->count - 1]);
    const RolePrompt *set = prompt_set_by(making, &(Place){ 0, place->shell, shell->count - 1 });
    if (set) prompt = set->to;
    append_indent(making);
    buffer_append(&making->record->text, prompt.bytes, prompt.count);
    buffer_append_text(&making->record->text, "exit()");
    end_line(making);
}

static void append_turn(Making *making, const Place *place) {
    Record *record = making->record;
    const RecordShell *shell = &record->shells[place->shell];
    WrittenTurn *written =
        array_push(&record->written, &record->written_count, &record->written_capacity, sizeof *written);
    *written = (WrittenTurn){ .line = making->line, .lines = 1, .shell = place->shell };
    if (place->turn == END_OF_INPUT) {
        append_exit(making, place);
        return;
    }
    const RecordTurn *turn = &shell->turns[place->turn];
    Span typed = record_turn_typed(turn);
    bool is_open = making->is_last && !turn->is_done && place->turn + 1 == shell->count && shell->waits;
    written->lines = turn->lines;
    append_typed(making, place, typed);
    size_t count =
        append_shown(making, span_from((Span){ turn->text.bytes, turn->text.count }, typed.count), is_open);
    record->written[record->written_count - 1].expected_lines = count;
    record->has_given_up |= is_open;
}

/* ---- all of it */

static void count_ports(Making *making) {
    const Record *record = making->record;
    for (size_t pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < making->count; i++) {
            const Place *place = &making->places[i];
            if (place->turn == END_OF_INPUT) continue;
            const RecordTurn *turn = &record->shells[place->shell].turns[place->turn];
            Span typed = record_turn_typed(turn);
            if (pass == 0)
                ports_count_typed(making->ports, typed);
            else
                ports_count_shown(making->ports,
                                  span_from((Span){ turn->text.bytes, turn->text.count }, typed.count));
        }
    }
}

static unsigned find_typed_any(const Making *making) {
    for (unsigned i = 0; i < PORTS; i++)
        if (port_set_has(&making->record->any, i) && port_set_has(&making->ports->typed, i)) return i;
    return 0;
}

void record_make(Record *record, bool is_last) {
    Making making = { .record = record, .line = 1, .is_last = is_last };
    making.ports = memory_get_zeroed(sizeof *making.ports);
    making.ports->ends = &record->ends;
    record_roles_make(&making.roles, record);
    place_all(&making);
    count_ports(&making);
    record->typed_any = find_typed_any(&making);
    buffer_truncate(&record->text, 0);
    record->written_count = 0;
    record->has_given_up = false;
    if (record->format == FORMAT_RST) {
        buffer_append_text(&record->text, "::");
        end_line(&making);
        end_line(&making);
    }
    for (size_t i = 0; i < making.count; i++) {
        if (i && making.places[i].shell != making.places[i - 1].shell) end_line(&making);
        append_turn(&making, &making.places[i]);
    }
    memory_free(making.places);
    memory_free(making.ports);
    record_roles_clear(&making.roles);
}
