/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The methods of a socket, as the table of its class has them, and what they share. */
#pragma once
#include "modules/socket/journal.h"

static inline Socket *socket_of_self(const Call *call) { return (Socket *)object_of(call->args[0]); }

/* ---- waiting: waiting.c */

/* How the next try is to be made. */
IoMode socket_mode(Call *call, const Socket *self);
/* Whether a try would be in vain: the descriptor has said so, and no event came since. */
bool socket_tries_in_vain(Call *call, const Socket *self, WaitKind kind, IoMode mode, int flags);
/* A call that would block: raises BlockingIOError, parks, or raises TimeoutError when the deadline of the
 * first try has come. call->mark holds that deadline. */
Outcome socket_wait(Call *call, Socket *self, WaitKind kind);
/* The same; MSG_DONTWAIT among the flags means not to wait. */
Outcome socket_wait_with(Call *call, Socket *self, WaitKind kind, int flags);
/* Raises what a try answered that is neither a count nor -EAGAIN; a Ctrl-C that is pending comes then. */
Outcome socket_fail(Call *call, ssize_t problem);
Outcome socket_check_open(Call *call, const Socket *self); /* DONE, or OSError 9 */

/* ---- natives */

/* receive.c */
Native socket_recv, socket_recv_into, socket_recvfrom;
/* send.c */
Native socket_send, socket_sendall, socket_sendto;
/* connect.c */
Native socket_bind, socket_listen, socket_accept, socket_connect, socket_connect_ex, socket_shutdown;
/* options.c */
Native socket_getsockname, socket_getpeername, socket_getsockopt, socket_setsockopt;
Native socket_settimeout, socket_gettimeout, socket_setblocking, socket_getblocking;
