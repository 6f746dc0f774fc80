/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Descriptors of causette itself lie at the top of the range, out of the program's sight. */
#pragma once

/* Moves an open descriptor up and closes the low one; -1 stays -1 with its errno. Close-on-exec is set. */
int descriptor_raise(int fd);
