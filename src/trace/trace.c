/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines go out as each call ends, while its thread stands still, so that they stand in the order of what
 * happened. What a call waits for is drawn below them on a terminal, and written as a line elsewhere, after a
 * moment. */
#include "trace/trace.h"
#include "base/clock.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/span.h"
#include "journal/entry.h"
#include "journal/journal_text.h"
#include "sched/io.h"
#include "shell/note.h"
#include "trace/remarks.h"
#include "trace/trace_options.h"
#include "trace/waits.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { USAGE = 2, NOT_FOUND = 127, NOT_RUN = 126, OUTPUT_COLUMNS = 110, OUTPUT_BYTES = 1 << 16 };

typedef struct {
    TraceOptions options;
    int out;       /* descriptor */
    Buffer unsent; /* into a file lines are written together, after a moment */
    Recorder *recorder;
    Remarks *remarks;
    Waits *waits;
} Trace;

static volatile sig_atomic_t is_over, has_ticked; /* a signal asks for the end; some time has passed */

static void flush(Trace *trace) {
    io_write_all(trace->out, trace->unsent.bytes, trace->unsent.count);
    buffer_truncate(&trace->unsent, 0);
}

/* ---- lines */

static bool is_asked_for(const Trace *trace, const JournalRecord *record) {
    uint16_t port = trace->options.port;
    return !port || record->local.port == port || record->peer.port == port || record->argument.port == port;
}

static void append_line(Buffer *out, const TracedThread *thread, const JournalRecord *record) {
    journal_append_text(out, record);
    if (thread->now.has_place) {
        buffer_append_text(out, "  ");
        traced_place_append(out, &thread->now.place);
    }
    buffer_append_byte(out, '\n');
}

/* {"process":4242,"thread":4242,"file":"...","line":42,"function":"main","note":"...","entry":{...}}:
 * entry.h */
static void append_object(Buffer *out, const TracedThread *thread, const JournalRecord *record,
                          const Buffer *said) {
    json_open(out, '{');
    json_int_member(out, "process", thread->process->id);
    json_int_member(out, "thread", thread->id);
    if (record && thread->now.has_place) {
        json_text_member(out, "file", thread->now.place.file);
        json_int_member(out, "line", thread->now.place.line);
        json_text_member(out, "function", thread->now.place.function);
    }
    if (said->count) {
        json_key(out, "note");
        json_bytes(out, said->bytes, said->count);
    }
    if (record) {
        json_key(out, "entry");
        entry_append(out, record);
    }
    json_close(out, '}');
    buffer_append_byte(out, '\n');
}

static void write_record(Trace *trace, const TracedThread *thread, const JournalRecord *record,
                         Buffer *said) {
    Buffer *out = &trace->unsent;
    if (!is_asked_for(trace, record) || (trace->options.only_notes && !said->count)) return;
    waits_hide(trace->waits);
    if (trace->options.json) {
        append_object(out, thread, record, said);
    } else {
        append_line(out, thread, record);
        if (said->count) note_append(out, buffer_text(said), OUTPUT_COLUMNS);
    }
    if (!trace->options.output || out->count > OUTPUT_BYTES) flush(trace);
}

/* ---- what the recorder tells */

static void stirred(void *context) { waits_hide(((Trace *)context)->waits); }

static void begun(void *context, TracedThread *thread) {
    Trace *trace = context;
    Buffer said = { 0 };
    remarks_begun(trace->remarks, thread, &said);
    if (said.count) {
        thread->now.pending.told = true; /* by this line */
        write_record(trace, thread, &thread->now.pending.record, &said);
    }
    buffer_clear(&said);
}

static void ended(void *context, const TracedThread *thread, const JournalRecord *record) {
    Trace *trace = context;
    Buffer said = { 0 };
    remarks_ended(trace->remarks, thread, record, &said);
    write_record(trace, thread, record, &said);
    buffer_clear(&said);
}

static void signalled(void *context, const TracedThread *thread, int number) {
    Trace *trace = context;
    Buffer said = { 0 };
    waits_hide(trace->waits);
    remarks_signalled(trace->remarks, thread, number, &said);
    if (said.count && trace->options.json)
        append_object(&trace->unsent, thread, NULL, &said);
    else if (said.count)
        note_append(&trace->unsent, buffer_text(&said), OUTPUT_COLUMNS);
    flush(trace);
    buffer_clear(&said);
}

static void waits_now(void *context, const TracedThread *thread, const JournalRecord *record) {
    Buffer nothing = { 0 };
    write_record(context, thread, record, &nothing);
}

/* ---- signals of our own: those of the terminal are the program's */

static void on_signal(int number) {
    if (number == SIGALRM)
        has_ticked = 1;
    else
        is_over = number;
}

static void on_ignored(int number) { (void)number; }

