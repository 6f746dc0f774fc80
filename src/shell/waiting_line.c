/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing the waiting line. What it says is in explain/waiting.c. */
#include "shell/waiting_line.h"
#include "base/clock.h"
#include "base/text.h"
#include "explain/waiting.h"
#include "journal/journal.h"
#include "sched/io.h"
#include "shell/neighbour.h"
#include "shell/note.h"
#include "shell/terminal.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define PATIENCE 300000000 /* nanoseconds after which a wait is worth a word */
#define LOOK 100000000     /* how often typing is looked for while the line is there */
enum { FEWEST_COLUMNS = 10 };

static struct {
    Program *program; /* NULL: there is no terminal for it */
    bool is_shown;
    uint64_t call; /* whose line it is: the journal's number */
    int64_t due;   /* when its text is to be made anew */
    int typed;     /* bytes typed ahead when it was drawn */
    size_t column; /* cells since the last line of output ended */
    Buffer text;
} line; /* part of the line editor's static state */

static volatile sig_atomic_t was_cleared; /* by a signal's handler */

/* Clears from the cursor on. */
static const char clear[] = "\033[J";

/* ---- signals that stop or end the process while the line is there */

static const int ending[] = { SIGTSTP, SIGTERM, SIGHUP, SIGQUIT };

/* Not while Ctrl-S holds the terminal back: who writes then stands still, and every task with him. */
static bool takes_output(void) {
    struct pollfd terminal = { .fd = STDOUT_FILENO, .events = POLLOUT };
    return poll(&terminal, 1, 0) > 0;
}

static void on_end(int number) {
    int saved = errno;
    was_cleared = 1;
    if (takes_output()) io_write(STDOUT_FILENO, clear, sizeof clear - 1);
    raise(number); /* SA_RESETHAND: what the signal does by default, here and now */
    errno = saved;
}

static void catch_endings(bool on) {
    struct sigaction action = { .sa_handler = on ? on_end : SIG_DFL, .sa_flags = SA_RESTART };
    if (on) action.sa_flags |= SA_RESETHAND | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) sigaction(ending[i], &action, NULL);
}

/* ---- drawing */

static int typed_ahead(void) {
    int count = 0;
    return ioctl(STDIN_FILENO, FIONREAD, &count) == 0 ? count : 0;
}

void waiting_line_note_output(const char *bytes, size_t count) {
    size_t start = count;
    while (start && bytes[start - 1] != '\n' && bytes[start - 1] != '\r') start--;
    line.column = (start ? 0 : line.column) + text_columns(bytes + start, count - start);
}

/* A line of its own, and a few columns. Not behind output that has filled its line: the terminal then
 * remembers that the next character wraps, and forgets it as soon as the cursor moves. */
static bool has_room(void) {
    struct winsize size;
    if (line.column && line.column % (size_t)note_columns() == 0) return false;
    return note_columns() >= FEWEST_COLUMNS &&
           (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_row != 1);
}

/* One line further down than the cursor, which then goes back: IND makes room at the foot of the screen and
 * keeps the column. See console_codes(4). */
static void draw(void) {
    Buffer out = { 0 };
    buffer_append_text(&out, clear);
    buffer_append_text(&out, "\033D\033[A\0337\033[B\r");
    note_append_line(&out, buffer_text(&line.text), note_columns() - 1);
    buffer_append_text(&out, "\0338");
    if (!line.is_shown || was_cleared) catch_endings(true);
    was_cleared = 0;
    line.is_shown = true;
    line.typed = typed_ahead();
    io_write(STDOUT_FILENO, out.bytes, out.count);
    buffer_clear(&out);
}

void waiting_line_hide(void) {
    if (!line.is_shown) return;
    line.is_shown = false;
    io_write(STDOUT_FILENO, clear, sizeof clear - 1);
    catch_endings(false);
}

/* ---- when */

static const JournalPending *waiting(void) {
    return line.program ? journal_peek_waiting(line.program->machine->main) : NULL;
}

static int64_t now(void) { return sched_now(line.program->sched); }

int64_t waiting_line_time(void) {
    const JournalPending *pending = waiting();
    if (!pending) return -1;
    int64_t due = line.call == pending->record.call ? line.due : pending->record.begun + PATIENCE;
    int64_t rest = due - now();
    if (line.is_shown && rest > LOOK) rest = LOOK;
    return rest > 0 ? rest : 0;
}

static void say(const JournalPending *pending) {
    Buffer text = { 0 };
    waiting_append(&text, &(Waiting){ .pending = pending,
                                      .neighbours = neighbours_of(line.program),
                                      .journal = journal_of(line.program->machine),
                                      .globals = line.program->main->dict,
                                      .now = now(),
                                      .columns = note_line_columns(),
                                      .typed_ahead = typed_ahead() > 0 });
    bool is_new =
        !line.is_shown || text.count != line.text.count || memcmp(text.bytes, line.text.bytes, text.count);
    buffer_clear(&line.text);
    line.text = text;
    if (is_new || was_cleared || typed_ahead() != line.typed) draw();
}

void waiting_line_update(void) {
    const JournalPending *pending = waiting();
    if (line.is_shown && (!pending || line.call != pending->record.call) && takes_output())
        waiting_line_hide();
    if (!pending || now() < pending->record.begun + PATIENCE) return;
    bool is_overwritten = was_cleared || typed_ahead() != line.typed; /* stopped and gone on; typed over */
    if (line.is_shown && line.call == pending->record.call && !is_overwritten && now() < line.due) return;
    line.call = pending->record.call;
    line.due = now() + CLOCK_SECOND;
    if (!takes_output()) return;
    if (has_room())
        say(pending);
    else
        waiting_line_hide();
}

void waiting_line_open(Program *program) {
    if (!terminal_is_dumb()) line.program = program;
}
