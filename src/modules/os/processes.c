/* SPDX-License-Identifier: GPL-3.0-or-later */
/* posix: processes: their start, their end, who waits for it. Waiting for a child parks. */
#include "base/retry.h"
#include "builtin/classes/struct_sequence.h"
#include "builtin/classes/usage.h"
#include "modules/os/posix.h"
#include "modules/os/texts.h"
#include "sched/io.h"
#include "sched/sched.h"
#include "vm/raise.h"
#include "vm/special.h"
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/times.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- the end of this one */

static void leave(Call *call) {
    if (call_machine(call)->hooks.leave) call_machine(call)->hooks.leave();
}

static Outcome process_exit(Call *call) {
    int status;
    if (!arg_int(call, 0, &status)) return RAISED;
    leave(call);
    _exit(status);
}

static Outcome process_abort(Call *call) {
    leave(call);
    abort();
}

/* ---- signals */

enum { KILLED = 1 };

/* One that this process has sent to itself is handled first. */
static Outcome send_signal(Call *call, int (*send)(int to, int number)) {
    int to, number;
    if (call->step == KILLED) return give_none(call);
    if (!arg_int(call, 0, &to) || !arg_int(call, 1, &number)) return RAISED;
    if (send(to, number) < 0) return raise_errno(call->task, errno);
    call->step = KILLED;
    return sched_hears_signals(call) ? sched_go_on(call) : give_none(call);
}

static Outcome process_kill(Call *call) { return send_signal(call, kill); }
static Outcome process_killpg(Call *call) { return send_signal(call, killpg); }

static int open_pidfd(int pid, unsigned flags) { return (int)syscall(SYS_pidfd_open, pid, flags); }

static Outcome process_pidfd_open(Call *call) {
    int pid, flags;
    if (!arg_int(call, 0, &pid) || !arg_int(call, 1, &flags)) return RAISED;
    return give_system_number(call, open_pidfd(pid, (unsigned)flags));
}

/* ---- other programs */

/* _execve(path, arguments, environment or None): does not come back. */
static Outcome process_execve(Call *call) {
    Path path;
    Texts words, environment = { 0 };
    bool has_environment = !is_none(call->args[2]);
    Outcome outcome = arg_path(call, 0, PATH_OR_FD, &path);
    if (outcome != DONE) return outcome;
    if (!arg_texts(call, 1, &words)) return path_clear(&path), RAISED;
    if (has_environment && !arg_environment(call, 2, &environment))
        return texts_clear(&words), path_clear(&path), RAISED;
    char **with = has_environment ? environment.items : environ;
    path.fd >= 0 ? fexecve(path.fd, words.items, with) : execve(path_text(&path), words.items, with);
    int problem = errno;
    texts_clear(&words);
    if (has_environment) texts_clear(&environment);
    path_clear(&path);
    /* execv(), with no environment, does not say which path */
    return has_environment ? raise_errno_of(call->task, problem, call->args[0])
                           : raise_errno(call->task, problem);
}

/* _posix_spawn(path, arguments, environment or None, actions, searches, attributes): actions are tuples of
 * ints and paths. */
static bool add_action(Call *call, posix_spawn_file_actions_t *actions, Value action) {
    enum { SPAWN_OPEN, SPAWN_CLOSE, SPAWN_DUP2 };
    const Tuple *parts = tuple_of(action);
    int64_t numbers[5] = { 0 };
    for (size_t i = 0; i < parts->count && i < 5; i++) {
        if (is_int(parts->items[i])) int_fits_int64(parts->items[i], &numbers[i]);
    }
    if (numbers[0] == SPAWN_CLOSE) return !posix_spawn_file_actions_addclose(actions, (int)numbers[1]);
    if (numbers[0] == SPAWN_DUP2)
        return !posix_spawn_file_actions_adddup2(actions, (int)numbers[1], (int)numbers[2]);
    Texts path = { .items = (char *[2]){ 0 } };
    if (!texts_add(call, &path, parts->items[2], ABSENT)) return false;
    posix_spawn_file_actions_addopen(actions, (int)numbers[1], path.items[0], (int)numbers[3],
                                     (mode_t)numbers[4]);
    free(path.items[0]);
    return true;
}

/* The tuple in args[5]: (flags, process group, signals that are blocked, signals that are as usual). */
static void read_attributes(Call *call, posix_spawnattr_t *attributes) {
    const Tuple *parts = tuple_of(call->args[5]);
    sigset_t sets[2];
    posix_spawnattr_init(attributes);
    posix_spawnattr_setflags(attributes, (short)small_int_of(parts->items[0]));
    posix_spawnattr_setpgroup(attributes, (pid_t)small_int_of(parts->items[1]));
    for (size_t i = 0; i < 2; i++) {
        const List *numbers = list_of(parts->items[2 + i]);
        sigemptyset(&sets[i]);
        for (size_t at = 0; at < numbers->count; at++)
            sigaddset(&sets[i], (int)small_int_of(numbers->items[at]));
    }
    posix_spawnattr_setsigmask(attributes, &sets[0]);
    posix_spawnattr_setsigdefault(attributes, &sets[1]);
}

