/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The resolver. One channel a process, made at the first name that is no number. A query is an object that the asking
 * call and c-ares both hold, so a call that is interrupted leaves nothing behind. c-ares keeps its own deadlines: while a
 * task waits, its deadline is the channel's next. */
#include "sched/resolver.h"
#include "base/address.h"
#include "sched/descriptor.h"
#include <ares.h>
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>
#define herror herror_of_netdb /* the name of one of our exception kinds */
#include <netdb.h>
#undef herror

typedef struct {
    Object object;
    WaitList waiters;
    bool done;
    int status;      /* ARES_... */
    Value addresses; /* list of (family, text) */
} Query;

static void query_free(Object *object) {
    wait_list_wake_all(&((Query *)object)->waiters);
    release(((Query *)object)->addresses);
    object_release_memory(object);
}

static const Type query_type = { .name = "query", .size = sizeof(Query), .free = query_free };

/* ---- errors */

Outcome resolver_raise(Task *task, int code) {
    Value items[] = { small_int(code), str_new(gai_strerror(code)) };
    Value arguments = tuple_from_take(items, 2);
    raise_with(task, gaierror, arguments);
    release(arguments);
    return RAISED;
}

static int code_of_status(int status) {
    switch (status) {
    case ARES_ENODATA: return EAI_NODATA;
    case ARES_ETIMEOUT:
    case ARES_ECONNREFUSED:
    case ARES_ESERVFAIL: return EAI_AGAIN;
    case ARES_ENOMEM: return EAI_MEMORY;
    default: return EAI_NONAME;
    }
}

/* ---- numbers */

static Value address_entry(int family, const void *address) {
    char text[INET6_ADDRSTRLEN];
    Value items[] = { small_int(family), str_new(inet_ntop(family, address, text, sizeof text)) };
    return tuple_from_take(items, 2);
}

/* YES: *entry; NO: a name; UNSUPPORTED: a number of another family. */
static Verdict parse_number(const char *host, int family, Value *entry) {
    struct in_addr four;
    struct in6_addr six;
    if (inet_pton(AF_INET, host, &four) == 1 || inet_aton(host, &four) == 1) {
        if (family == AF_INET6) return UNSUPPORTED;
        return *entry = address_entry(AF_INET, &four), YES;
    }
    if (inet_pton(AF_INET6, host, &six) != 1) return NO;
    if (family == AF_INET) return UNSUPPORTED;
    return *entry = address_entry(AF_INET6, &six), YES;
}

/* ---- the channel */

static void on_ready(void *context, int fd, bool readable, bool writable) {
    ares_process_fd(context, readable ? fd : ARES_SOCKET_BAD, writable ? fd : ARES_SOCKET_BAD);
}

static void on_socket_state(void *context, ares_socket_t fd, int readable, int writable) {
    Sched *sched = context;
    ares_channel channel = sched_peek_resolver(sched);
    sched_call_back(sched, fd, readable || writable ? on_ready : NULL, channel);
}

/* c-ares' descriptors lie high, as all of causette's own. */
static ares_socket_t open_socket(int family, int type, int protocol, void *context) {
    (void)context;
    return descriptor_raise(socket(family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, protocol));
}
static int close_socket(ares_socket_t fd, void *context) { return (void)context, close(fd); }
static int connect_socket(ares_socket_t fd, const struct sockaddr *to, ares_socklen_t length, void *context) {
    return (void)context, connect(fd, to, length);
}
static ares_ssize_t receive(ares_socket_t fd, void *data, size_t size, int flags, struct sockaddr *from,
                            ares_socklen_t *length, void *context) {
    return (void)context, recvfrom(fd, data, size, flags, from, length);
}
static ares_ssize_t send_parts(ares_socket_t fd, const struct iovec *parts, int count, void *context) {
    return (void)context, writev(fd, parts, count);
}

static const struct ares_socket_functions socket_functions = { open_socket, close_socket, connect_socket,
                                                               receive, send_parts };

static void free_channel(void *channel) {
    ares_destroy(channel);
    ares_library_cleanup();
}

