/* SPDX-License-Identifier: GPL-3.0-or-later */
/* posix: who this process is, and how much of the processor it gets. See credentials(7), sched(7). */
#include "builtin/classes/struct_sequence.h"
#include "modules/os/posix.h"
#include "vm/raise.h"
#include "vm/special.h"
#include <errno.h>
#include <grp.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#define NUMBER_OF(NAME)                                                                                      \
    static Outcome identity_##NAME(Call *call) { return give_int(call, NAME()); }
NUMBER_OF(getpid)
NUMBER_OF(getppid)
NUMBER_OF(getuid)
NUMBER_OF(geteuid)
NUMBER_OF(getgid)
NUMBER_OF(getegid)
NUMBER_OF(getpgrp)

#define NUMBER_OF_PROCESS(NAME)                                                                              \
    static Outcome identity_##NAME(Call *call) {                                                             \
        int pid;                                                                                             \
        return arg_int(call, 0, &pid) ? give_system_number(call, NAME(pid)) : RAISED;                        \
    }
NUMBER_OF_PROCESS(getpgid)
NUMBER_OF_PROCESS(getsid)

/* ids are unsigned; -1 stands for "as it is". */
static bool arg_ids(Call *call, int64_t *ids, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (!arg_int64(call, i, &ids[i])) return false;
        if (ids[i] >= -1 && ids[i] <= UINT32_MAX) continue;
        raise_error(call->task, OverflowError,
                    ids[i] < -1 ? "uid is less than minimum" : "uid is greater than maximum");
        return false;
    }
    return true;
}

#define SET_ONE(NAME)                                                                                        \
    static Outcome identity_##NAME(Call *call) {                                                             \
        int64_t id;                                                                                          \
        return arg_ids(call, &id, 1) ? give_done(call, NAME((uid_t)id)) : RAISED;                            \
    }
SET_ONE(setuid)
SET_ONE(seteuid)
SET_ONE(setgid)
SET_ONE(setegid)

#define SET_TWO(NAME)                                                                                        \
    static Outcome identity_##NAME(Call *call) {                                                             \
        int64_t ids[2];                                                                                      \
        return arg_ids(call, ids, 2) ? give_done(call, NAME((uid_t)ids[0], (uid_t)ids[1])) : RAISED;         \
    }
SET_TWO(setreuid)
SET_TWO(setregid)

#define SET_THREE(NAME)                                                                                      \
    static Outcome identity_##NAME(Call *call) {                                                             \
        int64_t ids[3];                                                                                      \
        if (!arg_ids(call, ids, 3)) return RAISED;                                                           \
        return give_done(call, NAME((uid_t)ids[0], (uid_t)ids[1], (uid_t)ids[2]));                           \
    }
SET_THREE(setresuid)
SET_THREE(setresgid)

static Outcome give_three(Call *call, const uid_t ids[3]) {
    Value items[] = { small_int(ids[0]), small_int(ids[1]), small_int(ids[2]) };
    return give(call, tuple_from_take(items, 3));
}

static Outcome identity_getresuid(Call *call) {
    uid_t ids[3];
    return getresuid(&ids[0], &ids[1], &ids[2]) < 0 ? raise_errno(call->task, errno) : give_three(call, ids);
}

static Outcome identity_getresgid(Call *call) {
    gid_t ids[3];
    return getresgid(&ids[0], &ids[1], &ids[2]) < 0 ? raise_errno(call->task, errno) : give_three(call, ids);
}

static Outcome identity_setsid(Call *call) { return give_done(call, setsid()); }
static Outcome identity_setpgrp(Call *call) { return give_done(call, setpgrp()); }

static Outcome identity_setpgid(Call *call) {
    int pid, group;
    if (!arg_int(call, 0, &pid) || !arg_int(call, 1, &group)) return RAISED;
    return give_done(call, setpgid(pid, group));
}

/* ---- groups */

enum { MOST_GROUPS = 65536 };

static Outcome give_groups(Call *call, const gid_t *groups, int count) {
    Value list = list_new((size_t)count);
    for (int i = 0; i < count; i++) list_add_take(list_of(list), small_int(groups[i]));
    return give(call, list);
}

