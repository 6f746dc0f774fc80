/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A call that this socket cannot do in the state in which it is: not listening, listening, not connected,
 * over, closed; and calls that waited in vain. */
#include "base/clock.h"
#include "explain/address.h"
#include "journal/journal_text.h"
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

enum { LONGEST_CALL = 60 };

/* ---- states */

static bool has_state(Situation *situation, KernelState state) {
    const KernelSocket *own = situation_own(situation);
    return own && own->state == state;
}

static bool is_listening(Situation *situation) { return has_state(situation, KERNEL_LISTEN); }
static bool is_connected(Situation *situation) { return has_state(situation, KERNEL_ESTABLISHED); }

static bool is_over(Situation *situation) {
    return situation_is_stream(situation) &&
           (has_state(situation, KERNEL_CLOSED) || has_state(situation, KERNEL_BOUND));
}

/* accept() made it. */
static bool was_accepted(const Situation *situation, uint64_t socket) {
    const JournalRecord *record;
    for (uint64_t number = situation->last; (record = journal_peek(situation->journal, number)); number--) {
        if (record->made == socket) return record->socket != 0;
    }
    return false;
}

/* It had a connection, whatever became of that: the journal knows it, or the kernel has measured its way. */
static bool was_connected(Situation *situation) {
    const JournalRecord *record = situation->record;
    const KernelSocket *own = situation_own(situation);
    if (!record || record->sent || record->received || (own && own->tcp.known && own->tcp.rtt_us))
        return record;
    for (const JournalRecord *at = record; at;
         at = journal_peek_last(situation->journal, record->socket, at->number)) {
        if (at->peer.port || at->peer.family == AF_UNIX) return true;
    }
    return was_accepted(situation, record->socket);
}

static bool is_fresh(Situation *situation) {
    return situation->record && is_over(situation) && !was_connected(situation);
}

/* The other side has ended it at once, and this socket was told so before. */
static bool was_cut(Situation *situation) {
    const JournalRecord *record = situation->record;
    if (!record || !is_over(situation)) return false;
    for (const JournalRecord *at = record;
         (at = journal_peek_last(situation->journal, record->socket, at->number));) {
        if (at->outcome == JOURNAL_FAILED && (at->error == ECONNRESET || at->error == EPIPE)) return true;
    }
    return false;
}

/* And this call is one that a connection is needed for. */
static bool was_cut_before(Situation *situation) {
    return (situation->error == EPIPE || situation->error == ENOTCONN) && was_cut(situation);
}

/* The connection that it had has ended. */
static bool is_finished(Situation *situation) { return is_over(situation) && was_connected(situation); }

static bool has_address(Situation *situation) { return address_is_bound(&situation->record->local); }

static bool is_unbound(Situation *situation) { return is_fresh(situation) && !has_address(situation); }

/* listen() of a socket that no bind() gave an address. */
static bool is_port_chosen(Situation *situation) {
    const JournalRecord *bind = situation_last_call(situation, situation->record->socket, "bind");
    return situation->socket && situation->socket->type == SOCK_STREAM &&
           situation->socket->family == AF_INET && (!bind || bind->outcome != JOURNAL_RETURNED);
}

static bool was_shut(Situation *situation) {
    return situation_was_shut(situation, situation->record->socket) & SITUATION_SHUT_SEND;
}

static bool was_shut_wholly(Situation *situation) {
    return situation_was_shut(situation, situation->record->socket) ==
           (SITUATION_SHUT_SEND | SITUATION_SHUT_RECEIVE);
}

/* A part of what it sends has gone. */
static bool has_begun(Situation *situation) { return situation->record->result > 0; }
static bool is_stalled(Situation *situation) {
    return situation->kind == TimeoutError || situation->kind == BlockingIOError;
}

static bool has_stalled(Situation *situation) { return is_stalled(situation) && has_begun(situation); }

