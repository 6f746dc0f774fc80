/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of problems. */
#include "document/problem.h"
#include "base/array.h"
#include "base/memory.h"

void problems_add(Problems *problems, int line, const char *format, ...) {
    if (problems->count >= PROBLEM_LIMIT) {
        problems->left_out++;
        return;
    }
    Buffer raw = { 0 }, text = { 0 };
    va_list arguments;
    va_start(arguments, format);
    buffer_append_format_list(&raw, format, arguments);
    va_end(arguments);
    span_append_printable(&text, (Span){ raw.bytes, raw.count });
    Problem *problem = array_push(&problems->items, &problems->count, &problems->capacity, sizeof *problem);
    *problem = (Problem){ line, span_store(&problems->texts, (Span){ text.bytes, text.count }) };
    buffer_clear(&raw);
    buffer_clear(&text);
}

void problems_clear(Problems *problems) {
    span_store_clear(&problems->texts);
    memory_free(problems->items);
    *problems = (Problems){ 0 };
}

void problems_sort(Problems *problems) {
    for (size_t i = 1; i < problems->count; i++) {
        Problem problem = problems->items[i];
        size_t at = i;
        for (; at > 0 && problems->items[at - 1].line > problem.line; at--)
            problems->items[at] = problems->items[at - 1];
        problems->items[at] = problem;
    }
}
