/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes to program text: BOM, coding cookie, UTF-8, newlines. Only UTF-8 is read; a cookie that names
 * anything else is refused by its name, but for ASCII, when the text is.
 * See https://docs.python.org/3.11/reference/lexical_analysis.html#encoding-declarations */
#include "lang/source.h"
#include "base/array.h"
#include "base/memory.h"
#include "base/text.h"
#include "value/str.h"
#include <string.h>

void problem_truncate_warnings(SyntaxProblem *problem, size_t count) {
    while (problem->warning_count > count) {
        SourceWarning *last = &problem->warnings[--problem->warning_count];
        buffer_clear(&last->about.message);
        buffer_clear(&last->about.text);
        buffer_clear(&last->shown);
    }
}

void problem_move_warnings(SyntaxProblem *from, SyntaxProblem *to) {
    to->warnings = from->warnings;
    to->warning_count = from->warning_count;
    to->warning_capacity = from->warning_capacity;
    from->warnings = NULL;
    from->warning_count = from->warning_capacity = 0;
}

void problem_clear(SyntaxProblem *problem) {
    buffer_clear(&problem->message);
    buffer_clear(&problem->text);
    problem_truncate_warnings(problem, 0);
    memory_free(problem->warnings);
    *problem = (SyntaxProblem){ 0 };
}

enum { ENCODING_SIZE = 40 };

static bool is_encoding_part(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("-_.", c));
}

/* A comment with `coding:` or `coding=` and a name. False: this line has none; *is_blank: the next may. */
static bool find_cookie(const char *line, size_t count, char encoding[ENCODING_SIZE], bool *is_blank) {
    size_t at = 0;
    while (at < count && strchr(" \t\f\r", line[at])) at++;
    *is_blank = at == count || line[at] == '#';
    if (at == count || line[at] != '#') return false;
    for (; at + 7 <= count; at++) {
        if (memcmp(line + at, "coding", 6) != 0 || (line[at + 6] != ':' && line[at + 6] != '=')) continue;
        size_t from = at + 7;
        while (from < count && (line[from] == ' ' || line[from] == '\t')) from++;
        size_t length = 0;
        while (from + length < count && length < ENCODING_SIZE - 1 && is_encoding_part(line[from + length])) {
            encoding[length] = line[from + length];
            length++;
        }
        encoding[length] = '\0';
        if (length > 0) return true;
    }
    return false;
}

/* Lower case, with hyphens, and one name for what has several. */
static void normalise_encoding(char *encoding) {
    for (char *at = encoding; *at; at++) {
        if (*at >= 'A' && *at <= 'Z') *at |= 0x20;
        if (*at == '_') *at = '-';
    }
    static const char *const latin[] = { "latin-1", "iso-8859-1", "iso-latin-1" };
    for (size_t i = 0; i < sizeof(latin) / sizeof(latin[0]); i++) {
        size_t length = strlen(latin[i]);
        if (strncmp(encoding, latin[i], length) == 0 &&
            (encoding[length] == '\0' || encoding[length] == '-')) {
            strcpy(encoding, "iso-8859-1");
            return;
        }
    }
    if (strncmp(encoding, "utf-8-", 6) == 0) encoding[5] = '\0';
}

static bool is_utf8_name(const char *encoding) {
    static const char *const names[] = { "utf-8", "utf8", "u8", "utf", "cp65001" };
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (strcmp(encoding, names[i]) == 0) return true;
    }
    return false;
}

static bool is_ascii(const char *text, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if ((uint8_t)text[i] >= 128) return false;
    }
    return true;
}

static bool fail(SyntaxProblem *problem, ProblemKind kind, const char *message) {
    problem->kind = kind;
    buffer_append_text(&problem->message, message);
    return false;
}

