/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A call that this socket cannot do in the state in which it is: not listening, listening, not connected,
 * over, closed; and calls that waited in vain. */
#include "base/clock.h"
#include "explain/situation.h"
#include "journal/journal_text.h"
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

/* ---- states */

static bool has_state(Situation *situation, KernelState state) {
    const KernelSocket *own = situation_own(situation);
    return own && own->state == state;
}

static bool is_listening(Situation *situation) { return has_state(situation, KERNEL_LISTEN); }
static bool is_connected(Situation *situation) { return has_state(situation, KERNEL_ESTABLISHED); }

/* Nothing went over it, and no connection of it is remembered. */
static bool is_fresh(Situation *situation) {
    const JournalRecord *record = situation->record;
    if (!record || !situation_is_stream(situation) ||
        (!has_state(situation, KERNEL_CLOSED) && !has_state(situation, KERNEL_BOUND)))
        return false;
    return !record->sent && !record->received && !record->peer.port && !(record->peer.family == AF_UNIX);
}

static bool has_address(Situation *situation) { return address_is_bound(&situation->record->local); }

static bool is_unbound(Situation *situation) { return is_fresh(situation) && !has_address(situation); }

/* listen() of a socket that no bind() gave an address. */
static bool is_port_chosen(Situation *situation) {
    const JournalRecord *bind = situation_last_call(situation, situation->record->socket, "bind");
    return situation->socket && situation->socket->type == SOCK_STREAM &&
           situation->socket->family == AF_INET && (!bind || bind->outcome != JOURNAL_RETURNED);
}

static bool was_shut(Situation *situation) {
    const JournalRecord *shut = situation_last_call(situation, situation->record->socket, "shutdown");
    return shut && shut->outcome == JOURNAL_RETURNED && shut->number_count && shut->numbers[0] != SHUT_RD;
}

static bool has_sent(Situation *situation) { return situation->record->sent > 0; }

/* The last that was done with it was to send, and that worked. */
static bool has_just_sent(Situation *situation) {
    const JournalRecord *record = situation->record;
    const JournalRecord *before = journal_peek_last(situation->journal, record->socket, record->number);
    return before && before->outcome == JOURNAL_RETURNED && before->spec &&
           before->spec->flags & JOURNAL_SENDS;
}

static bool is_closed_by_program(Situation *situation) {
    return situation->record && situation->record->fd < 0;
}

/* ---- closed */

static uint64_t number_of(const Situation *situation) {
    return situation->record ? situation->record->socket : situation->socket ? situation->socket->number : 0;
}

static const JournalRecord *find_close(Situation *situation) {
    return situation_last_call(situation, number_of(situation), "close");
}

/* Questions about a socket are not recorded: the variable in the source tells which it was. */
static bool is_asked(Situation *situation) {
    static const char *const questions[] = { "getpeername", "getsockname", "getsockopt", NULL };
    for (const char *const *name = questions; *name && !situation->record; name++) {
        if (!situation_find_call(situation, *name)) continue;
        situation_look_at(situation, NULL, *name);
        return situation->socket != NULL;
    }
    return false;
}

static bool is_asked_closed(Situation *situation) { return is_asked(situation) && situation->socket->fd < 0; }
static bool is_asked_open(Situation *situation) { return is_asked(situation) && situation->socket->fd >= 0; }

static bool was_detached(Situation *situation) {
    return situation->record && situation_last_call(situation, situation->record->socket, "detach");
}

static bool fact_ago(Situation *situation, Buffer *out) {
    const JournalRecord *close = find_close(situation);
    if (!close) return false;
    clock_append_ago(out, situation->now - close->ended);
    return true;
}

/* ---- waited in vain */

static bool is_unblocking(Situation *situation) {
    return situation->socket && situation->socket->timeout == 0;
}

/* By the socket's own settimeout, and not by a default. */
static bool is_own_timeout(Situation *situation) {
    const JournalRecord *record = situation->record;
    return situation_last_call(situation, record->socket, "settimeout") != NULL;
}

