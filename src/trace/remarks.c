/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One function a mistake: it says so, or nothing. The first that speaks is heard. */
#include "trace/remarks.h"
#include "base/array.h"
#include "base/hash.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/retry.h"
#include "explain/explain.h"
#include "journal/journal_text.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/syscall.h>

enum { REMEMBERED = 64, SAID = 1024 };

/* A send that took less than it was given, until the rest has gone. */
typedef struct {
    uint64_t socket, rest, took, meant; /* rest: where in the program's memory it begins */
    bool has_place;
    Place place;
} ShortSend;

/* A descriptor that the program has closed. */
typedef struct {
    pid_t process;
    int32_t fd;
    Place place;
} Closed;

struct Remarks {
    const Journal *journal;
    ShortSend shorts[REMEMBERED]; /* by the socket's number */
    Closed closed[REMEMBERED];    /* the newest ones */
    size_t closed_count;
    int64_t *said; /* hashes of sentences */
    size_t said_count, said_capacity;
};

typedef struct {
    Remarks *remarks;
    const TracedThread *thread;
    const JournalRecord *record;
    const char *call; /* its name */
    Buffer *out;
} Look;

/* ---- words */

static void append_at(Buffer *out, bool has_place, const Place *place) {
    if (!has_place) return;
    buffer_append_byte(out, ' ');
    buffer_append_byte(out, '(');
    traced_place_append(out, place);
    buffer_append_byte(out, ')');
}

static const JournalRecord *before(const Look *look) {
    return journal_peek_last(look->remarks->journal, look->record->socket, look->record->number);
}

static bool is_call(const JournalRecord *record, const char *name) {
    Buffer scratch = { 0 };
    bool is = record && !strcmp(journal_call_name(record, &scratch), name);
    buffer_clear(&scratch);
    return is;
}

/* ---- mistakes */

/* 3000 is 0x0bb8: without htons() the kernel reads 0xb80b, 47115. Said where the swapped one is what people
 * choose. */
static void say_swapped_port(const Look *look) {
    enum { ROUND = 10, HIGHEST = 10000, LOWEST = 1024 };
    uint16_t port = look->record->argument.port, swapped = (uint16_t)(port << 8 | port >> 8);
    if (!(look->record->spec->flags & JOURNAL_ADDRESS) || port <= HIGHEST) return;
    if (swapped % ROUND || swapped > HIGHEST || swapped < LOWEST) return;
    buffer_append_format(look->out,
                         _("Port %d is %d with its two bytes in the other order: the port goes into the "
                           "address by htons(%d)."),
                         port, swapped, swapped);
}

static bool gives_end(const JournalRecord *record) {
    return record && record->spec && record->spec->flags & JOURNAL_RECEIVES &&
           record->outcome == JOURNAL_RETURNED && !record->result && record->moment == JOURNAL_ENDED;
}

static void say_end_again(const Look *look) {
    const TracedSocket *socket = traced_socket(look->thread->process, look->record->fd);
    const TracedBegun *now = &look->thread->now;
    bool is_asked_nothing = now->spec->kind == TRACED_BUFFER && !now->call.arguments[2];
    if (!socket || socket->type == SOCK_DGRAM || is_asked_nothing) return;
    if (!gives_end(look->record) || !gives_end(before(look))) return;
    buffer_append_format(look->out,
                         _("%s() gives 0 again: the other side has ended its stream, and nothing more will "
                           "come. At the first 0, leave the loop and close() the socket."),
                         look->call);
}

static ShortSend *short_of(Remarks *remarks, uint64_t socket) {
    return &remarks->shorts[socket % REMEMBERED];
}

