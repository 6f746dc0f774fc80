/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A role whose prompt is a shell's: each line is run by /bin/sh in the document's folder, with the
 * environment and the folder that the line before has left. A program that stays is a turn that pends, until
 * Ctrl-C or the end of the dialogue; what it does is read from the kernel.
 *
 * What it writes comes through a pipe, so that /dev/stdout and /dev/stderr can be opened again. */
#include "base/array.h"
#include "base/clock.h"
#include "base/language.h"
#include "base/memory.h"
#include "dialogue/actor/actor.h"
#include "dialogue/quiet/activity.h"
#include "sched/descriptor.h"
#include "sched/io.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PIPE_BYTES = 1 << 20, SHOWN_LIMIT = 16 << 20 };

typedef struct {
    char *folder;
    char *state;     /* a file: what a line has left, as the next one reads it */
    char *shared;    /* $CAUSETTE_FOLDER */
    char mark[64];   /* in the environment of all that it starts: NAME=VALUE */
    int out, in;     /* both ends of the pipe, close-on-exec: it is written at `in` */
    uint64_t slices; /* of its processes, when they were last looked at */
    pid_t *groups;   /* of all its lines: what they left in the background lives in them */
    size_t count, capacity;
    ActivityMemory memory;
} Shell;

static Shell *shell_of(const Actor *actor) { return actor->own; }

static void show_prompt(Actor *actor) { actor->place = ACTOR_AT_PROMPT; }

/* ---- a line */

static bool is_among(const char *word, size_t length, const char *const *words) {
    for (; *words; words++) {
        if (length == strlen(*words) && !strncmp(word, *words, length)) return true;
    }
    return false;
}

static bool is_assignment(const char *word) {
    size_t length = strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    return length && word[length] == '=' && !(*word >= '0' && *word <= '9');
}

/* Whether it may leave something to the next: a folder, a variable. All others are run without a shell that
 * waits for them. */
static bool may_leave(const char *line) {
    static const char *const words[] = { "cd", "export", "unset", "set",    "read", "eval",
                                         ".",  "pushd",  "popd",  "source", NULL };
    static const char blanks[] = " \t", ends[] = "\n;&|(){}";
    bool is_command = true; /* a command begins here */
    for (const char *at = line; *at;) {
        size_t length = strcspn(at, " \t\n;&|(){}");
        if (is_command && (is_among(at, length, words) || is_assignment(at))) return true;
        if (length) is_command = false;
        at += length;
        if (*at && strchr(ends, *at)) is_command = true;
        at += *at && (strchr(ends, *at) || strchr(blanks, *at));
    }
    return false;
}

/* More than one command, or a comment; what stands in quotes is no matter. */
static bool is_compound(const char *line) {
    for (const char *at = line; *at; at++) {
        const char *end = *at == '\'' || *at == '"' ? strchr(at + 1, *at) : NULL;
        if (*at == '\\' && at[1]) {
            at++;
        } else if (end) {
            at = end;
        } else if (strchr(";|&(){}`#\'\"", *at) || (*at == '\n' && at[1])) {
            return true;
        }
    }
    return false;
}

/* Whether a program of this name is in PATH. */
static bool is_found(const char *name, size_t count) {
    const char *folders = getenv("PATH");
    Buffer path = { 0 };
    bool found = false;
    for (const char *at = folders; at && *at && !found; at += *at == ':') {
        size_t length = strcspn(at, ":");
        buffer_truncate(&path, 0);
        buffer_append(&path, at, length);
        buffer_append_byte(&path, '/');
        buffer_append(&path, name, count);
        found = access(buffer_text(&path), X_OK) == 0;
        at += length;
    }
    buffer_clear(&path);
    return found;
}

/* Whether it is one program with its arguments, which can take the shell's place: then its status at the end
 * is known, and no shell stands between. */