static bool fact_other_queue(Situation *situation, Buffer *out) {
    const KernelSocket *end = situation_other_end(situation);
    if (!end || !end->receive_queue) return false;
    buffer_append_format(out, _n("%zu byte", "%zu bytes", (size_t)end->receive_queue),
                         (size_t)end->receive_queue);
    return true;
}

static bool fact_gone(Situation *situation, Buffer *out) {
    const JournalRecord *record = situation->record;
    if (!record || !record->sent) return false;
    buffer_append_format(out, _n("%zu byte", "%zu bytes", (size_t)record->sent), (size_t)record->sent);
    return true;
}

/* What an address of the socket's family looks like. */
static bool fact_an_address(Situation *situation, Buffer *out) {
    const KernelSocket *own = situation_own(situation);
    buffer_append_text(out, own && own->family == AF_UNIX ? "PATH" : "(IP, PORT)");
    return true;
}

static bool fact_meant(Situation *situation, Buffer *out) {
    size_t count = situation->record ? (size_t)situation->record->meant : 0;
    if (count) buffer_append_format(out, _n("%zu byte", "%zu bytes", count), count);
    return count > 0;
}

/* The address 0.0.0.0:55941 that the kernel gave; another one was asked for by somebody. */
static bool fact_chosen(Situation *situation, Buffer *out) {
    const KernelSocket *own = situation_own(situation);
    if (!own || own->local.family != AF_INET || !own->local.port || !address_is_any(&own->local))
        return false;
    address_append(out, &own->local);
    return true;
}

static const ExplainFact facts[] = {
    { "chosen", fact_chosen },
    { "meant", fact_meant },
    { "an_address", fact_an_address },
    { "ago", fact_ago },
    { "other_queue", fact_other_queue },
    { "gone", fact_gone },
    { 0 },
};

/* ---- rows */

#define INVALID .kind = OSError, .error = EINVAL
#define READS "recv recv_into recvfrom"
#define WRITES "send sendall sendto"

static const char two_sockets_story[] = N_(
    "A server has two kinds of sockets. The one that has the address, `bind` and `listen`, only lets clients in; each "
    "`accept()` makes a new socket for one client, and bytes go over that one.\n"
    "`con, addr = server.accept()` keeps it as `con`.");

static const char reset_story[] = N_(
    "A connection ends in one of two ways. `close()` sends FIN: what was sent before still arrives, and then `recv` "
    "gives b''. RST ends it at once, both ways. The kernel sends RST when bytes come for a socket that is closed, when a "
    "program closes or dies with bytes unread, or when the program asked for it (SO_LINGER).");

