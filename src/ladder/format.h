/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats of a picture. Each appends a whole file to *out. */
#pragma once
#include "base/buffer.h"
#include "ladder/row.h"

/* Lines of text, for a terminal or a document. Where `columns` are too few for all roles side by side, the
 * rows are told one by one: "server  accept() = fd 4". */
typedef struct {
    size_t columns; /* of the terminal or page, at least 20 */
    bool ascii;
    bool has_color; /* dim packets, bold bars */
} TextStyle;

void text_append(Buffer *out, const Picture *picture, const TextStyle *style);

/* The same row by row, for a ladder that grows. */
typedef struct TextLadder TextLadder;
TextLadder *text_ladder_new(const TextStyle *style); /* owned */
/* the names; again when they change */
void text_ladder_head(TextLadder *text, Buffer *out, const char *const *roles, size_t count);
void text_ladder_row(TextLadder *text, Buffer *out, const Row *row); /* one or more whole lines */
void text_ladder_resize(TextLadder *text, size_t columns);           /* a head must follow */
void text_ladder_free(TextLadder *text);

void svg_append(Buffer *out, const Picture *picture);
void mermaid_append(Buffer *out, const Picture *picture);
