/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The other shells of this user on this machine, and small questions between them: does a task of yours wait
 * in recv on this socket, does your program have a variable of this name.
 *
 * Each shell listens on a Unix socket where all of them meet (meeting.h). A question is one line, the answer
 * one line, and who does not answer within a few milliseconds is not known; nor are those whose turn does not
 * come within ten. Without the folder there are no neighbours, and nothing else changes. One question has no
 * end of answers: a watcher's (offer.h). */
#pragma once
#include "explain/explain.h"
#include "shell/program.h"

void neighbour_open(Program *program); /* from now on this shell answers */
void neighbour_close(void);
const ExplainNeighbours *neighbours_of(Program *program); /* how to ask them; static */
