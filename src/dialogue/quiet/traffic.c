/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dialogue/quiet/traffic.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void open_files(Traffic *traffic) {
    static const char *const counters[] = { "/proc/self/net/snmp", "/proc/self/net/snmp6" };
    static const char *const sockets[] = { "/proc/self/net/sockstat", "/proc/self/net/sockstat6" };
    for (int i = 0; i < 2 && !traffic->counters[i]; i++) {
        traffic->counters[i] = open(counters[i], O_RDONLY | O_CLOEXEC);
        traffic->sockets[i] = open(sockets[i], O_RDONLY | O_CLOEXEC);
    }
}

/* Behind each of these words stands how many sockets are in use; false: such a line is missing. */
static bool tell_use(const char *text, const char *const words[2], bool *has_any) {
    for (int i = 0; i < 2; i++) {
        const char *at = strstr(text, words[i]);
        if (!at) return false;
        if (strtol(at + strlen(words[i]), NULL, 10) > 0) *has_any = true;
    }
    return true;
}

bool traffic_has_sockets(Traffic *traffic) {
    static const char *const words[2][2] = { { "TCP: inuse ", "UDP: inuse " },
                                             { "TCP6: inuse ", "UDP6: inuse " } };
    bool has_any = false;
    open_files(traffic);
    for (int i = 0; i < 2 && !has_any; i++) {
        char text[1024];
        if (i == 1 && traffic->sockets[i] < 0) break; /* a kernel without IPv6 */
        ssize_t count = traffic->sockets[i] < 0 ? -1 : pread(traffic->sockets[i], text, sizeof text - 1, 0);
        text[count > 0 ? count : 0] = '\0';
        if (!tell_use(text, words[i], &has_any)) return true;
    }
    return has_any;
}

/* IPv4's and IPv6's behind each other; 0: not known, or more than there is room for. */
static size_t read_counts(Traffic *traffic, char *text) {
    size_t count = 0;
    for (int i = 0; i < 2 && traffic->counters[i] >= 0; i++) {
        ssize_t got = pread(traffic->counters[i], text + count, TRAFFIC_TEXT - count, 0);
        if (got <= 0 || count + (size_t)got == TRAFFIC_TEXT) return 0;
        count += (size_t)got;
    }
    return count;
}

bool traffic_stands(Traffic *traffic) {
    open_files(traffic);
    int next = !traffic->kept;
    traffic->count[next] = read_counts(traffic, traffic->text[next]);
    return traffic->count[next] && traffic->count[next] == traffic->count[!next] &&
           memcmp(traffic->text[0], traffic->text[1], traffic->count[next]) == 0;
}

void traffic_keep(Traffic *traffic) { traffic->kept = !traffic->kept; }

void traffic_close(Traffic *traffic) {
    for (int i = 0; i < 2; i++) {
        if (traffic->counters[i] > 0) close(traffic->counters[i]);
        if (traffic->sockets[i] > 0) close(traffic->sockets[i]);
    }
}
