/* SPDX-License-Identifier: GPL-3.0-or-later */
/* marshal: what it writes is CPython's bytecode, which nobody here can run. It can be imported, because
 * importlib does; its calls are refused. */
#include "vm/native.h"

static Outcome marshal_refuse(Call *call) {
    return raise_error(call->task, NotImplementedError,
                       "marshal is not in causette's notation: use json or pickle");
}

static const NativeSpec marshal_functions[] = {
    { "dump(value, file, version=4, /)", marshal_refuse, "Not in causette's notation." },
    { "dumps(value, version=4, /)", marshal_refuse, "Not in causette's notation." },
    { "load(file, /)", marshal_refuse, "Not in causette's notation." },
    { "loads(bytes, /)", marshal_refuse, "Not in causette's notation." },
    { 0 },
};

static const IntSpec marshal_ints[] = { { "version", 4 }, { 0 } };

const ModuleSpec marshal_module = {
    .name = "marshal",
    .doc = "CPython's form of compiled code: not in causette's notation.",
    .functions = marshal_functions,
    .ints = marshal_ints,
};
