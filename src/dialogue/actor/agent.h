/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A role of a dialogue: the shell with a checker at its keyboard. `causette agent` is not for people: one
 * JSON object a line on its standard input and output, and nothing else on them; its program's descriptors 0
 * to 2 are others.
 *
 * The role runs only while it has the run token, until none of its tasks is ready and the kernel has nothing
 * for it; then it says so and waits for the next order. Orders:
 *
 *     {"do":"start","prompt":"(server) >>> ","path":"/folder/of/the/document","now":N,"wall":N,"calls":true}
 *                                                  first of all, once
 *     {"do":"type","text":"s = socket.socket()\n"}   a turn's lines, taken one by one as the shell asks
 *     {"do":"input","text":"Ada\n"}                  what input() reads; without it: the end of input
 *     {"do":"interrupt"}                             Ctrl-C
 *     {"do":"clock","now":N,"wall":N}                nanoseconds; without any clock order time is real
 *     {"do":"end"}                                   Ctrl-D, at the next prompt
 *     {"do":"run"}                                   the token; the answer comes when all is done
 *
 * Answers to run:
 *
 *     {"is":"idle","did":N,"shown":"...","at":"prompt","prompt":"... ","more":true}
 *     {"is":"idle","did":N,"shown":"...","at":"call","call":"accept","local":"127.0.0.1:3000","peer":"-",
 *      "to":"-","since":N,"deadline":N,"next":N,"typed":N}
 *     {"is":"ended","status":0,"shown":"..."}        the last one
 *
 * did: tasks run and lines taken since the token came; 0 means that nothing has happened. shown: bytes
 * written to the program's standard output and error since the last answer. more: the prompt is for the rest
 * of a statement. "at":"call" is where the main task is parked, with "call":"" where that is no call that is
 * known; deadline is its own and next the nearest of any task, null for none; typed: lines not taken yet.
 * cut: true when more was shown than is kept.
 *
 * With "calls":true at the start each answer also has the socket calls since the last one, as journal/entry.h
 * has them, how many of them there was no room for, and the machine's clock (CLOCK_MONOTONIC):
 * "calls":[...],"lost":N,"real":N.
 *
 * `causette agent` ends with 2 for an order that it does not understand, and when the orders end. */
#pragma once
#include "shell/program.h"

/* Plays a role until it has ended; the exit status of the process. */
int agent_run(int argc, char **argv);
