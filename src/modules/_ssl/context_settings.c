/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The attributes of an SSLContext: what it verifies, which versions it speaks. */
#include "modules/_ssl/tls.h"

/* ---- arguments: what is assigned stands in args[1], ABSENT for del */

static bool is_assigned(Call *call) {
    if (!is_absent(call->args[1])) return true;
    raise_error(call->task, TypeError, "function takes at least one argument");
    return false;
}

static Outcome assigned_int(Call *call, int *number) {
    return is_assigned(call) ? arg_index_int(call, 1, number) : RAISED;
}

/* ---- check_hostname, _host_flags */

Outcome context_check_hostname(Call *call) { return give_bool(call, context_of_self(call)->checks_hostname); }

static int verify_mode(const Context *self) {
    int mode = openssl.SSL_CTX_get_verify_mode(self->context) & ~SSL_VERIFY_CLIENT_ONCE;
    if (!(mode & SSL_VERIFY_PEER)) return CERTIFICATE_NONE;
    return mode & SSL_VERIFY_FAIL_IF_NO_PEER_CERT ? CERTIFICATE_REQUIRED : CERTIFICATE_OPTIONAL;
}

static void set_mode(Context *self, int mode) {
    static const int bits[] = { SSL_VERIFY_NONE, SSL_VERIFY_PEER,
                                SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT };
    openssl.SSL_CTX_set_verify(self->context, bits[mode], NULL);
}

Outcome context_set_check_hostname(Call *call) {
    Context *self = context_of_self(call);
    if (!is_assigned(call)) return RAISED;
    Outcome outcome = arg_truth(call, 1);
    if (outcome != DONE) return outcome;
    self->checks_hostname = is_same(call->args[1], TRUE);
    if (self->checks_hostname && verify_mode(self) == CERTIFICATE_NONE) set_mode(self, CERTIFICATE_REQUIRED);
    return give_none(call);
}

Outcome context_host_flags(Call *call) { return give_int(call, context_of_self(call)->host_flags); }

Outcome context_set_host_flags(Call *call) {
    int flags;
    Context *self = context_of_self(call);
    Outcome outcome = assigned_int(call, &flags);
    if (outcome != DONE) return outcome;
    self->host_flags = (unsigned)flags;
    openssl.X509_VERIFY_PARAM_set_hostflags(openssl.SSL_CTX_get0_param(self->context), self->host_flags);
    return give_none(call);
}

/* ---- verify_mode, verify_flags */

Outcome context_verify_mode(Call *call) { return give_int(call, verify_mode(context_of_self(call))); }

Outcome context_set_verify_mode(Call *call) {
    int mode;
    Context *self = context_of_self(call);
    Outcome outcome = assigned_int(call, &mode);
    if (outcome != DONE) return outcome;
    if (mode == CERTIFICATE_NONE && self->checks_hostname)
        return raise_error(call->task, ValueError,
                           "Cannot set verify_mode to CERT_NONE when check_hostname is enabled.");
    if (mode < CERTIFICATE_NONE || mode > CERTIFICATE_REQUIRED)
        return raise_error(call->task, ValueError, "invalid value for verify_mode");
    set_mode(self, mode);
    return give_none(call);
}

Outcome context_verify_flags(Call *call) {
    X509_VERIFY_PARAM *checks = openssl.SSL_CTX_get0_param(context_of_self(call)->context);
    return give_int(call, (int64_t)openssl.X509_VERIFY_PARAM_get_flags(checks));
}

Outcome context_set_verify_flags(Call *call) {
    int64_t wide;
    if (!is_assigned(call)) return RAISED;
    if (!is_int(call->args[1]))
        return raise_error(call->task, TypeError, "argument must be int, not %T", call->args[1]);
    if (!arg_int64(call, 1, &wide)) return RAISED;
    X509_VERIFY_PARAM *checks = openssl.SSL_CTX_get0_param(context_of_self(call)->context);
    unsigned long wanted = (unsigned long)wide, there = openssl.X509_VERIFY_PARAM_get_flags(checks);
    openssl.ERR_clear_error();
    if (there & ~wanted && !openssl.X509_VERIFY_PARAM_clear_flags(checks, there & ~wanted))
        return tls_raise(call, 3452);
    if (wanted & ~there && !openssl.X509_VERIFY_PARAM_set_flags(checks, wanted & ~there))
        return tls_raise(call, 3458);
    return give_none(call);
}

/* ---- options */

Outcome context_options(Call *call) {
    return give_int(call, (int64_t)openssl.SSL_CTX_get_options(context_of_self(call)->context));
}

