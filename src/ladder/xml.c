/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts in XML: escaping, and cutting at a width. */
#include "ladder/xml.h"
#include "base/text.h"
#include <string.h>

#define ELLIPSIS "…"
#define LEFT_OUT UINT32_MAX

/* The next character as it is shown, or LEFT_OUT. */
static uint32_t take_character(const uint8_t **next, const uint8_t *end) {
    uint32_t code_point = text_decode(next, end, false);
    if (code_point == TEXT_INVALID) {
        (*next)++;
        return 0xfffd;
    }
    if (code_point == '\t' || code_point == '\n' || code_point == '\r') return ' ';
    bool is_control = code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0);
    return is_control || code_point == 0xfffe || code_point == 0xffff ? LEFT_OUT : code_point;
}

static const char *entity(uint32_t code_point) {
    switch (code_point) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return NULL;
    }
}

static void append_bytes(Buffer *out, const char *text, size_t count) {
    const uint8_t *next = (const uint8_t *)text, *end = next + count;
    while (next < end) {
        uint32_t code_point = take_character(&next, end);
        const char *name = entity(code_point);
        if (name)
            buffer_append_text(out, name);
        else if (code_point < 0x80)
            buffer_append_byte(out, (char)code_point);
        else if (code_point != LEFT_OUT)
            buffer_append_code_point(out, code_point);
    }
}

void xml_append(Buffer *out, const char *text) { append_bytes(out, text, strlen(text)); }

/* Latin letters, and signs such as dashes, arrows and frames, are in every monospaced font. */
static bool is_uneven(uint32_t code_point) {
    return code_point >= 0x250 && !(code_point >= 0x2010 && code_point < 0x2600);
}

XmlLabel xml_label(const char *text, size_t cells) {
    XmlLabel label = { .text = text };
    const uint8_t *next = (const uint8_t *)text, *end = next + strlen(text);
    size_t fits = 0, fits_cells = 0; /* what may stand before an ellipsis */
    bool fits_uneven = false;
    while (next < end) {
        uint32_t code_point = take_character(&next, end);
        size_t width = code_point == LEFT_OUT ? 0 : (size_t)text_width(code_point);
        if (label.cells + width > cells) {
            return (XmlLabel){ text, fits, fits_cells + 1, true, fits_uneven };
        }
        label.cells += width;
        label.is_uneven = label.is_uneven || (code_point != LEFT_OUT && is_uneven(code_point));
        label.count = (size_t)((const char *)next - text);
        if (label.cells < cells) {
            fits = label.count;
            fits_cells = label.cells;
            fits_uneven = label.is_uneven;
        }
    }
    return label;
}

void xml_append_label(Buffer *out, const XmlLabel *label) {
    append_bytes(out, label->text, label->count);
    if (label->is_cut) buffer_append_text(out, ELLIPSIS);
}
