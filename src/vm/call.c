/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls. Every way to call ends in one of two frames: a function's, whose slots own the arguments, or a
 * native's, which reads arguments in the caller's region when they already stand as its signature wants them,
 * and else in copies. */
#include "vm/call.h"
#include "base/memory.h"
#include "vm/class_call.h"
#include "vm/frame_object.h"
#include "vm/generator.h"
#include "vm/lookup.h"
#include "vm/machine.h"
#include "vm/observe.h"
#include "vm/operations.h"
#include "vm/quick.h"
#include "vm/signature.h"
#include <string.h>

void call_release_request(Call *call) {
    for (uint32_t i = 0; i < call->request_count + 2u; i++) release(call->request[i]);
    call->request_kind = REQUEST_NONE;
}

void native_frame_release(NativeFrame *frame) {
    Call *call = &frame->call;
    if (__builtin_expect(frame->is_observed, 0)) observe_end(frame);
    call_clear_request(call);
    release(call->keep);
    release(call->result);
    for (uint32_t i = 0; i < frame->bound_count; i++) release(frame->bound[i]);
}

void frame_pop(Task *task, Frame *frame) {
    if (!frame->code) {
        native_frame_pop(task, native_frame(frame));
        return;
    }
    task->depth--;
    if (__builtin_expect(frame->object != NULL, 0)) frame_object_end(frame);
    for (Value *value = frame->slots; value < frame->top; value++) release(*value);
    if (frame->names) release(dict_value(frame->names));
    task->frame = frame->caller;
    Value function = frame->function;
    if (!frame->generator) task_stack_pop(task, frame->block);
    release(function);
}

NativeFrame *call_operation(Task *task, Native *native, int64_t mark, Value *operands, size_t count,
                            Value *base) {
    NativeFrame *frame = native_frame_push(task, native, 0);
    frame->base = base;
    frame->call.args = operands;
    frame->call.count = (uint32_t)count;
    frame->call.mark = mark;
    return frame;
}

/* ---- calls of functions */

static bool too_deep(Task *task) {
    if (task->depth < task->machine->recursion_limit) return false;
    raise_error(task, RecursionError, "maximum recursion depth exceeded");
    return true;
}

/* The caller's region is spent: what was not moved is released, and its value stack goes back to base. */
static void drop_region(Frame *caller, Value *base) {
    if (!base) return;
    while (caller->top > base) release(*--caller->top);
}

bool call_complete_code(Task *task, Code *code) {
    const char *problem = code_complete(code);
    if (!problem) return true;
    if (*problem)
        raise_error(task, SystemError, "bad code of %U in %U: %s", code->qualname, code->filename, problem);
    else
        raise_memory(task);
    return false;
}

static bool begin_function(Task *task, Function *function, Value *args, size_t count, Value keywords,
                           Value *base) {
    Code *code = code_of(function->code);
    if (too_deep(task) || !code_is_ready(task, code)) return false;
    Frame *caller = task->frame;
    Frame *frame = frame_push(task, code, retain(object_value(function)), function->globals);
    bool fits = code->flags & CODE_FAST && is_absent(keywords) && count == code->positional_count;
    for (size_t i = 0; fits && i < count; i++) frame->slots[i] = retain(args[i]);
    frame_clear_slots(frame, fits ? code->positional_count : 0);
    if (!fits && !function_bind(task, function, args, count, keywords, frame->slots)) {
        frame_pop(task, frame);
        return false;
    }
    if (!is_absent(function->closure)) fill_closure(frame, function);
    drop_region(caller, base);
    return true;
}

/* ---- calls of natives */

