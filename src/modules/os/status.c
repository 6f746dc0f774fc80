/* SPDX-License-Identifier: GPL-3.0-or-later */
/* posix: what is known of files: stat and its kin, scandir. See stat(2), statvfs(3). */
#include "base/clock.h"
#include "builtin/classes/struct_sequence.h"
#include "modules/os/posix.h"
#include "vm/class_call.h"
#include "vm/raise.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* ---- stat */

static const NativeSpec status_fields[] = {
    STRUCT_FIELD("st_mode", 0),
    STRUCT_FIELD("st_ino", 1),
    STRUCT_FIELD("st_dev", 2),
    STRUCT_FIELD("st_nlink", 3),
    STRUCT_FIELD("st_uid", 4),
    STRUCT_FIELD("st_gid", 5),
    STRUCT_FIELD("st_size", 6),
    STRUCT_UNNAMED,
    STRUCT_UNNAMED,
    STRUCT_UNNAMED,
    STRUCT_HIDDEN("st_atime"),
    STRUCT_HIDDEN("st_mtime"),
    STRUCT_HIDDEN("st_ctime"),
    STRUCT_HIDDEN("st_atime_ns"),
    STRUCT_HIDDEN("st_mtime_ns"),
    STRUCT_HIDDEN("st_ctime_ns"),
    STRUCT_HIDDEN("st_blksize"),
    STRUCT_HIDDEN("st_blocks"),
    STRUCT_HIDDEN("st_rdev"),
    { 0 },
};

static const StructSequenceSpec status_spec = { "os", "stat_result", status_fields };

static double seconds_of(struct timespec time) { return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec; }

static Value nanoseconds_of(struct timespec time) {
    return int_from_int64((int64_t)time.tv_sec * CLOCK_SECOND + time.tv_nsec);
}

Value posix_status_new(Machine *machine, const struct stat *status) {
    const struct timespec times[] = { status->st_atim, status->st_mtim, status->st_ctim };
    Value items[19] = {
        int_from_int64(status->st_mode),   int_from_uint64(status->st_ino), int_from_uint64(status->st_dev),
        int_from_uint64(status->st_nlink), int_from_int64(status->st_uid),  int_from_int64(status->st_gid),
        int_from_int64(status->st_size),
    };
    for (int i = 0; i < 3; i++) {
        items[7 + i] = int_from_int64(times[i].tv_sec);
        items[10 + i] = float_new(seconds_of(times[i]));
        items[13 + i] = nanoseconds_of(times[i]);
    }
    items[16] = int_from_int64(status->st_blksize);
    items[17] = int_from_int64(status->st_blocks);
    items[18] = int_from_uint64(status->st_rdev);
    return struct_sequence_new_take(machine, &status_spec, items, 19);
}

static Outcome give_status(Call *call, int result, const struct stat *status, Path *path) {
    Outcome outcome = give_done_on(call, result, path);
    return outcome == DONE ? give(call, posix_status_new(call_machine(call), status)) : outcome;
}

static Outcome status_of(Call *call, int follow, bool follows) {
    Path path;
    int folder;
    struct stat status;
    Outcome outcome = arg_path(call, 0, follow ? PATH_OR_FD : PATH_ONLY, &path);
    if (outcome != DONE) return outcome;
    if (!arg_dir_fd(call, 1, &folder)) return path_clear(&path), RAISED;
    if (path.fd >= 0 && (folder != AT_FDCWD || !follows)) {
        const char *problem = folder != AT_FDCWD ? "%s: can't specify dir_fd without matching path"
                                                 : "%s: cannot use fd and follow_symlinks together";
        return raise_error(call->task, ValueError, problem, "stat");
    }
    int result = path.fd >= 0 ? fstat(path.fd, &status)
                              : fstatat(folder, path_text(&path), &status, follows ? 0 : AT_SYMLINK_NOFOLLOW);
    return give_status(call, result, &status, &path);
}

static Outcome status_stat(Call *call) {
    Outcome outcome = arg_truth(call, 2);
    return outcome != DONE ? outcome : status_of(call, 2, is_same(call->args[2], TRUE));
}

static Outcome status_lstat(Call *call) { return status_of(call, 0, false); }

