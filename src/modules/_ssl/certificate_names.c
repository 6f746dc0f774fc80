/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names in a certificate, as getpeercert() tells them: whose it is, what else it is valid for, where its
 * issuer tells more. */
#include "modules/_ssl/tls.h"
#include <string.h>

/* ---- distinguished names: (((name, value), ...), ...) */

static Value object_text(const ASN1_OBJECT *object) {
    char text[256];
    int length = openssl.OBJ_obj2txt(text, sizeof text, object, 0);
    return length < 0 ? ABSENT : str_from_utf8(text, strnlen(text, sizeof text - 1));
}

/* ABSENT: raised. */
static Value attribute(Call *call, const X509_NAME_ENTRY *entry) {
    unsigned char *text;
    Value name = object_text(openssl.X509_NAME_ENTRY_get_object(entry));
    int length = openssl.ASN1_STRING_to_UTF8(&text, openssl.X509_NAME_ENTRY_get_data(entry));
    if (is_absent(name) || length < 0) {
        release(name);
        tls_raise(call, 1219);
        return ABSENT;
    }
    Value value = str_from_utf8((const char *)text, (size_t)length);
    openssl.CRYPTO_free(text, __FILE__, __LINE__);
    return tuple_pair_take(name, value);
}

static Value tuple_of_list_take(Value list) {
    Value tuple = tuple_from(list_of(list)->items, list_of(list)->count);
    release(list);
    return tuple;
}

Value certificate_name(Call *call, const X509_NAME *name) {
    Value parts = list_new(0), part = list_new(0);
    int set = -1;
    for (int i = 0; i < openssl.X509_NAME_entry_count(name); i++) {
        const X509_NAME_ENTRY *entry = openssl.X509_NAME_get_entry(name, i);
        if (set >= 0 && set != openssl.X509_NAME_ENTRY_set(entry)) {
            list_add_take(list_of(parts), tuple_of_list_take(part));
            part = list_new(0);
        }
        set = openssl.X509_NAME_ENTRY_set(entry);
        Value pair = attribute(call, entry);
        if (is_absent(pair)) return release(part), release(parts), ABSENT;
        list_add_take(list_of(part), pair);
    }
    if (list_of(part)->count)
        list_add_take(list_of(parts), tuple_of_list_take(part));
    else
        release(part);
    return tuple_of_list_take(parts);
}

/* ---- alternative names */

static Value text_of_string(const ASN1_STRING *string) {
    return str_from_utf8((const char *)openssl.ASN1_STRING_get0_data(string),
                         (size_t)openssl.ASN1_STRING_length(string));
}

static Value named(const char *kind, Value value) { return tuple_pair_take(str_new(kind), value); }

static Value address_text(const ASN1_STRING *string) {
    const unsigned char *ip = openssl.ASN1_STRING_get0_data(string);
    Buffer out = { 0 };
    switch (openssl.ASN1_STRING_length(string)) {
    case 4: return str_format("%d.%d.%d.%d", ip[0], ip[1], ip[2], ip[3]);
    case 16:
        for (int i = 0; i < 16; i += 2) buffer_append_format(&out, i ? ":%X" : "%X", ip[i] << 8 | ip[i + 1]);
        return str_from_buffer_take(&out);
    default: return str_new("<invalid length>");
    }
}

/* As OpenSSL prints it: "kind:value". */
static Value printed(Call *call, const GENERAL_NAME *name) {
    BIO *bio = openssl.BIO_new(openssl.BIO_s_mem());
    if (!bio) return raise_memory(call->task), ABSENT;
    openssl.GENERAL_NAME_print(bio, (GENERAL_NAME *)(uintptr_t)name);
    char *text;
    size_t count = (size_t)openssl.BIO_ctrl(bio, BIO_CTRL_INFO, 0, &text);
    const char *colon = memchr(text, ':', count);
    Value pair = ABSENT;
    if (colon) {
        size_t kind = (size_t)(colon - text);
        pair = tuple_pair_take(str_from_utf8(text, kind), str_from_utf8(colon + 1, count - kind - 1));
    } else {
        raise_error(call->task, ValueError, "Invalid value %.*s", (int)count, text);
    }
    openssl.BIO_free(bio);
    return pair;
}

