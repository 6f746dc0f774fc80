/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ladder's model: entries and packets become rows. */
#include "ladder_unit.h"
#include "unit.h"

static const char *const pair[] = { "server", "client" };

static void flush(Kept *kept) { ladder_flush(kept->ladder, INT64_MAX); }

/* ---- calls */

static void test_calls(void) {
    Kept kept;
    kept_open(&kept, pair, 2);
    Entry failed = entry_of(4, 400000, 1, "connect(127.0.0.1:3000)", "ECONNREFUSED");
    failed.outcome = JOURNAL_FAILED;
    Entry freed = entry_of(0, 600000, 1, "close()", "");
    freed.moment = JOURNAL_FREED;
    Entry task = entry_of(5, 500000, 1, "recv(7)", "b''");
    task.task = 2;
    add(&kept, 0, entry_of(1, 100000, 1, "socket()", "fd 3"));
    add(&kept, 0, with_state(entry_of(2, 200000, 1, "bind(127.0.0.1:3000)", ""), KERNEL_BOUND));
    add(&kept, 0, with_state(entry_of(3, 300000, 1, "listen(0)", ""), KERNEL_LISTEN));
    add(&kept, 0, with_state(failed, KERNEL_LISTEN));
    add(&kept, 1, task);
    add(&kept, 0, freed);
    flush(&kept);
    CHECK_ROWS(&kept, "server: socket() = fd 3\n"
                      "server: bind(127.0.0.1:3000) [BOUND]\n"
                      "server: listen(0) [LISTEN]\n"
                      "server: connect(127.0.0.1:3000) = ECONNREFUSED failed\n"
                      "client: [2] recv(7) = b''\n"
                      "server: close(): nothing names fd 3 any more\n");
    for (size_t i = 0; i < kept.count; i++) {
        CHECK_INT(kept.rows[i].number, i);
        CHECK_INT(kept.rows[i].source, i);
        CHECK(kept.rows[i].kind == ROW_CALL && kept.rows[i].origin == NO_ROW);
        CHECK_INT(kept.rows[i].at, (long long)i * 100000);
    }
    kept_close(&kept);
}

/* A clock that stands: a role's calls are one after the other all the same, and a send still comes before
 * what it gave. */
static void test_standing_clock(void) {
    Kept kept;
    kept_open(&kept, pair, 2);
    add(&kept, 0, ending(entry_of(1, 100, 1, "socket()", "fd 3"), 100));
    add(&kept, 0, ending(entry_of(2, 100, 1, "bind()", ""), 100));
    add(&kept, 1, ending(entry_of(1, 100, 1, "socket()", "fd 3"), 100));
    add(&kept, 0, ending(entry_of(3, 100, 1, "listen()", ""), 100));
    flush(&kept);
    CHECK_ROWS(&kept, "server: socket() = fd 3\n"
                      "server: bind()\n"
                      "client: socket() = fd 3\n"
                      "server: listen()\n");
    kept_close(&kept);
}

