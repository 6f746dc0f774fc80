/* SPDX-License-Identifier: GPL-3.0-or-later */
/* posix: what its files share. */
#pragma once
#include "vm/machine.h"

Value system_text(Task *task, const char *bytes);
/* An object with __fspath__ becomes what that gives: DONE, RAISED or CALLED, as the converters of
 * vm/native.h. */
Outcome arg_fspath(Call *call, size_t i);
/* args[i], a str or bytes by now, as the system takes it; kinds: what errors say it should be. False: raised.
 */
bool arg_path_of(Call *call, size_t i, const char *function, const char *kinds, Buffer *path);
bool arg_path(Call *call, size_t i, Buffer *path);
/* The folder descriptor in args[i]: AT_FDCWD for None. False: raised. */
bool arg_folder(Call *call, size_t i, int *fd);
Outcome give_error_of_path(Call *call, int problem, size_t i); /* OSError with args[i] as filename */
Outcome finish_call(Call *call, int64_t result);               /* None, or OSError of errno */

extern const NativeSpec posix_file_functions[], posix_descriptor_functions[], posix_process_functions[];
extern const IntSpec posix_constants[];
void posix_add_stat(Machine *machine, Module *module); /* stat_result, terminal_size, ... */
