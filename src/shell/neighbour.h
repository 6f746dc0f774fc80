/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The other shells of this user on this machine, and small questions between them: does a task of yours wait in recv on
 * this socket, does your program have a variable of this name.
 *
 * Each shell listens on a Unix socket where all of them meet (meeting.h). A question is one line, the answer one line, and who does
 * not answer within a few milliseconds is not known; nor are those whose turn does not come within ten. Without the folder there are no neighbours, and nothing else changes. One
 * question has no end of answers: a watcher's (offer.h). */
#pragma once
#include "shell/program.h"

void neighbour_open(Program *program); /* from now on this shell answers */
void neighbour_close(void);
/* Whether a task, of this process or of another shell, is parked in a call that receives on the socket with this inode. */
bool neighbour_receives(Program *program, uint64_t inode);
/* Whether another shell has a variable of this name; its prompt ("(client)"), safe for a terminal, is then appended. */
bool neighbour_has_name(Program *program, const char *name, Buffer *prompt);
