/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown of an exception, in its order: what led to it, itself, and of a group its parts, each with
 * what led to that. Groups are shown ten deep and fifteen wide, as in python3. */
#pragma once
#include "vm/native.h"

typedef enum {
    ROW_EXCEPTION,
    ROW_GROUP,
    ROW_CAUSE,   /* the sentence between an exception and what it caused */
    ROW_CONTEXT, /* the same of what was being handled */
    ROW_TITLE,   /* the line above a part; number: which, 0 the rest of them */
    ROW_MORE,    /* number: of how many parts nothing is shown */
    ROW_TOO_DEEP,
    ROW_CLOSE, /* the line below the last part */
} RowKind;

typedef struct {
    RowKind kind;
    unsigned depth; /* of groups around; a group itself counts */
    bool is_first;  /* GROUP: the outermost; TITLE: of the first part */
    size_t number;
    Value exception; /* borrowed from the plan; EXCEPTION, GROUP: which; else NONE */
} PlanRow;

/* An owned list, each row of which plan_row reads. */
Value plan_exception(Machine *machine, Value exception);
size_t plan_count(const List *plan);
PlanRow plan_row(const List *plan, size_t index);
