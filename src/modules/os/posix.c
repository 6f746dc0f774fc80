/* SPDX-License-Identifier: GPL-3.0-or-later */
/* posix: what module os, which is written in the notation, stands on.
 * See https://docs.python.org/3.11/library/os.html */
#include "modules/os/posix.h"
#include "base/retry.h"
#include "builtin/text/codecs.h"
#include "sched/io.h"
#include "sched/sched.h"
#include "vm/builtin.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ;

/* ---- texts of the system: UTF-8, other bytes as lone surrogates */

Value system_text(Task *task, const char *bytes) {
    return codec_decode(task, (const uint8_t *)bytes, strlen(bytes), "utf-8", "surrogateescape", ABSENT);
}

/* A path or name as the system takes it. False: raised. */
bool arg_path_of(Call *call, size_t i, const char *function, const char *kinds, Buffer *path) {
    Value given = call->args[i];
    const uint8_t *bytes;
    size_t count;
    if (is_str(given)) {
        if (!codec_encode(call->task, given, "utf-8", "surrogateescape", path)) return false;
    } else if (bytes_peek(given, &bytes, &count)) {
        buffer_append(path, bytes, count);
    } else {
        raise_error(call->task, TypeError, "%.*s: path should be %s, not %T", (int)strcspn(function, "("),
                    function, kinds, given);
        return false;
    }
    if (!path->count || !memchr(path->bytes, 0, path->count)) return true;
    raise_error(call->task, ValueError, "embedded null byte");
    return false;
}

bool arg_path(Call *call, size_t i, Buffer *path) {
    return arg_path_of(call, i, call->spec->signature, "string, bytes or os.PathLike", path);
}

/* What must stand before any side effect uses steps from 0xf000 up (vm/native.h); these are ours. */
enum { FSPATH_ASKED = 0xf800 };

Outcome arg_fspath(Call *call, size_t i) {
    Value given = call->args[i];
    if (call->step == FSPATH_ASKED + i) {
        call->step = 0;
        if (!is_str(call->result) && !bytes_peek(call->result, &(const uint8_t *){ NULL }, &(size_t){ 0 }))
            return raise_error(call->task, TypeError,
                               "expected %T.__fspath__() to return str or bytes, not %T", given,
                               call->result);
        replace_take(&call->args[i], take_result(call));
        return DONE;
    }
    if (is_str(given) || is_int(given) || is_bytes(given)) return DONE;
    if (is_absent(given) ||
        is_absent(class_peek_special(value_class(call_machine(call), given), SPECIAL_fspath)))
        return DONE;
    call->step = FSPATH_ASKED + (uint32_t)i;
    return call_special(call, given, SPECIAL_fspath, 0, NULL);
}

bool arg_folder(Call *call, size_t i, int *fd) {
    *fd = AT_FDCWD;
    if (is_none(call->args[i])) return true;
    if (is_int(call->args[i])) return arg_int(call, i, fd);
    raise_error(call->task, TypeError, "argument should be integer or None, not %T", call->args[i]);
    return false;
}

Outcome give_error_of_path(Call *call, int problem, size_t i) {
    return raise_errno_of(call->task, problem, call->args[i]);
}

Outcome finish_call(Call *call, int64_t result) {
    return result < 0 ? raise_errno(call->task, errno) : give_none(call);
}

static Outcome os_fspath(Call *call) {
    Outcome outcome = arg_fspath(call, 0);
    if (outcome != DONE) return outcome;
    if (is_str(call->args[0]) || is_bytes(call->args[0])) return give(call, retain(call->args[0]));
    return raise_error(call->task, TypeError, "expected str, bytes or os.PathLike object, not %T",
                       call->args[0]);
}

/* ---- processes */

static Outcome os_getpid(Call *call) { return give_int(call, getpid()); }
static Outcome os_getppid(Call *call) { return give_int(call, getppid()); }
static Outcome os_getuid(Call *call) { return give_int(call, getuid()); }
static Outcome os_cpu_count(Call *call) { return give_int(call, sysconf(_SC_NPROCESSORS_ONLN)); }

static Outcome os_exit(Call *call) {
    int status;
    if (!arg_int(call, 0, &status)) return RAISED;
    if (call_machine(call)->hooks.leave) call_machine(call)->hooks.leave();
    _exit(status);
}

