/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/address.h"
#include "base/text.h"
#include <arpa/inet.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/un.h>

/* ---- as the kernel has them */

/* fe80::/10 (RFC 4291, 2.5.6). A packet may hold it at any place in memory, so it is read by bytes. */
static bool is_link_local(const uint8_t ip[16]) { return ip[0] == 0xfe && (ip[1] & 0xc0) == 0x80; }

bool address_is_of_link(const Address *address) {
    bool is_multicast = address->ip[0] == 0xff && (address->ip[1] & 0x0f) == 2; /* RFC 4291, 2.7 */
    return address->family == AF_INET6 && (is_multicast || is_link_local(address->ip));
}

Address address_from_ip(int family, const void *ip, uint16_t port, uint32_t scope) {
    Address address = { .family = (uint16_t)family, .port = port };
    bool is_six = family == AF_INET6;
    memcpy(address.ip, ip, is_six ? 16 : 4);
    if (is_six && is_link_local(address.ip)) address.scope = scope;
    return address;
}

Address address_from_path(const void *path, size_t count) {
    Address address = { .family = AF_UNIX };
    address.path_count = (uint8_t)(count < ADDRESS_PATH ? count : ADDRESS_PATH);
    memset(address.path, 0, sizeof address.path);
    if (count) memcpy(address.path, path, address.path_count);
    return address;
}

/* unix(7): the length of a path counts its NUL, that of an abstract name is exact. */
static Address from_unix(const struct sockaddr_un *from, size_t length) {
    size_t head = offsetof(struct sockaddr_un, sun_path), count = length > head ? length - head : 0;
    if (count > ADDRESS_PATH) count = ADDRESS_PATH;
    if (count && from->sun_path[0]) count = strnlen(from->sun_path, count);
    return address_from_path(from->sun_path, count);
}

Address address_from_sockaddr(const struct sockaddr_storage *from, socklen_t length) {
    const struct sockaddr_in *four = (const void *)from;
    const struct sockaddr_in6 *six = (const void *)from;
    if (length == 0) return (Address){ 0 };
    if (from->ss_family == AF_UNIX) return from_unix((const void *)from, length);
    if (from->ss_family == AF_INET)
        return address_from_ip(AF_INET, &four->sin_addr, ntohs(four->sin_port), 0);
    if (from->ss_family != AF_INET6) return (Address){ .family = from->ss_family };
    Address address = address_from_ip(AF_INET6, &six->sin6_addr, ntohs(six->sin6_port), 0);
    address.scope = six->sin6_scope_id;
    address.flow = ntohl(six->sin6_flowinfo);
    return address;
}

static socklen_t to_unix(const Address *address, struct sockaddr_un *out) {
    size_t head = offsetof(struct sockaddr_un, sun_path), count = address->path_count;
    bool is_abstract = !address->path[0], is_ended = count < ADDRESS_PATH;
    memcpy(out->sun_path, address->path, count);
    return (socklen_t)(head + count + (!is_abstract && is_ended));
}

socklen_t address_to_sockaddr(const Address *address, struct sockaddr_storage *out) {
    struct sockaddr_in *four = (void *)out;
    struct sockaddr_in6 *six = (void *)out;
    memset(out, 0, sizeof *out);
    out->ss_family = address->family;
    switch (address->family) {
    case AF_INET:
        four->sin_port = htons(address->port);
        memcpy(&four->sin_addr, address->ip, sizeof four->sin_addr);
        return sizeof *four;
    case AF_INET6:
        six->sin6_port = htons(address->port);
        six->sin6_scope_id = address->scope;
        six->sin6_flowinfo = htonl(address->flow);
        memcpy(&six->sin6_addr, address->ip, sizeof six->sin6_addr);
        return sizeof *six;
    case AF_UNIX: return to_unix(address, (void *)out);
    default: return sizeof(struct sockaddr);
    }
}

/* ---- questions */

bool address_is_ip(const Address *address) {
    return address->family == AF_INET || address->family == AF_INET6;
}

bool address_is_bound(const Address *address) {
    return address->family == AF_UNIX ? address->path_count > 0 : address->port != 0;
}

static const uint8_t mapped[12] = { [10] = 0xff, [11] = 0xff };

bool address_is_four(const Address *address) {
    return address->family == AF_INET ||
           (address->family == AF_INET6 && !memcmp(address->ip, mapped, sizeof mapped));
}

void address_mapped(const Address *address, uint8_t ip[16]) {
    bool is_four = address->family == AF_INET;
    if (is_four) memcpy(ip, mapped, sizeof mapped);
    memcpy(ip + (is_four ? sizeof mapped : 0), address->ip, is_four ? 4 : 16);
}

bool address_is_any(const Address *address) {
    static const uint8_t zero[16];
    size_t start = address->family == AF_INET6 && address_is_four(address) ? sizeof mapped : 0;
    return address_is_ip(address) &&
           !memcmp(address->ip + start, zero, address_is_four(address) ? 4 : sizeof zero);
}

