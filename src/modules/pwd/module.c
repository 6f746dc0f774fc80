/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pwd: the users that /etc/passwd has. Other sources of users (nsswitch.conf(5)) are not asked: they may ask
 * the network, and nothing here may wait for that. See https://docs.python.org/3.11/library/pwd.html */
#include "builtin/classes/struct_sequence.h"
#include "builtin/text/codecs.h"
#include "vm/special.h"
#include <pwd.h>
#include <stdio.h>
#include <string.h>

static const NativeSpec user_fields[] = {
    STRUCT_FIELD("pw_name", 0),  STRUCT_FIELD("pw_passwd", 1),
    STRUCT_FIELD("pw_uid", 2),   STRUCT_FIELD("pw_gid", 3),
    STRUCT_FIELD("pw_gecos", 4), STRUCT_FIELD("pw_dir", 5),
    STRUCT_FIELD("pw_shell", 6), { 0 },
};
static const StructSequenceSpec user_spec = { "pwd", "struct_passwd", user_fields };

static Value text(Task *task, const char *bytes) { return path_decode(task, bytes ? bytes : ""); }

static Value user_new(Task *task, const struct passwd *user) {
    Value items[] = { text(task, user->pw_name),    text(task, user->pw_passwd), int_from_int64(user->pw_uid),
                      int_from_int64(user->pw_gid), text(task, user->pw_gecos),  text(task, user->pw_dir),
                      text(task, user->pw_shell) };
    return struct_sequence_new_take(task->machine, &user_spec, items, 7);
}

/* The first user of that name, or that number where name is NULL; ABSENT: there is none. */
static Value find_user(Task *task, const char *name, int64_t number) {
    FILE *file = fopen("/etc/passwd", "re");
    Value found = ABSENT;
    for (struct passwd *user; file && is_absent(found) && (user = fgetpwent(file));) {
        if (name ? !strcmp(user->pw_name, name) : (uid_t)number == user->pw_uid) found = user_new(task, user);
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
        return raise_error(call->task, TypeError, "uid should be integer, not %T", given);
    Outcome outcome = arg_integer(call, 0);
    if (outcome != DONE) return outcome;
    int64_t number;
    if (!int_fits_int64(call->args[0], &number) || number < -1 || number > UINT32_MAX)
        return raise_not_found(call, str_new("getpwuid(): uid not found"));
    Value user = find_user(call->task, NULL, number);
    if (!is_absent(user)) return give(call, user);
    return raise_not_found(call, str_format("getpwuid(): uid not found: %ld", (long)number));
}

static Outcome by_name(Call *call) {
    Value name;
    Buffer scratch = { 0 }, quoted = { 0 };
    size_t count;
    if (!arg_str(call, 0, &name)) return RAISED;
    const char *bytes = str_peek_utf8(name, &scratch, &count);
    bool has_null = strlen(bytes) != count;
    Value user = has_null ? ABSENT : find_user(call->task, bytes, 0);
    buffer_clear(&scratch);
    if (has_null) return raise_error(call->task, ValueError, "embedded null byte");
    if (!is_absent(user)) return give(call, user);
    buffer_append_text(&quoted, "getpwnam(): name not found: ");
    str_append_repr(&quoted, name);
    return raise_not_found(call, str_from_buffer_take(&quoted));
}

static Outcome all(Call *call) {
    FILE *file = fopen("/etc/passwd", "re");
    Value list = list_new(0);
    for (struct passwd *user; file && !is_absent(list) && (user = fgetpwent(file));) {
        if (!list_push_take(list_of(list), user_new(call->task, user))) replace_take(&list, ABSENT);
    }
    if (file) fclose(file);
    return give(call, list);
}

static const NativeSpec functions[] = {
    { "getpwuid(uidobj, /)", by_number, "The user with this number." },
    { "getpwnam(name, /)", by_name, "The user of this name." },
    { "getpwall()", all, "All users, a list." },
    { 0 },
};

static bool init(Machine *machine, Module *module) {
    struct_sequence_define(machine, module, "struct_passwd", &user_spec);
    return true;
}

const ModuleSpec pwd_module = {
    .name = "pwd",
    .doc = "The users of this system.",
    .functions = functions,
    .init = init,
};
