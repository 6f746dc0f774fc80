/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of the notation: sys.stdin, stdout, stderr, and what open() gives. Standard output is buffered as
 * python3 does it: by line on a terminal, by block elsewhere; standard error by line. See
 * https://docs.python.org/3.11/library/io.html */
#pragma once
#include "vm/machine.h"

/* Everything for a terminal goes through one function, so that the shell can make room above the line being
 * typed. */
typedef struct {
    void (*before)(void *context); /* output comes: clear the line being edited */
    void (*after)(void *context, const char *bytes, size_t count); /* this has been written; count is not 0 */
    void *context;
} FileHooks;

void file_set_hooks(Machine *machine, const FileHooks *hooks);
/* Told of what has been written to standard output and standard error, in its order: the record of
 * a session. */
typedef void FileTap(void *context, const char *bytes, size_t count);
void file_set_tap(Machine *machine, FileTap *tap, void *context); /* NULL: none */
void file_install_standard(Machine *machine, Module *sys); /* sys.stdin, stdout, stderr and their __names__ */
void file_unbuffer_output(Machine *machine); /* standard output: what is written goes out at once */
/* 0, or why standard output could not be written: an errno; FILE_LOST_ERRORS when it is only
 * standard error. */
enum { FILE_LOST_ERRORS = -1 };
int file_flush_output(Machine *machine);
/* Straight to standard error, behind what sys.stderr holds back. */
void file_write_error(Machine *machine, const char *bytes, size_t count);
void file_write_output(Machine *machine, const char *bytes, size_t count); /* the same to standard output */
/* To sys.stdout as it is now: any object with a write method. */
Outcome file_print(Call *call, Value text);
Outcome file_print_to(Call *call, Value file, Value text); /* text: str; None is nothing */
/* A file object over a descriptor, which it then owns. mode as open() takes it. */
Value file_new(int fd, Value name, const char *mode, bool binary, bool owned);

extern const ClassSpec file_class, file_reader_class, file_writer_class, file_random_class;
Native file_open; /* file, mode, buffering, encoding, errors, newline, closefd, opener */
