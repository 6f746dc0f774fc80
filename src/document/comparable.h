/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text as it is compared: what must not count is taken out of it, as doctest does, from what is expected
 * and what is shown alike. Blank lines are empty ones, the frames of a traceback are left out, tabs are
 * expanded; where one of the two escapes characters, both do. Every place in it knows where it was in the
 * text it was made of, for reports. */
#pragma once
#include "document/mark.h"

typedef struct {
    size_t at;           /* in the comparable text */
    size_t line, column; /* in the text it was made of, from 0; column in bytes */
} ComparablePlace;

typedef struct {
    Buffer text;
    ComparablePlace *places; /* where each piece came from, in order */
    size_t count, capacity;
} Comparable;

/* beside: the text it is compared with. Of what is shown, ^C is taken off when that has one too, and a
 * SyntaxError of the prompt gets the header that doctest's documents give it. */
void comparable_make(Comparable *comparable, Span text, unsigned options, bool is_expected, Span beside);
/* Where one of two texts has a backslash and one more than ASCII, '\u0394' may stand for what shows 'Δ':
 * both are then compared with all beyond ASCII escaped. */
bool comparable_is_folded(Span text, Span beside);
void comparable_fold(Buffer *out, Span text);
void comparable_clear(Comparable *comparable);
ComparablePlace comparable_place(const Comparable *comparable, size_t at);

/* Whether a line is a traceback's header, and how many lines below it are its frames; 0: none, or it never
 * ends. */
bool traceback_begins(Span line);
size_t traceback_frames(Span below);
bool traceback_is_first(Span text); /* its first line is a header, but for a ^C */
/* Where the last traceback of text begins; text.count: there is none. */
size_t traceback_last(Span text);
