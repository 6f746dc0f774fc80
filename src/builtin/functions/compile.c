/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compile(), and the text that eval() and exec() are given. See
 * https://docs.python.org/3.11/library/functions.html#compile */
#include "base/memory.h"
#include "builtin/classes/exceptions.h"
#include "builtin/classes/file.h"
#include "builtin/functions/builtins.h"
#include "builtin/text/codecs.h"
#include "vm/operations.h"
#include "vm/special.h"
#include <string.h>

/* ---- flags: those of ast and codeop, and the features of __future__, all of which but one change nothing
 * any more */

enum {
    DONT_IMPLY_DEDENT = 0x200,
    ONLY_TREE = 0x400,
    TYPE_COMMENTS = 0x1000,
    TOP_LEVEL_AWAIT = 0x2000,
    INCOMPLETE_INPUT = 0x4000,
    OLD_FEATURES = 0x20000 | 0x40000 | 0x80000 | 0x100000 | 0x200000 | 0x800000 | 0x10,
    BARRY_AS_FLUFL = 0x400000,
    ANNOTATIONS = 0x1000000,
    ALL_FLAGS = DONT_IMPLY_DEDENT | ONLY_TREE | TYPE_COMMENTS | TOP_LEVEL_AWAIT | INCOMPLETE_INPUT |
                OLD_FEATURES | BARRY_AS_FLUFL | ANNOTATIONS
};

static Outcome refuse(Call *call, const char *what) {
    return raise_error(call->task, NotImplementedError,
                       "compile() with %s is not in causette (Python has it)", what);
}

static Outcome check_flags(Call *call, int flags) {
    if (flags & ~ALL_FLAGS) return raise_error(call->task, ValueError, "compile(): unrecognised flags");
    if (flags & ONLY_TREE) return refuse(call, "ast.PyCF_ONLY_AST, as ast.parse() calls it,");
    if (flags & TOP_LEVEL_AWAIT) return refuse(call, "ast.PyCF_ALLOW_TOP_LEVEL_AWAIT");
    if (flags & TYPE_COMMENTS) return refuse(call, "ast.PyCF_TYPE_COMMENTS");
    if (flags & BARRY_AS_FLUFL) return refuse(call, "__future__.barry_as_FLUFL");
    if (flags & ANNOTATIONS) return refuse(call, "__future__.annotations");
    return DONE;
}

/* ---- from text to code */

/* What the user is to be asked to go on with: python3's codeop tells it by these words. */
static void tell_incomplete(SyntaxProblem *problem) {
    buffer_truncate(&problem->message, 0);
    buffer_append_text(&problem->message, "incomplete input");
    problem->kind = PROBLEM_SYNTAX;
}

/* The line of the last character that is no blank. */
static int last_line(const char *text, size_t count) {
    int line = 1;
    while (count && strchr(" \t\n\r", text[count - 1])) count--;
    for (size_t i = 0; i < count; i++) line += text[i] == '\n';
    return line;
}

/* Whether a statement of the prompt still wants lines, though it may be whole as a program. */
static bool wants_more(const char *text, size_t count, int flags, const SyntaxProblem *problem,
                       const Code *code) {
    if (code) {
        bool is_asked = (flags & DONT_IMPLY_DEDENT) && count && text[count - 1] != '\n';
        return is_asked && source_completeness(text, count, NULL) == INCOMPLETE;
    }
    if (!(flags & INCOMPLETE_INPUT)) return false;
    if (problem->kind == PROBLEM_INDENTATION && problem->line > last_line(text, count)) return true;
    if (problem->kind != PROBLEM_SYNTAX && problem->kind != PROBLEM_INDENTATION) return false;
    Completeness answer = source_completeness(text, count, NULL);
    return answer == INCOMPLETE || answer == UNCLOSED;
}

static Value compile_text(Task *task, SourceKind kind, const char *text, size_t count, Value filename,
                          const CompileOptions *options, int flags) {
    if (memchr(text, 0, count)) {
        raise_error(task, ValueError, "source code string cannot contain null bytes");
        return ABSENT;
    }
    SyntaxProblem problem = { 0 };
    Code *code = compile_source(kind, filename, text, count, options, &problem);
    if (options->mode == PARSE_SINGLE && wants_more(text, count, flags, &problem, code)) {
        if (code) release(object_value(code));
        code = NULL;
        tell_incomplete(&problem);
    }
    if (problem.warnings.count)
        file_write_error(task->machine, problem.warnings.bytes, problem.warnings.count);
    if (!code) raise_syntax_problem(task, &problem, filename);
    problem_clear(&problem);
    return code ? object_value(code) : ABSENT;
}

