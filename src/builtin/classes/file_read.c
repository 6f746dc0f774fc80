/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading files. Bytes lie in `in` as the file has them; a text file decodes what is taken, whole lines or
 * characters, and makes its newlines \n there. So the position in the file is always known by counting bytes.
 * Blocks are as large as python3's, for whoever shares the descriptor sees how far it has been read. */
#include "base/retry.h"
#include "builtin/classes/file_object.h"
#include "builtin/text/codecs.h"
#include "sched/io.h"
#include "sched/sched.h"
#include <string.h>

enum { TEXT_BLOCK = 8192, BINARY_BLOCK = 4096, MOST_AT_ONCE = 1 << 20 };

/* ---- newlines */

static bool is_universal(const File *file) { return !file->binary && file->newline <= NEWLINE_ANY; }

static void see_newlines(File *file, const char *bytes, size_t count) {
    const char *end = bytes + count;
    if (count && file->ends_in_return) {
        file->seen |= *bytes == '\n' ? SEEN_CRLF : SEEN_CR;
        if (*bytes == '\n') bytes++;
        file->ends_in_return = false;
    }
    for (const char *at; bytes < end && (at = memchr(bytes, '\r', (size_t)(end - bytes))); bytes = at + 1) {
        if (memchr(bytes, '\n', (size_t)(at - bytes))) file->seen |= SEEN_LF;
        if (at + 1 == end) {
            file->ends_in_return = true;
            return;
        }
        bool is_pair = at[1] == '\n';
        file->seen |= is_pair ? SEEN_CRLF : SEEN_CR;
        if (is_pair) at++;
    }
    if (!(file->seen & SEEN_LF) && bytes < end && memchr(bytes, '\n', (size_t)(end - bytes)))
        file->seen |= SEEN_LF;
}

/* Line ends \r\n and \r become \n. */
static void translate(const char *bytes, size_t count, Buffer *out) {
    char *to = buffer_reserve(out, count);
    if (!to) return;
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] == '\n' && i && bytes[i - 1] == '\r') continue;
        *to++ = bytes[i] == '\r' ? '\n' : bytes[i];
    }
    out->count = (size_t)(to - out->bytes);
}

/* Where the line ends that begins here: behind its newline; 0: nobody knows yet. */
static size_t end_of_line(const File *file, const char *start, size_t count, size_t from, bool end) {
    const char *newline;
    if (file->binary || file->newline == NEWLINE_LF) {
        newline = memchr(start + from, '\n', count - from);
        return newline ? (size_t)(newline - start) + 1 : 0;
    }
    if (is_universal(file)) {
        newline = memchr(start + from, '\n', count - from);
        size_t most = newline ? (size_t)(newline - start) : count;
        const char *back = memchr(start + from, '\r', most - from);
        if (!back) return newline ? most + 1 : 0;
        size_t at = (size_t)(back - start) + 1;
        if (at == count) return end ? at : 0;
        return at + (start[at] == '\n');
    }
    for (size_t at = from; (newline = memchr(start + at, '\r', count - at));
         at = (size_t)(newline - start) + 1) {
        size_t behind = (size_t)(newline - start) + 1;
        if (file->newline == NEWLINE_CR) return behind;
        if (behind < count && start[behind] == '\n') return behind + 1;
    }
    return 0;
}

/* ---- blocks */

/* What cannot be decoded is an error when it is read, not when its line is asked for. */
static bool check_block(Call *call, const File *file, size_t from, bool end) {
    if (file->binary || strcmp(file->errors, "strict") != 0 || strcmp(file->encoding, "latin-1") == 0)
        return true;
    const char *bytes = file->in.bytes + from;
    size_t count = file->in.count - from;
    uint64_t high = 0, word;
    size_t i = 0;
    for (; i + 8 <= count && !high; i += 8) memcpy(&word, bytes + i, 8), high = word & 0x8080808080808080;
    for (; i < count && !high; i++) high = bytes[i] & 0x80;
    if (!high) return true;
    if (!end && strcmp(file->encoding, "utf-8") == 0) { /* the last character may go on in the next block */
        size_t back = 1;
        while (back < 4 && back < count && ((uint8_t)bytes[count - back] & 0xc0) == 0x80) back++;
        uint8_t lead = (uint8_t)bytes[count - back];
        if (lead >= 0xc2 && lead < 0xf5 && (lead < 0xe0 ? 2u : lead < 0xf0 ? 3u : 4u) > back) count -= back;
    }
    Value text =
        codec_decode(call->task, (const uint8_t *)bytes, count, file->encoding, file->errors, ABSENT);
    if (is_absent(text)) return false;
    release(text);
    return true;
}

/* Where an unfinished character begins at the end of what was there before: it belongs to the new block. */
static size_t start_of_block(const File *file) {
    size_t at = file->in.count;
    for (int i = 0; i < 3 && at > file->position && ((uint8_t)file->in.bytes[at - 1] & 0xc0) == 0x80; i++)
        at--;
    if (at > file->position && (uint8_t)file->in.bytes[at - 1] >= 0xc0) {
        uint8_t lead = (uint8_t)file->in.bytes[at - 1];
        size_t length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (at - 1 + length > file->in.count) return at - 1;
    }
    return file->in.count;
}

