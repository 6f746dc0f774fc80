/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of hosts, services and protocols: the natives behind getaddrinfo, getnameinfo and their kin.
 * See getnameinfo(3), services(5), protocols(5). */
#include "modules/socket/names.h"
#include "base/text.h"
#include "builtin/text/codecs.h"
#include "modules/socket/object.h"
#include "value/tuple.h"
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#define herror herror_of_netdb /* the name of one of our exception kinds */
#include <netdb.h>
#undef herror

/* ---- hosts */

Outcome socket_gethostname(Call *call) {
    char name[256];
    if (gethostname(name, sizeof name) < 0) return raise_errno(call->task, errno);
    name[sizeof name - 1] = '\0';
    return give_text(call, name);
}

Outcome socket_gethostbyname(Call *call) {
    Value host = call->args[0];
    const uint8_t *data;
    size_t count;
    if (call->step) return DONE;
    if (!is_str(host) && bytes_peek(host, &data, &count)) {
        Value text = str_from_utf8((const char *)data, text_is_utf8((const char *)data, count) ? count : 0);
        replace_take(&call->args[0], text);
        host = text;
    }
    if (!is_str(host)) {
        return raise_error(call->task, TypeError,
                           is_none(host)
                               ? "gethostbyname() argument 1 must be str, bytes or bytearray, not None"
                               : "gethostbyname() argument 1 must be str, bytes or bytearray, not %T",
                           host);
    }
    for (size_t i = 0; i < str_count(host); i++) {
        if (str_peek_at(str_of(host), i) == 0)
            return raise_error(
                call->task, TypeError,
                "gethostbyname() argument 1 must be encoded string without null bytes, not str");
    }
    if (str_count(host) == 0) return give_text(call, "0.0.0.0");
    if (str_is(host, "<broadcast>")) return give_text(call, "255.255.255.255");
    call->step = 1;
    return call_native(call, operation_resolve, AF_INET, 1, call->args);
}

/* _resolve(host, family): list of (family, text) */
Outcome socket_resolve(Call *call) {
    int family;
    if (call->step) return DONE;
    if (!arg_int(call, 1, &family)) return RAISED;
    call->step = 1;
    return call_native(call, operation_resolve_all, family, 1, call->args);
}

/* ---- services and protocols */

/* A row of /etc/services or /etc/protocols. */
typedef struct {
    char line[512];
    const char *name; /* in line */
    int port;
} Service;

/* The first row of the file that has this name, or (NULL) this number. protocol: what stands behind the
 * number; NULL: anything. */
static bool find_row(const char *path, const char *name, int port, const char *protocol, Service *found) {
    FILE *file = fopen(path, "re");
    bool is_found = false;
    while (file && !is_found && fgets(found->line, sizeof found->line, file)) {
        found->line[strcspn(found->line, "#")] = '\0';
        char *rest, *word = strtok_r(found->line, " \t\n", &rest);
        char *number = word ? strtok_r(NULL, " \t\n", &rest) : NULL;
        const char *slash = number ? strchr(number, '/') : NULL;
        if (!number || (protocol && strcmp(slash ? slash + 1 : "", protocol))) continue;
        found->name = word;
        found->port = atoi(number);
        is_found = !name && found->port == port;
        for (; name && word && !is_found; word = strtok_r(NULL, " \t\n", &rest))
            is_found = !strcmp(word, name);
    }
    if (file) fclose(file);
    return is_found;
}

static bool find_service(const char *name, int port, const char *protocol, Service *found) {
    return find_row("/etc/services", name, port, protocol, found);
}

/* A word for the C library: UTF-8 without a zero byte. */
static bool take_word(Call *call, size_t i, Buffer *word) {
    Value text;
    if (!arg_str(call, i, &text) || !codec_encode(call->task, text, "utf-8", "strict", word)) return false;
    if (!memchr(word->bytes, '\0', word->count)) {
        buffer_append_byte(word, '\0');
        return true;
    }
    raise_error(call->task, ValueError, "embedded null character");
    return false;
}

