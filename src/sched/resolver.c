/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The resolver. One channel a process, made at the first name that is no number. A query is an object that
 * the asking call and c-ares both hold, so a call that is interrupted leaves nothing behind. c-ares keeps its
 * own deadlines: while a task waits, its deadline is the channel's next. */
#include "sched/resolver.h"
#include "sched/descriptor.h"
#include <ares.h>
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>
#define herror herror_of_netdb /* the name of one of our exception kinds */
#include <netdb.h>
#undef herror

enum { ASKED = 1 }; /* a step: keep is the Query */

typedef struct {
    Object object;
    WaitList waiters;
    bool done;
    int status;  /* ARES_... */
    Value found; /* list of what was asked for */
} Query;

static void query_free(Object *object) {
    wait_list_wake_all(&((Query *)object)->waiters);
    release(((Query *)object)->found);
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

static Value address_entry(const Address *address) {
    char text[ADDRESS_HOST];
    Value items[] = { small_int(address->family), str_new(address_host(address, text)),
                      small_int(address->scope) };
    return tuple_from_take(items, 3);
}

/* A zone is an interface's name where addresses belong to links, or a number. */
static bool read_zone(const char *text, const struct in6_addr *address, uint32_t *zone) {
    char *end;
    bool is_local = IN6_IS_ADDR_LINKLOCAL(address) || IN6_IS_ADDR_MC_LINKLOCAL(address);
    if (is_local && (*zone = if_nametoindex(text))) return true;
    if (*text < '0' || *text > '9') return false;
    unsigned long long number = strtoull(text, &end, 10);
    *zone = (uint32_t)number;
    return !*end && number <= UINT32_MAX;
}

static NumberKind read_six(const char *host, int family, Address *address) {
    char number[INET6_ADDRSTRLEN];
    struct in6_addr six;
    size_t count = strcspn(host, "%");
    if (count >= sizeof number) return HOST_NAME;
    memcpy(number, host, count);
    number[count] = '\0';
    if (inet_pton(AF_INET6, number, &six) != 1) return HOST_NAME;
    bool is_mapped = family == AF_INET && IN6_IS_ADDR_V4MAPPED(&six);
    if (family == AF_INET && !is_mapped) return HOST_OF_OTHER_FAMILY;
    address->family = is_mapped ? AF_INET : AF_INET6;
    if (is_mapped)
        memcpy(address->ip, six.s6_addr + 12, sizeof(struct in_addr));
    else
        memcpy(address->ip, &six, sizeof six);
    bool has_zone = !is_mapped && host[count];
    return !has_zone || read_zone(host + count + 1, &six, &address->scope) ? HOST_NUMBER : HOST_WITHOUT_ZONE;
}

/* inet_aton(3) takes what stands behind a blank for nothing; getaddrinfo(3) does not. */
NumberKind resolver_read_number(const char *host, int family, Address *address) {
    struct in_addr four;
    *address = (Address){ 0 };
    if (strpbrk(host, " \t\n\v\f\r") || !inet_aton(host, &four)) return read_six(host, family, address);
    address->family = AF_INET;
    memcpy(address->ip, &four, sizeof four);
    return family == AF_INET6 ? HOST_OF_OTHER_FAMILY : HOST_NUMBER;
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
        struct sockaddr_storage address = { 0 };
        memcpy(&address, node->ai_addr, node->ai_addrlen);
        Address found = address_from_sockaddr(&address, node->ai_addrlen);
        list_add_take(list_of(query->found), address_entry(&found));
    }
    if (answer) ares_freeaddrinfo(answer);
    wait_list_wake_all(&query->waiters);
    release(object_value(query));
}

static void on_names(void *context, int status, int timeouts, struct hostent *answer) {
    (void)timeouts;
    Query *query = context;
    query->done = true;
    query->status = status;
    if (answer) {
        list_add_take(list_of(query->found), str_new(answer->h_name));
        for (char **alias = answer->h_aliases; alias && *alias; alias++)
            list_add_take(list_of(query->found), str_new(*alias));
    }
    wait_list_wake_all(&query->waiters);
    release(object_value(query));
}

