/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facts of kernel/kernel.h beside real sockets in every state that a beginner meets, by sock_diag and
 * by /proc/net; their holders, a suspended one among them; and each way of asking withheld. */
#include "kernel/kernel.h"
#include "base/switches.h"
#include "sched/io.h"
#include "unit.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SEARCH_MS = 10000 };

static Kernel machine, no_diag, no_diag_no_proc;

static Address loopback(int family, uint16_t port) {
    static const uint8_t four[4] = { 127, 0, 0, 1 };
    return address_from_ip(family, family == AF_INET ? four : in6addr_loopback.s6_addr, port, 0);
}

static uint16_t port_of(int fd) {
    Address address;
    return io_local_name(fd, &address) == 0 ? address.port : 0;
}

/* -1: this machine has no such family. */
static int bound(int family) {
    Address address = loopback(family, 0);
    int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && io_bind(fd, &address) == 0) return fd;
    if (fd >= 0) close(fd);
    return -1;
}

static int listener(int family, int backlog) {
    int fd = bound(family);
    if (fd >= 0) listen(fd, backlog);
    return fd;
}

static int connected(int family, uint16_t port, int flags) {
    Address address = loopback(family, port);
    int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC | flags, 0);
    int status = io_connect(fd, &address);
    CHECK(status == 0 || status == -EINPROGRESS);
    return fd;
}

static uint64_t inode_of(int fd) {
    struct stat status;
    return fstat(fd, &status) == 0 ? status.st_ino : 0;
}

/* The state of the socket with this local and this peer port (0: none), UNKNOWN when there is none. */
static KernelSocket look(const Kernel *kernel, uint16_t local, uint16_t peer) {
    KernelSockets list = { 0 };
    KernelQuery query = { .tcp = true, .local_port = local, .peer_port = peer, .details = true };
    KernelSocket found = { 0 };
    CHECK(kernel_list_sockets(kernel, &query, &list));
    for (size_t i = 0; i < list.count; i++) {
        CHECK_INT(list.items[i].local.port, local);
        if (list.items[i].peer.port == peer) found = list.items[i];
    }
    kernel_clear_sockets(&list);
    return found;
}

/* What the other end must answer first may take the kernel a while: asked again for five seconds at most. */
static void check_state(uint16_t local, uint16_t peer, const char *state) {
    time_t end = time(NULL) + 5;
    while (strcmp(kernel_state_name(look(&machine, local, peer).state), state) != 0 && time(NULL) < end)
        sched_yield();
    CHECK_TEXT(kernel_state_name(look(&machine, local, peer).state), state);
    CHECK_TEXT(kernel_state_name(look(&no_diag, local, peer).state), state);
}

static void test_listen(void) {
    int fd = listener(AF_INET, 0);
    uint16_t port = port_of(fd);
    int first = connected(AF_INET, port, 0);
    int second = connected(AF_INET, port, SOCK_NONBLOCK);
    check_state(port, 0, "LISTEN");
    check_state(port_of(first), port, "ESTABLISHED");
    check_state(port_of(second), port, "SYN-SENT"); /* the queue of listen(0) holds one */
    KernelSocket seen = look(&machine, port, 0), read;
    CHECK_INT(seen.accept_queue, 1);
    CHECK_INT(seen.backlog, 0);
    CHECK(seen.inode == inode_of(fd));
    CHECK(seen.uid_known && seen.uid == geteuid());
    CHECK_INT(look(&no_diag, port, 0).accept_queue, 1);
    if (CHECK(kernel_read_socket(fd, &read))) {
        CHECK_INT(read.state, KERNEL_LISTEN);
        CHECK_INT(read.accept_queue, 1);
        CHECK_INT(read.backlog, 0);
        CHECK_INT(read.peer.family, AF_UNSPEC);
        CHECK(read.inode == seen.inode && address_equals(&read.local, &seen.local));
    }
    seen = look(&machine, port_of(second), port);
    CHECK_INT(seen.timer, KERNEL_TIMER_RETRANSMIT);
    CHECK(seen.timer_ms >= 0);
    CHECK_INT(seen.send_queue, 0);
    seen = look(&machine, port, port_of(first)); /* made by the kernel, not accepted yet */
    CHECK_INT(seen.state, KERNEL_ESTABLISHED);
    CHECK(seen.inode == 0 && !seen.uid_known);
    close(first), close(second), close(fd);
}

