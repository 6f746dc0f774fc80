/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a call was asked is read as it begins, what it gave as it ends; in between its thread is not looked
 * at. The kernel's facts are taken from a descriptor that is borrowed for the moment. */
#include "trace/recorder.h"
#include "base/clock.h"
#include "base/memory.h"
#include "journal/facts.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { RECORDS = 4096, CALLS = 128 };

struct Recorder {
    const RecorderListener *listener;
    bool hides;
    pid_t first; /* thread */
    Journal *journal;
    Places *places;
    TracedProcesses processes;
    Link threads;
    long numbers[CALLS]; /* of traced_calls, up to -1 */
};

/* ---- memory of the program */

static bool read_all(const TracedThread *thread, uint64_t address, void *out, size_t count) {
    return tracer_read(thread->id, address, out, count) == (ssize_t)count;
}

static Address read_address(const TracedThread *thread, uint64_t address, uint64_t length) {
    struct sockaddr_storage from = { 0 };
    if (length > sizeof from) length = sizeof from;
    if (!address || !length || !read_all(thread, address, &from, length)) return (Address){ 0 };
    return address_from_sockaddr(&from, (socklen_t)length);
}

/* The first bytes of memory of which `count` count. */
static void note_data(const Recorder *recorder, TracedThread *thread, uint64_t address, uint64_t count) {
    JournalRecord *record = &thread->now.pending.record;
    record->data_count = count;
    record->is_hidden = recorder->hides;
    size_t most = count < JOURNAL_DATA ? (size_t)count : JOURNAL_DATA;
    if (recorder->hides || !most) return;
    ssize_t read = tracer_read(thread->id, address, record->data, most);
    if (read < (ssize_t)most)
        memset(record->data + (read > 0 ? read : 0), 0, most - (size_t)(read > 0 ? read : 0));
}

/* Bytes in several pieces: all of them count, at most `most`; those of the first are kept. */
static void note_vector(const Recorder *recorder, TracedThread *thread, uint64_t address, uint64_t count,
                        uint64_t most) {
    enum { PIECES = 16 };
    struct iovec pieces[PIECES];
    uint64_t total = 0, first = 0;
    if (count > PIECES) count = PIECES;
    if (!count || !read_all(thread, address, pieces, (size_t)count * sizeof *pieces)) return;
    for (uint64_t i = 0; i < count; i++) total += pieces[i].iov_len;
    if (total > most) total = most;
    JournalRecord *record = &thread->now.pending.record;
    for (uint64_t i = 0; i < count && first < total && first < JOURNAL_DATA && !recorder->hides; i++) {
        uint64_t piece = pieces[i].iov_len < total - first ? pieces[i].iov_len : total - first;
        if (piece > JOURNAL_DATA - first) piece = JOURNAL_DATA - first;
        if (!read_all(thread, (uint64_t)(uintptr_t)pieces[i].iov_base, record->data + first, (size_t)piece))
            break;
        first += piece;
    }
    record->data_count = total;
    record->is_hidden = recorder->hides;
}

/* What the arguments say of the bytes; most: of a call that has ended, what it gave. */
static void note_bytes(const Recorder *recorder, TracedThread *thread, uint64_t most) {
    const uint64_t *arguments = thread->now.call.arguments;
    struct msghdr message;
    switch (thread->now.spec->kind) {
    case TRACED_BUFFER:
        note_data(recorder, thread, arguments[1], arguments[2] < most ? arguments[2] : most);
        break;
    case TRACED_VECTOR: note_vector(recorder, thread, arguments[1], arguments[2], most); break;
    case TRACED_MESSAGE:
        if (!read_all(thread, arguments[1], &message, sizeof message)) break;
        note_vector(recorder, thread, (uint64_t)(uintptr_t)message.msg_iov, message.msg_iovlen, most);
        if (message.msg_name)
            thread->now.pending.record.argument =
                read_address(thread, (uint64_t)(uintptr_t)message.msg_name, message.msg_namelen);
        break;
    default: break;
    }
}

