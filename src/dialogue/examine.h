/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One document, from its file to all that is to be said of it, in a process of its own: that one may enter a
 * network namespace, and is ended as a whole. */
#pragma once
#include "dialogue/check_options.h"

/* What is said goes to `fd` as news. */
CheckStatus examine(const char *path, const CheckOptions *options, int fd);
