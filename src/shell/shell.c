/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shell: prompt, statement, what it shows, and again. A statement runs as a main task over __main__'s
 * names; the others go on beside it and while the prompt waits. */
#include "shell/shell.h"
#include "builtin/classes/exceptions.h"
#include "builtin/classes/file.h"
#include "explain/explain.h"
#include "lang/compiler.h"
#include "lang/growth.h"
#include "modules/socket/journal.h"
#include "modules/sys/sys.h"
#include "shell/commands.h"
#include "shell/line_source.h"
#include "shell/neighbour.h"
#include "shell/offer.h"
#include "shell/save.h"
#include "vm/operations.h"
#include <string.h>
#include <unistd.h>

/* ---- prompts */

static void append_prompt(Program *program, const char *name, Buffer *out) {
    Value prompt = dict_peek_text(machine_peek_sys(program->machine)->dict, name);
    if (is_absent(prompt)) return;
    if (is_str(prompt)) {
        str_append_utf8(out, prompt);
        return;
    }
    /* any object: its str, anew each time */
    Value text = program_call(program, operation_str, 1, &prompt, NULL);
    if (is_str(text)) str_append_utf8(out, text);
    release(text);
}

/* ---- statements */

typedef struct {
    Program *program;
    const LineSource *lines;
    Explain *explain;
    bool explains; /* where a person reads it */
    Buffer text;   /* the statement so far */
    Growth growth; /* how complete it is */
    StatementState state;
    uint32_t futures; /* features of __future__ that a statement has imported */
    bool ended;
    int status;
} Shell;

/* Where input, output and errors are a terminal; clears it. */
static void say(Shell *shell, Buffer *said) {
    if (shell->explains) note_write(shell->program, buffer_text(said));
    buffer_clear(said);
}

/* As each call is recorded, also within a loop that comes back to nobody. */
static void on_call(void *context, const JournalRecord *record) {
    Shell *shell = context;
    Buffer said = { 0 };
    (void)record;
    explain_running(shell->explain, &said);
    say(shell, &said);
}

/* A statement that says so itself was not ended by a Ctrl-C. */
static bool raises_interrupt(Shell *shell) { return strstr(buffer_text(&shell->text), "KeyboardInterrupt"); }

static void end_with(Shell *shell, Value exception) {
    Machine *machine = shell->program->machine;
    bool leaves = is_exception_of(machine, exception, SystemExit);
    if (is_exception_of(machine, exception, KeyboardInterrupt)) shell->lines->drop_input();
    if (is_exception_of(machine, exception, KeyboardInterrupt) && !raises_interrupt(shell))
        save_note_interrupt();
    Value kept = leaves ? ABSENT : retain(exception);
    int status = program_end_with_take(shell->program, exception);
    Buffer said = { 0 };
    if (!leaves && shell->explains) explain_raised(shell->explain, kept, &said);
    say(shell, &said);
    release(kept);
    if (!leaves) return;
    shell->ended = true;
    shell->status = status;
}

/* What an expression's code gives, owned; else ABSENT. */
static Value run(Shell *shell, Code *code) {
    Program *program = shell->program;
    Task *task = task_new(program->machine);
    task_retain(task);
    task_start_code(task, code, program->main->dict);
    program->machine->main = task;
    sched_set_interrupted(program->sched, task);
    Buffer said = { 0 };
    while (task->state != TASK_ENDED) shell->lines->step_statement();
    sched_set_interrupted(program->sched, NULL);
    shell->lines->end_statement();
    file_flush_output(program->machine);
    Value exception = task_take_exception(task), result = task->result;
    task->result = ABSENT;
    if (!is_absent(exception))
        end_with(shell, exception);
    else if (shell->explains)
        explain_returned(shell->explain, &said);
    say(shell, &said);
    task_release(task);
    return result;
}

static Value run_text(Shell *shell, const char *text, size_t count, ParseMode mode) {
    SyntaxProblem problem = { 0 };
    Value filename = str_new("<stdin>"), result = ABSENT;
    explain_begin(shell->explain, text, count);
    CompileOptions options = { mode, .futures = shell->futures,
                               .optimize = shell->program->machine->flags.of[START_OPTIMIZE] };
    Code *code = compile_source(SOURCE_PROMPT, filename, text, count, &options, &problem);
    Value heeded = problem.warning_count ? program_warn(shell->program, &problem, filename) : ABSENT;
    if (!is_absent(heeded)) {
        if (code) release(object_value(code));
        end_with(shell, heeded);
    } else if (code) {
        shell->futures |= code->flags & CODE_FUTURES;
        result = run(shell, code);
        release(object_value(code));
    } else {
        end_with(shell, program_syntax_error(shell->program, &problem, filename));
    }
    problem_clear(&problem);
    release(filename);
    return result;
}

