/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads, plays, reports. */
#include "dialogue/examine.h"
#include "base/clock.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/retry.h"
#include "dialogue/actor/actor.h"
#include "dialogue/namespace.h"
#include "dialogue/news.h"
#include "dialogue/report/machine.h"
#include "dialogue/report/report.h"
#include "dialogue/update.h"
#include "sched/io.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    const char *path; /* as given */
    Buffer name;      /* the same, printable */
    const CheckOptions *options;
    int fd;
    Document *document;
    Bindings bindings;
    Played *played; /* by dialogue */
    PortSet *ends;  /* of connections, where they are wanted */
    size_t barred;  /* turns of shells that are not run */
    Buffer out, note;
    CheckStatus status;
    int64_t begun;
    /* of the dialogue that is being played, for -v: */
    size_t dialogue, next;
    bool *is_closed;
} Examination;

/* ---- the file */

/* A pipe with a name and no writer is empty: opening it must not wait for one. */
static int open_file(const char *path) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd >= 0) fcntl(fd, F_SETFL, O_RDONLY);
    return fd;
}

static int read_file(const char *path, Buffer *bytes) {
    int fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open_file(path);
    int problem = fd < 0 ? -errno : io_read_all(fd, bytes, DOCUMENT_LIMIT + 1);
    if (bytes->count > DOCUMENT_LIMIT) problem = -EFBIG;
    if (fd > STDIN_FILENO) close(fd);
    return problem;
}

static void say_unreadable(Examination *examination, int problem) {
    Buffer *out = &examination->out;
    if (problem == -EFBIG)
        buffer_append_format(out, _("%s: more than %d megabytes: this is no document to play\n"),
                             buffer_text(&examination->name), DOCUMENT_LIMIT >> 20);
    else
        buffer_append_format(out, "%s: %s\n", buffer_text(&examination->name), strerror(-problem));
}

/* The absolute folder of the document; owned, malloc's. */
static char *folder_of(const char *path) {
    char *copy = strdup(path), *slash = strrchr(copy, '/');
    if (slash) slash[slash == copy] = '\0';
    char *folder = realpath(slash ? copy : ".", NULL);
    free(copy);
    return folder ? folder : strdup("/");
}

/* ---- where it plays */

static bool has_role(const Document *document, Span name) {
    for (size_t i = 0; i < document->count; i++) {
        for (size_t k = 0; k < document->dialogues[i].count; k++) {
            if (span_equals(document->dialogues[i].roles[k].name, name)) return true;
        }
    }
    return false;
}

/* A role that a command starts is elsewhere: only from the common namespace can it be reached. */
static bool has_launcher(const Settings *settings, const Document *document) {
    for (size_t i = 0; i < settings->count; i++) {
        if (settings->players[i].is_command && has_role(document, settings->players[i].role)) return true;
    }
    return false;
}

/* As the command line says, or the document, or auto. *is_elsewhere: a role is. */
static Isolate isolation_of(const Examination *examination, bool *is_elsewhere) {
    const Document *document = examination->document;
    Isolate isolate = examination->options->isolate;
    *is_elsewhere = has_launcher(&examination->options->settings, document);
    for (size_t i = 0; i < document->count; i++) {
        const Settings *settings = &document->dialogues[i].settings;
        *is_elsewhere = *is_elsewhere || has_launcher(settings, document);
        if (isolate == ISOLATE_UNSET) isolate = settings->isolate;
    }
    return isolate == ISOLATE_UNSET ? ISOLATE_AUTO : isolate;
}

/* Documents that share a namespace share its ports: one after the other. */
static void pass_turnstile(const CheckOptions *options) {
    struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    while (options->turnstile >= 0 && retry_is_due(fcntl(options->turnstile, F_SETLKW, &whole))) {}
}

