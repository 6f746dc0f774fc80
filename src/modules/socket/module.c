/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _socket: the natives of module socket beside its class. What CPython writes in Python (create_server and
 * the like) is in the notation, socket.py. */
#include "base/text.h"
#include "builtin/text/codecs.h"
#include "modules/socket/object.h"
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- the default timeout stands in the module, as a float or None */

static Module *own_module(Machine *machine) {
    Value module = dict_peek_text(machine->modules, "_socket");
    return has_type(module, TYPE_ID_MODULE) ? (Module *)object_of(module) : NULL;
}

double socket_default_timeout(Machine *machine) {
    Module *module = own_module(machine);
    Value timeout = module ? dict_peek_text(module->dict, "_default_timeout") : NONE;
    return is_float(timeout) ? float_of(timeout) : TIMEOUT_NONE;
}

static Outcome socket_getdefaulttimeout(Call *call) {
    double timeout = socket_default_timeout(call_machine(call));
    return timeout < 0 ? give_none(call) : give(call, float_new(timeout));
}

static Outcome socket_setdefaulttimeout(Call *call) {
    double seconds;
    if (!arg_timeout(call, 0, &seconds)) return RAISED;
    Value timeout = seconds < 0 ? NONE : float_new(seconds);
    dict_define_text_take(own_module(call_machine(call))->dict, "_default_timeout", timeout);
    return give_none(call);
}

/* ---- byte order */

static bool arg_unsigned(Call *call, unsigned bits, uint32_t *number) {
    int64_t given;
    const char *name = call->spec->signature;
    int length = (int)strcspn(name, "(");
    if (!is_int(call->args[0])) {
        raise_error(call->task, TypeError,
                    bits == 16 ? "'%T' object cannot be interpreted as an integer" : "expected int, %T found",
                    call->args[0]);
        return false;
    }
    if (int_sign(call->args[0]) < 0) {
        if (bits == 16)
            raise_error(call->task, OverflowError,
                        "%.*s: can't convert negative Python int to C 16-bit unsigned integer", length, name);
        else
            raise_error(call->task, OverflowError, "can't convert negative value to unsigned int");
        return false;
    }
    if (!int_fits_int64(call->args[0], &given) || given >> bits) {
        if (bits == 16 && int_fits_int64(call->args[0], &given) && given <= INT32_MAX)
            raise_error(call->task, OverflowError,
                        "%.*s: Python int too large to convert to C 16-bit unsigned integer", length, name);
        else if (bits == 16)
            raise_error(call->task, OverflowError,
                        int_fits_int64(call->args[0], &given) ? "signed integer is greater than maximum"
                                                              : "Python int too large to convert to C long");
        else
            raise_error(call->task, OverflowError,
                        int_fits_int64(call->args[0], &given)
                            ? "int larger than 32 bits"
                            : "Python int too large to convert to C unsigned long");
        return false;
    }
    *number = (uint32_t)given;
    return true;
}

static Outcome swap_16(Call *call) {
    uint32_t number;
    return arg_unsigned(call, 16, &number) ? give_int(call, htons((uint16_t)number)) : RAISED;
}
static Outcome swap_32(Call *call) {
    uint32_t number;
    return arg_unsigned(call, 32, &number) ? give_int(call, htonl(number)) : RAISED;
}

/* ---- texts of addresses */

static Outcome socket_inet_aton(Call *call) {
    Value text;
    Buffer scratch = { 0 };
    struct in_addr address;
    if (!arg_str(call, 0, &text)) return RAISED;
    int known = inet_aton(str_peek_utf8(text, &scratch, NULL), &address);
    buffer_clear(&scratch);
    if (!known) return raise_error(call->task, OSError, "illegal IP address string passed to inet_aton");
    return give(call, bytes_new(&address, sizeof address));
}

static Outcome socket_inet_ntoa(Call *call) {
    const uint8_t *data;
    size_t count;
    char text[INET_ADDRSTRLEN];
    if (!arg_bytes(call, 0, &data, &count)) return RAISED;
    if (count != 4) return raise_error(call->task, OSError, "packed IP wrong length for inet_ntoa");
    return give_text(call, inet_ntop(AF_INET, data, text, sizeof text));
}

