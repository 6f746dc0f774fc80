/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts that every group may name: the call's socket, its variable, its addresses, what the call was
 * asked. */
#include "explain/address.h"
#include "journal/journal_text.h"
#include <stdio.h>

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

/* 4,157,547, as people write it. */
static void append_grouped(uint64_t number, Buffer *out) {
    enum { PLAIN_DIGITS = 4, GROUP = 3 };
    char digits[24];
    int count = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    for (int i = 0; i < count; i++) {
        if (i && count > PLAIN_DIGITS && (count - i) % GROUP == 0) buffer_append_text(out, _(","));
        buffer_append_byte(out, digits[i]);
    }
}

bool situation_append_bytes(uint64_t count, Buffer *out) {
    Buffer number = { 0 };
    append_grouped(count, &number);
    if (count) buffer_append_format(out, _n("%s byte", "%s bytes", (size_t)count), buffer_text(&number));
    buffer_clear(&number);
    return count != 0;
}

/* Sent and received on this socket until now. */
static bool fact_sent(Situation *situation, Buffer *out) {
    return situation->record && situation_append_bytes(situation->record->sent, out);
}

static bool fact_received(Situation *situation, Buffer *out) {
    return situation->record && situation_append_bytes(situation->record->received, out);
}

/* Waiting to be read. */
static bool fact_left(Situation *situation, Buffer *out) {
    const KernelSocket *own = situation_own(situation);
    return own && situation_append_bytes(own->receive_queue, out);
}

/* A variable with a connection that this listener has accepted; for a connection, the listener. */
const char *explain_accepted(Situation *situation) {
    const char *name;
    size_t position = 0;
    const JournalRecord *record = situation->record;
    for (Socket *socket; record && (socket = situation_next_socket(situation, &position, &name));) {
        KernelSocket facts;
        if (socket->fd < 0 || socket->number == record->socket || !kernel_read_socket(socket->fd, &facts))
            continue;
        if (facts.state != KERNEL_ESTABLISHED && facts.state != KERNEL_CLOSE_WAIT) continue;
        if (facts.local.port == record->local.port) return name;
    }
    return NULL;
}

static bool fact_accepted(Situation *situation, Buffer *out) {
    return append_text(out, explain_accepted(situation));
}

/* What the call was to send, or what a datagram had. */
static bool fact_meant(Situation *situation, Buffer *out) {
    return situation->record && situation_append_bytes(situation->record->meant, out);
}

/* How many of them went; the unit stands behind the other number. */
static bool fact_taken(Situation *situation, Buffer *out) {
    bool is_known = situation->record && situation->record->result > 0;
    if (is_known) append_grouped((uint64_t)situation->record->result, out);
    return is_known;
}

/* Waiting at the other end, on this machine. */
static bool fact_unread(Situation *situation, Buffer *out) {
    const KernelSocket *end = situation_other_end(situation);
    return end && situation_append_bytes(end->receive_queue, out);
}

/* What the program calls a new socket like this one, typed: c = socket.socket(socket.AF_INET6). */
static bool fact_new_socket(Situation *situation, Buffer *out) {
    const KernelSocket *own = situation_own(situation);
    Value module = situation_global(situation, "socket");
    if (!situation->name || !own || is_absent(module) || !has_type(module, TYPE_ID_MODULE)) return false;
    const char *family = own->family == AF_INET6  ? "socket.AF_INET6"
                         : own->family == AF_UNIX ? "socket.AF_UNIX"
                                                  : "";
    bool is_stream = situation_is_stream(situation);
    buffer_append_format(out, "%s = socket.socket(%s%s)", situation->name,
                         *family || is_stream ? family : "socket.AF_INET",
                         is_stream ? "" : ", socket.SOCK_DGRAM");
    return true;
}

const ExplainFact explain_facts[] = {
    { "name", fact_name },
    { "call", fact_call },
    { "address", fact_address },
    { "peer", fact_peer },
    { "argument", fact_argument },
    { "port", fact_port },
    { "timeout", fact_timeout },
    { "sent", fact_sent },
    { "received", fact_received },
    { "left", fact_left },
    { "accepted", fact_accepted },
    { "meant", fact_meant },
    { "taken", fact_taken },
    { "unread", fact_unread },
    { "new_socket", fact_new_socket },
    { "example", explain_fact_example },
    { "to_bind", explain_fact_to_bind },
    { "to_connect", explain_fact_to_connect },
    { "a_receiver", explain_fact_a_receiver },
    { "next_port", explain_fact_free_port },
    { 0 },
};
