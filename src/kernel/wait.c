/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a process in a call on this socket? /proc/PID/task/TID/syscall (proc_pid_syscall(5)) holds the number
 * of the system call that a thread sleeps in and its six arguments; the first is the descriptor, whose
 * link in /proc/PID/fd names the socket. /proc/PID/wchan is not asked: it names a function of the kernel,
 * and those that wait for a socket wait for a terminal as well. */
#include "kernel/parts.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { THREADS = 256 };

static const struct {
    long number;
    KernelWait wait;
} socket_calls[] = {
    { SYS_read, KERNEL_WAITS_RECV },           { SYS_readv, KERNEL_WAITS_RECV },
    { SYS_recvfrom, KERNEL_WAITS_RECV },       { SYS_recvmsg, KERNEL_WAITS_RECV },
    { SYS_recvmmsg, KERNEL_WAITS_RECV },       { SYS_accept, KERNEL_WAITS_ACCEPT },
    { SYS_accept4, KERNEL_WAITS_ACCEPT },      { SYS_connect, KERNEL_WAITS_CONNECT },
    { SYS_write, KERNEL_WAITS_SEND },          { SYS_writev, KERNEL_WAITS_SEND },
    { SYS_sendto, KERNEL_WAITS_SEND },         { SYS_sendmsg, KERNEL_WAITS_SEND },
    { SYS_sendmmsg, KERNEL_WAITS_SEND },       { SYS_sendfile, KERNEL_WAITS_SEND },
    { SYS_ppoll, KERNEL_WAITS_POLL },          { SYS_pselect6, KERNEL_WAITS_POLL },
    { SYS_epoll_pwait, KERNEL_WAITS_POLL },
#ifdef SYS_poll /* newer processors have only the calls above */
    { SYS_poll, KERNEL_WAITS_POLL },           { SYS_select, KERNEL_WAITS_POLL },
    { SYS_epoll_wait, KERNEL_WAITS_POLL },
#endif
#ifdef SYS_epoll_pwait2
    { SYS_epoll_pwait2, KERNEL_WAITS_POLL },
#endif
#ifdef SYS_io_uring_enter
    { SYS_io_uring_enter, KERNEL_WAITS_POLL },
#endif
};

static KernelWait wait_of_call(long number) {
    for (size_t i = 0; i < sizeof socket_calls / sizeof *socket_calls; i++)
        if (socket_calls[i].number == number) return socket_calls[i].wait;
    return KERNEL_WAITS_ELSEWHERE;
}

static bool is_socket(const Kernel *kernel, pid_t pid, long fd, uint64_t inode) {
    char path[512];
    uint64_t found;
    snprintf(path, sizeof path, "%s/%d/fd/%ld", kernel->proc, (int)pid, fd);
    return kernel_link_is_socket(AT_FDCWD, path, &found) && found == inode;
}

/* "running", or "NUMBER 0xARGUMENT ..."; the number is -1 for a thread that sleeps outside of a call. */
static KernelWait wait_of_thread(const Kernel *kernel, pid_t pid, const char *thread, uint64_t inode) {
    char text[256], *end;
    if (kernel_read_file(kernel, text, sizeof text, "%d/task/%.20s/syscall", (int)pid, thread) <= 0)
        return KERNEL_WAITS_UNKNOWN;
    long number = strtol(text, &end, 10);
    if (end == text) return strncmp(text, "running", 7) == 0 ? KERNEL_WAITS_NOT : KERNEL_WAITS_UNKNOWN;
    KernelWait wait = wait_of_call(number);
    if (wait == KERNEL_WAITS_POLL || wait == KERNEL_WAITS_ELSEWHERE) return wait;
    long fd = (int)strtoul(end, NULL, 16);
    return is_socket(kernel, pid, fd, inode) ? wait : KERNEL_WAITS_ELSEWHERE;
}

/* Of what two threads say, what counts for the process: a call on the socket before all, then what leaves
 * it open. */
static int rank(KernelWait wait) {
    switch (wait) {
    case KERNEL_WAITS_ELSEWHERE: return 0;
    case KERNEL_WAITS_NOT: return 1;
    case KERNEL_WAITS_POLL: return 2;
    case KERNEL_WAITS_UNKNOWN: return 3;
    default: return 4;
    }
}

KernelWait kernel_waits_in(const Kernel *kernel, pid_t pid, uint64_t inode) {
    char path[512];
    KernelWait wait = KERNEL_WAITS_UNKNOWN;
    int threads = 0;
    snprintf(path, sizeof path, "%s/%d/task", kernel->proc, (int)pid);
    DIR *folder = opendir(path);
    if (!folder) return KERNEL_WAITS_UNKNOWN;
    for (struct dirent *entry; (entry = readdir(folder)) && threads < THREADS && rank(wait) < 4;) {
        if (entry->d_name[0] == '.') continue;
        KernelWait one = wait_of_thread(kernel, pid, entry->d_name, inode);
        if (threads++ == 0 || rank(one) > rank(wait)) wait = one;
    }
    closedir(folder);
    return threads < THREADS || rank(wait) == 4 ? wait : KERNEL_WAITS_UNKNOWN;
}
