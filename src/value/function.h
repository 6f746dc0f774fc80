/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be called and is not a class: functions of the notation, bound methods; cells; descriptors;
 * modules. */
#pragma once
#include "value/dict.h"
#include "value/object.h"

typedef struct {
    Container head;
    Value code; /* a Code (lang/code.h) */
    Dict *globals;
    Value name, qualname;   /* str */
    Value defaults;         /* tuple, or ABSENT */
    Value keyword_defaults; /* dict of keyword-only defaults, or ABSENT */
    Value closure;          /* tuple of cells, or ABSENT */
    Value annotations;      /* dict, or ABSENT */
    Value doc;              /* ABSENT: what its code has */
    Value module;
    Value attributes;
    Value former; /* codes that stood here before, for frames that still run them: a list, or ABSENT */
} Function;

/* A function or builtin bound to self. */
typedef struct {
    Container head;
    Value function, self;
} Method;

typedef struct {
    Container head;
    Value content; /* ABSENT: not assigned yet */
} Cell;

typedef struct {
    Container head;
    Value get, set, delete, doc; /* functions, NONE when not given; doc ABSENT: that of the code of get */
    Value name;                  /* what its class told it; ABSENT: nothing yet */
    bool has_getters_doc;
} Property;

/* classmethod and staticmethod: which of both is told by the type. */
typedef struct {
    Container head;
    Value function;
    Value attributes; /* dict, or ABSENT */
} MethodWrapper;

/* What a name in __slots__ leaves in the class. */
typedef struct {
    Container head;
    Value name;       /* str */
    struct Class *of; /* owned */
    uint32_t slot;    /* of the instance: class_slot */
} Member;

typedef struct {
    Container head;
    Value name;
    Dict *dict;
    const struct ModuleSpec *spec; /* of a module in C (vm/native.h), or NULL */
    Value loading;                 /* who runs its body and who waits for that; ABSENT: nobody */
    bool initializing;             /* its body is still running */
    bool is_carried;               /* its text is in the binary */
    bool is_frozen;                /* one of those that python3 has loaded before any program */
} Module;

extern const Type function_type, method_type, cell_type, property_type, classmethod_type, staticmethod_type;
extern const Type module_type, member_type;

Value function_new(Value code, Dict *globals, Value name, Value qualname);
Value method_new(Value function, Value self);
Value cell_new(Value content);
/* type: property_type, or of a class derived from it */
Value property_new(const Type *type); /* without functions */
Value method_wrapper_new(const Type *type, Value function);
Value module_new(Value name);
Value member_new(Value name, struct Class *of, uint32_t slot);
void member_set(Value *place, Value value); /* ABSENT: empties it */
