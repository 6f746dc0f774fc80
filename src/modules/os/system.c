/* SPDX-License-Identifier: GPL-3.0-or-later */
/* posix: the system: its name, its limits, its clock of processes, random bytes, the environment. */
#include "base/retry.h"
#include "builtin/classes/struct_sequence.h"
#include "modules/os/posix.h"
#include "vm/raise.h"
#include "vm/special.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <unistd.h>

extern char **environ;

/* ---- uname, times */

static const NativeSpec uname_fields[] = {
    STRUCT_FIELD("sysname", 0), STRUCT_FIELD("nodename", 1), STRUCT_FIELD("release", 2),
    STRUCT_FIELD("version", 3), STRUCT_FIELD("machine", 4),  { 0 },
};

static const NativeSpec times_fields[] = {
    STRUCT_FIELD("user", 0),          STRUCT_FIELD("system", 1),
    STRUCT_FIELD("children_user", 2), STRUCT_FIELD("children_system", 3),
    STRUCT_FIELD("elapsed", 4),       { 0 },
};

static const NativeSpec terminal_fields[] = { STRUCT_FIELD("columns", 0), STRUCT_FIELD("lines", 1), { 0 } };
static const NativeSpec priority_fields[] = { STRUCT_FIELD("sched_priority", 0), { 0 } };

static const StructSequenceSpec uname_spec = { "posix", "uname_result", uname_fields };
static const StructSequenceSpec times_spec = { "posix", "times_result", times_fields };
static const StructSequenceSpec terminal_spec = { "os", "terminal_size", terminal_fields };
static const StructSequenceSpec priority_spec = { "posix", "sched_param", priority_fields };

void posix_define_system(Machine *machine, Module *module) {
    const StructSequenceSpec *const specs[] = { &uname_spec, &times_spec, &terminal_spec, &priority_spec };
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++)
        struct_sequence_define(machine, module, specs[i]->name, specs[i]);
}

static Outcome system_uname(Call *call) {
    struct utsname found;
    if (uname(&found) < 0) return raise_errno(call->task, errno);
    const char *const texts[] = { found.sysname, found.nodename, found.release, found.version,
                                  found.machine };
    Value items[5];
    for (size_t i = 0; i < 5; i++) items[i] = path_decode(call->task, texts[i]);
    return give(call, struct_sequence_new_take(call_machine(call), &uname_spec, items, 5));
}

static Outcome system_times(Call *call) {
    struct tms used;
    clock_t elapsed = times(&used);
    const clock_t counts[] = { used.tms_utime, used.tms_stime, used.tms_cutime, used.tms_cstime, elapsed };
    Value items[5];
    for (size_t i = 0; i < 5; i++) items[i] = float_new((double)counts[i] / (double)sysconf(_SC_CLK_TCK));
    return give(call, struct_sequence_new_take(call_machine(call), &times_spec, items, 5));
}

static Outcome system_getloadavg(Call *call) {
    double loads[3];
    if (getloadavg(loads, 3) != 3) return raise_error(call->task, OSError, "Load averages are unobtainable");
    Value items[] = { float_new(loads[0]), float_new(loads[1]), float_new(loads[2]) };
    return give(call, tuple_from_take(items, 3));
}

/* ---- limits; os/_os_more.py knows the names */

static Outcome system_sysconf(Call *call) {
    int name;
    if (!arg_int(call, 0, &name)) return RAISED;
    errno = 0;
    long value = sysconf(name);
    return value == -1 && errno ? raise_errno(call->task, errno) : give_int(call, value);
}

static Outcome system_pathconf(Call *call) {
    Path path;
    int name;
    Outcome outcome = arg_path(call, 0, PATH_OR_FD, &path);
    if (outcome != DONE) return outcome;
    if (!arg_int(call, 1, &name)) return path_clear(&path), RAISED;
    errno = 0;
    long value = path.fd >= 0 ? fpathconf(path.fd, name) : pathconf(path_text(&path), name);
    outcome = give_done_on(call, value == -1 && errno ? -1 : 0, &path);
    return outcome == DONE ? give_int(call, value) : outcome;
}

static Outcome system_confstr(Call *call) {
    int name;
    char text[1024];
    if (!arg_int(call, 0, &name)) return RAISED;
    errno = 0;
    size_t count = confstr(name, text, sizeof text);
    if (count) return give(call, path_decode(call->task, text));
    return errno ? raise_errno(call->task, errno) : give_none(call);
}

