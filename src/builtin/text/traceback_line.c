/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames of a traceback. The carets follow CPython 3.11: the range of the instruction on its line; of a
 * binary operator only the operator has carets, of a subscript only the brackets, the operands have tildes;
 * nothing when the range is the whole line. See https://peps.python.org/pep-0657/ */
#include "builtin/text/traceback_line.h"
#include "lang/code.h"
#include "lang/parser.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the source */

/* A path whose bytes that are no UTF-8 stand as lone surrogates: those bytes again. */
static FILE *open_path(const char *path) {
    Buffer bytes = { 0 };
    for (const uint8_t *at = (const uint8_t *)path; *at; at++) {
        bool is_escape = at[0] == 0xed && (at[1] == 0xb2 || at[1] == 0xb3) && at[2];
        if (is_escape) {
            buffer_append_byte(&bytes, (char)((at[1] & 1) << 6 | at[2]));
            at += 2;
        } else {
            buffer_append_byte(&bytes, (char)*at);
        }
    }
    FILE *file = fopen(buffer_text(&bytes), "re");
    buffer_clear(&bytes);
    return file;
}

/* The line'th line of a file, without its end; false when it cannot be read. */
static bool read_line(const char *path, uint32_t line, Buffer *out) {
    FILE *file = open_path(path);
    if (!file) return false;
    char *text = NULL;
    size_t capacity = 0;
    ssize_t count = 0;
    for (uint32_t i = 0; i < line && count >= 0; i++) count = getline(&text, &capacity, file);
    fclose(file);
    while (count > 0 && (text[count - 1] == '\n' || text[count - 1] == '\r')) count--;
    if (count > 0) buffer_append(out, text, (size_t)count);
    free(text);
    return count > 0;
}

static size_t characters(const char *bytes, size_t count) {
    size_t total = 0;
    for (size_t i = 0; i < count; i++) total += (bytes[i] & 0xc0) != 0x80;
    return total;
}

/* ---- carets */

/* Byte offsets in the segment: where the part with carets begins and ends. */
typedef struct {
    size_t start, end;
} Anchor;

static bool operator_anchor(const Node *node, const char *text, size_t count, Anchor *anchor) {
    size_t at = (size_t)node->binary.left->place.end_column;
    while (at < count && (text[at] == ' ' || text[at] == '\t' || text[at] == ')' || text[at] == '\\')) at++;
    if (at >= count) return false;
    anchor->start = at;
    anchor->end = at + 1;
    if (at + 1 < count && text[at + 1] == text[at] && strchr("*/<>", text[at])) anchor->end++;
    return true;
}

static bool subscript_anchor(const Node *node, const char *text, size_t count, Anchor *anchor) {
    size_t at = (size_t)node->subscript.value->place.end_column;
    while (at < count && text[at] != '[') at++;
    if (at >= count) return false;
    anchor->start = at;
    anchor->end = (size_t)node->place.end_column;
    return true;
}

/* Parses the segment as an expression of its own. */
static bool find_anchor(const char *text, size_t count, Anchor *anchor) {
    SyntaxProblem problem = { 0 };
    Value name = str_new("<segment>");
    Source *source = source_new(SOURCE_STRING, name, text, count, &problem);
    Ast *ast = source ? parse(source, PARSE_EXPRESSION, &problem) : NULL;
    bool found = false;
    if (ast) {
        const Node *node = ast->root->expression.body;
        if (node->place.line != node->place.end_line)
            found = false;
        else if (node->kind == NODE_BIN_OP)
            found = operator_anchor(node, text, count, anchor);
        else if (node->kind == NODE_SUBSCRIPT)
            found = subscript_anchor(node, text, count, anchor);
    }
    ast_free(ast);
    source_free(source);
    problem_clear(&problem);
    release(name);
    return found;
}

static void append_carets(Buffer *out, const char *line, size_t count, size_t indent,
                          const Position *position) {
    size_t start = position->column,
           end = position->end_line == position->line ? position->end_column : count;
    if (end > count) end = count;
    if (start < indent) start = indent;
    if (start >= end) return;
    Anchor anchor = { 0, 0 };
    bool anchored = position->end_line == position->line && find_anchor(line + start, end - start, &anchor);
    size_t stripped = count;
    while (stripped > indent && strchr(" \t\f", line[stripped - 1])) stripped--;
    if (!anchored && start == indent && end >= stripped) return;
    buffer_append_text(out, "    ");
    buffer_append_repeated(out, ' ', characters(line + indent, start - indent));
    size_t width = characters(line + start, end - start);
    if (!anchored) {
        buffer_append_repeated(out, '^', width);
    } else {
        size_t before = characters(line + start, anchor.start),
               middle = characters(line + start + anchor.start, anchor.end - anchor.start);
        buffer_append_repeated(out, '~', before);
        buffer_append_repeated(out, '^', middle);
        buffer_append_repeated(out, '~', width - before - middle);
    }
    buffer_append_byte(out, '\n');
}

static void append_frame(Buffer *out, const Traceback *frame) {
    const Code *code = code_of(frame->code);
    Buffer scratch = { 0 }, line = { 0 };
    const char *path = str_peek_utf8(code->filename, &scratch, NULL);
    buffer_append_format(out, "  File \"%s\", line %u, in ", path, frame->line);
    str_append_utf8(out, code->name);
    buffer_append_byte(out, '\n');
    if (path[0] != '<' && read_line(path, frame->line, &line)) {
        size_t indent = 0;
        while (indent < line.count && strchr(" \t\f", line.bytes[indent])) indent++;
        if (line.count > indent) {
            buffer_append_text(out, "    ");
            buffer_append(out, line.bytes + indent, line.count - indent);
            buffer_append_byte(out, '\n');
            Position position = code_position(code, frame->instruction);
            if (frame->instruction != UINT32_MAX)
                append_carets(out, line.bytes, line.count, indent, &position);
        }
    }
    buffer_clear(&scratch);
    buffer_clear(&line);
}

bool traceback_is_library(const Code *code) {
    if (!str_of(code->filename)->is_ascii) return false;
    const char *name = str_peek_ascii(code->filename);
    return !strncmp(name, "<causette ", 10) || !strncmp(name, "<frozen importlib", 17);
}

enum { REPEATS_SHOWN = 3 };

static void append_repeats(Buffer *out, size_t repeats) {
    if (repeats <= REPEATS_SHOWN) return;
    repeats -= REPEATS_SHOWN;
    buffer_append_format(out, "  [Previous line repeated %zu more time%s]\n", repeats,
                         repeats == 1 ? "" : "s");
}

void traceback_append_frames(Buffer *out, Value traceback) {
    const Traceback *last = NULL;
    size_t repeats = 0;
    for (Value at = traceback; !is_absent(at) && !is_none(at);) {
        const Traceback *frame = (Traceback *)object_of(at);
        at = frame->next;
        if (traceback_is_library(code_of(frame->code))) continue;
        bool same = last && last->line == frame->line && is_same(last->code, frame->code);
        if (!same) append_repeats(out, repeats);
        repeats = same ? repeats + 1 : 1;
        if (repeats <= REPEATS_SHOWN) append_frame(out, frame);
        last = frame;
    }
    append_repeats(out, repeats);
}
