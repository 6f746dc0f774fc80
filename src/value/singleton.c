/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Both objects are static. Their counts start so high that they never come to 0. */
#include "value/singleton.h"

static Verdict ellipsis_repr(Buffer *out, Value self, int depth) {
    (void)self, (void)depth;
    buffer_append_text(out, "Ellipsis");
    return YES;
}

static Verdict not_implemented_repr(Buffer *out, Value self, int depth) {
    (void)self, (void)depth;
    buffer_append_text(out, "NotImplemented");
    return YES;
}

/* What CPython's static objects have on Debian: it decides the order of a set. */
static Verdict ellipsis_hash(Value self, int64_t *hash, int depth) {
    (void)self, (void)depth;
    *hash = 608122;
    return YES;
}

static Verdict not_implemented_hash(Value self, int64_t *hash, int depth) {
    (void)self, (void)depth;
    *hash = 608123;
    return YES;
}

const Type ellipsis_type = {
    .name = "ellipsis",
    .id = TYPE_ID_ELLIPSIS,
    .size = sizeof(Object),
    .repr = ellipsis_repr,
    .hash = ellipsis_hash,
};

const Type not_implemented_type = {
    .name = "NotImplementedType",
    .id = TYPE_ID_NOT_IMPLEMENTED,
    .size = sizeof(Object),
    .repr = not_implemented_repr,
    .hash = not_implemented_hash,
};

#define FOREVER (INT64_MAX / 2)

static Object ellipsis = { FOREVER, &ellipsis_type };
static Object not_implemented = { FOREVER, &not_implemented_type };

Value ellipsis_value(void) { return retain(object_value(&ellipsis)); }
Value not_implemented_value(void) { return retain(object_value(&not_implemented)); }
