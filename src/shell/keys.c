/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The queue of keys. One array: bytes are taken from its front, and it starts anew whenever it is empty. */
#include "shell/keys.h"
#include "base/buffer.h"
#include "base/retry.h"
#include "sched/io.h"
#include <errno.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { CONTROL_D = 4 };
enum { REST_WAIT = 50 * 1000 * 1000 }; /* nanoseconds that the rest of a key may take */

static struct {
    const Sched *sched;
    Buffer queue;
    size_t position; /* in queue */
    int64_t read_at; /* when bytes came last */
    int pressed;     /* a key that comes first; -1: none */
    int ahead;       /* so many bytes were typed while the terminal gave lines */
    bool at_end;
} keys; /* part of the line editor's static state */

size_t keys_count(void) { return keys.queue.count - keys.position; }
const char *keys_peek(void) { return keys.queue.bytes + keys.position; }
bool keys_have_ended(void) { return keys.at_end; }
int keys_are_available(void) { return keys_count() > 0; }
void keys_drop(void) { keys_take(keys_count()); }
void keys_press(int byte) { keys.pressed = byte; }

void keys_take(size_t count) {
    keys.position += count;
    if (keys.position < keys.queue.count) return;
    buffer_truncate(&keys.queue, 0);
    keys.position = 0;
}

void keys_are_single(void) {
    if (ioctl(STDIN_FILENO, FIONREAD, &keys.ahead) < 0) keys.ahead = 0;
}

/* The end of a line without its newline, Ctrl-D, lies in a terminal as a zero byte when no reader has taken
 * it before the terminal gives single keys. It is that key again. See termios(3), and n_tty in Linux. */
static void restore_ends(char *bytes, size_t count) {
    for (size_t i = 0; i < count && keys.ahead > 0; i++, keys.ahead--)
        if (!bytes[i]) bytes[i] = CONTROL_D;
}

void keys_read(void) {
    char block[4096];
    ssize_t got = io_read(STDIN_FILENO, block, sizeof block);
    if (got > 0) restore_ends(block, (size_t)got);
    if (got > 0) buffer_append(&keys.queue, block, (size_t)got);
    if (got == 0 || (got < 0 && !retry_is_told(got) && got != -EAGAIN)) keys.at_end = true;
    keys.read_at = sched_now(keys.sched);
}

int keys_get(FILE *unused) {
    (void)unused;
    int byte = keys.pressed;
    keys.pressed = -1;
    if (byte >= 0) return byte;
    while (!keys_count() && !keys.at_end) keys_read();
    if (!keys_count()) return EOF;
    byte = (unsigned char)*keys_peek();
    keys_take(1);
    return byte;
}

int64_t keys_time_for_rest(void) {
    int64_t rest = keys.read_at + REST_WAIT - sched_now(keys.sched);
    return rest > 0 && !keys.at_end ? rest : 0;
}

size_t keys_first(void) {
    const char *bytes = keys_peek();
    size_t count = keys_count();
    unsigned char lead = (unsigned char)bytes[0];
    if (lead >= 0xc0) {
        size_t length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        return count >= length ? length : 0;
    }
    if (lead != '\033') return 1;
    if (count < 2) return 0;
    if (bytes[1] == 'O') return count >= 3 ? 3 : 0;
    if (bytes[1] != '[') return 2;
    for (size_t i = 2; i < count; i++) {
        if (bytes[i] >= 0x40 && bytes[i] <= 0x7e) return i + 1;
    }
    return 0;
}

void keys_open(const Sched *sched) {
    keys.sched = sched;
    keys.pressed = -1;
}

void keys_close(void) {
    buffer_clear(&keys.queue);
    keys.position = 0;
}
