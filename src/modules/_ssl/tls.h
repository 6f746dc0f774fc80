/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of module _ssl share: contexts, connections and how they wait.
 *
 * OpenSSL reads and writes through a BIO: over a socket it is one of ours, whose tries never block
 * (socket_bio.c), so that a call of OpenSSL that would wait comes back and the task parks; over two
 * MemoryBIOs nothing ever waits. No callback of OpenSSL runs a program's function: a handshake is suspended
 * for sni_callback, messages are queued, a password is asked for between two tries.
 * See https://docs.python.org/3.11/library/ssl.html */
#pragma once
#include "builtin/socket.h"
#include "modules/_ssl/library.h"
#include "value/tuple.h"
#include "value/weak.h"

/* ---- contexts: context.c and its kin */

typedef struct {
    Container head;
    SSL_CTX *context; /* owned */
    int protocol;     /* a PROTOCOL_... */
    bool checks_hostname, asks_later;
    unsigned host_flags;
    uint8_t *protocols; /* of ALPN, each behind its length; owned */
    size_t protocols_count;
    Value sni_callback, message_callback; /* NONE */
    Value keylog_filename;                /* NONE */
    BIO *keylog;                          /* owned; NULL */
} Context;

enum {
    PROTOCOL_TLS = 2,
    PROTOCOL_TLSV1,
    PROTOCOL_TLSV1_1,
    PROTOCOL_TLSV1_2,
    PROTOCOL_CLIENT = 0x10,
    PROTOCOL_SERVER
};
enum { CERTIFICATE_NONE, CERTIFICATE_OPTIONAL, CERTIFICATE_REQUIRED };
enum { VERSION_LEAST = -2, VERSION_MOST = -1 }; /* beside those of OpenSSL */

extern const Type context_type;
extern const ClassSpec context_class;
static inline Context *context_of(Value value) { return (Context *)object_of(value); }
static inline Context *context_of_self(const Call *call) { return context_of(call->args[0]); }

/* context_load.c */
Native context_load_cert_chain, context_load_verify_locations, context_load_dh_params,
    context_set_default_verify_paths, context_cert_store_stats, context_get_ca_certs;
/* context_settings.c: attributes */
Native context_check_hostname, context_set_check_hostname, context_host_flags, context_set_host_flags,
    context_verify_mode, context_set_verify_mode, context_verify_flags, context_set_verify_flags,
    context_options, context_set_options, context_minimum, context_set_minimum, context_maximum,
    context_set_maximum, context_num_tickets, context_set_num_tickets, context_asks_later,
    context_set_asks_later, context_protocol, context_security_level;
/* context_ciphers.c */
Native context_set_ciphers, context_get_ciphers, context_set_alpn, context_set_ecdh_curve;
/* callbacks.c */
Native context_sni_callback, context_set_sni_callback, context_message_callback, context_set_message_callback,
    context_keylog_filename, context_set_keylog_filename;

/* ---- connections: connection.c and its kin */

typedef struct {
    SocketLayer layer;        /* its socket, if it is not over MemoryBIOs */
    Machine *machine;         /* borrowed */
    SSL *ssl;                 /* owned */
    Value context;            /* a Context */
    Value owner;              /* a weak reference to what a program calls the connection; ABSENT */
    Value incoming, outgoing; /* the MemoryBIOs; ABSENT */
    Value server_hostname;    /* NONE */
    Value messages;           /* a list of tuples: what waits for message_callback; ABSENT: none ever did */
    Value failure;            /* what a callback raised, to be raised when OpenSSL is back; ABSENT */
    bool is_server, is_at_end;
    bool sni_is_answered; /* the program's sni_callback has said what comes of this hello */
    Value sni_name;       /* that of the hello that it is asked about; NONE */
    int sni_alert;        /* its answer: -1, go on */
    int fd;               /* of the call that runs */
    bool waits;           /* that call makes plain blocking system calls */
    ssize_t io_problem;   /* -errno of its last try; 0 */
} Connection;

extern const ClassSpec connection_class;
static inline Connection *connection_of(Value value) { return (Connection *)object_of(value); }
/* Of a callback of OpenSSL, which may come from a context that it no longer has. */
static inline Connection *connection_of_ssl(const SSL *ssl) { return openssl.SSL_get_ex_data(ssl, 0); }
static inline Connection *connection_of_self(const Call *call) { return connection_of(call->args[0]); }

