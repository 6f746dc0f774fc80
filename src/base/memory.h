/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory: every allocation of the notation goes through here, so that one place counts it.
 *
 * Two kinds. memory_get is for sizes that causette chose (a header, a node): it never returns NULL; when the
 * kernel refuses, the process ends with a message. memory_try is for sizes that come from a program (a list's
 * items, a str's characters): it returns NULL when the budget or the kernel refuses, and the caller raises
 * MemoryError. Small ones (SLAB_BLOCK_MAX) are never refused: they may pass the budget, which
 * memory_over_budget tells and the machine asks at ticks, and when the kernel refuses them, the process ends.
 * The counters are process-wide, as malloc's own are. */
#pragma once
#include "base/slab.h"
#include <stdbool.h>
#include <stddef.h>

/* What memory can refuse: who does not look at the answer loses something in silence, so compilers warn. */
#define CHECKED __attribute__((warn_unused_result))

void *memory_get(size_t size);         /* owned, uninitialised; never NULL */
void *memory_get_zeroed(size_t size);  /* owned, all bytes 0; never NULL */
CHECKED void *memory_try(size_t size); /* owned, or NULL when refused */
/* as memory_try, all bytes 0; large ones cost nothing until touched */
CHECKED void *memory_try_zeroed(size_t size);
CHECKED void *memory_try_array(size_t count, size_t item); /* as memory_try, with an overflow check */
CHECKED void *memory_resize(void *block, size_t size);     /* NULL when refused (block stays valid) */
/* how many bytes of it may be used: at least what was asked for */
size_t memory_capacity(const void *block);
void memory_free(void *block); /* NULL is allowed */
/* The same two for an object of a few bytes whose size is written in the source: in line. */
static inline void *memory_get_small(size_t size) {
    void *block = SLABS_ARE_USED ? slab_get(size) : NULL;
    return __builtin_expect(block != NULL, 1) ? block : memory_get(size);
}
static inline void memory_free_small(void *block) {
    if (SLABS_ARE_USED)
        slab_put(block);
    else
        memory_free(block);
}

/* Grows *items so that it holds at least `needed` items of `item` bytes, by half as much again each time.
 * False when refused; *items and *capacity are then unchanged. */
CHECKED bool memory_grow(void *items_pointer, size_t *capacity, size_t needed, size_t item);

size_t memory_used(void);
bool memory_over_budget(void);
void memory_set_budget(size_t bytes); /* 0: the cgroup's limit or the machine's memory */
/* As many bytes more than what is used or allowed now, until it is closed: an error is told even when memory
 * is at its end. */
void memory_open_reserve(size_t bytes);
void memory_close_reserve(void);
/* While it is passed, memory_try gives what the kernel gives, as for small ones: for what causette itself has
 * to keep, and only for that. The machine minds at its next tick. Gives what was. */
bool memory_pass_budget(bool passes);
void memory_end(void); /* the process, for want of memory, with a message */
