/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class socket.socket: each method is one try (sched/io.h), and waiting when it would block.
 *
 * A socket's own timeout decides how it waits; the kernel's O_NONBLOCK is set only for a listener and for a program's
 * own setblocking or settimeout. A task that waits alone makes the plain blocking call: nothing else could run. */
#include "modules/socket/journal.h"
#include "value/tuple.h"
#include "vm/class_call.h"
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

static Socket *self_socket(const Call *call) { return (Socket *)object_of(call->args[0]); }

/* ---- its end and its text */

static void close_descriptor(Socket *self) {
    if (self->fd < 0) return;
    sched_forget(self->machine->sched, self->fd);
    io_close(self->fd);
    self->fd = -1;
}

static void socket_free(Object *object) {
    Socket *self = (Socket *)object;
    socket_journal_freed(self);
    close_descriptor(self);
    object_release_memory(object);
}

static Verdict socket_repr(Buffer *out, Value value, int depth) {
    (void)depth;
    const Socket *self = (Socket *)object_of(value);
    const char *name = self->fd < 0 ? " [closed]" : "";
    if (object_type(value)->flags & TYPE_HEAP) {
        const Class *class = class_of_heap_type(object_type(value));
        buffer_append_byte(out, '<');
        if (is_str(class->module)) {
            str_append_utf8(out, class->module);
            buffer_append_byte(out, '.');
        }
        str_append_utf8(out, class->qualname);
    } else {
        buffer_append_text(out, "<socket.socket");
    }
    buffer_append_format(out, "%s fd=%d, family=%d, type=%d, proto=%d", name, self->fd, self->family,
                         self->type, self->protocol);
    if (self->fd >= 0) {
        Address address = { .length = sizeof address.storage };
        if (getsockname(self->fd, (void *)&address.storage, &address.length) == 0) {
            Value local = address_value(&address);
            if (!is_none(local) && value_truth(local) == YES) {
                buffer_append_text(out, ", laddr=");
                value_repr(out, local, 0);
            }
            release(local);
        }
        address.length = sizeof address.storage;
        if (getpeername(self->fd, (void *)&address.storage, &address.length) == 0) {
            Value peer = address_value(&address);
            if (!is_none(peer) && value_truth(peer) == YES) {
                buffer_append_text(out, ", raddr=");
                value_repr(out, peer, 0);
            }
            release(peer);
        }
    }
    buffer_append_byte(out, '>');
    return YES;
}

const Type socket_type = {
    .name = "socket",
    .id = TYPE_ID_SOCKET,
    .flags = TYPE_SUBCLASSABLE,
    .size = sizeof(Socket),
    .free = socket_free,
    .repr = socket_repr,
};

Value socket_new(Machine *machine, Class *class, int fd, int family, int type, int protocol) {
    Socket *self = class_allocate(class ? class : machine->classes[TYPE_ID_SOCKET]);
    self->machine = machine;
    if (machine->journal) self->number = journal_socket_number(machine->journal);
    self->fd = fd;
    self->family = family;
    self->type = type;
    self->protocol = protocol;
    self->timeout = socket_default_timeout(machine);
    if (self->timeout >= 0) self->kernel_nonblocking = io_set_blocking(fd, false) == 0;
    return object_value(self);
}

/* ---- making: socket(family=-1, type=-1, proto=-1, fileno=None) */

static int ask_option(int fd, int option, int otherwise) {
    int value = 0;
    socklen_t length = sizeof value;
    return getsockopt(fd, SOL_SOCKET, option, &value, &length) == 0 ? value : otherwise;
}

static Outcome adopt(Call *call, int family, int type, int protocol) {
    int fd;
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    if (!is_int(call->args[4]))
        return raise_error(call->task, TypeError, "'%T' object cannot be interpreted as an integer",
                           call->args[4]);
    if (!arg_int(call, 4, &fd)) return RAISED;
    if (fd < 0) return raise_error(call->task, ValueError, "negative file descriptor");
    if (getsockname(fd, (void *)&address, &length) < 0) return raise_errno(call->task, errno);
    if (family == -1) family = ask_option(fd, SO_DOMAIN, AF_INET);
    if (type == -1) type = ask_option(fd, SO_TYPE, SOCK_STREAM);
    if (protocol == -1) protocol = ask_option(fd, SO_PROTOCOL, 0);
    return give(
        call, socket_new(call_machine(call), (Class *)object_of(call->args[0]), fd, family, type, protocol));
}

