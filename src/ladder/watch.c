/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The watcher: what the shells tell goes into the ladder and into the record; rows come out once no shell can
 * have anything to say that was before them.
 *
 * The picture goes to standard output, and only grows; what there is to say about it goes to
 * standard error. */
#include "ladder/watch.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/retry.h"
#include "document/prompt.h"
#include "ladder/format.h"
#include "ladder/ladder.h"
#include "ladder/record.h"
#include "ladder/watch_options.h"
#include "ladder/watch_shells.h"
#include "shell/meeting.h"
#include "shell/view_text.h"
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    LATE_MS = 300,
    HOLD_MS = 15,      /* so long a row waits for what other shells tell of the time before it */
    RECORD_MS = 100,   /* between two writings of the record, at least */
    RECORD_SHARE = 10, /* and so many times as long as the last one took */
    NAME_CELLS = 40,
    MARK = 3,       /* cells that a line of a note has less: "# ", and the last one */
    GENERATION = 48 /* bits of a shell's own numbers */
};

typedef struct {
    pid_t pid;
    size_t column;
    uint64_t generation; /* how many shells had this column before */
    bool is_here;
    Buffer name;
} Seen;

typedef struct {
    WatchOptions options;
    WatchShells *shells;
    Ladder *ladder;
    TextLadder *text;
    Record *record; /* NULL: none is asked for */
    Buffer out;
    Seen *seen; /* by the shell's number */
    size_t count, capacity;
    bool has_news, is_head_due;
    bool waits;         /* which is said */
    pid_t refused;      /* who was complained of last */
    int64_t told_at;    /* the newest news, which are held back */
    int64_t hold_until; /* most time that those who are late are waited for */
    int64_t record_at;  /* when it may be written again */
    int record_problem;
    bool is_over;   /* nobody looks any more */
    sigset_t usual; /* of signals, before those that the loop waits for were blocked */
} Watch;

/* Set by signals. */
static volatile sig_atomic_t was_ended, was_resized;

/* ---- what is shown */

/* Signals are let in, for a terminal may take nothing; one that asks to end twice is not written to any more.
 * False: it is gone. */
static bool write_all(const Watch *watch, int fd, const Buffer *text) {
    sigset_t blocked;
    bool is_there = true;
    sigprocmask(SIG_SETMASK, &watch->usual, &blocked);
    for (size_t at = 0; at < text->count && is_there && was_ended < 2;) {
        ssize_t written = write(fd, text->bytes + at, text->count - at);
        if (written >= 0)
            at += (size_t)written;
        else if (errno == EAGAIN)
            poll(&(struct pollfd){ .fd = fd, .events = POLLOUT }, 1, -1);
        else
            is_there = retry_is_due(written);
    }
    sigprocmask(SIG_SETMASK, &blocked, NULL);
    return is_there;
}

static void show(Watch *watch) {
    if (!watch->is_over && !write_all(watch, STDOUT_FILENO, &watch->out)) watch->is_over = true;
    buffer_truncate(&watch->out, 0);
}

/* A sentence about the picture, or several, one a line. Takes it. */
static void say_take(Watch *watch, Buffer *sentences) {
    bool is_terminal = isatty(STDERR_FILENO);
    Buffer lines = { 0 }, out = { 0 };
    show(watch);
    view_append_wrapped(&lines, buffer_text(sentences), is_terminal ? note_columns() - MARK : INT_MAX, 0);
    const char *text = buffer_text(&lines);
    for (size_t count; *text; text += count + (text[count] == '\n')) {
        count = strcspn(text, "\n");
        buffer_append_text(&out, "# ");
        buffer_append(&out, text, count);
        buffer_append_byte(&out, '\n');
    }
    write_all(watch, STDERR_FILENO, &out);
    buffer_clear(&lines);
    buffer_clear(&out);
    buffer_clear(sentences);
}

__attribute__((format(printf, 2, 3))) static void say(Watch *watch, const char *format, ...) {
    Buffer sentence = { 0 };
    va_list arguments;
    va_start(arguments, format);
    buffer_append_format_list(&sentence, format, arguments);
    va_end(arguments);
    say_take(watch, &sentence);
}

static void draw_head(Watch *watch) {
    const char *const *names;
    size_t count = ladder_roles(watch->ladder, &names);
    text_ladder_head(watch->text, &watch->out, names, count);
    watch->is_head_due = false;
}

static void draw_row(void *context, const Row *row) {
    Watch *watch = context;
    if (watch->is_head_due) draw_head(watch);
    text_ladder_row(watch->text, &watch->out, row);
}

