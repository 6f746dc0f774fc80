/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SSLError and its kin, and how what OpenSSL says becomes one. */
#include "base/retry.h"
#include "modules/_ssl/tls.h"
#include "vm/builtin.h"
#include "vm/raise.h"
#include <ctype.h>
#include <errno.h>
#include <string.h>

/* ---- the classes */

typedef struct TlsException {
    const char *name, *doc;
    const struct TlsException *parent; /* NULL: OSError */
    bool is_value_error;
} TlsException;

static const TlsException base_error = { "SSLError", "An error of OpenSSL.", NULL, false };
static const TlsException other_errors[] = {
    { "SSLZeroReturnError", "The connection was closed cleanly.", &base_error, false },
    { "SSLWantReadError", "More must be read before the call can do its work.", &base_error, false },
    { "SSLWantWriteError", "More must be written before the call can do its work.", &base_error, false },
    { "SSLSyscallError", "A system call failed.", &base_error, false },
    { "SSLEOFError", "The connection was cut off.", &base_error, false },
    { "SSLCertVerificationError", "The peer's certificate is not trusted.", &base_error, true },
};
enum { ERROR_ZERO_RETURN, ERROR_WANT_READ, ERROR_WANT_WRITE, ERROR_SYSCALL, ERROR_EOF, ERROR_VERIFICATION };
enum { OTHER_ERRORS = sizeof other_errors / sizeof *other_errors };

/* OSError's own text begins with the number. */
static Outcome error_str(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    const ExceptionObject *self = exception_of(call->args[0]);
    Value text = self->fields[1];
    if (!is_absent(text) && is_str(text)) return give(call, retain(text));
    replace_take(&call->args[0], retain(self->arguments));
    Outcome outcome = arg_text(call, 0);
    return outcome == DONE ? give(call, retain(call->args[0])) : outcome;
}

static const NativeSpec str_row = { "__str__(self, /)", error_str, NULL };

static Class *make_class(Machine *machine, const void *given);

static Class *class_of(Machine *machine, const TlsException *of) {
    return machine_made_class(machine, of, make_class);
}

static Class *make_class(Machine *machine, const void *given) {
    const TlsException *of = given;
    Class *parent = of->parent ? class_of(machine, of->parent) : machine->exceptions[OSError];
    Value items[] = { object_value(parent), object_value(machine->exceptions[ValueError]) };
    Value bases = tuple_from(items, of->is_value_error ? 2 : 1), name = str_new(of->name);
    Dict *dict = dict_new();
    dict_define_text_take(dict, "__module__", str_new("ssl"));
    dict_define_text_take(dict, "__doc__", str_new(of->doc));
    Class *class = class_new(name, bases, dict);
    replace_take(&class->module, str_new("ssl"));
    if (!of->parent) class_add_native(class, &str_row);
    class->is_closed = !of->parent;
    class_changed(class);
    release(dict_value(dict));
    release(bases);
    release(name);
    return class;
}

void tls_add_exceptions(Machine *machine, Module *module) {
    Class *base = class_of(machine, &base_error);
    dict_define_text_take(module->dict, base_error.name, retain(object_value(base)));
    for (size_t i = 0; i < OTHER_ERRORS; i++) {
        Class *class = class_of(machine, &other_errors[i]);
        dict_define_text_take(module->dict, other_errors[i].name, retain(object_value(class)));
    }
}

/* ---- the names of reasons */

// clang-format off
#define LIBRARIES(X)                                                                                         \
    X(NONE) X(SYS) X(BN) X(RSA) X(DH) X(EVP) X(BUF) X(OBJ) X(PEM) X(DSA) X(X509) X(ASN1) X(CONF) X(CRYPTO)   \
    X(EC) X(SSL) X(BIO) X(PKCS7) X(X509V3) X(PKCS12) X(RAND) X(DSO) X(ENGINE) X(OCSP) X(UI) X(COMP)          \
    X(ECDSA) X(ECDH) X(OSSL_STORE) X(FIPS) X(CMS) X(TS) X(HMAC) X(CT) X(ASYNC) X(KDF) X(SM2) X(ESS) X(PROP)  \
    X(CRMF) X(PROV) X(CMP) X(OSSL_ENCODER) X(OSSL_DECODER) X(HTTP) X(USER)
// clang-format on

/* The part of OpenSSL that an error comes from; NULL: none that has a name. */
static const char *library_name(unsigned long code) {
    switch (ERR_GET_LIB(code)) {
#define LIBRARY_NAME(name)                                                                                   \
    case ERR_LIB_##name: return #name;
        LIBRARIES(LIBRARY_NAME)
    default: return NULL;
    }
}