Outcome context_set_options(Call *call) {
    static const uint64_t versions =
        SSL_OP_NO_SSLv3 | SSL_OP_NO_TLSv1 | SSL_OP_NO_TLSv1_1 | SSL_OP_NO_TLSv1_2 | SSL_OP_NO_TLSv1_3;
    int64_t wide;
    SSL_CTX *context = context_of_self(call)->context;
    Outcome outcome = is_assigned(call) ? arg_integer(call, 1) : RAISED;
    if (outcome != DONE) return outcome;
    if (!arg_int64(call, 1, &wide)) return RAISED;
    uint64_t wanted = (uint64_t)wide, there = openssl.SSL_CTX_get_options(context);
    if (wanted & ~there & versions)
        outcome = tls_deprecated(call, "ssl.OP_NO_SSL*/ssl.OP_NO_TLS* options are deprecated");
    if (outcome != DONE) return outcome;
    openssl.SSL_CTX_clear_options(context, there & ~wanted);
    openssl.SSL_CTX_set_options(context, wanted & ~there);
    return give_none(call);
}

/* ---- minimum_version, maximum_version */

static const struct {
    int version;
    const char *deprecated; /* NULL: it is not */
} versions[] = {
    { VERSION_LEAST, NULL },
    { VERSION_MOST, NULL },
    { SSL3_VERSION, "ssl.TLSVersion.SSLv3 is deprecated" },
    { TLS1_VERSION, "ssl.TLSVersion.TLSv1 is deprecated" },
    { TLS1_1_VERSION, "ssl.TLSVersion.TLSv1_1 is deprecated" },
    { TLS1_2_VERSION, NULL },
    { TLS1_3_VERSION, NULL },
};

static Outcome give_version(Call *call, int command, int of_none) {
    long version = openssl.SSL_CTX_ctrl(context_of_self(call)->context, command, 0, NULL);
    return give_int(call, version ? version : of_none);
}

Outcome context_minimum(Call *call) {
    return give_version(call, SSL_CTRL_GET_MIN_PROTO_VERSION, VERSION_LEAST);
}
Outcome context_maximum(Call *call) {
    return give_version(call, SSL_CTRL_GET_MAX_PROTO_VERSION, VERSION_MOST);
}

static Outcome set_version(Call *call, int command, long least, long most) {
    int version;
    size_t row = 0;
    const Context *self = context_of_self(call);
    Outcome outcome = assigned_int(call, &version);
    if (outcome != DONE) return outcome;
    if (self->protocol != PROTOCOL_TLS && self->protocol < PROTOCOL_CLIENT)
        return raise_error(call->task, ValueError,
                           "The context's protocol doesn't support modification of highest and lowest "
                           "version.");
    while (row < sizeof versions / sizeof *versions && versions[row].version != version) row++;
    if (row == sizeof versions / sizeof *versions)
        return raise_error(call->task, ValueError, "Unsupported TLS/SSL version 0x%x", (unsigned)version);
    if (versions[row].deprecated) outcome = tls_deprecated(call, versions[row].deprecated);
    if (outcome != DONE) return outcome;
    long number = version == VERSION_LEAST ? least : version == VERSION_MOST ? most : version;
    if (!openssl.SSL_CTX_ctrl(self->context, command, number, NULL))
        return raise_error(call->task, ValueError, "Unsupported protocol version 0x%x", (unsigned)number);
    return give_none(call);
}

Outcome context_set_minimum(Call *call) {
    return set_version(call, SSL_CTRL_SET_MIN_PROTO_VERSION, 0, TLS1_3_VERSION);
}
Outcome context_set_maximum(Call *call) {
    return set_version(call, SSL_CTRL_SET_MAX_PROTO_VERSION, TLS1_VERSION, 0);
}

/* ---- the rest */

Outcome context_num_tickets(Call *call) {
    return give_int(call, (int64_t)openssl.SSL_CTX_get_num_tickets(context_of_self(call)->context));
}

Outcome context_set_num_tickets(Call *call) {
    int64_t count;
    const Context *self = context_of_self(call);
    Outcome outcome = is_assigned(call) ? arg_integer(call, 1) : RAISED;
    if (outcome != DONE) return outcome;
    if (!arg_int64(call, 1, &count)) return RAISED;
    if (count < 0) return raise_error(call->task, ValueError, "value must be non-negative");
    if (self->protocol != PROTOCOL_SERVER)
        return raise_error(call->task, ValueError, "SSLContext is not a server context.");
    if (!openssl.SSL_CTX_set_num_tickets(self->context, (size_t)count))
        return raise_error(call->task, ValueError, "failed to set num tickets.");
    return give_none(call);
}

Outcome context_asks_later(Call *call) { return give_bool(call, context_of_self(call)->asks_later); }

Outcome context_set_asks_later(Call *call) {
    if (is_absent(call->args[1])) return raise_error(call->task, AttributeError, "cannot delete attribute");
    Outcome outcome = arg_truth(call, 1);
    if (outcome != DONE) return outcome;
    context_of_self(call)->asks_later = is_same(call->args[1], TRUE);
    return give_none(call);
}

Outcome context_protocol(Call *call) { return give_int(call, context_of_self(call)->protocol); }

Outcome context_security_level(Call *call) {
    return give_int(call, openssl.SSL_CTX_get_security_level(context_of_self(call)->context));
}