static Outcome os_kill(Call *call) {
    int pid, number;
    if (!arg_int(call, 0, &pid) || !arg_int(call, 1, &number)) return RAISED;
    return kill(pid, number) < 0 ? raise_errno(call->task, errno) : give_none(call);
}

static Outcome os_strerror(Call *call) {
    int number;
    return arg_int(call, 0, &number) ? give_text(call, strerror(number)) : RAISED;
}

/* ---- descriptors */

static Outcome os_close(Call *call) {
    int fd;
    if (!arg_int(call, 0, &fd)) return RAISED;
    if (fd >= 0) sched_forget(sched_of(call), fd);
    int problem = io_close(fd);
    return problem ? raise_errno(call->task, -problem) : give_none(call);
}

static Outcome os_read(Call *call) {
    int fd;
    size_t size;
    uint8_t *data;
    if (!arg_int(call, 0, &fd) || !arg_size(call, 1, &size)) return RAISED;
    if ((int64_t)size < 0) return raise_errno(call->task, EINVAL);
    if (!sched_is_lone(call) && !io_is_readable(fd)) return sched_park(call, fd, WAIT_READ, SCHED_NEVER);
    Value bytes = bytes_new_uninitialised(size, &data);
    if (is_absent(bytes)) return raise_memory(call->task);
    ssize_t got = io_read(fd, data, size);
    if (got >= 0) return give(call, bytes_shrink_take(bytes, (size_t)got));
    release(bytes);
    return retry_is_told(got) ? sched_raise_interrupt(call) : raise_errno(call->task, (int)-got);
}

static Outcome os_write(Call *call) {
    int fd;
    const uint8_t *data;
    size_t count;
    if (!arg_int(call, 0, &fd) || !arg_bytes(call, 1, &data, &count)) return RAISED;
    ssize_t written = io_write(fd, data, count);
    return written < 0 ? raise_errno(call->task, (int)-written) : give_int(call, written);
}

static Outcome os_pipe(Call *call) {
    int fds[2];
    if (pipe2(fds, O_CLOEXEC) < 0) return raise_errno(call->task, errno);
    Value items[] = { small_int(fds[0]), small_int(fds[1]) };
    return give(call, tuple_from_take(items, 2));
}

static Outcome os_isatty(Call *call) {
    int fd;
    return arg_int(call, 0, &fd) ? give_bool(call, isatty(fd)) : RAISED;
}

static Outcome os_urandom(Call *call) {
    size_t size;
    uint8_t *data;
    if (!arg_size(call, 0, &size)) return RAISED;
    if ((int64_t)size < 0) return raise_error(call->task, ValueError, "negative argument not allowed");
    Value bytes = bytes_new_uninitialised(size, &data);
    if (is_absent(bytes)) return raise_memory(call->task);
    for (size_t done = 0; done < size;) {
        ssize_t got = getrandom(data + done, size - done, 0);
        if (got > 0) done += (size_t)got;
    }
    return give(call, bytes);
}

/* ---- files and folders */

static Outcome os_getcwd(Call *call) {
    char *path = getcwd(NULL, 0);
    if (!path) return raise_errno(call->task, errno);
    Value text = system_text(call->task, path);
    free(path);
    return give(call, text);
}

static bool has_nul(Value text) {
    for (size_t i = 0; i < str_count(text); i++) {
        if (str_peek_at(str_of(text), i) == 0) return true;
    }
    return false;
}

/* "file", "dir", "other", or None when there is nothing; a link counts as what it leads to. */
static Outcome os_kind(Call *call) {
    Buffer path = { 0 };
    struct stat status;
    Outcome outcome = arg_fspath(call, 0);
    if (outcome != DONE) return outcome;
    if (is_int(call->args[0])) {
        int fd;
        if (!arg_int(call, 0, &fd)) return RAISED;
        if (fstat(fd, &status) < 0) return give_none(call);
    } else {
        if (is_str(call->args[0]) && has_nul(call->args[0])) return give_none(call);
        if (!arg_path_of(call, 0, "stat", "string, bytes, os.PathLike or integer", &path))
            return buffer_clear(&path), RAISED;
        int result = stat(buffer_text(&path), &status);
        buffer_clear(&path);
        if (result < 0) return give_none(call);
    }
    return give_text(call, S_ISREG(status.st_mode) ? "file" : S_ISDIR(status.st_mode) ? "dir" : "other");
}

