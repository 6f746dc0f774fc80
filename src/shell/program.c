/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running programs. The main task is the one that Ctrl-C interrupts; when it has ended, the threads that are
 * no daemons are waited for, as threading does at exit.
 * See https://docs.python.org/3.11/using/cmdline.html */
#include "shell/program.h"
#include "base/array.h"
#include "base/memory.h"
#include "base/switches.h"
#include "builtin/classes/exceptions.h"
#include "builtin/classes/file.h"
#include "builtin/functions/excepthook.h"
#include "explain/explain.h"
#include "lang/compiler.h"
#include "modules/modules.h"
#include "modules/socket/journal.h"
#include "modules/sys/sys.h"
#include "sched/io.h"
#include "shell/help.h"
#include "shell/note.h"
#include "shell/offer.h"
#include "shell/save.h"
#include "value/str.h"
#include "vm/operations.h"
#include "vm/raise.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STATUS_LOST_OUTPUT = 120, REPORT_RESERVE = 1 << 20 };

void program_open(Program *program, int argc, char **argv, const StartFlags *flags) {
    static const StartFlags usual = { .of[START_HASH_RANDOMIZATION] = 1, .of[START_INT_MAX_STR_DIGITS] = -1 };
    program->machine = machine_new();
    program->machine->flags = flags ? *flags : usual;
    program->sched = sched_new(program->machine);
    program->failed = program->skips_first_line = false;
    program->explain = NULL;
    modules_install(program->machine, argc, argv);
    help_install(program->machine);
    cycles_keep();
    program->main = modules_add_main(program->machine);
    sched_catch_interrupts();
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

/* Runs a task that has been started; its result, or ABSENT with its exception. Takes the task. */
static Value run_take(Program *program, Task *task, Value *exception) {
    task_retain(task);
    sched_set_interrupted(program->sched, task);
    program->machine->main = task;
    sched_run_until(program->sched, task);
    sched_set_interrupted(program->sched, NULL);
    Value result = task->result, raised = task_take_exception(task);
    task->result = ABSENT;
    if (exception)
        *exception = raised;
    else
        release(raised);
    task_release(task);
    return result;
}

Value program_call(Program *program, Native *native, size_t count, const Value *args, Value *exception) {
    Task *task = task_new(program->machine);
    task_start_native(task, native, count, args);
    return run_take(program, task, exception);
}

/* ---- the end of a program */

static void write_error(Program *program, Value text) {
    Buffer scratch = { 0 };
    size_t count;
    const char *bytes = str_peek_utf8(text, &scratch, &count);
    file_write_error(program->machine, bytes, count);
    buffer_clear(&scratch);
}

/* sys.exit(x): None is 0, an int is itself, anything else is shown and means 1. */
static int exit_status(Program *program, Value exception) {
    Value code = exception_of(exception)->fields[EXIT_UNCAUGHT];
    if (is_absent(code)) code = exception_of(exception)->fields[0];
    int64_t number;
    if (is_absent(code) || is_none(code)) return 0;
    if (is_int(code)) return int_fits_int64(code, &number) ? (int)(number & 0xff) : 0xff;
    Value text = program_call(program, operation_str, 1, &code, NULL);
    if (is_str(text)) {
        write_error(program, text);
        file_write_error(program->machine, "\n", 1);
    }
    release(text);
    return 1;
}

/* Shows it, or has the program's hook do so; the status, which the hook can decide by sys.exit(). */
static int report_exception(Program *program, Value exception, int status) {
    Machine *machine = program->machine;
    Value failure = ABSENT;
    release(program_call(program, excepthook_report, 1, &exception, &failure));
    if (is_absent(failure)) return status;
    if (is_exception_of(machine, failure, SystemExit)) {
        status = exit_status(program, failure);
    } else {
        write_error(program, value_class(machine, exception)->name);
        file_write_error(machine, "\n", 1);
    }
    release(failure);
    return status;
}

int program_end_with_take(Program *program, Value exception) {
    Machine *machine = program->machine;
    int status = 1;
    program->failed = true;
    memory_open_reserve(REPORT_RESERVE);
    file_flush_output(machine);
    if (is_exception_of(machine, exception, SystemExit)) {
        status = exit_status(program, exception);
    } else {
        if (value_class(machine, exception) == machine->exceptions[KeyboardInterrupt])
            status = -SIGINT; /* none of its subclasses, in python3 */
        status = report_exception(program, exception, status);
    }
    memory_close_reserve();
    release(exception);
    return status;
}

/* ---- why it failed */

enum { JOURNAL_RECORDS = 256 };

void program_explain(Program *program) {
    if (!isatty(STDERR_FILENO)) return;
    if (!program->machine->journal) socket_journal_open(program->machine, JOURNAL_RECORDS);
    program->explain = explain_new(program->machine, program->main->dict, NULL);
}

static bool ends_in(const char *name, const char *ending) {
    size_t count = strlen(name), length = strlen(ending);
    return count > length && !strcmp(name + count - length, ending);
}

/* Of a document that was taken for a program: how it is played. */
static bool append_document_hint(Buffer *out, const char *name) {
    static const char *const endings[] = { ".md", ".markdown", ".rst", ".txt", ".adoc", ".html" };
    const char *slash = strrchr(name, '/');
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (!ends_in(name, endings[i])) continue;
        buffer_append_format(out, _("%s is a document and no program: `causette check` plays what it shows."),
                             slash ? slash + 1 : name);
        return true;
    }
    return false;
}