static bool is_program(const char *line) {
    static const char *const own[] = { "alias",  "bg",       "break",   "cd",       "command", "continue",
                                       "echo",   "eval",     "exec",    "exit",     "export",  "false",
                                       "fg",     "getopts",  "hash",    "jobs",     "kill",    "local",
                                       "printf", "pwd",      "read",    "readonly", "return",  "set",
                                       "shift",  "test",     "times",   "trap",     "true",    "type",
                                       "ulimit", "umask",    "unalias", "unset",    "wait",    ".",
                                       ":",      "[",        "if",      "for",      "while",   "until",
                                       "case",   "function", "select",  NULL };
    line += strspn(line, " \t");
    size_t length = strcspn(line, " \t\n"),
           plain = strspn(line, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./+-");
    if (!length || plain < length || is_among(line, length, own)) return false;
    if (is_compound(line)) return false;
    return memchr(line, '/', length) || is_found(line, length);
}

/* On one line with it, so that what sh says of its lines is true. bash's `set` names what cannot be set. */
static void append_script(Buffer *out, const Shell *shell, const char *line, int status) {
    buffer_append_format(out, "[ ! -f '%s' ] || . '%s'; ", shell->state, shell->state);
    if (may_leave(line))
        buffer_append_format(out,
                             "trap '{ [ \"$BASH_VERSION\" ] || set; export -p; echo \"cd -- "
                             "\\\"\\$PWD\\\"\"; } >\"%s\"' EXIT; ",
                             shell->state);
    if (status && strstr(line, "$?")) buffer_append_format(out, "(exit %d); ", status);
    if (!may_leave(line) && is_program(line)) buffer_append_text(out, "exec ");
    buffer_append_text(out, line);
}

static void become_shell(const Shell *shell, char *line, int status) {
    Buffer script = { 0 };
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGINT, SIG_DFL);
    setenv("CAUSETTE_FOLDER", shell->shared, 1);
    putenv((char *)shell->mark);
    append_script(&script, shell, line, status);
    int null = open("/dev/null", O_RDONLY);
    if (null < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(shell->in, STDOUT_FILENO) < 0 ||
        dup2(shell->in, STDERR_FILENO) < 0 || chdir(shell->folder) < 0)
        _exit(127);
    execl("/bin/sh", "sh", "-c", buffer_text(&script), (char *)NULL);
    _exit(127);
}

static void type(Actor *actor, Span text) {
    Shell *shell = shell_of(actor);
    char *line = strndup(text.bytes, text.count);
    actor->pid = fork();
    if (actor->pid == 0) become_shell(shell, line, actor->status);
    if (actor->pid > 0) {
        setpgid(actor->pid, actor->pid); /* which of both comes first does not matter */
        *(pid_t *)array_push(&shell->groups, &shell->count, &shell->capacity, sizeof *shell->groups) =
            actor->pid;
    }
    if (actor->pid < 0) actor_lose(actor, _("no process for its line: %s"), strerror(errno));
    free(line);
    if (actor->pid <= 0) return;
    actor->place = ACTOR_IN_CALL;
    actor->did = 1;
    shell->slices = 0;
}

/* ---- what it does */

/* How many bytes it wrote since the last time. Above the limit nothing is taken any more, and who writes
 * waits. */
static size_t take(Actor *actor) {
    size_t before = actor->shown.count;
    for (;;) {
        char *room = actor->shown.count < SHOWN_LIMIT ? buffer_reserve(&actor->shown, PIPE_BYTES / 16) : NULL;
        ssize_t got = room ? io_read(shell_of(actor)->out, room, PIPE_BYTES / 16) : 0;
        if (!room) actor->is_cut = true;
        if (got <= 0) return actor->shown.count - before;
        actor->shown.count += (size_t)got;
    }
}

/* The line is over when the shell that ran it is; what it left in the background goes on until the end. */
static bool reap(Actor *actor) {
    int status;
    if (waitpid(actor->pid, &status, WNOHANG) != actor->pid) return false;
    actor->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    actor->pid = 0;
    return true;
}

/* The ends of the socket that the call is about. */
static void note_addresses(Actor *actor, const Activity *activity) {
    actor->local = actor->peer = (Address){ 0 };
    int pidfd = (int)syscall(SYS_pidfd_open, activity->pid, 0);
    int fd = pidfd < 0 ? -1 : (int)syscall(SYS_pidfd_getfd, pidfd, activity->own_argument, 0);
    if (fd >= 0) {
        io_local_name(fd, &actor->local);
        io_peer_name(fd, &actor->peer);
        close(fd);
    }
    if (pidfd >= 0) close(pidfd);
}

/* For reports. */
static void note_doing(Actor *actor, const Activity *activity) {
    bool may_return;
    const char *name = activity->doing == ACTIVITY_SLEEPS || activity->doing == ACTIVITY_IN_CALL
                           ? activity_call_name(activity->own_call, &may_return)
                           : NULL;
    actor->runs = activity->doing == ACTIVITY_RUNS;
    actor->on_disk = activity->doing == ACTIVITY_WAITS_FOR_DISK;
    buffer_truncate(&actor->call, 0);
    buffer_append_text(&actor->call, name ? name : "");
    if (activity->doing == ACTIVITY_IN_CALL) note_addresses(actor, activity);
}