/* ---- what the shells tell */

static void note_news(Watch *watch) {
    watch->has_news = true;
    watch->told_at = clock_now();
}

/* The column of a shell that has gone, or a new one. */
static void give_column(Watch *watch, Seen *seen) {
    for (size_t i = 0; i + 1 < watch->count; i++) {
        Seen *gone = &watch->seen[i];
        if (gone->is_here || gone->column == SIZE_MAX) continue;
        seen->column = gone->column;
        seen->generation = gone->generation + 1;
        gone->column = SIZE_MAX;
        return;
    }
    seen->column = ladder_add_role(watch->ladder, "");
}

static void on_joined(void *context, size_t shell, pid_t pid) {
    Watch *watch = context;
    (void)shell; /* they come in the order of their numbers */
    Seen *seen = array_push(&watch->seen, &watch->count, &watch->capacity, sizeof *seen);
    *seen = (Seen){ .pid = pid, .is_here = true };
    watch->waits = false;
    give_column(watch, seen);
    if (watch->record) record_add_shell(watch->record);
}

static bool is_taken(const Watch *watch, const Seen *by, const char *name) {
    for (size_t i = 0; i < watch->count; i++) {
        Seen *other = &watch->seen[i];
        if (other != by && other->is_here && !strcmp(buffer_text(&other->name), name)) return true;
    }
    return false;
}

/* Two shells of one name are told apart, as the record tells them: "server 2". */
static void make_different(const Watch *watch, Seen *seen) {
    size_t count = seen->name.count;
    for (int number = 2; is_taken(watch, seen, buffer_text(&seen->name)); number++) {
        buffer_truncate(&seen->name, count);
        buffer_append_format(&seen->name, " %d", number);
    }
}

static void on_prompt(void *context, size_t shell, const char *text, size_t count) {
    Watch *watch = context;
    Seen *seen = &watch->seen[shell];
    Span prompt = { text, count }, shown = span_trim(prompt);
    buffer_truncate(&seen->name, 0);
    if (!shown.count || span_equals(shown, SPAN(">>>"))) {
        buffer_append_format(&seen->name, _("shell %d"), (int)seen->pid);
    } else {
        Span name = prompt_name(prompt);
        view_append_safe(&seen->name, name.bytes, name.count, NAME_CELLS);
        make_different(watch, seen);
    }
    ladder_name_role(watch->ladder, seen->column, buffer_text(&seen->name));
    watch->is_head_due = true;
    note_news(watch);
    if (watch->record) record_note_prompt(watch->record, shell, text, count);
}

/* Numbers of a shell are its own, those of a column are not given twice. */
static uint64_t column_number(const Seen *seen, uint64_t number) {
    if (!number) return 0;
    return (number & ((UINT64_C(1) << GENERATION) - 1)) | seen->generation << GENERATION;
}

static void on_entry(void *context, size_t shell, const Entry *entry) {
    Watch *watch = context;
    const Seen *seen = &watch->seen[shell];
    Entry own = *entry; /* texts borrowed */
    own.call = column_number(seen, entry->call);
    own.socket = column_number(seen, entry->socket);
    own.made = column_number(seen, entry->made);
    ladder_add_call(watch->ladder, seen->column, &own);
    note_news(watch);
    if (watch->record) record_note_entry(watch->record, shell, entry);
}

static void on_lost(void *context, size_t shell, uint64_t count) {
    Watch *watch = context;
    note_news(watch);
    ladder_add_lost(watch->ladder, watch->seen[shell].column, count, watch->told_at);
    if (watch->record) record_note_lost(watch->record, shell);
}

static void on_turn(void *context, size_t shell, const ToldTurn *turn) {
    Watch *watch = context;
    if (watch->record) record_note_turn(watch->record, shell, turn);
}

static void on_shown(void *context, size_t shell, uint64_t number, const char *text, size_t count) {
    Watch *watch = context;
    if (watch->record) record_note_shown(watch->record, shell, number, text, count);
}

static void on_done(void *context, size_t shell, uint64_t number) {
    Watch *watch = context;
    if (watch->record) record_note_done(watch->record, shell, number);
}

static void on_cut(void *context, size_t shell) {
    Watch *watch = context;
    if (watch->record) record_note_cut(watch->record, shell);
}

static size_t count_here(const Watch *watch) {
    size_t count = 0;
    for (size_t i = 0; i < watch->count; i++) count += watch->seen[i].is_here;
    return count;
}

