/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compile(), and the text that eval() and exec() are given. See
 * https://docs.python.org/3.11/library/functions.html#compile */
#include "base/memory.h"
#include "base/span.h"
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
    if (flags & TOP_LEVEL_AWAIT) return refuse(call, "ast.PyCF_ALLOW_TOP_LEVEL_AWAIT");
    if (flags & TYPE_COMMENTS) return refuse(call, "ast.PyCF_TYPE_COMMENTS");
    if (flags & BARRY_AS_FLUFL) return refuse(call, "__future__.barry_as_FLUFL");
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

/* ---- what the compiler warns of: warnings decides, once it is imported; before that, python3 too shows all
 * SyntaxWarnings and no DeprecationWarning */

void show_source_warnings(Machine *machine, const SyntaxProblem *problem) {
    for (size_t i = 0; i < problem->warning_count; i++) {
        const SourceWarning *warning = &problem->warnings[i];
        if (!warning->is_deprecation) file_write_error(machine, warning->shown.bytes, warning->shown.count);
    }
}

Value source_warning_take(const SourceWarning *warning, Value error) {
    const Buffer *text = &warning->about.message;
    Value items[] = { bool_value(warning->is_deprecation), str_from_utf8(text->bytes, text->count),
                      small_int(warning->about.line), error };
    return tuple_from_take(items, 4);
}

Value source_warnings(Task *task, const SyntaxProblem *problem, Value filename) {
    Value rows = list_new(0);
    for (size_t i = 0; i < problem->warning_count; i++) {
        const SourceWarning *warning = &problem->warnings[i];
        raise_syntax_problem(task, &warning->about, filename);
        list_add_take(list_of(rows), source_warning_take(warning, task_take_exception(task)));
    }
    return rows;
}

/* The helper gives the code, or raises what stands in its place. */
static Outcome tell_warnings(Call *call, const SyntaxProblem *problem, Value filename, Value *code) {
    Machine *machine = call_machine(call);
    if (is_absent(dict_peek_text(machine->modules, "warnings"))) {
        show_source_warnings(machine, problem);
        return is_absent(*code) ? RAISED : DONE;
    }
    Value made = is_absent(*code) ? task_take_exception(call->task) : *code;
    Value args[] = { filename, source_warnings(call->task, problem, filename), made };
    *code = ABSENT;
    call->step = COMPILE_WARNED;
    Outcome outcome = call_helper(call, "_warn_of_source", 3, args);
    release(args[1]);
    release(made);
    return outcome;
}

static Outcome compile_text(Call *call, SourceKind kind, const Span *text, Value filename,
                            const CompileOptions *options, int flags, Value *made) {
    if (memchr(text->bytes, 0, text->count))
        return raise_error(call->task, ValueError, "source code string cannot contain null bytes");
    SyntaxProblem problem = { 0 };
    Code *code = compile_source(kind, filename, text->bytes, text->count, options, &problem);
    if (options->mode == PARSE_SINGLE && wants_more(text->bytes, text->count, flags, &problem, code)) {
        if (code) release(object_value(code));
        code = NULL;
        tell_incomplete(&problem);
    }
    *made = code ? object_value(code) : ABSENT;
    Outcome outcome = code ? DONE : raise_syntax_problem(call->task, &problem, filename);
    if (problem.warning_count) outcome = tell_warnings(call, &problem, filename, made);
    problem_clear(&problem);
    return outcome;
}

static Outcome compile_value_flagged(Call *call, Value source, Value filename, const CompileOptions *options,
                                     int flags, const char *who, Value *code) {
    Buffer scratch = { 0 };
    Span text;
    const uint8_t *data;
    bool is_text = is_str(source);
    if (is_text && str_of(source)->is_ascii) {
        text.bytes = str_peek_utf8(source, &scratch, &text.count);
    } else if (is_text) {
        if (!codec_encode(call->task, source, "utf-8", "strict", &scratch))
            return buffer_clear(&scratch), RAISED;
        text = (Span){ buffer_text(&scratch), scratch.count };
    } else if (bytes_peek(source, &data, &text.count)) {
        text.bytes = (const char *)data;
    } else {
        return raise_error(call->task, TypeError, "%s must be a string, bytes or %s object", who,
                           who[0] == 'c' ? "AST" : "code");
    }
    bool skips = options->mode == PARSE_EXPRESSION && who[0] == 'e'; /* eval() does, compile() does not */
    while (skips && text.count && (*text.bytes == ' ' || *text.bytes == '\t')) text.bytes++, text.count--;
    Outcome outcome =
        compile_text(call, is_text ? SOURCE_STRING : SOURCE_BYTES, &text, filename, options, flags, code);
    buffer_clear(&scratch);
    return outcome;
}

Outcome compile_value(Call *call, Value source, Value filename, ParseMode mode, const char *who,
                      Value *code) {
    CompileOptions options = { mode, true, caller_futures(call),
                               call_machine(call)->flags.of[START_OPTIMIZE] };
    *code = ABSENT;
    return compile_value_flagged(call, source, filename, &options, 0, who, code);
}

/* ---- compile() */

enum { SOURCE, FILENAME, MODE, FLAGS, DONT_INHERIT, OPTIMIZE, FEATURE_VERSION };

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

/* The tree of a small text, which a helper makes, or refuses to. */
static Outcome give_tree(Call *call) {
    int version;
    if (!arg_int(call, FEATURE_VERSION, &version)) return RAISED;
    if (version >= 0 && version < 11) return refuse(call, "_feature_version");
    call->step = COMPILE_WARNED;
    return call_helper(call, "_parse_tree", 4, call->args);
}

Outcome builtin_compile(Call *call) {
    Value mode;
    int flags, optimize;
    CompileOptions options = { .over_names = true };
    if (call->step == COMPILE_WARNED) return DONE;
    Outcome outcome = arg_fspath(call, FILENAME);
    if (outcome != DONE) return outcome;
    if (!arg_str(call, MODE, &mode) || !arg_int(call, FLAGS, &flags) || !arg_int(call, OPTIMIZE, &optimize))
        return RAISED;
    outcome = check_flags(call, flags);
    if (outcome == DONE && flags & ONLY_TREE) return give_tree(call);
    if (outcome == DONE) outcome = arg_truth(call, DONT_INHERIT);
    if (outcome != DONE) return outcome;
    options.futures = (uint32_t)flags & CODE_FUTURES;
    if (!is_same(call->args[DONT_INHERIT], TRUE)) options.futures |= caller_futures(call);
    if (optimize < -1 || optimize > 2)
        return raise_error(call->task, ValueError, "compile(): invalid optimize value");
    options.optimize = optimize < 0 ? call_machine(call)->flags.of[START_OPTIMIZE] : optimize;
    if (!choose_mode(call, mode, &options.mode)) return RAISED;
    Value filename = filename_of(call);
    if (is_absent(filename)) return RAISED;
    Value code = ABSENT;
    outcome =
        compile_value_flagged(call, call->args[SOURCE], filename, &options, flags, "compile() arg 1", &code);
    release(filename);
    return outcome == DONE ? give(call, code) : outcome;
}