static void test_bound(void) {
    int fd = bound(AF_INET);
    KernelSocket read;
    CHECK(kernel_read_socket(fd, &read) && read.state == KERNEL_BOUND);
    KernelSocket seen = look(&machine, port_of(fd), 0);
    if (seen.state != KERNEL_STATE_UNKNOWN) { /* Linux 6.8 and later */
        CHECK_TEXT(kernel_state_name(seen.state), "BOUND");
        CHECK(seen.inode == inode_of(fd));
    }
    close(fd);
    fd = socket(AF_INET, SOCK_STREAM, 0);
    CHECK(kernel_read_socket(fd, &read) && read.state == KERNEL_CLOSED);
    close(fd);
    fd = socket(AF_INET, SOCK_DGRAM, 0);
    CHECK(kernel_read_socket(fd, &read) && read.type == SOCK_DGRAM && !read.tcp.known);
    close(fd);
    read.family = 77;
    CHECK(!kernel_read_socket(0xffff, &read) && !kernel_read_tcp(0xffff, &read) && read.family == 77);
}

/* A pair in which the client is client_port on its side. */
static void test_connection(int family) {
    int listening = listener(family, 5);
    if (listening < 0) return;
    uint16_t port = port_of(listening);
    int client = connected(family, port, 0), server = accept(listening, NULL, NULL);
    uint16_t client_port = port_of(client);
    CHECK_INT(send(client, "hello", 5, 0), 5);
    check_state(client_port, port, "ESTABLISHED");
    check_state(port, client_port, "ESTABLISHED");
    KernelSocket seen = look(&machine, port, client_port), own, other;
    CHECK_INT(seen.receive_queue, 5);
    CHECK(seen.tcp.known && seen.tcp.data_segments_in == 1 && seen.tcp.bytes_received == 5);
    CHECK_INT(look(&no_diag, port, client_port).receive_queue, 5);
    CHECK(kernel_read_socket(client, &own));
    CHECK(own.tcp.known && own.tcp.bytes_sent == 5 && own.tcp.data_segments_out == 1);
    CHECK(own.tcp.rtt_us > 0 && own.tcp.peer_window > 0 && own.tcp.unsent == 0 && own.send_queue == 0);
    CHECK(kernel_read_socket(server, &own) && own.receive_queue == 5);

    CHECK(kernel_read_socket(client, &own));
    if (CHECK(kernel_find_other_end(&machine, &own, &other))) CHECK(other.inode == inode_of(server));
    CHECK_INT(other.receive_queue, 5);
    if (CHECK(kernel_find_other_end(&no_diag, &own, &other))) CHECK(other.inode == inode_of(server));
    CHECK(!kernel_find_other_end(&no_diag_no_proc, &own, &other));

    shutdown(client, SHUT_WR);
    check_state(client_port, port, "FIN-WAIT-2");
    check_state(port, client_port, "CLOSE-WAIT");
    seen = look(&machine, port, client_port);
    CHECK_INT(seen.receive_queue, 5); /* the FIN is no byte */
    CHECK(seen.shut_receive && !seen.shut_send);
    CHECK(look(&machine, client_port, port).shut_send);
    char bytes[8];
    CHECK_INT(recv(server, bytes, sizeof bytes, 0), 5);
    CHECK_INT(recv(server, bytes, sizeof bytes, 0), 0);
    CHECK_INT(look(&machine, port, client_port).receive_queue, 0);
    close(client); /* nobody holds it, and it waits on */
    CHECK(look(&machine, client_port, port).inode == 0);
    check_state(client_port, port, "FIN-WAIT-2");
    close(server);
    check_state(client_port, port, "TIME-WAIT");
    seen = look(&machine, client_port, port);
    CHECK_INT(seen.timer, KERNEL_TIMER_TIME_WAIT);
    CHECK(seen.timer_ms > KERNEL_TIME_WAIT_MS - 20000 && seen.timer_ms <= KERNEL_TIME_WAIT_MS + 1000);
    CHECK(seen.inode == 0 && !seen.uid_known);
    KernelSocket table = look(&no_diag, client_port, port);
    CHECK(table.timer == KERNEL_TIMER_TIME_WAIT && table.timer_ms > 30000);
    CHECK(table.timer_ms <= KERNEL_TIME_WAIT_MS + 1000);
    close(listening);
    /* The listener is gone, the port is not: the server's end had the passive side, so nothing is left of
     * it. */
    CHECK_TEXT(kernel_state_name(look(&machine, port, 0).state), "");
}