/* CPython's name of a reason is OpenSSL's macro without its prefix, which is the text in capitals; but for
 * a few. Reasons that name a part of OpenSSL alone ("PEM lib") have none. NONE: there is none. */
static Value reason_name(unsigned long code) {
    static const struct {
        const char *text, *name;
    } others[] = {
        { "salt length recovery failed", "SLEN_RECOVERY_FAILED" },
        { "salt length check failed", "SLEN_CHECK_FAILED" },
        { "expecting an ec key", "EXPECTING_A_EC_KEY" },
        { "partially overlapping buffers", "PARTIALLY_OVERLAPPING" },
        { "expecting an ecx key", "EXPECTING_A_ECX_KEY" },
        { "seed_len is less than the length of q", "SEED_LEN_SMALL" },
        { "engine is not in the list", "ENGINE_IS_NOT_IN_LIST" },
        { "Function not implemented", "FUNC_NOT_IMPLEMENTED" },
        { "Error writing file", "FWRITE_ERROR" },
        { "could not load the shared library", "LOAD_FAILED" },
        { "cannot load certificate", "CANNOT_LOAD_CERT" },
        { "cannot load private key", "CANNOT_LOAD_KEY" },
    };
    const char *text = openssl.ERR_reason_error_string(code);
    if (!text || ERR_GET_REASON(code) & ERR_RFLAG_COMMON || !library_name(code)) return NONE;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strcmp(text, others[i].text) == 0) return str_new(others[i].name);
    }
    Buffer name = { 0 };
    for (; *text; text++) {
        if (isalnum((unsigned char)*text))
            buffer_append_byte(&name, (char)toupper((unsigned char)*text));
        else if (*text == ' ' || *text == '-' || *text == '_')
            buffer_append_byte(&name, '_');
    }
    return str_from_buffer_take(&name);
}

/* ---- raising */

/* An error before it is raised. */
typedef struct {
    Class *class;
    int number;                        /* its first argument */
    const char *text;                  /* NULL: the reason's */
    unsigned long code;                /* OpenSSL's; 0: none */
    Value verify_code, verify_message; /* of SSLCertVerificationError; ABSENT */
    int line;
} TlsProblem;

/* "[SSL: NO_SHARED_CIPHER] no shared cipher", and where CPython would have raised it. */
static Value problem_text(const TlsProblem *problem, const char *library, Value reason) {
    Buffer out = { 0 };
    if (library) {
        buffer_append_format(&out, "[%s", library);
        if (!is_none(reason)) {
            buffer_append_text(&out, ": ");
            str_append_utf8(&out, reason);
        }
        buffer_append_text(&out, "] ");
    }
    const char *text = problem->text;
    if (!text && problem->code) text = openssl.ERR_reason_error_string(problem->code);
    buffer_append_text(&out, text ? text : "unknown error");
    if (library && !is_none(reason) && is_str(problem->verify_message)) {
        buffer_append_text(&out, ": ");
        str_append_utf8(&out, problem->verify_message);
    }
    buffer_append_format(&out, " (_ssl.c:%d)", problem->line);
    return str_from_buffer_take(&out);
}

static void set_attribute(Value exception, const char *name, Value value) {
    ExceptionObject *self = exception_of(exception);
    if (is_absent(self->attributes)) self->attributes = dict_value(dict_new());
    dict_define_text_take(dict_of(self->attributes), name, value);
}

/* Takes what it holds. OpenSSL's notes are dropped. */
static Outcome raise_problem(Call *call, TlsProblem *problem) {
    const char *library = problem->code ? library_name(problem->code) : NULL;
    Value reason = problem->code ? reason_name(problem->code) : NONE;
    Value text = problem_text(problem, library, reason);
    Value arguments = tuple_pair_take(int_from_int64(problem->number), text);
    Value exception = exception_new(problem->class, arguments);
    exception_fill(exception);
    release(arguments);
    set_attribute(exception, "reason", reason);
    set_attribute(exception, "library", library ? str_new(library) : NONE);
    if (!is_absent(problem->verify_code)) {
        set_attribute(exception, "verify_code", problem->verify_code);
        set_attribute(exception, "verify_message", problem->verify_message);
    }
    openssl.ERR_clear_error();
    raise_value(call->task, exception);
    release(exception);
    return RAISED;
}

static TlsProblem problem_new(Call *call, int number, const char *text, unsigned long code, int line) {
    return (TlsProblem){ .class = class_of(call_machine(call), &base_error),
                         .number = number,
                         .text = text,
                         .code = code,
                         .verify_code = ABSENT,
                         .verify_message = NONE,
                         .line = line };
}

Outcome tls_raise(Call *call, int line) {
    unsigned long code = openssl.ERR_peek_last_error();
    TlsProblem problem = problem_new(call, ERR_GET_REASON(code), NULL, code, line);
    return raise_problem(call, &problem);
}