/* connection_make.c */
Native context_wrap_socket, context_wrap_bio;
Native connection_session, connection_set_session, connection_context, connection_set_context;
/* connection_facts.c */
Native connection_cipher, connection_shared_ciphers, connection_version, connection_alpn,
    connection_compression, connection_binding, connection_pending, connection_peer, connection_chain,
    connection_verified_chain, connection_server_side, connection_hostname, connection_owner,
    connection_set_owner, connection_reused;
/* operation.c */

/* A method that has OpenSSL read or write: how it tries, and what its errors say. */
typedef struct {
    /* One call of OpenSSL: above 0 when it is done, with what it gives; else what OpenSSL gave. */
    int (*try)(Call *call, Connection *self, Value *result);
    const char *timed_out, *timed_out_writing;
    int line, line_gone; /* of CPython's own source, as its errors tell */
} Operation;

/* The whole of such a method: it is tried, parks while it would wait, and has the program's functions called
 * that OpenSSL asked for. */
Outcome connection_operate(Call *call, const Operation *operation);

/* callbacks.c: the steps of an operation in which the program's functions run. */
enum { CALLBACK_MESSAGE = 0x10, CALLBACK_SNI, CALLBACK_SNI_UNHEARD };
/* Asks the next function that waits for its turn: CALLED; DONE: none does. */
Outcome connection_call_back(Call *call, Connection *self, bool wants_sni);
/* Takes the answer of that function. DONE; CALLED: what it raised is told first. */
Outcome connection_called_back(Call *call, Connection *self);

/* ---- where bytes come from and go to */

BIO *socket_bio_new(Connection *connection); /* owned; NULL: memory */

typedef struct {
    Object object;
    BIO *bio;
    bool has_end; /* write_eof() */
} MemoryBio;
extern const Type memory_bio_type;
extern const ClassSpec memory_bio_class;

/* ---- sessions and certificates */

typedef struct {
    Container head;
    SSL_SESSION *session; /* owned */
    Value context;        /* a Context */
} Session;
extern const Type session_type;
extern const ClassSpec session_class;

enum { ENCODING_TEXT = 1, ENCODING_DER };
extern const ClassSpec certificate_class;
Value certificate_new_take(X509 *certificate);
/* What getpeercert() gives; ABSENT: raised. */
Value certificate_facts(Call *call, X509 *certificate);
Value certificate_bytes(Call *call, X509 *certificate); /* DER; ABSENT: raised */
/* certificate_names.c: ABSENT: raised. */
Value certificate_name(Call *call, const X509_NAME *name);
Value certificate_alternatives(Call *call, X509 *certificate);
/* NONE: there are none */
Value certificate_places(X509 *certificate, int nid);
Value certificate_crl_points(X509 *certificate);

/* ---- module.c, random.c */
Native ssl_rand_add, ssl_rand_bytes, ssl_rand_pseudo_bytes, ssl_rand_status, ssl_txt2obj, ssl_nid2obj,
    ssl_default_paths, ssl_test_decode;
extern const IntSpec ssl_ints[];

/* ---- errors.c */

/* As Python numbers them: the first argument of an SSLError. */
enum {
    TLS_ERROR_SSL = 1,
    TLS_ERROR_WANT_READ,
    TLS_ERROR_WANT_WRITE,
    TLS_ERROR_WANT_X509_LOOKUP,
    TLS_ERROR_SYSCALL,
    TLS_ERROR_ZERO_RETURN,
    TLS_ERROR_WANT_CONNECT,
    TLS_ERROR_EOF,
    TLS_ERROR_NO_SOCKET,
    TLS_ERROR_INVALID,
};

void tls_add_exceptions(Machine *machine, Module *module);
/* SSLError of the newest error that OpenSSL has noted; `line`: of CPython's own source, which texts end with.
 */
Outcome tls_raise(Call *call, int line);
/* SSLError with words of our own. */
Outcome tls_raise_text(Call *call, int number, const char *text, int line);
Outcome tls_raise_words(Call *call, const char *text); /* with no other argument */
/* What OpenSSL answered for this connection. */
Outcome connection_raise(Call *call, Connection *self, int answer, int result, int line);
/* Has the module warnings tell of it, once in this call, whose step is 0: DONE, or what is to be returned. */
Outcome tls_deprecated(Call *call, const char *text);
/* An argument that names a file: *name, NUL-terminated, borrowed from args[i]. As arg_integer. */
Outcome arg_file_name(Call *call, size_t i, const char *wrong, const char **name);
