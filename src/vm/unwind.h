/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unwinding: from a pending exception to the frame that takes it. */
#pragma once
#include "vm/task.h"

/* Pops frames until one takes the task's exception: a frame of the notation, whose stack is cut, the
 * exception pushed and ip set to the handler; or a native that catches. False: the task has no frames left,
 * its exception stays pending. */
bool unwind(Task *task);

/* The line of a traceback where this frame of the notation stands; owned. Takes `next`. */
Value traceback_of_frame(const Frame *frame, Value next);
