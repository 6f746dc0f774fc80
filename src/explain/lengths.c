/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lengths that no message has: a number whose bytes were read in the other order, or that were no number. */
#include "explain/source.h"
#include "value/bytes.h"
#include <string.h>

/* A number of four bytes that is huge, and small with its bytes in the other order; 0: it is none. */
static uint32_t turned(int64_t number) {
    enum { HUGE_FROM = 1 << 24, SMALL = 1 << 20 };
    if (number < HUGE_FROM || number > UINT32_MAX) return 0;
    uint32_t other = __builtin_bswap32((uint32_t)number);
    return other < SMALL ? other : 0;
}

/* The name that an assignment gives a value, or the one name of the tuple that it unpacks; NULL. */
static const Node *assigned(const Node *statement) {
    if (!statement || statement->kind != NODE_ASSIGN) return NULL;
    const Node *target = statement->assign.targets.items[0];
    bool is_list = target->kind == NODE_TUPLE || target->kind == NODE_LIST;
    if (is_list && target->sequence.items.count == 1) target = target->sequence.items.items[0];
    return target->kind == NODE_NAME ? target : NULL;
}

/* The statement's value, or what it gave a name; what unpack() gives is a tuple of one. */
static int64_t number_given(Situation *situation) {
    int64_t number;
    const Node *name = assigned(source_statement(situation));
    Value value = situation->displayed;
    if (name && situation->globals) value = dict_peek_str(situation->globals, name->name.id);
    if (!is_absent(value) && is_tuple(value) && tuple_of(value)->count == 1)
        value = tuple_of(value)->items[0];
    return !is_absent(value) && is_int(value) && int_fits_int64(value, &number) ? number : 0;
}

/* The order in which the statement reads bytes as a number. */
typedef enum { NO_ORDER, LITTLE, BIG } Order;

static Order order_of_text(const Node *node) {
    if (!node || node->kind != NODE_CONSTANT || !is_str(node->constant.value)) return NO_ORDER;
    const Str *text = str_of(node->constant.value);
    uint32_t first = str_count(node->constant.value) ? str_peek_at(text, 0) : 0;
    return first == '!' || first == '>' || first == 'b' ? BIG : LITTLE;
}

static Order order_of_format(const Node *unpack) {
    return unpack ? order_of_text(source_argument(unpack, 0)) : NO_ORDER;
}

static Order order_read(Situation *situation) {
    const Node *call = situation_find_call(situation, "from_bytes");
    if (!call) return order_of_format(situation_find_call(situation, "unpack"));
    if (call->call.arguments.count > 1) return order_of_text(source_argument(call, 1));
    for (size_t i = 0; i < call->call.keywords.count; i++) {
        const Keyword *keyword = &call->call.keywords.items[i];
        if (!is_absent(keyword->name) && str_is(keyword->name, "byteorder"))
            return order_of_text(keyword->value);
    }
    return BIG; /* from 3.11 on */
}

static bool reads_turned(Situation *situation, const char *call, Order order) {
    bool is_there = situation_find_call(situation, call);
    return is_there && order_read(situation) == order && turned(number_given(situation));
}

static bool is_turned(Situation *situation) { return reads_turned(situation, "from_bytes", LITTLE); }

static bool is_unpacked_turned(Situation *situation) { return reads_turned(situation, "unpack", LITTLE); }

/* The program reads as networks do, so it was written in the other order. */
static bool is_sent_turned(Situation *situation) {
    return reads_turned(situation, "from_bytes", BIG) || reads_turned(situation, "unpack", BIG);
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
    bool is_read = situation_find_call(situation, "from_bytes") || situation_find_call(situation, "unpack");
    return is_read && is_text(number_given(situation));
}

/* Some bytes, and fewer than the format has. */
static bool is_unpack(Situation *situation) {
    const Node *call = situation_find_call(situation, "unpack"),
               *data = call ? source_argument(call, 1) : NULL;
    Value value = data ? source_value(situation, data) : ABSENT;
    bool is_empty =
        !is_absent(value) && has_type(value, TYPE_ID_BYTES) && !((const Bytes *)object_of(value))->count;
    release(value);
    return call && !is_empty;
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
    { "turned", EXPLAIN_RESULT, .test = is_turned, .sentence = TURNED },
    { "turned-unpack", EXPLAIN_RESULT, .test = is_unpacked_turned,
      .sentence = N_("{huge} is {turned} with its bytes in the other order: networks send the highest first, "
                     "\"!\" in the format.") },
    { "turned-sent", EXPLAIN_RESULT, .test = is_sent_turned,
      .sentence = N_("{huge} is {turned} with its bytes in the other order: it was written with the lowest "
                     "first.\nWhoever sends it must write the highest first, as networks do.") },
    { "turned-asked", .kind = Exception, .calls = RECEIVES, .test = is_asked_turned, .sentence = TURNED },
    { "turned-interrupted", .kind = KeyboardInterrupt, .calls = RECEIVES, .test = is_asked_turned,
      .sentence = TURNED },
    { "letters", EXPLAIN_RESULT, .test = is_text_given, .sentence = LETTERS },
    { "letters-asked", .kind = Exception, .calls = RECEIVES, .test = is_text_asked, .sentence = LETTERS },
    { "letters-interrupted", .kind = KeyboardInterrupt, .calls = RECEIVES, .test = is_text_asked,
      .sentence = LETTERS },
    { "unpack-part", .kind = Exception, .message = "requires a buffer of", .test = is_unpack,
      .plain = N_("`recv` may give a part of a message: add up what it gives until all bytes are there.") },
    { "pack-text", .kind = Exception, .message = "argument for 's' must be a bytes object",
      .plain = N_("The format `s` takes bytes: `.encode()` makes them of text.") },
    { 0 },
};

const ExplainGroup explain_lengths = { rows, facts };
