/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What roles leave running: a process whose parent has ended becomes a child of the checker's process, also
 * when it has left its group and its session (PR_SET_CHILD_SUBREAPER, prctl(2)), so it is found and ended. */
#pragma once
#include <stddef.h>
#include <sys/types.h>

void orphans_adopt(void); /* from now on */
/* Ends all children of this process but those spared, and all that these leave, by force. */
void orphans_end(const pid_t *spared, size_t count);
