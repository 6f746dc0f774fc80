/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checker. Each document is played by a process of its own, which may have a network namespace of its own; several run side by
 * side, and what they have to say comes through a pipe and is shown in the order of the command line. */
#include "dialogue/check.h"
#include "base/language.h"
#include "base/memory.h"
#include "dialogue/namespace.h"
#include "dialogue/report.h"
#include "dialogue/update.h"
#include "sched/io.h"
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

typedef enum { STATUS_AS_WRITTEN, STATUS_DIFFERENT, STATUS_USAGE, STATUS_NOT_PLAYED } Status;
enum { OPTION_REAL_TIME = 256, OPTION_TIMEOUT, OPTION_TOTAL_TIMEOUT, OPTION_ISOLATE, OPTION_LIST };

typedef struct {
    bool real_time, lists, is_verbose;
    Isolate isolate;
    Settings settings; /* players and times of the command line */
    long jobs;
} CheckOptions;

/* ---- one document, in its own process */

typedef struct {
    const char *path;
    const CheckOptions *options;
    Buffer out;
} Check;

static bool read_document(const char *path, Buffer *bytes) {
    int fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? -errno : 1;
    while (got > 0) {
        char *room = buffer_reserve(bytes, 65536);
        got = room ? io_read(fd, room, 65536) : -ENOMEM;
        if (got > 0) bytes->count += (size_t)got;
        if (bytes->count > DOCUMENT_LIMIT) got = -EFBIG;
    }
    if (fd > STDIN_FILENO) close(fd);
    errno = (int)-got;
    return got == 0;
}

/* The absolute folder of the document; owned, malloc's. */
static char *folder_of(const char *path) {
    char *copy = strdup(path), *slash = strrchr(copy, '/');
    if (slash) slash[slash == copy] = '\0';
    char *folder = realpath(slash ? copy : ".", NULL);
    free(copy);
    return folder ? folder : strdup("/");
}

static void on_turn(void *context, const Turn *turn, const PlayedTurn *played) { report_append_turn(context, turn, played); }

static Status play_all(Check *check, Document *document, bool own_namespace) {
    char *folder = folder_of(check->path);
    PlayOptions options = { .folder = folder, .own_namespace = own_namespace, .real_time = check->options->real_time,
                            .settings = &check->options->settings };
    if (check->options->is_verbose) options.on_turn = on_turn, options.context = &check->out;
    Bindings bindings = { 0 };
    Status status = STATUS_AS_WRITTEN;
    size_t turns = 0;
    for (size_t i = 0; i < document->count; i++) {
        Played played;
        play_dialogue(document, &document->dialogues[i], &options, &bindings, &played);
        report_append(&check->out, check->path, document, &document->dialogues[i], &played);
        if (!played_as_written(&played)) status = STATUS_DIFFERENT;
        turns += played.count;
        played_clear(&played);
    }
    if (status == STATUS_AS_WRITTEN)
        buffer_append_format(&check->out, _n("%s: %zu turn as written\n", "%s: %zu turns as written\n", turns), check->path, turns);
    bindings_clear(&bindings);
    free(folder);
    return status;
}

static Status check_document(Check *check) {
    Buffer bytes = { 0 };
    if (!read_document(check->path, &bytes)) {
        buffer_append_format(&check->out, "%s: %s\n", check->path, strerror(errno));
        return STATUS_NOT_PLAYED;
    }
    Document *document = document_read(bytes.bytes ? bytes.bytes : "", bytes.count, document_format(check->path));
    buffer_clear(&bytes);
    Status status;
    if (document->problems.count) {
        report_append_problems(&check->out, check->path, &document->problems);
        status = STATUS_NOT_PLAYED;
    } else if (check->options->lists) {
        document_append_list(&check->out, document);
        status = STATUS_AS_WRITTEN;
    } else {
        bool own = check->options->isolate != ISOLATE_NEVER && namespace_enter();
        if (!own && check->options->isolate == ISOLATE_ALWAYS) {
            buffer_append_format(&check->out, _("%s: no network namespace of its own: %s\n"), check->path, strerror(errno));
            status = STATUS_NOT_PLAYED;
        } else {
            status = play_all(check, document, own);
        }
    }
    document_free(document);
    return status;
}

/* ---- side by side */

typedef struct {
    pid_t pid;
    int fd; /* what it says; -1: all is read */
    Buffer out;
    Status status;
} Job;

static void on_end(int number) {
    play_kill_all();
    _exit(128 + number);
}

static void run_job(const char *path, const CheckOptions *options, int fd) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    signal(SIGTERM, on_end);
    signal(SIGINT, on_end);
    signal(SIGHUP, on_end);
    Check check = { .path = path, .options = options };
    Status status = check_document(&check);
    for (size_t at = 0; at < check.out.count;) {
        ssize_t sent = io_write(fd, check.out.bytes + at, check.out.count - at);
        if (sent <= 0) break;
        at += (size_t)sent;
    }
    _exit(status);
}

static void start_job(Job *job, const char *path, const CheckOptions *options) {
    int fds[2];
    job->fd = -1;
    job->status = STATUS_NOT_PLAYED;
    if (pipe2(fds, O_CLOEXEC) < 0) return;
    job->pid = fork();
    if (job->pid == 0) run_job(path, options, fds[1]);
    close(fds[1]);
    job->fd = fds[0];
}

