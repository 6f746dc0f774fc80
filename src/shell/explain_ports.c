/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses and ports that cannot be had: who holds them, for how long, who listens instead. */
#include "shell/explain.h"
#include "value/str.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <unistd.h>

/* ---- addresses, as the journal and as the kernel have them */

static bool is_ip(const JournalAddress *address) { return address->family == AF_INET || address->family == AF_INET6; }

static bool is_wildcard(const JournalAddress *address) {
    static const uint8_t zero[16];
    return !memcmp(address->ip, zero, address->family == AF_INET ? 4 : 16);
}

static KernelAddress kernel_form(const JournalAddress *address) {
    KernelAddress out = { .any.sa_family = address->family };
    if (address->family == AF_INET) {
        out.v4.sin_port = htons(address->port);
        memcpy(&out.v4.sin_addr, address->ip, 4);
    } else {
        out.v6.sin6_port = htons(address->port);
        memcpy(&out.v6.sin6_addr, address->ip, 16);
    }
    return out;
}

/* The address that the call was given; NULL: none that is known, or no IP address. */
static const JournalAddress *target(const Situation *situation) {
    const JournalRecord *record = situation->record;
    if (!record) return NULL;
    const JournalAddress *address = record->argument.family ? &record->argument : &record->local;
    return is_ip(address) && address->port ? address : NULL;
}

/* Whether a socket at `has` keeps others from `address`: the same one, or either is every address of the machine. */
static bool is_in_the_way(const KernelSocket *has, const JournalAddress *address) {
    static const struct in6_addr any;
    KernelAddress wanted = kernel_form(address);
    const KernelAddress *local = &has->local;
    if (kernel_port(local) != address->port || has->family == AF_UNIX) return false;
    bool has_all = local->any.sa_family == AF_INET ? local->v4.sin_addr.s_addr == INADDR_ANY
                                                   : !memcmp(&local->v6.sin6_addr, &any, sizeof any);
    if (has_all) return local->any.sa_family == address->family || (address->family == AF_INET && !has->only_v6);
    if (is_wildcard(address)) return true;
    return kernel_same_address(local, &wanted);
}

/* ---- who has the port */

/* A socket of a variable of this shell that has the port, other than the call's; NULL: none. */
static Socket *find_other(Situation *situation, const char **name) {
    const JournalAddress *address = target(situation);
    size_t position = 0;
    for (Socket *socket; address && (socket = situation_next_socket(situation, &position, name));) {
        KernelSocket facts;
        bool is_call_s = socket == situation->socket || socket->number == situation->record->socket;
        if (is_call_s || socket->fd < 0 || !kernel_read_socket(socket->fd, &facts)) continue;
        if (is_in_the_way(&facts, address)) return socket;
    }
    return NULL;
}

/* The next socket that is in the way; *position begins at 0. */
static const KernelSocket *next_in_the_way(Situation *situation, size_t *position) {
    const KernelSockets *sockets = situation_at_port(situation);
    const JournalAddress *address = target(situation);
    while (address && *position < sockets->count) {
        const KernelSocket *socket = &sockets->items[(*position)++];
        if (is_in_the_way(socket, address)) return socket;
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

static const KernelProcess *holder(Situation *situation) { return situation_holder(situation, find_held(situation)); }

static bool is_ours(Situation *situation) {
    const char *name;
    if (find_other(situation, &name)) return true;
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
    if (!is_in_time_wait(situation) || !situation->socket || situation->socket->fd < 0) return false;
    return getsockopt(situation->socket->fd, SOL_SOCKET, SO_REUSEADDR, &set, &length) == 0 && set;
}

/* ---- facts */

static bool fact_other(Situation *situation, Buffer *out) {
    const char *name;
    if (!find_other(situation, &name)) return false;
    buffer_append_text(out, name);
    return true;
}

static bool fact_holder(Situation *situation, Buffer *out) {
    const KernelProcess *process = holder(situation);
    if (process) situation_append_process(out, process);
    return process != NULL;
}

/* Whose program it is, when the program itself may not be looked at. */
static bool fact_user(Situation *situation, Buffer *out) {
    const KernelSocket *held = find_held(situation);
    char user[40];
    if (!held || !held->uid_known || held->uid == getuid() || !kernel_user_name(held->uid, user, sizeof user)) return false;
    buffer_append_text(out, user);
    return true;
}

static bool append_seconds(const KernelSocket *socket, Buffer *out) {
    if (!socket || socket->timer_ms < 0) return false;
    buffer_append_format(out, "%d s", (int)((socket->timer_ms + 999) / 1000));
    return true;
}

static bool fact_seconds(Situation *situation, Buffer *out) { return append_seconds(find_time_wait(situation), out); }

static bool fact_next_port(Situation *situation, Buffer *out) {
    const JournalAddress *address = target(situation);
    if (!address) return false;
    buffer_append_int64(out, address->port == 65535 ? 3000 : address->port + 1);
    return true;
}

/* The process at the other end of the half-closed connection. */
static bool fact_client(Situation *situation, Buffer *out) {
    const KernelSocket *half = find_state(situation, KERNEL_STATE_BIT(KERNEL_FIN_WAIT_2));
    KernelSocket end;
    if (!half || !kernel_find_other_end(situation_kernel(situation), half, &end)) return false;
    const KernelProcess *process = situation_holder(situation, &end);
    if (process) situation_append_process(out, process);
    return process != NULL;
}

static const ExplainFact facts[] = {
    { "other", fact_other },         { "holder", fact_holder },       { "user", fact_user },
    { "seconds", fact_seconds },     { "next_port", fact_next_port }, { "client", fact_client },
    { 0 },
};

/* ---- rows */

static const char time_wait_story[] = N_(
    "Whoever closes a TCP connection first keeps its port for a minute (TIME-WAIT): late packets of the old "
    "connection must not be taken for those of a new one. No program is needed for that, the kernel does it.\n"
    "A server that sets SO_REUSEADDR before each `bind` may take the port all the same, if the old one had set "
    "it too:\n`{name}.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)`");

#define IN_USE .kind = OSError, .error = EADDRINUSE, .calls = "bind listen"

static const ExplainRow rows[] = {
    { "A5", IN_USE, .test = is_ours,
      .sentence = N_("It is you: `{other}` still uses port {port}.\n`{other}.close()` first."),
      .plain = N_("It is you: a socket of this shell still uses that port.\nClose it first.") },
    { "A3", IN_USE, .test = is_suspended,
      .sentence = N_("Port {port} is held by {holder}, suspended by Ctrl-Z.\n"
                     "Type `fg` in its terminal, then Ctrl-C.") },
    { "A4", IN_USE, .test = is_listened,
      .sentence = N_("Port {port} is already listened on by {holder}.\nClose it, or choose another port.") },
    { "A4-user", IN_USE, .test = is_listened,
      .sentence = N_("Port {port} is already listened on by a program of another user, {user}.\nChoose another port."),
      .plain = N_("Another program already listens on port {port}.\nClose it, or choose another port.") },
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
      .sentence = N_("The old connection on port {port} is not closed to the end yet.\nWait a little, or take "
                     "port {next_port}.") },
    { "A-unknown", IN_USE, .test = NULL,
      .sentence = N_("Somebody has port {port} already, and the kernel does not say who.\n"
                     "Close it, or take port {next_port}."),
      .plain = N_("Somebody has that address already, and the kernel does not say who.") },
    { 0 },
};

const ExplainGroup explain_ports = { rows, facts };
