/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sockets from the tables in /proc/net (proc_pid_net(5)), for where sock_diag is refused. They are slower
 * to read, and tell less: no backlog, no shutdowns, no TCP_INFO, no BOUND, no queues of Unix sockets.
 *
 * A line is read by a cursor that never passes its end; a line of another form is left out and makes the
 * list incomplete. */
#include "base/memory.h"
#include "kernel/parts.h"
#include "sched/io.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    MAXIMUM = 64 << 20,
    LISTENS = 0x10000 /* __SO_ACCEPTCON in the flags of /proc/net/unix */
};

typedef struct {
    const char *at, *end;
    bool failed;
} Cursor;

static void skip_spaces(Cursor *cursor) {
    while (cursor->at < cursor->end && *cursor->at == ' ') cursor->at++;
}

static void expect(Cursor *cursor, char wanted) {
    if (cursor->at < cursor->end && *cursor->at == wanted)
        cursor->at++;
    else
        cursor->failed = true;
}

static int digit_value(char character) {
    if (character >= '0' && character <= '9') return character - '0';
    if (character >= 'A' && character <= 'F') return character - 'A' + 10;
    return character >= 'a' && character <= 'f' ? character - 'a' + 10 : 99;
}

static uint64_t take_digits(Cursor *cursor, unsigned base, int at_most) {
    uint64_t number = 0;
    const char *start = cursor->at;
    for (; cursor->at < cursor->end && cursor->at - start < at_most; cursor->at++) {
        unsigned digit = (unsigned)digit_value(*cursor->at);
        if (digit >= base) break;
        number = number * base + digit;
    }
    if (cursor->at == start) cursor->failed = true;
    return number;
}

static uint64_t take_hex(Cursor *cursor) { return take_digits(cursor, 16, 16); }

static uint64_t take_number(Cursor *cursor, unsigned base) {
    skip_spaces(cursor);
    return take_digits(cursor, base, base == 10 ? 19 : 16);
}

/* "0100007F:0BB8": each word as this machine stores it, the port as a number. */
static void take_address(Cursor *cursor, int family, Address *out) {
    uint32_t words[4];
    skip_spaces(cursor);
    for (int i = 0; i < (family == AF_INET ? 1 : 4); i++) words[i] = (uint32_t)take_digits(cursor, 16, 8);
    expect(cursor, ':');
    uint16_t port = (uint16_t)take_hex(cursor);
    if (!cursor->failed) *out = address_from_ip(family, words, port, 0);
}

static void take_timer(Cursor *cursor, KernelSocket *socket) {
    static const KernelTimer timers[] = { KERNEL_TIMER_NONE, KERNEL_TIMER_RETRANSMIT, KERNEL_TIMER_KEEPALIVE,
                                          KERNEL_TIMER_TIME_WAIT, KERNEL_TIMER_WINDOW };
    uint64_t kind = take_number(cursor, 16);
    expect(cursor, ':');
    uint64_t ticks = take_hex(cursor);
    if (kind == 0 || kind >= sizeof timers / sizeof *timers) return;
    socket->timer = timers[kind];
    socket->timer_ms = (int64_t)(uint32_t)ticks * 1000 / sysconf(_SC_CLK_TCK);
}

/* "  0: LOCAL PEER STATE SEND:RECEIVE TIMER:WHEN RETRANSMISSIONS UID TIMEOUT INODE ..." */
static void take_tcp(Cursor *cursor, int family, KernelSocket *socket) {
    socket->family = family;
    socket->type = SOCK_STREAM;
    take_number(cursor, 10);
    expect(cursor, ':');
    take_address(cursor, family, &socket->local);
    take_address(cursor, family, &socket->peer);
    socket->state = kernel_state_from_linux((unsigned)take_number(cursor, 16));
    uint64_t send = take_number(cursor, 16);
    expect(cursor, ':');
    uint64_t receive = take_hex(cursor);
    kernel_set_queues(socket, (uint32_t)receive, (uint32_t)send);
    socket->backlog = -1;
    take_timer(cursor, socket);
    socket->retransmissions = (uint32_t)take_number(cursor, 16);
    socket->uid = (uid_t)take_number(cursor, 10);
    take_number(cursor, 10);
    socket->inode = take_number(cursor, 10);
    socket->uid_known = socket->inode != 0;
    if (socket->peer.port == 0) socket->peer = (Address){ 0 };
}

