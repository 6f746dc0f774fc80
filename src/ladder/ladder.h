/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the rows of a ladder from calls and packets. Things are added in any order; a flush makes the rows of
 * all that happened before a moment, in the order of the machine's clock, and each row is final once made: a
 * live picture and one drawn afterwards are the same.
 *
 * A send is joined with the recv that took its bytes by the connection's two addresses and the bytes'
 * offsets. A packet belongs to the roles whose sockets have its addresses. What cannot be told is left out or
 * stands in the column "elsewhere"; nothing is guessed. */
#pragma once
#include "journal/chronicle.h"
#include "ladder/row.h"

typedef struct Ladder Ladder;
typedef void LadderSink(void *context, const Row *row); /* borrowed until it returns */

Ladder *ladder_new(LadderSink *sink, void *context); /* owned, never NULL */
void ladder_free(Ladder *ladder);
size_t ladder_add_role(Ladder *ladder, const char *name); /* its column; the name is made printable */
void ladder_name_role(Ladder *ladder, size_t role, const char *name); /* from now on */
/* Its process has ended: what still waits ends then, and its sockets are closed. Another one may take its
 * place, with numbers of calls and sockets that the first one did not have. */
void ladder_end_role(Ladder *ladder, size_t role, int64_t at);
void ladder_add_call(Ladder *ladder, size_t role, const Entry *entry);
void ladder_add_socket(Ladder *ladder, const ChronicleSocket *socket); /* before its packets are drawn */
void ladder_add_packet(Ladder *ladder, const Packet *packet);
/* entries that role could not tell */
void ladder_add_lost(Ladder *ladder, size_t role, uint64_t count, int64_t at);
/* Rows of all that happened before this moment (CLOCK_MONOTONIC, nanoseconds; INT64_MAX: of everything). */
void ladder_flush(Ladder *ladder, int64_t until);
/* Columns, "elsewhere" included once a packet has needed it; borrowed until the next call. */
size_t ladder_roles(const Ladder *ladder, const char *const **names);

/* All of a chronicle as one picture. */
typedef struct {
    Ladder *ladder;
    Row *rows; /* with texts of their own */
    size_t count, capacity;
    size_t *numbers; /* of the rows as they were told: theirs here, or NO_ROW */
    size_t told, number_capacity;
    bool *wanted; /* by role of the chronicle; NULL: all are */
    size_t wanted_count;
    Picture picture;
} Drawing;

/* only: the names of the roles to draw, with commas between them; NULL: all of them. */
void drawing_make(Drawing *drawing, const Chronicle *chronicle, const char *only);
void drawing_clear(Drawing *drawing);
/* The data arrows, in the order of the rows, for the JSON form: ,"arrows":[{"from":call index in
 * chronicle.calls,"to":..., "offset":N,"count":N}] */
void drawing_append_arrows(Buffer *out, const Drawing *drawing);
