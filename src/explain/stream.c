/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results without an error that surprise: a stream is not messages, its end is not an empty message, a
 * name that is given away takes its connection with it. */
#include "explain/source.h"
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

/* No packet of TCP is smaller than this for want of room (RFC 9293, 3.7.1), so more of them were more
 * sends. */
enum { LEAST_SEGMENT = 536 };

static int64_t asked(const Situation *situation) {
    return situation->record->number_count ? situation->record->numbers[0] : 0;
}

static bool is_peek(const Situation *situation) { return journal_is_peek(situation->record); }

/* ---- receiving */

/* The end, and not one that the program made itself. */
static bool is_end(Situation *situation) {
    const JournalRecord *record = situation->record;
    if (situation_was_shut(situation, record->socket) & SITUATION_SHUT_RECEIVE) return false;
    return situation_is_stream(situation) && record->result == 0 && asked(situation) > 0;
}

/* The other end has ended its sending, and a program still holds it. */
static bool is_half_end(Situation *situation) {
    const KernelSocket *end = is_end(situation) ? situation_other_end(situation) : NULL;
    return end && end->inode && (end->state == KERNEL_FIN_WAIT_1 || end->state == KERNEL_FIN_WAIT_2);
}

/* And nothing else, as sock_diag alone tells. */
static bool is_half_open(Situation *situation) {
    return is_half_end(situation) && situation_other_end(situation)->shut_send &&
           !situation_other_end(situation)->shut_receive;
}

/* Reset before: the stream was not ended, it was cut. */
static bool is_cut_end(Situation *situation) {
    const JournalRecord *record = situation->record, *at = record;
    const KernelSocket *own = situation_own(situation);
    bool is_over = own && (own->state == KERNEL_CLOSED || own->state == KERNEL_BOUND);
    while (is_over && (at = journal_peek_last(situation->journal, record->socket, at->number))) {
        if (at->outcome == JOURNAL_FAILED && (at->error == ECONNRESET || at->error == EPIPE)) return true;
    }
    return false;
}

static bool has_rest(Situation *situation) {
    const KernelSocket *own = situation_own(situation);
    if (!situation_is_stream(situation) || is_peek(situation) || !own || !own->receive_queue) return false;
    return situation->record->result > 0 && situation->record->result == asked(situation);
}

/* Packets that brought what this call received: those since the statement that last read, when that is
 * known. */
static uint32_t pieces(Situation *situation) {
    const JournalRecord *record = situation->record;
    const KernelSocket *own = situation_own(situation);
    const ExplainSeen *seen = &situation->seen[record->socket % EXPLAIN_SEEN];
    uint64_t before = record->received - (uint64_t)record->result;
    if (!own || !own->tcp.known || own->receive_queue) return 0;
    if (seen->socket != record->socket) return before ? 0 : own->tcp.data_segments_in;
    return before == seen->received ? own->tcp.data_segments_in - seen->segments : 0;
}

/* All that had come, less than one packet may hold, and yet it came in several. */
static bool is_joined(Situation *situation) {
    const JournalRecord *record = situation->record;
    if (!situation_is_stream(situation) || is_peek(situation)) return false;
    return record->result > 0 && record->result <= LEAST_SEGMENT && pieces(situation) > 1;
}

static bool fact_pieces(Situation *situation, Buffer *out) {
    buffer_append_int64(out, pieces(situation));
    return true;
}

void explain_note_received(Situation *situation) {
    enum { MOST = 64 };
    const JournalRecord *record;
    uint64_t number = situation->last;
    for (; number >= situation->first && number + MOST > situation->last; number--) {
        if (!(record = journal_peek(situation->journal, number))) return;
        bool is_newest = record->moment == JOURNAL_ENDED &&
                         journal_peek_last(situation->journal, record->socket, 0) == record;
        if (!is_newest || !record->spec || !(record->spec->flags & JOURNAL_RECEIVES)) continue;
        situation_look_at(situation, record, NULL);
        const KernelSocket *own = situation_own(situation);
        bool is_known = own && own->tcp.known && !own->receive_queue;
        situation->seen[record->socket % EXPLAIN_SEEN] =
            (ExplainSeen){ record->socket, is_known ? record->received : UINT64_MAX,
                           is_known ? own->tcp.data_segments_in : 0 };
    }
}

/* ---- sending */

static bool is_nothing(Situation *situation) {
    return situation_is_stream(situation) && !situation->record->meant;
}

static bool is_partial(Situation *situation) {
    const JournalRecord *record = situation->record;
    return situation_is_stream(situation) && record->result > 0 && (uint64_t)record->result < record->meant;
}

/* The peer has answered these bytes with a reset already. */
static bool is_refused(Situation *situation) {
    const KernelSocket *own = situation_own(situation);
    const JournalRecord *record = situation->record;
    return situation_is_stream(situation) && record->peer.port && own && own->state == KERNEL_CLOSED;
}

