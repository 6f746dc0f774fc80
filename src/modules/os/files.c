/* SPDX-License-Identifier: GPL-3.0-or-later */
/* posix: files by their names, and what stat() tells. See https://docs.python.org/3.11/library/os.html */
#include "base/clock.h"
#include "builtin/classes/struct_sequence.h"
#include "modules/os/posix.h"
#include "vm/operations.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* ---- stat */

static const NativeSpec stat_fields[] = {
    STRUCT_FIELD("st_mode", 0),
    STRUCT_FIELD("st_ino", 1),
    STRUCT_FIELD("st_dev", 2),
    STRUCT_FIELD("st_nlink", 3),
    STRUCT_FIELD("st_uid", 4),
    STRUCT_FIELD("st_gid", 5),
    STRUCT_FIELD("st_size", 6),
    STRUCT_FIELD("st_atime", 7),
    STRUCT_FIELD("st_mtime", 8),
    STRUCT_FIELD("st_ctime", 9),
    { 0 },
};

static const NativeSpec space_fields[] = {
    STRUCT_FIELD("f_bsize", 0),
    STRUCT_FIELD("f_frsize", 1),
    STRUCT_FIELD("f_blocks", 2),
    STRUCT_FIELD("f_bfree", 3),
    STRUCT_FIELD("f_bavail", 4),
    STRUCT_FIELD("f_files", 5),
    STRUCT_FIELD("f_ffree", 6),
    STRUCT_FIELD("f_favail", 7),
    STRUCT_FIELD("f_flag", 8),
    STRUCT_FIELD("f_namemax", 9),
    { 0 },
};

static const NativeSpec system_fields[] = {
    STRUCT_FIELD("sysname", 0), STRUCT_FIELD("nodename", 1), STRUCT_FIELD("release", 2),
    STRUCT_FIELD("version", 3), STRUCT_FIELD("machine", 4),  { 0 },
};

static const NativeSpec terminal_fields[] = { STRUCT_FIELD("columns", 0), STRUCT_FIELD("lines", 1), { 0 } };

static const NativeSpec times_fields[] = {
    STRUCT_FIELD("user", 0),          STRUCT_FIELD("system", 1),
    STRUCT_FIELD("children_user", 2), STRUCT_FIELD("children_system", 3),
    STRUCT_FIELD("elapsed", 4),       { 0 },
};

/* As attributes these three are floats, as items seconds: no row of the class stands for them. */
static const char *const moments[] = { "st_atime", "st_mtime", "st_ctime" };

void posix_add_stat(Machine *machine, Module *module) {
    static const struct {
        const char *module, *name;
        const NativeSpec *fields;
    } classes[] = {
        { "os", "stat_result", stat_fields },       { "os", "statvfs_result", space_fields },
        { "posix", "uname_result", system_fields }, { "os", "terminal_size", terminal_fields },
        { "posix", "times_result", times_fields },
    };
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        Class *class = struct_sequence_class(machine, classes[i].module, classes[i].name, classes[i].fields);
        if (i == 0) {
            for (size_t k = 0; k < 3; k++) {
                Value name = str_new(moments[k]);
                dict_remove_str(class_dict(class), name);
                release(name);
            }
            class_changed(class);
        }
        dict_define_text_take(module->dict, classes[i].name, object_value(class));
    }
}

static void define(Dict *dict, const char *name, Value value) { dict_define_text_take(dict, name, value); }

static void define_moment(Dict *dict, const char *name, const struct timespec *at) {
    char nanoseconds[16];
    snprintf(nanoseconds, sizeof nanoseconds, "%s_ns", name);
    define(dict, name, float_new((double)at->tv_sec + 1e-9 * (double)at->tv_nsec));
    define(dict, nanoseconds, int_from_int64((int64_t)at->tv_sec * CLOCK_SECOND + at->tv_nsec));
}

static Outcome give_stat(Call *call, const struct stat *status) {
    Value module = dict_peek_text(call_machine(call)->modules, "posix");
    Value class = has_type(module, TYPE_ID_MODULE)
                      ? dict_peek_text(((Module *)object_of(module))->dict, "stat_result")
                      : ABSENT;
    if (!has_type(class, TYPE_ID_TYPE)) return raise_error(call->task, RuntimeError, "lost os.stat_result");
    const int64_t numbers[] = { status->st_mode,           (int64_t)status->st_ino, (int64_t)status->st_dev,
                                (int64_t)status->st_nlink, status->st_uid,          status->st_gid,
                                status->st_size,           status->st_atime,        status->st_mtime,
                                status->st_ctime };
    Value items[10];
    for (int i = 0; i < 10; i++) items[i] = int_from_int64(numbers[i]);
    Value result = struct_sequence_new_take((Class *)object_of(class), items, 10);
    Dict *dict = is_absent(result) ? NULL : attributes_of(result, true);
    if (!dict) return raise_memory(call->task);
    define_moment(dict, "st_atime", &status->st_atim);
    define_moment(dict, "st_mtime", &status->st_mtim);
    define_moment(dict, "st_ctime", &status->st_ctim);
    define(dict, "st_blksize", int_from_int64(status->st_blksize));
    define(dict, "st_blocks", int_from_int64(status->st_blocks));
    define(dict, "st_rdev", int_from_int64((int64_t)status->st_rdev));
    return give(call, result);
}

