/* SPDX-License-Identifier: GPL-3.0-or-later */
/* posix: names in the file system. */
#include "base/clock.h"
#include "base/memory.h"
#include "modules/os/posix.h"
#include "vm/raise.h"
#include "vm/special.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

/* ---- the working folder */

static Outcome give_folder(Call *call, bool is_bytes) {
    char *path = getcwd(NULL, 0);
    if (!path) return raise_errno(call->task, errno);
    Value text = system_name(call->task, path, is_bytes);
    free(path);
    return is_absent(text) ? RAISED : give(call, text);
}

static Outcome folder_getcwd(Call *call) { return give_folder(call, false); }
static Outcome folder_getcwdb(Call *call) { return give_folder(call, true); }

static Outcome folder_chdir(Call *call) {
    Path path;
    Outcome outcome = arg_path(call, 0, PATH_OR_FD, &path);
    if (outcome != DONE) return outcome;
    return give_done_on(call, path.fd >= 0 ? fchdir(path.fd) : chdir(path_text(&path)), &path);
}

static Outcome folder_chroot(Call *call) {
    Path path;
    Outcome outcome = arg_path(call, 0, PATH_ONLY, &path);
    return outcome != DONE ? outcome : give_done_on(call, chroot(path_text(&path)), &path);
}

static Outcome folder_umask(Call *call) {
    int mask;
    return arg_int(call, 0, &mask) ? give_int(call, umask((mode_t)mask)) : RAISED;
}

static Outcome folder_fspath(Call *call) {
    Outcome outcome = arg_fspath(call, 0);
    if (outcome != DONE) return outcome;
    Value path = call->args[0];
    if (is_str(path) || is_bytes(path)) return give(call, retain(path));
    return raise_error(call->task, TypeError, "expected str, bytes or os.PathLike object, not %T", path);
}

/* ---- making and removing */

static Outcome folder_mkdir(Call *call) {
    Path path;
    int mode, folder;
    Outcome outcome = arg_path(call, 0, PATH_ONLY, &path);
    if (outcome != DONE) return outcome;
    if (!arg_int(call, 1, &mode) || !arg_dir_fd(call, 2, &folder)) return path_clear(&path), RAISED;
    return give_done_on(call, mkdirat(folder, path_text(&path), (mode_t)mode), &path);
}

static Outcome remove_with(Call *call, int flags) {
    Path path;
    int folder;
    Outcome outcome = arg_path(call, 0, PATH_ONLY, &path);
    if (outcome != DONE) return outcome;
    if (!arg_dir_fd(call, 1, &folder)) return path_clear(&path), RAISED;
    return give_done_on(call, unlinkat(folder, path_text(&path), flags), &path);
}

static Outcome folder_rmdir(Call *call) { return remove_with(call, AT_REMOVEDIR); }
static Outcome folder_unlink(Call *call) { return remove_with(call, 0); }

static Outcome folder_rename(Call *call) {
    Path from, to;
    int folders[2];
    Outcome outcome = arg_paths(call, &from, &to);
    if (outcome != DONE) return outcome;
    if (!arg_dir_fd(call, 2, &folders[0]) || !arg_dir_fd(call, 3, &folders[1]))
        return path_clear(&from), path_clear(&to), RAISED;
    int result = renameat(folders[0], path_text(&from), folders[1], path_text(&to));
    return give_done_on_two(call, result, &from, &to);
}

/* link(src, dst, *, src_dir_fd, dst_dir_fd, follow_symlinks) */
static Outcome folder_link(Call *call) {
    Path from, to;
    int folders[2];
    Outcome outcome = arg_truth(call, 4);
    if (outcome == DONE) outcome = arg_paths(call, &from, &to);
    if (outcome != DONE) return outcome;
    if (!arg_dir_fd(call, 2, &folders[0]) || !arg_dir_fd(call, 3, &folders[1]))
        return path_clear(&from), path_clear(&to), RAISED;
    int flags = is_same(call->args[4], TRUE) && arg_is_given(call, 2) ? AT_SYMLINK_FOLLOW : 0;
    int result = linkat(folders[0], path_text(&from), folders[1], path_text(&to), flags);
    return give_done_on_two(call, result, &from, &to);
}

/* symlink(src, dst, target_is_directory, *, dir_fd) */
static Outcome folder_symlink(Call *call) {
    Path from, to;
    int folder;
    Outcome outcome = arg_paths(call, &from, &to);
    if (outcome != DONE) return outcome;
    if (!arg_dir_fd(call, 3, &folder)) return path_clear(&from), path_clear(&to), RAISED;
    return give_done_on_two(call, symlinkat(path_text(&from), folder, path_text(&to)), &from, &to);
}

