/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries: what a program's calls become, there and back; and that what a liar writes is refused, or
 * harmless. */
#include "journal/entry.h"
#include "journal/journal_text.h"
#include "modules/socket/journal.h"
#include "shell/program.h"
#include "unit.h"
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <string.h>

/* ---- there and back */

static bool read_text(const char *text, size_t count, Entry *entry) {
    JsonReader reader = { .text = text, .count = count };
    *entry = (Entry){ 0 };
    bool taken = json_next(&reader) == JSON_OBJECT && entry_read(&reader, entry);
    if (taken) CHECK(json_next(&reader) == JSON_END);
    if (!taken) CHECK(!entry->name && !entry->text && !entry->call);
    buffer_clear(&reader.string);
    return taken;
}

static bool same_buffer(const Buffer *a, const Buffer *b) {
    return a->count == b->count && (!a->count || !memcmp(a->bytes, b->bytes, a->count));
}

/* What is not bound is left out. */
static bool same_address(const Address *read, const Address *written) {
    return address_is_bound(written) ? address_equals(read, written) : !read->family;
}

/* The record, as who reads it has it; owned. */
static Entry carry(const JournalRecord *record) {
    Buffer first = { 0 }, again = { 0 };
    Entry entry;
    entry_append(&first, record);
    CHECK(!memchr(first.bytes, '\n', first.count));
    if (CHECK(read_text(first.bytes, first.count, &entry))) {
        entry_append_again(&again, &entry);
        CHECK_TEXT(buffer_text(&again), buffer_text(&first));
        CHECK(same_address(&entry.local, &record->local) && same_address(&entry.peer, &record->peer) &&
              address_equals(&entry.argument, &record->argument));
    }
    buffer_clear(&first);
    buffer_clear(&again);
    return entry;
}

/* ---- a program's calls */

enum { ENTRIES = 20000 };
static Entry entries[ENTRIES];
static size_t entry_count;

static void keep_entry(void *context, const JournalRecord *record) {
    (void)context;
    if (CHECK(entry_count < ENTRIES)) entries[entry_count++] = carry(record);
}

static void clear_entries(void) {
    while (entry_count) entry_clear(&entries[--entry_count]);
}

static void play(const char *code) {
    char name[] = "entry", *argv[] = { name, NULL };
    Program program;
    clear_entries();
    program_open(&program, 1, argv, NULL);
    journal_listen(socket_journal_open(program.machine, 16), keep_entry, NULL);
    CHECK_INT(program_run(&program, PROGRAM_CODE, code), 0);
    socket_journal_close(program.machine);
    CHECK_INT(program_close(&program, 0), 0);
}

/* "shown -> gave" of all that have ended, a line each; ports as P. */
static void list_ended(Buffer *out) {
    for (size_t i = 0; i < entry_count; i++) {
        const Entry *entry = &entries[i];
        if (entry->moment == JOURNAL_WAITS) continue;
        for (const char *at = entry->shown; *at; at++) {
            buffer_append_byte(out, *at);
            if (strncmp(at, ".1:", 3)) continue;
            buffer_append_text(out, "1:P");
            at += 2 + strspn(at + 3, "0123456789");
        }
        if (*entry->gave) buffer_append_format(out, " -> %s", entry->gave);
        buffer_append_byte(out, '\n');
    }
}

static const Entry *find_entry(const char *name, int nth) {
    for (size_t i = 0; i < entry_count; i++)
        if (entries[i].moment == JOURNAL_ENDED && !strcmp(entries[i].name, name) && !nth--)
            return &entries[i];
    CHECK(!"there is such a call");
    static const Entry none;
    return &none;
}

static bool moved(const Entry *entry, EntryData direction, uint64_t offset, uint64_t count) {
    bool same = entry->direction == direction && entry->offset == offset && entry->count == count;
    if (!same)
        printf("%s: direction %d, offset %" PRIu64 ", count %" PRIu64 "\n", entry->text, entry->direction,
               entry->offset, entry->count);
    return same;
}

