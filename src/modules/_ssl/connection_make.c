/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a context makes a connection, over a socket or over two MemoryBIOs; the session it begins with. */
#include "modules/_ssl/tls.h"
#include "vm/machine.h"
#include <string.h>

enum { WRAP_SELF, WRAP_SOCKET, WRAP_SOCKET_SIDE, WRAP_SOCKET_NAME, WRAP_SOCKET_OWNER, WRAP_SOCKET_SESSION };
enum { WRAP_INCOMING = 1, WRAP_OUTGOING, WRAP_BIO_SIDE, WRAP_BIO_NAME, WRAP_BIO_OWNER, WRAP_BIO_SESSION };

/* ---- the name of the server */

/* args[i] is None, or a str in ASCII. */
static Outcome arg_host(Call *call, size_t i) {
    Value given = call->args[i];
    if (is_none(given)) return DONE;
    if (!is_str(given)) return raise_error(call->task, TypeError, "argument must be str, not %T", given);
    if (!str_of(given)->is_ascii) { /* which raises UnicodeEncodeError */
        Value ascii = str_new("ascii");
        Outcome outcome = call_method(call, given, "encode", 1, &ascii);
        release(ascii);
        return outcome;
    }
    const char *text = str_peek_ascii(given);
    if (strlen(text) != str_count(given))
        return raise_error(call->task, TypeError,
                           "argument must be encoded string without null bytes, not str");
    if (!*text || *text == '.')
        return raise_error(call->task, ValueError,
                           "server_hostname cannot be an empty string or start with a leading dot.");
    return DONE;
}

static bool check_name(SSL *ssl, const char *name, const ASN1_OCTET_STRING *address) {
    X509_VERIFY_PARAM *checks = openssl.SSL_get0_param(ssl);
    if (!address) return openssl.X509_VERIFY_PARAM_set1_host(checks, name, strlen(name));
    return openssl.X509_VERIFY_PARAM_set1_ip(checks, openssl.ASN1_STRING_get0_data(address),
                                             (size_t)openssl.ASN1_STRING_length(address));
}

/* What the hello says, unless it is an address, and what the certificate is to be valid for. False: raised.
 */
static bool use_host(Call *call, Connection *self, Value host) {
    const char *name = str_peek_ascii(host);
    openssl.ERR_clear_error();
    ASN1_OCTET_STRING *address = openssl.a2i_IPADDRESS(name);
    bool is_used = address || openssl.SSL_ctrl(self->ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME,
                                               TLSEXT_NAMETYPE_host_name, (void *)(uintptr_t)name);
    if (is_used) openssl.ERR_clear_error();
    if (is_used && context_of(self->context)->checks_hostname) is_used = check_name(self->ssl, name, address);
    openssl.ASN1_OCTET_STRING_free(address);
    if (!is_used) tls_raise(call, 745);
    return is_used;
}

/* ---- making */

static bool check_side(Call *call, const Context *context, bool is_server) {
    if (is_server && context->protocol == PROTOCOL_CLIENT)
        return tls_raise_text(call, 0, "Cannot create a server socket with a PROTOCOL_TLS_CLIENT context",
                              788),
               false;
    if (!is_server && context->protocol == PROTOCOL_SERVER)
        return tls_raise_text(call, 0, "Cannot create a client socket with a PROTOCOL_TLS_SERVER context",
                              795),
               false;
    return true;
}

static void set_side(Connection *self) {
    if (self->is_server)
        openssl.SSL_set_accept_state(self->ssl);
    else
        openssl.SSL_set_connect_state(self->ssl);
    if (!context_of(self->context)->asks_later) return;
    int mode = openssl.SSL_get_verify_mode(self->ssl);
    if (!self->is_server)
        openssl.SSL_set_post_handshake_auth(self->ssl, 1);
    else if (mode & SSL_VERIFY_PEER)
        openssl.SSL_set_verify(self->ssl, mode | SSL_VERIFY_POST_HANDSHAKE, NULL);
}

/* Without where it reads and writes. ABSENT: raised. */
static Value make_connection(Call *call, size_t side, Value host) {
    int is_server;
    Value context = call->args[WRAP_SELF];
    if (!arg_int(call, side, &is_server) || !check_side(call, context_of(context), is_server)) return ABSENT;
    openssl.ERR_clear_error();
    SSL *ssl = openssl.SSL_new(context_of(context)->context);
    if (!ssl) return tls_raise(call, 812), ABSENT;
    Connection *self = container_new(&connection_type, sizeof *self);
    self->machine = call_machine(call);
    self->ssl = ssl;
    self->context = retain(context);
    self->layer.socket = self->owner = self->messages = self->failure = self->incoming = self->outgoing =
        ABSENT;
    self->server_hostname = retain(host);
    self->sni_name = NONE;
    self->sni_alert = -1;
    self->is_server = is_server;
    self->fd = -1;
    openssl.SSL_set_ex_data(ssl, 0, self);
    openssl.SSL_ctrl(ssl, SSL_CTRL_MODE, SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_AUTO_RETRY, NULL);
    set_side(self);
    if (is_none(host) || use_host(call, self, host)) return object_value(self);
    release(object_value(self));
    return ABSENT;
}

/* False: raised. */
static bool set_owner(Call *call, Connection *self, Value owner) {
    if (is_none(owner)) {
        replace_take(&self->owner, ABSENT);
        return true;
    }
    if (!may_be_weak(owner)) {
        raise_error(call->task, TypeError, "cannot create weak reference to '%T' object", owner);
        return false;
    }
    replace_take(&self->owner, weak_new(&weakref_type, owner, ABSENT));
    return true;
}

