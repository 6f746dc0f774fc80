/* SPDX-License-Identifier: GPL-3.0-or-later */
/* posix: descriptors. What may wait parks: reading a pipe, opening a FIFO. */
#include "modules/os/posix.h"
#include "sched/io.h"
#include "sched/sched.h"
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static Outcome give_descriptor(Call *call, int fd) {
    return fd < 0 ? raise_errno(call->task, errno) : give_int(call, fd);
}

static Outcome give_two(Call *call, int first, int second) {
    Value items[] = { small_int(first), small_int(second) };
    return give(call, tuple_from_take(items, 2));
}

/* A FIFO that nobody has at its other end: opening it would wait, so it is tried again and again (there is no
 * event for it), with other tasks between. */
enum { FIFO_PAUSE = 2000000 }; /* nanoseconds */

static bool is_fifo(int folder, const char *path) {
    struct stat status;
    return fstatat(folder, path, &status, 0) == 0 && S_ISFIFO(status.st_mode);
}

static int try_to_open(int folder, const char *path, int flags, int mode, bool *waits) {
    *waits = false;
    if ((flags & (O_NONBLOCK | O_PATH)) || (flags & O_ACCMODE) == O_RDWR || !is_fifo(folder, path))
        return openat(folder, path, flags, mode);
    int fd = openat(folder, path, flags | O_NONBLOCK, mode);
    if (fd < 0) {
        *waits = errno == ENXIO;
        return -1;
    }
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
    return fd;
}

static Outcome os_open(Call *call) {
    int flags, mode, folder;
    Outcome outcome = arg_fspath(call, 0);
    if (outcome != DONE) return outcome;
    if (!arg_int(call, 1, &flags) || !arg_int(call, 2, &mode) || !arg_folder(call, 3, &folder)) return RAISED;
    Buffer path = { 0 };
    if (!arg_path(call, 0, &path)) return buffer_clear(&path), RAISED;
    bool waits;
    int fd = try_to_open(folder, buffer_text(&path), flags | O_CLOEXEC, mode, &waits), problem = errno;
    buffer_clear(&path);
    if (waits) return sched_sleep(call, sched_now(sched_of(call)) + FIFO_PAUSE);
    return fd < 0 ? give_error_of_path(call, problem, 0) : give_int(call, fd);
}

static Outcome os_dup(Call *call) {
    int fd;
    return arg_int(call, 0, &fd) ? give_descriptor(call, fcntl(fd, F_DUPFD_CLOEXEC, 0)) : RAISED;
}

static Outcome os_dup2(Call *call) {
    int from, to;
    if (!arg_int(call, 0, &from) || !arg_int(call, 1, &to)) return RAISED;
    bool is_inheritable = value_truth(call->args[2]) != NO;
    if (from != to && to >= 0) sched_forget(sched_of(call), to);
    return give_descriptor(call, is_inheritable || from == to ? dup2(from, to) : dup3(from, to, O_CLOEXEC));
}

static Outcome os_lseek(Call *call) {
    int fd, whence;
    int64_t offset;
    if (!arg_int(call, 0, &fd) || !arg_int64(call, 1, &offset) || !arg_int(call, 2, &whence)) return RAISED;
    off_t at = lseek(fd, offset, whence);
    return at < 0 ? raise_errno(call->task, errno) : give_int(call, at);
}

static Outcome os_pread(Call *call) {
    int fd;
    size_t size;
    int64_t offset;
    uint8_t *data;
    if (!arg_int(call, 0, &fd) || !arg_size(call, 1, &size) || !arg_int64(call, 2, &offset)) return RAISED;
    if ((int64_t)size < 0) return raise_errno(call->task, EINVAL);
    Value bytes = bytes_new_uninitialised(size, &data);
    if (is_absent(bytes)) return raise_memory(call->task);
    ssize_t got = pread(fd, data, size, offset);
    if (got >= 0) return give(call, bytes_shrink_take(bytes, (size_t)got));
    int problem = errno;
    release(bytes);
    return raise_errno(call->task, problem);
}

static Outcome os_pwrite(Call *call) {
    int fd;
    const uint8_t *data;
    size_t count;
    int64_t offset;
    if (!arg_int(call, 0, &fd) || !arg_bytes(call, 1, &data, &count) || !arg_int64(call, 2, &offset))
        return RAISED;
    ssize_t written = pwrite(fd, data, count, offset);
    return written < 0 ? raise_errno(call->task, errno) : give_int(call, written);
}