static Outcome socket_make(Call *call) {
    int family, type, protocol;
    if (!arg_int(call, 1, &family) || !arg_int(call, 2, &type) || !arg_int(call, 3, &protocol)) return RAISED;
    if (arg_is_given(call, 4)) return adopt(call, family, type, protocol);
    if (family == -1) family = AF_INET;
    if (type == -1) type = SOCK_STREAM;
    if (protocol == -1) protocol = 0;
    int fd = io_socket(family, type, protocol);
    if (fd < 0) return raise_errno(call->task, -fd);
    bool nonblocking = type & SOCK_NONBLOCK;
    Value value = socket_new(call_machine(call), (Class *)object_of(call->args[0]), fd, family,
                             type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC), protocol);
    Socket *self = (Socket *)object_of(value);
    if (nonblocking) self->timeout = 0, self->kernel_nonblocking = true;
    return give(call, value);
}

/* ---- waiting */

Outcome socket_check_open(Call *call, const Socket *self) {
    return self->fd < 0 ? raise_errno(call->task, EBADF) : DONE;
}

enum { WAITED = 1 };

Outcome socket_wait(Call *call, Socket *self, WaitKind kind) {
    Sched *sched = sched_of(call);
    if (self->timeout == 0) return raise_errno(call->task, EAGAIN);
    if (call->step != WAITED) {
        call->step = WAITED;
        call->mark = self->timeout < 0 ? SCHED_NEVER : sched_after(sched, self->timeout);
    } else if (call->woken_late) {
        return raise_error(call->task, TimeoutError, "timed out");
    }
    return sched_park(call, self->fd, kind, call->mark);
}

/* MSG_DONTWAIT: this call does not wait. With a timeout CPython waits all the same, before it tries. */
static bool may_wait(const Socket *self, int flags) { return !(flags & MSG_DONTWAIT) || self->timeout >= 0; }

static Outcome wait_with(Call *call, Socket *self, WaitKind kind, int flags) {
    return may_wait(self, flags) ? socket_wait(call, self, kind) : raise_errno(call->task, EAGAIN);
}

static IoMode io_mode(Call *call, const Socket *self) {
    return self->timeout < 0 && !self->kernel_nonblocking && sched_is_lone(call) ? IO_WAIT : IO_TRY;
}

/* Whether a try would be in vain: the descriptor has said so, and no event came since. A socket that never waits
 * always tries: its event may be there and not fetched yet; and one that waits in the kernel needs no event. */
static bool tries_in_vain(Call *call, const Socket *self, WaitKind kind, IoMode mode, int flags) {
    return mode == IO_TRY && self->timeout != 0 && may_wait(self, flags) &&
           !sched_may_be_ready(sched_of(call), self->fd, kind);
}

static Outcome failed(Call *call, ssize_t problem) {
    return problem == -EINTR ? sched_raise_interrupt(call) : raise_errno(call->task, (int)-problem);
}

/* ---- receiving */

/* So much is received through a block on the stack, as few know how much will come; what is shorter or longer is read
 * straight into its result. */
enum { BLOCK_LEAST = 256, BLOCK_MOST = 64 * 1024 };

static ssize_t try_recv(Call *call, Socket *self, void *buffer, size_t size, int flags, IoMode mode) {
    ssize_t got = io_recv(self->fd, buffer, size, flags, mode);
    bool drained = got == -EAGAIN || (got > 0 && (size_t)got < size && self->type == SOCK_STREAM && !flags);
    if (drained) sched_is_not_ready(sched_of(call), self->fd, WAIT_READ);
    return got;
}

static Outcome recv_through_block(Call *call, Socket *self, size_t size, int flags, IoMode mode) {
    uint8_t block[BLOCK_MOST];
    ssize_t got = try_recv(call, self, block, size, flags, mode);
    if (got == -EAGAIN) return wait_with(call, self, WAIT_READ, flags);
    return got < 0 ? failed(call, got) : give(call, bytes_new(block, (size_t)got));
}

/* ---- MSG_WAITALL: the kernel gathers while it waits, but a try gives only what is there. So what came is kept, and the call
 * waits for the rest. A timeout makes a socket one that only tries, as in CPython. */

enum { GATHERS = 2 }; /* a step: mark says how many bytes are here */

static bool is_gathering(const Call *call, const Socket *self, int flags) {
    return call->step == GATHERS || ((flags & (MSG_WAITALL | MSG_PEEK | MSG_DONTWAIT)) == MSG_WAITALL &&
                                     self->type == SOCK_STREAM && self->timeout < 0);
}

/* How many bytes there are when no more will come; -EAGAIN: the call is to be parked. An error that comes behind some bytes is
 * left to the next call. */
