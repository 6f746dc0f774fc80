/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ladder's model under whatever is added: what always holds, and how much memory it takes. */
#include "ladder_unit.h"
#include "unit.h"

/* ---- whatever is added */

static const char *const pair[] = { "server", "client" };

static uint64_t seed;

static uint64_t random_below(uint64_t limit) {
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (seed >> 33) % limit;
}

static int64_t random_time(void) {
    switch (random_below(20)) {
    case 0: return INT64_MAX;
    case 1: return INT64_MIN;
    case 2: return 0;
    default: return (int64_t)random_below(2000);
    }
}

static uint64_t random_offset(void) {
    return random_below(10) ? random_below(100) : UINT64_MAX - random_below(3);
}

static const char *random_address(void) {
    static const char *const addresses[] = { SERVER,
                                             CLIENT,
                                             "0.0.0.0:3000",
                                             "[::]:3000",
                                             "[::1]:1",
                                             "[::1",
                                             ":1",
                                             "[]:5",
                                             "",
                                             "unix",
                                             "1.2.3.4:99999",
                                             "1.2.3.4:",
                                             "[::]:0",
                                             "x:1",
                                             "127.0.0.1:45422",
                                             "[::ffff:127.0.0.1]:3000" };
    return addresses[random_below(sizeof addresses / sizeof *addresses)];
}

static Entry random_entry(void) {
    static const char *const shown[] = {
        "close()",     "send(b'\033')", "recv(1)", "sendall()", "", "(", "f)", "socket(AF_INET, SOCK_DGRAM)",
        "détach(\xff)"
    };
    uint64_t call = random_below(8), socket = random_below(5);
    const char *form = shown[random_below(sizeof shown / sizeof *shown)];
    Entry entry = entry_of(call, random_time(), socket, form, "\x01");
    entry.moment = (JournalMoment)random_below(3);
    entry.outcome = (JournalOutcome)random_below(5);
    entry.ended = random_time();
    entry.real_ended = random_time();
    entry.waited = random_below(3) ? 0 : random_time();
    entry.task = (uint32_t)random_below(2);
    entry.direction = (EntryData)random_below(3);
    entry.offset = random_offset();
    entry.count = random_offset();
    entry.data_count = random_below(JOURNAL_DATA + 1);
    entry.has_facts = random_below(2);
    entry.state = (KernelState)random_below(15);
    const char *local = random_address();
    return at_addresses(entry, local, random_address());
}

static Address random_end(void) { return address_of(random_address()); }

static void add_random(Kept *kept) {
    Packet packet = { .at = random_time() };
    packet.protocol = random_below(2) ? IPPROTO_TCP : IPPROTO_UDP;
    packet.flags = (uint8_t)random_below(256);
    packet.payload = (uint32_t)random_below(UINT32_MAX);
    uint64_t one = random_below(4), other = random_below(3);
    switch (random_below(8)) {
    case 0: ladder_add_lost(kept->ladder, one, other, random_time()); break;
    case 1: ladder_flush(kept->ladder, random_time()); break;
    case 2:
    case 3:
        packet.from = random_end();
        packet.to = random_end();
        ladder_add_packet(kept->ladder, &packet);
        break;
    default: add(kept, one, random_entry());
    }
}

/* What holds for any ladder. */
static void check_rows(const Kept *kept) {
    const char *const *names;
    size_t roles = ladder_roles(kept->ladder, &names);
    for (size_t i = 0; i < kept->count; i++) {
        const Row *row = &kept->rows[i];
        bool held = row->number == i && row->role < roles && row->other < roles && row->at >= 0;
        held = held && (!i || row->at >= kept->rows[i - 1].at);
        held = held && text_columns(row->text, strlen(row->text)) <= ROW_TEXT && !strchr(row->text, '\n');
        for (const char *at = row->text; *at; at++) held = held && (unsigned char)*at >= ' ' && *at != 0x7f;
        if (row->kind == ROW_RETURN)
            held = held && row->origin < i && kept->rows[row->origin].kind == ROW_BEGIN;
        else if (row->kind == ROW_DATA)
            held = held && row->origin < i && row->bytes && kept->rows[row->origin].role == row->role;
        else
            held = held && row->origin == NO_ROW;
        if (!CHECK(held)) printf("    row %zu: %s\n", i, row->text);
    }
}

