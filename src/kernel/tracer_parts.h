/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the tracer share. */
#pragma once
#include "kernel/tracer.h"

enum { TRACER_BUCKETS = 1024 };

typedef struct TracerThread {
    struct TracerThread *next; /* of its bucket */
    pid_t id, process;
    bool wants_end; /* of the call that it has begun */
    TracedCall call;
    void *data; /* what the plan has for it */
} TracerThread;

struct Tracer {
    const TracerPlan *plan;
    TracerThread *buckets[TRACER_BUCKETS]; /* by id */
    size_t thread_count;
    pid_t first;
    bool has_filter; /* of what was launched */
    bool has_ended;
    int status;
};

TracerThread *tracer_find(Tracer *tracer, pid_t id); /* NULL: it is not followed */
/* From now on it is, and the plan is told. parent: 0: none. */
TracerThread *tracer_start(Tracer *tracer, pid_t id, pid_t process, pid_t parent);
