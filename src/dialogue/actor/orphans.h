/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What roles leave running: a process whose parent has ended becomes a child of the checker's process, also when it has left its
 * group and its session (PR_SET_CHILD_SUBREAPER, prctl(2)), so it is found and ended. */
#pragma once

void orphans_adopt(void); /* from now on */
/* Ends all children of this process and all that these leave, by force. */
void orphans_end(void);
