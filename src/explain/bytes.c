/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes where text is wanted, text where bytes are: what was typed, and what it becomes. What goes wrong with
 * the bytes of characters is in encoding.c. */
#include "base/text.h"
#include "explain/source.h"
#include "value/exception.h"
#include <string.h>

#define SENDS "send sendall sendto"

/* ---- what was given to the call */

static const Node *sent(Situation *situation) {
    const Node *call = source_failed_call(situation, SENDS);
    return call ? source_argument(call, 0) : NULL;
}

/* The error is the call's own, not that of something in its parentheses. */
static bool is_send(Situation *situation) { return situation->record || sent(situation); }

static bool is_literal_sent(Situation *situation) {
    const Node *node = sent(situation);
    return node && source_is_ascii_literal(situation, node);
}

/* The first character beyond ASCII of the text that was given; 0: none, or not known. */
static uint32_t odd_character(Situation *situation) {
    const Node *node = sent(situation);
    Value value = node ? source_value(situation, node) : ABSENT;
    uint32_t found = 0;
    if (!is_absent(value) && is_str(value)) {
        for (size_t i = 0; i < str_count(value) && !found; i++) {
            uint32_t character = str_peek_at(str_of(value), i);
            if (character >= 0x80 && text_is_printable(character)) found = character;
        }
    }
    release(value);
    return found;
}

static bool is_odd(Situation *situation) { return odd_character(situation) != 0; }

static bool fact_odd(Situation *situation, Buffer *out) {
    uint32_t character = odd_character(situation);
    if (character) buffer_append_code_point(out, character);
    return character != 0;
}

static bool fact_as_bytes(Situation *situation, Buffer *out) {
    const Node *node = sent(situation);
    return node && source_append_as_bytes(situation, node, out);
}

static bool fact_encoded(Situation *situation, Buffer *out) {
    const Node *node = sent(situation);
    Value value = node ? source_value(situation, node) : ABSENT;
    bool is_text = !is_absent(value) && is_str(value);
    if (is_text) {
        Buffer bytes = { 0 };
        str_append_utf8(&bytes, value);
        situation_append_bytes(bytes.count, out);
        buffer_clear(&bytes);
    }
    release(value);
    return is_text;
}

static bool fact_sent_source(Situation *situation, Buffer *out) {
    const Node *node = sent(situation);
    return node && source_append(situation, node, out);
}

/* A number that one byte can be, as typed. */
static bool is_small_number(Situation *situation) {
    int64_t number;
    const Node *node = sent(situation);
    if (!node || node->kind != NODE_CONSTANT || node->constant.is_ellipsis || !is_int(node->constant.value))
        return false;
    return int_fits_int64(node->constant.value, &number) && number >= 0 && number < 256;
}

/* ---- bytes that meet text */

/* The literals of text that were given to a call that wanted bytes, as bytes. */
static bool fact_arguments(Situation *situation, Buffer *out) {
    const Node *call = source_failed_call(situation, NULL);
    size_t before = out->count;
    for (size_t i = 0; call && i < call->call.arguments.count; i++) {
        const Node *argument = call->call.arguments.items[i];
        if (!source_is_ascii_literal(situation, argument)) continue;
        if (out->count > before) buffer_append_text(out, ", ");
        source_append_as_bytes(situation, argument, out);
    }
    return out->count > before;
}

static bool fact_method(Situation *situation, Buffer *out) {
    const Node *call = source_failed_call(situation, NULL);
    Value name = call && call->call.function->kind == NODE_ATTRIBUTE ? source_call_name(call) : ABSENT;
    if (!is_absent(name)) str_append_utf8(out, name);
    return !is_absent(name);
}

static bool fact_sought(Situation *situation, Buffer *out) {
    const Node *node = source_failed(situation);
    return node && node->kind == NODE_COMPARE && source_append_as_bytes(situation, node->compare.left, out);
}

static const Node *right(Situation *situation) {
    const Node *node = source_failed(situation);
    return node && node->kind == NODE_BIN_OP && node->binary.operation == BINARY_ADD ? node->binary.right
                                                                                     : NULL;
}

static bool is_sum(Situation *situation) { return right(situation); }

static bool fact_right_bytes(Situation *situation, Buffer *out) {
    const Node *node = right(situation);
    return node && source_append_as_bytes(situation, node, out);
}

static bool fact_right(Situation *situation, Buffer *out) {
    const Node *node = right(situation);
    return node && source_append(situation, node, out);
}

static bool fact_right_text(Situation *situation, Buffer *out) {
    const Node *node = right(situation);
    bool is_one =
        node && (node->kind == NODE_NAME || node->kind == NODE_ATTRIBUTE || node->kind == NODE_CALL ||
                 node->kind == NODE_SUBSCRIPT || node->kind == NODE_CONSTANT);
    if (!is_one || !source_append(situation, node, out)) return false;
    buffer_append_text(out, ".decode()");
    return true;
}

