/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels of rows. */
#include "ladder/label.h"
#include "base/clock.h"
#include "base/language.h"
#include "base/span.h"
#include "base/text.h"
#include "journal/journal_text.h"
#include <inttypes.h>
#include <string.h>

enum { SHORT_ARGUMENTS = 8 }; /* columns of arguments that a RETURN repeats */

/* ---- texts */

void label_append_cut(Buffer *out, const char *text, size_t count, size_t columns, const char *ellipsis) {
    if (text_columns(text, count) <= columns) {
        buffer_append(out, text, count);
        return;
    }
    const uint8_t *at = (const uint8_t *)text, *end = at + count, *next = at;
    size_t used = text_columns(ellipsis, strlen(ellipsis));
    if (used > columns) return;
    for (;;) {
        uint32_t code_point = text_decode(&next, end, false);
        if (code_point == TEXT_INVALID) break;
        size_t width = (size_t)text_width(code_point);
        if (used + width > columns) break;
        used += width;
        at = next;
    }
    buffer_append(out, text, (size_t)((const char *)at - text));
    buffer_append_text(out, ellipsis);
}

static void append_printable(Buffer *out, const char *text) {
    span_append_printable(out, (Span){ text, strnlen(text, ENTRY_TEXT) });
}

/* What was appended becomes the label. */
static void finish(Buffer *out, size_t columns) {
    if (text_columns(out->bytes, out->count) <= columns) return;
    Buffer whole = *out;
    *out = (Buffer){ 0 };
    label_append_cut(out, whole.bytes, whole.count, columns, "…");
    buffer_clear(&whole);
}

void label_plain(Buffer *out, const char *text, size_t columns) {
    buffer_truncate(out, 0);
    append_printable(out, text);
    finish(out, columns);
}

/* ---- calls */

static void append_task(Buffer *out, const LabelCall *call) {
    if (call->task) buffer_append_format(out, "[%" PRIu32 "] ", call->task);
}

static void append_shown(Buffer *out, const LabelCall *call) {
    append_task(out, call);
    if (*call->shown) {
        append_printable(out, call->shown);
        return;
    }
    append_printable(out, *call->name ? call->name : "?");
    buffer_append_text(out, "()");
}

/* Arguments that are short enough stay: they tell one call from another. */
static void append_short(Buffer *out, const LabelCall *call) {
    const char *shown = call->shown, *open = strchr(shown, '(');
    size_t count = strnlen(shown, ENTRY_TEXT);
    bool is_call = open && count && shown[count - 1] == ')';
    if (!is_call || text_columns(open + 1, (size_t)(shown + count - open) - 2) <= SHORT_ARGUMENTS) {
        append_shown(out, call);
        return;
    }
    append_task(out, call);
    span_append_printable(out, (Span){ shown, (size_t)(open - shown) });
    buffer_append_text(out, "(...)");
}

static bool has_failed(const LabelCall *call) { return call->outcome != JOURNAL_RETURNED; }

static void append_freed(Buffer *out, const LabelCall *call) {
    append_task(out, call);
    if (call->fd >= 0)
        buffer_append_format(out, "close(): nothing names fd %" PRId32 " any more", call->fd);
    else
        buffer_append_text(out, "close(): nothing names it any more");
}

static void append_gave(Buffer *out, const LabelCall *call, const char *nothing) {
    const char *gave = *call->gave ? call->gave : has_failed(call) ? "error" : nothing;
    if (!*gave) return;
    buffer_append_text(out, " = ");
    append_printable(out, gave);
}

void label_begin(Buffer *out, const LabelCall *call) {
    buffer_truncate(out, 0);
    append_shown(out, call);
    finish(out, ROW_TEXT);
}

void label_call(Buffer *out, const LabelCall *call) {
    buffer_truncate(out, 0);
    if (call->moment == JOURNAL_FREED) {
        append_freed(out, call);
    } else {
        append_shown(out, call);
        append_gave(out, call, "");
    }
    finish(out, ROW_TEXT);
}

void label_return(Buffer *out, const LabelCall *call) {
    buffer_truncate(out, 0);
    append_short(out, call);
    append_gave(out, call, "None");
    finish(out, ROW_TEXT);
}

/* ---- arrows */

static void append_bytes(Buffer *out, uint64_t count) {
    buffer_append_format(out, _n("%zu byte", "%zu bytes", (size_t)count), (size_t)count);
}

void label_data(Buffer *out, const uint8_t *data, size_t kept, uint64_t count) {
    buffer_truncate(out, 0);
    if (kept == count)
        journal_append_data(out, data, count, kept);
    else
        append_bytes(out, count);
    finish(out, ROW_TEXT);
}

void label_packet(Buffer *out, const Packet *packet) {
    buffer_truncate(out, 0);
    packet_append_flags(out, packet);
    if (packet->payload || packet->protocol != IPPROTO_TCP) {
        buffer_append_text(out, ", ");
        append_bytes(out, packet->payload);
    }
    finish(out, ROW_TEXT);
}

void label_packet_detail(Buffer *out, const Packet *packet) {
    buffer_truncate(out, 0);
    address_append(out, &packet->from);
    buffer_append_text(out, " > ");
    address_append(out, &packet->to);
    buffer_append_byte(out, ' ');
    packet_append_flags(out, packet);
    if (packet->protocol == IPPROTO_TCP)
        buffer_append_format(out, ", sequence %" PRIu32 ", acknowledgment %" PRIu32 ", window %u",
                             packet->sequence, packet->acknowledgment, packet->window);
    buffer_append_text(out, ", ");
    append_bytes(out, packet->payload);
    finish(out, ENTRY_TEXT);
}

/* ---- notes */

/* The two largest units: "2 s", "1 h 5 min", "3 d". */
void label_later(Buffer *out, int64_t nanoseconds) {
    static const struct {
        int64_t seconds;
        const char *name;
    } units[] = { { 86400, N_("d") }, { 3600, "h" }, { 60, "min" }, { 1, "s" } };
    Buffer step = { 0 };
    int64_t left = nanoseconds / CLOCK_SECOND;
    buffer_truncate(out, 0);
    size_t count = sizeof units / sizeof *units, i = 0;
    while (i + 1 < count && left < units[i].seconds) i++;
    for (size_t last = i + 1; i <= last && i < count; i++) {
        if (left < units[i].seconds) continue;
        const char *name = units[i].seconds == 86400 ? _(units[i].name) : units[i].name;
        buffer_append_format(&step, "%s%" PRId64 " %s", step.count ? " " : "", left / units[i].seconds, name);
        left %= units[i].seconds;
    }
    buffer_append_format(out, _("%s later"), buffer_text(&step));
    buffer_clear(&step);
}

void label_lost(Buffer *out, uint64_t count, bool are_calls) {
    size_t lost = (size_t)count;
    buffer_truncate(out, 0);
    buffer_append_format(out,
                         are_calls ? _n("%zu call was not told", "%zu calls were not told", lost)
                                   : _n("%zu packet was not told", "%zu packets were not told", lost),
                         lost);
}
