/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: what is asked for, and the hooks between layers that only the top of the house can join.
 * Options follow python3's: the first argument that is no option names the program, all behind it is the
 * program's. */
#include "base/hash.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/switches.h"
#include "base/text.h"
#include "dialogue/actor/agent.h"
#include "dialogue/check.h"
#include "document/printable.h"
#include "ladder/draw.h"
#include "ladder/watch.h"
#include "shell/line_editor.h"
#include "shell/note.h"
#include "shell/program.h"
#include "shell/shell.h"
#include "shell/trace.h"
#include <getopt.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <ucontext.h>
#include <unistd.h>

enum { STATUS_USAGE = 2 };
enum { OPTION_MEMORY = 256, OPTION_COLOR, OPTION_TRACE };

static const char help_text[] = N_(
    "usage: causette [option]... [-c CODE | FILE | -] [argument]...\n"
    "       causette check [option]... DOC...\n"
    "       causette draw [option]... DOC\n"
    "       causette watch [option]...\n"
    "\n"
    "An interactive socket shell: type socket calls in Python's notation and see what each does.\n"
    "Without FILE, on a terminal: the shell. FILE, -c CODE or - (standard input) runs a program, as python3 "
    "does.\n"
    "check plays the dialogues of documents and compares; draw draws one as a ladder of calls and packets;\n"
    "watch draws the ladder of all your shells as they go on. Each has its own --help.\n"
    "\n"
    "  -c CODE              run CODE\n"
    "  -i                   afterwards, go on in the shell\n"
    "      --trace          one line a socket call on standard error\n"
    "      --memory=SIZE    most memory that programs may take (such as 512M; default: what the machine "
    "has)\n"
    "      --color=WHEN     colour in the shell: auto, always or never\n"
    "  -h, --help           show this help\n"
    "  -V, --version        show the version\n");

typedef struct {
    const char *code; /* of -c */
    bool interactive;
    bool trace;
    ColorChoice color;
} Options;

static void fail_usage(const char *problem, const char *what) {
    Buffer safe = { 0 };
    fprintf(stderr, _("causette: %s%s\nTry 'causette --help'.\n"), problem, printable(&safe, what));
    buffer_clear(&safe);
    exit(STATUS_USAGE);
}

/* The option that getopt_long stopped at: one letter of several, or a word. */
static void fail_option(const char *word) {
    char letter[] = { '-', (char)optopt, '\0' };
    bool is_letter = optopt > 0 && optopt < OPTION_MEMORY && strncmp(word, "--", 2) != 0;
    fail_usage(_("unknown option, or one without its value: "), is_letter ? letter : word);
}

/* Says it, and ends: with 1 when it could not be said. */
static void tell(const char *text) {
    if (fputs(text, stdout) < 0 || fflush(stdout)) {
        perror("causette: standard output");
        exit(1);
    }
    exit(0);
}

static size_t parse_size(const char *text) {
    char *end = (char *)text;
    bool is_decimal = *text >= '0' && *text <= '9' && text[1] != 'x' && text[1] != 'X';
    double number = is_decimal ? strtod(text, &end) : 0;
    static const char units[] = "KMGT";
    const char *unit = *end ? strchr(units, *end & ~0x20) : NULL;
    for (const char *at = units; unit && at <= unit; at++) number *= 1024;
    if (unit) end++;
    if (*end || end == text || !(number >= 1 && number < 9e18)) fail_usage(_("not a size: "), text);
    return (size_t)number;
}

static ColorChoice parse_color(const char *text) {
    if (!strcmp(text, "auto")) return COLOR_AUTO;
    if (!strcmp(text, "always")) return COLOR_ALWAYS;
    if (!strcmp(text, "never")) return COLOR_NEVER;
    fail_usage(_("--color is auto, always or never, not "), text);
    return COLOR_AUTO;
}

/* Reads up to the program's name; optind is then the first argument of the program. */
static Options parse_options(int argc, char **argv) {
    static const struct option longs[] = { { "help", no_argument, NULL, 'h' },
                                           { "version", no_argument, NULL, 'V' },
                                           { "memory", required_argument, NULL, OPTION_MEMORY },
                                           { "color", required_argument, NULL, OPTION_COLOR },
                                           { "trace", no_argument, NULL, OPTION_TRACE },
                                           { 0 } };
    Options options = { 0 };
    int option;
    opterr = 0;
    while (!options.code && (option = getopt_long(argc, argv, "+c:ihV", longs, NULL)) != -1) {
        switch (option) {
        case 'c': options.code = optarg; break;
        case 'i': options.interactive = true; break;
        case 'h': tell(_(help_text)); break;
        case 'V': tell("causette " CAUSETTE_VERSION "\n"); break;
        case OPTION_MEMORY: memory_set_budget(parse_size(optarg)); break;
        case OPTION_TRACE: options.trace = true; break;
        case OPTION_COLOR: options.color = parse_color(optarg); break;
        default: fail_option(argv[optind - 1]);
        }
    }
    return options;
}

/* Ends as python3 does after an interrupt that nobody caught: by the signal itself, so that a calling shell
 * knows. */
static int end_by_signal(int number) {
    signal(number, SIG_DFL);
    raise(number);
    return 128 + number;
}

static int run_check(int argc, char **argv) { return check_run(argc, argv, draw_into_folder); }

/* A program of such a name is run as ./check. */
static const struct {
    const char *name;
    int (*run)(int argc, char **argv); /* argv[0] is the name */
} subcommands[] = {
    { "agent", agent_run }, { "check", run_check }, { "draw", draw_run }, { "watch", watch_run }
};

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

static int run(int argc, char **argv) {
    switches_init();
    for (size_t i = 0; argc > 1 && i < sizeof subcommands / sizeof *subcommands; i++) {
        if (!strcmp(argv[1], subcommands[i].name)) return subcommands[i].run(argc - 1, argv + 1);
    }
    language_open();
    Options options = parse_options(argc, argv);
    if (!hash_init(getenv("PYTHONHASHSEED"))) {
        fprintf(stderr,
                "causette: PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]\n");
        return 1;
    }
    bool from_file = !options.code && optind < argc && strcmp(argv[optind], "-") != 0;
    bool from_input = !options.code && !from_file && (optind < argc || !isatty(STDIN_FILENO));
    if (options.code)
        argv[--optind] = "-c";
    else if (optind >= argc)
        argv[optind = argc - 1] = "";

    Program program;
    program_open(&program, argc - optind, argv + optind);
    if (options.trace) trace_open(program.machine);
    program_explain(&program);
    int status = 0;
    if (options.code)
        status = program_run(&program, PROGRAM_CODE, options.code);
    else if (from_file)
        status = program_run(&program, PROGRAM_FILE, argv[optind]);
    else if (from_input && !options.interactive)
        status = program_run(&program, PROGRAM_INPUT, NULL);
    else
        status = shell_run(&program, &line_editor, options.color);
    if (options.interactive && (options.code || from_file))
        status = shell_run(&program, &line_editor, options.color);
    if (from_file && status) suggest(&program, argv[optind]);
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
