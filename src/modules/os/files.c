/* SPDX-License-Identifier: GPL-3.0-or-later */
/* posix: descriptors. What may wait for somebody parks: a read of a pipe, a FIFO that nobody has opened yet.
 */
#include "base/retry.h"
#include "modules/os/posix.h"
#include "sched/io.h"
#include "sched/sched.h"
#include "vm/raise.h"
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- opening */

static Outcome file_open(Call *call) {
    Path path;
    int flags, mode, folder;
    Outcome outcome = arg_path(call, 0, PATH_ONLY, &path);
    if (outcome != DONE) return outcome;
    bool is_read = arg_int(call, 1, &flags) && arg_int(call, 2, &mode) && arg_dir_fd(call, 3, &folder);
    int fd = is_read ? openat(folder, path_text(&path), flags | O_CLOEXEC, (mode_t)mode) : 0, problem = errno;
    path_clear(&path);
    if (!is_read) return RAISED;
    return fd < 0 ? raise_errno_of(call->task, problem, call->args[0]) : give_int(call, fd);
}

static void forget(Call *call, int fd) {
    if (fd >= 0) sched_forget(sched_of(call), fd);
}

static Outcome file_close(Call *call) {
    int fd;
    if (!arg_int(call, 0, &fd)) return RAISED;
    forget(call, fd);
    int problem = io_close(fd);
    return problem ? raise_errno(call->task, -problem) : give_none(call);
}

static Outcome file_closerange(Call *call) {
    int low, high;
    if (!arg_int(call, 0, &low) || !arg_int(call, 1, &high)) return RAISED;
    long most = sysconf(_SC_OPEN_MAX);
    for (int fd = low < 0 ? 0 : low; fd < high && fd < most; fd++) {
        forget(call, fd);
        io_close(fd);
    }
    return give_none(call);
}

static Outcome file_dup(Call *call) {
    int fd;
    if (!arg_int(call, 0, &fd)) return RAISED;
    int copy = io_duplicate(fd);
    return copy < 0 ? raise_errno(call->task, -copy) : give_int(call, copy);
}

static Outcome file_dup2(Call *call) {
    int fd, to;
    Outcome outcome = arg_truth(call, 2);
    if (outcome != DONE) return outcome;
    if (!arg_int(call, 0, &fd) || !arg_int(call, 1, &to)) return RAISED;
    if (fd < 0 || to < 0) return raise_errno(call->task, EBADF);
    bool is_inheritable = is_same(call->args[2], TRUE);
    if (fd != to) forget(call, to);
    int result = fd == to || is_inheritable ? dup2(fd, to) : dup3(fd, to, O_CLOEXEC);
    return give_system_number(call, result);
}

static Outcome give_pair(Call *call, const int fds[2]) {
    Value items[] = { small_int(fds[0]), small_int(fds[1]) };
    return give(call, tuple_from_take(items, 2));
}

static Outcome file_pipe(Call *call) {
    int fds[2], flags = O_CLOEXEC;
    if (call->count && !arg_int(call, 0, &flags)) return RAISED;
    return pipe2(fds, flags) < 0 ? raise_errno(call->task, errno) : give_pair(call, fds);
}

static Outcome file_openpty(Call *call) {
    int fds[2];
    if (openpty(&fds[0], &fds[1], NULL, NULL, NULL) < 0) return raise_errno(call->task, errno);
    for (int i = 0; i < 2; i++) fcntl(fds[i], F_SETFD, FD_CLOEXEC);
    return give_pair(call, fds);
}

/* ---- reading and writing */

static Outcome raise_io(Call *call, ssize_t answer) {
    return retry_is_told(answer) ? sched_go_on(call) : raise_errno(call->task, (int)-answer);
}

/* pread(fd, ..., offset) when an offset is given. */
static Outcome read_from(Call *call, bool has_offset) {
    int fd;
    size_t size;
    int64_t offset = 0;
    uint8_t *data;
    if (!arg_int(call, 0, &fd) || !arg_size(call, 1, &size)) return RAISED;
    if (has_offset && !arg_int64(call, 2, &offset)) return RAISED;
    if ((int64_t)size < 0) return raise_errno(call->task, EINVAL);
    bool waits = !has_offset && !sched_is_lone(call) && !io_is_readable(fd) && !io_is_nonblocking(fd);
    if (waits) return sched_park(call, fd, WAIT_READ, SCHED_NEVER);
    Value bytes = bytes_new_uninitialised(size, &data);
    if (is_absent(bytes)) return raise_memory(call->task);
    ssize_t got = has_offset ? pread(fd, data, size, offset) : io_read(fd, data, size);
    if (has_offset && got < 0) got = -errno;
    if (got >= 0) return give(call, bytes_shrink_take(bytes, (size_t)got));
    release(bytes);
    return raise_io(call, got);
}

