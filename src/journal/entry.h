/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record that travels: what a process tells another of one of its calls, as one JSON object. The agent of a
 * dialogue tells it the checker, a shell its watchers, and a drawing keeps it in a file.
 *
 * Who reads trusts nothing: the writer may have crashed within an entry, be of another version, or lie. Keys
 * that are not known are skipped; an entry that lacks what must be there, or has it in another form, is
 * refused as a whole. Texts are bounded, and are whatever the writer says: who shows them escapes them.
 *
 *     {"call":7,"moment":"ended","name":"recv","task":0,"socket":2,"fd":4,"begun":N,"ended":N,
 *      "real_begun":N,"real_ended":N,"waited":N,"local":"127.0.0.1:3000","peer":"127.0.0.1:45422",
 *      "shown":"recv(7)","outcome":"returned","gave":"b'Bonjour'","state":"ESTABLISHED","receive_queue":1,
 *      "received":7,"count":7,"data":"Bonjour","text":"recv(fd 4 ..., 7) = 7 b'Bonjour'"}
 *
 * moment: "waits", "ended", "freed"; outcome: "returned", "failed", "timed out", "interrupted", "raised".
 * "sent" or "received" is all that the socket has moved that way, the call's own `count` included. Keys that
 * would hold nothing are left out; there must be call, moment, name, begun, real_begun, and of what has ended
 * also ended, real_ended, outcome. */
#pragma once
#include "base/json.h"
#include "journal/journal.h"
#include "kernel/kernel.h"

enum { ENTRY_TEXT = 512 }; /* bytes of any text that are kept */

typedef enum { ENTRY_DATA_NONE, ENTRY_DATA_SENT, ENTRY_DATA_RECEIVED } EntryData;

typedef struct {
    uint64_t call; /* within its process: JOURNAL_WAITS and JOURNAL_ENDED of one call share it */
    JournalMoment moment;
    JournalOutcome outcome;       /* of JOURNAL_ENDED */
    uint32_t task;                /* 0: the main task */
    uint64_t socket, made;        /* numbers within its process; 0: none */
    int32_t fd, made_fd;          /* -1: none */
    int64_t begun, ended, waited; /* by the program's clock, which a dialogue may set; nanoseconds */
    /* CLOCK_MONOTONIC: the same for all processes of a machine; nanoseconds */
    int64_t real_begun, real_ended;
    bool has_facts;
    KernelState state; /* after the call; KERNEL_STATE_UNKNOWN where it was not asked for */
    uint32_t receive_queue, send_queue;
    KernelState made_state; /* of a connection that it made; KERNEL_STATE_UNKNOWN */
    EntryData direction;    /* whether the call moves bytes, and which way; a recv with MSG_PEEK does not */
    /* how many: 0 for a call that waits; of one that failed those that a sendall had sent before */
    uint64_t count;
    /* of the first of them, in all that this socket has moved that way; of a send that waits, of the first
     * that it will send */
    uint64_t offset;
    uint8_t data[JOURNAL_DATA]; /* the first of them */
    size_t data_count;          /* how many of them are kept here */
    Address local, peer, argument;
    /* Owned texts, never NULL, at most ENTRY_TEXT bytes: */
    char *name;  /* "accept" */
    char *shown; /* the call with its arguments, without its socket: "connect(127.0.0.1:3000)" */
    char *gave;  /* what came of it: "fd 4", "7", "b'Bonjour'", "ECONNREFUSED"; "": None, or nothing yet */
    char *text;  /* the whole line of journal_append_text */
} Entry;

/* as an object; json.h sets the comma before it */
void entry_append(Buffer *out, const JournalRecord *record);
void entry_append_again(Buffer *out, const Entry *entry); /* the same of one that was read */
/* Behind the object's opening bracket; reads up to its closing one. False: refused, *entry is empty; where
 * reader->failed is not set the object was read to its end and the next value can be. */
bool entry_read(JsonReader *reader, Entry *entry);
void entry_clear(Entry *entry);
