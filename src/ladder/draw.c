/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command `draw`, and what `check --ladder` draws. Playing happens in a process of its own
 * (dialogue/jobs.h), which also draws: so a drawing never waits for a pipe. */
#include "ladder/draw.h"
#include "base/language.h"
#include "dialogue/check.h"
#include "document/printable.h"
#include "ladder/render.h"
#include "sched/io.h"
#include "sched/whole_file.h"
#include "shell/note.h"
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { USUAL_COLUMNS = 80, FEWEST_COLUMNS = 20 };

typedef struct {
    const CheckOptions *options;
    const RenderFormat *format;
} Draw;

static bool is_standard_output(const CheckOptions *options) {
    return !options->output || !strcmp(options->output, "-");
}

/* ---- writing */

static int write_output(const Buffer *text) {
    int problem = io_write_all(STDOUT_FILENO, text->bytes, text->count);
    return problem == -EPIPE ? 0 : problem; /* who reads has seen enough */
}

static bool say(Buffer *problem, const char *path, int error) {
    Buffer safe = { 0 };
    buffer_append_format(problem, _("not drawn: %s: %s"), printable(&safe, path), strerror(-error));
    buffer_clear(&safe);
    return false;
}

static bool knows_role(const Chronicle *chronicle, const char *name, size_t count) {
    for (size_t i = 0; i < chronicle->role_count; i++) {
        const char *role = chronicle->roles[i].name;
        if (strlen(role) == count && !memcmp(role, name, count)) return true;
    }
    return false;
}

static void append_roles(Buffer *out, const Chronicle *chronicle) {
    for (size_t i = 0; i < chronicle->role_count; i++) {
        const char *name = chronicle->roles[i].name;
        if (i) buffer_append_text(out, ", ");
        span_append_printable(out, (Span){ name, strlen(name) });
    }
}

static bool knows_roles(const Chronicle *chronicle, const char *names, Buffer *problem) {
    for (const char *end; *names; names = *end ? end + 1 : end) {
        end = strchrnul(names, ',');
        if (knows_role(chronicle, names, (size_t)(end - names))) continue;
        Buffer name = { 0 };
        span_append_printable(&name, (Span){ names, (size_t)(end - names) });
        buffer_append_format(problem, _("not drawn: there is no role '%s'; there are: "), buffer_text(&name));
        buffer_clear(&name);
        append_roles(problem, chronicle);
        return false;
    }
    return true;
}

static bool draw(const void *context, const Chronicle *chronicle, size_t number, Buffer *problem) {
    (void)number;
    const Draw *drawing = context;
    const CheckOptions *options = drawing->options;
    bool is_shown = is_standard_output(options);
    TextStyle style = { .columns = options->columns                    ? (size_t)options->columns
                                   : isatty(STDOUT_FILENO) && is_shown ? (size_t)note_columns()
                                                                       : USUAL_COLUMNS,
                        .ascii = options->is_ascii,
                        .has_color = is_shown && note_has_color() };
    if (style.columns < FEWEST_COLUMNS) style.columns = FEWEST_COLUMNS;
    Buffer text = { 0 };
    if (options->only && !knows_roles(chronicle, options->only, problem)) return false;
    render(&text, chronicle, options->only, drawing->format, &style);
    int error = text.failed ? -ENOMEM
                : is_shown  ? write_output(&text)
                            : whole_file_write(options->output, text.bytes, text.count, WHOLE_FILE_REPLACE);
    buffer_clear(&text);
    return !error || say(problem, is_shown ? _("standard output") : options->output, error);
}

/* ---- the command line */

static bool choose_format(Draw *drawing, int *status) {
    const CheckOptions *options = drawing->options;
    const char *name = options->format;
    if (name)
        drawing->format = render_format_named(name);
    else
        drawing->format =
            is_standard_output(options) ? render_format_named("txt") : render_format_of(options->output);
    if (drawing->format) return true;
    return check_options_fail(options, status,
                              name ? _("there is no such format, but txt, svg, mmd and json: ")
                                   : _("its suffix tells no format (txt, svg, mmd, json): "),
                              name ? name : options->output);
}

