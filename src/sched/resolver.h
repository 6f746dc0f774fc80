/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names to addresses through c-ares on our own poller: asking parks the task like any other wait. /etc/hosts
 * first, then the servers of /etc/resolv.conf. See ares_getaddrinfo(3). */
#pragma once
#include "base/address.h"
#include "sched/sched.h"

/* A host that is the number of an address, with an IPv6 zone behind % or without, as getaddrinfo(3) takes it:
 * its family, address and zone are put into *address. */
typedef enum { HOST_NUMBER, HOST_NAME, HOST_OF_OTHER_FAMILY, HOST_WITHOUT_ZONE } NumberKind;
NumberKind resolver_read_number(const char *host, int family, Address *address);

/* The addresses of args[0] (a host as str) for the family in mark (AF_UNSPEC: both): a list of (family, text
 * of the address, zone). Numbers need no server. gaierror when there are none. A native; parks. */
Native operation_resolve_all;
/* As above, but gives only the first address, as a str. */
Native operation_resolve;

/* The names of the address whose number is args[0]: a list, the proper one first; empty: it has none. A
 * native; parks. */
Native operation_find_names;

/* gaierror with the code of getaddrinfo(3), EAI_NONAME and so on */
Outcome resolver_raise(Task *task, int code);
