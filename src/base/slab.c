/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A slab is in one of four places: current for its size (blocks come from it), in its size's list because it
 * has room, full (in no list, found again when a block of it is put back), or empty (on a stack for any size,
 * its pages given back to the kernel once there are many). Slabs come from mappings of SLABS_A_MAPPING of
 * them, which stay. */
#include "base/slab.h"
#include <sys/mman.h>

enum { SLABS_A_MAPPING = 64, KEPT_EMPTY = 64 };

static Slab no_slab = { .fresh = SLAB_SIZE };
Slab *slab_current[SLAB_CLASSES] = { [0 ... SLAB_CLASSES - 1] = &no_slab };
static Link with_room[SLAB_CLASSES];
static Link empty = { &empty, &empty };
static size_t empty_count, bytes;
static char *fresh, *fresh_end; /* what the newest mapping still has */

static Slab *slab_of(const void *block) { return (Slab *)((uintptr_t)block & ~(uintptr_t)(SLAB_SIZE - 1)); }

size_t slab_block_size(const void *block) { return slab_of(block)->block; }
size_t slab_bytes(void) { return bytes; }

static void add_empty(Slab *slab) {
    link_remove(&slab->link);
    list_append(&empty, &slab->link);
    if (++empty_count > KEPT_EMPTY) {
        char *second_page = (char *)slab + 4096; /* the first holds the link */
        madvise(second_page, SLAB_SIZE - 4096, MADV_DONTNEED);
    }
}

/* The next slab of the newest mapping; its pages are touched when blocks of it are. */
static Slab *map_slab(void) {
    if (fresh == fresh_end) {
        size_t size = (size_t)SLABS_A_MAPPING * SLAB_SIZE;
        char *start = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (start == MAP_FAILED) return NULL;
        uintptr_t mask = SLAB_SIZE - 1;
        fresh = start + (-(uintptr_t)start & mask);
        fresh_end = start + size - ((uintptr_t)(start + size) & mask);
    }
    Slab *slab = (Slab *)(void *)fresh;
    fresh += SLAB_SIZE;
    return slab;
}

static Slab *take_empty(void) {
    empty_count--;
    return CONTAINER_OF(list_pop(&empty), Slab, link);
}

static Slab *slab_new(size_t class) {
    Slab *slab = list_is_empty(&empty) ? map_slab() : take_empty();
    if (!slab) return NULL;
    bytes += SLAB_SIZE;
    *slab = (Slab){ .block = (uint32_t) class * 16, .fresh = (sizeof(Slab) + 15) & ~15u };
    return slab;
}

void *slab_get_slowly(size_t class) {
    Slab *slab = slab_current[class];
    if (slab->fresh + class * 16 > SLAB_SIZE) {
        if (!with_room[class].next) list_init(&with_room[class]);
        Link *link = list_pop(&with_room[class]);
        Slab *next = link ? CONTAINER_OF(link, Slab, link) : slab_new(class);
        if (!next) return NULL;
        slab->is_full = true;
        slab_current[class] = slab = next;
    }
    slab->live++;
    void *block = slab->free;
    if (block) {
        slab->free = *(void **)block;
        return block;
    }
    block = (char *)slab + slab->fresh;
    slab->fresh += (uint32_t) class * 16;
    return block;
}

void slab_has_room(Slab *slab) {
    size_t class = slab->block / 16;
    if (slab == slab_current[class]) return;
    if (slab->live == 0) {
        bytes -= SLAB_SIZE;
        add_empty(slab);
        return;
    }
    slab->is_full = false;
    list_append(&with_room[class], &slab->link);
}
