/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks of up to SLAB_BLOCK_MAX bytes, cut from aligned slabs of one block size each.
 *
 * A slab is found by masking a block's address, so a free block needs no header, and the counting is done by whole
 * slabs. Blocks lie on multiples of 16. memory.c is the only user; sanitizers need every block to be malloc's own,
 * so they leave this out. */
#pragma once
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

void *slab_get(size_t size); /* 1 to SLAB_BLOCK_MAX bytes; NULL when the kernel refuses */
void slab_put(void *block);
size_t slab_block_size(const void *block); /* what may be used of it */
size_t slab_bytes(void);                   /* in slabs that hold at least one block */
