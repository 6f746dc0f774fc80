/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Generators: a frame that lies in an object of its own, so that it outlives its caller's. It stands on the
 * task's chain of frames while it runs, between generator_enter and generator_leave. See
 * https://docs.python.org/3.11/reference/expressions.html#generator-iterator-methods */
#pragma once
#include "vm/task.h"

/* Makes its frame the current one. False: raised, it is already executing. */
bool generator_enter(Task *task, Generator *generator);
/* The same for a loop, which sends it nothing. */
static inline bool generator_continue(Task *task, Generator *generator) {
    if (!generator_enter(task, generator)) return false;
    if (generator->started) *generator->frame.top++ = NONE;
    generator->started = true;
    return true;
}
/* Its caller's frame is current again: it has yielded, or has returned and is finished. */
void generator_leave(Task *task, Generator *generator, bool finished);
/* An exception leaves it: finished; a StopIteration becomes a RuntimeError. */
void generator_raised(Task *task, Generator *generator);
/* What a native asks for by request_generator: resumes with a value, or with the task's pending exception. */
bool generator_resume(Task *task, Generator *generator, Value sent);

/* What `yield from` of a suspended generator delegates to; borrowed; ABSENT: it does not. */
Value generator_peek_delegate(const Generator *generator);
Outcome call_generator(Call *call, Generator *generator, Value sent);
/* (generator, value), (generator, type, value, traceback), (generator) */
Native generator_send, generator_throw, generator_close;