/* A call during which something else is drawn is two rows, one that waits always. */
static void test_halves(void) {
    Kept kept;
    kept_open(&kept, pair, 2);
    add(&kept, 0, ending(entry_of(1, 100, 1, "send(b'a long text')", "11"), 400));
    add(&kept, 1, ending(entry_of(1, 200, 1, "recv(4096)", "b''"), 300));
    add_waited(&kept, 0, entry_of(2, 500, 1, "accept()", "fd 4"), 600);
    add(&kept, 1, waited(entry_of(2, 700, 1, "recv(1)", "b''"), 800)); /* its first half was lost */
    Entry failed = entry_of(3, 900, 1, "connect(127.0.0.1:3000)", "ETIMEDOUT");
    failed.outcome = JOURNAL_FAILED;
    add_waited(&kept, 0, failed, 1000);
    add(&kept, 1, waiting(entry_of(3, 950, 1, "accept()", "")));
    add_waited(&kept, 0, entry_of(4, 1100, 1, "sendall(b'all of it')", ""), 1200);
    flush(&kept);
    CHECK_ROWS(&kept, "server: send(b'a long text')...\n"
                      "client: recv(4096) = b''\n"
                      "server: send(...) = 11\n"
                      "server: accept()... waits\n"
                      "server: accept() = fd 4\n"
                      "client: recv(1)... waits\n"
                      "client: recv(1) = b''\n"
                      "server: connect(127.0.0.1:3000)... waits\n"
                      "client: accept()... waits\n"
                      "server: connect(...) = ETIMEDOUT failed\n"
                      "server: sendall(b'all of it')... waits\n"
                      "server: sendall(...) = None\n");
    for (size_t i = 0; i < kept.count; i++) {
        const Row *row = &kept.rows[i];
        if (row->kind != ROW_RETURN) continue;
        CHECK(row->origin < i && kept.rows[row->origin].kind == ROW_BEGIN);
        CHECK(row->role == kept.rows[row->origin].role && row->blocks == kept.rows[row->origin].blocks);
    }
    kept_close(&kept);
}

/* Begin before packet before end, where the clock does not tell; else as they were added. */
static void test_ties(void) {
    Kept kept;
    kept_open(&kept, pair, 2);
    add(&kept, 0, at_addresses(ending(entry_of(1, 100, 1, "send(b'x')", "1"), 100), SERVER, CLIENT));
    add_packet(&kept, 100, SERVER, CLIENT, SEGMENT_ACK, 0);
    add(&kept, 1, at_addresses(ending(entry_of(1, 100, 1, "send(b'y')", "1"), 100), CLIENT, SERVER));
    flush(&kept);
    CHECK_ROWS(&kept, "server: send(b'x')...\n"
                      "client: send(b'y')...\n"
                      "server -> client: ACK\n"
                      "server: send(b'x') = 1\n"
                      "client: send(b'y') = 1\n");
    kept_close(&kept);
}

static void test_labels(void) {
    Kept kept;
    char longest[600];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    kept_open(&kept, (const char *const[]){ "a\033[2Jb\nc" }, 1);
    add(&kept, 0, entry_of(1, 1000, 0, "f(\033]0;\a\xff\n)", "\xe9\x80\x80\x7f"));
    add(&kept, 0, entry_of(2, 3000, 0, longest, longest));
    add(&kept, 0, entry_of(3, 5000, 0, "", ""));
    flush(&kept);
    const char *const *names;
    ladder_roles(kept.ladder, &names);
    CHECK_TEXT(names[0], "a\\x1b[2Jb\\x0ac");
    CHECK_TEXT(kept.rows[0].text, "f(\\x1b]0;\\x07\\xff\\x0a) = \xe9\x80\x80\\x7f");
    CHECK_INT(text_columns(kept.rows[1].text, strlen(kept.rows[1].text)), ROW_TEXT);
    CHECK_TEXT(kept.rows[2].text, "?()");
    kept_close(&kept);
}

/* ---- time */

static Entry by_clock(uint64_t call, int64_t real, int64_t clock) {
    Entry entry = entry_of(call, real, 0, "time()", "");
    entry.begun = entry.ended = clock;
    return entry;
}

static void test_time(void) {
    static const int64_t second = 1000000000;
    Kept kept;
    kept_open(&kept, pair, 2);
    add(&kept, 0, by_clock(1, 10000, 5 * second));
    add(&kept, 0, by_clock(2, 20000, 6 * second - 1));
    add(&kept, 0, by_clock(3, 30000, 7 * second));
    add(&kept, 0, by_clock(4, 40000, 3607 * second));
    add(&kept, 1, by_clock(1, 50000, 0));                     /* set back */
    add(&kept, 1, by_clock(2, 60000, (3607 + 125) * second)); /* and on */
    add(&kept, 1, by_clock(3, 70000, INT64_MIN));
    add(&kept, 1, by_clock(4, 80000, INT64_MAX));
    flush(&kept);
    CHECK_ROWS(&kept, "server: time()\n"
                      "server: time()\n"
                      "-- 1 s later\n"
                      "server: time()\n"
                      "-- 1 h later\n"
                      "server: time()\n"
                      "client: time()\n"
                      "-- 2 min 5 s later\n"
                      "client: time()\n"
                      "client: time()\n"
                      "-- 106751 d 22 h later\n"
                      "client: time()\n");
    for (size_t i = 1; i < kept.count; i++) CHECK(kept.rows[i].at >= kept.rows[i - 1].at);
    kept_close(&kept);
}

