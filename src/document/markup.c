/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fences, literal blocks and comments. */
#include "document/markup.h"
#include "base/text.h"
#include "document/field.h"
#include <string.h>

static const Span COMMENT_END = { "-->", 3 };

/* How many fence signs content begins with, when what follows may follow a fence; else 0. */
static size_t fence_length(Span content, Span *info) {
    size_t count = 0;
    if (!content.count || (content.bytes[0] != '`' && content.bytes[0] != '~')) return 0;
    while (count < content.count && content.bytes[count] == content.bytes[0]) count++;
    *info = span_trim(span_from(content, count));
    if (count < 3 || (content.bytes[0] == '`' && info->count && memchr(info->bytes, '`', info->count)))
        return 0;
    return count;
}

/* The line below a title, which is at least as long as that. */
static bool is_underline(const Line *previous, const Line *line, size_t count) {
    if (!previous || line_is_blank(previous) || previous->indent != line->indent) return false;
    Span title = span_trim(previous->text);
    return text_columns(title.bytes, title.count) <= count;
}

static bool opens_fence(Markup *markup, const Line *line, const Line *previous, int number) {
    Span content = line_content(line), info;
    size_t count = markup->format == FORMAT_RST ? 0 : fence_length(content, &info);
    if (!count) return false;
    if (markup->format == FORMAT_ANY && !info.count && is_underline(previous, line, count)) return false;
    markup->fence = content.bytes[0];
    markup->fence_count = count;
    markup->fence_indent = line->indent;
    markup->fence_line = number;
    markup->is_doctest = markup->takes_fields = span_starts(info, SPAN("{doctest}"));
    return true;
}

static bool closes_fence(const Markup *markup, const Line *line) {
    Span content = line_content(line), info;
    size_t count = fence_length(content, &info);
    return count >= markup->fence_count && content.bytes[0] == markup->fence && !info.count &&
           line->indent <= markup->fence_indent + 3;
}

/* A directive whose body is shown as it stands. */
static bool shows_code(Span directive) {
    static const Span names[] = { { "code-block::", 12 },     { "code::", 6 },
                                  { "sourcecode::", 12 },     { "parsed-literal::", 16 },
                                  { "literalinclude::", 16 }, { "console::", 9 },
                                  { "prompt::", 8 } };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (span_starts(directive, names[i])) return true;
    return false;
}

static void follow_literal(Markup *markup, const Line *line) {
    if (markup->is_literal && line->indent > markup->literal_base) return;
    Span content = span_trim_end(line_content(line));
    bool is_directive = span_starts(content, SPAN(".. "));
    markup->literal_base = line->indent;
    markup->is_literal = markup->format != FORMAT_MARKDOWN &&
                         (is_directive ? shows_code(span_from(content, 3)) : span_ends(content, SPAN("::")));
}

/* Whether the line is a field of the directive; its first other line is none, and ends them. */
static bool is_field(Markup *markup, const Line *line) {
    markup->takes_fields = markup->takes_fields && field_begins(line_content(line));
    return markup->takes_fields;
}

static bool follow_doctest(Markup *markup, const Line *line) {
    if (markup->is_doctest && line->indent <= markup->doctest_indent) markup->is_doctest = false;
    if (markup->is_doctest) return is_field(markup, line);
    if (markup->format == FORMAT_MARKDOWN || !span_starts(line_content(line), SPAN(".. doctest::")))
        return false;
    markup->is_doctest = markup->takes_fields = true;
    markup->doctest_indent = line->indent;
    return false;
}

static bool begins_comment(Markup *markup, const Line *line, Span *text, int number) {
    Span content = line_content(line);
    Comment comment = span_starts(content, SPAN(".. "))    ? COMMENT_RST
                      : span_starts(content, SPAN("<!--")) ? COMMENT_HTML
                                                           : COMMENT_NONE;
    if (comment == COMMENT_NONE) return false;
    content = span_trim(span_from(content, comment == COMMENT_RST ? 3 : 4));
    if (!span_starts(content, SPAN("causette:"))) return false;
    *text = span_from(content, 9);
    markup->comment = comment;
    markup->comment_indent = line->indent;
    markup->comment_line = number;
    const char *end =
        text->count ? memmem(text->bytes, text->count, COMMENT_END.bytes, COMMENT_END.count) : NULL;
    if (comment == COMMENT_HTML && end) {
        text->count = (size_t)(end - text->bytes);
        markup->comment = COMMENT_NONE;
    }
    return true;
}