/* NULL: raised. The call and c-ares hold it. */
static Query *begin_query(Call *call, ares_channel *channel) {
    *channel = get_channel(sched_of(call));
    if (!*channel) {
        raise_errno(call->task, ENOMEM);
        return NULL;
    }
    Query *query = object_new(&query_type, sizeof(Query));
    wait_list_init(&query->waiters);
    query->found = list_new(4);
    call->keep = object_value(query);
    retain(call->keep);
    call->step = ASKED;
    return query;
}

static Outcome ask_addresses(Call *call, const char *host) {
    ares_channel channel;
    struct ares_addrinfo_hints hints = { .ai_family = (int)call->mark, .ai_socktype = SOCK_STREAM };
    Query *query = begin_query(call, &channel);
    if (!query) return RAISED;
    ares_getaddrinfo(channel, host, NULL, &hints, on_answer, query);
    return DONE;
}

static Outcome ask_names(Call *call, const Address *address) {
    ares_channel channel;
    Query *query = begin_query(call, &channel);
    if (!query) return RAISED;
    int size = address->family == AF_INET ? sizeof(struct in_addr) : sizeof(struct in6_addr);
    ares_gethostbyaddr(channel, address->ip, size, address->family, on_names, query);
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

/* DONE: it is answered. */
static Outcome await(Call *call, Query *query) {
    if (call->woken_late && !query->done)
        ares_process_fd(sched_peek_resolver(sched_of(call)), ARES_SOCKET_BAD, ARES_SOCKET_BAD);
    return query->done ? DONE : park_for(call, query);
}

/* DONE: a query has begun, or call->result is set. */
static Outcome begin_addresses(Call *call) {
    Address address;
    Buffer scratch = { 0 };
    Outcome outcome;
    const char *host = str_peek_utf8(call->args[0], &scratch, NULL);
    switch (resolver_read_number(host, (int)call->mark, &address)) {
    case HOST_NUMBER: {
        Value entry = address_entry(&address);
        outcome = give(call, list_from_take(&entry, 1));
        break;
    }
    case HOST_NAME: outcome = ask_addresses(call, host); break;
    case HOST_OF_OTHER_FAMILY: outcome = resolver_raise(call->task, EAI_ADDRFAMILY); break;
    default: outcome = resolver_raise(call->task, EAI_NONAME);
    }
    buffer_clear(&scratch);
    return outcome;
}

Outcome operation_resolve_all(Call *call) {
    if (call->step != ASKED) {
        Outcome outcome = begin_addresses(call);
        if (outcome != DONE || call->step != ASKED) return outcome;
    }
    Query *query = (Query *)object_of(call->keep);
    Outcome outcome = await(call, query);
    if (outcome != DONE) return outcome;
    if (query->status != ARES_SUCCESS) return resolver_raise(call->task, code_of_status(query->status));
    if (list_of(query->found)->count == 0) return resolver_raise(call->task, EAI_NODATA);
    return give(call, retain(query->found));
}

Outcome operation_find_names(Call *call) {
    if (call->step != ASKED) {
        Address address;
        Buffer scratch = { 0 };
        const char *host = str_peek_utf8(call->args[0], &scratch, NULL);
        bool is_number = resolver_read_number(host, AF_UNSPEC, &address) == HOST_NUMBER;
        buffer_clear(&scratch);
        if (!is_number) return resolver_raise(call->task, EAI_NONAME);
        if (ask_names(call, &address) == RAISED) return RAISED;
    }
    Query *query = (Query *)object_of(call->keep);
    Outcome outcome = await(call, query);
    return outcome == DONE ? give(call, retain(query->found)) : outcome;
}

Outcome operation_resolve(Call *call) {
    if (call->step == 0) {
        call->step = 1;
        return call_native(call, operation_resolve_all, call->mark, 1, &call->args[0]);
    }
    const Tuple *first = tuple_of(list_of(call->result)->items[0]);
    return give(call, retain(first->items[1]));
}