Outcome tls_raise_text(Call *call, int number, const char *text, int line) {
    TlsProblem problem = problem_new(call, number, text, 0, line);
    return raise_problem(call, &problem);
}

Outcome tls_raise_words(Call *call, const char *text) {
    Value words = str_new(text), arguments = tuple_from(&words, 1);
    Value exception = exception_new(class_of(call_machine(call), &base_error), arguments);
    exception_fill(exception);
    release(arguments);
    release(words);
    openssl.ERR_clear_error();
    raise_value(call->task, exception);
    release(exception);
    return RAISED;
}

/* ---- of a connection */

static void note_verification(Call *call, const Connection *self, TlsProblem *problem) {
    long code = openssl.SSL_get_verify_result(self->ssl);
    problem->class = class_of(call_machine(call), &other_errors[ERROR_VERIFICATION]);
    problem->verify_code = int_from_int64(code);
    if (code == X509_V_ERR_HOSTNAME_MISMATCH || code == X509_V_ERR_IP_ADDRESS_MISMATCH) {
        Buffer out = { 0 };
        buffer_append_format(&out, "%s mismatch, certificate is not valid for '",
                             code == X509_V_ERR_HOSTNAME_MISMATCH ? "Hostname" : "IP address");
        if (is_str(self->server_hostname)) str_append_utf8(&out, self->server_hostname);
        buffer_append_text(&out, "'.");
        problem->verify_message = str_from_buffer_take(&out);
    } else {
        const char *text = openssl.X509_verify_cert_error_string(code);
        problem->verify_message = text ? str_new(text) : NONE;
    }
}

/* The rows of what needs no more than a class and words. */
static bool note_simple(Call *call, TlsProblem *problem, int answer) {
    static const struct {
        int answer, number, class;
        const char *text;
    } rows[] = {
        { SSL_ERROR_ZERO_RETURN, TLS_ERROR_ZERO_RETURN, ERROR_ZERO_RETURN,
          "TLS/SSL connection has been closed (EOF)" },
        { SSL_ERROR_WANT_READ, TLS_ERROR_WANT_READ, ERROR_WANT_READ,
          "The operation did not complete (read)" },
        { SSL_ERROR_WANT_WRITE, TLS_ERROR_WANT_WRITE, ERROR_WANT_WRITE,
          "The operation did not complete (write)" },
        { SSL_ERROR_WANT_X509_LOOKUP, TLS_ERROR_WANT_X509_LOOKUP, -1,
          "The operation did not complete (X509 lookup)" },
        { SSL_ERROR_WANT_CONNECT, TLS_ERROR_WANT_CONNECT, -1, "The operation did not complete (connect)" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].answer != answer) continue;
        problem->number = rows[i].number;
        problem->text = rows[i].text;
        problem->code = 0;
        if (rows[i].class >= 0) problem->class = class_of(call_machine(call), &other_errors[rows[i].class]);
        return true;
    }
    return false;
}

/* A system call failed, or the other side's end came too early. */
static void note_cut(Call *call, const Connection *self, TlsProblem *problem, int result) {
    problem->number = TLS_ERROR_EOF;
    problem->text = "EOF occurred in violation of protocol";
    problem->class = class_of(call_machine(call), &other_errors[ERROR_EOF]);
    if (result == 0 || !is_absent(self->layer.socket)) return;
    problem->number = TLS_ERROR_SYSCALL;
    problem->text = "Some I/O error occurred";
    problem->class = class_of(call_machine(call), &other_errors[ERROR_SYSCALL]);
}

Outcome connection_raise(Call *call, Connection *self, int answer, int result, int line) {
    unsigned long code = openssl.ERR_peek_last_error();
    TlsProblem problem = problem_new(call, TLS_ERROR_INVALID, NULL, code, line);
    if (note_simple(call, &problem, answer)) return raise_problem(call, &problem);
    if (answer == SSL_ERROR_SYSCALL && !code) {
        if (result < 0 && self->io_problem < 0) return raise_errno(call->task, (int)-self->io_problem);
        note_cut(call, self, &problem, result);
    } else if (answer == SSL_ERROR_SYSCALL || answer == SSL_ERROR_SSL) {
        problem.number = answer == SSL_ERROR_SSL ? TLS_ERROR_SSL : TLS_ERROR_SYSCALL;
        if (!code) problem.text = "A failure in the SSL library occurred";
        if (ERR_GET_LIB(code) == ERR_LIB_SSL && ERR_GET_REASON(code) == SSL_R_CERTIFICATE_VERIFY_FAILED)
            note_verification(call, self, &problem);
    } else {
        problem.text = "Invalid error code";
    }
    return raise_problem(call, &problem);
}
