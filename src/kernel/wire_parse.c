/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two lengths go together: `count` bytes are there to be looked at, and `length` bytes is what the headers
 * and the frame agree on, which only numbers are made of. On the loopback interface a frame may be a whole
 * burst that no card has cut into segments yet: up to 64 KiB, or more, and then IP's own length is 0 (Linux:
 * BIG TCP; RFC 2675: jumbograms). */
#include "kernel/wire_parse.h"
#include <net/ethernet.h>
#include <netinet/in.h>
#include <string.h>

enum { IPV4_HEAD = 20, IPV6_HEAD = 40, FRAGMENT_HEAD = 8, TCP_HEAD = 20, UDP_HEAD = 8 };
enum {
    PROTOCOL_MOBILITY = 135,
    PROTOCOL_HIP = 139,
    PROTOCOL_SHIM6 = 140
}; /* extension headers of IPv6 too */
enum { FLAGS = SEGMENT_FIN | SEGMENT_SYN | SEGMENT_RST | SEGMENT_PSH | SEGMENT_ACK | SEGMENT_URG };

typedef struct {
    const uint8_t *bytes;
    size_t count, length; /* count <= length */
} Rest;

static uint16_t get_16(const uint8_t *bytes) { return (uint16_t)(bytes[0] << 8 | bytes[1]); }

static uint32_t get_32(const uint8_t *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void shorten(Rest *rest, size_t length) {
    if (length < rest->length) rest->length = length;
    if (length < rest->count) rest->count = length;
}

/* False: not all of these bytes are there. */
static bool skip(Rest *rest, size_t count) {
    if (count > rest->count) return false;
    rest->bytes += count;
    rest->count -= count;
    rest->length -= count;
    return true;
}

static void set_ports(Packet *packet, const uint8_t *head) {
    packet->from.port = get_16(head);
    packet->to.port = get_16(head + 2);
}

/* RFC 9293, 3.1. */
static void parse_tcp(Rest *rest, Packet *packet) {
    const uint8_t *head = rest->bytes;
    size_t size = rest->count >= TCP_HEAD ? (size_t)(head[12] >> 4) * 4 : 0;
    if (size < TCP_HEAD || !skip(rest, size)) return;
    set_ports(packet, head);
    packet->sequence = get_32(head + 4);
    packet->acknowledgment = get_32(head + 8);
    packet->flags = head[13] & FLAGS;
    packet->window = get_16(head + 14);
}

/* Ends at what no transport header follows: a header that is cut, a later fragment. */
static void parse_transport(Rest *rest, Packet *packet) {
    const uint8_t *head = rest->bytes;
    if (packet->protocol == IPPROTO_TCP)
        parse_tcp(rest, packet);
    else if (packet->protocol == IPPROTO_UDP && skip(rest, UDP_HEAD))
        set_ports(packet, head);
}

/* RFC 791, 3.1. */
static bool parse_ipv4(Rest *rest, Packet *packet) {
    const uint8_t *head = rest->bytes;
    if (rest->count < IPV4_HEAD || head[0] >> 4 != 4) return false;
    size_t size = (size_t)(head[0] & 15) * 4, total = get_16(head + 2);
    if (size < IPV4_HEAD || (total != 0 && total < size)) return false;
    if (total != 0) shorten(rest, total);
    if (!skip(rest, size)) return false;
    packet->protocol = head[9];
    packet->from = address_from_ip(AF_INET, head + 12, 0, 0);
    packet->to = address_from_ip(AF_INET, head + 16, 0, 0);
    bool is_later_fragment = get_16(head + 6) & 0x1fff;
    if (!is_later_fragment) parse_transport(rest, packet);
    return true;
}

/* How long this extension header is; 0: it is none, or is not there whole. RFC 8200, 4; RFC 4302. */
static size_t extension_size(const Rest *rest, uint8_t protocol) {
    if (rest->count < 8) return 0;
    switch (protocol) {
    case IPPROTO_HOPOPTS:
    case IPPROTO_ROUTING:
    case IPPROTO_DSTOPTS:
    case PROTOCOL_MOBILITY:
    case PROTOCOL_HIP:
    case PROTOCOL_SHIM6: return ((size_t)rest->bytes[1] + 1) * 8;
    case IPPROTO_FRAGMENT: return FRAGMENT_HEAD;
    case IPPROTO_AH: return ((size_t)rest->bytes[1] + 2) * 4;
    default: return 0;
    }
}

static void parse_extensions(Rest *rest, Packet *packet) {
    for (size_t size; (size = extension_size(rest, packet->protocol)) > 0;) {
        const uint8_t *head = rest->bytes;
        if (!skip(rest, size)) return;
        bool is_later_fragment = packet->protocol == IPPROTO_FRAGMENT && get_16(head + 2) >> 3;
        packet->protocol = head[0];
        if (is_later_fragment) return;
    }
    parse_transport(rest, packet);
}

/* RFC 8200, 3. */
static bool parse_ipv6(Rest *rest, uint32_t scope, Packet *packet) {
    const uint8_t *head = rest->bytes;
    if (rest->count < IPV6_HEAD || head[0] >> 4 != 6) return false;
    size_t payload = get_16(head + 4);
    skip(rest, IPV6_HEAD);
    if (payload != 0) shorten(rest, payload);
    packet->protocol = head[6];
    packet->from = address_from_ip(AF_INET6, head + 8, 0, scope);
    packet->to = address_from_ip(AF_INET6, head + 24, 0, scope);
    parse_extensions(rest, packet);
    return true;
}

bool wire_parse(const uint8_t *bytes, size_t count, size_t length, uint32_t scope, Packet *packet) {
    Rest rest = { bytes, count < length ? count : length, length };
    memset(packet, 0, sizeof *packet);
    if (!skip(&rest, WIRE_ETHERNET_HEAD)) return false;
    unsigned kind = get_16(bytes + 12);
    bool is_ip = (kind == ETHERTYPE_IP && parse_ipv4(&rest, packet)) ||
                 (kind == ETHERTYPE_IPV6 && parse_ipv6(&rest, scope, packet));
    packet->payload = rest.length < UINT32_MAX ? (uint32_t)rest.length : UINT32_MAX;
    return is_ip;
}
