/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One loop reads what all say, so that nobody waits for a reader; what the first unfinished document says
 * is shown at once. */
#include "dialogue/jobs.h"
#include "base/json.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/retry.h"
#include "dialogue/actor/orphans.h"
#include "dialogue/examine.h"
#include "dialogue/folder.h"
#include "dialogue/news.h"
#include "dialogue/play.h"
#include "dialogue/report/machine.h"
#include "document/printable.h"
#include "sched/io.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef enum { JOB_WAITING, JOB_RUNNING, JOB_DONE } JobState;

typedef struct {
    JobState state;
    pid_t pid;
    int fd; /* what it says */
    Buffer received;
    Buffer texts[NEWS_KINDS];
    Buffer folders; /* in which it has played, each ended by a zero byte */
    CheckStatus status;
} Job;

typedef struct {
    char **paths;
    const CheckOptions *options;
    Job *jobs;
    size_t count, started, done, shown; /* shown: the first that is not shown to its end */
    size_t passed;
    CheckStatus worst;
    int problem; /* an errno: what they say cannot be read any more */
    Buffer note;
    bool *has_player; /* of the command line's players: a document has such a role */
    bool has_progress;
    size_t progress; /* cells of the line on standard error */
} Jobs;

static volatile sig_atomic_t interrupted; /* the signal */

static void on_signal(int number) { interrupted = number; }

/* how: SIG_BLOCK, so that they come only while all wait; SIG_UNBLOCK. */
static void catch_signals(void (*handler)(int), int how) {
    static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
    struct sigaction action = { .sa_handler = handler };
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        sigaction(numbers[i], &action, NULL);
        sigaddset(&set, numbers[i]);
    }
    sigprocmask(how, &set, NULL);
}

static void erase_progress(Jobs *jobs) {
    if (jobs->progress) fputs("\r\x1b[K", stderr);
    jobs->progress = 0;
}

/* ---- one document's process */

static void run_job(const char *path, const CheckOptions *options, int fd, pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    catch_signals(play_stop, SIG_UNBLOCK);
    if (getppid() != parent) play_stop(SIGTERM);
    _exit((int)examine(path, options, fd));
}

static void start(Jobs *jobs, size_t i) {
    Job *job = &jobs->jobs[i];
    int fds[2];
    pid_t parent = getpid();
    job->state = JOB_DONE;
    job->fd = -1;
    job->status = CHECK_NOT_PLAYED;
    if (pipe2(fds, O_CLOEXEC) == 0) {
        job->pid = fork();
        if (job->pid == 0) run_job(jobs->paths[i], jobs->options, fds[1], parent);
        close(fds[1]);
        if (job->pid > 0) {
            job->fd = fds[0];
            job->state = JOB_RUNNING;
            return;
        }
        close(fds[0]);
    }
    int problem = errno;
    Buffer path = { 0 };
    buffer_append_format(&job->texts[NEWS_TEXT], "%s: %s\n", printable(&path, jobs->paths[i]),
                         strerror(problem));
    buffer_clear(&path);
    jobs->done++;
}

/* What a document leaves behind when a role has ended its process. */
static void end_orphans(const Jobs *jobs) {
    pid_t *spared = memory_get((jobs->count + 1) * sizeof *spared);
    size_t count = 0;
    spared[count++] = 0; /* no process */
    for (size_t i = 0; i < jobs->started; i++)
        if (jobs->jobs[i].state == JOB_RUNNING) spared[count++] = jobs->jobs[i].pid;
    orphans_end(spared, count);
    memory_free(spared);
}

/* Those that its own process did not remove. */
static void remove_folders(Jobs *jobs, Job *job) {
    Span rest = { job->folders.bytes, job->folders.count };
    while (rest.count) {
        size_t length = strnlen(rest.bytes, rest.count);
        int problem = length < rest.count ? folder_remove(rest.bytes) : 0;
        if (problem) {
            erase_progress(jobs);
            Buffer safe = { 0 };
            fprintf(stderr, _("causette %s: the folder %s could not be removed: %s\n"),
                    check_command_name(jobs->options), printable(&safe, rest.bytes), strerror(-problem));
            buffer_clear(&safe);
        }
        rest = span_from(rest, length < rest.count ? length + 1 : length);
    }
    buffer_clear(&job->folders);
}

static void end(Jobs *jobs, size_t i) {
    Job *job = &jobs->jobs[i];
    int status = 0;
    Buffer path = { 0 };
    close(job->fd);
    while (retry_is_due(waitpid(job->pid, &status, 0))) {}
    job->state = JOB_DONE;
    job->status = WIFEXITED(status) ? (CheckStatus)WEXITSTATUS(status) : CHECK_NOT_PLAYED;
    if (WIFSIGNALED(status) && !interrupted)
        buffer_append_format(&job->texts[NEWS_TEXT],
                             _("%s: the checker's own process was ended by signal %d (%s)\n"),
                             printable(&path, jobs->paths[i]), WTERMSIG(status), strsignal(WTERMSIG(status)));
    buffer_clear(&path);
    buffer_clear(&job->received);
    if (!WIFEXITED(status)) end_orphans(jobs);
    remove_folders(jobs, job);
    jobs->done++;
}