/* ---- a call begins */

/* send is a sendto without an address, and has no row of its own. */
static const NativeSpec *name_of(const TracedThread *thread) {
    const TracedSpec *spec = thread->now.spec;
    bool is_plain =
        spec->kind == TRACED_BUFFER && spec->address >= 0 && !thread->now.call.arguments[spec->address];
    if (!is_plain) return &spec->call;
    return spec->call.flags & JOURNAL_SENDS ? &traced_send : &traced_recv;
}

static void note_numbers(TracedThread *thread) {
    JournalRecord *record = &thread->now.pending.record;
    const TracedSpec *spec = thread->now.spec;
    int32_t value;
    for (int i = 0; spec->numbers[i] >= 0; i++) {
        bool asks = spec->kind == TRACED_CONTROL && i == 1 &&
                    (record->numbers[0] == F_GETFL || record->numbers[0] == F_GETFD);
        if (asks) break;
        int64_t number = (int32_t)thread->now.call.arguments[spec->numbers[i]];
        if (i == spec->timeout) number = number < 0 ? -1 : number * CLOCK_MILLISECOND;
        record->numbers[record->number_count++] = number;
    }
    if (spec->kind == TRACED_OPTION && thread->now.call.arguments[4] == sizeof value &&
        read_all(thread, thread->now.call.arguments[3], &value, sizeof value))
        record->numbers[record->number_count++] = value;
}

static TracedSocket *socket_of(const TracedThread *thread) {
    int8_t at = thread->now.spec->descriptor;
    return at < 0 ? NULL : traced_socket(thread->process, (int32_t)thread->now.call.arguments[at]);
}

/* Whether it is about a socket. One that waits for several descriptors is, where the process has any. */
static bool is_ours(const TracedThread *thread) {
    switch (thread->now.spec->kind) {
    case TRACED_PAIR:
    case TRACED_UNSEEN: return true;
    case TRACED_WAIT:
    case TRACED_RANGE: return thread->process->count > 0;
    case TRACED_COPY: /* it may take a socket's place */
        if (thread->now.call.number != SYS_dup &&
            traced_socket(thread->process, (int32_t)thread->now.call.arguments[1]))
            return true;
        break;
    default: break;
    }
    int8_t at = thread->now.spec->descriptor;
    return at < 0 || socket_of(thread) || thread->now.spec->kind == TRACED_ADDRESS ||
           traced_socket_is_gone(thread->process, (int32_t)thread->now.call.arguments[at]);
}

/* Totals and addresses, as the socket has them. */
static void copy_socket(JournalRecord *record, const TracedSocket *socket) {
    record->socket = socket->number;
    record->local = socket->local;
    record->peer = socket->peer;
    record->sent = socket->sent;
    record->received = socket->received;
}

static void note_begun(Recorder *recorder, TracedThread *thread) {
    const TracedSpec *spec = thread->now.spec;
    JournalRecord *record = &thread->now.pending.record;
    memset(&thread->now.pending, 0, offsetof(JournalPending, record.data));
    record->call = journal_call_number(recorder->journal);
    record->begun = record->real_begun = clock_now();
    record->spec = name_of(thread);
    record->task = thread->id == recorder->first ? 0 : (uint32_t)thread->id;
    record->fd = spec->descriptor < 0 ? -1 : (int32_t)thread->now.call.arguments[spec->descriptor];
    record->made_fd = -1;
    const TracedSocket *socket = socket_of(thread);
    if (socket) copy_socket(record, socket);
    note_numbers(thread);
    if (record->spec == &traced_send) record->number_count = 1;
    if (spec->address >= 0 && spec->call.flags & (JOURNAL_ADDRESS | JOURNAL_TO))
        record->argument = read_address(thread, thread->now.call.arguments[spec->address],
                                        thread->now.call.arguments[spec->address + 1]);
    if (spec->call.flags & JOURNAL_SENDS) {
        note_bytes(recorder, thread, UINT64_MAX);
        record->meant = record->data_count;
    }
}