typedef struct {
    const char *name, *text;
    size_t count;
} ProgramText;

static int end_program_take(Program *program, Value exception, const ProgramText *text) {
    Machine *machine = program->machine;
    Buffer said = { 0 };
    Value kept = program->explain ? retain(exception) : ABSENT;
    int status = program_end_with_take(program, exception);
    if (program->explain) {
        bool is_syntax = is_exception_of(machine, kept, SyntaxError);
        if (!is_syntax || !append_document_hint(&said, text->name))
            explain_ended(program->explain, kept, text->text, text->count, text->name, &said);
        note_write(program, buffer_text(&said));
    }
    release(kept);
    buffer_clear(&said);
    return status;
}

/* ---- reading and running */

Value program_syntax_error(Program *program, const SyntaxProblem *problem, Value filename) {
    Task *task = task_new(program->machine);
    raise_syntax_problem(task, problem, filename);
    Value exception = task_take_exception(task);
    link_remove(&task->all_link);
    program->machine->task_count--;
    task_release(task);
    return exception;
}

static int run_text(Program *program, SourceKind kind, const char *name, const char *text, size_t count) {
    SyntaxProblem problem = { 0 };
    Value filename = sys_text(program->machine, name), exception;
    CompileOptions options = { .optimize = program->machine->flags.of[START_OPTIMIZE] };
    Code *code = compile_source(kind, filename, text, count, &options, &problem);
    Value heeded = problem.warning_count ? program_warn(program, &problem, filename) : ABSENT;
    if (!is_absent(heeded)) {
        exception = heeded;
        if (code) release(object_value(code));
    } else if (!code) {
        exception = program_syntax_error(program, &problem, filename);
    } else {
        Task *task = task_new(program->machine);
        task_start_code(task, code, program->main->dict);
        release(object_value(code));
        release(run_take(program, task, &exception));
    }
    problem_clear(&problem);
    release(filename);
    return is_absent(exception) ? 0
                                : end_program_take(program, exception, &(ProgramText){ name, text, count });
}

/* Where modules are looked for first, unless the command line says that only the others' places are safe. */
static void prepend_path_take(Program *program, Value folder) {
    if (!program->machine->flags.of[START_SAFE_PATH]) list_prepend(list_of(program->machine->path), folder);
    release(folder);
}

/* The folder that the program's file really lies in is where its modules are looked for first. */
static void set_folder(Program *program, const char *path) {
    char *real = realpath(path, NULL);
    char *slash = real ? strrchr(real, '/') : NULL;
    if (slash) slash[slash == real] = '\0';
    prepend_path_take(program, sys_text(program->machine, slash ? real : "."));
    free(real);
}

/* As python3 names a program in __file__ and in tracebacks: from the root, otherwise as it was typed. Owned,
 * malloc's. */
static char *full_path(const char *path) {
    if (!strcmp(path, ".")) path = "";
    char *here = path[0] == '/' ? NULL : getcwd(NULL, 0), *full = NULL;
    if (!here || asprintf(&full, "%s%s%s", here[1] ? here : "", *path ? "/" : "", path) < 0)
        full = strdup(path);
    free(here);
    return full;
}

