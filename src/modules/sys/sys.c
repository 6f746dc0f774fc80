/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sys: what a program can ask of the interpreter. Where a program would print the version, it is
 * CPython 3.11's: that is the notation that is spoken here; `sys.version` says who speaks it. See
 * https://docs.python.org/3.11/library/sys.html */
#include "modules/sys/sys.h"
#include "builtin/classes/file.h"
#include "builtin/classes/object.h"
#include "builtin/classes/struct_sequence.h"
#include "builtin/functions/builtins.h"
#include "builtin/functions/excepthook.h"
#include "builtin/functions/unraisable.h"
#include "builtin/text/codecs.h"
#include "lang/code.h"
#include "vm/frame_object.h"
#include "vm/operations.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LEAST_STR_DIGITS = 640, DEEPEST = 1000000 };

static Outcome sys_exit(Call *call) {
    Value status = call->args[0];
    Machine *machine = call_machine(call);
    if (is_exception_of(machine, status, SystemExit)) return raise_value(call->task, status);
    Value arguments = is_absent(status) || is_none(status) ? tuple_from(NULL, 0)
                      : is_tuple(status)                   ? retain(status)
                                                           : tuple_from(&status, 1);
    raise_with(call->task, SystemExit, arguments);
    if (is_tuple(status))
        replace_take(&exception_of(call->task->exception)->fields[EXIT_UNCAUGHT], retain(status));
    release(arguments);
    return RAISED;
}

static Outcome sys_getrecursionlimit(Call *call) {
    return give_int(call, call_machine(call)->recursion_limit);
}

static Outcome sys_setrecursionlimit(Call *call) {
    int limit;
    if (!arg_int(call, 0, &limit)) return RAISED;
    if (limit < 1)
        return raise_error(call->task, ValueError, "recursion limit must be greater or equal than 1");
    uint32_t depth = call->task->depth + 1; /* python3 counts the call of setrecursionlimit too */
    if ((uint32_t)limit <= depth) {
        return raise_error(
            call->task, RecursionError,
            "cannot set the recursion limit to %d at the recursion depth %u: the limit is too low", limit,
            depth);
    }
    call_machine(call)->recursion_limit = limit > DEEPEST ? DEEPEST : (uint32_t)limit;
    return give_none(call);
}

static Outcome sys_get_int_max_str_digits(Call *call) { return give_int(call, (int64_t)int_text_limit()); }

static Outcome sys_set_int_max_str_digits(Call *call) {
    int digits;
    if (!arg_int(call, 0, &digits)) return RAISED;
    if (digits != 0 && digits < LEAST_STR_DIGITS)
        return raise_error(call->task, ValueError, "maxdigits must be 0 or larger than %d", LEAST_STR_DIGITS);
    int_set_text_limit((size_t)digits);
    return give_none(call);
}

static Outcome sys_getframe(Call *call) {
    int depth;
    if (!arg_int(call, 0, &depth)) return RAISED;
    Frame *frame = frame_find_visible(call->task->frame->caller);
    for (; frame && depth > 0; depth--) frame = frame_find_visible(frame->caller);
    if (!frame) return raise_error(call->task, ValueError, "call stack is not deep enough");
    return give(call, frame_object_of(frame));
}

static Outcome sys_settrace(Call *call) {
    if (is_none(call->args[0])) return give_none(call);
    return raise_error(call->task, NotImplementedError,
                       "sys.settrace() and sys.setprofile() are not in causette (Python has them)");
}

static Outcome sys_gettrace(Call *call) { return give_none(call); }

static Outcome sys_exc_info(Call *call) {
    Value exception = call->task->handled, items[3] = { NONE, NONE, NONE };
    if (!is_absent(exception)) {
        Value traceback = exception_of(exception)->traceback;
        items[0] = object_value(value_class(call_machine(call), exception));
        items[1] = exception;
        items[2] = is_absent(traceback) ? NONE : traceback;
    }
    return give(call, tuple_from(items, 3));
}

static Outcome sys_exception(Call *call) {
    return give(call, is_absent(call->task->handled) ? NONE : retain(call->task->handled));
}

static Outcome sys_intern(Call *call) {
    Value text;
    if (!arg_str(call, 0, &text)) return RAISED;
    return give(call, str_intern(text));
}

