/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calling a class. A built-in class's `make` does the work of __new__ and __init__ at once; a program's class
 * goes through both, whichever it has defined. */
#include "vm/class_call.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/signature.h"

void *class_allocate(Class *class) {
    const Type *type = class->is_native ? class->native : &class->type;
    void *object =
        type->flags & TYPE_CONTAINER ? container_new(type, type->size) : object_new(type, type->size);
    if (type->attributes_offset > ATTRIBUTES_BEHIND_ITEMS) *attributes_slot(object) = ABSENT;
    return object;
}

static bool is_program_special(Value special) {
    return has_type(special, TYPE_ID_FUNCTION) || has_type(special, TYPE_ID_STATICMETHOD);
}

/* Keywords are then for a program's __init__ alone. */
static bool takes_no_keywords(const Class *class) {
    const Signature *make = builtin_signature((const Builtin *)object_of(class->make));
    return make->keywords < 0 && make->keyword_only == 0 && make->positional == make->positional_only;
}

/* A built-in class's own __init__, such as list's. */
static bool fills_from_arguments(Value init) {
    return has_type(init, TYPE_ID_METHOD_DESCRIPTOR) &&
           ((const Builtin *)object_of(init))->of->native->id != TYPE_ID_OBJECT;
}

/* By the names of what is abstract, sorted, in the helper's words. */
static Outcome raise_abstract(Call *call, Class *class) {
    Value names = dict_peek_text(class_dict(class), "__abstractmethods__");
    return call_helper(call, "_raise_abstract", 2, (Value[]){ class->name, names });
}

static Outcome make_instance(Call *call, Class *class, Value tuple, Value keywords) {
    Value new = class_peek_special(class, SPECIAL_new), init = class_peek_special(class, SPECIAL_init);
    if (is_program_special(new)) {
        Value args = sequence_concat((Value[]){ call->args[0] }, 1, tuple_of(tuple)->items,
                                     tuple_of(tuple)->count, false);
        Outcome outcome = call_spread(
            call, has_type(new, TYPE_ID_STATICMETHOD) ? ((MethodWrapper *)object_of(new))->function : new,
            args, keywords);
        release(args);
        return outcome;
    }
    bool has_init = is_program_special(init);
    if (class->is_abstract) return raise_abstract(call, class);
    if (class->native == &instance_type) {
        bool has_arguments = tuple_of(tuple)->count || !is_absent(keywords);
        if (has_arguments && !has_init)
            return raise_error(call->task, TypeError, "%U() takes no arguments", class->name);
        return give(call, instance_new(class));
    }
    if (is_absent(class->make))
        return raise_error(call->task, TypeError, "cannot create '%s' instances", class->type.name);
    bool passes = !has_init || class->native->flags & TYPE_MADE_WHOLE;
    Value items[] = { call->args[0] };
    Value args =
        sequence_concat(items, 1, tuple_of(tuple)->items, passes ? tuple_of(tuple)->count : 0, false);
    bool drops = !passes || (has_init && takes_no_keywords(class));
    Outcome outcome = call_spread(call, class->make, args, drops ? ABSENT : keywords);
    release(args);
    return outcome;
}

Outcome class_call(Call *call) {
    Class *class = (Class *)object_of(call->args[0]);
    Value tuple = call->args[1], keywords = call->args[2];
    if (call->step == CLASS_CALL_INITIALISED) {
        if (!is_none(call->result))
            return raise_error(call->task, TypeError, "__init__() should return None, not '%T'",
                               call->result);
        return give(call, retain(call->keep));
    }
    if (call->step == 0) {
        call->step = 1;
        Outcome outcome = make_instance(call, class, tuple, keywords);
        if (outcome != DONE) return outcome;
    }
    Class *made = value_class(call_machine(call), call->result);
    Value init = class_peek_special(made, SPECIAL_init);
    if (!class_is_subclass(made, class)) return DONE;
    bool fills = is_program_special(class_peek_special(class, SPECIAL_new)) && fills_from_arguments(init);
    if (!is_program_special(init) && !fills) return DONE;
    replace_take(&call->keep, take_result(call));
    call->step = CLASS_CALL_INITIALISED;
    Value items[] = { call->keep };
    Value args = sequence_concat(items, 1, tuple_of(tuple)->items, tuple_of(tuple)->count, false);
    Outcome outcome = call_spread(call, init, args, keywords);
    release(args);
    return outcome;
}
