/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal's ring: numbers go on, the oldest go, and what is lost is counted; records as text let no byte
 * pass raw. */
#include "journal/journal.h"
#include "journal/journal_text.h"
#include "unit.h"
#include <string.h>

static const NativeSpec recv_row = { "recv(self, bufsize, flags=0, /)", NULL, "",
                                     .flags = JOURNAL_CALL | JOURNAL_RECEIVES };

static void test_ring(void) {
    Machine *machine = machine_new();
    Sched *sched = sched_new(machine);
    Journal *journal = journal_new(machine, 4);
    CHECK(journal_of(machine) == journal && !journal_count(journal) && !journal_peek(journal, 0) &&
          !journal_peek(journal, 1));
    for (uint64_t i = 1; i <= 10; i++) {
        JournalRecord record = { .socket = i % 2 + 1,
                                 .moment = i == 9 ? JOURNAL_WAITS : JOURNAL_ENDED,
                                 .result = (int64_t)i };
        CHECK(journal_append(journal, &record) == i);
        CHECK(journal_lost(journal) == (i > 4 ? i - 4 : 0));
    }
    for (uint64_t i = 0; i <= 11; i++) {
        const JournalRecord *record = journal_peek(journal, i);
        CHECK((record != NULL) == (i >= 7 && i <= 10));
        if (record) CHECK(record->number == i && record->result == (int64_t)i);
    }
    CHECK(journal_peek_last(journal, 1, 0)->number == 10);
    CHECK(journal_peek_last(journal, 1, 10)->number == 8);
    CHECK(journal_peek_last(journal, 2, 0)->number == 7); /* 9 only began to wait */
    CHECK(!journal_peek_last(journal, 3, 0));
    CHECK(journal_socket_number(journal) != journal_socket_number(journal));
    journal_free(journal);
    CHECK(!machine->journal);
    machine_free(machine);
    sched_free(sched);
}

static int told;
static void listener(void *context, const JournalRecord *record) {
    CHECK(context == &told && record->number == (uint64_t)told + 1);
    told++;
}

static void other_listener(void *context, const JournalRecord *record) {
    (void)record;
    ++*(int *)context;
}

static void test_listener(void) {
    Machine *machine = machine_new();
    Sched *sched = sched_new(machine);
    Journal *journal = journal_new(machine, 1);
    journal_listen(journal, listener, &told);
    JournalRecord record = { 0 };
    int others = 0;
    journal_listen(journal, other_listener, &others);
    for (int i = 0; i < 3; i++) journal_append(journal, &record);
    journal_unlisten(journal, listener, &told);
    journal_unlisten(journal, listener, &told); /* no longer there: harmless */
    journal_append(journal, &record);
    CHECK(told == 3 && others == 4);
    journal_free(journal);
    machine_free(machine);
    sched_free(sched);
}

static void check_text(const JournalRecord *record, const char *wanted) {
    Buffer out = { 0 };
    journal_append_text(&out, record);
    CHECK_TEXT(buffer_text(&out), wanted);
    buffer_clear(&out);
}

static void test_text(void) {
    JournalRecord record = { .spec = &recv_row,
                             .socket = 1,
                             .fd = 3,
                             .number_count = 1,
                             .numbers = { 7 },
                             .moment = JOURNAL_ENDED,
                             .outcome = JOURNAL_RETURNED,
                             .result = 5,
                             .data_count = 5,
                             .data = "\033[2J'" };
    check_text(&record, "recv(fd 3, 7) = 5 b\"\\x1b[2J'\"");
    record.moment = JOURNAL_WAITS;
    check_text(&record, "recv(fd 3, 7) waits");
    record.moment = JOURNAL_ENDED;
    record.outcome = JOURNAL_FAILED;
    record.error = 104;
    record.waited = 1500000000;
    check_text(&record, "recv(fd 3, 7) = -1 ECONNRESET (Connection reset by peer)  waited 1.500 s");
    record.error = 99999;
    record.waited = 0;
    check_text(&record, "recv(fd 3, 7) = -1 errno 99999");
}

int main(void) {
    test_ring();
    test_listener();
    test_text();
    return unit_end();
}
