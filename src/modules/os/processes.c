/* SPDX-License-Identifier: GPL-3.0-or-later */
/* posix: this process, its user, its children. Waiting for a child parks: its pidfd becomes readable. */
#include "modules/os/posix.h"
#include "sched/io.h"
#include "sched/sched.h"
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- numbers of processes and users */

static Outcome os_getgid(Call *call) { return give_int(call, getgid()); }
static Outcome os_geteuid(Call *call) { return give_int(call, geteuid()); }
static Outcome os_getegid(Call *call) { return give_int(call, getegid()); }
static Outcome os_getpgrp(Call *call) { return give_int(call, getpgrp()); }
static Outcome os_setsid(Call *call) { return finish_call(call, setsid()); }

static Outcome os_getpgid(Call *call) {
    int pid;
    if (!arg_int(call, 0, &pid)) return RAISED;
    pid_t group = getpgid(pid);
    return group < 0 ? raise_errno(call->task, errno) : give_int(call, group);
}

static Outcome os_getsid(Call *call) {
    int pid;
    if (!arg_int(call, 0, &pid)) return RAISED;
    pid_t session = getsid(pid);
    return session < 0 ? raise_errno(call->task, errno) : give_int(call, session);
}

static Outcome os_setpgid(Call *call) {
    int pid, group;
    if (!arg_int(call, 0, &pid) || !arg_int(call, 1, &group)) return RAISED;
    return finish_call(call, setpgid(pid, group));
}

static Outcome os_getgroups(Call *call) {
    gid_t groups[1024];
    int count = getgroups(1024, groups);
    if (count < 0) return raise_errno(call->task, errno);
    Value list = list_new((size_t)count);
    for (int i = 0; i < count; i++) list_add_take(list_of(list), small_int(groups[i]));
    return give(call, list);
}

static Outcome os_umask(Call *call) {
    int mask;
    return arg_int(call, 0, &mask) ? give_int(call, umask((mode_t)mask)) : RAISED;
}

static Outcome os_killpg(Call *call) {
    int group, number;
    if (!arg_int(call, 0, &group) || !arg_int(call, 1, &number)) return RAISED;
    return finish_call(call, killpg(group, number));
}

static Outcome os_nice(Call *call) {
    int increment;
    if (!arg_int(call, 0, &increment)) return RAISED;
    errno = 0;
    int value = nice(increment);
    return value == -1 && errno ? raise_errno(call->task, errno) : give_int(call, value);
}

static Outcome os_abort(Call *call) {
    (void)call;
    abort();
}

/* ---- children */

/* Waits for `pid` (or, not positive, for any) without the kernel's wait. A pidfd tells of one; of any child
 * there is none, so they are asked for again and again with other tasks between. */
enum { CHILD_PAUSE = 2000000 }; /* nanoseconds */

static Outcome park_for_child(Call *call, int pid) {
    if (pid > 0 && call->mark == 0) {
        int fd = (int)syscall(SYS_pidfd_open, pid, 0);
        call->mark = fd >= 0 ? fd : -1;
    }
    if (call->mark > 0) return sched_park(call, (int)call->mark, WAIT_READ, SCHED_NEVER);
    return sched_sleep(call, sched_now(sched_of(call)) + CHILD_PAUSE);
}

static void close_pidfd(Call *call) {
    if (call->mark <= 0) return;
    sched_forget(sched_of(call), (int)call->mark);
    io_close((int)call->mark);
    call->mark = 0;
}

static Outcome os_waitpid(Call *call) {
    int pid, options, status = 0;
    if (!arg_int(call, 0, &pid) || !arg_int(call, 1, &options)) return RAISED;
    pid_t found = waitpid(pid, &status, options | WNOHANG);
    int problem = errno;
    if (found == 0 && !(options & WNOHANG)) return park_for_child(call, pid);
    close_pidfd(call);
    if (found < 0) return raise_errno(call->task, problem);
    Value items[] = { small_int(found), small_int(found ? status : 0) };
    return give(call, tuple_from_take(items, 2));
}

typedef enum {
    COREDUMP,
    CONTINUED,
    STOPPED,
    SIGNALED,
    EXITED,
    EXIT_STATUS,
    TERM_SIGNAL,
    STOP_SIGNAL
} StatusPart;

