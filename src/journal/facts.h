/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the kernel says of a record's socket after its call. `fd` is a descriptor of this process; errno stays
 * as it was. */
#pragma once
#include "journal/journal.h"

void journal_note_addresses(JournalRecord *record, int fd); /* its own and its peer's */
void journal_note_state(JournalRecord *record, int fd);     /* of TCP: the state and the queues */