/* Once, each time that there is none. */
static void say_waiting(Watch *watch) {
    if (watch->waits || count_here(watch) || watch_shells_are_late(watch->shells)) return;
    watch->waits = true;
    say(watch, "%s", _("Waiting for a shell: start causette in another terminal. Ctrl-C ends this."));
}

static void on_left(void *context, size_t shell, ShellEnd how) {
    Watch *watch = context;
    Seen *seen = &watch->seen[shell];
    int64_t now = clock_now();
    seen->is_here = false;
    ladder_end_role(watch->ladder, seen->column, now);
    ladder_flush(watch->ladder, now + 1);
    const char *name = buffer_text(&seen->name);
    if (how == SHELL_ENDED)
        say(watch, _("%s has ended."), name);
    else if (how == SHELL_VANISHED)
        say(watch, _("%s has gone without a word, as one that was killed."), name);
    else
        say(watch, _("%s tells what cannot be read, and is watched no longer."), name);
    if (how == SHELL_ENDED && watch->record) record_note_end(watch->record, shell, now);
}

static void on_refused(void *context, pid_t pid) {
    Watch *watch = context;
    if (watch->refused == pid) return;
    watch->refused = pid;
    say(watch, _("shell %d cannot be watched: it has too many watchers, or is of another version."),
        (int)pid);
}

/* ---- the record */

static void complain_record(Watch *watch, int problem) {
    if (problem == watch->record_problem) return;
    watch->record_problem = problem;
    if (!problem) return;
    Buffer shown = { 0 };
    view_append_safe(&shown, watch->options.record, strlen(watch->options.record), 0);
    say(watch, _("%s cannot be written: %s."), buffer_text(&shown), strerrordesc_np(problem));
    buffer_clear(&shown);
}

static void keep_record(Watch *watch, int64_t now) {
    if (!watch->record || !record_has_news(watch->record) || now < watch->record_at) return;
    complain_record(watch, record_write(watch->record, false));
    int64_t end = clock_now();
    watch->record_at = end + RECORD_MS * CLOCK_MILLISECOND + RECORD_SHARE * (end - now);
}

static void finish_record(Watch *watch) {
    size_t turns = record_turns(watch->record);
    int problem = record_write(watch->record, true);
    complain_record(watch, problem);
    if (problem) return;
    Buffer sentences = { 0 }, shown = { 0 };
    view_append_safe(&shown, watch->options.record, strlen(watch->options.record), 0);
    if (turns)
        buffer_append_format(&sentences, _n("%zu turn recorded in %s.", "%zu turns recorded in %s.", turns),
                             turns, buffer_text(&shown));
    else
        buffer_append_format(&sentences, _("Nothing was typed: %s was not written."), buffer_text(&shown));
    buffer_append_byte(&sentences, '\n');
    record_append_doubts(&sentences, watch->record);
    say_take(watch, &sentences);
    buffer_clear(&shown);
}

/* False: it cannot be kept there, which is said. */
static bool open_record(Watch *watch) {
    const char *path = watch->options.record;
    if (!path) return true;
    watch->record = record_new(path);
    int problem = record_try(watch->record);
    if (!problem) return true;
    Buffer shown = { 0 };
    view_append_safe(&shown, path, strlen(path), 0);
    if (problem == EEXIST)
        fprintf(stderr, _("causette watch: %s exists already, and is left alone; name another file\n"),
                buffer_text(&shown));
    else
        fprintf(stderr, _("causette watch: %s cannot be written: %s\n"), buffer_text(&shown),
                strerrordesc_np(problem));
    buffer_clear(&shown);
    return false;
}

/* ---- the loop */

static void on_end(int number) {
    (void)number;
    was_ended++;
}

static void on_resize(int number) {
    (void)number;
    was_resized = 1;
}

/* They come only while the loop waits, and while something is written. */
static void catch_signals(Watch *watch) {
    static const int ends[] = { SIGINT, SIGTERM, SIGHUP };
    struct sigaction end = { .sa_handler = on_end }, resize = { .sa_handler = on_resize };
    sigset_t blocked;
    sigemptyset(&blocked);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        sigaction(ends[i], &end, NULL);
        sigaddset(&blocked, ends[i]);
    }
    sigaction(SIGWINCH, &resize, NULL);
    sigaddset(&blocked, SIGWINCH);
    signal(SIGPIPE, SIG_IGN);
    sigprocmask(SIG_BLOCK, &blocked, &watch->usual);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) sigdelset(&watch->usual, ends[i]);
}

static void take_size(Watch *watch) {
    was_resized = 0;
    text_ladder_resize(watch->text, (size_t)note_columns());
    watch->is_head_due = true;
    note_news(watch);
}

