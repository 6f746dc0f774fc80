/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is no program as typed, where python3's message leaves open what to do: a prompt that was typed too,
 * quotes of a word processor, a block that was not ended. The text is read as the lexer reads it, strings and
 * comments left out. */
#include "base/text.h"
#include "explain/source.h"
#include "explain/text.h"
#include "value/exception.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- an address without its quotes */

/* 127.0.0.1: its length, or 0. */
static size_t quad_at(const char *text) {
    size_t at = 0;
    for (int part = 0; part < 4; part++) {
        size_t digits = strspn(text + at, "0123456789");
        if (!digits || digits > 3 || atoi(text + at) > 255 || (part && text[at - 1] != '.')) return 0;
        at += digits + (part < 3);
        if (part < 3 && text[at - 1] != '.') return 0;
    }
    return text_is_word_byte(text[at]) || text[at] == '.' ? 0 : at;
}

static bool fact_quad(Situation *situation, Buffer *out) {
    const char *text = situation->source;
    char before = '\0';
    for (size_t at = 0, start; text_next_piece(text, situation->source_count, &at, &start);
         before = text[at - 1]) {
        size_t count = isdigit((unsigned char)text[start]) && before != '.' ? quad_at(text + start) : 0;
        if (count) buffer_append(out, text + start, count);
        if (count) return true;
    }
    return false;
}

/* ---- prefixes of strings */

/* bf"...": where the string begins, or 0. */
static size_t find_mixed(const Situation *situation) {
    const char *text = situation->source;
    for (size_t at = 0, start; text_next_piece(text, situation->source_count, &at, &start);) {
        bool is_mixed =
            at - start == 2 && (!strncasecmp(text + start, "bf", 2) || !strncasecmp(text + start, "fb", 2));
        if (is_mixed && (text[at] == '"' || text[at] == '\'')) return at;
    }
    return 0;
}

static bool is_mixed(Situation *situation) { return find_mixed(situation); }

static bool append_string(const Situation *situation, size_t start, Buffer *out) {
    size_t end = text_skip_string(situation->source, situation->source_count, start);
    if (end - start < 2 || end - start > SOURCE_SHOWN ||
        situation->source[end - 1] != situation->source[start])
        return false;
    if (!text_is_plain(situation->source + start, end - start)) return false;
    buffer_append(out, situation->source + start, end - start);
    return true;
}

static bool fact_formatted(Situation *situation, Buffer *out) {
    size_t start = find_mixed(situation);
    buffer_append_byte(out, 'f');
    return start && append_string(situation, start, out);
}

/* ---- bytes beyond ASCII */

/* The b"..." with a character beyond ASCII: where its quote stands. */
static size_t find_odd_bytes(const Situation *situation, uint32_t *odd) {
    const char *text = situation->source;
    for (size_t at = 0, start; text_next_piece(text, situation->source_count, &at, &start);) {
        if (at - start != 1 || (text[start] | 0x20) != 'b' || (text[at] != '"' && text[at] != '\'')) continue;
        size_t end = text_skip_string(text, situation->source_count, at);
        const uint8_t *byte = (const uint8_t *)text + at;
        while (byte < (const uint8_t *)text + end && *byte < 0x80) byte++;
        if (byte == (const uint8_t *)text + end) continue;
        *odd = text_decode(&byte, (const uint8_t *)text + end, false);
        return text_is_printable(*odd) ? at : 0;
    }
    return 0;
}

static bool fact_odd(Situation *situation, Buffer *out) {
    uint32_t odd = 0;
    bool has = find_odd_bytes(situation, &odd);
    if (has) buffer_append_code_point(out, odd);
    return has;
}

/* The same as text; with a backslash in it it may not be the same. */
static bool fact_odd_text(Situation *situation, Buffer *out) {
    uint32_t odd;
    size_t at = find_odd_bytes(situation, &odd), before = out->count;
    return at && append_string(situation, at, out) && !memchr(out->bytes + before, '\\', out->count - before);
}

/* ---- an apostrophe in single quotes */

static bool is_operator_word(const char *text) {
    static const char *const words[] = { "if", "in", "is", "for", "else", "or", "and", "not", "as" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t count = strlen(words[i]);
        if (!strncmp(text, words[i], count) && !text_is_word_byte(text[count])) return true;
    }
    return false;
}

