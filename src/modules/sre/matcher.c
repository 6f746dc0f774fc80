/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One try of a match. Written once over the width of characters, which each of the three functions at the end
 * gives as a constant. */
#include "modules/sre/run.h"

/* ---- repeats of one character: single, operand, least, most, hint */

/* The last place from `at` down to `low` where what follows may begin; below it: there is none. */
INLINE int64_t last_fit(const Run *r, const uint32_t *hint, int64_t at, int64_t low) {
    if (hint[0] == SINGLE_NONE) return at;
    if (at >= low && at >= r->m->end) at = r->m->end - 1;
    while (at >= low && !single_has(r->m->program, hint[0], hint[1], character_at(r->m->text, at, r->width)))
        at--;
    return at;
}

INLINE bool do_greedy(Run *r) {
    const uint32_t *op = r->op;
    int64_t low = r->at + op[3], at = run_from(r, op + 1, op[4]);
    if (at < low) return false;
    at = last_fit(r, op + 5, at, low);
    if (at < low) return false;
    if (at > low && !push_choice(r, CHOICE_GREEDY, (size_t)(op - r->m->program->words), at, low))
        return false;
    r->at = at;
    r->op = op + 7;
    return true;
}

INLINE bool do_lazy(Run *r) {
    const uint32_t *op = r->op;
    int64_t from = r->at, at = run_from(r, op + 1, op[3]);
    if (at < from + op[3]) return false;
    int64_t limit = op[4] == SRE_MAX_REPEAT ? INT64_MAX : from + op[4];
    if (at < limit && !push_choice(r, CHOICE_LAZY, (size_t)(op - r->m->program->words), at, limit))
        return false;
    r->at = at;
    r->op = op + 7;
    return true;
}

INLINE bool do_possessive(Run *r) {
    const uint32_t *op = r->op;
    int64_t at = run_from(r, op + 1, op[4]);
    if (at < r->at + op[3]) return false;
    r->at = at;
    r->op = op + 7;
    return true;
}

/* One character less; false: that was the last choice of this repeat. */
INLINE bool resume_greedy(Run *r, Choice *choice) {
    const uint32_t *op = r->m->program->words + choice->word;
    int64_t at = last_fit(r, op + 5, choice->at - 1, choice->limit);
    choice->at = at;
    if (at <= choice->limit) r->m->choice_count--;
    if (at < choice->limit) return false;
    r->at = at;
    r->op = op + 7;
    return true;
}

/* One character more, and on to where what follows may begin. */
INLINE bool resume_lazy(Run *r, Choice *choice) {
    const uint32_t *op = r->m->program->words + choice->word;
    int64_t at = choice->at;
    do {
        if (at >= choice->limit || !fits_at(r, op + 1, at)) {
            r->m->choice_count--;
            return false;
        }
        at++;
    } while (!hint_fits(r, op + 5, at));
    choice->at = at;
    r->at = at;
    r->op = op + 7;
    return true;
}

/* ---- places */

INLINE bool is_word_at(const Run *r, int64_t at, CategoryCode category) {
    return at >= 0 && at < r->m->end && category_has(category, character_at(r->m->text, at, r->width));
}

INLINE bool is_boundary(const Run *r, CategoryCode category, bool wanted) {
    if (r->m->end <= 0) return false;
    return (is_word_at(r, r->at - 1, category) != is_word_at(r, r->at, category)) == wanted;
}

INLINE bool do_at(Run *r) {
    int64_t at = r->at, end = r->m->end;
    const void *text = r->m->text;
    bool fits = false;
    switch ((AtCode)r->op[1]) {
    case AT_BEGINNING:
    case AT_BEGINNING_STRING: fits = at == 0; break;
    case AT_BEGINNING_LINE: fits = at == 0 || character_at(text, at - 1, r->width) == '\n'; break;
    case AT_END: fits = at == end || (at + 1 == end && here(r) == '\n'); break;
    case AT_END_LINE: fits = at == end || (at < end && here(r) == '\n'); break;
    case AT_END_STRING: fits = at == end; break;
    case AT_BOUNDARY:
    case AT_LOC_BOUNDARY: fits = is_boundary(r, CATEGORY_WORD, true); break;
    case AT_NON_BOUNDARY:
    case AT_LOC_NON_BOUNDARY: fits = is_boundary(r, CATEGORY_WORD, false); break;
    case AT_UNI_BOUNDARY: fits = is_boundary(r, CATEGORY_UNI_WORD, true); break;
    case AT_UNI_NON_BOUNDARY: fits = is_boundary(r, CATEGORY_UNI_WORD, false); break;
    default: break;
    }
    r->op += 2;
    return fits;
}

/* ---- groups */

INLINE bool do_mark(Run *r) {
    uint32_t number = r->op[1];
    if ((number & 1) && !set_register(r, last_group_register(r->m), number / 2 + 1)) return false;
    r->op += 2;
    r->m->is_marked = true;
    return set_register(r, number, r->at);
}