bool address_equals(const Address *a, const Address *b) {
    uint8_t a_ip[16], b_ip[16];
    if (address_is_ip(a) && address_is_ip(b)) {
        address_mapped(a, a_ip);
        address_mapped(b, b_ip);
        return a->port == b->port && !memcmp(a_ip, b_ip, sizeof a_ip);
    }
    if (a->family != b->family || a->family != AF_UNIX) return a->family == b->family;
    return a->path_count == b->path_count && !memcmp(a->path, b->path, a->path_count);
}

/* ---- as texts */

const char *address_host(const Address *address, char text[ADDRESS_HOST]) {
    return inet_ntop(address->family, address->ip, text, ADDRESS_HOST);
}

/* A path that begins with @ is told from an abstract name. */
static void write_path(const Address *address, char *out) {
    const uint8_t *at = (const uint8_t *)address->path, *end = at + address->path_count, *start;
    bool is_abstract = at < end && !*at;
    if (at == end) out = stpcpy(out, "unix");
    if (is_abstract) *out++ = '@';
    for (at += is_abstract; (start = at) < end;) {
        uint32_t code_point = text_decode(&at, end, false);
        bool is_at = code_point == '@' && start == (const uint8_t *)address->path;
        if (code_point == TEXT_INVALID) at++;
        if (code_point == '\\')
            out = stpcpy(out, "\\\\");
        else if (code_point != TEXT_INVALID && text_is_printable(code_point) && !is_at)
            out = mempcpy(out, start, (size_t)(at - start));
        else
            for (; start < at; start++) out += sprintf(out, "\\x%02x", *start);
    }
    *out = 0;
}

const char *address_text(const Address *address, char text[ADDRESS_TEXT]) {
    char host[ADDRESS_HOST];
    switch (address->family) {
    case AF_INET: snprintf(text, ADDRESS_TEXT, "%s:%d", address_host(address, host), address->port); break;
    case AF_INET6: snprintf(text, ADDRESS_TEXT, "[%s]:%d", address_host(address, host), address->port); break;
    case AF_UNIX: write_path(address, text); break;
    default: strcpy(text, "-");
    }
    return text;
}

void address_append(Buffer *out, const Address *address) {
    char text[ADDRESS_TEXT];
    buffer_append_text(out, address_text(address, text));
}

static bool read_port(const char *text, const char *end, uint16_t *port) {
    uint32_t number = 0;
    if (end - text < 1 || end - text > 5) return false;
    for (; text < end; text++) {
        if (*text < '0' || *text > '9') return false;
        number = number * 10 + (uint32_t)(*text - '0');
    }
    *port = (uint16_t)number;
    return number <= UINT16_MAX;
}

bool address_read_ip(Address *address, const char *text, size_t count) {
    char host[ADDRESS_HOST];
    Address read = { 0 };
    *address = read;
    if (count == 1 && *text == '-') return true;
    const char *colon = count ? memrchr(text, ':', count) : NULL;
    bool is_six = colon && *text == '[';
    if (!colon || (is_six && colon[-1] != ']') || !read_port(colon + 1, text + count, &read.port))
        return false;
    size_t length = (size_t)(colon - text) - 2 * is_six;
    if (length >= sizeof host) return false;
    memcpy(host, text + is_six, length);
    host[length] = 0;
    read.family = is_six ? AF_INET6 : AF_INET;
    if (strlen(host) != length || inet_pton(read.family, host, read.ip) != 1) return false;
    *address = read;
    return true;
}

static int digit_of(char digit) {
    return digit >= '0' && digit <= '9' ? digit - '0' : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* One byte of a path, which may be escaped: how many of text are read, 0: it is wrong. */
static size_t read_byte(const char *text, size_t count, char *byte) {
    *byte = *text;
    if ((uint8_t)*text < 0x20 || *text == 0x7f) return 0;
    if (*text != '\\') return 1;
    if (count >= 2 && text[1] == '\\') return 2;
    if (count < 4 || text[1] != 'x' || digit_of(text[2]) < 0 || digit_of(text[3]) < 0) return 0;
    *byte = (char)(digit_of(text[2]) << 4 | digit_of(text[3]));
    return 4;
}

bool address_read(Address *address, const char *text, size_t count) {
    char path[ADDRESS_PATH];
    size_t used = 0, at;
    if (address_read_ip(address, text, count)) return true;
    bool is_nameless = count == 4 && !memcmp(text, "unix", 4);
    if (count == 0) return false;
    if (*text == '@') path[used++] = 0;
    at = used;
    while (at < count && !is_nameless) {
        size_t step = used < ADDRESS_PATH ? read_byte(text + at, count - at, &path[used++]) : 0;
        if (step == 0) return false;
        at += step;
    }
    *address = address_from_path(path, used);
    return true;
}
