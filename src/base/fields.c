/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON objects into structs. A refused object is read on to its end, so that what follows it can be read. */
#include "base/fields.h"
#include "base/memory.h"
#include "base/text.h"
#include <string.h>

bool fields_skip_rest(JsonReader *reader, JsonToken token) {
    if (token != JSON_OBJECT && token != JSON_ARRAY) return !reader->failed;
    for (int outside = reader->depth - 1; reader->depth > outside;)
        if (json_next(reader) <= JSON_ERROR) return false;
    return true;
}

/* The place of the last string among names; -1: it is none of them. */
static int fields_find_name(const JsonReader *reader, const char *const *names) {
    for (int i = 0; names[i]; i++)
        if (json_is(reader, names[i])) return i;
    return -1;
}

static bool take_text(char **text, const JsonReader *reader, size_t most) {
    const char *bytes = reader->string.bytes;
    size_t count = bytes ? strnlen(bytes, reader->string.count) : 0;
    if (most) count = bytes ? text_cut(bytes, count, most) : 0;
    char *copy = memory_try(count + 1);
    if (!copy) return false;
    if (count) memcpy(copy, bytes, count);
    copy[count] = 0;
    memory_free(*text);
    *text = copy;
    return true;
}

static bool take_bytes(Buffer *bytes, const JsonReader *reader) {
    buffer_truncate(bytes, 0);
    buffer_append(bytes, reader->string.bytes ? reader->string.bytes : "", reader->string.count);
    return !bytes->failed;
}

static bool take_address(Address *address, const JsonReader *reader, FieldKind kind) {
    const Buffer *text = &reader->string;
    return kind == FIELD_IP ? address_read_ip(address, text->bytes, text->count)
                            : address_read(address, text->bytes, text->count);
}

static bool take_name(unsigned *place, const JsonReader *reader, const char *const *names) {
    int name = fields_find_name(reader, names);
    if (name >= 0) *place = (unsigned)name;
    return name >= 0;
}

static bool take_number(void *member, FieldKind kind, int64_t number) {
    bool is_any = kind == FIELD_INT64 || kind == FIELD_TIME;
    int64_t least = is_any ? INT64_MIN : kind == FIELD_DESCRIPTOR ? -1 : 0;
    int64_t most = kind == FIELD_UINT32       ? UINT32_MAX
                   : kind == FIELD_UINT16     ? UINT16_MAX
                   : kind == FIELD_DESCRIPTOR ? INT32_MAX
                                              : INT64_MAX;
    if (number < least || number > most) return false;
    switch (kind) {
    case FIELD_INT64:
    case FIELD_TIME: *(int64_t *)member = number; break;
    case FIELD_COUNT: *(uint64_t *)member = (uint64_t)number; break;
    case FIELD_UINT32: *(uint32_t *)member = (uint32_t)number; break;
    case FIELD_UINT16: *(uint16_t *)member = (uint16_t)number; break;
    default: *(int32_t *)member = (int32_t)number;
    }
    return true;
}

/* Its first token is taken; it may have to be skipped to its end. */
static bool take_value(JsonReader *reader, const FieldTable *table, const Field *field, void *object) {
    JsonToken token = json_next(reader);
    char *member = (char *)object + field->offset;
    switch (field->kind) {
    case FIELD_OTHER: return table->other(object, field->key, reader, token);
    case FIELD_TEXT:
        if (token == JSON_STRING) return take_text((char **)(void *)member, reader, table->text);
        break;
    case FIELD_BYTES:
        if (token == JSON_STRING) return take_bytes((Buffer *)(void *)member, reader);
        break;
    case FIELD_ADDRESS:
    case FIELD_IP:
        if (token == JSON_STRING) return take_address((Address *)(void *)member, reader, field->kind);
        break;
    case FIELD_NAME:
        if (token == JSON_STRING) return take_name((unsigned *)(void *)member, reader, field->names);
        break;
    case FIELD_BOOL:
        *(bool *)member = token == JSON_TRUE;
        if (token == JSON_TRUE || token == JSON_FALSE) return true;
        break;
    default:
        if (field->kind == FIELD_TIME && token == JSON_NULL) return true;
        if (token == JSON_NUMBER) return take_number(member, field->kind, reader->number);
    }
    fields_skip_rest(reader, token);
    return false;
}

static const Field *find_field(const FieldTable *table, const JsonReader *reader) {
    for (const Field *field = table->fields; field->key; field++)
        if (json_is(reader, field->key)) return field;
    return NULL;
}

/* Texts that were not there are empty; what must be there is. */
static bool complete(const FieldTable *table, void *object, uint64_t found) {
    static const JsonReader nothing;
    for (const Field *field = table->fields; field->key; field++) {
        if (field->is_needed && !(found >> (field - table->fields) & 1)) return false;
        char **text = (char **)(void *)((char *)object + field->offset);
        if (field->kind == FIELD_TEXT && !*text && !take_text(text, &nothing, 0)) return false;
    }
    return true;
}

bool fields_read(JsonReader *reader, const FieldTable *table, void *object, uint64_t *found) {
    bool taken = true;
    JsonToken token;
    *found = 0;
    while ((token = json_next(reader)) == JSON_STRING) {
        const Field *field = find_field(table, reader);
        if (!field) {
            json_skip(reader);
            continue;
        }
        *found |= UINT64_C(1) << (field - table->fields);
        taken = take_value(reader, table, field, object) && taken;
    }
    taken = taken && token == JSON_CLOSE && complete(table, object, *found);
    if (!taken) fields_clear(table, object);
    return taken;
}

void fields_clear(const FieldTable *table, void *object) {
    for (const Field *field = table->fields; field->key; field++) {
        void *member = (char *)object + field->offset;
        if (field->kind == FIELD_BYTES) buffer_clear(member);
        if (field->kind != FIELD_TEXT) continue;
        memory_free(*(char **)member);
        *(char **)member = NULL;
    }
}