/* The rest of a short send was not sent next. */
static void say_lost_rest(const Look *look) {
    ShortSend *last = short_of(look->remarks, look->record->socket);
    const TracedBegun *now = &look->thread->now;
    bool sends = look->record->spec->flags & JOURNAL_SENDS, closes = now->spec->kind == TRACED_CLOSE;
    if (!last->socket || last->socket != look->record->socket || !(sends || closes)) return;
    if (closes || now->call.arguments[1] != last->rest) {
        buffer_append_format(look->out, _("The call before took %llu of %llu bytes"),
                             (unsigned long long)last->took, (unsigned long long)last->meant);
        append_at(look->out, last->has_place, &last->place);
        buffer_append_text(
            look->out, _(": the others were never sent. What send() returns tells how many it took; send the "
                         "rest in a loop."));
    }
    last->socket = 0;
}

static void note_short(const Look *look) {
    const JournalRecord *record = look->record;
    bool is_short = record->spec->flags & JOURNAL_SENDS && record->result > 0 &&
                    (uint64_t)record->result < record->meant && look->thread->now.spec->kind == TRACED_BUFFER;
    if (!is_short) return;
    *short_of(look->remarks, record->socket) =
        (ShortSend){ .socket = record->socket,
                     .rest = look->thread->now.call.arguments[1] + (uint64_t)record->result,
                     .took = (uint64_t)record->result,
                     .meant = record->meant,
                     .has_place = look->thread->now.has_place,
                     .place = look->thread->now.place };
}

static const Closed *find_closed(const Look *look) {
    const Remarks *remarks = look->remarks;
    size_t count = remarks->closed_count < REMEMBERED ? remarks->closed_count : REMEMBERED;
    for (size_t i = 1; i <= count; i++) {
        const Closed *closed = &remarks->closed[(remarks->closed_count - i) % REMEMBERED];
        if (closed->process == look->thread->process->id && closed->fd == look->record->fd) return closed;
    }
    return NULL;
}

static void say_closed(const Look *look) {
    const Closed *closed = look->record->error == EBADF ? find_closed(look) : NULL;
    if (!closed) return;
    buffer_append_format(look->out, _("Descriptor %d is closed already"), look->record->fd);
    append_at(look->out, *closed->place.file, &closed->place);
    buffer_append_text(look->out, look->thread->now.spec->kind == TRACED_CLOSE
                                      ? _(". Closed twice, it may be another's by then.")
                                      : _(": whoever uses it after that may meet another file or socket."));
}

static void note_closed(const Look *look) {
    Remarks *remarks = look->remarks;
    if (look->thread->now.spec->kind != TRACED_CLOSE || look->record->error) return;
    Closed *closed = &remarks->closed[remarks->closed_count++ % REMEMBERED];
    *closed = (Closed){ .process = look->thread->process->id, .fd = look->record->fd };
    if (look->thread->now.has_place) closed->place = look->thread->now.place;
}

static bool is_printed(uint8_t byte) {
    return (byte >= ' ' && byte < 0x7f) || byte == '\n' || byte == '\r' || byte == '\t';
}

static bool are_printed(const uint8_t *bytes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (!is_printed(bytes[i])) return false;
    }
    return true;
}

/* send(fd, text, sizeof text) of a pointer: its size, and the text goes on behind. */
static void say_sizeof_pointer(const Look *look) {
    const JournalRecord *record = look->record;
    uint8_t next[2];
    if (!(record->spec->flags & JOURNAL_SENDS) || look->thread->now.spec->kind != TRACED_BUFFER ||
        record->is_hidden)
        return;
    if (record->meant != sizeof(char *) || !are_printed(record->data, sizeof(char *))) return;
    uint64_t behind = look->thread->now.call.arguments[1] + sizeof(char *);
    if (tracer_read(look->thread->id, behind, next, sizeof next) < (ssize_t)sizeof next ||
        !are_printed(next, 1))
        return;
    buffer_append_format(
        look->out,
        _("%d bytes were sent and the text goes on behind them: sizeof of a pointer is %d, strlen() "
          "tells how long a text is."),
        (int)sizeof(char *), (int)sizeof(char *));
}

