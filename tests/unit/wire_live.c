/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wire beside real traffic, in a network namespace of the test's own: what is told of connections and
 * datagrams, when it says they were, what is lost when nobody reads, and the file. */
#include "base/array.h"
#include "base/clock.h"
#include "base/memory.h"
#include "dialogue/namespace.h"
#include "journal/journal.h"
#include "kernel/wire.h"
#include "sched/io.h"
#include "unit.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/ip_icmp.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SKIPPED = 77, RING = 8192 };

/* ---- what is told */

typedef struct {
    Packet *items;
    size_t count, capacity;
} Told;

static void tell(void *context, const Packet *packet) {
    Told *told = context;
    *(Packet *)array_push(&told->items, &told->count, &told->capacity, sizeof *packet) = *packet;
}

static size_t read_wire(Wire *wire, Told *told) {
    size_t before = told->count;
    CHECK_INT(wire_read(wire, tell, told), 0);
    return told->count - before;
}

/* A segment that answers may leave after the call that it lets go on has come back: waits until so many are
 * there. */
static void read_until(Wire *wire, Told *told, size_t count) {
    struct pollfd ready = { .fd = wire_fd(wire), .events = POLLIN };
    read_wire(wire, told);
    while (told->count < count && CHECK_INT(poll(&ready, 1, 5000), 1)) read_wire(wire, told);
}

static void forget(Told *told) {
    memory_free(told->items);
    *told = (Told){ 0 };
}

/* ---- sockets */

/* -1: this machine has no such family. */
static int bound(int family, int type, Address *address) {
    static const uint8_t four[4] = { 127, 0, 0, 1 };
    *address = address_from_ip(family, family == AF_INET ? four : in6addr_loopback.s6_addr, 0, 0);
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd >= 0 && io_bind(fd, address) == 0 && io_local_name(fd, address) == 0 &&
        (type == SOCK_DGRAM || listen(fd, 1000) == 0))
        return fd;
    if (fd >= 0) close(fd);
    return -1;
}

static uint16_t port_of(int fd) {
    Address address;
    io_local_name(fd, &address);
    return address.port;
}

static void reset(int fd) {
    struct linger none = { 1, 0 };
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    close(fd);
}

/* ---- a connection */

typedef struct {
    uint16_t port;
    bool has_begun, has_ended;
    uint32_t next;
    uint32_t bytes;
} Flow; /* one way */

/* That this segment goes on where the last one of its direction ended, and takes in no more than what was
 * sent. */
static void follow(Flow *flow, const Flow *other, const Packet *packet) {
    bool is_first = packet->flags & SEGMENT_SYN, is_last = packet->flags & SEGMENT_FIN;
    CHECK(is_first != flow->has_begun);
    if (!is_first) CHECK_INT(packet->sequence, flow->next);
    if (packet->flags & SEGMENT_ACK) CHECK((int32_t)(packet->acknowledgment - other->next) <= 0);
    CHECK(!flow->has_ended || (packet->payload == 0 && !is_last));
    CHECK(packet->flags & SEGMENT_ACK || !other->has_begun);
    flow->has_begun = true;
    flow->has_ended |= is_last;
    flow->next = packet->sequence + packet->payload + is_first + is_last;
    flow->bytes += packet->payload;
}

typedef struct {
    int64_t before, after;
} During;

static const Packet *find(const Told *told, uint16_t from, unsigned flags, uint32_t payload) {
    for (size_t i = 0; i < told->count; i++) {
        const Packet *packet = &told->items[i];
        if (packet->from.port == from && (packet->flags & flags) == flags && packet->payload == payload)
            return packet;
    }
    return NULL;
}

static void check_during(const Packet *packet, During during) {
    if (CHECK(packet)) CHECK(packet->at >= during.before && packet->at <= during.after);
}

static void check_address(const Address *address, int family) {
    uint8_t want[16] = { 127, 0, 0, 1 };
    CHECK_INT(address->family, family);
    CHECK(memcmp(address->ip, family == AF_INET ? want : in6addr_loopback.s6_addr, 16) == 0);
    CHECK_INT(address->scope, 0);
}

