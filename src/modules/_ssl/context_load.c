/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a context loads: its own certificate and key, and the authorities that it trusts. */
#include "modules/_ssl/tls.h"
#include <errno.h>
#include <limits.h>
#include <string.h>

/* errno tells best what is wrong with a file. */
static Outcome raise_load(Call *call, int number, int line) {
    if (!number) return tls_raise(call, line);
    openssl.ERR_clear_error();
    return raise_errno(call->task, number);
}

/* ---- load_cert_chain */

enum { CHAIN_SELF, CHAIN_CERTIFICATE, CHAIN_KEY, CHAIN_PASSWORD };
enum { STEP_PASSWORD = 1 };

/* What OpenSSL asks for when a key is locked. */
typedef struct {
    const uint8_t *bytes; /* NULL: not known */
    size_t count;
    bool is_asked;
    size_t most; /* of bytes, when it was too long; else 0 */
} Password;

static int give_password(char *out, int size, int writes, void *of) {
    Password *password = of;
    (void)writes;
    password->is_asked = true;
    if (!password->bytes) return -1;
    if (password->count > (size_t)size) {
        password->most = (size_t)size;
        return -1;
    }
    memcpy(out, password->bytes, password->count);
    return (int)password->count;
}

/* Its bytes, for as long as args[CHAIN_PASSWORD] is. False: raised. */
static bool read_password(Call *call, Password *password) {
    Value *given = &call->args[CHAIN_PASSWORD];
    bool is_callers = call->step == STEP_PASSWORD;
    if (is_none(*given) || (!is_callers && value_is_callable(call_machine(call), *given))) return true;
    if (is_str(*given)) {
        Buffer scratch = { 0 };
        size_t count;
        const char *text = str_peek_utf8(*given, &scratch, &count);
        Value bytes = bytes_new(text, count);
        buffer_clear(&scratch);
        replace_take(given, bytes);
    }
    if ((is_bytes(*given) || is_bytearray(*given)) && bytes_peek(*given, &password->bytes, &password->count))
        return true;
    raise_error(call->task, TypeError, "%s",
                is_callers ? "password callback must return a string"
                           : "password should be a string or callable");
    return false;
}

typedef enum { LOAD_DONE, LOAD_CERTIFICATE, LOAD_KEY, LOAD_CHECK } LoadProblem;

static LoadProblem load_chain(SSL_CTX *context, const char *certificate, const char *key,
                              Password *password) {
    LoadProblem problem = LOAD_DONE;
    openssl.SSL_CTX_set_default_passwd_cb(context, give_password);
    openssl.SSL_CTX_set_default_passwd_cb_userdata(context, password);
    openssl.ERR_clear_error();
    errno = 0;
    if (openssl.SSL_CTX_use_certificate_chain_file(context, certificate) != 1)
        problem = LOAD_CERTIFICATE;
    else if (errno = 0, openssl.SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) != 1)
        problem = LOAD_KEY;
    else if (openssl.SSL_CTX_check_private_key(context) != 1)
        problem = LOAD_CHECK;
    openssl.SSL_CTX_set_default_passwd_cb(context, NULL);
    openssl.SSL_CTX_set_default_passwd_cb_userdata(context, NULL);
    return problem;
}

static Outcome chain_failed(Call *call, LoadProblem problem, const Password *password, int number) {
    if (password->most) {
        openssl.ERR_clear_error();
        return raise_error(call->task, ValueError, "password cannot be longer than %zu bytes",
                           password->most);
    }
    if (problem == LOAD_CHECK) return tls_raise(call, 3908);
    return raise_load(call, password->is_asked ? 0 : number, problem == LOAD_CERTIFICATE ? 3877 : 3898);
}

