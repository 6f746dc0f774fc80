/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class socket.socket: how it is made, shown and ended, and the table of its methods.
 *
 * A socket's own timeout decides how it waits; the kernel's O_NONBLOCK is set only for a listener and for
 * a program's own setblocking or settimeout. */
#include "modules/socket/methods.h"
#include "sched/descriptor.h"
#include "value/tuple.h"
#include "vm/class_call.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

/* ---- its end and its text */

static void close_descriptor(Socket *self) {
    if (self->fd < 0) return;
    sched_forget(self->machine->sched, self->fd);
    io_close(self->fd);
    self->fd = -1;
}

static void socket_free(Object *object) {
    Socket *self = (Socket *)object;
    if (!self->is_left) socket_journal_freed(self);
    close_descriptor(self);
    object_release_memory(object);
}

static void append_class_name(Buffer *out, Value value) {
    if (!(object_type(value)->flags & TYPE_HEAP)) {
        buffer_append_text(out, "socket.socket");
        return;
    }
    const Class *class = class_of_heap_type(object_type(value));
    if (is_str(class->module)) {
        str_append_utf8(out, class->module);
        buffer_append_byte(out, '.');
    }
    str_append_utf8(out, class->qualname);
}

static void append_address(Buffer *out, const char *name, const Address *address) {
    Value value = address_value(address);
    if (!is_none(value) && value_truth(value) == YES) {
        buffer_append_format(out, ", %s=", name);
        value_repr(out, value, 0);
    }
    release(value);
}

static Verdict socket_repr(Buffer *out, Value value, int depth) {
    (void)depth;
    const Socket *self = (Socket *)object_of(value);
    Address address;
    buffer_append_byte(out, '<');
    append_class_name(out, value);
    buffer_append_format(out, "%s fd=%d, family=%d, type=%d, proto=%d",
                         self->fd < 0 || self->close_waits ? " [closed]" : "", self->fd, self->family,
                         self->type, self->protocol);
    if (self->fd >= 0 && io_local_name(self->fd, &address) == 0) append_address(out, "laddr", &address);
    if (self->fd >= 0 && io_peer_name(self->fd, &address) == 0) append_address(out, "raddr", &address);
    buffer_append_byte(out, '>');
    return YES;
}

const Type socket_type = {
    .name = "socket",
    .flags = TYPE_SUBCLASSABLE | TYPE_WEAK,
    .size = sizeof(Socket),
    .free = socket_free,
    .repr = socket_repr,
};

/* As one that has just been opened. */
static void adopt(Socket *self, int fd, int family, int type, int protocol) {
    self->fd = fd;
    self->family = family;
    self->type = type;
    self->protocol = protocol;
    self->timeout = socket_default_timeout(self->machine);
    if (self->timeout >= 0) self->kernel_nonblocking = io_set_blocking(fd, false) == 0;
}

static Socket *socket_new_closed(Machine *machine, Class *class) {
    Socket *self = class_allocate(class ? class : machine_class(machine, &socket_type));
    self->machine = machine;
    if (machine->journal) self->number = journal_socket_number(machine->journal);
    self->fd = -1;
    self->timeout = TIMEOUT_NONE;
    return self;
}

Value socket_new(Machine *machine, Class *class, int fd, int family, int type, int protocol) {
    Socket *self = socket_new_closed(machine, class);
    adopt(self, fd, family, type, protocol);
    return object_value(self);
}

/* ---- making: socket(family=-1, type=-1, proto=-1, fileno=None) */

static int ask_option(int fd, int option, int otherwise) {
    int value = 0;
    socklen_t length = sizeof value;
    return io_get_option(fd, SOL_SOCKET, option, &value, &length) == 0 ? value : otherwise;
}

Outcome arg_descriptor(Call *call, size_t i, int *fd) {
    int64_t wide;
    Outcome outcome = arg_integer(call, i);
    if (outcome != DONE) return outcome;
    if (!arg_int64(call, i, &wide)) return RAISED;
    *fd = (int)wide;
    return DONE;
}

