/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The socket object, addresses, and what the files of module socket share.
 * See https://docs.python.org/3.11/library/socket.html, socket(7), ip(7), ipv6(7), unix(7). */
#pragma once
#include "builtin/socket.h"
#include "sched/io.h"
#include "sched/resolver.h"
#include "value/tuple.h"
#include <sys/socket.h>

Value socket_new(Machine *machine, Class *class, int fd, int family, int type, int protocol); /* owns fd */

/* ---- addresses */

/* The address in args[i] for a socket of this family. A name is resolved first, which may park: what is
 * not DONE is returned at once, and when called again args[i] holds numbers only. `function` is named in
 * errors. */
Outcome arg_address(Call *call, size_t i, int family, const char *function, Address *address);
/* All behind the host in the tuple args[i] becomes ints, which may ask the program: as arg_integer. */
Outcome address_item_integers(Call *call, size_t i);
uint32_t address_low_bits(Value number); /* an int as C's unsigned int, with all above it cut off */
/* Flow and scope of such a tuple; false: raised. */
bool address_read_six(Call *call, const Tuple *given, const char *function, Address *address);
Value address_value(const Address *address); /* as getsockname gives it; owned */

/* ---- timeouts */

/* args[i] is the number of a descriptor: what does not fit an int is cut off, as CPython does it. */
Outcome arg_descriptor(Call *call, size_t i, int *fd);
/* args[i] is None, a float or what has __index__: as arg_integer. */
Outcome arg_timeout(Call *call, size_t i, double *seconds);
double socket_default_timeout(Machine *machine); /* setdefaulttimeout */

extern const ClassSpec socket_class;

/* <AddressFamily.AF_INET: 2> and the like; a number without a name is a plain int. Owned. */
typedef enum {
    SOCKET_ENUM_FAMILY,
    SOCKET_ENUM_KIND,
    SOCKET_ENUM_MESSAGE,
    SOCKET_ENUM_ADDRESS_INFO,
    SOCKET_ENUM_COUNT
} SocketEnum;
Value socket_enum_value(Machine *machine, SocketEnum kind, int number);
void socket_add_enums(Machine *machine, Module *module);
extern const IntSpec socket_ints[], socket_ints_of_families[];
