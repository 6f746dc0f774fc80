/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The readers behind kernel/kernel.h, given what no kernel would say: netlink answers cut and changed at
 * random, tables with broken lines, commands with parentheses and escapes. */
#include "kernel/parts.h"
#include "unit.h"
#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <stdlib.h>

static const KernelQuery everything = { .tcp = true, .unix_stream = true, .details = true };

static size_t put_inet(char *out, uint8_t family, uint8_t state, uint16_t port, uint32_t receive,
                       uint32_t send) {
    struct {
        struct nlmsghdr head;
        struct inet_diag_msg body;
        struct rtattr attribute;
        uint8_t shutdown[4];
    } message = { .head = { .nlmsg_len = sizeof message, .nlmsg_type = SOCK_DIAG_BY_FAMILY, .nlmsg_seq = 7 },
                  .body = { .idiag_family = family,
                            .idiag_state = state,
                            .idiag_timer = 3,
                            .idiag_expires = 41000,
                            .idiag_rqueue = receive,
                            .idiag_wqueue = send,
                            .idiag_inode = 99,
                            .id = { .idiag_sport = htons(port) } },
                  .attribute = { .rta_len = 5, .rta_type = INET_DIAG_SHUTDOWN },
                  .shutdown = { 1 } };
    memcpy(out, &message, sizeof message);
    return sizeof message;
}

static size_t put_unix(char *out, const char *name, size_t length) {
    struct {
        struct nlmsghdr head;
        struct unix_diag_msg body;
        struct rtattr attribute;
        char name[128];
    } message = {
        .head = { .nlmsg_type = SOCK_DIAG_BY_FAMILY, .nlmsg_seq = 7 },
        .body = { .udiag_family = AF_UNIX, .udiag_type = SOCK_STREAM, .udiag_state = 10, .udiag_ino = 5 },
        .attribute = { .rta_type = UNIX_DIAG_NAME, .rta_len = (uint16_t)(4 + length) }
    };
    memcpy(message.name, name, length);
    message.head.nlmsg_len = (uint32_t)(sizeof message - sizeof message.name + NLMSG_ALIGN(length));
    memcpy(out, &message, message.head.nlmsg_len);
    return message.head.nlmsg_len;
}

static size_t put_end(char *out, uint16_t type, int32_t status) {
    struct {
        struct nlmsghdr head;
        int32_t status;
    } message = { .head = { .nlmsg_len = sizeof message, .nlmsg_type = type, .nlmsg_seq = 7 },
                  .status = status };
    memcpy(out, &message, sizeof message);
    return sizeof message;
}

static void test_answer(void) {
    char bytes[1024];
    KernelSockets list = { .complete = true };
    size_t count = put_inet(bytes, AF_INET, 10, 3000, 1, 0);
    count += put_inet(bytes + count, AF_INET6, 8, 3001, 8, 0);
    count += put_inet(bytes + count, AF_INET, 7, 3002, 0, 0);
    count += put_inet(bytes + count, AF_INET, 12, 3003, 0, 0);
    size_t inet_count = count;
    count += put_unix(bytes + count, "\0abc", 4);
    CHECK_INT(kernel_diag_parse(bytes, count, 7, &everything, &list), 1);
    CHECK_INT(list.count, 5);
    CHECK(list.complete);
    const KernelSocket *at = list.items;
    CHECK_TEXT(kernel_state_name(at[0].state), "LISTEN");
    CHECK_INT(at[0].accept_queue, 1);
    CHECK_INT(at[0].backlog, 0);
    CHECK_INT(at[0].receive_queue, 0);
    CHECK_INT(at[0].local.port, 3000);
    CHECK_INT(at[0].peer.family, AF_UNSPEC);
    CHECK(at[0].shut_receive && !at[0].shut_send);
    CHECK_INT(at[0].timer_ms, 41000);
    CHECK_TEXT(kernel_state_name(at[1].state), "CLOSE-WAIT");
    CHECK_INT(at[1].receive_queue, 7); /* the FIN is no byte */
    CHECK_INT(at[1].accept_queue, -1);
    CHECK_TEXT(kernel_state_name(at[2].state), "BOUND");
    CHECK_TEXT(kernel_state_name(at[3].state), "SYN-RECEIVED");
    char text[ADDRESS_TEXT];
    CHECK_TEXT(address_text(&at[4].local, text), "@abc");
    CHECK_TEXT(address_text(&at[1].local, text), "[::]:3001");

    list.count = 0;
    CHECK_INT(kernel_diag_parse(bytes, count, 8, &everything, &list), 1); /* answers to another question */
    CHECK_INT(list.count, 0);
    KernelQuery port = { .tcp = true, .local_port = 3001 };
    CHECK_INT(kernel_diag_parse(bytes, inet_count, 7, &port, &list), 1);
    CHECK_INT(list.count, 1);
    kernel_clear_sockets(&list);
}