/* While it is at work it holds others back until the actor's patience is over; then they go on beside it. */
static bool run(Actor *actor, int64_t until) {
    Shell *shell = shell_of(actor);
    Activity activity;
    size_t taken;
    int64_t moment = actor->patience < until ? actor->patience : until;
    actor->did = 0;
    do { /* who waits for room in the pipe goes on */
        activity_find_groups(&shell->groups, &shell->count, &shell->capacity, shell->mark);
        shell->memory.longest = actor->settle;
        bool has_settled = activity_settle(shell->groups, shell->count, &shell->memory, moment, &activity);
        actor->is_at_work = !has_settled || activity.is_timed;
        taken = take(actor);
        if (taken) actor->did = 1;
    } while (taken && clock_now() < until);
    if (activity.slices != shell->slices && !activity.is_working) actor->did = 1;
    shell->slices = activity.slices;
    note_doing(actor, &activity);
    if (actor->pid > 0 && reap(actor)) {
        show_prompt(actor);
        take(actor);
        actor->did = 1;
    }
    return true;
}

static void input(Actor *actor, Span lines) { (void)actor, (void)lines; }

static void interrupt(Actor *actor) {
    if (actor->place == ACTOR_IN_CALL) kill(-actor->pid, SIGINT);
}

static void end(Actor *actor) {
    if (actor->place == ACTOR_AT_PROMPT) actor->place = ACTOR_ENDED;
}

/* Its own child, and those that came to the checker when their parents ended, are waited for here: else they
 * would count. */
static bool is_running(Actor *actor, pid_t group) {
    int status;
    for (pid_t pid; (pid = waitpid(-group, &status, WNOHANG)) > 0;) {
        if (pid != actor->pid) continue;
        actor->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        actor->pid = 0;
    }
    return kill(-group, 0) == 0;
}

static void stop(Actor *actor, int64_t until) {
    Shell *shell = shell_of(actor);
    activity_find_groups(&shell->groups, &shell->count, &shell->capacity, shell->mark);
    for (size_t i = 0; i < shell->count; i++) {
        if (is_running(actor, shell->groups[i])) kill(-shell->groups[i], SIGTERM);
    }
    for (size_t i = 0; i < shell->count; i++) {
        while (is_running(actor, shell->groups[i]) && clock_now() < until) {
            take(actor);
            poll(NULL, 0, 1);
        }
    }
    take(actor);
}

static void free_own(Actor *actor) {
    Shell *shell = shell_of(actor);
    for (size_t i = 0; i < shell->count; i++) kill(-shell->groups[i], SIGKILL);
    memory_free(shell->groups);
    memory_free(shell->memory.items);
    if (shell->out >= 0) close(shell->out);
    if (shell->in >= 0) close(shell->in);
    unlink(shell->state);
    free(shell->state);
    free(shell->folder);
    free(shell->shared);
    memory_free(shell);
}

static size_t groups(const Actor *actor, const pid_t **groups) {
    *groups = shell_of(actor)->groups;
    return shell_of(actor)->count;
}

static const ActorKind shell_kind = {
    run, type, input, interrupt, NULL, end, free_own, stop, .groups = groups
};

static bool open_pipe(Shell *shell) {
    int ends[2] = { -1, -1 };
    bool is_open = pipe2(ends, O_CLOEXEC) == 0;
    shell->out = descriptor_raise(ends[0]);
    shell->in = descriptor_raise(ends[1]);
    if (!is_open || shell->out < 0 || shell->in < 0) return false;
    fcntl(shell->out, F_SETFL, O_NONBLOCK);
    fcntl(shell->in, F_SETPIPE_SZ, PIPE_BYTES); /* or as much as the kernel gives */
    return true;
}

Actor *actor_shell_start(const ActorStart *start) {
    Actor *actor = memory_get_zeroed(sizeof *actor);
    Shell *shell = memory_get_zeroed(sizeof *shell);
    Buffer state = { 0 };
    actor->kind = &shell_kind;
    actor->own = shell;
    actor->deadline = actor->next = ACTOR_NEVER;
    shell->folder = strdup(start->folder);
    shell->shared = strdup(start->work);
    bool is_open = open_pipe(shell);
    int problem = errno;
    snprintf(shell->mark, sizeof shell->mark, "CAUSETTE_ROLE=%d.%d", (int)getpid(), shell->in);
    buffer_append_format(&state, "%s/.shell-%d", start->work, shell->in);
    shell->state = strdup(buffer_text(&state));
    buffer_clear(&state);
    buffer_append_text(&actor->prompt, start->prompt);
    show_prompt(actor);
    if (!is_open) actor_lose(actor, _("nothing to hold its output: %s"), strerror(problem));
    return actor;
}