/* False: it cannot be played. */
static bool find_place(Examination *examination, bool *own_namespace) {
    bool is_elsewhere;
    Isolate isolate = isolation_of(examination, &is_elsewhere);
    *own_namespace = isolate != ISOLATE_NEVER && !is_elsewhere && namespace_enter();
    int problem = errno;
    if (*own_namespace) return true;
    if (is_elsewhere && isolate == ISOLATE_ALWAYS) {
        buffer_append_format(
            &examination->out,
            _("%s: a role that a command starts cannot play in a network namespace of its own\n"),
            buffer_text(&examination->name));
        return false;
    }
    if (isolate == ISOLATE_ALWAYS) {
        buffer_append_format(&examination->out, _("%s: no network namespace of its own: %s\n"),
                             buffer_text(&examination->name), strerror(problem));
        return false;
    }
    if (isolate == ISOLATE_AUTO && !is_elsewhere)
        buffer_append_format(&examination->note,
                             _("causette %s: no network namespaces here (%s): documents play in the common "
                               "one, one after the other, "
                               "in real time\n"),
                             check_command_name(examination->options), strerror(problem));
    pass_turnstile(examination->options);
    return true;
}

/* ---- playing */

/* -v shows turns in the order in which they were typed, so one that still waits holds up those behind it. */
static void show_turns(Examination *examination, bool is_over) {
    const Dialogue *dialogue = &examination->document->dialogues[examination->dialogue];
    const Played *played = &examination->played[examination->dialogue];
    for (; examination->next < dialogue->turn_count; examination->next++) {
        const Turn *turn = &examination->document->turns[dialogue->first_turn + examination->next];
        const PlayedTurn *one = &played->turns[examination->next];
        bool is_done = examination->is_closed[examination->next] ||
                       (one->verdict != TURN_NOT_PLAYED && !turn->source.count) ||
                       turn->options & OPTION_SKIP;
        if (!is_done && !is_over) break;
        if (one->verdict != TURN_NOT_PLAYED) report_append_turn(&examination->out, turn, one);
    }
    news_send(examination->fd, NEWS_TEXT, &examination->out);
}

static void on_turn(void *context, const Turn *turn, const PlayedTurn *played) {
    Examination *examination = context;
    const Dialogue *dialogue = &examination->document->dialogues[examination->dialogue];
    (void)played;
    examination->is_closed[(size_t)(turn - examination->document->turns) - dialogue->first_turn] = true;
    show_turns(examination, false);
}

/* Should a role end this process, the one above removes it. */
static void on_folder(void *context, const char *path) {
    const Examination *examination = context;
    Buffer text = { 0 };
    buffer_append(&text, path, strlen(path) + 1);
    news_send(examination->fd, NEWS_FOLDER, &text);
}

/* Draws what has happened, where that is wanted. */
static void draw(Examination *examination, const Chronicle *chronicle, size_t i) {
    const Artist *artist = &examination->options->artist;
    Buffer problem = { 0 };
    if (!artist->draws_all && played_as_written(&examination->played[i])) return;
    if (!artist->draw(artist->context, chronicle, examination->document->count > 1 ? i + 1 : 0, &problem)) {
        buffer_append_format(&examination->out, "%s: %s\n", buffer_text(&examination->name),
                             buffer_text(&problem));
        examination->status = CHECK_NOT_PLAYED;
    }
    buffer_clear(&problem);
}

static void play_one(Examination *examination, size_t i, PlayOptions *options) {
    Dialogue *dialogue = &examination->document->dialogues[i];
    Played *played = &examination->played[i];
    examination->dialogue = i;
    examination->next = 0;
    examination->is_closed = memory_get_zeroed(dialogue->turn_count + 1);
    Chronicle chronicle = { 0 };
    if (examination->options->artist.draw) {
        chronicle_set_title(&chronicle, buffer_text(&examination->name));
        options->chronicle = &chronicle;
    }
    play_dialogue(examination->document, dialogue, options, &examination->bindings, played);
    if (options->chronicle) draw(examination, &chronicle, i);
    chronicle_clear(&chronicle);
    if (options->on_turn) show_turns(examination, true);
    memory_free(examination->is_closed);
    if (played_as_written(played)) return;
    bool needs_shell = false;
    for (size_t k = 0; k < played->count; k++) needs_shell |= played->turns[k].needs_shell;
    CheckStatus status = played->problem.count || needs_shell ? CHECK_NOT_PLAYED : CHECK_DIFFERENT;
    if (status > examination->status) examination->status = status;
}