static const char path_or_fd[] = "string, bytes, os.PathLike or integer";

/* args: path, dir_fd, follow_symlinks */
static Outcome stat_of(Call *call, const char *name, bool takes_fd, bool follows) {
    struct stat status;
    int folder, fd;
    Outcome outcome = arg_fspath(call, 0);
    if (outcome != DONE) return outcome;
    if (takes_fd && is_int(call->args[0])) {
        if (!arg_int(call, 0, &fd)) return RAISED;
        return fstat(fd, &status) < 0 ? raise_errno(call->task, errno) : give_stat(call, &status);
    }
    Buffer path = { 0 };
    bool read = arg_folder(call, 1, &folder) &&
                arg_path_of(call, 0, name, takes_fd ? path_or_fd : "string, bytes or os.PathLike", &path);
    int result = read ? fstatat(folder, buffer_text(&path), &status, follows ? 0 : AT_SYMLINK_NOFOLLOW) : 0;
    int problem = errno;
    buffer_clear(&path);
    if (!read) return RAISED;
    return result < 0 ? give_error_of_path(call, problem, 0) : give_stat(call, &status);
}

static Outcome os_stat(Call *call) { return stat_of(call, "stat", true, value_truth(call->args[2]) != NO); }
static Outcome os_lstat(Call *call) { return stat_of(call, "lstat", false, false); }

static Outcome os_fstat(Call *call) {
    struct stat status;
    int fd;
    if (!arg_int(call, 0, &fd)) return RAISED;
    return fstat(fd, &status) < 0 ? raise_errno(call->task, errno) : give_stat(call, &status);
}

static Outcome os_statvfs(Call *call) {
    struct statvfs space;
    Outcome outcome = arg_fspath(call, 0);
    if (outcome != DONE) return outcome;
    Buffer path = { 0 };
    int fd = -1, result = 0;
    bool read =
        is_int(call->args[0]) ? arg_int(call, 0, &fd) : arg_path_of(call, 0, "statvfs", path_or_fd, &path);
    if (read) result = fd >= 0 ? fstatvfs(fd, &space) : statvfs(buffer_text(&path), &space);
    int problem = errno;
    buffer_clear(&path);
    if (!read) return RAISED;
    if (result < 0) return give_error_of_path(call, problem, 0);
    const uint64_t numbers[] = {
        space.f_bsize, space.f_frsize, space.f_blocks, space.f_bfree, space.f_bavail,
        space.f_files, space.f_ffree,  space.f_favail, space.f_flag,  space.f_namemax
    };
    Value items[10];
    for (int i = 0; i < 10; i++) items[i] = int_from_int64((int64_t)numbers[i]);
    return give(call, tuple_from_take(items, 10));
}

/* ---- calls on one path: `function` gets the folder, the path and the numbers of the arguments behind */

typedef int PathCall(int folder, const char *path, const int64_t *numbers);

static Outcome on_path(Call *call, PathCall *function, size_t numbers, size_t folder_at) {
    int64_t given[3] = { 0 };
    int folder = AT_FDCWD;
    Outcome outcome = arg_fspath(call, 0);
    if (outcome != DONE) return outcome;
    for (size_t i = 0; i < numbers; i++) {
        if (!arg_int64(call, 1 + i, &given[i])) return RAISED;
    }
    if (folder_at && !arg_folder(call, folder_at, &folder)) return RAISED;
    Buffer path = { 0 };
    bool read = arg_path(call, 0, &path);
    int result = read ? function(folder, buffer_text(&path), given) : 0, problem = errno;
    buffer_clear(&path);
    if (!read) return RAISED;
    return result < 0 ? give_error_of_path(call, problem, 0) : give_none(call);
}