static bool begin_builtin(Task *task, const Builtin *builtin, Value *args, size_t count, Value keywords,
                          Value *base, bool transient) {
    const Signature *signature = builtin_signature(builtin);
    bool in_place = !transient && is_absent(keywords) && signature_fits(signature, count);
    /* before the arguments are counted: `socket.socket.connect(address)` lacks a socket, not an address */
    if (builtin->of && !in_place && !signature_check_self(task, builtin, args, count)) return false;
    NativeFrame *frame =
        native_frame_push(task, builtin->spec->function, in_place ? 0 : signature->slot_count);
    if (in_place) {
        frame->call.args = args;
        frame->call.count = (uint32_t)count;
    } else if (!signature_bind(task, builtin, args, count, keywords, frame->bound)) {
        frame_pop(task, &frame->head);
        return false;
    }
    frame->call.spec = builtin->spec;
    frame->call.callee = object_value(builtin);
    frame->base = base;
    if (builtin->of && in_place && !signature_check_self(task, builtin, args, count)) {
        frame_pop(task, &frame->head);
        return false;
    }
    return true;
}

NativeFrame *call_class_quickly(Task *task, Value *region, size_t count) {
    if (!has_type(region[0], TYPE_ID_TYPE) || !is_absent(region[1])) return NULL;
    const Class *class = (const Class *)object_of(region[0]);
    if (!class->is_native || is_absent(class->make)) return NULL;
    const Builtin *make = (const Builtin *)object_of(class->make);
    const Signature *signature = make->signature;
    bool fits = make->of == class && signature && signature->is_plain && signature->makes &&
                ++count >= signature->required && count <= signature->slot_count &&
                signature->slot_count - count <= FRAME_HEADROOM;
    if (!fits) return NULL;
    region[1] = retain(region[0]);
    return call_in_place(task, make, region, region + 1, count);
}

/* ---- calls of classes */

static bool pack_keywords(Task *task, const Value *values, Value keywords, Value *dict) {
    *dict = ABSENT;
    if (is_absent(keywords)) return true;
    const Tuple *names = tuple_of(keywords);
    *dict = dict_value(dict_new());
    for (size_t i = 0; i < names->count; i++) {
        if (!dict_set_str(dict_of(*dict), names->items[i], values[i])) {
            release(*dict);
            raise_memory(task);
            return false;
        }
    }
    return true;
}

/* `native` gets the callable, its arguments as a tuple and its keywords as a dict or ABSENT. */
static bool begin_packed(Task *task, Native *native, Value callable, Value *args, size_t count,
                         Value keywords, Value *base) {
    size_t keyword_count = is_absent(keywords) ? 0 : tuple_of(keywords)->count;
    Value dict, tuple = tuple_from(args, count - keyword_count);
    if (is_absent(tuple)) return raise_memory(task), false;
    if (!pack_keywords(task, args + count - keyword_count, keywords, &dict)) return release(tuple), false;
    NativeFrame *frame = native_frame_push(task, native, CLASS_CALL_SLOTS);
    frame->bound[0] = retain(callable);
    frame->bound[1] = tuple;
    frame->bound[2] = dict;
    frame->base = base;
    return true;
}

/* A class of the program with a plain __init__: the instance is made here, and only __init__ is called. */
static bool begin_class_plain(Task *task, Class *class, Value init, Value *args, size_t count, Value *base) {
    NativeFrame *frame = native_frame_push(task, class_call, CLASS_CALL_SLOTS);
    frame->bound[0] = retain(object_value(class));
    frame->base = base;
    Value instance = instance_new(class);
    frame->call.keep = instance;
    frame->call.step = CLASS_CALL_INITIALISED;
    Value request[2 + CALL_REQUEST_MAX] = { init, instance };
    for (size_t i = 0; i < count; i++) request[2 + i] = args[i];
    if (call_begin(task, request, count, ABSENT, NULL)) return true;
    frame_pop(task, &frame->head);
    return false;
}

static bool begin(Task *task, Value *region, size_t count, Value keywords, Value *base, bool transient);

/* A metaclass of the program decides with its own __call__. */
static Value metaclass_call(Value class) {
    if (object_type(class) == &class_type) return ABSENT;
    Value found = class_peek_special(class_of_heap_type(object_type(class)), SPECIAL_call);
    return has_type(found, TYPE_ID_METHOD_DESCRIPTOR) ? ABSENT : found;
}