static Outcome os_ftruncate(Call *call) {
    int fd;
    int64_t length;
    if (!arg_int(call, 0, &fd) || !arg_int64(call, 1, &length)) return RAISED;
    return finish_call(call, ftruncate(fd, length));
}

/* fsync() and its kin take what has a fileno() too; here descriptors alone. */
static Outcome on_descriptor(Call *call, int (*function)(int fd)) {
    int fd;
    return arg_int(call, 0, &fd) ? finish_call(call, function(fd)) : RAISED;
}

static Outcome os_fsync(Call *call) { return on_descriptor(call, fsync); }
static Outcome os_fdatasync(Call *call) { return on_descriptor(call, fdatasync); }
static Outcome os_fchdir(Call *call) { return on_descriptor(call, fchdir); }

static Outcome os_fchmod(Call *call) {
    int fd, mode;
    if (!arg_int(call, 0, &fd) || !arg_int(call, 1, &mode)) return RAISED;
    return finish_call(call, fchmod(fd, (mode_t)mode));
}

static Outcome os_fchown(Call *call) {
    int fd, uid, gid;
    if (!arg_int(call, 0, &fd) || !arg_int(call, 1, &uid) || !arg_int(call, 2, &gid)) return RAISED;
    return finish_call(call, fchown(fd, (uid_t)uid, (gid_t)gid));
}

static Outcome os_closerange(Call *call) {
    int low, high;
    if (!arg_int(call, 0, &low) || !arg_int(call, 1, &high)) return RAISED;
    if (low < 0) low = 0;
    int most = (int)sysconf(_SC_OPEN_MAX);
    for (int fd = low; fd < high && fd < most; fd++) {
        if (fcntl(fd, F_GETFD) < 0) continue;
        sched_forget(sched_of(call), fd);
        io_close(fd);
    }
    return give_none(call);
}

static Outcome os_pipe2(Call *call) {
    int fds[2], flags;
    if (!arg_int(call, 0, &flags)) return RAISED;
    return pipe2(fds, flags) < 0 ? raise_errno(call->task, errno) : give_two(call, fds[0], fds[1]);
}

static Outcome os_openpty(Call *call) {
    int main, other;
    if (openpty(&main, &other, NULL, NULL, NULL) < 0) return raise_errno(call->task, errno);
    fcntl(main, F_SETFD, FD_CLOEXEC);
    fcntl(other, F_SETFD, FD_CLOEXEC);
    return give_two(call, main, other);
}

static Outcome os_ttyname(Call *call) {
    int fd;
    char name[256];
    if (!arg_int(call, 0, &fd)) return RAISED;
    int problem = ttyname_r(fd, name, sizeof name);
    return problem ? raise_errno(call->task, problem) : give_text(call, name);
}

static Outcome os_terminal_size(Call *call) {
    int fd;
    struct winsize size;
    if (!arg_int(call, 0, &fd)) return RAISED;
    if (ioctl(fd, TIOCGWINSZ, &size) < 0) return raise_errno(call->task, errno);
    return give_two(call, size.ws_col, size.ws_row);
}

static Outcome os_get_inheritable(Call *call) {
    int fd;
    if (!arg_int(call, 0, &fd)) return RAISED;
    int flags = fcntl(fd, F_GETFD);
    return flags < 0 ? raise_errno(call->task, errno) : give_bool(call, !(flags & FD_CLOEXEC));
}

static Outcome os_set_inheritable(Call *call) {
    int fd;
    if (!arg_int(call, 0, &fd)) return RAISED;
    int flags = fcntl(fd, F_GETFD);
    if (flags < 0) return raise_errno(call->task, errno);
    bool inherits = value_truth(call->args[1]) == YES;
    return finish_call(call, fcntl(fd, F_SETFD, inherits ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC));
}

static Outcome os_get_blocking(Call *call) {
    int fd;
    if (!arg_int(call, 0, &fd)) return RAISED;
    int flags = fcntl(fd, F_GETFL);
    return flags < 0 ? raise_errno(call->task, errno) : give_bool(call, !(flags & O_NONBLOCK));
}

static Outcome os_set_blocking(Call *call) {
    int fd;
    if (!arg_int(call, 0, &fd)) return RAISED;
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0) return raise_errno(call->task, errno);
    bool blocks = value_truth(call->args[1]) == YES;
    return finish_call(call, fcntl(fd, F_SETFL, blocks ? flags & ~O_NONBLOCK : flags | O_NONBLOCK));
}

