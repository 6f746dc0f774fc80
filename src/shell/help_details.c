/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help for those who learn sockets: of each call what it does, what it waits for, what it gives, which errors
 * and why. */
#include "base/language.h"
#include "shell/help.h"
#include <string.h>

static const HelpDetail details[] = {
    { "socket",
      N_("One end of a connection, or a listener that waits for connections. Without arguments: TCP over "
         "IPv4.\n"
         "A server: bind, listen, accept, then recv and send on the socket that accept gave. A client: "
         "connect, then send and "
         "recv. A socket that no variable holds any more is closed at that moment."),
      "socket(2), socket(7), tcp(7)" },
    { "module socket",
      N_("Talking to other programs, on this machine or another. The class socket is one end of a "
         "connection; "
         "create_server and create_connection make one in a single step."),
      "socket(7), ip(7), tcp(7)" },
    { "module threading",
      N_("Functions that run beside each other: Thread(target=f, args=(...)).start(). While one waits, the "
         "others go on; all "
         "of them share one processor."),
      NULL },
    { "module time", N_("Clocks, and sleep()."), "time(7)" },
    { "module sys", N_("The interpreter: arguments, standard streams, prompts, limits."), NULL },
    { "module os", N_("The operating system: processes, files, folders, the environment."), NULL },
    { "module errno", N_("The names of the system's error numbers."), "errno(3)" },
    { "socket.bind",
      N_("Gives the socket its own address, a tuple (host, port). Port 0: the system chooses a free one, and "
         "getsockname() "
         "tells which.\n"
         "It does not wait and gives None. Errors: EADDRINUSE, another socket has that port, or an old "
         "connection of it is in "
         "TIME-WAIT for up to a minute (SO_REUSEADDR before bind allows that); EINVAL, it has an address "
         "already; EACCES, "
         "ports below 1024 are the administrator's; EADDRNOTAVAIL, the address is not of this machine."),
      "bind(2), ip(7)" },
    { "socket.listen",
      N_("Makes it a listener: from now on the kernel takes connections for it, and keeps them in a queue "
         "until accept() "
         "fetches them. backlog is how many may wait there; when it is full, further clients are kept "
         "waiting.\n"
         "It does not wait and gives None."),
      "listen(2)" },
    { "socket.accept",
      N_("Fetches the next connection from the listener's queue; when there is none it waits for a client. "
         "It gives a tuple "
         "(con, addr): a new socket for this client, and the client's address. The listener stays as it is "
         "and can accept "
         "again.\n"
         "The kernel makes connections without accept(): a client may have connected, and sent, long "
         "before.\n"
         "Errors: EINVAL, listen() was not called; TimeoutError, nobody came within settimeout(); EMFILE, "
         "too many descriptors "
         "are open."),
      "accept(2)" },
    { "socket.connect",
      N_("Connects to a listener at the address, a tuple (host, port): note the two pairs of parentheses. It "
         "waits until the "
         "other machine's kernel has answered, not until the program there calls accept(). It gives None.\n"
         "Errors: ECONNREFUSED, nobody listens there; ETIMEDOUT, no answer came; EHOSTUNREACH and "
         "ENETUNREACH, no way "
         "leads there; EISCONN, it is connected already; gaierror, the name is not known."),
      "connect(2)" },
    { "socket.connect_ex",
      N_("As connect(), but a failure is given as its number (errno) instead of being raised; 0 means "
         "connected. Names that "
         "cannot be resolved still raise."),
      "connect(2)" },
    { "socket.send",
      N_("Hands bytes to the kernel, which sends them in its own time. It gives how many the kernel took, "
         "which can be fewer "
         "than there were: send the rest again, or use sendall(). It waits only while the kernel's buffer is "
         "full, because "
         "the peer does not read.\n"
         "Text must be encoded first: \"...\".encode(). That send() returned does not mean that the peer has "
         "read anything.\n"
         "Errors: EPIPE, the connection is not made or is over; ECONNRESET, the peer cut it; TypeError, "
         "these are no bytes."),
      "send(2), tcp(7)" },
    { "socket.sendall",
      N_("As send(), again and again until all bytes are with the kernel. It gives None. When it fails, "
         "nobody knows how many "
         "had gone."),
      "send(2)" },
    { "socket.sendto",
      N_("Sends one datagram to an address, for sockets of type SOCK_DGRAM that are not connected. It gives "
         "the number of "
         "bytes."),
      "sendto(2), udp(7)" },
    { "socket.recv",
      N_("Takes up to bufsize bytes that have come; when there are none it waits for the first. It gives "
         "what is there, which "
         "may be less than was sent in one go or more: TCP is a stream of bytes and keeps no borders between "
         "messages.\n"
         "b'' means that the peer has closed and everything has been read; it will be b'' from then on.\n"
         "Errors: ENOTCONN, this socket has no connection (a listener never has one: use what accept() "
         "gave); ECONNRESET, the "
         "peer cut the connection; TimeoutError, nothing came within settimeout(); EAGAIN, nothing is there "
         "and the socket was "
         "told not to wait."),
      "recv(2), tcp(7)" },
    { "socket.recvfrom",
      N_("As recv(), and gives a tuple (data, address) that tells who sent it. Meant for datagrams."),
      "recvfrom(2), udp(7)" },
    { "socket.recv_into",
      N_("As recv(), but the bytes go into a buffer of yours (a bytearray, or a memoryview of one); gives "
         "how many. b'' is "
         "then 0."),
      "recv(2)" },
    { "socket.shutdown",
      N_("Ends one direction of the connection, or both, while the socket stays open. SHUT_WR: nothing more "
         "will be sent; the "
         "peer's recv() gives b'' once it has read what came before. SHUT_RD: nothing more will be read "
         "here. It does not "
         "wait.\n"
         "Error: ENOTCONN, there is no connection."),
      "shutdown(2)" },
    { "socket.close",
      N_("Gives the socket up. What was sent still goes out, then the peer's recv() gives b''. If bytes that "
         "had come were "
         "not read, the kernel cuts the connection instead, and the peer gets ECONNRESET. Any later call on "
         "it fails with "
         "EBADF. Closing twice is no error."),
      "close(2), tcp(7)" },
    { "socket.detach",
      N_("Gives the descriptor's number and forgets it without closing it: somebody else must."), NULL },
    { "socket.fileno",
      N_("The descriptor: the number by which the kernel knows this socket in this process. -1: closed."),
      NULL },
    { "socket.getsockname",
      N_("The socket's own address. After bind() to port 0 this tells the port that the system chose."),
      "getsockname(2)" },
    { "socket.getpeername",
      N_("The address at the other end of the connection. Error: ENOTCONN, there is none."),
      "getpeername(2)" },
    { "socket.setsockopt",
      N_("Sets one of the kernel's options, for instance setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, "
         "1) before bind(), "
         "so that a server can start again at once. The value is an int, or bytes for options with several "
         "fields."),
      "setsockopt(2), socket(7), tcp(7)" },
    { "socket.getsockopt",
      N_("Asks for one of the kernel's options: an int, or bytes when buflen says how many. SO_ERROR gives "
         "the error that is "
         "kept for the socket, and forgets it."),
      "getsockopt(2), socket(7), tcp(7)" },
    { "socket.settimeout",
      N_("How long each call on this socket may wait: a number of seconds, None for ever (as it is at "
         "first), 0 not at all. "
         "A call that takes longer raises TimeoutError; one that may not wait raises BlockingIOError."),
      NULL },
    { "socket.gettimeout", N_("How long calls may wait: seconds, or None for ever."), NULL },
    { "socket.setblocking",
      N_("setblocking(True) is settimeout(None): calls wait. setblocking(False) is settimeout(0): a call "
         "that "
         "would have to wait raises BlockingIOError."),
      NULL },
    { "socket.getblocking",
      N_("Whether calls may wait: False only after setblocking(False) or settimeout(0)."), NULL },
    { "socket.create_server",
      N_("A listener in one step: socket, SO_REUSEADDR, bind and listen. The address is a tuple (host, "
         "port)."),
      "bind(2), listen(2)" },
    { "socket.create_connection",
      N_("A connected socket in one step: resolves the name and tries its addresses one after the other "
         "until one answers. "
         "The address is a tuple (host, port). The errors are those of connect()."),
      "connect(2)" },
    { "socket.socketpair", N_("Two sockets that are connected to each other, without any address."),
      "socketpair(2), unix(7)" },
    { "socket.getaddrinfo",
      N_("The addresses of a name, each as a tuple (family, type, proto, canonname, address). It waits for "
         "the answer of the "
         "name servers. Error: gaierror, the name is not known."),
      "getaddrinfo(3)" },
    { "socket.gethostbyname",
      N_("The IPv4 address of a name, as text. It waits for the answer of the name servers."),
      "getaddrinfo(3)" },
    { "socket.htons",
      N_("A number of 16 bits with its two bytes in the order in which they travel, the high one first. The "
         "calls "
         "of this module do that by themselves."),
      "byteorder(3)" },
    { "bytes",
      N_("A row of bytes, numbers from 0 to 255: what travels through a socket. b\"7\" is one byte, the "
         "digit; bytes(7) are seven "
         "zero bytes; bytes([7]) is the byte 7.\n"
         "Bytes are no text and are never equal to text: b\"a\" == \"a\" is False. \"...\".encode() makes "
         "bytes of text, "
         "data.decode() text of bytes."),
      NULL },
    { "str.encode",
      N_("The bytes of a text, in UTF-8 unless said otherwise. Letters with accents take two bytes or more, "
         "so the number of "
         "bytes is mostly not the number of characters."),
      "utf-8(7)" },
    { "bytes.decode",
      N_("The text that these bytes stand for, in UTF-8 unless said otherwise. UnicodeDecodeError: they are "
         "not UTF-8, or a "
         "character is cut in the middle because recv() took only a part of it: read more before decoding."),
      "utf-8(7)" },
};

enum { DETAILS = sizeof details / sizeof *details };

const HelpDetail *help_find_detail(const char *name) {
    for (const HelpDetail *detail = details; detail < details + DETAILS; detail++) {
        if (!strcmp(detail->name, name)) return detail;
    }
    return NULL;
}

const HelpDetail *help_next_detail(const HelpDetail *detail) {
    if (!detail) return details;
    return detail + 1 < details + DETAILS ? detail + 1 : NULL;
}