static Outcome socket_inet_pton(Call *call) {
    int family;
    Value text;
    Buffer scratch = { 0 };
    uint8_t address[16];
    if (!arg_int(call, 0, &family) || !arg_str(call, 1, &text)) return RAISED;
    int known = inet_pton(family, str_peek_utf8(text, &scratch, NULL), address);
    int problem = errno;
    buffer_clear(&scratch);
    if (known < 0) return raise_errno(call->task, problem);
    if (known == 0) return raise_error(call->task, OSError, "illegal IP address string passed to inet_pton");
    return give(call, bytes_new(address, family == AF_INET ? 4 : 16));
}

static Outcome socket_inet_ntop(Call *call) {
    int family;
    const uint8_t *data;
    size_t count;
    char text[INET6_ADDRSTRLEN];
    if (!arg_int(call, 0, &family) || !arg_bytes(call, 1, &data, &count)) return RAISED;
    if (family != AF_INET && family != AF_INET6)
        return raise_error(call->task, ValueError, "unknown address family %d", family);
    if (count != (family == AF_INET ? 4 : 16))
        return raise_error(call->task, ValueError, "invalid length of packed IP address string");
    return give_text(call, inet_ntop(family, data, text, sizeof text));
}

/* ---- names */

static Outcome socket_gethostname(Call *call) {
    char name[256];
    if (gethostname(name, sizeof name) < 0) return raise_errno(call->task, errno);
    name[sizeof name - 1] = '\0';
    return give_text(call, name);
}

