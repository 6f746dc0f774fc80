/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SSLContext: how it is made and ends, and the table of its class. */
#include "base/memory.h"
#include "modules/_ssl/tls.h"
#include "vm/class_call.h"
#include "vm/machine.h"

static void context_visit(Object *object, VisitFunction *visit, void *to) {
    Context *self = (Context *)object;
    visit(self->sni_callback, to);
    visit(self->message_callback, to);
    visit(self->keylog_filename, to);
}

static void context_clear(Object *object) {
    Context *self = (Context *)object;
    replace_take(&self->sni_callback, NONE);
    replace_take(&self->message_callback, NONE);
    replace_take(&self->keylog_filename, NONE);
}

static void context_free(Object *object) {
    Context *self = (Context *)object;
    context_clear(object);
    openssl.SSL_CTX_free(self->context);
    openssl.BIO_free_all(self->keylog);
    memory_free(self->protocols);
    object_release_memory(object);
}

const Type context_type = {
    .name = "_ssl._SSLContext",
    .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE | TYPE_WEAK,
    .size = sizeof(Context),
    .free = context_free,
    .visit = context_visit,
    .clear = context_clear,
};

/* ---- making */

static const struct {
    int protocol;
    const char *deprecated; /* NULL: it is not */
} protocols[] = {
    { PROTOCOL_TLS, "ssl.PROTOCOL_TLS is deprecated" },
    { PROTOCOL_TLSV1, "ssl.PROTOCOL_TLSv1 is deprecated" },
    { PROTOCOL_TLSV1_1, "ssl.PROTOCOL_TLSv1_1 is deprecated" },
    { PROTOCOL_TLSV1_2, "ssl.PROTOCOL_TLSv1_2 is deprecated" },
    { PROTOCOL_CLIENT, NULL },
    { PROTOCOL_SERVER, NULL },
};

static const SSL_METHOD *method_of(int protocol) {
    switch (protocol) {
    case PROTOCOL_TLSV1: return openssl.TLSv1_method();
    case PROTOCOL_TLSV1_1: return openssl.TLSv1_1_method();
    case PROTOCOL_TLSV1_2: return openssl.TLSv1_2_method();
    case PROTOCOL_CLIENT: return openssl.TLS_client_method();
    case PROTOCOL_SERVER: return openssl.TLS_server_method();
    default: return openssl.TLS_method();
    }
}

static void set_defaults(Context *self) {
    SSL_CTX *context = self->context;
    openssl.SSL_CTX_set_options(context, (SSL_OP_ALL & ~SSL_OP_DONT_INSERT_EMPTY_FRAGMENTS) |
                                             SSL_OP_NO_SSLv3 | SSL_OP_NO_COMPRESSION |
                                             SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_IGNORE_UNEXPECTED_EOF);
    openssl.SSL_CTX_ctrl(context, SSL_CTRL_MODE, SSL_MODE_RELEASE_BUFFERS, NULL);
    openssl.SSL_CTX_set_session_id_context(context, (const unsigned char *)"Python", 6);
    X509_VERIFY_PARAM *checks = openssl.SSL_CTX_get0_param(context);
    openssl.X509_VERIFY_PARAM_set_flags(checks, X509_V_FLAG_TRUSTED_FIRST);
    openssl.X509_VERIFY_PARAM_set_hostflags(checks, self->host_flags);
    openssl.SSL_CTX_set_post_handshake_auth(context, 0);
}

static Outcome context_make(Call *call) {
    int protocol;
    Outcome outcome = arg_index_int(call, 1, &protocol);
    if (outcome != DONE) return outcome;
    size_t row = 0;
    while (row < sizeof protocols / sizeof *protocols && protocols[row].protocol != protocol) row++;
    if (row == sizeof protocols / sizeof *protocols)
        return raise_error(call->task, ValueError, "invalid or unsupported protocol version %d", protocol);
    if (protocols[row].deprecated) outcome = tls_deprecated(call, protocols[row].deprecated);
    if (outcome != DONE) return outcome;
    openssl.ERR_clear_error();
    SSL_CTX *context = openssl.SSL_CTX_new(method_of(protocol));
    if (!context) return tls_raise(call, 3071);
    Context *self = class_allocate((Class *)object_of(call->args[0]));
    self->context = context;
    self->protocol = protocol;
    self->host_flags = X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS;
    self->sni_callback = self->message_callback = self->keylog_filename = NONE;
    set_defaults(self);
    if (protocol == PROTOCOL_CLIENT) {
        self->checks_hostname = true;
        openssl.SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);
    }
    return give(call, object_value(self));
}

