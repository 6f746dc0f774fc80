/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What binding needs to know of a def: shared by functions and by natives that act as one. */
#pragma once
#include "vm/signature.h"

enum { PARAMETERS_MAX = 256 }; /* names that an error lists at most */

typedef struct Parameters Parameters;
struct Parameters {
    const Value *names; /* one a slot */
    uint32_t positional, positional_only, keyword_only;
    uint32_t keyword_start; /* slot of the first keyword-only one */
    int32_t rest, keywords; /* slots, or -1 */
    const Value *defaults;  /* of the last default_count positional ones */
    uint32_t default_count;
    Value qualname;
    /* False: this keyword-only parameter is required. *value may be ABSENT: no value is its default. */
    bool (*keyword_default)(const Parameters *parameters, uint32_t slot, Value *value);
    const void *owner;
};

/* slots are ABSENT before; on false what was filled stays for the caller to release. */
bool parameters_bind(Task *task, const Parameters *parameters, const Value *args, size_t count,
                     Value keywords, Value *slots);
