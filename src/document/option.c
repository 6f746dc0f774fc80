/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Options by name. Those that only say how doctest reports mean nothing here, but documents hold them. */
#include "document/option.h"
#include "base/language.h"

static const struct {
    Span name;
    unsigned option;
} options[] = {
    { SPAN("ELLIPSIS"), OPTION_ELLIPSIS },
    { SPAN("NORMALIZE_WHITESPACE"), OPTION_NORMALIZE_WHITESPACE },
    { SPAN("IGNORE_EXCEPTION_DETAIL"), OPTION_IGNORE_EXCEPTION_DETAIL },
    { SPAN("DONT_ACCEPT_BLANKLINE"), OPTION_DONT_ACCEPT_BLANKLINE },
    { SPAN("SKIP"), OPTION_SKIP },
    { SPAN("DONT_ACCEPT_TRUE_FOR_1"), OPTION_DONT_ACCEPT_TRUE_FOR_1 },
    { SPAN("DONT_ACCEPT_PLACEHOLDER"), OPTION_DONT_ACCEPT_PLACEHOLDER },
    { SPAN("FAIL_FAST"), 0 },
    { SPAN("REPORT_UDIFF"), 0 },
    { SPAN("REPORT_CDIFF"), 0 },
    { SPAN("REPORT_NDIFF"), 0 },
    { SPAN("REPORT_ONLY_FIRST_FAILURE"), 0 },
};
enum { OPTION_COUNT = sizeof options / sizeof *options };

bool option_read(const Word *word, unsigned *set, unsigned *cleared, int line, Problems *problems) {
    if (word->has_value || !word->name.count || (*word->name.bytes != '+' && *word->name.bytes != '-'))
        return false;
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (!span_equals(span_from(word->name, 1), options[i].name)) continue;
        unsigned *to = *word->name.bytes == '+' ? set : cleared, *from = to == set ? cleared : set;
        *to |= options[i].option;
        *from &= ~options[i].option;
        return true;
    }
    problems_add(problems, line,
                 _("unknown option '%.*s'; there are ELLIPSIS, NORMALIZE_WHITESPACE, "
                   "IGNORE_EXCEPTION_DETAIL, DONT_ACCEPT_BLANKLINE, DONT_ACCEPT_TRUE_FOR_1, "
                   "DONT_ACCEPT_PLACEHOLDER and SKIP"),
                 EXCERPT(word->all));
    return true;
}

void options_append(Buffer *out, unsigned set, char sign) {
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (set & options[i].option) buffer_append_format(out, " %c%s", sign, options[i].name.bytes);
}