static bool fact_lost(Situation *situation, Buffer *out) {
    return situation_append_bytes(source_lost(situation, source_failed(situation)), out);
}

/* bytes("x") */
static bool is_bytes_call(Situation *situation) {
    const Node *call = source_failed_call(situation, "bytes bytearray");
    return call && source_argument(call, 0);
}

static bool fact_made(Situation *situation, Buffer *out) {
    const Node *call = source_failed_call(situation, "bytes bytearray");
    return call && source_append_as_bytes(situation, source_argument(call, 0), out);
}

/* ---- numbers of bytes */

/* The statement's recv gave b'', and int() or float() was to make a number of it. */
static bool is_number_of_end(Situation *situation) {
    const Node *call = source_failed_call(situation, "int float");
    if (!call || !situation_find_call(situation, "recv") || !strstr(situation->message, "b''")) return false;
    for (uint64_t number = situation->last; number >= situation->first && number; number--) {
        const JournalRecord *record = journal_peek(situation->journal, number);
        if (!record || record->moment != JOURNAL_ENDED || record->task) continue;
        return record->outcome == JOURNAL_RETURNED && record->result == 0 && record->spec &&
               record->spec->flags & JOURNAL_RECEIVES;
    }
    return false;
}

/* str(con.recv(7)) at the prompt, which shows "b'...'" */
static bool is_text_of_bytes(Situation *situation) {
    const Node *statement = source_statement(situation);
    Value shown = situation->displayed;
    if (!statement || statement->kind != NODE_EXPR || is_absent(shown) || !is_str(shown)) return false;
    const Node *call = statement->expression_statement.value;
    if (call->kind != NODE_CALL || call->call.function->kind != NODE_NAME ||
        !str_is(call->call.function->name.id, "str"))
        return false;
    const Node *argument = source_argument(call, 0);
    if (!argument || call->call.arguments.count != 1 || !is_absent(situation_global(situation, "str")))
        return false;
    Value value = source_value(situation, argument);
    bool is_one = (!is_absent(value) && is_bytes(value)) ||
                  (argument->kind == NODE_CALL && !is_absent(source_call_name(argument)) &&
                   str_is(source_call_name(argument), "recv"));
    release(value);
    return is_one && str_count(shown) > 2 && str_peek_at(str_of(shown), 0) == 'b' &&
           (str_peek_at(str_of(shown), 1) == '\'' || str_peek_at(str_of(shown), 1) == '"');
}

static const ExplainFact facts[] = {
    { "odd", fact_odd },
    { "as_bytes", fact_as_bytes },
    { "encoded", fact_encoded },
    { "given", fact_sent_source },
    { "arguments", fact_arguments },
    { "method", fact_method },
    { "sought", fact_sought },
    { "right", fact_right },
    { "right_bytes", fact_right_bytes },
    { "right_text", fact_right_text },
    { "lost", fact_lost },
    { "made", fact_made },
    { 0 },
};

/* ---- rows */

#define NOT_TEXT .kind = TypeError, .message = "a bytes-like object is required, not 'str'"
#define NOT_NUMBER .kind = TypeError, .message = "a bytes-like object is required, not 'int'"

static const char bytes_story[] =
    N_("What travels are bytes, numbers from 0 to 255. Text is characters, and an encoding says which bytes "
       "each becomes; UTF-8 "
       "is what nearly everybody uses, one byte for a letter of ASCII, two to four for others.\n"
       "`text.encode()` makes bytes, `data.decode()` makes text again; `b\"...\"` writes bytes directly, "
       "with letters of ASCII.");

static bool is_setsockopt(Situation *situation) { return source_failed_call(situation, "setsockopt"); }

