/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guessing what is prose. */
#include "document/prose.h"
#include "base/text.h"
#include <string.h>

enum { WORDS = 3, LEAST_UNDERLINE = 3 };

static bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte & 0x80);
}

/* The line below a heading, or above one. */
static bool is_underline(Span line) {
    line = span_trim(line);
    if (line.count < LEAST_UNDERLINE || !strchr("=-~^\"*+#", *line.bytes)) return false;
    for (size_t i = 1; i < line.count; i++)
        if (line.bytes[i] != *line.bytes) return false;
    return true;
}

/* `# Heading`, `* item`, `1. item`, `.. directive::`, `[link](place)`, `| cell |`, `</tag>`. */
static bool is_markup(Span line) {
    size_t count = 0;
    while (count < line.count && *line.bytes == '#' && line.bytes[count] == '#') count++;
    if (!count)
        while (count < line.count && line.bytes[count] >= '0' && line.bytes[count] <= '9') count++;
    Span rest = span_from(line, count);
    if (count && *line.bytes == '#') return span_starts(rest, SPAN(" "));
    if (count) return span_starts(rest, SPAN(". ")) && rest.count > 2 && is_letter(rest.bytes[2]);
    bool is_item =
        line.count > 2 && strchr("*-+", *line.bytes) && line.bytes[1] == ' ' && is_letter(line.bytes[2]);
    bool is_row = line.count > 2 && *line.bytes == '|' && line.bytes[line.count - 1] == '|';
    bool is_link = *line.bytes == '[' && memmem(line.bytes, line.count, "](", 2);
    return is_item || is_row || is_link || span_starts(line, SPAN(".. ")) || span_starts(line, SPAN("</")) ||
           span_starts(line, SPAN("!["));
}

/* A word, with the signs around it that text has. */
static bool is_word(Span word) {
    while (word.count && strchr("(\"'`*_", *word.bytes)) word = span_from(word, 1);
    while (word.count && strchr(")\"'`*_.,;:!?", word.bytes[word.count - 1])) word.count--;
    for (size_t i = 0; i < word.count; i++)
        if (!is_letter(word.bytes[i]) && !(word.bytes[i] == '-' && i) && word.bytes[i] != '\'') return false;
    return word.count > 0;
}

/* Most of it words, one blank between. What begins with `NAME:` is an exception's message. */
static bool is_sentence(Span line) {
    size_t words = 0, others = 0;
    while (line.count) {
        const char *blank = memchr(line.bytes, ' ', line.count);
        Span word = { line.bytes, blank ? (size_t)(blank - line.bytes) : line.count };
        if (!word.count || (!words && !others && span_ends(word, SPAN(":")))) return false;
        if (is_word(word))
            words++;
        else
            others++;
        line = span_from(line, blank ? word.count + 1 : word.count);
    }
    return words >= WORDS && words > 3 * others;
}

bool prose_is_line(Span line, Span below) {
    line = span_trim(line);
    if (!line.count) return false;
    bool is_heading = is_letter(*line.bytes) && is_underline(below);
    return is_heading || is_markup(line) || is_underline(line) || is_sentence(line);
}
