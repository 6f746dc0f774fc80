/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another interpreter of Python plays a role, on a pseudo-terminal without echo: what follows the last
 * newline when it sleeps in reading its terminal is its prompt. Lines are typed one by one, as a person
 * would.
 *
 * It is started isolated (-I), so that it asks nothing of a readline, which would draw. */
#include "base/clock.h"
#include "base/language.h"
#include "base/memory.h"
#include "dialogue/actor/actor.h"
#include "dialogue/quiet/activity.h"
#include "sched/io.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

typedef struct {
    int fd;       /* our side of the terminal */
    Buffer come;  /* what it wrote and is not taken yet */
    Buffer typed; /* lines to type */
    size_t typed_at;
    Buffer input; /* lines for input() */
    size_t input_at;
    bool asks;    /* the turn calls input() */
    Buffer known; /* the prompt that it showed last, before what was typed */
    uint64_t slices;
    bool is_typed; /* a line, and it has not run since */
    char *preset;  /* what to type before all else; NULL: nothing any more */
} Terminal;

static Terminal *terminal_of(const Actor *actor) { return actor->own; }
enum { COME_LIMIT = 16 << 20 };

/* ---- starting */

static void become_interpreter(const ActorStart *start) {
    char line[4096];
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGINT, SIG_DFL);
    setenv("TERM", "dumb", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("PYTHON_BASIC_REPL", "1", 1);
    snprintf(line, sizeof line, "exec %s -I -q", start->program);
    if (chdir(start->work) < 0) _exit(127);
    execl("/bin/sh", "sh", "-c", line, (char *)NULL);
    _exit(127);
}

static void append_literal(Buffer *out, const char *text) {
    buffer_append_byte(out, '"');
    for (const char *at = text; *at; at++) {
        if (*at == '"' || *at == '\\') buffer_append_byte(out, '\\');
        buffer_append_byte(out, *at);
    }
    buffer_append_byte(out, '"');
}

/* Modules are found beside the document, and the prompt is the role's, as for an agent. */
static char *preset_of(const ActorStart *start) {
    Buffer text = { 0 };
    buffer_append_text(&text, "import sys; sys.path.insert(0, ");
    append_literal(&text, start->folder);
    buffer_append_text(&text, "); sys.ps1 = ");
    append_literal(&text, start->prompt ? start->prompt : ">>> ");
    buffer_append_text(&text, "; del sys\n");
    char *copy = strdup(buffer_text(&text));
    buffer_clear(&text);
    return copy;
}

/* ---- what it writes */

static void take_come(Actor *actor) {
    Terminal *terminal = terminal_of(actor);
    char *room;
    while ((room = buffer_reserve(&terminal->come, 65536))) {
        ssize_t got = io_read(terminal->fd, room, 65536);
        if (got <= 0) return;
        if (terminal->come.count + (size_t)got > COME_LIMIT)
            actor->is_cut = true;
        else
            terminal->come.count += (size_t)got;
    }
}

/* Moves so much of what has come to what it shows. */
static void show(Actor *actor, size_t count) {
    Terminal *terminal = terminal_of(actor);
    const char *bytes = terminal->come.bytes ? terminal->come.bytes : "";
    for (size_t i = 0; i < count && !terminal->preset; i++) {
        bool is_end = bytes[i] == '\r' && i + 1 < count && bytes[i + 1] == '\n';
        if (!is_end) buffer_append_byte(&actor->shown, bytes[i]);
    }
    if (count) memmove(terminal->come.bytes, bytes + count, terminal->come.count - count);
    buffer_truncate(&terminal->come, terminal->come.count - count);
}

static bool ends_in(const Buffer *text, const Buffer *end) {
    return end->count && text->count >= end->count &&
           !memcmp(text->bytes + text->count - end->count, end->bytes, end->count);
}