static const ExplainRow rows[] = {
    { "35", NOT_TEXT, .calls = SENDS, .test = is_literal_sent,
      .sentence = N_("A socket carries bytes: `{as_bytes}`."), .story = bytes_story },
    { "36", NOT_TEXT, .calls = SENDS, .test = is_odd,
      .sentence = N_("A socket carries bytes, and `{odd}` is not ASCII: the text must be encoded.\n"
                     "`{as_bytes}` gives {encoded}."),
      .plain = N_(
          "A socket carries bytes, and text beyond ASCII must be encoded.\n`.encode()` makes bytes of it."),
      .story = bytes_story },
    { "35-text", NOT_TEXT, .calls = SENDS, .test = is_send,
      .sentence = N_("A socket carries bytes, and this is text.\n`{as_bytes}` makes bytes of it."),
      .plain = N_("A socket carries bytes, and this is text.\n`.encode()` makes bytes of it."),
      .story = bytes_story },
    { "send-number", NOT_NUMBER, .calls = SENDS, .test = is_small_number,
      .sentence = N_("A socket carries bytes, and `{given}` is a number.\n"
                     "Its digits: `b\"{given}\"`; one byte with that value: `bytes([{given}])`."),
      .story = bytes_story },
    { "send-number-name", NOT_NUMBER, .calls = SENDS, .test = is_send,
      .sentence =
          N_("A socket carries bytes, and `{given}` is a number.\nIts digits: `str({given}).encode()`."),
      .plain = N_(
          "A socket carries bytes, and this is a number.\n`str` and `.encode()` make bytes of its digits."),
      .story = bytes_story },

    { "option", NOT_TEXT, .test = is_setsockopt,
      .plain = N_("The value of an option is a number, without quotes, or bytes.") },
    { "method", NOT_TEXT,
      .sentence = N_("`{method}` of bytes wants bytes: `{arguments}`.\nRead already, and lost: {lost}."),
      .plain = N_("`{method}` of bytes wants bytes: `{arguments}`.") },
    { "method-first", .kind = TypeError, .message = "first arg must be bytes or a tuple of bytes, not str",
      .plain = N_("`{method}` of bytes wants bytes: `{arguments}`.") },
    { "method-argument", .kind = TypeError,
      .message = "argument should be integer or bytes-like object, not 'str'",
      .plain = N_("`{method}` of bytes wants bytes: `{arguments}`.") },
    { "in", NOT_TEXT,
      .sentence = N_("In bytes one looks for bytes: `{sought}`.\nRead already, and lost: {lost}."),
      .plain = N_("In bytes one looks for bytes: `{sought}`.") },
    { "join", .kind = TypeError, .message = "expected a bytes-like object, str found",
      .plain = N_("`join` of bytes wants bytes: `.encode()` each text.") },
    { "join-text", .kind = TypeError, .message = "expected str instance, bytes found",
      .plain = N_("`join` of text wants text: `.decode()` the bytes.") },
    { "percent", .kind = TypeError, .message = "%b requires a bytes-like object",
      .plain = N_("What is filled into bytes must be bytes: `.encode()` the text.") },

    { "46", .kind = TypeError, .message = "can't concat str to bytes", .test = is_sum,
      .sentence = N_("Bytes and text do not mix: `{right_bytes}`, or `.decode()` the bytes.\n"
                     "Read already, and lost: {lost}."),
      .plain = N_("Bytes and text do not mix: `{right_bytes}`, or `.decode()` the bytes."),
      .story = bytes_story },
    { "46-text", .kind = TypeError, .message = "can only concatenate str (not \"bytes\") to str",
      .test = is_sum,
      .sentence = N_("Text and bytes do not mix: `{right_text}` is text.\nRead already, and lost: {lost}."),
      .plain = N_("Text and bytes do not mix: `{right_text}` is text."), .story = bytes_story },
    { "46-facts", .kind = TypeError, .message = "can't concat str to bytes",
      .plain = N_("Bytes and text do not mix: `.encode()` the text, or `.decode()` the bytes."),
      .story = bytes_story },
    { "46-text-facts", .kind = TypeError, .message = "can only concatenate str (not \"bytes\") to str",
      .plain = N_("Bytes and text do not mix: `.encode()` the text, or `.decode()` the bytes."),
      .story = bytes_story },
    { "46-number", .kind = TypeError, .message = "can only concatenate str (not \"int\") to str",
      .test = is_sum, .sentence = N_("Text and numbers do not mix: `str({right})` is text.") },

    { "bytes", .kind = TypeError, .message = "string argument without an encoding", .test = is_bytes_call,
      .sentence = N_("Text becomes bytes by `{made}`."),
      .plain = N_("Text becomes bytes by its `.encode()`."), .story = bytes_story },
    { "encode", .kind = AttributeError, .message = "'bytes' object has no attribute 'encode'",
      .plain = N_("These are bytes already: `encode` is what makes bytes of text.") },
    { "decode", .kind = AttributeError, .message = "'str' object has no attribute 'decode'",
      .plain = N_("This is text already: `decode` is what makes text of bytes.") },
    { "format", .kind = AttributeError, .message = "'bytes' object has no attribute 'format'",
      .plain = N_("Only text has `format`: fill in the text first, then `.encode()` it.") },

    { "iterate", .kind = TypeError, .message = "'socket' object is not iterable",
      .plain = N_("A socket is no list: its bytes come by `recv`, until that gives b''.") },
    { "end", .kind = ValueError, .test = is_number_of_end,
      .plain = N_("b'' says that the other side has closed: no number will come any more.") },
    { "str", EXPLAIN_RESULT, .test = is_text_of_bytes,
      .plain = N_(
          "`str` shows how bytes are written, b and quotes included.\n`.decode()` gives the text in them."),
      .story = bytes_story },
    { 0 },
};

const ExplainGroup explain_bytes = { rows, facts };
