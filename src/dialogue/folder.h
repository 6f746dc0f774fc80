/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder in which a dialogue plays. It is in $TMPDIR, fresh and empty at the start, and gone at the
 * end. */
#pragma once
#include <stddef.h>

int folder_make(char *path, size_t room); /* its name into path; 0, or -errno */
/* With all that is in it, whatever its modes. 0, also when it is gone already, or -errno. */
int folder_remove(const char *path);
