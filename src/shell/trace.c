/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --trace: the journal's records as they come. */
#include "shell/trace.h"
#include "builtin/classes/file.h"
#include "journal/journal_text.h"
#include "modules/socket/journal.h"

enum { TRACE_RECORDS = 16 }; /* each is written at once: the ring is only a passage */

static void write_line(void *context, const JournalRecord *record) {
    Machine *machine = context;
    Buffer line = { 0 };
    journal_append_text(&line, record);
    buffer_append_byte(&line, '\n');
    file_write_error(machine, line.bytes, line.count);
    buffer_clear(&line);
}

void trace_open(Machine *machine) {
    journal_listen(socket_journal_open(machine, TRACE_RECORDS), write_line, machine);
}
