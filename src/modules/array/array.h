/* SPDX-License-Identifier: GPL-3.0-or-later */
/* array: numbers or characters of one kind side by side, as C has them. While something looks at its memory
 * it may not be resized. See https://docs.python.org/3.11/library/array.html */
#pragma once
#include "vm/native.h"

/* What one typecode means. */
typedef struct ItemKind {
    char typecode; /* as in module struct, and 'u': a character in 32 bits */
    uint8_t size;
    bool is_integer, is_signed;
    uint8_t machine_format; /* of this machine: as pickles tell it (machine_formats) */
} ItemKind;

extern const ItemKind item_kinds[];           /* up to a typecode of '\0' */
const ItemKind *item_kind(uint32_t typecode); /* NULL: there is none */

/* How the items of another machine's array were written. */
typedef struct {
    uint8_t size;
    enum { MACHINE_INTEGER, MACHINE_FLOAT, MACHINE_TEXT } meaning;
    bool is_signed, is_big_endian;
} MachineFormat;
enum { MACHINE_FORMATS = 22 };
extern const MachineFormat machine_formats[MACHINE_FORMATS];

/* What is no character reads as U+FFFD: see array_check_text. ABSENT: memory refused. */
Value item_get(const ItemKind *kind, const uint8_t *at);
/* Makes *slot what item_put takes, its __index__ or __float__ asked: CALLED, and called again it goes on.
 * Uses the steps from ITEM_ASKED_INDEX on. */
Outcome item_ready(Call *call, const ItemKind *kind, Value *slot);
enum { ITEM_ASKED_INDEX = 0x200, ITEM_ASKED_FLOAT };
bool item_put(Task *task, const ItemKind *kind, Value value, uint8_t *out); /* false: raised */

typedef struct {
    Object object;
    const ItemKind *kind;
    uint8_t *data;          /* owned */
    size_t count, capacity; /* items */
    size_t exports;         /* as of a bytearray */
} Array;

extern const Type array_type;
extern const ClassSpec array_class, array_iterator_class;

static inline Array *array_of(Value value) { return (Array *)object_of(value); }
static inline Array *self_array(const Call *call) { return array_of(call->args[0]); }
static inline uint8_t *array_at(const Array *array, size_t index) {
    return array->data + index * array->kind->size;
}
bool is_array(Value value);
Value array_new(const ItemKind *kind, size_t count); /* its items uninitialised; ABSENT: memory refused */
/* Puts `count` uninitialised items at a place; false: raised, for memory or for who looks at it. */
bool array_open(Task *task, Array *array, size_t at, size_t count);
bool array_close(Task *task, Array *array, size_t at, size_t count); /* takes them out */
bool array_append_item(Task *task, Array *array, Value item);        /* ready; false: raised */

/* Appends what an iterable has: *iterable becomes its iterator, *item is for the item under way; both stay
 * where they are when the native is called again. DONE: all is in. Uses the steps from FILL_ITERATE on. */
Outcome array_fill(Call *call, Array *array, Value *iterable, Value *item);
enum { FILL_ITERATE = 0x210, FILL_NEXT, FILL_ITEM };

bool array_append_bytes(Task *task, Array *array, const uint8_t *data, size_t count); /* false: raised */
bool array_append_text(Task *task, Array *array, Value str);
Value array_list(const Array *array);                  /* of its items; ABSENT: memory refused */
Value array_text(const Array *array);                  /* of characters; ABSENT: memory refused */
bool array_check_text(Task *task, const Array *array); /* false: raised */
bool array_check_item(Task *task, const Array *array, size_t index);

Native array_make, array_repr;
Native array_get_item, array_set_item, array_delete_item;
Native array_add, array_extend, array_extend_in_place, array_multiply, array_multiply_in_place;
Native array_frombytes, array_fromfile, array_fromlist, array_fromunicode;
Native array_tobytes, array_tofile, array_tolist, array_tounicode, array_byteswap, array_buffer_info;
Native array_reduce_ex, array_reconstructor;