static void test_port(void) {
    int listening = listener(AF_INET, 5), client = connected(AF_INET, port_of(listening), 0);
    int server = accept(listening, NULL, NULL);
    uint16_t port = port_of(listening);
    KernelSockets list = { 0 };
    const Kernel *ways[] = { &machine, &no_diag };
    for (int i = 0; i < 2; i++) {
        CHECK(kernel_list_port(ways[i], port, 8, &list) && list.count == 1);
        CHECK(list.items[0].state == KERNEL_LISTEN && list.items[0].inode == inode_of(listening));
    }
    close(listening);
    for (int i = 0; i < 2; i++) {
        CHECK(kernel_list_port(ways[i], port, 8, &list) && list.count == 1);
        CHECK(list.items[0].state == KERNEL_ESTABLISHED && list.items[0].inode == inode_of(server));
        CHECK(list.complete && list.source == (i == 0 ? KERNEL_DIAG : KERNEL_TABLES));
    }
    CHECK(!kernel_list_port(&no_diag_no_proc, port, 8, &list));
    close(client), close(server);
    kernel_clear_sockets(&list);
}

/* One that receives datagrams, and one that has no port yet. */
static void test_udp(void) {
    const Kernel *ways[] = { &machine, &no_diag };
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), portless = socket(AF_INET, SOCK_DGRAM, 0);
    CHECK(bind(fd, (const void *)&address, sizeof address) == 0);
    for (int i = 0; i < 2; i++) {
        KernelSockets list = { 0 };
        KernelQuery query = { .udp = true, .local_port = port_of(fd) };
        CHECK(kernel_list_sockets(ways[i], &query, &list) && list.complete);
        if (CHECK_INT(list.count, 1)) {
            CHECK(list.items[0].type == SOCK_DGRAM && list.items[0].inode == inode_of(fd));
            CHECK_INT(list.items[0].local.port, port_of(fd));
        }
        query.local_port = 1;
        CHECK(kernel_list_sockets(ways[i], &query, &list) && !list.count);
        kernel_clear_sockets(&list);
    }
    KernelSockets none = { 0 };
    CHECK(!kernel_list_sockets(&no_diag_no_proc, &(KernelQuery){ .udp = true }, &none));
    kernel_clear_sockets(&none);
    close(fd);
    close(portless);
}

static void test_full_queues(void) {
    int listening = listener(AF_INET, 1);
    uint16_t port = port_of(listening);
    int client = connected(AF_INET, port, SOCK_NONBLOCK), server = accept(listening, NULL, NULL);
    static char bytes[1 << 16];
    size_t total = 0;
    for (ssize_t sent; (sent = send(client, bytes, sizeof bytes, 0)) > 0;) total += (size_t)sent;
    KernelSocket here, there;
    CHECK(kernel_read_socket(client, &here) && kernel_find_other_end(&machine, &here, &there));
    CHECK(here.send_queue > 0 && there.receive_queue > 0);
    CHECK(here.send_queue + there.receive_queue >= total); /* what is under way counts at both ends */
    CHECK(here.tcp.unsent > 0 && here.tcp.bytes_sent + here.tcp.unsent == total);
    close(client), close(server), close(listening);
}