/* ---- the table */

static Outcome context_session_stats(Call *call) {
    static const struct {
        const char *name;
        int command;
    } rows[] = {
        { "number", SSL_CTRL_SESS_NUMBER },
        { "connect", SSL_CTRL_SESS_CONNECT },
        { "connect_good", SSL_CTRL_SESS_CONNECT_GOOD },
        { "connect_renegotiate", SSL_CTRL_SESS_CONNECT_RENEGOTIATE },
        { "accept", SSL_CTRL_SESS_ACCEPT },
        { "accept_good", SSL_CTRL_SESS_ACCEPT_GOOD },
        { "accept_renegotiate", SSL_CTRL_SESS_ACCEPT_RENEGOTIATE },
        { "hits", SSL_CTRL_SESS_HIT },
        { "misses", SSL_CTRL_SESS_MISSES },
        { "timeouts", SSL_CTRL_SESS_TIMEOUTS },
        { "cache_full", SSL_CTRL_SESS_CACHE_FULL },
    };
    Dict *stats = dict_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        long count = openssl.SSL_CTX_ctrl(context_of_self(call)->context, rows[i].command, 0, NULL);
        dict_define_text_take(stats, rows[i].name, int_from_int64(count));
    }
    return give(call, dict_value(stats));
}

static const NativeSpec context_methods[] = {
    { "_wrap_socket(self, /, sock, server_side, server_hostname=None, *, owner=None, session=None)",
      context_wrap_socket, NULL },
    { "_wrap_bio(self, /, incoming, outgoing, server_side, server_hostname=None, *, owner=None, "
      "session=None)",
      context_wrap_bio, NULL },
    { "set_ciphers(self, cipherlist, /)", context_set_ciphers, NULL },
    { "_set_alpn_protocols(self, protos, /)", context_set_alpn, NULL },
    { "load_cert_chain(self, /, certfile, keyfile=None, password=None)", context_load_cert_chain, NULL },
    { "load_dh_params(self, path, /)", context_load_dh_params, NULL },
    { "load_verify_locations(self, /, cafile=None, capath=None, cadata=None)", context_load_verify_locations,
      NULL },
    { "session_stats(self, /)", context_session_stats, NULL },
    { "set_default_verify_paths(self, /)", context_set_default_verify_paths, NULL },
    { "set_ecdh_curve(self, name, /)", context_set_ecdh_curve, NULL },
    { "cert_store_stats(self, /)", context_cert_store_stats, NULL },
    { "get_ca_certs(self, /, binary_form=False)", context_get_ca_certs, NULL },
    { "get_ciphers(self, /)", context_get_ciphers, NULL },
    { "check_hostname", context_check_hostname, NULL, .set = context_set_check_hostname },
    { "_host_flags", context_host_flags, NULL, .set = context_set_host_flags },
    { "minimum_version", context_minimum, NULL, .set = context_set_minimum },
    { "maximum_version", context_maximum, NULL, .set = context_set_maximum },
    { "keylog_filename", context_keylog_filename, NULL, .set = context_set_keylog_filename },
    { "_msg_callback", context_message_callback, NULL, .set = context_set_message_callback },
    { "sni_callback", context_sni_callback, NULL, .set = context_set_sni_callback },
    { "num_tickets", context_num_tickets, NULL, .set = context_set_num_tickets },
    { "options", context_options, NULL, .set = context_set_options },
    { "post_handshake_auth", context_asks_later, NULL, .set = context_set_asks_later },
    { "protocol", context_protocol, NULL },
    { "verify_flags", context_verify_flags, NULL, .set = context_set_verify_flags },
    { "verify_mode", context_verify_mode, NULL, .set = context_set_verify_mode },
    { "security_level", context_security_level, NULL },
    { 0 },
};

const ClassSpec context_class = {
    .type = &context_type,
    .module = "_ssl",
    .make = { "_SSLContext(cls, protocol, /)", context_make, NULL, ARGS_UNPACK },
    .methods = context_methods,
};
