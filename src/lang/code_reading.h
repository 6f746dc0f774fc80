/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that read an image share. Only they include it. */
#pragma once
#include "base/varint.h"
#include "lang/code.h"

/* Kept by the codes that are made from it. */
typedef struct CodeImage {
    Object object;
    const uint8_t *bytes; /* borrowed, or in the block */
    void *block;          /* owned, or NULL */
    uint32_t size, code_count, string_count;
    Value filename;
    Value strings[]; /* ABSENT: nobody has asked for it */
} CodeImage;

/* The string whose index comes next; ABSENT, and the reader has failed: damaged. */
Value image_peek_string(CodeImage *image, ByteReader *reader);
/* A code of which only the head is made; owned. ABSENT: damaged, or not nested in this parent. */
Value image_make_code(CodeImage *image, uint32_t index, uint32_t parent);

/* Fills in the constants. False: the reader has failed, or memory refused. */
bool constants_read(ByteReader *reader, Code *code);