static bool begin_class(Task *task, Value *region, size_t count, Value keywords, Value *base,
                        bool transient) {
    Class *class = (Class *)object_of(region[0]);
    Value hook = metaclass_call(region[0]);
    if (!is_absent(hook)) {
        Value callable = region[0];
        region[0] = retain(hook);
        if (has_type(hook, TYPE_ID_FUNCTION))
            replace_take(&region[1], callable);
        else
            release(callable);
        return begin(task, region, count, keywords, base, transient);
    }
    if (class->is_native && !is_absent(class->make)) {
        const Builtin *make = (Builtin *)object_of(class->make);
        replace_take(&region[1], retain(region[0]));
        return begin_builtin(task, make, region + 1, count + 1, keywords, base, transient);
    }
    Value new = class_peek_special(class, SPECIAL_new);
    Value init = class_peek_special(class, SPECIAL_init);
    bool plain = class->native == &instance_type && !class->is_native &&
                 (is_absent(new) || has_type(new, TYPE_ID_BUILTIN)) && !class->is_abstract &&
                 has_type(init, TYPE_ID_FUNCTION) && is_absent(keywords) && count <= CALL_REQUEST_MAX;
    if (plain) return begin_class_plain(task, class, init, region + 2, count, base);
    return begin_packed(task, class_call, region[0], region + 2, count, keywords, base);
}

/* ---- dispatch */

static Outcome packed_call(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    return call_spread(call, call->args[0], call->args[1], call->args[2]);
}

/* Whether a self in front is an argument like others, for this callable has a self of its own, or none. */
static bool takes_self_as_argument(TypeId id) {
    return id != TYPE_ID_FUNCTION && id != TYPE_ID_BUILTIN && id != TYPE_ID_METHOD_DESCRIPTOR &&
           id != TYPE_ID_STATICMETHOD;
}

/* An object of a class with a __call__: that takes its place. */
static bool choose_call(Task *task, Value *region) {
    Value callable = region[0],
          special = class_peek_special(value_class(task->machine, callable), SPECIAL_call);
    if (is_absent(special)) {
        raise_error(task, TypeError, "'%T' object is not callable", callable);
        return false;
    }
    bool is_described = special_is_described(task->machine, special);
    region[0] = is_described ? described_call() : retain(special);
    if (is_described || takes_instance(special))
        region[1] = callable;
    else
        release(callable);
    return true;
}

static bool begin(Task *task, Value *region, size_t count, Value keywords, Value *base, bool transient) {
    for (int unwrapped = 0; unwrapped < 1000; unwrapped++) {
        Value callable = region[0];
        Value *args = is_absent(region[1]) ? region + 2 : region + 1;
        size_t given = count + (is_absent(region[1]) ? 0 : 1);
        if (given != count && takes_self_as_argument(value_type_id(callable)))
            return begin_packed(task, packed_call, callable, args, given, keywords, base);
        switch (value_type_id(callable)) {
        case TYPE_ID_FUNCTION:
            return begin_function(task, (Function *)object_of(callable), args, given, keywords, base);
        case TYPE_ID_BUILTIN:
        case TYPE_ID_METHOD_DESCRIPTOR: {
            const Builtin *builtin = (Builtin *)object_of(callable);
            if (!is_absent(builtin->self) && is_absent(region[1]) && builtin_takes_self(builtin)) {
                region[1] = retain(builtin->self);
                args = region + 1;
                given++;
            }
            return begin_builtin(task, builtin, args, given, keywords, base, transient);
        }
        case TYPE_ID_METHOD: {
            const Method *method = (Method *)object_of(callable);
            replace_take(&region[1], retain(method->self));
            region[0] = retain(method->function);
            release(callable);
            break;
        }
        case TYPE_ID_TYPE: return begin_class(task, region, count, keywords, base, transient);
        case TYPE_ID_STATICMETHOD:
            region[0] = retain(((MethodWrapper *)object_of(callable))->function);
            release(callable);
            break;
        default:
            if (!choose_call(task, region)) return false;
        }
    }
    raise_error(task, RecursionError, "maximum recursion depth exceeded");
    return false;
}

bool call_begin(Task *task, Value *region, size_t count, Value keywords, Value *base) {
    return begin(task, region, count, keywords, base, false);
}

