/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a call waits for: one function a kind of call, chosen by the name in its row. Facts that cannot be had
 * leave a shorter sentence. */
#include "explain/waiting.h"
#include "base/clock.h"
#include "base/language.h"
#include "base/switches.h"
#include "base/text.h"
#include "explain/address.h"
#include "explain/given_up.h"
#include "journal/journal_text.h"
#include "kernel/kernel.h"
#include "modules/socket/journal.h"
#include "sched/sched.h"
#include <string.h>

typedef struct {
    const Waiting *waiting;
    const JournalPending *pending;
    const Socket *socket; /* NULL: the call is not about one, or not ours */
    KernelSocket own;     /* as the kernel has it; state KERNEL_STATE_UNKNOWN: not known */
    Kernel kernel;
} Wait;

/* ---- the other end */

/* Whether who holds the other end is itself in recv there: a thread of ours, another shell, or a process that
 * the kernel lets us look at. */
static bool peer_receives(const Wait *wait) {
    KernelSocket peer;
    if (!kernel_find_other_end(&wait->kernel, &wait->own, &peer) || !peer.inode) return false;
    const ExplainNeighbours *neighbours = wait->waiting->neighbours;
    if (neighbours && neighbours->receives(neighbours->context, peer.inode)) return true;
    KernelHolders holders = { 0 };
    KernelSearch search = { .milliseconds = 5 * switch_patience(), .first_only = true };
    kernel_find_holders(&wait->kernel, &peer.inode, 1, &search, &holders);
    bool receives = holders.count && !holders.items[0].own &&
                    kernel_waits_in(&wait->kernel, holders.items[0].pid, peer.inode) == KERNEL_WAITS_RECV;
    kernel_clear_holders(&holders);
    return receives;
}

/* The listener that a connection is waiting for; false: it is elsewhere. */
static bool find_listener(const Wait *wait, const Address *to, KernelSocket *listener) {
    KernelQuery query = { .tcp = true, .states = KERNEL_STATE_BIT(KERNEL_LISTEN), .local_port = to->port };
    KernelSockets found = { 0 };
    bool is_found = false;
    if (to->family == AF_UNIX || !to->port || !explain_is_own(to)) return false;
    kernel_list_sockets(&wait->kernel, &query, &found);
    for (size_t i = 0; i < found.count && !is_found; i++) {
        is_found = explain_is_in_the_way(&found.items[i], to);
        if (is_found) *listener = found.items[i];
    }
    kernel_clear_sockets(&found);
    return is_found;
}

/* ---- by call */

/* Whoever accepts again may have forgotten the first. */
static void append_unread(Buffer *out, const Wait *wait) {
    uint32_t bytes;
    Buffer text = { 0 };
    const char *name = wait->waiting->globals && wait->socket
                           ? explain_unread_connection(wait->waiting->globals, wait->socket->number,
                                                       wait->own.local.port, &bytes)
                           : NULL;
    if (name && situation_append_bytes(bytes, &text))
        buffer_append_format(out, _("; %s has %s to read"), name, buffer_text(&text));
    buffer_clear(&text);
}

static void wait_accept(Buffer *out, const Wait *wait) {
    if (!wait->own.local.port) {
        buffer_append_text(out, _("waiting for a client"));
        return;
    }
    char text[ADDRESS_TEXT];
    buffer_append_format(out, _("waiting for a client on %s"), address_text(&wait->own.local, text));
    append_unread(out, wait);
}

static void wait_datagram(Buffer *out, const Wait *wait) {
    char text[ADDRESS_TEXT];
    const Address *to = explain_last_sent_to(wait->waiting->journal, wait->pending->record.socket);
    Buffer unheard = { 0 };
    if (to && !explain_has_receiver(&wait->kernel, to)) {
        address_append(&unheard, to);
        buffer_append_format(out, _("nobody receives on %s, where the last datagram went"),
                             buffer_text(&unheard));
    } else if (explain_is_portless(&wait->own)) {
        buffer_append_text(out, _("nobody can send here: this socket has no port yet, bind() comes first"));
    } else if (wait->own.local.port) {
        buffer_append_format(out, _("waiting for a datagram on %s"), address_text(&wait->own.local, text));
    } else {
        buffer_append_text(out, _("waiting for a datagram"));
    }
    buffer_clear(&unheard);
}