static void play_all(Examination *examination, bool own_namespace) {
    char *folder = folder_of(examination->path);
    PlayOptions options = { .folder = folder,
                            .own_namespace = own_namespace,
                            .real_time = examination->options->real_time,
                            .settings = &examination->options->settings,
                            .on_folder = on_folder,
                            .context = examination,
                            .ends = examination->ends,
                            .packets = examination->options->packets };
    if (examination->options->is_verbose) options.on_turn = on_turn;
    examination->played = memory_get_zeroed((examination->document->count + 1) * sizeof *examination->played);
    size_t only = (size_t)examination->options->dialogue;
    for (size_t i = 0; i < examination->document->count; i++) {
        if (!only || i + 1 == only) play_one(examination, i, &options);
    }
    free(folder);
}

/* ---- saying it */

static void say_as_written(Examination *examination) {
    size_t turns = 0;
    const char *name = buffer_text(&examination->name);
    for (size_t i = 0; i < examination->document->turn_count; i++)
        turns += !(examination->document->turns[i].options & OPTION_SKIP);
    buffer_append_format(&examination->out,
                         _n("%s: %zu turn as written\n", "%s: %zu turns as written\n", turns), name, turns);
}

/* Turns that were not run because the document does not ask for it. */
static void say_barred(Examination *examination) {
    size_t count = examination->barred, i = 0;
    if (!count) return;
    while (!examination->document->turns[i].is_barred) i++;
    buffer_append_format(&examination->out,
                         _n("%s:%d: %zu turn at a shell's prompt was not run: 'causette: shell' in a "
                            "comment, or --shell, has it run\n",
                            "%s:%d: %zu turns at a shell's prompt were not run: 'causette: shell' in a "
                            "comment, or --shell, has them run\n",
                            count),
                         buffer_text(&examination->name), examination->document->turns[i].line, count);
}

/* Whether there is a turn but those of shells that are not run. */
static bool has_playable_turn(const Document *document) {
    for (size_t i = 0; i < document->turn_count; i++)
        if (!document->turns[i].is_barred) return true;
    return false;
}

static void report_all(Examination *examination) {
    Report report = { .path = buffer_text(&examination->name),
                      .document = examination->document,
                      .bindings = &examination->bindings,
                      .has_color = examination->options->has_color };
    if (examination->options->command == DRAW_COMMAND && examination->status == CHECK_AS_WRITTEN) return;
    for (size_t i = 0; i < examination->document->count; i++)
        report_append(&examination->out, &report, &examination->document->dialogues[i],
                      &examination->played[i]);
    if (examination->status == CHECK_AS_WRITTEN) say_as_written(examination);
}

static void send_machine_reports(Examination *examination) {
    MachineReport report = { .path = buffer_text(&examination->name),
                             .document = examination->document,
                             .played = examination->played,
                             .bindings = &examination->bindings,
                             .status = examination->status,
                             .seconds = (double)(clock_now() - examination->begun) / CLOCK_SECOND,
                             .problem = { examination->out.bytes,
                                          examination->played ? 0 : examination->out.count } };
    Buffer text = { 0 };
    if (examination->options->has_json) machine_report_json(&text, &report);
    news_send(examination->fd, NEWS_JSON, &text);
    if (examination->options->junit) machine_report_junit(&text, &report);
    news_send(examination->fd, NEWS_JUNIT, &text);
}

static void send_players(const Examination *examination) {
    const Settings *settings = &examination->options->settings;
    Buffer known = { 0 };
    for (size_t i = 0; i < settings->count; i++)
        buffer_append_byte(&known, (char)has_role(examination->document, settings->players[i].role));
    news_send(examination->fd, NEWS_PLAYERS, &known);
}

/* A drawing is of one dialogue. */
static bool knows_dialogue(Examination *examination) {
    const CheckOptions *options = examination->options;
    size_t count = examination->document->count;
    if (options->command != DRAW_COMMAND ||
        (options->dialogue ? (size_t)options->dialogue <= count : count == 1))
        return true;
    buffer_append_format(&examination->out,
                         _n("%s: it has %zu dialogue: --dialogue=N says which one\n",
                            "%s: it has %zu dialogues: --dialogue=N says which one\n", count),
                         buffer_text(&examination->name), count);
    return false;
}