static Outcome folder_readlink(Call *call) {
    Path path;
    int folder;
    Outcome outcome = arg_path(call, 0, PATH_ONLY, &path);
    if (outcome != DONE) return outcome;
    char target[PATH_MAX + 1];
    bool is_bytes = path.is_bytes, is_read = arg_dir_fd(call, 1, &folder);
    ssize_t count = is_read ? readlinkat(folder, path_text(&path), target, sizeof target - 1) : 0;
    if (!is_read) return path_clear(&path), RAISED;
    if (count < 0) return give_done_on(call, -1, &path);
    path_clear(&path);
    target[count] = '\0';
    Value text = system_name(call->task, target, is_bytes);
    return is_absent(text) ? RAISED : give(call, text);
}

static Outcome folder_mkfifo(Call *call) {
    Path path;
    int mode, folder;
    Outcome outcome = arg_path(call, 0, PATH_ONLY, &path);
    if (outcome != DONE) return outcome;
    if (!arg_int(call, 1, &mode) || !arg_dir_fd(call, 2, &folder)) return path_clear(&path), RAISED;
    int result = mkfifoat(folder, path_text(&path), (mode_t)mode), problem = errno;
    path_clear(&path);
    return result < 0 ? raise_errno(call->task, problem) : give_none(call);
}

static Outcome folder_mknod(Call *call) {
    Path path;
    int mode, folder;
    int64_t device;
    Outcome outcome = arg_path(call, 0, PATH_ONLY, &path);
    if (outcome != DONE) return outcome;
    if (!arg_int(call, 1, &mode) || !arg_int64(call, 2, &device) || !arg_dir_fd(call, 3, &folder))
        return path_clear(&path), RAISED;
    return give_done_on(call, mknodat(folder, path_text(&path), (mode_t)mode, (dev_t)device), &path);
}

static Outcome folder_truncate(Call *call) {
    Path path;
    int64_t size;
    Outcome outcome = arg_path(call, 0, PATH_OR_FD, &path);
    if (outcome != DONE) return outcome;
    if (!arg_int64(call, 1, &size)) return path_clear(&path), RAISED;
    return give_done_on(call, path.fd >= 0 ? ftruncate(path.fd, size) : truncate(path_text(&path), size),
                        &path);
}

static Outcome folder_major(Call *call) {
    int64_t device;
    return arg_int64(call, 0, &device) ? give_int(call, major((dev_t)device)) : RAISED;
}

static Outcome folder_minor(Call *call) {
    int64_t device;
    return arg_int64(call, 0, &device) ? give_int(call, minor((dev_t)device)) : RAISED;
}

static Outcome folder_makedev(Call *call) {
    int numbers[2];
    if (!arg_int(call, 0, &numbers[0]) || !arg_int(call, 1, &numbers[1])) return RAISED;
    return give_int(call, (int64_t)makedev((unsigned)numbers[0], (unsigned)numbers[1]));
}

/* ---- who may do what */

/* access(path, mode, *, dir_fd, effective_ids, follow_symlinks) */
static Outcome folder_access(Call *call) {
    Path path;
    int mode, folder;
    Outcome outcome = arg_truth(call, 3);
    if (outcome == DONE) outcome = arg_truth(call, 4);
    if (outcome == DONE) outcome = arg_path(call, 0, PATH_ONLY, &path);
    if (outcome != DONE) return outcome;
    if (!arg_int(call, 1, &mode) || !arg_dir_fd(call, 2, &folder)) return path_clear(&path), RAISED;
    int flags = (is_same(call->args[3], TRUE) ? AT_EACCESS : 0) |
                (is_same(call->args[4], TRUE) ? 0 : AT_SYMLINK_NOFOLLOW);
    int result = faccessat(folder, path_text(&path), mode, flags);
    path_clear(&path);
    return give_bool(call, result == 0);
}

/* chmod(path, mode, *, dir_fd, follow_symlinks) */
static Outcome folder_chmod(Call *call) {
    Path path;
    int mode, folder;
    Outcome outcome = arg_truth(call, 3);
    if (outcome == DONE) outcome = arg_path(call, 0, PATH_OR_FD, &path);
    if (outcome != DONE) return outcome;
    if (!arg_int(call, 1, &mode) || !arg_dir_fd(call, 2, &folder)) return path_clear(&path), RAISED;
    int result;
    if (is_same(call->args[3], FALSE)) {
        path_clear(&path);
        return raise_error(call->task, NotImplementedError,
                           "chmod: follow_symlinks unavailable on this platform");
    }
    if (path.fd >= 0)
        result = fchmod(path.fd, (mode_t)mode);
    else
        result = fchmodat(folder, path_text(&path), (mode_t)mode, 0);
    return give_done_on(call, result, &path);
}

