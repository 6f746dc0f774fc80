/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a try keeps at hand, and its smallest steps: the stacks, and runs of single characters. For matcher.c
 * alone, whose loop they are put into. */
#pragma once
#include "base/memory.h"
#include "modules/sre/matcher.h"
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

/* What the loop keeps in registers of the processor. */
typedef struct {
    Matcher *m;
    const uint32_t *op;
    int64_t at;
    int width;
} Run;

enum { CHOICE_PLAIN, CHOICE_GREEDY, CHOICE_LAZY };

/* ---- stacks */

__attribute__((noinline, cold)) static bool grow_choices(Matcher *m) {
    if (memory_grow(&m->choices, &m->choice_capacity, m->choice_count + 1, sizeof *m->choices)) return true;
    m->is_refused = true;
    return false;
}

INLINE bool push_choice(Run *r, uint32_t kind, size_t word, int64_t at, int64_t limit) {
    Matcher *m = r->m;
    if (__builtin_expect(m->choice_count == m->choice_capacity, 0) && !grow_choices(m)) return false;
    m->choices[m->choice_count++] =
        (Choice){ (uint32_t)word & 0x3fffffff, kind, (uint32_t)m->change_count, at, limit };
    return true;
}

__attribute__((noinline, cold)) static bool grow_changes(Matcher *m) {
    if (m->change_count < UINT32_MAX &&
        memory_grow(&m->changes, &m->change_capacity, m->change_count + 1, sizeof *m->changes))
        return true;
    m->is_refused = true;
    return false;
}

/* With no choice left nobody will want the old value. */
INLINE bool set_register(Run *r, uint32_t number, int64_t value) {
    Matcher *m = r->m;
    if (m->choice_count) {
        if (__builtin_expect(m->change_count == m->change_capacity, 0) && !grow_changes(m)) return false;
        m->changes[m->change_count++] = (Change){ number, m->registers[number] };
    }
    m->registers[number] = value;
    return true;
}

INLINE void undo(Matcher *m, size_t count) {
    while (m->change_count > count) {
        Change change = m->changes[--m->change_count];
        m->registers[change.number] = change.old;
    }
}

INLINE uint32_t last_group_register(const Matcher *m) { return 2 * m->program->groups; }
INLINE uint32_t loop_register(const Matcher *m, uint32_t loop) {
    return 2 * m->program->groups + 1 + 2 * loop;
}

/* ---- single characters */

INLINE uint32_t here(const Run *r) { return character_at(r->m->text, r->at, r->width); }

INLINE bool fits_at(const Run *r, const uint32_t *single, int64_t at) {
    return at < r->m->end &&
           single_has(r->m->program, single[0], single[1], character_at(r->m->text, at, r->width));
}

/* Whether a way that begins so is worth going. */
INLINE bool hint_fits(const Run *r, const uint32_t *hint, int64_t at) {
    return hint[0] == SINGLE_NONE || fits_at(r, hint, at);
}

INLINE bool do_single(Run *r) {
    if (!fits_at(r, r->op + 1, r->at)) return false;
    r->at++;
    r->op += 3;
    return true;
}

INLINE int64_t run_of_literal(const Run *r, uint32_t literal, int64_t at, int64_t limit) {
    while (at < limit && character_at(r->m->text, at, r->width) == literal) at++;
    return at;
}

/* Up to the character, which is not taken. */
INLINE int64_t run_up_to(const Run *r, uint32_t character, int64_t at, int64_t limit) {
    if (r->width == 1) {
        if (character > 255 || at >= limit) return limit;
        const uint8_t *text = r->m->text, *found = memchr(text + at, (int)character, (size_t)(limit - at));
        return found ? found - text : limit;
    }
    while (at < limit && character_at(r->m->text, at, r->width) != character) at++;
    return at;
}

INLINE int64_t run_of_set(const Run *r, const Charset *set, int64_t at, int64_t limit) {
    if (r->width == 1) {
        const uint8_t *text = r->m->text;
        while (at < limit && set->has[text[at]]) at++;
        return at;
    }
    while (at < limit && charset_has(set, character_at(r->m->text, at, r->width))) at++;
    return at;
}

/* How far characters of this kind reach from `at`, at most `most` of them. */
INLINE int64_t run_from(const Run *r, const uint32_t *single, uint32_t most) {
    int64_t at = r->at, left = r->m->end - at, limit = left < 0 ? at : left > most ? at + most : r->m->end;
    if (most == SRE_MAX_REPEAT && left > 0) limit = r->m->end;
    switch ((Single)single[0]) {
    case SINGLE_LITERAL: return run_of_literal(r, single[1], at, limit);
    case SINGLE_NOT_LITERAL: return run_up_to(r, single[1], at, limit);
    case SINGLE_ANY: return run_up_to(r, '\n', at, limit);
    case SINGLE_SET: return run_of_set(r, &r->m->program->sets[single[1]], at, limit);
    default: return limit;
    }
}