/* What stands before a prompt that is known was written without a newline. */
static void take_prompt(Actor *actor) {
    Terminal *terminal = terminal_of(actor);
    if (ends_in(&terminal->come, &terminal->known)) show(actor, terminal->come.count - terminal->known.count);
    buffer_truncate(&actor->prompt, 0);
    buffer_append(&actor->prompt, terminal->come.bytes ? terminal->come.bytes : "", terminal->come.count);
    buffer_truncate(&terminal->come, 0);
    actor->wants_more = !strcmp(buffer_text(&actor->prompt), "... ");
    actor->place = ACTOR_AT_PROMPT;
}

/* All but what stands behind the last newline, for it may be the prompt. */
static void show_lines(Actor *actor) {
    const Buffer *come = &terminal_of(actor)->come;
    const char *newline = come->count ? memrchr(come->bytes, '\n', come->count) : NULL;
    show(actor, newline ? (size_t)(newline - come->bytes) + 1 : 0);
}

/* ---- running */

static void type_line(Terminal *terminal, const char *line, size_t count) {
    terminal->is_typed = true;
    io_write_all(terminal->fd, line, count);
}

/* The next line of these; false: there is none. */
static bool type_from(Terminal *terminal, const Buffer *lines, size_t *at) {
    size_t left = lines->count - *at;
    if (!left) return false;
    const char *start = lines->bytes + *at, *newline = memchr(start, '\n', left);
    size_t count = newline ? (size_t)(newline - start) + 1 : left;
    type_line(terminal, start, count);
    *at += count;
    return true;
}

/* It reads its terminal with no line left: a text that is neither prompt is what input() asks. */
static bool answer_input(Actor *actor) {
    Terminal *terminal = terminal_of(actor);
    bool is_prompt =
        ends_in(&terminal->come, &terminal->known) || !strcmp(buffer_text(&terminal->come), "... ");
    bool has_line = terminal->input_at < terminal->input.count;
    if (is_prompt || !(has_line || terminal->asks)) return false;
    show(actor, terminal->come.count);
    if (!has_line) type_line(terminal, "\004", 1); /* the end of its input */
    return !has_line || type_from(terminal, &terminal->input, &terminal->input_at);
}

/* The next line to type; false: there is none. */
static bool type_next(Terminal *terminal) {
    if (!terminal->preset) return type_from(terminal, &terminal->typed, &terminal->typed_at);
    type_line(terminal, terminal->preset, strlen(terminal->preset));
    free(terminal->preset);
    terminal->preset = NULL;
    return true;
}

static bool has_ended(Actor *actor) {
    int status;
    Activity activity;
    if (activity_read(&actor->pid, 1, NULL, &activity) && activity.is_there) return false;
    take_come(actor);
    Buffer *come = &terminal_of(actor)->come;
    if (come->count && come->bytes[come->count - 1] != '\n') buffer_append_byte(come, '\n');
    show_lines(actor);
    if (!actor_reap(actor, &status)) return false;
    actor->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    actor->place = ACTOR_ENDED;
    actor->did = 1;
    return true;
}

static bool reads_terminal(const Activity *activity) {
    return activity->call == SYS_read && activity->argument == STDIN_FILENO;
}

/* Sleeping in a call that is known is being blocked; which one is said. */
static bool blocks_in(Actor *actor, const Activity *activity) {
    if (terminal_of(actor)->preset) return false; /* it has not shown its first prompt yet */
    const char *name = activity_call_name(activity->call, &actor->may_return);
    bool is_file = activity->call == SYS_read || activity->call == SYS_write;
    if (!name || is_file) return false;
    buffer_truncate(&actor->call, 0);
    buffer_append_text(&actor->call, name);
    actor->place = ACTOR_IN_CALL;
    return true;
}