static void say_closing_zero(const Look *look) {
    const JournalRecord *record = look->record;
    if (!(record->spec->flags & JOURNAL_SENDS) || record->is_hidden || record->meant < 2 ||
        record->meant > JOURNAL_DATA)
        return;
    size_t count = (size_t)record->meant - 1;
    if (record->data[count] || !are_printed(record->data, count)) return;
    buffer_append_format(
        look->out,
        _("The zero that ends the text in C was sent too, as byte %d: the other side gets it as data. "
          "strlen() does not count it, sizeof does."),
        (int)record->meant);
}

/* A failed bind that nobody looked at. */
static void say_unlooked(const Look *look) {
    const JournalRecord *last = before(look);
    if (!last || last->outcome != JOURNAL_FAILED || last->error == EINPROGRESS) return;
    if (is_call(look->record, "listen") && is_call(last, "bind") && look->record->outcome == JOURNAL_RETURNED)
        buffer_append_format(
            look->out,
            _("bind() failed and the program went on: listen() has chosen port %d by itself. Look at "
              "what bind() returns."),
            look->record->local.port);
    else if (look->record->outcome == JOURNAL_FAILED && is_call(last, "connect") && last->error &&
             look->record->spec->flags & (JOURNAL_SENDS | JOURNAL_RECEIVES))
        buffer_append_text(look->out,
                           _("connect() failed and the program went on. Look at what connect() returns."));
}

static void say_interrupted(const Look *look) {
    if (!retry_is_told(-look->record->error)) return;
    buffer_append_format(
        look->out,
        _("A signal came while %s() waited. Make the call again, or install the handler with "
          "sigaction() and SA_RESTART."),
        look->call);
}

typedef void Say(const Look *look);
static Say *const mistakes[] = { say_swapped_port,   say_end_again,    say_lost_rest, say_closed,
                                 say_sizeof_pointer, say_closing_zero, say_unlooked,  say_interrupted };

/* ---- explanations */

/* What is to be typed at a prompt is Python's: such lines are left out. */
static void append_without_python(Buffer *out, const Buffer *said) {
    const char *at = said->bytes, *end = at + said->count;
    const char *before = "";
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        size_t count = (size_t)((stop ? stop : end) - at);
        if (!memchr(at, '`', count)) {
            buffer_append_text(out, before);
            buffer_append(out, at, count);
            before = "\n";
        }
        at += count + 1;
    }
}

/* Would block: the program has asked for that. And the C library looks for a cache of names, which is mostly
 * not there. */
static bool is_expected(const Look *look) {
    static const char cache[] = "/var/run/nscd/socket";
    const Address *to = &look->record->argument;
    if (to->family == AF_UNIX && !strcmp(to->path, cache)) return true;
    const TracedSocket *socket = traced_socket(look->thread->process, look->record->fd);
    int error = look->record->error;
    return (error == EAGAIN || error == EINPROGRESS) && (!socket || socket->is_non_blocking);
}

static void explain(const Look *look) {
    if (!look->record->error || is_expected(look)) return;
    JournalRecord record = *look->record;
    Buffer said = { 0 };
    if (look->thread->now.spec->meant) record.spec = look->thread->now.spec->meant;
    explain_record(look->remarks->journal, &record, record.ended, &said);
    append_without_python(look->out, &said);
    buffer_clear(&said);
}

/* ---- once */

static void say_once(Remarks *remarks, Buffer *said, Buffer *out) {
    if (!said->count) return;
    int64_t hash = hash_bytes(said->bytes, said->count);
    for (size_t i = 0; i < remarks->said_count; i++) {
        if (remarks->said[i] == hash) return;
    }
    if (remarks->said_count < SAID)
        *(int64_t *)array_push(&remarks->said, &remarks->said_count, &remarks->said_capacity, sizeof hash) =
            hash;
    buffer_append(out, said->bytes, said->count);
}

void remarks_ended(Remarks *remarks, const TracedThread *thread, const JournalRecord *record, Buffer *out) {
    Buffer scratch = { 0 }, said = { 0 };
    Look look = { remarks, thread, record, journal_call_name(record, &scratch), &said };
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes && !said.count; i++) mistakes[i](&look);
    if (!said.count) explain(&look);
    note_short(&look);
    note_closed(&look);
    say_once(remarks, &said, out);
    buffer_clear(&said);
    buffer_clear(&scratch);
}

