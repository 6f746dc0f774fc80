/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes: breaking lines, and colour. */
#include "shell/note.h"
#include "base/text.h"
#include "builtin/classes/file.h"
#include "shell/save.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static bool has_color; /* part of the line editor's static state: one terminal a process */

static const char mark[] = "# ";
enum { MARK_COLUMNS = 2, CUT_COLUMNS = 3, USUAL_COLUMNS = 80, FEWEST_COLUMNS = 20 };

void note_open(ColorChoice choice) {
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    bool can =
        isatty(STDOUT_FILENO) && term && *term && strcmp(term, "dumb") != 0 && !(no_color && *no_color);
    has_color = choice == COLOR_ALWAYS || (choice == COLOR_AUTO && can);
}

bool note_has_color(void) { return has_color; }

int note_columns(void) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || !size.ws_col) return USUAL_COLUMNS;
    return size.ws_col;
}

/* The cells of the character at text, and its bytes; the locale's word is not asked. */
static int cells(const char *text, size_t *bytes) {
    const uint8_t *next = (const uint8_t *)text;
    uint32_t code_point = text_decode(&next, next + strlen(text), false);
    *bytes = code_point == TEXT_INVALID ? 1 : (size_t)(next - (const uint8_t *)text);
    return code_point == TEXT_INVALID ? 1 : text_width(code_point);
}

/* How many bytes of text fit into so many cells. */
static size_t fitting(const char *text, int columns) {
    size_t at = 0, bytes;
    for (int used = 0; text[at] && text[at] != '\n'; at += bytes) {
        used += cells(text + at, &bytes);
        if (used > columns) break;
    }
    return at;
}

/* A space at which a line may end: not before the punctuation that French sets apart, nor between a number
 * and its unit. */
static bool is_break(const char *text, size_t at) {
    if (text[at] != ' ') return false;
    if (text[at + 1] && strchr(";:!?", text[at + 1])) return false;
    return !(at && isdigit((unsigned char)text[at - 1]) && islower((unsigned char)text[at + 1]));
}

/* The same, but not in the middle of a word that would fit on a line of its own. */
static size_t fitting_words(const char *text, int columns) {
    size_t most = fitting(text, columns), at = most;
    if (!text[most] || text[most] == '\n') return most;
    while (at && !is_break(text, at)) at--;
    return at ? at : most;
}

static void append_marked(Buffer *out, const char *text, size_t count) {
    buffer_append_text(out, mark);
    buffer_append(out, text, count);
}

void note_append(Buffer *out, const char *text, int columns) {
    columns -= MARK_COLUMNS + 1;
    if (columns < FEWEST_COLUMNS) columns = FEWEST_COLUMNS;
    while (*text) {
        size_t count = fitting_words(text, columns);
        append_marked(out, text, count);
        buffer_append_byte(out, '\n');
        text += count;
        text += *text == ' ' || *text == '\n';
    }
}

void note_write(Program *program, const char *text) {
    Buffer out = { 0 };
    note_append(&out, text, note_columns());
    save_pause();
    if (out.count) file_write_error(program->machine, out.bytes, out.count);
    save_resume();
    buffer_clear(&out);
}

int note_line_columns(void) { return note_columns() - 1 - MARK_COLUMNS; }

void note_append_line(Buffer *out, const char *text, int columns) {
    columns -= MARK_COLUMNS;
    if (columns < CUT_COLUMNS) return;
    size_t count = fitting(text, columns);
    if (!text[count]) {
        append_marked(out, text, count);
        return;
    }
    Buffer cut = { 0 };
    buffer_append(&cut, text, fitting(text, columns - CUT_COLUMNS));
    buffer_append_text(&cut, "...");
    append_marked(out, cut.bytes, cut.count);
    buffer_clear(&cut);
}
