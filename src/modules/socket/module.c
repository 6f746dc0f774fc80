/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _socket: the natives of module socket beside its class. What CPython writes in Python (create_server and
 * the like) is in the notation, socket.py. */
#include "modules/socket/methods.h"
#include "modules/socket/names.h"
#include "modules/socket/object.h"
#include <arpa/inet.h>
#include <errno.h>
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
    Outcome outcome = arg_timeout(call, 0, &seconds);
    if (outcome != DONE) return outcome;
    Value timeout = seconds < 0 ? NONE : float_new(seconds);
    dict_define_text_take(own_module(call_machine(call))->dict, "_default_timeout", timeout);
    return give_none(call);
}

/* ---- byte order */

static Outcome raise_overflow(Call *call, const char *format) {
    const char *name = call->spec->signature;
    return raise_error(call->task, OverflowError, format, (int)strcspn(name, "("), name);
}

static Outcome arg_16_bits(Call *call, int *number) {
    Outcome outcome = arg_index_int(call, 0, number);
    if (outcome != DONE) return outcome;
    if (*number < 0)
        return raise_overflow(call, "%.*s: can't convert negative Python int to C 16-bit unsigned integer");
    if (*number > 0xffff)
        return raise_overflow(call, "%.*s: Python int too large to convert to C 16-bit unsigned integer");
    return DONE;
}

static bool arg_32_bits(Call *call, uint32_t *number) {
    uint64_t given;
    Value value = call->args[0];
    if (!is_int(value)) {
        raise_error(call->task, TypeError, "expected int, %T found", value);
        return false;
    }
    const char *problem = int_sign(value) < 0 ? "can't convert negative value to unsigned int"
                          : !int_fits_uint64(value, &given)
                              ? "Python int too large to convert to C unsigned long"
                          : given > UINT32_MAX ? "int larger than 32 bits"
                                               : NULL;
    if (problem) raise_error(call->task, OverflowError, "%s", problem);
    *number = problem ? 0 : (uint32_t)given;
    return !problem;
}

static Outcome swap_16(Call *call) {
    int number;
    Outcome outcome = arg_16_bits(call, &number);
    return outcome == DONE ? give_int(call, htons((uint16_t)number)) : outcome;
}
static Outcome swap_32(Call *call) {
    uint32_t number;
    return arg_32_bits(call, &number) ? give_int(call, htonl(number)) : RAISED;
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
    Outcome outcome = arg_index_int(call, 0, &family);
    if (outcome != DONE) return outcome;
    if (!arg_str(call, 1, &text)) return RAISED;
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
    Outcome outcome = arg_index_int(call, 0, &family);
    if (outcome != DONE) return outcome;
    if (!arg_bytes(call, 1, &data, &count)) return RAISED;
    if (family != AF_INET && family != AF_INET6)
        return raise_error(call->task, ValueError, "unknown address family %d", family);
    if (count != (family == AF_INET ? 4 : 16))
        return raise_error(call->task, ValueError, "invalid length of packed IP address string");
    return give_text(call, inet_ntop(family, data, text, sizeof text));
}

/* ---- descriptors */

static Outcome socket_close_descriptor(Call *call) {
    int fd;
    Outcome outcome = arg_descriptor(call, 0, &fd);
    if (outcome != DONE) return outcome;
    if (fd >= 0) sched_forget(sched_of(call), fd);
    int problem = io_close(fd);
    return problem ? raise_errno(call->task, -problem) : give_none(call);
}

static Outcome socket_dup(Call *call) {
    int fd;
    Outcome outcome = arg_descriptor(call, 0, &fd);
    if (outcome != DONE) return outcome;
    int copy = io_duplicate(fd);
    return copy < 0 ? raise_errno(call->task, -copy) : give_int(call, copy);
}

/* A pair of connected sockets; the arguments are numbers already. */
static Outcome socket_pair(Call *call) {
    int family, type, protocol, fds[2];
    Outcome outcome = arg_index_int(call, 0, &family);
    if (outcome == DONE) outcome = arg_index_int(call, 1, &type);
    if (outcome == DONE) outcome = arg_index_int(call, 2, &protocol);
    if (outcome != DONE) return outcome;
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
    { "CMSG_LEN(length, /)", socket_cmsg_len, "The size of a control message with so many bytes of data.",
      ARGS_PARSE },
    { "CMSG_SPACE(length, /)", socket_cmsg_space, "The room that it takes in a buffer.", ARGS_PARSE },
    { "getprotobyname(name, /)", socket_getprotobyname, "The number of a protocol.", ARGS_PARSE },
    { "if_nameindex()", socket_if_nameindex, "The machine's links: a list of (number, name)." },
    { "if_nametoindex(name, /)", socket_if_nametoindex, "The number of a link.", ARGS_PARSE },
    { "if_indextoname(index, /)", socket_if_indextoname, "The name of a link." },
    { "sethostname(name, /)", socket_sethostname, "Give this machine another name.", ARGS_PARSE },
    { "_resolve(host, family)", socket_resolve, "Addresses of a host.", .flags = NATIVE_OBSERVED },
    { "_names(address)", socket_names, "Names of an address.", .flags = NATIVE_OBSERVED },
    { "_configured()", socket_configured, "Whether there are IPv4 and IPv6 addresses." },
    { "getnameinfo(sockaddr, flags, /)", socket_getnameinfo, "The names of an address and its port.",
      ARGS_PARSE, .flags = NATIVE_OBSERVED },
    { "getservbyport(port, protocolname=..., /)", socket_getservbyport, "The name of a port's service.",
      ARGS_PARSE },
    { "getservbyname(servicename, protocolname=..., /)", socket_getservbyname, "The port of a service.",
      ARGS_PARSE },
    { "_service(name, protocol)", socket_service, "The port of a service." },
    { "_error(code)", socket_error, "Raise gaierror." },
    { "_pair(family, type, proto, /)", socket_pair, "Two connected sockets.", ARGS_PARSE },
    { 0 },
};

static bool socket_init(Machine *machine, Module *module) {
    socket_add_enums(machine, module);
    for (const IntSpec *number = socket_ints_of_families; number->name; number++)
        dict_define_text_take(module->dict, number->name, int_from_int64(number->value));
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
