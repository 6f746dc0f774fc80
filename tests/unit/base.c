/* SPDX-License-Identifier: GPL-3.0-or-later */
/* base: memory, arrays, buffers, the heap of deadlines, clocks. */
#include "base/array.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/heap.h"
#include "base/memory.h"
#include "unit.h"
#include <stdint.h>
#include <stdlib.h>

/* Blocks of all kinds of sizes, each filled with its own byte, live side by side without touching
 * each other. */
static void test_blocks_do_not_overlap(void) {
    enum { BLOCKS = 2000, STEPS = 200000 };
    static struct {
        unsigned char *bytes;
        size_t count;
    } blocks[BLOCKS];
    size_t at_start = memory_used(), damaged = 0;
    srand(1);
    for (int step = 0; step < STEPS; step++) {
        int i = rand() % BLOCKS;
        for (size_t k = 0; k < blocks[i].count; k++) damaged += blocks[i].bytes[k] != (i & 255);
        size_t count = (size_t)(rand() % (rand() % 50 ? 600 : 9000));
        if (rand() % 3 == 0) {
            memory_free(blocks[i].bytes);
            blocks[i].bytes = NULL;
            blocks[i].count = 0;
        } else if (blocks[i].bytes && rand() % 2) {
            size_t kept = count < blocks[i].count ? count : blocks[i].count;
            blocks[i].bytes = memory_resize(blocks[i].bytes, count);
            for (size_t k = 0; k < kept; k++) damaged += blocks[i].bytes[k] != (i & 255);
            blocks[i].count = count;
        } else {
            memory_free(blocks[i].bytes);
            blocks[i].bytes = memory_get(count);
            blocks[i].count = count;
        }
        if (blocks[i].bytes) {
            damaged += memory_capacity(blocks[i].bytes) < blocks[i].count;
            memset(blocks[i].bytes, i & 255, blocks[i].count);
        }
    }
    CHECK_INT(damaged, 0);
    CHECK(memory_used() > at_start);
    for (int i = 0; i < BLOCKS; i++) memory_free(blocks[i].bytes);
    CHECK(memory_used() <= at_start + 40 * 16384); /* each size may keep one slab */
}

static void test_zeroed(void) {
    for (size_t size = 1; size < 3000; size += 37) {
        unsigned char *block = memory_get(size), sum = 0;
        memset(block, 0xff, size);
        memory_free(block);
        block = memory_try_zeroed(size);
        for (size_t i = 0; i < size; i++) sum |= block[i];
        CHECK_INT(sum, 0);
        memory_free(block);
    }
}

static void test_sizes_that_are_refused(void) {
    CHECK(memory_try(SIZE_MAX) == NULL);
    CHECK(memory_try((size_t)1 << 62) == NULL);
    CHECK(memory_try_zeroed((size_t)1 << 62) == NULL);
    CHECK(memory_try_array(SIZE_MAX / 4, 8) == NULL);
    char *block = memory_get(10);
    strcpy(block, "stays");
    CHECK(memory_resize(block, (size_t)1 << 62) == NULL);
    CHECK_TEXT(block, "stays");
    memory_free(block);
}

static void test_budget(void) {
    memory_set_budget(memory_used() + (1 << 20));
    void *block = memory_try(1 << 19);
    CHECK(block != NULL);
    CHECK(memory_try(1 << 20) == NULL);
    CHECK(memory_resize(block, 2 << 20) == NULL);
    CHECK(!memory_over_budget());
    void *small = memory_get(1 << 20);
    CHECK(memory_over_budget());
    memory_free(small);
    memory_free(block);
    CHECK(!memory_over_budget());
    memory_set_budget(0);
    CHECK((block = memory_try(32 << 20)) != NULL);
    memory_free(block);
}

static void test_buffer(void) {
    Buffer buffer = { 0 };
    CHECK_TEXT(buffer_text(&buffer), "");
    buffer_append_text(&buffer, "port ");
    buffer_append_format(&buffer, "%d", 3000);
    buffer_append_byte(&buffer, '!');
    buffer_append_repeated(&buffer, '.', 3);
    buffer_append_code_point(&buffer, 0xe9);
    buffer_append_code_point(&buffer, 0x20ac);
    buffer_append_code_point(&buffer, 0x1f600);
    CHECK_TEXT(buffer_text(&buffer), "port 3000!...é€😀");
    buffer_truncate(&buffer, 4);
    CHECK_TEXT(buffer_text(&buffer), "port");
    char long_text[1000];
    memset(long_text, 'x', sizeof long_text);
    long_text[sizeof long_text - 1] = '\0';
    buffer_append_format(&buffer, "<%s>", long_text);
    CHECK_INT(buffer.count, 4 + 1 + 999 + 1);
    CHECK_INT(buffer.bytes[buffer.count - 1], '>');
    buffer_append_repeated(&buffer, 'x', SIZE_MAX / 2);
    CHECK(buffer.failed);
    buffer_append_text(&buffer, "dropped");
    CHECK_INT(buffer.count, 4 + 1 + 999 + 1);
    buffer_clear(&buffer);
    CHECK(!buffer.failed && buffer.count == 0);
}

