/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an asynchronous generator gives to be awaited. An awaitable of asend() (which __anext__ is, too), of
 * athrow() or of aclose() resumes the generator when it is awaited: up to an item it is done, with the item
 * as its value; what the generator itself awaits passes through. See
 * https://docs.python.org/3.11/reference/expressions.html#asynchronous-generator-iterator-methods */
#pragma once
#include "vm/generator.h"

extern const Type async_send_type, async_throw_type;

/* methods of the generator: (self), (self, value), (self, type, value, traceback), (self) */
Native async_generator_next, async_generator_send, async_generator_throw, async_generator_close;
/* methods of the awaitables: (self, [value]), (self, type, value, traceback), (self) */
Native async_send_send, async_send_throw, async_throw_send, async_throw_throw, async_step_close;
/* The task's tuple (firstiter, finalizer), or ABSENT. */
Value *async_hooks_of(Task *task);
