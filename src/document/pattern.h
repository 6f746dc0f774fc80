/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An expected text as a list of parts: literal text, placeholders, and the two that take any text. */
#pragma once
#include "document/placeholder.h"

typedef enum {
    PART_TEXT,
    PART_PLACEHOLDER, /* of every kind but ANY */
    PART_ANY_OF_LINE, /* <...> */
    PART_ANY,         /* ... with the option ELLIPSIS */
} PartKind;

typedef struct {
    PartKind kind;
    PlaceholderKind placeholder;
    Span name; /* of a placeholder; empty: none */
    Span text; /* as written */
} Part;

typedef struct {
    Part *items;
    size_t count, capacity;
} Pattern;

void pattern_read(Pattern *pattern, Span text, unsigned options);
void pattern_clear(Pattern *pattern);