static Outcome status_fstat(Call *call) {
    int fd;
    struct stat status;
    if (!arg_int(call, 0, &fd)) return RAISED;
    if (fstat(fd, &status) < 0) return raise_errno(call->task, errno);
    return give(call, posix_status_new(call_machine(call), &status));
}

/* "file", "dir", "other", or None when there is nothing; a link counts as what it leads to. What posixpath
 * asks, which answers where a path is none: a fault of the path's is nothing that is there. */
static Outcome status_kind(Call *call) {
    Path path;
    struct stat status;
    Outcome outcome = arg_path(call, 0, PATH_OR_FD, &path);
    bool is_none_there = outcome == RAISED && task_raises(call->task, ValueError);
    if (is_none_there) release(task_take_exception(call->task));
    if (is_none_there) return give_none(call);
    if (outcome != DONE) return outcome;
    int result = path.fd >= 0 ? fstat(path.fd, &status) : stat(path_text(&path), &status);
    path_clear(&path);
    if (result < 0) return give_none(call);
    return give_text(call, S_ISREG(status.st_mode) ? "file" : S_ISDIR(status.st_mode) ? "dir" : "other");
}

/* ---- statvfs */

static const NativeSpec system_fields[] = {
    STRUCT_FIELD("f_bsize", 0),   STRUCT_FIELD("f_frsize", 1), STRUCT_FIELD("f_blocks", 2),
    STRUCT_FIELD("f_bfree", 3),   STRUCT_FIELD("f_bavail", 4), STRUCT_FIELD("f_files", 5),
    STRUCT_FIELD("f_ffree", 6),   STRUCT_FIELD("f_favail", 7), STRUCT_FIELD("f_flag", 8),
    STRUCT_FIELD("f_namemax", 9), STRUCT_HIDDEN("f_fsid"),     { 0 },
};

static const StructSequenceSpec system_spec = { "os", "statvfs_result", system_fields };

static Outcome give_system(Call *call, const struct statvfs *found) {
    Value items[] = {
        int_from_uint64(found->f_bsize),   int_from_uint64(found->f_frsize), int_from_uint64(found->f_blocks),
        int_from_uint64(found->f_bfree),   int_from_uint64(found->f_bavail), int_from_uint64(found->f_files),
        int_from_uint64(found->f_ffree),   int_from_uint64(found->f_favail), int_from_uint64(found->f_flag),
        int_from_uint64(found->f_namemax), int_from_uint64(found->f_fsid),
    };
    return give(call, struct_sequence_new_take(call_machine(call), &system_spec, items, 11));
}

static Outcome status_statvfs(Call *call) {
    Path path;
    struct statvfs found;
    Outcome outcome = arg_path(call, 0, PATH_OR_FD, &path);
    if (outcome != DONE) return outcome;
    int result = path.fd >= 0 ? fstatvfs(path.fd, &found) : statvfs(path_text(&path), &found);
    outcome = give_done_on(call, result, &path);
    return outcome == DONE ? give_system(call, &found) : outcome;
}

static Outcome status_fstatvfs(Call *call) {
    int fd;
    struct statvfs found;
    if (!arg_int(call, 0, &fd)) return RAISED;
    return fstatvfs(fd, &found) < 0 ? raise_errno(call->task, errno) : give_system(call, &found);
}

void posix_define_status(Machine *machine, Module *module) {
    struct_sequence_define(machine, module, "stat_result", &status_spec);
    struct_sequence_define(machine, module, "statvfs_result", &system_spec);
}

const NativeSpec posix_status[] = {
    { "stat(path, *, dir_fd=None, follow_symlinks=True)", status_stat, "What is known of a file." },
    { "lstat(path, *, dir_fd=None)", status_lstat, "The same, of a symbolic link itself." },
    { "fstat(fd)", status_fstat, "The same, of the file of a descriptor." },
    { "statvfs(path)", status_statvfs, "What is known of a file system." },
    { "fstatvfs(fd, /)", status_fstatvfs, "The same, of that of a descriptor." },
    { "_kind(path)", status_kind, "'file', 'dir', 'other' or None." },
    { 0 },
};