static Outcome os_sendfile(Call *call) {
    int out, in;
    int64_t offset = 0;
    size_t count;
    if (!arg_int(call, 0, &out) || !arg_int(call, 1, &in) || !arg_size(call, 3, &count)) return RAISED;
    bool has_offset = !is_none(call->args[2]);
    if (has_offset && !arg_int64(call, 2, &offset)) return RAISED;
    if (!sched_is_lone(call) && !io_is_ready(out, true))
        return sched_park(call, out, WAIT_WRITE, SCHED_NEVER);
    off_t at = offset;
    ssize_t sent = sendfile(out, in, has_offset ? &at : NULL, count);
    return sent < 0 ? raise_errno(call->task, errno) : give_int(call, sent);
}

static Outcome os_eventfd(Call *call) {
    int start, flags;
    if (!arg_int(call, 0, &start) || !arg_int(call, 1, &flags)) return RAISED;
    return give_descriptor(call, eventfd((unsigned)start, flags));
}

static Outcome os_memfd_create(Call *call) {
    int flags;
    Buffer name = { 0 };
    bool read = arg_int(call, 1, &flags) && arg_path(call, 0, &name);
    int fd = read ? memfd_create(buffer_text(&name), (unsigned)flags) : -1, problem = errno;
    buffer_clear(&name);
    if (!read) return RAISED;
    return fd < 0 ? raise_errno(call->task, problem) : give_int(call, fd);
}

static Outcome os_pidfd_open(Call *call) {
    int pid, flags;
    if (!arg_int(call, 0, &pid) || !arg_int(call, 1, &flags)) return RAISED;
    return give_descriptor(call, (int)syscall(SYS_pidfd_open, pid, flags));
}

const NativeSpec posix_descriptor_functions[] = {
    { "open(path, flags, mode=511, *, dir_fd=None)", os_open, "Open a file; gives its descriptor." },
    { "dup(fd, /)", os_dup, "A second descriptor of the same open file." },
    { "dup2(fd, fd2, inheritable=True)", os_dup2, "Make fd2 a descriptor of what fd has open." },
    { "lseek(fd, position, how, /)", os_lseek, "Go to a position of an open file." },
    { "pread(fd, length, offset, /)", os_pread, "Read at a position, which stays." },
    { "pwrite(fd, buffer, offset, /)", os_pwrite, "Write at a position, which stays." },
    { "ftruncate(fd, length, /)", os_ftruncate, "Cut an open file to this size." },
    { "fsync(fd)", os_fsync, "Wait until what was written is on the disk." },
    { "fdatasync(fd)", os_fdatasync, "The same, but for the file's times." },
    { "fchdir(fd)", os_fchdir, "Change the current folder." },
    { "fchmod(fd, mode)", os_fchmod, "Set who may do what with an open file." },
    { "fchown(fd, uid, gid)", os_fchown, "Give an open file another owner." },
    { "closerange(fd_low, fd_high, /)", os_closerange,
      "Close all descriptors from the one up to the other." },
    { "pipe2(flags, /)", os_pipe2, "A pipe, with flags of open()." },
    { "openpty()", os_openpty, "A pseudo-terminal: its two descriptors." },
    { "ttyname(fd, /)", os_ttyname, "The path of the terminal that a descriptor is." },
    { "_terminal_size(fd)", os_terminal_size, "Columns and lines of a terminal." },
    { "get_inheritable(fd, /)", os_get_inheritable, "Whether programs that are started get the descriptor." },
    { "set_inheritable(fd, inheritable, /)", os_set_inheritable, "Set whether they do." },
    { "get_blocking(fd, /)", os_get_blocking, "Whether calls on the descriptor wait." },
    { "set_blocking(fd, blocking, /)", os_set_blocking, "Set whether they do." },
    { "sendfile(out_fd, in_fd, offset, count)", os_sendfile, "Copy from one descriptor to another." },
    { "eventfd(initval, flags=524288)", os_eventfd, "A descriptor that counts events." },
    { "memfd_create(name, flags=1)", os_memfd_create, "A file in memory; gives its descriptor." },
    { "pidfd_open(pid, flags=0)", os_pidfd_open, "A descriptor of a process, readable at its end." },
    { 0 },
};
