/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Certificates: as a dict, as bytes, and as the objects of a verified chain. */
#include "modules/_ssl/tls.h"
#include "vm/machine.h"
#include <string.h>

/* ---- as a dict */

/* What was written to the memory BIO, as a str. */
static Value text_of_bio(BIO *bio) {
    char *text;
    long count = openssl.BIO_ctrl(bio, BIO_CTRL_INFO, 0, &text);
    Value str = str_from_utf8(text, (size_t)count);
    openssl.BIO_ctrl(bio, BIO_CTRL_RESET, 0, NULL);
    return str;
}

static void add_texts(Dict *facts, X509 *certificate, BIO *bio) {
    openssl.i2a_ASN1_INTEGER(bio, openssl.X509_get0_serialNumber(certificate));
    dict_define_text_take(facts, "serialNumber", text_of_bio(bio));
    openssl.ASN1_TIME_print(bio, openssl.X509_get0_notBefore(certificate));
    dict_define_text_take(facts, "notBefore", text_of_bio(bio));
    openssl.ASN1_TIME_print(bio, openssl.X509_get0_notAfter(certificate));
    dict_define_text_take(facts, "notAfter", text_of_bio(bio));
}

/* Leaves out what is not there. False: raised, ABSENT. */
static bool add_fact(Dict *facts, const char *name, Value value) {
    if (is_absent(value)) return false;
    if (!is_none(value)) dict_define_text_take(facts, name, value);
    return true;
}

Value certificate_facts(Call *call, X509 *certificate) {
    BIO *bio = openssl.BIO_new(openssl.BIO_s_mem());
    if (!bio) return raise_memory(call->task), ABSENT;
    Dict *facts = dict_new();
    openssl.ERR_clear_error();
    bool is_told =
        add_fact(facts, "subject", certificate_name(call, openssl.X509_get_subject_name(certificate))) &&
        add_fact(facts, "issuer", certificate_name(call, openssl.X509_get_issuer_name(certificate))) &&
        add_fact(facts, "version", int_from_int64(openssl.X509_get_version(certificate) + 1));
    if (is_told) add_texts(facts, certificate, bio);
    is_told = is_told && add_fact(facts, "subjectAltName", certificate_alternatives(call, certificate)) &&
              add_fact(facts, "OCSP", certificate_places(certificate, NID_ad_OCSP)) &&
              add_fact(facts, "caIssuers", certificate_places(certificate, NID_ad_ca_issuers)) &&
              add_fact(facts, "crlDistributionPoints", certificate_crl_points(certificate));
    openssl.BIO_free(bio);
    openssl.ERR_clear_error();
    if (is_told) return dict_value(facts);
    release(dict_value(facts));
    return ABSENT;
}

Value certificate_bytes(Call *call, X509 *certificate) {
    unsigned char *data = NULL;
    openssl.ERR_clear_error();
    int count = openssl.i2d_X509(certificate, &data);
    if (count < 0) return tls_raise(call, 1672), ABSENT;
    Value bytes = bytes_new(data, (size_t)count);
    openssl.CRYPTO_free(data, __FILE__, __LINE__);
    if (is_absent(bytes)) raise_memory(call->task);
    return bytes;
}

/* _test_decode_cert(path) */
Outcome ssl_test_decode(Call *call) {
    const char *path;
    Outcome outcome = arg_file_name(call, 0, NULL, &path);
    if (outcome != DONE) return outcome;
    BIO *file = openssl.BIO_new_file(path, "r");
    if (!file) return tls_raise_words(call, "Can't open file");
    X509 *certificate = openssl.PEM_read_bio_X509(file, NULL, NULL, NULL);
    openssl.BIO_free(file);
    if (!certificate) return tls_raise_words(call, "Error decoding PEM-encoded file");
    Value facts = certificate_facts(call, certificate);
    openssl.X509_free(certificate);
    return is_absent(facts) ? RAISED : give(call, facts);
}

/* ---- as an object */

typedef struct {
    Object object;
    X509 *certificate; /* owned */
} Certificate;

static void certificate_free(Object *object) {
    openssl.X509_free(((Certificate *)object)->certificate);
    object_release_memory(object);
}

static X509 *x509_of(Value value) { return ((Certificate *)object_of(value))->certificate; }

static Verdict certificate_repr(Buffer *out, Value self, int depth) {
    (void)depth;
    BIO *bio = openssl.BIO_new(openssl.BIO_s_mem());
    char *text;
    if (!bio) return YES;
    openssl.X509_NAME_print_ex(bio, openssl.X509_get_subject_name(x509_of(self)), 0, XN_FLAG_RFC2253);
    long count = openssl.BIO_ctrl(bio, BIO_CTRL_INFO, 0, &text);
    buffer_append_text(out, "<_ssl.Certificate '");
    buffer_append(out, text, (size_t)count);
    buffer_append_text(out, "'>");
    openssl.BIO_free(bio);
    return YES;
}

static const Type certificate_type;

static Verdict certificate_equal(Value a, Value b, int depth) {
    (void)depth;
    if (!has_layout(a, &certificate_type) || !has_layout(b, &certificate_type)) return UNSUPPORTED;
    return openssl.X509_cmp(x509_of(a), x509_of(b)) == 0 ? YES : NO;
}

static Verdict certificate_hash(Value self, int64_t *hash, int depth) {
    (void)depth;
    int is_done;
    *hash = (int64_t)openssl.X509_NAME_hash_ex(openssl.X509_get_subject_name(x509_of(self)), NULL, NULL,
                                               &is_done);
    return YES;
}

static const Type certificate_type = {
    .name = "_ssl.Certificate",
    .size = sizeof(Certificate),
    .free = certificate_free,
    .repr = certificate_repr,
    .equal = certificate_equal,
    .hash = certificate_hash,
};

Value certificate_new_take(X509 *certificate) {
    Certificate *self = object_new(&certificate_type, sizeof *self);
    self->certificate = certificate;
    return object_value(self);
}

static Outcome give_text_of(Call *call, X509 *certificate) {
    BIO *bio = openssl.BIO_new(openssl.BIO_s_mem());
    if (!bio) return raise_memory(call->task);
    openssl.PEM_write_bio_X509(bio, certificate);
    Value text = text_of_bio(bio);
    openssl.BIO_free(bio);
    return give(call, text);
}

static Outcome certificate_public_bytes(Call *call) {
    int format;
    Outcome outcome = arg_index_int(call, 1, &format);
    if (outcome != DONE) return outcome;
    if (format == ENCODING_TEXT) return give_text_of(call, x509_of(call->args[0]));
    if (format != ENCODING_DER) return raise_error(call->task, ValueError, "Unsupported format");
    Value bytes = certificate_bytes(call, x509_of(call->args[0]));
    return is_absent(bytes) ? RAISED : give(call, bytes);
}

static Outcome certificate_get_info(Call *call) {
    Value facts = certificate_facts(call, x509_of(call->args[0]));
    return is_absent(facts) ? RAISED : give(call, facts);
}

static const NativeSpec certificate_methods[] = {
    { "public_bytes(self, /, format=1)", certificate_public_bytes, NULL },
    { "get_info(self, /)", certificate_get_info, NULL },
    { 0 },
};

const ClassSpec certificate_class = { .type = &certificate_type,
                                      .module = "_ssl",
                                      .methods = certificate_methods };
