/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls that Ctrl-C gave up: what is still there, and what is lost; and loops that would not have ended. */
#include "explain/given_up.h"
#include "explain/address.h"
#include <errno.h>
#include <string.h>

static bool is_listening(Situation *situation) {
    const KernelSocket *own = situation_own(situation);
    return own && own->state == KERNEL_LISTEN;
}

static bool is_connected(Situation *situation) {
    const KernelSocket *own = situation_own(situation);
    return own && own->state == KERNEL_ESTABLISHED;
}

/* With MSG_WAITALL it had gathered bytes, perhaps, and they are gone. */
static bool gathers(Situation *situation) {
    const JournalRecord *record = situation->record;
    return situation_is_stream(situation) && record->number_count > 1 && record->numbers[1] & MSG_WAITALL;
}

/* The same with SO_RCVLOWAT. */
static bool gathers_least(Situation *situation) {
    int least = 1, fd = situation_descriptor(situation);
    socklen_t length = sizeof least;
    if (fd < 0 || !situation_is_stream(situation)) return false;
    return getsockopt(fd, SOL_SOCKET, SO_RCVLOWAT, &least, &length) == 0 && least > 1;
}

/* A single byte, or a datagram: nothing of it has gone while the call waits. */
static bool is_indivisible(Situation *situation) {
    return is_connected(situation) && (situation->record->meant <= 1 || situation_is_datagram(situation));
}

static bool has_begun(Situation *situation) { return situation->record->result > 0; }

/* ---- unread bytes elsewhere */

const char *explain_unread_connection(Dict *globals, uint64_t listener, uint16_t port, uint32_t *bytes) {
    const char *name;
    size_t position = 0;
    Situation situation = { .globals = globals };
    for (Socket *socket; (socket = situation_next_socket(&situation, &position, &name));) {
        KernelSocket facts;
        if (socket->fd < 0 || socket->number == listener || !kernel_read_socket(socket->fd, &facts)) continue;
        bool is_one = facts.state == KERNEL_ESTABLISHED || facts.state == KERNEL_CLOSE_WAIT;
        *bytes = facts.receive_queue;
        if (is_one && facts.receive_queue && facts.local.port == port && name[0] != '_') return name;
    }
    return NULL;
}

static const char *unread(Situation *situation, uint32_t *bytes) {
    const JournalRecord *record = situation->record;
    return explain_unread_connection(situation->globals, record->socket, record->local.port, bytes);
}

static bool fact_unread_name(Situation *situation, Buffer *out) {
    uint32_t bytes;
    const char *name = unread(situation, &bytes);
    if (name) buffer_append_text(out, name);
    return name;
}

static bool fact_unread_bytes(Situation *situation, Buffer *out) {
    uint32_t bytes;
    return unread(situation, &bytes) && situation_append_bytes(bytes, out);
}

/* ---- loops */

enum { TURNS = 20 };

const JournalRecord *explain_spinning(const Journal *journal, uint64_t first) {
    uint64_t last = journal_count(journal), number = last;
    const JournalRecord *newest = journal_peek(journal, last);
    if (!newest || last < first + TURNS) return NULL;
    for (size_t i = 0; i < TURNS; i++, number--) {
        const JournalRecord *record = journal_peek(journal, number);
        bool is_end = record && record->socket == newest->socket && record->moment == JOURNAL_ENDED &&
                      record->outcome == JOURNAL_RETURNED && record->spec &&
                      record->spec->flags & JOURNAL_RECEIVES && record->has_result && !record->result &&
                      record->number_count && record->numbers[0] > 0 && !record->task;
        if (!is_end || record->spec != newest->spec) return NULL;
    }
    return newest;
}

static bool was_spinning(Situation *situation) {
    const JournalRecord *record =
        situation->journal ? explain_spinning(situation->journal, situation->first) : NULL;
    if (!record) return false;
    situation_look_at(situation, record, NULL);
    return situation_is_stream(situation);
}

static const ExplainFact facts[] = {
    { "unread_name", fact_unread_name },
    { "unread_bytes", fact_unread_bytes },
    { 0 },
};

/* ---- rows */

#define READS "recv recv_into recvfrom"
#define GIVEN_UP .kind = KeyboardInterrupt

static const ExplainRow rows[] = {
    { "spinning", GIVEN_UP, .test = was_spinning,
      .plain = N_("`recv` gave b'' again and again: the other side has closed, and a loop must end there.\n"
                  "A test for b'' and `break`, right behind the `recv`.") },
    { "accept-unread", GIVEN_UP, .calls = "accept", .test = is_listening,
      .sentence = N_(
          "`accept()` given up. `{unread_name}` has {unread_bytes} to read: `{unread_name}.recv(1024)`.") },
    { "accept", GIVEN_UP, .calls = "accept", .test = is_listening,
      .sentence = N_("`accept()` given up; `{name}` still listens, you can call it again."),
      .plain = N_("`accept()` given up; the socket still listens, you can call it again.") },
    { "accept-any", GIVEN_UP, .calls = "accept", .plain = N_("`accept()` given up; you can call it again.") },
    { "gathering", GIVEN_UP, .calls = READS, .test = gathers,
      .plain = N_("`{call}` given up. What it had gathered for MSG_WAITALL is lost, if anything had come.") },
    { "gathering-least", GIVEN_UP, .calls = READS, .test = gathers_least,
      .plain = N_("`{call}` given up. What it had gathered for SO_RCVLOWAT is lost, if anything had come.") },
    { "reading", GIVEN_UP, .calls = READS, .test = is_connected,
      .sentence = N_("`{call}` given up; the connection is still open, and nothing was lost.") },
    { "sendall", GIVEN_UP, .calls = "sendall", .test = has_begun,
      .sentence = N_("`sendall` given up: {taken} of {meant} have gone, the rest has not.\n"
                     "What follows would be taken for that rest: `{name}.close()`."),
      .plain = N_("`sendall` given up: a part has gone, the rest has not.\n"
                  "What follows would be taken for that rest: close the socket.") },
    { "sendall-none", GIVEN_UP, .calls = "sendall", .test = is_connected,
      .plain = N_("`{call}` given up before anything had gone; the connection is still open.") },
    { "send-none", GIVEN_UP, .calls = "send", .test = is_indivisible,
      .plain = N_("`{call}` given up before anything had gone; the connection is still open.") },
    { "send", GIVEN_UP, .calls = "send", .test = is_connected,
      .sentence = N_("`send` given up: how much has gone is not known.\n"
                     "What follows would be taken for the rest: `{name}.close()`."),
      .plain = N_("`send` given up: how much has gone is not known.\n"
                  "What follows would be taken for the rest: close the socket.") },
    { 0 },
};

const ExplainGroup explain_given_up = { rows, facts };
