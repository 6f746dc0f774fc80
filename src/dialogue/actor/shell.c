/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A role whose prompt is a shell's: each line is run by /bin/sh in the document's folder. A program that
 * stays is a turn that pends, until Ctrl-C or the end of the dialogue; what it does is read from
 * the kernel. */
#include "base/array.h"
#include "base/clock.h"
#include "base/language.h"
#include "base/memory.h"
#include "dialogue/actor/actor.h"
#include "dialogue/actor/capture.h"
#include "dialogue/quiet/activity.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    char *folder;
    Capture capture;
    uint64_t slices; /* of its processes, when they were last looked at */
    pid_t *groups;   /* of all its lines: what they left in the background lives in them */
    size_t count, capacity;
} Shell;

static Shell *shell_of(const Actor *actor) { return actor->own; }

static void show_prompt(Actor *actor) { actor->place = ACTOR_AT_PROMPT; }

static void become_shell(const Shell *shell, char *line) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGINT, SIG_DFL);
    int null = open("/dev/null", O_RDONLY);
    if (null < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(shell->capture.fd, STDOUT_FILENO) < 0 ||
        dup2(shell->capture.fd, STDERR_FILENO) < 0 || chdir(shell->folder) < 0)
        _exit(127);
    execl("/bin/sh", "sh", "-c", line, (char *)NULL);
    _exit(127);
}

static void type(Actor *actor, Span text) {
    Shell *shell = shell_of(actor);
    char *line = strndup(text.bytes, text.count);
    actor->pid = fork();
    if (actor->pid == 0) become_shell(shell, line);
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

/* The line is over when the shell that ran it is; what it left in the background goes on until the end. */
static bool reap(Actor *actor) {
    int status;
    if (waitpid(actor->pid, &status, WNOHANG) != actor->pid) return false;
    actor->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    actor->pid = 0;
    return true;
}

static bool run(Actor *actor, int64_t until) {
    Shell *shell = shell_of(actor);
    Activity activity;
    bool is_quiet = activity_settle(shell->groups, shell->count, until, &activity);
    actor->did = activity.slices != shell->slices;
    shell->slices = activity.slices;
    if (actor->pid > 0 && reap(actor)) {
        show_prompt(actor);
        actor->did = 1;
    }
    actor->is_cut = capture_take(&shell->capture, &actor->shown) || actor->is_cut;
    return is_quiet || actor->place == ACTOR_AT_PROMPT;
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
    for (pid_t pid; (pid = waitpid(-group, NULL, WNOHANG)) > 0;) {
        if (pid == actor->pid) actor->pid = 0;
    }
    return kill(-group, 0) == 0;
}

static void stop(Actor *actor, int64_t until) {
    const Shell *shell = shell_of(actor);
    for (size_t i = 0; i < shell->count; i++) {
        if (is_running(actor, shell->groups[i])) kill(-shell->groups[i], SIGTERM);
    }
    for (size_t i = 0; i < shell->count; i++) {
        while (is_running(actor, shell->groups[i]) && clock_now() < until) poll(NULL, 0, 1);
    }
}

static void free_own(Actor *actor) {
    Shell *shell = shell_of(actor);
    for (size_t i = 0; i < shell->count; i++) kill(-shell->groups[i], SIGKILL);
    memory_free(shell->groups);
    capture_close(&shell->capture);
    free(shell->folder);
    memory_free(shell);
}

static size_t groups(const Actor *actor, const pid_t **groups) {
    *groups = shell_of(actor)->groups;
    return shell_of(actor)->count;
}

static const ActorKind shell_kind = {
    run, type, input, interrupt, NULL, end, free_own, stop, .groups = groups
};

Actor *actor_shell_start(const ActorStart *start) {
    Actor *actor = memory_get_zeroed(sizeof *actor);
    Shell *shell = memory_get_zeroed(sizeof *shell);
    actor->kind = &shell_kind;
    actor->own = shell;
    actor->deadline = actor->next = ACTOR_NEVER;
    shell->folder = strdup(start->folder);
    buffer_append_text(&actor->prompt, start->prompt);
    show_prompt(actor);
    if (!capture_open(&shell->capture))
        actor_lose(actor, _("nothing to hold its output: %s"), strerror(errno));
    return actor;
}
