/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `<int>`, `<port>`, `<float>`, `<hex>`, `<...>` in expected output; with a name, as in `<port:A>`, the same
 * text wherever it stands. A placeholder takes as many characters as are of its kind, never fewer, so there
 * is one way to match and no going back; `<...>` takes the fewest of its line that let the rest match. */
#pragma once
#include "base/span.h"

typedef enum {
    PLACEHOLDER_INT,
    PLACEHOLDER_PORT,
    PLACEHOLDER_FLOAT,
    PLACEHOLDER_HEX,
    PLACEHOLDER_ANY
} PlaceholderKind;

typedef struct {
    PlaceholderKind kind;
    Span name; /* empty: none */
    Span all;  /* as written */
} Placeholder;

typedef enum { PLACEHOLDER_ABSENT, PLACEHOLDER_FOUND, PLACEHOLDER_BROKEN } PlaceholderRead;

/* What text begins with. BROKEN: it begins like one, `<port:`, but does not go on as one. */
PlaceholderRead placeholder_read(Span text, Placeholder *placeholder);

/* How many bytes at the start of text are of this kind (not ANY); 0: none. */
size_t placeholder_match(PlaceholderKind kind, Span text);
