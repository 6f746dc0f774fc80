/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the calls of traced programs to records of the journal, as if they had been made at a prompt. */
#pragma once
#include "base/list.h"
#include "kernel/kernel.h"
#include "kernel/tracer.h"
#include "trace/calls.h"
#include "trace/place.h"
#include "trace/processes.h"

/* A call that has begun and not ended. */
typedef struct {
    const TracedSpec *spec; /* NULL: there is none */
    TracedCall call;
    bool has_place;
    Place place;            /* where it stands in the source */
    JournalPending pending; /* its `call` is NULL: it is another program's */
} TracedBegun;

typedef struct {
    Link link; /* of the recorder's */
    pid_t id;
    TracedProcess *process;
    TracedBegun now;
    /* What a signal has interrupted. The kernel makes it again, or it has failed with EINTR: the thread's
     * next call tells, once the signal's handler, which may make calls of its own, has ended. */
    TracedBegun interrupted;
    bool handler_has_ended;
} TracedThread;

typedef struct Recorder Recorder;

/* Who listens is told while the thread stands still. */
typedef struct {
    void (*stirred)(void *context); /* some thread does something */
    void (*begun)(void *context, TracedThread *thread);
    /* Its record has been appended. thread->now is still there. */
    void (*ended)(void *context, const TracedThread *thread, const JournalRecord *record);
    void (*signalled)(void *context, const TracedThread *thread, int number);
    void *context;
} RecorderListener;

/* hides: the bytes of no call are kept. listener: borrowed. */
Recorder *recorder_new(const RecorderListener *listener, bool hides);
void recorder_free(Recorder *recorder);                  /* NULL is allowed */
void recorder_plan(Recorder *recorder, TracerPlan *out); /* events, context and calls */
Journal *recorder_journal(const Recorder *recorder);
Link *recorder_threads(Recorder *recorder); /* of TracedThread.link */
/* What the kernel has of the socket of the call that the thread is in; false: none, or not known. */
bool recorder_read_socket(const TracedThread *thread, KernelSocket *out);
