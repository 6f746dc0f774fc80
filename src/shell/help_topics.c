/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that no program has as names: errors as the system calls them, states of connections, flags of
 * packets. */
#include "base/language.h"
#include "shell/help.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name, *text;
} topics[] = {
    { "EACCES",
      N_("You may not: a port below 1024, a file or a folder that is not yours, or a broadcast without "
         "SO_BROADCAST.") },
    { "EADDRINUSE",
      N_("Another socket has this address. Either a program still holds it, or an old connection of it "
         "is in TIME-WAIT; SO_REUSEADDR, set before bind(), allows the latter.") },
    { "EADDRNOTAVAIL",
      N_("No interface of this machine has this address. A server binds one of its own, or all of "
         "them: 0.0.0.0.") },
    { "EAFNOSUPPORT", N_("The system, or the kind of socket, does not know this family of addresses.") },
    { "EAGAIN",
      N_("It would have to wait, and the socket is told not to: setblocking(False), or settimeout(0). "
         "Nothing is wrong with the connection. EWOULDBLOCK is the same number.") },
    { "EALREADY", N_("A connection is being made already, on a socket that does not wait.") },
    { "EBADF",
      N_("The descriptor is closed, or never was one. A closed socket cannot be used again: make a new "
         "one.") },
    { "ECONNABORTED", N_("The connection was ended before it could be used.") },
    { "ECONNREFUSED",
      N_("The machine was reached, and nobody listens on that port: its kernel answers with RST. The "
         "server must run, on that address and port, and have called listen().") },
    { "ECONNRESET",
      N_("The other side cut the connection (RST) instead of closing it: it closed with bytes unread, "
         "or died, or wanted that (SO_LINGER).") },
    { "EDESTADDRREQ", N_("A datagram needs an address: sendto(data, address), or connect() once before.") },
    { "EHOSTUNREACH", N_("The network is there, but no machine answers for this address.") },
    { "EINPROGRESS",
      N_("The connection is being made meanwhile, for the socket is told not to wait. This is no "
         "failure.") },
    { "EINTR", N_("A signal came while the call waited. Python calls again by itself.") },
    { "EINVAL",
      N_("Not in this state: accept() before listen(), a second bind(), listen() on a connection.") },
    { "EISCONN", N_("The socket is connected already, or was: one socket, one connection.") },
    { "EMFILE", N_("This process has as many descriptors open as it may. Close sockets that are no longer "
                   "needed.") },
    { "EMSGSIZE", N_("A datagram of this length does not exist: over IPv4 one holds 65507 bytes at most.") },
    { "ENETUNREACH",
      N_("This machine knows no way there: its network is off, or it has none of that kind.") },
    { "ENOTCONN",
      N_("The socket is not connected: a listener, one before its connect(), or one whose connection "
         "is over.") },
    { "EOPNOTSUPP",
      N_("This kind of socket cannot do that: accept() and listen() are for connections, not for "
         "datagrams.") },
    { "EPIPE", N_("Nothing can be sent any more: the other side is gone, this side has called shutdown(), or "
                  "there never was a connection.") },
    { "ETIMEDOUT",
      N_("No answer came, however often the kernel asked. The address may be wrong, or a firewall "
         "keeps silent.") },
    { "CLOSE-WAIT",
      N_("The other side has closed, and this side has not yet: recv() gives b'' once all is read, and "
         "close() is due. One that stays so was forgotten by its program.") },
    { "CLOSED", N_("No connection, and no listener: a new socket, or one whose connection is over.") },
    { "CLOSING", N_("Both sides have closed at the same time; the last acknowledgement is on its way.") },
    { "ESTABLISHED",
      N_("The connection is made, and both sides may send. The kernel makes it, before the server "
         "calls accept().") },
    { "FIN-WAIT-1",
      N_("This side has closed, and the other kernel has not acknowledged that yet; perhaps bytes "
         "before it are still under way.") },
    { "FIN-WAIT-2",
      N_("This side has closed, and the other one has not yet: its program must still call close().") },
    { "LAST-ACK", N_("Both sides have closed, this one last; the acknowledgement of that is awaited.") },
    { "LISTEN",
      N_("A listener: the kernel makes connections for it and keeps them in its queue, until accept() "
         "fetches them.") },
    { "SYN-RECEIVED", N_("A client has asked for a connection and was answered; its last word is awaited.") },
    { "SYN-SENT", N_("A connection was asked for, and no answer has come yet.") },
    { "TIME-WAIT",
      N_("The connection is over, and the side that closed first remembers it for a minute, so that "
         "late packets are not taken for those of a new one. The kernel does it, no program is needed. "
         "Meanwhile bind() to that port fails with EADDRINUSE, unless SO_REUSEADDR is set before it.") },
    { "ACK", N_("An acknowledgement: so many bytes have come in order. Each packet of a connection carries "
                "one.") },
    { "FIN",
      N_("The end of what one side sends. close() and shutdown() send it; recv() then gives b'' on the "
         "other side.") },
    { "RST", N_("The end of a connection at once, in both directions, bytes on their way included. The next "
                "call there fails with ECONNRESET or EPIPE.") },
    { "SYN", N_("The first packet of a connection, by which a client asks for it.") },
    { "SO_LINGER",
      N_("What close() does with bytes that have not left yet. With time 0 it cuts the connection "
         "(RST).") },
    { "SO_REUSEADDR",
      N_("Set before bind(): a port whose old connections are in TIME-WAIT may be taken again. Two "
         "listeners at a time it does not allow.") },
    { "TCP", N_("A stream of bytes between two programs: in order, each byte once, without borders between "
                "messages. SOCK_STREAM.") },
    { "UDP", N_("Single messages (datagrams), each with an address: one may be lost, doubled or overtaken. "
                "SOCK_DGRAM.") },
    { "backlog",
      N_("How many connections may wait in a listener's queue for accept(): the number that listen() "
         "is given.") },
    { "datagram",
      N_("One message of UDP. It comes whole or not at all; what does not fit into the number that "
         "recvfrom() was given is lost.") },
};

/* The same but for case and for what joins the words; a blank may be left out. */
static bool is_alike(const char *typed, const char *name) {
    for (;;) {
        typed += strspn(typed, " -_");
        name += strspn(name, " -_");
        if (!*typed || !*name) return *typed == *name;
        if (tolower((unsigned char)*typed++) != tolower((unsigned char)*name++)) return false;
    }
}

/* EWOULDBLOCK has another's number, TIME-WAIT other names. */
static const char *usual_name(const char *name) {
    static const char *const others[][2] = {
        { "EWOULDBLOCK", "EAGAIN" },    { "ENOTSUP", "EOPNOTSUPP" }, { "CLOSE", "CLOSED" },
        { "SYN-RECV", "SYN-RECEIVED" }, { "reset", "RST" },          { "REUSEADDR", "SO_REUSEADDR" },
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (is_alike(name, others[i][0])) return others[i][1];
    }
    size_t digits = strspn(name, "0123456789");
    const char *error = digits && !name[digits] && digits < 5 ? strerrorname_np(atoi(name)) : NULL;
    return error ? error : name;
}

const char *help_find_topic(const char *name, const char **title) {
    name = usual_name(name);
    for (size_t i = 0; i < sizeof topics / sizeof *topics; i++) {
        if (!is_alike(name, topics[i].name)) continue;
        *title = topics[i].name;
        return topics[i].text;
    }
    return NULL;
}
