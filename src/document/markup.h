/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a line is to the document's markup: a fence, a comment that speaks to causette, or text. Only as much
 * of reStructuredText and Markdown as decides where an expected output ends and which comments are ours: a
 * comment shown in a literal block or between fences is an example, not a setting. */
#pragma once
#include "document/document.h"

typedef enum { COMMENT_NONE, COMMENT_RST, COMMENT_HTML, COMMENT_OTHER } Comment;

typedef struct {
    DocumentFormat format;
    char fence; /* ` or ~ while one is open, else 0 */
    size_t fence_count, fence_indent;
    int fence_line;
    bool is_literal; /* below a paragraph that ends in :: */
    size_t literal_base;
    bool is_pre;     /* between <pre> and </pre> */
    bool is_doctest; /* in the body of Sphinx's directive, `.. doctest::` or ```{doctest} */
    bool takes_fields;
    size_t doctest_indent;
    Comment comment;
    size_t comment_indent;
    int comment_line;
} Markup;

typedef enum {
    MARKUP_TEXT,
    MARKUP_FENCE /* or another line that ends a block */,
    MARKUP_SETTINGS,
    MARKUP_FIELD, /* of a doctest directive */
    MARKUP_BLANK
} MarkupKind;

typedef struct {
    MarkupKind kind;
    Span text;      /* of SETTINGS what it sets; of TEXT the content behind its indentation */
    bool is_hidden; /* in our comment, behind its first line */
    bool is_last;   /* the comment ends with it */
} MarkupLine;

/* Looks at the next line; *previous is the one before it, or NULL. */
MarkupLine markup_look(Markup *markup, const Line *line, const Line *previous, int number);
