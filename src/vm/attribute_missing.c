/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names that are not there: CPython's text, and behind it whether the name is one that Python has. */
#include "base/python_names.h"
#include "vm/attribute.h"
#include "vm/machine.h"
#include "vm/operations.h"

static const char *lacking_in_module(const Module *module, const char *name) {
    if (!module->spec && !module->is_carried)
        return ""; /* a program's own, which may have a name of Python's */
    Buffer scratch = { 0 };
    const char *lacking = python_lacking(str_peek_utf8(module->name, &scratch, NULL), name);
    buffer_clear(&scratch);
    return lacking;
}

/* Of the class, or of what is built in among its bases. */
static const char *lacking_in_class(const Class *class, const char *name) {
    const char *lacking = "";
    Buffer owner = { 0 };
    for (size_t i = 0; i < class->mro_count && !*lacking; i++) {
        const Class *base = class->mro[i];
        if (!base->is_native) continue;
        buffer_truncate(&owner, 0);
        if (is_absent(base->module))
            buffer_append_text(&owner, "builtins");
        else
            str_append_utf8(&owner, base->module);
        buffer_append_byte(&owner, '.');
        str_append_utf8(&owner, base->qualname);
        lacking = python_lacking(buffer_text(&owner), name);
    }
    buffer_clear(&owner);
    return lacking;
}

const char *attribute_lacking(Machine *machine, Value object, Value name) {
    Buffer scratch = { 0 };
    const char *text = str_peek_utf8(name, &scratch, NULL), *lacking;
    if (has_type(object, TYPE_ID_MODULE))
        lacking = lacking_in_module((Module *)object_of(object), text);
    else if (has_type(object, TYPE_ID_TYPE))
        lacking = lacking_in_class((Class *)object_of(object), text);
    else
        lacking = lacking_in_class(value_class(machine, object), text);
    buffer_clear(&scratch);
    return lacking;
}

const char *builtin_lacking(Machine *machine, Value name) {
    if (!is_absent(dict_peek_str(machine->builtins, name))) return ""; /* a program has builtins of its own */
    Buffer scratch = { 0 };
    const char *lacking = python_lacking("builtins", str_peek_utf8(name, &scratch, NULL));
    buffer_clear(&scratch);
    return lacking;
}

void attribute_raise_missing(Task *task, Value object, Value name) {
    const char *lacking = attribute_lacking(task->machine, object, name);
    if (has_type(object, TYPE_ID_MODULE)) {
        const Module *module = (Module *)object_of(object);
        const char *text =
            module->initializing
                ? "partially initialized module '%U' has no attribute '%U' (most likely due to a "
                  "circular import)%s"
                : "module '%U' has no attribute '%U'%s";
        raise_error(task, AttributeError, text, module->name, name, lacking);
    } else if (has_type(object, TYPE_ID_TYPE)) {
        raise_error(task, AttributeError, "type object '%s' has no attribute '%U'%s",
                    ((Class *)object_of(object))->type.name, name, lacking);
    } else if (has_type(object, TYPE_ID_SUPER)) {
        raise_error(task, AttributeError, "'super' object has no attribute '%U'%s", name, lacking);
    } else {
        raise_error(task, AttributeError, "'%T' object has no attribute '%U'%s", object, name, lacking);
    }
    ExceptionObject *exception = exception_of(task->exception);
    replace_take(&exception->fields[0], retain(name));
    replace_take(&exception->fields[1], retain(object));
}