static void test_dual_stack(void) {
    int fd = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0), no = 0;
    Address any = { .family = AF_INET6 };
    bool is_there = fd >= 0 && setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no) == 0 &&
                    io_bind(fd, &any) == 0 && listen(fd, 1) == 0;
    if (is_there) {
        KernelSocket own, other;
        int client = connected(AF_INET, port_of(fd), 0), server = accept(fd, NULL, NULL);
        CHECK(!look(&machine, port_of(fd), 0).only_v6);
        CHECK(kernel_read_socket(client, &own) && kernel_find_other_end(&machine, &own, &other));
        CHECK(other.inode == inode_of(server) && other.family == AF_INET6);
        CHECK(kernel_read_socket(server, &own) && kernel_find_other_end(&machine, &own, &other));
        CHECK(other.inode == inode_of(client) && other.family == AF_INET);
        close(client), close(server);
    }
    if (fd >= 0) close(fd);
}

static void test_unix(void) {
    char text[ADDRESS_TEXT], want[64];
    int length = snprintf(want, sizeof want, "@causette-unit-%d", (int)getpid());
    Address name = address_from_path(want, (size_t)length);
    name.path[0] = 0;
    int fd = socket(AF_UNIX, SOCK_STREAM, 0), client = socket(AF_UNIX, SOCK_STREAM, 0);
    CHECK(io_bind(fd, &name) == 0 && listen(fd, 3) == 0);
    CHECK(io_connect(client, &name) == 0);
    KernelSockets list = { 0 };
    KernelQuery query = { .unix_stream = true, .states = KERNEL_STATE_BIT(KERNEL_LISTEN) };
    for (int round = 0; round < 2; round++) {
        KernelSocket found = { 0 };
        CHECK(kernel_list_sockets(round ? &no_diag : &machine, &query, &list));
        CHECK_INT(list.source, round ? KERNEL_TABLES : KERNEL_DIAG);
        for (size_t i = 0; i < list.count; i++)
            if (list.items[i].inode == inode_of(fd)) found = list.items[i];
        CHECK_TEXT(address_text(&found.local, text), want);
        CHECK_INT(found.state, KERNEL_LISTEN);
        CHECK_INT(found.accept_queue, round ? -1 : 1);
        CHECK_INT(found.backlog, round ? -1 : 3);
    }
    kernel_clear_sockets(&list);
    int server = accept(fd, NULL, NULL);
    CHECK_INT(send(client, "hello", 5, 0), 5);
    KernelSocket own, other;
    CHECK(kernel_read_socket(server, &own) && own.state == KERNEL_ESTABLISHED && own.receive_queue == 5);
    CHECK_TEXT(address_text(&own.local, text), want);
    CHECK(kernel_find_other_end(&machine, &own, &other) && other.inode == inode_of(client));
    CHECK(!kernel_find_other_end(&no_diag, &own, &other)); /* the table names no other ends */
    query.states = KERNEL_STATE_BIT(KERNEL_ESTABLISHED);
    CHECK(kernel_list_sockets(&machine, &query, &list));
    bool is_seen = false;
    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i].inode != inode_of(client)) continue;
        is_seen = kernel_find_other_end(&machine, &list.items[i], &other);
        CHECK(is_seen && other.inode == inode_of(server) && other.receive_queue == 5);
    }
    CHECK(is_seen);
    kernel_clear_sockets(&list);
    close(fd), close(client), close(server);
}

static const KernelProcess *holder_of(const KernelHolders *holders, pid_t pid) {
    for (size_t i = 0; i < holders->count; i++)
        if (holders->items[i].pid == pid) return &holders->items[i];
    return NULL;
}

/* Reads until the process is where it must come to; what waits here is the test, for five seconds at most. */
static KernelWait wait_for(pid_t pid, uint64_t inode, KernelWait wanted) {
    time_t end = time(NULL) + 5;
    KernelWait seen;
    do {
        sched_yield();
        seen = kernel_waits_in(&machine, pid, inode);
    } while (seen != wanted && seen != KERNEL_WAITS_UNKNOWN && time(NULL) < end);
    return seen;
}