static Outcome look_up_service(Call *call, bool has_protocol, int *port) {
    Buffer name = { 0 }, protocol = { 0 };
    bool taken = take_word(call, 0, &name) && (!has_protocol || take_word(call, 1, &protocol));
    Service service;
    const char *kind = has_protocol ? (char *)protocol.bytes : NULL;
    if (taken) *port = find_service((char *)name.bytes, 0, kind, &service) ? service.port : -1;
    buffer_clear(&name);
    buffer_clear(&protocol);
    return taken ? DONE : RAISED;
}

/* _service(name, protocol): for getaddrinfo; None when there is no such service. */
Outcome socket_service(Call *call) {
    int port;
    if (look_up_service(call, !is_none(call->args[1]), &port) == RAISED) return RAISED;
    return port < 0 ? give_none(call) : give_int(call, port);
}

Outcome socket_getservbyname(Call *call) {
    int port;
    if (look_up_service(call, !is_absent(call->args[1]), &port) == RAISED) return RAISED;
    if (port < 0) return raise_error(call->task, OSError, "service/proto not found");
    return give_int(call, port);
}

Outcome socket_getservbyport(Call *call) {
    int port;
    Buffer protocol = { 0 };
    Service service;
    Outcome outcome = arg_index_int(call, 0, &port);
    if (outcome != DONE) return outcome;
    if (!is_absent(call->args[1]) && !take_word(call, 1, &protocol)) return buffer_clear(&protocol), RAISED;
    if (port < 0 || port > 0xffff)
        outcome = raise_error(call->task, OverflowError, "getservbyport: port must be 0-65535.");
    else if (find_service(NULL, port, protocol.count ? protocol.bytes : NULL, &service))
        outcome = give_text(call, service.name);
    else
        outcome = raise_error(call->task, OSError, "port/proto not found");
    buffer_clear(&protocol);
    return outcome;
}

/* ---- getnameinfo */

enum {
    KNOWN_FLAGS = NI_NUMERICHOST | NI_NUMERICSERV | NI_NOFQDN | NI_NAMEREQD | NI_DGRAM | 0xe0 /* NI_IDN */
};

/* sockaddr, as getnameinfo takes it. */
typedef struct {
    Address host;
    int port, flags;
} NameQuestion;

static Outcome illegal(Call *call) {
    return raise_error(call->task, TypeError, "getnameinfo(): illegal sockaddr argument");
}

/* As C's int. */
static bool item_int(Call *call, Value item, int *number) {
    Value held = call->args[1];
    call->args[1] = item;
    bool read = arg_int(call, 1, number);
    call->args[1] = held;
    return read;
}

/* DONE: *text is the host, ended by a zero byte. */
static Outcome read_host_text(Call *call, Value host, Buffer *text) {
    if (!is_str(host)) return illegal(call);
    if (!codec_encode(call->task, host, "utf-8", "strict", text)) return RAISED;
    if (text->count && memchr(text->bytes, '\0', text->count))
        return raise_error(call->task, ValueError, "embedded null character");
    buffer_append_byte(text, '\0');
    return DONE;
}

static Outcome read_host(Call *call, const Tuple *given, NameQuestion *question) {
    Buffer text = { 0 };
    Outcome outcome = read_host_text(call, given->items[0], &text);
    bool is_number = outcome == DONE && question->port >= 0 &&
                     resolver_read_number(text.bytes, AF_UNSPEC, &question->host) == HOST_NUMBER;
    buffer_clear(&text);
    if (outcome != DONE) return outcome;
    if (!is_number) return resolver_raise(call->task, question->port < 0 ? EAI_SERVICE : EAI_NONAME);
    if (question->host.family == AF_INET6)
        return address_read_six(call, given, "getnameinfo", &question->host) ? DONE : RAISED;
    return given->count == 2 ? DONE : raise_error(call->task, OSError, "IPv4 sockaddr must be 2 tuple");
}

