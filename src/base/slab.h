/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks of up to SLAB_BLOCK_MAX bytes, cut from aligned slabs of one block size each.
 *
 * A slab is found by masking a block's address, so a free block needs no header, and the counting is done by
 * whole slabs. Blocks lie on multiples of 16. Only memory.h and memory.c use it; sanitizers need every block
 * to be malloc's own, so they leave this out. */
#pragma once
#include "base/list.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SLAB_SIZE 16384
#define SLAB_BLOCK_MAX 512
#define SLAB_CLASSES (SLAB_BLOCK_MAX / 16 + 1)

#if defined(__has_feature)
#define SLAB_FEATURE(name) __has_feature(name)
#else
#define SLAB_FEATURE(name) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || SLAB_FEATURE(address_sanitizer) || defined(PLAIN_MALLOC)
enum { SLABS_ARE_USED = false };
#else
enum { SLABS_ARE_USED = true };
#endif

/* What slab.c knows of one; here for the two quick ways, which are in line. */
typedef struct {
    Link link;
    void *free;     /* chain of blocks that were put back */
    uint32_t fresh; /* offset of the first byte that was never handed out */
    uint32_t live;
    uint32_t block;
    bool is_full;
} Slab;

extern Slab *slab_current[SLAB_CLASSES]; /* by size, in steps of 16 bytes */
void *slab_get_slowly(size_t class);
void slab_has_room(Slab *slab);

/* 1 to SLAB_BLOCK_MAX bytes; NULL when the kernel refuses */
static inline void *slab_get(size_t size) {
    size_t class = (size + 15) / 16;
    Slab *slab = slab_current[class];
    void *block = slab->free;
    if (__builtin_expect(!block, 0)) return slab_get_slowly(class);
    slab->free = *(void **)block;
    slab->live++;
    return block;
}

static inline void slab_put(void *block) {
    Slab *slab = (Slab *)((uintptr_t)block & ~(uintptr_t)(SLAB_SIZE - 1));
    *(void **)block = slab->free;
    slab->free = block;
    if (__builtin_expect(--slab->live == 0 || slab->is_full, 0)) slab_has_room(slab);
}

size_t slab_block_size(const void *block); /* what may be used of it */
size_t slab_bytes(void);                   /* in slabs that hold at least one block */