/* The other end is the kernel's alone: no program has accepted it. */
static bool is_not_accepted(Situation *situation) {
    const KernelSocket *end = situation_is_stream(situation) ? situation_other_end(situation) : NULL;
    return end && end->state == KERNEL_ESTABLISHED && !end->inode && end->receive_queue;
}

static bool does_not_wait(Situation *situation) {
    return is_partial(situation) && situation->socket && situation->socket->timeout == 0;
}

/* What was left: data[3919872:]. */
static bool fact_rest(Situation *situation, Buffer *out) {
    const Node *node = situation->node;
    if (!node || node->call.arguments.count != 1 || node->call.keywords.count) return false;
    const Node *data = node->call.arguments.items[0];
    if (data->kind != NODE_NAME || !source_append(situation, data, out)) return false;
    buffer_append_format(out, "[%lld:]", (long long)situation->record->result);
    return true;
}

static bool sends_later(const Situation *situation, const JournalRecord *record) {
    const JournalRecord *at = journal_peek_last(situation->journal, record->socket, 0);
    for (; at && at->number > record->number;
         at = journal_peek_last(situation->journal, at->socket, at->number)) {
        if (at->spec && at->spec->flags & JOURNAL_SENDS) return true;
    }
    return false;
}

/* A send in a function or a loop that took a part, behind which nothing more was sent on that socket. */
static const JournalRecord *find_unsent_rest(const Situation *situation) {
    enum { MOST = 256 };
    const JournalRecord *record;
    uint64_t number = situation->last;
    for (size_t i = 0; i < MOST && number >= situation->first; i++, number--) {
        if (!(record = journal_peek(situation->journal, number))) return NULL;
        bool is_send = record->spec && record->spec->flags & JOURNAL_SENDS && record->moment == JOURNAL_ENDED;
        if (!is_send || record->outcome != JOURNAL_RETURNED) continue;
        if (!sends_later(situation, record) && !(record->spec->flags & JOURNAL_KEEPS) && record->result > 0 &&
            (uint64_t)record->result < record->meant)
            return record;
    }
    return NULL;
}

static bool is_rest_unsent(Situation *situation) {
    const JournalRecord *record = situation->journal ? find_unsent_rest(situation) : NULL;
    if (!record || situation_find_call(situation, "send")) return false;
    situation_look_at(situation, record, NULL);
    return situation_is_stream(situation);
}

/* ---- names given away */

/* The connection that this statement closed because nothing named it any more. */
static const JournalRecord *find_freed(const Situation *situation) {
    const JournalRecord *record;
    for (uint64_t number = situation->last; (record = journal_peek(situation->journal, number)); number--) {
        if (number < situation->first) return NULL;
        if (record->moment == JOURNAL_FREED && !record->task && record->peer.family) return record;
    }
    return NULL;
}

/* And the name went to another socket. */
static bool is_replaced(Situation *situation) {
    return find_freed(situation) && situation_name_of(situation, situation->record->made);
}

static bool fact_made(Situation *situation, Buffer *out) {
    const char *name = situation_name_of(situation, situation->record->made);
    if (name) buffer_append_text(out, name);
    return name != NULL;
}

/* ---- results that are errors, and names that are none */

static bool is_under_way(Situation *situation) { return situation->record->result == EINPROGRESS; }
static bool is_error_number(Situation *situation) { return situation->record->result > 0; }

static bool fact_number(Situation *situation, Buffer *out) {
    buffer_append_int64(out, situation->record->result);
    return true;
}

static bool fact_error(Situation *situation, Buffer *out) {
    const char *name = strerrorname_np((int)situation->record->result);
    if (name) buffer_append_text(out, name);
    return name != NULL;
}

static bool is_prompt_misspelt(Situation *situation) {
    const Ast *tree = situation_tree(situation);
    const Node *node = tree && tree->root->module.body.count ? tree->root->module.body.items[0] : NULL;
    if (!node || node->kind != NODE_ASSIGN || !node->assign.targets.count) return false;
    const Node *target = node->assign.targets.items[0];
    if (target->kind != NODE_ATTRIBUTE || target->attribute.value->kind != NODE_NAME) return false;
    if (!str_is(target->attribute.value->name.id, "sys")) return false;
    return str_is(target->attribute.name, "PS1") || str_is(target->attribute.name, "Ps1");
}

static const ExplainFact facts[] = {
    { "pieces", fact_pieces }, { "made", fact_made }, { "number", fact_number },
    { "error", fact_error },   { "rest", fact_rest }, { 0 },
};

/* ---- rows */