static int spawn(Call *call, const char *path, const posix_spawn_file_actions_t *actions, char **words,
                 char **environment, pid_t *pid) {
    posix_spawnattr_t attributes;
    read_attributes(call, &attributes);
    int problem = (is_same(call->args[4], TRUE) ? posix_spawnp : posix_spawn)(pid, path, actions, &attributes,
                                                                              words, environment);
    posix_spawnattr_destroy(&attributes);
    return problem;
}

static Outcome process_posix_spawn(Call *call) {
    Path path;
    Texts words, environment = { .items = environ };
    bool has_environment = !is_none(call->args[2]);
    Outcome outcome = arg_path(call, 0, PATH_ONLY, &path);
    if (outcome != DONE) return outcome;
    if (!arg_texts(call, 1, &words)) return path_clear(&path), RAISED;
    if (has_environment && !arg_environment(call, 2, &environment))
        return texts_clear(&words), path_clear(&path), RAISED;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    const List *given = list_of(call->args[3]);
    bool is_right = true;
    for (size_t i = 0; i < given->count && is_right; i++)
        is_right = add_action(call, &actions, given->items[i]);
    pid_t pid = 0;
    int problem =
        is_right ? spawn(call, path_text(&path), &actions, words.items, environment.items, &pid) : 0;
    posix_spawn_file_actions_destroy(&actions);
    texts_clear(&words);
    if (has_environment) texts_clear(&environment);
    path_clear(&path);
    if (!is_right) return RAISED;
    return problem ? raise_errno_of(call->task, problem, call->args[0]) : give_int(call, pid);
}

/* ---- waiting */

static const NativeSpec waited_fields[] = {
    STRUCT_FIELD("si_pid", 0),    STRUCT_FIELD("si_uid", 1),  STRUCT_FIELD("si_signo", 2),
    STRUCT_FIELD("si_status", 3), STRUCT_FIELD("si_code", 4), { 0 },
};

static const StructSequenceSpec waited_spec = { "posix", "waitid_result", waited_fields };

enum { ANY_CHILD_LOOK = 5 }; /* milliseconds: no descriptor tells of the end of any child */

/* The pidfd of the child that a call waits for; it goes with the call, also when that is interrupted. */
typedef struct {
    Object object;
    Sched *sched;
    int fd;
} Child;

static void child_free(Object *object) {
    Child *child = (Child *)object;
    sched_forget(child->sched, child->fd);
    io_close(child->fd);
    object_release_memory(object);
}

static const Type child_type = { .name = "posix.Child", .size = sizeof(Child), .free = child_free };

/* Parks until that child, or any, may have something to tell. */
static Outcome park_for_child(Call *call, int pid) {
    int fd = pid > 0 && is_absent(call->keep) ? open_pidfd(pid, 0) : -1;
    if (fd >= 0) {
        Child *child = object_new(&child_type, sizeof *child);
        child->sched = sched_of(call);
        child->fd = fd;
        call->keep = object_value(child);
    }
    if (is_absent(call->keep)) return sched_sleep(call, sched_after(sched_of(call), ANY_CHILD_LOOK / 1e3));
    return sched_park(call, ((Child *)object_of(call->keep))->fd, WAIT_READ, SCHED_NEVER);
}

/* One look, or the wait where nobody else runs: a pid, 0 (WNOHANG and nothing), or -errno. */
static pid_t look(Call *call, int pid, int *status, int options, struct rusage *usage) {
    bool waits = sched_is_lone(call) && !(options & WNOHANG);
    pid_t found = wait4(pid, status, options | (waits ? 0 : WNOHANG), usage);
    return found < 0 ? -errno : found;
}

static Outcome wait_for(Call *call, int pid, int options, bool has_usage) {
    int status = 0;
    struct rusage usage = { 0 };
    pid_t found = look(call, pid, &status, options, &usage);
    if (retry_is_told(found)) return sched_go_on(call);
    if (found == 0 && !(options & WNOHANG)) return park_for_child(call, pid);
    if (found < 0) return raise_errno(call->task, -found);
    if (found == 0) status = 0;
    Value items[] = { small_int(found), small_int(status),
                      has_usage ? usage_new(call_machine(call), &usage) : ABSENT };
    return give(call, tuple_from_take(items, has_usage ? 3 : 2));
}

static Outcome process_wait(Call *call) { return wait_for(call, -1, 0, false); }

static Outcome process_waitpid(Call *call) {
    int pid, options;
    if (!arg_int(call, 0, &pid) || !arg_int(call, 1, &options)) return RAISED;
    return wait_for(call, pid, options, false);
}

static Outcome process_wait3(Call *call) {
    int options;
    return arg_int(call, 0, &options) ? wait_for(call, -1, options, true) : RAISED;
}

