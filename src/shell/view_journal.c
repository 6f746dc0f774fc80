/* SPDX-License-Identifier: GPL-3.0-or-later */
/* :journal: the records of socket calls, the newest last. A call that waited was written twice; it is shown
 * once, as it ended, and as waiting only while it does. */
#include "base/clock.h"
#include "base/language.h"
#include "base/memory.h"
#include "explain/socket_names.h"
#include "journal/journal_text.h"
#include "shell/commands.h"
#include "shell/view_text.h"
#include <stdlib.h>
#include <string.h>

enum { USUAL_COUNT = 20 };

typedef struct {
    uint64_t count;
    uint64_t socket; /* 0: all */
    int fd;          /* -1: all */
} Wanted;

/* ---- what is asked for */

static bool read_number(const char **text, uint64_t *number) {
    char *end;
    if (**text < '0' || **text > '9') return false;
    *number = strtoull(*text, &end, 10);
    if (*end && *end != ' ') return false;
    *text = end + strspn(end, " ");
    return true;
}

static uint64_t find_socket(Program *program, const char *name) {
    SocketNames names = { 0 };
    uint64_t number = 0;
    socket_names_find(&names, program->machine, program->main->dict);
    for (size_t i = 0; i < names.count && !number; i++) {
        const char *known = names.items[i].name;
        for (size_t length; *known && !number; known += length + (known[length] ? 2 : 0)) {
            length = strcspn(known, ","); /* "con, c2": each of them */
            if (strlen(name) == length && !memcmp(known, name, length))
                number = names.items[i].socket->number;
            if (!known[length]) break;
        }
    }
    socket_names_clear(&names);
    return number;
}

/* [N] [NAME | fd FD]. False: something else. */
static bool read_wanted(const CommandCall *call, Wanted *wanted, bool *unknown) {
    const char *text = call->arguments;
    uint64_t fd;
    *wanted = (Wanted){ USUAL_COUNT, 0, -1 };
    *unknown = false;
    read_number(&text, &wanted->count);
    if (!*text) return true;
    if (!strncmp(text, "fd", 2)) {
        const char *rest = text + 2 + strspn(text + 2, " =");
        if (read_number(&rest, &fd)) {
            wanted->fd = fd < INT32_MAX ? (int)fd : INT32_MAX;
            return !*rest;
        }
    }
    if (read_number(&text, &fd)) {
        wanted->fd = fd < INT32_MAX ? (int)fd : INT32_MAX;
        return !*text;
    }
    wanted->socket = find_socket(call->program, text);
    *unknown = !wanted->socket;
    return true;
}

/* ---- which records */

static bool is_pending(Machine *machine, uint64_t number) {
    for (Link *link = machine->tasks.next; link != &machine->tasks; link = link->next) {
        const Task *task = CONTAINER_OF(link, Task, all_link);
        for (const JournalPending *pending = task->pending; pending; pending = pending->outer) {
            if (pending->record.call == number) return true;
        }
    }
    return false;
}

static bool is_wanted(Machine *machine, const Wanted *wanted, const JournalRecord *record) {
    if (wanted->socket && record->socket != wanted->socket && record->made != wanted->socket) return false;
    if (wanted->fd >= 0 && record->fd != wanted->fd && record->made_fd != wanted->fd) return false;
    return record->moment != JOURNAL_WAITS || is_pending(machine, record->call);
}

/* The number of the first one to be shown. */
static uint64_t find_first(Machine *machine, const Wanted *wanted) {
    const Journal *journal = journal_of(machine);
    uint64_t left = wanted->count, first = journal_count(journal) + 1;
    for (uint64_t number = first - 1; left; number--) {
        const JournalRecord *record = journal_peek(journal, number);
        if (!record) break;
        if (!is_wanted(machine, wanted, record)) continue;
        first = number;
        left--;
    }
    return first;
}

/* ---- how they look */

static bool sent_zeros(const JournalRecord *record) {
    if (!record->spec || !(record->spec->flags & JOURNAL_SENDS) || record->moment != JOURNAL_ENDED)
        return false;
    size_t count = record->data_count < JOURNAL_DATA ? (size_t)record->data_count : JOURNAL_DATA;
    for (size_t i = 0; i < count; i++) {
        if (record->data[i]) return false;
    }
    return count > 1;
}

static void append_record(Buffer *out, const JournalRecord *record, int64_t start, int columns) {
    Buffer line = { 0 };
    buffer_append_byte(&line, '+');
    buffer_append_format(&line, "%.3f s  ", (double)(record->begun - start) / CLOCK_SECOND);
    journal_append_text(&line, record);
    if (!record->waited && record->moment == JOURNAL_ENDED) {
        buffer_append_text(&line, "  ");
        clock_append_duration(&line, record->ended - record->begun);
    }
    view_append_hanging(out, buffer_text(&line), columns, 4);
    if (sent_zeros(record)) {
        size_t count = (size_t)record->data_count;
        buffer_truncate(&line, 0);
        buffer_append_format(&line,
                             _("%zu zero bytes: bytes(%zu) makes that many, b\"%zu\" writes the number."),
                             count, count, count);
        view_append_wrapped(out, buffer_text(&line), columns, 8);
    }
    buffer_clear(&line);
}

static void show_records(Program *program, const Wanted *wanted) {
    Machine *machine = program->machine;
    const Journal *journal = journal_of(machine);
    const JournalRecord *oldest = journal_peek(journal, journal_lost(journal) + 1);
    uint64_t lost = journal_lost(journal), first = find_first(machine, wanted);
    Buffer out = { 0 };
    for (uint64_t number = first; number <= journal_count(journal); number++) {
        const JournalRecord *record = journal_peek(journal, number);
        if (record && is_wanted(machine, wanted, record))
            append_record(&out, record, oldest->begun, command_columns());
    }
    if (!out.count && !out.failed) {
        command_complain(program, wanted->socket || wanted->fd >= 0
                                      ? _("No call on this socket is in the journal.")
                                      : _("No socket call has been made yet."));
    } else if (lost) {
        Buffer all = { 0 }, sentence = { 0 };
        buffer_append_format(&sentence,
                             _n("%zu older record is lost: the journal keeps the newest ones.",
                                "%zu older records are lost: the journal keeps the newest ones.",
                                (size_t)lost),
                             (size_t)lost);
        view_append_wrapped(&all, buffer_text(&sentence), command_columns(), 0);
        buffer_append(&all, out.bytes, out.count);
        command_show(program, &all);
        buffer_clear(&sentence);
    } else {
        command_show(program, &out);
    }
    buffer_clear(&out);
}

bool command_journal(const CommandCall *call) {
    Wanted wanted;
    bool unknown;
    if (!read_wanted(call, &wanted, &unknown)) return false;
    if (unknown) {
        Buffer sentence = { 0 }, name = { 0 };
        view_append_safe(&name, call->arguments, strlen(call->arguments), 40);
        buffer_append_format(&sentence, _("No socket is called %s. :sockets shows their names."),
                             buffer_text(&name));
        command_complain(call->program, buffer_text(&sentence));
        buffer_clear(&sentence);
        buffer_clear(&name);
    } else {
        show_records(call->program, &wanted);
    }
    return true;
}
