/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "builtin/classes/usage.h"
#include "builtin/classes/struct_sequence.h"

static const NativeSpec usage_fields[] = {
    STRUCT_FIELD("ru_utime", 0),
    STRUCT_FIELD("ru_stime", 1),
    STRUCT_FIELD("ru_maxrss", 2),
    STRUCT_FIELD("ru_ixrss", 3),
    STRUCT_FIELD("ru_idrss", 4),
    STRUCT_FIELD("ru_isrss", 5),
    STRUCT_FIELD("ru_minflt", 6),
    STRUCT_FIELD("ru_majflt", 7),
    STRUCT_FIELD("ru_nswap", 8),
    STRUCT_FIELD("ru_inblock", 9),
    STRUCT_FIELD("ru_oublock", 10),
    STRUCT_FIELD("ru_msgsnd", 11),
    STRUCT_FIELD("ru_msgrcv", 12),
    STRUCT_FIELD("ru_nsignals", 13),
    STRUCT_FIELD("ru_nvcsw", 14),
    STRUCT_FIELD("ru_nivcsw", 15),
    { 0 },
};

static const StructSequenceSpec usage_spec = { "resource", "struct_rusage", usage_fields };

static double seconds_of(struct timeval time) { return (double)time.tv_sec + 1e-6 * (double)time.tv_usec; }

Value usage_new(Machine *machine, const struct rusage *usage) {
    const long counts[] = { usage->ru_maxrss,  usage->ru_ixrss,  usage->ru_idrss,  usage->ru_isrss,
                            usage->ru_minflt,  usage->ru_majflt, usage->ru_nswap,  usage->ru_inblock,
                            usage->ru_oublock, usage->ru_msgsnd, usage->ru_msgrcv, usage->ru_nsignals,
                            usage->ru_nvcsw,   usage->ru_nivcsw };
    Value items[16] = { float_new(seconds_of(usage->ru_utime)), float_new(seconds_of(usage->ru_stime)) };
    for (size_t i = 0; i < 14; i++) items[2 + i] = int_from_int64(counts[i]);
    return struct_sequence_new_take(machine, &usage_spec, items, 16);
}

void usage_define(Machine *machine, Module *module) {
    struct_sequence_define(machine, module, "struct_rusage", &usage_spec);
}