static void test_calls(void) {
    play("import socket\n"
         "s = socket.create_server(('127.0.0.1', 0))\n"
         "c = socket.socket()\n"
         "c.settimeout(5)\n"
         "c.connect(s.getsockname())\n"
         "d, address = s.accept()\n"
         "c.send(b'Bonjour')\n"
         "d.recv(3, socket.MSG_PEEK)\n"
         "d.recv(4)\n"
         "b = bytearray(10)\n"
         "d.recv_into(b)\n"
         "c.sendall(b'x\\xff' * 50)\n"
         "d.recvfrom(1000)\n"
         "d.settimeout(0)\n"
         "try: d.recv(4)\n"
         "except OSError: pass\n"
         "d.settimeout(0.001)\n"
         "try: d.recv(4)\n"
         "except OSError: pass\n"
         "try: d.recv(-1)\n"
         "except ValueError: pass\n"
         "try: d.send('text')\n"
         "except TypeError: pass\n"
         "d.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)\n"
         "s.connect_ex(s.getsockname())\n"
         "c.shutdown(socket.SHUT_WR)\n"
         "d.recv(4)\n"
         "d.close()\n"
         "with s: pass\n"
         "del c\n");
    Buffer out = { 0 };
    list_ended(&out);
    CHECK_TEXT(buffer_text(&out),
               "socket(AF_INET, SOCK_STREAM) -> fd 3\n"
               "setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)\n"
               "bind(127.0.0.1:P)\n"
               "listen(128)\n"
               "socket(AF_INET, SOCK_STREAM) -> fd 4\n"
               "settimeout(5 s)\n"
               "connect(127.0.0.1:P)\n"
               "accept() -> fd 5\n"
               "send(b'Bonjour') -> 7\n"
               "recv(3, MSG_PEEK) -> b'Bon'\n"
               "recv(4) -> b'Bonj'\n"
               "recv_into(0) -> b'our'\n"
               "sendall(b'x\\xffx\\xffx\\xffx\\xffx\\xffx\\xffx\\xffx\\xffx\\xffx\\xff"
               "x\\xffx\\xffx\\xffx\\xffx\\xffx\\xff'...)\n"
               "recvfrom(1000) -> b'x\\xffx\\xffx\\xffx\\xffx\\xffx\\xffx\\xffx\\xffx\\xffx\\xff"
               "x\\xffx\\xffx\\xffx\\xffx\\xffx\\xff'...\n"
               "settimeout(0 s)\n"
               "recv(4) -> EAGAIN\n"
               "settimeout(1 ms)\n"
               "recv(4) -> timed out\n"
               "recv(-1) -> ValueError\n"
               "send() -> TypeError\n"
               "setsockopt(SOL_SOCKET, SO_KEEPALIVE, 1)\n"
               "connect_ex(127.0.0.1:P) -> 106\n"
               "shutdown(SHUT_WR)\n"
               "recv(4) -> b''\n"
               "close()\n"
               "close()\n"
               "close()\n");
    buffer_clear(&out);
    CHECK(moved(find_entry("send", 0), ENTRY_DATA_SENT, 0, 7));
    CHECK(moved(find_entry("recv", 0), ENTRY_DATA_NONE, 0, 0)); /* the bytes are still there */
    CHECK(moved(find_entry("recv", 1), ENTRY_DATA_RECEIVED, 0, 4));
    CHECK(moved(find_entry("recv_into", 0), ENTRY_DATA_RECEIVED, 4, 3));
    CHECK(moved(find_entry("sendall", 0), ENTRY_DATA_SENT, 7, 100));
    CHECK(moved(find_entry("recvfrom", 0), ENTRY_DATA_RECEIVED, 7, 100));
    CHECK(moved(find_entry("recv", 2), ENTRY_DATA_RECEIVED, 107, 0));
    CHECK(moved(find_entry("recv", 3), ENTRY_DATA_RECEIVED, 107, 0));
    CHECK(moved(find_entry("recv", 5), ENTRY_DATA_RECEIVED, 107, 0));
    CHECK(moved(find_entry("send", 1), ENTRY_DATA_SENT, 0, 0));
    const Entry *send = find_entry("send", 0), *accept = find_entry("accept", 0),
                *all = find_entry("sendall", 0);
    CHECK(send->data_count == 7 && !memcmp(send->data, "Bonjour", 7) && !send->made && send->made_fd == -1);
    CHECK(all->data_count == JOURNAL_DATA && !memcmp(all->data, "x\xffx\xff", 4));
    CHECK(accept->made && accept->made != accept->socket && accept->made_fd == 5 && accept->fd == 3);
    CHECK(accept->has_facts && accept->state == KERNEL_LISTEN && !accept->peer.family);
    const Entry *end = find_entry("recvfrom", 0);
    CHECK(send->peer.port && address_equals(&end->local, &send->peer));
    CHECK(send->local.port && address_equals(&end->peer, &send->local));
    CHECK(address_equals(&find_entry("connect", 0)->argument, &send->peer));
    CHECK(!send->waited && send->real_begun <= send->real_ended && send->real_ended <= end->real_begun);
    CHECK(find_entry("recv", 4)->outcome == JOURNAL_RAISED &&
          find_entry("recv", 3)->outcome == JOURNAL_TIMED_OUT);
    const Entry *last = &entries[entry_count - 1];
    CHECK(last->moment == JOURNAL_FREED && last->fd == 4 && strstr(last->text, "nothing names it any more"));
}