static Outcome os_is_link(Call *call) {
    Buffer path = { 0 };
    struct stat status;
    Outcome outcome = arg_fspath(call, 0);
    if (outcome != DONE) return outcome;
    if (!arg_path(call, 0, &path)) return buffer_clear(&path), RAISED;
    int result = lstat(buffer_text(&path), &status);
    buffer_clear(&path);
    return give_bool(call, result == 0 && S_ISLNK(status.st_mode));
}

static Outcome os_size(Call *call) {
    Buffer path = { 0 };
    struct stat status;
    Outcome outcome = arg_fspath(call, 0);
    if (outcome != DONE) return outcome;
    if (!arg_path(call, 0, &path)) return buffer_clear(&path), RAISED;
    int result = stat(buffer_text(&path), &status), problem = errno;
    buffer_clear(&path);
    return result < 0 ? raise_errno_of(call->task, problem, call->args[0]) : give_int(call, status.st_size);
}

/* ---- the environment */

static Outcome os_environment(Call *call) {
    Dict *dict = dict_new();
    for (char **entry = environ; *entry; entry++) {
        const char *equals = strchr(*entry, '=');
        if (!equals) continue;
        char *name = strndup(*entry, (size_t)(equals - *entry));
        Value key = system_text(call->task, name), value = system_text(call->task, equals + 1);
        free(name);
        if (is_absent(dict_peek_str(dict, key))) dict_define(dict, key, value);
        release(key);
        release(value);
    }
    return give(call, dict_value(dict));
}

static Outcome os_putenv(Call *call) {
    Buffer name = { 0 }, value = { 0 };
    bool read = arg_path(call, 0, &name) && (is_none(call->args[1]) || arg_path(call, 1, &value));
    if (read && (!name.count || memchr(name.bytes, '=', name.count))) {
        raise_error(call->task, ValueError, "illegal environment variable name");
        read = false;
    }
    if (read && is_none(call->args[1]))
        unsetenv(buffer_text(&name));
    else if (read)
        setenv(buffer_text(&name), buffer_text(&value), 1);
    buffer_clear(&name);
    buffer_clear(&value);
    return read ? give_none(call) : RAISED;
}

static const NativeSpec os_functions[] = {
    { "getpid()", os_getpid, "The number of this process." },
    { "getppid()", os_getppid, "The number of the process that started this one." },
    { "getuid()", os_getuid, "The number of the user." },
    { "cpu_count()", os_cpu_count, "How many processors there are." },
    { "_exit(status)", os_exit, "End the process at once, without cleaning up." },
    { "kill(pid, signal, /)", os_kill, "Send a signal to a process." },
    { "strerror(code, /)", os_strerror, "The system's text for an error number." },
    { "close(fd)", os_close, "Close a descriptor." },
    { "read(fd, length, /)", os_read, "Read up to length bytes of a descriptor.", ARGS_UNPACK },
    { "write(fd, data, /)", os_write, "Write bytes to a descriptor; gives how many.", ARGS_UNPACK },
    { "pipe()", os_pipe, "A pipe: the descriptor to read and the one to write." },
    { "isatty(fd, /)", os_isatty, "Whether a descriptor is a terminal." },
    { "urandom(size, /)", os_urandom, "Random bytes of the system." },
    { "getcwd()", os_getcwd, "The current folder." },
    { "fspath(path)", os_fspath, "The str or bytes that a path is." },
    { "_kind(path)", os_kind, "'file', 'dir', 'other' or None." },
    { "_is_link(path)", os_is_link, "Whether it is a symbolic link." },
    { "_size(path)", os_size, "Bytes of a file." },
    { "_environment()", os_environment, "A dict of the environment." },
    { "_putenv(name, value)", os_putenv, "Set a variable of the environment; None removes it." },
    { 0 },
};

static bool os_init(Machine *machine, Module *module) {
    const NativeSpec *const tables[] = { posix_file_functions, posix_descriptor_functions,
                                         posix_process_functions };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) module_add_functions(module, tables[i]);
    posix_add_stat(machine, module);
    return true;
}

const ModuleSpec os_module = {
    .name = "posix",
    .ints = posix_constants,
    .init = os_init,
    .doc = "The system's calls behind module os.",
    .functions = os_functions,
};
