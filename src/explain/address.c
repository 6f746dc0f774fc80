/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explain/address.h"
#include <string.h>
#include <sys/stat.h>

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
    if (node->kind == NODE_NAME) value = dict_peek_str(situation->globals, node->name.id);
    if (!is_absent(value) && is_tuple(value) && tuple_of(value)->count) value = tuple_of(value)->items[0];
    return !is_absent(value) && is_str(value) ? value : ABSENT;
}

/* The host or path that was typed, as a text or as a variable that holds one; borrowed, ABSENT: none. */
static Value explain_typed_host(const Situation *situation) {
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