static Outcome socket_gethostbyname(Call *call) {
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
static Outcome socket_resolve(Call *call) {
    int family;
    if (call->step) return DONE;
    if (!arg_int(call, 1, &family)) return RAISED;
    call->step = 1;
    return call_native(call, operation_resolve_all, family, 1, call->args);
}

/* The port of a service, by /etc/services; -1 when there is none. NULL: of any protocol. */
static int find_service(const char *name, const char *protocol) {
    FILE *file = fopen("/etc/services", "re");
    char line[512];
    int found = -1;
    while (file && found < 0 && fgets(line, sizeof line, file)) {
        line[strcspn(line, "#")] = '\0';
        char *rest, *service = strtok_r(line, " \t\n", &rest),
                    *port = service ? strtok_r(NULL, " \t\n", &rest) : NULL;
        char *slash = port ? strchr(port, '/') : NULL;
        if (!slash || (protocol && strcmp(slash + 1, protocol))) continue;
        for (char *alias = service; alias && found < 0; alias = strtok_r(NULL, " \t\n", &rest)) {
            if (!strcmp(alias, name)) found = atoi(port);
        }
    }
    if (file) fclose(file);
    return found;
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
    if (taken) *port = find_service((char *)name.bytes, has_protocol ? (char *)protocol.bytes : NULL);
    buffer_clear(&name);
    buffer_clear(&protocol);
    return taken ? DONE : RAISED;
}

/* _service(name, protocol): for getaddrinfo; None when there is no such service. */
static Outcome socket_service(Call *call) {
    int port;
    if (look_up_service(call, !is_none(call->args[1]), &port) == RAISED) return RAISED;
    return port < 0 ? give_none(call) : give_int(call, port);
}

static Outcome socket_getservbyname(Call *call) {
    int port;
    if (look_up_service(call, !is_absent(call->args[1]), &port) == RAISED) return RAISED;
    if (port < 0) return raise_error(call->task, OSError, "service/proto not found");
    return give_int(call, port);
}

/* _error(code): raises gaierror with the code of getaddrinfo(3). */
static Outcome socket_error(Call *call) {
    int code;
    return arg_int(call, 0, &code) ? resolver_raise(call->task, code) : RAISED;
}

/* ---- descriptors */

static Outcome socket_close_descriptor(Call *call) {
    int fd;
    if (!arg_int(call, 0, &fd)) return RAISED;
    if (fd >= 0) sched_forget(sched_of(call), fd);
    int problem = io_close(fd);
    return problem ? raise_errno(call->task, -problem) : give_none(call);
}

static Outcome socket_dup(Call *call) {
    int fd;
    if (!arg_int(call, 0, &fd)) return RAISED;
    int copy = io_duplicate(fd);
    return copy < 0 ? raise_errno(call->task, -copy) : give_int(call, copy);
}

/* A pair of connected sockets; the arguments are numbers already. */
static Outcome socket_pair(Call *call) {
    int family, type, protocol, fds[2];
    if (!arg_int(call, 0, &family) || !arg_int(call, 1, &type) || !arg_int(call, 2, &protocol)) return RAISED;
    int problem = io_pair(family, type, protocol, fds);
    if (problem) return raise_errno(call->task, -problem);
    Machine *machine = call_machine(call);
    int plain = type & ~(SOCK_CLOEXEC | SOCK_NONBLOCK);
    Value first = socket_new(machine, NULL, fds[0], family, plain, protocol);
    return give(call, tuple_pair_take(first, socket_new(machine, NULL, fds[1], family, plain, protocol)));
}

static const NativeSpec socket_functions[] = {
    { "getdefaulttimeout()", socket_getdefaulttimeout, "What new sockets wait: seconds, or None for ever." },
    { "setdefaulttimeout(timeout, /)", socket_setdefaulttimeout, "Set what new sockets wait." },
    { "htons(x, /)", swap_16, "A 16-bit number in the network's byte order.", ARGS_PARSE },
    { "ntohs(x, /)", swap_16, "A 16-bit number from the network's byte order.", ARGS_PARSE },
    { "htonl(x, /)", swap_32, "A 32-bit number in the network's byte order." },
    { "ntohl(x, /)", swap_32, "A 32-bit number from the network's byte order." },
    { "inet_aton(ip_addr, /)", socket_inet_aton, "The 4 bytes of an IPv4 address.", ARGS_PARSE },
    { "inet_ntoa(packed_ip, /)", socket_inet_ntoa, "The text of 4 bytes as an IPv4 address.", ARGS_PARSE },
    { "inet_pton(family, ip, /)", socket_inet_pton, "The bytes of an address of this family.", ARGS_PARSE },
    { "inet_ntop(family, packed_ip, /)", socket_inet_ntop,
      "The text of the bytes of an address of this family.", ARGS_PARSE },
    { "gethostname()", socket_gethostname, "The name of this machine." },
    { "gethostbyname(hostname, /)", socket_gethostbyname, "The IPv4 address of a host, as text.", ARGS_PARSE,
      .flags = NATIVE_OBSERVED },
    { "close(fd, /)", socket_close_descriptor, "Close a socket's descriptor." },
    { "dup(fd, /)", socket_dup, "A copy of a socket's descriptor." },
    { "_resolve(host, family)", socket_resolve, "Addresses of a host.", .flags = NATIVE_OBSERVED },
    { "getservbyname(servicename, protocolname=..., /)", socket_getservbyname, "The port of a service.",
      ARGS_PARSE },
    { "_service(name, protocol)", socket_service, "The port of a service." },
    { "_error(code)", socket_error, "Raise gaierror." },
    { "_pair(family, type, proto)", socket_pair, "Two connected sockets." },
    { 0 },
};

static bool socket_init(Machine *machine, Module *module) {
    socket_add_enums(machine, module);
    dict_define_text_take(module->dict, "gaierror", retain(object_value(machine->exceptions[gaierror])));
    dict_define_text_take(module->dict, "herror", retain(object_value(machine->exceptions[herror])));
    dict_define_text_take(module->dict, "timeout", retain(object_value(machine->exceptions[TimeoutError])));
    dict_define_text_take(module->dict, "error", retain(object_value(machine->exceptions[OSError])));
    dict_define_text_take(module->dict, "has_ipv6", TRUE);
    return true;
}

static const ClassSpec *const socket_classes[] = { &socket_class, NULL };

const ModuleSpec socket_module = {
    .name = "_socket",
    .doc = "The natives of module socket.",
    .functions = socket_functions,
    .ints = socket_ints,
    .classes = socket_classes,
    .init = socket_init,
};