/* A comment to readers of the source; what it hides is played all the same, as doctest does. */
static bool begins_other_comment(Markup *markup, const Line *line) {
    Span content = line_content(line);
    if (markup->format == FORMAT_RST || !span_starts(content, SPAN("<!--"))) return false;
    if (memmem(content.bytes, content.count, COMMENT_END.bytes, COMMENT_END.count)) return false;
    markup->comment = COMMENT_OTHER;
    return true;
}

/* A line below the first of a comment. */
static MarkupLine look_in_comment(Markup *markup, const Line *line) {
    Span content = line_content(line), trimmed = span_trim_end(content);
    bool is_ours = markup->comment != COMMENT_OTHER;
    if (markup->comment != COMMENT_RST && span_ends(trimmed, COMMENT_END)) {
        markup->comment = COMMENT_NONE;
        trimmed.count -= COMMENT_END.count;
        content = span_trim_end(trimmed);
    }
    return (MarkupLine){ content.count ? MARKUP_TEXT : MARKUP_BLANK, content, is_ours,
                         markup->comment == COMMENT_NONE };
}

/* `<pre>`, or with attributes, not closed in its line. */
static void open_pre(Markup *markup, Span content) {
    const char *open = content.count > 4 ? memmem(content.bytes, content.count, "<pre", 4) : NULL;
    if (!open) return;
    Span rest = span_from(content, (size_t)(open - content.bytes) + 4);
    markup->is_pre = rest.count && strchr(" >", *rest.bytes) && !memmem(rest.bytes, rest.count, "</pre>", 6);
}

/* What a block shows may end in the line of its end. */
static MarkupLine look_in_pre(Markup *markup, const Line *line) {
    Span content = line_content(line), trimmed = span_trim_end(content);
    if (span_starts(content, SPAN("</pre>"))) {
        markup->is_pre = false;
        return (MarkupLine){ MARKUP_FENCE, content, false, false };
    }
    if (!span_ends(trimmed, SPAN("</pre>"))) return (MarkupLine){ MARKUP_TEXT, content, false, false };
    markup->is_pre = false;
    trimmed.count -= 6;
    return (MarkupLine){ MARKUP_TEXT, span_trim_end(trimmed), false, true };
}

MarkupLine markup_look(Markup *markup, const Line *line, const Line *previous, int number) {
    if (line_is_blank(line)) markup->takes_fields = false;
    if (line_is_blank(line)) return (MarkupLine){ MARKUP_BLANK, line_content(line), false, false };
    if (markup->comment == COMMENT_RST && line->indent <= markup->comment_indent)
        markup->comment = COMMENT_NONE;
    if (markup->comment != COMMENT_NONE) return look_in_comment(markup, line);
    if (markup->fence) {
        if (!closes_fence(markup, line)) {
            MarkupKind kind = is_field(markup, line) ? MARKUP_FIELD : MARKUP_TEXT;
            return (MarkupLine){ kind, line_content(line), false, false };
        }
        markup->fence = 0;
        markup->is_doctest = false;
        return (MarkupLine){ MARKUP_FENCE, line_content(line), false, false };
    }
    if (markup->is_pre) return look_in_pre(markup, line);
    if (follow_doctest(markup, line)) return (MarkupLine){ MARKUP_FIELD, line_content(line), false, false };
    follow_literal(markup, line);
    bool is_shown = markup->is_literal && line->indent > markup->literal_base;
    Span text;
    if (!is_shown && begins_comment(markup, line, &text, number))
        return (MarkupLine){ MARKUP_SETTINGS, text, false, false };
    if (!is_shown && begins_other_comment(markup, line))
        return (MarkupLine){ MARKUP_FENCE, line_content(line), false, false };
    if (opens_fence(markup, line, previous, number))
        return (MarkupLine){ MARKUP_FENCE, line_content(line), false, false };
    if (!is_shown) open_pre(markup, line_content(line));
    return (MarkupLine){ MARKUP_TEXT, line_content(line), false, false };
}
