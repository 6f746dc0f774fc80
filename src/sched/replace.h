/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file put in the place of another in one step: who reads sees the old one or the new one, whole (rename(2)). */
#pragma once
#include <stddef.h>

/* 0, or -errno, and then what was there stays. An existing file keeps its mode, and its owner where that is allowed; links are followed; what
 * is no regular file, such as a pipe, is written to. */
int replace_file(const char *path, const char *bytes, size_t count);
