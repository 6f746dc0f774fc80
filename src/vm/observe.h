/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Observing natives: who keeps a record of calls, or wants to know what a task waits for, is told of each
 * call of a native whose row says NATIVE_OBSERVED. It costs one pointer test where natives are called, and
 * nothing is called while machine->observer is NULL. An observer looks: it changes neither the call nor the
 * task. */
#pragma once
#include "vm/task.h"

typedef struct Observer {
    void (*begun)(Call *call);  /* arguments are bound, nothing has happened yet */
    void (*parked)(Call *call); /* each time it parks */
    /* DONE: call->result is what it gives. RAISED: task->exception is what it raises, or what is thrown into
     * it (a Ctrl-C, an error of a function that it called); ABSENT: the task is dropped at the
     * machine's end. */
    void (*ended)(Call *call, Outcome outcome);
} Observer;

/* One step of a native with an observer there. */
Outcome observe_step(NativeFrame *frame);
/* The end of a call that its native does not see: its frame is taken off the stack. */
void observe_end(NativeFrame *frame);
