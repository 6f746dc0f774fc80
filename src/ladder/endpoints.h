/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Endpoints: the sockets of the roles, and whose an address is at a moment.
 *
 * An endpoint claims each pair of addresses that it is seen with. Connections may follow each other on the
 * same pair, and roles on the same port: so the claims of a pair are kept in the order of their moments, and
 * a question is about a moment. An IPv4-mapped IPv6 address is the IPv4 one.
 *
 * Of two Unix sockets that are connected most have no name. The kernel keeps connections to a path in their
 * order, so who accepts there has the one that connected first. */
#pragma once
#include "base/list.h"
#include "journal/chronicle.h"
#include "ladder/streams.h"
#include "ladder/table.h"

typedef struct {
    Address local, peer; /* peer: none where it is not connected */
    uint16_t protocol;
} AddressPair;

typedef struct Claim Claim;

typedef struct {
    size_t role;
    uint64_t number; /* of the socket, in its process; 0: none */
} EndpointKey;

/* A Unix socket that is bound to a path, and who has connected there and not been accepted. */
typedef struct {
    Address path;
    EndpointKey socket;
    EndpointKey *waiting; /* owned; the earliest first */
    size_t count, capacity;
} PathListener;

typedef struct {
    TableLink link; /* by role and number */
    Link all;       /* or the closed ones, once its close is drawn */
    bool is_closed; /* which of the two */
    size_t role;
    uint64_t number;   /* of the socket, in its process */
    int64_t closed_at; /* CLOCK_MONOTONIC; INT64_MAX: it is open */
    uint16_t protocol; /* IPPROTO_TCP until it is known better */
    AddressPair pair;  /* the last one claimed */
    Claim *claims;     /* owned */
    size_t claim_count;
    KernelState state; /* last shown */
    EndpointKey other; /* of a connected Unix socket: the other end */
    Stream stream;
} Endpoint;

typedef struct {
    Table table, pairs;
    Link open, closed;
    size_t open_count, closed_count; /* past a limit the oldest of them are forgotten */
    PathListener *paths;             /* owned */
    size_t path_count, path_capacity;
    uint64_t added; /* sockets of roles that tell no calls: they have numbers from the top */
} Endpoints;

void endpoints_init(Endpoints *endpoints);
void endpoints_clear(Endpoints *endpoints);
Endpoint *endpoints_find(const Endpoints *endpoints, size_t role, uint64_t number); /* or NULL */
Endpoint *endpoints_get(Endpoints *endpoints, size_t role, uint64_t number);        /* made if need be */
/* Learns what an entry says of its socket, and of one that it made; NULL: it is about none. */
Endpoint *endpoints_learn(Endpoints *endpoints, size_t role, const Entry *entry);
/* A socket of a role that tells no calls. */
void endpoints_add(Endpoints *endpoints, const ChronicleSocket *socket);
bool endpoints_closes(const Entry *entry); /* whether it closes its socket */
/* Its close is drawn: past a limit those that were closed first are forgotten. */
void endpoints_close(Endpoints *endpoints, Endpoint *endpoint);
void endpoints_end_role(Endpoints *endpoints, size_t role, int64_t at); /* all of its own are closed */
/* Who writes what this endpoint reads, at that moment; NULL: not known. */
Endpoint *endpoints_writer(const Endpoints *endpoints, const Endpoint *reader, int64_t at);
/* Whose end of the packet it is; NULL: not known. */
const Endpoint *endpoints_sender(const Endpoints *endpoints, const Packet *packet);
const Endpoint *endpoints_receiver(const Endpoints *endpoints, const Packet *packet);
