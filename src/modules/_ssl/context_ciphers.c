/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a context offers to its peers: ciphers, curves, protocols above TLS (ALPN). */
#include "base/memory.h"
#include "modules/_ssl/tls.h"
#include <string.h>

/* ---- ciphers */

Outcome context_set_ciphers(Call *call) {
    Buffer scratch = { 0 };
    if (!is_str(call->args[1]))
        return raise_error(call->task, TypeError, "set_ciphers() argument must be str, not %T",
                           call->args[1]);
    size_t count;
    const char *text = str_peek_utf8(call->args[1], &scratch, &count);
    bool has_null = strlen(text) != count;
    openssl.ERR_clear_error();
    bool is_set = !has_null && openssl.SSL_CTX_set_cipher_list(context_of_self(call)->context, text);
    buffer_clear(&scratch);
    if (has_null) return raise_error(call->task, ValueError, "embedded null character");
    return is_set ? give_none(call) : tls_raise_words(call, "No cipher can be selected.");
}

static Value text_of(const char *text) { return text ? str_new(text) : NONE; }

static Value long_name(int nid) { return nid == NID_undef ? NONE : text_of(openssl.OBJ_nid2ln(nid)); }

static Value cipher_facts(const SSL_CIPHER *cipher) {
    char description[512];
    int bits = 0, strength = openssl.SSL_CIPHER_get_bits(cipher, &bits);
    Dict *facts = dict_new();
    openssl.SSL_CIPHER_description(cipher, description, sizeof description);
    size_t length = strcspn(description, "\n");
    dict_define_text_take(facts, "id", int_from_int64(openssl.SSL_CIPHER_get_id(cipher)));
    dict_define_text_take(facts, "name", text_of(openssl.SSL_CIPHER_get_name(cipher)));
    dict_define_text_take(facts, "protocol", text_of(openssl.SSL_CIPHER_get_version(cipher)));
    dict_define_text_take(facts, "description", str_from_utf8(description, length));
    dict_define_text_take(facts, "strength_bits", int_from_int64(strength));
    dict_define_text_take(facts, "alg_bits", int_from_int64(bits));
    dict_define_text_take(facts, "aead", bool_value(openssl.SSL_CIPHER_is_aead(cipher)));
    dict_define_text_take(facts, "symmetric", long_name(openssl.SSL_CIPHER_get_cipher_nid(cipher)));
    dict_define_text_take(facts, "digest", long_name(openssl.SSL_CIPHER_get_digest_nid(cipher)));
    dict_define_text_take(facts, "kea", long_name(openssl.SSL_CIPHER_get_kx_nid(cipher)));
    dict_define_text_take(facts, "auth", long_name(openssl.SSL_CIPHER_get_auth_nid(cipher)));
    return dict_value(facts);
}

Outcome context_get_ciphers(Call *call) {
    openssl.ERR_clear_error();
    SSL *ssl = openssl.SSL_new(context_of_self(call)->context);
    if (!ssl) return tls_raise(call, 3267);
    const OPENSSL_STACK *all = (const OPENSSL_STACK *)openssl.SSL_get_ciphers(ssl);
    Value list = list_new(0);
    for (int i = 0; i < openssl.OPENSSL_sk_num(all); i++)
        list_add_take(list_of(list), cipher_facts(openssl.OPENSSL_sk_value(all, i)));
    openssl.SSL_free(ssl);
    return give(call, list);
}

/* ---- ALPN */

/* The first of ours that the client has too. No common one is no reason to end the handshake. */
static int select_protocol(SSL *ssl, const unsigned char **out, unsigned char *count,
                           const unsigned char *offered, unsigned offered_count, void *unused) {
    const Context *self = context_of(connection_of_ssl(ssl)->context);
    (void)unused;
    if (!self->protocols_count) return SSL_TLSEXT_ERR_NOACK;
    int result = openssl.SSL_select_next_proto((unsigned char **)(uintptr_t)out, count, self->protocols,
                                               (unsigned)self->protocols_count, offered, offered_count);
    return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

Outcome context_set_alpn(Call *call) {
    Context *self = context_of_self(call);
    const uint8_t *data;
    size_t count;
    if (!arg_bytes(call, 1, &data, &count)) return RAISED;
    if (count > UINT32_MAX)
        return raise_error(call->task, OverflowError, "protocols longer than %u bytes", UINT32_MAX);
    uint8_t *copy = memory_try(count ? count : 1);
    if (!copy) return raise_memory(call->task);
    memcpy(copy, data, count);
    memory_free(self->protocols);
    self->protocols = copy;
    self->protocols_count = count;
    if (openssl.SSL_CTX_set_alpn_protos(self->context, copy, (unsigned)count))
        return raise_memory(call->task);
    openssl.SSL_CTX_set_alpn_select_cb(self->context, select_protocol, NULL);
    return give_none(call);
}

/* ---- curves */

Outcome context_set_ecdh_curve(Call *call) {
    const char *name, *prefix = is_str(call->args[1]) ? "" : "b";
    Outcome outcome = arg_file_name(call, 1, NULL, &name);
    if (outcome != DONE) return outcome;
    int nid = openssl.OBJ_sn2nid(name);
    if (!nid) return raise_error(call->task, ValueError, "unknown elliptic curve name %s'%s'", prefix, name);
    openssl.ERR_clear_error();
    if (!openssl.SSL_CTX_ctrl(context_of_self(call)->context, SSL_CTRL_SET_GROUPS, 1, &nid))
        return tls_raise(call, 4450);
    return give_none(call);
}