static Outcome identity_getgroups(Call *call) {
    static_assert(sizeof(gid_t) == 4, "what getgroups(2) fills");
    gid_t groups[MOST_GROUPS];
    int count = getgroups(MOST_GROUPS, groups);
    return count < 0 ? raise_errno(call->task, errno) : give_groups(call, groups, count);
}

static Outcome identity_getgrouplist(Call *call) {
    Value name;
    int64_t group;
    gid_t groups[MOST_GROUPS];
    int count = MOST_GROUPS;
    if (!arg_str(call, 0, &name) || !arg_int64(call, 1, &group)) return RAISED;
    Buffer text = { 0 };
    str_append_utf8(&text, name);
    int found = getgrouplist(buffer_text(&text), (gid_t)group, groups, &count);
    buffer_clear(&text);
    return found < 0 ? raise_errno(call->task, errno) : give_groups(call, groups, count);
}

static Outcome identity_initgroups(Call *call) {
    Value name;
    int64_t group;
    if (!arg_str(call, 0, &name) || !arg_int64(call, 1, &group)) return RAISED;
    Buffer text = { 0 };
    str_append_utf8(&text, name);
    int result = initgroups(buffer_text(&text), (gid_t)group);
    buffer_clear(&text);
    return give_done(call, result);
}

static Outcome identity_setgroups(Call *call) {
    const Value *items;
    size_t count;
    gid_t groups[MOST_GROUPS];
    Outcome outcome = arg_items_or(call, 0, "setgroups argument must be a sequence");
    if (outcome != DONE) return outcome;
    sequence_peek(call->args[0], &items, &count);
    if (count > MOST_GROUPS) return raise_error(call->task, ValueError, "too many groups");
    for (size_t i = 0; i < count; i++) {
        int64_t id;
        if (!is_int(items[i]) || !int_fits_int64(items[i], &id))
            return raise_error(call->task, TypeError, "groups must be integers");
        groups[i] = (gid_t)id;
    }
    return give_done(call, setgroups(count, groups));
}

/* ---- priorities */

static Outcome identity_nice(Call *call) {
    int by;
    if (!arg_int(call, 0, &by)) return RAISED;
    errno = 0;
    int value = nice(by);
    return value == -1 && errno ? raise_errno(call->task, errno) : give_int(call, value);
}

static Outcome identity_getpriority(Call *call) {
    int which, who;
    if (!arg_int(call, 0, &which) || !arg_int(call, 1, &who)) return RAISED;
    errno = 0;
    int value = getpriority((unsigned)which, (id_t)who);
    return value == -1 && errno ? raise_errno(call->task, errno) : give_int(call, value);
}

static Outcome identity_setpriority(Call *call) {
    int which, who, value;
    if (!arg_int(call, 0, &which) || !arg_int(call, 1, &who) || !arg_int(call, 2, &value)) return RAISED;
    return give_done(call, setpriority((unsigned)which, (id_t)who, value));
}

static Outcome identity_sched_yield(Call *call) { return give_done(call, sched_yield()); }

static Outcome identity_sched_getscheduler(Call *call) {
    int pid;
    return arg_int(call, 0, &pid) ? give_system_number(call, sched_getscheduler(pid)) : RAISED;
}

static Outcome identity_sched_max(Call *call) {
    int policy;
    return arg_int(call, 0, &policy) ? give_system_number(call, sched_get_priority_max(policy)) : RAISED;
}

static Outcome identity_sched_min(Call *call) {
    int policy;
    return arg_int(call, 0, &policy) ? give_system_number(call, sched_get_priority_min(policy)) : RAISED;
}

static Outcome identity_getaffinity(Call *call) {
    int pid;
    cpu_set_t set;
    if (!arg_int(call, 0, &pid)) return RAISED;
    if (sched_getaffinity(pid, sizeof set, &set) < 0) return raise_errno(call->task, errno);
    Value cpus = set_new();
    if (is_absent(cpus)) return raise_memory(call->task);
    for (int i = 0; i < CPU_SETSIZE; i++) {
        if (CPU_ISSET(i, &set) && !set_add(set_of(cpus), (HashedKey){ small_int(i), i }))
            return raise_memory(call->task);
    }
    return give(call, cpus);
}

