/* SPDX-License-Identifier: GPL-3.0-or-later */
/* socket(2), send(2), recv(2), read(2), poll(2) and kin. Which of them a machine has differs: arm64 has no
 * poll. */
#include "trace/calls.h"
#include <stddef.h>
#include <sys/syscall.h>

#define CALL(FLAGS) (JOURNAL_CALL | (FLAGS))

const NativeSpec traced_send = { "send(fd, data, flags)", .flags = CALL(JOURNAL_SENDS) };
const NativeSpec traced_recv = { "recv(fd, size, flags)", .flags = CALL(JOURNAL_RECEIVES) };
static const NativeSpec accept_meant = { "accept(fd)", .flags = CALL(JOURNAL_MAKES | JOURNAL_STATE) };

/* name, number, kind, bits; then its descriptor and its numbers */
#define ROW(NAME, SIGNATURE, KIND, FLAGS, ...)                                                               \
    { SYS_##NAME, { SIGNATURE, .flags = CALL(FLAGS) }, KIND, __VA_ARGS__ }
#define NUMBERS(...) .numbers = { __VA_ARGS__ }
#define NO_ADDRESS .address = -1, .timeout = -1
#define NO_NUMBERS NUMBERS(-1), NO_ADDRESS

const TracedSpec traced_calls[] = {
    ROW(socket, "socket(", TRACED_MAKES, JOURNAL_MAKES, -1, NUMBERS(0, 1, 2, -1), NO_ADDRESS),
    ROW(socketpair, "socketpair(", TRACED_PAIR, JOURNAL_MAKES, -1, NUMBERS(0, 1, 2, -1), NO_ADDRESS),
    ROW(bind, "bind(", TRACED_ADDRESS, JOURNAL_ADDRESS | JOURNAL_STATE, 0, NUMBERS(-1), .address = 1,
        .timeout = -1),
    ROW(listen, "listen(", TRACED_OTHER, JOURNAL_STATE, 0, NUMBERS(1, -1), NO_ADDRESS),
    ROW(accept, "accept(", TRACED_MAKES, JOURNAL_MAKES | JOURNAL_STATE, 0, NO_NUMBERS),
    ROW(accept4, "accept4(", TRACED_MAKES, JOURNAL_MAKES | JOURNAL_STATE, 0, NUMBERS(3, -1), NO_ADDRESS,
        .meant = &accept_meant),
    ROW(connect, "connect(", TRACED_ADDRESS, JOURNAL_ADDRESS | JOURNAL_STATE, 0, NUMBERS(-1), .address = 1,
        .timeout = -1),
    ROW(sendto, "sendto(", TRACED_BUFFER, JOURNAL_SENDS | JOURNAL_TO, 0, NUMBERS(3, -1), .address = 4,
        .timeout = -1),
    ROW(recvfrom, "recvfrom(", TRACED_BUFFER, JOURNAL_RECEIVES, 0, NUMBERS(2, 3, -1), .address = 4,
        .timeout = -1),
    ROW(sendmsg, "sendmsg(", TRACED_MESSAGE, JOURNAL_SENDS | JOURNAL_TO, 0, NO_NUMBERS,
        .meant = &traced_send),
    ROW(recvmsg, "recvmsg(", TRACED_MESSAGE, JOURNAL_RECEIVES, 0, NO_NUMBERS, .meant = &traced_recv),
    ROW(read, "read(", TRACED_BUFFER, JOURNAL_RECEIVES, 0, NUMBERS(2, -1), NO_ADDRESS, .meant = &traced_recv),
    ROW(write, "write(", TRACED_BUFFER, JOURNAL_SENDS, 0, NO_NUMBERS, .meant = &traced_send),
    ROW(readv, "readv(", TRACED_VECTOR, JOURNAL_RECEIVES, 0, NO_NUMBERS, .meant = &traced_recv),
    ROW(writev, "writev(", TRACED_VECTOR, JOURNAL_SENDS, 0, NO_NUMBERS, .meant = &traced_send),
    ROW(sendfile, "sendfile(", TRACED_COUNT, 0, 0, NUMBERS(1, 3, -1), NO_ADDRESS, .meant = &traced_send),
    ROW(splice, "splice(", TRACED_COUNT, 0, 2, NUMBERS(0, 4, -1), NO_ADDRESS),
    ROW(close, "close(", TRACED_CLOSE, 0, 0, NO_NUMBERS),
    ROW(shutdown, "shutdown(", TRACED_OTHER, JOURNAL_STATE, 0, NUMBERS(1, -1), NO_ADDRESS),
    ROW(setsockopt, "setsockopt(", TRACED_OPTION, 0, 0, NUMBERS(1, 2, -1), NO_ADDRESS),
    ROW(getsockopt, "getsockopt(", TRACED_OTHER, 0, 0, NUMBERS(1, 2, -1), NO_ADDRESS),
    ROW(dup, "dup(", TRACED_COPY, 0, 0, NO_NUMBERS),
    ROW(dup3, "dup3(", TRACED_COPY, 0, 0, NUMBERS(1, -1), NO_ADDRESS),
    ROW(fcntl, "fcntl(", TRACED_CONTROL, 0, 0, NUMBERS(1, 2, -1), NO_ADDRESS),
    ROW(ioctl, "ioctl(", TRACED_CONTROL, 0, 0, NUMBERS(1, -1), NO_ADDRESS),
    ROW(ppoll, "poll(", TRACED_WAIT, 0, -1, NUMBERS(1, -1), NO_ADDRESS),
    ROW(pselect6, "select(", TRACED_WAIT, 0, -1, NUMBERS(0, -1), NO_ADDRESS),
    ROW(epoll_pwait, "epoll_wait(", TRACED_WAIT, 0, -1, NUMBERS(0, 3, -1), .address = -1, .timeout = 1),
#ifdef SYS_poll
    ROW(poll, "poll(", TRACED_WAIT, 0, -1, NUMBERS(1, 2, -1), .address = -1, .timeout = 1),
    ROW(select, "select(", TRACED_WAIT, 0, -1, NUMBERS(0, -1), NO_ADDRESS),
    ROW(epoll_wait, "epoll_wait(", TRACED_WAIT, 0, -1, NUMBERS(0, 3, -1), .address = -1, .timeout = 1),
    ROW(dup2, "dup2(", TRACED_COPY, 0, 0, NUMBERS(1, -1), NO_ADDRESS),
#endif
    ROW(close_range, "close_range(", TRACED_RANGE, 0, -1, NUMBERS(0, 1, -1), NO_ADDRESS),
    ROW(restart_syscall, "", TRACED_AGAIN, 0, -1, NO_NUMBERS),
    ROW(rt_sigreturn, "", TRACED_HANDLER_ENDS, 0, -1, NO_NUMBERS),
    ROW(io_uring_setup, "io_uring_setup(", TRACED_UNSEEN, 0, -1, NUMBERS(0, -1), NO_ADDRESS),
    { -1 },
};

const TracedSpec *traced_find(long number) {
    for (const TracedSpec *spec = traced_calls; spec->number >= 0; spec++) {
        if (spec->number == number) return spec;
    }
    return NULL;
}