static void wait_recv(Buffer *out, const Wait *wait) {
    char text[ADDRESS_TEXT];
    int type = wait->socket ? wait->socket->type : wait->own.type;
    if (type == SOCK_DGRAM) {
        wait_datagram(out, wait);
    } else if (type == SOCK_STREAM && wait->own.state != KERNEL_STATE_UNKNOWN && peer_receives(wait)) {
        buffer_append_text(out, _("both sides wait and neither sends"));
    } else if (wait->own.peer.port) {
        buffer_append_format(out, _("waiting for bytes from %s"), address_text(&wait->own.peer, text));
    } else {
        buffer_append_text(out, _("waiting for bytes"));
    }
}

static void wait_send(Buffer *out, const Wait *wait) {
    char text[ADDRESS_TEXT];
    if (!wait->own.peer.port) {
        buffer_append_text(out, _("waiting until the other side reads"));
        return;
    }
    const char *peer = address_text(&wait->own.peer, text);
    KernelSocket other;
    size_t unread = wait->own.send_queue;
    if (kernel_find_other_end(&wait->kernel, &wait->own, &other)) unread += other.receive_queue;
    Buffer bytes = { 0 };
    if (situation_append_bytes(unread, &bytes))
        buffer_append_format(out, _("waiting until %s reads: its buffer is full (%s not read)"), peer,
                             buffer_text(&bytes));
    else
        buffer_append_format(out, _("waiting until %s reads"), peer);
    buffer_clear(&bytes);
}

static void wait_connect(Buffer *out, const Wait *wait) {
    const Address *to = &wait->pending->record.argument;
    KernelSocket listener;
    if (find_listener(wait, to, &listener) && listener.accept_queue > listener.backlog &&
        listener.backlog >= 0) {
        buffer_append_format(out, _("the server's queue is full (listen(%d)): it must call accept()"),
                             listener.backlog);
        return;
    }
    char text[ADDRESS_TEXT];
    buffer_append_format(out, _("waiting for an answer from %s"), address_text(to, text));
}

/* Of TLS, whose shutdown() says goodbye and hears the other's. */
static void wait_handshake(Buffer *out, const Wait *wait) {
    char text[ADDRESS_TEXT];
    if (wait->own.peer.port)
        buffer_append_format(out, _("waiting for %s in the TLS handshake"),
                             address_text(&wait->own.peer, text));
    else
        buffer_append_text(out, _("waiting for the other side in the TLS handshake"));
}

static void wait_goodbye(Buffer *out, const Wait *wait) {
    (void)wait;
    buffer_append_text(out, _("waiting until the other side ends TLS too"));
}

static void wait_sleep(Buffer *out, const Wait *wait) {
    (void)wait;
    buffer_append_text(out, _("sleeping"));
}

static void wait_lock(Buffer *out, const Wait *wait) {
    (void)wait;
    buffer_append_text(out, _("waiting for another thread"));
}

static void wait_name(Buffer *out, const Wait *wait) {
    (void)wait;
    buffer_append_text(out, _("waiting for the address of a host"));
}

/* select() and its kin: the sockets that have a name, a few of them. */
static void wait_ready(Buffer *out, const Wait *wait) {
    enum { NAMED = 4 };
    const Call *call = wait->pending->call;
    Situation situation = { .globals = wait->waiting->globals };
    Buffer names = { 0 };
    const char *name;
    size_t position = 0, count = 0;
    for (Socket *socket; call && (socket = situation_next_socket(&situation, &position, &name));) {
        bool is_one = name[0] != '_' && socket->fd >= 0 &&
                      sched_is_parked_on(call->task->machine->sched, call->task, socket->fd);
        if (!is_one || ++count > NAMED) continue;
        buffer_append_format(&names, "%s`%s`", count > 1 ? ", " : "", name);
    }
    if (count > NAMED) buffer_append_text(&names, ", ...");
    if (count)
        buffer_append_format(out, _("waiting until one is ready: %s"), buffer_text(&names));
    else
        buffer_append_text(out, _("waiting until a descriptor is ready"));
    buffer_clear(&names);
}

