/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unicodedata: what Unicode says of characters, from libunistring and the tables of base/unicode_tables.h;
 * and the same as Unicode 3.2 had it, for stringprep. See
 * https://docs.python.org/3.11/library/unicodedata.html */
#pragma once
#include "base/unicode_tables.h"
#include "vm/native.h"

extern const Type unicode_type;

/* Functions of the module are methods of the class too, whose self stands in the first slot. */
static inline size_t first_argument(const Call *call) { return has_layout(call->args[0], &unicode_type); }
static inline bool is_old(const Call *call) { return first_argument(call) > 0; }

const UnicodeChange *unicode_change(uint32_t character); /* NULL: as in Unicode 3.2 */
static inline bool unicode_is_new(const UnicodeChange *change) {
    return change && change->category[0] == 'C' && change->category[1] == 'n';
}

Native unicode_normalize, unicode_is_normalized;
