/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole chronicle as rows. */
#include "base/array.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/span.h"
#include "ladder/label.h"
#include "ladder/ladder_parts.h"
#include <string.h>

static bool is_everybodys(const Row *row) { return row->kind == ROW_TIME; }

static bool is_wanted(const Drawing *drawing, const Row *row) {
    const bool *wanted = drawing->wanted;
    return !wanted || is_everybodys(row) ||
           (row->role < drawing->wanted_count && row->other < drawing->wanted_count && wanted[row->role] &&
            wanted[row->other]);
}

/* A row's texts are one block, the label first; names of states are nobody's. */
static void keep_row(void *context, const Row *row) {
    Drawing *drawing = context;
    size_t *number =
        array_push(&drawing->numbers, &drawing->told, &drawing->number_capacity, sizeof *drawing->numbers);
    *number = NO_ROW;
    if (!is_wanted(drawing, row)) return;
    *number = drawing->count;
    Row *kept = array_push(&drawing->rows, &drawing->count, &drawing->capacity, sizeof *drawing->rows);
    size_t text = strlen(row->text) + 1, detail = strlen(row->detail) + 1;
    char *block = memory_get(text + detail);
    *kept = *row;
    kept->number = drawing->count - 1;
    if (row->origin != NO_ROW) kept->origin = drawing->numbers[row->origin];
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
    for (size_t i = 0; i < chronicle->socket_count; i++) ladder_add_socket(ladder, &chronicle->sockets[i]);
    for (size_t i = 0; i < chronicle->packet_count; i++) ladder_add_packet(ladder, &chronicle->packets[i]);
    /* Nobody knows when: below all that was told. */
    for (size_t i = 0; i < chronicle->role_count; i++)
        ladder_add_lost(ladder, i, chronicle->roles[i].lost, INT64_MAX);
    ladder_add_lost_packets(ladder, chronicle->lost_packets, INT64_MAX);
}

/* A role to which nothing happens has no column, but where nothing happens to anybody. */
static void drop_idle_columns(Drawing *drawing) {
    Picture *picture = &drawing->picture;
    size_t *column = memory_get_zeroed((picture->role_count + 1) * sizeof *column), count = 0;
    const char **roles = memory_get((picture->role_count + 1) * sizeof *roles);
    for (size_t i = 0; i < drawing->count; i++) {
        const Row *row = &drawing->rows[i];
        if (!is_everybodys(row)) column[row->role] = column[row->other] = 1;
    }
    for (size_t i = 0; i < picture->role_count; i++) {
        if (!column[i] && drawing->count) continue;
        roles[count] = picture->roles[i];
        column[i] = count++;
    }
    for (size_t i = 0; i < drawing->count; i++) {
        Row *row = &drawing->rows[i];
        row->role = is_everybodys(row) ? 0 : column[row->role];
        row->other = is_everybodys(row) ? 0 : column[row->other];
    }
    memory_free(column);
    picture->roles = roles;
    picture->role_count = count;
}

static bool names(const char *list, const char *name) {
    size_t count = strlen(name);
    for (const char *end; *list; list = *end ? end + 1 : end) {
        end = strchrnul(list, ',');
        if ((size_t)(end - list) == count && !memcmp(list, name, count)) return true;
    }
    return false;
}

static bool *find_wanted(const Chronicle *chronicle, const char *only) {
    if (!only) return NULL;
    bool *wanted = memory_get_zeroed(chronicle->role_count + 1);
    for (size_t i = 0; i < chronicle->role_count; i++) wanted[i] = names(only, chronicle->roles[i].name);
    return wanted;
}

void drawing_make(Drawing *drawing, const Chronicle *chronicle, const char *only) {
    *drawing = (Drawing){ .wanted = find_wanted(chronicle, only), .wanted_count = chronicle->role_count };
    drawing->ladder = ladder_new(keep_row, drawing);
    add_all(drawing->ladder, chronicle);
    ladder_flush(drawing->ladder, INT64_MAX);
    Picture *picture = &drawing->picture;
    picture->title = printable_title(chronicle->title);
    picture->role_count = ladder_roles(drawing->ladder, &picture->roles);
    drop_idle_columns(drawing);
    picture->rows = drawing->rows;
    picture->count = drawing->count;
}

void drawing_clear(Drawing *drawing) {
    for (size_t i = 0; i < drawing->count; i++) memory_free((char *)drawing->rows[i].text);
    memory_free(drawing->rows);
    memory_free((char *)drawing->picture.title);
    memory_free((const char **)drawing->picture.roles);
    memory_free(drawing->numbers);
    memory_free(drawing->wanted);
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
        json_int_member(out, "from", (int64_t)drawing->rows[row->origin].source);
        json_int_member(out, "to", (int64_t)row->source);
        json_int_member(out, "offset", limited(row->offset));
        json_int_member(out, "count", limited(row->bytes));
        json_close(out, '}');
    }
    json_close(out, ']');
}
