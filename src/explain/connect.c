/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connections that cannot be made: nobody listens, somebody listens elsewhere, no way leads there. */
#include "explain/address.h"
#include "journal/journal_text.h"
#include "value/str.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- refused */

static bool is_remote(Situation *situation) {
    const Address *address = explain_target(situation);
    return address && !explain_is_own(address);
}

static bool is_local(Situation *situation) {
    const Address *address = explain_target(situation);
    return address && explain_is_own(address);
}

/* A variable of this shell has the port, and does not listen. */
static bool is_own_silent(Situation *situation) {
    const char *name;
    KernelSocket facts;
    Socket *other = explain_find_other(situation, &name);
    if (!other || !kernel_read_socket(other->fd, &facts)) return false;
    return facts.state == KERNEL_CLOSED || facts.state == KERNEL_BOUND;
}

static const KernelSocket *find_bound(Situation *situation) {
    const KernelSockets *sockets = situation_at_port(situation);
    const Address *address = explain_target(situation);
    for (size_t i = 0; address && i < sockets->count; i++) {
        const KernelSocket *socket = &sockets->items[i];
        if (socket->state == KERNEL_BOUND && explain_is_in_the_way(socket, address)) return socket;
    }
    return NULL;
}

static bool is_bound(Situation *situation) { return is_local(situation) && find_bound(situation); }

/* Somebody listens on the port, at another address. */
static const KernelSocket *find_elsewhere(Situation *situation) {
    const KernelSockets *sockets = situation_listeners(situation);
    const Address *address = explain_target(situation);
    for (size_t i = 0; address && i < sockets->count; i++) {
        const KernelSocket *socket = &sockets->items[i];
        if (socket->local.port == address->port && !explain_is_in_the_way(socket, address)) return socket;
    }
    return NULL;
}

static bool is_elsewhere(Situation *situation) { return is_local(situation) && find_elsewhere(situation); }

/* And this socket could reach it there. */
static bool is_of_family(Situation *situation) {
    const KernelSocket *own = situation_own(situation);
    return is_elsewhere(situation) && own && own->family == find_elsewhere(situation)->family;
}

/* No socket listens on port 0. */
static bool is_port_zero(Situation *situation) {
    const JournalRecord *record = situation->record;
    return record && address_is_ip(&record->argument) && !record->argument.port;
}

/* 127.0.0.1 is each machine's own. */
static bool is_loopback(Situation *situation) {
    const Address *address = explain_target(situation);
    return address && is_local(situation) &&
           (address->family == AF_INET ? address->ip[0] == 127 : !address_is_any(address));
}

/* The listener of this user whose port is nearest, if it may well be meant: near by, or an interpreter's. */
static const KernelSocket *find_near(Situation *situation) {
    enum { NEAR = 100 };
    const KernelSockets *sockets = situation_listeners(situation);
    const Address *address = explain_target(situation);
    const KernelSocket *nearest = NULL;
    int distance = NEAR + 1;
    for (size_t i = 0; address && i < sockets->count; i++) {
        const KernelSocket *socket = &sockets->items[i];
        int away = abs(socket->local.port - address->port);
        if (!socket->uid_known || socket->uid != getuid() || away >= distance) continue;
        nearest = socket;
        distance = away;
    }
    return nearest;
}

static bool is_near(Situation *situation) { return is_local(situation) && find_near(situation); }

/* ---- facts */

static bool append_local(const KernelSocket *socket, Buffer *out) {
    if (socket) address_append(out, &socket->local);
    return socket != NULL;
}

static bool fact_bound(Situation *situation, Buffer *out) {
    return situation_append_holder(situation, find_bound(situation), out);
}

static bool fact_near_holder(Situation *situation, Buffer *out) {
    return situation_append_holder(situation, find_near(situation), out);
}

static bool fact_near(Situation *situation, Buffer *out) { return append_local(find_near(situation), out); }
static bool fact_elsewhere(Situation *situation, Buffer *out) {
    return append_local(find_elsewhere(situation), out);
}

static bool fact_reached(Situation *situation, Buffer *out) {
    const KernelSocket *listener = find_elsewhere(situation);
    if (listener) explain_append_reached(listener, out);
    return listener;
}

/* A call that makes a socket of the right family, typed. */
static bool fact_create(Situation *situation, Buffer *out) {
    Value module = situation_global(situation, "socket");
    if (!situation->name || is_absent(module) || !has_type(module, TYPE_ID_MODULE)) return false;
    buffer_append_format(out, "%s = socket.create_connection(", situation->name);
    if (!fact_reached(situation, out)) return false;
    buffer_append_byte(out, ')');
    return true;
}

static bool fact_target(Situation *situation, Buffer *out) {
    const Address *address = explain_target(situation);
    if (address) address_append(out, address);
    return address != NULL;
}

