/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exception groups: a message and a tuple of exceptions. What derives, splits or joins them may be the
 * program's, and groups nest to any depth, so that is done by helpers of the prelude.
 * See https://docs.python.org/3.11/library/exceptions.html#exception-groups */
#include "builtin/classes/exception.h"
#include "builtin/classes/object.h"
#include "vm/machine.h"
#include "vm/raise.h"

enum { MESSAGE, PARTS };

static bool is_sequence(Call *call, Value value) {
    if (is_dict(value)) return false;
    return !is_absent(class_peek_special(value_class(call_machine(call), value), SPECIAL_getitem));
}

/* args[2] becomes the second argument; mark: keywords were given that nobody takes. */
static bool take_arguments(Call *call) {
    Class *class = (Class *)object_of(call->args[0]);
    const Tuple *arguments = tuple_of(call->args[1]);
    if (arguments->count != 2) {
        raise_error(call->task, TypeError,
                    "BaseExceptionGroup.__new__() takes exactly 2 arguments (%zu given)", arguments->count);
        return false;
    }
    if (!is_str(arguments->items[0])) {
        raise_error(call->task, TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not %T",
                    arguments->items[0]);
        return false;
    }
    if (!is_sequence(call, arguments->items[1])) {
        raise_error(call->task, TypeError, "second argument (exceptions) must be a sequence");
        return false;
    }
    bool is_plain = !exception_has_own_new(class) && !exception_has_own_init(class);
    call->mark = is_plain && dict_of(call->args[2])->count > 0;
    replace_take(&call->args[2], retain(arguments->items[1]));
    return true;
}

static bool check_parts(Call *call, const Value *parts, size_t count) {
    if (count == 0) {
        raise_error(call->task, ValueError, "second argument (exceptions) must be a non-empty sequence");
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (is_exception(parts[i])) continue;
        raise_error(call->task, ValueError, "Item %zu of second argument (exceptions) is not an exception",
                    i);
        return false;
    }
    return true;
}

/* A group whose parts are all Exceptions is one itself, and such a group takes no others. NULL: raised. */
static Class *choose_class(Call *call, const Value *parts, size_t count) {
    Machine *machine = call_machine(call);
    Class *class = (Class *)object_of(call->args[0]), *plain = machine->exceptions[Exception];
    bool all_plain = true;
    for (size_t i = 0; i < count && all_plain; i++)
        all_plain = class_is_subclass(value_class(machine, parts[i]), plain);
    if (class == machine->exceptions[BaseExceptionGroup])
        return machine->exceptions[all_plain ? ExceptionGroup : BaseExceptionGroup];
    if (all_plain || !class_is_subclass(class, plain)) return class;
    if (class == machine->exceptions[ExceptionGroup])
        raise_error(call->task, TypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
    else
        raise_error(call->task, TypeError, "Cannot nest BaseExceptions in '%U'", class->name);
    return NULL;
}

static Outcome group_make(Call *call) {
    if (call->step == 0) {
        if (!is_exception_class(call->args[0]))
            return raise_error(call->task, TypeError,
                               "BaseExceptionGroup.__new__(X): X is not a type object (%T)", call->args[0]);
        if (!take_arguments(call)) return RAISED;
    }
    Outcome outcome = arg_items(call, 2);
    if (outcome != DONE) return outcome;
    const Value *parts;
    size_t count;
    sequence_peek(call->args[2], &parts, &count);
    if (!check_parts(call, parts, count)) return RAISED;
    Class *class = choose_class(call, parts, count);
    if (!class) return RAISED;
    if (call->mark) return raise_error(call->task, TypeError, "%U() takes no keyword arguments", class->name);
    Value tuple = tuple_from(parts, count);
    if (is_absent(tuple)) return raise_memory(call->task);
    Value made = exception_new(class, call->args[1]);
    exception_of(made)->fields[MESSAGE] = retain(tuple_of(call->args[1])->items[0]);
    exception_of(made)->fields[PARTS] = tuple;
    return give(call, made);
}

const NativeSpec exception_group_make_spec = { "BaseExceptionGroup(cls, *args, **kwargs)", group_make, NULL,
                                               ARGS_OWN };

static ExceptionObject *self_of(const Call *call) { return exception_of(call->args[0]); }

static Outcome group_message(Call *call) { return give(call, retain(self_of(call)->fields[MESSAGE])); }
static Outcome group_parts(Call *call) { return give(call, retain(self_of(call)->fields[PARTS])); }

static Outcome set_nothing(Call *call) {
    return raise_error(call->task, AttributeError, "readonly attribute");
}

static Outcome group_derive(Call *call) {
    if (call->step) return DONE;
    const Tuple *given = tuple_of(call->args[1]);
    if (given->count != 1)
        return raise_error(call->task, TypeError, "function takes exactly 1 argument (%zu given)",
                           given->count);
    call->step = 1;
    Value items[] = { self_of(call)->fields[MESSAGE], given->items[0] };
    return call_value(call, object_value(call_machine(call)->exceptions[BaseExceptionGroup]), 2, items);
}

/* A function that says what belongs to the part, or the types of what does. */
static bool is_condition(Value value) {
    if (has_type(value, TYPE_ID_FUNCTION) || is_exception_class(value)) return true;
    if (!is_tuple(value) || object_type(value)->flags & TYPE_HEAP) return false;
    const Tuple *tuple = tuple_of(value);
    for (size_t i = 0; i < tuple->count; i++) {
        if (!is_exception_class(tuple->items[i])) return false;
    }
    return true;
}

static Outcome split(Call *call, const char *helper) {
    if (call->step) return DONE;
    if (!is_condition(call->args[1]))
        return raise_error(call->task, TypeError,
                           "expected a function, exception type or tuple of exception types");
    call->step = 1;
    return call_helper(call, helper, 2, call->args);
}

static Outcome group_split(Call *call) { return split(call, "_group_split"); }
static Outcome group_subgroup(Call *call) { return split(call, "_group_subgroup"); }

const NativeSpec exception_group_methods[] = {
    { "message", group_message, "What the group was made with.", .flags = NATIVE_MEMBER, .set = set_nothing },
    { "exceptions", group_parts, "The exceptions in it, a tuple.", .flags = NATIVE_MEMBER,
      .set = set_nothing },
    { "derive(self, *args)", group_derive,
      "A group of other exceptions with this message: what split() and subgroup() make their parts with.",
      ARGS_OWN },
    { "split(self, condition, /)", group_split,
      "A pair: the part whose exceptions match a type, types or function, and the rest.", ARGS_UNPACK },
    { "subgroup(self, condition, /)", group_subgroup,
      "The part whose exceptions match a type, types or function, or None.", ARGS_UNPACK },
    { "__class_getitem__(cls, key, /)", class_getitem, NULL, .flags = NATIVE_CLASSMETHOD },
    { 0 },
};
