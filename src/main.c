/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: what is asked for, and the hooks between layers that only the top of the house can join.
 * Options follow python3's: the first argument that is no option names the program, all behind it is the
 * program's. */
#include "base/language.h"
#include "base/switches.h"
#include "base/text.h"
#include "dialogue/actor/agent.h"
#include "dialogue/check.h"
#include "ladder/draw.h"
#include "ladder/watch.h"
#include "shell/line_editor.h"
#include "shell/note.h"
#include "shell/options.h"
#include "shell/program.h"
#include "shell/shell.h"
#include "shell/trace.h"
#include "trace/trace.h"
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <ucontext.h>
#include <unistd.h>

static const char help_text[] = N_(
    "usage: causette [option]... [-c CODE | -m MODULE | FILE | -] [argument]...\n"
    "       causette check [option]... DOC...\n"
    "       causette draw [option]... DOC\n"
    "       causette watch [option]...\n"
    "       causette trace [option]... PROGRAM [ARG]...\n"
    "\n"
    "An interactive socket shell: type socket calls in Python's notation and see what each does.\n"
    "Without FILE, on a terminal: the shell. FILE, -c CODE, -m MODULE or - (standard input) runs a program, "
    "as "
    "python3 does.\n"
    "check plays the dialogues of documents and compares; draw draws one as a ladder of calls and packets;\n"
    "watch draws the ladder of all your shells as they go on; trace shows the socket calls of a program of "
    "any\n"
    "language. Each has its own --help.\n"
    "\n"
    "  -c CODE              run CODE\n"
    "  -m MODULE            run a module or a package that can be imported\n"
    "  -i                   afterwards, go on in the shell\n"
    "  -u                   write standard output at once\n"
    "  -O, -OO              without assert statements, without docstrings too\n"
    "  -x                   skip the first line of FILE\n"
    "  -E, -P, -I           heed no variables PYTHON..., look for no modules in the program's folder, both\n"
    "  -W WHAT, -X NAME     add a filter of warnings, a setting, for the program to read\n"
    "  -q                   no greeting in the shell\n"
    "  -B, -s, -S, -d       as in python3\n"
    "      --trace          one line a socket call on standard error\n"
    "      --memory=SIZE    most memory that programs may take (such as 512M; default: what the machine "
    "has)\n"
    "      --color=WHEN     colour in the shell: auto, always or never\n"
    "  -h, --help           show this help\n"
    "  -V, --version        show the version\n");

/* Ends as python3 does after an interrupt that nobody caught: by the signal itself, so that a calling shell
 * knows. */
static int end_by_signal(int number) {
    setrlimit(RLIMIT_CORE, &(struct rlimit){ 0 }); /* of a traced program there is one already */
    signal(number, SIG_DFL);
    raise(number);
    return 128 + number;
}

static int run_check(int argc, char **argv) { return check_run(argc, argv, draw_into_folder); }

/* As the program that was traced has ended. */
static int run_trace(int argc, char **argv) {
    int status = trace_run(argc, argv);
    return status < 0 ? end_by_signal(-status) : status;
}

/* A program of such a name is run as ./check. */
static const struct {
    const char *name;
    int (*run)(int argc, char **argv); /* argv[0] is the name */
} subcommands[] = { { "agent", agent_run },
                    { "check", run_check },
                    { "draw", draw_run },
                    { "trace", run_trace },
                    { "watch", watch_run } };

/* `causette drow`: no such file, and nearly the name of a subcommand. */
static void suggest(Program *program, const char *name) {
    enum { NEAR = 2 };
    if (!isatty(STDERR_FILENO) || access(name, F_OK) == 0) return;
    for (size_t i = 0; i < sizeof subcommands / sizeof *subcommands; i++) {
        const char *command = subcommands[i].name;
        if (!strcmp(command, "agent") || text_distance(name, strlen(name), command) > NEAR) continue;
        Buffer said = { 0 };
        buffer_append_format(&said, _("Did you mean `causette %s`?"), command);
        note_write(program, buffer_text(&said));
        buffer_clear(&said);
        return;
    }
}

/* The program, if there is one; then the shell, if it is wanted or nothing else is. */
static int run_as_asked(Program *program, const Options *options, ProgramKind kind, const char *first) {
    int status = 0;
    bool is_shell = kind == PROGRAM_NONE, goes_on = options->flags.of[START_INSPECT];
    const char *text = options->code ? options->code : options->module ? options->module : first;
    program->skips_first_line = options->skip_first_line;
    if (kind == PROGRAM_INPUT && goes_on) is_shell = true;
    if (!is_shell) status = program_run(program, kind, text);
    return is_shell || (goes_on && kind != PROGRAM_INPUT) ? shell_run(program, &line_editor, options->color)
                                                          : status;
}

static int run(int argc, char **argv) {
    switches_init();
    for (size_t i = 0; argc > 1 && i < sizeof subcommands / sizeof *subcommands; i++) {
        if (!strcmp(argv[1], subcommands[i].name)) return subcommands[i].run(argc - 1, argv + 1);
    }
    language_open();
    Options options = options_parse(argc, argv, _(help_text));
    ProgramKind kind = PROGRAM_INPUT;
    if (options.code || options.module) {
        kind = options.code ? PROGRAM_CODE : PROGRAM_MODULE;
        argv[--optind] = options.code ? "-c" : "-m";
    } else if (optind >= argc) {
        kind = isatty(STDIN_FILENO) ? PROGRAM_NONE : PROGRAM_INPUT;
        argv[optind = argc - 1] = "";
    } else if (strcmp(argv[optind], "-") != 0) {
        kind = PROGRAM_FILE;
    }
    Program program;
    program_open(&program, argc - optind, argv + optind, &options.flags);
    options_install(&options, program.machine);
    if (options.trace) trace_open(program.machine);
    program_explain(&program);
    int status = run_as_asked(&program, &options, kind, argv[optind]);
    if (kind == PROGRAM_FILE && status) suggest(&program, argv[optind]);
    options_clear(&options);
    int number = status < 0 ? -status : 0;
    status = program_close(&program, number ? 128 + number : status);
    return number ? end_by_signal(number) : status;
}

/* ---- the stack */

/* What the parser and its kin were measured against: C recurses to fixed depths, whatever `ulimit
 * -s` says. */
enum { LEAST_STACK = 2 << 20, OWN_STACK = 8 << 20 };

typedef struct {
    int argc, status;
    char **argv;
    ucontext_t here, there;
} Start;

/* makecontext() passes ints: the halves of a pointer. */
static void run_there(unsigned high, unsigned low) {
    Start *start = (Start *)((uintptr_t)high << 32 | low);
    start->status = run(start->argc, start->argv);
}

int main(int argc, char **argv) {
    struct rlimit limit;
    void *stack = MAP_FAILED;
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < LEAST_STACK)
        stack = mmap(NULL, OWN_STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    Start start = { .argc = argc, .argv = argv };
    if (stack == MAP_FAILED || getcontext(&start.there) < 0) return run(argc, argv);
    start.there.uc_stack = (stack_t){ .ss_sp = stack, .ss_size = OWN_STACK };
    start.there.uc_link = &start.here;
    uintptr_t pointer = (uintptr_t)&start;
    makecontext(&start.there, (void (*)(void))run_there, 2, (unsigned)(pointer >> 32), (unsigned)pointer);
    if (swapcontext(&start.here, &start.there) < 0) return 1;
    return start.status;
}