// clang-format off
static const ExplainRow rows[] = {
    { "31", .kind = KeyboardInterrupt, .calls = "accept", .test = is_listening,
      .sentence = N_("`accept()` given up; `{name}` still listens, you can call it again."),
      .plain = N_("`accept()` given up; the socket still listens, you can call it again.") },
    { "31-any", .kind = KeyboardInterrupt, .calls = "accept", .plain = N_("`accept()` given up; you can call it again.") },
    { "31-recv", .kind = KeyboardInterrupt, .calls = READS, .test = is_connected,
      .sentence = N_("`{call}` given up; the connection is still open, and nothing was lost.") },

    { "10", INVALID, .calls = "accept listen", .test = is_connected,
      .sentence = N_("`{name}` is an established connection, to {peer}.\n"
                     "Only the server's socket listens and accepts."),
      .plain = N_("This socket is an established connection.\nOnly the server's socket listens and accepts."),
      .story = two_sockets_story },
    { "8-chosen", EXPLAIN_RESULT, .calls = "listen", .test = is_port_chosen,
      .sentence = N_("`{name}` had no address, so the kernel chose a free port: {chosen}.\n"
                     "For another make a new socket, and call `bind({an_address})` before `listen()`.") },
    { "8-unbound", INVALID, .calls = "accept", .test = is_unbound,
      .sentence = N_("`{name}` has no address yet and does not listen.\n"
                     "`{name}.bind({an_address})` and `{name}.listen()` before `accept()`."),
      .plain = N_("The socket has no address yet and does not listen.\n`bind` and `listen` come before `accept()`."),
      .story = two_sockets_story },
    { "8", INVALID, .calls = "accept", .test = is_fresh,
      .sentence = N_("`{name}` does not listen yet.\nCall `{name}.listen()` before `accept()`."),
      .plain = N_("The socket does not listen yet.\nCall `listen()` before `accept()`."),
      .story = two_sockets_story },
    { "8-listen", INVALID, .calls = "listen", .test = is_unbound,
      .sentence = N_("`{name}` has no address yet.\n`{name}.bind({an_address})` before `listen()`."),
      .plain = N_("The socket has no address yet.\n`bind({an_address})` comes before `listen()`.") },
    { "8-facts", INVALID, .calls = "accept",
      .plain = N_("The socket does not listen.\nCall `listen()` before `accept()`."), .story = two_sockets_story },
    { "9", INVALID, .calls = "bind", .test = has_address,
      .sentence = N_("`{name}` already has the address {address}; a socket gets only one.\n"
                     "For another address make another socket."),
      .plain = N_("The socket already has an address, and gets only one.\nFor another address make another socket.") },

    { "accept-datagram", .kind = OSError, .error = EOPNOTSUPP, .calls = "accept listen", .test = situation_is_datagram,
      .sentence = N_("`{name}` is a socket for datagrams (UDP): it has no connections, so nobody to accept.\n"
                     "`recvfrom` gives each datagram and who sent it."),
      .plain = N_("This is a socket for datagrams (UDP): it has no connections, so nobody to accept.\n"
                  "`recvfrom` gives each datagram and who sent it.") },
    { "send-datagram", .kind = OSError, .error = EDESTADDRREQ, .calls = "send sendall", .test = situation_is_datagram,
      .sentence = N_("A datagram needs an address.\n`{name}.sendto(data, (IP, PORT))`, or `connect` once before."),
      .plain = N_("A datagram needs an address.\n`sendto(data, (IP, PORT))`, or `connect` once before.") },

    { "long-datagram", .kind = OSError, .error = EMSGSIZE, .calls = WRITES, .test = situation_is_datagram,
      .sentence = N_("A datagram of {meant} is too long: over IPv4 one holds 65507 bytes at most.\nSend less at a time."),
      .plain = N_("That datagram is too long: over IPv4 one holds 65507 bytes at most.\nSend less at a time.") },
    { "16", .kind = BrokenPipeError, .calls = WRITES, .test = is_listening,
      .sentence = N_("`{name}` only accepts clients.\nTo talk to the client use `{accepted}.{call}(...)`."),
      .story = two_sockets_story },
    { "16-facts", .kind = BrokenPipeError, .calls = WRITES, .test = is_listening,
      .sentence = N_("`{name}` only accepts clients.\nTo talk to one, use the socket that `{name}.accept()` gives."),
      .plain = N_("This socket only accepts clients.\nTo talk to one, use the socket that `accept()` gives."),
      .story = two_sockets_story },
    { "17", .kind = OSError, .error = ENOTCONN, .calls = READS, .test = is_listening,
      .sentence = N_("`{name}` only accepts clients.\nRead with `{accepted}.{call}(...)`."),
      .story = two_sockets_story },
    { "17-facts", .kind = OSError, .error = ENOTCONN, .calls = READS, .test = is_listening,
      .sentence = N_("`{name}` only accepts clients.\nRead with the socket that `{name}.accept()` gives."),
      .plain = N_("This socket only accepts clients.\nRead with the socket that `accept()` gives."),
      .story = two_sockets_story },
    { "18", .kind = BrokenPipeError, .calls = WRITES, .test = is_fresh,
      .sentence = N_("`{name}` is not connected yet.\n`{name}.connect({an_address})` first."),
      .plain = N_("The socket is not connected yet.\n`connect({an_address})` first.") },
    { "19", .kind = OSError, .error = ENOTCONN, .test = is_fresh,
      .sentence = N_("`{name}` is not connected yet.\n`{name}.connect({an_address})` first."),
      .plain = N_("The socket is not connected yet.\n`connect({an_address})` first.") },
    { "19-peer", .kind = OSError, .error = ENOTCONN, .test = is_asked_open,
      .sentence = N_("`{name}` is not connected, so there is nobody at its other end.") },
    { "18-shut", .kind = BrokenPipeError, .calls = WRITES, .test = was_shut,
      .sentence = N_("`{name}` was told by `shutdown` that nothing more would be sent.\n"
                     "It can still receive; to send again, connect a new socket."),
      .plain = N_("This socket was told by `shutdown` that nothing more would be sent.\n"
                  "It can still receive; to send again, connect a new socket.") },
    { "21", .kind = BrokenPipeError, .calls = WRITES, .test = has_just_sent,
      .sentence = N_("The `send` before only filled the buffer: the other side was gone, and refused it (RST).\n"
                     "The connection is over: `{name}.close()`."),
      .plain = N_("The `send` before only filled the buffer: the other side was gone, and refused it (RST).\n"
                  "The connection is over: close the socket."),
      .story = reset_story },
    { "21-facts", .kind = BrokenPipeError, .calls = WRITES,
      .sentence = N_("The other side is gone, and the connection is over.\n`{name}.close()`, and connect a new socket."),
      .plain = N_("The other side is gone, and the connection is over.\nClose the socket, and connect a new one."),
      .story = reset_story },
    { "22", .kind = ConnectionResetError, .calls = READS, .test = has_sent,
      .sentence = N_("The other side cut the connection (RST), as when bytes stay unread: you had sent {gone}.\n"
                     "It is over: `{name}.close()`."),
      .plain = N_("The other side cut the connection (RST), as when bytes that were sent to it stay unread.\n"
                  "It is over: close the socket."),
      .story = reset_story },
    { "22-facts", .kind = ConnectionResetError,
      .sentence = N_("The other side has cut the connection (RST) instead of closing it.\n"
                     "The connection is over: `{name}.close()`."),
      .plain = N_("The other side has cut the connection (RST) instead of closing it.\n"
                  "The connection is over: close the socket."),
      .story = reset_story },
    { "aborted", .kind = ConnectionAbortedError,
      .plain = N_("The connection was ended before it could be used.\nTry again.") },
    { "timed-out-peer", .kind = TimeoutError, .error = ETIMEDOUT,
      .sentence = N_("{peer} no longer answers: what was sent was never acknowledged.\nThe connection is over: "
                     "`{name}.close()`."),
      .plain = N_("The other side no longer answers: what was sent was never acknowledged.\n"
                  "The connection is over: close the socket.") },

    { "24-detached", .kind = OSError, .error = EBADF, .test = was_detached,
      .plain = N_("This socket gave its descriptor away with `detach()`.\nCreate a new socket.") },
    { "24", .kind = OSError, .error = EBADF, .test = is_closed_by_program,
      .sentence = N_("`{name}` was closed {ago} ago.\nCreate a new socket."),
      .plain = N_("This socket is closed.\nCreate a new socket.") },
    { "24-asked", .kind = OSError, .error = EBADF, .test = is_asked_closed,
      .sentence = N_("`{name}` was closed {ago} ago.\nCreate a new socket."),
      .plain = N_("This socket is closed.\nCreate a new socket.") },
    { "25-listening", .kind = OSError, .error = EISCONN, .calls = "connect connect_ex", .test = is_listening,
      .sentence = N_("`{name}` listens for clients on {address}; it cannot be a client itself.\n"
                     "Create a second socket to connect."),
      .plain = N_("This socket listens for clients; it cannot be a client itself.\n"
                  "Create a second socket to connect."),
      .story = two_sockets_story },
    { "25", .kind = OSError, .error = EISCONN, .calls = "connect connect_ex",
      .sentence = N_("`{name}` is already connected to {peer}.\nFor a second connection create a second socket."),
      .plain = N_("The socket is already connected.\nFor a second connection create a second socket.") },
    { "25-under-way", .kind = OSError, .error = EALREADY, .calls = "connect connect_ex",
      .plain = N_("The connection is still being made.\n`select` tells when the socket is writable.") },

    { "33-datagram", .kind = TimeoutError, .calls = READS, .test = situation_is_datagram,
      .sentence = N_("No datagram came within {timeout}.\nTry again, or wait for ever: `{name}.settimeout(None)`."),
      .plain = N_("No datagram came in time.\nTry again, or wait for ever: `settimeout(None)`.") },
    { "33", .kind = TimeoutError, .calls = READS, .test = is_own_timeout,
      .sentence = N_("Nothing came within {timeout} (set by `settimeout`); the connection is still open.\n"
                     "Try again, or wait for ever: `{name}.settimeout(None)`."),
      .plain = N_("Nothing came within the time set by `settimeout`; the connection is still open.\n"
                  "Try again, or wait for ever: `settimeout(None)`.") },
    { "33-default", .kind = TimeoutError, .calls = READS,
      .sentence = N_("Nothing came within {timeout}; the connection is still open.\n"
                     "Try again, or wait for ever: `{name}.settimeout(None)`."),
      .plain = N_("Nothing came in time; the connection is still open.\n"
                  "Try again, or wait for ever: `settimeout(None)`.") },
    { "33-accept", .kind = TimeoutError, .calls = "accept",
      .sentence = N_("No client came within {timeout}; `{name}` still listens on {address}.\n"
                     "Try again, or wait for ever: `{name}.settimeout(None)`."),
      .plain = N_("No client came in time; the socket still listens.\n"
                  "Try again, or wait for ever: `settimeout(None)`.") },
    { "51-timeout", .kind = TimeoutError, .calls = WRITES,
      .sentence = N_("The other side does not read: {other_queue} wait there, and the buffers are full.\n"
                     "It must call `recv`; try again then."),
      .plain = N_("The other side does not read, and the buffers are full.\nIt must call `recv`; try again then.") },
    { "34", .kind = BlockingIOError, .error = EAGAIN, .calls = READS, .test = is_unblocking,
      .sentence = N_("Nothing to read now, and `{name}` is told not to wait.\n`{name}.setblocking(True)` makes it wait."),
      .plain = N_("Nothing to read now, and the socket is told not to wait.\n`setblocking(True)` makes it wait.") },
    { "34-accept", .kind = BlockingIOError, .error = EAGAIN, .calls = "accept",
      .sentence = N_("No client waits now, and `{name}` is told not to wait.\n`{name}.setblocking(True)` makes it wait."),
      .plain = N_("No client waits now, and the socket is told not to wait.\n`setblocking(True)` makes it wait.") },
    { "34-send", .kind = BlockingIOError, .error = EAGAIN, .calls = WRITES,
      .sentence = N_("The buffers are full, for the other side does not read, and `{name}` is told not to wait.\n"
                     "`{name}.setblocking(True)` makes it wait."),
      .plain = N_("The buffers are full, for the other side does not read, and the socket is told not to wait.\n"
                  "`setblocking(True)` makes it wait.") },
    { "34-any", .kind = BlockingIOError, .error = EAGAIN, .calls = READS,
      .plain = N_("Nothing to read now, and the call was told not to wait.") },
    { 0 },
};
// clang-format on

const ExplainGroup explain_calls = { rows, facts };