/* What is asked for, in args[1] and behind it; fd -1: a new descriptor. */
typedef struct {
    int family, type, protocol, fd;
} Wanted;

static Outcome arg_wanted(Call *call, Wanted *wanted) {
    Outcome outcome = arg_index_int(call, 1, &wanted->family);
    if (outcome == DONE) outcome = arg_index_int(call, 2, &wanted->type);
    if (outcome == DONE) outcome = arg_index_int(call, 3, &wanted->protocol);
    wanted->fd = -1;
    if (outcome != DONE || !arg_is_given(call, 4)) return outcome;
    outcome = arg_descriptor(call, 4, &wanted->fd);
    if (outcome != DONE) return outcome;
    if (wanted->fd < 0) return raise_error(call->task, ValueError, "negative file descriptor");
    Address address;
    int problem = io_local_name(wanted->fd, &address);
    return problem ? raise_errno(call->task, -problem) : DONE;
}

/* Fills in an empty socket. */
static Outcome open_socket(Call *call, Socket *self, const Wanted *wanted) {
    int family = wanted->family, type = wanted->type, protocol = wanted->protocol, fd = wanted->fd;
    if (fd >= 0) {
        if (family == -1) family = ask_option(fd, SO_DOMAIN, AF_INET);
        if (type == -1) type = ask_option(fd, SO_TYPE, SOCK_STREAM);
        if (protocol == -1) protocol = ask_option(fd, SO_PROTOCOL, 0);
        adopt(self, fd, family, type, protocol);
        self->is_shared = self->has_limits = true; /* as far as is known */
        return DONE;
    }
    if (family == -1) family = AF_INET;
    if (type == -1) type = SOCK_STREAM;
    if (protocol == -1) protocol = 0;
    fd = io_socket(family, type, protocol);
    if (fd < 0) return raise_errno(call->task, -fd);
    adopt(self, fd, family, type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC), protocol);
    if (type & SOCK_NONBLOCK) self->timeout = 0, self->kernel_nonblocking = true;
    return DONE;
}

static Outcome socket_make(Call *call) {
    Wanted wanted;
    Outcome outcome = arg_wanted(call, &wanted);
    if (outcome != DONE) return outcome;
    Socket *self = socket_new_closed(call_machine(call), (Class *)object_of(call->args[0]));
    if (open_socket(call, self, &wanted) == DONE) return give(call, object_value(self));
    release(object_value(self));
    return RAISED;
}

/* What __new__ makes: a closed one, for __init__ to open. */
static Outcome socket_make_empty(Call *call) {
    Socket *self = socket_new_closed(call_machine(call), (Class *)object_of(call->args[0]));
    return give(call, object_value(self));
}

/* As in CPython, the descriptor that one had before stays open. */
static Outcome socket_init(Call *call) {
    Wanted wanted;
    Socket *self = socket_of_self(call);
    Outcome outcome = arg_wanted(call, &wanted);
    if (outcome != DONE) return outcome;
    if (self->fd >= 0) sched_forget(sched_of(call), self->fd);
    return open_socket(call, self, &wanted) == DONE ? give_none(call) : RAISED;
}

/* ---- letting go of the descriptor */

/* A socket of the same description, for calls that wait in one that is about to be closed; ABSENT: there
 * is no descriptor left. */
static Value left_socket(const Socket *self) {
    int fd = descriptor_raise(io_duplicate(self->fd));
    if (fd < 0) return ABSENT;
    Socket *left = class_allocate(machine_class(self->machine, &socket_type));
    Object head = left->object;
    *left = *self;
    left->object = head;
    left->fd = fd;
    left->is_left = true;
    left->left_number = self->fd;
    return object_value(left);
}

/* The call that this task waits in, if it is one of this socket's. */
static Call *waiting_call(const Task *task, const Socket *self) {
    if (!task->frame || task->frame->code) return NULL;
    Call *call = &native_frame(task->frame)->call;
    bool is_of_socket = call->step && call->count && is_same(call->args[0], object_value(self));
    return is_of_socket ? call : NULL;
}