static void test_random(void) {
    for (uint64_t round = 1; round <= 300; round++) {
        seed = round;
        Kept kept;
        kept_open(&kept, (const char *const[]){ "a", "b", "c" }, 3);
        size_t steps = 1 + random_below(300);
        for (size_t i = 0; i < steps; i++) add_random(&kept);
        if (round % 3) ladder_flush(kept.ladder, INT64_MAX);
        check_rows(&kept);
        kept_close(&kept);
    }
}

typedef struct {
    Entry entry;
    size_t role;
    int64_t at; /* when it is told */
} Told;

static bool is_second_half(const Told *first, const Told *second) {
    return second->role == first->role && second->entry.call == first->entry.call &&
           second->entry.socket == first->entry.socket &&
           second->entry.real_begun == first->entry.real_begun && second->entry.moment == JOURNAL_ENDED;
}

/* Each entry is told by a row, but for the first half of a call that comes when its second half is drawn
 * already. */
static void check_all_told(const Kept *kept, const Told *entries, size_t count) {
    bool *told = memory_get_zeroed(count);
    for (size_t i = 0; i < kept->count; i++) {
        const Row *row = &kept->rows[i];
        if (row->kind <= ROW_RETURN && CHECK(row->source < count)) told[row->source] = true;
    }
    for (size_t i = 0; i < count; i++) {
        bool has_second = false;
        for (size_t j = 0; j < i; j++) has_second = has_second || is_second_half(&entries[i], &entries[j]);
        CHECK(told[i] || (entries[i].entry.moment == JOURNAL_WAITS && has_second));
    }
    memory_free(told);
}

static void test_none_is_left_out(void) {
    enum { MANY = 200 };
    static Told entries[MANY];
    for (uint64_t round = 1; round <= 100; round++) {
        seed = round;
        Kept kept;
        kept_open(&kept, (const char *const[]){ "a", "b", "c" }, 3);
        for (size_t i = 0; i < MANY; i++) {
            entries[i].entry = random_entry();
            entries[i].role = random_below(3);
            add(&kept, entries[i].role, entries[i].entry);
            if (!random_below(30)) ladder_flush(kept.ladder, random_time());
        }
        ladder_flush(kept.ladder, INT64_MAX);
        check_all_told(&kept, entries, MANY);
        kept_close(&kept);
    }
}

/* One connection whose two ends move random pieces: every byte is drawn once, in order. */
static void test_every_byte_once(void) {
    for (uint64_t round = 1; round <= 50; round++) {
        seed = round;
        Kept kept;
        kept_open(&kept, pair, 2);
        uint64_t sent = 0, received = 0, call = 0;
        int64_t at = 1000;
        static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
        while (sent < 2000 || received < sent) {
            char data[30];
            bool is_send = sent < 2000 && (received == sent || random_below(2));
            uint64_t count = 1 + random_below(20), from = is_send ? sent : received;
            if (!is_send && count > sent - received) count = sent - received;
            for (uint64_t i = 0; i < count; i++) data[i] = letters[(from + i) % 26];
            data[count] = '\0';
            at += 2 * MICROSECOND;
            if (is_send)
                sends(&kept, 1, ++call, at, 1, CLIENT, SERVER, sent, data);
            else
                receives(&kept, 0, ++call, at, 2, SERVER, CLIENT, received, data);
            *(is_send ? &sent : &received) += count;
            if (round % 2) ladder_flush(kept.ladder, at);
        }
        ladder_flush(kept.ladder, INT64_MAX);
        uint64_t drawn = 0;
        for (size_t i = 0; i < kept.count; i++) {
            if (kept.rows[i].kind != ROW_DATA) continue;
            CHECK_INT(kept.rows[i].offset, drawn);
            drawn += kept.rows[i].bytes;
        }
        CHECK_INT(drawn, sent);
        kept_close(&kept);
    }
}

