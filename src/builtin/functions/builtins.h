/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The builtin functions, in tables by what they are about; builtins.c puts them together. */
#pragma once
#include "lang/compiler.h"
#include "vm/machine.h"

extern const NativeSpec object_builtins[];  /* object.c: len, repr, getattr, isinstance ... */
extern const NativeSpec iterate_builtins[]; /* iterate.c: iter, next, any, all, min, max */
extern const NativeSpec async_builtins[];   /* async.c: aiter, anext */
extern const NativeSpec io_builtins[];      /* io.c: print, input, open, chr, ord */
extern const NativeSpec run_builtins[];     /* run.c: eval, exec, compile, globals, locals ... */

void add_quitters(Machine *machine, Dict *builtins); /* run.c: exit, quit, help */
/* what code compiled as a line of the prompt does with an expression's value */
void set_display(Machine *machine);
Native builtin_compile; /* compile.c */
/* A str or bytes that eval() or exec() is given, as a Code, owned. who: of the error when it is neither.
 * CALLED: warnings of it are told first; call->step is COMPILE_WARNED then, and call->result is the code. */
enum { COMPILE_WARNED = 100 };
Outcome compile_value(Call *call, Value source, Value filename, ParseMode mode, const char *who, Value *code);
/* What is written to standard error where the module warnings is not imported. */
void show_source_warnings(Machine *machine, const SyntaxProblem *problem);
/* (is it deprecation, its text, its line, the SyntaxError that it may become); owned, takes the error. */
Value source_warning_take(const SourceWarning *warning, Value error);
/* A list of these, as the prelude's _warn_of_source takes them; owned. */
Value source_warnings(Task *task, const SyntaxProblem *problem, Value filename);
Native builtin_import;  /* run.c: __import__ */
Native sys_displayhook; /* io.c: shows a value as the prompt does, and keeps it in `_` */
/* The features of __future__ of the code that called this native (lang/code.h). */
uint32_t caller_futures(const Call *call);
/* What locals() gives for the frame that called this native: owned. */
Value caller_locals(Call *call);
