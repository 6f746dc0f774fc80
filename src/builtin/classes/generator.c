/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classes of generators, coroutines and asynchronous generators, and of what these give to be awaited.
 * See https://docs.python.org/3.11/library/inspect.html#types-and-members for the attributes. */
#include "vm/generator.h"
#include "builtin/classes/object.h"
#include "vm/async_generator.h"
#include "vm/frame_object.h"
#include "vm/machine.h"

static Generator *own_generator(const Call *call) { return generator_of(call->args[0]); }
static Outcome give_self(Call *call) { return give(call, retain(call->args[0])); }
static Outcome generator_name(Call *call) { return give(call, retain(own_generator(call)->name)); }
static Outcome generator_qualname(Call *call) { return give(call, retain(own_generator(call)->qualname)); }

static Outcome set_text(Call *call, Value *to, const char *which) {
    Value value = call->args[1];
    if (!is_str(value)) return raise_error(call->task, TypeError, "%s must be set to a string object", which);
    replace_take(to, retain(value));
    return give_none(call);
}

static Outcome generator_set_name(Call *call) {
    return set_text(call, &own_generator(call)->name, "__name__");
}

static Outcome generator_set_qualname(Call *call) {
    return set_text(call, &own_generator(call)->qualname, "__qualname__");
}

static Outcome generator_code(Call *call) { return give(call, retain(own_generator(call)->code)); }

/* None at its end. */
static Outcome generator_frame(Call *call) {
    Generator *generator = own_generator(call);
    return generator->finished ? give_none(call) : give(call, frame_object_of(&generator->frame));
}

static Outcome generator_delegate(Call *call) {
    Value delegate = generator_peek_delegate(own_generator(call));
    return give(call, retain(is_absent(delegate) ? NONE : delegate));
}

static Outcome generator_next(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    return call_native(call, generator_send, 0, 2, (Value[]){ call->args[0], NONE });
}

static Outcome generator_running(Call *call) { return give_bool(call, own_generator(call)->running); }

static Outcome generator_suspended(Call *call) {
    const Generator *generator = own_generator(call);
    return give_bool(call, generator->started && !generator->running && !generator->finished);
}

static const NativeSpec generator_methods[] = {
    { "__iter__(self, /)", give_self, "Return the generator itself." },
    { "__next__(self, /)", generator_next, "Run up to the next yield." },
    { "send(self, value, /)", generator_send, "Resume with this value of yield." },
    { "throw(self, type, value=..., traceback=..., /)", generator_throw,
      "Raise at the yield where it stands.", ARGS_UNPACK },
    { "close(self, /)", generator_close, "Raise GeneratorExit at the yield where it stands." },
    { "__name__", generator_name, NULL, .set = generator_set_name },
    { "__qualname__", generator_qualname, NULL, .set = generator_set_qualname },
    { "gi_yieldfrom", generator_delegate },
    { "gi_running", generator_running },
    { "gi_suspended", generator_suspended },
    { "gi_frame", generator_frame },
    { "gi_code", generator_code },
    { 0 },
};

const ClassSpec generator_class_spec = { .type = &generator_type,
                                         .is_hidden = true,
                                         .methods = generator_methods };

/* ---- coroutines */

/* What __await__ of a coroutine gives: its methods are the coroutine's. */
typedef struct {
    Container head;
    Value coroutine;
} Wrapper;

static void wrapper_free(Object *object) {
    release(((Wrapper *)object)->coroutine);
    object_release_memory(object);
}

static void wrapper_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((Wrapper *)object)->coroutine, context);
}

static void wrapper_clear(Object *object) { replace_take(&((Wrapper *)object)->coroutine, ABSENT); }

static const Type wrapper_type = {
    .name = "coroutine_wrapper",
    .flags = TYPE_CONTAINER,
    .size = sizeof(Wrapper),
    .free = wrapper_free,
    .visit = wrapper_visit,
    .clear = wrapper_clear,
};

static Outcome coroutine_await(Call *call) {
    Wrapper *wrapper = container_new(&wrapper_type, sizeof(Wrapper));
    wrapper->coroutine = retain(call->args[0]);
    return give(call, object_value(wrapper));
}

static Outcome coroutine_origin(Call *call) {
    return give(call, not_none(generator_of(call->args[0])->finalizer));
}

