/* SPDX-License-Identifier: GPL-3.0-or-later */
/* resource: what a process may use, and what it has used. See
 * https://docs.python.org/3.11/library/resource.html, getrlimit(2), getrusage(2). */
#include "builtin/classes/usage.h"
#include "vm/special.h"
#include <errno.h>
#include <sys/resource.h>
#include <unistd.h>

static Value limit_pair(const struct rlimit *limit) {
    return tuple_pair_take(int_from_int64((int64_t)limit->rlim_cur),
                           int_from_int64((int64_t)limit->rlim_max));
}

static bool arg_resource(Call *call, size_t i, int *kind) {
    if (!arg_int(call, i, kind)) return false;
    if (*kind >= 0 && *kind < RLIM_NLIMITS) return true;
    raise_error(call->task, ValueError, "invalid resource specified");
    return false;
}

/* Two ints in args[i]. */
static Outcome arg_limits(Call *call, size_t i, struct rlimit *limit) {
    Outcome outcome = arg_items(call, i);
    if (outcome != DONE) return outcome;
    const Value *items;
    size_t count;
    int64_t numbers[2];
    sequence_peek(call->args[i], &items, &count);
    if (count != 2) return raise_error(call->task, ValueError, "expected a tuple of 2 integers");
    for (size_t k = 0; k < 2; k++) {
        if (!is_int(items[k]))
            return raise_error(call->task, TypeError, "'%T' object cannot be interpreted as an integer",
                               items[k]);
        if (!int_fits_int64(items[k], &numbers[k]))
            return raise_error(call->task, OverflowError, "Python int too large to convert to C long");
    }
    *limit = (struct rlimit){ (rlim_t)numbers[0], (rlim_t)numbers[1] };
    return DONE;
}

static Outcome raise_limit(Call *call) {
    if (errno == EINVAL) return raise_error(call->task, ValueError, "current limit exceeds maximum limit");
    if (errno == EPERM) return raise_error(call->task, ValueError, "not allowed to raise maximum limit");
    return raise_errno(call->task, errno);
}

static Outcome function_getrlimit(Call *call) {
    int kind;
    struct rlimit limit;
    if (!arg_resource(call, 0, &kind)) return RAISED;
    if (getrlimit((__rlimit_resource_t)kind, &limit) < 0) return raise_errno(call->task, errno);
    return give(call, limit_pair(&limit));
}

static Outcome function_setrlimit(Call *call) {
    int kind;
    struct rlimit limit;
    if (!arg_resource(call, 0, &kind)) return RAISED;
    Outcome outcome = arg_limits(call, 1, &limit);
    if (outcome != DONE) return outcome;
    return setrlimit((__rlimit_resource_t)kind, &limit) < 0 ? raise_limit(call) : give_none(call);
}

static Outcome function_prlimit(Call *call) {
    int pid, kind;
    struct rlimit limit, old;
    if (!arg_int(call, 0, &pid) || !arg_resource(call, 1, &kind)) return RAISED;
    bool is_set = !is_absent(call->args[2]) && !is_none(call->args[2]);
    Outcome outcome = is_set ? arg_limits(call, 2, &limit) : DONE;
    if (outcome != DONE) return outcome;
    if (prlimit(pid, (__rlimit_resource_t)kind, is_set ? &limit : NULL, &old) == 0)
        return give(call, limit_pair(&old));
    if (errno == EINVAL) return raise_error(call->task, ValueError, "current limit exceeds maximum limit");
    return raise_errno(call->task, errno);
}

static Outcome function_getrusage(Call *call) {
    int who;
    struct rusage usage;
    if (!arg_int(call, 0, &who)) return RAISED;
    if (getrusage((__rusage_who_t)who, &usage) == 0) return give(call, usage_new(call_machine(call), &usage));
    if (errno == EINVAL) return raise_error(call->task, ValueError, "invalid who parameter");
    return raise_errno(call->task, errno);
}

static Outcome function_getpagesize(Call *call) { return give_int(call, sysconf(_SC_PAGESIZE)); }

static const NativeSpec functions[] = {
    { "getrusage(who, /)", function_getrusage, "What a process, its children or this thread has used." },
    { "getrlimit(resource, /)", function_getrlimit, "The soft and the hard limit of a resource." },
    { "setrlimit(resource, limits, /)", function_setrlimit,
      "Set the soft and the hard limit of a resource." },
    { "prlimit(pid, resource, limits=None, /)", function_prlimit,
      "Get, and perhaps set, a limit of another process." },
    { "getpagesize()", function_getpagesize, "Bytes in a page of memory." },
    { 0 },
};

static const IntSpec ints[] = {
    INT_SPEC(RLIMIT_AS),
    INT_SPEC(RLIMIT_CORE),
    INT_SPEC(RLIMIT_CPU),
    INT_SPEC(RLIMIT_DATA),
    INT_SPEC(RLIMIT_FSIZE),
    INT_SPEC(RLIMIT_MEMLOCK),
    INT_SPEC(RLIMIT_MSGQUEUE),
    INT_SPEC(RLIMIT_NICE),
    INT_SPEC(RLIMIT_NOFILE),
    INT_SPEC(RLIMIT_NPROC),
    { "RLIMIT_OFILE", RLIMIT_NOFILE },
    INT_SPEC(RLIMIT_RSS),
    INT_SPEC(RLIMIT_RTPRIO),
    INT_SPEC(RLIMIT_RTTIME),
    INT_SPEC(RLIMIT_SIGPENDING),
    INT_SPEC(RLIMIT_STACK),
    { "RLIM_INFINITY", -1 },
    INT_SPEC(RUSAGE_CHILDREN),
    INT_SPEC(RUSAGE_SELF),
    INT_SPEC(RUSAGE_THREAD),
    { 0 },
};

static bool init(Machine *machine, Module *module) {
    dict_define_text_take(module->dict, "error", retain(object_value(machine->exceptions[OSError])));
    usage_define(machine, module);
    return true;
}

const ModuleSpec resource_module = {
    .name = "resource",
    .doc = "What a process may use, and what it has used.",
    .functions = functions,
    .ints = ints,
    .init = init,
};