typedef void Say(Buffer *out, const Wait *wait);
static const struct {
    const char *name;
    Say *say;
} calls[] = {
    { "accept", wait_accept },      { "recv", wait_recv },
    { "recvfrom", wait_recv },      { "recv_into", wait_recv },
    { "send", wait_send },          { "sendall", wait_send },
    { "sendto", wait_send },        { "connect", wait_connect },
    { "connect_ex", wait_connect }, { "sleep", wait_sleep },
    { "acquire", wait_lock },       { "__enter__", wait_lock },
    { "_resolve", wait_name },      { "gethostbyname", wait_name },
    { "select", wait_ready },       { "poll", wait_ready },
    { "epoll_wait", wait_ready },   { "ppoll", wait_ready },
    { "pselect", wait_ready },      { "do_handshake", wait_handshake },
    { "read", wait_recv },          { "write", wait_send },
    { "shutdown", wait_goodbye },
};

static Say *find_say(const char *signature) {
    size_t length = strcspn(signature, "(");
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        if (strlen(calls[i].name) == length && !strncmp(calls[i].name, signature, length))
            return calls[i].say;
    }
    return NULL;
}

/* ---- how long; where the line is too narrow first the seconds go, then what is typed ahead, so that Ctrl-C
 * stays */

/* Seconds it may take in all, where the call has a deadline of its own; 0: none, or not known. */
static int64_t limit(const Wait *wait) {
    const Task *task = wait->pending->call ? wait->pending->call->task : NULL;
    if (!task || !heap_holds(&task->deadline)) return 0;
    return (task->deadline.deadline - wait->pending->record.begun + CLOCK_SECOND / 2) / CLOCK_SECOND;
}

static void append_rest(Buffer *out, const Wait *wait, bool has_seconds, bool typed_ahead) {
    int64_t seconds = (wait->waiting->now - wait->pending->record.begun) / CLOCK_SECOND, most = limit(wait);
    buffer_append_text(out, " (");
    if (!has_seconds)
        ;
    else if (most > 0)
        buffer_append_format(out, _("for %d s of %d s; "), (int)seconds, (int)most);
    else if (seconds > 0)
        buffer_append_format(out, _("for %d s; "), (int)seconds);
    if (typed_ahead) buffer_append_text(out, _("what you type runs afterwards; "));
    buffer_append_text(out, _("Ctrl-C to give up"));
    buffer_append_byte(out, ')');
}

static bool fits(Buffer *out, const Waiting *waiting) {
    return text_columns(buffer_text(out), out->count) <= (size_t)waiting->columns;
}

void waiting_append(Buffer *out, const Waiting *waiting) {
    const JournalPending *pending = waiting->pending;
    Wait wait = { .waiting = waiting,
                  .pending = pending,
                  .socket = pending->call ? socket_journal_peek(pending) : NULL };
    kernel_init(&wait.kernel);
    if (waiting->own) wait.own = *waiting->own;
    if (wait.socket && wait.socket->fd >= 0) kernel_read_socket(wait.socket->fd, &wait.own);
    Say *say = find_say(pending->record.spec->signature);
    if (say)
        say(out, &wait);
    else
        buffer_append_text(out, _("waiting"));
    bool typed_ahead = waiting->typed_ahead;
    size_t before = out->count;
    append_rest(out, &wait, true, typed_ahead);
    if (fits(out, waiting)) return;
    buffer_truncate(out, before);
    append_rest(out, &wait, !typed_ahead, typed_ahead);
    if (fits(out, waiting)) return;
    buffer_truncate(out, before);
    append_rest(out, &wait, false, false);
    if (fits(out, waiting)) return;
    buffer_truncate(out, before); /* nothing helps: it is cut, and drawn anew each second */
    append_rest(out, &wait, true, typed_ahead);
}
