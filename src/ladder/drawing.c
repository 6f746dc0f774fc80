/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole chronicle as rows. */
#include "base/json.h"
#include "base/memory.h"
#include "dialogue/span.h"
#include "ladder/label.h"
#include "ladder/ladder_parts.h"
#include <string.h>

/* A row's texts are one block, the label first; names of states are nobody's. */
static void keep_row(void *context, const Row *row) {
    Drawing *drawing = context;
    Row *kept = array_push(&drawing->rows, &drawing->count, &drawing->capacity, sizeof *drawing->rows);
    size_t text = strlen(row->text) + 1, detail = strlen(row->detail) + 1;
    char *block = memory_get(text + detail);
    *kept = *row;
    kept->text = memcpy(block, row->text, text);
    kept->detail = memcpy(block + text, row->detail, detail);
}

static char *printable_title(const char *title) {
    Buffer out = { 0 };
    label_plain(&out, title ? title : "", ROW_TEXT);
    size_t count = out.count + 1;
    char *copy = memcpy(memory_get(count), buffer_text(&out), count);
    buffer_clear(&out);
    return copy;
}

static void add_all(Ladder *ladder, const Chronicle *chronicle) {
    for (size_t i = 0; i < chronicle->role_count; i++) ladder_add_role(ladder, chronicle->roles[i].name);
    for (size_t i = 0; i < chronicle->call_count; i++)
        ladder_add_call(ladder, chronicle->calls[i].role, &chronicle->calls[i].entry);
    for (size_t i = 0; i < chronicle->packet_count; i++) ladder_add_packet(ladder, &chronicle->packets[i]);
    /* Nobody knows when: below all that was told. */
    for (size_t i = 0; i < chronicle->role_count; i++)
        ladder_add_lost(ladder, i, chronicle->roles[i].lost, INT64_MAX);
    ladder_add_lost_packets(ladder, chronicle->lost_packets, INT64_MAX);
}

void drawing_make(Drawing *drawing, const Chronicle *chronicle) {
    *drawing = (Drawing){ 0 };
    drawing->ladder = ladder_new(keep_row, drawing);
    add_all(drawing->ladder, chronicle);
    ladder_flush(drawing->ladder, INT64_MAX);
    Picture *picture = &drawing->picture;
    picture->title = printable_title(chronicle->title);
    picture->role_count = ladder_roles(drawing->ladder, &picture->roles);
    picture->rows = drawing->rows;
    picture->count = drawing->count;
}

void drawing_clear(Drawing *drawing) {
    for (size_t i = 0; i < drawing->count; i++) memory_free((char *)drawing->rows[i].text);
    memory_free(drawing->rows);
    memory_free((char *)drawing->picture.title);
    ladder_free(drawing->ladder);
    *drawing = (Drawing){ 0 };
}

static int64_t limited(uint64_t number) { return number < INT64_MAX ? (int64_t)number : INT64_MAX; }

void drawing_append_arrows(Buffer *out, const Drawing *drawing) {
    json_key(out, "arrows");
    json_open(out, '[');
    for (size_t i = 0; i < drawing->count; i++) {
        const Row *row = &drawing->rows[i];
        if (row->kind != ROW_DATA) continue;
        json_open(out, '{');
        json_key(out, "from");
        json_int(out, (int64_t)drawing->rows[row->origin].source);
        json_key(out, "to");
        json_int(out, (int64_t)row->source);
        json_key(out, "offset");
        json_int(out, limited(row->offset));
        json_key(out, "count");
        json_int(out, limited(row->bytes));
        json_close(out, '}');
    }
    json_close(out, ']');
}