/* A sendall that fails has sent some, and the next call goes on behind them. */
static void test_sendall_that_fails(void) {
    play("import socket\n"
         "s = socket.create_server(('127.0.0.1', 0))\n"
         "c = socket.create_connection(s.getsockname())\n"
         "d, address = s.accept()\n"
         "c.send(b'abc')\n"
         "c.settimeout(0)\n"
         "try: c.sendall(b'x' * 50000000)\n"
         "except BlockingIOError: pass\n"
         "d.recv(100, socket.MSG_PEEK)\n"
         "c.settimeout(None)\n"
         "c.shutdown(socket.SHUT_WR)\n"
         "while d.recv(10000000): pass\n");
    const Entry *all = find_entry("sendall", 0), *recv;
    CHECK(all->outcome == JOURNAL_FAILED && all->direction == ENTRY_DATA_SENT && all->offset == 3);
    CHECK(all->count > 0 && all->count < 50000000 && all->data_count == JOURNAL_DATA && all->data[0] == 'x');
    uint64_t total = 0;
    for (int i = 1; (recv = find_entry("recv", i))->count; i++) {
        CHECK(recv->offset == total);
        total += recv->count;
    }
    CHECK_INT(total, 3 + all->count);
}

/* A sendall that waits has sent some already: it is told where its bytes begin. */
static void test_sendall_that_waits(void) {
    play("import socket, threading\n"
         "s = socket.create_server(('127.0.0.1', 0))\n"
         "c = socket.create_connection(s.getsockname())\n"
         "d, address = s.accept()\n"
         "def read():\n"
         "    count = 0\n"
         "    while count < 20000003: count += len(d.recv(10000000))\n"
         "t = threading.Thread(target=read)\n"
         "c.send(b'abc')\n"
         "t.start()\n"
         "c.sendall(b'x' * 20000000)\n"
         "t.join()\n"
         "c.send(b'de')\n");
    const Entry *waits = NULL;
    for (size_t i = 0; i < entry_count; i++)
        if (entries[i].moment == JOURNAL_WAITS && !strcmp(entries[i].name, "sendall")) waits = &entries[i];
    if (CHECK(waits)) {
        CHECK(moved(waits, ENTRY_DATA_SENT, 3, 0));
        CHECK(!waits->ended && !waits->real_ended && !waits->data_count && !*waits->gave);
        CHECK(waits->call == find_entry("sendall", 0)->call);
    }
    CHECK(moved(find_entry("sendall", 0), ENTRY_DATA_SENT, 3, 20000000));
    CHECK(moved(find_entry("send", 1), ENTRY_DATA_SENT, 20000003, 2));
}