static bool is_folder(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The words around a path, which is shown as its repr: it may hold what a terminal obeys. */
static int fail_path(Program *program, const char *before, const char *path, const char *behind, int status) {
    Value name = sys_text(program->machine, path);
    Buffer told = { 0 };
    buffer_append_text(&told, before);
    str_append_repr(&told, name);
    buffer_append_text(&told, behind);
    buffer_append_byte(&told, '\n');
    file_write_error(program->machine, told.bytes, told.count);
    buffer_clear(&told);
    release(name);
    return status;
}

/* Python's own runpy does it: args[0] is the name, args[1] whether it comes from the command line. */
static Outcome start_module(Call *call) {
    if (call->step++) return give_none(call);
    return call_helper(call, "_run_as_main", 2, call->args);
}

static int run_module(Program *program, const char *name, bool is_named) {
    Value args[] = { sys_text(program->machine, name), bool_value(is_named) }, exception;
    release(program_call(program, start_module, 2, args, &exception));
    release(args[0]);
    return is_absent(exception) ? 0 : end_program_take(program, exception, &(ProgramText){ "", "", 0 });
}

/* A folder or an archive with a __main__.py is where modules are looked for first, even where that is not
 * safe. */
static int run_container(Program *program, const char *full) {
    Value path = sys_text(program->machine, full);
    list_prepend(list_of(program->machine->path), path);
    release(path);
    return run_module(program, "__main__", false);
}

/* Whether it ends as an archive of zip does: a record of 22 bytes whose last two count the comment behind it.
 * See APPNOTE.TXT, 4.3.16. */
static bool is_archive(const Buffer *text) {
    enum { RECORD = 22, LONGEST = 65535 };
    const uint8_t *bytes = (const uint8_t *)text->bytes;
    for (size_t comment = 0; comment <= LONGEST && comment + RECORD <= text->count; comment++) {
        const uint8_t *at = bytes + text->count - comment - RECORD;
        if (at[0] == 'P' && !memcmp(at, "PK\5\6", 4) && (at[20] | at[21] << 8) == (int)comment) return true;
    }
    return false;
}

static void skip_line(Buffer *text) {
    const char *end = text->count ? memchr(text->bytes, '\n', text->count) : NULL;
    size_t skipped =
        end ? (size_t)(end - text->bytes) : text->count; /* the newline stays: lines keep their numbers */
    if (skipped) memmove(text->bytes, text->bytes + skipped, text->count - skipped);
    buffer_truncate(text, text->count - skipped);
}

static void set_file(Program *program, const char *path) {
    dict_define_text_take(program->main->dict, "__file__", sys_text(program->machine, path));
    dict_define_text_take(program->main->dict, "__cached__", NONE);
}

static int run_file(Program *program, const char *path) {
    char *full = full_path(path);
    Buffer text = { 0 };
    int status = 2, fd = open(path, O_RDONLY | O_CLOEXEC), problem = fd < 0 ? -errno : 0;
    if (fd >= 0 && is_folder(path)) {
        status = run_container(program, full);
    } else if (problem || (problem = io_read_all(fd, &text, SIZE_MAX))) {
        char behind[200];
        snprintf(behind, sizeof behind, ": [Errno %d] %s", -problem, strerror(-problem));
        status = fail_path(program, "causette: can't open file ", full, behind, 2);
    } else {
        close(fd);
        fd = -1;
        if (is_archive(&text)) {
            status = run_container(program, full);
            goto end;
        }
        if (program->skips_first_line) skip_line(&text);
        set_folder(program, path);
        set_file(program, full);
        status = run_text(program, SOURCE_FILE, full, text.bytes ? text.bytes : "", text.count);
    }
end:
    if (fd >= 0) close(fd);
    buffer_clear(&text);
    free(full);
    return status;
}

/* A standard input that is closed is an empty program. */
static int run_input(Program *program) {
    Buffer input = { 0 };
    int status = 0, problem = io_read_all(STDIN_FILENO, &input, SIZE_MAX);
    if (!problem || problem == -EBADF) {
        set_file(program, "<stdin>");
        status = run_text(program, SOURCE_FILE, "<stdin>", input.bytes ? input.bytes : "", input.count);
    } else if (problem == -EISDIR) {
        fprintf(stderr, "causette: <stdin> is a directory, cannot continue\n");
        status = 1;
    } else {
        fprintf(stderr, "causette: can't read standard input: [Errno %d] %s\n", -problem, strerror(-problem));
        status = 1;
    }
    buffer_clear(&input);
    return status;
}

/* The folder in which causette runs, from the root. */
static Value working_folder(Program *program) {
    char *here = getcwd(NULL, 0);
    Value folder = here ? sys_text(program->machine, here) : str_new("");
    free(here);
    return folder;
}

int program_run(Program *program, ProgramKind kind, const char *text) {
    program_heed_filters(program);
    if (kind == PROGRAM_FILE) return run_file(program, text);
    prepend_path_take(program, kind == PROGRAM_MODULE ? working_folder(program) : str_new(""));
    if (kind == PROGRAM_MODULE) return run_module(program, text, true);
    if (kind == PROGRAM_CODE) return run_text(program, SOURCE_STRING, "<string>", text, strlen(text));
    return run_input(program);
}

/* What nobody names any more and has code to run at its end. */
static void run_finalizers(Program *program) {
    for (Value objects; !is_absent(objects = list_of_finalizers());) {
        release(program_call(program, operation_finalize, 1, &objects, NULL));
        release(objects);
    }
}

static void collect(Program *program) {
    cycles_collect();
    run_finalizers(program);
}

/* What a module is in python3: a file's, and no part of the interpreter. */
static bool is_of_program(Value value) {
    return has_type(value, TYPE_ID_MODULE) && !((const Module *)object_of(value))->spec;
}

/* The names of a module that something still holds: those that begin with _ first. */
static void clear_names(Program *program, Dict *names) {
    for (int pass = 0; pass < 2; pass++) {
        DictEntry *entry;
        for (size_t position = 0; (entry = dict_next(names, &position));) {
            bool private =
                is_str(entry->key) && str_count(entry->key) && str_peek_at(str_of(entry->key), 0) == '_';
            if (private != (pass == 0) || (is_str(entry->key) && str_is(entry->key, "__builtins__")))
                continue;
            replace_take(&entry->value, NONE);
            run_finalizers(program);
        }
    }
}

/* While modules go, what they needed may be gone before: nobody is told of that. */
static Outcome tell_nobody(Call *call) { return give_none(call); }

/* The end of all modules as in python3: first what only cycles hold, then each module in the order of
 * sys.modules, then those that their functions hold, last what is held in another way: the latest module
 * first. */
static void end_modules(Program *program) {
    Dict **names = NULL;
    size_t count = 0, capacity = 0;
    DictEntry *entry;
    Dict *modules = program->machine->modules;
    program->machine->is_ending = true;
    collect(program);
    program->machine->hooks.unraisable = tell_nobody;
    for (size_t position = 0; (entry = dict_next(modules, &position));) {
        if (!is_of_program(entry->value)) continue;
        *(Dict **)array_push(&names, &count, &capacity, sizeof *names) =
            ((Module *)object_of(entry->value))->dict;
        replace_take(&entry->value, NONE);
        run_finalizers(program);
    }
    program->main = NULL;
    collect(program);
    while (count) {
        if (!cycles_know(&names[--count]->head)) continue;
        Value held = retain(dict_value(names[count]));
        clear_names(program, names[count]);
        release(held);
    }
    memory_free(names);
}

/* Standard output could not be written to the end: told as python3 tells it. */
static int tell_lost_output(Program *program, int problem) {
    Machine *machine = program->machine;
    Buffer out = { 0 };
    if (problem == FILE_LOST_ERRORS) return STATUS_LOST_OUTPUT;
    Value stream = dict_peek_text(machine_peek_sys(machine)->dict, "__stdout__");
    buffer_append_text(&out, "Exception ignored in: ");
    value_repr(&out, stream, 0);
    Value text = errno_text(problem);
    const Class *class = machine->exceptions[errno_kind(problem)];
    buffer_append_format(&out, "\n%s: [Errno %d] ", str_peek_ascii(class->name), problem);
    str_append_utf8(&out, text);
    buffer_append_byte(&out, '\n');
    release(text);
    file_write_error(machine, out.bytes, out.count);
    buffer_clear(&out);
    return STATUS_LOST_OUTPUT;
}

/* The program has deleted what waits for its threads. */
static void tell_no_shutdown(Machine *machine, Value threading) {
    Buffer out = { 0 };
    buffer_append_text(&out, "Exception ignored in: ");
    value_repr(&out, threading, 0);
    buffer_append_text(&out, "\nAttributeError: module 'threading' has no attribute '_shutdown'\n");
    file_write_error(machine, out.bytes, out.count);
    buffer_clear(&out);
}

/* Calls a function of a module at the end, where the program has imported it. */
static void call_at_end(Program *program, const char *module, const char *name, int *status) {
    Machine *machine = program->machine;
    Value loaded = dict_peek_text(machine->modules, module), exception = ABSENT;
    if (!has_type(loaded, TYPE_ID_MODULE)) return;
    Value function = dict_peek_text(((Module *)object_of(loaded))->dict, name);
    Task *task = is_absent(function) ? NULL : task_new(machine);
    if (!task) return tell_no_shutdown(machine, loaded);
    if (task_start(task, function, 0, NULL)) release(run_take(program, task, &exception));
    /* threads may be lost, and nobody's fault */
    bool is_cut_short = is_exception_of(program->machine, exception, MemoryError);
    if (!is_absent(exception)) program_end_with_take(program, exception);
    if (is_cut_short && *status == 0) *status = 1;
}

int program_close(Program *program, int status) {
    Machine *machine = program->machine;
    call_at_end(program, "threading", "_shutdown", &status);
    call_at_end(program, "atexit", "_run_exitfuncs", &status);
    if (program->explain) explain_free(program->explain);
    end_modules(program);
    int problem = file_flush_output(machine);
    if (problem) status = tell_lost_output(program, problem);
    /* Watchers have now been told of what the end has closed. */
    offer_close();
    save_close();
    socket_journal_close(machine);
    if (switch_frees_at_end()) machine_free(machine);
    if (switch_frees_at_end()) sched_free(program->sched);
    return status;
}
