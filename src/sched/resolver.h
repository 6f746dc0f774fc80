/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names to addresses through c-ares on our own poller: asking parks the task like any other wait. /etc/hosts first, then
 * the servers of /etc/resolv.conf. See ares_getaddrinfo(3). */
#pragma once
#include "sched/sched.h"

/* The addresses of args[0] (a host as str) for the family in mark (AF_UNSPEC: both): a list of (family, text of the
 * address). Numbers need no server. gaierror when there are none. A native; parks. */
Native operation_resolve_all;
/* As above, but gives only the first address, as a str. */
Native operation_resolve;

/* gaierror with the code of getaddrinfo(3), EAI_NONAME and so on */
Outcome resolver_raise(Task *task, int code);
