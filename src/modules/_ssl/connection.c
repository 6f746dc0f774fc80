/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _SSLSocket: one end of a TLS connection, and what it reads and writes. */
#include "journal/journal.h"
#include "modules/_ssl/tls.h"
#include <limits.h>
#include <string.h>

static void connection_visit(Object *object, VisitFunction *visit, void *to) {
    Connection *self = (Connection *)object;
    Value values[] = { self->context, self->layer.socket, self->owner,   self->messages,
                       self->failure, self->incoming,     self->outgoing };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        if (!is_absent(values[i])) visit(values[i], to);
    }
}

/* The context stays until OpenSSL is done with it: its callbacks look at it. */
static void connection_clear(Object *object) {
    Connection *self = (Connection *)object;
    Value *values[] = { &self->layer.socket, &self->owner, &self->messages, &self->failure };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) replace_take(values[i], ABSENT);
}

static void connection_free(Object *object) {
    Connection *self = (Connection *)object;
    connection_clear(object);
    openssl.SSL_free(self->ssl);
    release(self->context);
    release(self->incoming);
    release(self->outgoing);
    release(self->server_hostname);
    release(self->sni_name);
    object_release_memory(object);
}

const Type connection_type = {
    .name = "_ssl._SSLSocket",
    .flags = TYPE_CONTAINER | TYPE_MADE_WHOLE,
    .size = sizeof(Connection),
    .free = connection_free,
    .visit = connection_visit,
    .clear = connection_clear,
};

/* ---- do_handshake */

static int try_handshake(Call *call, Connection *self, Value *result) {
    (void)call, (void)result;
    return openssl.SSL_do_handshake(self->ssl);
}

static Outcome connection_do_handshake(Call *call) {
    static const Operation operation = { try_handshake, "_ssl.c:975: The handshake operation timed out",
                                         "_ssl.c:975: The handshake operation timed out", 992, 933 };
    return connection_operate(call, &operation);
}

/* ---- read(size[, buffer]) */

enum { READ_SELF, READ_SIZE, READ_BUFFER };
enum { RECORD_MOST = 16 * 1024 }; /* so much a call of SSL_read gives at most */

/* The peer has said that no more comes. */
static bool is_ended(const Connection *self, int got) {
    return openssl.SSL_get_error(self->ssl, got) == SSL_ERROR_ZERO_RETURN &&
           openssl.SSL_get_shutdown(self->ssl) == SSL_RECEIVED_SHUTDOWN;
}

static int try_read_bytes(Call *call, Connection *self, Value *result) {
    uint8_t block[RECORD_MOST];
    int64_t size = small_int_of(call->args[READ_SIZE]);
    size_t got = 0;
    int done = openssl.SSL_read_ex(self->ssl, block, size > RECORD_MOST ? RECORD_MOST : (size_t)size, &got);
    if (done <= 0 && !is_ended(self, done)) return 0;
    *result = bytes_new(block, got);
    return 1;
}

static int try_read_into(Call *call, Connection *self, Value *result) {
    uint8_t *data;
    size_t room, got = 0;
    int64_t size = small_int_of(call->args[READ_SIZE]);
    if (!bytes_peek_writable(call->args[READ_BUFFER], &data, &room)) room = 0;
    if (size > 0 && (size_t)size < room) room = (size_t)size;
    int done = room ? openssl.SSL_read_ex(self->ssl, data, room, &got) : 1;
    if (done <= 0 && !is_ended(self, done)) return 0;
    *result = int_from_int64((int64_t)got);
    return 1;
}

static Outcome check_buffer(Call *call) {
    uint8_t *data;
    size_t room;
    Value buffer = call->args[READ_BUFFER];
    if (bytes_peek_writable(buffer, &data, &room)) return DONE;
    if (is_none(buffer))
        return raise_error(call->task, TypeError,
                           "read() argument 2 must be read-write bytes-like object, not None");
    return raise_error(call->task, TypeError,
                       "read() argument 2 must be read-write bytes-like object, not %T", buffer);
}

