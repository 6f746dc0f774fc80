/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions of a program that OpenSSL's callbacks stand for. None of them runs within OpenSSL: a
 * handshake is suspended when a hello has come, until sni_callback has answered; messages are queued, and
 * told when OpenSSL is back; the key log is a file that C writes. */
#include "modules/_ssl/tls.h"
#include "vm/machine.h"
#include "vm/raise.h"
#include <errno.h>
#include <string.h>

/* What a program's function is told of as its connection: borrowed; ABSENT: nothing names it any more. */
static Value connection_name(const Connection *self) {
    Value weak = is_absent(self->owner) ? self->layer.socket : self->owner;
    return is_absent(weak) ? ABSENT : weak_peek_target(weak);
}

/* ---- sni_callback */

/* The name of a server_name extension (RFC 6066, section 3). NONE: there is none. */
static Value name_in_hello(SSL *ssl) {
    const unsigned char *data;
    size_t count;
    if (!openssl.SSL_client_hello_get0_ext(ssl, TLSEXT_TYPE_server_name, &data, &count)) return NONE;
    if (count < 5 || data[2] != TLSEXT_NAMETYPE_host_name) return NONE;
    size_t length = (size_t)data[3] << 8 | data[4];
    return length <= count - 5 ? str_from_utf8((const char *)data + 5, length) : NONE;
}

static int on_hello(SSL *ssl, int *alert, void *unused) {
    Connection *self = connection_of_ssl(ssl);
    (void)alert, (void)unused;
    if (self->sni_is_answered) return SSL_CLIENT_HELLO_SUCCESS;
    replace_take(&self->sni_name, name_in_hello(ssl));
    return SSL_CLIENT_HELLO_RETRY;
}

/* OpenSSL asks what the answer was. */
static int on_server_name(SSL *ssl, int *alert, void *unused) {
    Connection *self = connection_of_ssl(ssl);
    (void)unused;
    self->sni_is_answered = false;
    if (self->sni_alert < 0) return SSL_TLSEXT_ERR_OK;
    *alert = self->sni_alert;
    return SSL_TLSEXT_ERR_ALERT_FATAL;
}

Outcome context_sni_callback(Call *call) { return give(call, retain(context_of_self(call)->sni_callback)); }

Outcome context_set_sni_callback(Call *call) {
    Context *self = context_of_self(call);
    Value given = arg_or(call, 1, NONE);
    if (self->protocol == PROTOCOL_CLIENT)
        return raise_error(call->task, ValueError, "sni_callback cannot be set on TLS_CLIENT context");
    bool is_set = !is_none(given);
    if (is_set && !value_is_callable(call_machine(call), given))
        return raise_error(call->task, TypeError, "not a callable object");
    replace_take(&self->sni_callback, retain(given));
    openssl.SSL_CTX_set_client_hello_cb(self->context, is_set ? on_hello : NULL, NULL);
    openssl.SSL_CTX_callback_ctrl(self->context, SSL_CTRL_SET_TLSEXT_SERVERNAME_CB,
                                  is_set ? (void (*)(void))on_server_name : NULL);
    return give_none(call);
}

static Outcome call_back(Call *call, uint32_t step, Value function, size_t count, const Value *args) {
    call->step = step | call->step << 8;
    call->catches = true;
    return call_value(call, function, count, args);
}

static Outcome ask_sni(Call *call, Connection *self) {
    Value name = connection_name(self);
    self->sni_is_answered = true;
    self->sni_alert = SSL_AD_INTERNAL_ERROR;
    if (is_absent(name)) return sched_go_on(call);
    Value args[] = { name, self->sni_name, self->context };
    replace_take(&call->keep, retain(context_of(self->context)->sni_callback));
    return call_back(call, CALLBACK_SNI, call->keep, 3, args);
}

/* Nobody is there to hear what went wrong in it, but for who listens to such. */
static Outcome tell_unheard(Call *call, Value exception, Value about) {
    Value args[] = { exception, about, NONE };
    call->step = CALLBACK_SNI_UNHEARD | call->step << 8;
    Outcome outcome = call_native(call, call_machine(call)->hooks.unraisable, 0, 3, args);
    release(exception);
    return outcome;
}

static Outcome take_sni(Call *call, Connection *self) {
    int alert;
    Value result = take_result(call);
    if (is_absent(result)) {
        self->sni_alert = SSL_AD_HANDSHAKE_FAILURE;
        return tell_unheard(call, task_take_exception(call->task), call->keep);
    }
    self->sni_alert = -1;
    if (is_none(result)) return DONE;
    Value given = call->args[0];
    call->args[0] = result;
    bool is_number = arg_int(call, 0, &alert);
    call->args[0] = given;
    self->sni_alert = is_number ? alert : SSL_AD_INTERNAL_ERROR;
    Outcome outcome = is_number ? DONE : tell_unheard(call, task_take_exception(call->task), result);
    release(result);
    return outcome;
}

/* ---- _msg_callback */

/* The type of the message, as it stands in its first bytes. */
static int message_type(int content, const uint8_t *data, size_t count) {
    switch (content) {
    case SSL3_RT_CHANGE_CIPHER_SPEC: return SSL3_MT_CHANGE_CIPHER_SPEC;
    case SSL3_RT_ALERT: return count > 1 ? data[1] : -1;
    case SSL3_RT_HANDSHAKE:
    case SSL3_RT_HEADER:
    case SSL3_RT_INNER_CONTENT_TYPE: return count ? data[0] : -1;
    default: return -1;
    }
}