static void test_lost(void) {
    Kept kept;
    kept_open(&kept, pair, 2);
    add(&kept, 0, entry_of(1, 1000, 0, "f()", ""));
    ladder_add_lost(kept.ladder, 1, 12, 500);
    ladder_add_lost(kept.ladder, 0, 1, INT64_MAX);
    ladder_add_lost(kept.ladder, 0, 0, 600);
    ladder_add_lost(kept.ladder, 7, 3, 600);
    flush(&kept);
    CHECK_ROWS(&kept, "client? 12 calls were not told\n"
                      "server: f()\n"
                      "server? 1 call was not told\n");
    kept_close(&kept);
}

/* ---- joins */

static void test_pieces(void) {
    Kept kept;
    kept_open(&kept, pair, 2);
    sends(&kept, 1, 1, 10000, 1, CLIENT, SERVER, 0, "abc");
    sends(&kept, 1, 2, 20000, 1, CLIENT, SERVER, 3, "defgh");
    receives(&kept, 0, 1, 30000, 2, "[::ffff:127.0.0.1]:3000", "[::ffff:127.0.0.1]:45422", 0, "abcd");
    receives(&kept, 0, 2, 40000, 2, "[::ffff:127.0.0.1]:3000", "[::ffff:127.0.0.1]:45422", 4, "e");
    sends(&kept, 0, 3, 50000, 2, SERVER, CLIENT, 0, "other way");
    receives(&kept, 0, 4, 60000, 2, SERVER, CLIENT, 5, "fgh");
    receives(&kept, 1, 3, 70000, 1, CLIENT, SERVER, 0, "other way");
    flush(&kept);
    CHECK_ROWS(&kept, "client: send()\n"
                      "client: send()\n"
                      "client => server 0+3: b'abc'\n"
                      "client => server 3+1: b'd'\n"
                      "server: recv()\n"
                      "client => server 4+1: b'e'\n"
                      "server: recv()\n"
                      "server: send()\n"
                      "client => server 5+3: b'fgh'\n"
                      "server: recv()\n"
                      "server => client 0+9: b'other way'\n"
                      "client: recv()\n");
    CHECK_INT(kept.rows[3].origin, 1);
    CHECK_INT(kept.rows[3].source, 2);
    CHECK_INT(kept.rows[5].origin, 1);
    kept_close(&kept);
}

/* Connections side by side, a role that talks to itself, and what has no addresses. */
static void test_connections(void) {
    Kept kept;
    kept_open(&kept, pair, 2);
    sends(&kept, 1, 1, 10000, 1, "127.0.0.1:5001", SERVER, 0, "one");
    sends(&kept, 1, 2, 20000, 2, "127.0.0.1:5002", SERVER, 0, "two");
    receives(&kept, 0, 1, 30000, 12, SERVER, "127.0.0.1:5002", 0, "two");
    receives(&kept, 0, 2, 40000, 11, SERVER, "127.0.0.1:5001", 0, "one");
    sends(&kept, 0, 3, 50000, 21, "[::1]:7", "[::1]:8", 0, "me");
    receives(&kept, 0, 4, 60000, 22, "[::1]:8", "[::1]:7", 0, "me");
    sends(&kept, 0, 5, 70000, 31, "", "", 0, "pair");
    receives(&kept, 0, 6, 80000, 32, "", "", 0, "pair");
    sends(&kept, 0, 7, 90000, 41, "unix", "/tmp/a", 0, "path");
    receives(&kept, 1, 3, 100000, 42, "/tmp/a", "unix", 0, "path");
    flush(&kept);
    CHECK_ROWS(&kept, "client: send()\n"
                      "client: send()\n"
                      "client => server 0+3: b'two'\n"
                      "server: recv()\n"
                      "client => server 0+3: b'one'\n"
                      "server: recv()\n"
                      "server: send()\n"
                      "server => server 0+2: b'me'\n"
                      "server: recv()\n"
                      "server: send()\n"
                      "server: recv()\n"
                      "server: send()\n"
                      "client: recv()\n");
    kept_close(&kept);
}