/* ---- a call ends */

static void note_pair(Recorder *recorder, TracedThread *thread) {
    int pair[2];
    if (!read_all(thread, thread->now.call.arguments[3], pair, sizeof pair)) return;
    JournalRecord *record = &thread->now.pending.record;
    for (int i = 1; i >= 0; i--) {
        const TracedSocket *made = traced_socket_add(&recorder->processes, thread->process, pair[i]);
        if (!made) continue;
        record->made = made->number;
        record->made_fd = pair[i];
    }
}

static void note_made(Recorder *recorder, TracedThread *thread, int fd) {
    TracedSocket *made = traced_socket_add(&recorder->processes, thread->process, fd);
    JournalRecord *record = &thread->now.pending.record;
    if (!made) return;
    record->made = made->number;
    record->made_fd = fd;
    if (!record->socket) return; /* socket() connects to nobody */
    record->argument = made->peer;
    JournalRecord about = { .spec = record->spec };
    int own = traced_socket_borrow(thread->process, fd);
    if (own < 0) return;
    journal_note_state(&about, own);
    close(own);
    record->made_state = about.state;
}

/* fcntl and ioctl: a copy, or whether it blocks from now on. */
static void note_control(TracedThread *thread, TracedSocket *socket, int64_t result) {
    const uint64_t *arguments = thread->now.call.arguments;
    int32_t on;
    if (thread->now.call.number == SYS_ioctl) {
        if (arguments[1] == FIONBIO && read_all(thread, arguments[2], &on, sizeof on))
            socket->is_non_blocking = on;
    } else if (arguments[1] == F_SETFL) {
        socket->is_non_blocking = arguments[2] & O_NONBLOCK;
    } else if (arguments[1] == F_DUPFD || arguments[1] == F_DUPFD_CLOEXEC) {
        traced_socket_set(thread->process, (int)result, socket);
    }
}

/* A descriptor means something else from now on. */
static void note_descriptors(Recorder *recorder, TracedThread *thread, int64_t result) {
    TracedSocket *socket = socket_of(thread);
    const uint64_t *arguments = thread->now.call.arguments;
    switch (thread->now.spec->kind) {
    case TRACED_CLOSE: traced_socket_set(thread->process, (int32_t)arguments[0], NULL); break;
    case TRACED_COPY: traced_socket_set(thread->process, (int)result, socket); break;
    case TRACED_CONTROL:
        if (socket) note_control(thread, socket, result);
        break;
    case TRACED_PAIR: note_pair(recorder, thread); break;
    case TRACED_MAKES: note_made(recorder, thread, (int)result); break;
    case TRACED_RANGE: traced_process_look(&recorder->processes, thread->process); break;
    case TRACED_MESSAGE: /* descriptors may have come along */
        if (thread->now.spec->call.flags & JOURNAL_RECEIVES && socket && socket->local.family == AF_UNIX)
            traced_process_look(&recorder->processes, thread->process);
        break;
    default: break;
    }
}

static void note_moved(const Recorder *recorder, TracedThread *thread, TracedSocket *socket, int64_t result) {
    JournalRecord *record = &thread->now.pending.record;
    uint32_t flags = thread->now.spec->call.flags;
    if (flags & JOURNAL_SENDS) {
        record->data_count = (uint64_t)result;
        if (socket) socket->sent += (uint64_t)result;
    } else if (flags & JOURNAL_RECEIVES) {
        note_bytes(recorder, thread, (uint64_t)result);
        if (socket && !journal_is_peek(record)) socket->received += (uint64_t)result;
        uint32_t length;
        int8_t at = thread->now.spec->address;
        if (at >= 0 && record->spec != &traced_recv &&
            read_all(thread, thread->now.call.arguments[at + 1], &length, sizeof length))
            record->argument = read_address(thread, thread->now.call.arguments[at], length);
    }
    record->has_result = flags & (JOURNAL_SENDS | JOURNAL_RECEIVES) || thread->now.spec->kind == TRACED_WAIT;
}