static ssize_t gather(Call *call, Socket *self, uint8_t *data, size_t size, int flags) {
    size_t count = call->step == GATHERS ? (size_t)call->mark : 0;
    if (count > size) count = size; /* a bytearray that shrank meanwhile */
    ssize_t got = 0;
    while (count < size && !(count && (sched_interrupt_is_pending() || io_has_only_an_error(self->fd)))) {
        got = io_recv(self->fd, data + count, size - count, flags, io_mode(call, self));
        if (got <= 0) break;
        count += (size_t)got;
    }
    call->step = GATHERS;
    call->mark = (int64_t)count;
    if (got == -EAGAIN) sched_is_not_ready(sched_of(call), self->fd, WAIT_READ);
    return got == -EAGAIN || got == -EINTR || !count ? got : (ssize_t)count;
}

static Outcome recv_all(Call *call, Socket *self, size_t size, int flags) {
    uint8_t *data;
    if (is_absent(call->keep)) {
        call->keep = bytes_new_uninitialised(size, &data);
        if (is_absent(call->keep)) return raise_memory(call->task);
    }
    data = ((Bytes *)object_of(call->keep))->data;
    ssize_t got = gather(call, self, data, size, flags);
    if (got == -EAGAIN) return sched_park(call, self->fd, WAIT_READ, SCHED_NEVER);
    if (got < 0) return failed(call, got);
    Value bytes = call->keep;
    call->keep = ABSENT;
    return give(call, (size_t)got == size ? bytes : bytes_shrink_take(bytes, (size_t)got));
}

static Outcome recv_all_into(Call *call, Socket *self, uint8_t *data, size_t size, int flags) {
    ssize_t got = gather(call, self, data, size, flags);
    if (got == -EAGAIN) return sched_park(call, self->fd, WAIT_READ, SCHED_NEVER);
    return got < 0 ? failed(call, got) : give_int(call, got);
}

static Outcome socket_recv(Call *call) {
    Socket *self = self_socket(call);
    size_t size;
    int flags;
    if (!arg_size(call, 1, &size) || !arg_int(call, 2, &flags)) return RAISED;
    if ((int64_t)size < 0) return raise_error(call->task, ValueError, "negative buffersize in recv");
    if (size == 0) return give(call, bytes_new(NULL, 0)); /* as in CPython: the system is not asked */
    if (socket_check_open(call, self) != DONE) return RAISED;
    if (is_gathering(call, self, flags)) return recv_all(call, self, size, flags);
    IoMode mode = io_mode(call, self);
    if (call->woken_late || tries_in_vain(call, self, WAIT_READ, mode, flags))
        return wait_with(call, self, WAIT_READ, flags);
    if (size > BLOCK_LEAST && size <= BLOCK_MOST) return recv_through_block(call, self, size, flags, mode);
    uint8_t *data;
    Value bytes = bytes_new_uninitialised(size, &data);
    if (is_absent(bytes)) return raise_memory(call->task);
    ssize_t got = try_recv(call, self, data, size, flags, mode);
    if (got >= 0) return give(call, (size_t)got == size ? bytes : bytes_shrink_take(bytes, (size_t)got));
    release(bytes);
    return got == -EAGAIN ? wait_with(call, self, WAIT_READ, flags) : failed(call, got);
}

/* A writable buffer of the program; while the call is parked it may be resized, so it is looked at anew each time. */
static bool arg_writable(Call *call, size_t i, uint8_t **data, size_t *count) {
    if (bytes_peek_writable(call->args[i], data, count)) return true;
    const char *name = call->spec->signature[4] == '_' ? "recv_into" : "recvfrom_into";
    raise_error(call->task, TypeError,
                is_none(call->args[i]) ? "%s() argument 1 must be read-write bytes-like object, not None"
                                       : "%s() argument 1 must be read-write bytes-like object, not %T",
                name, call->args[i]);
    return false;
}

static Outcome socket_recv_into(Call *call) {
    Socket *self = self_socket(call);
    uint8_t *data;
    size_t room, size;
    int flags;
    if (!arg_writable(call, 1, &data, &room) || !arg_size(call, 2, &size) || !arg_int(call, 3, &flags))
        return RAISED;
    if ((int64_t)size < 0) return raise_error(call->task, ValueError, "negative buffersize in recv_into");
    if (size == 0) size = room;
    if (size > room) return raise_error(call->task, ValueError, "buffer too small for requested bytes");
    if (size == 0) return give_int(call, 0);
    if (socket_check_open(call, self) != DONE) return RAISED;
    if (is_gathering(call, self, flags)) return recv_all_into(call, self, data, size, flags);
    IoMode mode = io_mode(call, self);
    if (call->woken_late || tries_in_vain(call, self, WAIT_READ, mode, flags))
        return wait_with(call, self, WAIT_READ, flags);
    ssize_t got = try_recv(call, self, data, size, flags, mode);
    if (got == -EAGAIN) return wait_with(call, self, WAIT_READ, flags);
    return got < 0 ? failed(call, got) : give_int(call, got);
}

