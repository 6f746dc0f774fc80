/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Garbage cycles. Reference counts free everything else at once; what is left are containers that hold each
 * other. */
#pragma once
#include "value/object.h"

/* What is no container has no place for the collector's links; an instance of a program's class may hold
 * others all the same, in its attributes. It has a Shadow behind them (TYPE_SHADOW), which stands for it
 * here: a container whose count is its owner's. */
typedef struct {
    Container head; /* its own reference count means nothing */
    Object *owner;
} Shadow;

extern const Type shadow_type;
Shadow *shadow_of(Object *object); /* of a type with TYPE_SHADOW */
void shadow_begin(Object *object); /* known to the collector from now on */

void cycles_watch(Container *container);            /* at creation */
bool cycles_is_garbage(const Container *container); /* while its ends are told */
void cycles_forget(Container *container);           /* at the end */