static bool has_address(const JournalRecord *record) {
    return record->local.family && !(address_is_ip(&record->local) && !record->local.port);
}

/* The facts, where they may have changed. */
static void note_facts(const TracedThread *thread, TracedSocket *socket, JournalRecord *record) {
    bool is_end = record->spec->flags & JOURNAL_RECEIVES && !record->error && !record->result;
    bool has_changed = record->spec->flags & JOURNAL_STATE;
    if (thread->now.spec->kind == TRACED_CLOSE ||
        !(has_changed || !has_address(record) || is_end || record->waited))
        return;
    int own = traced_socket_borrow(thread->process, record->fd);
    if (own < 0) return;
    if (has_changed || !has_address(record)) journal_note_addresses(record, own);
    if (has_changed || is_end || record->waited) journal_note_state(record, own);
    close(own);
    socket->local = record->local;
    socket->peer = record->peer;
}

static void append_ended(Recorder *recorder, TracedThread *thread, int64_t result) {
    enum { SHORT = CLOCK_MILLISECOND };
    JournalRecord *record = &thread->now.pending.record;
    TracedSocket *socket = socket_of(thread);
    record->moment = JOURNAL_ENDED;
    record->ended = record->real_ended = clock_now();
    if (record->ended - record->begun > SHORT) record->waited = record->ended - record->begun;
    record->result = result;
    if (result < 0) {
        record->outcome = JOURNAL_FAILED;
        record->error = (int32_t)-result;
    } else {
        note_moved(recorder, thread, socket, result);
    }
    if (socket) {
        record->sent = socket->sent;
        record->received = socket->received;
        note_facts(thread, socket, record);
    }
    if (result >= 0 || thread->now.spec->kind == TRACED_CLOSE) note_descriptors(recorder, thread, result);
    uint64_t number = journal_append(recorder->journal, record);
    recorder->listener->ended(recorder->listener->context, thread, journal_peek(recorder->journal, number));
}

static void call_ends(void *context, void *data, const TracedCall *call) {
    TracedThread *thread = data;
    if (!thread->now.spec) return;
    if (call->is_interrupted) {
        thread->interrupted = thread->now;
        thread->handler_has_ended = false;
    } else {
        append_ended(context, thread, call->result);
    }
    thread->now.spec = NULL;
}

/* ---- both */

static bool is_the_same(const TracedBegun *begun, const TracedSpec *spec, const TracedCall *call) {
    return spec->kind == TRACED_AGAIN ||
           (begun->spec == spec && !memcmp(begun->call.arguments, call->arguments, sizeof call->arguments));
}

/* The kernel did not make it again: it has failed. */
static void end_interrupted(Recorder *recorder, TracedThread *thread) {
    thread->now = thread->interrupted;
    append_ended(recorder, thread, -EINTR);
    thread->now.spec = NULL;
}

/* True: it is the interrupted call that goes on. */
static bool goes_on(Recorder *recorder, TracedThread *thread, const TracedSpec *spec,
                    const TracedCall *call) {
    if (!thread->interrupted.spec) return false;
    if (is_the_same(&thread->interrupted, spec, call)) {
        thread->now = thread->interrupted;
    } else {
        if (!thread->handler_has_ended) return false; /* a call of the handler */
        end_interrupted(recorder, thread);
    }
    thread->interrupted.spec = NULL;
    return thread->now.spec != NULL;
}