static Outcome connection_read(Call *call) {
    static const Operation into_bytes = { try_read_bytes, "The read operation timed out",
                                          "The read operation timed out", 2546, 2464 };
    static const Operation into_buffer = { try_read_into, "The read operation timed out",
                                           "The read operation timed out", 2546, 2464 };
    int64_t size;
    bool has_buffer = !is_absent(call->args[READ_BUFFER]);
    if (call->step) return connection_operate(call, has_buffer ? &into_buffer : &into_bytes);
    if (is_absent(call->args[READ_SIZE]))
        return raise_error(call->task, TypeError, "_ssl._SSLSocket.read requires 1 to 2 arguments");
    Outcome outcome = arg_integer(call, READ_SIZE);
    if (outcome != DONE) return outcome;
    if (!arg_int64(call, READ_SIZE, &size)) return RAISED;
    if (has_buffer) {
        if (check_buffer(call) != DONE) return RAISED;
    } else if (size < 0) {
        return raise_error(call->task, ValueError, "size should not be negative");
    } else if (size == 0) {
        return give(call, bytes_new(NULL, 0));
    }
    if (!is_small_int(call->args[READ_SIZE]) || size > INT_MAX) call->args[READ_SIZE] = small_int(INT_MAX);
    return connection_operate(call, has_buffer ? &into_buffer : &into_bytes);
}

/* ---- write(data) */

static int try_write(Call *call, Connection *self, Value *result) {
    const uint8_t *data;
    size_t count, sent = 0;
    if (!bytes_peek(call->args[1], &data, &count)) count = 0;
    int done = openssl.SSL_write_ex(self->ssl, count ? data : (const uint8_t *)"", count, &sent);
    *result = int_from_int64((int64_t)sent);
    return done;
}

static Outcome connection_write(Call *call) {
    static const Operation operation = { try_write, "The write operation timed out",
                                         "The write operation timed out", 2393, 2321 };
    const uint8_t *data;
    size_t count;
    if (!call->step && !arg_bytes(call, 1, &data, &count)) return RAISED;
    return connection_operate(call, &operation);
}

/* ---- shutdown() */

/* The first call of OpenSSL says goodbye, the second waits for the peer's. */
static int try_shutdown(Call *call, Connection *self, Value *result) {
    int done = openssl.SSL_shutdown(self->ssl);
    if (done == 0) done = openssl.SSL_shutdown(self->ssl);
    if (done < 0) return done;
    Value socket = is_absent(self->layer.socket) ? ABSENT : weak_peek_target(self->layer.socket);
    *result = is_absent(socket) ? NONE : retain(socket);
    (void)call;
    return 1;
}

static Outcome connection_shutdown(Call *call) {
    static const Operation operation = { try_shutdown, "The read operation timed out",
                                         "The write operation timed out", 2672, 2592 };
    return connection_operate(call, &operation);
}

/* ---- verify_client_post_handshake() */

static Outcome connection_verify_client(Call *call) {
    openssl.ERR_clear_error();
    if (openssl.SSL_verify_client_post_handshake(connection_of_self(call)->ssl)) return give_none(call);
    return tls_raise(call, 2747);
}

/* A socket's journal has these as its calls. */
enum { RECORDED = NATIVE_OBSERVED | JOURNAL_CALL };

static const NativeSpec connection_methods[] = {
    { "do_handshake(self, /)", connection_do_handshake, NULL, .flags = RECORDED },
    { "write(self, b, /)", connection_write, NULL, .flags = RECORDED | JOURNAL_SENDS_WITHIN },
    { "read(self, size=..., buffer=..., /)", connection_read, NULL, ARGS_OWN,
      .flags = RECORDED | JOURNAL_RECEIVES_WITHIN },
    { "pending(self, /)", connection_pending, NULL },
    { "getpeercert(self, der=False, /)", connection_peer, NULL },
    { "get_channel_binding(self, /, cb_type='tls-unique')", connection_binding, NULL },
    { "cipher(self, /)", connection_cipher, NULL },
    { "shared_ciphers(self, /)", connection_shared_ciphers, NULL },
    { "version(self, /)", connection_version, NULL },
    { "selected_alpn_protocol(self, /)", connection_alpn, NULL },
    { "compression(self, /)", connection_compression, NULL },
    { "shutdown(self, /)", connection_shutdown, NULL, .flags = RECORDED },
    { "verify_client_post_handshake(self, /)", connection_verify_client, NULL },
    { "get_unverified_chain(self, /)", connection_chain, NULL },
    { "get_verified_chain(self, /)", connection_verified_chain, NULL },
    { "context", connection_context, NULL, .set = connection_set_context },
    { "server_side", connection_server_side, NULL },
    { "server_hostname", connection_hostname, NULL },
    { "owner", connection_owner, NULL, .set = connection_set_owner },
    { "session", connection_session, NULL, .set = connection_set_session },
    { "session_reused", connection_reused, NULL },
    { 0 },
};

const ClassSpec connection_class = { .type = &connection_type,
                                     .module = "_ssl",
                                     .methods = connection_methods };