/* ---- live */

static int compare_told(const void *a, const void *b) {
    const Told *one = a, *other = b;
    return one->at < other->at ? -1 : one->at > other->at;
}

enum { STORY = 300, SHORT = 5 * MICROSECOND };

/* A sender whose sends may wait, and a receiver that takes what may have come by then; each tells its entries
 * as they happen. */
static size_t make_story(Told *told) {
    size_t count = 0;
    int64_t clock[2] = { 100 * MICROSECOND, 101 * MICROSECOND };
    uint64_t sent = 0, received = 0;
    while (count + 4 < STORY) {
        bool sends = clock[1] <= clock[0] || received == sent;
        bool parks = !random_below(3);
        int64_t begun = clock[sends] + MICROSECOND + (int64_t)random_below(20000);
        if (!sends && begun <= clock[1]) begun = clock[1] + 1;
        int64_t end =
            begun + (parks ? SHORT * (int64_t)(2 + random_below(20)) : 1 + (int64_t)random_below(SHORT));
        uint64_t bytes = 1 + random_below(50), *moved = sends ? &sent : &received;
        if (!sends && bytes > sent - received) bytes = sent - received;
        Entry entry = entry_of(count, begun, 1, sends ? "sendall()" : "recv()", "");
        entry = at_addresses(entry, sends ? CLIENT : SERVER, sends ? SERVER : CLIENT);
        entry = ending(entry, end);
        entry.direction = sends ? ENTRY_DATA_SENT : ENTRY_DATA_RECEIVED;
        entry.offset = *moved;
        if (parks) told[count++] = (Told){ waiting(entry), sends, begun };
        entry.count = bytes;
        if (parks) entry.waited = end - begun;
        told[count++] = (Told){ entry, sends, end };
        *moved += bytes;
        clock[sends] = end;
    }
    qsort(told, count, sizeof *told, compare_told);
    return count;
}

/* Rows are the same, whether they are made while it happens or afterwards. */
static void test_live(void) {
    static Told told[STORY];
    for (uint64_t round = 1; round <= 50; round++) {
        Kept live, later;
        seed = round;
        kept_open(&live, pair, 2);
        kept_open(&later, pair, 2);
        size_t count = make_story(told);
        for (size_t i = 0; i < count; i++) {
            add(&live, told[i].role, told[i].entry);
            add(&later, told[i].role, told[i].entry);
            ladder_flush(live.ladder, told[i].at - SHORT);
        }
        ladder_flush(live.ladder, INT64_MAX);
        ladder_flush(later.ladder, INT64_MAX);
        size_t arrows = 0, same = 0;
        for (size_t i = 0; i < live.count && i < later.count; i++) {
            const Row *a = &live.rows[i], *b = &later.rows[i];
            same += a->kind == b->kind && a->origin == b->origin && a->role == b->role && a->at == b->at &&
                    a->offset == b->offset && a->bytes == b->bytes && !strcmp(a->text, b->text);
            arrows += a->kind == ROW_DATA;
        }
        CHECK_INT(same, live.count);
        CHECK_INT(same, later.count);
        CHECK(arrows > 20);
        kept_close(&live);
        kept_close(&later);
    }
}

/* ---- much of it */

static size_t counted;
static void count_row(void *context, const Row *row) {
    (void)row;
    (void)context;
    counted++;
}

