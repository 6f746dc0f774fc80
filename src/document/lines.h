/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document's bytes as lines. Line ends are \n, \r\n and \r; a byte order mark is no text; tabs are
 * expanded to columns of eight before anything is compared, as doctest does; what is typed keeps its own.
 * Each line knows where its bytes are in the document, so that an update touches no others. */
#pragma once
#include "document/problem.h"

enum { DOCUMENT_LIMIT = 16 * 1024 * 1024 };

typedef struct {
    size_t start, end; /* its bytes, without the line end */
    size_t next;       /* where the next line starts */
    Span text;         /* tabs expanded, without the line end; borrowed from Lines */
    size_t indent;     /* spaces at its start */
    size_t expanded_at;
} Line;

typedef struct {
    Span bytes; /* the whole document; borrowed, must outlive this */
    Line *items;
    size_t count, capacity;
    Buffer expanded; /* of those lines that have tabs */
} Lines;

/* False: these are no lines of text (*problems says why), and *lines is empty. */
bool lines_read(Lines *lines, Span bytes, Problems *problems);
void lines_clear(Lines *lines);
static inline bool line_is_blank(const Line *line) { return line->indent == line->text.count; }
static inline Span line_content(const Line *line) { return span_from(line->text, line->indent); }
