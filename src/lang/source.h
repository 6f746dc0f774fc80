/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a program: UTF-8 without BOM, lines each ended by \n (\r\n and \r are translated), the last
 * one too. Parsing borrows it; what must outlive that (a traceback's lines) is copied by whoever keeps it. */
#pragma once
#include "lang/syntax_error.h"
#include "value/value.h"

typedef enum {
    SOURCE_FILE,   /* bytes of a file, or of standard input: BOM and coding cookie are read */
    SOURCE_BYTES,  /* bytes given to exec, eval or compile: as a file, other texts of errors */
    SOURCE_STRING, /* a str given to exec, compile or -c, as UTF-8; the caller refuses lone surrogates */
    SOURCE_PROMPT, /* what was typed at the prompt: an empty line ends a block */
} SourceKind;

typedef struct {
    SourceKind kind;
    Value name; /* str: "<stdin>", "<string>", or a path */
    char *text; /* NUL-terminated */
    size_t count;
    bool lacks_newline; /* the last line's was added */
    int known_line;     /* the line asked for last, and where it starts: asking in order is quick */
    size_t known_start;
} Source;

/* Owned; NULL: *problem says why. name is retained. */
Source *source_new(SourceKind kind, Value name, const void *bytes, size_t count, SyntaxProblem *problem);
void source_free(Source *source); /* NULL is allowed */

/* The text of a line (from 1) without its newline; NULL when there is no such line. Borrowed. */
const char *source_peek_line(Source *source, int line, size_t *count);

typedef enum { WARN_SYNTAX, WARN_DEPRECATION } WarningKind;

/* Adds a warning to the problem's, which takes over what *about holds. */
void source_warn_take(Source *source, SyntaxProblem *problem, WarningKind kind, SyntaxProblem *about);

/* Appends what a traceback shows of a SyntaxError below its File line: the text, indented by four spaces,
 * and the carets. offset, end_offset and the lines are SyntaxError's; an unknown end is 0 or less
 * (and an IndentationError's is not shown: pass 0). */
void source_append_excerpt(Buffer *out, const char *text, size_t count, int line, int offset, int end_line,
                           int end_offset);