static void run_statement(Shell *shell) {
    save_note_run();
    release(run_text(shell, buffer_text(&shell->text), shell->text.count, PARSE_SINGLE));
    save_note_done();
    buffer_truncate(&shell->text, 0);
    shell->state = AT_STATEMENT;
}

static Value evaluate(void *context, const char *text, size_t count) {
    return run_text(context, text, count, PARSE_EXPRESSION);
}

static void take_line(Shell *shell, const char *prompt, const Buffer *line) {
    const char *bytes = line->bytes ? line->bytes : "";
    Buffer said = { 0 };
    if (!shell->text.count && shell->lines->is_typed() && commands_are_in(bytes, line->count)) {
        commands_run(&(CommandHost){ shell->program, shell->explain, evaluate, shell }, bytes, line->count);
        return;
    }
    save_note_line(prompt, bytes, line->count, !shell->text.count);
    size_t start = shell->text.count;
    buffer_append(&shell->text, line->bytes, line->count);
    buffer_append_byte(&shell->text, '\n');
    switch (source_grown(&shell->growth, buffer_text(&shell->text), shell->text.count, start)) {
    case INCOMPLETE: shell->state = IN_BLOCK; break;
    case UNCLOSED:
        if (!shell->lines->has_more())
            explain_continued(shell->explain, buffer_text(&shell->text), shell->text.count, &said);
        say(shell, &said);
        shell->state = IN_BRACKET;
        break;
    default: run_statement(shell);
    }
}

/* The end of input: of a statement when one is begun, else of the shell. */
static void take_end(Shell *shell) {
    if (shell->text.count)
        run_statement(shell);
    else
        shell->ended = true;
}

static void greet(Program *program) {
    Buffer greeting = { 0 };
    buffer_append_format(&greeting, _("causette %s (:help explains, Ctrl-D leaves)\n"), CAUSETTE_VERSION);
    file_write_error(program->machine, greeting.bytes, greeting.count);
    buffer_clear(&greeting);
}

enum { JOURNAL_RECORDS = 4096 };

int shell_run(Program *program, const LineSource *lines, ColorChoice color) {
    Shell shell = { .program = program, .lines = lines };
    sched_allow_lone(program->sched, false);
    if (!program->machine->journal) socket_journal_open(program->machine, JOURNAL_RECORDS);
    List *path = list_of(program->machine->path);
    if (!path->count && !program->machine->flags.of[START_SAFE_PATH])
        list_prepend(path, program->machine->empty_str); /* no program came first, with a folder of its own */
    sys_set_prompts(program->machine, ">>> ", "... ");
    lines->open(program);
    note_open(color);
    if (lines->is_terminal()) neighbour_open(program);
    offer_open(program);
    language_open();
    shell.explain = explain_new(program->machine, program->main->dict, neighbours_of(program));
    shell.explains = lines->is_terminal() && isatty(STDOUT_FILENO) && isatty(STDERR_FILENO);
    if (shell.explains) journal_listen(program->machine->journal, on_call, &shell);
    if (lines->is_terminal() && !program->machine->flags.of[START_QUIET]) greet(program);
    save_open(program);
    while (!shell.ended) {
        Buffer prompt = { 0 }, line = { 0 };
        append_prompt(program, shell.text.count ? "ps2" : "ps1", &prompt);
        if (!shell.text.count) offer_note_prompt(buffer_text(&prompt));
        switch (lines->read(buffer_text(&prompt), shell.state, &line)) {
        case LINE_READY: take_line(&shell, buffer_text(&prompt), &line); break;
        case LINE_END: take_end(&shell); break;
        case LINE_INTERRUPTED:
            save_drop_statement();
            save_pause();
            file_write_error(program->machine, "\nKeyboardInterrupt\n", 19);
            save_resume();
            buffer_truncate(&shell.text, 0);
            shell.state = AT_STATEMENT;
        }
        buffer_clear(&prompt);
        buffer_clear(&line);
    }
    neighbour_close();
    lines->close();
    if (shell.explains) journal_unlisten(program->machine->journal, on_call, &shell);
    explain_free(shell.explain);
    buffer_clear(&shell.text);
    return shell.status;
}