static void check_flows(const Told *told, uint16_t client_port, uint16_t server_port) {
    Flow client = { .port = client_port }, server = { .port = server_port };
    for (size_t i = 0; i < told->count; i++) {
        const Packet *packet = &told->items[i];
        bool is_client = packet->from.port == client_port;
        CHECK_INT(packet->protocol, IPPROTO_TCP);
        CHECK_INT(packet->from.port, is_client ? client_port : server_port);
        CHECK_INT(packet->to.port, is_client ? server_port : client_port);
        CHECK(packet->window > 0);
        CHECK(i == 0 || packet->at >= told->items[i - 1].at);
        follow(is_client ? &client : &server, is_client ? &server : &client, packet);
    }
    CHECK(client.has_ended && server.has_ended && client.bytes == 5 && server.bytes == 3);
}

static void test_connection(Wire *wire, int family) {
    Address address;
    Told told = { 0 };
    During connects, sends, shuts, answers;
    char bytes[8];
    int listening = bound(family, SOCK_STREAM, &address);
    if (listening < 0) return;
    int client = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    connects.before = clock_now();
    CHECK(io_connect(client, &address) == 0);
    connects.after = clock_now();
    int server = accept(listening, NULL, NULL);
    uint16_t client_port = port_of(client), server_port = port_of(listening);
    sends.before = clock_now();
    CHECK_INT(send(client, "hello", 5, 0), 5);
    sends.after = clock_now();
    CHECK_INT(recv(server, bytes, sizeof bytes, 0), 5);
    shuts.before = clock_now();
    shutdown(client, SHUT_WR);
    shuts.after = clock_now();
    CHECK_INT(recv(server, bytes, sizeof bytes, 0), 0);
    answers.before = clock_now();
    CHECK_INT(send(server, "bye", 3, 0), 3);
    answers.after = clock_now();
    CHECK_INT(recv(client, bytes, sizeof bytes, 0), 3);
    close(server);
    CHECK_INT(recv(client, bytes, sizeof bytes, 0), 0);
    close(client), close(listening);
    /* three to begin with, data and its ACK, FIN and its ACK (which the data may bring), data and its ACK,
     * FIN and ACK */
    read_until(wire, &told, 9);
    while (!find(&told, server_port, SEGMENT_FIN, 0)) read_until(wire, &told, told.count + 1);
    check_flows(&told, client_port, server_port);
    check_during(find(&told, client_port, SEGMENT_SYN, 0), connects);
    check_during(find(&told, server_port, SEGMENT_SYN | SEGMENT_ACK, 0), connects);
    check_during(find(&told, client_port, SEGMENT_PSH | SEGMENT_ACK, 5), sends);
    check_during(find(&told, client_port, SEGMENT_FIN | SEGMENT_ACK, 0), shuts);
    check_during(find(&told, server_port, SEGMENT_PSH | SEGMENT_ACK, 3), answers);
    check_address(&told.items[0].from, family);
    check_address(&told.items[0].to, family);
    forget(&told);
}

/* A port where nobody listens: a SYN and a RST, nothing else. */
static void test_refused(Wire *wire) {
    Address address;
    Told told = { 0 };
    int listening = bound(AF_INET, SOCK_STREAM, &address);
    close(listening);
    int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    CHECK(io_connect(client, &address) == -ECONNREFUSED);
    close(client);
    CHECK_INT(read_wire(wire, &told), 2);
    CHECK(told.count == 2 && told.items[0].flags == SEGMENT_SYN);
    CHECK(told.count == 2 && told.items[1].flags == (SEGMENT_RST | SEGMENT_ACK));
    forget(&told);
}

/* ---- moments */

/* Thousands of connections, each read at once or (every = 100) many together: every SYN lies within its
 * connect. */
static void test_moments(Wire *wire, int connections, int every) {
    Address address;
    Told told = { 0 };
    int listening = bound(AF_INET, SOCK_STREAM, &address), early = 0, late = 0, strange = 0;
    During *during = malloc((size_t)every * sizeof *during);
    for (int done = 0; done < connections; done += every) {
        for (int i = 0; i < every; i++) {
            int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
            during[i].before = clock_now();
            int status = io_connect(client, &address);
            during[i].after = clock_now();
            CHECK_INT(status, 0);
            reset(client);
            reset(accept(listening, NULL, NULL));
        }
        read_wire(wire, &told);
        int seen = 0;
        for (size_t k = 0; k < told.count; k++) {
            const Packet *packet = &told.items[k];
            if (packet->flags == SEGMENT_SYN && seen < every) {
                early += packet->at < during[seen].before;
                late += packet->at > during[seen].after;
                seen++;
            }
            strange += packet->wall <= packet->at;
        }
        CHECK_INT(seen, every);
        told.count = 0;
    }
    CHECK_INT(early, 0);
    CHECK_INT(late, 0);
    CHECK_INT(strange, 0);
    close(listening);
    free(during);
    forget(&told);
}

