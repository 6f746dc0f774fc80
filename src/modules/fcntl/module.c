/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fcntl: descriptors controlled, and locks on files. Who waits for a lock asks again and again, at growing
 * distances: the kernel tells nobody, and the plain call would stop the other tasks. See
 * https://docs.python.org/3.11/library/fcntl.html, fcntl(2), flock(2), ioctl(2). */
#include "base/clock.h"
#include "base/retry.h"
#include "builtin/functions/fileno.h"
#include "sched/sched.h"
#include "vm/machine.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { ARGUMENT_MAX = 1024 };

/* ---- arguments */

/* What C makes of any int: its lowest 32 bits. */
static unsigned int_bits(Value number) {
    uint8_t bytes[4] = { 0 };
    Value low = int_and(number, small_int(UINT32_MAX));
    int_to_bytes(low, bytes, sizeof bytes, true, false);
    release(low);
    return (unsigned)bytes[0] | (unsigned)bytes[1] << 8 | (unsigned)bytes[2] << 16 | (unsigned)bytes[3] << 24;
}

static bool peek_text(Value value, Buffer *scratch, const uint8_t **data, size_t *count) {
    if (!is_str(value)) return bytes_peek(value, data, count);
    *data = (const uint8_t *)str_peek_utf8(value, scratch, count);
    return true;
}

/* A call of the kernel that a signal interrupted is made again. */
static int control(int fd, int command, uintptr_t argument) {
    int result;
    do result = fcntl(fd, command, argument);
    while (retry_is_due(result));
    return result;
}

/* ---- fcntl() */

static Outcome control_with_bytes(Call *call, int fd, int command) {
    Buffer scratch = { 0 };
    const uint8_t *data;
    size_t count;
    _Alignas(8) uint8_t bytes[ARGUMENT_MAX + 8] = { 0 };
    peek_text(call->args[2], &scratch, &data, &count);
    bool fits = count <= ARGUMENT_MAX;
    if (fits) memcpy(bytes, data, count);
    buffer_clear(&scratch);
    if (!fits) return raise_error(call->task, ValueError, "fcntl string arg too long");
    int result = control(fd, command, (uintptr_t)bytes);
    return result < 0 ? raise_errno(call->task, errno) : give(call, bytes_new(bytes, count));
}

static Outcome function_fcntl(Call *call) {
    int fd, command;
    Outcome outcome = fileno_of(call, call->args[0], &fd);
    if (outcome == DONE) outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!arg_int(call, 1, &command)) return RAISED;
    if (is_str(call->args[2]) || is_bytes(call->args[2])) return control_with_bytes(call, fd, command);
    outcome = arg_integer(call, 2);
    if (outcome != DONE) return outcome;
    int result = control(fd, command, (uintptr_t)(int)int_bits(call->args[2]));
    return result < 0 ? raise_errno(call->task, errno) : give_int(call, result);
}

/* ---- ioctl() */

/* Bytes that the kernel may write: a buffer of the program that is changed, or a copy that is given back. */
static Outcome request_with_bytes(Call *call, int fd, unsigned long request) {
    Buffer scratch = { 0 };
    uint8_t *target = NULL;
    const uint8_t *data;
    size_t count;
    _Alignas(8) uint8_t bytes[ARGUMENT_MAX + 8] = { 0 };
    bool is_writable = bytes_peek_writable(call->args[2], &target, &count);
    bool is_mutated = is_writable && is_same(call->args[3], TRUE);
    if (!is_writable) peek_text(call->args[2], &scratch, &data, &count);
    bool is_direct = is_mutated && count > ARGUMENT_MAX, fits = is_direct || count <= ARGUMENT_MAX;
    if (fits && !is_direct) memcpy(bytes, is_writable ? target : data, count);
    buffer_clear(&scratch);
    if (!fits) return raise_error(call->task, ValueError, "ioctl string arg too long");
    int result = ioctl(fd, request, is_direct ? target : bytes);
    int problem = errno;
    if (is_mutated && !is_direct) memcpy(target, bytes, count);
    if (result < 0) return raise_errno(call->task, problem);
    return is_mutated ? give_int(call, result) : give(call, bytes_new(bytes, count));
}

static Outcome function_ioctl(Call *call) {
    int fd;
    uint8_t *target;
    const uint8_t *data;
    size_t count;
    Outcome outcome = fileno_of(call, call->args[0], &fd);
    if (outcome == DONE) outcome = arg_integer(call, 1);
    if (outcome == DONE) outcome = arg_truth(call, 3);
    if (outcome != DONE) return outcome;
    unsigned long request = int_bits(call->args[1]);
    if (is_str(call->args[2]) || bytes_peek_writable(call->args[2], &target, &count) ||
        bytes_peek(call->args[2], &data, &count))
        return request_with_bytes(call, fd, request);
    outcome = arg_integer(call, 2);
    if (outcome != DONE) return outcome;
    int result = ioctl(fd, request, (uintptr_t)(int)int_bits(call->args[2]));
    return result < 0 ? raise_errno(call->task, errno) : give_int(call, result);
}

/* ---- locks */

enum { LOCK_WAITS = 1, FIRST_WAIT = CLOCK_MILLISECOND, LONGEST_WAIT = 50 * CLOCK_MILLISECOND };

/* call->mark: how long the last wait was. */
static Outcome wait_for_lock(Call *call) {
    call->mark = call->mark ? call->mark * 2 : FIRST_WAIT;
    if (call->mark > LONGEST_WAIT) call->mark = LONGEST_WAIT;
    call->step = LOCK_WAITS;
    return sched_sleep(call, sched_now(sched_of(call)) + call->mark);
}

