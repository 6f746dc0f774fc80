/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ladder/datagrams.h"
#include "base/memory.h"
#include <string.h>

enum { DATAGRAMS_LIMIT = 16384 };

/* Those between two ports, in their order. */
typedef struct {
    TableLink link;
    uint16_t ports[2];
    Link sent;
} Way;

typedef struct {
    Link all, sent;
    Way *way;
    Datagram datagram;
} Sent;

void datagrams_init(Datagrams *datagrams) {
    *datagrams = (Datagrams){ 0 };
    list_init(&datagrams->all);
}

static bool way_equals(const TableLink *link, const void *key) {
    return !memcmp(CONTAINER_OF(link, const Way, link)->ports, key, sizeof((Way *)0)->ports);
}

static Way *find_way(const Datagrams *datagrams, const Datagram *datagram) {
    uint16_t ports[2] = { datagram->from.port, datagram->to.port };
    TableLink *link = table_find(&datagrams->ways, table_hash(ports, sizeof ports), way_equals, ports);
    return link ? CONTAINER_OF(link, Way, link) : NULL;
}

static Way *get_way(Datagrams *datagrams, const Datagram *datagram) {
    Way *way = find_way(datagrams, datagram);
    if (way) return way;
    way = memory_get_zeroed(sizeof *way);
    way->ports[0] = datagram->from.port;
    way->ports[1] = datagram->to.port;
    list_init(&way->sent);
    table_add(&datagrams->ways, &way->link, table_hash(way->ports, sizeof way->ports));
    return way;
}

static void forget(Datagrams *datagrams, Sent *sent) {
    Way *way = sent->way;
    link_remove(&sent->all);
    link_remove(&sent->sent);
    memory_free(sent);
    datagrams->count--;
    if (!list_is_empty(&way->sent)) return;
    table_remove(&datagrams->ways, &way->link);
    memory_free(way);
}

void datagrams_clear(Datagrams *datagrams) {
    while (datagrams->count) forget(datagrams, CONTAINER_OF(datagrams->all.next, Sent, all));
    table_clear(&datagrams->ways);
}

void datagrams_send(Datagrams *datagrams, const Datagram *datagram) {
    if (!datagram->from.port || !datagram->to.port) return;
    if (datagrams->count == DATAGRAMS_LIMIT) forget(datagrams, CONTAINER_OF(datagrams->all.next, Sent, all));
    Sent *sent = memory_get_zeroed(sizeof *sent);
    sent->way = get_way(datagrams, datagram);
    sent->datagram = *datagram;
    list_append(&datagrams->all, &sent->all);
    list_append(&sent->way->sent, &sent->sent);
    datagrams->count++;
}

/* A socket that takes any address has been written to by one of them. */
static bool may_be_same(const Address *one, const Address *other) {
    return address_is_any(one) || address_is_any(other) || address_equals(one, other);
}

/* A call may have room for its beginning only. */
static bool fits(const Datagram *sent, const Datagram *taken) {
    size_t kept = sent->data_count < taken->data_count ? sent->data_count : taken->data_count;
    return taken->count <= sent->count && may_be_same(&sent->from, &taken->from) &&
           may_be_same(&sent->to, &taken->to) && !memcmp(sent->data, taken->data, kept);
}

bool datagrams_receive(Datagrams *datagrams, Datagram *taken) {
    Way *way = find_way(datagrams, taken);
    if (!way) return false;
    for (Link *link = way->sent.next; link != &way->sent; link = link->next) {
        Sent *sent = CONTAINER_OF(link, Sent, sent);
        if (!fits(&sent->datagram, taken)) continue;
        taken->role = sent->datagram.role;
        taken->row = sent->datagram.row;
        forget(datagrams, sent);
        return true;
    }
    return false;
}
