/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SSLSession: what a client keeps of a connection, to begin the next one with. */
#include "modules/_ssl/tls.h"
#include <string.h>

static void session_visit(Object *object, VisitFunction *visit, void *to) {
    visit(((Session *)object)->context, to);
}
static void session_clear(Object *object) { replace_take(&((Session *)object)->context, NONE); }

static void session_free(Object *object) {
    openssl.SSL_SESSION_free(((Session *)object)->session);
    session_clear(object);
    object_release_memory(object);
}

static SSL_SESSION *session_of(Value value) { return ((Session *)object_of(value))->session; }

static Verdict session_equal(Value a, Value b, int depth) {
    unsigned count, other_count;
    (void)depth;
    if (!has_layout(a, &session_type) || !has_layout(b, &session_type)) return UNSUPPORTED;
    const unsigned char *id = openssl.SSL_SESSION_get_id(session_of(a), &count),
                        *other = openssl.SSL_SESSION_get_id(session_of(b), &other_count);
    return count == other_count && memcmp(id, other, count) == 0 ? YES : NO;
}

const Type session_type = {
    .name = "_ssl.SSLSession",
    .flags = TYPE_CONTAINER,
    .size = sizeof(Session),
    .free = session_free,
    .visit = session_visit,
    .clear = session_clear,
    .equal = session_equal,
};

static Outcome session_id(Call *call) {
    unsigned count;
    const unsigned char *id = openssl.SSL_SESSION_get_id(session_of(call->args[0]), &count);
    return give(call, bytes_new(id, count));
}
static Outcome session_time(Call *call) {
    return give_int(call, openssl.SSL_SESSION_get_time(session_of(call->args[0])));
}
static Outcome session_timeout(Call *call) {
    return give_int(call, openssl.SSL_SESSION_get_timeout(session_of(call->args[0])));
}
static Outcome session_hint(Call *call) {
    return give_int(call, (int64_t)openssl.SSL_SESSION_get_ticket_lifetime_hint(session_of(call->args[0])));
}
static Outcome session_has_ticket(Call *call) {
    return give_bool(call, openssl.SSL_SESSION_has_ticket(session_of(call->args[0])));
}

static const NativeSpec session_methods[] = {
    { "has_ticket", session_has_ticket, NULL },     { "id", session_id, NULL },
    { "ticket_lifetime_hint", session_hint, NULL }, { "time", session_time, NULL },
    { "timeout", session_timeout, NULL },           { 0 },
};

const ClassSpec session_class = { .type = &session_type, .module = "_ssl", .methods = session_methods };