static Outcome function_flock(Call *call) {
    int fd, code;
    Outcome outcome = fileno_of(call, call->args[0], &fd);
    if (outcome == DONE) outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!arg_int(call, 1, &code)) return RAISED;
    int result;
    do result = flock(fd, code | LOCK_NB);
    while (retry_is_due(result));
    if (result == 0) return give_none(call);
    if (errno != EWOULDBLOCK || code & LOCK_NB) return raise_errno(call->task, errno);
    return wait_for_lock(call);
}

static Outcome read_lock(Call *call, int code, struct flock *lock) {
    int64_t numbers[3] = { 0 };
    int whence;
    for (size_t i = 2; i < 4; i++) {
        Outcome outcome = arg_integer(call, i);
        if (outcome != DONE) return outcome;
        if (!int_fits_int64(call->args[i], &numbers[i - 2]))
            return raise_error(call->task, OverflowError, "Python int too large to convert to C long");
    }
    if (!arg_int(call, 4, &whence)) return RAISED;
    *lock = (struct flock){ .l_len = numbers[0], .l_start = numbers[1], .l_whence = (short)whence };
    if (code & LOCK_UN)
        lock->l_type = F_UNLCK;
    else if (code & LOCK_SH)
        lock->l_type = F_RDLCK;
    else if (code & LOCK_EX)
        lock->l_type = F_WRLCK;
    else
        return raise_error(call->task, ValueError, "unrecognized lockf argument");
    return DONE;
}

static Outcome function_lockf(Call *call) {
    int fd, code;
    struct flock lock;
    Outcome outcome = fileno_of(call, call->args[0], &fd);
    if (outcome == DONE) outcome = arg_integer(call, 1);
    if (outcome == DONE) outcome = arg_integer(call, 4);
    if (outcome != DONE) return outcome;
    if (!arg_int(call, 1, &code)) return RAISED;
    outcome = read_lock(call, code, &lock);
    if (outcome != DONE) return outcome;
    if (control(fd, F_SETLK, (uintptr_t)&lock) == 0) return give_none(call);
    bool is_held = errno == EAGAIN || errno == EACCES;
    if (!is_held || code & LOCK_NB) return raise_errno(call->task, errno);
    return wait_for_lock(call);
}

static const NativeSpec functions[] = {
    { "fcntl(fd, cmd, arg=0, /)", function_fcntl, "Control a descriptor: fcntl(2)." },
    { "ioctl(fd, request, arg=0, mutate_flag=True, /)", function_ioctl, "Control a device: ioctl(2)." },
    { "flock(fd, operation, /)", function_flock, "Lock or unlock a whole file: flock(2)." },
    { "lockf(fd, cmd, len=0, start=0, whence=0, /)", function_lockf,
      "Lock or unlock a part of a file: fcntl(2)." },
    { 0 },
};

static const IntSpec ints[] = {
    INT_SPEC(DN_ACCESS),
    INT_SPEC(DN_ATTRIB),
    INT_SPEC(DN_CREATE),
    INT_SPEC(DN_DELETE),
    INT_SPEC(DN_MODIFY),
    { "DN_MULTISHOT", 0x80000000 },
    INT_SPEC(DN_RENAME),
    { "FASYNC", O_ASYNC },
    INT_SPEC(FD_CLOEXEC),
    INT_SPEC(F_ADD_SEALS),
    INT_SPEC(F_DUPFD),
    INT_SPEC(F_DUPFD_CLOEXEC),
    { "F_EXLCK", 4 },
    INT_SPEC(F_GETFD),
    INT_SPEC(F_GETFL),
    INT_SPEC(F_GETLEASE),
    INT_SPEC(F_GETLK),
    { "F_GETLK64", F_GETLK },
    INT_SPEC(F_GETOWN),
    INT_SPEC(F_GETPIPE_SZ),
    INT_SPEC(F_GETSIG),
    INT_SPEC(F_GET_SEALS),
    INT_SPEC(F_NOTIFY),
    INT_SPEC(F_OFD_GETLK),
    INT_SPEC(F_OFD_SETLK),
    INT_SPEC(F_OFD_SETLKW),
    INT_SPEC(F_RDLCK),
    INT_SPEC(F_SEAL_GROW),
    INT_SPEC(F_SEAL_SEAL),
    INT_SPEC(F_SEAL_SHRINK),
    INT_SPEC(F_SEAL_WRITE),
    INT_SPEC(F_SETFD),
    INT_SPEC(F_SETFL),
    INT_SPEC(F_SETLEASE),
    INT_SPEC(F_SETLK),
    { "F_SETLK64", F_SETLK },
    INT_SPEC(F_SETLKW),
    { "F_SETLKW64", F_SETLKW },
    INT_SPEC(F_SETOWN),
    INT_SPEC(F_SETPIPE_SZ),
    INT_SPEC(F_SETSIG),
    { "F_SHLCK", 8 },
    INT_SPEC(F_UNLCK),
    INT_SPEC(F_WRLCK),
    INT_SPEC(LOCK_EX),
    INT_SPEC(LOCK_MAND),
    INT_SPEC(LOCK_NB),
    INT_SPEC(LOCK_READ),
    INT_SPEC(LOCK_RW),
    INT_SPEC(LOCK_SH),
    INT_SPEC(LOCK_UN),
    INT_SPEC(LOCK_WRITE),
    { 0 },
};

const ModuleSpec fcntl_module = {
    .name = "fcntl",
    .doc = "Descriptors controlled, and locks on files.",
    .functions = functions,
    .ints = ints,
};
