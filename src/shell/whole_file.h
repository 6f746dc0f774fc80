/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a file whole or not at all: beside it first, then in its place. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

/* 0, or an errno: EEXIST when there is such a file and may_replace is false. */
int whole_file_write(const char *path, const void *bytes, size_t count, bool may_replace);
/* Whether that could work now, without leaving anything behind. */
int whole_file_try(const char *path, bool may_replace);