/* *has_cookie: one was there and is UTF-8's. */
static bool check_cookie(SourceKind kind, const char *text, size_t count, bool has_bom, bool *has_cookie,
                         SyntaxProblem *problem) {
    char encoding[ENCODING_SIZE];
    size_t at = 0;
    bool is_blank = true;
    *has_cookie = false;
    for (int line = 0; line < 2 && is_blank && at < count; line++) {
        size_t length = 0;
        while (at + length < count && text[at + length] != '\n' && text[at + length] != '\r') length++;
        *has_cookie = find_cookie(text + at, length, encoding, &is_blank);
        if (*has_cookie) break;
        at += length + 1;
    }
    if (!*has_cookie) return true;
    normalise_encoding(encoding);
    bool fits_bom = !has_bom || strcmp(encoding, "utf-8") == 0;
    if (fits_bom && is_utf8_name(encoding)) return true;
    bool is_plain = strcmp(encoding, "ascii") == 0 || strcmp(encoding, "us-ascii") == 0 ||
                    strcmp(encoding, "iso-8859-1") == 0;
    if (!has_bom && is_plain && is_ascii(text, count)) return true;
    buffer_append_text(&problem->message,
                       kind == SOURCE_BYTES && !has_bom ? "unknown encoding: " : "encoding problem: ");
    buffer_append_text(&problem->message, encoding);
    return fail(problem, PROBLEM_SYNTAX, has_bom ? " with BOM" : "");
}

static bool is_name_byte(char c) { return is_encoding_part(c) || (uint8_t)c >= 128; }

/* The text of a decoding error counts from the beginning of the name or string that the byte is in. */
static size_t position_in_token(const char *text, size_t at) {
    size_t from = at;
    while (from > 0 && text[from - 1] != '\n' && is_name_byte(text[from - 1])) from--;
    for (size_t i = at; i > 0 && text[i - 1] != '\n'; i--) {
        if (text[i - 1] == '"' || text[i - 1] == '\'') return at - i;
    }
    return at - from;
}

static void raise_decoding(const char *text, size_t count, size_t at, int line, SyntaxProblem *problem) {
    uint8_t byte = (uint8_t)text[at];
    bool is_start = byte >= 0xc2 && byte <= 0xf4;
    buffer_append_format(
        &problem->message, "(unicode error) 'utf-8' codec can't decode byte 0x%02x in position %zu: %s", byte,
        position_in_token(text, at), is_start ? "invalid continuation byte" : "invalid start byte");
    size_t start = at, end = at;
    while (start > 0 && text[start - 1] != '\n') start--;
    while (end < count && text[end] != '\n') end++;
    for (const uint8_t *c = (const uint8_t *)text + start, *stop = (const uint8_t *)text + end; c < stop;) {
        uint32_t code_point = text_decode(&c, stop, false);
        if (code_point == TEXT_INVALID) c++;
        buffer_append_code_point(&problem->text, code_point == TEXT_INVALID ? 0xfffd : code_point);
    }
    buffer_append_byte(&problem->text, '\n');
    problem->line = problem->end_line = line;
    problem->offset = problem->end_offset = 1;
    problem->has_place = problem->has_text = true;
    problem->kind = PROBLEM_SYNTAX;
}

static bool check_utf8(SourceKind kind, Value name, const char *text, size_t count, bool has_cookie,
                       SyntaxProblem *problem) {
    const uint8_t *at = (const uint8_t *)text, *end = at + count;
    int line = 1;
    while (at < end) {
        if (*at < 128) {
            line += *at++ == '\n';
            continue;
        }
        /* A str's lone surrogates are refused by the caller; what a terminal sends may hold anything. */
        if (text_decode(&at, end, kind == SOURCE_STRING) != TEXT_INVALID) continue;
        if (kind != SOURCE_FILE || has_cookie) {
            raise_decoding(text, count, (size_t)(at - (const uint8_t *)text), line, problem);
            return false;
        }
        Buffer file = { 0 };
        str_append_utf8(&file, name);
        buffer_append_format(&problem->message,
                             "Non-UTF-8 code starting with '\\x%02x' in file %s on line %d, but no encoding "
                             "declared; see https://peps.python.org/pep-0263/ for details",
                             *at, buffer_text(&file), line);
        buffer_clear(&file);
        problem->kind = PROBLEM_SYNTAX;
        return false;
    }
    return true;
}

/* Each \r\n and \r becomes \n, and the last line gets one. */
static size_t translate_newlines(char *out, const char *text, size_t count) {
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        char c = text[i];
        if (c == '\r') {
            if (i + 1 < count && text[i + 1] == '\n') continue;
            c = '\n';
        }
        out[length++] = c;
    }
    if (length > 0 && out[length - 1] != '\n') out[length++] = '\n';
    out[length] = '\0';
    return length;
}