static void test_array(void) {
    enum { MANY = 100000 };
    struct {
        int number, none;
    } *items = NULL, *item;
    size_t count = 0, capacity = 0;
    for (int i = 0; i < MANY; i++) {
        item = i % 2 ? array_push(&items, &count, &capacity, sizeof *items)
                     : array_try_push(&items, &count, &capacity, sizeof *items);
        if (!CHECK(item == &items[i] && !item->number && !item->none)) return;
        *item = (typeof(*item)){ i, -1 };
    }
    CHECK(count == MANY && capacity >= MANY);
    while (count < capacity) array_push(&items, &count, &capacity, sizeof *items);
    memory_set_budget(1);
    CHECK(!array_try_push(&items, &count, &capacity, sizeof *items) && count == capacity);
    size_t last = count;
    item = array_push(&items, &count, &capacity, sizeof *items); /* beyond the budget */
    CHECK(item == &items[last] && !item->number && count == last + 1 && capacity > count);
    memory_set_budget(0);
    size_t right = 0;
    for (int i = 0; i < MANY; i++) right += items[i].number == i && items[i].none == -1;
    CHECK_INT(right, MANY);
    memory_free(items);
}

static void test_heap_order(void) {
    enum { ENTRIES = 500 };
    static HeapEntry entries[ENTRIES];
    Heap heap = { 0 };
    srand(2);
    for (int i = 0; i < ENTRIES; i++) heap_push(&heap, &entries[i], rand() % 50);
    for (int i = 0; i < ENTRIES; i += 3) {
        heap_remove(&heap, &entries[i]);
        heap_remove(&heap, &entries[i]); /* harmless */
        CHECK(!heap_holds(&entries[i]));
    }
    HeapEntry *last = NULL;
    size_t taken = 0, wrong = 0;
    for (HeapEntry *entry; (entry = heap_peek(&heap)); taken++) {
        heap_remove(&heap, entry);
        wrong += last && (last->deadline > entry->deadline ||
                          (last->deadline == entry->deadline && last->sequence > entry->sequence));
        last = entry;
    }
    CHECK_INT(wrong, 0);
    CHECK_INT(taken, ENTRIES - (ENTRIES + 2) / 3);
    heap_push(&heap, &entries[0], 5);
    heap_push(&heap, &entries[0], 1); /* moves it */
    CHECK_INT(heap.count, 1);
    CHECK_INT(heap_peek(&heap)->deadline, 1);
    heap_clear(&heap);
    CHECK(!heap_holds(&entries[0]));
}

static void test_durations(void) {
    const struct {
        int64_t nanoseconds;
        const char *exactly, *ago;
    } cases[] = { { 0, "0 µs", "0 µs" },
                  { 999999999, "999 ms", "999 ms" },
                  { 1288000000, "1.288 s", "1 s" },
                  { 59999000000, "59.999 s", "59 s" },
                  { 125000000000, "2 min 5 s", "2 min 5 s" } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Buffer out = { 0 };
        clock_append_duration(&out, cases[i].nanoseconds);
        CHECK_TEXT(buffer_text(&out), cases[i].exactly);
        buffer_truncate(&out, 0);
        clock_append_ago(&out, cases[i].nanoseconds);
        CHECK_TEXT(buffer_text(&out), cases[i].ago);
        buffer_clear(&out);
    }
}

static void test_clocks(void) {
    int64_t now = clock_now(), work = clock_work();
    CHECK(clock_now() >= now && clock_work() >= work && clock_wall() > CLOCK_SECOND);
    CHECK_INT(clock_poll_time(-1), 0);
    CHECK_INT(clock_poll_time(0), 0);
    CHECK_INT(clock_poll_time(1), 1); /* never early */
    CHECK_INT(clock_poll_time(CLOCK_MILLISECOND), 1);
    CHECK_INT(clock_poll_time(CLOCK_MILLISECOND + 1), 2);
    CHECK_INT(clock_poll_time(INT64_MAX), INT32_MAX);
}

int main(void) {
    test_durations();
    test_clocks();

    test_blocks_do_not_overlap();
    test_zeroed();
    test_sizes_that_are_refused();
    test_buffer();
    test_array();
    test_heap_order();
    test_budget();
    return unit_end();
}