static Outcome folder_fchmod(Call *call) {
    int fd, mode;
    if (!arg_int(call, 0, &fd) || !arg_int(call, 1, &mode)) return RAISED;
    return give_done(call, fchmod(fd, (mode_t)mode));
}

/* chown(path, uid, gid, *, dir_fd, follow_symlinks), lchown(path, uid, gid), fchown(fd, uid, gid) */
static Outcome folder_chown(Call *call) {
    Path path;
    int64_t user, group;
    int folder = AT_FDCWD, flags = 0;
    bool is_long = call->count > 3;
    Outcome outcome = is_long ? arg_truth(call, 4) : DONE;
    if (outcome == DONE) outcome = arg_path(call, 0, is_long ? PATH_OR_FD : PATH_ONLY, &path);
    if (outcome != DONE) return outcome;
    bool is_read =
        arg_int64(call, 1, &user) && arg_int64(call, 2, &group) && (!is_long || arg_dir_fd(call, 3, &folder));
    if (!is_read) return path_clear(&path), RAISED;
    if (!is_long || is_same(call->args[4], FALSE)) flags = AT_SYMLINK_NOFOLLOW;
    int result = path.fd >= 0 ? fchown(path.fd, (uid_t)user, (gid_t)group)
                              : fchownat(folder, path_text(&path), (uid_t)user, (gid_t)group, flags);
    return give_done_on(call, result, &path);
}

static Outcome folder_fchown(Call *call) {
    int fd;
    int64_t user, group;
    if (!arg_int(call, 0, &fd) || !arg_int64(call, 1, &user) || !arg_int64(call, 2, &group)) return RAISED;
    return give_done(call, fchown(fd, (uid_t)user, (gid_t)group));
}

/* ---- times */

static bool read_time(Call *call, Value given, bool is_nanoseconds, struct timespec *time) {
    double seconds;
    int64_t whole;
    if (is_nanoseconds) {
        if (!is_int(given) || !int_fits_int64(given, &whole))
            return raise_error(call->task, TypeError, "utime: 'ns' must be a tuple of two ints"), false;
        *time = (struct timespec){ whole / CLOCK_SECOND - (whole % CLOCK_SECOND < 0), 0 };
        time->tv_nsec = whole - (int64_t)time->tv_sec * CLOCK_SECOND;
        return true;
    }
    if (number_to_double(given, &seconds) != YES)
        return raise_error(call->task, TypeError, "'%T' object cannot be interpreted as an integer", given),
               false;
    double floored = floor(seconds);
    *time = (struct timespec){ (time_t)floored, (long)((seconds - floored) * (double)CLOCK_SECOND) };
    return true;
}

static bool read_times(Call *call, struct timespec times[2]) {
    bool is_nanoseconds = !is_absent(call->args[2]);
    Value given = is_nanoseconds ? call->args[2] : call->args[1];
    if (is_nanoseconds && arg_is_given(call, 1)) {
        raise_error(call->task, ValueError, "utime: you may specify either 'times' or 'ns' but not both");
        return false;
    }
    if (is_none(given) && !is_nanoseconds) {
        times[0] = times[1] = (struct timespec){ .tv_nsec = UTIME_NOW };
        return true;
    }
    if (!is_tuple(given) || tuple_of(given)->count != 2) {
        raise_error(call->task, TypeError,
                    is_nanoseconds ? "utime: 'ns' must be a tuple of two ints"
                                   : "utime: 'times' must be either a tuple of two ints or None");
        return false;
    }
    const Value *items = tuple_of(given)->items;
    return read_time(call, items[0], is_nanoseconds, &times[0]) &&
           read_time(call, items[1], is_nanoseconds, &times[1]);
}

