/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as lines of text. */
#include "journal/journal_text.h"
#include "base/clock.h"
#include "kernel/kernel.h"
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/ioctl.h>

/* ---- parts */

static void append_escaped(Buffer *out, uint8_t byte, char quote) {
    static const char named[] = "tnr", meant[] = "\t\n\r";
    const char *found = byte ? strchr(meant, byte) : NULL;
    if (found)
        buffer_append_format(out, "\\%c", named[found - meant]);
    else if (byte == '\\' || byte == quote)
        buffer_append_format(out, "\\%c", byte);
    else if (byte < 0x20 || byte >= 0x7f)
        buffer_append_format(out, "\\x%02x", byte);
    else
        buffer_append_byte(out, (char)byte);
}

void journal_append_data(Buffer *out, const uint8_t *data, uint64_t count, size_t most) {
    size_t shown = count < most ? (size_t)count : most;
    bool has_single = memchr(data, '\'', shown), has_double = memchr(data, '"', shown);
    char quote = has_single && !has_double ? '"' : '\'';
    buffer_append_format(out, "b%c", quote);
    for (size_t i = 0; i < shown; i++) append_escaped(out, data[i], quote);
    buffer_append_byte(out, quote);
    if (shown < count) buffer_append_text(out, "...");
}

const char *journal_call_name(const JournalRecord *record, Buffer *scratch) {
    if (!record->spec) return "close";
    const char *signature = record->spec->signature;
    if (!strncmp(signature, "__init__", 8)) return "socket";
    if (!strncmp(signature, "__exit__", 8)) return "close";
    buffer_truncate(scratch, 0);
    buffer_append(scratch, signature, strcspn(signature, "("));
    return buffer_text(scratch);
}

/* ---- numbers that have names */

typedef enum {
    PLAIN,
    FAMILY,
    KIND,
    PROTOCOL,
    SECONDS,
    TRUTH,
    HOW,
    LEVEL,
    OPTION,
    COMMAND,
    REQUEST,
    FLAGS
} NumberKind;

/* What the numbers of a call mean, in their order; a call that is not here has plain ones. */
static const struct {
    const char *call;
    NumberKind kinds[JOURNAL_NUMBERS];
} number_kinds[] = {
    { "socket", { FAMILY, KIND, PROTOCOL } },
    { "settimeout", { SECONDS } },
    { "setblocking", { TRUTH } },
    { "shutdown", { HOW } },
    { "setsockopt", { LEVEL, OPTION, PLAIN } },
    { "getsockopt", { LEVEL, OPTION } },
    { "fcntl", { COMMAND } },
    { "ioctl", { REQUEST } },
    { "socketpair", { FAMILY, KIND, PROTOCOL } },
    { "poll", { PLAIN, SECONDS } },
    { "epoll_wait", { PLAIN, SECONDS } },
    { "recv", { PLAIN, FLAGS } },
    { "recvfrom", { PLAIN, FLAGS } },
    { "recv_into", { PLAIN, FLAGS } },
    { "send", { FLAGS } },
    { "sendall", { FLAGS } },
    { "sendto", { FLAGS } },
};