/* One task receives while another one sends: the totals are the socket's, not the call's. */
static void test_two_tasks_at_a_socket(void) {
    play("import socket, threading\n"
         "s = socket.create_server(('127.0.0.1', 0))\n"
         "c = socket.create_connection(s.getsockname())\n"
         "d, address = s.accept()\n"
         "t = threading.Thread(target=lambda: c.recv(5))\n"
         "t.start()\n"
         "c.send(b'abc')\n"
         "d.recv(3)\n"
         "d.send(b'12345')\n"
         "t.join()\n"
         "c.send(b'de')\n"
         "d.send(b'6')\n"
         "c.recv(1)\n");
    CHECK(moved(find_entry("send", 0), ENTRY_DATA_SENT, 0, 3));
    CHECK(moved(find_entry("send", 2), ENTRY_DATA_SENT, 3, 2));
    CHECK(moved(find_entry("send", 3), ENTRY_DATA_SENT, 5, 1));
    CHECK(moved(find_entry("recv", 2), ENTRY_DATA_RECEIVED, 5, 1));
    CHECK(find_entry("recv", 1)->task > 0 && find_entry("recv", 0)->task == 0);
}

/* ---- records of any kind */

static uint64_t state = 1;
static uint32_t pick(uint32_t below) {
    state = state * 6364136223846793005 + 1442695040888963407;
    return (uint32_t)(state >> 33) % below;
}
static int64_t pick_time(void) {
    return (int64_t)((uint64_t)pick(1u << 31) << 32 | (uint64_t)pick(1u << 31) << 1) >> pick(60);
}

static Address pick_address(void) {
    uint8_t bytes[ADDRESS_PATH];
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (uint8_t)pick(256);
    switch (pick(4)) {
    case 0: return address_from_ip(AF_INET, bytes, (uint16_t)pick(65536), 0);
    case 1: return address_from_ip(AF_INET6, bytes, (uint16_t)pick(65536), 0);
    case 2: return address_from_path(bytes, pick(ADDRESS_PATH + 1));
    default: return (Address){ 0 };
    }
}

static const NativeSpec rows[] = {
    { "connect(self, address, /)", NULL, "", .flags = JOURNAL_CALL | JOURNAL_ADDRESS | JOURNAL_STATE },
    { "accept(self)", NULL, "", .flags = JOURNAL_CALL | JOURNAL_MAKES },
    { "send(self, data, flags=0, /)", NULL, "", .flags = JOURNAL_CALL | JOURNAL_SENDS },
    { "sendall(self, data, flags=0, /)", NULL, "", .flags = JOURNAL_CALL | JOURNAL_SENDS | JOURNAL_KEEPS },
    { "recv(self, bufsize, flags=0, /)", NULL, "", .flags = JOURNAL_CALL | JOURNAL_RECEIVES },
    { "__exit__(self, *args)", NULL, "", .flags = JOURNAL_CALL | JOURNAL_STATE },
    { "settimeout(self, timeout, /)", NULL, "", .flags = JOURNAL_CALL | JOURNAL_SECONDS },
};

