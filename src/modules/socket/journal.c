/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the journal. What a call's arguments and result mean is said by the flags of its row, so there is no
 * list of calls here. A socket's addresses are asked for when its state may have changed, and else copied
 * from its last record. */
#include "modules/socket/journal.h"
#include "base/clock.h"
#include "journal/facts.h"
#include "kernel/kernel.h"
#include "vm/observe.h"
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

/* ---- bytes that have moved */

/* Of a call that sends piece by piece: those that have gone since it was last asked. */
static void note_gone(const Call *call, Socket *socket, JournalRecord *record) {
    if (!(record->spec->flags & JOURNAL_KEEPS) || !is_small_int(call->keep)) return;
    int64_t gone = small_int_of(call->keep);
    socket->sent += (uint64_t)(gone - record->result);
    record->result = gone;
}

/* A call that moves all of its bytes at once has come back. */
static void note_moved(Socket *socket, const JournalRecord *record) {
    uint32_t flags = record->spec->flags;
    if (flags & JOURNAL_SENDS && !(flags & JOURNAL_KEEPS)) socket->sent += (uint64_t)record->result;
    if (flags & JOURNAL_RECEIVES && !journal_is_peek(record)) socket->received += (uint64_t)record->result;
}

/* Other tasks may have moved some too since this call began. */
static void note_totals(const Socket *socket, JournalRecord *record) {
    record->sent = socket->sent;
    record->received = socket->received;
}

/* ---- what its last record tells */

static void copy_last(const Journal *journal, const Socket *socket, JournalRecord *record) {
    const JournalRecord *last = journal_peek(journal, socket->last);
    if (last && last->socket == socket->number) {
        record->local = last->local;
        record->peer = last->peer;
        record->state = last->state;
    } else if (socket->fd >= 0) {
        journal_note_addresses(record, socket->fd);
    }
    note_totals(socket, record);
}

/* ---- arguments */

static Socket *socket_of_call(const Call *call) { return call->count ? socket_under(call->args[0]) : NULL; }

/* Of bytes, or of several buffers. False: it is neither. */
static bool note_bytes(JournalRecord *record, Value value, size_t most) {
    const Value *items = &value;
    const uint8_t *data;
    size_t parts = 1, count, whole = 0;
    if (!bytes_peek(value, &data, &count) && !sequence_peek(value, &items, &parts)) return false;
    for (size_t i = 0; i < parts; i++) {
        if (!bytes_peek(items[i], &data, &count)) return false;
        if (count > most - whole) count = most - whole;
        for (size_t k = 0; k < count && whole + k < JOURNAL_DATA; k++) record->data[whole + k] = data[k];
        whole += count;
    }
    record->data_count = whole;
    return true;
}

static void note_number(JournalRecord *record, Value value) {
    int64_t number;
    if (record->number_count == JOURNAL_NUMBERS || !is_int(value) || !int_fits_int64(value, &number)) return;
    record->numbers[record->number_count++] = number;
}

static void note_seconds(JournalRecord *record, Value value) {
    double seconds;
    if (is_none(value))
        record->numbers[record->number_count++] = -1;
    else if (is_object(value) && !is_int(value) && !is_float(value))
        return;
    else if (number_to_double(value, &seconds) == YES && seconds >= 0 && seconds < 9e9)
        record->numbers[record->number_count++] = (int64_t)(seconds * CLOCK_SECOND);
}

/* What the program gave, as far as it can be read without the program's help. */
static void note_arguments(const Call *call, JournalRecord *record) {
    uint32_t flags = record->spec->flags;
    for (uint32_t i = 1; i < call->count && i <= 1 + JOURNAL_NUMBERS; i++) {
        Value value = call->args[i];
        if (is_absent(value)) continue;
        if (i == 1 && flags & JOURNAL_ADDRESS) continue;
        if (i == 1 && flags & JOURNAL_SECONDS)
            note_seconds(record, value);
        else if (i == 1 && flags & (JOURNAL_SENDS | JOURNAL_SENDS_WITHIN) &&
                 note_bytes(record, value, SIZE_MAX))
            record->meant = record->data_count;
        else
            note_number(record, value);
    }
}

/* Numeric addresses alone: a name is replaced by its number before the call is made. */
static bool read_inet(Value given, int family, Address *small) {
    int64_t port;
    if (!is_tuple(given) || tuple_of(given)->count < 2) return false;
    const Value *items = tuple_of(given)->items;
    if (!is_str(items[0]) || !is_int(items[1]) || !int_fits_int64(items[1], &port) || port != (uint16_t)port)
        return false;
    Buffer scratch = { 0 };
    const char *host = str_peek_utf8(items[0], &scratch, NULL);
    small->port = (uint16_t)port;
    bool read = !*host || inet_pton(family, host, small->ip) == 1;
    buffer_clear(&scratch);
    return read;
}

