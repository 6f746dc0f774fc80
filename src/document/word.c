/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cutting marks and settings into words. */
#include "document/word.h"
#include "base/language.h"
#include <stdlib.h>
#include <string.h>

static bool is_between(char byte) { return byte == ' ' || byte == '\t' || byte == ','; }

static int hex_digit(char byte) {
    const char *digits = "0123456789abcdef", *found = byte ? strchr(digits, byte | 0x20) : NULL;
    return found ? (int)(found - digits) : -1;
}

/* What a backslash and `text`, which stands behind it, mean; *used: how many bytes of text. */
static bool append_escape(Buffer *out, Span text, size_t *used) {
    static const char from[] = "ntr\\'\"0", to[] = "\n\t\r\\'\"\0";
    *used = 1;
    if (!text.count) return false;
    if (text.bytes[0] == 'x' && text.count >= 3 && hex_digit(text.bytes[1]) >= 0 &&
        hex_digit(text.bytes[2]) >= 0) {
        buffer_append_code_point(out, (uint32_t)(hex_digit(text.bytes[1]) * 16 + hex_digit(text.bytes[2])));
        *used = 3;
        return true;
    }
    const char *found = strchr(from, text.bytes[0]);
    if (!found || !*found) return false;
    buffer_append_byte(out, to[found - from]);
    return true;
}

/* The quoted value that *rest begins with. */
static bool quoted_value(Span *rest, Span *value, SpanStore *store) {
    Buffer text = { 0 };
    char quote = rest->bytes[0];
    size_t at = 1;
    bool is_fine = true;
    while (is_fine && at < rest->count && rest->bytes[at] != quote) {
        if (rest->bytes[at] == '\\') {
            size_t used;
            is_fine = append_escape(&text, span_from(*rest, at + 1), &used);
            at += 1 + used;
        } else {
            buffer_append_byte(&text, rest->bytes[at++]);
        }
    }
    is_fine = is_fine && at < rest->count && !text.failed;
    if (is_fine) {
        *value = span_store(store, (Span){ text.bytes, text.count });
        *rest = span_from(*rest, at + 1);
    }
    buffer_clear(&text);
    return is_fine;
}

bool word_next(Span *rest, Word *word, bool stops_at_hash, int line, SpanStore *store, Problems *problems) {
    while (rest->count && is_between(*rest->bytes)) *rest = span_from(*rest, 1);
    if (!rest->count || (stops_at_hash && *rest->bytes == '#')) return false;
    const char *start = rest->bytes;
    size_t length = 0;
    while (length < rest->count && !is_between(start[length]) && start[length] != '=') length++;
    *word = (Word){ .name = { start, length } };
    *rest = span_from(*rest, length);
    if (rest->count && *rest->bytes == '=') {
        word->has_value = true;
        *rest = span_from(*rest, 1);
        word->is_quoted = rest->count && (*rest->bytes == '"' || *rest->bytes == '\'');
        if (word->is_quoted && !quoted_value(rest, &word->value, store)) {
            problems_add(problems, line,
                         _("the value of %.*s is no string as Python writes it: close its quotes, and "
                           "write a backslash twice"),
                         EXCERPT(word->name));
            *rest = (Span){ NULL, 0 };
            return false;
        }
        if (!word->is_quoted) {
            length = 0;
            while (length < rest->count && !is_between(rest->bytes[length])) length++;
            word->value = (Span){ rest->bytes, length };
            *rest = span_from(*rest, length);
        }
    }
    word->all = (Span){ start, (size_t)(rest->bytes - start) };
    return true;
}

bool word_seconds(const Word *word, double *seconds, int line, Problems *problems) {
    char text[32] = "", *end = text;
    if (word->value.count && word->value.count < sizeof text)
        memcpy(text, word->value.bytes, word->value.count);
    if (!text[strspn(text, "0123456789.")]) *seconds = strtod(text, &end);
    if (end != text && !*end && *seconds > 0 && *seconds <= 1e6) return true;
    *seconds = 0;
    problems_add(problems, line, _("%.*s needs a number of seconds above 0, as in %.*s=2.5"),
                 EXCERPT(word->all), EXCERPT(word->name));
    return false;
}

bool word_number(const Word *word, int most, int *number, int line, Problems *problems) {
    char text[16] = "", *end = text;
    if (word->value.count && word->value.count < sizeof text)
        memcpy(text, word->value.bytes, word->value.count);
    long long value = text[strspn(text, "0123456789")] ? -1 : strtoll(text, &end, 10);
    if (end != text && value >= 0 && value <= most) {
        *number = (int)value;
        return true;
    }
    problems_add(problems, line, _("%.*s needs a whole number from 0 to %d"), EXCERPT(word->all), most);
    return false;
}