static Outcome socket_recvfrom(Call *call) {
    Socket *self = self_socket(call);
    size_t size;
    int flags;
    if (!arg_size(call, 1, &size) || !arg_int(call, 2, &flags)) return RAISED;
    if ((int64_t)size < 0) return raise_error(call->task, ValueError, "negative buffersize in recvfrom");
    if (socket_check_open(call, self) != DONE) return RAISED;
    IoMode mode = io_mode(call, self);
    if (call->woken_late || tries_in_vain(call, self, WAIT_READ, mode, flags))
        return wait_with(call, self, WAIT_READ, flags);
    uint8_t *data;
    Address from = { .length = sizeof from.storage };
    Value bytes = bytes_new_uninitialised(size, &data);
    if (is_absent(bytes)) return raise_memory(call->task);
    ssize_t got = io_recvfrom(self->fd, data, size, flags, (void *)&from.storage, &from.length, mode);
    if (got < 0) {
        release(bytes);
        if (got != -EAGAIN) return failed(call, got);
        sched_is_not_ready(sched_of(call), self->fd, WAIT_READ);
        return wait_with(call, self, WAIT_READ, flags);
    }
    return give(call, tuple_pair_take(bytes_shrink_take(bytes, (size_t)got), address_value(&from)));
}

/* ---- sending */

static ssize_t try_send(Call *call, Socket *self, const void *data, size_t count, int flags, IoMode mode) {
    ssize_t sent = io_send(self->fd, data, count, flags, mode);
    if (sent == -EAGAIN) sched_is_not_ready(sched_of(call), self->fd, WAIT_WRITE);
    return sent;
}

static Outcome socket_send(Call *call) {
    Socket *self = self_socket(call);
    const uint8_t *data;
    size_t count;
    int flags;
    if (!arg_bytes(call, 1, &data, &count) || !arg_int(call, 2, &flags)) return RAISED;
    if (socket_check_open(call, self) != DONE) return RAISED;
    IoMode mode = io_mode(call, self);
    if (call->woken_late || tries_in_vain(call, self, WAIT_WRITE, mode, flags))
        return wait_with(call, self, WAIT_WRITE, flags);
    ssize_t sent = try_send(call, self, data, count, flags, mode);
    if (sent == -EAGAIN) return wait_with(call, self, WAIT_WRITE, flags);
    return sent < 0 ? failed(call, sent) : give_int(call, sent);
}

/* keep: how many bytes are sent, which the journal reads. One deadline holds for all of them. */
static Outcome socket_sendall(Call *call) {
    Socket *self = self_socket(call);
    const uint8_t *data;
    size_t count;
    int flags;
    if (!arg_bytes(call, 1, &data, &count) || !arg_int(call, 2, &flags)) return RAISED;
    size_t done = is_absent(call->keep) ? 0 : (size_t)small_int_of(call->keep);
    if (done > count) done = count; /* a bytearray that shrank meanwhile */
    if (call->woken_late) return wait_with(call, self, WAIT_WRITE, flags);
    do {
        if (socket_check_open(call, self) != DONE) return RAISED;
        ssize_t sent = try_send(call, self, data + done, count - done, flags, io_mode(call, self));
        if (sent == -EAGAIN) return wait_with(call, self, WAIT_WRITE, flags);
        if (sent < 0) return failed(call, sent);
        done += (size_t)sent;
        call->keep = small_int((int64_t)done);
    } while (done < count);
    return give_none(call);
}

/* sendto(data, address) or sendto(data, flags, address) */
static Outcome socket_sendto(Call *call) {
    Socket *self = self_socket(call);
    const uint8_t *data;
    size_t count, address_at = is_absent(call->args[3]) ? 2 : 3;
    int flags = 0;
    Address to;
    size_t given = tuple_of(call->args[4])->count;
    for (size_t i = 1; i <= 3; i++) given += !is_absent(call->args[i]);
    if (given < 2 || given > 3)
        return raise_error(call->task, TypeError, "sendto() takes 2 or 3 arguments (%zu given)", given);
    if (!arg_bytes(call, 1, &data, &count)) return RAISED;
    if (address_at == 3 && !arg_int(call, 2, &flags)) return RAISED;
    Outcome outcome = arg_address(call, address_at, self->family, "sendto", &to);
    if (outcome != DONE) return outcome;
    if (socket_check_open(call, self) != DONE) return RAISED;
    if (call->woken_late) return wait_with(call, self, WAIT_WRITE, flags);
    ssize_t sent =
        io_sendto(self->fd, data, count, flags, (void *)&to.storage, to.length, io_mode(call, self));
    if (sent != -EAGAIN) return sent < 0 ? failed(call, sent) : give_int(call, sent);
    sched_is_not_ready(sched_of(call), self->fd, WAIT_WRITE);
    return wait_with(call, self, WAIT_WRITE, flags);
}