static Outcome process_wait4(Call *call) {
    int pid, options;
    if (!arg_int(call, 0, &pid) || !arg_int(call, 1, &options)) return RAISED;
    return wait_for(call, pid, options, true);
}

static Outcome process_waitid(Call *call) {
    int kind, id, options;
    siginfo_t found = { 0 };
    if (!arg_int(call, 0, &kind) || !arg_int(call, 1, &id) || !arg_int(call, 2, &options)) return RAISED;
    bool waits = sched_is_lone(call) || options & WNOHANG;
    if (waitid((idtype_t)kind, (id_t)id, &found, options | (waits ? 0 : WNOHANG)) < 0) {
        return retry_is_due(-1) ? sched_go_on(call) : raise_errno(call->task, errno);
    }
    if (!found.si_pid && !(options & WNOHANG)) return park_for_child(call, kind == P_PID ? id : -1);
    if (!found.si_pid) return give_none(call);
    Value items[] = { small_int(found.si_pid), small_int(found.si_uid), small_int(found.si_signo),
                      small_int(found.si_status), small_int(found.si_code) };
    return give(call, struct_sequence_new_take(call_machine(call), &waited_spec, items, 5));
}

/* ---- what a status says */

#define STATUS_ASKS(NAME, GIVE)                                                                              \
    static Outcome process_##NAME(Call *call) {                                                              \
        int status;                                                                                          \
        return arg_int(call, 0, &status) ? GIVE(call, NAME(status)) : RAISED;                                \
    }
STATUS_ASKS(WIFEXITED, give_bool)
STATUS_ASKS(WIFSIGNALED, give_bool)
STATUS_ASKS(WIFSTOPPED, give_bool)
STATUS_ASKS(WIFCONTINUED, give_bool)
STATUS_ASKS(WCOREDUMP, give_bool)
STATUS_ASKS(WEXITSTATUS, give_int)
STATUS_ASKS(WTERMSIG, give_int)
STATUS_ASKS(WSTOPSIG, give_int)

static Outcome process_exit_code(Call *call) {
    int status;
    if (!arg_int(call, 0, &status)) return RAISED;
    if (WIFEXITED(status)) return give_int(call, WEXITSTATUS(status));
    if (WIFSIGNALED(status)) return give_int(call, -WTERMSIG(status));
    if (WIFSTOPPED(status))
        return raise_error(call->task, ValueError, "process stopped by delivery of signal %i",
                           WSTOPSIG(status));
    return raise_error(call->task, ValueError, "invalid wait status: %i", status);
}

void posix_define_processes(Machine *machine, Module *module) {
    struct_sequence_define(machine, module, "waitid_result", &waited_spec);
}

const NativeSpec posix_processes[] = {
    { "_exit(status)", process_exit, "End the process at once, without cleaning up." },
    { "abort()", process_abort, "End the process at once, by SIGABRT." },
    { "kill(pid, signal, /)", process_kill, "Send a signal to a process.", ARGS_UNPACK },
    { "killpg(pgid, signal, /)", process_killpg, "Send a signal to a group of processes.", ARGS_UNPACK },
    { "pidfd_open(pid, flags=0)", process_pidfd_open, "A descriptor that stands for a process." },
    { "_execve(path, argv, env, /)", process_execve, "Run another program in this process." },
    { "_posix_spawn(path, argv, env, actions, searches, attributes, /)", process_posix_spawn,
      "Start a program: its number." },
    { "wait()", process_wait, "Wait for the end of any child: its number and status." },
    { "waitpid(pid, options, /)", process_waitpid, "Wait for the end of a child: its number and status.",
      ARGS_UNPACK },
    { "wait3(options)", process_wait3, "As wait(), with what the child used." },
    { "wait4(pid, options)", process_wait4, "As waitpid(), with what the child used." },
    { "waitid(idtype, id, options, /)", process_waitid, "Wait for a change of a child.", ARGS_UNPACK },
    { "WIFEXITED(status)", process_WIFEXITED, "Whether it ended by itself." },
    { "WIFSIGNALED(status)", process_WIFSIGNALED, "Whether a signal ended it." },
    { "WIFSTOPPED(status)", process_WIFSTOPPED, "Whether it was stopped." },
    { "WIFCONTINUED(status)", process_WIFCONTINUED, "Whether it goes on after a stop." },
    { "WCOREDUMP(status, /)", process_WCOREDUMP, "Whether it left an image of its memory." },
    { "WEXITSTATUS(status)", process_WEXITSTATUS, "With which status it ended." },
    { "WTERMSIG(status)", process_WTERMSIG, "Which signal ended it." },
    { "WSTOPSIG(status)", process_WSTOPSIG, "Which signal stopped it." },
    { "waitstatus_to_exitcode(status)", process_exit_code,
      "The exit status, or the signal's number below 0." },
    { 0 },
};
