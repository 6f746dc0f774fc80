/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of a call that is known by its record alone: no machine runs it, nothing was typed, no
 * variable holds its socket. Every row is tried with every outcome, so none may lean on what is not there. */
#include "explain/explain.h"
#include "base/clock.h"
#include "explain/situation.h"
#include "explain/waiting.h"
#include "unit.h"
#include <errno.h>
#include <string.h>

static const NativeSpec connect_row = { "connect(self, address, /)", NULL, "",
                                        .flags = JOURNAL_CALL | JOURNAL_ADDRESS | JOURNAL_STATE };
static const NativeSpec recv_row = { "recv(self, bufsize, flags=0, /)", NULL, "",
                                     .flags = JOURNAL_CALL | JOURNAL_RECEIVES };
static const NativeSpec send_row = { "send(self, data, flags=0, /)", NULL, "",
                                     .flags = JOURNAL_CALL | JOURNAL_SENDS };

static Journal *journal;

static void check_said(JournalRecord record, const char *wanted) {
    Buffer out = { 0 };
    uint64_t number = journal_append(journal, &record);
    explain_record(journal, journal_peek(journal, number), record.ended, &out);
    CHECK_TEXT(buffer_text(&out), wanted);
    buffer_clear(&out);
}

static JournalRecord failed(const NativeSpec *spec, int error, KernelState state) {
    return (JournalRecord){ .spec = spec,
                            .socket = 1,
                            .call = 1,
                            .fd = 3,
                            .moment = JOURNAL_ENDED,
                            .outcome = JOURNAL_FAILED,
                            .error = error,
                            .has_facts = true,
                            .state = (uint8_t)state,
                            .local.family = AF_INET };
}

static void test_sentences(void) {
    JournalRecord record = failed(&recv_row, ENOTCONN, KERNEL_LISTEN);
    check_said(record, "This socket only accepts clients.\nRead with the socket that `accept()` gives.");
    record = failed(&send_row, EPIPE, KERNEL_CLOSED);
    check_said(record, "The socket is not connected yet.\n`connect` comes first.");
    record = failed(&recv_row, ECONNRESET, KERNEL_CLOSED);
    record.socket = 2;
    record.sent = 12;
    check_said(record,
               "The other side cut the connection (RST), as when bytes that were sent to it stay unread.\n"
               "It is over: close the socket.");
    record = failed(&connect_row, ECONNREFUSED, KERNEL_CLOSED);
    record.argument = (Address){ .family = AF_INET, .port = 9, .ip = { 192, 0, 2, 1 } };
    check_said(record, "192.0.2.1 was reached and answers: nobody listens on its port 9.\n"
                       "Does the server run, on this port, and not only on its own 127.0.0.1?");
    record.outcome = JOURNAL_RETURNED;
    check_said(record, "");
}

/* With facts and without, of every call: whatever is said is a text, and nothing is asked of a machine. */
static void test_all_errors(void) {
    static const char *const signatures[] = { "accept(self, /)",
                                              "bind(self, address, /)",
                                              "close(self, /)",
                                              "connect(self, address, /)",
                                              "connect_ex(self, address, /)",
                                              "getpeername(self, /)",
                                              "listen(self, backlog=128, /)",
                                              "recv(self, bufsize, flags=0, /)",
                                              "recvfrom(self, bufsize, /)",
                                              "send(self, data, /)",
                                              "sendall(self, data, /)",
                                              "sendto(self, data, address, /)",
                                              "shutdown(self, how, /)" };
    NativeSpec specs[sizeof signatures / sizeof *signatures];
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
        specs[i] = (NativeSpec){ signatures[i], NULL, "", .flags = JOURNAL_CALL };
        for (int error = 1; error < 134; error++) {
            for (int kind = 0; kind < 8; kind++) {
                JournalRecord record = failed(&specs[i], error, (KernelState)(error % 13));
                record.socket = (uint64_t)error + 10;
                record.has_facts = kind & 1;
                record.argument.family = kind & 2 ? AF_UNIX : AF_INET;
                if (kind & 4) record.outcome = (uint8_t)(error % JOURNAL_RAISED);
                Buffer out = { 0 };
                uint64_t number = journal_append(journal, &record);
                explain_record(journal, journal_peek(journal, number), 0, &out);
                CHECK(!out.failed && !memchr(buffer_text(&out), '{', out.count));
                buffer_clear(&out);
            }
        }
    }
}

static void test_waiting(void) {
    JournalPending pending = { .record = failed(&recv_row, 0, KERNEL_ESTABLISHED) };
    Waiting waiting = { .pending = &pending, .now = 12 * CLOCK_SECOND, .columns = 80 };
    Buffer out = { 0 };
    waiting_append(&out, &waiting);
    CHECK_TEXT(buffer_text(&out), "waiting for bytes (for 12 s; Ctrl-C to give up)");
    buffer_clear(&out);
    waiting.columns = 40;
    waiting_append(&out, &waiting);
    CHECK_TEXT(buffer_text(&out), "waiting for bytes (Ctrl-C to give up)");
    buffer_clear(&out);
}

int main(void) {
    Machine *machine = machine_new();
    Sched *sched = sched_new(machine);
    journal = journal_new(machine, 16);
    test_sentences();
    test_all_errors();
    test_waiting();
    journal_free(journal);
    machine_free(machine);
    sched_free(sched);
    return unit_end();
}
