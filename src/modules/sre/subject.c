/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search: a pattern, a text, and the matcher that walks over it. */
#include "base/memory.h"
#include "modules/sre/sre.h"
#include "value/memoryview.h"

/* ---- the object */

static void search_let_go(Search *search) {
    replace_take(&search->text, ABSENT);
    replace_take(&search->hold, ABSENT);
    replace_take(&search->parts, ABSENT);
    replace_take(&search->replacement, ABSENT);
}

static void search_visit(Object *object, VisitFunction *visit, void *context) {
    Search *search = (Search *)object;
    if (search->pattern) visit(object_value(search->pattern), context);
    visit(search->text, context);
    visit(search->hold, context);
    visit(search->parts, context);
    visit(search->replacement, context);
}

/* The program is the pattern's: without one there is nothing to run. */
static void search_clear(Object *object) {
    Search *search = (Search *)object;
    Pattern *pattern = search->pattern;
    search->pattern = NULL;
    search->is_over = true;
    search_let_go(search);
    if (pattern) release(object_value(pattern));
}

static void search_free(Object *object) {
    matcher_clear(&((Search *)object)->matcher);
    container_free(object);
}

static const Type search_type = {
    .name = "_sre.search",
    .flags = TYPE_CONTAINER,
    .size = sizeof(Search),
    .free = search_free,
    .visit = search_visit,
    .clear = search_clear,
};

static Search *search_new(const Program *program) {
    Search *search = container_try_new(&search_type, sizeof *search);
    if (!search) return NULL;
    search->text = search->hold = search->parts = search->replacement = ABSENT;
    if (matcher_init(&search->matcher, program)) return search;
    release(object_value(search));
    return NULL;
}

static Search *take_search(Pattern *pattern) {
    Search *search = pattern->spare ? pattern->spare : search_new(&pattern->program);
    pattern->spare = NULL;
    if (!search) return NULL;
    retain(object_value(pattern));
    search->pattern = pattern;
    return search;
}

void search_rest(Call *call) {
    Search *search = kept_search(call);
    Pattern *pattern = search->pattern;
    call->keep = ABSENT;
    search_let_go(search);
    search->pattern = NULL;
    matcher_trim(&search->matcher);
    if (pattern->spare)
        release(object_value(search));
    else
        pattern->spare = search;
    release(object_value(pattern));
}

/* ---- its text */

static void use_text(Search *search, const void *text, uint8_t width, size_t count) {
    search->matcher.text = text;
    search->matcher.width = width;
    search->length = (int64_t)count;
}

/* A bytearray may not be resized while it is searched. */
static Value hold_bytes(Value text, size_t count) {
    Exposure exposure;
    if (is_memoryview(text)) return memoryview_cast_to(memoryview_of(text), 'B');
    return is_bytearray(text) || bytes_expose(text, &exposure) ? memoryview_new(text, 0, 1, count) : ABSENT;
}

static Outcome open_text(Call *call, Search *search, Value text) {
    const Pattern *pattern = search->pattern;
    const uint8_t *bytes;
    size_t count;
    search->is_str = is_str(text);
    if (search->is_str) {
        if (pattern->is_bytes)
            return raise_error(call->task, TypeError, "cannot use a bytes pattern on a string-like object");
        use_text(search, str_of(text)->data, str_of(text)->width, str_count(text));
    } else if (bytes_peek(text, &bytes, &count)) {
        if (pattern->is_str)
            return raise_error(call->task, TypeError, "cannot use a string pattern on a bytes-like object");
        use_text(search, bytes, 1, count);
        search->hold = hold_bytes(text, count);
    } else
        return raise_error(call->task, TypeError, "expected string or bytes-like object, got '%T'", text);
    search->text = retain(text);
    return DONE;
}

static bool arg_bound(Call *call, size_t i, int64_t length, int64_t *bound) {
    int64_t number;
    if (!arg_int64(call, i, &number)) return false;
    *bound = number < 0 ? 0 : number > length ? length : number;
    return true;
}

Outcome search_begin(Call *call, size_t i, MatchMode mode, bool has_bounds) {
    if (!is_absent(call->keep)) return DONE;
    for (size_t bound = i + 1; has_bounds && bound <= i + 2; bound++) {
        if (is_small_int(call->args[bound])) continue;
        Outcome outcome = arg_integer(call, bound);
        if (outcome != DONE) return outcome;
    }
    Search *search = take_search(self_pattern(call));
    if (!search) return raise_memory(call->task);
    call->keep = object_value(search);
    if (open_text(call, search, call->args[i]) != DONE) return RAISED;
    int64_t start = 0, end = search->length;
    if (has_bounds &&
        (!arg_bound(call, i + 1, search->length, &start) || !arg_bound(call, i + 2, search->length, &end)))
        return RAISED;
    search->begin = start;
    search->is_over = false;
    search->count = 0;
    search->copied = 0;
    search->matcher.start = start;
    search->matcher.end = end;
    search->matcher.mode = mode;
    search->matcher.must_advance = false;
    matcher_begin(&search->matcher);
    return DONE;
}

/* ---- at work */

enum { RUN_STEPS = 4000, RUN_TICKS = 400 };

/* Does nothing: between it and what asked for it the machine looks around. */
static Outcome look_around(Call *call) { return give_none(call); }

Outcome search_run(Call *call, Search *search, bool *found) {
    while (call_may_go_on(call, 1)) {
        MatchVerdict verdict = matcher_run(&search->matcher, RUN_STEPS);
        if (verdict == MATCH_NO_MEMORY) return raise_memory(call->task);
        *found = verdict == MATCH_YES;
        if (verdict != MATCH_PAUSED) return DONE;
        if (!call_may_go_on(call, RUN_TICKS)) break;
    }
    return call_native(call, look_around, 0, 0, NULL);
}

void search_advance(Search *search) {
    Matcher *matcher = &search->matcher;
    matcher->must_advance = matcher->stop == matcher->start;
    matcher->start = matcher->stop;
}

/* ---- parts */

Value text_slice(Value text, int64_t start, int64_t end) {
    if (is_str(text)) return str_slice(text, start, 1, (size_t)(end - start));
    const uint8_t *bytes = NULL;
    size_t count = 0;
    bytes_peek(text, &bytes, &count); /* a bytearray may be shorter by now */
    if (end > (int64_t)count) end = (int64_t)count;
    if (start > end) start = end;
    if (object_type(text) == &bytes_type && start == 0 && end == (int64_t)count) return retain(text);
    return bytes_new(bytes + start, (size_t)(end - start));
}

Value search_slice(const Search *search, int64_t start, int64_t end) {
    return text_slice(search->text, start, end);
}

Value search_group(const Search *search, size_t group, bool empty_if_absent) {
    if (group == 0) return search_slice(search, search->matcher.start, search->matcher.stop);
    int64_t start = matcher_mark(&search->matcher, 2 * group - 2);
    int64_t end = matcher_mark(&search->matcher, 2 * group - 1);
    if (start >= 0 && end >= start) return search_slice(search, start, end);
    return empty_if_absent ? search_slice(search, 0, 0) : NONE;
}