/* Calls of other tasks that wait in it go on, as in the kernel, which closes a description when nobody
 * uses it any more: in the place of this socket they get another one, which ends with the last of them. */
static void leave_to_waiting(const Call *call, const Socket *self) {
    Machine *machine = self->machine;
    Value left = ABSENT;
    if (!self->waited_by || self->waited_by == call->task->number || self->fd < 0) return;
    for (Link *link = machine->tasks.next; link != &machine->tasks; link = link->next) {
        const Task *task = CONTAINER_OF(link, Task, all_link);
        Call *waiting = task == call->task ? NULL : waiting_call(task, self);
        if (!waiting) continue;
        if (is_absent(left)) left = left_socket(self);
        if (is_absent(left)) return;
        replace_take(&waiting->args[0], retain(left));
    }
    if (is_absent(left)) return;
    sched_move(machine->sched, self->fd, ((const Socket *)object_of(left))->fd);
    release(left);
}

static Outcome socket_real_close(Call *call) {
    Socket *self = socket_of_self(call);
    leave_to_waiting(call, self);
    close_descriptor(self);
    return give_none(call);
}

enum { STEP_CLOSES = 1 };

/* A class that inherits may have more to end than the descriptor. */
static Outcome close_now(Call *call) {
    if (object_type(call->args[0]) == &socket_type) return socket_real_close(call);
    if (call->step == STEP_CLOSES) return give_none(call);
    call->step = STEP_CLOSES;
    return call_method(call, call->args[0], "_real_close", 0, NULL);
}

static Outcome socket_close(Call *call) {
    Socket *self = socket_of_self(call);
    if (call->step == STEP_CLOSES) return close_now(call);
    self->close_waits = self->files;
    return self->close_waits ? give_none(call) : close_now(call);
}

/* ---- the files of makefile(): a socket that is closed ends with the last of them */

static Outcome socket_add_file(Call *call) {
    socket_of_self(call)->files++;
    return give_none(call);
}

static Outcome socket_drop_file(Call *call) {
    Socket *self = socket_of_self(call);
    if (call->step == STEP_CLOSES) return close_now(call);
    if (self->files) self->files--;
    return self->close_waits ? socket_close(call) : give_none(call);
}

static Outcome socket_detach(Call *call) {
    Socket *self = socket_of_self(call);
    int fd = self->fd;
    leave_to_waiting(call, self);
    if (fd >= 0) sched_forget(sched_of(call), fd);
    self->fd = -1;
    return give_int(call, fd);
}

/* ---- inheriting: FD_CLOEXEC is set where it is not inheritable */

static Outcome socket_get_inheritable(Call *call) {
    int flags = fcntl(socket_of_self(call)->fd, F_GETFD);
    return flags < 0 ? raise_errno(call->task, errno) : give_bool(call, !(flags & FD_CLOEXEC));
}

static Outcome socket_set_inheritable(Call *call) {
    int inheritable;
    Outcome outcome = arg_index_int(call, 1, &inheritable);
    if (outcome != DONE) return outcome;
    int fd = socket_of_self(call)->fd, flags = fcntl(fd, F_GETFD);
    int wanted = inheritable ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC;
    if (flags < 0 || fcntl(fd, F_SETFD, wanted) < 0) return raise_errno(call->task, errno);
    return give_none(call);
}

/* ---- what is written in the notation: _dup() of socket.py for dup() */

static Outcome by_notation(Call *call) {
    char name[32];
    if (call->step) return DONE;
    call->step = 1;
    snprintf(name, sizeof name, "_%.*s", (int)strcspn(call->spec->signature, "("), call->spec->signature);
    return call_in_module(call, "socket", name, call->count, call->args);
}

/* What says how text is written goes as one. */
static Outcome socket_makefile(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    for (size_t i = 3; i < 6; i++) retain(call->args[i]);
    Value text = tuple_from_take((Value[]){ call->args[3], call->args[4], call->args[5] }, 3);
    Value args[] = { call->args[0], call->args[1], call->args[2], text };
    Outcome outcome = call_in_module(call, "socket", "_makefile", 4, args);
    release(text);
    return outcome;
}