/* ---- the server's side */

static Outcome socket_bind(Call *call) {
    Socket *self = self_socket(call);
    Address address;
    Outcome outcome = arg_address(call, 1, self->family, "bind", &address);
    if (outcome != DONE) return outcome;
    if (socket_check_open(call, self) != DONE) return RAISED;
    int problem = io_bind(self->fd, (void *)&address.storage, address.length);
    return problem ? raise_errno(call->task, -problem) : give_none(call);
}

static Outcome socket_listen(Call *call) {
    Socket *self = self_socket(call);
    int backlog;
    if (!arg_int(call, 1, &backlog)) return RAISED;
    if (socket_check_open(call, self) != DONE) return RAISED;
    int problem = io_listen(self->fd, backlog < 0 ? 0 : backlog);
    return problem ? raise_errno(call->task, -problem) : give_none(call);
}

static int try_accept(Call *call, Socket *self, Address *from) {
    from->length = sizeof from->storage;
    if (io_mode(call, self) == IO_TRY && !self->kernel_nonblocking) {
        /* accept has no MSG_DONTWAIT: a listener is the one socket whose description is made non-blocking. */
        int problem = io_set_blocking(self->fd, false);
        if (problem) return problem;
        self->kernel_nonblocking = true;
    }
    int fd = io_accept(self->fd, (void *)&from->storage, &from->length);
    if (fd == -EAGAIN) sched_is_not_ready(sched_of(call), self->fd, WAIT_READ);
    return fd;
}

static Outcome socket_accept(Call *call) {
    Socket *self = self_socket(call);
    Address from;
    if (socket_check_open(call, self) != DONE) return RAISED;
    if (call->woken_late || tries_in_vain(call, self, WAIT_READ, io_mode(call, self), 0))
        return socket_wait(call, self, WAIT_READ);
    int fd = try_accept(call, self, &from);
    if (fd == -EAGAIN) return socket_wait(call, self, WAIT_READ);
    if (fd < 0) return failed(call, fd);
    Value connection = socket_new(call_machine(call), NULL, fd, self->family, self->type, self->protocol);
    return give(call, tuple_pair_take(connection, address_value(&from)));
}

/* ---- the client's side */

enum { CONNECTING = 0x20 };

/* Starts the connection; -EINPROGRESS: it goes on in the kernel. While it does, the description is non-blocking. */
static int start_connecting(Call *call, Socket *self, const Address *to) {
    bool plain = io_mode(call, self) == IO_WAIT;
    if (!plain && !self->kernel_nonblocking) io_set_blocking(self->fd, false);
    int problem = io_connect(self->fd, (const void *)&to->storage, to->length);
    if (!plain && !self->kernel_nonblocking) io_set_blocking(self->fd, true);
    return problem;
}

/* After a connect that went on in the kernel Linux answers the next one with 0, once; after one that blocked, with EISCONN.
 * The program has made one that blocks, so that once is taken here. */
static void settle_connection(Socket *self) {
    Address peer = { .length = sizeof peer.storage };
    if (getpeername(self->fd, (void *)&peer.storage, &peer.length) == 0)
        io_connect(self->fd, (void *)&peer.storage, peer.length);
}

/* After a plain connect that failed the kernel lets the next one try; after a late failure only when told (connect(2)). */
static void reset_connection(Socket *self) {
    struct sockaddr none = { .sa_family = AF_UNSPEC };
    io_connect(self->fd, &none, sizeof none);
}

/* The end of the connecting: 0 or a positive errno in *problem. */
static Outcome connect_result(Call *call, Socket *self, const char *function, int *problem) {
    if (call->step == CONNECTING) {
        if (socket_check_open(call, self) != DONE) return RAISED;
        if (call->woken_late) return *problem = -1, DONE;
        *problem = io_error(self->fd);
        if (!self->kernel_nonblocking) *problem ? reset_connection(self) : settle_connection(self);
        return DONE;
    }
    Address to;
    Outcome outcome = arg_address(call, 1, self->family, function, &to);
    if (outcome != DONE) return outcome;
    if (socket_check_open(call, self) != DONE) return RAISED;
    *problem = -start_connecting(call, self, &to);
    if (*problem != EINPROGRESS || self->timeout == 0) return DONE;
    if (sched_interrupt_is_pending()) return sched_raise_interrupt(call);
    call->step = CONNECTING;
    call->mark = self->timeout < 0 ? SCHED_NEVER : sched_after(sched_of(call), self->timeout);
    return sched_park(call, self->fd, WAIT_WRITE, call->mark);
}