static void test_ends(void) {
    char bytes[256];
    KernelSockets list = { .complete = true };
    CHECK_INT(kernel_diag_parse(bytes, put_end(bytes, NLMSG_DONE, 0), 7, &everything, &list), 0);
    CHECK_INT(kernel_diag_parse(bytes, put_end(bytes, NLMSG_ERROR, -EPERM), 7, &everything, &list), -EPERM);
    CHECK_INT(kernel_diag_parse(bytes, put_end(bytes, NLMSG_ERROR, INT32_MIN), 7, &everything, &list), 0);
    size_t count = put_inet(bytes, AF_INET, 1, 1, 0, 0);
    CHECK_INT(kernel_diag_parse(bytes, count - 4, 7, &everything, &list), -EBADMSG);
    CHECK_INT(kernel_diag_parse(bytes, 15, 7, &everything, &list), -EBADMSG);
    ((struct nlmsghdr *)(void *)bytes)->nlmsg_len = 15; /* shorter than itself: would never end */
    CHECK_INT(kernel_diag_parse(bytes, count, 7, &everything, &list), -EBADMSG);
    CHECK_INT(list.count, 0);
    CHECK(list.complete);
    ((struct nlmsghdr *)(void *)bytes)->nlmsg_len = 40; /* a socket cut short */
    CHECK_INT(kernel_diag_parse(bytes, 40, 7, &everything, &list), 1);
    CHECK(list.count == 0 && !list.complete);
    kernel_clear_sockets(&list);
}

static void test_limit(void) {
    char bytes[1024];
    KernelSockets list = { .complete = true };
    KernelQuery two = { .tcp = true, .limit = 2 };
    size_t count = 0;
    for (uint16_t port = 1; port <= 3; port++) count += put_inet(bytes + count, AF_INET, 1, port, 0, 0);
    kernel_diag_parse(bytes, count, 7, &two, &list);
    CHECK_INT(list.count, 2);
    CHECK(!list.complete);
    kernel_clear_sockets(&list);
}

/* A copy of exactly `count` bytes, so that a sanitizer sees any read behind them. */
static void parse_copy(const char *bytes, size_t count, int reader) {
    char *copy = malloc(count ? count : 1);
    KernelSockets list = { .complete = true };
    if (!copy) return;
    memcpy(copy, bytes, count);
    if (reader == 0) {
        CHECK(kernel_diag_parse(copy, count, 7, &everything, &list) <= 1);
        CHECK(list.count <= count / 16);
    } else if (reader == 1)
        kernel_table_parse_tcp(copy, count, AF_INET6, &everything, &list);
    else
        kernel_table_parse_unix(copy, count, &everything, &list);
    for (size_t i = 0; i < list.count; i++) {
        char text[ADDRESS_TEXT];
        address_text(&list.items[i].local, text);
        CHECK(strlen(kernel_state_name(list.items[i].state)) < 16);
    }
    kernel_clear_sockets(&list);
    free(copy);
}

static const char tcp_table[] =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
    "   0: 0100007F:0BB8 00000000:0000 0A 00000000:00000001 00:00000000 00000000  1000        0 4711 1 0\n"
    "   1: 0100007F:0BB8 0200007F:D431 08 00000000:00000008 02:00000064 00000000  1000        0 4712 1 0\n"
    "   2: 0100007F:0BB8 0100007F:D432 06 00000000:00000000 03:00001770 00000000     0        0 0 3 0\n"
    "   3: nonsense\n"
    "   4: 0100007F:0BB9 0100007F:0BB8 02 00000001:00000000 01:00000010 00000002  1000        0 4713 2 0";

static const char unix_table[] = "Num       RefCount Protocol Flags    Type St Inode Path\n"
                                 "0000000000000000: 00000002 00000000 00010000 0001 01 23451 /run/x y\n"
                                 "0000000000000000: 00000003 00000000 00000000 0001 03 23452\n"
                                 "0000000000000000: 00000003 00000000 00000000 0002 01 23453 /run/datagrams\n"
                                 "0000000000000000: 00000002 00000000 00010000 0001 01 23454 @ab\033[1m\n";

