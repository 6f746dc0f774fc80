/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recognising prompts. */
#include "document/prompt.h"
#include <string.h>

enum { NAME_LIMIT = 64 };

/* How long `(NAME) ` is at the start of text, or 0. */
static size_t name_length(Span text) {
    if (!text.count || text.bytes[0] != '(') return 0;
    for (size_t i = 1; i < text.count && i <= NAME_LIMIT + 1; i++) {
        char byte = text.bytes[i];
        if (byte == ')') return i > 1 && i + 1 < text.count && text.bytes[i + 1] == ' ' ? i + 2 : 0;
        if (strchr("(='\"", byte)) return 0;
    }
    return 0;
}

static bool ends_or_blank(Span text, size_t at) { return at == text.count || text.bytes[at] == ' '; }

/* `>>> `, `(NAME) >>> `, `(NAME) $ `. */
static PromptFound find_plain(Span text) {
    PromptFound found = { PROMPT_NONE, TURN_NOTATION, { NULL, 0 }, 0, NO_ROLE };
    size_t name = name_length(text), at = name;
    Span sign = span_from(text, name);
    if (span_starts(sign, SPAN(">>>"))) {
        at += 3;
        found.kind = name ? PROMPT_NAMED : PROMPT_BARE;
        if (!ends_or_blank(text, at)) found.kind = text.bytes[at] == '>' ? PROMPT_NONE : PROMPT_WITHOUT_BLANK;
    } else if (name && span_starts(sign, SPAN("$")) && ends_or_blank(text, at + 1)) {
        at++;
        found.kind = PROMPT_NAMED;
        found.turn = TURN_SHELL;
    }
    found.length = at < text.count ? at + 1 : at;
    found.prompt = (Span){ text.bytes, found.length };
    return found;
}

/* How much of text a prompt that was set takes: all of it, or all but the blanks at its end when nothing
 * follows. */
static size_t set_length(Span prompt, Span text) {
    Span start = span_trim(prompt);
    size_t indent = (size_t)(start.bytes - prompt.bytes);
    Span whole = span_from(prompt, indent);
    if (span_starts(text, whole)) return whole.count;
    return span_equals(span_trim_end(text), start) ? text.count : 0;
}

PromptFound prompt_find(const Dialogue *dialogue, Span content) {
    PromptFound found = find_plain(content);
    size_t longest = 0;
    for (size_t i = 0; i < dialogue->prompt_count; i++) {
        const Prompt *prompt = &dialogue->prompts[i];
        size_t length = set_length(prompt->text, content);
        if (length <= longest) continue;
        longest = length;
        found = (PromptFound){ prompt->is_plain ? PROMPT_NAMED : PROMPT_SET, prompt->kind, prompt->text,
                               length, (ptrdiff_t)prompt->role };
    }
    return found;
}

bool prompt_is_plain(Span prompt) {
    PromptFound found = find_plain(prompt);
    return found.kind == PROMPT_NAMED && found.length == prompt.count && span_ends(prompt, SPAN(" "));
}

bool prompt_is_notation(Span prompt) {
    PromptFound found = find_plain(prompt);
    return (found.kind == PROMPT_NAMED || found.kind == PROMPT_BARE) && found.turn == TURN_NOTATION &&
           found.length == prompt.count && span_ends(prompt, SPAN(" "));
}

bool prompt_is_continuation(Span content) {
    return span_starts(content, SPAN("...")) && ends_or_blank(content, 3);
}

Span prompt_name(Span prompt) {
    prompt = span_trim(prompt);
    size_t name = name_length(prompt);
    if (name) return (Span){ prompt.bytes + 1, name - 3 };
    Span short_name = prompt;
    while (short_name.count && strchr(" >$:#%", short_name.bytes[short_name.count - 1])) short_name.count--;
    return short_name.count ? short_name : prompt;
}