static Outcome system_strerror(Call *call) {
    int number;
    return arg_int(call, 0, &number) ? give_text(call, strerror(number)) : RAISED;
}

static Outcome system_cpu_count(Call *call) { return give_int(call, sysconf(_SC_NPROCESSORS_ONLN)); }
static Outcome system_ctermid(Call *call) { return give_text(call, "/dev/tty"); }
static Outcome system_sync(Call *call) { return sync(), give_none(call); }

static Outcome system_getlogin(Call *call) {
    char name[256];
    int problem = getlogin_r(name, sizeof name);
    return problem ? raise_errno(call->task, problem) : give(call, path_decode(call->task, name));
}

/* ---- random bytes */

static Outcome give_random(Call *call, size_t size, unsigned flags, bool all) {
    uint8_t *data;
    Value bytes = bytes_new_uninitialised(size, &data);
    if (is_absent(bytes)) return raise_memory(call->task);
    size_t done = 0;
    do {
        ssize_t got = getrandom(data + done, size - done, flags);
        if (got < 0 && !retry_is_due(got)) break;
        if (got > 0) done += (size_t)got;
    } while (all && done < size);
    if (size && !done) {
        release(bytes);
        return raise_errno(call->task, errno);
    }
    return give(call, bytes_shrink_take(bytes, done));
}

static Outcome system_urandom(Call *call) {
    size_t size;
    if (!arg_size(call, 0, &size)) return RAISED;
    if ((int64_t)size < 0) return raise_error(call->task, ValueError, "negative argument not allowed");
    return give_random(call, size, 0, true);
}

static Outcome system_getrandom(Call *call) {
    size_t size;
    int flags;
    if (!arg_size(call, 0, &size) || !arg_int(call, 1, &flags)) return RAISED;
    if ((int64_t)size < 0) return raise_errno(call->task, EINVAL);
    return give_random(call, size, (unsigned)flags, false);
}

/* ---- the environment */

static Outcome system_environment(Call *call) {
    Dict *dict = dict_new();
    for (char **entry = environ; *entry; entry++) {
        const char *equals = strchr(*entry, '=');
        if (!equals) continue;
        char *name = strndup(*entry, (size_t)(equals - *entry));
        Value key = path_decode(call->task, name), value = path_decode(call->task, equals + 1);
        free(name);
        if (is_absent(dict_peek_str(dict, key))) dict_define(dict, key, value);
        release(key);
        release(value);
    }
    return give(call, dict_value(dict));
}

static Outcome system_putenv(Call *call) {
    Path name = { .fd = -1 }, value = { .fd = -1 };
    Outcome outcome = arg_path(call, 0, PATH_ONLY, &name);
    if (outcome != DONE) return outcome;
    if (!is_none(call->args[1]) && arg_path(call, 1, PATH_ONLY, &value) != DONE)
        return path_clear(&name), RAISED;
    bool is_right = name.text.count && !memchr(name.text.bytes, '=', name.text.count);
    if (is_right && is_none(call->args[1]))
        unsetenv(path_text(&name));
    else if (is_right)
        setenv(path_text(&name), path_text(&value), 1);
    path_clear(&name);
    path_clear(&value);
    return is_right ? give_none(call)
                    : raise_error(call->task, ValueError, "illegal environment variable name");
}

const NativeSpec posix_system[] = {
    { "uname()", system_uname, "The system's name, version and machine." },
    { "times()", system_times, "Seconds of processor time, of this process and its children." },
    { "getloadavg()", system_getloadavg, "How many processes wanted a processor, of late." },
    { "_sysconf(name, /)", system_sysconf, "A limit of the system." },
    { "_pathconf(path, name, /)", system_pathconf, "A limit of a file system." },
    { "_confstr(name, /)", system_confstr, "A text of the system." },
    { "strerror(code, /)", system_strerror, "The system's text for an error number." },
    { "cpu_count()", system_cpu_count, "How many processors there are." },
    { "ctermid()", system_ctermid, "The path of a process's own terminal." },
    { "sync()", system_sync, "Write all that the system has to the disks." },
    { "getlogin()", system_getlogin, "The user who is logged in on the terminal." },
    { "urandom(size, /)", system_urandom, "Random bytes of the system." },
    { "getrandom(size, flags=0)", system_getrandom, "Random bytes of the system, as many as it gives." },
    { "_environment()", system_environment, "A dict of the environment." },
    { "_putenv(name, value)", system_putenv, "Set a variable of the environment; None removes it." },
    { 0 },
};