/* ---- datagrams */

static void test_datagram(Wire *wire, int family) {
    Address address;
    Told told = { 0 };
    int server = bound(family, SOCK_DGRAM, &address);
    if (server < 0) return;
    int client = socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    int64_t before = clock_now();
    CHECK_INT(io_sendto(client, "hi there", 8, 0, &address, IO_WAIT), 8);
    int64_t after = clock_now();
    if (CHECK_INT(read_wire(wire, &told), 1)) {
        const Packet *packet = &told.items[0];
        CHECK(packet->protocol == IPPROTO_UDP && packet->payload == 8 && packet->flags == 0);
        CHECK(packet->from.port == port_of(client) && packet->to.port == port_of(server));
        check_address(&packet->to, family);
        check_during(packet, (During){ before, after });
    }
    close(server); /* now ICMP says that nobody is there */
    told.count = 0;
    CHECK_INT(io_sendto(client, "hi", 2, 0, &address, IO_WAIT), 2);
    read_until(wire, &told, 2);
    CHECK(told.count == 2 && told.items[0].payload == 2);
    CHECK(told.count == 2 && told.items[1].protocol == (family == AF_INET ? IPPROTO_ICMP : IPPROTO_ICMPV6));
    CHECK(told.count == 2 && told.items[1].from.port == 0 && told.items[1].payload > 8);
    close(client);
    forget(&told);
}

/* Larger than the interface takes: fragments, only the first of which has ports. */
static void test_fragments(Wire *wire, int family) {
    struct ifreq request = { .ifr_name = "lo", .ifr_mtu = 1500 };
    static char bytes[4000];
    Address address;
    Told told = { 0 };
    int server = bound(family, SOCK_DGRAM, &address);
    if (server < 0) return;
    CHECK(ioctl(server, SIOCSIFMTU, &request) == 0);
    int client = socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    CHECK_INT(io_sendto(client, bytes, sizeof bytes, 0, &address, IO_WAIT), (int)sizeof bytes);
    CHECK_INT(read_wire(wire, &told), 3);
    uint32_t total = 0;
    for (size_t i = 0; i < told.count; i++) {
        total += told.items[i].payload;
        CHECK_INT(told.items[i].protocol, IPPROTO_UDP);
        CHECK_INT(told.items[i].to.port, i == 0 ? port_of(server) : 0);
    }
    CHECK_INT(total, sizeof bytes);
    request.ifr_mtu = 65536;
    CHECK(ioctl(server, SIOCSIFMTU, &request) == 0);
    close(client), close(server);
    forget(&told);
}

/* ---- much */

static void flood(int count) {
    Address address;
    int server = bound(AF_INET, SOCK_DGRAM, &address), client = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    for (int i = 0; i < count; i++) io_sendto(client, &i, sizeof i, 0, &address, IO_WAIT);
    close(client), close(server);
}

/* What there was room for, then nothing, then again all. */
static void test_flood(Wire *wire, int count) {
    Told told = { 0 };
    uint64_t lost = wire_lost(wire);
    flood(count);
    read_wire(wire, &told);
    CHECK_INT(told.count, RING);
    CHECK_INT((long long)(wire_lost(wire) - lost) + (long long)told.count, count);
    CHECK_INT(read_wire(wire, &told), 0);
    flood(100);
    CHECK_INT(read_wire(wire, &told), 100);
    CHECK_INT((long long)(wire_lost(wire) - lost), count - RING);
    forget(&told);
}

static void send_all(int fd, size_t count) {
    static char bytes[1 << 16];
    for (ssize_t sent; count > 0; count -= (size_t)sent) {
        sent = send(fd, bytes, count < sizeof bytes ? count : sizeof bytes, 0);
        if (sent <= 0) _exit(1);
    }
    _exit(0);
}

