/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses: from a program's tuple (or path) to a sockaddr and back. A host that is a name is replaced by
 * its number in the call's own argument, so the call that is made again finds an address that
 * needs nobody. */
#include "base/text.h"
#include "builtin/text/codecs.h"
#include "modules/socket/object.h"
#include "value/memoryview.h"
#include "value/tuple.h"
#include <arpa/inet.h>
#include <string.h>
#define herror herror_of_netdb /* the name of one of our exception kinds */
#include <netdb.h>
#undef herror

enum { STEP_RESOLVING = 0xe000 };

/* ---- hosts */

/* Encoded for the system: a str, bytes or bytearray. Python encodes what is not ASCII by IDNA, which causette
 * does not know. */
static bool host_text(Call *call, Value host, Buffer *out) {
    const uint8_t *bytes;
    size_t count;
    if (is_str(host)) {
        if (!str_of(host)->is_ascii) {
            raise_error(call->task, NotImplementedError,
                        "host names that are not ASCII are not supported (Python has them)");
            return false;
        }
        str_append_utf8(out, host);
    } else if (value_type(host) != &memoryview_type && bytes_peek(host, &bytes, &count)) {
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

static bool is_broadcast(const char *host) {
    return !strcmp(host, "<broadcast>") || !strcmp(host, "255.255.255.255");
}

/* What needs nobody to be asked. */
static bool numeric_host(int family, const char *host, Address *address) {
    if (*host && !is_broadcast(host)) return resolver_read_number(host, family, address) == HOST_NUMBER;
    *address = (Address){ .family = (uint16_t)family }; /* the unspecified one */
    if (*host) memset(address->ip, 0xff, sizeof(struct in_addr));
    return true;
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

/* ---- numbers */

enum { STEP_NUMBER = 0xe010 }; /* behind it the place in the tuple whose __index__ was asked */

static void replace_item(Call *call, size_t i, size_t place, Value item) {
    const Tuple *given = tuple_of(call->args[i]);
    Value copy = tuple_from(given->items, given->count);
    replace_take(&tuple_of(copy)->items[place], item);
    replace_take(&call->args[i], copy);
}

/* The item at that place of the tuple args[i] becomes an int. As arg_integer, DONE when it is one. */
static Outcome item_integer(Call *call, size_t i, size_t place) {
    if (call->step == STEP_NUMBER + place) {
        call->step = 0;
        replace_item(call, i, place, take_result(call));
        if (!is_int(tuple_of(call->args[i])->items[place]))
            return raise_error(call->task, TypeError, "__index__ returned non-int (type %T)",
                               tuple_of(call->args[i])->items[place]);
    }
    Value item = tuple_of(call->args[i])->items[place];
    if (is_int(item)) return DONE;
    if (is_absent(class_peek_special(value_class(call_machine(call), item), SPECIAL_index)))
        return raise_error(call->task, TypeError, "'%T' object cannot be interpreted as an integer", item);
    call->step = STEP_NUMBER + (uint32_t)place;
    return call_special(call, item, SPECIAL_index, 0, NULL);
}

Outcome address_item_integers(Call *call, size_t i) {
    for (size_t place = 1; place < tuple_of(call->args[i])->count; place++) {
        Outcome outcome = item_integer(call, i, place);
        if (outcome != DONE) return outcome;
    }
    return DONE;
}

/* As C's unsigned int: all above it is cut off. */
uint32_t address_low_bits(Value number) {
    int64_t wide;
    if (int_fits_int64(number, &wide)) return (uint32_t)wide;
    Value cut = int_and(number, small_int(UINT32_MAX));
    if (!int_fits_int64(cut, &wide)) wide = 0;
    release(cut);
    return (uint32_t)wide;
}

static bool read_port(Call *call, Value value, const char *function, uint16_t *port) {
    int64_t number;
    if (!int_fits_int64(value, &number) || number < 0 || number > 0xffff) {
        raise_error(call->task, OverflowError, "%s(): port must be 0-65535.", function);
        return false;
    }
    *port = (uint16_t)number;
    return true;
}

/* ---- addresses of the internet */

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

/* What was found is put in place of the host. */
static void take_resolved(Call *call, size_t i) {
    call->step = 0;
    replace_item(call, i, 0, take_result(call));
}

bool address_read_six(Call *call, const Tuple *given, const char *function, Address *address) {
    address->flow = given->count > 2 ? address_low_bits(given->items[2]) : 0;
    address->scope = given->count > 3 ? address_low_bits(given->items[3]) : 0;
    if (address->flow <= 0xfffff) return true;
    raise_error(call->task, OverflowError, "%s(): flowinfo must be 0-1048575.", function);
    return false;
}

/* All but the host. */
static bool read_numbers(Call *call, const Tuple *given, int family, const char *function, Address *address) {
    return read_port(call, given->items[1], function, &address->port) &&
           (family != AF_INET6 || address_read_six(call, given, function, address));
}

/* DONE: address has the host's number. */
static Outcome read_host(Call *call, Value given, int family, Address *address) {
    Buffer text = { 0 };
    Outcome outcome = RAISED;
    if (host_text(call, given, &text)) {
        const char *host = buffer_text(&text);
        if (family == AF_INET6 && is_broadcast(host))
            outcome = raise_error(call->task, OSError, "address family mismatched");
        else
            outcome = numeric_host(family, host, address) ? DONE : resolve(call, family, host);
    }
    buffer_clear(&text);
    return outcome;
}

static Outcome inet_address(Call *call, size_t i, int family, const char *function, Address *address) {
    if (!check_shape(call, call->args[i], family, function)) return RAISED;
    if (call->step == STEP_RESOLVING) take_resolved(call, i);
    Buffer text = { 0 };
    bool is_host = host_text(call, tuple_of(call->args[i])->items[0], &text);
    buffer_clear(&text);
    if (!is_host) return RAISED;
    Outcome outcome = address_item_integers(call, i);
    if (outcome != DONE) return outcome;
    const Tuple *given = tuple_of(call->args[i]);
    outcome = read_host(call, given->items[0], family, address);
    return outcome == DONE && !read_numbers(call, given, family, function, address) ? RAISED : outcome;
}

/* ---- paths */

static Outcome unix_address(Call *call, size_t i, Address *address) {
    Value given = call->args[i];
    const uint8_t *bytes;
    size_t count;
    Buffer text = { 0 };
    if (is_str(given)) {
        if (!path_encode(call->task, given, &text)) return buffer_clear(&text), RAISED;
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
