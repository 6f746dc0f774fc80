/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gc: the collector of reference cycles. What has no cycle is freed by its count, at once, so there are no
 * generations, and thresholds are only kept. See https://docs.python.org/3.11/library/gc.html */
#include "value/cycles.h"
#include "vm/machine.h"
#include "vm/operations.h"

/* ---- collecting: callbacks hear of it, cycles go, finalizers run, what they left goes */

enum { DEBUG_SAVEALL = 32 };

enum { STEP_START, STEP_COLLECT, STEP_FINALIZE, STEP_STOP, STEP_DONE };

static Value value_in_module(Call *call, const char *name) {
    Value module = dict_peek_text(call_machine(call)->modules, "gc");
    return has_type(module, TYPE_ID_MODULE) ? dict_peek_text(((Module *)object_of(module))->dict, name)
                                            : ABSENT;
}

static Value callbacks_of(Call *call) {
    Value list = value_in_module(call, "callbacks");
    return is_list(list) ? list : ABSENT;
}

static Value info_of(Call *call, int64_t collected) {
    Dict *info = dict_new();
    dict_define_text_take(info, "generation", retain(call->args[0]));
    dict_define_text_take(info, "collected", int_from_int64(collected));
    dict_define_text_take(info, "uncollectable", small_int(0));
    return dict_value(info);
}

/* The next callback; false: all have been called. What one raises is dropped. */
static bool call_back(Call *call, const char *phase, int64_t collected) {
    Value list = callbacks_of(call);
    release(task_take_exception(call->task));
    if (is_absent(list) || (size_t)call->mark >= list_of(list)->count) return call->mark = 0, false;
    Value args[] = { str_new(phase), info_of(call, collected) };
    call->catches = true;
    call_value(call, list_of(list)->items[call->mark++], 2, args);
    release(args[0]);
    release(args[1]);
    return true;
}

static int64_t collected_so_far(const Call *call) {
    return is_absent(call->keep) ? 0 : small_int_of(call->keep);
}

static void save(Value value, void *context) { list_add(context, value); }

static void collect(Call *call) {
    Value garbage = value_in_module(call, "garbage");
    bool saves = call_machine(call)->gc.debug & DEBUG_SAVEALL && is_list(garbage);
    size_t found = saves ? cycles_gather(save, list_of(garbage)) : cycles_collect();
    int64_t count = collected_so_far(call) + (int64_t)found;
    replace_take(&call->keep, small_int(count));
}

static Outcome gc_collect(Call *call) {
    int generation;
    if (!arg_int(call, 0, &generation)) return RAISED;
    if (call->step == STEP_START) {
        if (call->mark == 0 && (generation < 0 || generation > 2))
            return raise_error(call->task, ValueError, "invalid generation");
        if (call_back(call, "start", 0)) return CALLED;
        call->step = STEP_COLLECT;
        collect(call);
        call->step = STEP_FINALIZE;
    }
    if (call->step == STEP_FINALIZE) {
        Value objects = list_of_finalizers();
        if (!is_absent(objects)) {
            call->mark = 1;
            Outcome outcome = call_native(call, operation_finalize, 0, 1, &objects);
            release(objects);
            return outcome;
        }
        if (call->mark) collect(call);
        call->mark = 0;
        call->step = STEP_STOP;
    }
    if (call_back(call, "stop", collected_so_far(call))) return CALLED;
    call_machine(call)->gc.collections[generation]++;
    call_machine(call)->gc.collected[generation] += collected_so_far(call);
    return give_int(call, collected_so_far(call));
}

/* ---- what is only kept */

static Outcome gc_enable(Call *call) {
    call_machine(call)->gc.is_disabled = false;
    cycles_set_automatic(true);
    return give_none(call);
}

static Outcome gc_disable(Call *call) {
    call_machine(call)->gc.is_disabled = true;
    cycles_set_automatic(false);
    return give_none(call);
}

static Outcome gc_isenabled(Call *call) { return give_bool(call, !call_machine(call)->gc.is_disabled); }

static Outcome give_three(Call *call, const int *numbers) {
    Value items[] = { small_int(numbers[0]), small_int(numbers[1]), small_int(numbers[2]) };
    return give(call, tuple_from(items, 3));
}