bool call_begin_spread(Task *task, Value callable, Value arguments, Value keywords, Value *base) {
    const Value *items;
    size_t count;
    sequence_peek(arguments, &items, &count);
    Dict *dict = is_absent(keywords) ? NULL : dict_of(keywords);
    size_t keyword_count = dict ? dict->count : 0;
    Value *region = memory_try_array(2 + count + keyword_count, sizeof(Value));
    Value names = keyword_count ? tuple_new_absent(keyword_count) : ABSENT;
    if (!region || (keyword_count && is_absent(names))) {
        memory_free(region);
        release(names);
        return raise_memory(task), false;
    }
    Value *end = region;
    *end++ = retain(callable);
    *end++ = ABSENT;
    for (size_t i = 0; i < count; i++) *end++ = retain(items[i]);
    DictEntry *entry;
    size_t position = 0;
    for (size_t i = 0; i < keyword_count && (entry = dict_next(dict, &position)); i++) {
        tuple_of(names)->items[i] = retain(entry->key);
        *end++ = retain(entry->value);
    }
    bool begun = begin(task, region, count + keyword_count, names, base, true);
    while (end > region) release(*--end);
    memory_free(region);
    release(names);
    return begun;
}

/* The body of a class: its names go into a namespace of its own. */
static bool begin_body(Task *task, Value body, Value names) {
    const Function *function = (Function *)object_of(body);
    Code *code = code_of(function->code);
    if (too_deep(task) || !code_is_ready(task, code)) return false;
    Frame *frame = frame_push(task, code, retain(body), function->globals);
    frame_clear_slots(frame, 0);
    if (!is_absent(function->closure)) fill_closure(frame, function);
    bool has_names = frame->code->flags & (CODE_MODULE | CODE_CLASS_BODY);
    if (has_names && !is_absent(names)) frame->names = dict_of(retain(names));
    return true;
}

bool call_requested(Task *task, NativeFrame *asking) {
    Call *call = &asking->call;
    switch (call->request_kind) {
    case REQUEST_BODY: return begin_body(task, call->request[0], call->request[2]);
    case REQUEST_GENERATOR:
    case REQUEST_NEXT: return generator_resume(task, call->request_generator, call->request[2]);
    case REQUEST_NATIVE:
        call_operation(task, call->request_native, call->request_mark, call->request + 2, call->request_count,
                       NULL);
        return true;
    case REQUEST_COMPUTE:
        return begin_builtin(task, (Builtin *)object_of(call->request[0]), call->request + 2, 1, ABSENT, NULL,
                             false);
    case REQUEST_SPREAD:
        return call_begin_spread(task, call->request[0], call->request[2], call->request[3], NULL);
    default: return call_begin(task, call->request, call->request_count, ABSENT, NULL);
    }
}

/* The frame below a thread's first function: it keeps what was asked until that has ended. */
static Outcome outermost(Call *call) {
    if (call->step++ == 0) {
        Value dict = call->args[2];
        return call_spread(call, call->args[0], call->args[1], is_none(dict) ? ABSENT : dict);
    }
    return DONE;
}

bool call_outermost(Task *task, Value callable, size_t count, const Value *args) {
    Value tuple = tuple_from(args, count);
    if (is_absent(tuple)) return raise_memory(task), false;
    NativeFrame *frame = native_frame_push(task, outermost, 3);
    frame->bound[0] = retain(callable);
    frame->bound[1] = tuple;
    return true;
}

/* The same for a native of the machine; which one stands in mark. */
static Outcome outermost_native(Call *call) {
    if (call->step++ == 0)
        return call_native(call, (Native *)(intptr_t)call->mark, 0, call->count, call->args);
    return DONE;
}

void call_outermost_native(Task *task, Native *native, size_t count, const Value *args) {
    NativeFrame *frame = native_frame_push(task, outermost_native, count);
    frame->call.mark = (int64_t)(intptr_t)native;
    for (size_t i = 0; i < count; i++) frame->bound[i] = retain(args[i]);
}