/* ---- what is shown */

static void show_progress(Jobs *jobs) {
    if (!jobs->has_progress || jobs->done == jobs->count) return;
    erase_progress(jobs);
    jobs->progress = 1;
    fprintf(stderr, _("%zu of %zu documents"), jobs->done, jobs->count);
    fflush(stderr);
}

static void take_notes(Jobs *jobs, Job *job) {
    Buffer *note = &job->texts[NEWS_NOTE], *players = &job->texts[NEWS_PLAYERS];
    if (!jobs->note.count && note->count) {
        erase_progress(jobs);
        fwrite(note->bytes, 1, note->count, stderr);
        buffer_append(&jobs->note, note->bytes, note->count);
    }
    for (size_t i = 0; i < players->count && i < jobs->options->settings.count; i++)
        jobs->has_player[i] |= players->bytes[i];
    Buffer *folder = &job->texts[NEWS_FOLDER];
    buffer_append(&job->folders, folder->bytes, folder->count);
    buffer_truncate(folder, 0);
    buffer_truncate(note, 0);
    buffer_truncate(players, 0);
}

static void show_text(Jobs *jobs, Job *job) {
    Buffer *text = &job->texts[NEWS_TEXT];
    if (!text->count || jobs->options->has_json) return;
    FILE *out = jobs->options->command == DRAW_COMMAND ? stderr : stdout;
    erase_progress(jobs);
    fwrite(text->bytes, 1, text->count, out);
    fflush(out);
    buffer_clear(text);
}

static void show_finished(Jobs *jobs) {
    for (; jobs->shown < jobs->started; jobs->shown++) {
        Job *job = &jobs->jobs[jobs->shown];
        show_text(jobs, job);
        if (job->state != JOB_DONE) break;
        jobs->passed += job->status == CHECK_AS_WRITTEN;
        if (job->status > jobs->worst) jobs->worst = job->status;
    }
    show_progress(jobs);
}

/* ---- the loop */

static void receive(Jobs *jobs, size_t i) {
    Job *job = &jobs->jobs[i];
    char *room = buffer_reserve(&job->received, 65536);
    ssize_t got = room ? io_read(job->fd, room, 65536) : -ENOMEM;
    if (retry_is_told(got)) return;
    if (got > 0) job->received.count += (size_t)got;
    news_take(&job->received, job->texts);
    take_notes(jobs, job);
    if (got <= 0) end(jobs, i);
}

static void wait_for_news(Jobs *jobs) {
    struct pollfd *polls = memory_get_zeroed((jobs->count + 1) * sizeof *polls);
    size_t *owners = memory_get((jobs->count + 1) * sizeof *owners), count = 0;
    for (size_t i = jobs->shown; i < jobs->started; i++) {
        if (jobs->jobs[i].state != JOB_RUNNING) continue;
        owners[count] = i;
        polls[count++] = (struct pollfd){ .fd = jobs->jobs[i].fd, .events = POLLIN };
    }
    sigset_t none;
    sigemptyset(&none);
    int ready = count ? ppoll(polls, count, NULL, &none) : 0;
    if (ready < 0 && !retry_is_due(ready)) jobs->problem = errno; /* it would fail again */
    if (ready > 0) {
        for (size_t i = 0; i < count; i++) {
            if (polls[i].revents) receive(jobs, owners[i]);
        }
    }
    memory_free(polls);
    memory_free(owners);
}

static void stop_all(Jobs *jobs) {
    for (size_t i = 0; i < jobs->started; i++) {
        if (jobs->jobs[i].state == JOB_RUNNING) kill(jobs->jobs[i].pid, SIGTERM);
    }
    for (size_t i = 0; i < jobs->started; i++) {
        if (jobs->jobs[i].state == JOB_RUNNING) end(jobs, i);
    }
}

static void run(Jobs *jobs) {
    while (jobs->done < jobs->count && !interrupted && !jobs->problem) {
        while (jobs->started < jobs->count && jobs->started - jobs->done < (size_t)jobs->options->jobs)
            start(jobs, jobs->started++);
        show_finished(jobs);
        wait_for_news(jobs);
    }
    if (interrupted || jobs->problem) stop_all(jobs);
    erase_progress(jobs);
    show_finished(jobs);
    erase_progress(jobs);
}

/* ---- the end */

