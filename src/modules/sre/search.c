/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a match may begin, and one try after the other. */
#include "base/memory.h"
#include "modules/sre/matcher.h"
#include <string.h>

enum { KEPT_STACK = 1024 };

static size_t register_count(const Program *program) {
    return 2 * (size_t)program->groups + 1 + 2 * (size_t)program->loops;
}

bool matcher_init(Matcher *matcher, const Program *program) {
    matcher->program = program;
    matcher->registers = memory_try_array(register_count(program), sizeof *matcher->registers);
    matcher->barriers =
        memory_try_array(program->barriers ? program->barriers : 1, sizeof *matcher->barriers);
    if (!matcher->registers || !matcher->barriers) return false;
    for (size_t i = 0; i < register_count(program); i++) matcher->registers[i] = -1;
    return true;
}

void matcher_clear(Matcher *matcher) {
    memory_free(matcher->registers);
    memory_free(matcher->barriers);
    memory_free(matcher->choices);
    memory_free(matcher->changes);
}

void matcher_trim(Matcher *matcher) {
    if (matcher->choice_capacity > KEPT_STACK) {
        memory_free(matcher->choices);
        matcher->choices = NULL;
        matcher->choice_capacity = 0;
    }
    if (matcher->change_capacity > KEPT_STACK) {
        memory_free(matcher->changes);
        matcher->changes = NULL;
        matcher->change_capacity = 0;
    }
}

void matcher_begin(Matcher *matcher) {
    matcher->is_trying = false;
    matcher->is_refused = false;
}

/* ---- one try */

static MatchVerdict go_on_trying(Matcher *m) {
    MatchVerdict verdict = m->width == 1   ? matcher_try_1(m)
                           : m->width == 2 ? matcher_try_2(m)
                                           : matcher_try_4(m);
    m->is_trying = verdict == MATCH_PAUSED;
    return verdict;
}

static MatchVerdict try_at_start(Matcher *m) {
    if (m->is_marked) {
        size_t count = 2 * (size_t)m->program->groups + 1;
        for (size_t i = 0; i < count; i++) m->registers[i] = -1;
        m->is_marked = false;
    }
    m->choice_count = m->change_count = 0;
    m->word = 0;
    m->at = m->start;
    return go_on_trying(m);
}

/* ---- where a try is worth while */

/* The next place of the prefix in text of one byte a character; -1: there is none. */
static int64_t find_prefix_1(const Matcher *m, int64_t from) {
    const Program *program = m->program;
    const uint8_t *text = m->text;
    uint8_t prefix[64];
    size_t count = program->prefix_count < sizeof prefix ? program->prefix_count : sizeof prefix;
    for (size_t i = 0; i < count; i++) {
        if (program->prefix[i] > 255) return -1;
        prefix[i] = (uint8_t)program->prefix[i];
    }
    if (from >= m->end) return -1;
    size_t left = (size_t)(m->end - from);
    const uint8_t *found =
        count == 1 ? memchr(text + from, prefix[0], left) : memmem(text + from, left, prefix, count);
    return found ? found - text : -1;
}

static bool has_prefix(const Matcher *m, int64_t at) {
    for (size_t i = 0; i < m->program->prefix_count; i++)
        if (character_at(m->text, at + (int64_t)i, m->width) != m->program->prefix[i]) return false;
    return true;
}

static int64_t find_prefix(const Matcher *m, int64_t from) {
    int64_t last = m->end - (int64_t)m->program->prefix_count;
    while (m->width == 1 && from >= 0 && from <= last) {
        from = find_prefix_1(m, from);
        if (from < 0 || from > last || has_prefix(m, from)) break;
        from++;
    }
    if (m->width > 1)
        while (from <= last && !has_prefix(m, from)) from++;
    return from <= last ? from : -1;
}

static int64_t find_set_1(const Matcher *m, const Charset *set, int64_t from) {
    const uint8_t *text = m->text;
    while (from < m->end && !set->has[text[from]]) from++;
    return from < m->end ? from : -1;
}

static int64_t find_first(const Matcher *m, int64_t from) {
    const Program *program = m->program;
    if (m->width == 1 && program->first == SINGLE_SET)
        return find_set_1(m, &program->sets[program->first_operand], from);
    if (m->width == 1 && program->first == SINGLE_LITERAL && from < m->end) {
        if (program->first_operand > 255) return -1;
        const uint8_t *text = m->text,
                      *found = memchr(text + from, (int)program->first_operand, (size_t)(m->end - from));
        return found ? found - text : -1;
    }
    while (from < m->end && !single_has(program, program->first, program->first_operand,
                                        character_at(m->text, from, m->width)))
        from++;
    return from < m->end ? from : -1;
}

/* The first place from `from` on that may be tried; -1: there is none. */
static int64_t find_start(const Matcher *m, int64_t from) {
    const Program *program = m->program;
    if (from > m->end || m->end - from < program->least) return -1;
    if (program->at_beginning && from > 0) return -1;
    if (program->prefix) return find_prefix(m, from);
    return program->first == SINGLE_NONE ? from : find_first(m, from);
}

/* All of the pattern is its prefix, which stands at `start`. */
static MatchVerdict found_prefix(Matcher *m) {
    m->stop = m->start + (int64_t)m->program->prefix_count;
    return MATCH_YES;
}

static MatchVerdict search(Matcher *m) {
    for (;;) {
        MatchVerdict verdict;
        if (m->is_trying) {
            verdict = go_on_trying(m);
        } else {
            int64_t start = find_start(m, m->start);
            if (start < 0) return MATCH_NO;
            m->must_advance &= start == m->start;
            m->start = start;
            if (m->program->is_prefix && !m->program->groups) return found_prefix(m);
            verdict = try_at_start(m);
        }
        if (verdict != MATCH_NO) return verdict;
        m->start++;
        m->must_advance = false;
        if (--m->budget < 0) return MATCH_PAUSED;
    }
}

MatchVerdict matcher_run(Matcher *matcher, int64_t steps) {
    matcher->budget = steps;
    if (matcher->mode == MODE_SEARCH) return search(matcher);
    if (matcher->is_trying) return go_on_trying(matcher);
    if (matcher->program->least && matcher->end - matcher->start < matcher->program->least) return MATCH_NO;
    return try_at_start(matcher);
}
