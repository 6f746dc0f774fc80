/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Modules: a name and a dict. What a program assigns to __name__ or __file__ is what the repr shows. */
#include "value/function.h"
#include "value/str.h"

Value module_new(Value name) {
    Module *module = container_new(&module_type, sizeof *module);
    module->name = retain(name);
    module->dict = dict_new();
    module->loading = ABSENT;
    return object_value(module);
}

static void module_clear(Object *object) { dict_clear_items(((Module *)object)->dict); }

static void module_free(Object *object) {
    Module *module = (Module *)object;
    release(module->name);
    release(module->loading);
    release(dict_value(module->dict));
    object_release_memory(object);
}

static void module_visit(Object *object, VisitFunction *visit, void *context) {
    visit(dict_value(((Module *)object)->dict), context);
}

static Verdict module_repr(Buffer *out, Value self, int depth) {
    const Module *module = (const Module *)object_of(self);
    Value name = dict_peek_text(module->dict, "__name__"), file = dict_peek_text(module->dict, "__file__");
    buffer_append_text(out, "<module ");
    Verdict verdict = value_repr(out, is_absent(name) ? module->name : name, depth + 1);
    if (verdict != YES) return verdict;
    if (module->is_frozen) {
        buffer_append_text(out, " (frozen)");
    } else if (!is_absent(file) && !is_none(file)) {
        buffer_append_text(out, " from ");
        verdict = value_repr(out, file, depth + 1);
    } else if (module->spec) {
        buffer_append_text(out, " (built-in)");
    }
    buffer_append_byte(out, '>');
    return verdict;
}

const Type module_type = {
    .name = "module",
    .id = TYPE_ID_MODULE,
    .flags = TYPE_WEAK | TYPE_CONTAINER | TYPE_OWN_LOOKUP | TYPE_SUBCLASSABLE,
    .size = sizeof(Module),
    .free = module_free,
    .visit = module_visit,
    .clear = module_clear,
    .repr = module_repr,
};
