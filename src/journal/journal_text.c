/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as lines of text. */
#include "journal/journal_text.h"
#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <string.h>

/* ---- parts */

static void append_escaped(Buffer *out, uint8_t byte, char quote) {
    static const char named[] = "tnr", meant[] = "\t\n\r";
    const char *found = byte ? strchr(meant, byte) : NULL;
    if (found) buffer_append_format(out, "\\%c", named[found - meant]);
    else if (byte == '\\' || byte == quote) buffer_append_format(out, "\\%c", byte);
    else if (byte < 0x20 || byte >= 0x7f) buffer_append_format(out, "\\x%02x", byte);
    else buffer_append_byte(out, (char)byte);
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

static void append_path(Buffer *out, const JournalAddress *address) {
    size_t count = strnlen(address->path, sizeof address->path);
    if (!count) buffer_append_text(out, "unix");
    for (size_t i = 0; i < count; i++) append_escaped(out, (uint8_t)address->path[i], 0);
    if (count == sizeof address->path) buffer_append_text(out, "...");
}

void journal_append_address(Buffer *out, const JournalAddress *address) {
    char text[INET6_ADDRSTRLEN];
    switch (address->family) {
    case AF_INET:
        inet_ntop(AF_INET, address->ip, text, sizeof text);
        buffer_append_format(out, "%s:%d", text, address->port);
        return;
    case AF_INET6:
        inet_ntop(AF_INET6, address->ip, text, sizeof text);
        buffer_append_format(out, "[%s]:%d", text, address->port);
        return;
    case AF_UNIX: append_path(out, address); return;
    default: buffer_append_byte(out, '-');
    }
}

void journal_append_duration(Buffer *out, int64_t nanoseconds) {
    if (nanoseconds < 1000000) buffer_append_format(out, "%" PRId64 " µs", nanoseconds / 1000);
    else if (nanoseconds < 1000000000) buffer_append_format(out, "%" PRId64 " ms", nanoseconds / 1000000);
    else if (nanoseconds < 60000000000) buffer_append_format(out, "%.3f s", (double)nanoseconds / 1e9);
    else
        buffer_append_format(out, "%" PRId64 " min %" PRId64 " s", nanoseconds / 60000000000,
                             nanoseconds / 1000000000 % 60);
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

/* ---- the line */

static bool is_bound(const JournalAddress *address) {
    return address->family == AF_UNIX ? address->path[0] : address->port != 0;
}

static void append_socket(Buffer *out, const JournalRecord *record) {
    if (!record->socket) return;
    buffer_append_format(out, "fd %d", record->fd);
    if (is_bound(&record->local)) {
        buffer_append_byte(out, ' ');
        journal_append_address(out, &record->local);
    }
    if (is_bound(&record->peer)) {
        buffer_append_text(out, " <-> ");
        journal_append_address(out, &record->peer);
    }
}

static void append_arguments(Buffer *out, const JournalRecord *record) {
    uint32_t flags = record->spec ? record->spec->flags : 0;
    if (record->argument.family) {
        buffer_append_text(out, ", ");
        journal_append_address(out, &record->argument);
    }
    if (flags & JOURNAL_SENDS) {
        buffer_append_text(out, ", ");
        journal_append_data(out, record->data, record->data_count, JOURNAL_DATA / 2);
    }
    for (int i = 0; i < record->number_count; i++) {
        buffer_append_format(out, "%s%" PRId64, i || record->socket ? ", " : "", record->numbers[i]);
    }
}

/* Not strerror: that one speaks the locale's language. */
static void append_error(Buffer *out, int error) {
    const char *name = strerrorname_np(error), *meaning = strerrordesc_np(error);
    if (name) buffer_append_format(out, " = -1 %s (%s)", name, meaning);
    else buffer_append_format(out, " = -1 errno %d", error);
}

static void append_result(Buffer *out, const JournalRecord *record) {
    uint32_t flags = record->spec ? record->spec->flags : 0;
    switch (record->outcome) {
    case JOURNAL_FAILED: append_error(out, record->error); return;
    case JOURNAL_TIMED_OUT: buffer_append_text(out, " = -1 timed out"); return;
    case JOURNAL_INTERRUPTED: buffer_append_text(out, " = -1 interrupted"); return;
    case JOURNAL_RAISED: buffer_append_format(out, " = -1 %s", record->exception); return;
    case JOURNAL_RETURNED: break;
    }
    if (record->made) {
        buffer_append_format(out, " = fd %d", record->made_fd);
    } else if (flags & (JOURNAL_SENDS | JOURNAL_RECEIVES)) {
        buffer_append_format(out, " = %" PRId64, record->result);
        if (!(flags & JOURNAL_RECEIVES)) return;
        buffer_append_byte(out, ' ');
        journal_append_data(out, record->data, record->data_count, JOURNAL_DATA / 2);
    } else {
        buffer_append_format(out, " = %" PRId64, record->result);
    }
}

void journal_append_text(Buffer *out, const JournalRecord *record) {
    Buffer scratch = { 0 };
    if (record->task) buffer_append_format(out, "[%u] ", record->task);
    buffer_append_format(out, "%s(", journal_call_name(record, &scratch));
    buffer_clear(&scratch);
    append_socket(out, record);
    append_arguments(out, record);
    buffer_append_byte(out, ')');
    if (record->moment == JOURNAL_WAITS) {
        buffer_append_text(out, " waits");
        return;
    }
    if (record->moment == JOURNAL_FREED) buffer_append_text(out, " nothing names it any more");
    else append_result(out, record);
    if (record->waited) {
        buffer_append_text(out, "  waited ");
        journal_append_duration(out, record->waited);
    }
}
