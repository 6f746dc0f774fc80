/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Datagrams: no connections, so each needs an address, one that nobody waits for is lost, and so is what does
 * not fit. */
#include "explain/address.h"
#include "journal/journal_text.h"
#include <errno.h>
#include <string.h>

/* ---- where nothing can come */

bool explain_is_portless(const KernelSocket *own) {
    bool is_inet = own->family == AF_INET || own->family == AF_INET6;
    return is_inet && own->type == SOCK_DGRAM && !own->local.port;
}

static bool is_portless(Situation *situation) {
    const KernelSocket *own = situation_own(situation);
    return own && explain_is_portless(own);
}

/* Somebody has this address, to receive on it; true also when that is not known. */
bool explain_has_receiver(const Kernel *kernel, const Address *to) {
    KernelQuery query = { .udp = true, .local_port = to->port };
    KernelSockets found = { 0 };
    bool is_known = kernel_list_sockets(kernel, &query, &found) && found.complete, is_there = !is_known;
    for (size_t i = 0; i < found.count && !is_there; i++)
        is_there = explain_is_in_the_way(&found.items[i], to);
    kernel_clear_sockets(&found);
    return is_there;
}

/* The address on this machine to which this socket has sent last. */
const Address *explain_last_sent_to(const Journal *journal, uint64_t socket) {
    const JournalRecord *record = journal ? journal_peek_last(journal, socket, 0) : NULL;
    for (; record; record = journal_peek_last(journal, socket, record->number)) {
        if (!record->spec || !(record->spec->flags & JOURNAL_SENDS)) continue;
        const Address *to = record->argument.family ? &record->argument : &record->peer;
        return address_is_ip(to) && to->port && explain_is_own(to) ? to : NULL;
    }
    return NULL;
}

static const Address *unheard(Situation *situation) {
    if (!situation->record || !situation_is_datagram(situation)) return NULL;
    const Address *to = explain_last_sent_to(situation->journal, situation->record->socket);
    return to && !explain_has_receiver(situation_kernel(situation), to) ? to : NULL;
}

static bool is_unheard(Situation *situation) { return unheard(situation); }

static bool fact_unheard(Situation *situation, Buffer *out) {
    const Address *to = unheard(situation);
    if (to) address_append(out, to);
    return to;
}

/* ---- what did not fit */

static bool is_cut(Situation *situation) {
    const JournalRecord *record = situation->record;
    return situation_is_datagram(situation) && !journal_is_peek(record) && record->result >= 0 &&
           record->meant > (uint64_t)record->result;
}

static bool fact_unfit(Situation *situation, Buffer *out) {
    const JournalRecord *record = situation->record;
    return situation_append_bytes(record->meant - (uint64_t)record->result, out);
}

static const ExplainFact facts[] = {
    { "unheard", fact_unheard },
    { "unfit", fact_unfit },
    { 0 },
};

/* ---- rows */

#define READS "recv recv_into recvfrom"

static const char story[] =
    N_("A datagram is one message, and it comes whole or not at all: what does not fit into the number that "
       "`recvfrom` was given "
       "is thrown away. Nobody is told when one is lost on its way, or when nobody receives at its address.");

static const ExplainRow rows[] = {
    { "accept", .kind = OSError, .error = EOPNOTSUPP, .calls = "accept listen", .test = situation_is_datagram,
      .sentence = N_("`{name}` is a socket for datagrams (UDP): it has no connections, so nobody to accept.\n"
                     "`recvfrom` gives each datagram and who sent it."),
      .plain = N_("This is a socket for datagrams (UDP): it has no connections, so nobody to accept.\n"
                  "`recvfrom` gives each datagram and who sent it.") },
    { "send", .kind = OSError, .error = EDESTADDRREQ, .calls = "send sendall", .test = situation_is_datagram,
      .sentence = N_(
          "A datagram needs an address.\n`{name}.sendto(b\"...\", {a_receiver})`, or `connect` once before."),
      .plain = N_(
          "A datagram needs an address.\n`sendto` takes one with each, or `connect` sets it once before.") },
    { "long", .kind = OSError, .error = EMSGSIZE, .calls = "send sendall sendto",
      .test = situation_is_datagram,
      .sentence = N_("A datagram of {meant} is too long: over IPv4 one holds 65507 bytes at most.\nSend less "
                     "at a time."),
      .plain =
          N_("That datagram is too long: over IPv4 one holds 65507 bytes at most.\nSend less at a time."),
      .story = story },
    { "portless", .kind = KeyboardInterrupt, .calls = READS, .test = is_portless,
      .sentence =
          N_("Nobody can send to `{name}`: it has no port yet.\n`{name}.bind({to_bind})` gives it one."),
      .plain = N_("Nobody can send to this socket: it has no port yet.\n`bind` gives it one."),
      .story = story },
    { "portless-time", .kind = TimeoutError, .calls = READS, .test = is_portless,
      .sentence =
          N_("Nobody can send to `{name}`: it has no port yet.\n`{name}.bind({to_bind})` gives it one."),
      .plain = N_("Nobody can send to this socket: it has no port yet.\n`bind` gives it one."),
      .story = story },
    { "portless-now", .kind = BlockingIOError, .calls = READS, .test = is_portless,
      .sentence =
          N_("Nobody can send to `{name}`: it has no port yet.\n`{name}.bind({to_bind})` gives it one."),
      .plain = N_("Nobody can send to this socket: it has no port yet.\n`bind` gives it one."),
      .story = story },
    { "unheard", .kind = KeyboardInterrupt, .calls = READS, .test = is_unheard,
      .sentence = N_(
          "Nobody receives on {unheard}, where the last datagram went: it is lost, and no answer can come.\n"
          "Start the receiver, or check the port, and send again."),
      .story = story },
    { "unheard-time", .kind = TimeoutError, .calls = READS, .test = is_unheard,
      .sentence = N_(
          "Nobody receives on {unheard}, where the last datagram went: it is lost, and no answer can come.\n"
          "Start the receiver, or check the port, and send again."),
      .story = story },
    { "given-up", .kind = KeyboardInterrupt, .calls = READS, .test = situation_is_datagram,
      .sentence = N_("`{call}` given up; `{name}` still receives on {address}.") },
    { "late", .kind = TimeoutError, .calls = READS, .test = situation_is_datagram,
      .sentence =
          N_("No datagram came within {timeout}.\nTry again, or wait for ever: `{name}.settimeout(None)`."),
      .plain = N_("No datagram came in time.\nTry again, or wait for ever: `settimeout` with None.") },
    { "cut", EXPLAIN_RESULT, .calls = READS, .test = is_cut,
      .sentence = N_("The datagram had {meant}: {unfit} did not fit, and that part is lost.\n"
                     "Ask for as many as one can hold: `{name}.{call}(65535)`."),
      .plain = N_("The datagram had {meant}: {unfit} did not fit, and that part is lost.\n"
                  "Ask for as many as one can hold, 65535."),
      .story = story },
    { 0 },
};

const ExplainGroup explain_datagrams = { rows, facts };
