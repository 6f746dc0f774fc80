/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the arguments of a call to slots.
 *
 * A native's signature is written in the notation and parsed once, at its first call. Its slots are its
 * parameters in the order in which they are written: "print(*args, sep=' ')" has the tuple in slot 0 and sep
 * in slot 1. A function's slots stand in the order of lang/code.h. Arguments are `count` values, of which the
 * last ones belong to the names of `keywords` (a tuple of str, or ABSENT); a method's self is the first of
 * them. */
#pragma once
#include "vm/machine.h"

/* How a wrong count is worded: ArgumentStyle with ARGS_AUTO resolved. */
typedef enum {
    COUNT_NONE,     /* "list.clear() takes no arguments (1 given)" */
    COUNT_ONE,      /* "list.append() takes exactly one argument (2 given)" */
    COUNT_WRAPPER,  /* "expected 1 argument, got 0": special methods */
    COUNT_UNPACK,   /* "pop expected at most 1 argument, got 2" */
    COUNT_PARSE,    /* "recv() takes at least 1 argument (0 given)" */
    COUNT_KEYWORDS, /* "open() missing required argument 'file' (pos 1)" */
    COUNT_PYTHON,   /* "f() missing 1 required positional argument: 'a'" */
    COUNT_OWN
} CountStyle;

typedef struct Signature {
    int64_t references;
    CountStyle style;
    bool has_self;      /* the first parameter is self or cls; counted in all numbers below */
    bool is_plain;      /* nothing but positional parameters */
    bool needs_no_name; /* no **kwargs, and defaults for what is keyword-only */
    bool makes;         /* it makes instances: cls, and no classmethod */
    uint32_t slot_count;
    Value *defaults; /* one a slot; ABSENT for `...` and where there is none */
    /* Of plain ones that make nothing: with so many arguments, or up to so many more, there is room behind
     * them for the defaults. */
    uint32_t near_least, near_span;
    uint32_t positional; /* with positional-only ones */
    uint32_t positional_only;
    uint32_t required; /* the first so many positional ones have no default */
    uint32_t keyword_only;
    uint32_t keyword_start; /* the slot of the first keyword-only one */
    int32_t rest, keywords; /* slots of *args and **kwargs, or -1 */
    Value name;             /* what stands before the parenthesis */
    Value *names;           /* interned str, one a slot */
    bool *is_required;      /* one a slot */
} Signature;

const Signature *builtin_parse_signature(const Builtin *builtin);
static inline const Signature *builtin_signature(const Builtin *builtin) { /* borrowed from the builtin */
    return builtin->signature ? builtin->signature : builtin_parse_signature(builtin);
}
void signature_retain(const Signature *signature);
void signature_release(const Signature *signature); /* NULL is allowed */

/* Whether `count` arguments without keywords are the slots as they stand. */
static inline bool signature_fits(const Signature *signature, size_t count) {
    return signature->is_plain && count == signature->slot_count;
}

/* Whether `count` arguments without keywords are the slots but for a few defaults. NULL: not parsed yet. */
static inline bool signature_is_near(const Signature *signature, size_t count) {
    return signature && count - signature->near_least <= signature->near_span;
}

/* A bound method or a class's: its self goes before the arguments. */
/* Whether CPython's classes have a special method of this name as a slot's wrapper rather than as a plain
 * method: it words counts, and prints, in its own way. */
bool name_fills_slot(const char *name, size_t length);
static inline bool builtin_takes_self(const Builtin *builtin) { return !is_absent(builtin->self); }

/* Fills all slots (retained). False: raised, and every slot is ABSENT. */
bool signature_bind(Task *task, const Builtin *builtin, const Value *args, size_t count, Value keywords,
                    Value *slots);
/* The same for a function of the notation: its parameters' slots only, which are ABSENT before. */
bool function_bind(Task *task, const Function *function, const Value *args, size_t count, Value keywords,
                   Value *slots);
/* A method taken from its class and called: whether args[0] is an instance of that class, else TypeError. */
bool signature_check_self(Task *task, const Builtin *builtin, const Value *args, size_t count);

/* Its name as error texts show it: "list.append", "time.sleep", "len". */
void builtin_append_name(Buffer *out, const Builtin *builtin);