static void clear(Examination *examination) {
    for (size_t i = 0; examination->played && i < examination->document->count; i++)
        played_clear(&examination->played[i]);
    memory_free(examination->played);
    memory_free(examination->ends);
    bindings_clear(&examination->bindings);
    if (examination->document) document_free(examination->document);
    buffer_clear(&examination->name);
}

/* What was written once need not be shown twice: the new document is played before it is said to go as
 * written. */
static void check_again(Examination *examination, const Buffer *text) {
    CheckOptions options = *examination->options;
    Examination again = { .path = examination->path, .options = &options, .fd = examination->fd };
    bool own_namespace;
    options.is_verbose = false;
    options.artist.draw = NULL;
    buffer_append(&again.name, examination->name.bytes, examination->name.count);
    again.document = document_read(text->bytes, text->count, examination->document->format);
    if (!options.settings.shell) document_bar_shells(again.document);
    if (find_place(&again, &own_namespace)) {
        play_all(&again, own_namespace);
        if (again.status != CHECK_AS_WRITTEN) {
            buffer_append_format(&again.out, _("%s: played once more, it shows something else:\n"),
                                 buffer_text(&again.name));
            report_all(&again);
        }
    }
    buffer_append(&examination->out, again.out.bytes, again.out.count);
    examination->status = again.status;
    buffer_clear(&again.out);
    buffer_clear(&again.note);
    clear(&again);
}

/* False: nothing was to be updated. */
static bool update(Examination *examination) {
    const CheckOptions *options = examination->options;
    if (!options->updates && !options->diffs) return false;
    Update update = { .path = examination->path,
                      .name = buffer_text(&examination->name),
                      .document = examination->document,
                      .played = examination->played,
                      .ends = examination->ends,
                      .shows = options->diffs,
                      .writes = options->updates,
                      .has_color = options->has_color };
    Buffer text = { 0 };
    bool is_updated = update_document(&update, &examination->out, &text, &examination->status);
    if (is_updated && examination->status == CHECK_AS_WRITTEN) check_again(examination, &text);
    buffer_clear(&text);
    return is_updated;
}

static void examine_document(Examination *examination) {
    bool own_namespace;
    const CheckOptions *options = examination->options;
    if (examination->document->problems.count) {
        report_append_problems(&examination->out, buffer_text(&examination->name),
                               &examination->document->problems);
        examination->status = CHECK_NOT_PLAYED;
    } else if (options->lists) {
        document_append_list(&examination->out, examination->document);
    } else if (!has_playable_turn(examination->document)) {
        say_barred(examination);
        examination->status = CHECK_NOT_PLAYED;
    } else if (!knows_dialogue(examination)) {
        examination->status = CHECK_USAGE;
    } else if (!find_place(examination, &own_namespace)) {
        examination->status = CHECK_NOT_PLAYED;
    } else {
        if (options->updates || options->diffs)
            examination->ends = memory_get_zeroed(sizeof *examination->ends);
        play_all(examination, own_namespace);
        if (!update(examination)) report_all(examination);
        say_barred(examination);
    }
}

CheckStatus examine(const char *path, const CheckOptions *options, int fd) {
    Examination examination = { .path = path, .options = options, .fd = fd, .begun = clock_now() };
    Buffer bytes = { 0 };
    span_append_printable(&examination.name, (Span){ path, strlen(path) });
    int problem = read_file(path, &bytes);
    if (problem < 0) {
        say_unreadable(&examination, problem);
        examination.status = CHECK_NOT_PLAYED;
    } else {
        examination.document =
            document_read(bytes.bytes ? bytes.bytes : "", bytes.count, document_format(path));
        if (!options->settings.shell) examination.barred = document_bar_shells(examination.document);
        send_players(&examination);
        examine_document(&examination);
    }
    buffer_clear(&bytes);
    send_machine_reports(&examination);
    news_send(fd, NEWS_NOTE, &examination.note);
    news_send(fd, NEWS_TEXT, &examination.out);
    CheckStatus status = examination.status;
    clear(&examination);
    return status;
}