static int status_part(StatusPart part, int status) {
    switch (part) {
    case COREDUMP: return WCOREDUMP(status);
    case CONTINUED: return WIFCONTINUED(status);
    case STOPPED: return WIFSTOPPED(status);
    case SIGNALED: return WIFSIGNALED(status);
    case EXITED: return WIFEXITED(status);
    case EXIT_STATUS: return WEXITSTATUS(status);
    case TERM_SIGNAL: return WTERMSIG(status);
    default: return WSTOPSIG(status);
    }
}

static Outcome give_part(Call *call, StatusPart part) {
    int status;
    if (!arg_int(call, 0, &status)) return RAISED;
    int number = status_part(part, status);
    return part <= EXITED ? give_bool(call, number != 0) : give_int(call, number);
}

static Outcome os_wcoredump(Call *call) { return give_part(call, COREDUMP); }
static Outcome os_wifcontinued(Call *call) { return give_part(call, CONTINUED); }
static Outcome os_wifstopped(Call *call) { return give_part(call, STOPPED); }
static Outcome os_wifsignaled(Call *call) { return give_part(call, SIGNALED); }
static Outcome os_wifexited(Call *call) { return give_part(call, EXITED); }
static Outcome os_wexitstatus(Call *call) { return give_part(call, EXIT_STATUS); }
static Outcome os_wtermsig(Call *call) { return give_part(call, TERM_SIGNAL); }
static Outcome os_wstopsig(Call *call) { return give_part(call, STOP_SIGNAL); }

static Outcome os_exit_code(Call *call) {
    int status;
    if (!arg_int(call, 0, &status)) return RAISED;
    if (WIFEXITED(status)) return give_int(call, WEXITSTATUS(status));
    if (WIFSIGNALED(status)) return give_int(call, -WTERMSIG(status));
    if (WIFSTOPPED(status))
        return raise_error(call->task, ValueError, "process stopped by delivery of signal %d",
                           WSTOPSIG(status));
    return raise_error(call->task, ValueError, "invalid wait status: %d", status);
}

/* ---- programs in place of this one */

/* A tuple or list of str, bytes or paths as C strings, NULL at the end; false: raised. The caller frees. */
static bool strings_of(Call *call, Value sequence, char ***strings) {
    const Value *items;
    size_t count;
    *strings = NULL;
    if (!sequence_peek(sequence, &items, &count)) {
        raise_error(call->task, TypeError, "%.*s: argv must be a tuple or list",
                    (int)strcspn(call->spec->signature, "("), call->spec->signature);
        return false;
    }
    char **made = memory_try_zeroed((count + 1) * sizeof *made);
    if (!made) return raise_memory(call->task), false;
    *strings = made;
    for (size_t i = 0; i < count; i++) {
        Buffer text = { 0 };
        const uint8_t *bytes;
        size_t size;
        if (bytes_peek(items[i], &bytes, &size)) {
            buffer_append(&text, bytes, size);
        } else if (is_str(items[i])) {
            str_append_utf8(&text, items[i]);
        } else {
            raise_error(call->task, TypeError, "expected str, bytes or os.PathLike object, not %T", items[i]);
            return false;
        }
        made[i] = strdup(buffer_text(&text));
        buffer_clear(&text);
    }
    return true;
}

static void free_strings(char **strings) {
    for (char **at = strings; at && *at; at++) free(*at);
    memory_free(strings);
}

static Outcome exec_with(Call *call, bool has_environment) {
    Outcome outcome = arg_fspath(call, 0);
    if (outcome != DONE) return outcome;
    char **argv = NULL, **environment = NULL;
    Buffer path = { 0 };
    bool read = arg_path(call, 0, &path) && strings_of(call, call->args[1], &argv) &&
                (!has_environment || strings_of(call, call->args[2], &environment));
    if (read && !argv[0]) {
        raise_error(call->task, ValueError, "execv() arg 2 must not be empty");
        read = false;
    }
    int problem = 0;
    if (read) {
        execve(buffer_text(&path), argv, has_environment ? environment : environ);
        problem = errno;
    }
    buffer_clear(&path);
    free_strings(argv);
    free_strings(environment);
    return read ? give_error_of_path(call, problem, 0) : RAISED;
}

static Outcome os_execv(Call *call) { return exec_with(call, false); }
static Outcome os_execve(Call *call) { return exec_with(call, true); }

/* ---- the system */

static Outcome os_uname(Call *call) {
    struct utsname names;
    if (uname(&names) < 0) return raise_errno(call->task, errno);
    Value items[] = { str_new(names.sysname), str_new(names.nodename), str_new(names.release),
                      str_new(names.version), str_new(names.machine) };
    return give(call, tuple_from_take(items, 5));
}

