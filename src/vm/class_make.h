/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making a class: what type.__new__ does. */
#pragma once
#include "vm/native.h"

/* metaclass, name, tuple of bases, dict of names, dict of keywords or ABSENT: the class. mark
 * MAKE_OF_STATEMENT: the dict is taken as it is, else copied. */
Native operation_make_class;
enum { MAKE_OF_STATEMENT = 1 };

/* The metaclass that all of these have in common, the most derived; NULL: raised, there is none. */
Class *class_choose_metaclass(Task *task, Class *metaclass, Value bases);

/* Whether a class may have these bases; false: raised. */
bool class_check_bases(Task *task, Value bases);
Outcome class_raise_order(Task *task, Value bases); /* they have no consistent one */

/* What __slots__ (a tuple or list) asks of a class with these bases. False: raised. */
typedef struct {
    Value names; /* owned: a sorted tuple of the str that instances get room for, or ABSENT */
    bool has_dict, has_weak;
} Slots;
bool class_read_slots(Task *task, Value name, Value bases, Dict *names, Value slots, Slots *result);
/* Without __slots__: whether instances may be weakly referenced. */
bool class_may_have_weak(Value bases);
/* Descriptors for the slots, the dict and the list of weak references that the class adds. */
void class_add_members(Machine *machine, Class *class, const Slots *slots);
