/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lengths that no message has: a number whose bytes were read in the other order, or that were no number. */
#include "explain/source.h"
#include <string.h>

/* A number of four bytes that is huge, and small with its bytes in the other order; 0: it is none. */
static uint32_t turned(int64_t number) {
    enum { HUGE_FROM = 1 << 24, SMALL = 1 << 20 };
    if (number < HUGE_FROM || number > UINT32_MAX) return 0;
    uint32_t other = __builtin_bswap32((uint32_t)number);
    return other < SMALL ? other : 0;
}

/* The statement's value, or what it gave a name. */
static int64_t number_given(Situation *situation) {
    int64_t number;
    const Node *statement = source_statement(situation);
    Value value = situation->displayed;
    if (statement && statement->kind == NODE_ASSIGN &&
        statement->assign.targets.items[0]->kind == NODE_NAME && situation->globals)
        value = dict_peek_str(situation->globals, statement->assign.targets.items[0]->name.id);
    return !is_absent(value) && is_int(value) && int_fits_int64(value, &number) ? number : 0;
}

static bool is_turned(Situation *situation) {
    return situation_find_call(situation, "from_bytes") && turned(number_given(situation));
}

/* What a call was told to read at most. */
static int64_t number_asked(const Situation *situation) {
    return situation->record && situation->record->number_count ? situation->record->numbers[0] : 0;
}

/* The call cannot have been meant for so many. */
static bool is_asked_turned(Situation *situation) { return turned(number_asked(situation)); }

/* "Bonj" read as a number: the bytes of a number that are letters. */
static bool is_text(int64_t number) {
    enum { HUGE_FROM = 0x20000000 };
    if (number < HUGE_FROM || number > INT32_MAX) return false;
    for (; number; number >>= 8) {
        if ((number & 0xff) < ' ' || (number & 0xff) > '~') return false;
    }
    return true;
}

static bool is_text_asked(Situation *situation) { return is_text(number_asked(situation)); }

static bool is_text_given(Situation *situation) {
    return situation_find_call(situation, "from_bytes") && is_text(number_given(situation));
}

static bool fact_turned(Situation *situation, Buffer *out) {
    int64_t number = number_asked(situation) ? number_asked(situation) : number_given(situation);
    if (turned(number)) buffer_append_int64(out, turned(number));
    return turned(number);
}

static bool fact_huge(Situation *situation, Buffer *out) {
    int64_t number = number_asked(situation) ? number_asked(situation) : number_given(situation);
    buffer_append_int64(out, number);
    return number != 0;
}

static const ExplainFact facts[] = {
    { "turned", fact_turned },
    { "huge", fact_huge },
    { 0 },
};

/* ---- rows */

#define RECEIVES "recv recv_into recvfrom"
#define TURNED                                                                                               \
    N_("{huge} is {turned} with its bytes in the other order: networks send the highest first, \"big\".")
#define LETTERS N_("{huge} is no length: its four bytes are letters. The length stands elsewhere.")

static const ExplainRow rows[] = {
    { "turned", EXPLAIN_RESULT, .test = is_turned,
      .sentence = N_("{huge} is {turned} with its bytes in the other order: networks send the highest first, "
                     "\"big\".") },
    { "turned-asked", .kind = Exception, .calls = RECEIVES, .test = is_asked_turned, .sentence = TURNED },
    { "turned-interrupted", .kind = KeyboardInterrupt, .calls = RECEIVES, .test = is_asked_turned,
      .sentence = TURNED },
    { "letters", EXPLAIN_RESULT, .test = is_text_given,
      .sentence = N_("{huge} is no length: its four bytes are letters. The length stands elsewhere.") },
    { "letters-asked", .kind = Exception, .calls = RECEIVES, .test = is_text_asked, .sentence = LETTERS },
    { "letters-interrupted", .kind = KeyboardInterrupt, .calls = RECEIVES, .test = is_text_asked,
      .sentence = LETTERS },
    { 0 },
};

const ExplainGroup explain_lengths = { rows, facts };
