/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of marks and settings: NAME or NAME=VALUE, between blanks or commas. */
#pragma once
#include "document/problem.h"

typedef struct {
    Span name, value; /* value: unquoted */
    Span all;         /* as written */
    bool has_value, is_quoted;
} Word;

/* Takes the next word off *rest. False: there is none, or its quotes do not close (*rest is then empty, and
 * *problems has one more). A # ends the words where stops_at_hash says so. */
bool word_next(Span *rest, Word *word, bool stops_at_hash, int line, SpanStore *store, Problems *problems);

/* The word's value as a number of seconds above 0 or a whole number up to `most`; false: a problem was
 * added. */
bool word_seconds(const Word *word, double *seconds, int line, Problems *problems);
bool word_number(const Word *word, int most, int *number, int line, Problems *problems);
