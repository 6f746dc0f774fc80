/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Endpoints and their claims. */
#include "ladder/endpoints.h"
#include "base/array.h"
#include "base/memory.h"
#include "base/span.h"
#include <string.h>

enum { OPEN_LIMIT = 65536, CLOSED_LIMIT = 16384, CLAIMS_LIMIT = 4096, OWN_CLAIMS_LIMIT = 1024 };

/* Claims of one pair of addresses, the earliest first. */
typedef struct {
    TableLink link;
    AddressPair pair;
    Claim **claims;
    size_t count, capacity;
} Pair;

struct Claim {
    Claim *next; /* of the same endpoint */
    Pair *pair;  /* NULL: forgotten, for the pair has too many */
    Endpoint *endpoint;
    int64_t since;
};

/* ---- addresses */

/* Without a port it is nowhere. */
static Address place_of(const Address *address) { return address->port ? *address : (Address){ 0 }; }

/* What a socket that takes any address of the same family is bound to. */
static Address any_address(const Address *address) {
    return (Address){ .family = address_is_four(address) ? AF_INET : AF_INET6, .port = address->port };
}

static bool pairs_are_equal(const AddressPair *a, const AddressPair *b) {
    return address_equals(&a->local, &b->local) && address_equals(&a->peer, &b->peer) &&
           a->protocol == b->protocol;
}

static uint64_t pair_hash(const AddressPair *pair) {
    uint8_t bytes[2 * 18 + 2] = { 0 };
    address_mapped(&pair->local, bytes);
    address_mapped(&pair->peer, bytes + 16);
    memcpy(bytes + 32, &pair->local.port, 2);
    memcpy(bytes + 34, &pair->peer.port, 2);
    memcpy(bytes + 36, &pair->protocol, 2);
    return table_hash(bytes, sizeof bytes);
}

/* ---- claims */

static bool pair_equals(const TableLink *link, const void *key) {
    return pairs_are_equal(&CONTAINER_OF(link, const Pair, link)->pair, key);
}

static Pair *find_pair(const Endpoints *endpoints, const AddressPair *pair) {
    TableLink *link = table_find(&endpoints->pairs, pair_hash(pair), pair_equals, pair);
    return link ? CONTAINER_OF(link, Pair, link) : NULL;
}

static Pair *get_pair(Endpoints *endpoints, const AddressPair *key) {
    Pair *pair = find_pair(endpoints, key);
    if (pair) return pair;
    pair = memory_get_zeroed(sizeof *pair);
    pair->pair = *key;
    table_add(&endpoints->pairs, &pair->link, pair_hash(key));
    return pair;
}

