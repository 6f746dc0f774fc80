/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of module struct share: values put into bytes, and taken out of them. */
#pragma once
#include "modules/struct/format.h"
#include "vm/native.h"

extern const ExceptionSpec struct_error;

/* A format as text in ASCII, checked, with what it amounts to. */
typedef struct {
    const char *text;
    size_t count;
    size_t size;   /* bytes */
    size_t values; /* how many it packs */
} Packing;

/* Puts the items of the tuple `values` into `out`, of packing->size bytes that are zero. A value's own
 * __index__, __float__ or
 * __bool__ is asked: CALLED; called again, it begins anew with what has come (in call->keep), so `out` may be
 * other memory then. Uses call->step from 1 to 3, call->keep and call->mark. */
Outcome struct_put(Call *call, const Packing *packing, Value values, uint8_t *out);

/* A tuple of the values in these bytes, packing->size of them. ABSENT: raised, or memory refused. */
Value struct_take(const Packing *packing, const uint8_t *bytes);