static Outcome identity_setaffinity(Call *call) {
    int pid;
    const Value *items;
    size_t count;
    cpu_set_t set;
    CPU_ZERO(&set);
    Outcome outcome = arg_items(call, 1);
    if (outcome != DONE) return outcome;
    if (!arg_int(call, 0, &pid)) return RAISED;
    sequence_peek(call->args[1], &items, &count);
    for (size_t i = 0; i < count; i++) {
        int64_t cpu;
        if (!is_int(items[i]) || !int_fits_int64(items[i], &cpu) || cpu < 0 || cpu >= CPU_SETSIZE)
            return raise_error(call->task, ValueError, "negative CPU number");
        CPU_SET(cpu, &set);
    }
    return give_done(call, sched_setaffinity(pid, sizeof set, &set));
}

const NativeSpec posix_identities[] = {
    { "getpid()", identity_getpid, "The number of this process." },
    { "getppid()", identity_getppid, "The number of the process that started this one." },
    { "getuid()", identity_getuid, "The number of the user." },
    { "geteuid()", identity_geteuid, "The user whose rights this process has." },
    { "getgid()", identity_getgid, "The number of the group." },
    { "getegid()", identity_getegid, "The group whose rights this process has." },
    { "getpgrp()", identity_getpgrp, "The group of processes of this one." },
    { "getpgid(pid)", identity_getpgid, "The group of processes of another one." },
    { "getsid(pid, /)", identity_getsid, "The session of a process." },
    { "setuid(uid, /)", identity_setuid, "Change the user." },
    { "seteuid(euid, /)", identity_seteuid, "Change the user whose rights it has." },
    { "setgid(gid, /)", identity_setgid, "Change the group." },
    { "setegid(egid, /)", identity_setegid, "Change the group whose rights it has." },
    { "setreuid(ruid, euid, /)", identity_setreuid, "Change both users.", ARGS_UNPACK },
    { "setregid(rgid, egid, /)", identity_setregid, "Change both groups.", ARGS_UNPACK },
    { "setresuid(ruid, euid, suid, /)", identity_setresuid, "Change all three users.", ARGS_UNPACK },
    { "setresgid(rgid, egid, sgid, /)", identity_setresgid, "Change all three groups.", ARGS_UNPACK },
    { "getresuid()", identity_getresuid, "The user, the one whose rights it has, and the saved one." },
    { "getresgid()", identity_getresgid, "The group, the one whose rights it has, and the saved one." },
    { "setsid()", identity_setsid, "Begin a session without a terminal." },
    { "setpgrp()", identity_setpgrp, "Begin a group of processes." },
    { "setpgid(pid, pgrp, /)", identity_setpgid, "Put a process into a group.", ARGS_UNPACK },
    { "getgroups()", identity_getgroups, "The further groups of this process." },
    { "getgrouplist(user, group, /)", identity_getgrouplist, "The groups of a user.", ARGS_UNPACK },
    { "initgroups(username, gid, /)", identity_initgroups, "Take the groups of a user.", ARGS_UNPACK },
    { "setgroups(groups, /)", identity_setgroups, "Change the further groups." },
    { "nice(increment, /)", identity_nice, "Take the processor less often; gives how nice it is then." },
    { "getpriority(which, who)", identity_getpriority, "How nice processes are." },
    { "setpriority(which, who, priority)", identity_setpriority, "Say how nice processes are." },
    { "sched_yield()", identity_sched_yield, "Let other processes run." },
    { "sched_getscheduler(pid, /)", identity_sched_getscheduler,
      "The rule by which a process gets a processor." },
    { "sched_get_priority_max(policy)", identity_sched_max, "The highest priority of a rule." },
    { "sched_get_priority_min(policy)", identity_sched_min, "The lowest priority of a rule." },
    { "sched_getaffinity(pid, /)", identity_getaffinity, "The processors on which a process may run." },
    { "sched_setaffinity(pid, mask, /)", identity_setaffinity, "Say on which processors it may run.",
      ARGS_UNPACK },
    { 0 },
};
