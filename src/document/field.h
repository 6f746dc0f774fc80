/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields below Sphinx's directive `.. doctest::`, which are for all turns of its block: `:options:
 * +ELLIPSIS`, `:pyversion: >= 3.8`, `:hide:`. A condition, `:skipif:`, is not evaluated. See
 * "sphinx.ext.doctest" in Sphinx's manual. */
#pragma once
#include "document/mark.h"

typedef struct {
    unsigned set, cleared; /* options */
    bool is_hidden;
} BlockOptions;

bool field_begins(Span content); /* `:NAME:` */
void field_read(BlockOptions *block, Span content, int line, SpanStore *store, Problems *problems);
