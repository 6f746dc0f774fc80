/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts that every group may name: the call's socket, its variable, its addresses, what the call was
 * asked. */
#include "explain/situation.h"
#include "journal/journal_text.h"

static bool append_text(Buffer *out, const char *text) {
    if (text) buffer_append_text(out, text);
    return text != NULL;
}

static bool fact_name(Situation *situation, Buffer *out) { return append_text(out, situation->name); }
static bool fact_call(Situation *situation, Buffer *out) { return append_text(out, situation->call); }

static bool append_address(const Address *address, Buffer *out) {
    bool is_known = address_is_bound(address);
    if (is_known) address_append(out, address);
    return is_known;
}

static bool fact_address(Situation *situation, Buffer *out) {
    return situation->record && append_address(&situation->record->local, out);
}

static bool fact_peer(Situation *situation, Buffer *out) {
    return situation->record && append_address(&situation->record->peer, out);
}

static bool fact_argument(Situation *situation, Buffer *out) {
    return situation->record && append_address(&situation->record->argument, out);
}

/* The port that the call was given, else the socket's own. */
static bool fact_port(Situation *situation, Buffer *out) {
    const JournalRecord *record = situation->record;
    uint16_t port = !record ? 0 : record->argument.port ? record->argument.port : record->local.port;
    if (port) buffer_append_int64(out, port);
    return port != 0;
}

/* The timeout under which the call waited. */
static bool fact_timeout(Situation *situation, Buffer *out) {
    if (!situation->socket || situation->socket->timeout <= 0) return false;
    buffer_append_format(out, "%g s", situation->socket->timeout);
    return true;
}

static bool append_bytes(uint64_t count, Buffer *out) {
    if (count) buffer_append_format(out, _n("%zu byte", "%zu bytes", (size_t)count), (size_t)count);
    return count != 0;
}

/* Sent and received on this socket until now. */
static bool fact_sent(Situation *situation, Buffer *out) {
    return situation->record && append_bytes(situation->record->sent, out);
}

static bool fact_received(Situation *situation, Buffer *out) {
    return situation->record && append_bytes(situation->record->received, out);
}

/* Waiting to be read. */
static bool fact_left(Situation *situation, Buffer *out) {
    const KernelSocket *own = situation_own(situation);
    return own && append_bytes(own->receive_queue, out);
}

/* A variable with a connection that this listener has accepted; for a connection, the listener. */
static bool fact_accepted(Situation *situation, Buffer *out) {
    const char *name;
    size_t position = 0;
    const JournalRecord *record = situation->record;
    for (Socket *socket; record && (socket = situation_next_socket(situation, &position, &name));) {
        KernelSocket facts;
        if (socket->fd < 0 || socket->number == record->socket || !kernel_read_socket(socket->fd, &facts))
            continue;
        if (facts.state != KERNEL_ESTABLISHED && facts.state != KERNEL_CLOSE_WAIT) continue;
        if (facts.local.port == record->local.port) return append_text(out, name);
    }
    return false;
}

const ExplainFact explain_facts[] = {
    { "name", fact_name },       { "call", fact_call },         { "address", fact_address },
    { "peer", fact_peer },       { "argument", fact_argument }, { "port", fact_port },
    { "timeout", fact_timeout }, { "sent", fact_sent },         { "received", fact_received },
    { "left", fact_left },       { "accepted", fact_accepted }, { 0 },
};
