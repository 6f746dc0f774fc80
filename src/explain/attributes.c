/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands behind a dot: asked of the pair that accept gives, of an address, of a name that has become
 * another; and what other libraries call it. */
#include "explain/source.h"
#include "value/exception.h"
#include <string.h>
#include <sys/socket.h>

/* ---- what was looked at */

static Value object_of_error(const Situation *situation) { return source_exception_field(situation, "obj"); }

static bool fact_owner(Situation *situation, Buffer *out) {
    const Node *node = source_failed(situation);
    if (node && node->kind == NODE_CALL) node = node->call.function;
    return node && node->kind == NODE_ATTRIBUTE && source_append(situation, node->attribute.value, out);
}

static bool is_accepted(Situation *situation) {
    Value value = object_of_error(situation);
    if (is_absent(value) || !is_tuple(value) || tuple_of(value)->count != 2) return false;
    return is_socket(tuple_of(value)->items[0]) && is_tuple(tuple_of(value)->items[1]);
}

static bool is_named_tuple(Situation *situation) {
    const Node *node = source_failed(situation);
    if (node && node->kind == NODE_CALL) node = node->call.function;
    return is_accepted(situation) && node && node->kind == NODE_ATTRIBUTE &&
           node->attribute.value->kind == NODE_NAME;
}

static bool is_of_sockets(Situation *situation) {
    return source_is_socket_method(situation, source_exception_name(situation));
}

/* The variable with the connection whose other end has this address. */
static const char *find_peer(const Situation *situation, Value address) {
    const char *name;
    size_t position = 0;
    for (Socket *socket; (socket = situation_next_socket(situation, &position, &name));) {
        Address peer;
        if (socket->fd < 0 || io_peer_name(socket->fd, &peer) < 0) continue;
        Value value = address_value(&peer);
        bool same = is_tuple(value) && tuple_of(value)->count == tuple_of(address)->count;
        for (size_t i = 0; same && i < tuple_of(address)->count; i++) {
            Value a = tuple_of(value)->items[i], b = tuple_of(address)->items[i];
            same = is_str(a) && is_str(b) ? str_equal(a, b) : is_same(a, b);
        }
        release(value);
        if (same) return name;
    }
    return NULL;
}

static bool fact_connection(Situation *situation, Buffer *out) {
    Value value = object_of_error(situation);
    const char *name = !is_absent(value) && is_tuple(value) ? find_peer(situation, value) : NULL;
    if (name) buffer_append_text(out, name);
    return name != NULL;
}

/* What people call what sockets can do, and how it is called. */
static const struct {
    const char *said, *is;
} words[] = {
    { "receive", "recv" },    { "recieve", "recv" },      { "read", "recv" },
    { "recevoir", "recv" },   { "lire", "recv" },         { "write", "send" },
    { "print", "send" },      { "envoyer", "send" },      { "disconnect", "close" },
    { "stop", "close" },      { "end", "close" },         { "exit", "close" },
    { "quit", "close" },      { "fermer", "close" },      { "ecouter", "listen" },
    { "accepter", "accept" }, { "connecter", "connect" }, { "timeout", "settimeout" },
};

static bool fact_right_name(Situation *situation, Buffer *out) {
    Value value = object_of_error(situation);
    const char *name = source_exception_name(situation);
    if (!name || is_absent(value) || !is_socket(value)) return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i].said, name) != 0) continue;
        buffer_append_text(out, words[i].is);
        return true;
    }
    return false;
}

static bool is_length(Situation *situation) {
    Value value = object_of_error(situation);
    const char *name = source_exception_name(situation);
    bool is_word = name && (!strcmp(name, "length") || !strcmp(name, "size") || !strcmp(name, "len"));
    return is_word && !is_absent(value) &&
           (is_str(value) || is_bytes(value) || is_tuple(value) || has_type(value, TYPE_ID_LIST) ||
            has_type(value, TYPE_ID_DICT));
}

static bool is_method_of_module(Situation *situation) {
    Value value = object_of_error(situation);
    if (is_absent(value) || !has_type(value, TYPE_ID_MODULE)) return false;
    const Module *module = (const Module *)object_of(value);
    return str_is(module->name, "socket") &&
           source_is_socket_method(situation, source_exception_name(situation));
}

/* ---- socket, that is no longer the module */

/* Whether the module has this name. */
static bool is_of_module(const Situation *situation) {
    const char *name = source_exception_name(situation);
    Value module = dict_peek_text(situation->machine->modules, "socket");
    return name && has_type(module, TYPE_ID_MODULE) &&
           !is_absent(dict_peek_text(((Module *)object_of(module))->dict, name));
}

static bool is_asked_of_socket(Situation *situation) {
    Value value = object_of_error(situation);
    return !is_absent(value) && is_socket(value) && is_of_module(situation);
}

static bool is_called_socket(Situation *situation) {
    Value value = situation_global(situation, "socket");
    return is_asked_of_socket(situation) && !is_absent(value) && is_same(value, object_of_error(situation));
}

static bool is_asked_of_class(Situation *situation) {
    Value value = object_of_error(situation);
    const Class *class = machine_class(situation->machine, &socket_type);
    return class && !is_absent(value) && is_same(value, object_value(class)) && is_of_module(situation);
}

static const ExplainFact facts[] = {
    { "unknown", source_fact_exception_name }, { "socket", source_fact_only_socket }, { "owner", fact_owner },
    { "connection", fact_connection },         { "right_name", fact_right_name },     { 0 },
};

/* ---- rows */

static const char accept_story[] = N_("`accept()` gives a tuple of two: a new socket, which is the "
                                      "connection to this client, and the client's address.\n"
                                      "`con, addr = s.accept()` gives each a name.");

static const ExplainRow rows[] = {
    { "70", .kind = AttributeError, .message = "'tuple' object", .test = is_named_tuple,
      .sentence = N_("`accept()` gives two things, the connection and its address.\n"
                     "`{owner}, addr = {owner}` takes them apart."),
      .story = accept_story },
    { "70-facts", .kind = AttributeError, .message = "'tuple' object", .test = is_accepted,
      .plain = N_("`accept()` gives two things, the connection and its address: two names take them apart."),
      .story = accept_story },
    { "70-address", .kind = AttributeError, .message = "'tuple' object", .test = is_of_sockets,
      .sentence = N_("`{owner}` is the address; the connection is `{connection}`."), .story = accept_story },
    { "socket-hidden", .kind = AttributeError, .test = is_called_socket,
      .plain = N_("`socket` is a socket now, and no longer the module.\n"
                  "Give it another name, and `import socket` again.") },
    { "socket-asked", .kind = AttributeError, .test = is_asked_of_socket,
      .sentence = N_("`{unknown}` belongs to the module: `socket.{unknown}`.") },
    { "socket-class", .kind = AttributeError, .test = is_asked_of_class,
      .sentence =
          N_("`{owner}` is the class here, not the module: `import socket` makes it the module again.") },
    { "word", .kind = AttributeError, .sentence = N_("With sockets that is called `{right_name}`.") },
    { "length", .kind = AttributeError, .test = is_length,
      .sentence = N_("`len({owner})` tells how long it is."),
      .plain = N_("`len(...)` tells how long it is.") },
    { "module", .kind = AttributeError, .test = is_method_of_module,
      .sentence = N_("`{unknown}` belongs to a socket, not to the module: `{socket}.{unknown}`."),
      .plain = N_("`{unknown}` belongs to a socket, not to the module: the socket's name comes before it.") },

    { 0 },
};

const ExplainGroup explain_attributes = { rows, facts };
