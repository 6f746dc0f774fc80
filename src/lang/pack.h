/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pack: images of code (code_image.h) under the dotted names of their modules, in one piece of read-only
 * bytes, for instance a mapped file. Nothing is read but the header, and what is looked for.
 *
 *     8 bytes    "causette"
 *     u64        code_digest of the compiler that made it
 *     u64        how long the pack is
 *     u32        how many modules
 *     rows       one a module, in the order of their names: u32 each, where its name is, where what
 *                tracebacks call its file, where its image, how long that is there, whether it is a package
 *                (1) and deflated (2); then u64, a checksum of what is there
 *     texts      ended by a NUL each
 *     images     one that is deflated: u32, how long it is itself, and what zlib makes of it
 *
 * A byte that has changed since is seen: in the header and the rows because what they say is checked, in an
 * image by its checksum. */
#pragma once
#include "lang/code.h"

typedef struct {
    const uint8_t *bytes; /* borrowed */
    size_t size;
    uint32_t count;
} Pack;

typedef struct {
    const char *name; /* dotted; NULL: no such module */
    const char *file; /* what tracebacks call it, or the end of that: below the folder of the library */
    const uint8_t *image;
    size_t size;
    bool is_package, is_deflated;
    uint64_t checksum;
} PackEntry;

/* NULL: opened; otherwise why these bytes are no pack for this build. */
const char *pack_open(Pack *pack, const void *bytes, size_t count);
PackEntry pack_find(const Pack *pack, const char *name);
PackEntry pack_peek(const Pack *pack,
                    uint32_t index); /* in the order of names; a damaged row: no such module */
/* The code of a module, as code_read gives it. */
Code *pack_read(const PackEntry *entry, Value filename, const char **problem);

/* ---- making one */

typedef struct {
    char *name, *file; /* owned */
    Buffer image;
    bool is_package;
} PackModule;

void pack_write(PackModule *modules, size_t count, bool deflates, Buffer *out); /* sorts them */
