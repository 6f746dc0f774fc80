/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explain/address.h"
#include "explain/source.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* listen() takes the address that the socket has; recv() and send() speak with the peer; sendto()'s is not
 * recorded. */
static const Address *address_of(const Situation *situation) {
    const JournalRecord *record = situation->record;
    if (record->argument.family) return &record->argument;
    if (!strcmp(situation->call, "listen")) return &record->local;
    return strcmp(situation->call, "sendto") != 0 ? &record->peer : NULL;
}

const Address *explain_target(const Situation *situation) {
    const Address *address = situation->record ? address_of(situation) : NULL;
    return address && address_is_ip(address) && address->port ? address : NULL;
}

bool explain_is_own(const Address *address) {
    enum { MOST = 64 };
    Address own[MOST], host = *address;
    host.port = 0;
    if (address_is_any(address) || (address->family == AF_INET && address->ip[0] == 127)) return true;
    for (size_t i = 0, count = kernel_own_addresses(own, MOST); i < count; i++) {
        if (address_equals(&own[i], &host)) return true;
    }
    return false;
}

bool explain_is_in_the_way(const KernelSocket *has, const Address *address) {
    const Address *local = &has->local;
    if (has->family == AF_UNIX || local->port != address->port) return false;
    if (address_is_any(local))
        return local->family == address->family || (address->family == AF_INET && !has->only_v6);
    return address_is_any(address) || address_equals(local, address);
}

/* What stands in the source is a text, or a variable that is one now. */
static Value text_of(const Situation *situation, const Node *node) {
    Value value = ABSENT;
    if (node->kind == NODE_CONSTANT) value = node->constant.value;
    if (node->kind == NODE_NAME && situation->globals && !source_is_local(situation, node->name.id))
        value = dict_peek_str(situation->globals, node->name.id);
    if (!is_absent(value) && is_tuple(value) && tuple_of(value)->count) value = tuple_of(value)->items[0];
    return !is_absent(value) && is_str(value) ? value : ABSENT;
}

Value explain_typed_host(const Situation *situation) {
    if (!situation->node || !situation->node->call.arguments.count) return ABSENT;
    const Node *argument = situation->node->call.arguments.items[0];
    if (argument->kind == NODE_TUPLE && argument->sequence.items.count)
        argument = argument->sequence.items.items[0];
    return text_of(situation, argument);
}

Socket *explain_find_other(Situation *situation, const char **name) {
    const Address *address = explain_target(situation);
    size_t position = 0;
    bool is_stream = situation_is_stream(situation);
    for (Socket *socket;
         address && is_stream && (socket = situation_next_socket(situation, &position, name));) {
        KernelSocket facts;
        if (socket == situation->socket || socket->number == situation->record->socket || socket->fd < 0)
            continue;
        if (!kernel_read_socket(socket->fd, &facts) || facts.type != SOCK_STREAM) continue;
        if (explain_is_in_the_way(&facts, address)) return socket;
    }
    return NULL;
}

