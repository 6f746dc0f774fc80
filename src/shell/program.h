/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running a program as python3 does: the module __main__, its end, its exit status. */
#pragma once
#include "lang/syntax_error.h"
#include "sched/sched.h"
#include <stdbool.h>

typedef struct {
    Machine *machine;
    Sched *sched;
    Module *main;            /* __main__ */
    bool failed;             /* its last program ended with an exception */
    bool skips_first_line;   /* of a file: it is for somebody else */
    struct Explain *explain; /* NULL: nobody reads why a program failed */
} Program;

/* Makes the machine with all its modules, the scheduler, and __main__. argv: what sys.argv holds. flags:
 * NULL: those of a command line without options. */
void program_open(Program *program, int argc, char **argv, const StartFlags *flags);
/* Waits for the threads that are no daemons, flushes the standard streams, frees everything; 120 when
 * flushing fails. */
int program_close(Program *program, int status);

/* From now on the end of a program is explained below its traceback, where standard error is a terminal. */
void program_explain(Program *program);

typedef enum { PROGRAM_NONE, PROGRAM_FILE, PROGRAM_CODE, PROGRAM_MODULE, PROGRAM_INPUT } ProgramKind;
/* Runs a file, a folder or an archive by its path, the text behind -c, a module by its name, or standard
 * input; returns the exit status. */
int program_run(Program *program, ProgramKind kind, const char *text);

/* Runs a native on a task of its own until it ends; its result, owned, or ABSENT with *exception set (if not
 * NULL). */
Value program_call(Program *program, Native *native, size_t count, const Value *args, Value *exception);
/* What python3 does with an exception that nobody caught: shows it on standard error, or, for SystemExit,
 * nothing. The exit status; -SIGINT for a KeyboardInterrupt. Releases it. */
int program_end_with_take(Program *program, Value exception);
/* Tells what the compiler warned of. Owned: the exception that a filter makes of it; ABSENT: none. */
Value program_warn(Program *program, const SyntaxProblem *problem, Value filename);
/* As in python3, warnings is imported first of all where there are filters from outside. */
void program_heed_filters(Program *program);
/* the exception, owned */
Value program_syntax_error(Program *program, const SyntaxProblem *problem, Value filename);
