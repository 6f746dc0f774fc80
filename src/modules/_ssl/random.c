/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random bytes, and the names of objects (ASN.1) and of files that OpenSSL knows. */
#include "modules/_ssl/tls.h"
#include <limits.h>
#include <string.h>

/* ---- random bytes */

Outcome ssl_rand_add(Call *call) {
    Buffer scratch = { 0 };
    const uint8_t *data;
    size_t count;
    double entropy;
    if (is_str(call->args[0]))
        data = (const uint8_t *)str_peek_utf8(call->args[0], &scratch, &count);
    else if (!arg_bytes(call, 0, &data, &count))
        return RAISED;
    bool is_number = arg_double(call, 1, &entropy);
    if (is_number) openssl.RAND_add(data, count > INT_MAX ? INT_MAX : (int)count, entropy);
    buffer_clear(&scratch);
    return is_number ? give_none(call) : RAISED;
}

/* args[0] bytes of them. DONE: *bytes, owned. */
static Outcome random_bytes(Call *call, Value *bytes) {
    int count;
    uint8_t *data;
    Outcome outcome = arg_index_int(call, 0, &count);
    if (outcome != DONE) return outcome;
    if (count < 0) return raise_error(call->task, ValueError, "num must be positive");
    *bytes = bytes_new_uninitialised((size_t)count, &data);
    if (is_absent(*bytes)) return raise_memory(call->task);
    openssl.ERR_clear_error();
    if (openssl.RAND_bytes(data, count) == 1) return DONE;
    release(*bytes);
    return tls_raise(call, 5142);
}

Outcome ssl_rand_bytes(Call *call) {
    Value bytes;
    Outcome outcome = random_bytes(call, &bytes);
    return outcome == DONE ? give(call, bytes) : outcome;
}

Outcome ssl_rand_pseudo_bytes(Call *call) {
    Value bytes;
    Outcome outcome = tls_deprecated(call, "ssl.RAND_pseudo_bytes() is deprecated");
    if (outcome == DONE) outcome = random_bytes(call, &bytes);
    return outcome == DONE ? give(call, tuple_pair_take(bytes, TRUE)) : outcome;
}

Outcome ssl_rand_status(Call *call) { return give_bool(call, openssl.RAND_status() == 1); }

/* ---- objects */

/* (number, short name, long name, dotted numbers) */
static Outcome give_object(Call *call, const ASN1_OBJECT *object) {
    char text[128];
    int nid = openssl.OBJ_obj2nid(object), length = openssl.OBJ_obj2txt(text, sizeof text, object, 1);
    if (nid == NID_undef) return raise_error(call->task, ValueError, "Unknown object");
    Value dotted = length > 0 && (size_t)length < sizeof text ? str_from_utf8(text, (size_t)length) : NONE;
    const char *name = openssl.OBJ_nid2sn(nid), *long_name = openssl.OBJ_nid2ln(nid);
    Value items[] = { int_from_int64(nid), name ? str_new(name) : NONE, long_name ? str_new(long_name) : NONE,
                      dotted };
    return give(call, tuple_from_take(items, 4));
}

Outcome ssl_txt2obj(Call *call) {
    Buffer scratch = { 0 };
    if (!is_str(call->args[0]))
        return raise_error(call->task, TypeError, "txt2obj() argument 'txt' must be str, not %T",
                           call->args[0]);
    Outcome outcome = arg_truth(call, 1);
    if (outcome != DONE) return outcome;
    size_t count;
    const char *text = str_peek_utf8(call->args[0], &scratch, &count);
    bool has_null = strlen(text) != count;
    ASN1_OBJECT *object = has_null ? NULL : openssl.OBJ_txt2obj(text, is_same(call->args[1], FALSE));
    buffer_clear(&scratch);
    openssl.ERR_clear_error();
    if (has_null) return raise_error(call->task, ValueError, "embedded null character");
    if (!object) {
        Value name = str_slice(call->args[0], 0, 1, count > 100 ? 100 : str_count(call->args[0]));
        raise_error(call->task, ValueError, "unknown object '%U'", name);
        release(name);
        return RAISED;
    }
    outcome = give_object(call, object);
    openssl.ASN1_OBJECT_free(object);
    return outcome;
}

Outcome ssl_nid2obj(Call *call) {
    int nid;
    Outcome outcome = arg_index_int(call, 0, &nid);
    if (outcome != DONE) return outcome;
    if (nid < 0) return raise_error(call->task, ValueError, "NID must be positive.");
    ASN1_OBJECT *object = openssl.OBJ_nid2obj(nid);
    openssl.ERR_clear_error();
    if (!object) return raise_error(call->task, ValueError, "unknown NID %d", nid);
    outcome = give_object(call, object);
    openssl.ASN1_OBJECT_free(object);
    return outcome;
}

/* ---- places */

Outcome ssl_default_paths(Call *call) {
    Value items[] = { str_new(openssl.X509_get_default_cert_file_env()),
                      str_new(openssl.X509_get_default_cert_file()),
                      str_new(openssl.X509_get_default_cert_dir_env()),
                      str_new(openssl.X509_get_default_cert_dir()) };
    return give(call, tuple_from_take(items, 4));
}
