/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file written whole or not at all: beside its place first, then put there in one step, so that who reads
 * sees the old one or the new one (rename(2)). */
#pragma once
#include <stddef.h>

typedef enum {
    WHOLE_FILE_NEW,     /* -EEXIST when there is such a file */
    WHOLE_FILE_REPLACE, /* what is no regular file, such as a pipe, is written to */
    WHOLE_FILE_REVISE,  /* the new one is on the disk before the old one goes (fsync(2)) */
    /* one that was not there before is for its owner alone, mode 0600: */
    WHOLE_FILE_NEW_PRIVATE,
    WHOLE_FILE_REPLACE_PRIVATE,
} WholeFile;

/* 0, or -errno, and then what was there stays. A file that is replaced keeps its mode, and its owner where
 * that is allowed; links are followed. */
int whole_file_write(const char *path, const void *bytes, size_t count, WholeFile how);
/* Whether that could work now, without leaving anything behind: 0, or -errno. */
int whole_file_try(const char *path, WholeFile how);