/* ABSENT: raised. */
static Value alternative(Call *call, const GENERAL_NAME *name) {
    switch (name->type) {
    case GEN_DIRNAME: {
        Value value = certificate_name(call, name->d.dirn);
        return is_absent(value) ? ABSENT : named("DirName", value);
    }
    case GEN_EMAIL: return named("email", text_of_string(name->d.ia5));
    case GEN_DNS: return named("DNS", text_of_string(name->d.ia5));
    case GEN_URI: return named("URI", text_of_string(name->d.ia5));
    case GEN_RID: return named("Registered ID", object_text(name->d.rid));
    case GEN_IPADD: return named("IP Address", address_text(name->d.ip));
    default: return printed(call, name);
    }
}

Value certificate_alternatives(Call *call, X509 *certificate) {
    GENERAL_NAMES *names = openssl.X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
    if (!names) return NONE;
    const OPENSSL_STACK *all = (const OPENSSL_STACK *)names;
    Value list = list_new(0);
    for (int i = 0; i < openssl.OPENSSL_sk_num(all) && !is_absent(list); i++) {
        Value item = alternative(call, openssl.OPENSSL_sk_value(all, i));
        if (is_absent(item))
            replace_take(&list, ABSENT);
        else
            list_add_take(list_of(list), item);
    }
    openssl.GENERAL_NAMES_free(names);
    return is_absent(list) ? ABSENT : tuple_of_list_take(list);
}

/* ---- where more is told */

/* None when there are none; takes the list. */
static Value places_take(Value list) {
    if (list_of(list)->count) return tuple_of_list_take(list);
    release(list);
    return NONE;
}

static void add_uri(Value list, const GENERAL_NAME *name) {
    if (name->type == GEN_URI)
        list_add_take(list_of(list), text_of_string(name->d.uniformResourceIdentifier));
}

Value certificate_places(X509 *certificate, int nid) {
    AUTHORITY_INFO_ACCESS *info = openssl.X509_get_ext_d2i(certificate, NID_info_access, NULL, NULL);
    if (!info) return NONE;
    const OPENSSL_STACK *all = (const OPENSSL_STACK *)info;
    Value list = list_new(0);
    for (int i = 0; i < openssl.OPENSSL_sk_num(all); i++) {
        const ACCESS_DESCRIPTION *one = openssl.OPENSSL_sk_value(all, i);
        if (openssl.OBJ_obj2nid(one->method) == nid) add_uri(list, one->location);
    }
    openssl.AUTHORITY_INFO_ACCESS_free(info);
    return places_take(list);
}

Value certificate_crl_points(X509 *certificate) {
    CRL_DIST_POINTS *points = openssl.X509_get_ext_d2i(certificate, NID_crl_distribution_points, NULL, NULL);
    if (!points) return NONE;
    const OPENSSL_STACK *all = (const OPENSSL_STACK *)points;
    Value list = list_new(0);
    for (int i = 0; i < openssl.OPENSSL_sk_num(all); i++) {
        const DIST_POINT *point = openssl.OPENSSL_sk_value(all, i);
        if (!point->distpoint || point->distpoint->type != 0) continue; /* a name relative to the issuer's */
        const OPENSSL_STACK *names = (const OPENSSL_STACK *)point->distpoint->name.fullname;
        for (int k = 0; k < openssl.OPENSSL_sk_num(names); k++)
            add_uri(list, openssl.OPENSSL_sk_value(names, k));
    }
    openssl.CRL_DIST_POINTS_free(points);
    return places_take(list);
}
