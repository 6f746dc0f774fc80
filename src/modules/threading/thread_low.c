/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What _thread offers to programs that do without threading. Module threading has what takes more than a few
 * lines: it is imported when first asked for. */
#include "modules/threading/local.h"
#include "sched/sched.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include <signal.h>
#include <unistd.h>

enum { DELEGATE_IMPORTED = 1, DELEGATE_CALLED };

/* The function of this name in threading, with these arguments. */
static Outcome delegate(Call *call, const char *name, size_t count, const Value *args) {
    if (call->step == DELEGATE_CALLED) return DONE;
    if (call->step == 0) {
        call->step = DELEGATE_IMPORTED;
        Value module = str_new("threading");
        Outcome outcome = call_native(call, operation_import, 0, 3, (Value[]){ small_int(0), NONE, module });
        release(module);
        return outcome;
    }
    replace_take(&call->keep, take_result(call));
    call->step = DELEGATE_CALLED;
    return call_method(call, call->keep, name, count, args);
}

static Outcome start_new_thread(Call *call) {
    return delegate(call, "_start_new_thread", is_absent(call->args[2]) ? 2 : 3, call->args);
}

static Outcome make_rlock(Call *call) { return delegate(call, "RLock", 0, NULL); }
static Outcome count_threads(Call *call) { return delegate(call, "_count_threads", 0, NULL); }

/* What is written in the notation is threading's, and looked for when it is asked for. */
static Outcome get_attribute(Call *call) {
    if (str_is(call->args[0], "_local") || str_is(call->args[0], "_excepthook"))
        return delegate(call, "__getattribute__", 1, call->args);
    Value module = retain(dict_peek_text(call_machine(call)->modules, "_thread"));
    attribute_raise_missing(call->task, module, call->args[0]);
    release(module);
    return RAISED;
}

static Outcome exit_thread(Call *call) {
    Value none = tuple_from(NULL, 0);
    Outcome outcome = raise_with(call->task, SystemExit, none);
    release(none);
    return outcome;
}

static Outcome interrupt_main(Call *call) {
    enum { INTERRUPTED = 1 };
    int number;
    if (call->step == INTERRUPTED) return give_none(call);
    if (!arg_int(call, 0, &number)) return RAISED;
    if (number < 1 || number > SIGRTMAX)
        return raise_error(call->task, ValueError, "signal number out of range");
    struct sigaction now;
    bool is_handled =
        !sigaction(number, NULL, &now) && now.sa_handler != SIG_DFL && now.sa_handler != SIG_IGN;
    if (!is_handled) return give_none(call); /* a handler alone is interrupted for */
    kill(getpid(), number);
    call->step = INTERRUPTED;
    return sched_hears_signals(call) ? sched_go_on(call) : give_none(call);
}

/* Threads are tasks, whose stack grows as they need it: a size is kept to be told, and has no effect. */
static Outcome stack_size(Call *call) {
    int64_t size = 0;
    Outcome outcome = is_absent(call->args[0]) ? DONE : arg_integer(call, 0);
    if (outcome != DONE) return outcome;
    if (!is_absent(call->args[0]) && !arg_int64(call, 0, &size)) return RAISED;
    if (size < 0) return raise_error(call->task, ValueError, "size must be 0 or a positive value");
    if (size && size < 32768)
        return raise_error(call->task, ValueError, "size not valid: %lld bytes", (long long)size);
    Value module = dict_peek_text(call_machine(call)->modules, "_thread");
    if (!has_type(module, TYPE_ID_MODULE)) return give_int(call, 0);
    Dict *names = ((Module *)object_of(module))->dict;
    Value before = retain(dict_peek_text(names, "_stack_size"));
    if (!is_absent(call->args[0])) dict_define_text_take(names, "_stack_size", int_from_int64(size));
    return is_absent(before) ? give_int(call, 0) : give(call, before);
}

const NativeSpec low_functions[] = {
    { "start_new_thread(function, args, kwargs=..., /)", start_new_thread, NULL, ARGS_UNPACK },
    { "start_new(function, args, kwargs=..., /)", start_new_thread, NULL, ARGS_UNPACK },
    { "RLock()", make_rlock, NULL },
    { "exit()", exit_thread, NULL },
    { "exit_thread()", exit_thread, NULL },
    { "interrupt_main(signum=2, /)", interrupt_main, NULL, ARGS_UNPACK },
    { "stack_size(size=..., /)", stack_size, NULL, ARGS_UNPACK },
    { "_count()", count_threads, NULL },
    { "__getattr__(name, /)", get_attribute, NULL },
    { 0 },
};