static void on_message(int writes, int version, int content, const void *bytes, size_t count, SSL *ssl,
                       void *unused) {
    Connection *self = connection_of_ssl(ssl);
    const uint8_t *data = bytes;
    (void)unused;
    if (!self || is_none(context_of(self->context)->message_callback)) return;
    if (content == SSL3_RT_HEADER && count > 2) version = data[1] << 8 | data[2];
    Value items[] = {
        str_new(writes ? "write" : "read"),
        small_int(version),
        small_int(content),
        small_int(message_type(content, data, count)),
        bytes_new(data, count),
    };
    if (is_absent(self->messages)) self->messages = list_new(0);
    list_add_take(list_of(self->messages), tuple_from_take(items, 5));
}

Outcome context_message_callback(Call *call) {
    return give(call, retain(context_of_self(call)->message_callback));
}

Outcome context_set_message_callback(Call *call) {
    Context *self = context_of_self(call);
    Value given = arg_or(call, 1, NONE);
    bool is_set = !is_none(given);
    if (is_set && !value_is_callable(call_machine(call), given)) {
        openssl.SSL_CTX_set_msg_callback(self->context, NULL);
        return raise_error(call->task, TypeError, "%R is not callable.", given);
    }
    replace_take(&self->message_callback, retain(given));
    openssl.SSL_CTX_set_msg_callback(self->context, is_set ? on_message : NULL);
    return give_none(call);
}

/* The oldest message that waits to be told. */
static Outcome tell_message(Call *call, Connection *self) {
    Value function = context_of(self->context)->message_callback, name = connection_name(self);
    List *waiting = list_of(self->messages);
    if (is_none(function) || is_absent(name)) {
        list_clear_items(waiting);
        return DONE;
    }
    Value message = retain(waiting->items[0]);
    list_delete(waiting, 0, 1);
    Value all = sequence_concat(&name, 1, tuple_of(message)->items, tuple_of(message)->count, false);
    call->step = CALLBACK_MESSAGE | call->step << 8;
    call->catches = true;
    Outcome outcome = call_spread(call, function, all, ABSENT);
    release(all);
    release(message);
    return outcome;
}

/* What it raises is raised when OpenSSL's work is done. */
static Outcome take_told(Call *call, Connection *self) {
    Value result = take_result(call);
    if (is_absent(result)) {
        Value exception = task_take_exception(call->task);
        if (is_absent(self->failure))
            self->failure = exception;
        else
            release(exception);
    }
    release(result);
    return DONE;
}

/* ---- both */

Outcome connection_call_back(Call *call, Connection *self, bool wants_sni) {
    bool has_messages = !is_absent(self->messages) && list_of(self->messages)->count;
    Outcome outcome = has_messages ? tell_message(call, self) : DONE;
    if (outcome != DONE || !wants_sni) return outcome;
    return ask_sni(call, self);
}

Outcome connection_called_back(Call *call, Connection *self) {
    uint32_t step = call->step & 0xff;
    call->step >>= 8;
    call->catches = false;
    switch (step) {
    case CALLBACK_MESSAGE: return take_told(call, self);
    case CALLBACK_SNI: return take_sni(call, self);
    default: return DONE;
    }
}

/* ---- the key log */

static void on_key(const SSL *ssl, const char *line) {
    Connection *self = connection_of_ssl(ssl);
    BIO *file = self ? context_of(self->context)->keylog : NULL;
    if (!file) return;
    openssl.BIO_puts(file, line);
    openssl.BIO_puts(file, "\n");
    openssl.BIO_ctrl(file, BIO_CTRL_FLUSH, 0, NULL);
}

Outcome context_keylog_filename(Call *call) {
    return give(call, retain(context_of_self(call)->keylog_filename));
}

static void drop_keylog(Context *self) {
    openssl.SSL_CTX_set_keylog_callback(self->context, NULL);
    openssl.BIO_free_all(self->keylog);
    self->keylog = NULL;
    replace_take(&self->keylog_filename, NONE);
}

Outcome context_set_keylog_filename(Call *call) {
    Context *self = context_of_self(call);
    const char *path;
    if (is_absent(call->args[1])) return raise_error(call->task, AttributeError, "cannot delete attribute");
    if (call->step == 0) {
        drop_keylog(self);
        if (is_none(call->args[1])) return give_none(call);
        call->keep = retain(call->args[1]);
    }
    Outcome outcome = arg_file_name(call, 1, NULL, &path);
    if (outcome != DONE) return outcome;
    errno = 0;
    BIO *file = openssl.BIO_new_file(path, "a");
    if (!file) {
        int number = errno;
        openssl.ERR_clear_error();
        return raise_errno_of(call->task, number, call->keep);
    }
    if (openssl.BIO_ctrl(file, BIO_C_FILE_TELL, 0, NULL) == 0)
        openssl.BIO_puts(file, "# TLS secrets log file, generated by OpenSSL / Python\n");
    openssl.BIO_ctrl(file, BIO_CTRL_FLUSH, 0, NULL);
    self->keylog = file;
    replace_take(&self->keylog_filename, retain(call->keep));
    openssl.SSL_CTX_set_keylog_callback(self->context, on_key);
    return give_none(call);
}