static const char stream_story[] = N_("TCP carries bytes in order, and nothing else: where one `send` ended "
                                      "and the next began is not kept. `recv(n)` gives "
                                      "what is there, at most n bytes and at least one. Programs therefore "
                                      "agree on how a message ends: its length first, "
                                      "or a line's end, or the end of the connection.");

// clang-format off
static const ExplainRow rows[] = {
    { "52", EXPLAIN_RESULT, .calls = "accept socket", .test = is_replaced,
      .sentence = N_("The old `{made}` has no name any more, so its connection was closed.\n"
                     "To keep it, give the new one another name (`{made}2`).") },
    { "20-half", EXPLAIN_RESULT, .calls = "recv", .test = is_half_open,
      .plain = N_("b'' is not an empty message: the other side has ended its sending (`shutdown`), and can "
                  "still receive.") },
    { "20-shut", EXPLAIN_RESULT, .calls = "recv", .test = is_half_end,
      .plain = N_("b'' is not an empty message: the other side has ended its sending (`shutdown`).") },
    { "20-cut", EXPLAIN_RESULT, .calls = "recv", .test = is_cut_end,
      .sentence = N_("b'' is not an empty message: the other side has cut the connection before (RST).\n"
                     "It is over: `{name}.close()`."),
      .plain = N_("b'' is not an empty message: the other side has cut the connection before (RST).") },
    { "20", EXPLAIN_RESULT, .calls = "recv", .test = is_end,
      .plain = N_("b'' is not an empty message: it is the end, the other side will send no more."),
      .story = N_("`recv` waits until there is at least one byte, so it never gives an empty message. b'' "
                  "says that the end "
                  "has come (FIN), and every `recv` from now on gives it at once. A loop that reads must "
                  "stop there: "
                  "`while data := con.recv(1024):`") },
    { "50", EXPLAIN_RESULT, .calls = "recv", .test = has_rest,
      .sentence = N_("Still in the queue, for the next `recv`: {left}."), .story = stream_story },
    { "49", EXPLAIN_RESULT, .calls = "recv", .test = is_joined,
      .sentence = N_("The other side sent this in {pieces} pieces, and one `recv` gave them all.\n"
                     "TCP is a stream: it keeps no borders between messages."),
      .story = stream_story },
    { "53", EXPLAIN_RESULT, .calls = "send sendall", .test = is_nothing,
      .plain = N_("Sending zero bytes sends nothing: a `recv` on the other side still waits.") },
    { "51", EXPLAIN_RESULT, .calls = "send", .test = does_not_wait,
      .sentence = N_("Only {taken} of {meant} were taken: the other side does not read, buffers are full, "
                     "and "
                     "`{name}` does not wait.\nWhen it reads, send the rest: `{rest}`."),
      .plain = N_("Only {taken} of {meant} were taken: the other side does not read, buffers are full.\n"
                  "Send the rest when it reads.") },
    { "51-late", EXPLAIN_RESULT, .calls = "send", .test = is_partial,
      .sentence = N_("Only {taken} of {meant} were taken within {timeout}: the other side does not read, "
                     "buffers are "
                     "full.\nWhen it reads, send the rest: `{rest}`."),
      .plain = N_("Only {taken} of {meant} were taken: the other side does not read, buffers are full.\n"
                  "Send the rest when it reads.") },
    { "51-lost", EXPLAIN_RESULT, .test = is_rest_unsent,
      .plain = N_("A `send` in there took only {taken} of {meant}, and nothing sent the rest: `sendall` "
                  "sends all.") },
    { "21-sent", EXPLAIN_RESULT, .calls = "send sendall", .test = is_refused,
      .plain = N_("The bytes only filled the buffer: the other side is gone, and has refused them (RST).") },
    { "32", EXPLAIN_RESULT, .calls = "send sendall", .test = is_not_accepted,
      .sentence = N_("The server's kernel made the connection, no program accepted it yet. Unread there: "
                     "{unread}.") },
    { "connect_ex-way", EXPLAIN_RESULT, .calls = "connect_ex", .test = is_under_way,
      .sentence = N_("{number} is EINPROGRESS, and no failure: the connection is being made meanwhile.\n"
                     "The next `connect_ex` gives 0 when it is made.") },
    { "connect_ex", EXPLAIN_RESULT, .calls = "connect_ex", .test = is_error_number,
      .sentence = N_("{number} is the error {error}: not connected. `connect_ex` gives it where `connect` "
                     "raises it."),
      .plain = N_("{number} is the number of an error: not connected. `connect_ex` gives it where `connect` "
                  "raises it.") },
    { "77", EXPLAIN_RESULT, .test = is_prompt_misspelt,
      .plain = N_("Nobody reads that name: the prompt is `sys.ps1`.") },
    { 0 },
};
// clang-format on

const ExplainGroup explain_stream = { rows, facts };