static int call_mkdir(int folder, const char *path, const int64_t *numbers) {
    return mkdirat(folder, path, (mode_t)numbers[0]);
}
static int call_rmdir(int folder, const char *path, const int64_t *numbers) {
    return (void)numbers, unlinkat(folder, path, AT_REMOVEDIR);
}
static int call_unlink(int folder, const char *path, const int64_t *numbers) {
    return (void)numbers, unlinkat(folder, path, 0);
}
static int call_mkfifo(int folder, const char *path, const int64_t *numbers) {
    return mkfifoat(folder, path, (mode_t)numbers[0]);
}
static int call_truncate(int folder, const char *path, const int64_t *numbers) {
    return (void)folder, truncate(path, numbers[0]);
}
static int call_lchown(int folder, const char *path, const int64_t *numbers) {
    return fchownat(folder, path, (uid_t)numbers[0], (gid_t)numbers[1], AT_SYMLINK_NOFOLLOW);
}
static int call_chroot(int folder, const char *path, const int64_t *numbers) {
    return (void)folder, (void)numbers, chroot(path);
}

static Outcome os_mkdir(Call *call) { return on_path(call, call_mkdir, 1, 2); }
static Outcome os_rmdir(Call *call) { return on_path(call, call_rmdir, 0, 1); }
static Outcome os_unlink(Call *call) { return on_path(call, call_unlink, 0, 1); }
static Outcome os_mkfifo(Call *call) { return on_path(call, call_mkfifo, 1, 2); }
static Outcome os_lchown(Call *call) { return on_path(call, call_lchown, 2, 0); }
static Outcome os_chroot(Call *call) { return on_path(call, call_chroot, 0, 0); }

static Outcome os_truncate(Call *call) {
    int fd;
    int64_t length;
    if (!is_int(call->args[0])) return on_path(call, call_truncate, 1, 0);
    if (!arg_int(call, 0, &fd) || !arg_int64(call, 1, &length)) return RAISED;
    return finish_call(call, ftruncate(fd, length));
}

/* path or descriptor, mode, dir_fd, follow_symlinks */
static Outcome os_chmod(Call *call) {
    int fd, mode, folder;
    Outcome outcome = arg_fspath(call, 0);
    if (outcome != DONE) return outcome;
    if (!arg_int(call, 1, &mode)) return RAISED;
    if (is_int(call->args[0]))
        return arg_int(call, 0, &fd) ? finish_call(call, fchmod(fd, (mode_t)mode)) : RAISED;
    Buffer path = { 0 };
    bool read = arg_folder(call, 2, &folder) && arg_path_of(call, 0, "chmod", path_or_fd, &path);
    int flags = value_truth(call->args[3]) != NO ? 0 : AT_SYMLINK_NOFOLLOW;
    int result = read ? fchmodat(folder, buffer_text(&path), (mode_t)mode, flags) : 0, problem = errno;
    buffer_clear(&path);
    if (!read) return RAISED;
    return result < 0 ? give_error_of_path(call, problem, 0) : give_none(call);
}

static Outcome os_chown(Call *call) {
    int fd, uid, gid, folder;
    Outcome outcome = arg_fspath(call, 0);
    if (outcome != DONE) return outcome;
    if (!arg_int(call, 1, &uid) || !arg_int(call, 2, &gid)) return RAISED;
    if (is_int(call->args[0]))
        return arg_int(call, 0, &fd) ? finish_call(call, fchown(fd, (uid_t)uid, (gid_t)gid)) : RAISED;
    Buffer path = { 0 };
    bool read = arg_folder(call, 3, &folder) && arg_path_of(call, 0, "chown", path_or_fd, &path);
    int flags = value_truth(call->args[4]) != NO ? 0 : AT_SYMLINK_NOFOLLOW;
    int result = read ? fchownat(folder, buffer_text(&path), (uid_t)uid, (gid_t)gid, flags) : 0;
    int problem = errno;
    buffer_clear(&path);
    if (!read) return RAISED;
    return result < 0 ? give_error_of_path(call, problem, 0) : give_none(call);
}

/* path, mode, dir_fd, effective_ids, follow_symlinks */
static Outcome os_access(Call *call) {
    int mode, folder;
    Outcome outcome = arg_fspath(call, 0);
    if (outcome != DONE) return outcome;
    Buffer path = { 0 };
    bool read = arg_int(call, 1, &mode) && arg_folder(call, 2, &folder) && arg_path(call, 0, &path);
    int flags = (value_truth(call->args[3]) == YES ? AT_EACCESS : 0) |
                (value_truth(call->args[4]) != NO ? 0 : AT_SYMLINK_NOFOLLOW);
    int result = read ? faccessat(folder, buffer_text(&path), mode, flags) : 0;
    buffer_clear(&path);
    return read ? give_bool(call, result == 0) : RAISED;
}