static bool fact_most_descriptors(Situation *situation, Buffer *out) {
    struct rlimit limit;
    (void)situation;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return false;
    buffer_append_format(out, "%llu", (unsigned long long)limit.rlim_cur);
    return true;
}

static const ExplainFact facts[] = {
    { "other", explain_fact_other },
    { "bound", fact_bound },
    { "near_holder", fact_near_holder },
    { "near", fact_near },
    { "elsewhere", fact_elsewhere },
    { "reached", fact_reached },
    { "create", fact_create },
    { "all", explain_fact_all },
    { "host", explain_fact_host },
    { "path", explain_fact_path },
    { "most", fact_most_descriptors },
    { "target", fact_target },
    { "path_holder", explain_fact_path_holder },
    { 0 },
};

/* ---- no way there */

static bool is_tcp(Situation *situation) { return explain_target(situation) != NULL; }

/* The listener at the call's address, when as many connections wait for its accept() as may. */
static bool is_queue_full(Situation *situation) {
    const KernelSockets *sockets = situation_listeners(situation);
    const Address *address = explain_target(situation);
    for (size_t i = 0; address && i < sockets->count; i++) {
        const KernelSocket *socket = &sockets->items[i];
        if (explain_is_in_the_way(socket, address))
            return socket->accept_queue > socket->backlog && socket->backlog >= 0;
    }
    return false;
}

#define REFUSED                                                                                              \
    .kind = ConnectionRefusedError, .error = ECONNREFUSED, .calls = "connect connect_ex send recv sendto"

static const char refused_story[] = N_("The kernel of the other machine answers a connection at once: when a "
                                       "socket listens on that address and port it is "
                                       "made, even before the server calls `accept()`; when none does it is "
                                       "refused. So refused means: the machine was "
                                       "reached, and no socket listens there. A server listens from its "
                                       "`listen()` on, not from its `bind()` on.");

