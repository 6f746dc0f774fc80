/* SPDX-License-Identifier: GPL-3.0-or-later */
/* posix: processes that are begun: fork, and what Python's subprocess asks for. A child that is to run
 * another program shares the parent's memory until it does (vfork(2)), so it makes plain system calls only.
 */
#include "base/memory.h"
#include "modules/os/posix.h"
#include "modules/os/texts.h"
#include "sched/sched.h"
#include "sched/signals.h"
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- fork */

/* _fork(): 0 in the child, where the calling task is the only one. os.py calls the functions that the program
 * has registered. */
static Outcome posix_fork(Call *call) {
    Sched *sched = sched_of(call);
    if (sched_is_paced(sched))
        return raise_error(call->task, NotImplementedError,
                           "os.fork() in a dialogue is in Python, not in causette's notation");
    pid_t pid = fork();
    if (pid < 0) return raise_errno(call->task, errno);
    if (pid == 0) sched_begin_child(sched, call->task);
    return give_int(call, pid);
}

/* ---- another program in a new process */

enum { NUMBERS_MOST = 65536 };

/* The pipes' ends in the order of subprocess: the parent's and the child's for each of the three, and the one
 * that tells of errors. */
enum { IN_READ, IN_WRITE, OUT_READ, OUT_WRITE, ERR_READ, ERR_WRITE, TELL_READ, TELL_WRITE, PIPES };

typedef struct {
    Texts words, programs, environment;
    bool has_words, has_environment, closes, restores_signals, begins_session, has_groups;
    Path folder;
    bool has_folder;
    int *keep; /* descriptors, in rising order */
    size_t keep_count;
    int pipes[PIPES];
    int64_t group, gid, uid, mask; /* -1: left as it is */
    gid_t *groups;
    size_t group_count;
    sigset_t signals; /* the mask that the program is to begin with */
} Start;

/* What is done of a start, and where. */
typedef enum {
    PHASE_WHOLE,   /* all, in a new process */
    PHASE_PREPARE, /* in this process, a child: up to what the program wants to do itself */
    PHASE_EXEC,    /* in this process, a child: the rest; does not come back */
} Phase;

static int set_inherited(int fd, bool inherited) { return fcntl(fd, F_SETFD, inherited ? 0 : FD_CLOEXEC); }

static int put_at(int from, int to) {
    if (from == -1) return 0;
    return from == to ? set_inherited(from, true) : dup2(from, to);
}

/* The three pipes become 0, 1 and 2, without one being lost that lies there. */
static int place_pipes(const Start *start) {
    int in = start->pipes[IN_READ], out = start->pipes[OUT_WRITE], err = start->pipes[ERR_WRITE];
    const int parents[] = { start->pipes[IN_WRITE], start->pipes[OUT_READ], start->pipes[ERR_READ] };
    for (size_t i = 0; i < 3; i++) {
        if (parents[i] >= 0 && close(parents[i]) < 0) return -1;
    }
    if (out == 0 && (out = dup(out)) < 0) return -1;
    while (err == 0 || err == 1) {
        if ((err = dup(err)) < 0) return -1;
    }
    return put_at(in, 0) < 0 || put_at(out, 1) < 0 || put_at(err, 2) < 0 ? -1 : 0;
}

static int take_identity(const Start *start) {
    if (start->begins_session) setsid();
    if (start->group >= 0 && setpgid(0, (pid_t)start->group) < 0) return -1;
    if (start->has_groups && setgroups(start->group_count, start->groups) < 0) return -1;
    if (start->gid >= 0 && setregid((gid_t)start->gid, (gid_t)start->gid) < 0) return -1;
    if (start->uid >= 0 && setreuid((uid_t)start->uid, (uid_t)start->uid) < 0) return -1;
    return 0;
}

/* Handlers of this program's must not run where the new one's will be. */
static void reset_signals(const Start *start, bool all) {
    uint64_t caught = all ? signals_caught() : 0;
    for (int number = 1; caught; number++, caught >>= 1) {
        if (caught & 1) signal(number, SIG_DFL);
    }
    if (start->restores_signals) {
        signal(SIGPIPE, SIG_DFL);
        signal(SIGXFSZ, SIG_DFL);
    }
}