/* A second connection on the same two addresses is another stream. */
static void test_reused(void) {
    Kept kept;
    kept_open(&kept, pair, 2);
    sends(&kept, 1, 1, 10000, 1, CLIENT, SERVER, 0, "first");
    receives(&kept, 0, 1, 20000, 11, SERVER, CLIENT, 0, "fir");
    add(&kept, 1, at_addresses(entry_of(2, 30000, 1, "close()", ""), CLIENT, SERVER));
    receives(&kept, 0, 2, 40000, 11, SERVER, CLIENT, 3, "st");
    add(&kept, 0, at_addresses(entry_of(3, 50000, 11, "close()", ""), SERVER, CLIENT));
    sends(&kept, 1, 3, 60000, 2, CLIENT, SERVER, 0, "again");
    receives(&kept, 0, 4, 70000, 12, SERVER, CLIENT, 0, "again");
    flush(&kept);
    CHECK_ROWS(&kept, "client: send()\n"
                      "client => server 0+3: b'fir'\n"
                      "server: recv()\n"
                      "client: close()\n"
                      "client => server 3+2: b'st'\n"
                      "server: recv()\n"
                      "server: close()\n"
                      "client: send()\n"
                      "client => server 0+5: b'again'\n"
                      "server: recv()\n");
    kept_close(&kept);
}

/* The bytes of a call can leave from its begin on; before it there are none. */
static void test_order(void) {
    Kept kept;
    kept_open(&kept, pair, 2);
    Entry slow = moving(at_addresses(entry_of(1, 10000, 1, "sendall()", ""), CLIENT, SERVER), ENTRY_DATA_SENT,
                        0, "slow");
    add(&kept, 1, ending(slow, 50000));
    receives(&kept, 0, 1, 20000, 2, SERVER, CLIENT, 0, "slow");
    receives(&kept, 0, 2, 60000, 2, SERVER, CLIENT, 4, "late");
    sends(&kept, 1, 2, 70000, 1, CLIENT, SERVER, 4, "late");
    receives(&kept, 0, 3, 80000, 2, SERVER, CLIENT, 8, "!");
    sends(&kept, 1, 3, 75000, 1, CLIENT, SERVER, 8, "!");
    flush(&kept);
    CHECK_ROWS(&kept, "client: sendall()...\n"
                      "client => server 0+4: b'slow'\n"
                      "server: recv()\n"
                      "client: sendall() = None\n"
                      "server: recv()\n"
                      "client: send()\n"
                      "client: send()\n"
                      "client => server 8+1: b'!'\n"
                      "server: recv()\n");
    CHECK_INT(kept.rows[1].origin, 0);
    kept_close(&kept);
}

