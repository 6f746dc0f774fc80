/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a ladder: what every format draws, one below the other. All texts are one line of printable
 * UTF-8 and bounded, so a format escapes only what its own markup needs. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ROW_TEXT = 160 }; /* columns of a terminal that a label has at most */
#define NO_ROW SIZE_MAX

typedef enum {
    ROW_CALL,   /* a call that came back before anything else happened: "send(b'hi') = 2" */
    ROW_BEGIN,  /* a call that waits, or during which something else is drawn: "accept()" */
    ROW_RETURN, /* its end: "accept() = fd 4", "recv(7) = b'Bonjour'", "connect(...) = ECONNREFUSED" */
    ROW_DATA,   /* an arrow: bytes of a send, which the receiving call right below takes: "b'Bonjour'" */
    ROW_PACKET, /* an arrow: one packet, "SYN", "PSH ACK, 7 bytes" */
    ROW_TIME,   /* time has gone on: "1 h later" */
    ROW_LOST,   /* something is missing here: "12 calls were not told" */
} RowKind;

typedef struct {
    RowKind kind;
    size_t number; /* of the row, from 0 */
    /* columns; other: of an arrow, where it arrives (it may be the same). ROW_TIME: 0, all columns */
    size_t role, other;
    /* ROW_RETURN: its ROW_BEGIN; ROW_DATA: the row of the send (its BEGIN, or its CALL); else NO_ROW */
    size_t origin;
    /* ROW_BEGIN: the call waits for somebody, so its role has a bar from here to its ROW_RETURN, which has it
     * too */
    bool blocks;
    bool failed; /* ROW_CALL, ROW_RETURN: it raised */
    int64_t at;  /* nanoseconds since the ladder's first row, by the programs' clock */
    /* the number of the call or packet that it is drawn from, in the order of adding, from 0; ROW_DATA: of
     * the receiving call */
    size_t source;
    uint64_t bytes;   /* ROW_DATA, ROW_PACKET */
    uint64_t offset;  /* ROW_DATA: of the first of them, in all that goes this way over the connection */
    const char *text; /* the label */
    /* TCP's state after the call, where it is another than this socket's last one shown; "" */
    const char *state;
    const char *detail; /* the whole record; "" */
} Row;

/* A finished ladder. Everything is borrowed. */
typedef struct {
    const char *title;
    const char *const *roles; /* names of the columns, printable */
    size_t role_count;
    const Row *rows;
    size_t count;
} Picture;
