/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal: the record of every socket call, in a fixed ring. Records are binary and never change once
 * written; who reads formats (journal_text.h). The socket layer writes them (modules/socket/journal.h); while
 * there is no journal a call costs one pointer test (vm/observe.h).
 *
 * A call that parks is written twice: when it first parks (JOURNAL_WAITS) and when it has ended, both with
 * the same `call`. Calls that have not ended are in the list of their task: journal_peek_waiting. */
#pragma once
#include "base/address.h"
#include "sched/sched.h"

/* The observer's bits of a native's row, beside NATIVE_OBSERVED; without any of them a call is only known as
 * one that may wait (sleep, a lock), and never written. */
enum {
    JOURNAL_CALL = 0x100,     /* written */
    JOURNAL_ADDRESS = 0x200,  /* its first argument behind self is an address */
    JOURNAL_SENDS = 0x400,    /* its first argument is data; the result is how many bytes went, None: all */
    JOURNAL_RECEIVES = 0x800, /* the result is bytes, or how many were put into the first argument */
    JOURNAL_STATE = 0x1000,   /* it may change the socket's state: the kernel's facts are taken after it */
    JOURNAL_SECONDS = 0x4000, /* its first argument is a timeout */
    JOURNAL_MAKES = 0x2000,   /* the result is a socket, or a tuple that begins with one */
    JOURNAL_TO = 0x10000,     /* its second or third argument is an address */
    /* As JOURNAL_SENDS and JOURNAL_RECEIVES, of bytes that another layer carries, TLS: on the wire are
     * others, so they count for nothing. */
    JOURNAL_SENDS_WITHIN = 0x20000,
    JOURNAL_RECEIVES_WITHIN = 0x40000,
    JOURNAL_KEEPS = 0x8000, /* it sends piece by piece: call->keep is how many bytes have gone */
};

typedef enum { JOURNAL_WAITS, JOURNAL_ENDED, JOURNAL_FREED } JournalMoment;

typedef enum {
    JOURNAL_RETURNED,
    JOURNAL_FAILED,      /* with `error`, an errno */
    JOURNAL_TIMED_OUT,   /* by the socket's own timeout */
    JOURNAL_INTERRUPTED, /* by Ctrl-C */
    JOURNAL_RAISED,      /* anything else: `exception` */
} JournalOutcome;

enum { JOURNAL_DATA = 64, JOURNAL_NAME = 24, JOURNAL_NUMBERS = 3 };

typedef struct {
    uint64_t number;      /* 1, 2, ... */
    uint64_t call;        /* the call it belongs to */
    uint64_t socket;      /* the socket's number in this process, which is never used again; 0: none */
    uint64_t made;        /* the socket that it made; 0: none */
    int64_t begun, ended; /* sched_now; ended is 0 while it waits */
    /* clock_now, whatever the program's clock says: it orders the calls of several processes */
    int64_t real_begun, real_ended;
    int64_t waited; /* nanoseconds parked */
    /* the call's row; NULL: the socket was closed because nothing named it any more */
    const NativeSpec *spec;
    uint32_t task; /* its number; 0: the main task */
    int32_t fd;    /* when the call began */
    int32_t made_fd;
    uint8_t moment, outcome; /* JournalMoment, JournalOutcome */
    uint8_t number_count;
    uint8_t has_facts;  /* state and the queues were asked for after the call */
    uint8_t state;      /* KernelState (kernel/kernel.h) */
    uint8_t made_state; /* KernelState of a connection that it made */
    uint8_t is_hidden;  /* its bytes are not shown: their count is */
    uint8_t has_result; /* what it returned is a number, or bytes: `result` is it, or their count */
    int32_t error;      /* errno; 0 */
    uint32_t receive_queue, send_queue; /* bytes; of a listener: connections waiting, and its backlog */
    int64_t result; /* a count, or the number given; of sendall, also one that fails: bytes that have gone */
    /* arguments that are numbers, in their order; a timeout in nanoseconds, -1: None */
    int64_t numbers[JOURNAL_NUMBERS];
    uint64_t sent, received; /* on this socket until now, in bytes, this call's included */
    Address local, peer, argument;
    char exception[JOURNAL_NAME]; /* of JOURNAL_RAISED: the class's name, cut */
    uint64_t meant; /* bytes that the call was to send; of a datagram received: all that it had */
    /* bytes sent or received by this call; for a call that waits or failed: meant to be sent */
    uint64_t data_count;
    uint8_t data[JOURNAL_DATA]; /* the first of them */
} JournalRecord;

/* A call that has begun and not ended. */
typedef struct JournalPending {
    struct JournalPending *outer; /* of the same task: the call within which this one runs */
    const Call *call;             /* borrowed for as long as it is pending */
    int64_t parked_at;            /* when it last parked; 0: it has not */
    bool told;                    /* its JOURNAL_WAITS is written */
    JournalRecord record;         /* what is known so far */
} JournalPending;

typedef struct Journal Journal;

/* A receiving call that leaves the bytes in the queue. */
static inline bool journal_is_peek(const JournalRecord *record) {
    return record->spec && record->spec->flags & JOURNAL_RECEIVES && record->number_count > 1 &&
           record->numbers[1] & MSG_PEEK;
}

/* capacity: records, of about 400 bytes each; past it the oldest go. Sets machine->journal. NULL: the calls
 * are not a machine's but other programs', and are appended as whole records. */
Journal *journal_new(Machine *machine, size_t capacity);
void journal_free(Journal *journal); /* NULL is allowed */
static inline Journal *journal_of(const Machine *machine) { return machine->journal; }

uint64_t journal_socket_number(Journal *journal); /* for a new socket */
uint64_t journal_call_number(Journal *journal);   /* for a call that begins */

/* ---- writing */
JournalPending *journal_begin(Journal *journal, const Call *call); /* on the call's task */
JournalPending *journal_find(const Call *call);                    /* NULL: it began before the journal */
void journal_park(Journal *journal, JournalPending *pending); /* each time; writes JOURNAL_WAITS the first */
void journal_end_take(Journal *journal, JournalPending *pending);  /* writes pending->record and frees it */
void journal_drop_take(Journal *journal, JournalPending *pending); /* ends it unwritten */
uint64_t journal_append(Journal *journal, const JournalRecord *record); /* numbered here; its number */

/* ---- reading */
uint64_t journal_count(const Journal *journal); /* written ever: the newest has this number */
uint64_t journal_lost(const Journal *journal);  /* of these, how many the ring has dropped */
const JournalRecord *journal_peek(const Journal *journal, uint64_t number); /* NULL: lost, or never written */
/* The newest record before `number` (0: of all) that is about this socket and has ended; NULL: none
 * is left. */
const JournalRecord *journal_peek_last(const Journal *journal, uint64_t socket, uint64_t number);
/* The call in which this task is parked now, the innermost; NULL: it is not. */
const JournalPending *journal_peek_waiting(const Task *task);

/* Told of each record as it is written: `--trace`, a watcher, the checker; in the order in which
 * they came. */
typedef void JournalListener(void *context, const JournalRecord *record);
void journal_listen(Journal *journal, JournalListener *listener, void *context);
void journal_unlisten(Journal *journal, JournalListener *listener, void *context);
