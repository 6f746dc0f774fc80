/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many documents side by side, each examined by a process of its own; what they say comes in the order of the
 * command line. An interrupt ends them all. */
#pragma once
#include "dialogue/check_options.h"

/* The exit status; minus the signal that ended it. */
int jobs_run(char **paths, size_t count, const CheckOptions *options);
