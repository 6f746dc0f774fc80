/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sched/replace.h"
#include "sched/io.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int write_all(int fd, const char *bytes, size_t count) {
    while (count) {
        ssize_t written = io_write(fd, bytes, count);
        if (written == -EINTR) continue;
        if (written < 0) return (int)written;
        bytes += written;
        count -= (size_t)written;
    }
    return 0;
}

static int write_into(const char *path, const char *bytes, size_t count) {
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) return -errno;
    int problem = write_all(fd, bytes, count);
    if (close(fd) < 0 && !problem) problem = -errno;
    return problem;
}

/* The folder's part of a path, with its slash; nothing where the path has none. */
static size_t folder_length(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash + 1 - path) : 0;
}

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

/* status: of the file that is there; NULL: there is none. */
static int fill(int fd, const struct stat *status, const char *bytes, size_t count) {
    mode_t mask = umask(0);
    umask(mask);
    if (status && fchown(fd, status->st_uid, status->st_gid) < 0)
        errno = 0; /* only root may give files away */
    if (fchmod(fd, status ? status->st_mode & 07777 : 0666 & ~mask) < 0) return -errno;
    int problem = write_all(fd, bytes, count);
    return problem ? problem : fsync(fd) < 0 ? -errno : 0;
}

static int put(const char *path, const struct stat *status, const char *bytes, size_t count) {
    Buffer beside = { 0 };
    size_t folder = folder_length(path);
    buffer_append_format(&beside, "%.*s.%s.XXXXXX", (int)folder, path, path + folder);
    buffer_text(&beside);
    int fd = mkostemp(beside.bytes, O_CLOEXEC), problem = fd < 0 ? -errno : 0;
    if (fd >= 0) {
        problem = fill(fd, status, bytes, count);
        if (close(fd) < 0 && !problem) problem = -errno;
        if (!problem && rename(beside.bytes, path) < 0) problem = -errno;
        if (problem)
            unlink(beside.bytes);
        else
            sync_folder(path);
    }
    buffer_clear(&beside);
    return problem;
}

int replace_file(const char *path, const char *bytes, size_t count) {
    struct stat status;
    if (stat(path, &status) < 0) return errno == ENOENT ? put(path, NULL, bytes, count) : -errno;
    if (S_ISDIR(status.st_mode)) return -EISDIR;
    if (!S_ISREG(status.st_mode)) return write_into(path, bytes, count);
    if (access(path, W_OK) < 0) return -errno;
    char *real = realpath(path, NULL);
    int problem = real ? put(real, &status, bytes, count) : -errno;
    free(real);
    return problem;
}
