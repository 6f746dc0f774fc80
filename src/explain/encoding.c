/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of characters: one that a recv has cut in two, text of another encoding, lengths that differ.
 * What came before is in the journal, what comes next is in the kernel's queue, where it can be looked at
 * without taking it. */
#include "base/text.h"
#include "explain/source.h"
#include "value/exception.h"
#include <string.h>
#include <sys/socket.h>

enum { LONGEST = 4, TEXT_SHOWN = 40 };

typedef struct {
    const uint8_t *bytes;
    size_t count;
} Piece;

/* ---- characters */

/* Piece of a character that begins so; 0: none does, or it is ASCII. */
static size_t length_of(uint8_t lead) {
    if (lead >= 0xc2 && lead <= 0xdf) return 2;
    if (lead >= 0xe0 && lead <= 0xef) return 3;
    return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

static size_t continuations(Piece data) {
    size_t count = 0;
    while (count < data.count && count < LONGEST && (data.bytes[count] & 0xc0) == 0x80) count++;
    return count;
}

/* How many bytes at the end begin a character that they do not finish. */
static size_t cut_at_end(Piece data) {
    for (size_t back = 1; back < LONGEST && back <= data.count; back++) {
        uint8_t byte = data.bytes[data.count - back];
        if ((byte & 0xc0) == 0x80) continue;
        return length_of(byte) > back ? back : 0;
    }
    return 0;
}

/* The character whose begin is at the end of one and whose rest at the start of the other; 0: there
 * is none. */
static uint32_t joined(Piece before, Piece after) {
    uint8_t bytes[2 * LONGEST];
    size_t begun = cut_at_end(before);
    size_t wanted = begun ? length_of(before.bytes[before.count - begun]) : 0;
    if (!begun || after.count < wanted - begun || continuations(after) < wanted - begun) return 0;
    memcpy(bytes, before.bytes + before.count - begun, begun);
    memcpy(bytes + begun, after.bytes, wanted - begun);
    const uint8_t *at = bytes;
    if (!text_is_utf8((const char *)bytes, wanted)) return 0;
    uint32_t character = text_decode(&at, bytes + wanted, false);
    return text_is_printable(character) ? character : 0;
}

static bool is_text(Piece data) { return text_is_utf8((const char *)data.bytes, data.count); }

/* The first character beyond ASCII, if it is one that can be shown; 0. */
static uint32_t first_odd(Piece data) {
    const uint8_t *at = data.bytes, *end = at + data.count;
    while (at < end) {
        uint32_t character = text_decode(&at, end, false);
        if (character >= 0x80) return text_is_printable(character) ? character : 0;
    }
    return 0;
}

static size_t characters(Piece data) {
    size_t count = 0;
    for (size_t i = 0; i < data.count; i++) count += (data.bytes[i] & 0xc0) != 0x80;
    return count;
}

/* ---- where the bytes came from */

static bool is_recv(const JournalRecord *record) {
    return record && record->moment == JOURNAL_ENDED && record->outcome == JOURNAL_RETURNED &&
           record->result > 0 && record->spec && record->spec->flags & JOURNAL_RECEIVES;
}

static Piece kept(const JournalRecord *record) {
    return (Piece){ record->data, record->data_count < JOURNAL_DATA ? record->data_count : JOURNAL_DATA };
}

/* The newest recv that gave exactly these bytes. */
static const JournalRecord *find_recv(const Situation *situation, Piece data) {
    enum { LOOKED_AT = 64 };
    uint64_t number = situation->last;
    for (int i = 0; situation->journal && number && i < LOOKED_AT; i++, number--) {
        const JournalRecord *record = journal_peek(situation->journal, number);
        if (!record) return NULL;
        if (!is_recv(record) || record->data_count != data.count) continue;
        if (!memcmp(record->data, data.bytes, kept(record).count)) return record;
    }
    return NULL;
}

/* The one before it on the same socket, if all its bytes are known. */
static const JournalRecord *find_before(const Situation *situation, const JournalRecord *record) {
    const JournalRecord *before = record;
    while ((before = journal_peek_last(situation->journal, record->socket, before->number)) &&
           !is_recv(before)) {}
    return before && before->data_count <= JOURNAL_DATA ? before : NULL;
}

/* What the kernel holds for this socket, at most the rest of a character. */
static Piece peek(const Situation *situation, uint64_t number, uint8_t out[LONGEST]) {
    Socket *socket = situation_socket(situation, number);
    ssize_t got = socket && socket->fd >= 0 && socket->type == SOCK_STREAM
                      ? io_recv(socket->fd, out, LONGEST, MSG_PEEK | MSG_DONTWAIT, IO_TRY)
                      : 0;
    return (Piece){ out, got > 0 ? (size_t)got : 0 };
}

/* ---- decode() and encode() that failed */

static bool is_utf8(const Situation *situation) {
    Value encoding = source_exception_field(situation, "encoding");
    return !is_absent(encoding) && is_str(encoding) && str_is(encoding, "utf-8");
}

static bool is_ascii(const Situation *situation) {
    Value encoding = source_exception_field(situation, "encoding");
    return !is_absent(encoding) && is_str(encoding) && str_is(encoding, "ascii");
}

/* The bytes that were to be decoded; none: count 0. */
static Piece object_of_error(const Situation *situation) {
    Piece data = { 0 };
    Value object = source_exception_field(situation, "object");
    if (is_absent(object) || !bytes_peek(object, &data.bytes, &data.count)) data.count = 0;
    return data;
}

/* The character that the recv before has cut. */
static uint32_t cut_before(Situation *situation) {
    Piece data = object_of_error(situation);
    const JournalRecord *record = data.count && is_utf8(situation) ? find_recv(situation, data) : NULL;
    const JournalRecord *before = record ? find_before(situation, record) : NULL;
    return before && source_exception_number(situation, "start") == 0 ? joined(kept(before), data) : 0;
}

static bool is_cut_before(Situation *situation) { return cut_before(situation) != 0; }

/* The character at the end, whose rest is still in the queue. */
static uint32_t cut_after(Situation *situation) {
    uint8_t space[LONGEST];
    Piece data = object_of_error(situation);
    const JournalRecord *record = data.count && is_utf8(situation) ? find_recv(situation, data) : NULL;
    return record ? joined(data, peek(situation, record->socket, space)) : 0;
}

static bool is_cut_after(Situation *situation) { return cut_after(situation) != 0; }
static bool is_cut(Situation *situation) {
    return is_utf8(situation) && cut_at_end(object_of_error(situation));
}

/* They may begin in the middle of a character, and go on as text. */
static bool is_begun(Situation *situation) {
    Piece data = object_of_error(situation);
    size_t count = continuations(data);
    return is_utf8(situation) && count && count < LONGEST &&
           is_text((Piece){ data.bytes + count, data.count - count });
}

static bool fact_cut(Situation *situation, Buffer *out) {
    uint32_t character = cut_before(situation);
    if (!character) character = cut_after(situation);
    if (character) buffer_append_code_point(out, character);
    return character != 0;
}

static bool fact_lost(Situation *situation, Buffer *out) {
    return situation_append_bytes(source_lost(situation, source_failed(situation)), out);
}

/* No control characters of Latin-1 among them. */
static bool is_latin(Situation *situation) {
    Piece data = object_of_error(situation);
    for (size_t i = 0; i < data.count; i++) {
        if (data.bytes[i] >= 0x7f && data.bytes[i] < 0xa0) return false;
    }
    return data.count && is_utf8(situation);
}

static bool fact_latin(Situation *situation, Buffer *out) {
    uint32_t code_points[TEXT_SHOWN];
    Piece data = object_of_error(situation);
    if (!data.count || data.count > TEXT_SHOWN) return false;
    for (size_t i = 0; i < data.count; i++) code_points[i] = data.bytes[i];
    Value text = str_from_code_points(code_points, data.count);
    str_append_repr(out, text);
    release(text);
    return true;
}

static bool is_text_for_ascii(Situation *situation) {
    Piece data = object_of_error(situation);
    return data.count && is_ascii(situation) && is_text(data);
}

static bool fact_text(Situation *situation, Buffer *out) {
    Piece data = object_of_error(situation);
    if (!data.count || data.count > TEXT_SHOWN || !is_text(data)) return false;
    Value text = str_from_utf8((const char *)data.bytes, data.count);
    str_append_repr(out, text);
    release(text);
    return true;
}

/* The character that the encoding does not have. */
static bool fact_missing(Situation *situation, Buffer *out) {
    Value text = source_exception_field(situation, "object");
    int start = source_exception_number(situation, "start");
    if (is_absent(text) || !is_str(text) || start < 0 || (size_t)start >= str_count(text)) return false;
    uint32_t character = str_peek_at(str_of(text), (size_t)start);
    if (text_is_printable(character)) buffer_append_code_point(out, character);
    return text_is_printable(character);
}

static bool fact_encoding(Situation *situation, Buffer *out) {
    Value encoding = source_exception_field(situation, "encoding");
    if (is_absent(encoding) || !is_str(encoding)) return false;
    str_append_utf8(out, encoding);
    return true;
}

static bool is_narrow(Situation *situation) {
    Value encoding = source_exception_field(situation, "encoding");
    return is_ascii(situation) || (!is_absent(encoding) && is_str(encoding) && str_is(encoding, "latin-1"));
}

/* ---- a recv that gave what surprises */

static bool is_full(const Situation *situation) {
    const JournalRecord *record = situation->record;
    return is_recv(record) && !journal_is_peek(record) && record->number_count &&
           record->numbers[0] == record->result && record->data_count <= JOURNAL_DATA;
}

/* As many bytes as were asked for, text, and more bytes than characters: the count may have been of
 * characters. */
static bool is_longer(Situation *situation) {
    const KernelSocket *own = situation_own(situation);
    if (!is_full(situation) || !own || !own->receive_queue) return false;
    return is_text(kept(situation->record)) && first_odd(kept(situation->record));
}

static uint32_t cut_now(Situation *situation) {
    uint8_t space[LONGEST];
    Piece data = kept(situation->record);
    size_t begun = cut_at_end(data);
    if (!is_full(situation) || !begun || !is_text((Piece){ data.bytes, data.count - begun })) return 0;
    return joined(data, peek(situation, situation->record->socket, space));
}

static bool is_cut_now(Situation *situation) { return cut_now(situation) != 0; }

static bool fact_cut_now(Situation *situation, Buffer *out) {
    uint32_t character = cut_now(situation);
    if (character) buffer_append_code_point(out, character);
    return character != 0;
}

static bool fact_odd(Situation *situation, Buffer *out) {
    uint32_t character = first_odd(kept(situation->record));
    if (character) buffer_append_code_point(out, character);
    return character != 0;
}

static bool fact_odd_bytes(Situation *situation, Buffer *out) {
    char bytes[LONGEST];
    return situation_append_bytes(text_encode(first_odd(kept(situation->record)), bytes), out);
}

static bool fact_characters(Situation *situation, Buffer *out) {
    size_t count = characters(kept(situation->record));
    buffer_append_format(out, _n("%zu character", "%zu characters", count), count);
    return true;
}

static bool fact_bytes(Situation *situation, Buffer *out) {
    return situation_append_bytes(kept(situation->record).count, out);
}

static const ExplainFact facts[] = {
    { "cut", fact_cut },
    { "lost", fact_lost },
    { "latin", fact_latin },
    { "text", fact_text },
    { "missing", fact_missing },
    { "encoding", fact_encoding },
    { "cut_now", fact_cut_now },
    { "odd", fact_odd },
    { "odd_bytes", fact_odd_bytes },
    { "characters", fact_characters },
    { "bytes", fact_bytes },
    { 0 },
};

/* ---- rows */

static const char story[] =
    N_("UTF-8 writes letters of ASCII as one byte, others as two to four. `recv(n)` counts bytes and knows "
       "nothing of characters, "
       "so it may stop inside one, and `decode()` wants whole ones.\n"
       "Read until the message is complete, for instance up to a newline, and decode it at once.");

static const ExplainRow rows[] = {
    { "39", .kind = UnicodeDecodeError, .message = "invalid start byte", .test = is_cut_before,
      .plain = N_("The `recv` before has cut `{cut}` in two: these bytes begin with the rest of it.\n"
                  "Join the bytes of both before `decode()`."),
      .story = story },
    { "39-facts", .kind = UnicodeDecodeError, .message = "invalid start byte", .test = is_begun,
      .plain = N_("These bytes begin in the middle of a character, or are not UTF-8.\n"
                  "If a `recv` before has cut it, join the bytes of both before `decode()`."),
      .story = story },
    { "40", .kind = UnicodeDecodeError, .message = "unexpected end of data", .test = is_cut_after,
      .sentence = N_("`{cut}` is cut in two: the rest of it is still in the queue.\n"
                     "Read more, and decode all of it together. Read already, and lost: {lost}."),
      .plain = N_("`{cut}` is cut in two: the rest of it is still in the queue.\nRead more, and decode all "
                  "of it together."),
      .story = story },
    { "40-facts", .kind = UnicodeDecodeError, .message = "unexpected end of data", .test = is_cut,
      .plain = N_("These bytes end in the middle of a character, or are not UTF-8.\n"
                  "If more is to come, read it first, and decode all of it together."),
      .story = story },
    { "41", .kind = UnicodeDecodeError, .test = is_latin,
      .sentence = N_("These bytes are not UTF-8. Read as Latin-1 they are {latin}: `.decode(\"latin-1\")`."),
      .plain = N_("These bytes are not UTF-8. They may be Latin-1: `.decode(\"latin-1\")`.") },
    { "ascii", .kind = UnicodeDecodeError, .test = is_text_for_ascii,
      .sentence = N_("These bytes are text in UTF-8, {text}: `.decode()`."),
      .plain = N_("These bytes are text in UTF-8: `.decode()`.") },
    { "ascii-encode", .kind = UnicodeEncodeError, .test = is_narrow,
      .sentence = N_("`{missing}` is not in {encoding}. `.encode()` knows every character: it writes UTF-8."),
      .plain = N_("This encoding lacks the character. `.encode()` knows every one: it writes UTF-8.") },
    { "lost", .kind = Exception,
      .sentence = N_("Read already, and lost: {lost}.\nA variable would have kept what `recv` gave.") },

    { "39-cut", EXPLAIN_RESULT, .calls = "recv", .test = is_cut_now,
      .plain = N_("The end of these bytes begins `{cut_now}`, which the next `recv` completes.\n"
                  "Join the bytes of both before `decode()`."),
      .story = story },
    { "38", EXPLAIN_RESULT, .calls = "recv", .test = is_longer,
      .sentence = N_("{bytes}, but {characters}: `{odd}` takes {odd_bytes}.\nStill in the queue, for the "
                     "next `recv`: {left}."),
      .story = story },
    { 0 },
};

const ExplainGroup explain_encoding = { rows, facts };