static bool is_same_file(const char *one, const char *other) {
    struct stat a, b;
    return one && other && stat(one, &a) == 0 && stat(other, &b) == 0 && S_ISREG(a.st_mode) &&
           a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* A slip of the fingers must not cost a document. */
static bool keeps_document(const CheckOptions *options, const char *document, int *status) {
    const char *lost = is_same_file(options->output, document) ? options->output
                       : is_same_file(options->pcap, document) ? options->pcap
                                                               : NULL;
    return !lost || check_options_fail(options, status, _("this would replace what is to be drawn: "), lost);
}

/* The packets' file is opened before anything is played, so that it is not all for nothing. */
static bool open_packets(CheckOptions *options, int *status) {
    if (!options->pcap) return true;
    int fd = open(options->pcap, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    options->packets = fd;
    if (fd == 0) options->packets = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1); /* 0 means none */
    if (options->packets > 0) return true;
    int problem = errno;
    Buffer safe = { 0 };
    fprintf(stderr, "causette draw: %s: %s\n", printable(&safe, options->pcap), strerror(problem));
    buffer_clear(&safe);
    *status = CHECK_NOT_PLAYED;
    return false;
}

static bool is_kept_drawing(const char *path) {
    size_t count = strlen(path);
    return count > 5 && !strcmp(path + count - 5, ".json");
}

/* One that was drawn before, in another format now. */
static int draw_again(const Draw *drawing, const char *path) {
    Buffer text = { 0 }, problem = { 0 };
    Chronicle chronicle = { 0 };
    const char *wrong = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC), error = fd < 0 ? -errno : io_read_all(fd, &text, SIZE_MAX);
    if (fd >= 0) close(fd);
    if (error)
        wrong = strerror(-error);
    else if (!chronicle_read_json(&chronicle, text.bytes ? text.bytes : "", text.count, &wrong))
        wrong = _(wrong);
    else if (!draw(drawing, &chronicle, 0, &problem))
        wrong = buffer_text(&problem);
    Buffer safe = { 0 };
    if (wrong) fprintf(stderr, "causette draw: %s: %s\n", printable(&safe, path), wrong);
    buffer_clear(&safe);
    chronicle_clear(&chronicle);
    buffer_clear(&text);
    buffer_clear(&problem);
    return wrong ? CHECK_NOT_PLAYED : CHECK_AS_WRITTEN;
}

int draw_run(int argc, char **argv) {
    CheckOptions options;
    Draw drawing = { .options = &options };
    int status;
    language_open();
    if (check_options_read(&options, DRAW_COMMAND, argc, argv, &status) && choose_format(&drawing, &status) &&
        keeps_document(&options, argv[optind], &status)) {
        options.artist = (Artist){ .draw = draw, .context = &drawing, .draws_all = true };
        if (is_kept_drawing(argv[optind]))
            status = draw_again(&drawing, argv[optind]);
        else if (open_packets(&options, &status))
            status = check_play(argv + optind, 1, &options);
    }
    check_options_clear(&options);
    return check_exit(status);
}

/* ---- check --ladder */

/* The document's path as one name: no folder is made for it. */
static void append_name(Buffer *out, const char *path) {
    while (*path == '.' || *path == '/') path++;
    for (; *path; path++) buffer_append_byte(out, *path == '/' ? '-' : *path);
}

bool draw_into_folder(const void *context, const Chronicle *chronicle, size_t number, Buffer *problem) {
    const char *folder = context;
    Buffer path = { 0 }, text = { 0 };
    TextStyle style = { .columns = USUAL_COLUMNS };
    int error = mkdir(folder, 0777) < 0 && errno != EEXIST ? -errno : 0;
    buffer_append_format(&path, "%s/", folder);
    append_name(&path, chronicle->title);
    if (number) buffer_append_format(&path, "-%zu", number);
    buffer_append_text(&path, ".svg");
    render(&text, chronicle, NULL, render_format_named("svg"), &style);
    if (!error && text.failed) error = -ENOMEM;
    if (!error) error = whole_file_write(buffer_text(&path), text.bytes, text.count, WHOLE_FILE_REPLACE);
    if (error) say(problem, buffer_text(&path), error);
    buffer_clear(&path);
    buffer_clear(&text);
    return !error;
}
