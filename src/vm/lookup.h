/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of attributes share: how an attribute that was found behaves. */
#pragma once
#include "vm/native.h"

/* How an attribute found on a class behaves when taken through an instance. */
typedef enum { PLAIN, BINDS, DATA_DESCRIPTOR, CALLS_GET } Descriptor;

/* Where a lookup that needs a call has come to: what was found, through which object (ABSENT: through the
 * class itself), and the class; all borrowed. */
typedef struct {
    Value found, instance;
    Class *owner;
} Way;

Descriptor descriptor_kind(Machine *machine, Value found); /* ABSENT: PLAIN */
/* A program's class or a module's decides by its __get__, also where it is taken through the class. */
bool has_own_get(Machine *machine, Value found);
/* A special method that is called with the instance before all else. */
static inline bool takes_instance(Value method) {
    return has_type(method, TYPE_ID_FUNCTION) || has_type(method, TYPE_ID_METHOD_DESCRIPTOR);
}
/* A special method that is not called itself, but what its __get__ gives. */
bool special_is_described(Machine *machine, Value method);
Value described_call(void); /* for a __call__ that is such a one: the function that stands for it; owned */
Value attribute_bind(Value found, Value self, Class *class); /* the bound form of what BINDS; owned */
static inline bool is_program_function(Value value) { return has_type(value, TYPE_ID_FUNCTION); }
static inline bool is_dunder(Value name) {
    const Str *str = str_of(name);
    return str->count > 4 && str->width == 1 && str->data[0].byte == '_' && str->data[1].byte == '_';
}

/* Where a slot's descriptor has the value of this object; NULL: it is no instance of the descriptor's class.
 */
static inline Value *member_place(Machine *machine, Value descriptor, Value object) {
    const Member *member = (const Member *)object_of(descriptor);
    bool fits = class_is_subclass(value_class(machine, object), member->of);
    return fits ? class_slot(object_of(object), member->slot) : NULL;
}

/* Past the metaclass's own __getattribute__ and __getattr__; HOOK: *way tells the call. */
Verdict attribute_find_on_class(Machine *machine, Class *class, Value name, Value *result, Way *way);
/* It has not the function: lacks is "getter", "setter" or "deleter". */
Outcome raise_property(Call *call, const Property *property, Value object, const char *lacks);
/* What descriptor.__get__ gives of an object (None: of the class alone); owner None: the object's class. */
Outcome attribute_get_of(Call *call, Value descriptor, Value object, Value owner);
Outcome attribute_set_through(Call *call, Value found, Value object, Value name, Value value);
/* args[i] is a weak proxy: its target takes its place. False: that has ended, ReferenceError. */
bool weak_take_place(Call *call, size_t i);
Outcome attribute_missing(Call *call, Value object, Value name);
/* The default of setting and deleting (value ABSENT) an attribute of a class. */
Outcome attribute_set_on_class(Call *call, Class *class, Value name, Value value);