/* "ADDRESS: COUNT PROTOCOL FLAGS TYPE STATE INODE [PATH]"; in an abstract name each NUL is written '@'. */
static void take_unix(Cursor *cursor, KernelSocket *socket) {
    socket->family = AF_UNIX;
    take_number(cursor, 16);
    expect(cursor, ':');
    take_number(cursor, 16);
    take_number(cursor, 16);
    uint64_t flags = take_number(cursor, 16);
    socket->type = (int)take_number(cursor, 16);
    bool is_connected = take_number(cursor, 16) == 3; /* SS_CONNECTED */
    socket->state = flags & LISTENS ? KERNEL_LISTEN : is_connected ? KERNEL_ESTABLISHED : KERNEL_CLOSED;
    socket->inode = take_number(cursor, 10);
    expect(cursor, ' ');
    size_t count = (size_t)(cursor->end - cursor->at);
    if (cursor->failed || count == 0) {
        if (cursor->at == cursor->end) cursor->failed = socket->inode == 0;
        return;
    }
    socket->local = address_from_path(cursor->at, count);
    char *path = socket->local.path;
    for (size_t i = 0; path[0] != '/' && i < socket->local.path_count; i++)
        if (path[i] == '@') path[i] = 0;
}

/* The first line names the columns. `family` AF_UNIX: the table of Unix sockets. */
static void parse_table(const char *text, size_t count, int family, const KernelQuery *query,
                        KernelSockets *out) {
    const char *end = text + count;
    const char *line = memchr(text, '\n', count);
    while (line && ++line < end) {
        const char *line_end = memchr(line, '\n', (size_t)(end - line));
        Cursor cursor = { .at = line, .end = line_end ? line_end : end };
        KernelSocket *socket = kernel_new_socket(query, out);
        if (!socket) return;
        if (family == AF_UNIX)
            take_unix(&cursor, socket);
        else
            take_tcp(&cursor, family, socket);
        if (cursor.failed)
            out->complete = false;
        else if (socket->type == SOCK_STREAM)
            kernel_keep_socket(query, out);
        line = line_end;
    }
}

void kernel_table_parse_tcp(const char *text, size_t count, int family, const KernelQuery *query,
                            KernelSockets *out) {
    parse_table(text, count, family, query, out);
}

void kernel_table_parse_unix(const char *text, size_t count, const KernelQuery *query, KernelSockets *out) {
    parse_table(text, count, AF_UNIX, query, out);
}

static bool read_all(const char *path, Buffer *out) {
    int fd = open(path, O_RDONLY | O_CLOEXEC), problem = fd < 0 ? -errno : io_read_all(fd, out, MAXIMUM);
    if (fd >= 0) close(fd);
    return !problem;
}

static bool list_table(const Kernel *kernel, const char *name, int family, const KernelQuery *query,
                       KernelSockets *out) {
    char path[512];
    Buffer text = { 0 };
    snprintf(path, sizeof path, "%s/net/%s", kernel->proc, name);
    bool is_read = read_all(path, &text);
    if (is_read && text.count > 0) parse_table(text.bytes, text.count, family, query, out);
    if (text.count >= MAXIMUM) out->complete = false;
    buffer_clear(&text);
    return is_read;
}

bool kernel_table_list_udp(const Kernel *kernel, const KernelQuery *query, KernelSockets *out) {
    size_t first = out->count;
    bool is_known = list_table(kernel, "udp", AF_INET, query, out);
    list_table(kernel, "udp6", AF_INET6, query, out);
    for (size_t i = first; i < out->count; i++) out->items[i].type = SOCK_DGRAM;
    return is_known;
}

bool kernel_table_list_tcp(const Kernel *kernel, const KernelQuery *query, KernelSockets *out) {
    bool is_known = list_table(kernel, "tcp", AF_INET, query, out);
    list_table(kernel, "tcp6", AF_INET6, query, out); /* a kernel without IPv6 has none */
    return is_known;
}

bool kernel_table_list_unix(const Kernel *kernel, const KernelQuery *query, KernelSockets *out) {
    return list_table(kernel, "unix", AF_UNIX, query, out);
}