/* ---- calls that have only begun: what they will do is known */

static void say_short_length(const Look *look) {
    int32_t length;
    const TracedThread *thread = look->thread;
    bool accepts = thread->now.call.number == SYS_accept || thread->now.call.number == SYS_accept4;
    if (!accepts || !thread->now.call.arguments[1] || !thread->now.call.arguments[2]) return;
    if (tracer_read(thread->id, thread->now.call.arguments[2], &length, sizeof length) <
        (ssize_t)sizeof length)
        return;
    struct sockaddr_storage address;
    if (length >= (int32_t)address_to_sockaddr(&look->record->local, &address)) return;
    buffer_append_format(
        look->out,
        _("accept() is told that there is room for %d bytes of address: set the length to sizeof the "
          "address before each call."),
        length);
}

/* Whether memory of a set has a bit. */
static bool has_bit(const TracedThread *thread, uint64_t set) {
    fd_set bits;
    if (!set || tracer_read(thread->id, set, &bits, sizeof bits) < (ssize_t)sizeof bits) return set != 0;
    for (int fd = 0; fd < FD_SETSIZE; fd++) {
        if (FD_ISSET(fd, &bits)) return true;
    }
    return false;
}

static void say_empty_sets(const Look *look) {
    const TracedThread *thread = look->thread;
    const uint64_t *arguments = thread->now.call.arguments;
    if (strcmp(look->call, "select") != 0 && strcmp(look->call, "pselect") != 0) return;
    if (!arguments[1] || arguments[4] || has_bit(thread, arguments[1]) || has_bit(thread, arguments[2]) ||
        has_bit(thread, arguments[3]))
        return;
    buffer_append_text(
        look->out,
        _("select() waits for nothing: its sets are empty. It takes out of them what is not ready, so they "
          "must be filled again before each call."));
}

void remarks_begun(Remarks *remarks, const TracedThread *thread, Buffer *out) {
    Buffer scratch = { 0 }, said = { 0 };
    const JournalRecord *record = &thread->now.pending.record;
    Look look = { remarks, thread, record, journal_call_name(record, &scratch), &said };
    say_short_length(&look);
    if (!said.count) say_empty_sets(&look);
    say_once(remarks, &said, out);
    buffer_clear(&said);
    buffer_clear(&scratch);
}

/* ---- signals */

/* By default it ends the process: no handler, not ignored. */
static bool is_deadly(pid_t process, int number) {
    char path[64], line[256];
    bool is_handled = false;
    snprintf(path, sizeof path, "/proc/%d/status", (int)process);
    FILE *file = fopen(path, "re");
    if (!file) return false;
    while (fgets(line, sizeof line, file)) {
        if (strncmp(line, "SigIgn:", 7) != 0 && strncmp(line, "SigCgt:", 7) != 0) continue;
        if (strtoull(line + 7, NULL, 16) >> (number - 1) & 1) is_handled = true;
    }
    fclose(file);
    return !is_handled;
}

void remarks_signalled(Remarks *remarks, const TracedThread *thread, int number, Buffer *out) {
    Buffer said = { 0 };
    if (number == SIGPIPE && is_deadly(thread->process->id, number))
        buffer_append_text(
            &said,
            _("SIGPIPE ends the program: it sent on a connection that the other side has closed. With "
              "signal(SIGPIPE, SIG_IGN), or MSG_NOSIGNAL for one send(), it fails with EPIPE instead."));
    say_once(remarks, &said, out);
    buffer_clear(&said);
}

Remarks *remarks_new(const Journal *journal) {
    Remarks *remarks = memory_get_zeroed(sizeof *remarks);
    remarks->journal = journal;
    return remarks;
}

void remarks_free(Remarks *remarks) {
    if (!remarks) return;
    memory_free(remarks->said);
    memory_free(remarks);
}