/* A sendall before it stopped in the middle. */
static bool follows_a_part(Situation *situation) {
    const JournalRecord *record = situation->record, *before = NULL;
    if (!is_stalled(situation) || !situation_is_stream(situation)) return false;
    before = situation_last_call(situation, record->socket, "sendall");
    return before && before->number < record->number && before->outcome != JOURNAL_RETURNED &&
           before->result > 0 && (uint64_t)before->result < before->meant;
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

/* The call as it was typed, on another socket: con.recv(7); of recv and send with arguments, whatever was
 * typed. */
static bool fact_said_to(Situation *situation, Buffer *out) {
    const Node *node = situation->node;
    const char *name = situation->name;
    size_t before = out->count;
    if (!node || !name || !explain_accepted(situation)) return false;
    buffer_append_text(out, explain_accepted(situation));
    size_t called = out->count;
    situation_append_node(situation, node, LONGEST_CALL, out);
    size_t length = strlen(name);
    bool is_same = out->count - called > length && !memcmp(out->bytes + called, name, length) &&
                   out->bytes[called + length] == '.' && out->count - called < LONGEST_CALL;
    if (is_same) {
        memmove(out->bytes + called, out->bytes + called + length, out->count - called - length);
        out->count -= length;
    } else {
        buffer_truncate(out, before);
    }
    return is_same;
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
    { "ago", fact_ago },
    { "said_to", fact_said_to },
    { 0 },
};

/* ---- rows */

#define INVALID .kind = OSError, .error = EINVAL
#define READS "recv recv_into recvfrom"
#define WRITES "send sendall sendto"

static const char two_sockets_story[] =
    N_("A server has two kinds of sockets. The one that has the address, `bind` and `listen`, only lets "
       "clients in; each "
       "`accept()` makes a new socket for one client, and bytes go over that one.\n"
       "`con, addr = server.accept()` keeps it as `con`.");

static const char reset_story[] =
    N_("A connection ends in one of two ways. `close()` sends FIN: what was sent before still arrives, and "
       "then `recv` "
       "gives b''. RST ends it at once, both ways. The kernel sends RST when bytes come for a socket that is "
       "closed, when a "
       "program closes or dies with bytes unread, or when the program asked for it (SO_LINGER).");

// clang-format off
static const ExplainRow rows[] = {
    { "10", INVALID, .calls = "accept listen", .test = is_connected,
      .sentence = N_("`{name}` is an established connection, to {peer}.\n"
                     "Only the server's socket listens and accepts."),
      .plain = N_("This socket is an established connection.\nOnly the server's socket listens and accepts."),
      .story = two_sockets_story },
    { "8-chosen", EXPLAIN_RESULT, .calls = "listen", .test = is_port_chosen,
      .sentence = N_("`{name}` had no address, so the kernel chose a free port: {chosen}.\n"
                     "For another make a new socket, and `bind` it before `listen`.") },
    { "8-unbound", INVALID, .calls = "accept", .test = is_unbound,
      .sentence = N_("`{name}` has no address yet and does not listen.\n"
                     "`{name}.bind({to_bind})` and `{name}.listen()` before `accept()`."),
      .plain = N_("The socket has no address yet and does not listen.\n"
                  "`bind` and `listen` come before `accept()`."),
      .story = two_sockets_story },
    { "8", INVALID, .calls = "accept", .test = is_fresh,
      .sentence = N_("`{name}` does not listen yet.\nCall `{name}.listen()` before `accept()`."),
      .plain = N_("The socket does not listen yet.\nCall `listen()` before `accept()`."),
      .story = two_sockets_story },
    { "8-listen", INVALID, .calls = "listen", .test = is_unbound,
      .sentence = N_("`{name}` has no address yet.\n`{name}.bind({to_bind})` before `listen()`."),
      .plain = N_("The socket has no address yet.\n`bind` comes before `listen`.") },
    { "8-facts", INVALID, .calls = "accept",
      .plain = N_("The socket does not listen.\n"
                  "Call `listen()` before `accept()`."), .story = two_sockets_story },
    { "9", INVALID, .calls = "bind", .test = has_address,
      .sentence = N_("`{name}` already has the address {address}; a socket gets only one.\n"
                     "For another address make another socket."),
      .plain = N_("The socket already has an address, and gets only one.\n"
                  "For another address make another socket.") },

    { "16", .kind = BrokenPipeError, .calls = WRITES, .test = is_listening,
      .sentence = N_("`{name}` only accepts clients.\nTo talk to the client: `{said_to}`."),
      .story = two_sockets_story },
    { "16-facts", .kind = BrokenPipeError, .calls = WRITES, .test = is_listening,
      .sentence = N_("`{name}` only accepts clients.\n"
                     "To talk to one, use the socket that `{name}.accept()` gives."),
      .plain = N_("This socket only accepts clients.\nTo talk to one, use the socket that `accept()` gives."),
      .story = two_sockets_story },
    { "17", .kind = OSError, .error = ENOTCONN, .calls = READS, .test = is_listening,
      .sentence = N_("`{name}` only accepts clients.\nRead from the connection: `{said_to}`."),
      .story = two_sockets_story },
    { "17-facts", .kind = OSError, .error = ENOTCONN, .calls = READS, .test = is_listening,
      .sentence = N_("`{name}` only accepts clients.\nRead with the socket that `{name}.accept()` gives."),
      .plain = N_("This socket only accepts clients.\nRead with the socket that `accept()` gives."),
      .story = two_sockets_story },
    { "shut-wholly", .kind = BrokenPipeError, .calls = WRITES, .test = was_shut_wholly,
      .sentence = N_("`shutdown` has ended both directions of `{name}`: nothing goes over it any more.\n"
                     "`{name}.close()`, and connect a new socket."),
      .plain = N_("`shutdown` has ended both directions: nothing goes over this socket any more.\n"
                  "Close it, and connect a new one.") },
    { "18", .kind = BrokenPipeError, .calls = WRITES, .test = is_fresh,
      .sentence = N_("`{name}` is not connected yet.\n`{name}.connect({to_connect})` first.") },
    { "18-path", .kind = BrokenPipeError, .calls = WRITES, .test = is_fresh,
      .sentence = N_("`{name}` is not connected yet.\n`connect` comes first."),
      .plain = N_("The socket is not connected yet.\n`connect` comes first.") },
    { "19", .kind = OSError, .error = ENOTCONN, .test = is_fresh,
      .sentence = N_("`{name}` is not connected yet.\n`{name}.connect({to_connect})` first.") },
    { "19-path", .kind = OSError, .error = ENOTCONN, .test = is_fresh,
      .sentence = N_("`{name}` is not connected yet.\n`connect` comes first."),
      .plain = N_("The socket is not connected yet.\n`connect` comes first.") },
    { "19-peer", .kind = OSError, .error = ENOTCONN, .test = is_asked_open,
      .sentence = N_("`{name}` is not connected, so there is nobody at its other end.") },
    { "18-shut", .kind = BrokenPipeError, .calls = WRITES, .test = was_shut,
      .sentence = N_("`{name}` was told by `shutdown` that nothing more would be sent.\n"
                     "It can still receive: `{name}.recv(1024)`. To send again, connect a new socket."),
      .plain = N_("This socket was told by `shutdown` that nothing more would be sent.\n"
                  "It can still receive; to send again, connect a new socket.") },
    { "cut", .kind = OSError, .test = was_cut_before,
      .sentence = N_("The other side has cut this connection (RST): it is over.\n"
                     "`{name}.close()`, and connect a new socket."),
      .plain = N_("The other side has cut this connection (RST): it is over.\n"
                  "Close the socket, and connect a new one."),
      .story = reset_story },
    { "21", .kind = BrokenPipeError, .calls = WRITES, .test = has_just_sent,
      .sentence = N_("The `send` before only filled the buffer: the other side was gone, and refused it "
                     "(RST).\n"
                     "The connection is over: `{name}.close()`."),
      .plain = N_("The `send` before only filled the buffer: the other side was gone, and refused it (RST).\n"
                  "The connection is over: close the socket."),
      .story = reset_story },
    { "21-facts", .kind = BrokenPipeError, .calls = WRITES,
      .sentence = N_("The other side is gone, and the connection is over.\n"
                     "`{name}.close()`, and connect a new socket."),
      .plain = N_("The other side is gone, and the connection is over.\n"
                  "Close the socket, and connect a new one."),
      .story = reset_story },
    { "22", .kind = ConnectionResetError, .calls = READS, .test = has_sent,
      .sentence = N_("The other side cut the connection (RST), as when bytes stay unread: you had sent "
                     "{sent}.\n"
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
      .sentence = N_("{peer} no longer answers: what was sent was never acknowledged.\n"
                     "The connection is over: "
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
    { "25-finished", .kind = OSError, .error = EISCONN, .calls = "connect connect_ex", .test = is_finished,
      .sentence = N_("The connection of `{name}` is over, and a socket connects only once.\n"
                     "A new one takes its place: `{new_socket}`."),
      .plain = N_("The connection is over, and a socket connects only once.\nCreate a new socket.") },
    { "25", .kind = OSError, .error = EISCONN, .calls = "connect connect_ex",
      .sentence = N_("`{name}` is already connected to {peer}.\n"
                     "For a second connection create a second socket."),
      .plain = N_("The socket is already connected.\nFor a second connection create a second socket.") },
    { "25-under-way", .kind = OSError, .error = EALREADY, .calls = "connect connect_ex",
      .sentence = N_("The connection is still being made, and `{name}` is told not to wait.\n"
                     "`{name}.setblocking(True)`, and the next `connect` waits for it."),
      .plain = N_("The connection is still being made, and the socket is told not to wait.\n"
                  "`setblocking` with True makes the next `connect` wait for it.") },

    { "33", .kind = TimeoutError, .calls = READS, .test = is_own_timeout,
      .sentence = N_("Nothing came within {timeout} (set by `settimeout`); the connection is still open.\n"
                     "Try again, or wait for ever: `{name}.settimeout(None)`."),
      .plain = N_("Nothing came within the time set by `settimeout`; the connection is still open.\n"
                  "Try again, or wait for ever: `settimeout` with None.") },
    { "33-default", .kind = TimeoutError, .calls = READS,
      .sentence = N_("Nothing came within {timeout}; the connection is still open.\n"
                     "Try again, or wait for ever: `{name}.settimeout(None)`."),
      .plain = N_("Nothing came in time; the connection is still open.\n"
                  "Try again, or wait for ever: `settimeout` with None.") },
    { "33-accept", .kind = TimeoutError, .calls = "accept",
      .sentence = N_("No client came within {timeout}; `{name}` still listens on {address}.\n"
                     "Try again, or wait for ever: `{name}.settimeout(None)`."),
      .plain = N_("No client came in time; the socket still listens.\n"
                  "Try again, or wait for ever: `settimeout` with None.") },
    { "stalled", .kind = OSError, .calls = "sendall", .test = has_stalled,
      .sentence = N_("The other side does not read: {taken} of {meant} have gone, the rest has not.\n"
                     "What follows would be taken for that rest: `{name}.close()`."),
      .plain = N_("The other side does not read: a part has gone, the rest has not.\n"
                  "What follows would be taken for that rest: close the socket.") },
    { "stalled-before", .kind = OSError, .calls = WRITES, .test = follows_a_part,
      .sentence = N_("A part of the last `sendall` never went, and the other side does not read.\n"
                     "What is sent now would be taken for that rest: `{name}.close()`."),
      .plain = N_("A part of the last `sendall` never went, and the other side does not read.\n"
                  "What is sent now would be taken for that rest: close the socket.") },
    { "51-timeout", .kind = TimeoutError, .calls = WRITES,
      .sentence = N_("The other side does not read: {unread} unread there, and the buffers are full.\n"
                     "It must call `recv`; try again then."),
      .plain = N_("The other side does not read, and the buffers are full.\n"
                  "It must call `recv`; try again then.") },
    { "34", .kind = BlockingIOError, .error = EAGAIN, .calls = READS, .test = is_unblocking,
      .sentence = N_("Nothing to read now, and `{name}` is told not to wait.\n"
                     "`{name}.setblocking(True)` makes it wait."),
      .plain = N_("Nothing to read now, and the socket is told not to wait.\n"
                  "`setblocking` with True makes it wait.") },
    { "34-accept", .kind = BlockingIOError, .error = EAGAIN, .calls = "accept",
      .sentence = N_("No client waits now, and `{name}` is told not to wait.\n"
                     "`{name}.setblocking(True)` makes it wait."),
      .plain = N_("No client waits now, and the socket is told not to wait.\n"
                  "`setblocking` with True makes it wait.") },
    { "34-send", .kind = BlockingIOError, .error = EAGAIN, .calls = WRITES,
      .sentence = N_("The buffers are full, for the other side does not read, and `{name}` is told not to "
                     "wait.\n"
                     "`{name}.setblocking(True)` makes it wait."),
      .plain = N_("The buffers are full, for the other side does not read, and the socket is told not to "
                  "wait.\n"
                  "`setblocking` with True makes it wait.") },
    { "34-any", .kind = BlockingIOError, .error = EAGAIN, .calls = READS,
      .plain = N_("Nothing to read now, and the call was told not to wait.") },
    { 0 },
};
// clang-format on

const ExplainGroup explain_calls = { rows, facts };
