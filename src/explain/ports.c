/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses that cannot be had, mostly because of their port: who holds it, for how long. */
#include "explain/address.h"
#include "value/str.h"
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <unistd.h>

/* ---- who has the port */

/* The next socket that is in the way; *position begins at 0. */
static const KernelSocket *next_in_the_way(Situation *situation, size_t *position) {
    const KernelSockets *sockets = situation_at_port(situation);
    const Address *address = explain_target(situation);
    while (address && *position < sockets->count) {
        const KernelSocket *socket = &sockets->items[(*position)++];
        if (explain_is_in_the_way(socket, address)) return socket;
    }
    return NULL;
}

static const KernelSocket *find_state(Situation *situation, unsigned states) {
    size_t position = 0;
    const KernelSocket *socket;
    while ((socket = next_in_the_way(situation, &position)) && !(KERNEL_STATE_BIT(socket->state) & states)) {}
    return socket;
}

/* The TIME-WAIT that lasts longest. */
static const KernelSocket *find_time_wait(Situation *situation) {
    const KernelSocket *last = NULL, *socket;
    for (size_t position = 0; (socket = next_in_the_way(situation, &position));) {
        if (socket->state == KERNEL_TIME_WAIT && (!last || socket->timer_ms > last->timer_ms)) last = socket;
    }
    return last;
}

/* One that a process holds, the call's own excepted. */
static const KernelSocket *find_held(Situation *situation) {
    const KernelSocket *own = situation_own(situation), *found = NULL, *socket;
    for (size_t position = 0; (socket = next_in_the_way(situation, &position));) {
        if (!socket->inode || (own && own->inode == socket->inode)) continue;
        if (!found || socket->state == KERNEL_LISTEN) found = socket;
    }
    return found;
}

static const KernelProcess *holder(Situation *situation) {
    return situation_holder(situation, find_held(situation));
}

static bool is_ours(Situation *situation) {
    const char *name;
    if (explain_find_other(situation, &name)) return true;
    const KernelProcess *process = holder(situation);
    return process && process->own;
}

static bool is_suspended(Situation *situation) {
    const KernelProcess *process = holder(situation);
    return process && process->state == 'T';
}

static bool is_listened(Situation *situation) {
    const KernelSocket *held = find_held(situation);
    return held && held->state == KERNEL_LISTEN;
}

static bool is_held(Situation *situation) { return find_held(situation) != NULL; }

static bool is_half_closed(Situation *situation) {
    return !is_held(situation) && find_state(situation, KERNEL_STATE_BIT(KERNEL_FIN_WAIT_2)) != NULL;
}

static bool is_closing(Situation *situation) {
    return find_state(situation, KERNEL_STATE_BIT(KERNEL_FIN_WAIT_1) | KERNEL_STATE_BIT(KERNEL_CLOSING) |
                                     KERNEL_STATE_BIT(KERNEL_LAST_ACK)) != NULL;
}

static bool is_in_time_wait(Situation *situation) { return find_time_wait(situation) != NULL; }

static bool may_reuse(Situation *situation) {
    int set = 0;
    socklen_t length = sizeof set;
    if (!is_in_time_wait(situation)) return false;
    return getsockopt(situation_descriptor(situation), SOL_SOCKET, SO_REUSEADDR, &set, &length) == 0 && set;
}

/* ---- facts */

static bool fact_holder(Situation *situation, Buffer *out) {
    return situation_append_holder(situation, find_held(situation), out);
}

/* Whose program it is, when the program itself may not be looked at. */
static bool fact_user(Situation *situation, Buffer *out) {
    const KernelSocket *held = find_held(situation);
    char user[40];
    if (!held || !held->uid_known || held->uid == getuid() || !kernel_user_name(held->uid, user, sizeof user))
        return false;
    buffer_append_text(out, user);
    return true;
}

static bool append_seconds(const KernelSocket *socket, Buffer *out) {
    if (!socket || socket->timer_ms < 0) return false;
    buffer_append_format(out, "%d s", (int)((socket->timer_ms + 999) / 1000));
    return true;
}

