/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signals that interrupt a system call (signal(7)): the one place that knows EINTR. */
#pragma once
#include <errno.h>
#include <stdbool.h>
#include <sys/types.h>

/* Of a call that gave this: a signal interrupted it, and it may be made again. */
static inline bool retry_is_due(ssize_t result) { return result < 0 && errno == EINTR; }
/* The same of a function that answers with -errno. Those of sched/io.h do so when Ctrl-C is pending. */
static inline bool retry_is_told(ssize_t answer) { return answer == -EINTR; }