// clang-format off
static const ExplainRow rows[] = {
    { "port-0", .kind = OSError, .calls = "connect connect_ex", .test = is_port_zero,
      .sentence = N_("Nobody listens on port 0. It must be the server's: `{name}.connect({to_connect})`."),
      .plain = N_("Nobody listens on port 0: it must be the server's.") },
    { "C-datagram", REFUSED, .test = situation_is_datagram,
      .sentence = N_("Nobody receives on {target}: the datagram before came back.\n"
                     "Start the receiver, or check the port."),
      .plain = N_("Nobody receives there: the datagram before came back.\n"
                  "Start the receiver, or check the port.") },
    { "C-path-file", REFUSED, .test = explain_is_other_file,
      .sentence = N_("{path} is no socket: nobody can listen there.\nIs the path right?") },
    { "C-path-bound", REFUSED, .test = explain_is_path_held,
      .sentence = N_("{path} is bound by {path_holder}, but it does not listen.\n"
                     "The server must call `listen()`.") },
    { "C-path", REFUSED, .test = explain_is_path_left,
      .sentence = N_("Nobody listens at {path}: the file is left from a server that has ended.\n"
                     "Start the server again.") },
    { "C-path-any", REFUSED, .test = situation_is_unix,
      .plain = N_("Nobody listens at that path: the server has ended, or has not called `listen()` yet.") },
    { "C11-own", REFUSED, .test = is_own_silent,
      .sentence = N_("`{other}` has port {port}, but it does not listen yet.\n`{other}.listen()` first."),
      .story = refused_story },
    { "C11", REFUSED, .test = is_bound,
      .sentence = N_("Port {port} is bound by {bound}, but it does not listen.\n"
                     "The server must call `listen()`."),
      .plain = N_("Port {port} is bound, but its socket does not listen.\nThe server must call `listen()`."),
      .story = refused_story },
    { "C14", REFUSED, .test = is_of_family,
      .sentence = N_("The server listens on {elsewhere}, and not on {host}: `{name}.connect({reached})`.\n"
                     "To be reached on every address of its machine it must bind \"{all}\"."),
      .plain = N_("The server listens on {elsewhere}, and not on {host}.\n"
                  "To be reached on every address of its machine it must bind \"{all}\"."),
      .story = refused_story },
    { "C14-family", REFUSED, .test = is_elsewhere,
      .sentence = N_("The server listens on {elsewhere}, and not on {host}: `{create}`."),
      .plain = N_("The server listens on {elsewhere}, and not on {host}."),
      .story = refused_story },
    { "C13", REFUSED, .test = is_near,
      .sentence = N_("Nobody listens on port {port}, but {near} is listened on by {near_holder}.\n"
                     "Same port on both sides?"),
      .plain = N_("Nobody listens on port {port}, but somebody listens on {near}.\nSame port on both sides?"),
      .story = refused_story },
    { "C12-loopback", REFUSED, .test = is_loopback,
      .sentence = N_("Nobody listens on {argument}, which is this machine itself.\n"
                     "Start the server here (`bind`, then `listen`), or give the address of its machine."),
      .plain = N_("Nobody listens there, on this machine.\n"
                  "Start the server (`bind`, then `listen`) before you connect."),
      .story = refused_story },
    { "C12", REFUSED, .test = is_local,
      .sentence = N_("Nobody listens on {argument}.\n"
                     "Start the server (`bind`, then `listen`) before you connect."),
      .plain = N_("Nobody listens there.\nStart the server (`bind`, then `listen`) before you connect."),
      .story = refused_story },
    { "C12-remote", REFUSED, .test = is_remote,
      .sentence = N_("{host} was reached and answers: nobody listens on its port {port}.\n"
                     "Does the server run, on this port, and not only on its own 127.0.0.1?"),
      .story = refused_story },
    { "29", .kind = TimeoutError, .calls = "connect", .test = is_queue_full,
      .sentence = N_("The server's queue is full: as many connections wait there as `listen` allows.\n"
                     "It must call `accept()`.") },
    { "29-interrupted", .kind = KeyboardInterrupt, .calls = "connect", .test = is_queue_full,
      .sentence = N_("The server's queue is full: as many connections wait there as `listen` allows.\n"
                     "It must call `accept()`.") },
    { "29-path", .kind = BlockingIOError, .error = EAGAIN, .calls = "connect", .test = situation_is_unix,
      .sentence = N_("The server's queue is full: as many connections wait there as `listen` allows.\n"
                     "It must call `accept()`.") },
    { "timed-out", .kind = TimeoutError, .error = ETIMEDOUT, .calls = "connect connect_ex",
      .sentence = N_("No answer from {argument}: this kernel has tried again and again, and gives up.\n"
                     "Is the address right, and no firewall between?"),
      .plain = N_("No answer: this kernel has tried again and again, and gives up.\n"
                  "Is the address right, and no firewall between?") },
    { "33-connect", .kind = TimeoutError, .calls = "connect connect_ex", .test = is_tcp,
      .sentence = N_("{argument} did not answer within {timeout}.\n"
                     "Is the address right, and no firewall between?"),
      .plain = N_("{argument} did not answer.\nIs the address right, and no firewall between?") },
    { "34-connect", .kind = BlockingIOError, .error = EINPROGRESS, .calls = "connect",
      .sentence = N_("`{name}` is told not to wait: the connection is being made meanwhile.\n"
                     "`{name}.setblocking(True)`, and the next `connect` waits for it."),
      .plain = N_("The socket is told not to wait: the connection is being made meanwhile.\n"
                  "`setblocking` with True makes the next `connect` wait for it.") },
    { "path-none", .kind = FileNotFoundError, .error = ENOENT, .calls = "connect connect_ex",
      .test = situation_is_unix,
      .sentence = N_("There is no socket {path}: no server has bound it.\n"
                     "Start the server, from the same folder."),
      .plain = N_("There is no such socket: no server has bound it.\n"
                  "Start the server, from the same folder.") },
    { "path-mine", .kind = PermissionError, .error = EACCES, .calls = "connect connect_ex",
      .test = situation_is_unix,
      .sentence = N_("You may not write to {path}: it belongs to somebody else.\n"
                     "Ask its owner for access (`chmod`)."),
      .plain = N_("You may not write to that socket: it belongs to somebody else.\n"
                  "Ask its owner for access (`chmod`).") },
    { "net", .kind = OSError, .error = ENETUNREACH, .calls = "connect connect_ex send sendto",
      .sentence = N_("This machine knows no way to {host}: it has no network, or none of that kind.\n"
                     "Is the network on? On one machine use 127.0.0.1."),
      .plain = N_("This machine knows no way there: it has no network, or none of that kind.\n"
                  "Is the network on? On one machine use 127.0.0.1.") },
    { "host", .kind = OSError, .error = EHOSTUNREACH, .calls = "connect connect_ex send sendto recv",
      .sentence = N_("The network is there, but no machine answers for {host}.\n"
                     "Is the address right, and that machine on?"),
      .plain = N_("The network is there, but no machine answers.\n"
                  "Is the address right, and that machine on?") },
    { "broadcast", .kind = PermissionError, .error = EACCES, .calls = "connect sendto",
      .test = situation_is_datagram,
      .sentence = N_("That address means every machine of a network.\n"
                     "If so: `{name}.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)` first."),
      .plain = N_("That address means every machine of a network.\n"
                  "If so, allow it first: `setsockopt` with SO_BROADCAST.") },
    { "descriptors", .kind = OSError, .error = EMFILE,
      .sentence = N_("This process may have {most} descriptors open, and has them.\n"
                     "Close sockets that you no longer need.") },
    { 0 },
};
// clang-format on

const ExplainGroup explain_connect = { rows, facts };
