/* SPDX-License-Identifier: GPL-3.0-or-later */
/* causette trace: the socket calls of a program of any language, a line each, with what there is to say of
 * them. */
#pragma once

int trace_run(int argc,
              char **argv); /* argv[0] is "trace"; gives the exit status, negative: end by this signal */