static JournalRecord pick_record(void) {
    JournalRecord record = {
        .call = pick(1000), .socket = pick(5), .fd = (int32_t)pick(9) - 1, .task = pick(3)
    };
    record.spec = pick(9) ? &rows[pick(sizeof rows / sizeof *rows)] : NULL;
    record.moment = record.spec ? (uint8_t)pick(2) : JOURNAL_FREED;
    record.outcome = record.moment == JOURNAL_ENDED ? (uint8_t)pick(5) : JOURNAL_RETURNED;
    record.error = record.outcome == JOURNAL_FAILED ? (int32_t)pick(200) : 0;
    record.made_fd = -1;
    if (record.spec && record.spec->flags & JOURNAL_MAKES && pick(2)) {
        record.made = pick(9) + 1;
        record.made_fd = (int32_t)pick(99);
    }
    record.begun = pick_time();
    record.real_begun = pick_time();
    if (record.moment != JOURNAL_WAITS) {
        record.ended = record.begun + pick(1000000);
        record.real_ended = record.real_begun + pick(1000000);
        record.waited = pick(2) ? pick(1000000) : 0;
    }
    record.number_count = (uint8_t)pick(3);
    for (int i = 0; i < record.number_count; i++) record.numbers[i] = (int64_t)pick(300) - 1;
    record.has_facts = record.moment == JOURNAL_ENDED && pick(2);
    record.state = (uint8_t)pick(KERNEL_BOUND + 1);
    record.receive_queue = pick(2) ? pick(1u << 31) : 0;
    record.send_queue = pick(2) ? UINT32_MAX : 0;
    record.local = pick_address();
    record.peer = pick_address();
    if (record.spec && record.spec->flags & JOURNAL_ADDRESS) record.argument = pick_address();
    if (record.outcome == JOURNAL_RAISED) strcpy(record.exception, "UnicodeDecodeError");
    record.result = pick(200);
    record.has_result = (uint8_t)pick(2);
    record.data_count = (uint64_t)record.result;
    record.sent = (uint64_t)record.result + pick(1000);
    record.received = (uint64_t)record.result + pick(1000);
    for (size_t i = 0; i < JOURNAL_DATA; i++)
        record.data[i] = (uint8_t)(pick(2) ? pick(256) : 'a' + pick(26));
    return record;
}

static void check_members(const Entry *entry, const JournalRecord *record) {
    CHECK(entry->call == record->call && entry->moment == record->moment &&
          entry->outcome == record->outcome);
    CHECK(entry->task == record->task && entry->socket == record->socket && entry->made == record->made);
    CHECK(entry->fd == record->fd && entry->made_fd == record->made_fd);
    CHECK(entry->begun == record->begun && entry->ended == record->ended && entry->waited == record->waited);
    CHECK(entry->real_begun == record->real_begun && entry->real_ended == record->real_ended);
    CHECK(entry->has_facts == record->has_facts);
    CHECK(!entry->has_facts || (entry->state == record->state && entry->send_queue == record->send_queue));
    CHECK(!entry->has_facts || entry->receive_queue == record->receive_queue);
    CHECK(entry->data_count <= entry->count && !memcmp(entry->data, record->data, entry->data_count));
    Buffer scratch = { 0 }, line = { 0 };
    CHECK_TEXT(entry->name, journal_call_name(record, &scratch));
    journal_append_text(&line, record);
    CHECK(strlen(entry->text) <= ENTRY_TEXT &&
          !strncmp(entry->text, buffer_text(&line), strlen(entry->text)));
    CHECK(strlen(entry->text) == line.count || strlen(entry->text) > ENTRY_TEXT - 4);
    buffer_clear(&scratch);
    buffer_clear(&line);
}

static void test_records(void) {
    for (int i = 0; i < 5000; i++) {
        JournalRecord record = pick_record();
        Entry entry = carry(&record);
        check_members(&entry, &record);
        entry_clear(&entry);
    }
}

/* ---- what others may write */

#define BEGIN "{\"call\":1,\"moment\":\"ended\",\"name\":\"recv\",\"begun\":5,\"real_begun\":7"
#define WHOLE BEGIN ",\"ended\":6,\"real_ended\":8,\"outcome\":\"returned\""
static const char whole[] = WHOLE "}";