static bool fact_seconds(Situation *situation, Buffer *out) {
    return append_seconds(find_time_wait(situation), out);
}

/* ("127.0.0.1", 3000), where the socket that is in the way is reached. */
static bool fact_reached(Situation *situation, Buffer *out) {
    const KernelSocket *held = find_held(situation), *own = situation_own(situation);
    bool can = held && own && held->state == KERNEL_LISTEN && held->family == own->family;
    if (can) explain_append_reached(held, out);
    return can;
}

/* The process at the other end of the half-closed connection. */
static bool fact_client(Situation *situation, Buffer *out) {
    const KernelSocket *half = find_state(situation, KERNEL_STATE_BIT(KERNEL_FIN_WAIT_2));
    KernelSocket end;
    if (!half || !kernel_find_other_end(situation_kernel(situation), half, &end)) return false;
    return situation_append_holder(situation, &end, out);
}

/* ---- other reasons why an address cannot be had */

static bool is_low_port(Situation *situation) {
    const Address *address = explain_target(situation);
    int first = kernel_first_unprivileged_port(situation_kernel(situation));
    return address && address->port < (first < 0 ? 1024 : first);
}

static bool fact_first_port(Situation *situation, Buffer *out) {
    int first = kernel_first_unprivileged_port(situation_kernel(situation));
    if (first > 0) buffer_append_int64(out, first);
    return first > 0;
}

static bool is_foreign(Situation *situation) {
    const Address *address = explain_target(situation);
    return address && !explain_is_own(address);
}

/* IPv4 addresses of this machine, or IPv6 ones, as the call's. */
static bool fact_addresses(Situation *situation, Buffer *out) {
    enum { MOST = 64, SHOWN = 6 };
    Address own[MOST];
    const Address *address = explain_target(situation);
    size_t shown = 0;
    for (size_t i = 0, count = kernel_own_addresses(own, MOST); address && i < count && shown < SHOWN; i++) {
        char text[ADDRESS_HOST];
        if (own[i].family != address->family) continue;
        buffer_append_format(out, "%s%s", shown++ ? ", " : "", address_host(&own[i], text));
    }
    return shown > 0;
}

static const ExplainFact facts[] = {
    { "other", explain_fact_other },
    { "holder", fact_holder },
    { "user", fact_user },
    { "seconds", fact_seconds },
    { "reached", fact_reached },
    { "client", fact_client },
    { "first_port", fact_first_port },
    { "addresses", fact_addresses },
    { "host", explain_fact_host },
    { "all", explain_fact_all },
    { "path", explain_fact_path },
    { "path_holder", explain_fact_path_holder },
    { 0 },
};

/* ---- rows */

static const char time_wait_story[] = N_(
    "Whoever closes a TCP connection first keeps its port for a minute (TIME-WAIT): late packets of the old "
    "connection must not be taken for those of a new one. No program is needed for that, the kernel does "
    "it.\n"
    "A server that sets SO_REUSEADDR before each `bind` may take the port all the same, if the old one had "
    "set "
    "it too:\n`{name}.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)`");

#define IN_USE .kind = OSError, .error = EADDRINUSE, .calls = "bind listen"