/* Its output to the end, then its status. */
static void finish_job(Job *job) {
    char *room;
    ssize_t got = 1;
    while (job->fd >= 0 && (got > 0 || got == -EINTR) && (room = buffer_reserve(&job->out, 65536))) {
        got = io_read(job->fd, room, 65536);
        if (got > 0) job->out.count += (size_t)got;
    }
    if (job->fd >= 0) close(job->fd);
    job->fd = -1;
    int status;
    while (job->pid > 0 && waitpid(job->pid, &status, 0) < 0 && errno == EINTR) {}
    if (job->pid > 0) job->status = WIFEXITED(status) ? (Status)WEXITSTATUS(status) : STATUS_NOT_PLAYED;
}

static int check_all(char **paths, size_t count, const CheckOptions *options) {
    Job *jobs = memory_get_zeroed((count + 1) * sizeof *jobs);
    size_t started = 0, passed = 0;
    Status worst = STATUS_AS_WRITTEN;
    for (size_t i = 0; i < count; i++) {
        for (; started < count && started < i + (size_t)options->jobs; started++) start_job(&jobs[started], paths[started], options);
        finish_job(&jobs[i]);
        fwrite(jobs[i].out.bytes ? jobs[i].out.bytes : "", 1, jobs[i].out.count, stdout);
        fflush(stdout);
        buffer_clear(&jobs[i].out);
        passed += jobs[i].status == STATUS_AS_WRITTEN;
        if (jobs[i].status > worst) worst = jobs[i].status;
    }
    memory_free(jobs);
    if (!options->lists) printf(_("%zu passed, %zu failed\n"), passed, count - passed);
    return (int)worst;
}

/* ---- the command line */

static const char help_text[] =
    N_("usage: causette check [option]... DOC...\n"
       "\n"
       "Plays the dialogues of documents, a process for each role, and compares what each turn shows.\n"
       "\n"
       "      --list                 show the roles and turns as they are read, and play nothing\n"
       "  -v                         show each turn as it is played\n"
       "  -j N                       so many documents side by side (default: one a processor)\n"
       "      --real-time            sleeps and timeouts take their time\n"
       "      --timeout=SECONDS      most time for a turn (10)\n"
       "      --total-timeout=SECONDS  most time for a dialogue (60)\n"
       "      --isolate=WHEN         a network namespace for each document: auto, always or never\n"
       "  -h, --help                 show this help\n"
       "\n"
       "Exit status: 0 all as written, 1 a difference, 2 usage, 3 something could not be played.\n");

static int fail_usage(const char *problem, const char *what) {
    fprintf(stderr, "causette check: %s%s\nTry 'causette check --help'.\n", problem, what);
    return STATUS_USAGE;
}

static bool parse_number(const char *text, double least, double *number) {
    char *end;
    *number = strtod(text, &end);
    return end != text && !*end && *number >= least && *number < 1e9;
}

static bool parse_isolate(const char *text, Isolate *isolate) {
    static const char *const names[] = { [ISOLATE_AUTO] = "auto", [ISOLATE_ALWAYS] = "always", [ISOLATE_NEVER] = "never" };
    for (int i = ISOLATE_AUTO; i <= ISOLATE_NEVER; i++) {
        if (!strcmp(text, names[i])) return *isolate = (Isolate)i, true;
    }
    return false;
}

int check_run(int argc, char **argv) {
    static const struct option longs[] = { { "help", no_argument, NULL, 'h' },
                                           { "list", no_argument, NULL, OPTION_LIST },
                                           { "real-time", no_argument, NULL, OPTION_REAL_TIME },
                                           { "timeout", required_argument, NULL, OPTION_TIMEOUT },
                                           { "total-timeout", required_argument, NULL, OPTION_TOTAL_TIMEOUT },
                                           { "isolate", required_argument, NULL, OPTION_ISOLATE },
                                           { 0 } };
    CheckOptions options = { .jobs = sysconf(_SC_NPROCESSORS_ONLN), .isolate = ISOLATE_AUTO };
    double jobs;
    int option;
    opterr = 0;
    optind = 1;
    language_open();
    signal(SIGPIPE, SIG_IGN);
    setenv("PYTHONHASHSEED", "0", 1);
    while ((option = getopt_long(argc, argv, "hvj:", longs, NULL)) != -1) {
        switch (option) {
        case 'h': fputs(_(help_text), stdout); return 0;
        case 'v': options.is_verbose = true; break;
        case 'j':
            if (!parse_number(optarg, 1, &jobs)) return fail_usage("-j wants a number, not ", optarg);
            options.jobs = (long)jobs;
            break;
        case OPTION_LIST: options.lists = true; break;
        case OPTION_REAL_TIME: options.real_time = true; break;
        case OPTION_TIMEOUT:
            if (!parse_number(optarg, 1e-3, &options.settings.timeout)) return fail_usage("not seconds: ", optarg);
            break;
        case OPTION_TOTAL_TIMEOUT:
            if (!parse_number(optarg, 1e-3, &options.settings.total_timeout)) return fail_usage("not seconds: ", optarg);
            break;
        case OPTION_ISOLATE:
            if (!parse_isolate(optarg, &options.isolate)) return fail_usage("--isolate is auto, always or never, not ", optarg);
            break;
        default: return fail_usage("unknown option, or one without its value: ", argv[optind - 1]);
        }
    }
    if (optind == argc) return fail_usage("which document?", "");
    return check_all(argv + optind, (size_t)(argc - optind), &options);
}
