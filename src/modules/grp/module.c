/* SPDX-License-Identifier: GPL-3.0-or-later */
/* grp: the groups of users that /etc/group has. Other sources (nsswitch.conf(5)) are not asked: they may ask
 * the network, and nothing here may wait for that. See https://docs.python.org/3.11/library/grp.html */
#include "builtin/classes/struct_sequence.h"
#include "builtin/text/codecs.h"
#include "vm/special.h"
#include <grp.h>
#include <stdio.h>
#include <string.h>

static const NativeSpec group_fields[] = {
    STRUCT_FIELD("gr_name", 0),
    STRUCT_FIELD("gr_passwd", 1),
    STRUCT_FIELD("gr_gid", 2),
    STRUCT_FIELD("gr_mem", 3),
    { 0 },
};
static const StructSequenceSpec group_spec = { "grp", "struct_group", group_fields };

static Value text(Task *task, const char *bytes) { return path_decode(task, bytes ? bytes : ""); }

static Value group_new(Task *task, const struct group *group) {
    Value members = list_new(0);
    for (char **member = group->gr_mem; *member; member++)
        list_add_take(list_of(members), text(task, *member));
    Value items[] = { text(task, group->gr_name), text(task, group->gr_passwd), int_from_int64(group->gr_gid),
                      members };
    return struct_sequence_new_take(task->machine, &group_spec, items, 4);
}

/* The first group of that name, or that number where name is NULL; ABSENT: there is none. */
static Value find_group(Task *task, const char *name, int64_t number) {
    FILE *file = fopen("/etc/group", "re");
    Value found = ABSENT;
    for (struct group *group; file && is_absent(found) && (group = fgetgrent(file));) {
        if (name ? !strcmp(group->gr_name, name) : (gid_t)number == group->gr_gid)
            found = group_new(task, group);
    }
    if (file) fclose(file);
    return found;
}

static Outcome raise_not_found(Call *call, Value text) {
    raise_key(call->task, text);
    release(text);
    return RAISED;
}

static Outcome by_number(Call *call) {
    Value given = call->args[0];
    if (!is_int(given) &&
        is_absent(class_peek_special(value_class(call_machine(call), given), SPECIAL_index)))
        return raise_error(call->task, TypeError, "gid should be integer, not %T", given);
    Outcome outcome = arg_integer(call, 0);
    if (outcome != DONE) return outcome;
    int64_t number;
    bool fits = int_fits_int64(call->args[0], &number);
    if (!fits || number < -1 || number > UINT32_MAX)
        return raise_error(call->task, OverflowError, "gid is %s",
                           int_sign(call->args[0]) < 0 ? "less than minimum" : "greater than maximum");
    Value group = find_group(call->task, NULL, number);
    if (!is_absent(group)) return give(call, group);
    return raise_not_found(call, str_format("getgrgid(): gid not found: %ld", (long)number));
}

static Outcome by_name(Call *call) {
    Value name;
    Buffer scratch = { 0 }, quoted = { 0 };
    size_t count;
    if (!arg_str(call, 0, &name)) return RAISED;
    const char *bytes = str_peek_utf8(name, &scratch, &count);
    bool has_null = strlen(bytes) != count;
    Value group = has_null ? ABSENT : find_group(call->task, bytes, 0);
    buffer_clear(&scratch);
    if (has_null) return raise_error(call->task, ValueError, "embedded null byte");
    if (!is_absent(group)) return give(call, group);
    buffer_append_text(&quoted, "getgrnam(): name not found: ");
    str_append_repr(&quoted, name);
    return raise_not_found(call, str_from_buffer_take(&quoted));
}

static Outcome all(Call *call) {
    FILE *file = fopen("/etc/group", "re");
    Value list = list_new(0);
    for (struct group *group; file && !is_absent(list) && (group = fgetgrent(file));) {
        if (!list_push_take(list_of(list), group_new(call->task, group))) replace_take(&list, ABSENT);
    }
    if (file) fclose(file);
    return give(call, list);
}

static const NativeSpec functions[] = {
    { "getgrgid(id)", by_number, "The group with this number." },
    { "getgrnam(name)", by_name, "The group of this name." },
    { "getgrall()", all, "All groups, a list." },
    { 0 },
};

static bool init(Machine *machine, Module *module) {
    struct_sequence_define(machine, module, "struct_group", &group_spec);
    return true;
}

const ModuleSpec grp_module = {
    .name = "grp",
    .doc = "The groups of this system.",
    .functions = functions,
    .init = init,
};