/* More bytes than are kept; and what the two journals kept of them is not the same. */
static void test_data(void) {
    char data[200];
    memset(data, 'd', sizeof data - 1);
    data[sizeof data - 1] = '\0';
    Kept kept;
    kept_open(&kept, pair, 2);
    sends(&kept, 1, 1, 10000, 1, CLIENT, SERVER, 0, data);
    receives(&kept, 0, 1, 20000, 2, SERVER, CLIENT, 0, data);
    sends(&kept, 1, 2, 30000, 1, CLIENT, SERVER, 199, "right");
    receives(&kept, 0, 2, 40000, 2, SERVER, CLIENT, 199, "wrong");
    sends(&kept, 1, 3, 50000, 1, CLIENT, SERVER, 204, "more");
    receives(&kept, 0, 3, 60000, 2, SERVER, CLIENT, 204, "more");
    flush(&kept);
    CHECK_ROWS(&kept, "client: send()\n"
                      "client => server 0+199: 199 bytes\n"
                      "server: recv()\n"
                      "client: send()\n"
                      "server: recv()\n"
                      "client: send()\n"
                      "server: recv()\n");
    kept_close(&kept);
}

/* While a sendall waits nobody knows how much it has sent; what is received can be of nothing else. */
static void add_flood(Kept *kept, bool is_live) {
    Entry flood = moving(at_addresses(entry_of(1, 10000, 1, "sendall()", ""), CLIENT, SERVER),
                         ENTRY_DATA_SENT, 0, "0123456789");
    Entry first = waiting(flood);
    first.count = first.data_count = 0;
    add(kept, 1, first);
    receives(kept, 0, 1, 20000, 2, SERVER, CLIENT, 0, "01234");
    if (is_live) ladder_flush(kept->ladder, 25000);
    add(kept, 1, waited(flood, 30000));
    receives(kept, 0, 2, 40000, 2, SERVER, CLIENT, 5, "56789");
    flush(kept);
}

static void test_waiting_send(void) {
    for (int is_live = 0; is_live < 2; is_live++) {
        Kept kept;
        kept_open(&kept, pair, 2);
        add_flood(&kept, is_live);
        CHECK_ROWS(&kept, "client: sendall()... waits\n"
                          "client => server 0+5: b'01234'\n"
                          "server: recv()\n"
                          "client: sendall() = None\n"
                          "client => server 5+5: b'56789'\n"
                          "server: recv()\n");
        kept_close(&kept);
    }
}

/* ---- packets */

static void test_packets(void) {
    Kept kept;
    kept_open(&kept, pair, 2);
    add_greeting(&kept, 0, 1, true);
    flush(&kept);
    CHECK_ROWS(&kept, "server: socket(AF_INET, SOCK_STREAM) = fd 3\n"
                      "server: bind(127.0.0.1:3000) [BOUND]\n"
                      "server: listen(0) [LISTEN]\n"
                      "server: accept()... waits\n"
                      "client: socket(AF_INET, SOCK_STREAM) = fd 3\n"
                      "client: connect(127.0.0.1:3000)...\n"
                      "client -> server: SYN\n"
                      "server -> client: SYN ACK\n"
                      "client -> server: ACK\n"
                      "client: connect(...) = None [ESTABLISHED]\n"
                      "server: accept() = fd 4\n"
                      "client: send(b'Bonjour')...\n"
                      "client -> server: PSH ACK, 7 bytes\n"
                      "server -> client: ACK\n"
                      "client: send(...) = 7\n"
                      "client => server 0+7: b'Bonjour'\n"
                      "server: recv(7) = b'Bonjour'\n"
                      "client: close()...\n"
                      "client -> server: FIN ACK\n"
                      "client: close() = None [FIN-WAIT-1]\n"
                      "server -> client: ACK\n");
    CHECK_INT(kept.rows[6].source, 0);
    CHECK_INT(kept.rows[12].bytes, 7);
    CHECK_TEXT(kept.rows[6].detail,
               "127.0.0.1:45422 > 127.0.0.1:3000 SYN, sequence 0, acknowledgment 0, window 0, 0 bytes");
    kept_close(&kept);
}