static bool call_begins(void *context, void *data, const TracedCall *call) {
    Recorder *recorder = context;
    TracedThread *thread = data;
    recorder->listener->stirred(recorder->listener->context);
    const TracedSpec *spec = traced_find(call->number);
    if (!spec) return false;
    if (spec->kind == TRACED_HANDLER_ENDS) {
        thread->handler_has_ended = true;
        return false;
    }
    if (goes_on(recorder, thread, spec, call)) return true;
    if (spec->kind == TRACED_AGAIN) return false;
    thread->now.spec = spec;
    thread->now.call = *call;
    if (!is_ours(thread)) {
        thread->now.spec = NULL;
        return false;
    }
    note_begun(recorder, thread);
    thread->now.has_place =
        places_find(recorder->places, thread->process->id, thread->id, call, &thread->now.place);
    recorder->listener->begun(recorder->listener->context, thread);
    return true;
}
/* ---- threads and processes */

static void *thread_started(void *context, pid_t id, pid_t process, pid_t parent) {
    Recorder *recorder = context;
    TracedThread *thread = memory_get_zeroed(sizeof *thread);
    if (!recorder->first) recorder->first = id;
    thread->id = id;
    thread->process = traced_process(&recorder->processes, process);
    if (!thread->process) thread->process = traced_process_add(&recorder->processes, process, parent);
    thread->process->threads++;
    list_append(&recorder->threads, &thread->link);
    return thread;
}

static void thread_ended(void *context, void *data) {
    Recorder *recorder = context;
    TracedThread *thread = data;
    if (thread->interrupted.spec && thread->handler_has_ended) end_interrupted(recorder, thread);
    link_remove(&thread->link);
    if (--thread->process->threads == 0) {
        places_forget(recorder->places, thread->process->id);
        traced_process_remove(&recorder->processes, thread->process->id);
    }
    memory_free(thread);
}

static void executed(void *context, void *data) {
    Recorder *recorder = context;
    TracedThread *thread = data;
    thread->now.spec = NULL;
    places_forget(recorder->places, thread->process->id);
    traced_process_look(&recorder->processes, thread->process);
}

static void signalled(void *context, void *data, int number) {
    Recorder *recorder = context;
    recorder->listener->signalled(recorder->listener->context, data, number);
}

/* ---- life */

static uint64_t new_number(void *context) { return journal_socket_number(((Recorder *)context)->journal); }

Recorder *recorder_new(const RecorderListener *listener, bool hides) {
    Recorder *recorder = memory_get_zeroed(sizeof *recorder);
    recorder->listener = listener;
    recorder->hides = hides;
    recorder->journal = journal_new(NULL, RECORDS);
    recorder->places = places_new();
    recorder->processes.number = new_number;
    recorder->processes.context = recorder;
    list_init(&recorder->threads);
    size_t count = 0;
    for (const TracedSpec *spec = traced_calls; spec->number >= 0 && count + 1 < CALLS; spec++)
        recorder->numbers[count++] = spec->number;
    recorder->numbers[count] = -1;
    return recorder;
}

void recorder_free(Recorder *recorder) {
    if (!recorder) return;
    while (!list_is_empty(&recorder->threads))
        thread_ended(recorder, CONTAINER_OF(recorder->threads.next, TracedThread, link));
    traced_processes_clear(&recorder->processes);
    places_free(recorder->places);
    journal_free(recorder->journal);
    memory_free(recorder);
}

bool recorder_read_socket(const TracedThread *thread, KernelSocket *out) {
    int own = traced_socket_borrow(thread->process, thread->now.pending.record.fd);
    if (own < 0) return false;
    bool is_read = kernel_read_socket(own, out);
    close(own);
    return is_read;
}

void recorder_plan(Recorder *recorder, TracerPlan *out) {
    static const TracerEvents events = { .started = thread_started,
                                         .begins = call_begins,
                                         .ends = call_ends,
                                         .signalled = signalled,
                                         .executed = executed,
                                         .ended = thread_ended };
    out->events = &events;
    out->context = recorder;
    out->calls = recorder->numbers;
}

Journal *recorder_journal(const Recorder *recorder) { return recorder->journal; }
Link *recorder_threads(Recorder *recorder) { return &recorder->threads; }