static Outcome file_read(Call *call) { return read_from(call, false); }
static Outcome file_pread(Call *call) { return read_from(call, true); }

static Outcome write_to(Call *call, bool has_offset) {
    int fd;
    const uint8_t *data;
    size_t count;
    int64_t offset = 0;
    if (!arg_int(call, 0, &fd) || !arg_bytes(call, 1, &data, &count)) return RAISED;
    if (has_offset && !arg_int64(call, 2, &offset)) return RAISED;
    bool waits =
        !has_offset && count && !sched_is_lone(call) && !io_is_ready(fd, true) && !io_is_nonblocking(fd);
    if (waits) return sched_park(call, fd, WAIT_WRITE, SCHED_NEVER);
    ssize_t written = has_offset ? pwrite(fd, data, count, offset) : io_write(fd, data, count);
    if (has_offset && written < 0) written = -errno;
    return written < 0 ? raise_io(call, written) : give_int(call, written);
}

static Outcome file_write(Call *call) { return write_to(call, false); }
static Outcome file_pwrite(Call *call) { return write_to(call, true); }

static Outcome file_lseek(Call *call) {
    int fd, how;
    int64_t position;
    if (!arg_int(call, 0, &fd) || !arg_int64(call, 1, &position) || !arg_int(call, 2, &how)) return RAISED;
    return give_system_number(call, lseek(fd, position, how));
}

/* sendfile(out_fd, in_fd, offset, count) */
static Outcome file_sendfile(Call *call) {
    int to, from;
    int64_t offset = 0;
    size_t count;
    bool has_offset = !is_none(call->args[2]);
    if (!arg_int(call, 0, &to) || !arg_int(call, 1, &from)) return RAISED;
    if ((has_offset && !arg_int64(call, 2, &offset)) || !arg_size(call, 3, &count)) return RAISED;
    if (!sched_is_lone(call) && !io_is_ready(to, true) && !io_is_nonblocking(to))
        return sched_park(call, to, WAIT_WRITE, SCHED_NEVER);
    ssize_t sent;
    do sent = sendfile(to, from, has_offset ? &offset : NULL, count);
    while (retry_is_due(sent));
    return give_system_number(call, sent);
}

static Outcome file_copy_file_range(Call *call) {
    int from, to;
    size_t count;
    int64_t offsets[2];
    if (!arg_int(call, 0, &from) || !arg_int(call, 1, &to) || !arg_size(call, 2, &count)) return RAISED;
    for (size_t i = 0; i < 2; i++) {
        if (arg_is_given(call, 3 + i) && !arg_int64(call, 3 + i, &offsets[i])) return RAISED;
    }
    if ((int64_t)count < 0)
        return raise_error(call->task, ValueError, "negative value for 'count' not allowed");
    loff_t *source = arg_is_given(call, 3) ? &offsets[0] : NULL,
           *target = arg_is_given(call, 4) ? &offsets[1] : NULL;
    return give_system_number(call, copy_file_range(from, source, to, target, count, 0));
}

/* ---- what is known of a descriptor, and changed */

static Outcome with_fd(Call *call, int (*function)(int fd)) {
    int fd;
    return arg_int(call, 0, &fd) ? give_done(call, function(fd)) : RAISED;
}

static Outcome file_fsync(Call *call) { return with_fd(call, fsync); }
static Outcome file_fdatasync(Call *call) { return with_fd(call, fdatasync); }
static Outcome file_fchdir(Call *call) { return with_fd(call, fchdir); }

static Outcome file_isatty(Call *call) {
    int fd;
    return arg_int(call, 0, &fd) ? give_bool(call, isatty(fd)) : RAISED;
}

static Outcome file_ttyname(Call *call) {
    int fd;
    char name[256];
    if (!arg_int(call, 0, &fd)) return RAISED;
    int problem = ttyname_r(fd, name, sizeof name);
    return problem ? raise_errno(call->task, problem) : give(call, path_decode(call->task, name));
}