static ares_channel get_channel(Sched *sched) {
    ares_channel channel = sched_peek_resolver(sched);
    if (channel) return channel;
    struct ares_options options = { .sock_state_cb = on_socket_state,
                                    .sock_state_cb_data = sched,
                                    .lookups = "fb" };
    if (ares_library_init(ARES_LIB_INIT_ALL) != ARES_SUCCESS) return NULL;
    if (ares_init_options(&channel, &options, ARES_OPT_SOCK_STATE_CB | ARES_OPT_LOOKUPS) != ARES_SUCCESS)
        return NULL;
    ares_set_socket_functions(channel, &socket_functions, NULL);
    sched_set_resolver(sched, channel, free_channel);
    return channel;
}

/* ---- queries */

static void on_answer(void *context, int status, int timeouts, struct ares_addrinfo *answer) {
    (void)timeouts;
    Query *query = context;
    query->done = true;
    query->status = status;
    for (struct ares_addrinfo_node *node = answer ? answer->nodes : NULL; node; node = node->ai_next) {
        Address address = address_from_sockaddr((const void *)node->ai_addr, node->ai_addrlen);
        list_add_take(list_of(query->addresses), address_entry(address.family, address.ip));
    }
    if (answer) ares_freeaddrinfo(answer);
    wait_list_wake_all(&query->waiters);
    release(object_value(query));
}

static Outcome begin_query(Call *call, const char *host) {
    ares_channel channel = get_channel(sched_of(call));
    if (!channel) return raise_errno(call->task, ENOMEM);
    Query *query = object_new(&query_type, sizeof(Query));
    wait_list_init(&query->waiters);
    query->addresses = list_new(4);
    call->keep = object_value(query);
    struct ares_addrinfo_hints hints = { .ai_family = (int)call->mark, .ai_socktype = SOCK_STREAM };
    retain(call->keep);
    ares_getaddrinfo(channel, host, NULL, &hints, on_answer, query);
    return DONE;
}

static Outcome park_for(Call *call, Query *query) {
    ares_channel channel = sched_peek_resolver(sched_of(call));
    struct timeval rest;
    int64_t deadline = SCHED_NEVER;
    if (ares_timeout(channel, NULL, &rest))
        deadline = sched_after(sched_of(call), (double)rest.tv_sec + (double)rest.tv_usec / 1e6);
    return task_park(call->task, &query->waiters, deadline);
}

enum { RESOLVE_ASKED = 1 };

Outcome operation_resolve_all(Call *call) {
    if (call->step != RESOLVE_ASKED) {
        Value entry;
        Buffer scratch = { 0 };
        const char *host = str_peek_utf8(call->args[0], &scratch, NULL);
        Verdict number = parse_number(host, (int)call->mark, &entry);
        Outcome outcome = DONE;
        if (number == NO) outcome = begin_query(call, host);
        buffer_clear(&scratch);
        if (number == UNSUPPORTED) return resolver_raise(call->task, EAI_ADDRFAMILY);
        if (number == YES) return give(call, list_from_take(&entry, 1));
        if (outcome != DONE) return outcome;
        call->step = RESOLVE_ASKED;
    }
    Query *query = (Query *)object_of(call->keep);
    if (call->woken_late && !query->done)
        ares_process_fd(sched_peek_resolver(sched_of(call)), ARES_SOCKET_BAD, ARES_SOCKET_BAD);
    if (!query->done) return park_for(call, query);
    if (query->status != ARES_SUCCESS) return resolver_raise(call->task, code_of_status(query->status));
    if (list_of(query->addresses)->count == 0) return resolver_raise(call->task, EAI_NODATA);
    return give(call, retain(query->addresses));
}

Outcome operation_resolve(Call *call) {
    if (call->step == 0) {
        call->step = 1;
        return call_native(call, operation_resolve_all, call->mark, 1, &call->args[0]);
    }
    const Tuple *first = tuple_of(list_of(call->result)->items[0]);
    return give(call, retain(first->items[1]));
}
