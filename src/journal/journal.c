/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ring of records, and the calls that have begun. Record n stands at n modulo the capacity until n +
 * capacity is written over it. */
#include "journal/journal.h"
#include "base/clock.h"
#include "base/memory.h"
#include <string.h>

typedef struct {
    Link link;
    JournalListener *listener;
    void *context;
} Listening;

struct Journal {
    Machine *machine;
    JournalRecord *ring;
    size_t capacity;
    uint64_t count;        /* records ever */
    uint64_t calls;        /* begun ever */
    uint64_t sockets;      /* numbered ever */
    JournalPending *spare; /* ended ones, for the next calls, linked by outer */
    Link listeners;
};

Journal *journal_new(Machine *machine, size_t capacity) {
    Journal *journal = memory_get_zeroed(sizeof *journal);
    journal->ring = memory_get(capacity * sizeof *journal->ring); /* untouched pages cost nothing */
    journal->capacity = capacity;
    journal->machine = machine;
    list_init(&journal->listeners);
    if (machine) machine->journal = journal;
    return journal;
}

static void stop_listening(Listening *listening) {
    link_remove(&listening->link);
    memory_free(listening);
}

static void free_all(JournalPending *pending) {
    while (pending) {
        JournalPending *outer = pending->outer;
        memory_free(pending);
        pending = outer;
    }
}

/* The calls of a machine that have not ended. */
static void drop_pending(Machine *machine) {
    for (Link *link = machine->tasks.next; link != &machine->tasks; link = link->next) {
        Task *task = CONTAINER_OF(link, Task, all_link);
        free_all(task->pending);
        task->pending = NULL;
    }
    machine->journal = NULL;
}

void journal_free(Journal *journal) {
    if (!journal) return;
    if (journal->machine) drop_pending(journal->machine);
    free_all(journal->spare);
    while (!list_is_empty(&journal->listeners))
        stop_listening(CONTAINER_OF(journal->listeners.next, Listening, link));
    memory_free(journal->ring);
    memory_free(journal);
}

uint64_t journal_socket_number(Journal *journal) { return ++journal->sockets; }
uint64_t journal_call_number(Journal *journal) { return ++journal->calls; }

void journal_listen(Journal *journal, JournalListener *listener, void *context) {
    Listening *listening = memory_get(sizeof *listening);
    *listening = (Listening){ .listener = listener, .context = context };
    list_append(&journal->listeners, &listening->link);
}

void journal_unlisten(Journal *journal, JournalListener *listener, void *context) {
    for (Link *link = journal->listeners.next; link != &journal->listeners; link = link->next) {
        Listening *listening = CONTAINER_OF(link, Listening, link);
        if (listening->listener != listener || listening->context != context) continue;
        stop_listening(listening);
        return;
    }
}

/* ---- writing */

uint64_t journal_append(Journal *journal, const JournalRecord *record) {
    JournalRecord *place = &journal->ring[++journal->count % journal->capacity];
    *place = *record;
    place->number = journal->count;
    for (Link *link = journal->listeners.next; link != &journal->listeners; link = link->next) {
        Listening *listening = CONTAINER_OF(link, Listening, link);
        listening->listener(listening->context, place);
    }
    return journal->count;
}

JournalPending *journal_begin(Journal *journal, const Call *call) {
    JournalPending *pending = journal->spare;
    if (pending)
        journal->spare = pending->outer;
    else
        pending = memory_get(sizeof *pending);
    memset(pending, 0, offsetof(JournalPending, record.data));
    Task *task = call->task;
    pending->outer = task->pending;
    task->pending = pending;
    pending->call = call;
    JournalRecord *record = &pending->record;
    record->call = journal_call_number(journal);
    record->begun = sched_now(journal->machine->sched);
    record->real_begun = clock_now();
    record->spec = call->spec;
    record->task = task == journal->machine->main ? 0 : task->number;
    record->fd = record->made_fd = -1;
    return pending;
}

JournalPending *journal_find(const Call *call) {
    for (JournalPending *pending = call->task->pending; pending; pending = pending->outer) {
        if (pending->call == call) return pending;
    }
    return NULL;
}

/* How long it has waited since it last parked. */
static void add_wait(JournalPending *pending, int64_t now) {
    if (pending->parked_at) pending->record.waited += now - pending->parked_at;
}

void journal_park(Journal *journal, JournalPending *pending) {
    int64_t now = sched_now(journal->machine->sched);
    add_wait(pending, now);
    pending->parked_at = now;
    if (pending->told || !(pending->record.spec->flags & JOURNAL_CALL)) return;
    pending->told = true;
    pending->record.moment = JOURNAL_WAITS;
    journal_append(journal, &pending->record);
}

static void unlink_take(Journal *journal, JournalPending *pending) {
    JournalPending **link = (JournalPending **)&pending->call->task->pending;
    while (*link != pending) link = &(*link)->outer;
    *link = pending->outer;
    pending->outer = journal->spare;
    journal->spare = pending;
}

void journal_end_take(Journal *journal, JournalPending *pending) {
    JournalRecord *record = &pending->record;
    record->moment = JOURNAL_ENDED;
    record->ended = sched_now(journal->machine->sched);
    record->real_ended = clock_now();
    add_wait(pending, record->ended);
    journal_append(journal, record);
    unlink_take(journal, pending);
}

void journal_drop_take(Journal *journal, JournalPending *pending) { unlink_take(journal, pending); }

/* ---- reading */

uint64_t journal_count(const Journal *journal) { return journal->count; }

uint64_t journal_lost(const Journal *journal) {
    return journal->count > journal->capacity ? journal->count - journal->capacity : 0;
}

const JournalRecord *journal_peek(const Journal *journal, uint64_t number) {
    if (number <= journal_lost(journal) || number > journal->count) return NULL;
    return &journal->ring[number % journal->capacity];
}

const JournalRecord *journal_peek_last(const Journal *journal, uint64_t socket, uint64_t number) {
    uint64_t at = number ? number - 1 : journal->count;
    for (const JournalRecord *record; (record = journal_peek(journal, at)); at--) {
        if (record->socket == socket && record->moment != JOURNAL_WAITS) return record;
    }
    return NULL;
}

const JournalPending *journal_peek_waiting(const Task *task) {
    const JournalPending *pending = task->pending;
    return pending && pending->parked_at && task->state == TASK_PARKED ? pending : NULL;
}