/* How many claims of it are not later than that moment. */
static size_t count_until(const Pair *pair, int64_t at) {
    size_t low = 0, high = pair->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (pair->claims[middle]->since <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void remove_claim(Endpoints *endpoints, Claim *claim) {
    Pair *pair = claim->pair;
    if (!pair) return;
    size_t i = count_until(pair, claim->since);
    while (pair->claims[i - 1] != claim) i--;
    memmove(&pair->claims[i - 1], &pair->claims[i], (pair->count - i) * sizeof(Claim *));
    claim->pair = NULL;
    if (--pair->count) return;
    table_remove(&endpoints->pairs, &pair->link);
    memory_free(pair->claims);
    memory_free(pair);
}

static void claim(Endpoints *endpoints, Endpoint *endpoint, const AddressPair *key, int64_t since) {
    Pair *pair = get_pair(endpoints, key);
    if (pair->count == CLAIMS_LIMIT) remove_claim(endpoints, pair->claims[0]);
    Claim *claim = memory_get(sizeof *claim);
    *claim = (Claim){ .next = endpoint->claims, .pair = pair, .endpoint = endpoint, .since = since };
    endpoint->claims = claim;
    size_t i = count_until(pair, since);
    array_push(&pair->claims, &pair->count, &pair->capacity, sizeof *pair->claims);
    memmove(&pair->claims[i + 1], &pair->claims[i], (pair->count - 1 - i) * sizeof(Claim *));
    pair->claims[i] = claim;
}

/* ---- endpoints */

static bool endpoint_equals(const TableLink *link, const void *key) {
    const Endpoint *endpoint = CONTAINER_OF(link, const Endpoint, link);
    const EndpointKey *wanted = key;
    return endpoint->role == wanted->role && endpoint->number == wanted->number;
}

static Endpoint *find_endpoint(const Endpoints *endpoints, const EndpointKey *key) {
    TableLink *link = table_find(&endpoints->table, table_hash(key, sizeof *key), endpoint_equals, key);
    return link ? CONTAINER_OF(link, Endpoint, link) : NULL;
}

Endpoint *endpoints_find(const Endpoints *endpoints, size_t role, uint64_t number) {
    return number ? find_endpoint(endpoints, &(EndpointKey){ role, number }) : NULL;
}

Endpoint *endpoints_get(Endpoints *endpoints, size_t role, uint64_t number) {
    EndpointKey key = { role, number };
    Endpoint *endpoint = find_endpoint(endpoints, &key);
    if (endpoint) return endpoint;
    endpoint = memory_get_zeroed(sizeof *endpoint);
    endpoint->role = role;
    endpoint->number = number;
    endpoint->closed_at = INT64_MAX;
    endpoint->protocol = IPPROTO_TCP;
    stream_init(&endpoint->stream);
    table_add(&endpoints->table, &endpoint->link, table_hash(&key, sizeof key));
    list_append(&endpoints->open, &endpoint->all);
    if (++endpoints->open_count > OPEN_LIMIT)
        endpoints_close(endpoints, CONTAINER_OF(endpoints->open.next, Endpoint, all));
    return endpoint;
}

static void endpoint_free(Endpoints *endpoints, Endpoint *endpoint) {
    for (Claim *next; endpoint->claims; endpoint->claims = next) {
        next = endpoint->claims->next;
        remove_claim(endpoints, endpoint->claims);
        memory_free(endpoint->claims);
    }
    stream_clear(&endpoint->stream);
    table_remove(&endpoints->table, &endpoint->link);
    link_remove(&endpoint->all);
    if (endpoint->is_closed)
        endpoints->closed_count--;
    else
        endpoints->open_count--;
    memory_free(endpoint);
}

void endpoints_init(Endpoints *endpoints) {
    *endpoints = (Endpoints){ 0 };
    list_init(&endpoints->open);
    list_init(&endpoints->closed);
}

static void free_list(Endpoints *endpoints, Link *list) {
    while (!list_is_empty(list)) endpoint_free(endpoints, CONTAINER_OF(list->next, Endpoint, all));
}

static void clear_paths(Endpoints *endpoints) {
    for (size_t i = 0; i < endpoints->path_count; i++) memory_free(endpoints->paths[i].waiting);
    memory_free(endpoints->paths);
}

void endpoints_clear(Endpoints *endpoints) {
    clear_paths(endpoints);
    free_list(endpoints, &endpoints->open);
    free_list(endpoints, &endpoints->closed);
    table_clear(&endpoints->table);
    table_clear(&endpoints->pairs);
}

/* ---- Unix sockets */

/* The last one that was bound there; NULL: none. */
static PathListener *find_path(Endpoints *endpoints, const Address *path) {
    for (size_t i = endpoints->path_count; i-- > 0;) {
        if (address_equals(&endpoints->paths[i].path, path)) return &endpoints->paths[i];
    }
    return NULL;
}

static PathListener *find_path_of(Endpoints *endpoints, EndpointKey socket) {
    for (size_t i = endpoints->path_count; i-- > 0;) {
        const EndpointKey *its = &endpoints->paths[i].socket;
        if (its->role == socket.role && its->number == socket.number) return &endpoints->paths[i];
    }
    return NULL;
}

static void note_connected(PathListener *listener, EndpointKey client) {
    if (listener && listener->count < CLAIMS_LIMIT)
        *(EndpointKey *)array_push(&listener->waiting, &listener->count, &listener->capacity, sizeof client) =
            client;
}

static void note_accepted(Endpoints *endpoints, PathListener *listener, EndpointKey made) {
    if (!listener || !listener->count) return;
    EndpointKey client = listener->waiting[0];
    memmove(listener->waiting, listener->waiting + 1, --listener->count * sizeof client);
    Endpoint *other = endpoints_find(endpoints, client.role, client.number);
    if (!other) return;
    other->other = made;
    endpoints_get(endpoints, made.role, made.number)->other = client;
}

static void learn_paths(Endpoints *endpoints, EndpointKey socket, const Entry *entry) {
    bool is_refused = !strcmp(entry->name, "connect_ex") && strcmp(entry->gave, "0") != 0;
    if (entry->moment != JOURNAL_ENDED || entry->outcome != JOURNAL_RETURNED || is_refused) return;
    if (entry->made && entry->made != entry->socket) {
        note_accepted(endpoints, find_path_of(endpoints, socket), (EndpointKey){ socket.role, entry->made });
    } else if (entry->argument.family == AF_UNIX && !strcmp(entry->name, "bind")) {
        if (endpoints->path_count == CLAIMS_LIMIT) return;
        PathListener *listener = array_push(&endpoints->paths, &endpoints->path_count,
                                            &endpoints->path_capacity, sizeof *listener);
        *listener = (PathListener){ .path = entry->argument, .socket = socket };
    } else if (entry->argument.family == AF_UNIX && !strncmp(entry->name, "connect", 7)) {
        note_connected(find_path(endpoints, &entry->argument), socket);
    }
}

/* An entry has no protocol, but the call that makes a socket does. */
static void learn_protocol(Endpoints *endpoints, size_t role, const Entry *entry) {
    uint64_t number = entry->made ? entry->made : entry->socket;
    if (!number || strcmp(entry->name, "socket") || !strstr(entry->shown, "SOCK_DGRAM")) return;
    endpoints_get(endpoints, role, number)->protocol = IPPROTO_UDP;
}

bool endpoints_closes(const Entry *entry) {
    if (entry->moment == JOURNAL_FREED) return true;
    bool is_close = !strcmp(entry->name, "close") || !strcmp(entry->name, "detach");
    return is_close && entry->moment == JOURNAL_ENDED && entry->outcome == JOURNAL_RETURNED;
}

Endpoint *endpoints_learn(Endpoints *endpoints, size_t role, const Entry *entry) {
    learn_protocol(endpoints, role, entry);
    if (!entry->socket) return NULL;
    Endpoint *endpoint = endpoints_get(endpoints, role, entry->socket);
    learn_paths(endpoints, (EndpointKey){ role, entry->socket }, entry);
    if (endpoints_closes(entry)) endpoint->closed_at = entry->real_ended;
    AddressPair pair = { place_of(&entry->local), place_of(&entry->peer), endpoint->protocol };
    /* The kernel no longer tells the peer of a connection that was reset. */
    if (!pair.peer.port && address_equals(&pair.local, &endpoint->pair.local))
        pair.peer = endpoint->pair.peer;
    if (!pair.local.port || pairs_are_equal(&pair, &endpoint->pair)) return endpoint;
    endpoint->pair = pair;
    if (endpoint->claim_count++ >= OWN_CLAIMS_LIMIT) return endpoint; /* no socket is at so many places */
    claim(endpoints, endpoint, &pair, entry->real_begun);
    return endpoint;
}

void endpoints_add(Endpoints *endpoints, const ChronicleSocket *socket) {
    AddressPair pair = { place_of(&socket->local), place_of(&socket->peer), IPPROTO_TCP };
    if (!pair.local.port) return;
    Endpoint *endpoint = endpoints_get(endpoints, socket->role, UINT64_MAX - endpoints->added++);
    endpoint->pair = pair;
    claim(endpoints, endpoint, &pair, socket->at);
}

void endpoints_close(Endpoints *endpoints, Endpoint *endpoint) {
    if (endpoint->is_closed) return;
    endpoint->is_closed = true;
    endpoints->open_count--;
    link_remove(&endpoint->all);
    list_append(&endpoints->closed, &endpoint->all);
    if (++endpoints->closed_count > CLOSED_LIMIT)
        endpoint_free(endpoints, CONTAINER_OF(endpoints->closed.next, Endpoint, all));
}

void endpoints_end_role(Endpoints *endpoints, size_t role, int64_t at) {
    for (Link *link = endpoints->open.next, *next; link != &endpoints->open; link = next) {
        Endpoint *endpoint = CONTAINER_OF(link, Endpoint, all);
        next = link->next;
        if (endpoint->role != role) continue;
        if (endpoint->closed_at > at) endpoint->closed_at = at;
        endpoints_close(endpoints, endpoint);
    }
}

/* ---- questions */

Endpoint *endpoints_writer(const Endpoints *endpoints, const Endpoint *reader, int64_t at) {
    if (reader->other.number) return endpoints_find(endpoints, reader->other.role, reader->other.number);
    AddressPair turned = { reader->pair.peer, reader->pair.local, reader->protocol };
    if (!turned.local.port || reader->protocol != IPPROTO_TCP) return NULL;
    const Pair *pair = find_pair(endpoints, &turned);
    size_t count = pair ? count_until(pair, at) : 0;
    return count ? pair->claims[count - 1]->endpoint : NULL;
}

/* The one that is there; else, of connections, the one that comes next, for who accepts is known after the
 * first packets; else the one that has gone. */
static const Endpoint *owner_at(const Endpoints *endpoints, const AddressPair *wanted, int64_t at) {
    const Pair *pair = find_pair(endpoints, wanted);
    if (!pair) return NULL;
    size_t count = count_until(pair, at);
    const Endpoint *last = count ? pair->claims[count - 1]->endpoint : NULL;
    if (last && (last->closed_at > at || count == pair->count || !wanted->peer.port)) return last;
    return pair->claims[count]->endpoint;
}

/* A connection's own socket, or one that is bound there. */
static const Endpoint *owner(const Endpoints *endpoints, const Address *local, const Address *peer,
                             const Packet *packet) {
    AddressPair wanted = { *local, place_of(peer), packet->protocol };
    if (!local->port) return NULL;
    const Endpoint *found = owner_at(endpoints, &wanted, packet->at);
    wanted.peer = (Address){ 0 };
    if (!found) found = owner_at(endpoints, &wanted, packet->at);
    wanted.local = any_address(local);
    return found ? found : owner_at(endpoints, &wanted, packet->at);
}

const Endpoint *endpoints_sender(const Endpoints *endpoints, const Packet *packet) {
    return owner(endpoints, &packet->from, &packet->to, packet);
}

const Endpoint *endpoints_receiver(const Endpoints *endpoints, const Packet *packet) {
    return owner(endpoints, &packet->to, &packet->from, packet);
}