static bool read_path(Value given, Address *small) {
    const uint8_t *bytes;
    size_t count;
    Buffer scratch = { 0 };
    bool read = true;
    if (is_str(given))
        bytes = (const uint8_t *)str_peek_utf8(given, &scratch, &count);
    else
        read = bytes_peek(given, &bytes, &count);
    if (read && count) *small = address_from_path(bytes, count);
    buffer_clear(&scratch);
    return read;
}

/* False: it cannot be read as one. */
static bool read_address(Value given, int family, Address *out) {
    Address small = { .family = (uint16_t)family };
    bool read = family == AF_UNIX ? read_path(given, &small) : read_inet(given, family, &small);
    if (read) *out = small;
    return read;
}

/* Of a JOURNAL_TO it stands behind the data, or behind flags that stand there. */
static Value given_address(const Call *call, uint32_t flags) {
    uint32_t first = flags & JOURNAL_TO ? 2 : 1, i = flags & JOURNAL_TO ? 3 : 1;
    if (!(flags & (JOURNAL_ADDRESS | JOURNAL_TO))) return ABSENT;
    while (i > first && (i >= call->count || is_absent(call->args[i]))) i--;
    return i < call->count ? call->args[i] : ABSENT;
}

static void note_address(const Call *call, const Socket *socket, JournalRecord *record) {
    Value given = given_address(call, record->spec->flags);
    if (!record->argument.family && !is_absent(given)) read_address(given, socket->family, &record->argument);
}

static void begun(Call *call) {
    Journal *journal = journal_of(call_machine(call));
    JournalPending *pending = journal_begin(journal, call);
    JournalRecord *record = &pending->record;
    if (!(record->spec->flags & JOURNAL_CALL)) return;
    const Socket *socket = socket_of_call(call);
    note_arguments(call, record);
    if (!socket) return;
    record->socket = socket->number;
    record->fd = socket->fd;
    copy_last(journal, socket, record);
    note_address(call, socket, record);
}

const Socket *socket_journal_peek(const JournalPending *pending) { return socket_of_call(pending->call); }

static void parked(Call *call) {
    JournalPending *pending = journal_find(call);
    if (!pending) return;
    Socket *socket = socket_of_call(call);
    if (socket) note_gone(call, socket, &pending->record);
    if (socket && !pending->told) {
        note_totals(socket, &pending->record);
        note_address(call, socket, &pending->record);
        if (!pending->record.local.port)
            journal_note_addresses(&pending->record, socket->fd); /* connect has bound it */
    }
    journal_park(journal_of(call_machine(call)), pending);
}

/* ---- results */

static void note_made(const Call *call, JournalRecord *record) {
    Value result = call->result;
    if (has_type(result, TYPE_ID_TUPLE) && tuple_of(result)->count) result = tuple_of(result)->items[0];
    if (is_none(result)) { /* __init__ */
        result = call->args[0];
        record->socket = 0;
    }
    Socket *made = !is_absent(result) && is_socket(result) ? (Socket *)object_of(result) : NULL;
    if (!made) return;
    record->made = made->number;
    record->made_fd = made->fd;
    record->result = made->fd;
    if (!record->socket) return; /* socket() connects to nobody */
    KernelSocket facts;
    int saved = errno;
    if (kernel_read_tcp(made->fd, &facts)) record->made_state = facts.state;
    errno = saved;
}

static void note_received(const Call *call, JournalRecord *record) {
    Value result = call->result;
    if (has_type(result, TYPE_ID_TUPLE) && tuple_of(result)->count) {
        const Tuple *parts = tuple_of(result);
        result = parts->items[0];
        if (parts->count > 1) /* who sent them */
            read_address(parts->items[parts->count - 1], record->local.family, &record->argument);
    }
    bool is_given = is_int(result); /* into buffers of the program's */
    size_t most = is_small_int(result) ? (size_t)small_int_of(result) : SIZE_MAX;
    size_t buffer = record->spec->flags & JOURNAL_RECEIVES_WITHIN ? 2 : 1;
    if (!note_bytes(record, is_given ? call->args[buffer] : result, most)) return;
    record->result = (int64_t)record->data_count;
    record->has_result = true;
    const Socket *socket = socket_of_call(call);
    if (socket && socket->type == SOCK_DGRAM) record->meant = socket->whole;
}