/* 'a'b'c': the b belongs to the next string. */
static bool is_prefix(const char *text) {
    size_t count = strspn(text, "bBfFrRuU");
    return count && count <= 2 && (text[count] == '"' || text[count] == '\'');
}

/* 'J'ai faim': where the quote stands behind which the text goes on; 0: nowhere. *start: the first quote. */
static size_t find_apostrophe(const Situation *situation, size_t *start) {
    const char *text = situation->source;
    for (size_t at = 0; text_next_piece(text, situation->source_count, &at, start);) {
        if (text[*start] != '\'' || at - *start < 3 || text[at - 1] != '\'') continue;
        bool goes_on =
            at < situation->source_count && text_is_word_byte(text[at]) && !isdigit((unsigned char)text[at]);
        if (goes_on && text_is_word_byte(text[at - 2]) && !is_operator_word(text + at) &&
            !is_prefix(text + at))
            return at - 1;
    }
    return 0;
}

static bool has_apostrophe(Situation *situation) {
    size_t start;
    return find_apostrophe(situation, &start);
}

/* In double quotes, when the line has one quote more and it is clear where the text ends. */
static bool fact_retyped(Situation *situation, Buffer *out) {
    size_t start, apostrophe = find_apostrophe(situation, &start);
    const char *line = situation->source + start;
    size_t count = strcspn(line, "\n"), quotes = 0, last = 0;
    for (size_t i = 0; i < count; i++) {
        if (line[i] == '"' || line[i] == '\\') return false;
        if (line[i] == '\'') quotes++, last = i;
    }
    if (!apostrophe || quotes != 3 || last > SOURCE_SHOWN || !text_is_plain(line, last)) return false;
    buffer_append_byte(out, '"');
    buffer_append(out, line + 1, last - 1);
    buffer_append_byte(out, '"');
    return true;
}

/* ---- prompts and other terminals' commands */

/* The length of the prompt with which the text begins. */
static size_t prompt_length(const char *text) {
    size_t at = 0;
    if (text[0] == '(') {
        at = strcspn(text, ")\n");
        if (text[at] != ')' || text[at + 1] != ' ') return 0;
        at += 2;
    }
    if (!strncmp(text + at, ">>>", 3) || (!at && !strncmp(text, "...", 3)))
        return at + 3 + (text[at + 3] == ' ');
    return 0;
}

static bool fact_prompt(Situation *situation, Buffer *out) {
    size_t count = prompt_length(situation->source);
    bool is_one = count && count < SOURCE_SHOWN && text_is_plain(situation->source, count);
    if (is_one) buffer_append(out, situation->source, count);
    return is_one;
}

/* "python3 server.py": what a shell of the system runs. */
static bool fact_command(Situation *situation, Buffer *out) {
    const char *text = situation->source;
    size_t count = text_system_command(text);
    bool has_word = count && text[count] == ' ' &&
                    (text_is_word_byte(text[count + 1]) || strchr("-./~", text[count + 1]));
    Buffer name = { 0 };
    buffer_append(&name, text, count);
    bool is_one = has_word && is_absent(situation_global(situation, buffer_text(&name)));
    if (is_one) buffer_append(out, text, count);
    buffer_clear(&name);
    return is_one;
}

/* ---- marks of other languages */

/* con->recv(7), a && b: the line as it is written here, when that is a statement. */
static bool fact_translated(Situation *situation, Buffer *out) {
    static const struct {
        const char *mark, *ours;
    } marks[] = { { "->", "." }, { "::", "." }, { "&&", " and " }, { "||", " or " } };
    const char *text = situation->source;
    size_t count = strcspn(text, "\n"), before = out->count;
    if (count > SOURCE_SHOWN || !text_is_plain(text, count)) return false;
    bool has_mark = false;
    for (size_t at = 0, start, copied = 0; text_next_piece(text, count, &at, &start);) {
        for (size_t i = 0; i < sizeof marks / sizeof *marks && start >= copied; i++) {
            if (start + 2 > count || strncmp(text + start, marks[i].mark, 2) != 0) continue;
            while (out->count > before && out->bytes[out->count - 1] == ' ')
                buffer_truncate(out, out->count - 1);
            buffer_append_text(out, marks[i].ours);
            copied = at = start + 2 + (marks[i].ours[0] == ' ' ? strspn(text + start + 2, " ") : 0);
            has_mark = true;
        }
        if (start < copied) continue;
        size_t end = at + strspn(text + at, " ");
        buffer_append(out, text + start, (end < count ? end : count) - start);
        copied = at;
    }
    return has_mark && text_parses(buffer_text(out) + before, out->count - before);
}

