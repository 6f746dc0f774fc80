/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal/facts.h"
#include "kernel/kernel.h"
#include "sched/io.h"
#include <errno.h>

void journal_note_addresses(JournalRecord *record, int fd) {
    int saved = errno;
    io_local_name(fd, &record->local);
    io_peer_name(fd, &record->peer);
    errno = saved;
}

/* Of one that is neither connected nor listens. getsockname still tells the port that a refused connect had,
 * which is anybody's again. */
static bool is_bound(const JournalRecord *record) {
    bool has_taken_address = record->spec->flags & JOURNAL_ADDRESS && record->outcome == JOURNAL_RETURNED &&
                             record->result == 0; /* connect_ex returns an errno */
    return record->local.port && (has_taken_address || record->state == KERNEL_BOUND);
}

void journal_note_state(JournalRecord *record, int fd) {
    KernelSocket facts;
    int saved = errno;
    if (kernel_read_tcp(fd, &facts)) {
        bool listens = facts.state == KERNEL_LISTEN;
        if (facts.state == KERNEL_CLOSED)
            facts.receive_queue = facts.send_queue = 0; /* left from what was before */
        record->has_facts = true;
        record->state = facts.state == KERNEL_CLOSED && is_bound(record) ? KERNEL_BOUND : facts.state;
        record->receive_queue = !listens                 ? facts.receive_queue
                                : facts.accept_queue > 0 ? (uint32_t)facts.accept_queue
                                                         : 0;
        record->send_queue = !listens ? facts.send_queue : facts.backlog > 0 ? (uint32_t)facts.backlog : 0;
    }
    errno = saved;
}