static Entry datagram(Entry entry, const char *local, const char *other, const char *data, uint64_t count) {
    entry = at_addresses(entry, local, "");
    entry.argument = address_of(other);
    entry.direction = !strncmp(entry.name, "sendto", 6) ? ENTRY_DATA_SENT : ENTRY_DATA_RECEIVED;
    entry.count = count;
    entry.data_count = strlen(data);
    memcpy(entry.data, data, entry.data_count);
    return entry;
}

/* Each is taken whole, by whoever says that it came from there; one that was lost is passed over, and nothing
 * is guessed. */
static void test_datagrams(void) {
    Kept kept;
    kept_open(&kept, pair, 2);
    for (size_t role = 0; role < 2; role++) {
        Entry maker = entry_of(1, -9000 + 2000 * (int64_t)role, 0, "socket(AF_INET, SOCK_DGRAM)", "fd 3");
        maker.made = 1;
        add(&kept, role, maker);
    }
    const char *to = "127.0.0.1:5000", *from = "127.0.0.1:40000";
    add(&kept, 1, datagram(entry_of(2, 2000, 1, "sendto(1)", "5"), "0.0.0.0:40000", to, "first", 5));
    add(&kept, 1, datagram(entry_of(3, 3000, 1, "sendto(2)", "4"), "0.0.0.0:40000", to, "lost", 4));
    add(&kept, 1, datagram(entry_of(4, 4000, 1, "sendto(3)", "0"), "0.0.0.0:40000", to, "", 0));
    add(&kept, 1,
        datagram(entry_of(5, 5000, 1, "sendto(4)", "1"), "0.0.0.0:40000", "127.0.0.2:5000", "x", 1));
    add(&kept, 0, datagram(entry_of(2, 6000, 1, "recvfrom(2)", "b'fi'"), to, from, "fi", 2));
    add(&kept, 0, datagram(entry_of(3, 7000, 1, "recvfrom(9)", "b''"), to, from, "", 0));
    add(&kept, 0, datagram(entry_of(4, 8000, 1, "recvfrom(9)", "b'x'"), to, from, "x", 1));
    add(&kept, 0, datagram(entry_of(5, 9000, 1, "recvfrom(9)", "b'lost'"), to, "127.0.0.1:40001", "lost", 4));
    flush(&kept);
    CHECK_ROWS(&kept, "server: socket(AF_INET, SOCK_DGRAM) = fd 3\n"
                      "client: socket(AF_INET, SOCK_DGRAM) = fd 3\n"
                      "client: sendto(1) = 5\n"
                      "client: sendto(2) = 4\n"
                      "client: sendto(3) = 0\n"
                      "client: sendto(4) = 1\n"
                      "client => server 0+2: b'fi'\n"
                      "server: recvfrom(2) = b'fi'\n"
                      "client => server 0+0: b''\n"
                      "server: recvfrom(9) = b''\n"
                      "server: recvfrom(9) = b'x'\n"
                      "server: recvfrom(9) = b'lost'\n");
    kept_close(&kept);
}

/* Sockets that take any address; a peer of which nothing is known; strangers. */
static void test_owners(void) {
    Kept kept;
    kept_open(&kept, pair, 2);
    add(&kept, 0, at_addresses(entry_of(1, 1000, 1, "bind()", ""), "0.0.0.0:80", ""));
    add(&kept, 1, at_addresses(entry_of(1, 3000, 1, "bind()", ""), "[::]:81", ""));
    Entry made = entry_of(2, 5000, 0, "socket(AF_INET, SOCK_DGRAM)", "fd 4");
    made.made = 2;
    add(&kept, 0, made);
    add(&kept, 0, at_addresses(entry_of(3, 7000, 2, "bind()", ""), "127.0.0.1:81", ""));
    add_packet(&kept, 10000, "127.0.0.1:9", "127.0.0.1:80", SEGMENT_SYN, 0);
    add_packet(&kept, 20000, "[::1]:81", "[::1]:80", SEGMENT_RST, 0);
    add_packet(&kept, 30000, "127.0.0.1:9", "127.0.0.1:82", SEGMENT_SYN, 0);
    add_packet(&kept, 40000, "127.0.0.1:81", "127.0.0.1:9", 0, 1);
    add_packet(&kept, 50000, "127.0.0.1:81", "127.0.0.1:80", SEGMENT_ACK, 0);
    flush(&kept);
    CHECK_ROWS(&kept, "server: bind()\n"
                      "client: bind()\n"
                      "server: socket(AF_INET, SOCK_DGRAM) = fd 4\n"
                      "server: bind()\n"
                      "elsewhere -> server: SYN\n"
                      "client -> elsewhere: RST\n"
                      "server -> elsewhere: UDP, 1 byte\n"
                      "elsewhere -> server: ACK\n");
    const char *const *names;
    CHECK_INT(ladder_roles(kept.ladder, &names), 3);
    CHECK_TEXT(names[2], "elsewhere");
    kept_close(&kept);
}