/* ---- lines and blocks */

/* A block, and right below it a line that is no part of it. */
static bool is_block_open(Situation *situation) {
    int line = source_exception_number(situation, "lineno");
    if (line < 2 || source_exception_number(situation, "offset") != 1) return false;
    const char *at = situation->source;
    for (int i = 1; i < line && at; i++) {
        at = strchr(at, '\n');
        if (at) at++;
    }
    return at && *at && *at != '\n' && text_parses(situation->source, (size_t)(at - situation->source));
}

static bool fact_clause(Situation *situation, Buffer *out) {
    static const char *const words[] = { "else", "elif", "except", "finally" };
    const char *text = situation->source;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t count = strlen(words[i]);
        if (strncmp(text, words[i], count) != 0 || text_is_word_byte(text[count])) continue;
        buffer_append_text(out, words[i]);
        return true;
    }
    return false;
}

static bool is_first_line(Situation *situation) { return source_exception_number(situation, "lineno") == 1; }

static bool fact_bracket(Situation *situation, Buffer *out) {
    char bracket = text_bracket_above(situation->source, situation->source_count);
    if (bracket) buffer_append_byte(out, bracket);
    return bracket;
}

/* PORT: 3000 */
static const Node *annotated(Situation *situation) {
    const Ast *tree = situation_tree(situation);
    if (!tree || tree->root->kind != NODE_INTERACTIVE || tree->root->module.body.count != 1) return NULL;
    const Node *node = tree->root->module.body.items[0];
    bool is_one = node->kind == NODE_ANN_ASSIGN && !node->annotated.value &&
                  node->annotated.annotation->kind == NODE_CONSTANT &&
                  !node->annotated.annotation->constant.is_ellipsis &&
                  is_int(node->annotated.annotation->constant.value);
    return is_one ? node : NULL;
}

static bool fact_assigned(Situation *situation, Buffer *out) {
    const Node *node = annotated(situation);
    if (!node || !source_append(situation, node->annotated.target, out)) return false;
    buffer_append_text(out, " = ");
    return source_append(situation, node->annotated.annotation, out);
}

/* ---- what a statement lacks */

/* The error is in what was typed, and not in a text that it gave to exec. */
static bool is_typed(Situation *situation) { return !situation_tree(situation); }

/* The opening quote of the string that does not end. */
static bool fact_quote(Situation *situation, Buffer *out) {
    const char *text = situation->source;
    for (size_t at = 0, start; text_next_piece(text, situation->source_count, &at, &start);) {
        bool is_string = text[start] == '"' || text[start] == '\'';
        if (!is_string || (at - start > 1 && text[at - 1] == text[start])) continue;
        buffer_append_byte(out, text[start]);
        return is_typed(situation);
    }
    return false;
}

/* The line with its colon, where the error says that it ends too early. */
static bool fact_completed(Situation *situation, Buffer *out) {
    int line = source_exception_number(situation, "lineno"),
        offset = source_exception_number(situation, "offset");
    const char *text = situation->source;
    for (int i = 1; i < line && text; i++) {
        text = strchr(text, '\n');
        if (text) text++;
    }
    size_t count = text ? strcspn(text, "\n") : 0, start = text ? strspn(text, " ") : 0;
    while (count > start && text[count - 1] == ' ') count--;
    bool is_end = count > start && count - start < SOURCE_SHOWN && offset > 0 && (size_t)offset > count;
    if (!is_end || !is_typed(situation) || !text_is_plain(text + start, count - start)) return false;
    buffer_append(out, text + start, count - start);
    buffer_append_byte(out, ':');
    return true;
}

static bool is_condition(Situation *situation) {
    const char *text = situation->source + strspn(situation->source, " ");
    return is_typed(situation) && (!strncmp(text, "while ", 6) || !strncmp(text, "if ", 3));
}

static const ExplainFact facts[] = {
    { "quote", fact_quote },     { "completed", fact_completed },
    { "quad", fact_quad },       { "formatted", fact_formatted },
    { "odd", fact_odd },         { "odd_text", fact_odd_text },
    { "retyped", fact_retyped }, { "prompt", fact_prompt },
    { "command", fact_command }, { "translated", fact_translated },
    { "clause", fact_clause },   { "assigned", fact_assigned },
    { "bracket", fact_bracket }, { 0 },
};

