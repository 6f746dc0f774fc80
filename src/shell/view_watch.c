/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing in place: the cursor goes up by the lines that stand there and everything below is cleared. When
 * something else has been written meanwhile, the view begins anew below it. */
#include "shell/view_watch.h"
#include "base/language.h"
#include "builtin/classes/file.h"
#include "shell/commands.h"
#include "shell/keys.h"
#include "shell/line_editor.h"
#include "shell/save.h"
#include "shell/terminal.h"
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

typedef struct {
    Program *program;
    bool in_place;
    int lines;      /* that stand above the cursor */
    size_t others;  /* save_written() when they were drawn */
    unsigned stops; /* terminal_stops() then */
} Watch;

static int rows(void) {
    struct winsize size;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 4 ? size.ws_row : 24;
}

/* Only as many lines as the terminal has: what has scrolled away cannot be drawn over. */
static void cut(Buffer *text, int most) {
    size_t at = 0;
    for (int line = 0; line < most; line++) {
        const char *newline = at < text->count ? memchr(text->bytes + at, '\n', text->count - at) : NULL;
        if (!newline) return;
        at = (size_t)(newline - text->bytes) + 1;
    }
    if (at < text->count) {
        buffer_truncate(text, at);
        buffer_append_text(text, "...\n");
    }
}

static int count_lines(const Buffer *text) {
    int lines = 0;
    for (size_t i = 0; i < text->count; i++) lines += text->bytes[i] == '\n';
    return lines;
}

static void draw(Watch *watch, ViewAppend *append) {
    Buffer text = { 0 }, out = { 0 };
    file_flush_output(watch->program->machine);
    append(&text, watch->program, command_columns());
    if (watch->in_place) {
        cut(&text, rows() - 3);
        bool stands = watch->lines && save_written() == watch->others && terminal_stops() == watch->stops;
        if (stands) buffer_append_format(&out, "\033[%dA\r\033[J", watch->lines);
        buffer_append(&out, text.bytes, text.count);
        buffer_append_format(&out, "%s\n", _("(a key ends this)"));
        watch->lines = count_lines(&text) + 1;
    } else {
        buffer_append(&out, text.bytes, text.count);
        buffer_append_byte(&out, '\n');
    }
    command_show(watch->program, &out);
    watch->others = save_written();
    watch->stops = terminal_stops();
    buffer_clear(&text);
}

static void on_readable(void *context, int fd, bool readable, bool writable) {
    (void)fd, (void)readable, (void)writable;
    *(bool *)context = true;
}

/* True: the time is over and nothing has come. */
static bool wait_for(Watch *watch, double seconds, bool *has_input) {
    Sched *sched = watch->program->sched;
    int64_t deadline = sched_after(sched, seconds);
    for (int64_t now; (now = sched_now(sched)) < deadline;) {
        sched_run_once(sched, deadline - now);
        terminal_handle_signals();
        if (*has_input || sched_take_interrupt()) return false;
    }
    return true;
}

void view_watch(Program *program, ViewAppend *append, double seconds) {
    Watch watch = { .program = program, .in_place = !terminal_is_dumb() };
    bool has_input = false;
    sched_take_interrupt();
    terminal_begin_keys();
    draw(&watch, append);
    sched_call_back(program->sched, STDIN_FILENO, on_readable, &has_input);
    while (wait_for(&watch, seconds, &has_input)) draw(&watch, append);
    sched_call_back(program->sched, STDIN_FILENO, NULL, NULL);
    if (has_input) {
        keys_read();
        keys_drop();
    }
    terminal_end_keys();
}