static const NativeSpec coroutine_methods[] = {
    { "__await__(self, /)", coroutine_await, "Return an iterator that runs the coroutine." },
    { "send(self, value, /)", generator_send, "Resume with this value of what it waits for." },
    { "throw(self, type, value=..., traceback=..., /)", generator_throw, "Raise where it waits.",
      ARGS_UNPACK },
    { "close(self, /)", generator_close, "Raise GeneratorExit where it waits." },
    { "__name__", generator_name, NULL, .set = generator_set_name },
    { "__qualname__", generator_qualname, NULL, .set = generator_set_qualname },
    { "cr_await", generator_delegate },
    { "cr_running", generator_running },
    { "cr_suspended", generator_suspended },
    { "cr_frame", generator_frame },
    { "cr_code", generator_code },
    { "cr_origin", coroutine_origin },
    { 0 },
};

const ClassSpec coroutine_class_spec = { .type = &coroutine_type,
                                         .is_hidden = true,
                                         .methods = coroutine_methods };

/* The call becomes one of the coroutine's own method. */
static Outcome pass_on(Call *call, Native *method) {
    replace_take(&call->args[0], retain(((Wrapper *)object_of(call->args[0]))->coroutine));
    call->function = method;
    return method(call);
}

static Outcome wrapper_next(Call *call) { return pass_on(call, generator_next); }
static Outcome wrapper_send(Call *call) { return pass_on(call, generator_send); }
static Outcome wrapper_throw(Call *call) { return pass_on(call, generator_throw); }
static Outcome wrapper_close(Call *call) { return pass_on(call, generator_close); }

static const NativeSpec wrapper_methods[] = {
    { "__iter__(self, /)", give_self, "Return the iterator itself." },
    { "__next__(self, /)", wrapper_next, "Run up to where it waits next." },
    { "send(self, value, /)", wrapper_send, "Resume with this value of what it waits for." },
    { "throw(self, type, value=..., traceback=..., /)", wrapper_throw, "Raise where it waits.", ARGS_UNPACK },
    { "close(self, /)", wrapper_close, "Raise GeneratorExit where it waits." },
    { 0 },
};

const ClassSpec coroutine_wrapper_class_spec = { .type = &wrapper_type,
                                                 .is_hidden = true,
                                                 .methods = wrapper_methods };

/* ---- asynchronous generators */

static Outcome async_generator_running(Call *call) {
    return give_bool(call, own_generator(call)->is_awaited);
}

static const NativeSpec async_generator_methods[] = {
    CLASS_GETITEM,
    { "__aiter__(self, /)", give_self, "Return the generator itself." },
    { "__anext__(self, /)", async_generator_next, "An awaitable that runs up to the next item." },
    { "asend(self, value, /)", async_generator_send, "The same, resuming with this value of yield." },
    { "athrow(self, type, value=..., traceback=..., /)", async_generator_throw,
      "An awaitable that raises at the yield where it stands.", ARGS_UNPACK },
    { "aclose(self, /)", async_generator_close, "An awaitable that raises GeneratorExit there." },
    { "__name__", generator_name, NULL, .set = generator_set_name },
    { "__qualname__", generator_qualname, NULL, .set = generator_set_qualname },
    { "ag_await", generator_delegate },
    { "ag_running", async_generator_running },
    { "ag_frame", generator_frame },
    { "ag_code", generator_code },
    { 0 },
};

const ClassSpec async_generator_class_spec = { .type = &async_generator_type,
                                               .is_hidden = true,
                                               .methods = async_generator_methods };

static const NativeSpec async_send_methods[] = {
    { "__await__(self, /)", give_self, "Return the awaitable itself." },
    { "__iter__(self, /)", give_self, "Return the awaitable itself." },
    { "__next__(self, /)", async_send_send, "Run up to where it waits next." },
    { "send(self, value, /)", async_send_send, "Resume with this value of what it waits for." },
    { "throw(self, type, value=..., traceback=..., /)", async_send_throw, "Raise where it waits.",
      ARGS_UNPACK },
    { "close(self, /)", async_step_close, "Give up waiting." },
    { 0 },
};

const ClassSpec async_send_class_spec = { .type = &async_send_type,
                                          .is_hidden = true,
                                          .methods = async_send_methods };

static const NativeSpec async_throw_methods[] = {
    { "__await__(self, /)", give_self, "Return the awaitable itself." },
    { "__iter__(self, /)", give_self, "Return the awaitable itself." },
    { "__next__(self, /)", async_throw_send, "Run up to where it waits next." },
    { "send(self, value, /)", async_throw_send, "Resume with this value of what it waits for." },
    { "throw(self, type, value=..., traceback=..., /)", async_throw_throw, "Raise where it waits.",
      ARGS_UNPACK },
    { "close(self, /)", async_step_close, "Give up waiting." },
    { 0 },
};

const ClassSpec async_throw_class_spec = { .type = &async_throw_type,
                                           .is_hidden = true,
                                           .methods = async_throw_methods };
