/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses of sockets: a value that is copied, compared, written as text and read back. Only base/address.c
 * knows how the kernel lays one out. */
#pragma once
#include "base/buffer.h"
#include <netinet/in.h>
#include <sys/socket.h>

enum {
    ADDRESS_PATH = 108, /* unix(7): sun_path */
    ADDRESS_HOST = INET6_ADDRSTRLEN,
    ADDRESS_TEXT = 4 * ADDRESS_PATH + 2, /* every byte escaped */
};

/* Zeroed: none. */
typedef struct {
    /* AF_INET, AF_INET6, AF_UNIX; AF_UNSPEC: none; of any other family nothing else is kept */
    uint16_t family;
    uint16_t port;        /* of IP, in the machine's byte order */
    uint32_t scope, flow; /* of IPv6, in the machine's byte order */
    uint8_t path_count;   /* of AF_UNIX: bytes of the path; 0: it has no name */
    union {
        uint8_t ip[16];              /* of IPv4 the first 4 */
        char path[ADDRESS_PATH + 1]; /* a NUL stands behind it; an abstract name begins with one */
    };
} Address;

/* As a system call gave it; with length 0 it gave none. */
Address address_from_sockaddr(const struct sockaddr_storage *from, socklen_t length);
/* How long it is there. */
socklen_t address_to_sockaddr(const Address *address, struct sockaddr_storage *out);
Address address_from_path(const void *path, size_t count); /* cut where it does not fit */
/* The scope is kept of link-local addresses alone. */
Address address_from_ip(int family, const void *ip, uint16_t port, uint32_t scope);

bool address_is_ip(const Address *address);
bool address_is_bound(const Address *address); /* it has a port or, of AF_UNIX, a name */
bool address_is_any(const Address *address);   /* 0.0.0.0 or ::, whatever the port */
/* The same port and host, or the same name. An IPv4-mapped IPv6 address is the IPv4 one; the scope does not
 * count. */
bool address_equals(const Address *a, const Address *b);
/* IPv4 as ::ffff:a.b.c.d; of none, zeros. */
void address_mapped(const Address *address, uint8_t ip[16]);
bool address_is_four(const Address *address); /* IPv4, also mapped */

/* The host of an IP address: "127.0.0.1", "::1". Returns text. */
const char *address_host(const Address *address, char text[ADDRESS_HOST]);
/* "127.0.0.1:3000", "[::1]:3000", a path, "@name": abstract, "unix": without a name; "-": none. What a
 * terminal would obey and bytes that are no UTF-8 are escaped: \x1b. */
const char *address_text(const Address *address, char text[ADDRESS_TEXT]); /* returns text */
void address_append(Buffer *out, const Address *address);
/* The same back. False: it is none, and *address is empty. address_read_ip reads IPv4, IPv6 and "-" alone. */
bool address_read(Address *address, const char *text, size_t count);
bool address_read_ip(Address *address, const char *text, size_t count);
/* It means something on one link alone: fe80::/10, or multicast of that scope. Then `scope` is the link's
 * number. */
bool address_is_of_link(const Address *address);
