/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A piece of text that something else owns, and a store that owns such pieces until all of them go at once.
 *
 * A document is read into thousands of small texts that live exactly as long as it does; so nobody frees
 * one. What is stored must be bounded: memory that the kernel refuses ends the process here. */
#pragma once
#include "base/buffer.h"

typedef struct {
    const char *bytes; /* not NUL-terminated, unless it was stored */
    size_t count;
} Span;

#define SPAN(literal) ((Span){ "" literal, sizeof(literal) - 1 })

bool span_equals(Span a, Span b);
bool span_starts(Span text, Span start);
bool span_ends(Span text, Span end);
Span span_from(Span text, size_t at);
Span span_trim(Span text); /* no blanks (spaces, tabs) at either end */
Span span_trim_end(Span text);
size_t span_indent(Span text); /* how many spaces it begins with */
/* Takes the next line off *rest, without its \n; false at the end. */
bool span_next_line(Span *rest, Span *line);
/* `text` with its tabs expanded to columns of eight, appended. */
void span_append_expanded(Buffer *out, Span text);

typedef struct {
    char **blocks;
    size_t count, capacity;
} SpanStore;

Span span_store(SpanStore *store, Span text); /* a copy, NUL-terminated; borrowed from the store */
void span_store_clear(SpanStore *store);

/* Appends text with what a terminal would obey, and bytes that are no characters, escaped. */
void span_append_printable(Buffer *out, Span text);