static void test_random_bytes(void) {
    char bytes[1024];
    size_t count = put_inet(bytes, AF_INET6, 1, 80, 1, 2);
    count += put_unix(bytes + count, "/run/x", 6);
    count += put_end(bytes + count, NLMSG_DONE, 0);
    srandom(1);
    for (int round = 0; round < 20000; round++) {
        int reader = round % 3;
        char changed[1024];
        size_t size = reader == 0 ? count : reader == 1 ? sizeof tcp_table - 1 : sizeof unix_table - 1;
        memcpy(changed, reader == 0 ? bytes : reader == 1 ? tcp_table : unix_table, size);
        for (long changes = random() % 8; changes > 0; changes--)
            changed[(size_t)random() % size] = (char)(random() % 3 ? random() : random() % 16);
        if (random() % 4 == 0) size = (size_t)random() % size;
        parse_copy(changed, size, reader);
    }
    for (int round = 0; round < 3000; round++) {
        for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (char)random();
        parse_copy(bytes, (size_t)random() % sizeof bytes, round % 3);
    }
}

static void test_tcp_table(void) {
    KernelSockets list = { .complete = true };
    char text[ADDRESS_TEXT];
    kernel_table_parse_tcp(tcp_table, sizeof tcp_table - 1, AF_INET, &everything, &list);
    if (!CHECK_INT(list.count, 4)) return;
    CHECK(!list.complete); /* of the line that is nonsense */
    const KernelSocket *at = list.items;
    CHECK_INT(at[0].state, KERNEL_LISTEN);
    CHECK_TEXT(address_text(&at[0].local, text), "127.0.0.1:3000");
    CHECK_TEXT(address_text(&at[0].peer, text), "-");
    CHECK_INT(at[0].accept_queue, 1);
    CHECK_INT(at[0].backlog, -1);
    CHECK(at[0].inode == 4711 && at[0].uid_known && at[0].uid == 1000);
    CHECK_INT(at[1].state, KERNEL_CLOSE_WAIT);
    CHECK_TEXT(address_text(&at[1].peer, text), "127.0.0.2:54321");
    CHECK_INT(at[1].receive_queue, 7);
    CHECK(at[1].timer == KERNEL_TIMER_KEEPALIVE && at[1].timer_ms == 1000);
    CHECK_INT(at[2].state, KERNEL_TIME_WAIT);
    CHECK(at[2].timer == KERNEL_TIMER_TIME_WAIT && at[2].timer_ms == 60000);
    CHECK(!at[2].uid_known);
    CHECK_INT(at[3].state, KERNEL_SYN_SENT);
    CHECK_INT(at[3].retransmissions, 2);
    CHECK_INT(at[3].send_queue, 0); /* a SYN is no byte */
    kernel_clear_sockets(&list);
}

static void test_unix_table(void) {
    KernelSockets list = { .complete = true };
    char text[ADDRESS_TEXT];
    kernel_table_parse_unix(unix_table, sizeof unix_table - 1, &everything, &list);
    if (!CHECK_INT(list.count, 3)) return;
    CHECK(list.complete);
    const KernelSocket *at = list.items;
    CHECK_INT(at[0].state, KERNEL_LISTEN);
    CHECK_TEXT(address_text(&at[0].local, text), "/run/x y");
    CHECK_INT(at[1].state, KERNEL_ESTABLISHED);
    CHECK_INT(at[1].inode, 23452);
    CHECK_TEXT(address_text(&at[1].local, text), "-");
    CHECK_TEXT(address_text(&at[2].local, text), "@ab\\x1b[1m");
    kernel_clear_sockets(&list);
}

static void test_stat(void) {
    KernelProcess process = { 0 };
    CHECK(kernel_parse_stat("42 (a) b (\033c) T 1 42 42 34819 43 0", &process));
    CHECK_TEXT(process.command, "a) b (?c");
    CHECK_INT(process.state, 'T');
    CHECK_TEXT(process.terminal, "pts/3");
    process = (KernelProcess){ 0 };
    CHECK(kernel_parse_stat("42 (x) S 1 42 42 0 -1", &process));
    CHECK_TEXT(process.terminal, "");
    CHECK(kernel_parse_stat("42 (x) S 1 42 42 1025 -1", &process));
    CHECK_TEXT(process.terminal, "tty1");
    CHECK(!kernel_parse_stat("", &process));
    CHECK(!kernel_parse_stat("42 )x( S 1 42 42 0", &process));
    CHECK(!kernel_parse_stat("42 (x) S 1", &process));
}

static void test_safe_text(void) {
    char text[16];
    kernel_safe_text(text, sizeof text, "\xc3\xa9\033\x9b\xc2\x9b\xff", 8);
    CHECK_TEXT(text, "\xc3\xa9?????");
    kernel_safe_text(text, sizeof text, "0123456789abcdefghij", 20);
    CHECK(strlen(text) < sizeof text);
}

int main(void) {
    test_answer();
    test_ends();
    test_limit();
    test_tcp_table();
    test_unix_table();
    test_stat();
    test_safe_text();
    test_random_bytes();
    return unit_end();
}