static Outcome socket_connect(Call *call) {
    int problem;
    Outcome outcome = connect_result(call, self_socket(call), "connect", &problem);
    if (outcome != DONE) return outcome;
    if (problem < 0) return raise_error(call->task, TimeoutError, "timed out");
    return problem ? raise_errno(call->task, problem) : give_none(call);
}

/* An error of the system, not of the arguments. */
static bool raised_os_error(Call *call) {
    return exception_kind(value_class(call_machine(call), call->task->exception)) == OSError;
}

static Outcome socket_connect_ex(Call *call) {
    int problem;
    Outcome outcome = connect_result(call, self_socket(call), "connect_ex", &problem);
    if (outcome == RAISED && self_socket(call)->fd < 0 && raised_os_error(call)) {
        release(task_take_exception(call->task));
        return give_int(call, EBADF);
    }
    if (outcome != DONE) return outcome;
    return give_int(call, problem < 0 ? EAGAIN : problem);
}

static Outcome socket_shutdown(Call *call) {
    Socket *self = self_socket(call);
    int how;
    if (!arg_int(call, 1, &how)) return RAISED;
    if (socket_check_open(call, self) != DONE) return RAISED;
    int problem = io_shutdown(self->fd, how);
    return problem ? raise_errno(call->task, -problem) : give_none(call);
}

static Outcome socket_close(Call *call) {
    close_descriptor(self_socket(call));
    return give_none(call);
}

static Outcome socket_detach(Call *call) {
    Socket *self = self_socket(call);
    int fd = self->fd;
    if (fd >= 0) sched_forget(sched_of(call), fd);
    self->fd = -1;
    return give_int(call, fd);
}

static Outcome socket_fileno(Call *call) { return give_int(call, self_socket(call)->fd); }
static Outcome socket_enter(Call *call) { return give(call, retain(call->args[0])); }

/* ---- names and options */

typedef int NameFunction(int fd, struct sockaddr *address, socklen_t *length);

static Outcome give_name(Call *call, NameFunction *function) {
    Socket *self = self_socket(call);
    Address address = { .length = sizeof address.storage };
    if (socket_check_open(call, self) != DONE) return RAISED;
    if (function(self->fd, (void *)&address.storage, &address.length) < 0)
        return raise_errno(call->task, errno);
    return give(call, address_value(&address));
}

static int ask_name(int fd, struct sockaddr *address, socklen_t *length) {
    return getsockname(fd, address, length);
}
static int ask_peer(int fd, struct sockaddr *address, socklen_t *length) {
    return getpeername(fd, address, length);
}
static Outcome socket_getsockname(Call *call) { return give_name(call, ask_name); }
static Outcome socket_getpeername(Call *call) { return give_name(call, ask_peer); }

/* setsockopt(level, option, int | bytes | None[, length]) */
static Outcome socket_setsockopt(Call *call) {
    Socket *self = self_socket(call);
    int level, option, number, result;
    int64_t wide;
    const uint8_t *data;
    size_t count;
    Value value = call->args[3];
    size_t given = tuple_of(call->args[5])->count;
    for (size_t i = 1; i <= 4; i++) given += !is_absent(call->args[i]);
    if (given < 3 || given > 4)
        return raise_error(call->task, TypeError, "setsockopt() takes exactly 3 arguments (%zu given)",
                           given);
    if (!arg_int(call, 1, &level) || !arg_int(call, 2, &option)) return RAISED;
    if (!is_absent(call->args[4])) {
        size_t length;
        if (!is_none(value) || !is_int(call->args[4]))
            return raise_error(call->task, TypeError, "setsockopt() takes exactly 3 arguments (4 given)");
        if (!arg_size(call, 4, &length)) return RAISED;
        if (socket_check_open(call, self) != DONE) return RAISED;
        result = setsockopt(self->fd, level, option, NULL, (socklen_t)length);
    } else if (is_int(value) && int_fits_int64(value, &wide) && wide >= INT32_MIN && wide <= INT32_MAX) {
        number = (int)wide;
        if (socket_check_open(call, self) != DONE) return RAISED;
        result = setsockopt(self->fd, level, option, &number, sizeof number);
    } else {
        if (!bytes_peek(value, &data, &count))
            return raise_error(call->task, TypeError, "a bytes-like object is required, not '%T'", value);
        if (socket_check_open(call, self) != DONE) return RAISED;
        result = setsockopt(self->fd, level, option, data, (socklen_t)count);
    }
    return result < 0 ? raise_errno(call->task, errno) : give_none(call);
}