/* utime(path, times=None, *, ns, dir_fd, follow_symlinks) */
static Outcome folder_utime(Call *call) {
    Path path;
    int folder;
    struct timespec times[2];
    Outcome outcome = arg_truth(call, 4);
    if (outcome == DONE) outcome = arg_path(call, 0, PATH_OR_FD, &path);
    if (outcome != DONE) return outcome;
    if (!read_times(call, times) || !arg_dir_fd(call, 3, &folder)) return path_clear(&path), RAISED;
    int flags = is_same(call->args[4], TRUE) ? 0 : AT_SYMLINK_NOFOLLOW;
    int result = path.fd >= 0 ? futimens(path.fd, times) : utimensat(folder, path_text(&path), times, flags);
    return give_done_on(call, result, &path);
}

/* ---- what is in a folder */

static Outcome folder_listdir(Call *call) {
    Path path;
    Outcome outcome = arg_path(call, 0, PATH_OR_FD_OR_NONE, &path);
    if (outcome != DONE) return outcome;
    int copy = path.fd >= 0 ? fcntl(path.fd, F_DUPFD_CLOEXEC, 0) : -1;
    DIR *folder = path.fd < 0 ? opendir(path_text(&path)) : copy < 0 ? NULL : fdopendir(copy);
    if (!folder) {
        int problem = errno;
        if (copy >= 0) close(copy);
        errno = problem;
        return give_done_on(call, -1, &path);
    }
    if (copy >= 0) rewinddir(folder);
    Value names = list_new(16);
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
        Value name = system_name(call->task, entry->d_name, path.is_bytes);
        if (!is_absent(name) && list_push_take(list_of(names), name)) continue;
        replace_take(&names, ABSENT);
        break;
    }
    closedir(folder);
    path_clear(&path);
    return give(call, names);
}

/* ---- extended attributes */

typedef struct {
    Path path;
    Buffer name;
    bool follows;
} Attribute;

/* path in args[0], the attribute's name in args[1] (has_name), follow_symlinks in args[follow]. */
static Outcome arg_attribute(Call *call, bool has_name, size_t follow, Attribute *attribute) {
    Path name = { .fd = -1 };
    *attribute = (Attribute){ .path.fd = -1 };
    Outcome outcome = arg_truth(call, follow);
    if (outcome == DONE && has_name) outcome = arg_fspath(call, 1);
    if (outcome == DONE)
        outcome = arg_path(call, 0, has_name ? PATH_OR_FD : PATH_OR_FD_OR_NONE, &attribute->path);
    if (outcome != DONE) return outcome;
    attribute->follows = is_same(call->args[follow], TRUE);
    if (has_name && arg_path(call, 1, PATH_ONLY, &name) != DONE) return path_clear(&attribute->path), RAISED;
    attribute->name = name.text;
    return DONE;
}

static ssize_t get_attribute(Attribute *attribute, void *value, size_t size) {
    const char *path = path_text(&attribute->path), *name = buffer_text(&attribute->name);
    if (attribute->path.fd >= 0) return fgetxattr(attribute->path.fd, name, value, size);
    return attribute->follows ? getxattr(path, name, value, size) : lgetxattr(path, name, value, size);
}

static ssize_t list_attributes(Attribute *attribute, char *names, size_t size) {
    const char *path = path_text(&attribute->path);
    if (attribute->path.fd >= 0) return flistxattr(attribute->path.fd, names, size);
    return attribute->follows ? listxattr(path, names, size) : llistxattr(path, names, size);
}

static Outcome end_attribute(Call *call, Attribute *attribute, int result) {
    buffer_clear(&attribute->name);
    return give_done_on(call, result, &attribute->path);
}

static Outcome folder_getxattr(Call *call) {
    Attribute attribute;
    uint8_t value[XATTR_SIZE_MAX];
    Outcome outcome = arg_attribute(call, true, 2, &attribute);
    if (outcome != DONE) return outcome;
    ssize_t count = get_attribute(&attribute, value, sizeof value);
    outcome = end_attribute(call, &attribute, (int)count);
    return outcome == DONE ? give(call, bytes_new(value, (size_t)count)) : outcome;
}

static Outcome folder_setxattr(Call *call) {
    Attribute attribute;
    int flags;
    const uint8_t *value;
    size_t count;
    Outcome outcome = arg_attribute(call, true, 4, &attribute);
    if (outcome != DONE) return outcome;
    if (!arg_bytes(call, 2, &value, &count) || !arg_int(call, 3, &flags)) {
        buffer_clear(&attribute.name);
        return path_clear(&attribute.path), RAISED;
    }
    const char *path = path_text(&attribute.path), *name = buffer_text(&attribute.name);
    int result = attribute.path.fd >= 0 ? fsetxattr(attribute.path.fd, name, value, count, flags)
                 : attribute.follows    ? setxattr(path, name, value, count, flags)
                                        : lsetxattr(path, name, value, count, flags);
    return end_attribute(call, &attribute, result);
}

