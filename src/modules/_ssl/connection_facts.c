/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a connection can tell of itself and of its peer. */
#include "modules/_ssl/tls.h"
#include <string.h>

static SSL *ssl_of_self(const Call *call) { return connection_of_self(call)->ssl; }

static Value text_or_none(const char *text) { return text ? str_new(text) : NONE; }

/* ---- ciphers */

/* (name, protocol, bits) */
static Value cipher_tuple(const SSL_CIPHER *cipher) {
    Value items[] = { text_or_none(openssl.SSL_CIPHER_get_name(cipher)),
                      text_or_none(openssl.SSL_CIPHER_get_version(cipher)),
                      int_from_int64(openssl.SSL_CIPHER_get_bits(cipher, NULL)) };
    return tuple_from_take(items, 3);
}

Outcome connection_cipher(Call *call) {
    const SSL_CIPHER *cipher = openssl.SSL_get_current_cipher(ssl_of_self(call));
    return cipher ? give(call, cipher_tuple(cipher)) : give_none(call);
}

/* All of ours, whatever the peer has: so does CPython. */
Outcome connection_shared_ciphers(Call *call) {
    const OPENSSL_STACK *all = (const OPENSSL_STACK *)openssl.SSL_get_ciphers(ssl_of_self(call));
    if (!all) return give_none(call);
    Value list = list_new(0);
    for (int i = 0; i < openssl.OPENSSL_sk_num(all); i++)
        list_add_take(list_of(list), cipher_tuple(openssl.OPENSSL_sk_value(all, i)));
    return give(call, list);
}

/* ---- what was agreed upon */

Outcome connection_version(Call *call) {
    SSL *ssl = ssl_of_self(call);
    if (!openssl.SSL_is_init_finished(ssl)) return give_none(call);
    const char *version = openssl.SSL_get_version(ssl);
    return strcmp(version, "unknown") == 0 ? give_none(call) : give_text(call, version);
}

Outcome connection_alpn(Call *call) {
    const unsigned char *name;
    unsigned count;
    openssl.SSL_get0_alpn_selected(ssl_of_self(call), &name, &count);
    return name ? give(call, str_from_utf8((const char *)name, count)) : give_none(call);
}

Outcome connection_compression(Call *call) {
    const COMP_METHOD *method = openssl.SSL_get_current_compression(ssl_of_self(call));
    int nid = method ? openssl.COMP_get_type(method) : NID_undef;
    return nid == NID_undef ? give_none(call) : give(call, text_or_none(openssl.OBJ_nid2sn(nid)));
}

Outcome connection_pending(Call *call) { return give_int(call, openssl.SSL_pending(ssl_of_self(call))); }

/* The first Finished of the handshake (RFC 5929): the client's, but of a resumed session the server's. */
Outcome connection_binding(Call *call) {
    const Connection *self = connection_of_self(call);
    unsigned char data[EVP_MAX_MD_SIZE * 2];
    if (!is_str(call->args[1]))
        return raise_error(call->task, TypeError,
                           "get_channel_binding() argument 'cb_type' must be str, not %T", call->args[1]);
    if (!str_is(call->args[1], "tls-unique"))
        return raise_error(call->task, ValueError, "'%U' channel binding type not implemented",
                           call->args[1]);
    bool is_ours = !self->is_server ^ !!openssl.SSL_session_reused(self->ssl);
    size_t count = is_ours ? openssl.SSL_get_finished(self->ssl, data, sizeof data)
                           : openssl.SSL_get_peer_finished(self->ssl, data, sizeof data);
    return count ? give(call, bytes_new(data, count)) : give_none(call);
}

/* ---- the peer's certificate */

Outcome connection_peer(Call *call) {
    SSL *ssl = ssl_of_self(call);
    Outcome outcome = arg_truth(call, 1);
    if (outcome != DONE) return outcome;
    if (!openssl.SSL_is_init_finished(ssl))
        return raise_error(call->task, ValueError, "handshake not done yet");
    X509 *certificate = openssl.SSL_get1_peer_certificate(ssl);
    if (!certificate) return give_none(call);
    bool is_verified = openssl.SSL_get_verify_mode(ssl) & SSL_VERIFY_PEER;
    Value told = is_same(call->args[1], TRUE) ? certificate_bytes(call, certificate)
                 : is_verified                ? certificate_facts(call, certificate)
                                              : dict_value(dict_new());
    openssl.X509_free(certificate);
    return is_absent(told) ? RAISED : give(call, told);
}

static Value chain_list(const OPENSSL_STACK *chain) {
    Value list = list_new(0);
    for (int i = 0; i < openssl.OPENSSL_sk_num(chain); i++) {
        X509 *certificate = openssl.OPENSSL_sk_value(chain, i);
        openssl.X509_up_ref(certificate);
        list_add_take(list_of(list), certificate_new_take(certificate));
    }
    return list;
}

Outcome connection_verified_chain(Call *call) {
    const OPENSSL_STACK *chain = (const OPENSSL_STACK *)openssl.SSL_get0_verified_chain(ssl_of_self(call));
    return chain ? give(call, chain_list(chain)) : give_none(call);
}

/* A server's chain lacks the peer itself. */
Outcome connection_chain(Call *call) {
    const Connection *self = connection_of_self(call);
    const OPENSSL_STACK *chain = (const OPENSSL_STACK *)openssl.SSL_get_peer_cert_chain(self->ssl);
    if (!chain) return give_none(call);
    Value list = chain_list(chain);
    X509 *peer = self->is_server ? openssl.SSL_get1_peer_certificate(self->ssl) : NULL;
    if (peer) {
        Value first = certificate_new_take(peer);
        list_prepend(list_of(list), first);
        release(first);
    }
    return give(call, list);
}

/* ---- as it was made */

Outcome connection_server_side(Call *call) { return give_bool(call, connection_of_self(call)->is_server); }
Outcome connection_hostname(Call *call) {
    return give(call, retain(connection_of_self(call)->server_hostname));
}
Outcome connection_reused(Call *call) {
    return give_bool(call, openssl.SSL_session_reused(ssl_of_self(call)));
}