static void test_refusals(void) {
    static const char *const wrong[] = {
        "{}",
        BEGIN "}",
        BEGIN ",\"ended\":6,\"real_ended\":8}",
        BEGIN ",\"ended\":6,\"outcome\":\"returned\"}",
        BEGIN ",\"real_ended\":8,\"outcome\":\"returned\"}",
        "{\"call\":1,\"moment\":\"waits\",\"begun\":5,\"real_begun\":7}",
        "{\"call\":1,\"moment\":\"waits\",\"name\":\"\",\"begun\":5,\"real_begun\":7}",
        "{\"call\":1,\"moment\":\"waits\",\"name\":\"recv\",\"begun\":5}",
        "{\"call\":1,\"name\":\"recv\",\"begun\":5,\"real_begun\":7}",
        WHOLE ",\"call\":-1}",
        WHOLE ",\"call\":\"1\"}",
        WHOLE ",\"call\":null}",
        WHOLE ",\"call\":[1,{\"a\":2}]}",
        WHOLE ",\"moment\":\"later\"}",
        WHOLE ",\"moment\":1}",
        WHOLE ",\"moment\":\"\"}",
        WHOLE ",\"outcome\":\"fine\"}",
        WHOLE ",\"outcome\":true}",
        WHOLE ",\"name\":7}",
        WHOLE ",\"name\":{\"a\":[]}}",
        WHOLE ",\"begun\":\"now\"}",
        WHOLE ",\"real_ended\":false}",
        WHOLE ",\"task\":4294967296}",
        WHOLE ",\"task\":-1}",
        WHOLE ",\"fd\":-2}",
        WHOLE ",\"fd\":2147483648}",
        WHOLE ",\"made_fd\":\"x\"}",
        WHOLE ",\"socket\":-5}",
        WHOLE ",\"state\":\"SLEEPING\"}",
        WHOLE ",\"state\":4}",
        WHOLE ",\"receive_queue\":-1}",
        WHOLE ",\"send_queue\":99999999999}",
        WHOLE ",\"count\":-1}",
        WHOLE ",\"sent\":-1}",
        WHOLE ",\"received\":\"7\"}",
        WHOLE ",\"received\":7,\"count\":8}",
        WHOLE ",\"data\":7}",
        WHOLE ",\"local\":[\"127.0.0.1\",3000]}",
        WHOLE ",\"text\":null}",
    };
    Entry entry;
    CHECK(read_text(whole, strlen(whole), &entry));
    entry_clear(&entry);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (!CHECK(!read_text(wrong[i], strlen(wrong[i]), &entry))) printf("    taken: %s\n", wrong[i]);
        entry_clear(&entry);
        /* It is read to its end, and the next one can be read. */
        Buffer list = { 0 };
        buffer_append_format(&list, "[%s,%s]", wrong[i], whole);
        JsonReader reader = { .text = list.bytes, .count = list.count };
        CHECK(json_next(&reader) == JSON_ARRAY && json_next(&reader) == JSON_OBJECT);
        CHECK(!entry_read(&reader, &entry) && !reader.failed);
        CHECK(json_next(&reader) == JSON_OBJECT && entry_read(&reader, &entry));
        entry_clear(&entry);
        CHECK(json_next(&reader) == JSON_CLOSE && json_next(&reader) == JSON_END);
        buffer_clear(&reader.string);
        buffer_clear(&list);
    }
}

static void test_lenience(void) {
    static const char text[] = WHOLE
        ",\"name\":\"send\",\"gave\":\"a\\u0000b\",\"begun\":9223372036854775807,\"ended\":-9223372036854775808,"
        "\"real_ended\":-4,\"waited\":-1,\"later\":[{\"deep\":[1,2,{}]}],\"sent\":9,\"sent\":10,\"count\":4,"
        "\"data\":\"\\udcff\\u0000cdefgh\",\"receive_queue\":7}";
    Entry entry;
    if (!CHECK(read_text(text, strlen(text), &entry))) return;
    CHECK_TEXT(entry.name, "send"); /* the last one */
    CHECK_TEXT(entry.gave, "a");
    CHECK_INT(entry.peer.family, AF_UNSPEC);
    CHECK(entry.begun == INT64_MAX && entry.ended == INT64_MAX && entry.real_ended == 7 && entry.waited == 0);
    CHECK(moved(&entry, ENTRY_DATA_SENT, 6, 4) && entry.data_count == 4 &&
          !memcmp(entry.data, "\xff\0cd", 4));
    CHECK(entry.fd == -1 && entry.made_fd == -1 && !entry.has_facts && !entry.receive_queue);
    entry_clear(&entry);
    static const char waits[] =
        "{\"call\":0,\"moment\":\"waits\",\"name\":\"x\",\"begun\":1,\"real_begun\":2,\"ended\":3,"
        "\"real_ended\":4,\"outcome\":\"failed\",\"received\":5,\"count\":3,\"data\":\"abc\"}";
    if (!CHECK(read_text(waits, strlen(waits), &entry))) return;
    CHECK(!entry.ended && !entry.real_ended && entry.outcome == JOURNAL_RETURNED);
    CHECK(moved(&entry, ENTRY_DATA_RECEIVED, 5, 0) && !entry.data_count);
    entry_clear(&entry);
    static const char nowhere[] = WHOLE ",\"count\":3,\"data\":\"abc\"}";
    if (!CHECK(read_text(nowhere, strlen(nowhere), &entry))) return;
    CHECK(moved(&entry, ENTRY_DATA_NONE, 0, 0) && !entry.data_count);
    entry_clear(&entry);
}