static Outcome gc_get_threshold(Call *call) {
    static const int usual[] = { 700, 10, 10 };
    const Machine *machine = call_machine(call);
    return give_three(call, machine->gc.has_thresholds ? machine->gc.thresholds : usual);
}

static Outcome gc_set_threshold(Call *call) {
    Machine *machine = call_machine(call);
    int numbers[] = { 0, 10, 10 };
    for (size_t i = 0; i < 3; i++) {
        if (!is_absent(call->args[i]) && !arg_int(call, i, &numbers[i])) return RAISED;
    }
    for (size_t i = 0; i < 3; i++) machine->gc.thresholds[i] = numbers[i];
    machine->gc.has_thresholds = true;
    return give_none(call);
}

static Outcome gc_get_count(Call *call) { return give_three(call, (int[]){ 0, 0, 0 }); }

static Outcome gc_get_debug(Call *call) { return give_int(call, call_machine(call)->gc.debug); }

static Outcome gc_set_debug(Call *call) {
    int flags;
    if (!arg_int(call, 0, &flags)) return RAISED;
    if (flags & ~DEBUG_SAVEALL)
        return raise_error(call->task, NotImplementedError, "gc.set_debug() is not in causette's notation");
    call_machine(call)->gc.debug = flags;
    return give_none(call);
}

static Outcome gc_get_stats(Call *call) {
    const Machine *machine = call_machine(call);
    Value list = list_new(3);
    for (int i = 0; i < 3 && !is_absent(list); i++) {
        Dict *dict = dict_new();
        dict_define_text_take(dict, "collections", int_from_int64(machine->gc.collections[i]));
        dict_define_text_take(dict, "collected", int_from_int64(machine->gc.collected[i]));
        dict_define_text_take(dict, "uncollectable", small_int(0));
        list_add(list_of(list), dict_value(dict));
        release(dict_value(dict));
    }
    return give(call, list);
}

static Outcome gc_freeze(Call *call) {
    cycles_freeze();
    return give_none(call);
}

static Outcome gc_unfreeze(Call *call) {
    cycles_unfreeze();
    return give_none(call);
}

static Outcome gc_freeze_count(Call *call) { return give_int(call, (int64_t)cycles_frozen_count()); }

/* ---- looking */

typedef struct {
    Machine *machine;
    Value list; /* ABSENT: no memory */
} Seen;

/* What programs can hold: an object that only C knows has no class. */
static void note(Value value, void *context) {
    Seen *seen = context;
    if (is_absent(value) || is_absent(seen->list)) return;
    if (!is_object(value)) {
        if (!list_push(list_of(seen->list), value)) replace_take(&seen->list, ABSENT);
        return;
    }
    const Type *type = object_type(value);
    if (!(type->flags & TYPE_HEAP) && !machine_class(seen->machine, type)) return;
    if (!list_push(list_of(seen->list), value)) replace_take(&seen->list, ABSENT);
}

static Outcome gc_get_objects(Call *call) {
    Value given = call->args[0];
    int64_t generation = -1;
    bool is_number = is_int(given) ||
                     !is_absent(class_peek_special(value_class(call_machine(call), given), SPECIAL_index));
    if (!is_none(given) && !is_number)
        return raise_error(call->task, TypeError, "argument should be integer or None, not '%T'", given);
    Outcome outcome = is_none(given) ? DONE : arg_integer(call, 0);
    if (outcome != DONE) return outcome;
    if (!is_none(given) && !arg_int64(call, 0, &generation)) return RAISED;
    if (generation < -1)
        return raise_error(call->task, ValueError, "generation parameter cannot be negative");
    if (generation > 2)
        return raise_error(call->task, ValueError,
                           "generation parameter must be less than the number of available generations (3)");
    Seen seen = { call_machine(call), list_new(cycles_container_count()) };
    if (is_absent(seen.list)) return raise_memory(call->task);
    cycles_each(note, &seen);
    /* the list itself is the youngest of them */
    List *list = is_absent(seen.list) ? NULL : list_of(seen.list);
    if (list && list->count && is_same(list->items[list->count - 1], seen.list))
        release(list->items[--list->count]);
    return give(call, seen.list);
}

