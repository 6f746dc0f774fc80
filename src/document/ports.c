/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers in texts. */
#include "document/ports.h"
#include <stdlib.h>
#include <string.h>

enum { FIRST_CHOSEN = 1024, LETTERS = 26 };

void port_set_add(PortSet *set, unsigned port) {
    if (port) set->bits[port / 8] |= (uint8_t)(1u << (port % 8));
}

bool port_set_has(const PortSet *set, unsigned port) { return set->bits[port / 8] >> (port % 8) & 1; }

static bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

static bool is_word(char byte) {
    return is_digit(byte) || (byte | 0x20) == '_' || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') ||
           (byte & 0x80);
}

/* The next number in text that stands for itself, from `at` on; 0: there is none. *start and *end: where it
 * stands. */
static unsigned next_number(Span text, size_t at, size_t *start, size_t *end) {
    while (at < text.count) {
        size_t from = at;
        if (!is_digit(text.bytes[at])) {
            at++;
            continue;
        }
        unsigned number = 0;
        for (; at < text.count && is_digit(text.bytes[at]); at++)
            if (number < PORTS) number = number * 10 + (unsigned)(text.bytes[at] - '0');
        bool is_part = (from && (is_word(text.bytes[from - 1]) || text.bytes[from - 1] == '.')) ||
                       (at < text.count && is_word(text.bytes[at])) ||
                       (at + 1 < text.count && text.bytes[at] == '.' && is_digit(text.bytes[at + 1]));
        if (is_part || !number || number >= PORTS || text.bytes[from] == '0') continue;
        *start = from;
        *end = at;
        return number;
    }
    return 0;
}

void ports_count_typed(Ports *ports, Span typed) {
    size_t start, end = 0;
    for (unsigned number; (number = next_number(typed, end, &start, &end));)
        port_set_add(&ports->typed, number);
}

static bool is_chosen(const Ports *ports, unsigned number) {
    return number >= FIRST_CHOSEN && port_set_has(ports->ends, number) &&
           !port_set_has(&ports->typed, number);
}

void ports_count_shown(Ports *ports, Span shown) {
    size_t start, end = 0;
    for (unsigned number; (number = next_number(shown, end, &start, &end));)
        if (is_chosen(ports, number) && ports->seen[number] < 2) ports->seen[number]++;
}

static void append_name(Buffer *out, unsigned name) {
    buffer_append_format(out, ":%c", (char)('A' + name % LETTERS));
    if (name >= LETTERS) buffer_append_format(out, "%u", name / LETTERS);
    buffer_append_byte(out, '>');
}

/* The next name that the document does not have, from 0. */
static unsigned free_name(Ports *ports) {
    Buffer name = { 0 };
    do {
        buffer_truncate(&name, 0);
        append_name(&name, ports->names++);
    } while (ports->taken.count && memmem(ports->taken.bytes, ports->taken.count, name.bytes, name.count));
    buffer_clear(&name);
    return ports->names - 1u;
}

static void append_placeholder(Buffer *out, Ports *ports, Span digits, unsigned number) {
    Span known = ports->known ? bindings_name(ports->known, digits) : (Span){ NULL, 0 };
    buffer_append_text(out, "<port");
    if (known.count) {
        buffer_append_format(out, ":%.*s>", (int)known.count, known.bytes);
    } else if (ports->seen[number] < 2) {
        buffer_append_byte(out, '>');
    } else {
        if (!ports->name[number]) ports->name[number] = (uint16_t)(free_name(ports) + 1);
        append_name(out, ports->name[number] - 1u);
    }
}

void ports_append(Buffer *out, Ports *ports, Span shown) {
    size_t start, end = 0, done = 0;
    for (unsigned number; (number = next_number(shown, end, &start, &end));) {
        if (!is_chosen(ports, number)) continue;
        buffer_append(out, shown.bytes + done, start - done);
        append_placeholder(out, ports, (Span){ shown.bytes + start, end - start }, number);
        done = end;
    }
    if (done < shown.count) buffer_append(out, shown.bytes + done, shown.count - done);
}