static Outcome read_question(Call *call, NameQuestion *question) {
    Outcome outcome = arg_index_int(call, 1, &question->flags);
    if (outcome != DONE) return outcome;
    if (!is_tuple(call->args[0]))
        return raise_error(call->task, TypeError, "getnameinfo() argument 1 must be a tuple");
    size_t count = tuple_of(call->args[0])->count;
    if (count < 2 || count > 4 || !is_str(tuple_of(call->args[0])->items[0])) return illegal(call);
    outcome = address_item_integers(call, 0);
    if (outcome != DONE) return outcome;
    const Tuple *given = tuple_of(call->args[0]);
    if (!item_int(call, given->items[1], &question->port)) return RAISED;
    Address scratch;
    if (!address_read_six(call, given, "getnameinfo", &scratch)) return RAISED;
    outcome = read_host(call, given, question);
    if (outcome != DONE) return outcome;
    if (question->flags & ~KNOWN_FLAGS) return resolver_raise(call->task, EAI_BADFLAGS);
    if (question->flags & NI_NOFQDN && !(question->flags & NI_NUMERICHOST))
        return raise_error(call->task, NotImplementedError,
                           "getnameinfo() with NI_NOFQDN is not supported (Python has it)");
    return DONE;
}

/* The number, and the zone behind %. */
static Value number_text(const Address *address) {
    char text[ADDRESS_HOST], name[IF_NAMESIZE];
    Buffer out = { 0 };
    buffer_append_text(&out, address_host(address, text));
    bool has_zone = address->family == AF_INET6 && address->scope;
    if (has_zone && address_is_of_link(address) && if_indextoname(address->scope, name))
        buffer_append_format(&out, "%%%s", name);
    else if (has_zone)
        buffer_append_format(&out, "%%%u", address->scope);
    Value value = str_from_utf8(out.bytes, out.count);
    buffer_clear(&out);
    return value;
}

static Value port_text(const NameQuestion *question) {
    Service service;
    char digits[16];
    uint16_t port = (uint16_t)question->port;
    if (!(question->flags & NI_NUMERICSERV) &&
        find_service(NULL, port, question->flags & NI_DGRAM ? "udp" : "tcp", &service))
        return str_new(service.name);
    snprintf(digits, sizeof digits, "%u", port);
    return str_new(digits);
}

Outcome socket_getnameinfo(Call *call) {
    enum { NAMED = 1 };
    bool is_named = call->step == NAMED;
    Value name = is_named ? take_result(call) : ABSENT;
    NameQuestion question = { 0 };
    Outcome outcome = read_question(call, &question);
    if (outcome == DONE && !is_named && !(question.flags & NI_NUMERICHOST)) {
        Address plain = question.host;
        plain.scope = 0;
        Value number = number_text(&plain);
        call->step = NAMED;
        outcome = call_native(call, operation_find_names, 0, 1, &number);
        release(number);
    }
    bool has_name = is_named && list_of(name)->count;
    if (outcome == DONE && !has_name && question.flags & NI_NAMEREQD)
        outcome = resolver_raise(call->task, EAI_NONAME);
    if (outcome == DONE) {
        Value host = has_name ? retain(list_of(name)->items[0]) : number_text(&question.host);
        outcome = give(call, tuple_pair_take(host, port_text(&question)));
    }
    release(name);
    return outcome;
}

/* _names(address): list of its names. */
Outcome socket_names(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    return call_native(call, operation_find_names, 0, 1, call->args);
}

Outcome socket_getprotobyname(Call *call) {
    Buffer name = { 0 };
    Service protocol;
    Outcome outcome = take_word(call, 0, &name) ? DONE : RAISED;
    if (outcome == DONE)
        outcome = find_row("/etc/protocols", name.bytes, 0, NULL, &protocol)
                      ? give_int(call, protocol.port)
                      : raise_error(call->task, OSError, "protocol not found");
    buffer_clear(&name);
    return outcome;
}

/* _error(code): raises gaierror with the code of getaddrinfo(3). */
Outcome socket_error(Call *call) {
    int code;
    return arg_int(call, 0, &code) ? resolver_raise(call->task, code) : RAISED;
}
