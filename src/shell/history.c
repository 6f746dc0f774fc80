/* SPDX-License-Identifier: GPL-3.0-or-later */
/* History over readline's own list. */
#include "shell/history.h"
#include "base/buffer.h"
#include "sched/io.h"
#include <fcntl.h>
#include <readline/history.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINES_KEPT = 1000, MOST_BYTES = 1 << 17 };

static void make_folders(Buffer *path) {
    buffer_text(path); /* ends it with a NUL */
    for (char *slash = strchr(path->bytes + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path->bytes, 0700);
        *slash = '/';
    }
    mkdir(path->bytes, 0700);
}

/* The file's path, its folders made if `make`. False: there is no home. */
static bool find_path(Buffer *path, bool make) {
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    if (state && *state == '/')
        buffer_append_text(path, state);
    else if (home && *home)
        buffer_append_format(path, "%s/.local/state", home);
    else
        return false;
    if (make) make_folders(path);
    buffer_append_text(path, "/causette");
    if (make) mkdir(buffer_text(path), 0700);
    buffer_append_text(path, "/history");
    return true;
}

/* Only when the file has grown long: a line that another shell adds meanwhile may be lost. */
static void shorten(const char *path) {
    struct stat found;
    if (stat(path, &found) == 0 && found.st_size > MOST_BYTES) {
        history_truncate_file(path, LINES_KEPT);
        chmod(path, 0600);
    }
}

void history_load(void) {
    Buffer path = { 0 };
    stifle_history(LINES_KEPT);
    if (find_path(&path, false)) {
        read_history(buffer_text(&path));
        shorten(buffer_text(&path));
    }
    buffer_clear(&path);
}

/* At once: a shell that ends by a signal, or whose window is closed, has kept its lines. */
static void keep(const char *line) {
    Buffer path = { 0 }, text = { 0 };
    int fd = find_path(&path, true)
                 ? open(buffer_text(&path), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)
                 : -1;
    if (fd >= 0) {
        buffer_append_format(&text, "%s\n", line);
        fchmod(fd, 0600);
        io_write(fd, text.bytes, text.count); /* one write: lines of two shells do not mix */
        close(fd);
    }
    buffer_clear(&text);
    buffer_clear(&path);
}

void history_note(const char *line) {
    if (!line[strspn(line, " \t")]) return;
    HIST_ENTRY *last = history_get(history_base + history_length - 1);
    if (last && !strcmp(last->line, line)) return;
    add_history(line);
    keep(line);
}