static Outcome socket_getsockopt(Call *call) {
    Socket *self = self_socket(call);
    int level, option, size, number = 0;
    if (!arg_int(call, 1, &level) || !arg_int(call, 2, &option) || !arg_int(call, 3, &size)) return RAISED;
    if (socket_check_open(call, self) != DONE) return RAISED;
    if (size == 0) {
        socklen_t length = sizeof number;
        if (getsockopt(self->fd, level, option, &number, &length) < 0) return raise_errno(call->task, errno);
        return give_int(call, number);
    }
    uint8_t block[1024];
    if (size < 0 || size > (int)sizeof block)
        return raise_error(call->task, OSError, "getsockopt buflen out of range");
    socklen_t length = (socklen_t)size;
    if (getsockopt(self->fd, level, option, block, &length) < 0) return raise_errno(call->task, errno);
    return give(call, bytes_new(block, length));
}

/* ---- how it waits */

bool socket_set_timeout(Call *call, Socket *self, Value timeout) {
    double seconds = TIMEOUT_NONE;
    if (!is_none(timeout)) {
        Verdict read = number_to_double(timeout, &seconds);
        if (read == NO)
            raise_error(call->task, TypeError, "'%T' object cannot be interpreted as an integer", timeout);
        else if (read == UNSUPPORTED)
            raise_error(call->task, OverflowError, "timestamp too large to convert to C _PyTime_t");
        else if (isnan(seconds))
            raise_error(call->task, ValueError, "Invalid value NaN (not a number)");
        else if (seconds < 0)
            raise_error(call->task, ValueError, "Timeout value out of range");
        else if (seconds > 9223372036.0)
            raise_error(call->task, OverflowError, "timestamp too large to convert to C _PyTime_t");
        if (!is_absent(call->task->exception)) return false;
    }
    if (self) self->timeout = seconds;
    return true;
}

/* Python makes the description non-blocking when a timeout is set; so do we, because a child or a duplicate sees it. */
static Outcome follow_timeout(Call *call, Socket *self) {
    if (socket_check_open(call, self) != DONE) return RAISED;
    bool nonblocking = self->timeout >= 0;
    int problem = io_set_blocking(self->fd, !nonblocking);
    if (problem) return raise_errno(call->task, -problem);
    self->kernel_nonblocking = nonblocking;
    return give_none(call);
}

static Outcome socket_settimeout(Call *call) {
    Socket *self = self_socket(call);
    return socket_set_timeout(call, self, call->args[1]) ? follow_timeout(call, self) : RAISED;
}

static Outcome socket_setblocking(Call *call) {
    Socket *self = self_socket(call);
    int flag;
    if (!arg_int(call, 1, &flag)) return RAISED;
    self->timeout = flag ? TIMEOUT_NONE : 0;
    return follow_timeout(call, self);
}

static Outcome socket_gettimeout(Call *call) {
    double timeout = self_socket(call)->timeout;
    return timeout < 0 ? give_none(call) : give(call, float_new(timeout));
}

static Outcome socket_getblocking(Call *call) { return give_bool(call, self_socket(call)->timeout != 0); }

static Outcome socket_family(Call *call) {
    return give(call, socket_enum_value(call_machine(call), SOCKET_ENUM_FAMILY, self_socket(call)->family));
}
static Outcome socket_kind(Call *call) {
    return give(call, socket_enum_value(call_machine(call), SOCKET_ENUM_KIND, self_socket(call)->type));
}
static Outcome socket_protocol(Call *call) { return give_int(call, self_socket(call)->protocol); }

/* Assignment to these is refused, or their deletion, in the words python3 has for each. */
static Outcome refuse_property(Call *call, const char *name) {
    const Class *class = value_class(call_machine(call), call->args[0]);
    return raise_error(call->task, AttributeError, "property '%s' of %R object has no %s", name,
                       class->qualname, is_absent(call->args[1]) ? "deleter" : "setter");
}
static Outcome refuse_family(Call *call) { return refuse_property(call, "family"); }
static Outcome refuse_kind(Call *call) { return refuse_property(call, "type"); }
static Outcome refuse_protocol(Call *call) {
    return raise_error(call->task, AttributeError, "readonly attribute");
}
static Outcome refuse_timeout(Call *call) {
    return raise_error(call->task, AttributeError,
                       "attribute 'timeout' of '_socket.socket' objects is not writable");
}