static void print_json(const Jobs *jobs) {
    Buffer out = { 0 };
    json_open(&out, '{');
    json_key(&out, "version");
    json_int(&out, MACHINE_REPORT_VERSION);
    json_key(&out, "documents");
    json_open(&out, '[');
    for (size_t i = 0, is_first = 1; i < jobs->shown; i++) {
        const Buffer *object = &jobs->jobs[i].texts[NEWS_JSON];
        if (!object->count) continue;
        if (!is_first) buffer_append_byte(&out, ',');
        buffer_append(&out, object->bytes, object->count);
        is_first = 0;
    }
    json_close(&out, ']');
    json_key(&out, "passed");
    json_int(&out, (int64_t)jobs->passed);
    json_key(&out, "failed");
    json_int(&out, (int64_t)(jobs->shown - jobs->passed));
    json_close(&out, '}');
    printf("%s\n", buffer_text(&out));
    buffer_clear(&out);
}

static void say_error(const CheckOptions *options, const char *what, int problem) {
    Buffer safe = { 0 };
    fprintf(stderr, "causette %s: %s: %s\n", check_command_name(options), printable(&safe, what),
            strerror(problem));
    buffer_clear(&safe);
}

static bool write_junit(const Jobs *jobs) {
    FILE *file = fopen(jobs->options->junit, "we");
    bool is_written = file != NULL;
    if (file) {
        fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n", file);
        for (size_t i = 0; i < jobs->shown; i++)
            fwrite(buffer_text(&jobs->jobs[i].texts[NEWS_JUNIT]), 1, jobs->jobs[i].texts[NEWS_JUNIT].count,
                   file);
        fputs("</testsuites>\n", file);
        is_written = !ferror(file);
        is_written = fclose(file) == 0 && is_written;
    }
    if (!is_written) say_error(jobs->options, jobs->options->junit, errno);
    return is_written;
}

/* A name that no document has is most likely misspelt, and somebody else has played that role. */
static bool has_all_players(const Jobs *jobs) {
    bool has_all = true;
    for (size_t i = 0; i < jobs->options->settings.count; i++) {
        if (jobs->has_player[i]) continue;
        Span role = jobs->options->settings.players[i].role;
        Buffer safe = { 0 };
        span_append_printable(&safe, role);
        fprintf(stderr, _("causette %s: no document has a role '%s'\n"), check_command_name(jobs->options),
                buffer_text(&safe));
        buffer_clear(&safe);
        has_all = false;
    }
    return has_all;
}

static int finish(Jobs *jobs) {
    int status = (int)jobs->worst;
    if (interrupted) return -interrupted;
    if (jobs->problem) {
        fprintf(stderr, _("causette %s: the documents cannot be waited for: %s\n"),
                check_command_name(jobs->options), strerror(jobs->problem));
        status = CHECK_NOT_PLAYED;
    }
    if (jobs->options->has_json)
        print_json(jobs);
    else if (!jobs->options->lists && jobs->options->command == CHECK_COMMAND)
        printf(_("%zu passed, %zu failed\n"), jobs->passed, jobs->shown - jobs->passed);
    if (jobs->options->junit && !write_junit(jobs)) status = CHECK_NOT_PLAYED;
    if (status < CHECK_USAGE && !has_all_players(jobs)) status = CHECK_USAGE;
    if (fflush(stdout) || ferror(stdout)) {
        if (errno != EPIPE)
            fprintf(stderr, "causette %s: %s\n", check_command_name(jobs->options), strerror(errno));
        if (status == CHECK_AS_WRITTEN && errno != EPIPE) status = CHECK_NOT_PLAYED;
    }
    return status;
}

/* Into a pipe, who reads it may write to the same terminal at any moment: a line that comes and goes would be
 * in its way. */
static bool may_show_progress(const CheckOptions *options, size_t count) {
    struct stat output;
    bool is_pipe = fstat(STDOUT_FILENO, &output) == 0 && S_ISFIFO(output.st_mode);
    return count > 1 && !options->lists && !is_pipe && isatty(STDERR_FILENO);
}

int jobs_run(char **paths, size_t count, const CheckOptions *given) {
    CheckOptions options = *given;
    Jobs jobs = { .paths = paths,
                  .count = count,
                  .options = &options,
                  .has_progress = may_show_progress(&options, count) };
    options.turnstile = memfd_create("turnstile", MFD_CLOEXEC);
    jobs.jobs = memory_get_zeroed((count + 1) * sizeof *jobs.jobs);
    jobs.has_player = memory_get_zeroed(options.settings.count + 1);
    catch_signals(on_signal, SIG_BLOCK);
    orphans_adopt();
    run(&jobs);
    int status = finish(&jobs);
    for (size_t i = 0; i < count; i++) {
        for (int kind = 0; kind < NEWS_KINDS; kind++) buffer_clear(&jobs.jobs[i].texts[kind]);
    }
    memory_free(jobs.jobs);
    memory_free(jobs.has_player);
    buffer_clear(&jobs.note);
    if (options.turnstile >= 0) close(options.turnstile);
    return status;
}
