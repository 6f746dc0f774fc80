/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _throwaway: an authority and a certificate that it has signed, made on the spot, for lessons and tests. */
#include "base/memory.h"
#include "modules/_ssl/library.h"
#include "value/tuple.h"
#include "vm/machine.h"

enum { MAKE_NAMES, MAKE_DAYS };
enum { SERIAL_BITS = 63, HOUR = 3600, DAY = 24 * HOUR };

/* Who signs: itself, where both are the same. */
typedef struct {
    X509 *certificate;
    EVP_PKEY *key;
} Pair;

static void pair_clear(Pair *pair) {
    openssl.X509_free(pair->certificate);
    openssl.EVP_PKEY_free(pair->key);
}

static bool add_extension(X509 *certificate, X509 *issuer, int nid, const char *value) {
    X509V3_CTX context = { 0 };
    openssl.X509V3_set_ctx(&context, issuer, certificate, NULL, NULL, 0);
    X509_EXTENSION *extension = openssl.X509V3_EXT_conf_nid(NULL, &context, nid, value);
    bool is_added = extension && openssl.X509_add_ext(certificate, extension, -1);
    openssl.X509_EXTENSION_free(extension);
    return is_added;
}

static bool set_serial(X509 *certificate) {
    uint8_t bytes[8];
    uint64_t number = 0;
    if (openssl.RAND_bytes(bytes, sizeof bytes) != 1) return false;
    for (size_t i = 0; i < sizeof bytes; i++) number = number << 8 | bytes[i];
    return openssl.ASN1_INTEGER_set_uint64(openssl.X509_get_serialNumber(certificate),
                                           number >> (64 - SERIAL_BITS));
}

/* It was valid an hour ago: clocks differ. */
static bool set_times(X509 *certificate, long days) {
    return openssl.X509_gmtime_adj(openssl.X509_getm_notBefore(certificate), -HOUR) &&
           openssl.X509_gmtime_adj(openssl.X509_getm_notAfter(certificate), days * DAY);
}

static bool set_name(X509 *certificate, const char *name) {
    X509_NAME *subject = openssl.X509_get_subject_name(certificate);
    return openssl.X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, (const unsigned char *)name, -1,
                                              -1, 0);
}

/* With a key of its own, without what tells its use and without a signature. */
static bool begin(Pair *pair, const char *name, long days) {
    pair->key = openssl.EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
    pair->certificate = openssl.X509_new();
    return pair->key && pair->certificate && openssl.X509_set_version(pair->certificate, 2) &&
           set_serial(pair->certificate) && set_times(pair->certificate, days) &&
           set_name(pair->certificate, name) && openssl.X509_set_pubkey(pair->certificate, pair->key);
}

static bool sign(X509 *certificate, const Pair *issuer) {
    return add_extension(certificate, issuer->certificate, NID_subject_key_identifier, "hash") &&
           openssl.X509_set_issuer_name(certificate, openssl.X509_get_subject_name(issuer->certificate)) &&
           openssl.X509_sign(certificate, issuer->key, openssl.EVP_sha256());
}

static bool make_authority(Pair *pair, long days) {
    return begin(pair, "Throwaway Authority", days) &&
           add_extension(pair->certificate, pair->certificate, NID_basic_constraints, "critical,CA:TRUE") &&
           add_extension(pair->certificate, pair->certificate, NID_key_usage,
                         "critical,keyCertSign,cRLSign") &&
           sign(pair->certificate, pair);
}

/* For servers and for clients. names: "DNS:localhost,IP:127.0.0.1". */
static bool make_leaf(Pair *pair, const Pair *issuer, const char *name, const char *names, long days) {
    return begin(pair, name, days) &&
           add_extension(pair->certificate, issuer->certificate, NID_subject_alt_name, names) &&
           add_extension(pair->certificate, issuer->certificate, NID_basic_constraints, "CA:FALSE") &&
           add_extension(pair->certificate, issuer->certificate, NID_ext_key_usage,
                         "serverAuth,clientAuth") &&
           add_extension(pair->certificate, issuer->certificate, NID_authority_key_identifier, "keyid") &&
           sign(pair->certificate, issuer);
}

/* What `write` puts into a BIO, as a str; ABSENT: it could not. */
static Value text_of(BIO *bio, bool is_written) {
    char *text;
    long count = openssl.BIO_ctrl(bio, BIO_CTRL_INFO, 0, &text);
    Value str = is_written ? str_from_utf8(text, (size_t)count) : ABSENT;
    openssl.BIO_free(bio);
    return str;
}

static Value certificate_text(X509 *certificate) {
    BIO *bio = openssl.BIO_new(openssl.BIO_s_mem());
    return bio ? text_of(bio, openssl.PEM_write_bio_X509(bio, certificate)) : ABSENT;
}

static Value key_text(EVP_PKEY *key) {
    BIO *bio = openssl.BIO_new(openssl.BIO_s_mem());
    return bio ? text_of(bio, openssl.PEM_write_bio_PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL)) : ABSENT;
}

static void append_name(Buffer *names, const char *name) {
    ASN1_OCTET_STRING *address = openssl.a2i_IPADDRESS(name);
    buffer_append_format(names, "%s%s:%s", names->count ? "," : "", address ? "IP" : "DNS", name);
    openssl.ASN1_OCTET_STRING_free(address);
}

/* make(names, days): names are a tuple of str in ASCII, checked by who calls. */
static Outcome throwaway_make(Call *call) {
    const Tuple *names = tuple_of(call->args[MAKE_NAMES]);
    Pair authority = { 0 }, leaf = { 0 };
    Buffer list = { 0 };
    int days;
    if (!arg_int(call, MAKE_DAYS, &days)) return RAISED;
    for (size_t i = 0; i < names->count; i++) append_name(&list, str_peek_ascii(names->items[i]));
    bool is_made = make_authority(&authority, days) &&
                   make_leaf(&leaf, &authority, str_peek_ascii(names->items[0]), buffer_text(&list), days);
    Value texts[] = { is_made ? certificate_text(leaf.certificate) : ABSENT,
                      is_made ? key_text(leaf.key) : ABSENT,
                      is_made ? certificate_text(authority.certificate) : ABSENT };
    pair_clear(&leaf);
    pair_clear(&authority);
    buffer_clear(&list);
    openssl.ERR_clear_error();
    if (!is_absent(texts[0]) && !is_absent(texts[1]) && !is_absent(texts[2]))
        return give(call, tuple_from_take(texts, 3));
    for (size_t i = 0; i < 3; i++) release(texts[i]);
    return raise_error(call->task, ValueError, "no certificate can be made for this name");
}

static const NativeSpec throwaway_functions[] = {
    { "make(names, days, /)", throwaway_make, NULL },
    { 0 },
};

static bool throwaway_init(Machine *machine, Module *module) {
    (void)module;
    if (openssl_load()) return true;
    raise_error(machine->running, ImportError, "libssl.so.3: OpenSSL is not installed");
    return false;
}

const ModuleSpec _throwaway_module = {
    .name = "_throwaway",
    .doc = "Certificates made on the spot, for lessons and tests.",
    .functions = throwaway_functions,
    .init = throwaway_init,
};