static const char *last_part(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The kernel has paths as they were bound: from another folder the same one is spelt differently. */
static const KernelSocket *find_path(Situation *situation, bool any_folder) {
    Value typed = explain_typed_host(situation);
    const KernelSockets *sockets = situation_unix_sockets(situation);
    const KernelSocket *found = NULL;
    Buffer scratch = { 0 };
    const char *path = is_absent(typed) ? "" : str_peek_utf8(typed, &scratch, NULL);
    for (size_t i = 0; *path && !found && i < sockets->count; i++) {
        const KernelSocket *socket = &sockets->items[i];
        const char *bound = socket->local.path;
        bool is_same = any_folder ? !strcmp(last_part(path), last_part(bound)) : !strcmp(path, bound);
        if (is_same && socket->state != KERNEL_ESTABLISHED && socket->inode) found = socket;
    }
    buffer_clear(&scratch);
    return found;
}

bool explain_is_path_held(Situation *situation) {
    return situation_is_unix(situation) && find_path(situation, false);
}

typedef enum { PATH_UNKNOWN, PATH_SOCKET, PATH_OTHER } PathKind;

/* What stands at the path that was typed. */
static PathKind path_kind(const Situation *situation) {
    struct stat status;
    Buffer scratch = { 0 };
    Value typed = explain_typed_host(situation);
    bool is_there = !is_absent(typed) && stat(str_peek_utf8(typed, &scratch, NULL), &status) == 0;
    buffer_clear(&scratch);
    return !is_there ? PATH_UNKNOWN : S_ISSOCK(status.st_mode) ? PATH_SOCKET : PATH_OTHER;
}

bool explain_is_path_left(Situation *situation) {
    if (!situation_is_unix(situation)) return false;
    const KernelSockets *sockets = situation_unix_sockets(situation);
    return path_kind(situation) == PATH_SOCKET && sockets->source != KERNEL_NOTHING && sockets->complete &&
           !find_path(situation, true);
}

bool explain_is_other_file(Situation *situation) {
    return situation_is_unix(situation) && path_kind(situation) == PATH_OTHER;
}

/* ---- facts */

bool explain_fact_other(Situation *situation, Buffer *out) {
    const char *name;
    if (!explain_find_other(situation, &name)) return false;
    buffer_append_text(out, name);
    return true;
}

bool explain_fact_path_holder(Situation *situation, Buffer *out) {
    return situation_append_holder(situation, find_path(situation, false), out);
}

bool explain_fact_host(Situation *situation, Buffer *out) {
    char text[ADDRESS_HOST];
    const Address *address = explain_target(situation);
    if (address) buffer_append_text(out, address_host(address, text));
    return address != NULL;
}

bool explain_fact_path(Situation *situation, Buffer *out) {
    Value path = explain_typed_host(situation);
    if (!is_absent(path)) str_append_repr(out, path);
    return !is_absent(path);
}

bool explain_fact_all(Situation *situation, Buffer *out) {
    const Address *address = explain_target(situation);
    if (address) buffer_append_text(out, address->family == AF_INET ? "0.0.0.0" : "::");
    return address != NULL;
}

/* ---- addresses to be typed */

enum { USUAL_PORT = 3000, FIRST_PORT = 1024, LAST_PORT = 65535 };

static const KernelSocket *find_listener(Situation *situation, uint16_t port) {
    const KernelSockets *sockets = situation_listeners(situation);
    for (size_t i = 0; i < sockets->count; i++) {
        if (sockets->items[i].local.port == port) return &sockets->items[i];
    }
    return NULL;
}

/* Nobody listens on it: the first from `port` on. */
static int free_port(Situation *situation, int port) {
    while (port < LAST_PORT && find_listener(situation, (uint16_t)port)) port++;
    return port;
}

bool explain_fact_free_port(Situation *situation, Buffer *out) {
    const Address *address = explain_target(situation);
    if (!address) return false;
    int next = address->port + 1 < LAST_PORT ? address->port + 1 : USUAL_PORT;
    buffer_append_int64(out, free_port(situation, next));
    return true;
}

static int family_of(Situation *situation) {
    const KernelSocket *own = situation_own(situation);
    return own ? own->family : situation->socket ? situation->socket->family : AF_INET;
}

/* The program's variable PORT, when IP is text; 0: there are no such two. */
static int port_variable(const Situation *situation) {
    int64_t port;
    Value host = situation_global(situation, "IP"), number = situation_global(situation, "PORT");
    bool are_there = !is_absent(host) && is_str(host) && !is_absent(number) && is_int(number);
    bool can = are_there && int_fits_int64(number, &port) && port > 0 && port <= LAST_PORT;
    return can ? (int)port : 0;
}

static void append_pair(int family, int port, Buffer *out) {
    buffer_append_format(out, "(\"%s\", %d)", family == AF_INET6 ? "::1" : "127.0.0.1", port);
}

void explain_append_reached(const KernelSocket *listener, Buffer *out) {
    char host[ADDRESS_HOST];
    const Address *local = &listener->local;
    if (address_is_any(local))
        append_pair(local->family, local->port, out);
    else
        buffer_append_format(out, "(\"%s\", %d)", address_host(local, host), local->port);
}

bool explain_fact_example(Situation *situation, Buffer *out) {
    if (!situation->machine || port_variable(situation))
        buffer_append_text(out, "(IP, PORT)");
    else
        append_pair(AF_INET, USUAL_PORT, out);
    return true;
}

/* ("127.0.0.1", 3000), for a datagram. */
bool explain_fact_a_receiver(Situation *situation, Buffer *out) {
    int family = family_of(situation);
    if (family == AF_UNIX) return false;
    if (!situation->machine || (family == AF_INET && port_variable(situation)))
        buffer_append_text(out, "(IP, PORT)");
    else
        append_pair(family, USUAL_PORT, out);
    return true;
}

bool explain_fact_to_bind(Situation *situation, Buffer *out) {
    int family = family_of(situation), variable = port_variable(situation);
    if (family == AF_UNIX) {
        const char *path = access("chat.sock", F_OK) == 0 ? "chat2.sock" : "chat.sock";
        if (access(path, F_OK) != 0) buffer_append_format(out, "\"%s\"", path);
        return access(path, F_OK) != 0;
    }
    if (!situation->machine ||
        (family == AF_INET && variable && !find_listener(situation, (uint16_t)variable)))
        buffer_append_text(out, "(IP, PORT)");
    else
        append_pair(family, free_port(situation, USUAL_PORT), out);
    return true;
}

/* A Unix listener of this user whose path can be typed here. */
static const char *find_path_listener(Situation *situation) {
    const KernelSockets *sockets = situation_unix_sockets(situation);
    for (size_t i = 0; i < sockets->count; i++) {
        const KernelSocket *socket = &sockets->items[i];
        const char *path = socket->local.family == AF_UNIX ? socket->local.path : "";
        struct stat status;
        bool is_here = socket->state == KERNEL_LISTEN && *path && !strchr(path, '/');
        if (is_here && !strpbrk(path, "\"\\") && stat(path, &status) == 0 && S_ISSOCK(status.st_mode))
            return path;
    }
    return NULL;
}

/* A program such as those who learn sockets write: no service that happens to listen too. */
static bool is_likely(Situation *situation, const KernelSocket *server) {
    static const char *const commands[] = { "causette", "python" };
    const KernelProcess *process = situation_holder(situation, server);
    for (size_t i = 0; process && i < sizeof commands / sizeof *commands; i++) {
        if (!strncmp(process->command, commands[i], strlen(commands[i]))) return true;
    }
    return false;
}

/* Of this user's listeners of the family the one whose port is nearest to the usual one; NULL: none is likely
 * meant. */
static const KernelSocket *find_server(Situation *situation, int family) {
    const KernelSockets *sockets = situation_listeners(situation);
    const KernelSocket *found = NULL;
    for (size_t i = 0; i < sockets->count; i++) {
        const KernelSocket *socket = &sockets->items[i];
        int port = socket->local.port;
        if (socket->family != family || !socket->uid_known || socket->uid != getuid() || port < FIRST_PORT)
            continue;
        if (!found || abs(port - USUAL_PORT) < abs(found->local.port - USUAL_PORT)) found = socket;
    }
    return found && (found->local.port == USUAL_PORT || is_likely(situation, found)) ? found : NULL;
}

bool explain_fact_to_connect(Situation *situation, Buffer *out) {
    int family = family_of(situation), variable = port_variable(situation);
    const char *path = family == AF_UNIX ? find_path_listener(situation) : NULL;
    if (family == AF_UNIX) {
        if (path) buffer_append_format(out, "\"%s\"", path);
        return path != NULL;
    }
    const KernelSocket *server = situation->machine ? find_server(situation, family) : NULL;
    bool is_variable =
        family == AF_INET && variable && (!server || find_listener(situation, (uint16_t)variable));
    if (!situation->machine || is_variable)
        buffer_append_text(out, "(IP, PORT)");
    else if (server)
        explain_append_reached(server, out);
    else
        append_pair(family, USUAL_PORT, out);
    return true;
}
