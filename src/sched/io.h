/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One try of each socket call: a count (or a descriptor), or -errno. A call that a signal interrupts is
 * tried again, unless Ctrl-C is pending: the caller then lets that come (retry_is_told). IO_WAIT makes the
 * plain blocking call (for a lone task); else a call that would block gives -EAGAIN, and the open file
 * description's O_NONBLOCK, which other processes may share, is left alone. */
#pragma once
#include "base/address.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>

typedef enum { IO_TRY, IO_WAIT } IoMode;

ssize_t io_recv(int fd, void *buffer, size_t size, int flags, IoMode mode);
ssize_t io_recvfrom(int fd, void *buffer, size_t size, int flags, Address *from, IoMode mode);
ssize_t io_send(int fd, const void *data, size_t count, int flags, IoMode mode);
ssize_t io_sendto(int fd, const void *data, size_t count, int flags, const Address *to, IoMode mode);
/* recvmsg(2) and sendmsg(2): all of `message` but its name, which is from or to (NULL: none is given). */
ssize_t io_recvmsg(int fd, struct msghdr *message, int flags, Address *from, IoMode mode);
ssize_t io_sendmsg(int fd, struct msghdr *message, int flags, const Address *to, IoMode mode);
/* The listener must be non-blocking for IO_TRY: io_set_blocking. The new descriptor is close-on-exec. */
int io_accept(int fd, Address *from);
/* Starts a connection: 0, -EINPROGRESS (write-readiness tells), or -errno. */
int io_connect(int fd, const Address *to);
int io_bind(int fd, const Address *address);
int io_listen(int fd, int backlog);
int io_shutdown(int fd, int how);
int io_error(int fd); /* SO_ERROR: 0, or a positive errno */
int io_set_option(int fd, int level, int option, const void *value, socklen_t length);
int io_get_option(int fd, int level, int option, void *value, socklen_t *length);
int io_local_name(int fd, Address *out); /* 0, or -errno and *out is empty */
int io_peer_name(int fd, Address *out);
int io_set_blocking(int fd, bool blocking);
int io_socket(int family, int type, int protocol);           /* close-on-exec */
int io_pair(int family, int type, int protocol, int fds[2]); /* close-on-exec */
int io_close(int fd);     /* closes it also where it answers with an error */
int io_duplicate(int fd); /* close-on-exec */
ssize_t io_read(int fd, void *buffer, size_t size);
/* Appends all up to the end, for what is no socket: 0, or -errno. It stops, some bytes later, when `most` are
 * there. */
int io_read_all(int fd, Buffer *out, size_t most);
ssize_t io_write(int fd, const void *data, size_t count);
int io_write_all(int fd, const void *data, size_t count); /* for what is no socket: 0, or -errno; waits */
/* Whether a read would give bytes, the end or an error rather than wait: for descriptors that must stay
 * blocking. */
bool io_is_readable(int fd);
/* The same, or of a write that there is room; a descriptor that is not open is ready, to say so. */
bool io_is_ready(int fd, bool writes);
bool io_has_error(int fd); /* of a socket: the next call would give it, and take it away */
bool io_is_nonblocking(int fd);
/* Whether a read of this socket would give an error, which it then would have taken away. */
bool io_has_only_an_error(int fd);