static bool set_session(Call *call, Connection *self, Value session);

static Outcome finish(Call *call, Value made, size_t owner, size_t session) {
    Connection *self = connection_of(made);
    if ((is_none(call->args[owner]) || set_owner(call, self, call->args[owner])) &&
        (is_none(call->args[session]) || set_session(call, self, call->args[session])))
        return give(call, made);
    release(made);
    return RAISED;
}

Outcome context_wrap_socket(Call *call) {
    Value socket = call->args[WRAP_SOCKET];
    if (!is_socket(socket))
        return raise_error(call->task, TypeError,
                           "_wrap_socket() argument 'sock' must be _socket.socket, not %T", socket);
    Outcome outcome = arg_integer(call, WRAP_SOCKET_SIDE);
    if (outcome == DONE) outcome = arg_host(call, WRAP_SOCKET_NAME);
    if (outcome != DONE) return outcome;
    Value made = make_connection(call, WRAP_SOCKET_SIDE, call->args[WRAP_SOCKET_NAME]);
    if (is_absent(made)) return RAISED;
    Connection *self = connection_of(made);
    BIO *bio = socket_bio_new(self);
    if (!bio) return release(made), raise_memory(call->task);
    openssl.SSL_set_bio(self->ssl, bio, bio);
    self->layer.socket = weak_new(&weakref_type, socket, ABSENT);
    return finish(call, made, WRAP_SOCKET_OWNER, WRAP_SOCKET_SESSION);
}

static bool check_bio(Call *call, size_t i, const char *name) {
    if (has_layout(call->args[i], &memory_bio_type)) return true;
    raise_error(call->task, TypeError, "_wrap_bio() argument '%s' must be _ssl.MemoryBIO, not %T", name,
                call->args[i]);
    return false;
}

Outcome context_wrap_bio(Call *call) {
    if (!check_bio(call, WRAP_INCOMING, "incoming") || !check_bio(call, WRAP_OUTGOING, "outgoing"))
        return RAISED;
    Outcome outcome = arg_integer(call, WRAP_BIO_SIDE);
    if (outcome == DONE) outcome = arg_host(call, WRAP_BIO_NAME);
    if (outcome != DONE) return outcome;
    Value made = make_connection(call, WRAP_BIO_SIDE, call->args[WRAP_BIO_NAME]);
    if (is_absent(made)) return RAISED;
    Connection *self = connection_of(made);
    self->incoming = retain(call->args[WRAP_INCOMING]);
    self->outgoing = retain(call->args[WRAP_OUTGOING]);
    BIO *in = ((MemoryBio *)object_of(self->incoming))->bio,
        *out = ((MemoryBio *)object_of(self->outgoing))->bio;
    openssl.BIO_up_ref(in);
    openssl.BIO_up_ref(out);
    openssl.SSL_set_bio(self->ssl, in, out);
    return finish(call, made, WRAP_BIO_OWNER, WRAP_BIO_SESSION);
}

/* ---- attributes that can be set */

Outcome connection_owner(Call *call) {
    const Connection *self = connection_of_self(call);
    Value owner = is_absent(self->owner) ? ABSENT : weak_peek_target(self->owner);
    return give(call, is_absent(owner) ? NONE : retain(owner));
}

Outcome connection_set_owner(Call *call) {
    return set_owner(call, connection_of_self(call), arg_or(call, 1, NONE)) ? give_none(call) : RAISED;
}

Outcome connection_context(Call *call) { return give(call, retain(connection_of_self(call)->context)); }

Outcome connection_set_context(Call *call) {
    Connection *self = connection_of_self(call);
    Value given = call->args[1];
    if (is_absent(given) || !has_layout(given, &context_type))
        return raise_error(call->task, TypeError, "The value must be a SSLContext");
    replace_take(&self->context, retain(given));
    openssl.SSL_set_SSL_CTX(self->ssl, context_of(given)->context);
    return give_none(call);
}

/* Sessions of TLS 1.3 change while they are in use: a copy is what a program keeps. */
Outcome connection_session(Call *call) {
    const Connection *self = connection_of_self(call);
    const SSL_SESSION *current = openssl.SSL_get_session(self->ssl);
    SSL_SESSION *copy = current ? openssl.SSL_SESSION_dup(current) : NULL;
    if (!current) return give_none(call);
    if (!copy) return raise_memory(call->task);
    Session *session = container_new(&session_type, sizeof *session);
    session->session = copy;
    session->context = retain(self->context);
    return give(call, object_value(session));
}

/* False: raised. */
static bool set_session(Call *call, Connection *self, Value given) {
    ExceptionKind kind = ValueError;
    const char *words = NULL;
    if (is_absent(given) || !has_layout(given, &session_type)) {
        kind = TypeError;
        words = "Value is not a SSLSession.";
    } else if (!is_same(((Session *)object_of(given))->context, self->context)) {
        words = "Session refers to a different SSLContext.";
    } else if (self->is_server) {
        words = "Cannot set session for server-side SSLSocket.";
    } else if (openssl.SSL_is_init_finished(self->ssl)) {
        words = "Cannot set session after handshake.";
    }
    if (words) return raise_error(call->task, kind, "%s", words), false;
    SSL_SESSION *copy = openssl.SSL_SESSION_dup(((Session *)object_of(given))->session);
    bool is_set = copy && openssl.SSL_set_session(self->ssl, copy);
    openssl.SSL_SESSION_free(copy);
    if (!is_set) tls_raise(call, 2846);
    return is_set;
}

Outcome connection_set_session(Call *call) {
    return set_session(call, connection_of_self(call), call->args[1]) ? give_none(call) : RAISED;
}