/* Ends with the pipe's other end, whatever becomes of this process. */
static pid_t child_in(int (*call)(int), int fd, int in_fd) {
    pid_t pid = fork();
    if (pid != 0) return pid;
    alarm(20);
    if (in_fd >= 0) dup2(in_fd, 0);
    _exit(call(fd));
}

static int in_accept(int fd) { return accept(fd, NULL, NULL) < 0; }
static int in_recv(int fd) {
    char byte;
    return recv(fd, &byte, 1, 0) < 0;
}
static int in_pause(int fd) {
    (void)fd;
    return pause();
}

static void end_child(pid_t pid) {
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

/* Sockets behind hundreds of other descriptors, here and in a child. */
static void test_many_descriptors(void) {
    enum { MANY = 700 };
    int fds[MANY], listening = listener(AF_INET, 1), count = 0;
    while (count < MANY && (fds[count] = fcntl(0, F_DUPFD_CLOEXEC, 0)) >= 0) count++;
    int last = fcntl(listening, F_DUPFD_CLOEXEC, 0);
    uint64_t inode = inode_of(listening);
    close(listening);
    pid_t child = child_in(in_pause, last, -1);
    KernelHolders holders = { 0 };
    kernel_find_holders(&machine, &inode, 1, &(KernelSearch){ .milliseconds = SEARCH_MS }, &holders);
    CHECK(holders.complete && holders.count == 2);
    const KernelProcess *own = holder_of(&holders, getpid()), *other = holder_of(&holders, child);
    CHECK(own && own->own && own->fd == last && other && other->fd == last);
    end_child(child);
    kernel_clear_holders(&holders);
    while (count > 0) close(fds[--count]);
    close(last);
}

static volatile sig_atomic_t pauses;
enum { PAUSES = 8 };

/* Takes 50 ms, and again soon. */
static void on_pause(int number) {
    (void)number;
    struct timespec time = { 0, 50000000 };
    struct itimerval soon = { .it_value.tv_usec = 20 };
    nanosleep(&time, NULL);
    if (++pauses < PAUSES) setitimer(ITIMER_REAL, &soon, NULL);
}

/* A search is bounded by its own work: on a busy machine, where others take the processor meanwhile, it finds
 * as much. */
static void test_busy_machine(void) {
    enum { MANY = 700, WORK_MS = PAUSES * 50 / 2 };
    int fds[MANY], count = 0;
    uint64_t nobody = UINT64_MAX;
    while (count < MANY && (fds[count] = fcntl(0, F_DUPFD_CLOEXEC, 0)) >= 0) count++;
    KernelHolders holders = { 0 };
    struct sigaction action = { .sa_handler = on_pause, .sa_flags = SA_RESTART }, before;
    struct itimerval soon = { .it_value.tv_usec = 20 };
    sigaction(SIGALRM, &action, &before);
    setitimer(ITIMER_REAL, &soon, NULL);
    while (pauses < PAUSES) {
        kernel_find_holders(&machine, &nobody, 1, &(KernelSearch){ .milliseconds = WORK_MS }, &holders);
        CHECK(holders.complete && holders.count == 0);
    }
    sigaction(SIGALRM, &before, NULL);
    kernel_clear_holders(&holders);
    while (count > 0) close(fds[--count]);
}

/* A descriptor far above the others is found as well. */
static void test_far_descriptor(void) {
    int fd = listener(AF_INET, 1), far = fcntl(fd, F_DUPFD_CLOEXEC, 15000);
    uint64_t inode = inode_of(fd);
    KernelHolders holders = { 0 };
    struct stat folder;
    bool is_counted = stat("/proc/self/fd", &folder) == 0 && folder.st_size > 0;
    close(fd);
    kernel_find_holders(&machine, &inode, 1, &(KernelSearch){ .first_only = true }, &holders);
    if (far >= 0 && is_counted) CHECK(holders.count == 1 && holders.items[0].fd == far && holders.complete);
    if (far >= 0) close(far);
    kernel_clear_holders(&holders);
}

static void test_holders(void) {
    int fd = listener(AF_INET, 1), status;
    uint64_t inode = inode_of(fd);
    pid_t child = child_in(in_accept, fd, -1);
    KernelHolders holders = { 0 };
    KernelSearch all = { .milliseconds = SEARCH_MS };
    kill(child, SIGSTOP);
    waitpid(child, &status, WUNTRACED);
    kernel_find_holders(&machine, &inode, 1, &all, &holders);
    CHECK_INT(holders.count, 2);
    CHECK(holders.complete);
    const KernelProcess *own = holder_of(&holders, getpid()), *other = holder_of(&holders, child);
    if (CHECK(own && other)) {
        CHECK(own == &holders.items[0] && own->own && own->fd == fd && own->inode == inode);
        CHECK_INT(own->state, 'R');
        CHECK_TEXT(own->command, "unit-kernel");
        CHECK_INT(other->state, 'T');
        CHECK(!other->own && other->uid_known && other->uid == geteuid());
        char name[40];
        CHECK(!kernel_user_name(geteuid(), name, sizeof name) || strcmp(name, other->user) == 0);
    }
    kernel_find_holders(&machine, &inode, 1, &(KernelSearch){ .milliseconds = SEARCH_MS, .first_only = true },
                        &holders);
    CHECK(holders.count == 1 && holders.items[0].own && holders.complete);
    kernel_find_holders(&machine, &inode, 1, &(KernelSearch){ .milliseconds = SEARCH_MS, .skip_own = true },
                        &holders);
    CHECK(holders.count == 1 && holders.items[0].pid == child);
    kernel_find_holders(&machine, &inode, 1, &(KernelSearch){ 0 }, &holders);
    CHECK(holders.count == 1 && !holders.complete); /* others were not asked for */
    uint64_t two[] = { UINT64_MAX, inode };
    kernel_find_holders(&machine, two, 2, &all, &holders);
    CHECK(holders.count == 2 && holders.complete);
    kernel_find_holders(&machine, two, 1, &all, &holders);
    CHECK(holders.count == 0 && holders.complete);
    kernel_find_holders(&machine, two, 0, &all, &holders);
    CHECK(holders.count == 0 && holders.complete);
    uint64_t again[] = { inode, 0, inode, 0 };
    kernel_find_holders(&machine, again, 4, &(KernelSearch){ .first_only = true }, &holders);
    CHECK(holders.count == 1 && holders.complete); /* found, so the search ends */
    kernel_find_holders(&machine, again + 1, 1, &(KernelSearch){ 0 }, &holders);
    CHECK(holders.count == 0 && holders.complete); /* 0 is nobody's */
    kernel_find_holders(&no_diag_no_proc, &inode, 1, &all, &holders);
    CHECK(holders.count == 1 && holders.items[0].own &&
          holders.others_hidden); /* own descriptors need no /proc */
    end_child(child);
    KernelProcess gone;
    CHECK(!kernel_read_process(&machine, child, &gone));
    kernel_clear_holders(&holders);
    close(fd);
}

/* As another user: the socket is seen, its holder is not. 0: as it should be. */
static int search_as_nobody(uint64_t inode) {
    KernelHolders holders = { 0 };
    if (setresgid(65534, 65534, 65534) != 0 || setresuid(65534, 65534, 65534) != 0) return 2;
    kernel_find_holders(&machine, &inode, 1, &(KernelSearch){ .milliseconds = SEARCH_MS }, &holders);
    bool is_right = holders.count == 0 && holders.others_hidden && holders.complete;
    KernelProcess parent;
    is_right = is_right && kernel_waits_in(&machine, getppid(), inode) == KERNEL_WAITS_UNKNOWN;
    bool is_seen =
        kernel_read_process(&machine, getppid(), &parent); /* not when /proc was mounted with hidepid */
    return is_right && (!is_seen || parent.uid == 0) ? 0 : 1;
}

static void test_other_user(void) {
    int fd = listener(AF_INET, 1), status = -1;
    pid_t child = geteuid() == 0 ? fork() : -1;
    if (child == 0) {
        uint64_t inode = inode_of(fd);
        close(fd);
        _exit(search_as_nobody(inode));
    }
    if (child > 0 && waitpid(child, &status, 0) == child) CHECK(status == 0 || WEXITSTATUS(status) == 2);
    close(fd);
}

static void test_waits(void) {
    int fd = listener(AF_INET, 1);
    pid_t child = child_in(in_accept, fd, -1);
    KernelWait wait = wait_for(child, inode_of(fd), KERNEL_WAITS_ACCEPT);
    CHECK_INT(kernel_waits_in(&no_diag_no_proc, child, inode_of(fd)), KERNEL_WAITS_UNKNOWN);
    char text[8];
    int readable = open("/proc/self/syscall", O_RDONLY);
    bool can_tell = readable >= 0 && read(readable, text, sizeof text) > 0;
    if (readable >= 0) close(readable);
    CHECK_INT(wait, can_tell ? KERNEL_WAITS_ACCEPT : KERNEL_WAITS_UNKNOWN);
    end_child(child);
    CHECK_INT(kernel_waits_in(&machine, child, inode_of(fd)), KERNEL_WAITS_UNKNOWN);

    int client = connected(AF_INET, port_of(fd), 0), server = accept(fd, NULL, NULL);
    child = child_in(in_recv, server, -1);
    if (can_tell) CHECK_INT(wait_for(child, inode_of(server), KERNEL_WAITS_RECV), KERNEL_WAITS_RECV);
    if (can_tell) CHECK_INT(kernel_waits_in(&machine, child, inode_of(client)), KERNEL_WAITS_ELSEWHERE);
    end_child(child);
    child = child_in(in_pause, server, -1);
    if (can_tell)
        CHECK_INT(wait_for(child, inode_of(server), KERNEL_WAITS_ELSEWHERE), KERNEL_WAITS_ELSEWHERE);
    end_child(child);
    close(client), close(server), close(fd);
}

static void test_withheld(void) {
    KernelSockets list = { 0 };
    KernelQuery query = { .tcp = true, .unix_stream = true };
    KernelProcess process;
    CHECK(!kernel_list_sockets(&no_diag_no_proc, &query, &list));
    CHECK(list.count == 0 && list.source == KERNEL_NOTHING && !list.complete);
    kernel_clear_sockets(&list);
    CHECK(!kernel_read_process(&no_diag_no_proc, getpid(), &process) && process.pid == getpid());
    CHECK_INT(kernel_first_unprivileged_port(&no_diag_no_proc), -1);
}

/* One descriptor for many questions, lists that are cut among them. */
static void test_diag_descriptor(void) {
    Kernel open = machine;
    open.diag_fd = kernel_open_diag();
    if (!CHECK(open.diag_fd > 0)) return;
    int fd = listener(AF_INET, 1), other_fd = listener(AF_INET, 1);
    KernelSockets list = { 0 };
    KernelQuery listeners = { .tcp = true, .states = KERNEL_STATE_BIT(KERNEL_LISTEN) }, one = listeners;
    one.limit = 1;
    for (int i = 0; i < 20; i++) {
        CHECK(kernel_list_sockets(&open, &one, &list) && list.source == KERNEL_DIAG);
        CHECK(list.count == 1 && !list.complete);
        CHECK(kernel_list_sockets(&open, &listeners, &list) && list.source == KERNEL_DIAG);
        CHECK(list.count >= 2 && list.complete);
        CHECK_INT(look(&open, port_of(fd), 0).state, KERNEL_LISTEN);
    }
    kernel_clear_sockets(&list);
    close(fd), close(other_fd), close(open.diag_fd);
}

/* In a namespace of its own, where the machine allows that: which sockets are seen depends on where the
 * descriptor was made. 0: as it should be; 2: not allowed here. */
static int look_from_namespace(uint16_t outer_port) {
    Kernel outside = machine;
    outside.diag_fd = kernel_open_diag();
    if (outside.diag_fd < 0 || unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) return 2;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (listen(fd, 1) != 0) return 1;
    bool is_right = look(&machine, port_of(fd), 0).state == KERNEL_LISTEN;
    is_right = is_right && look(&machine, outer_port, 0).state == KERNEL_STATE_UNKNOWN;
    return is_right && look(&outside, outer_port, 0).state == KERNEL_LISTEN ? 0 : 1;
}

static void test_namespace(void) {
    int fd = listener(AF_INET, 1), status = -1;
    pid_t child = fork();
    if (child == 0) _exit(look_from_namespace(port_of(fd)));
    if (CHECK(waitpid(child, &status, 0) == child)) CHECK(status == 0 || WEXITSTATUS(status) == 2);
    close(fd);
}

/* Each allocation refused in turn, where the build has the switches: less is known, nothing fails. */
static void test_no_memory(void) {
    int fd = listener(AF_INET, 1);
    uint64_t inode = inode_of(fd);
    for (int i = 1; i < 8; i++) {
        char text[32];
        KernelSockets list = { 0 };
        KernelHolders holders = { 0 };
        snprintf(text, sizeof text, "fail-memory=%d", i);
        setenv("CAUSETTE_SWITCHES", text, 1);
        switches_init();
        bool is_known = kernel_list_port(&machine, port_of(fd), 4, &list);
        CHECK(is_known ? list.count == 1 || !list.complete : list.count == 0);
        kernel_find_holders(&machine, &inode, 1, &(KernelSearch){ .milliseconds = SEARCH_MS }, &holders);
        CHECK(holders.count == 1 || !holders.complete || holders.others_hidden);
        kernel_clear_sockets(&list);
        kernel_clear_holders(&holders);
    }
    setenv("CAUSETTE_SWITCHES", "fail-memory=0", 1);
    switches_init();
    close(fd);
}

static void test_machine(void) {
    Address addresses[64], wanted = loopback(AF_INET, 0);
    size_t count = kernel_own_addresses(addresses, 64);
    bool has_loopback = false;
    for (size_t i = 0; i < count; i++) has_loopback |= address_equals(&addresses[i], &wanted);
    CHECK(has_loopback);
    CHECK(kernel_own_addresses(addresses, 1) == 1);
    int port = kernel_first_unprivileged_port(&machine);
    CHECK(port >= 0 && port <= 65536);
    char name[8];
    CHECK(!kernel_user_name((uid_t)-7, name, sizeof name) && name[0] == 0);
}

/* Last, because a switch stays set. Without the switches in the build all is shown. */
static void test_switches(void) {
    Kernel hidden;
    setenv("CAUSETTE_SWITCHES", "hide-diag,hide-proc", 1);
    switches_init();
    kernel_init(&hidden);
    CHECK(hidden.no_diag == switch_hides_diag() && hidden.no_tables == switch_hides_proc());
    KernelProcess process;
    CHECK(kernel_read_process(&hidden, getpid(), &process) == !switch_hides_proc());
}

int main(void) {
    KernelSockets probe = { 0 };
    kernel_init(&machine);
    kernel_list_sockets(&machine, &(KernelQuery){ .tcp = true, .unix_stream = true }, &probe);
    KernelSource source = probe.source;
    kernel_clear_sockets(&probe);
    if (source != KERNEL_DIAG) {
        puts("the kernel refuses sock_diag here");
        return 77;
    }
    no_diag = machine;
    no_diag.no_diag = true;
    no_diag_no_proc = (Kernel){ .proc = "/nowhere", .no_diag = true, .no_tables = true };
    test_listen();
    test_bound();
    test_connection(AF_INET);
    test_connection(AF_INET6);
    test_port();
    test_far_descriptor();
    test_many_descriptors();
    test_busy_machine();
    test_udp();
    test_full_queues();
    test_dual_stack();
    test_unix();
    test_holders();
    test_other_user();
    test_waits();
    test_withheld();
    test_machine();
    test_diag_descriptor();
    test_namespace();
    test_no_memory();
    test_switches();
    return unit_end();
}