static void catch_signals(const TraceOptions *options) {
    static const int terminal[] = { SIGINT, SIGQUIT, SIGTSTP };
    struct sigaction action = { .sa_handler = on_signal };
    sigemptyset(&action.sa_mask);
    sigaction(SIGALRM, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    if (!options->process) action.sa_handler = on_ignored;
    action.sa_flags = SA_RESTART;
    for (size_t i = 0; i < sizeof terminal / sizeof *terminal; i++) {
        if (options->process) action.sa_flags = 0;
        if (!options->process || terminal[i] != SIGTSTP) sigaction(terminal[i], &action, NULL);
    }
    struct itimerval every = { .it_interval.tv_usec = 100000, .it_value.tv_usec = 100000 };
    setitimer(ITIMER_REAL, &every, NULL);
}

/* ---- running */

/* A sentence about a name that may hold anything, and an errno. */
static void complain(const char *format, const char *name, int error) {
    Buffer safe = { 0 };
    span_append_printable(&safe, (Span){ name, strlen(name) });
    fprintf(stderr, format, buffer_text(&safe), strerror(error));
    buffer_clear(&safe);
}

static bool open_output(Trace *trace, int *status) {
    trace->out = STDERR_FILENO;
    if (!trace->options.output) return true;
    trace->out = open(trace->options.output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (trace->out >= 0) return true;
    complain(_("causette trace: cannot write '%s': %s\n"), trace->options.output, errno);
    *status = USAGE;
    return false;
}

/* What will be missing is said before. False: the program runs on its own. */
static bool can_follow(const Trace *trace) {
    const char *name = trace->options.words[0];
    Traceable found = trace->options.process ? TRACEABLE : tracer_examine(name);
    Buffer said = { 0 }, out = { 0 };
    if (found == TRACEABLE_OTHER_MACHINE)
        buffer_append_text(&said,
                           _("This is a program for another machine, of 32 bits: its calls cannot be seen."));
    else if (found == TRACEABLE_LEAK_CHECKED)
        buffer_append_text(&said, _("LeakSanitizer is in this program and refuses to work while it is "
                                    "traced: so it runs unseen. With "
                                    "ASAN_OPTIONS=detect_leaks=0 it can be traced."));
    note_append(&out, buffer_text(&said), OUTPUT_COLUMNS);
    io_write_all(trace->out, out.bytes, out.count);
    buffer_clear(&said);
    buffer_clear(&out);
    return found == TRACEABLE;
}

/* The program could not be started. */
static void complain_of_program(const char *name, int error) {
    bool is_here = error == ENOENT && !strchr(name, '/') && access(name, F_OK) == 0;
    complain(_("causette: cannot run '%s': %s\n"), name, error);
    if (is_here) fprintf(stderr, _("It is in no folder of PATH, but here: put ./ before its name.\n"));
}

static Tracer *start(Trace *trace, TracerPlan *plan, int *status) {
    int error;
    plan->no_filter = trace->options.no_filter;
    plan->stops_along = true;
    sigprocmask(SIG_BLOCK, NULL, &plan->signals);
    pid_t process = trace->options.process;
    /* What cannot be run is told by the launch. */
    if (!can_follow(trace)) execvp(trace->options.words[0], trace->options.words);
    Tracer *tracer =
        process ? tracer_attach(plan, process, &error) : tracer_launch(plan, trace->options.words, &error);
    if (tracer) return tracer;
    *status = process ? USAGE : error == ENOENT ? NOT_FOUND : NOT_RUN;
    if (process)
        fprintf(stderr, _("causette trace: cannot look at process %d: %s\n"), (int)process, strerror(error));
    else
        complain_of_program(trace->options.words[0], error);
    if (error == EPERM)
        fprintf(stderr, _("Looking at other programs is not allowed here: see kernel.yama.ptrace_scope, or "
                          "the rules of the container "
                          "(SYS_PTRACE).\n"));
    return NULL;
}

static void tick(Trace *trace) {
    has_ticked = 0;
    waits_tick(trace->waits, trace->recorder, waits_now, trace);
    flush(trace);
}

/* Whoever ends us ends the program that we have started; one that we look at goes on. */
static int run(Trace *trace, Tracer *tracer) {
    int status;
    while (tracer_wait(tracer)) {
        if (has_ticked) tick(trace);
        if (!is_over) continue;
        if (trace->options.process) return 0;
        kill(tracer_first(tracer), is_over);
        is_over = 0;
    }
    if (!tracer_status(tracer, &status)) return 0;
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

int trace_run(int argc, char **argv) {
    Trace trace = { 0 };
    TracerPlan plan = { .pipe_was_ignored = signal(SIGPIPE, SIG_IGN) == SIG_IGN };
    int status;
    language_open();
    if (!trace_options_read(&trace.options, argc, argv, &status) || !open_output(&trace, &status))
        return status;
    const RecorderListener listener = {
        .stirred = stirred, .begun = begun, .ended = ended, .signalled = signalled, .context = &trace
    };
    trace.recorder = recorder_new(&listener, trace.options.hides);
    trace.remarks = remarks_new(recorder_journal(trace.recorder));
    const char *term = getenv("TERM");
    trace.waits =
        waits_new(trace.out, !trace.options.json && isatty(trace.out) && term && strcmp(term, "dumb") != 0);
    recorder_plan(trace.recorder, &plan);
    Tracer *tracer = start(&trace, &plan, &status);
    if (tracer) {
        catch_signals(&trace.options);
        status = run(&trace, tracer);
        tracer_free(tracer);
    }
    flush(&trace);
    buffer_clear(&trace.unsent);
    waits_free(trace.waits);
    remarks_free(trace.remarks);
    recorder_free(trace.recorder);
    if (trace.out != STDERR_FILENO) close(trace.out);
    return status;
}