static bool run(Actor *actor, int64_t until) {
    Terminal *terminal = terminal_of(actor);
    for (;;) {
        Activity activity;
        bool is_quiet = activity_settle(&actor->pid, 1, NULL, until, &activity);
        take_come(actor);
        if (is_quiet && terminal->is_typed && activity.slices == terminal->slices && clock_now() < until) {
            /* what was typed reaches it a moment later: a worker of the kernel carries it */
            poll(NULL, 0, 1);
            continue;
        }
        terminal->is_typed = false;
        if (activity.slices != terminal->slices) actor->did = 1;
        terminal->slices = activity.slices;
        show_lines(actor);
        if (!is_quiet) return false;
        if (has_ended(actor)) return true;
        if (!reads_terminal(&activity)) {
            if (blocks_in(actor, &activity)) return true;
            /* it sleeps in something that is no wait for others: it starts, or reads a file */
            poll(NULL, 0, 1);
            if (clock_now() > until) return false;
            continue;
        }
        if (actor->place == ACTOR_AT_PROMPT && !terminal->come.count)
            return true; /* and has not moved since */
        bool is_typed_out = !terminal->preset && terminal->typed_at == terminal->typed.count;
        if (is_typed_out && answer_input(actor)) {
            actor->did = 1;
            continue;
        }
        take_prompt(actor);
        if (!type_next(terminal)) return true;
        actor->place = ACTOR_IN_CALL;
        actor->did = 1;
    }
}

static void type(Actor *actor, Span text) {
    Terminal *terminal = terminal_of(actor);
    buffer_truncate(&terminal->typed, 0);
    buffer_append(&terminal->typed, text.bytes, text.count);
    terminal->typed_at = 0;
    actor->place = ACTOR_IN_CALL;
    bool sets_prompt =
        text.count && memmem(text.bytes, text.count, "ps1", 3); /* the next one may end in this one */
    if (actor->wants_more && !sets_prompt) return;
    terminal->asks = !sets_prompt && actor->prompt.count && memmem(text.bytes, text.count, "input(", 6);
    buffer_truncate(&terminal->known, 0);
    if (!sets_prompt) buffer_append(&terminal->known, buffer_text(&actor->prompt), actor->prompt.count);
}

static void input(Actor *actor, Span lines) {
    Terminal *terminal = terminal_of(actor);
    buffer_truncate(&terminal->input, 0);
    buffer_append(&terminal->input, lines.bytes, lines.count);
    terminal->input_at = 0;
}

static void interrupt(Actor *actor) { type_line(terminal_of(actor), "\003", 1); }
static void end(Actor *actor) { type_line(terminal_of(actor), "\004", 1); }

static void free_own(Actor *actor) {
    Terminal *terminal = terminal_of(actor);
    if (terminal->fd >= 0) close(terminal->fd);
    buffer_clear(&terminal->come);
    buffer_clear(&terminal->typed);
    buffer_clear(&terminal->input);
    buffer_clear(&terminal->known);
    free(terminal->preset);
    memory_free(terminal);
}

static const ActorKind terminal_kind = { run, type, input, interrupt, NULL, end, free_own, NULL };

Actor *actor_terminal_start(const ActorStart *start) {
    Actor *actor = memory_get_zeroed(sizeof *actor);
    Terminal *terminal = memory_get_zeroed(sizeof *terminal);
    struct termios modes;
    struct winsize size = { .ws_row = 24, .ws_col = 80 };
    actor->kind = &terminal_kind;
    actor->own = terminal;
    actor->place = ACTOR_IN_CALL;
    actor->deadline = actor->next = ACTOR_NEVER;
    terminal->preset = preset_of(start);
    actor->pid = forkpty(&terminal->fd, NULL, NULL, &size);
    if (actor->pid == 0) {
        tcgetattr(STDIN_FILENO, &modes);
        modes.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSANOW, &modes);
        become_interpreter(start);
    }
    if (actor->pid < 0) {
        terminal->fd = -1;
        actor_lose(actor, _("no terminal for it: %s"), strerror(errno));
        return actor;
    }
    fcntl(terminal->fd, F_SETFD, FD_CLOEXEC);
    fcntl(terminal->fd, F_SETFL, O_NONBLOCK);
    return actor;
}