static Value compile_value_flagged(Call *call, Value source, Value filename, const CompileOptions *options,
                                   int flags, const char *who) {
    Buffer scratch = { 0 };
    size_t count;
    const char *text;
    const uint8_t *data;
    bool is_text = is_str(source);
    if (is_text && str_of(source)->is_ascii) {
        text = str_peek_utf8(source, &scratch, &count);
    } else if (is_text) {
        if (!codec_encode(call->task, source, "utf-8", "strict", &scratch))
            return buffer_clear(&scratch), ABSENT;
        text = buffer_text(&scratch);
        count = scratch.count;
    } else if (bytes_peek(source, &data, &count)) {
        text = (const char *)data;
    } else {
        raise_error(call->task, TypeError, "%s must be a string, bytes or %s object", who,
                    who[0] == 'c' ? "AST" : "code");
        return ABSENT;
    }
    bool skips = options->mode == PARSE_EXPRESSION && who[0] == 'e'; /* eval() does, compile() does not */
    while (skips && count && (*text == ' ' || *text == '\t')) text++, count--;
    Value code = compile_text(call->task, is_text ? SOURCE_STRING : SOURCE_BYTES, text, count, filename,
                              options, flags);
    buffer_clear(&scratch);
    return code;
}

Value compile_value(Call *call, Value source, Value filename, ParseMode mode, const char *who) {
    CompileOptions options = { mode, true, call_machine(call)->flags.of[START_OPTIMIZE] };
    return compile_value_flagged(call, source, filename, &options, 0, who);
}

/* ---- compile() */

enum { SOURCE, FILENAME, MODE, FLAGS, DONT_INHERIT, OPTIMIZE };

static bool choose_mode(Call *call, Value mode, ParseMode *chosen) {
    static const struct {
        const char *name;
        ParseMode mode;
    } modes[] = { { "exec", PARSE_FILE }, { "eval", PARSE_EXPRESSION }, { "single", PARSE_SINGLE } };
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        *chosen = modes[i].mode;
        if (str_is(mode, modes[i].name)) return true;
    }
    if (str_is(mode, "func_type"))
        raise_error(call->task, ValueError, "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
    else
        raise_error(call->task, ValueError, "compile() mode must be 'exec', 'eval' or 'single'");
    return false;
}

/* A str, or bytes that are decoded; ABSENT: raised. */
static Value filename_of(Call *call) {
    Value given = call->args[FILENAME];
    if (is_str(given)) return retain(given);
    const uint8_t *data;
    size_t count;
    if (!bytes_peek(given, &data, &count)) {
        raise_error(call->task, TypeError, "expected str, bytes or os.PathLike object, not %T", given);
        return ABSENT;
    }
    return codec_decode(call->task, data, count, "utf-8", "surrogateescape", ABSENT);
}

Outcome builtin_compile(Call *call) {
    Value mode;
    int flags, optimize;
    CompileOptions options = { .over_names = true };
    Outcome outcome = arg_fspath(call, FILENAME);
    if (outcome != DONE) return outcome;
    if (!arg_str(call, MODE, &mode) || !arg_int(call, FLAGS, &flags) || !arg_int(call, OPTIMIZE, &optimize))
        return RAISED;
    outcome = check_flags(call, flags);
    if (outcome != DONE) return outcome;
    if (optimize < -1 || optimize > 2)
        return raise_error(call->task, ValueError, "compile(): invalid optimize value");
    options.optimize = optimize < 0 ? call_machine(call)->flags.of[START_OPTIMIZE] : optimize;
    if (!choose_mode(call, mode, &options.mode)) return RAISED;
    Value filename = filename_of(call);
    if (is_absent(filename)) return RAISED;
    Value code =
        compile_value_flagged(call, call->args[SOURCE], filename, &options, flags, "compile() arg 1");
    release(filename);
    return is_absent(code) ? RAISED : give(call, code);
}
