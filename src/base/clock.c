/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/clock.h"
#include <inttypes.h>
#include <time.h>

static int64_t read_clock(clockid_t id) {
    struct timespec now;
    clock_gettime(id, &now);
    return now.tv_sec * CLOCK_SECOND + now.tv_nsec;
}

int64_t clock_of(int id) {
    struct timespec now;
    return clock_gettime(id, &now) ? -1 : now.tv_sec * CLOCK_SECOND + now.tv_nsec;
}

int64_t clock_now(void) { return read_clock(CLOCK_MONOTONIC); }
int64_t clock_wall(void) { return read_clock(CLOCK_REALTIME); }
int64_t clock_work(void) { return read_clock(CLOCK_PROCESS_CPUTIME_ID); }

int clock_poll_time(int64_t left) {
    if (left <= 0) return 0;
    int64_t milliseconds = (left - 1) / CLOCK_MILLISECOND + 1;
    return milliseconds > INT32_MAX ? INT32_MAX : (int)milliseconds;
}

void clock_append_duration(Buffer *out, int64_t nanoseconds) {
    if (nanoseconds < CLOCK_MILLISECOND)
        buffer_append_format(out, "%" PRId64 " µs", nanoseconds / 1000);
    else if (nanoseconds < CLOCK_SECOND)
        buffer_append_format(out, "%" PRId64 " ms", nanoseconds / CLOCK_MILLISECOND);
    else if (nanoseconds < 60 * CLOCK_SECOND)
        buffer_append_format(out, "%.3f s", (double)nanoseconds / CLOCK_SECOND);
    else
        buffer_append_format(out, "%" PRId64 " min %" PRId64 " s", nanoseconds / (60 * CLOCK_SECOND),
                             nanoseconds / CLOCK_SECOND % 60);
}

void clock_append_ago(Buffer *out, int64_t nanoseconds) {
    if (nanoseconds >= CLOCK_SECOND && nanoseconds < 60 * CLOCK_SECOND)
        buffer_append_format(out, "%" PRId64 " s", nanoseconds / CLOCK_SECOND);
    else
        clock_append_duration(out, nanoseconds);
}