static void note_result(const Call *call, JournalRecord *record) {
    uint32_t flags = record->spec->flags;
    int64_t number;
    record->outcome = JOURNAL_RETURNED;
    if (is_int(call->result) && int_fits_int64(call->result, &number)) {
        record->result = number;
        record->has_result = true;
    }
    if (flags & JOURNAL_SENDS) {
        /* An iterable of buffers is a list only now. */
        if (!record->meant && note_bytes(record, call->args[1], SIZE_MAX)) record->meant = record->data_count;
        if (is_none(call->result) && !(flags & JOURNAL_KEEPS)) record->result = (int64_t)record->data_count;
        record->data_count = (uint64_t)record->result;
    }
    if (flags & (JOURNAL_RECEIVES | JOURNAL_RECEIVES_WITHIN)) note_received(call, record);
    if (flags & JOURNAL_MAKES) note_made(call, record);
}

static void note_exception(const Call *call, JournalRecord *record) {
    Value exception = call->task->exception;
    record->outcome = JOURNAL_RAISED;
    if (is_absent(exception)) return;
    Value number = exception_of(exception)->fields[0];
    int64_t error;
    bool is_of_system = value_class(call_machine(call), exception)->is_native; /* no error of TLS */
    if (task_raises(call->task, OSError) && is_of_system && !is_absent(number) && is_int(number) &&
        int_fits_int64(number, &error)) {
        record->outcome = JOURNAL_FAILED;
        record->error = (int32_t)error;
    } else if (task_raises(call->task, TimeoutError)) {
        record->outcome = JOURNAL_TIMED_OUT;
    } else if (task_raises(call->task, KeyboardInterrupt)) {
        record->outcome = JOURNAL_INTERRUPTED;
    } else {
        Buffer scratch = { 0 };
        strncpy(record->exception, value_class_name(call_machine(call), exception, &scratch),
                JOURNAL_NAME - 1);
        buffer_clear(&scratch);
    }
}

/* The end of the stream has come: the peer's FIN has changed the state. */
static bool is_end(const JournalRecord *record) {
    return record->spec->flags & JOURNAL_RECEIVES && record->outcome == JOURNAL_RETURNED && !record->result;
}

/* A socket that sends gets a port then, if it had none. */
static bool has_address(const JournalRecord *record) {
    bool is_inet = record->local.family == AF_INET || record->local.family == AF_INET6;
    return record->local.family && !(is_inet && !record->local.port);
}

static void ended(Call *call, Outcome outcome) {
    Journal *journal = journal_of(call_machine(call));
    JournalPending *pending = journal_find(call);
    if (!pending) return;
    JournalRecord *record = &pending->record;
    if (!(record->spec->flags & JOURNAL_CALL)) {
        journal_drop_take(journal, pending);
        return;
    }
    Socket *socket = socket_of_call(call);
    if (socket) note_gone(call, socket, record);
    if (outcome == DONE)
        note_result(call, record);
    else
        note_exception(call, record);
    if (socket) {
        if (outcome == DONE) note_moved(socket, record);
        note_totals(socket, record);
        note_address(call, socket, record);
        if (socket->fd >= 0 && (record->spec->flags & JOURNAL_STATE || !has_address(record)))
            journal_note_addresses(record, socket->fd);
        if (socket->fd >= 0 && (record->spec->flags & JOURNAL_STATE || pending->parked_at || is_end(record)))
            journal_note_state(record, socket->fd);
    }
    journal_end_take(journal, pending);
    if (socket) socket->last = journal_count(journal);
}

void socket_journal_freed(const Socket *socket) {
    Journal *journal = journal_of(socket->machine);
    if (!journal || socket->fd < 0) return;
    int64_t now = sched_now(socket->machine->sched), real = clock_now();
    JournalRecord record = { .socket = socket->number,
                             .fd = socket->fd,
                             .made_fd = -1,
                             .begun = now,
                             .ended = now,
                             .real_begun = real,
                             .real_ended = real,
                             .moment = JOURNAL_FREED };
    const Task *running = socket->machine->running;
    record.task = running && running != socket->machine->main ? running->number : 0;
    copy_last(journal, socket, &record);
    journal_append(journal, &record);
}

/* ---- opening */

static const Observer observer = { begun, parked, ended };

Journal *socket_journal_open(Machine *machine, size_t capacity) {
    Journal *journal = journal_new(machine, capacity);
    machine->observer = &observer;
    sched_allow_lone(machine->sched, false);
    return journal;
}

void socket_journal_close(Machine *machine) {
    machine->observer = NULL;
    journal_free(machine->journal);
}
