/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small blocks come from slabs, which lie on multiples of 16. Large ones come from malloc with their size in
 * the word before, which puts them 8 bytes off such a multiple: so a block's address alone tells which kind
 * it is, and both are counted exactly. Blocks are therefore aligned to 8 bytes, no more.
 *
 * The budget is asked for when use first passes ASK_AT: most programs never read the cgroup's files. */
#include "base/memory.h"
#include "base/slab.h"
#include "base/switches.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HEADER = 8 };
#define ASK_AT ((size_t)64 << 20)

static size_t large_bytes;
static size_t budget = ASK_AT;
static bool budget_is_known;
static size_t reserve; /* beyond the budget, for telling of an error */
static bool budget_is_passed;

static bool is_large(const void *block) { return (uintptr_t)block & HEADER; }
static size_t *header_of(void *block) { return (size_t *)(void *)((char *)block - HEADER); }

size_t memory_used(void) { return large_bytes + slab_bytes(); }

/* A number in a file of the kernel's; SIZE_MAX when there is none, or it is the word `max`. */
static size_t number_in(const char *path) {
    FILE *file = fopen(path, "re");
    if (!file) return SIZE_MAX;
    unsigned long long number;
    bool is_number = fscanf(file, "%llu", &number) == 1;
    fclose(file);
    return is_number ? (size_t)number : SIZE_MAX;
}

/* The limit of this process's control group and of those above it that are visible: version 2 has one line
 * `0::PATH`, version 1 one with `memory` among its controllers (cgroups(7)). */
static size_t limit_in_group(const char *root, char *group, const char *file) {
    size_t least = SIZE_MAX;
    for (;;) {
        char path[512];
        snprintf(path, sizeof path, "%s%s/%s", root, group, file);
        size_t limit = number_in(path);
        if (limit < least) least = limit;
        char *slash = strrchr(group, '/');
        if (!slash) return least;
        *slash = '\0';
    }
}

static size_t group_limit(void) {
    FILE *file = fopen("/proc/self/cgroup", "re");
    if (!file) return SIZE_MAX;
    size_t least = SIZE_MAX;
    char line[256];
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        char *controllers = strchr(line, ':');
        char *group = controllers ? strchr(controllers + 1, ':') : NULL;
        if (!group) continue;
        *group++ = '\0';
        size_t limit = SIZE_MAX;
        if (controllers[1] == '\0')
            limit = limit_in_group("/sys/fs/cgroup", group, "memory.max");
        else if (strstr(controllers, "memory")) {
            limit = limit_in_group("/sys/fs/cgroup/memory", group, "memory.limit_in_bytes");
        }
        if (limit < least) least = limit;
    }
    fclose(file);
    return least;
}

void memory_set_budget(size_t bytes) {
    budget_is_known = true;
    budget = bytes;
    if (bytes) return;
    size_t machine = (size_t)sysconf(_SC_PHYS_PAGES) * (size_t)sysconf(_SC_PAGESIZE);
    size_t group = group_limit();
    budget = group < machine ? group : machine;
}

/* Whether `more` bytes still fit. */
static bool fits(size_t more) {
    size_t used = memory_used(), most = budget + reserve;
    if (budget_is_passed) return true;
    if (more <= most && used <= most - more) return true;
    if (budget_is_known) return false;
    memory_set_budget(0);
    return fits(more);
}

void memory_open_reserve(size_t bytes) {
    size_t used = memory_used();
    reserve = bytes + (used > budget ? used - budget : 0);
}

void memory_close_reserve(void) { reserve = 0; }

static void *or_end(void *block) {
    if (__builtin_expect(block != NULL, 1)) return block;
    static const char message[] = "causette: out of memory\n";
    ssize_t ignored = write(STDERR_FILENO, message, sizeof message - 1);
    (void)ignored;
    _exit(1);
}

bool memory_pass_budget(bool passes) {
    bool passed = budget_is_passed;
    budget_is_passed = passes;
    return passed;
}

void memory_end(void) { or_end(NULL); }

bool memory_over_budget(void) { return memory_used() > budget && !fits(0); }

static void *large_get(size_t size, bool zeroed) {
    if (size > PTRDIFF_MAX - HEADER) return NULL;
    size_t *header = zeroed ? calloc(1, size + HEADER) : malloc(size + HEADER);
    if (!header) return NULL;
    *header = size;
    large_bytes += size;
    return header + 1;
}

/* In line in both of its callers: few functions are called as often. */
__attribute__((always_inline)) static inline void *block_get(size_t size) {
    if (SLABS_ARE_USED && size <= SLAB_BLOCK_MAX) return slab_get(size ? size : 1);
    return large_get(size, false);
}

void *memory_get(size_t size) { return or_end(block_get(size)); }

void *memory_get_zeroed(size_t size) {
    if (SLABS_ARE_USED && size <= SLAB_BLOCK_MAX) return memset(memory_get(size), 0, size);
    return or_end(large_get(size, true));
}

/* Small ones may pass the budget, and are not refused: those who ask for them are too many. */
void *memory_try(size_t size) {
    if (size <= SLAB_BLOCK_MAX) return or_end(block_get(size));
    return !switch_memory_fails() && fits(size) ? large_get(size, false) : NULL;
}

void *memory_try_zeroed(size_t size) {
    if (size <= SLAB_BLOCK_MAX) return memory_get_zeroed(size);
    return !switch_memory_fails() && fits(size) ? large_get(size, true) : NULL;
}

void *memory_try_array(size_t count, size_t item) {
    size_t size;
    if (__builtin_mul_overflow(count, item, &size)) return NULL;
    return memory_try(size);
}

static void *large_resize(void *block, size_t size) {
    size_t old = *header_of(block);
    if (size > PTRDIFF_MAX - HEADER) return NULL;
    if (size > old && (switch_memory_fails() || !fits(size - old))) return NULL;
    size_t *header = realloc(header_of(block), size + HEADER);
    if (!header) return NULL;
    *header = size;
    large_bytes += size - old;
    return header + 1;
}

void *memory_resize(void *block, size_t size) {
    if (!block) return memory_try(size);
    bool large = is_large(block);
    if (large && size > SLAB_BLOCK_MAX) return large_resize(block, size);
    size_t old = memory_capacity(block);
    if (!large && size <= old && size > old / 2) return block;
    void *moved = memory_try(size);
    if (!moved) return NULL;
    memcpy(moved, block, size < old ? size : old);
    memory_free(block);
    return moved;
}

size_t memory_capacity(const void *block) {
    return is_large(block) ? *(const size_t *)(const void *)((const char *)block - HEADER)
                           : slab_block_size(block);
}

void memory_free(void *block) {
    if (!block) return;
    if (!is_large(block)) {
        slab_put(block);
        return;
    }
    large_bytes -= *header_of(block);
    free(header_of(block));
}

bool memory_grow(void *items_pointer, size_t *capacity, size_t needed, size_t item) {
    if (needed <= *capacity) return true;
    size_t wished = needed > SIZE_MAX / 3 ? needed : needed + needed / 2 + 4;
    size_t size;
    void **items = items_pointer;
    void *grown = __builtin_mul_overflow(wished, item, &size) ? NULL : memory_resize(*items, size);
    if (!grown) { /* not so much: but what is needed may still be had */
        wished = needed;
        if (__builtin_mul_overflow(wished, item, &size) || !(grown = memory_resize(*items, size)))
            return false;
    }
    *items = grown;
    *capacity = wished;
    return true;
}