static Outcome raise_undecodable(Call *call, File *file) {
    buffer_truncate(&file->in, 0);
    file->position = 0;
    return is_absent(call->task->exception) ? raise_memory(call->task) : RAISED;
}

static Outcome accept_block(Call *call, File *file, size_t from, size_t checked, bool end) {
    file->searched = 0;
    if (is_universal(file)) see_newlines(file, file->in.bytes + from, file->in.count - from);
    if (end && file->ends_in_return && is_universal(file)) file->seen |= SEEN_CR;
    return check_block(call, file, checked, end) ? DONE : raise_undecodable(call, file);
}

/* What the partner has read ahead is a text's next block. */
static Outcome take_from_partner(Call *call, File *file, File *below) {
    size_t from = file->in.count, checked = start_of_block(file), count = file_available(below);
    if (count > TEXT_BLOCK) count = TEXT_BLOCK;
    buffer_append(&file->in, below->in.bytes + below->position, count);
    if (file->in.failed) return file->in.failed = false, raise_memory(call->task);
    below->position += count;
    return accept_block(call, file, from, checked, false);
}

Outcome file_fill(Call *call, File *file, size_t wanted, bool *end) {
    File *below = is_absent(file->partner) ? file : (File *)object_of(file->partner);
    int problem = file->out.count || below->out.count ? file_flush(file) : 0;
    *end = false;
    if (problem) return raise_errno(call->task, problem);
    if (file->position) {
        size_t rest = file_available(file);
        memmove(file->in.bytes, file->in.bytes + file->position, rest);
        buffer_truncate(&file->in, rest);
        file->position = 0;
    }
    if (below != file && file_available(below)) return take_from_partner(call, file, below);
    if (!file->is_regular && !sched_is_lone(call) && !io_is_readable(file->fd))
        return sched_park(call, file->fd, WAIT_READ, SCHED_NEVER);
    size_t from = file->in.count, checked = start_of_block(file);
    size_t block = file->binary ? BINARY_BLOCK : TEXT_BLOCK;
    if (wanted > block) block = wanted < MOST_AT_ONCE ? wanted / block * block : MOST_AT_ONCE;
    char *room = buffer_reserve(&file->in, block);
    file->in.failed = false; /* what lies there stays for who asks for less */
    if (!room) return raise_memory(call->task);
    ssize_t got = io_read(file->fd, room, block);
    if (got > 0) file->in.count += (size_t)got;
    if (retry_is_told(got)) return sched_go_on(call);
    if (got == -EAGAIN) return sched_park(call, file->fd, WAIT_READ, SCHED_NEVER);
    if (got < 0) return raise_errno(call->task, (int)-got);
    *end = got == 0;
    return accept_block(call, file, from, checked, *end);
}

/* ---- what is taken */

static Value take(Call *call, File *file, size_t count) {
    const char *bytes = file->in.bytes ? file->in.bytes + file->position : "";
    file->searched = 0;
    file->position += count;
    if (file->binary) return bytes_new(bytes, count);
    Buffer made = { 0 };
    if (file->newline == NEWLINE_TRANSLATED && memchr(bytes, '\r', count)) {
        translate(bytes, count, &made);
        bytes = made.bytes;
        count = made.count;
    }
    Value value = made.failed ? ABSENT
                              : codec_decode(call->task, (const uint8_t *)bytes, count, file->encoding,
                                             file->errors, ABSENT);
    buffer_clear(&made);
    return value;
}

Outcome file_give_bytes(Call *call, File *file, size_t count) {
    Value value = take(call, file, count);
    if (is_absent(value)) return is_absent(call->task->exception) ? raise_memory(call->task) : RAISED;
    return give(call, value);
}

size_t file_span(const File *file, size_t wanted, bool end) {
    if (file->binary) return wanted;
    size_t at = file->position, count = file->in.count;
    bool is_wide = strcmp(file->encoding, "utf-8") == 0;
    for (; wanted && at < count; wanted--) {
        uint8_t lead = (uint8_t)file->in.bytes[at];
        at += !is_wide || lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (lead != '\r' || file->newline != NEWLINE_TRANSLATED) continue;
        if (at == count && !end) return at - file->position + 1;
        if (at < count && file->in.bytes[at] == '\n') at++;
    }
    return at - file->position + wanted;
}

Outcome file_next_line(Call *call, File *file, int64_t most, Value *line) {
    for (bool end = false;;) {
        size_t available = file_available(file);
        const char *start = file->in.bytes ? file->in.bytes + file->position : "";
        size_t count = available ? end_of_line(file, start, available, file->searched, end) : 0;
        size_t limit = most < 0 ? SIZE_MAX : file_span(file, (size_t)most, end);
        if (count || end || limit <= available) {
            if (!count) count = available;
            *line = take(call, file, count > limit ? limit : count);
            if (!is_absent(*line)) return DONE;
            return is_absent(call->task->exception) ? raise_memory(call->task) : RAISED;
        }
        size_t searched = available ? available - 1 : 0; /* its last byte may be half of a newline */
        Outcome outcome = file_fill(call, file, 0, &end);
        if (outcome != DONE) return outcome;
        file->searched = searched;
    }
}
