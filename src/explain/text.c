/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading what was typed without a tree. */
#include "explain/text.h"
#include "lang/parser.h"
#include "value/str.h"
#include <ctype.h>
#include <string.h>

bool text_is_word_byte(char byte) { return isalnum((unsigned char)byte) || byte == '_' || (byte & 0x80); }

size_t text_skip_string(const char *text, size_t count, size_t at) {
    char quote = text[at];
    bool is_triple = at + 2 < count && text[at + 1] == quote && text[at + 2] == quote;
    for (at += is_triple ? 3 : 1; at < count; at++) {
        if (text[at] == '\\')
            at++;
        else if (text[at] == '\n' && !is_triple)
            return at;
        else if (text[at] == quote && !is_triple)
            return at + 1;
        else if (is_triple && !strncmp(text + at, text[at] == '"' ? "\"\"\"" : "'''", 3) && text[at] == quote)
            return at + 3;
    }
    return count;
}

bool text_next_piece(const char *text, size_t count, size_t *at, size_t *start) {
    for (; *at < count && strchr(" \t\n\\#", text[*at]); ++*at) {
        if (text[*at] == '#') *at += strcspn(text + *at, "\n");
        if (*at >= count) break;
    }
    *start = *at;
    if (*at >= count) return false;
    if (text[*at] == '"' || text[*at] == '\'')
        *at = text_skip_string(text, count, *at);
    else if (!text_is_word_byte(text[*at]))
        ++*at;
    else
        while (*at < count && text_is_word_byte(text[*at])) ++*at;
    return true;
}

bool text_is_plain(const char *text, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if ((unsigned char)text[i] < ' ' || text[i] == 0x7f) return false;
        if ((unsigned char)text[i] == 0xc2 && (unsigned char)text[i + 1] < 0xa0) return false; /* C1 */
    }
    return true;
}

bool text_parses(const char *text, size_t count) {
    SyntaxProblem problem = { 0 };
    Value name = str_new("<stdin>");
    Source *source = source_new(SOURCE_PROMPT, name, text, count, &problem);
    Ast *tree = source ? parse(source, PARSE_SINGLE, &problem) : NULL;
    bool can = tree && tree->root->module.body.count;
    ast_free(tree);
    source_free(source);
    problem_clear(&problem);
    release(name);
    return can;
}

/* ---- a bracket that stays open */

enum { DEEPEST = 64 };

typedef struct {
    char open[DEEPEST];
    size_t depth;
    bool is_clear; /* no bracket is closed by one of another kind, and they are not too many */
} Brackets;

static Brackets find_brackets(const char *text, size_t count) {
    Brackets found = { .is_clear = true };
    for (size_t at = 0, start; found.is_clear && text_next_piece(text, count, &at, &start);) {
        char byte = text[start];
        if (strchr("([{", byte)) {
            found.is_clear = found.depth < DEEPEST;
            if (found.is_clear) found.open[found.depth++] = byte;
        } else if (strchr(")]}", byte)) {
            char opening = byte == ')' ? '(' : byte == ']' ? '[' : '{';
            found.is_clear = found.depth && found.open[found.depth - 1] == opening;
            if (found.is_clear) found.depth--;
        }
    }
    return found;
}

/* Whether the text is a statement once its brackets are closed. */
static bool parses_closed(const char *text, size_t count, const Brackets *brackets) {
    Buffer closed = { 0 };
    buffer_append(&closed, text, count);
    while (closed.count && closed.bytes[closed.count - 1] == '\n') buffer_truncate(&closed, closed.count - 1);
    for (size_t i = brackets->depth; i > 0; i--) {
        char opening = brackets->open[i - 1];
        buffer_append_byte(&closed, opening == '(' ? ')' : opening == '[' ? ']' : '}');
    }
    buffer_append_byte(&closed, '\n');
    bool can = text_parses(buffer_text(&closed), closed.count);
    buffer_clear(&closed);
    return can;
}

char text_open_bracket(const char *text, size_t count) {
    Brackets found = find_brackets(text, count);
    return found.is_clear && found.depth && parses_closed(text, count, &found) ? found.open[found.depth - 1]
                                                                               : '\0';
}

char text_bracket_above(const char *text, size_t count) {
    size_t last = count;
    while (last && text[last - 1] == '\n') last--;
    while (last && text[last - 1] != '\n') last--;
    if (!last || !text_parses(text + last, count - last) || text_open_bracket(text, count)) return '\0';
    return text_open_bracket(text, last);
}

size_t text_system_command(const char *text) {
    static const char *const commands[] = { "ls",       "cd",   "pwd",      "cat",     "man",    "ps",
                                            "top",      "vi",   "vim",      "nano",    "python", "python3",
                                            "pip",      "pip3", "causette", "sudo",    "nc",     "ncat",
                                            "telnet",   "ping", "ss",       "netstat", "ip",     "ifconfig",
                                            "ipconfig", "curl", "wget",     "tcpdump", "kill",   "bash",
                                            "sh",       "ssh",  "mkdir",    "rm",      "cp",     "mv" };
    size_t count = strcspn(text, " \n");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (strlen(commands[i]) == count && !strncmp(text, commands[i], count)) return count;
    }
    return 0;
}