static Outcome socket_fileno(Call *call) { return give_int(call, socket_of_self(call)->fd); }
static Outcome socket_enter(Call *call) { return give(call, retain(call->args[0])); }

/* ---- attributes */

static Outcome socket_family(Call *call) {
    return give(call,
                socket_enum_value(call_machine(call), SOCKET_ENUM_FAMILY, socket_of_self(call)->family));
}
static Outcome socket_kind(Call *call) {
    return give(call, socket_enum_value(call_machine(call), SOCKET_ENUM_KIND, socket_of_self(call)->type));
}
static Outcome socket_protocol(Call *call) { return give_int(call, socket_of_self(call)->protocol); }

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
    { "__init__(self, family=-1, type=-1, proto=-1, fileno=None)", socket_init, "Open it.", ARGS_PYTHON,
      .flags = RECORDED | JOURNAL_MAKES },
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
    { "recvfrom_into(self, buffer, nbytes=0, flags=0)", socket_recvfrom_into,
      "As recv_into; gives how many bytes and who sent them.", ARGS_KEYWORDS,
      .flags = RECORDED | JOURNAL_RECEIVES },
    { "recvmsg(self, bufsize, ancbufsize=0, flags=0, /)", socket_recvmsg,
      "Receive bytes and what came beside them: (data, ancillary data, flags, address).", ARGS_PARSE,
      .flags = RECORDED | JOURNAL_RECEIVES },
    { "recvmsg_into(self, buffers, ancbufsize=0, flags=0, /)", socket_recvmsg_into,
      "As recvmsg, into buffers; gives how many bytes in the data's place.", ARGS_PARSE,
      .flags = RECORDED | JOURNAL_RECEIVES },
    { "sendmsg(self, buffers, ancdata=..., flags=0, address=None, /)", socket_sendmsg,
      "Send the bytes of several buffers as one, with ancillary data.", ARGS_PARSE,
      .flags = RECORDED | JOURNAL_SENDS },
    { "shutdown(self, how, /)", socket_shutdown, "End one direction or both; the peer sees the end.",
      .flags = RECORDED | JOURNAL_STATE },
    { "close(self)", socket_close, "Close the socket; it can no longer be used.", ARGS_PYTHON,
      .flags = RECORDED | JOURNAL_STATE },
    { "detach(self)", socket_detach, "Give up the descriptor without closing it.", ARGS_PYTHON,
      .flags = RECORDED },
    { "dup(self)", by_notation, "A socket of its own for the same connection.", ARGS_PYTHON },
    { "sendfile(self, file, offset=0, count=None)", by_notation,
      "Send what a file holds; gives how many bytes.", ARGS_PYTHON },
    { "makefile(self, mode='r', buffering=None, *, encoding=None, errors=None, newline=None)",
      socket_makefile, "A file over the socket.", ARGS_PYTHON },
    { "_real_close(self)", socket_real_close, NULL },
    { "_sendfile_use_send(self, file, offset=0, count=None)", by_notation, NULL, ARGS_PYTHON },
    { "_add_socketio(self)", socket_add_file, NULL },
    { "_decref_socketios(self)", socket_drop_file, NULL, .flags = RECORDED | JOURNAL_STATE },
    { "get_inheritable(self)", socket_get_inheritable, "Whether programs that are started get it.",
      ARGS_PYTHON },
    { "set_inheritable(self, inheritable)", socket_set_inheritable, "Whether they are to get it.",
      ARGS_PYTHON },
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
    .error_name = "_socket.socket",
    .make = { "__init__(cls, family=-1, type=-1, proto=-1, fileno=None)", socket_make, "A new socket.",
              ARGS_PYTHON, .flags = RECORDED | JOURNAL_MAKES },
    .make_empty = socket_make_empty,
    .methods = socket_methods,
    .doc = "One end of a connection, or a listener for them.",
};
