/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The machine's birth and end, and what natives ask it about a value's class. */
#include "vm/machine.h"
#include "base/memory.h"
#include "base/switches.h"
#include "vm/call.h"
#include "vm/generator.h"
#include "vm/operations.h"

Machine *machine_new(void) {
    Machine *machine = memory_get_zeroed(sizeof(Machine));
    list_init(&machine->ready);
    list_init(&machine->tasks);
    machine->builtins = dict_new();
    machine->modules = dict_new();
    machine->other_classes = dict_new();
    machine->ticks = MACHINE_TICKS;
    machine->recursion_limit = 1000;
    machine->empty_str = str_new("");
    machine->path = list_new(4);
    machine->main_locals = machine->main_async_hooks = machine->main_context = ABSENT;
    machine->importer = machine->import_lock = machine->signal_handlers = machine->library = ABSENT;
    for (int i = 0; i < SPECIAL_COUNT; i++) {
        Value name = str_new(special_names[i]);
        machine->names[i] = str_intern(name);
        release(name);
    }
    Value underscore = str_new("_");
    machine->underscore = str_intern(underscore);
    release(underscore);
    Value class_name = str_new("__class__");
    machine->class_name = str_intern(class_name);
    release(class_name);
    return machine;
}

/* Tasks that are still parked, as daemons are at the end: what their frames hold goes with them, and no code
 * runs. */
static void drop_tasks(Machine *machine) {
    for (Link *link; (link = list_pop(&machine->tasks));) {
        Task *task = CONTAINER_OF(link, Task, all_link);
        task_wake(task);
        link_remove(&task->link);
        for (Frame *frame; (frame = task->frame);) {
            if (frame->code && frame->generator)
                generator_leave(task, frame->generator, true);
            else
                frame_pop(task, frame);
        }
        task_release(task);
    }
}

void machine_tick(Machine *machine) {
    machine->ticks = switch_collects_always() ? 20 : MACHINE_TICKS;
    cycles_collect_when_due();
    if (machine->hooks.tick) machine->hooks.tick(machine);
}

void machine_free(Machine *machine) {
    cycles_keep_none();
    machine->observer = NULL;
    drop_tasks(machine);
    Dict *dicts[] = { machine->modules, machine->builtins, machine->prelude, machine->other_classes };
    for (size_t i = 0; i < sizeof dicts / sizeof *dicts; i++) {
        if (!dicts[i]) continue;
        dict_clear_items(dicts[i]);
        release(dict_value(dicts[i]));
    }
    for (int i = 0; i < EXCEPTION_COUNT; i++) {
        if (machine->exceptions[i]) release(object_value(machine->exceptions[i]));
    }
    for (int i = 0; i < TYPE_ID_COUNT; i++) {
        if (machine->classes[i]) release(object_value(machine->classes[i]));
    }
    for (int i = 0; i < SPECIAL_COUNT; i++) release(machine->names[i]);
    release(machine->empty_str);
    release(machine->underscore);
    release(machine->class_name);
    release(machine->path);
    release(machine->importer);
    release(machine->import_lock);
    replace_take(&machine->signal_handlers, ABSENT);
    release(machine->library);
    replace_take(&machine->main_locals, ABSENT);
    replace_take(&machine->main_async_hooks, ABSENT);
    replace_take(&machine->main_context, ABSENT);
    cycles_collect();
    heap_clear(&machine->deadlines);
    memory_free(machine);
}

Machine *call_machine(const Call *call) { return call->task->machine; }

/* Types are const and shared by all machines of a process, classes are one machine's. */
static HashedKey key_of(const void *type) {
    int64_t address = (int64_t)((uintptr_t)type >> 3);
    return (HashedKey){ small_int(address), address };
}

Class *machine_class_slowly(Machine *machine, const Type *type) {
    if (type->flags & TYPE_TWIN && type->base->id) return machine->classes[type->base->id];
    Value class = dict_peek(machine->other_classes, key_of(type->flags & TYPE_TWIN ? type->base : type));
    if (is_absent(class)) return NULL;
    ClassOfType *recent = &machine->recent_classes[((uintptr_t)type >> 6) % RECENT_CLASSES];
    *recent = (ClassOfType){ type, (Class *)object_of(class) };
    return recent->class;
}