static int prepare(const Start *start, bool resets_all) {
    for (size_t i = 0; i < start->keep_count; i++) {
        if (start->keep[i] != start->pipes[TELL_WRITE] && set_inherited(start->keep[i], true) < 0) return -1;
    }
    if (place_pipes(start) < 0) return -1;
    if (start->has_folder && chdir(start->folder.text.bytes) < 0) return -1;
    if (start->mask >= 0) umask((mode_t)start->mask);
    reset_signals(start, resets_all);
    return take_identity(start);
}

static void close_between(unsigned first, unsigned last) {
    if (first > last || syscall(SYS_close_range, first, last, 0) == 0) return;
    long most = sysconf(_SC_OPEN_MAX);
    for (unsigned fd = first; fd <= last && (long)fd < most; fd++) close((int)fd);
}

static void close_others(const Start *start) {
    unsigned next = 3;
    for (size_t i = 0; i < start->keep_count; i++) {
        unsigned kept = (unsigned)start->keep[i];
        if (kept < next) continue;
        if (kept > next) close_between(next, kept - 1);
        next = kept + 1;
    }
    close_between(next, UINT_MAX);
}

/* The errno of what failed in the end: a folder that has no such program is no failure if another has. */
static int run_program(const Start *start) {
    int problem = 0;
    if (start->closes) close_others(start);
    char **environment = start->has_environment ? start->environment.items : environ;
    char *none[] = { NULL }, **words = start->has_words ? start->words.items : none;
    for (size_t i = 0; i < start->programs.count; i++) {
        execve(start->programs.items[i], words, environment);
        if (!problem && errno != ENOENT && errno != ENOTDIR) problem = errno;
    }
    return problem ? problem : errno;
}

/* To the parent: the name of the exception, the errno in hexadecimal, a word. */
static void tell_and_end(const Start *start, int problem, bool is_prepared) {
    char text[64];
    int count = snprintf(text, sizeof text, "OSError:%X:%s", (unsigned)problem, is_prepared ? "" : "noexec");
    ssize_t sent = write(start->pipes[TELL_WRITE], text, (size_t)count);
    _exit(sent < 0 ? 254 : 255);
}

static void run_child(const Start *start) {
    if (prepare(start, true) < 0) tell_and_end(start, errno, false);
    sigprocmask(SIG_SETMASK, &start->signals, NULL);
    tell_and_end(start, run_program(start), true);
}

/* The child has this thread's memory and stack until it is another program, so nothing here may interrupt
 * it. */
static pid_t begin(Start *start) {
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &start->signals);
    pid_t pid = vfork();
    if (pid == 0) run_child(start);
    int problem = errno;
    sigprocmask(SIG_SETMASK, &start->signals, NULL);
    return pid < 0 ? -problem : pid;
}

/* ---- its arguments */

enum {
    ARG_PHASE,
    ARG_WORDS,
    ARG_PROGRAMS,
    ARG_KEEP,
    ARG_FOLDER,
    ARG_ENVIRONMENT,
    ARG_PIPES,
    ARG_FLAGS,
    ARG_NUMBERS,
    ARG_GROUPS
};

/* A tuple of ints, that the notation has made; NULL: raised, or there are none. */
static bool arg_numbers(Call *call, size_t i, int64_t *numbers, size_t most, size_t *count) {
    const Value *items;
    if (!sequence_peek(call->args[i], &items, count)) *count = 0;
    if (*count > most) return raise_error(call->task, ValueError, "too many extra groups"), false;
    for (size_t at = 0; at < *count; at++) {
        if (!is_int(items[at]) || !int_fits_int64(items[at], &numbers[at])) {
            raise_error(call->task, ValueError, "bad value(s) in fds_to_keep");
            return false;
        }
    }
    return true;
}

