/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a document: one sentence a place, that says what to do. All of a document's problems are
 * collected, so that its author mends them in one go; past PROBLEM_LIMIT they are only counted. */
#pragma once
#include "base/span.h"
#include "base/text.h"

enum { PROBLEM_LIMIT = 20, PROBLEM_EXCERPT = 60 };

typedef struct {
    int line;  /* of the document, from 1 */
    Span text; /* printable: what the document held is escaped */
} Problem;

typedef struct {
    Problem *items;
    size_t count, capacity;
    size_t left_out; /* past the limit */
    SpanStore texts;
} Problems;

/* For %.*s: a text of a document, not more of it than a message can hold. */
#define EXCERPT(span) (int)text_cut((span).bytes, (span).count, PROBLEM_EXCERPT), (span).bytes

void problems_add(Problems *problems, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void problems_sort(Problems *problems); /* by line; those of a line stay in order */
void problems_clear(Problems *problems);
