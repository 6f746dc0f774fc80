/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields of a block. */
#include "document/field.h"
#include "base/language.h"
#include "document/option.h"
#include <stdlib.h>
#include <string.h>

enum { PYTHON_MINOR = 11 }; /* the notation is Python 3.11 */

/* The colon behind the name, or NULL. */
static const char *find_colon(Span content) {
    if (content.count < 3 || *content.bytes != ':') return NULL;
    const char *colon = memchr(content.bytes + 1, ':', content.count - 1);
    return colon && colon > content.bytes + 1 && !memchr(content.bytes, ' ', (size_t)(colon - content.bytes))
               ? colon
               : NULL;
}

bool field_begins(Span content) { return find_colon(content) != NULL; }

/* A version's first two numbers, as one; -1: it is none. */
static long read_version(Span text) {
    char copy[16] = "", *end;
    if (text.count >= sizeof copy) return -1;
    memcpy(copy, text.bytes, text.count);
    long major = strtol(copy, &end, 10), minor = 0;
    if (end == copy || major > 99) return -1;
    if (*end == '.') minor = strtol(end + 1, NULL, 10);
    return major * 1000 + (minor < 999 ? minor : 999);
}

/* Whether one condition, such as `>= 3.8`, holds of our Python; one that is not understood does. */
static bool holds(Span condition) {
    static const struct {
        Span sign;
        bool less, same, more;
    } signs[] = { { SPAN("<="), true, true, false },  { SPAN(">="), false, true, true },
                  { SPAN("=="), false, true, false }, { SPAN("!="), true, false, true },
                  { SPAN("~="), false, true, true },  { SPAN("<"), true, false, false },
                  { SPAN(">"), false, false, true } };
    condition = span_trim(condition);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (!span_starts(condition, signs[i].sign)) continue;
        long ours = 3000 + PYTHON_MINOR,
             other = read_version(span_trim(span_from(condition, signs[i].sign.count)));
        return other < 0 || (ours < other ? signs[i].less : ours > other ? signs[i].more : signs[i].same);
    }
    return true;
}

static bool fits_version(Span conditions) {
    while (conditions.count) {
        const char *comma = memchr(conditions.bytes, ',', conditions.count);
        size_t count = comma ? (size_t)(comma - conditions.bytes) : conditions.count;
        if (!holds((Span){ conditions.bytes, count })) return false;
        conditions = span_from(conditions, comma ? count + 1 : count);
    }
    return true;
}

void field_read(BlockOptions *block, Span content, int line, SpanStore *store, Problems *problems) {
    const char *colon = find_colon(content);
    Span name = { content.bytes + 1, (size_t)(colon - content.bytes) - 1 };
    Span value = span_trim(span_from(content, name.count + 2));
    if (span_equals(name, SPAN("hide"))) block->is_hidden = true;
    if (span_equals(name, SPAN("pyversion")) && !fits_version(value)) block->set |= OPTION_SKIP;
    if (!span_equals(name, SPAN("options"))) return;
    for (Word word; word_next(&value, &word, false, line, store, problems);) {
        if (option_read(&word, &block->set, &block->cleared, line, problems)) continue;
        problems_add(problems, line, _("'%.*s' is no option of doctest: + or - and a name, as in +ELLIPSIS"),
                     EXCERPT(word.all));
    }
}
