/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One write for all that a reading of the wire gave. The file description may be shared, with the shell that
 * opened it for one, so it is never made non-blocking: a pipe with room takes PIPE_BUF bytes without waiting
 * (pipe(7)). */
#include "kernel/wire_pcap.h"
#include "base/clock.h"
#include "sched/io.h"
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
    uint32_t magic;
    uint16_t major, minor;
    uint32_t zone, precision; /* both always 0 */
    uint32_t most, link_type;
} FileHead;

typedef struct {
    uint32_t seconds, nanoseconds, count, length;
} PacketHead;

static int stop(WirePcap *pcap, int status) {
    buffer_clear(&pcap->kept);
    pcap->fd = -1;
    return status;
}

static bool has_room(int fd) {
    struct pollfd poll_fd = { .fd = fd, .events = POLLOUT };
    return poll(&poll_fd, 1, 0) > 0;
}

static int write_kept(WirePcap *pcap, bool waits) {
    Buffer *kept = &pcap->kept;
    size_t done = 0;
    if (pcap->fd < 0) return 0;
    if (kept->failed) return stop(pcap, -ENOMEM);
    while (done < kept->count && (waits || pcap->is_file || has_room(pcap->fd))) {
        size_t count = kept->count - done;
        if (!pcap->is_file && count > PIPE_BUF) count = PIPE_BUF;
        ssize_t written = io_write(pcap->fd, kept->bytes + done, count);
        if (written == -EAGAIN && !waits) break; /* somebody else has made it non-blocking */
        if (written <= 0) return stop(pcap, written < 0 ? (int)written : -EIO);
        done += (size_t)written;
    }
    if (done) memmove(kept->bytes, kept->bytes + done, kept->count - done);
    buffer_truncate(kept, kept->count - done);
    return kept->count > WIRE_PCAP_LIMIT ? stop(pcap, -ENOBUFS) : 0;
}

int wire_pcap_begin(WirePcap *pcap, int fd, uint32_t most) {
    FileHead head = { WIRE_PCAP_MAGIC, 2, 4, 0, 0, most, WIRE_PCAP_ETHERNET };
    struct stat facts;
    buffer_truncate(&pcap->kept, 0);
    pcap->fd = fd;
    pcap->is_file = fstat(fd, &facts) == 0 && S_ISREG(facts.st_mode);
    buffer_append(&pcap->kept, &head, sizeof head);
    return write_kept(pcap, false);
}

void wire_pcap_add(WirePcap *pcap, int64_t wall, const void *bytes, size_t count, size_t length) {
    if (pcap->fd < 0) return;
    PacketHead head = { (uint32_t)(wall / CLOCK_SECOND), (uint32_t)(wall % CLOCK_SECOND), (uint32_t)count,
                        (uint32_t)length };
    buffer_append(&pcap->kept, &head, sizeof head);
    buffer_append(&pcap->kept, bytes, count);
}

int wire_pcap_flush(WirePcap *pcap) { return write_kept(pcap, false); }

int wire_pcap_end(WirePcap *pcap) { return stop(pcap, write_kept(pcap, true)); }
