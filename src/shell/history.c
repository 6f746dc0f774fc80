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

/* Whatever stands there, only a plain file of this user's, with this one name, is used: no other one gets
 * lines or another mode. Opening it never waits. */
static int open_plain(const char *path, int flags) {
    struct stat found;
    int fd = open(path, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
    bool is_ours = fd >= 0 && fstat(fd, &found) == 0 && S_ISREG(found.st_mode) && found.st_nlink == 1 &&
                   found.st_uid == geteuid();
    if (fd < 0 || is_ours) return fd;
    close(fd);
    return -1;
}

/* At once: a shell that ends by a signal, or whose window is closed, has kept its lines. */
static void keep(const char *line) {
    Buffer path = { 0 }, text = { 0 };
    int fd = find_path(&path, true) ? open_plain(buffer_text(&path), O_WRONLY | O_CREAT | O_APPEND) : -1;
    if (fd >= 0) {
        buffer_append_format(&text, "%s\n", line);
        fchmod(fd, 0600);
        io_write(fd, text.bytes, text.count); /* one write: lines of two shells do not mix */
        close(fd);
    }
    buffer_clear(&text);
    buffer_clear(&path);
}

/* ---- reading it */

/* The end of the file. True: there is more before it, and what was read begins within a line. */
static bool read_end(const char *path, Buffer *text) {
    int fd = open_plain(path, O_RDONLY);
    if (fd < 0) return false;
    off_t start = lseek(fd, 0, SEEK_END) - MOST_BYTES;
    lseek(fd, start > 0 ? start : 0, SEEK_SET);
    io_read_all(fd, text, MOST_BYTES);
    close(fd);
    return start > 0;
}

/* The file anew with the lines in the list. A line that another shell adds meanwhile may be lost. */
static void shorten(Buffer *path) {
    Buffer text = { 0 }, new_path = { 0 };
    for (int i = 0; i < history_length; i++)
        buffer_append_format(&text, "%s\n", history_get(history_base + i)->line);
    buffer_append_format(&new_path, "%s.%d", buffer_text(path), (int)getpid());
    int fd = open(buffer_text(&new_path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0) {
        bool is_whole = io_write(fd, text.bytes, text.count) == (ssize_t)text.count;
        close(fd);
        if (!is_whole || rename(buffer_text(&new_path), buffer_text(path)) < 0)
            unlink(buffer_text(&new_path));
    }
    buffer_clear(&new_path);
    buffer_clear(&text);
}

static void add_lines(Buffer *text, bool begins_within) {
    const char *end = buffer_text(text) + text->count;
    char *newline = begins_within ? memchr(text->bytes, '\n', text->count) : NULL;
    if (begins_within && !newline) return;
    for (char *line = newline ? newline + 1 : text->bytes; line < end;) {
        char *stop = memchr(line, '\n', (size_t)(end - line));
        if (stop) *stop = '\0';
        if (*line) add_history(line);
        line = stop ? stop + 1 : (char *)end;
    }
}

void history_load(void) {
    Buffer path = { 0 }, text = { 0 };
    stifle_history(LINES_KEPT);
    if (find_path(&path, false)) {
        bool is_long = read_end(buffer_text(&path), &text);
        bool ends_line = !text.count || text.bytes[text.count - 1] == '\n';
        if (text.count) add_lines(&text, is_long);
        if (is_long)
            shorten(&path);
        else if (!ends_line)
            keep("");
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