INLINE bool group_span(const Run *r, uint32_t group, int64_t *start, int64_t *end) {
    *start = r->m->registers[2 * group];
    *end = r->m->registers[2 * group + 1];
    return *start >= 0 && *end >= *start;
}

INLINE bool do_back(Run *r) {
    int64_t start, end, at = r->at;
    Fold fold = (Fold)r->op[2];
    if (!group_span(r, r->op[1], &start, &end) || end - start > r->m->end - at) return false;
    for (; start < end; start++, at++)
        if (!fold_equal(character_at(r->m->text, start, r->width), character_at(r->m->text, at, r->width),
                        fold))
            return false;
    r->at = at;
    r->op += 3;
    return true;
}

INLINE bool do_if_group(Run *r) {
    int64_t start, end;
    r->op = group_span(r, r->op[1], &start, &end) ? r->op + 3 : r->m->program->words + r->op[2];
    return true;
}

/* ---- alternatives and loops */

INLINE bool do_alternative(Run *r) {
    const uint32_t *op = r->op;
    if (!hint_fits(r, op + 2, r->at)) {
        r->op = r->m->program->words + op[1];
        return true;
    }
    r->op = op + 4;
    return push_choice(r, CHOICE_PLAIN, op[1], r->at, 0);
}

/* The count is of the rounds that have begun; -1: none. */
INLINE bool do_loop(Run *r) {
    uint32_t number = loop_register(r->m, r->op[1]);
    if (!set_register(r, number, -1) || !set_register(r, number + 1, -1)) return false;
    r->op = r->m->program->words + r->op[2];
    return true;
}

INLINE bool begin_round(Run *r, uint32_t number, int64_t count) {
    const uint32_t *body = r->m->program->words + r->op[4];
    r->op = body;
    return set_register(r, number, count);
}

/* A round that took nothing is not followed by another. */
INLINE bool do_until_greedy(Run *r) {
    const uint32_t *op = r->op;
    uint32_t number = loop_register(r->m, op[1]);
    int64_t count = r->m->registers[number] + 1;
    if (count < op[2]) return begin_round(r, number, count);
    bool may_go_on = (count < op[3] || op[3] == SRE_MAX_REPEAT) && r->at != r->m->registers[number + 1];
    if (!may_go_on || !hint_fits(r, op + 5, r->at)) {
        r->op = op + 7;
        return true;
    }
    return push_choice(r, CHOICE_PLAIN, (size_t)(op + 7 - r->m->program->words), r->at, 0) &&
           set_register(r, number + 1, r->at) && begin_round(r, number, count);
}

enum { LAZY_ROUND = CHOICE_LAZY + 1 };

INLINE bool do_until_lazy(Run *r) {
    const uint32_t *op = r->op;
    uint32_t number = loop_register(r->m, op[1]);
    int64_t count = r->m->registers[number] + 1;
    if (count < op[2]) return begin_round(r, number, count);
    bool may_go_on = (count < op[3] || op[3] == SRE_MAX_REPEAT) && r->at != r->m->registers[number + 1];
    r->op = op + 7;
    return !may_go_on || push_choice(r, LAZY_ROUND, (size_t)(op - r->m->program->words), r->at, 0);
}

/* What follows did not match: one round more. */
INLINE bool resume_lazy_round(Run *r, Choice choice) {
    r->op = r->m->program->words + choice.word;
    r->at = choice.at;
    uint32_t number = loop_register(r->m, r->op[1]);
    int64_t count = r->m->registers[number] + 1;
    return set_register(r, number + 1, r->at) && begin_round(r, number, count);
}

/* ---- what is not tried otherwise once it is through */

INLINE bool do_once(Run *r) {
    r->m->barriers[r->op[1]].choices = r->m->choice_count;
    r->op += 2;
    return true;
}

INLINE bool do_once_end(Run *r) {
    r->m->choice_count = r->m->barriers[r->op[1]].choices;
    r->op += 2;
    return true;
}

INLINE bool do_look(Run *r) {
    Barrier *barrier = &r->m->barriers[r->op[1]];
    if (r->at < r->op[2]) return false;
    barrier->choices = r->m->choice_count;
    barrier->at = r->at;
    r->at -= r->op[2];
    r->op += 3;
    return true;
}

INLINE bool do_look_end(Run *r) {
    r->at = r->m->barriers[r->op[1]].at;
    return do_once_end(r);
}

INLINE bool do_look_not(Run *r) {
    const uint32_t *op = r->op;
    if (r->at < op[2]) {
        r->op = r->m->program->words + op[3];
        return true;
    }
    r->m->barriers[op[1]].choices = r->m->choice_count;
    if (!push_choice(r, CHOICE_PLAIN, op[3], r->at, 0)) return false;
    r->at -= op[2];
    r->op = op + 4;
    return true;
}

/* It matched what it must not: the choice behind which the text went on is not one any more. */
INLINE bool do_look_not_end(Run *r) {
    Matcher *m = r->m;
    size_t kept = m->barriers[r->op[1]].choices;
    undo(m, m->choices[kept].changes);
    m->choice_count = kept;
    return false;
}