static Outcome folder_removexattr(Call *call) {
    Attribute attribute;
    Outcome outcome = arg_attribute(call, true, 2, &attribute);
    if (outcome != DONE) return outcome;
    const char *path = path_text(&attribute.path), *name = buffer_text(&attribute.name);
    int result = attribute.path.fd >= 0 ? fremovexattr(attribute.path.fd, name)
                 : attribute.follows    ? removexattr(path, name)
                                        : lremovexattr(path, name);
    return end_attribute(call, &attribute, result);
}

static Outcome folder_listxattr(Call *call) {
    Attribute attribute;
    char names[XATTR_LIST_MAX];
    Outcome outcome = arg_attribute(call, false, 1, &attribute);
    if (outcome != DONE) return outcome;
    ssize_t count = list_attributes(&attribute, names, sizeof names);
    outcome = end_attribute(call, &attribute, (int)count);
    if (outcome != DONE) return outcome;
    Value list = list_new(4);
    for (const char *name = names; name < names + count; name += strlen(name) + 1)
        list_add_take(list_of(list), path_decode(call->task, name));
    return give(call, list);
}

const NativeSpec posix_folders[] = {
    { "fspath(path)", folder_fspath, "A path as str or bytes: what its __fspath__ gives." },
    { "getcwd()", folder_getcwd, "The current folder." },
    { "getcwdb()", folder_getcwdb, "The current folder, as bytes." },
    { "chdir(path)", folder_chdir, "Change the current folder." },
    { "chroot(path)", folder_chroot, "Make a folder the root of all paths." },
    { "umask(mask, /)", folder_umask, "The permissions that new files do not get; gives the former ones." },
    { "mkdir(path, mode=511, *, dir_fd=None)", folder_mkdir, "Make a folder." },
    { "rmdir(path, *, dir_fd=None)", folder_rmdir, "Remove an empty folder." },
    { "unlink(path, *, dir_fd=None)", folder_unlink, "Remove a file." },
    { "remove(path, *, dir_fd=None)", folder_unlink, "Remove a file." },
    { "rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", folder_rename, "Give a file another name." },
    { "replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", folder_rename,
      "Give a file another name, also when there is one of that name." },
    { "link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)", folder_link,
      "Give a file a second name." },
    { "symlink(src, dst, target_is_directory=False, *, dir_fd=None)", folder_symlink,
      "Make a symbolic link to src." },
    { "readlink(path, *, dir_fd=None)", folder_readlink, "Where a symbolic link leads." },
    { "mkfifo(path, mode=438, *, dir_fd=None)", folder_mkfifo, "Make a pipe with a name." },
    { "mknod(path, mode=384, device=0, *, dir_fd=None)", folder_mknod, "Make a file of any kind." },
    { "truncate(path, length)", folder_truncate, "Give a file this length." },
    { "major(device, /)", folder_major, "The first part of a device's number." },
    { "minor(device, /)", folder_minor, "The second part of a device's number." },
    { "makedev(major, minor, /)", folder_makedev, "A device's number.", ARGS_UNPACK },
    { "access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", folder_access,
      "Whether this process may do that with a file." },
    { "chmod(path, mode, *, dir_fd=None, follow_symlinks=True)", folder_chmod, "Change who may do what." },
    { "fchmod(fd, mode)", folder_fchmod, "Change who may do what with the file of a descriptor." },
    { "chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True)", folder_chown, "Change a file's owner." },
    { "lchown(path, uid, gid)", folder_chown, "Change the owner of a symbolic link itself." },
    { "fchown(fd, uid, gid)", folder_fchown, "Change the owner of the file of a descriptor." },
    { "utime(path, times=None, *, ns=..., dir_fd=None, follow_symlinks=True)", folder_utime,
      "Change the times of a file." },
    { "listdir(path=None)", folder_listdir, "Names in a folder, in no order." },
    { "getxattr(path, attribute, *, follow_symlinks=True)", folder_getxattr,
      "An extended attribute of a file." },
    { "setxattr(path, attribute, value, flags=0, *, follow_symlinks=True)", folder_setxattr,
      "Set an extended attribute." },
    { "removexattr(path, attribute, *, follow_symlinks=True)", folder_removexattr,
      "Remove an extended attribute." },
    { "listxattr(path=None, *, follow_symlinks=True)", folder_listxattr,
      "The names of extended attributes." },
    { 0 },
};
