/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A JSON object read into a struct, by a table of its keys. Who wrote it is not trusted: keys that are not in
 * the table are skipped, of a key that comes twice the last one counts, and a value of another form refuses
 * the object. */
#pragma once
#include "base/json.h"

typedef enum {
    FIELD_INT64, /* any int64_t */
    FIELD_TIME,  /* the same; null leaves it as it is */
    FIELD_COUNT, /* uint64_t, from 0 */
    FIELD_UINT32,
    FIELD_UINT16,
    FIELD_DESCRIPTOR, /* int32_t, from -1 */
    FIELD_BOOL,
    FIELD_TEXT,    /* char *, owned: memory.h; up to its first NUL. Where there is none it becomes "" */
    FIELD_BYTES,   /* Buffer, owned: all of it */
    FIELD_ADDRESS, /* Address, as a text */
    FIELD_IP,      /* the same of IPv4 and IPv6 alone, or "-" */
    FIELD_NAME,    /* an enum: one of `names` */
    FIELD_OTHER    /* read by the table's `other` */
} FieldKind;

typedef struct {
    const char *key;
    FieldKind kind;
    size_t offset; /* of the member */
    bool is_needed;
    const char *const *names; /* of FIELD_NAME: up to NULL, by the enum's numbers */
} Field;

/* Reads a value whose first token was taken, up to its end. False: it is refused. */
typedef bool FieldOther(void *object, const char *key, JsonReader *reader, JsonToken token);

typedef struct {
    const Field *fields; /* up to {0}, at most 64 */
    size_t text;         /* bytes of a FIELD_TEXT that are kept; 0: all */
    FieldOther *other;   /* NULL: there is no FIELD_OTHER */
} FieldTable;

/* Behind the opening bracket of the object, up to its closing one. *object holds what stands where a key is
 * missing, its texts NULL, its buffers empty. `found`: a bit for each field that was there, by its place in
 * the table. False: refused, and no text is owned; the object was then read to its end
 * unless reader->failed. */
bool fields_read(JsonReader *reader, const FieldTable *table, void *object, uint64_t *found);
void fields_clear(const FieldTable *table, void *object); /* frees the texts and buffers */
/* Behind a value's first token: to its end. False: an error. */
bool fields_skip_rest(JsonReader *reader, JsonToken token);