static Outcome file_ftruncate(Call *call) {
    int fd;
    int64_t size;
    if (!arg_int(call, 0, &fd) || !arg_int64(call, 1, &size)) return RAISED;
    return give_done(call, ftruncate(fd, size));
}

static Outcome file_get_inheritable(Call *call) {
    int fd;
    if (!arg_int(call, 0, &fd)) return RAISED;
    int flags = fcntl(fd, F_GETFD);
    return flags < 0 ? raise_errno(call->task, errno) : give_bool(call, !(flags & FD_CLOEXEC));
}

static Outcome file_set_inheritable(Call *call) {
    int fd, is_inheritable;
    if (!arg_int(call, 0, &fd) || !arg_int(call, 1, &is_inheritable)) return RAISED;
    int flags = fcntl(fd, F_GETFD);
    if (flags >= 0) flags = fcntl(fd, F_SETFD, is_inheritable ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC);
    return give_done(call, flags);
}

static Outcome file_get_blocking(Call *call) {
    int fd;
    if (!arg_int(call, 0, &fd)) return RAISED;
    int flags = fcntl(fd, F_GETFL);
    return flags < 0 ? raise_errno(call->task, errno) : give_bool(call, !(flags & O_NONBLOCK));
}

static Outcome file_set_blocking(Call *call) {
    int fd;
    Outcome outcome = arg_truth(call, 1);
    if (outcome != DONE) return outcome;
    if (!arg_int(call, 0, &fd)) return RAISED;
    int problem = io_set_blocking(fd, is_same(call->args[1], TRUE));
    return problem < 0 ? raise_errno(call->task, -problem) : give_none(call);
}

static Outcome file_lockf(Call *call) {
    int fd, command;
    int64_t length;
    if (!arg_int(call, 0, &fd) || !arg_int(call, 1, &command) || !arg_int64(call, 2, &length)) return RAISED;
    return give_done(call, lockf(fd, command, length));
}

static Outcome file_posix_fallocate(Call *call) {
    int fd;
    int64_t offset, length;
    if (!arg_int(call, 0, &fd) || !arg_int64(call, 1, &offset) || !arg_int64(call, 2, &length)) return RAISED;
    int problem = posix_fallocate(fd, offset, length);
    return problem ? raise_errno(call->task, problem) : give_none(call);
}

static Outcome file_posix_fadvise(Call *call) {
    int fd, advice;
    int64_t offset, length;
    if (!arg_int(call, 0, &fd) || !arg_int64(call, 1, &offset) || !arg_int64(call, 2, &length)) return RAISED;
    if (!arg_int(call, 3, &advice)) return RAISED;
    int problem = posix_fadvise(fd, offset, length, advice);
    return problem ? raise_errno(call->task, problem) : give_none(call);
}

static Outcome file_tcgetpgrp(Call *call) {
    int fd;
    return arg_int(call, 0, &fd) ? give_system_number(call, tcgetpgrp(fd)) : RAISED;
}

static Outcome file_tcsetpgrp(Call *call) {
    int fd, group;
    if (!arg_int(call, 0, &fd) || !arg_int(call, 1, &group)) return RAISED;
    return give_done(call, tcsetpgrp(fd, group));
}

static Outcome file_terminal_columns(Call *call) {
    int fd;
    struct winsize size;
    if (!arg_int(call, 0, &fd)) return RAISED;
    if (ioctl(fd, TIOCGWINSZ, &size) < 0) return raise_errno(call->task, errno);
    return give_pair(call, (int[]){ size.ws_col, size.ws_row });
}

/* ---- descriptors of other kinds */

static Outcome file_eventfd(Call *call) {
    int64_t first;
    int flags;
    if (!arg_int64(call, 0, &first) || !arg_int(call, 1, &flags)) return RAISED;
    return give_system_number(call, eventfd((unsigned)first, flags));
}

static Outcome file_eventfd_read(Call *call) {
    int fd;
    eventfd_t value;
    if (!arg_int(call, 0, &fd)) return RAISED;
    if (!sched_is_lone(call) && !io_is_readable(fd) && !io_is_nonblocking(fd))
        return sched_park(call, fd, WAIT_READ, SCHED_NEVER);
    if (eventfd_read(fd, &value) < 0) return raise_errno(call->task, errno);
    return give(call, int_from_uint64(value));
}

static Outcome file_eventfd_write(Call *call) {
    int fd;
    int64_t value;
    if (!arg_int(call, 0, &fd) || !arg_int64(call, 1, &value)) return RAISED;
    return give_done(call, eventfd_write(fd, (eventfd_t)value));
}