/* Milliseconds until there is something to do; -1: until somebody tells something. */
static int time_to_wait(const Watch *watch) {
    int64_t now = clock_now(), least = INT64_MAX;
    if (watch->has_news) least = watch->told_at + HOLD_MS * CLOCK_MILLISECOND - now;
    if (watch->record && record_has_news(watch->record) && watch->record_at - now < least)
        least = watch->record_at - now;
    if (least < CLOCK_MILLISECOND && watch_shells_are_late(watch->shells))
        least = HOLD_MS * CLOCK_MILLISECOND;
    int shells = watch_shells_time(watch->shells);
    if (least == INT64_MAX) return shells;
    int milliseconds = clock_poll_time(least);
    return shells >= 0 && shells < milliseconds ? shells : milliseconds;
}

/* Rows of what is old enough. */
static void draw(Watch *watch) {
    int64_t now = clock_now();
    bool is_late = watch_shells_are_late(watch->shells);
    if (!is_late) watch->hold_until = now + LATE_MS * CLOCK_MILLISECOND;
    if (!watch->has_news || (is_late && now < watch->hold_until)) return;
    ladder_flush(watch->ladder, now - HOLD_MS * CLOCK_MILLISECOND);
    if (now - watch->told_at >= HOLD_MS * CLOCK_MILLISECOND) {
        watch->has_news = false;
        if (watch->is_head_due) draw_head(watch);
    }
    show(watch);
}

/* It would fail again. */
static void give_up(Watch *watch, int problem) {
    say(watch, _("Shells cannot be waited for: %s."), strerrordesc_np(problem));
    watch->is_over = true;
}

static void step(Watch *watch) {
    struct pollfd polls[WATCHED_SHELLS + 2];
    say_waiting(watch);
    size_t count = watch_shells_polls(watch->shells, polls);
    struct pollfd *output = &polls[count];
    *output = (struct pollfd){ .fd = STDOUT_FILENO }; /* its end alone */
    int wait = time_to_wait(watch);
    struct timespec rest = { wait / 1000, wait % 1000 * 1000000L };
    int ready = ppoll(polls, count + 1, wait < 0 ? NULL : &rest, &watch->usual);
    if (ready < 0) {
        if (!retry_is_due(ready)) give_up(watch, errno);
        for (size_t i = 0; i <= count; i++) polls[i].revents = 0;
    }
    if (output->revents & (POLLERR | POLLHUP | POLLNVAL)) watch->is_over = true;
    if (was_resized) take_size(watch);
    watch_shells_step(watch->shells, polls);
    draw(watch);
    keep_record(watch, clock_now());
}

static void run(Watch *watch) {
    while (!was_ended && !watch->is_over) step(watch);
    watch_shells_finish(watch->shells);
    ladder_flush(watch->ladder, INT64_MAX);
    if (watch->is_head_due && watch->count) draw_head(watch);
    show(watch);
    if (watch->record) finish_record(watch);
}

static void clear(Watch *watch) {
    watch_shells_close(watch->shells);
    ladder_free(watch->ladder);
    text_ladder_free(watch->text);
    record_free(watch->record);
    for (size_t i = 0; i < watch->count; i++) buffer_clear(&watch->seen[i].name);
    memory_free(watch->seen);
    buffer_clear(&watch->out);
}

static bool open_shells(Watch *watch) {
    ShellsSink sink = { watch,    on_joined, on_prompt, on_entry, on_lost,   on_turn,
                        on_shown, on_done,   on_cut,    on_left,  on_refused };
    watch->shells = watch_shells_open(&sink);
    if (watch->shells) return true;
    fprintf(stderr, "%s",
            _("causette watch: there is no folder of yours alone in which shells could meet: "
              "see XDG_RUNTIME_DIR in 'man causette-watch'\n"));
    return false;
}

int watch_run(int argc, char **argv) {
    Watch watch = { 0 };
    int status;
    language_open();
    if (!watch_options_read(&watch.options, argc, argv, &status)) return status;
    note_open(watch.options.color);
    TextStyle style = { .columns = (size_t)note_columns(),
                        .ascii = watch.options.is_ascii,
                        .has_color = note_has_color() };
    watch.ladder = ladder_new(draw_row, &watch);
    watch.text = text_ladder_new(&style);
    status = WATCH_IMPOSSIBLE;
    catch_signals(&watch);
    if (open_record(&watch) && open_shells(&watch)) {
        run(&watch);
        status = watch.record_problem ? WATCH_FAILED : WATCH_FINE;
    }
    clear(&watch);
    return status;
}