typedef struct {
    int64_t number, level; /* level: of options */
    const char *name;
} NumberName;
#define NAMED(NAME)                                                                                          \
    { NAME, 0, #NAME }
#define NAMED_OPTION(LEVEL, NAME)                                                                            \
    { NAME, LEVEL, #NAME }

static const NumberName families[] = {
    NAMED(AF_INET), NAMED(AF_INET6), NAMED(AF_UNIX), { -1, 0, "AF_INET" }, { 0 }
};
static const NumberName kinds[] = {
    NAMED(SOCK_STREAM), NAMED(SOCK_DGRAM), NAMED(SOCK_RAW), { -1, 0, "SOCK_STREAM" }, { 0 }
};
static const NumberName protocols[] = { NAMED(IPPROTO_TCP), NAMED(IPPROTO_UDP), { 0 } };
static const NumberName truths[] = { { 1, 0, "True" }, { 0, 0, "False" }, { 0 } };
static const NumberName commands[] = { NAMED(F_DUPFD), NAMED(F_DUPFD_CLOEXEC), NAMED(F_GETFD), NAMED(F_SETFD),
                                       NAMED(F_GETFL), NAMED(F_SETFL),         { 0 } };
static const NumberName requests[] = { NAMED(FIONREAD), NAMED(FIONBIO), { 0 } };
static const NumberName hows[] = { NAMED(SHUT_RD), NAMED(SHUT_WR), NAMED(SHUT_RDWR), { 0 } };
static const NumberName levels[] = {
    NAMED(SOL_SOCKET), NAMED(IPPROTO_TCP), NAMED(IPPROTO_IP), NAMED(IPPROTO_IPV6), { 0 }
};
static const NumberName kind_flags[] = { NAMED(SOCK_NONBLOCK), NAMED(SOCK_CLOEXEC), { 0 } };
static const NumberName flags[] = {
    NAMED(MSG_PEEK), NAMED(MSG_OOB), NAMED(MSG_DONTWAIT), NAMED(MSG_WAITALL), NAMED(MSG_NOSIGNAL),
    NAMED(MSG_MORE), { 0 }
};
static const NumberName options[] = {
    NAMED_OPTION(SOL_SOCKET, SO_REUSEADDR),
    NAMED_OPTION(SOL_SOCKET, SO_REUSEPORT),
    NAMED_OPTION(SOL_SOCKET, SO_KEEPALIVE),
    NAMED_OPTION(SOL_SOCKET, SO_LINGER),
    NAMED_OPTION(SOL_SOCKET, SO_RCVBUF),
    NAMED_OPTION(SOL_SOCKET, SO_SNDBUF),
    NAMED_OPTION(SOL_SOCKET, SO_RCVTIMEO),
    NAMED_OPTION(SOL_SOCKET, SO_SNDTIMEO),
    NAMED_OPTION(SOL_SOCKET, SO_BROADCAST),
    NAMED_OPTION(SOL_SOCKET, SO_ERROR),
    NAMED_OPTION(IPPROTO_TCP, TCP_NODELAY),
    NAMED_OPTION(IPPROTO_TCP, TCP_CORK),
    NAMED_OPTION(IPPROTO_TCP, TCP_KEEPIDLE),
    NAMED_OPTION(IPPROTO_TCP, TCP_KEEPINTVL),
    NAMED_OPTION(IPPROTO_TCP, TCP_KEEPCNT),
    NAMED_OPTION(IPPROTO_TCP, TCP_USER_TIMEOUT),
    NAMED_OPTION(IPPROTO_IP, IP_TTL),
    NAMED_OPTION(IPPROTO_IPV6, IPV6_V6ONLY),
    { 0 },
};

static const char *name_of(const NumberName *names, int64_t number, int64_t level) {
    for (; names->name; names++) {
        if (names->number == number && names->level == level) return names->name;
    }
    return NULL;
}

/* The names of its bits. before: what stands before the first. */
static void append_bits(Buffer *out, const NumberName *names, int64_t number, const char *before) {
    for (const NumberName *flag = names; flag->name; flag++) {
        if (!(number & flag->number)) continue;
        buffer_append_format(out, "%s%s", before, flag->name);
        number &= ~flag->number;
        before = "|";
    }
    if (number) buffer_append_format(out, "%s%#" PRIx64, before, (uint64_t)number);
}

static void append_seconds(Buffer *out, int64_t nanoseconds) {
    if (nanoseconds < 0)
        buffer_append_text(out, "None");
    else if (nanoseconds % CLOCK_SECOND == 0)
        buffer_append_format(out, "%" PRId64 " s", nanoseconds / CLOCK_SECOND);
    else
        clock_append_duration(out, nanoseconds);
}

/* False: it is a default that nobody writes. */
static bool append_number(Buffer *out, NumberKind kind, int64_t number, int64_t level) {
    static const NumberName *const names[] = {
        [FAMILY] = families, [KIND] = kinds,     [PROTOCOL] = protocols, [TRUTH] = truths,    [HOW] = hows,
        [LEVEL] = levels,    [OPTION] = options, [COMMAND] = commands,   [REQUEST] = requests
    };
    int64_t kind_bits = kind == KIND && number > 0 ? number & (SOCK_NONBLOCK | SOCK_CLOEXEC) : 0;
    number -= kind_bits;
    const char *name =
        kind < FLAGS && names[kind] ? name_of(names[kind], number, kind == OPTION ? level : 0) : NULL;
    if ((kind == PROTOCOL || kind == FLAGS) && number <= 0) return false;
    if (name)
        buffer_append_text(out, name);
    else if (kind == FLAGS)
        append_bits(out, flags, number, "");
    else if (kind == SECONDS)
        append_seconds(out, number);
    else
        buffer_append_format(out, "%" PRId64, number);
    if (kind_bits) append_bits(out, kind_flags, kind_bits, "|");
    return true;
}

/* ---- the line */

static void append_socket(Buffer *out, const JournalRecord *record) {
    if (record->fd < 0) return;
    buffer_append_format(out, "fd %d", record->fd);
    if (address_is_bound(&record->local)) {
        buffer_append_byte(out, ' ');
        address_append(out, &record->local);
    }
    if (address_is_bound(&record->peer)) {
        buffer_append_text(out, " <-> ");
        address_append(out, &record->peer);
    }
}

static const NumberKind *kinds_of(const char *call) {
    static const NumberKind plain[JOURNAL_NUMBERS];
    for (size_t i = 0; i < sizeof number_kinds / sizeof *number_kinds; i++) {
        if (!strcmp(number_kinds[i].call, call)) return number_kinds[i].kinds;
    }
    return plain;
}

static void append_numbers(Buffer *out, const JournalRecord *record, const char *call, const char *before) {
    const NumberKind *kinds = kinds_of(call);
    for (int i = 0; i < record->number_count; i++) {
        size_t start = out->count;
        buffer_append_text(out, before);
        if (append_number(out, kinds[i], record->numbers[i], record->numbers[0]))
            before = ", ";
        else
            buffer_truncate(out, start);
    }
}

static void append_data(Buffer *out, const JournalRecord *record) {
    if (record->is_hidden)
        buffer_append_format(out, "<%" PRIu64 ">", record->data_count);
    else
        journal_append_data(out, record->data, record->data_count, JOURNAL_DATA / 2);
}

static void append_argument(Buffer *out, const JournalRecord *record, const char **before) {
    if (!record->argument.family) return;
    buffer_append_text(out, *before);
    address_append(out, &record->argument);
    *before = ", ";
}

/* before: what stands before the first of them. */
static void append_arguments(Buffer *out, const JournalRecord *record, const char *call, const char *before) {
    uint32_t flags = record->spec ? record->spec->flags : 0;
    bool is_no_data = record->outcome == JOURNAL_RAISED && !record->data_count;
    if (flags & JOURNAL_ADDRESS) append_argument(out, record, &before);
    if (flags & (JOURNAL_SENDS | JOURNAL_SENDS_WITHIN) && !is_no_data) {
        buffer_append_text(out, before);
        append_data(out, record);
        before = ", ";
    }
    if (flags & JOURNAL_TO) append_argument(out, record, &before);
    append_numbers(out, record, call, before);
}

void journal_append_call(Buffer *out, const JournalRecord *record) {
    Buffer scratch = { 0 };
    const char *call = journal_call_name(record, &scratch);
    buffer_append_format(out, "%s(", call);
    append_arguments(out, record, call, "");
    buffer_append_byte(out, ')');
    buffer_clear(&scratch);
}

/* What it raised, in a word. */
static void append_problem(Buffer *out, const JournalRecord *record) {
    const char *name = strerrorname_np(record->error);
    switch (record->outcome) {
    case JOURNAL_TIMED_OUT: buffer_append_text(out, "timed out"); return;
    case JOURNAL_INTERRUPTED: buffer_append_text(out, "interrupted"); return;
    case JOURNAL_RAISED: buffer_append_text(out, record->exception); return;
    default: break;
    }
    if (name)
        buffer_append_text(out, name);
    else
        buffer_append_format(out, "errno %d", record->error);
}

static bool receives(const JournalRecord *record) {
    return record->spec && record->spec->flags & (JOURNAL_RECEIVES | JOURNAL_RECEIVES_WITHIN);
}

static void append_received(Buffer *out, const JournalRecord *record) {
    const char *from = " from ";
    append_data(out, record);
    append_argument(out, record, &from);
}

void journal_append_gave(Buffer *out, const JournalRecord *record) {
    if (record->moment != JOURNAL_ENDED) return;
    if (record->outcome != JOURNAL_RETURNED)
        append_problem(out, record);
    else if (record->made)
        buffer_append_format(out, "fd %d", record->made_fd);
    else if (receives(record))
        append_received(out, record);
    else if (record->has_result)
        buffer_append_format(out, "%" PRId64, record->result);
}

/* As strace has it: the number that the system gave stands before all. */
static void append_result(Buffer *out, const JournalRecord *record) {
    bool failed = record->outcome != JOURNAL_RETURNED;
    buffer_append_text(out, " = ");
    if (failed)
        buffer_append_text(out, "-1 ");
    else if (!record->made)
        buffer_append_int64(out, record->result);
    if (!failed && receives(record)) buffer_append_byte(out, ' ');
    if (failed || record->made || receives(record)) journal_append_gave(out, record);
    /* Not strerror: that one speaks the locale's language. */
    const char *meaning = record->outcome == JOURNAL_FAILED ? strerrordesc_np(record->error) : NULL;
    if (meaning) buffer_append_format(out, " (%s)", meaning);
}

/* The socket's state after the call, and what its queues hold. */
static void append_facts(Buffer *out, const JournalRecord *record) {
    if (!record->has_facts) return;
    buffer_append_format(out, "  %s", kernel_state_name(record->state));
    if (record->state == KERNEL_LISTEN) {
        if (record->receive_queue) buffer_append_format(out, ", %u waiting", record->receive_queue);
        return;
    }
    if (record->receive_queue) buffer_append_format(out, ", %u to read", record->receive_queue);
    if (record->send_queue) buffer_append_format(out, ", %u to send", record->send_queue);
}

void journal_append_text(Buffer *out, const JournalRecord *record) {
    Buffer scratch = { 0 };
    const char *call = journal_call_name(record, &scratch);
    if (record->task) buffer_append_format(out, "[%u] ", record->task);
    buffer_append_format(out, "%s(", call);
    append_socket(out, record);
    append_arguments(out, record, call, record->fd >= 0 ? ", " : "");
    buffer_clear(&scratch);
    buffer_append_byte(out, ')');
    if (record->moment == JOURNAL_WAITS) {
        buffer_append_text(out, " waits");
        return;
    }
    if (record->moment == JOURNAL_FREED)
        buffer_append_text(out, " nothing names it any more");
    else
        append_result(out, record);
    append_facts(out, record);
    if (record->waited) {
        buffer_append_text(out, "  waited ");
        clock_append_duration(out, record->waited);
    }
}
