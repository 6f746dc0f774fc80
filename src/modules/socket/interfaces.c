/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The machine itself: its links, its own addresses, its name. See if_nameindex(3), sethostname(2). */
#include "base/buffer.h"
#include "builtin/text/codecs.h"
#include "modules/socket/names.h"
#include "modules/socket/object.h"
#include "value/list.h"
#include "vm/special.h"
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <string.h>
#include <unistd.h>

/* A name as a path is given; without a zero byte. */
static Outcome arg_name(Call *call, size_t i, Buffer *name) {
    const uint8_t *bytes;
    size_t count;
    Outcome outcome = arg_fspath(call, i);
    if (outcome != DONE) return outcome;
    if (is_str(call->args[i])) {
        if (!path_encode(call->task, call->args[i], name)) return RAISED;
    } else if (bytes_peek(call->args[i], &bytes, &count)) {
        buffer_append(name, bytes, count);
    } else {
        return raise_error(call->task, TypeError, "expected str, bytes or os.PathLike object, not %T",
                           call->args[i]);
    }
    if (!name->count || !memchr(name->bytes, 0, name->count)) return DONE;
    return raise_error(call->task, ValueError, "embedded null byte");
}

Outcome socket_if_nametoindex(Call *call) {
    Buffer name = { 0 };
    Outcome outcome = arg_name(call, 0, &name);
    unsigned index = outcome == DONE ? if_nametoindex(buffer_text(&name)) : 0;
    buffer_clear(&name);
    if (outcome != DONE) return outcome;
    return index ? give_int(call, index) : raise_error(call->task, OSError, "no interface with this name");
}

Outcome socket_if_indextoname(Call *call) {
    char name[IF_NAMESIZE];
    Value given = call->args[0];
    uint64_t index;
    if (!is_int(given)) return raise_error(call->task, TypeError, "an integer is required");
    if (int_sign(given) < 0)
        return raise_error(call->task, OverflowError, "can't convert negative value to unsigned int");
    if (!int_fits_uint64(given, &index))
        return raise_error(call->task, OverflowError, "Python int too large to convert to C unsigned long");
    if (!if_indextoname((unsigned)index, name)) return raise_errno(call->task, errno);
    return give(call, path_decode(call->task, name));
}

Outcome socket_if_nameindex(Call *call) {
    struct if_nameindex *all = if_nameindex();
    if (!all) return raise_errno(call->task, errno);
    Value list = list_new(4);
    for (const struct if_nameindex *one = all; one->if_index; one++)
        list_add_take(list_of(list),
                      tuple_pair_take(small_int(one->if_index), path_decode(call->task, one->if_name)));
    if_freenameindex(all);
    return give(call, list);
}

Outcome socket_sethostname(Call *call) {
    Buffer name = { 0 };
    Outcome outcome = arg_name(call, 0, &name);
    if (outcome == DONE && sethostname(name.count ? name.bytes : "", name.count) < 0)
        outcome = raise_errno(call->task, errno);
    buffer_clear(&name);
    return outcome == DONE ? give_none(call) : outcome;
}

/* _configured(): whether there is an address but for the loopback's, of IPv4 and of IPv6. */
Outcome socket_configured(Call *call) {
    struct ifaddrs *all = NULL;
    bool has_four = false, has_six = false;
    if (getifaddrs(&all) < 0) return raise_errno(call->task, errno);
    for (const struct ifaddrs *one = all; one; one = one->ifa_next) {
        if (!one->ifa_addr) continue;
        sa_family_t family = one->ifa_addr->sa_family;
        bool is_own = one->ifa_flags & IFF_LOOPBACK;
        has_four |= family == AF_INET && !is_own;
        has_six |= family == AF_INET6 && !is_own;
    }
    freeifaddrs(all);
    return give(call, tuple_pair_take(bool_value(has_four), bool_value(has_six)));
}