static Outcome os_times(Call *call) {
    struct tms used;
    clock_t now = times(&used);
    double second = (double)sysconf(_SC_CLK_TCK);
    Value items[] = { float_new((double)used.tms_utime / second), float_new((double)used.tms_stime / second),
                      float_new((double)used.tms_cutime / second),
                      float_new((double)used.tms_cstime / second), float_new((double)now / second) };
    return give(call, tuple_from_take(items, 5));
}

static Outcome os_getloadavg(Call *call) {
    double loads[3];
    if (getloadavg(loads, 3) != 3) return raise_error(call->task, OSError, "Load averages are unobtainable");
    Value items[] = { float_new(loads[0]), float_new(loads[1]), float_new(loads[2]) };
    return give(call, tuple_from_take(items, 3));
}

static Outcome os_sysconf(Call *call) {
    int number;
    if (!arg_int(call, 0, &number)) return RAISED;
    errno = 0;
    long value = sysconf(number);
    return value == -1 && errno ? raise_errno(call->task, errno) : give_int(call, value);
}

static Outcome os_sched_yield(Call *call) { return finish_call(call, sched_yield()); }

static Outcome os_affinity(Call *call) {
    int pid;
    cpu_set_t set;
    if (!arg_int(call, 0, &pid)) return RAISED;
    if (sched_getaffinity(pid, sizeof set, &set) < 0) return raise_errno(call->task, errno);
    Value list = list_new(8);
    for (int i = 0; i < CPU_SETSIZE; i++) {
        if (CPU_ISSET(i, &set)) list_add_take(list_of(list), small_int(i));
    }
    return give(call, list);
}

const NativeSpec posix_process_functions[] = {
    { "getgid()", os_getgid, "The number of the group." },
    { "geteuid()", os_geteuid, "The number of the user whose rights this process has." },
    { "getegid()", os_getegid, "The number of the group whose rights this process has." },
    { "getpgrp()", os_getpgrp, "The number of the process group." },
    { "getpgid(pid)", os_getpgid, "The number of a process's group." },
    { "setpgid(pid, pgrp, /)", os_setpgid, "Put a process into a group." },
    { "getsid(pid, /)", os_getsid, "The number of a process's session." },
    { "setsid()", os_setsid, "Begin a session of its own." },
    { "getgroups()", os_getgroups, "A list of the groups this process is in." },
    { "umask(mask, /)", os_umask, "Set which rights new files do not get; gives what it was." },
    { "killpg(pgid, signal, /)", os_killpg, "Send a signal to a group of processes." },
    { "nice(increment, /)", os_nice, "Make this process give way to others; gives its niceness." },
    { "abort()", os_abort, "End the process by SIGABRT, at once." },
    { "waitpid(pid, options, /)", os_waitpid, "Park until a child has ended: its number and status." },
    { "WCOREDUMP(status, /)", os_wcoredump, "Whether the process left an image of its memory." },
    { "WIFCONTINUED(status)", os_wifcontinued, "Whether the process goes on after a stop." },
    { "WIFSTOPPED(status)", os_wifstopped, "Whether the process was stopped." },
    { "WIFSIGNALED(status)", os_wifsignaled, "Whether a signal ended the process." },
    { "WIFEXITED(status)", os_wifexited, "Whether the process ended of its own accord." },
    { "WEXITSTATUS(status)", os_wexitstatus, "The exit status of a process that did." },
    { "WTERMSIG(status)", os_wtermsig, "The signal that ended the process." },
    { "WSTOPSIG(status)", os_wstopsig, "The signal that stopped the process." },
    { "waitstatus_to_exitcode(status)", os_exit_code, "The exit status, or minus the signal." },
    { "execv(path, argv, /)", os_execv, "Run another program in place of this one." },
    { "_execve(path, argv, env)", os_execve, "The same, with this environment." },
    { "_uname()", os_uname, "Names of the system and of the machine." },
    { "_times()", os_times, "Processor time of this process and of its children." },
    { "getloadavg()", os_getloadavg, "How many processes were ready over 1, 5 and 15 minutes." },
    { "_sysconf(number)", os_sysconf, "A limit of the system." },
    { "sched_yield()", os_sched_yield, "Let another process run." },
    { "_affinity(pid)", os_affinity, "The processors that a process may use." },
    { 0 },
};