// clang-format off
static const ExplainRow rows[] = {
    { "A-path", IN_USE, .test = explain_is_path_held,
      .sentence = N_("{path_holder} has {path} already.\nClose it, or choose another path."),
      .plain = N_("A program has that path already.\nClose it, or choose another path.") },
    { "A-path-left", IN_USE, .test = explain_is_path_left,
      .sentence = N_("No program has {path} any more, but the file is still there.\n"
                     "Remove it before `bind`: `import os; os.unlink({path})`."),
      .story = N_("`bind` makes a file for a Unix socket, and nobody removes it when the server ends. A "
                  "server "
                  "therefore removes the old file before it binds.") },
    { "A-path-file", IN_USE, .test = explain_is_other_file,
      .sentence = N_("{path} exists already, and is no socket.\nChoose another path.") },
    { "A-path-unknown", IN_USE, .test = situation_is_unix,
      .plain = N_("That path exists already.\n"
                  "Remove it if no server uses it any more, or choose another one.") },
    { "A5", IN_USE, .test = is_ours,
      .sentence = N_("It is you: `{other}` still uses port {port}.\n`{other}.close()` first."),
      .plain = N_("It is you: a socket of this shell still uses that port.\nClose it first.") },
    { "A3", IN_USE, .test = is_suspended,
      .sentence = N_("Port {port} is held by {holder}, suspended by Ctrl-Z.\n"
                     "Type `fg` in its terminal, then Ctrl-C.") },
    { "A4", IN_USE, .test = is_listened,
      .sentence = N_("Port {port} is already listened on by {holder}.\nA client of it needs no `bind`: "
                     "`{name}.connect({reached})`. A second server takes another port, such as {next_port}."),
      .plain = N_("Port {port} is already listened on by {holder}.\n"
                  "A client of it needs no `bind`, it calls `connect`. A second server takes another "
                  "port.") },
    { "A4-user", IN_USE, .test = is_listened,
      .sentence = N_("Port {port} is already listened on by a program of another user, {user}.\n"
                     "A client of it needs no `bind`, it calls `connect`. A second server takes another "
                     "port."),
      .plain = N_("Another program already listens on port {port}.\n"
                  "A client of it needs no `bind`, it calls `connect`. A second server takes another "
                  "port.") },
    { "A4-held", IN_USE, .test = is_held,
      .sentence = N_("Port {port} is still used by {holder}.\nClose it, or choose another port."),
      .plain = N_("Another program still uses port {port}.\nClose it, or choose another port.") },
    { "A6", IN_USE, .test = is_half_closed,
      .sentence = N_("The old connection is closed on one side only.\n"
                     "The client ({client}) must still `close()`."),
      .plain = N_("The old connection is closed on one side only.\nThe client must still `close()`.") },
    { "A2", IN_USE, .test = may_reuse,
      .sentence = N_("SO_REUSEADDR does not help this time: the old server had not set it.\n"
                     "Wait {seconds}; set before every `bind`, it prevents this next time."),
      .plain = N_("SO_REUSEADDR does not help this time: the old server had not set it.\n"
                  "Wait a minute; set before every `bind`, it prevents this next time."),
      .story = time_wait_story },
    { "A1", IN_USE, .test = is_in_time_wait,
      .sentence = N_("No program holds port {port} any more, but the kernel keeps the old connection "
                     "(TIME-WAIT) for {seconds}.\nWait, or take port {next_port}."),
      .plain = N_("No program holds port {port} any more, but the kernel keeps the old connection "
                  "(TIME-WAIT) for a minute.\nWait, or take port {next_port}."),
      .story = time_wait_story },
    { "A-closing", IN_USE, .test = is_closing,
      .sentence = N_("The old connection on port {port} is not closed to the end yet.\n"
                     "Wait a little, or take "
                     "port {next_port}.") },
    { "A-unknown", IN_USE,
      .sentence = N_("Somebody has port {port} already, and the kernel does not say who.\n"
                     "Close it, or take port {next_port}."),
      .plain = N_("Somebody has that address already, and the kernel does not say who.") },
    { "63", .kind = PermissionError, .error = EACCES, .calls = "bind", .test = is_low_port,
      .sentence = N_("Ports below {first_port} belong to the administrator.\n"
                     "Take a higher one, such as 3000."),
      .plain = N_("Low ports belong to the administrator.\nTake a higher one, such as 3000.") },
    { "63-path", .kind = PermissionError, .error = EACCES, .calls = "bind", .test = situation_is_unix,
      .sentence = N_("You may not make {path}: the folder is not yours to write in.\nChoose another folder."),
      .plain = N_("You may not make a file in that folder.\nChoose another one.") },
    { "64", .kind = OSError, .error = EADDRNOTAVAIL, .calls = "bind", .test = is_foreign,
      .sentence = N_("{host} is no address of this machine: it has {addresses}.\n"
                     "A server binds one of its own, or all of them: \"{all}\"."),
      .plain = N_("That is no address of this machine.\n"
                  "A server binds one of its own, or all of them: \"{all}\".") },
    { 0 },
};
// clang-format on

const ExplainGroup explain_ports = { rows, facts };