/* Bursts that no card has cut: every byte is counted once, whatever was kept of it. */
static void test_bulk(Wire *wire, int family) {
    enum { BYTES = 8 << 20 };
    static char bytes[1 << 16];
    Address address;
    Told told = { 0 };
    int listening = bound(family, SOCK_STREAM, &address);
    if (listening < 0) return;
    int client = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0), status;
    CHECK(io_connect(client, &address) == 0);
    int server = accept(listening, NULL, NULL);
    pid_t child = fork();
    if (child == 0) send_all(client, BYTES);
    size_t received = 0;
    for (ssize_t got; received < BYTES && (got = recv(server, bytes, sizeof bytes, 0)) > 0;)
        received += (size_t)got;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    uint64_t lost = wire_lost(wire);
    read_wire(wire, &told);
    uint32_t sent = 0, largest = 0, begin = 0;
    for (size_t i = 0; i < told.count; i++) {
        const Packet *packet = &told.items[i];
        if (packet->to.port != port_of(listening)) continue;
        if (packet->flags == SEGMENT_SYN) begin = packet->sequence + 1;
        if (packet->sequence - begin == sent) sent += packet->payload; /* what is sent again is no news */
        if (packet->payload > largest) largest = packet->payload;
    }
    CHECK_INT(received, BYTES);
    CHECK(wire_lost(wire) > lost || sent == BYTES);
    CHECK(largest > 10000);
    reset(client), reset(server), close(listening);
    read_wire(wire, &told);
    forget(&told);
}

/* ---- the descriptor */

static bool is_readable(const Wire *wire) {
    struct pollfd ready = { .fd = wire_fd(wire), .events = POLLIN };
    return poll(&ready, 1, 0) == 1;
}

static void set_loopback(bool up) {
    struct ifreq request = { .ifr_name = "lo" };
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    CHECK(ioctl(fd, SIOCGIFFLAGS, &request) == 0);
    request.ifr_flags = (short)(up ? request.ifr_flags | IFF_UP : request.ifr_flags & ~IFF_UP);
    CHECK(ioctl(fd, SIOCSIFFLAGS, &request) == 0);
    close(fd);
}

static void test_descriptor(Wire *wire) {
    Told told = { 0 };
    CHECK(wire_fd(wire) > 100); /* out of the way */
    CHECK(fcntl(wire_fd(wire), F_GETFD) & FD_CLOEXEC);
    read_wire(wire, &told);
    CHECK(!is_readable(wire));
    flood(3);
    CHECK(is_readable(wire));
    told.count = 0;
    CHECK_INT(read_wire(wire, &told), 3);
    CHECK(!is_readable(wire));
    set_loopback(false);
    CHECK_INT(read_wire(wire, &told), 0);
    CHECK(!is_readable(wire)); /* the error has been taken */
    set_loopback(true);
    told.count = 0;
    flood(3);
    for (size_t i = read_wire(wire, &told);
         i-- > 0;) /* an interface that comes up may have things to say of its own */
        if (told.items[i].protocol != IPPROTO_UDP) told.items[i] = told.items[--told.count];
    CHECK_INT(told.count, 3);
    forget(&told);
}

/* ---- the file */

static void test_file(Wire *wire) {
    static char bytes[20000];
    uint32_t head[6], record[4];
    Address address;
    Told told = { 0 };
    int fd = memfd_create("pcap", MFD_CLOEXEC), server = bound(AF_INET, SOCK_DGRAM, &address);
    int client = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    CHECK_INT(wire_keep(wire, fd), 0);
    io_sendto(client, "abc", 3, 0, &address, IO_WAIT);
    io_sendto(client, bytes, sizeof bytes, 0, &address, IO_WAIT);
    CHECK_INT(read_wire(wire, &told), 2);
    CHECK_INT(wire_keep(wire, -1), 0);
    io_sendto(client, "abc", 3, 0, &address, IO_WAIT);
    CHECK_INT(read_wire(wire, &told), 1);
    CHECK_INT(pread(fd, head, sizeof head, 0), 24);
    CHECK(head[0] == 0xa1b23c4d && head[5] == 1);
    off_t at = sizeof head;
    for (size_t i = 0; i < 2; i++) {
        uint32_t length = 14 + 20 + 8 + told.items[i].payload;
        CHECK_INT(pread(fd, record, sizeof record, at), 16);
        CHECK_INT(record[0] * 1000000000ll + record[1], told.items[i].wall);
        CHECK_INT(record[3], length);
        CHECK(record[2] == length || (record[2] < length && record[2] > 1900));
        CHECK(record[2] <= head[4]);
        at += 16 + record[2];
    }
    CHECK_INT(lseek(fd, 0, SEEK_END), at);
    CHECK_INT(pread(fd, bytes, 3, 24 + 16 + 42), 3);
    CHECK(memcmp(bytes, "abc", 3) == 0);
    close(fd), close(client), close(server);
    forget(&told);
}

