/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does what a role showed match what the document expects? As doctest compares, with placeholders beside; a
 * text always matches itself. What is shown last needs no newline: the prompt stands behind it, which no
 * document can write. Other than doctest, shown tabs are expanded as those of the document are.
 *
 * The work is bounded: there is no going back but for the places where `...` and `<...>` may end, and these
 * are counted. */
#pragma once
#include "document/mark.h"

/* What the named placeholders of a document stand for. */
typedef struct {
    struct Binding *items;
    size_t count, capacity;
    SpanStore store;
} Bindings;

typedef struct {
    bool is_same;
    bool is_too_costly; /* given up; is_same is false */
    /* The first place where they differ, from 0; a column in bytes. */
    size_t expected_line, expected_column;
    size_t shown_line, shown_column;
} MatchResult;

/* expected: lines each ended by \n, of a Turn. What a match binds is kept in *bindings. */
MatchResult match(Span expected, Span shown, unsigned options, Bindings *bindings);
/* The same, with nothing bound: for a single line, without its \n. */
bool match_line(Span expected, Span shown, unsigned options, const Bindings *bindings);
Span bindings_name(const Bindings *bindings, Span value); /* that stands for this text; empty: none does */
void bindings_clear(Bindings *bindings);