/* ---- calls on two paths */

typedef int TwoPathCall(int from_folder, const char *from, int to_folder, const char *to, bool follows);

/* src, dst, and from args[2] on the folders (where there is one, in args[3]) and whether links are followed
 */
static Outcome on_two_paths(Call *call, TwoPathCall *function, size_t folders) {
    int from_folder = AT_FDCWD, to_folder = AT_FDCWD;
    for (size_t i = 0; i < 2; i++) {
        Outcome outcome = arg_fspath(call, i);
        if (outcome != DONE) return outcome;
    }
    if (folders == 2 && !arg_folder(call, 2, &from_folder)) return RAISED;
    if (folders && !arg_folder(call, 3, &to_folder)) return RAISED;
    bool follows = call->count > 4 && value_truth(call->args[4]) != NO;
    Buffer from = { 0 }, to = { 0 };
    bool read = arg_path(call, 0, &from) && arg_path(call, 1, &to);
    int result = read ? function(from_folder, buffer_text(&from), to_folder, buffer_text(&to), follows) : 0;
    int problem = errno;
    buffer_clear(&from);
    buffer_clear(&to);
    if (!read) return RAISED;
    if (result == 0) return give_none(call);
    raise_errno_of(call->task, problem, call->args[0]);
    replace_take(&exception_of(call->task->exception)->fields[3], retain(call->args[1]));
    return RAISED;
}

static int call_rename(int from_folder, const char *from, int to_folder, const char *to, bool follows) {
    return (void)follows, renameat(from_folder, from, to_folder, to);
}
static int call_link(int from_folder, const char *from, int to_folder, const char *to, bool follows) {
    return linkat(from_folder, from, to_folder, to, follows ? AT_SYMLINK_FOLLOW : 0);
}
static Outcome os_rename(Call *call) { return on_two_paths(call, call_rename, 2); }
static Outcome os_link(Call *call) { return on_two_paths(call, call_link, 2); }

/* src, dst, target_is_directory, dir_fd */
static int call_symlink(int from_folder, const char *from, int to_folder, const char *to, bool follows) {
    return (void)from_folder, (void)follows, symlinkat(from, to_folder, to);
}
static Outcome os_symlink(Call *call) { return on_two_paths(call, call_symlink, 1); }

static Outcome os_readlink(Call *call) {
    int folder;
    Outcome outcome = arg_fspath(call, 0);
    if (outcome != DONE) return outcome;
    Buffer path = { 0 };
    char target[4097];
    bool read = arg_folder(call, 1, &folder) && arg_path(call, 0, &path);
    ssize_t count = read ? readlinkat(folder, buffer_text(&path), target, sizeof target - 1) : 0;
    int problem = errno;
    buffer_clear(&path);
    if (!read) return RAISED;
    if (count < 0) return give_error_of_path(call, problem, 0);
    target[count] = 0;
    if (!is_str(call->args[0])) return give(call, bytes_new(target, (size_t)count));
    return give(call, system_text(call->task, target));
}

/* ---- folders */

/* path or descriptor: a list of (name, d_type, inode) */
static Outcome os_entries(Call *call) {
    Outcome outcome = arg_fspath(call, 0);
    if (outcome != DONE) return outcome;
    Buffer path = { 0 };
    int fd = -1;
    bool by_number = is_int(call->args[0]);
    const char *kinds = "string, bytes, os.PathLike, integer or None";
    if (by_number ? !arg_int(call, 0, &fd) : !arg_path_of(call, 0, "listdir", kinds, &path))
        return buffer_clear(&path), RAISED;
    if (by_number) fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    DIR *folder = !by_number ? opendir(buffer_text(&path)) : fd >= 0 ? fdopendir(fd) : NULL;
    int problem = errno;
    buffer_clear(&path);
    if (!folder) return give_error_of_path(call, problem, 0);
    if (by_number) rewinddir(folder);
    bool is_bytes_path = !by_number && !is_str(call->args[0]);
    Value entries = list_new(16);
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
        Value items[] = { is_bytes_path ? bytes_new(entry->d_name, strlen(entry->d_name))
                                        : system_text(call->task, entry->d_name),
                          small_int(entry->d_type), int_from_int64((int64_t)entry->d_ino) };
        if (!list_push_take(list_of(entries), tuple_from_take(items, 3))) {
            replace_take(&entries, ABSENT);
            break;
        }
    }
    closedir(folder);
    return give(call, entries);
}

