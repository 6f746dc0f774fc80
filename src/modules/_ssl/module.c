/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _ssl: TLS over OpenSSL, for Python's own module ssl. */
#include "modules/_ssl/tls.h"
#include "vm/machine.h"

static const NativeSpec ssl_functions[] = {
    { "RAND_add(string, entropy, /)", ssl_rand_add, NULL },
    { "RAND_bytes(n, /)", ssl_rand_bytes, NULL },
    { "RAND_pseudo_bytes(n, /)", ssl_rand_pseudo_bytes, NULL },
    { "RAND_status()", ssl_rand_status, NULL },
    { "txt2obj(txt, name=False)", ssl_txt2obj, NULL },
    { "nid2obj(nid, /)", ssl_nid2obj, NULL },
    { "get_default_verify_paths()", ssl_default_paths, NULL },
    { "_test_decode_cert(path, /)", ssl_test_decode, NULL },
    { 0 },
};

/* (major, minor, fix, patch, status) */
static Value version_tuple(unsigned long version) {
    Value items[] = { small_int((int64_t)(version >> 28 & 0xf)), small_int((int64_t)(version >> 20 & 0xff)),
                      small_int((int64_t)(version >> 12 & 0xff)), small_int((int64_t)(version >> 4 & 0xff)),
                      small_int((int64_t)(version & 0xf)) };
    return tuple_from_take(items, 5);
}

static bool ssl_init(Machine *machine, Module *module) {
    static const struct {
        const char *name;
        bool is_there;
    } features[] = {
        { "HAS_SNI", true },     { "HAS_TLS_UNIQUE", true }, { "HAS_ECDH", true },    { "HAS_NPN", false },
        { "HAS_ALPN", true },    { "HAS_SSLv2", false },     { "HAS_SSLv3", false },  { "HAS_TLSv1", true },
        { "HAS_TLSv1_1", true }, { "HAS_TLSv1_2", true },    { "HAS_TLSv1_3", true },
    };
    if (!openssl_load()) {
        raise_error(machine->running, ImportError, "libssl.so.3: OpenSSL is not installed");
        return false;
    }
    Dict *dict = module->dict;
    tls_add_exceptions(machine, module);
    for (size_t i = 0; i < sizeof features / sizeof *features; i++)
        dict_define_text_take(dict, features[i].name, bool_value(features[i].is_there));
    unsigned long version = openssl.OpenSSL_version_num();
    dict_define_text_take(dict, "OPENSSL_VERSION_NUMBER", int_from_int64((int64_t)version));
    dict_define_text_take(dict, "OPENSSL_VERSION_INFO", version_tuple(version));
    dict_define_text_take(dict, "OPENSSL_VERSION", str_new(openssl.OpenSSL_version(OPENSSL_VERSION)));
    dict_define_text_take(dict, "_OPENSSL_API_VERSION", version_tuple(OPENSSL_VERSION_NUMBER));
    dict_define_text_take(dict, "_DEFAULT_CIPHERS", str_new("ALL:!COMPLEMENTOFDEFAULT:!eNULL"));
    return true;
}

static const ClassSpec *const ssl_classes[] = { &context_class, &connection_class,  &memory_bio_class,
                                                &session_class, &certificate_class, NULL };

const ModuleSpec _ssl_module = {
    .name = "_ssl",
    .doc = "TLS over OpenSSL.",
    .functions = ssl_functions,
    .ints = ssl_ints,
    .classes = ssl_classes,
    .init = ssl_init,
};
