/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses in explanations: what the call was given, as the journal, the kernel and the source have it. */
#pragma once
#include "explain/situation.h"

/* The IP address that the call is about, with its port; NULL: not known, or of another family. */
const Address *explain_target(const Situation *situation);
bool explain_is_own(const Address *address); /* of this machine */
/* Whether a socket at `has` keeps others from `address`: the same one, or either is every address of the
 * machine. */
bool explain_is_in_the_way(const KernelSocket *has, const Address *address);
/* ---- of datagrams, datagrams.c */
bool explain_is_portless(const KernelSocket *own); /* so nobody can send to it */
/* The address on this machine to which this socket has sent last; NULL: none, or elsewhere. */
const Address *explain_last_sent_to(const Journal *journal, uint64_t socket);
bool explain_has_receiver(const Kernel *kernel, const Address *to); /* or it is not known */

/* The host or path that was typed, as a text or as a variable that holds one; borrowed, ABSENT: none. */
Value explain_typed_host(const Situation *situation);
/* A TCP socket of a variable of this shell at the call's port, other than the call's own; NULL: none. */
Socket *explain_find_other(Situation *situation, const char **name);
/* Of the path that the call was given: a socket has it bound, connections over it apart; a file of a socket
 * stands there and nobody has it, however spelt, for a server ended without removing it; a file stands there
 * that is no socket. */
SituationTest explain_is_path_held, explain_is_path_left, explain_is_other_file;

const char *explain_accepted(Situation *situation);               /* as the fact "accepted" */
bool explain_fact_other(Situation *situation, Buffer *out);       /* the name of explain_find_other */
bool explain_fact_path_holder(Situation *situation, Buffer *out); /* who has the path bound */

/* An address as it can be typed for this socket: to bind, one that nobody listens on; to connect, one where
 * somebody listens, if any. `(IP, PORT)` where the program has these variables, and they serve. A port is
 * free when nobody listens on it. */
bool explain_fact_a_receiver(Situation *situation, Buffer *out);
bool explain_fact_example(Situation *situation, Buffer *out); /* (IP, PORT), or ("127.0.0.1", 3000) */
bool explain_fact_to_bind(Situation *situation, Buffer *out);
bool explain_fact_to_connect(Situation *situation, Buffer *out);
bool explain_fact_free_port(Situation *situation, Buffer *out);
/* ("127.0.0.1", 3000): where this listener is reached. */
void explain_append_reached(const KernelSocket *listener, Buffer *out);

bool explain_fact_host(Situation *situation, Buffer *out); /* "127.0.0.1", of the call's address */
bool explain_fact_path(Situation *situation, Buffer *out); /* what was typed, as Python writes it */
bool explain_fact_all(Situation *situation, Buffer *out);  /* "0.0.0.0" or "::": every address of a machine */
