/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making a folder, and removing it. */
#include "dialogue/folder.h"
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_FOLDERS = 16 };

int folder_make(char *path, size_t room) {
    const char *parent = getenv("TMPDIR");
    int length = snprintf(path, room, "%s/causette-XXXXXX", parent && *parent ? parent : "/tmp");
    if (length < 0 || (size_t)length >= room) return -ENAMETOOLONG;
    return mkdtemp(path) ? 0 : -errno;
}

/* A role may have shut one to everybody. */
static int open_one(const char *path, const struct stat *status, int type, struct FTW *level) {
    (void)status, (void)level;
    if (type == FTW_D || type == FTW_DNR) chmod(path, 0700);
    return 0;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *level) {
    (void)status, (void)type, (void)level;
    remove(path);
    return 0;
}

int folder_remove(const char *path) {
    struct stat status;
    nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
    if (lstat(path, &status) < 0) return errno == ENOENT ? 0 : -errno;
    /* What was shut is seen one level deeper each time. */
    for (int depth = 0; depth < OPEN_FOLDERS; depth++) {
        nftw(path, open_one, OPEN_FOLDERS, FTW_PHYS);
        nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
        if (lstat(path, &status) < 0) return 0;
    }
    return rmdir(path) < 0 ? -errno : 0;
}