static void check_bound(size_t before, const char *character, size_t wanted) {
    Buffer text = { 0 };
    Entry entry;
    buffer_append_text(&text, WHOLE ",\"shown\":\"");
    buffer_append_repeated(&text, 'x', before);
    for (int i = 0; i < 300; i++) buffer_append_text(&text, character);
    buffer_append_text(&text, "\"}");
    if (CHECK(read_text(text.bytes, text.count, &entry))) CHECK_INT(strlen(entry.shown), wanted);
    entry_clear(&entry);
    buffer_clear(&text);
}

static void test_bounds(void) {
    for (size_t before = 0; before < 8; before++) {
        check_bound(before, "zz", 512);
        check_bound(before, "é", 512 - before % 2);
        check_bound(before, "€", 512 - (512 - before) % 3);
        check_bound(before, "😀", 512 - (512 - before) % 4);
        check_bound(before, "\xbf\xbf", 512); /* no UTF-8 */
        check_bound(before, "\xff\xff", 512);
    }
    Buffer text = { 0 };
    Entry entry;
    buffer_append_text(&text, WHOLE ",\"received\":5000,\"count\":5000,\"data\":\"");
    buffer_append_repeated(&text, 'd', 5000);
    buffer_append_text(&text, "\"}");
    if (CHECK(read_text(text.bytes, text.count, &entry)))
        CHECK(entry.data_count == JOURNAL_DATA && entry.count == 5000);
    entry_clear(&entry);
    buffer_clear(&text);
}

/* A writer that ended within an entry. */
static void test_cuts(void) {
    for (int i = 0; i < 20; i++) {
        JournalRecord record = pick_record();
        Buffer text = { 0 };
        entry_append(&text, &record);
        for (size_t count = 0; count < text.count; count++) {
            Entry entry;
            CHECK(!read_text(text.bytes, count, &entry));
        }
        buffer_clear(&text);
    }
}

/* What is taken in spite of it can be written and is then read as the same. */
static void test_flips(void) {
    int taken = 0;
    for (int i = 0; i < 20000; i++) {
        JournalRecord record = pick_record();
        Buffer text = { 0 }, first = { 0 }, again = { 0 };
        Entry entry, second = { 0 };
        entry_append(&text, &record);
        for (uint32_t flips = pick(3) + 1; flips; flips--)
            text.bytes[pick((uint32_t)text.count)] = pick(2) ? (char)pick(256) : "{}[]\":,-0"[pick(9)];
        JsonReader reader = { .text = text.bytes, .count = text.count };
        if (json_next(&reader) == JSON_OBJECT && entry_read(&reader, &entry)) {
            taken++;
            entry_append_again(&first, &entry);
            CHECK(read_text(first.bytes, first.count, &second));
            entry_append_again(&again, &second);
            CHECK(same_buffer(&first, &again));
            entry_clear(&second);
            entry_clear(&entry);
        }
        buffer_clear(&reader.string);
        buffer_clear(&text);
        buffer_clear(&first);
        buffer_clear(&again);
    }
    CHECK(taken > 1000 && taken < 19000);
}

int main(void) {
    signal(SIGPIPE, SIG_IGN);
    test_calls();
    test_sendall_that_fails();
    test_sendall_that_waits();
    test_two_tasks_at_a_socket();
    clear_entries();
    test_records();
    test_refusals();
    test_lenience();
    test_bounds();
    test_cuts();
    test_flips();
    return unit_end();
}