/* A program's function is asked only if the key is locked, and all is loaded once more with its answer. */
Outcome context_load_cert_chain(Call *call) {
    const char *certificate, *key;
    Password password = { 0 };
    if (call->step == STEP_PASSWORD) replace_take(&call->args[CHAIN_PASSWORD], take_result(call));
    Outcome outcome = arg_file_name(call, CHAIN_CERTIFICATE, "certfile", &certificate);
    key = certificate;
    if (outcome == DONE && arg_is_given(call, CHAIN_KEY))
        outcome = arg_file_name(call, CHAIN_KEY, "keyfile", &key);
    if (outcome != DONE) return outcome;
    if (!read_password(call, &password)) return RAISED;
    LoadProblem problem = load_chain(context_of_self(call)->context, certificate, key, &password);
    int number = errno;
    bool has_function = !password.bytes && !is_none(call->args[CHAIN_PASSWORD]);
    if (problem && password.is_asked && has_function) {
        openssl.ERR_clear_error();
        call->step = STEP_PASSWORD;
        return call_value(call, call->args[CHAIN_PASSWORD], 0, NULL);
    }
    return problem ? chain_failed(call, problem, &password, number) : give_none(call);
}

/* ---- load_verify_locations */

enum { TRUST_SELF, TRUST_FILE, TRUST_FOLDER, TRUST_DATA };

static bool is_error(unsigned long code, int library, int reason) {
    return ERR_GET_LIB(code) == library && ERR_GET_REASON(code) == reason;
}

/* Adds every certificate of it. False: raised. */
static bool trust_all(Call *call, SSL_CTX *context, BIO *bio, bool is_text) {
    X509_STORE *store = openssl.SSL_CTX_get_cert_store(context);
    int count = 0;
    bool is_added = true;
    openssl.ERR_clear_error();
    while (is_added) {
        X509 *certificate =
            is_text ? openssl.PEM_read_bio_X509(bio, NULL, NULL, NULL) : openssl.d2i_X509_bio(bio, NULL);
        if (!certificate) break;
        is_added = openssl.X509_STORE_add_cert(store, certificate);
        openssl.X509_free(certificate);
        count += is_added;
    }
    unsigned long code = openssl.ERR_peek_last_error();
    const char *words = is_text ? "no start line: cadata does not contain a certificate"
                                : "not enough data: cadata does not contain a certificate";
    bool is_end = is_text ? is_error(code, ERR_LIB_PEM, PEM_R_NO_START_LINE)
                          : is_error(code, ERR_LIB_ASN1, ASN1_R_HEADER_TOO_LONG);
    if (!count) return tls_raise_text(call, 0, words, 3992), false;
    if (code && !is_end) return tls_raise(call, 4007), false;
    openssl.ERR_clear_error();
    return true;
}

static bool trust_data(Call *call, SSL_CTX *context) {
    Value given = call->args[TRUST_DATA];
    bool is_text = is_str(given);
    const uint8_t *data;
    size_t count;
    if (is_text && str_of(given)->is_ascii) {
        data = (const uint8_t *)str_peek_ascii(given);
        count = str_count(given);
    } else if (is_text || !bytes_peek(given, &data, &count)) {
        raise_error(call->task, TypeError, "cadata should be an ASCII string or a bytes-like object");
        return false;
    }
    if (!count) return raise_error(call->task, ValueError, "Empty certificate data"), false;
    if (count > INT_MAX)
        return raise_error(call->task, OverflowError, "Certificate data is too long."), false;
    BIO *bio = openssl.BIO_new_mem_buf(data, (int)count);
    if (!bio) return raise_memory(call->task), false;
    bool is_done = trust_all(call, context, bio, is_text);
    openssl.BIO_free(bio);
    return is_done;
}

Outcome context_load_verify_locations(Call *call) {
    SSL_CTX *context = context_of_self(call)->context;
    const char *file = NULL, *folder = NULL;
    Outcome outcome = DONE;
    bool has_data = arg_is_given(call, TRUST_DATA);
    if (!arg_is_given(call, TRUST_FILE) && !arg_is_given(call, TRUST_FOLDER) && !has_data)
        return raise_error(call->task, TypeError, "cafile, capath and cadata cannot be all omitted");
    if (arg_is_given(call, TRUST_FILE)) outcome = arg_file_name(call, TRUST_FILE, "cafile", &file);
    if (outcome == DONE && arg_is_given(call, TRUST_FOLDER))
        outcome = arg_file_name(call, TRUST_FOLDER, "capath", &folder);
    if (outcome != DONE) return outcome;
    if (has_data && !trust_data(call, context)) return RAISED;
    if (!file && !folder) return give_none(call);
    openssl.ERR_clear_error();
    errno = 0;
    if (openssl.SSL_CTX_load_verify_locations(context, file, folder) != 1)
        return raise_load(call, errno, 4126);
    return give_none(call);
}