static Outcome file_memfd_create(Call *call) {
    Path name;
    int flags;
    Outcome outcome = arg_path(call, 0, PATH_ONLY, &name);
    if (outcome != DONE) return outcome;
    bool is_read = arg_int(call, 1, &flags);
    int fd = is_read ? memfd_create(path_text(&name), (unsigned)flags) : 0;
    path_clear(&name);
    return is_read ? give_system_number(call, fd) : RAISED;
}

const NativeSpec posix_files[] = {
    { "open(path, flags, mode=511, *, dir_fd=None)", file_open, "Open a file: its descriptor." },
    { "close(fd)", file_close, "Close a descriptor." },
    { "closerange(fd_low, fd_high, /)", file_closerange, "Close all descriptors of a range.", ARGS_UNPACK },
    { "dup(fd, /)", file_dup, "Another descriptor of the same open file." },
    { "dup2(fd, fd2, inheritable=True)", file_dup2, "Make fd2 another descriptor of the same open file." },
    { "read(fd, length, /)", file_read, "Read up to length bytes of a descriptor.", ARGS_UNPACK },
    { "write(fd, data, /)", file_write, "Write bytes to a descriptor; gives how many.", ARGS_UNPACK },
    { "pread(fd, length, offset, /)", file_pread, "Read at a place in the file, which does not move.",
      ARGS_UNPACK },
    { "pwrite(fd, buffer, offset, /)", file_pwrite, "Write at a place in the file, which does not move.",
      ARGS_UNPACK },
    { "lseek(fd, position, how, /)", file_lseek, "Move the place in the file; gives it.", ARGS_UNPACK },
    { "sendfile(out_fd, in_fd, offset, count)", file_sendfile, "Copy from one descriptor to another." },
    { "copy_file_range(src, dst, count, offset_src=None, offset_dst=None)", file_copy_file_range,
      "Copy from one file to another." },
    { "pipe()", file_pipe, "A pipe: the descriptor to read and the one to write." },
    { "pipe2(flags, /)", file_pipe, "The same with flags." },
    { "openpty()", file_openpty, "A pseudo-terminal: the descriptors of its two sides." },
    { "fsync(fd)", file_fsync, "Write what the system has of a file to the disk." },
    { "fdatasync(fd)", file_fdatasync, "The same, without what is known about the file." },
    { "fchdir(fd)", file_fchdir, "Change the current folder to that of a descriptor." },
    { "isatty(fd, /)", file_isatty, "Whether a descriptor is a terminal." },
    { "ttyname(fd, /)", file_ttyname, "The terminal's name." },
    { "ftruncate(fd, length, /)", file_ftruncate, "Give the file this length.", ARGS_UNPACK },
    { "get_inheritable(fd, /)", file_get_inheritable, "Whether programs that are started get it." },
    { "set_inheritable(fd, inheritable, /)", file_set_inheritable,
      "Say whether programs that are started get it.", ARGS_UNPACK },
    { "get_blocking(fd, /)", file_get_blocking, "Whether reads and writes wait." },
    { "set_blocking(fd, blocking, /)", file_set_blocking, "Say whether reads and writes wait.", ARGS_UNPACK },
    { "lockf(fd, command, length, /)", file_lockf, "Lock a part of a file, or test or give up a lock.",
      ARGS_UNPACK },
    { "posix_fallocate(fd, offset, length, /)", file_posix_fallocate, "Reserve room on the disk.",
      ARGS_UNPACK },
    { "posix_fadvise(fd, offset, length, advice, /)", file_posix_fadvise, "Tell how a file will be used.",
      ARGS_UNPACK },
    { "tcgetpgrp(fd, /)", file_tcgetpgrp, "The group of processes that has the terminal." },
    { "tcsetpgrp(fd, pgid, /)", file_tcsetpgrp, "Give the terminal to a group of processes.", ARGS_UNPACK },
    { "_terminal_size(fd, /)", file_terminal_columns, "Columns and lines of a terminal." },
    { "eventfd(initval, flags=524288)", file_eventfd, "A descriptor that counts events." },
    { "eventfd_read(fd)", file_eventfd_read, "Take the count." },
    { "eventfd_write(fd, value)", file_eventfd_write, "Add to the count." },
    { "memfd_create(name, flags=1)", file_memfd_create, "A file in memory." },
    { 0 },
};