INLINE bool do_run(Run *r) {
    Barrier *barrier = &r->m->barriers[r->op[1]];
    barrier->count = 0;
    barrier->last = -1;
    r->op += 2;
    return true;
}

INLINE bool do_run_next(Run *r) {
    const uint32_t *op = r->op;
    Barrier *barrier = &r->m->barriers[op[1]];
    barrier->choices = r->m->choice_count;
    r->op = op + 5;
    if (barrier->count < op[2]) return true;
    if ((barrier->count >= op[3] && op[3] != SRE_MAX_REPEAT) || r->at == barrier->last) {
        r->op = r->m->program->words + op[4];
        return true;
    }
    barrier->last = r->at;
    return push_choice(r, CHOICE_PLAIN, op[4], r->at, 0);
}

INLINE bool do_run_end(Run *r) {
    Barrier *barrier = &r->m->barriers[r->op[1]];
    r->m->choice_count = barrier->choices;
    barrier->count++;
    r->op = r->m->program->words + r->op[2];
    return true;
}

/* ---- the loop */

/* Back to the youngest choice; false: there is none. */
INLINE bool go_back(Run *r) {
    Matcher *m = r->m;
    while (m->choice_count) {
        Choice *choice = &m->choices[m->choice_count - 1];
        undo(m, choice->changes);
        switch (choice->kind) {
        case CHOICE_GREEDY:
            if (resume_greedy(r, choice)) return true;
            break;
        case CHOICE_LAZY:
            if (resume_lazy(r, choice)) return true;
            break;
        case LAZY_ROUND: m->choice_count--; return resume_lazy_round(r, *choice);
        default:
            m->choice_count--;
            r->op = m->program->words + choice->word;
            r->at = choice->at;
            return true;
        }
    }
    return false;
}

INLINE bool is_match(Run *r) {
    Matcher *m = r->m;
    if (m->mode == MODE_FULLMATCH && r->at != m->end) return false;
    if (m->must_advance && r->at == m->start) return false;
    m->stop = r->at;
    return true;
}

INLINE MatchVerdict pause(Run *r) {
    r->m->word = (uint32_t)(r->op - r->m->program->words);
    r->m->at = r->at;
    return MATCH_PAUSED;
}

INLINE bool do_op(Run *r) {
    switch ((Op)*r->op) {
    case WORD_SINGLE: return do_single(r);
    case WORD_AT: return do_at(r);
    case WORD_MARK: return do_mark(r);
    case WORD_JUMP: r->op = r->m->program->words + r->op[1]; return true;
    case WORD_ALTERNATIVE: return do_alternative(r);
    case WORD_GREEDY: return do_greedy(r);
    case WORD_LAZY: return do_lazy(r);
    case WORD_POSSESSIVE: return do_possessive(r);
    case WORD_LOOP: return do_loop(r);
    case WORD_UNTIL_GREEDY: return do_until_greedy(r);
    case WORD_UNTIL_LAZY: return do_until_lazy(r);
    case WORD_ONCE: return do_once(r);
    case WORD_ONCE_END: return do_once_end(r);
    case WORD_LOOK: return do_look(r);
    case WORD_LOOK_END: return do_look_end(r);
    case WORD_LOOK_NOT: return do_look_not(r);
    case WORD_LOOK_NOT_END: return do_look_not_end(r);
    case WORD_RUN: return do_run(r);
    case WORD_RUN_NEXT: return do_run_next(r);
    case WORD_RUN_END: return do_run_end(r);
    case WORD_BACK: return do_back(r);
    case WORD_IF_GROUP: return do_if_group(r);
    default: return false;
    }
}

/* Loops can go on for as long as the text, and longer, without a step back: they count too. */
INLINE bool is_round(uint32_t op) {
    return op == WORD_UNTIL_GREEDY || op == WORD_UNTIL_LAZY || op == WORD_RUN_NEXT;
}

INLINE MatchVerdict try_here(Matcher *m, int width) {
    Run r = { m, m->program->words + m->word, m->at, width };
    for (;;) {
        bool goes_on;
        if (*r.op == WORD_MATCH) {
            if (is_match(&r)) return MATCH_YES;
            goes_on = false;
        } else {
            if (is_round(*r.op) && --m->budget < 0) return pause(&r);
            goes_on = do_op(&r);
        }
        if (goes_on) continue;
        if (m->is_refused) return MATCH_NO_MEMORY;
        if (!go_back(&r)) return m->is_refused ? MATCH_NO_MEMORY : MATCH_NO;
        if (--m->budget < 0) return pause(&r);
    }
}

MatchVerdict matcher_try_1(Matcher *matcher) { return try_here(matcher, 1); }
MatchVerdict matcher_try_2(Matcher *matcher) { return try_here(matcher, 2); }
MatchVerdict matcher_try_4(Matcher *matcher) { return try_here(matcher, 4); }
