/* SPDX-License-Identifier: GPL-3.0-or-later */
/* syslog: messages to the log of the system. See https://docs.python.org/3.11/library/syslog.html, syslog(3).
 */
#include "vm/machine.h"
#include "vm/operations.h"
#include <string.h>
#include <syslog.h>

/* What was given to openlog(3), which keeps the pointer: one a process, as the log itself is. */
static char identity[256];
static bool is_open;

/* The name of the program without its folder, as sys.argv has it. */
static void default_identity(Machine *machine) {
    Module *sys = (Module *)object_of(dict_peek_text(machine->modules, "sys"));
    Value arguments = dict_peek_text(sys->dict, "argv");
    Buffer scratch = { 0 };
    const Value *items;
    size_t count;
    identity[0] = '\0';
    if (is_absent(arguments) || !sequence_peek(arguments, &items, &count) || !count || !is_str(items[0]))
        return;
    const char *name = str_peek_utf8(items[0], &scratch, NULL), *slash = strrchr(name, '/');
    strncpy(identity, slash ? slash + 1 : name, sizeof identity - 1);
    buffer_clear(&scratch);
}

static void open_log(Machine *machine, Value name, int options, int facility) {
    Buffer scratch = { 0 };
    if (is_absent(name) || is_none(name))
        default_identity(machine);
    else
        strncpy(identity, str_peek_utf8(name, &scratch, NULL), sizeof identity - 1);
    buffer_clear(&scratch);
    openlog(identity[0] ? identity : NULL, options, facility);
    is_open = true;
}

static Outcome function_openlog(Call *call) {
    Value name = call->args[0];
    int options, facility;
    if (!is_absent(name) && !arg_str(call, 0, &name)) return RAISED;
    if (!arg_int(call, 1, &options) || !arg_int(call, 2, &facility)) return RAISED;
    open_log(call_machine(call), name, options, facility);
    return give_none(call);
}

/* syslog(message) or syslog(priority, message) */
static Outcome function_syslog(Call *call) {
    const Tuple *given = tuple_of(call->args[0]);
    Value message = given->count ? given->items[given->count - 1] : ABSENT;
    int64_t priority = LOG_INFO;
    bool is_right = given->count <= 2 && is_str(message);
    if (is_right && given->count == 2)
        is_right = is_int(given->items[0]) && int_fits_int64(given->items[0], &priority);
    if (!is_right) return raise_error(call->task, TypeError, "[priority,] message string");
    if (!is_open) open_log(call_machine(call), ABSENT, 0, LOG_USER);
    Buffer scratch = { 0 };
    syslog((int)priority, "%s", str_peek_utf8(message, &scratch, NULL));
    buffer_clear(&scratch);
    return give_none(call);
}

static Outcome function_closelog(Call *call) {
    if (is_open) closelog();
    is_open = false;
    return give_none(call);
}

static Outcome function_setlogmask(Call *call) {
    int mask;
    return arg_int(call, 0, &mask) ? give_int(call, setlogmask(mask)) : RAISED;
}

static Outcome function_mask(Call *call) {
    int64_t priority;
    return arg_int64(call, 0, &priority) ? give_int(call, LOG_MASK((unsigned)priority & 31)) : RAISED;
}

static Outcome function_upto(Call *call) {
    int64_t priority;
    if (!arg_int64(call, 0, &priority)) return RAISED;
    return give_int(call, (int64_t)((2U << ((unsigned)priority & 31)) - 1));
}

static const NativeSpec functions[] = {
    { "openlog(ident=..., logoption=0, facility=8)", function_openlog, "Say how messages are to be marked." },
    { "syslog(*args)", function_syslog, "Send a message to the log, syslog([priority,] message)." },
    { "closelog()", function_closelog, "Close the log." },
    { "setlogmask(maskpri, /)", function_setlogmask,
      "Say which priorities are logged, and give what was said before." },
    { "LOG_MASK(pri, /)", function_mask, "The bit of one priority." },
    { "LOG_UPTO(pri, /)", function_upto, "The bits of all priorities up to this one." },
    { 0 },
};

static const IntSpec ints[] = {
    INT_SPEC(LOG_ALERT),    INT_SPEC(LOG_AUTH),
    INT_SPEC(LOG_AUTHPRIV), INT_SPEC(LOG_CONS),
    INT_SPEC(LOG_CRIT),     INT_SPEC(LOG_CRON),
    INT_SPEC(LOG_DAEMON),   INT_SPEC(LOG_DEBUG),
    INT_SPEC(LOG_EMERG),    INT_SPEC(LOG_ERR),
    INT_SPEC(LOG_INFO),     INT_SPEC(LOG_KERN),
    INT_SPEC(LOG_LOCAL0),   INT_SPEC(LOG_LOCAL1),
    INT_SPEC(LOG_LOCAL2),   INT_SPEC(LOG_LOCAL3),
    INT_SPEC(LOG_LOCAL4),   INT_SPEC(LOG_LOCAL5),
    INT_SPEC(LOG_LOCAL6),   INT_SPEC(LOG_LOCAL7),
    INT_SPEC(LOG_LPR),      INT_SPEC(LOG_MAIL),
    INT_SPEC(LOG_NDELAY),   INT_SPEC(LOG_NEWS),
    INT_SPEC(LOG_NOTICE),   INT_SPEC(LOG_NOWAIT),
    INT_SPEC(LOG_ODELAY),   INT_SPEC(LOG_PERROR),
    INT_SPEC(LOG_PID),      INT_SPEC(LOG_SYSLOG),
    INT_SPEC(LOG_USER),     INT_SPEC(LOG_UUCP),
    INT_SPEC(LOG_WARNING),  { 0 },
};

const ModuleSpec syslog_module = {
    .name = "syslog",
    .doc = "Messages to the log of the system.",
    .functions = functions,
    .ints = ints,
};