static const NativeSpec socket_methods[] = {
    { "bind(self, address, /)", socket_bind, "Give the socket a local address.",
      .flags = RECORDED | JOURNAL_ADDRESS | JOURNAL_STATE },
    { "listen(self, backlog=128, /)", socket_listen, "Let it accept connections; backlog: how many may wait.",
      ARGS_PARSE, .flags = RECORDED | JOURNAL_STATE },
    { "accept(self)", socket_accept, "Wait for a client: a new socket for it, and its address.", ARGS_PYTHON,
      .flags = RECORDED | JOURNAL_MAKES | JOURNAL_STATE },
    { "connect(self, address, /)", socket_connect,
      "Connect to the address; waits until it is made or refused.",
      .flags = RECORDED | JOURNAL_ADDRESS | JOURNAL_STATE },
    { "connect_ex(self, address, /)", socket_connect_ex,
      "As connect, but gives the errno instead of raising.",
      .flags = RECORDED | JOURNAL_ADDRESS | JOURNAL_STATE },
    { "send(self, data, flags=0, /)", socket_send, "Send bytes; gives how many the system took.", ARGS_PARSE,
      .flags = RECORDED | JOURNAL_SENDS },
    { "sendall(self, data, flags=0, /)", socket_sendall, "Send all of the bytes; waits as long as needed.",
      ARGS_PARSE, .flags = RECORDED | JOURNAL_SENDS | JOURNAL_KEEPS },
    { "sendto(self, data=..., flags_or_address=..., address=..., /, *extra)", socket_sendto,
      "Send bytes to an address.", ARGS_OWN, .flags = RECORDED | JOURNAL_SENDS | JOURNAL_TO },
    { "recv(self, bufsize, flags=0, /)", socket_recv,
      "Receive up to bufsize bytes; b'' when the peer has closed.", ARGS_PARSE,
      .flags = RECORDED | JOURNAL_RECEIVES },
    { "recvfrom(self, bufsize, flags=0, /)", socket_recvfrom, "As recv; gives the bytes and who sent them.",
      ARGS_PARSE, .flags = RECORDED | JOURNAL_RECEIVES },
    { "recv_into(self, buffer, nbytes=0, flags=0)", socket_recv_into,
      "Receive into a buffer; gives how many bytes.", ARGS_KEYWORDS, .flags = RECORDED | JOURNAL_RECEIVES },
    { "shutdown(self, how, /)", socket_shutdown, "End one direction or both; the peer sees the end.",
      .flags = RECORDED | JOURNAL_STATE },
    { "close(self)", socket_close, "Close the socket; it can no longer be used.", ARGS_PYTHON,
      .flags = RECORDED | JOURNAL_STATE },
    { "detach(self)", socket_detach, "Give up the descriptor without closing it.", ARGS_PYTHON,
      .flags = RECORDED },
    { "fileno(self)", socket_fileno, "The descriptor, or -1 when closed." },
    { "getsockname(self)", socket_getsockname, "Its own address." },
    { "getpeername(self)", socket_getpeername, "The address it is connected to." },
    { "setsockopt(self, level=..., option=..., value=..., length=..., /, *extra)", socket_setsockopt,
      "Set an option of the system.", ARGS_OWN, .flags = RECORDED },
    { "getsockopt(self, level, option, buflen=0, /)", socket_getsockopt, "Ask for an option of the system.",
      ARGS_PARSE },
    { "settimeout(self, timeout, /)", socket_settimeout,
      "How long calls wait: seconds, None for ever, 0 not at all.", .flags = RECORDED | JOURNAL_SECONDS },
    { "gettimeout(self)", socket_gettimeout, "How long calls wait." },
    { "setblocking(self, flag, /)", socket_setblocking, "True: wait for ever; False: never wait.",
      .flags = RECORDED },
    { "getblocking(self)", socket_getblocking, "Whether calls may wait." },
    { "timeout", socket_gettimeout, "How long calls wait.", .set = refuse_timeout },
    { "family", socket_family, "The kind of addresses it has.", .set = refuse_family },
    { "type", socket_kind, "Stream or datagrams.", .set = refuse_kind },
    { "proto", socket_protocol, "The protocol's number.", .set = refuse_protocol },
    { "__enter__(self)", socket_enter, "The socket itself." },
    { "__exit__(self, *args)", socket_close, "Closes it.", .flags = RECORDED | JOURNAL_STATE },
    { 0 },
};

const ClassSpec socket_class = {
    .type = &socket_type,
    .module = "socket",
    .make = { "__init__(cls, family=-1, type=-1, proto=-1, fileno=None)", socket_make, "A new socket.",
              ARGS_PYTHON, .flags = RECORDED | JOURNAL_MAKES },
    .methods = socket_methods,
    .doc = "One end of a connection, or a listener for them.",
};