static Outcome sys_getrefcount(Call *call) {
    Value value = call->args[0];
    return give_int(call, is_object(value) ? object_of(value)->references : 1000);
}

static Outcome sys_getsizeof(Call *call) {
    Value value = call->args[0];
    return give_int(call, is_object(value) ? object_type(value)->size : (int64_t)sizeof(Value));
}

static Outcome sys_getdefaultencoding(Call *call) { return give_text(call, "utf-8"); }
static Outcome sys_getfilesystemencodeerrors(Call *call) { return give_text(call, "surrogateescape"); }

/* Nobody can listen: sys.addaudithook is not in causette. */
static Outcome sys_audit(Call *call) {
    if (is_str(call->args[0])) return give_none(call);
    return raise_error(call->task, TypeError, "expected str for argument 'event', not %T", call->args[0]);
}

#ifdef __clang__
#define COMPILER __VERSION__
#else
#define COMPILER "GCC " __VERSION__
#endif

static Outcome sys_get_origin_depth(Call *call) { return give_int(call, call_machine(call)->origin_depth); }

static Outcome sys_set_origin_depth(Call *call) {
    int depth;
    if (!arg_int(call, 0, &depth)) return RAISED;
    if (depth < 0) return raise_error(call->task, ValueError, "depth must be >= 0");
    call_machine(call)->origin_depth = (uint32_t)depth;
    return give_none(call);
}

static Outcome sys_is_finalizing(Call *call) { return give_bool(call, call_machine(call)->is_ending); }

static const NativeSpec sys_functions[] = {
    { "displayhook(object, /)", sys_displayhook, "Show a value as the prompt does, and keep it in `_`." },
    { "excepthook(exctype, value, traceback, /)", sys_excepthook,
      "Show an exception that nobody catches; a program can put a function of its own here." },
    { "unraisablehook(unraisable, /)", sys_unraisablehook,
      "Show an exception that has nobody to be raised to; a program can put a function of its own here." },
    { "exit(status=..., /)", sys_exit, "Leave the program: raises SystemExit(status)." },
    { "get_asyncgen_hooks()", sys_get_asyncgen_hooks, "What learns of asynchronous generators." },
    { "set_asyncgen_hooks(firstiter=..., finalizer=...)", sys_set_asyncgen_hooks,
      "Set what learns of the first step and of the end of asynchronous generators.", ARGS_KEYWORDS },
    { "getrecursionlimit()", sys_getrecursionlimit, "How deep calls may nest." },
    { "setrecursionlimit(limit, /)", sys_setrecursionlimit, "Set how deep calls may nest." },
    { "get_int_max_str_digits()", sys_get_int_max_str_digits,
      "The most digits that conversions between int and str take." },
    { "set_int_max_str_digits(maxdigits)", sys_set_int_max_str_digits, "Set it; 0 is no limit." },
    { "_getframe(depth=0, /)", sys_getframe, "The frame that calls, or one so many calls below it." },
    { "settrace(function, /)", sys_settrace, "Not in causette, but for None." },
    { "gettrace()", sys_gettrace, "None: nothing is traced." },
    { "setprofile(function, /)", sys_settrace, "Not in causette, but for None." },
    { "getprofile()", sys_gettrace, "None: nothing is profiled." },
    { "get_coroutine_origin_tracking_depth()", sys_get_origin_depth,
      "How many frames a coroutine keeps of where it was made." },
    { "set_coroutine_origin_tracking_depth(depth)", sys_set_origin_depth, "Set it." },
    { "is_finalizing()", sys_is_finalizing, "Whether the program has ended, and its modules do now." },
    { "audit(event, /, *args)", sys_audit, "Tell those that listen: nobody does." },
    { "exc_info()", sys_exc_info,
      "Class, exception and traceback of what an except clause handles; or three times None." },
    { "exception()", sys_exception, "The exception that an except clause handles, or None." },
    { "intern(string, /)", sys_intern, "The one shared str of this text." },
    { "getrefcount(object, /)", sys_getrefcount, "How many references there are to an object." },
    { "getsizeof(object, default=...)", sys_getsizeof, "Bytes of an object's header." },
    { "getdefaultencoding()", sys_getdefaultencoding, "'utf-8'." },
    { "getfilesystemencoding()", sys_getdefaultencoding, "'utf-8'." },
    { "getfilesystemencodeerrors()", sys_getfilesystemencodeerrors, "'surrogateescape'." },
    { 0 },
};

