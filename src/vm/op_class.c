/* SPDX-License-Identifier: GPL-3.0-or-later */
/* isinstance() and issubclass(). Classes are compared in C; a metaclass's __instancecheck__, an object whose
 * __class__ says other than its type, and what is no class but has __bases__ are asked.
 * See https://docs.python.org/3.11/reference/datamodel.html#customizing-instance-and-subclass-checks */
#include "value/union.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/special.h"

/* ASK: the program has a say. WRONG: no class. DEEP: tuples nested too deep. */
typedef enum { MATCH_NO, MATCH_YES, MATCH_ASK, MATCH_WRONG, MATCH_DEEP } Match;

typedef struct {
    Machine *machine;
    Value object; /* of issubclass: the class that is asked about */
    Class *class; /* of the object, or that class; NULL: the object is no class */
    bool of_subclass, plain;
} Question;

static bool has_hook(const Question *question, Value wanted) {
    if (question->plain) return false;
    if (has_type(wanted, TYPE_ID_TYPE) && object_type(wanted) == &class_type) return false;
    Class *class = value_class(question->machine, wanted);
    Value hook =
        class_peek_special(class, question->of_subclass ? SPECIAL_subclasscheck : SPECIAL_instancecheck);
    if (is_absent(hook)) return false;
    bool is_types = has_type(hook, TYPE_ID_METHOD_DESCRIPTOR) &&
                    ((const Builtin *)object_of(hook))->of == question->machine->classes[TYPE_ID_TYPE];
    return !is_types;
}

/* Whether obj.__class__ may be other than its type. */
static bool may_lie(const Question *question) {
    if (question->of_subclass || !is_object(question->object)) return false;
    Class *class = question->class;
    if (class->native->flags & TYPE_PROXY) return true;
    if (class->is_native) return false;
    if (has_type(class_peek_special(class, SPECIAL_getattribute), TYPE_ID_FUNCTION)) return true;
    Value found = class_find(class, question->machine->class_name);
    return !has_type(found, TYPE_ID_GETSET_DESCRIPTOR);
}

static Match match(const Question *question, Value wanted, int depth) {
    if (has_type(wanted, TYPE_ID_UNION)) wanted = union_peek_classes(wanted);
    if (!is_tuple(wanted)) {
        bool is_same_class = !question->of_subclass && is_same(wanted, object_value(question->class));
        if (is_same_class) return MATCH_YES;
        if (has_hook(question, wanted)) return MATCH_ASK;
        if (!has_type(wanted, TYPE_ID_TYPE) || !question->class) return MATCH_WRONG;
        if (class_is_subclass(question->class, (Class *)object_of(wanted))) return MATCH_YES;
        return may_lie(question) ? MATCH_ASK : MATCH_NO;
    }
    if (depth > NESTED_TUPLES) return MATCH_DEEP;
    const Tuple *tuple = tuple_of(wanted);
    for (size_t i = 0; i < tuple->count; i++) {
        Match part = match(question, tuple->items[i], depth + 1);
        if (part != MATCH_NO) return part;
    }
    return MATCH_NO;
}

enum { STEP_ASKED = 1, STEP_TRUTH, STEP_CLASS };

static Outcome asked(Call *call) {
    if (is_bool(call->result) || call->step == STEP_TRUTH) return DONE;
    Value answer = take_result(call);
    call->step = STEP_TRUTH;
    Outcome outcome = call_native(call, operation_truth, 0, 1, &answer);
    release(answer);
    return outcome;
}

/* What the object's __class__ gave; AttributeError: it has none. */
static Outcome compare_class(Call *call) {
    Machine *machine = call_machine(call);
    Task *task = call->task;
    if (!is_absent(task->exception)) {
        Class *error = machine->exceptions[AttributeError];
        if (!class_is_subclass(value_class(machine, task->exception), error)) return RAISED;
        release(task_take_exception(task));
        return give_bool(call, false);
    }
    if (!has_type(call->result, TYPE_ID_TYPE)) return give_bool(call, false);
    return give_bool(call, class_is_subclass((const Class *)object_of(call->result),
                                             (const Class *)object_of(call->args[1])));
}

static Outcome ask(Call *call, const Question *question) {
    Value wanted = call->args[1];
    if (has_type(wanted, TYPE_ID_UNION) || is_tuple(wanted)) {
        call->step = STEP_ASKED;
        return call_helper(
            call, question->of_subclass ? "_is_subclass_of_any" : "_is_instance_of_any", 2,
            (Value[]){ question->object, is_tuple(wanted) ? wanted : union_peek_classes(wanted) });
    }
    if (has_hook(question, wanted)) {
        call->step = STEP_ASKED;
        return call_special(call, wanted,
                            question->of_subclass ? SPECIAL_subclasscheck : SPECIAL_instancecheck, 1,
                            &question->object);
    }
    call->step = STEP_CLASS;
    call->catches = true;
    return call_native(call, operation_get_attribute, 0, 2,
                       (Value[]){ question->object, question->machine->class_name });
}

static Outcome check(Call *call, bool of_subclass, bool plain) {
    if (call->step == STEP_CLASS) return compare_class(call);
    if (call->step) return asked(call);
    Machine *machine = call_machine(call);
    Value object = call->args[0];
    Question question = { machine, object, NULL, of_subclass, plain };
    if (!of_subclass)
        question.class = value_class(machine, object);
    else if (has_type(object, TYPE_ID_TYPE))
        question.class = (Class *)object_of(object);
    Match result = match(&question, call->args[1], 0);
    switch (result) {
    case MATCH_NO:
    case MATCH_YES: return give_bool(call, result == MATCH_YES);
    case MATCH_ASK: return ask(call, &question);
    case MATCH_DEEP:
        return raise_error(call->task, RecursionError, "maximum recursion depth exceeded in %s",
                           of_subclass ? "__subclasscheck__" : "__instancecheck__");
    default:
        if (has_type(call->args[1], TYPE_ID_UNION) || is_tuple(call->args[1])) return ask(call, &question);
        call->step = STEP_ASKED;
        return call_helper(call, of_subclass ? "_is_abstract_subclass" : "_is_abstract_instance", 2,
                           call->args);
    }
}

Outcome operation_instance_of(Call *call) { return check(call, false, false); }
Outcome operation_subclass_of(Call *call) { return check(call, true, false); }
Outcome operation_plain_instance_of(Call *call) { return check(call, false, true); }
Outcome operation_plain_subclass_of(Call *call) { return check(call, true, true); }