static void test_file_refused(Wire *wire) {
    Told told = { 0 };
    int full = open("/dev/full", O_WRONLY | O_CLOEXEC),
        fd = memfd_create("pcap", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (full >= 0) CHECK_INT(wire_keep(wire, full), -ENOSPC);
    CHECK_INT(wire_keep(wire, fd), 0);
    CHECK(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE) == 0);
    flood(3);
    CHECK_INT(wire_read(wire, tell, &told), -EPERM);
    CHECK_INT(told.count, 3); /* all the same */
    flood(3);
    CHECK_INT(wire_read(wire, tell, &told), 0);
    CHECK_INT(told.count, 6);
    if (full >= 0) close(full);
    close(fd);
    forget(&told);
}

/* ---- opening again and again */

static size_t packet_sockets(void) { /* of this namespace */
    char line[256];
    size_t count = 0;
    FILE *file = fopen("/proc/self/net/packet", "re");
    while (file && fgets(line, sizeof line, file)) count++;
    if (file) fclose(file);
    return count > 0 ? count - 1 : 0;
}

/* The kernel may close them a little later, and must close them. */
static void check_all_closed(void) {
    int64_t end = clock_now() + 5000000000;
    while (packet_sockets() > 0 && clock_now() < end) sched_yield();
    CHECK_INT(packet_sockets(), 0);
}

static void test_again(void) {
    int before = dup(0);
    close(before);
    for (int i = 0; i < 5; i++) {
        Told told = { 0 };
        Wire *wire = wire_open();
        if (!CHECK(wire)) return;
        flood(3);
        CHECK_INT(read_wire(wire, &told), 3);
        flood(3);
        wire_close(wire); /* with packets that nobody has read */
        forget(&told);
    }
    int after = dup(0);
    CHECK_INT(after, before);
    close(after);
    check_all_closed();
}

/* ---- who may not */

/* 0: as it should be. Root gives up what he may. */
static int open_unprivileged(void) {
    if (geteuid() == 0 && (setresgid(65534, 65534, 65534) != 0 || setresuid(65534, 65534, 65534) != 0))
        return 0;
    errno = 0;
    Wire *wire = wire_open();
    bool is_right = wire ? geteuid() != 0 : errno == EPERM || errno == EAFNOSUPPORT;
    wire_close(wire);
    return is_right ? 0 : 1;
}

static void test_unprivileged(void) {
    int status = -1;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) _exit(open_unprivileged());
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    wire_close(NULL);
}

int main(void) {
    signal(SIGPIPE, SIG_IGN);
    test_unprivileged();
    if (!namespace_enter()) {
        printf("no network namespace of its own: %s\n", strerror(errno));
        return SKIPPED;
    }
    Wire *wire = wire_open();
    if (!wire) {
        printf("no packet socket in a namespace of its own: %s\n", strerror(errno));
        return SKIPPED;
    }
    test_connection(wire, AF_INET);
    test_connection(wire, AF_INET6);
    test_refused(wire);
    test_moments(wire, 3000, 1);
    test_moments(wire, 3000, 100);
    test_datagram(wire, AF_INET);
    test_datagram(wire, AF_INET6);
    test_fragments(wire, AF_INET);
    test_fragments(wire, AF_INET6);
    test_bulk(wire, AF_INET);
    test_bulk(wire, AF_INET6);
    test_flood(wire, 20000);
    test_descriptor(wire);
    test_file(wire);
    test_file_refused(wire);
    wire_close(wire);
    test_again();
    return unit_end();
}
