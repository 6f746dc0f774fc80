/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses: from a program's tuple (or path) to a sockaddr and back. A host that is a name is replaced by its number in
 * the call's own argument, so the call that is made again finds an address that needs nobody. */
#include "base/text.h"
#include "builtin/text/codecs.h"
#include "modules/socket/object.h"
#include <arpa/inet.h>
#include <string.h>
#define herror herror_of_netdb /* the name of one of our exception kinds */
#include <netdb.h>
#undef herror

enum { STEP_RESOLVING = 0xe000 };

/* ---- hosts */

/* The host as UTF-8 text: a str, bytes or bytearray. */
static bool host_text(Call *call, Value host, Buffer *out) {
    const uint8_t *bytes;
    size_t count;
    if (is_str(host)) {
        str_append_utf8(out, host);
    } else if (bytes_peek(host, &bytes, &count)) {
        buffer_append(out, bytes, count);
    } else {
        raise_error(call->task, TypeError, "str, bytes or bytearray expected, not %T", host);
        return false;
    }
    if (out->count && memchr(out->bytes, 0, out->count)) {
        raise_error(call->task, TypeError, "host name must not contain null character");
        return false;
    }
    return true;
}

static bool numeric_host(int family, const char *host, void *address) {
    if (family == AF_INET6) return inet_pton(AF_INET6, *host ? host : "::", address) == 1;
    struct in_addr *four = address;
    if (!*host) return four->s_addr = htonl(INADDR_ANY), true;
    if (!strcmp(host, "<broadcast>")) return four->s_addr = htonl(INADDR_BROADCAST), true;
    return inet_pton(AF_INET, host, four) == 1 || inet_aton(host, four) == 1;
}

/* A name is asked for. */
static Outcome resolve(Call *call, int family, const char *host) {
    if (!text_is_utf8(host, strlen(host))) return resolver_raise(call->task, EAI_NONAME);
    Value name = str_new(host);
    call->step = STEP_RESOLVING;
    Outcome outcome = call_native(call, operation_resolve, family, 1, &name);
    release(name);
    return outcome;
}

/* What was found is put in place of the host. */
static void take_resolved(Call *call, size_t i) {
    const Tuple *given = tuple_of(call->args[i]);
    call->step = 0;
    Value numeric = take_result(call), copy = tuple_from(given->items, given->count);
    replace_take(&tuple_of(copy)->items[0], numeric);
    replace_take(&call->args[i], copy);
}

static bool check_int(Call *call, Value value) {
    if (!is_int(value))
        raise_error(call->task, TypeError, "'%T' object cannot be interpreted as an integer", value);
    return is_int(value);
}

/* Of a larger number the low bits, as Python takes them. */
static bool read_word(Call *call, Value value, uint32_t *word) {
    if (!check_int(call, value)) return false;
    Value low = int_and(value, small_int(UINT32_MAX));
    *word = (uint32_t)small_int_of(low);
    return true;
}

static bool read_port(Call *call, Value value, const char *function, uint16_t *port) {
    int64_t number;
    if (!check_int(call, value)) return false;
    if (!int_fits_int64(value, &number) || number < 0 || number > 0xffff) {
        raise_error(call->task, OverflowError, "%s(): port must be 0-65535.", function);
        return false;
    }
    *port = (uint16_t)number;
    return true;
}

static bool check_shape(Call *call, Value given, int family, const char *function) {
    bool six = family == AF_INET6;
    if (!is_tuple(given)) {
        raise_error(call->task, TypeError, "%s(): AF_INET%s address must be tuple, not %T", function,
                    six ? "6" : "", given);
        return false;
    }
    size_t count = tuple_of(given)->count;
    if (count == 2 || (six && count >= 2 && count <= 4)) return true;
    if (six)
        raise_error(call->task, TypeError,
                    "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])");
    else
        raise_error(call->task, TypeError, "AF_INET address must be a pair (host, port)");
    return false;
}

static bool read_six(Call *call, const Tuple *given, const char *function, Address *address) {
    if (given->count > 2 && !read_word(call, given->items[2], &address->flow)) return false;
    if (given->count > 3 && !read_word(call, given->items[3], &address->scope)) return false;
    if (address->flow <= 0xfffff) return true;
    raise_error(call->task, OverflowError, "%s(): flowinfo must be 0-1048575.", function);
    return false;
}

static Outcome inet_address(Call *call, size_t i, int family, const char *function, Address *address) {
    if (!check_shape(call, call->args[i], family, function)) return RAISED;
    if (call->step == STEP_RESOLVING) take_resolved(call, i);
    const Tuple *given = tuple_of(call->args[i]);
    Buffer host = { 0 };
    bool read = host_text(call, given->items[0], &host) &&
                read_port(call, given->items[1], function, &address->port) &&
                (family != AF_INET6 || read_six(call, given, function, address));
    bool numeric = read && numeric_host(family, buffer_text(&host), address->ip);
    Outcome outcome = !read ? RAISED : numeric ? DONE : resolve(call, family, buffer_text(&host));
    buffer_clear(&host);
    address->family = (uint16_t)family;
    return outcome;
}

/* ---- paths */

static Outcome unix_address(Call *call, size_t i, Address *address) {
    Value given = call->args[i];
    const uint8_t *bytes;
    size_t count;
    Buffer text = { 0 };
    if (is_str(given)) {
        if (!codec_encode(call->task, given, "utf-8", "surrogateescape", &text))
            return buffer_clear(&text), RAISED;
    } else if (bytes_peek(given, &bytes, &count)) {
        buffer_append(&text, bytes, count);
    } else {
        return raise_error(call->task, TypeError, "a bytes-like object is required, not '%T'", given);
    }
    bool fits = text.count < ADDRESS_PATH || (text.count == ADDRESS_PATH && text.bytes[0] == '\0');
    *address = address_from_path(text.bytes, text.count);
    buffer_clear(&text);
    return fits ? DONE : raise_error(call->task, OSError, "AF_UNIX path too long");
}

Outcome arg_address(Call *call, size_t i, int family, const char *function, Address *address) {
    memset(address, 0, sizeof *address);
    switch (family) {
    case AF_INET:
    case AF_INET6: return inet_address(call, i, family, function, address);
    case AF_UNIX: return unix_address(call, i, address);
    default: return raise_error(call->task, OSError, "%s(): bad family", function);
    }
}

/* ---- back */

static Value unix_value(const char *path, size_t count) {
    if (count && !path[0]) return bytes_new(path, count);
    Buffer text = { 0 };
    if (text_is_utf8(path, count)) return str_from_utf8(path, count);
    for (size_t i = 0; i < count; i++) {
        uint8_t byte = (uint8_t)path[i];
        buffer_append_code_point(&text, byte < 0x80 ? byte : 0xdc00u + byte);
    }
    return str_from_buffer_take(&text);
}

Value address_value(const Address *address) {
    char host[ADDRESS_HOST];
    if (address->family == AF_UNIX) return unix_value(address->path, address->path_count);
    if (!address_is_ip(address)) return NONE;
    Value items[] = { str_new(address_host(address, host)), small_int(address->port),
                      small_int(address->flow), small_int(address->scope) };
    return tuple_from_take(items, address->family == AF_INET6 ? 4 : 2);
}
