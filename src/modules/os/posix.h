/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of module posix share: paths and descriptors as arguments, and their tables.
 * See https://docs.python.org/3.11/library/os.html */
#pragma once
#include "builtin/text/codecs.h"
#include "vm/machine.h"

/* What an argument may be; the words are the error's. */
typedef enum { PATH_ONLY, PATH_OR_FD, PATH_OR_NONE, PATH_OR_FD_OR_NONE } PathKinds;

/* A path as the system takes it. */
typedef struct {
    Buffer text;   /* "" where it is a descriptor or None */
    int fd;        /* -1: it is a path */
    bool is_none;  /* then the path is "." */
    bool is_bytes; /* it was given as bytes, and so are names that it leads to */
} Path;

/* args[i] as a path; an object's __fspath__ is asked for first. DONE: *path is to be cleared by path_clear;
 * else what the native returns, nothing is to be cleared. It must stand before any side effect, and before
 * another one that is filled. */
Outcome arg_path(Call *call, size_t i, PathKinds kinds, Path *path);
/* Two of them. */
Outcome arg_paths(Call *call, Path *from, Path *to);
void path_clear(Path *path);
static inline const char *path_text(Path *path) { return path->is_none ? "." : buffer_text(&path->text); }
/* dir_fd=: None is the working folder. False: raised. */
bool arg_dir_fd(Call *call, size_t i, int *fd);

/* None, or the OSError of errno: with the path in args[0], or with both in args[0] and args[1]. */
Outcome give_done(Call *call, int result);
Outcome give_done_on(Call *call, int result, Path *path);
Outcome give_done_on_two(Call *call, int result, Path *from, Path *to);
/* -1: the OSError of errno; else that number. */
Outcome give_system_number(Call *call, int64_t result);

/* A name that the system gave: path_decode() of it, or bytes where the path asked with was bytes. */
Value system_name(Task *task, const char *bytes, bool is_bytes);

/* The rest of the module's functions, up to {0}, and of its numbers. */
extern const NativeSpec posix_files[], posix_folders[], posix_status[], posix_scanning[], posix_processes[],
    posix_starts[], posix_identities[], posix_system[];
extern const IntSpec posix_numbers[];
extern const ClassSpec posix_dir_entry_class, posix_scandir_class;
/* Classes that are tuples with names, made when the module is. */
void posix_define_status(Machine *machine, Module *module);
void posix_define_processes(Machine *machine, Module *module);
void posix_define_system(Machine *machine, Module *module);
/* os.stat_result of what stat(2) said. status: a struct stat. */
struct stat;
Value posix_status_new(Machine *machine, const struct stat *status);