/* Two roles on one port, one after the other; who accepts is not who listens. */
static void test_successors(void) {
    Kept kept;
    kept_open(&kept, (const char *const[]){ "old", "new", "worker", "client" }, 4);
    add(&kept, 0, at_addresses(entry_of(1, 1000, 1, "listen()", ""), SERVER, ""));
    add_packet(&kept, 3000, CLIENT, SERVER, SEGMENT_SYN, 0);
    add(&kept, 0, at_addresses(entry_of(2, 5000, 1, "close()", ""), SERVER, ""));
    add(&kept, 1, at_addresses(entry_of(1, 7000, 1, "listen()", ""), SERVER, ""));
    add_packet(&kept, 9000, CLIENT, SERVER, SEGMENT_SYN, 0);
    add_packet(&kept, 11000, "127.0.0.1:99", SERVER, SEGMENT_SYN, 0);
    add(&kept, 2, at_addresses(entry_of(1, 13000, 5, "send()", ""), SERVER, "127.0.0.1:99"));
    flush(&kept);
    CHECK_ROWS(&kept, "old: listen()\n"
                      "elsewhere -> old: SYN\n"
                      "old: close()\n"
                      "new: listen()\n"
                      "elsewhere -> new: SYN\n"
                      "elsewhere -> worker: SYN\n"
                      "worker: send()\n");
    kept_close(&kept);
}

/* ---- flushes */

/* A live ladder and one that is drawn afterwards are the same. */
static void test_live(void) {
    Kept live, later;
    kept_open(&live, pair, 2);
    kept_open(&later, pair, 2);
    add_greeting(&later, 0, 1, true);
    flush(&later);
    add_greeting(&live, 0, 1, true);
    for (int64_t until = 0; until < AT(20); until += 3 * MICROSECOND) ladder_flush(live.ladder, until);
    ladder_flush(live.ladder, INT64_MAX);
    if (CHECK_INT(live.count, later.count)) {
        for (size_t i = 0; i < live.count; i++) {
            CHECK_TEXT(live.rows[i].text, later.rows[i].text);
            CHECK_INT(live.rows[i].kind, later.rows[i].kind);
            CHECK_INT(live.rows[i].origin, later.rows[i].origin);
        }
    }
    kept_close(&live);
    kept_close(&later);
}

static void test_until(void) {
    Kept kept;
    kept_open(&kept, pair, 2);
    add(&kept, 0, ending(entry_of(1, 100, 1, "send()", ""), 300));
    add(&kept, 1, waiting(entry_of(1, 200, 1, "accept()", "")));
    ladder_flush(kept.ladder, 250); /* something may still fall into the send */
    CHECK_INT(kept.count, 0);
    ladder_flush(kept.ladder, 300);
    CHECK_INT(kept.count, 0);
    ladder_flush(kept.ladder, 301);
    CHECK_INT(kept.count, 3);
    add(&kept, 0, entry_of(2, 150, 1, "late()", "")); /* is told all the same */
    ladder_flush(kept.ladder, 2000);
    CHECK_INT(kept.count, 4);
    ladder_flush(kept.ladder, INT64_MAX);
    CHECK_INT(kept.count, 4);
    kept_close(&kept);
}