/* Connections one after the other, each with a send, a recv and two closes; a live ladder forgets them. */
static void add_connection(Kept *kept, uint64_t number, int64_t at) {
    char local[40];
    snprintf(local, sizeof local, "127.%d.%d.1:%d", (int)(number / 50000 % 250), (int)(number % 7),
             (int)(1 + number % 50000));
    sends(kept, 1, 2 * number, at, number, local, SERVER, 0, "hi");
    add_packet(kept, at + 500, local, SERVER, SEGMENT_PSH | SEGMENT_ACK, 2);
    receives(kept, 0, 2 * number, at + 5000, number, SERVER, local, 0, "hi");
    add_packet(kept, at + 6500, SERVER, local, SEGMENT_ACK, 0);
    add(kept, 1, at_addresses(entry_of(2 * number + 1, at + 8000, number, "close()", ""), local, SERVER));
    add(kept, 0, at_addresses(entry_of(2 * number + 1, at + 10000, number, "close()", ""), SERVER, local));
}

static void test_many_connections(void) {
    enum { MANY = 10000 };
    Kept kept;
    kept_open(&kept, pair, 2);
    for (uint64_t i = 1; i <= MANY; i++) add_connection(&kept, i, (int64_t)i * 20000);
    ladder_flush(kept.ladder, INT64_MAX);
    size_t arrows = 0, packets = 0;
    for (size_t i = 0; i < kept.count; i++) {
        arrows += kept.rows[i].kind == ROW_DATA;
        packets += kept.rows[i].kind == ROW_PACKET && kept.rows[i].role != kept.rows[i].other;
    }
    CHECK_INT(arrows, MANY);
    CHECK_INT(packets, 2 * MANY);
    const char *const *names;
    CHECK_INT(ladder_roles(kept.ladder, &names), 2);
    kept_close(&kept);
}

static void test_memory_is_bounded(void) {
    enum { ROUND = 20000 };
    Kept live = { 0 };
    live.ladder = ladder_new(count_row, NULL);
    ladder_add_role(live.ladder, "server");
    ladder_add_role(live.ladder, "client");
    size_t used[3];
    uint64_t number = 1;
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < ROUND; i++, number++) {
            add_connection(&live, number, (int64_t)number * 20000);
            ladder_flush(live.ladder, (int64_t)number * 20000);
        }
        used[round] = memory_used();
    }
    CHECK(used[2] <= used[1] + 100000);
    CHECK(counted >= (size_t)3 * ROUND * 6);
    kept_close(&live);
}

/* Unread sends, calls that never end with one number, one pair of addresses for all. */
static void test_hostile_growth(void) {
    Kept live = { 0 };
    live.ladder = ladder_new(count_row, NULL);
    ladder_add_role(live.ladder, "a");
    size_t used[3];
    uint64_t offset = 0;
    int64_t at = 0;
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 70000; i++, at += 2 * MICROSECOND) {
            sends(&live, 0, (uint64_t)at, at, 1, SERVER, CLIENT, offset, "x");
            Entry open = waiting(entry_of(7, at, 2, "recv(1)", ""));
            add(&live, 0, open);
            ladder_flush(live.ladder, at);
            offset++;
        }
        used[round] = memory_used();
    }
    CHECK(used[2] <= used[1] + 100000);
    kept_close(&live);
    kept_open(&live, pair, 2);
    for (int i = 0; i < 20000; i++)
        sends(&live, (size_t)i % 2, (uint64_t)i, 100000 - i, (uint64_t)i + 1, i % 2 ? SERVER : CLIENT,
              i % 2 ? CLIENT : SERVER, 0, "x");
    for (int i = 0; i < 20000; i++) add_packet(&live, i * 10, SERVER, CLIENT, SEGMENT_ACK, 0);
    ladder_flush(live.ladder, INT64_MAX);
    CHECK(live.count >= 40000);
    kept_close(&live);
}

int main(void) {
    test_random();
    test_none_is_left_out();
    test_every_byte_once();
    test_live();
    test_many_connections();
    test_memory_is_bounded();
    test_hostile_growth();
    return unit_end();
}