void machine_set_class_take(Machine *machine, const Type *type, Class *class) {
    if (type->id && !(type->flags & TYPE_VARIANT)) {
        machine->classes[type->id] = class;
        return;
    }
    bool passed = memory_pass_budget(true); /* as dict_define does */
    if (!dict_set(machine->other_classes, key_of(type), object_value(class))) memory_end();
    memory_pass_budget(passed);
    release(object_value(class));
}

Class *value_class(Machine *machine, Value value) {
    if (is_object(value)) {
        const Type *type = object_type(value);
        if (type->flags & TYPE_HEAP) return class_of_heap_type(type);
    }
    return machine_class(machine, value_type(value));
}

bool is_exception_of(Machine *machine, Value value, ExceptionKind kind) {
    return !is_absent(value) && class_is_subclass(value_class(machine, value), machine->exceptions[kind]);
}

bool task_raises(const Task *task, ExceptionKind kind) {
    return is_exception_of(task->machine, task->exception, kind);
}

bool value_is_callable(Machine *machine, Value value) {
    switch (value_type_id(value)) {
    case TYPE_ID_FUNCTION:
    case TYPE_ID_BUILTIN:
    case TYPE_ID_METHOD:
    case TYPE_ID_METHOD_DESCRIPTOR:
    case TYPE_ID_TYPE:
    case TYPE_ID_STATICMETHOD: return true;
    default: return !is_absent(class_peek_special(value_class(machine, value), SPECIAL_call));
    }
}

static Class *make_exception_class(Machine *machine, const void *given) {
    const ExceptionSpec *spec = given;
    Class *base = spec->parent ? module_exception(machine, spec->parent) : machine->exceptions[spec->base];
    Value parent = object_value(base), bases = tuple_from(&parent, 1), name = str_new(spec->name);
    Dict *dict = dict_new();
    dict_define_text_take(dict, "__module__", str_new(spec->module));
    Class *class = class_new(name, bases, dict);
    replace_take(&class->module, str_new(spec->module));
    release(dict_value(dict));
    release(bases);
    release(name);
    return class;
}

Class *machine_made_class(Machine *machine, const void *spec, MakeClass *make) {
    Value found = dict_peek(machine->other_classes, key_of(spec));
    if (!is_absent(found)) return (Class *)object_of(found);
    bool passed = memory_pass_budget(true);
    Class *class = make(machine, spec);
    if (!dict_set(machine->other_classes, key_of(spec), object_value(class))) memory_end();
    memory_pass_budget(passed);
    release(object_value(class)); /* it stays in the dict */
    return class;
}

Class *module_exception(Machine *machine, const ExceptionSpec *spec) {
    return machine_made_class(machine, spec, make_exception_class);
}

const char *value_class_name(Machine *machine, Value value, Buffer *scratch) {
    return str_peek_utf8(value_class(machine, value)->name, scratch, NULL);
}

Outcome call_body(Call *call, Value function, Dict *names) {
    call_clear_request(call);
    call->request_kind = REQUEST_BODY;
    call->request[0] = retain(function);
    call->request[1] = ABSENT;
    call->request[2] = names ? retain(dict_value(names)) : ABSENT;
    call->request_count = 1;
    return CALLED;
}

Outcome call_code(Call *call, Value code, Dict *globals, Dict *names) {
    return call_code_in(call, code, globals, names, ABSENT);
}

Outcome call_code_in(Call *call, Value code, Dict *globals, Dict *names, Value closure) {
    Value function = function_new(code, globals, code_of(code)->name, code_of(code)->qualname);
    replace_take(&((Function *)object_of(function))->closure, retain(closure));
    Outcome outcome = call_body(call, function, names);
    release(function);
    return outcome;
}

Module *machine_peek_sys(Machine *machine) {
    Value sys = dict_peek_text(machine->modules, "sys");
    return has_type(sys, TYPE_ID_MODULE) ? (Module *)object_of(sys) : NULL;
}
