/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sched/whole_file.h"
#include "base/buffer.h"
#include "base/text.h"
#include "sched/io.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    BESIDE_NAME = 200
}; /* bytes of the file's name in that of the one beside it, which may not have more than 255 */

static bool is_new(WholeFile how) { return how == WHOLE_FILE_NEW || how == WHOLE_FILE_NEW_PRIVATE; }

static mode_t mode_of(WholeFile how) {
    return how == WHOLE_FILE_NEW_PRIVATE || how == WHOLE_FILE_REPLACE_PRIVATE ? 0600 : 0666;
}

static int write_into(const char *path, const char *bytes, size_t count, WholeFile how) {
    /* A pipe that nobody reads is an error; opening it must not wait for a reader. */
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK, mode_of(how));
    if (fd < 0) return -errno;
    fcntl(fd, F_SETFL, O_WRONLY);
    int problem = io_write_all(fd, bytes, count);
    if (close(fd) < 0 && !problem) problem = -errno;
    return problem;
}

/* ---- beside its place */

/* The folder's part of a path, with its slash; nothing where the path has none. */
static size_t folder_length(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash + 1 - path) : 0;
}

/* old: of the file that it is to replace; NULL: there is none. */
static int fill(int fd, const struct stat *old, const char *bytes, size_t count, WholeFile how) {
    mode_t mask = umask(0);
    umask(mask);
    if (old && fchown(fd, old->st_uid, old->st_gid) < 0) errno = 0; /* only root may give files away */
    if (fchmod(fd, old ? old->st_mode & 07777 : mode_of(how) & ~mask) < 0) return -errno;
    int problem = io_write_all(fd, bytes, count);
    if (!problem && how == WHOLE_FILE_REVISE && fsync(fd) < 0) problem = -errno;
    return problem;
}

/* beside: the name of what was made, to be cleared by the caller. */
static int make_beside(Buffer *beside, const char *path, const struct stat *old, const char *bytes,
                       size_t count, WholeFile how) {
    size_t folder = folder_length(path), name = text_cut(path + folder, strlen(path + folder), BESIDE_NAME);
    buffer_append_format(beside, "%.*s.%.*s.XXXXXX", (int)folder, path, (int)name, path + folder);
    buffer_text(beside);
    int fd = mkostemp(beside->bytes, O_CLOEXEC);
    if (fd < 0) return -errno;
    int problem = fill(fd, old, bytes, count, how);
    if (close(fd) < 0 && !problem) problem = -errno;
    if (problem) unlink(beside->bytes);
    return problem;
}

/* ---- in its place */

/* The new name is on the disk, where the file system is asked for it. */
static void sync_folder(const char *path) {
    size_t length = folder_length(path);
    char *folder = length ? strndup(path, length) : strdup(".");
    int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(folder);
}

/* Some file systems cannot refuse an existing name in one step. */
static int put_new(const char *made, const char *path) {
    if (renameat2(AT_FDCWD, made, AT_FDCWD, path, RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return -errno;
    if (access(path, F_OK) == 0) return -EEXIST;
    return rename(made, path) < 0 ? -errno : 0;
}

static int put_in_place(const char *made, const char *path, WholeFile how) {
    int problem = is_new(how) ? put_new(made, path) : rename(made, path) < 0 ? -errno : 0;
    if (problem)
        unlink(made);
    else if (how == WHOLE_FILE_REVISE)
        sync_folder(path);
    return problem;
}

static int put(const char *path, const struct stat *old, const char *bytes, size_t count, WholeFile how) {
    Buffer beside = { 0 };
    int problem = make_beside(&beside, path, old, bytes, count, how);
    if (!problem) problem = put_in_place(buffer_text(&beside), path, how);
    buffer_clear(&beside);
    return problem;
}

static bool is_link(const char *path) {
    struct stat status;
    return lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
}

/* What stands at the path may be in the way. *is_there: old is filled. */
static int look(const char *path, WholeFile how, struct stat *old, bool *is_there) {
    *is_there = stat(path, old) == 0;
    if (!*is_there && errno != ENOENT) return -errno;
    if (!*is_there) return is_new(how) && is_link(path) ? -EEXIST : 0;
    if (S_ISDIR(old->st_mode)) return -EISDIR;
    if (is_new(how)) return -EEXIST;
    return access(path, W_OK) < 0 ? -errno : 0;
}

int whole_file_write(const char *path, const void *bytes, size_t count, WholeFile how) {
    struct stat old;
    bool is_there;
    int problem = look(path, how, &old, &is_there);
    if (problem) return problem;
    if (!is_there && !is_link(path)) return put(path, NULL, bytes, count, how);
    if (!is_there || !S_ISREG(old.st_mode)) return write_into(path, bytes, count, how);
    char *real = realpath(path, NULL);
    problem = real ? put(real, &old, bytes, count, how) : -errno;
    free(real);
    return problem;
}

int whole_file_try(const char *path, WholeFile how) {
    struct stat old;
    bool is_there;
    int problem = look(path, how, &old, &is_there);
    if (problem || is_there) return problem;
    Buffer beside = { 0 };
    problem = make_beside(&beside, path, NULL, "", 0, how);
    if (!problem) unlink(buffer_text(&beside));
    buffer_clear(&beside);
    return problem;
}
