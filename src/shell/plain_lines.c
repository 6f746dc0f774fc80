/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines cut from the queue of keys. */
#include "shell/plain_lines.h"
#include "builtin/classes/file.h"
#include "sched/io.h"
#include "shell/keys.h"
#include "shell/save.h"
#include <string.h>
#include <unistd.h>

/* The next line, if all of it is there; the last one may have no newline. */
static bool take_line(Buffer *line) {
    if (!keys_count()) return false;
    const char *newline = memchr(keys_peek(), '\n', keys_count());
    if (!newline && !keys_have_ended()) return false;
    size_t count = newline ? (size_t)(newline - keys_peek()) : keys_count();
    buffer_append(line, keys_peek(), count);
    keys_take(newline ? count + 1 : count);
    return true;
}

static void on_readable(void *context, int fd, bool readable, bool writable) {
    (void)context, (void)fd, (void)readable, (void)writable;
    keys_read();
}

static LineEvent await_line(Sched *sched, Buffer *line) {
    bool is_watched = false, was_interrupted = false, is_there;
    while (!(is_there = take_line(line)) && !keys_have_ended() && !was_interrupted) {
        if (io_is_readable(STDIN_FILENO)) {
            keys_read();
            continue;
        }
        if (!is_watched) sched_call_back(sched, STDIN_FILENO, on_readable, NULL);
        is_watched = true;
        sched_run_once(sched, -1);
        was_interrupted = sched_take_interrupt();
    }
    if (is_watched) sched_call_back(sched, STDIN_FILENO, NULL, NULL);
    return is_there ? LINE_READY : was_interrupted ? LINE_INTERRUPTED : LINE_END;
}

LineEvent plain_lines_read(Program *program, const char *prompt, Buffer *line) {
    file_flush_output(program->machine);
    save_pause();
    file_write_error(program->machine, prompt, strlen(prompt));
    save_resume();
    return await_line(program->sched, line);
}
