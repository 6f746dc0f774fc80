/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file beside the one that is meant, and rename(2). */
#include "shell/whole_file.h"
#include "base/buffer.h"
#include "sched/io.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int write_all(int fd, const char *bytes, size_t count) {
    while (count) {
        ssize_t written = io_write(fd, bytes, count);
        if (written < 0) return (int)-written;
        bytes += written;
        count -= (size_t)written;
    }
    return 0;
}

/* path ends in XXXXXX. */
static int write_beside(char *path, const char *bytes, size_t count) {
    int fd = mkostemp(path, O_CLOEXEC);
    if (fd < 0) return errno;
    mode_t mask = umask(0);
    umask(mask);
    int problem = write_all(fd, bytes, count);
    if (!problem && fchmod(fd, 0666 & ~mask) < 0) problem = errno;
    if (close(fd) < 0 && !problem) problem = errno;
    if (problem) unlink(path);
    return problem;
}

/* Some file systems cannot refuse an existing name in one step. */
static int put_in_place(const char *made, const char *path, bool may_replace) {
    int problem = 0;
    if (may_replace)
        problem = rename(made, path) < 0 ? errno : 0;
    else if (renameat2(AT_FDCWD, made, AT_FDCWD, path, RENAME_NOREPLACE) < 0) {
        problem = errno;
        if (problem == EINVAL || problem == ENOSYS)
            problem = access(path, F_OK) == 0 ? EEXIST : rename(made, path) < 0 ? errno : 0;
    }
    if (problem) unlink(made);
    return problem;
}

static int check_place(const char *path, bool may_replace) {
    struct stat found;
    if (stat(path, &found) < 0) return 0;
    if (S_ISDIR(found.st_mode)) return EISDIR;
    return may_replace ? 0 : EEXIST;
}

int whole_file_write(const char *path, const void *bytes, size_t count, bool may_replace) {
    int problem = check_place(path, may_replace);
    if (problem) return problem;
    Buffer made = { 0 };
    buffer_append_format(&made, "%s.XXXXXX", path);
    buffer_text(&made);
    problem = write_beside(made.bytes, bytes, count);
    if (!problem) problem = put_in_place(made.bytes, path, may_replace);
    buffer_clear(&made);
    return problem;
}

int whole_file_try(const char *path, bool may_replace) {
    int problem = check_place(path, may_replace);
    if (problem) return problem;
    Buffer made = { 0 };
    buffer_append_format(&made, "%s.XXXXXX", path);
    buffer_text(&made);
    problem = write_beside(made.bytes, "", 0);
    if (!problem) unlink(made.bytes);
    buffer_clear(&made);
    return problem;
}