static Outcome gc_get_referents(Call *call) {
    Seen seen = { call_machine(call), list_new(0) };
    const Tuple *objects = tuple_of(call->args[0]);
    for (size_t i = 0; i < objects->count; i++) {
        if (!is_object(objects->items[i])) continue;
        Object *object = object_of(objects->items[i]);
        if (object->type->flags & TYPE_SHADOW)
            shadow_type.visit(&shadow_of(object)->head.object, note, &seen);
        else if (object->type->visit)
            object->type->visit(object, note, &seen);
    }
    return give(call, seen.list);
}

static Outcome gc_get_referrers(Call *call) {
    return raise_error(call->task, NotImplementedError, "gc.get_referrers() is not in causette's notation");
}

static Outcome gc_is_tracked(Call *call) {
    Value value = call->args[0];
    bool is_container = is_object(value) && object_type(value)->flags & (TYPE_CONTAINER | TYPE_SHADOW);
    if (is_object(value) && object_type(value) == &tuple_type) is_container = tuple_of(value)->count > 0;
    if (has_type(value, TYPE_ID_TYPE)) is_container = !((const Class *)object_of(value))->is_native;
    if (is_object(value) && object_type(value) == &dict_type) {
        is_container = false;
        DictEntry *entry;
        for (size_t position = 0; !is_container && (entry = dict_next(dict_of(value), &position));)
            is_container = is_object(entry->value) && object_type(entry->value)->flags & TYPE_CONTAINER;
    }
    return give_bool(call, is_container);
}

static Outcome gc_is_finalized(Call *call) {
    return give_bool(call, is_object(call->args[0]) && instance_is_finalized(object_of(call->args[0])));
}

static const NativeSpec gc_functions[] = {
    { "collect(generation=2)", gc_collect, "Run the collector, and return how many objects it has found." },
    { "enable()", gc_enable, "Enable automatic garbage collection." },
    { "disable()", gc_disable, "Disable automatic garbage collection." },
    { "isenabled()", gc_isenabled, "Whether automatic garbage collection is enabled." },
    { "get_threshold()", gc_get_threshold, "Return the thresholds of collection." },
    { "set_threshold(threshold0, threshold1=..., threshold2=..., /)", gc_set_threshold,
      "Set the thresholds of collection, which are only kept.", ARGS_UNPACK },
    { "get_count()", gc_get_count, "Return the counts of collection: zeros." },
    { "get_debug()", gc_get_debug, "Return the debugging flags." },
    { "set_debug(flags, /)", gc_set_debug, "Set the debugging flags: DEBUG_SAVEALL alone may be." },
    { "get_stats()", gc_get_stats,
      "Return statistics of each generation, as far as collect() was asked for it." },
    { "freeze()", gc_freeze, "Leave all objects that are there out of collection." },
    { "unfreeze()", gc_unfreeze, "Take them in again." },
    { "get_freeze_count()", gc_freeze_count, "How many objects are left out." },
    { "get_objects(generation=None)", gc_get_objects, "All objects that the collector knows." },
    { "get_referents(*objs)", gc_get_referents, "The objects that these refer to directly.", ARGS_OWN },
    { "get_referrers(*objs)", gc_get_referrers, "What refers to these: not in causette's notation.",
      ARGS_OWN },
    { "is_tracked(obj, /)", gc_is_tracked, "Whether the collector knows it." },
    { "is_finalized(obj, /)", gc_is_finalized, "Whether its finalizer has been called." },
    { 0 },
};

static const IntSpec gc_ints[] = {
    { "DEBUG_STATS", 1 },         { "DEBUG_COLLECTABLE", 2 },
    { "DEBUG_UNCOLLECTABLE", 4 }, { "DEBUG_SAVEALL", DEBUG_SAVEALL },
    { "DEBUG_LEAK", 38 },         { 0 },
};

static bool gc_init(Machine *machine, Module *module) {
    (void)machine;
    dict_define_text_take(module->dict, "garbage", list_new(0));
    dict_define_text_take(module->dict, "callbacks", list_new(0));
    return true;
}

const ModuleSpec gc_module = {
    .name = "gc",
    .doc = "The collector of reference cycles.",
    .functions = gc_functions,
    .ints = gc_ints,
    .init = gc_init,
};