Outcome context_set_default_verify_paths(Call *call) {
    openssl.ERR_clear_error();
    if (!openssl.SSL_CTX_set_default_verify_paths(context_of_self(call)->context))
        return tls_raise(call, 4322);
    return give_none(call);
}

/* ---- load_dh_params */

Outcome context_load_dh_params(Call *call) {
    const char *path;
    Outcome outcome = arg_file_name(call, 1, NULL, &path);
    if (outcome != DONE) return outcome;
    openssl.ERR_clear_error();
    errno = 0;
    BIO *file = openssl.BIO_new_file(path, "r");
    if (!file) {
        int number = errno;
        Value name = str_from_utf8(path, strlen(path));
        openssl.ERR_clear_error();
        raise_errno_of(call->task, number, name);
        release(name);
        return RAISED;
    }
    DH *group = openssl.PEM_read_bio_DHparams(file, NULL, NULL, NULL);
    openssl.BIO_free(file);
    if (!group) return tls_raise(call, 4174);
    bool is_set = openssl.SSL_CTX_ctrl(context_of_self(call)->context, SSL_CTRL_SET_TMP_DH, 0, group);
    openssl.DH_free(group);
    return is_set ? give_none(call) : tls_raise(call, 4178);
}

/* ---- what is trusted */

Outcome context_cert_store_stats(Call *call) {
    X509_STORE *store = openssl.SSL_CTX_get_cert_store(context_of_self(call)->context);
    const OPENSSL_STACK *all = (const OPENSSL_STACK *)openssl.X509_STORE_get0_objects(store);
    int64_t certificates = 0, authorities = 0, revocations = 0;
    for (int i = 0; i < openssl.OPENSSL_sk_num(all); i++) {
        const X509_OBJECT *object = openssl.OPENSSL_sk_value(all, i);
        X509_LOOKUP_TYPE type = openssl.X509_OBJECT_get_type(object);
        certificates += type == X509_LU_X509;
        revocations += type == X509_LU_CRL;
        if (type == X509_LU_X509)
            authorities += openssl.X509_check_ca(openssl.X509_OBJECT_get0_X509(object)) != 0;
    }
    Dict *stats = dict_new();
    dict_define_text_take(stats, "x509", int_from_int64(certificates));
    dict_define_text_take(stats, "crl", int_from_int64(revocations));
    dict_define_text_take(stats, "x509_ca", int_from_int64(authorities));
    return give(call, dict_value(stats));
}

Outcome context_get_ca_certs(Call *call) {
    Outcome outcome = arg_truth(call, 1);
    if (outcome != DONE) return outcome;
    bool as_bytes = is_same(call->args[1], TRUE);
    X509_STORE *store = openssl.SSL_CTX_get_cert_store(context_of_self(call)->context);
    const OPENSSL_STACK *all = (const OPENSSL_STACK *)openssl.X509_STORE_get0_objects(store);
    Value list = list_new(0);
    for (int i = 0; i < openssl.OPENSSL_sk_num(all); i++) {
        const X509_OBJECT *object = openssl.OPENSSL_sk_value(all, i);
        X509 *certificate = openssl.X509_OBJECT_get0_X509(object); /* NULL: it is something else */
        if (!certificate || !openssl.X509_check_ca(certificate)) continue;
        Value item = as_bytes ? certificate_bytes(call, certificate) : certificate_facts(call, certificate);
        if (is_absent(item)) return release(list), RAISED;
        list_add_take(list_of(list), item);
    }
    return give(call, list);
}
