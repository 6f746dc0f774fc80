/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Generators: a frame that lies in an object of its own, so that it outlives its caller's. It stands on the
 * task's chain of frames while it runs, between generator_enter and generator_leave. See
 * https://docs.python.org/3.11/reference/expressions.html#generator-iterator-methods */
#pragma once
#include "vm/task.h"

/* A generator or a coroutine: what `yield from` and `await` resume themselves. */
static inline bool is_resumable(Value value) {
    if (!is_object(value)) return false;
    return object_type(value) == &generator_type || object_type(value) == &coroutine_type;
}
static inline Generator *generator_of(Value value) { return (Generator *)object_of(value); }

/* Makes its frame the current one. False: raised, it is already executing. */
bool generator_enter(Task *task, Generator *generator);
/* The same for a loop, which sends it nothing. */
static inline bool generator_continue(Task *task, Generator *generator) {
    if (!generator_enter(task, generator)) return false;
    if (generator->started) *generator->frame.top++ = NONE;
    generator->started = true;
    return true;
}
/* Whether a frame that delegates to this may enter it at once, with this value. */
static inline bool may_resume(Value inner, Value sent) {
    return is_resumable(inner) && !generator_of(inner)->finished &&
           (generator_of(inner)->started || is_none(sent));
}
static inline bool generator_delegate_to(Task *task, Generator *inner, Value take_sent) {
    if (!generator_enter(task, inner)) return release(take_sent), false;
    if (inner->started)
        *inner->frame.top++ = take_sent;
    else
        release(take_sent);
    inner->started = true;
    return true;
}
/* One that nobody awaits yet. */
static inline bool is_fresh_coroutine(Value value) {
    return is_object(value) && object_type(value) == &coroutine_type && !generator_of(value)->started;
}
/* An except clause of it has ended: behind the outermost one what is handled around it is handled again,
 * which may have changed meanwhile. */
void generator_end_handler(Task *task, Generator *generator);
/* Its caller's frame is current again: it has yielded, or has returned and is finished. */
void generator_leave(Task *task, Generator *generator, bool finished);
/* An exception leaves it: finished; a StopIteration becomes a RuntimeError. */
void generator_raised(Task *task, Generator *generator);
/* What a native asks for by request_generator: resumes with a value, or with the task's pending exception. */
bool generator_resume(Task *task, Generator *generator, Value sent);

/* What `yield from` of a suspended generator delegates to; borrowed; ABSENT: it does not. */
Value generator_peek_delegate(const Generator *generator);
Outcome call_generator(Call *call, Generator *generator, Value sent);
/* (generator, value), (generator, type, value, traceback), (generator); generator_throw with mark KEEP_OPEN
 * throws GeneratorExit into what is delegated to, where it would else close that. */
enum { KEEP_OPEN = 1 };
Native generator_send, generator_throw, generator_close;