/* ---- rows */

#define QUOTES(code)                                                                                         \
    {                                                                                                        \
        "47-" code, .kind = SyntaxError, .message = "(U+" code ")",                                          \
                    .plain = N_("Quotes of a word processor or a PDF: type them again, straight, `\"`.")     \
    }
#define DASH(code)                                                                                           \
    {                                                                                                        \
        "dash-" code, .kind = SyntaxError, .message = "(U+" code ")",                                        \
                      .plain = N_("A dash of a word processor or a PDF: type it again, `-`.")                \
    }
#define SPACE(code)                                                                                          \
    {                                                                                                        \
        "space-" code,                                                                                       \
            .kind = SyntaxError, .message = "character U+" code,                                             \
            .plain =                                                                                         \
                N_("One of the spaces, or what looks like none, is not a plain space: type the line again.") \
    }

static const ExplainRow rows[] = {
    { "65", .kind = SyntaxError, .sentence = N_("The prompt `{prompt}` is not typed.") },
    { "command", .kind = SyntaxError,
      .sentence =
          N_("`{command}` is a command for the system's terminal, not for this prompt: Ctrl-D leaves it.") },
    { "translated", .kind = SyntaxError, .message = "invalid syntax",
      .sentence = N_("That is another language's way to write it. In Python: `{translated}`.") },
    { "37", .kind = SyntaxError, .message = "bytes can only contain ASCII",
      .sentence = N_("`{odd}` is not ASCII: write `{odd_text}.encode()`."),
      .plain = N_("`{odd}` is not ASCII: write it as text, and `.encode()` it.") },
    QUOTES("201C"),
    QUOTES("201D"),
    QUOTES("201E"),
    QUOTES("2018"),
    QUOTES("2019"),
    QUOTES("201A"),
    QUOTES("00AB"),
    QUOTES("00BB"),
    DASH("2013"),
    DASH("2014"),
    DASH("2212"),
    SPACE("00A0"),
    SPACE("202F"),
    SPACE("200B"),
    SPACE("FEFF"),
    { "48", .kind = SyntaxError, .test = is_mixed,
      .sentence = N_("`b` and `f` cannot be combined: `{formatted}.encode()`."),
      .plain = N_("`b` and `f` cannot be combined: `.encode()` makes bytes of an f-string.") },
    { "74", .kind = SyntaxError,
      .sentence = N_("A `{bracket}` above is still open, so this line was taken as part of it.") },
    { "62", .kind = SyntaxError, .sentence = N_("An IP address is written in quotes: `\"{quad}\"`.") },
    { "apostrophe", .kind = SyntaxError, .test = has_apostrophe,
      .sentence = N_("The apostrophe ends the text. In double quotes it does not: `{retyped}`."),
      .plain = N_("The apostrophe ends the text. In double quotes it does not.") },
    { "block", .kind = SyntaxError, .message = "invalid syntax", .test = is_block_open,
      .plain =
          N_("At the prompt an empty line ends a block: press Enter once more before the next statement.") },
    { "clause", .kind = SyntaxError, .message = "invalid syntax",
      .sentence = N_("`{clause}` belongs to a block: it is typed right below that, before the empty line "
                     "that ends it.") },
    { "75", .kind = IndentationError, .message = "unexpected indent", .test = is_first_line,
      .plain = N_("A space too many at the beginning of the line.") },
    { "quote", .kind = SyntaxError, .message = "unterminated string literal",
      .sentence = N_("Close the text with the quote that opened it: `{quote}`.") },
    { "colon", .kind = SyntaxError, .message = "expected ':'",
      .sentence = N_("The line that opens a block ends with a colon: `{completed}`.") },
    { "indent", .kind = IndentationError, .message = "expected an indented block", .test = is_typed,
      .plain = N_("Begin this line with four spaces: that is how it belongs to the block above.") },
    { "condition", .kind = SyntaxError, .message = "Maybe you meant '==' or ':='", .test = is_condition,
      .plain = N_("To keep the value and test it: `:=`. To compare: `==`.") },
    { "annotation", EXPLAIN_RESULT, .sentence = N_("Nothing was assigned: that takes `=`, `{assigned}`.") },
    { 0 },
};

const ExplainGroup explain_typing = { rows, facts };