static const NativeSpec version_fields[] = {
    STRUCT_FIELD("major", 0),        STRUCT_FIELD("minor", 1),  STRUCT_FIELD("micro", 2),
    STRUCT_FIELD("releaselevel", 3), STRUCT_FIELD("serial", 4), { 0 },
};

static Value version_info(Machine *machine) {
    static const StructSequenceSpec spec = { "sys", "version_info", version_fields };
    Value items[] = { small_int(3), small_int(11), small_int(2), str_new("final"), small_int(0) };
    return struct_sequence_new_take(machine, &spec, items, 5);
}

/* sys.implementation. */
static void set_implementation(Machine *machine, Module *sys) {
    Value value = namespace_new(machine);
    Dict *dict = attributes_of(value, true);
    dict_define_text_take(dict, "name", str_new("cpython")); /* whose notation it is: programs branch on it */
    dict_define_text_take(dict, "cache_tag", NONE);
    dict_define_text_take(dict, "version", retain(dict_peek_text(sys->dict, "version_info")));
    dict_define_text_take(dict, "hexversion", small_int(0x030b02f0));
    dict_define_text_take(dict, "_multiarch", str_new("x86_64-linux-gnu"));
    dict_define_text_take(sys->dict, "implementation", value);
}

static Value own_path(void) {
    char path[4096];
    ssize_t count = readlink("/proc/self/exe", path, sizeof path);
    return count > 0 ? str_from_utf8(path, (size_t)count) : str_new("");
}

static bool sys_init(Machine *machine, Module *sys) {
    Dict *dict = sys->dict;
    dict_define_text_take(dict, "modules", retain(dict_value(machine->modules)));
    dict_define_text_take(dict, "path", retain(machine->path));
    dict_define_text_take(dict, "version", str_new("3.11.2 (causette " CAUSETTE_VERSION ") [" COMPILER "]"));
    dict_define_text_take(dict, "version_info", version_info(machine));
    dict_define_text_take(dict, "hexversion", small_int(0x030b02f0));
    dict_define_text_take(dict, "platform", str_new("linux"));
    dict_define_text_take(dict, "byteorder",
                          str_new(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? "little" : "big"));
    dict_define_text_take(dict, "maxsize", int_from_int64(INT64_MAX));
    dict_define_text_take(dict, "maxunicode", small_int(0x10ffff));
    dict_define_text_take(dict, "executable", own_path());
    dict_define_text_take(dict, "warnoptions", list_new(0));
    dict_define_text_take(dict, "dont_write_bytecode", TRUE);
    dict_define_text_take(dict, "argv", list_new(0));
    dict_define_text_take(dict, "__excepthook__", retain(dict_peek_text(dict, "excepthook")));
    dict_define_text_take(dict, "__unraisablehook__", retain(dict_peek_text(dict, "unraisablehook")));
    dict_define_text_take(dict, "__displayhook__", retain(dict_peek_text(dict, "displayhook")));
    set_implementation(machine, sys);
    file_install_standard(machine, sys);
    return true;
}

static const char *const unheeded[] = { "breakpointhook", NULL };

const ModuleSpec sys_module = {
    .name = "sys",
    .doc = "The interpreter: arguments, standard streams, limits.",
    .functions = sys_functions,
    .unheeded = unheeded,
    .init = sys_init,
};

Value sys_text(Machine *machine, const char *bytes) {
    Task *task = machine->main;
    Value text = path_decode(task, bytes);
    return is_absent(text) ? str_new("") : text;
}

void sys_set_argv(Machine *machine, int argc, char **argv) {
    Value list = list_new((size_t)argc);
    for (int i = 0; i < argc; i++) {
        list_add_take(list_of(list), sys_text(machine, argv[i]));
    }
    dict_define_text_take(machine_peek_sys(machine)->dict, "argv", list);
}

void sys_set_prompts(Machine *machine, const char *ps1, const char *ps2) {
    dict_define_text_take(machine_peek_sys(machine)->dict, "ps1", str_new(ps1));
    dict_define_text_take(machine_peek_sys(machine)->dict, "ps2", str_new(ps2));
}