/* A process takes a role's place: its calls have the same numbers. */
static void test_numbers(void) {
    Kept kept;
    kept_open(&kept, pair, 2);
    add(&kept, 0, waiting(entry_of(1, 1000, 1, "accept()", "")));
    add(&kept, 0, waiting(entry_of(1, 3000, 1, "recv(1)", "")));
    add(&kept, 0, waited(entry_of(1, 3000, 1, "recv(1)", "b''"), 5000));
    add(&kept, 0, entry_of(1, 7000, 1, "send()", ""));
    flush(&kept);
    add(&kept, 0, entry_of(1, 9000, 1, "close()", ""));
    flush(&kept);
    CHECK_ROWS(&kept, "server: accept()... waits\n"
                      "server: recv(1)... waits\n"
                      "server: recv(1) = b''\n"
                      "server: send()\n"
                      "server: close()\n");
    kept_close(&kept);
}

/* ---- drawings */

static void test_drawing(void) {
    ChronicleRole roles[] = { { .name = (char *)"server\n" }, { .name = (char *)"client", .lost = 2 } };
    ChronicleCall calls[] = {
        { 1, CHRONICLE_NO_TURN,
          moving(at_addresses(entry_of(1, 1000, 1, "send()", ""), CLIENT, SERVER), ENTRY_DATA_SENT, 0,
                 "hi") },
        { 0, CHRONICLE_NO_TURN,
          moving(at_addresses(entry_of(1, 5000, 1, "recv()", ""), SERVER, CLIENT), ENTRY_DATA_RECEIVED, 0,
                 "hi") },
    };
    Packet packet = { .at = 3500,
                      .protocol = IPPROTO_TCP,
                      .flags = SEGMENT_ACK,
                      .from = address_of(CLIENT),
                      .to = address_of(SERVER) };
    Chronicle chronicle = { .title = (char *)"a\tb",
                            .roles = roles,
                            .role_count = 2,
                            .calls = calls,
                            .call_count = 2,
                            .packets = &packet,
                            .packet_count = 1,
                            .lost_packets = 3 };
    Drawing drawing;
    drawing_make(&drawing, &chronicle, NULL);
    CHECK_TEXT(drawing.picture.title, "a\\x09b");
    CHECK_INT(drawing.picture.role_count, 2);
    CHECK_TEXT(drawing.picture.roles[0], "server\\x0a");
    Buffer out = { 0 };
    text_append(&out, &drawing.picture, &(TextStyle){ .columns = 50, .ascii = true });
    CHECK_TEXT(buffer_text(&out), " server\\x0a              client\n"
                                  " |                       | send()\n"
                                  " | <------- ACK -------- |\n"
                                  " | <====== b'hi' ======= |\n"
                                  " | recv()                |\n"
                                  " |                       | (2 calls were not\n"
                                  " |                       |     told)\n"
                                  " | (3 packets were not   |\n"
                                  " |     told)             |\n");
    buffer_truncate(&out, 0);
    json_open(&out, '{');
    drawing_append_arrows(&out, &drawing);
    json_close(&out, '}');
    CHECK_TEXT(buffer_text(&out), "{\"arrows\":[{\"from\":0,\"to\":1,\"offset\":0,\"count\":2}]}");
    buffer_clear(&out);
    drawing_clear(&drawing);
    CHECK(!drawing.ladder && !drawing.rows);
}

int main(void) {
    test_calls();
    test_standing_clock();
    test_halves();
    test_ties();
    test_labels();
    test_time();
    test_lost();
    test_pieces();
    test_connections();
    test_reused();
    test_order();
    test_data();
    test_waiting_send();
    test_packets();
    test_datagrams();
    test_owners();
    test_successors();
    test_live();
    test_until();
    test_numbers();
    test_drawing();
    return unit_end();
}
