/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The user stays who he is: his number is mapped to itself. */
#include "dialogue/namespace.h"
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

static bool write_file(const char *path, const char *text) {
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) return false;
    bool written = write(fd, text, strlen(text)) == (ssize_t)strlen(text);
    int problem = errno;
    close(fd);
    errno = problem;
    return written;
}

static bool raise_loopback(void) {
    struct ifreq request = { .ifr_name = "lo" };
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return false;
    bool raised = ioctl(fd, SIOCGIFFLAGS, &request) == 0;
    request.ifr_flags |= IFF_UP;
    raised = raised && ioctl(fd, SIOCSIFFLAGS, &request) == 0;
    int problem = errno;
    close(fd);
    errno = problem;
    return raised;
}

/* A kernel that was held up may send a segment twice, and its answer would end a TIME-WAIT (RFC 1337):
 * documents play alike however busy the machine is. */
static bool prepare(void) {
    write_file("/proc/sys/net/ipv4/tcp_rfc1337", "1\n");
    return raise_loopback();
}

bool namespace_enter(void) {
    char map[64];
    uid_t user = geteuid();
    gid_t group = getegid();
    if (user == 0 && unshare(CLONE_NEWNET) == 0) return prepare();
    if (unshare(CLONE_NEWUSER | CLONE_NEWNET) < 0) return false;
    write_file("/proc/self/setgroups", "deny");
    snprintf(map, sizeof map, "%u %u 1\n", (unsigned)user, (unsigned)user);
    bool mapped = write_file("/proc/self/uid_map", map);
    snprintf(map, sizeof map, "%u %u 1\n", (unsigned)group, (unsigned)group);
    return mapped && write_file("/proc/self/gid_map", map) && prepare();
}