Source *source_new(SourceKind kind, Value name, const void *bytes, size_t count, SyntaxProblem *problem) {
    const char *text = bytes;
    bool has_bytes = kind == SOURCE_FILE || kind == SOURCE_BYTES;
    bool has_cookie = false;
    if (count > 0 && memchr(text, '\0', count)) {
        if (kind == SOURCE_FILE) {
            fail(problem, PROBLEM_SYNTAX, "source code cannot contain null bytes");
        } else {
            fail(problem, PROBLEM_VALUE, "source code string cannot contain null bytes");
        }
        return NULL;
    }
    bool has_bom = has_bytes && count >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0;
    if (has_bom) {
        text += 3;
        count -= 3;
    }
    if (has_bytes && !check_cookie(kind, text, count, has_bom, &has_cookie, problem)) return NULL;
    if (!check_utf8(kind, name, text, count, has_cookie, problem)) return NULL;
    char *copy = count < INT32_MAX ? memory_try(count + 2) : NULL;
    if (!copy) {
        problem->kind = PROBLEM_MEMORY;
        return NULL;
    }
    Source *source = memory_get_zeroed(sizeof(Source));
    source->kind = kind;
    source->name = retain(name);
    source->text = copy;
    source->count = translate_newlines(copy, text, count);
    source->lacks_newline = count > 0 && text[count - 1] != '\n' && text[count - 1] != '\r';
    source->known_line = 1;
    return source;
}

void source_free(Source *source) {
    if (!source) return;
    release(source->name);
    memory_free(source->text);
    memory_free(source);
}

const char *source_peek_line(Source *source, int line, size_t *count) {
    if (line < source->known_line) {
        source->known_line = 1;
        source->known_start = 0;
    }
    size_t at = source->known_start;
    for (int i = source->known_line; i < line && at < source->count; i++) {
        at = (size_t)((char *)memchr(source->text + at, '\n', source->count - at) + 1 - source->text);
    }
    if (line < 1 || at >= source->count) return NULL;
    source->known_line = line;
    source->known_start = at;
    *count = strcspn(source->text + at, "\n");
    return source->text + at;
}

void source_append_excerpt(Buffer *out, const char *text, size_t count, int line, int offset, int end_line,
                           int end_offset) {
    if (end_line > line) end_offset = (int)count;
    int carets = end_offset > 0 && end_offset > offset ? end_offset - offset : 1;
    int place = offset - 1, most = (int)count - place;
    if (most > 0 && carets > most) carets = most;
    while (count > 0 && strchr(" \t\f", *text) && *text != '\0') {
        text++;
        count--;
        place--;
    }
    if (count > 0 && text[count - 1] == '\n') count--;
    if (place > (int)count) place = (int)count;
    /* A text of several lines: the one that the place is in, and the rest. */
    const char *newline;
    while ((newline = memchr(text, '\n', count)) && newline - text < place) {
        size_t skipped = (size_t)(newline + 1 - text);
        text += skipped;
        count -= skipped;
        place -= (int)skipped;
    }
    buffer_append_text(out, "    ");
    buffer_append(out, text, count);
    buffer_append_byte(out, '\n');
    if (place < 0) return;
    buffer_append_repeated(out, ' ', 4 + (size_t)place);
    buffer_append_repeated(out, '^', (size_t)carets);
    buffer_append_byte(out, '\n');
}

void source_warn_take(Source *source, SyntaxProblem *problem, WarningKind kind, SyntaxProblem *about) {
    SourceWarning *added = array_push(&problem->warnings, &problem->warning_count, &problem->warning_capacity,
                                      sizeof *problem->warnings);
    added->about = *about;
    added->is_deprecation = kind == WARN_DEPRECATION;
    Buffer *out = &added->shown;
    str_append_utf8(out, source->name);
    buffer_append_format(out, ":%d: SyntaxWarning: %s\n", about->line, buffer_text(&added->about.message));
    size_t count;
    const char *line = source->kind == SOURCE_FILE ? source_peek_line(source, about->line, &count) : NULL;
    if (!line) return;
    while (count > 0 && strchr(" \t\f", *line)) line++, count--;
    while (count > 0 && strchr(" \t\f", line[count - 1])) count--;
    buffer_append_text(out, "  ");
    buffer_append(out, line, count);
    buffer_append_byte(out, '\n');
}