/* Into a block of the tuple's length, owned. */
static bool arg_number_list(Call *call, size_t i, int **list, size_t *count) {
    const Value *items;
    *list = NULL;
    if (!sequence_peek(call->args[i], &items, count)) *count = 0;
    if (*count > NUMBERS_MOST) return raise_error(call->task, ValueError, "too many extra groups"), false;
    *list = memory_get((*count + 1) * sizeof **list);
    for (size_t at = 0; at < *count; at++) {
        int64_t number = -1;
        if (is_int(items[at]) && int_fits_int64(items[at], &number) && number >= 0 && number <= INT_MAX) {
            (*list)[at] = (int)number;
            continue;
        }
        raise_error(call->task, ValueError, "bad value(s) in fds_to_keep");
        return false;
    }
    return true;
}

static void start_clear(Start *start) {
    if (start->has_words) texts_clear(&start->words);
    texts_clear(&start->programs);
    if (start->has_environment) texts_clear(&start->environment);
    if (start->has_folder) path_clear(&start->folder);
    memory_free(start->keep);
    memory_free(start->groups);
}

static bool read_texts(Call *call, Start *start) {
    start->has_words = !is_none(call->args[ARG_WORDS]);
    if (start->has_words && !arg_texts(call, ARG_WORDS, &start->words))
        return start->has_words = false, false;
    if (!arg_texts(call, ARG_PROGRAMS, &start->programs)) return start->programs.items = NULL, false;
    start->has_environment = !is_none(call->args[ARG_ENVIRONMENT]);
    if (start->has_environment && !arg_texts(call, ARG_ENVIRONMENT, &start->environment))
        return start->has_environment = false, false;
    return true;
}

static bool read_numbers(Call *call, Start *start) {
    int64_t pipes[PIPES], flags[3], numbers[4];
    size_t count;
    int *groups;
    if (!arg_numbers(call, ARG_PIPES, pipes, PIPES, &count) ||
        !arg_numbers(call, ARG_FLAGS, flags, 3, &count) ||
        !arg_numbers(call, ARG_NUMBERS, numbers, 4, &count) ||
        !arg_number_list(call, ARG_KEEP, &start->keep, &start->keep_count))
        return false;
    for (size_t i = 0; i < PIPES; i++) start->pipes[i] = (int)pipes[i];
    start->closes = flags[0], start->restores_signals = flags[1], start->begins_session = flags[2];
    start->group = numbers[0], start->gid = numbers[1], start->uid = numbers[2], start->mask = numbers[3];
    start->has_groups = !is_none(call->args[ARG_GROUPS]);
    if (!start->has_groups) return true;
    bool is_right = arg_number_list(call, ARG_GROUPS, &groups, &start->group_count);
    start->groups = (gid_t *)groups; /* as wide, and unsigned */
    return is_right;
}

/* _fork_exec(phase, words or None, programs, keep, folder or None, variables or None, pipes, (closes,
 * restores signals, begins a session), (process group, gid, uid, umask), groups or None): the new process. */
static Outcome posix_fork_exec(Call *call) {
    int phase;
    Start start = { 0 };
    start.has_folder = !is_none(call->args[ARG_FOLDER]);
    if (!arg_int(call, ARG_PHASE, &phase)) return RAISED;
    Outcome outcome = start.has_folder ? arg_path(call, ARG_FOLDER, PATH_ONLY, &start.folder) : DONE;
    if (outcome != DONE) return outcome;
    if (start.has_folder) buffer_text(&start.folder.text); /* ends it */
    if (!read_texts(call, &start) || !read_numbers(call, &start)) return start_clear(&start), RAISED;
    sigprocmask(SIG_SETMASK, NULL, &start.signals);
    if (phase == PHASE_PREPARE && prepare(&start, false) < 0) tell_and_end(&start, errno, false);
    if (phase == PHASE_EXEC) tell_and_end(&start, run_program(&start), true);
    pid_t pid = phase == PHASE_WHOLE ? begin(&start) : 0;
    start_clear(&start);
    return pid < 0 ? raise_errno(call->task, -pid) : give_int(call, pid);
}

const NativeSpec posix_starts[] = {
    { "_fork()", posix_fork, NULL },
    { "_fork_exec(phase, words, programs, keep, folder, variables, pipes, flags, numbers, groups, /)",
      posix_fork_exec, NULL },
    { 0 },
};
