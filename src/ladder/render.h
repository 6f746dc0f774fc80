/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what happened to a file's bytes, in any format. */
#pragma once
#include "journal/chronicle.h"
#include "ladder/format.h"

typedef struct RenderFormat RenderFormat;

const RenderFormat *render_format_named(const char *name); /* "svg"; NULL: there is no such format */
const RenderFormat *render_format_of(const char *path);    /* by its suffix; NULL: not known */
/* only: names of roles, as drawing_make has them; NULL: all. */
void render(Buffer *out, const Chronicle *chronicle, const char *only, const RenderFormat *format,
            const TextStyle *style);