static Outcome os_chdir(Call *call) {
    int fd;
    Outcome outcome = arg_fspath(call, 0);
    if (outcome != DONE) return outcome;
    if (is_int(call->args[0])) return arg_int(call, 0, &fd) ? finish_call(call, fchdir(fd)) : RAISED;
    Buffer path = { 0 };
    bool read = arg_path_of(call, 0, "chdir", path_or_fd, &path);
    int result = read ? chdir(buffer_text(&path)) : 0, problem = errno;
    buffer_clear(&path);
    if (!read) return RAISED;
    return result < 0 ? give_error_of_path(call, problem, 0) : give_none(call);
}

static Outcome os_getcwdb(Call *call) {
    char *path = getcwd(NULL, 0);
    if (!path) return raise_errno(call->task, errno);
    Value bytes = bytes_new(path, strlen(path));
    free(path);
    return give(call, bytes);
}

/* ---- times: path or descriptor, (access, modification) in nanoseconds or None, dir_fd, follow_symlinks */
static Outcome os_set_times(Call *call) {
    struct timespec at[2];
    int folder, fd = -1;
    Outcome outcome = arg_fspath(call, 0);
    if (outcome != DONE) return outcome;
    for (size_t i = 0; i < 2; i++) {
        int64_t nanoseconds;
        if (is_none(call->args[1 + i])) {
            at[i] = (struct timespec){ .tv_nsec = UTIME_NOW };
            continue;
        }
        if (!arg_int64(call, 1 + i, &nanoseconds)) return RAISED;
        int64_t seconds = nanoseconds / CLOCK_SECOND, rest = nanoseconds % CLOCK_SECOND;
        if (rest < 0) seconds--, rest += CLOCK_SECOND;
        at[i] = (struct timespec){ seconds, rest };
    }
    if (!arg_folder(call, 3, &folder)) return RAISED;
    if (is_int(call->args[0])) return arg_int(call, 0, &fd) ? finish_call(call, futimens(fd, at)) : RAISED;
    Buffer path = { 0 };
    bool read = arg_path_of(call, 0, "utime", path_or_fd, &path);
    int flags = value_truth(call->args[4]) != NO ? 0 : AT_SYMLINK_NOFOLLOW;
    int result = read ? utimensat(folder, buffer_text(&path), at, flags) : 0, problem = errno;
    buffer_clear(&path);
    if (!read) return RAISED;
    return result < 0 ? give_error_of_path(call, problem, 0) : give_none(call);
}

const NativeSpec posix_file_functions[] = {
    { "stat(path, *, dir_fd=None, follow_symlinks=True)", os_stat, "What the system knows of a file." },
    { "lstat(path, *, dir_fd=None)", os_lstat, "The same, of a link itself." },
    { "fstat(fd)", os_fstat, "The same, of a descriptor." },
    { "_statvfs(path)", os_statvfs, "Space and files of a file system, as a tuple." },
    { "mkdir(path, mode=511, *, dir_fd=None)", os_mkdir, "Make a folder." },
    { "rmdir(path, *, dir_fd=None)", os_rmdir, "Remove an empty folder." },
    { "unlink(path, *, dir_fd=None)", os_unlink, "Remove a file." },
    { "remove(path, *, dir_fd=None)", os_unlink, "Remove a file." },
    { "mkfifo(path, mode=438, *, dir_fd=None)", os_mkfifo, "Make a named pipe." },
    { "truncate(path, length)", os_truncate, "Cut a file to this size." },
    { "lchown(path, uid, gid)", os_lchown, "Give a link itself another owner." },
    { "chroot(path)", os_chroot, "Make a folder the root of this process." },
    { "chmod(path, mode, *, dir_fd=None, follow_symlinks=True)", os_chmod,
      "Set who may do what with a file." },
    { "chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True)", os_chown, "Give a file another owner." },
    { "access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", os_access,
      "Whether this process may do that with a file." },
    { "rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", os_rename, "Give a file another name." },
    { "replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", os_rename,
      "Give a file another name, in place of what has it." },
    { "link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)", os_link,
      "Give a file a second name." },
    { "symlink(src, dst, target_is_directory=False, *, dir_fd=None)", os_symlink, "Make a symbolic link." },
    { "readlink(path, *, dir_fd=None)", os_readlink, "What a symbolic link leads to." },
    { "_entries(path)", os_entries, "Names in a folder, with their kinds and inodes." },
    { "chdir(path)", os_chdir, "Change the current folder." },
    { "getcwdb()", os_getcwdb, "The current folder, as bytes." },
    { "_set_times(path, access, modification, dir_fd, follow_symlinks)", os_set_times,
      "Set when a file was read and changed, in nanoseconds." },
    { 0 },
};
