/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builtins as values: a native of a table as a function, as a method in a class's dict, bound to an instance,
 * or as a computed attribute. And classes built from their tables. */
#include "vm/builtin.h"
#include "base/memory.h"
#include "base/switches.h"
#include "vm/machine.h"
#include "vm/signature.h"
#include <string.h>

static void builtin_free(Object *object) {
    Builtin *builtin = (Builtin *)object;
    signature_release(builtin->signature);
    release(builtin->self);
    release(builtin->module);
    object_release_memory(object);
}

static void builtin_visit(Object *object, VisitFunction *visit, void *context) {
    Builtin *builtin = (Builtin *)object;
    visit(builtin->self, context);
}

static void builtin_clear(Object *object) { replace_take(&((Builtin *)object)->self, ABSENT); }

static size_t name_length(const NativeSpec *spec) { return strcspn(spec->signature, "("); }

static bool acts_as_python(const Builtin *builtin) { return builtin->spec->style == ARGS_PYTHON; }

/* A native that words its errors as a function of Python prints as one too. */
static Verdict python_repr(Buffer *out, Value self, int depth) {
    const Builtin *builtin = (const Builtin *)object_of(self);
    Buffer name = { 0 };
    if (builtin->of) buffer_append_format(&name, "%s.", str_peek_ascii(builtin->of->name));
    buffer_append(&name, builtin->spec->signature, name_length(builtin->spec));
    Verdict verdict = YES;
    if (is_absent(builtin->self)) {
        buffer_append_format(out, "<function %s at 0x%lx>", buffer_text(&name), (unsigned long)self.word);
    } else {
        buffer_append_format(out, "<bound method %s of ", buffer_text(&name));
        verdict = value_repr(out, builtin->self, depth + 1);
        buffer_append_byte(out, '>');
    }
    buffer_clear(&name);
    return verdict;
}

static Verdict builtin_repr(Buffer *out, Value self, int depth) {
    const Builtin *builtin = (Builtin *)object_of(self);
    if (acts_as_python(builtin)) return python_repr(out, self, depth);
    int length = (int)name_length(builtin->spec);
    const char *name = builtin->spec->signature;
    if (is_absent(builtin->self) || has_type(builtin->self, TYPE_ID_MODULE)) {
        buffer_append_format(out, "<built-in function %.*s>", length, name);
        return YES;
    }
    const char *format = builtin->of && name_fills_slot(name, (size_t)length)
                             ? "<method-wrapper '%.*s' of %s object at 0x%lx>"
                             : "<built-in method %.*s of %s object at 0x%lx>";
    buffer_append_format(out, format, length, name, value_type(builtin->self)->name,
                         (unsigned long)builtin->self.word);
    return YES;
}

static const Type native_member_type;

static Verdict descriptor_repr(Buffer *out, Value self, int depth) {
    const Builtin *builtin = (Builtin *)object_of(self);
    if (acts_as_python(builtin)) return python_repr(out, self, depth);
    const char *kind = object_type(self) == &native_member_type             ? "member"
                       : object_type(self)->id == TYPE_ID_GETSET_DESCRIPTOR ? "attribute"
                       : object_type(self) == &wrapper_descriptor_type      ? "slot wrapper"
                                                                            : "method";
    buffer_append_format(out, "<%s '%.*s' of '", kind, (int)name_length(builtin->spec),
                         builtin->spec->signature);
    if (builtin->of) str_append_utf8(out, builtin->of->name);
    buffer_append_text(out, "' objects>");
    return YES;
}

static Verdict builtin_equal(Value a, Value b, int depth) {
    (void)depth;
    if (!has_type(b, TYPE_ID_BUILTIN)) return UNSUPPORTED;
    const Builtin *x = (Builtin *)object_of(a), *y = (Builtin *)object_of(b);
    return x->spec == y->spec && is_same(x->self, y->self) ? YES : NO;
}

static Verdict builtin_hash(Value self, int64_t *hash, int depth) {
    (void)depth;
    const Builtin *builtin = (Builtin *)object_of(self);
    *hash = (int64_t)(((uintptr_t)builtin->spec >> 4) ^ (builtin->self.word >> 4));
    if (*hash == -1) *hash = -2;
    return YES;
}

/* What the types of builtins have in common. */
#define BUILTIN_LAYOUT                                                                                       \
    .size = sizeof(Builtin), .free = builtin_free, .visit = builtin_visit, .clear = builtin_clear

const Type builtin_type = {
    .name = "builtin_function_or_method",
    .id = TYPE_ID_BUILTIN,
    .flags = TYPE_WEAK | TYPE_CONTAINER,
    BUILTIN_LAYOUT,
    .repr = builtin_repr,
    .equal = builtin_equal,
    .hash = builtin_hash,
};

/* What is bound of a special method that fills a slot of CPython's type objects. */
const Type method_wrapper_type = {
    .name = "method-wrapper",
    .id = TYPE_ID_BUILTIN,
    .flags = TYPE_CONTAINER | TYPE_VARIANT,
    BUILTIN_LAYOUT,
    .repr = builtin_repr,
    .equal = builtin_equal,
    .hash = builtin_hash,
};

const Type method_descriptor_type = {
    .name = "method_descriptor",
    .id = TYPE_ID_METHOD_DESCRIPTOR,
    .flags = TYPE_CONTAINER,
    BUILTIN_LAYOUT,
    .repr = descriptor_repr,
};

/* Special methods that fill a slot of CPython's type objects, under the name that error texts give them. */
const Type wrapper_descriptor_type = {
    .name = "wrapper_descriptor",
    .id = TYPE_ID_METHOD_DESCRIPTOR,
    .flags = TYPE_CONTAINER | TYPE_VARIANT,
    BUILTIN_LAYOUT,
    .repr = descriptor_repr,
};

const Type getset_descriptor_type = {
    .name = "getset_descriptor",
    .id = TYPE_ID_GETSET_DESCRIPTOR,
    .flags = TYPE_CONTAINER,
    BUILTIN_LAYOUT,
    .repr = descriptor_repr,
};

/* What is a plain field in CPython; its class is that of slots. */
static const Type native_member_type = {
    .name = "member_descriptor",
    .id = TYPE_ID_GETSET_DESCRIPTOR,
    .flags = TYPE_CONTAINER | TYPE_VARIANT | TYPE_TWIN,
    .base = &member_type,
    BUILTIN_LAYOUT,
    .repr = descriptor_repr,
};

static Value make(const Type *type, const NativeSpec *spec, Value self, Value module, Class *of) {
    Builtin *builtin = container_new(type, sizeof(Builtin));
    builtin->spec = spec;
    builtin->signature = NULL;
    builtin->self = retain(self);
    builtin->module = retain(module);
    builtin->of = of;
    return object_value(builtin);
}

Value builtin_new(const NativeSpec *spec, Value self, Value module) {
    return make(&builtin_type, spec, self, module, NULL);
}

Value builtin_new_of(const NativeSpec *spec, Class *of) {
    return make(&builtin_type, spec, ABSENT, ABSENT, of);
}

Value builtin_bind(Value descriptor, Value self) {
    const Builtin *builtin = (Builtin *)object_of(descriptor);
    if (acts_as_python(builtin) && builtin->of) return method_new(descriptor, self);
    bool is_wrapper = object_type(descriptor) == &wrapper_descriptor_type;
    Value bound = make(is_wrapper ? &method_wrapper_type : &builtin_type, builtin->spec, self,
                       builtin->module, builtin->of);
    const Signature *signature = builtin_signature(builtin);
    signature_retain(signature);
    ((Builtin *)object_of(bound))->signature = signature;
    return bound;
}

enum { NATIVE_NAME_SIZE = 64 };

static void copy_name(const NativeSpec *spec, char name[NATIVE_NAME_SIZE]) {
    size_t length = name_length(spec);
    assert(length < NATIVE_NAME_SIZE);
    memcpy(name, spec->signature, length);
    name[length] = '\0';
}

void module_add_functions(Module *module, const NativeSpec *specs) {
    for (; specs && specs->signature; specs++) {
        char name[NATIVE_NAME_SIZE];
        copy_name(specs, name);
        dict_define_text_take(module->dict, name, builtin_new(specs, ABSENT, module->name));
    }
}

bool module_is_unheeded(Value object, Value name) {
    const ModuleSpec *spec = has_type(object, TYPE_ID_MODULE) ? ((Module *)object_of(object))->spec : NULL;
    const char *const *unheeded = spec ? spec->unheeded : NULL;
    while (unheeded && *unheeded && !str_is(name, *unheeded)) unheeded++;
    return unheeded && *unheeded;
}

void class_add_native(Class *class, const NativeSpec *spec) {
    char name[NATIVE_NAME_SIZE];
    copy_name(spec, name);
    bool computed = spec->signature[strlen(name)] != '(';
    bool is_member = spec->flags & NATIVE_MEMBER;
    Value entry = make(is_member                             ? &native_member_type
                       : computed                            ? &getset_descriptor_type
                       : name_fills_slot(name, strlen(name)) ? &wrapper_descriptor_type
                                                             : &method_descriptor_type,
                       spec, ABSENT, ABSENT, class);
    if (spec->flags & NATIVE_CLASSMETHOD) {
        Value wrapper = method_wrapper_new(&classmethod_type, entry);
        release(entry);
        entry = wrapper;
    } else if (spec->flags & NATIVE_STATICMETHOD) {
        Value function = make(&builtin_type, spec, ABSENT, ABSENT, class);
        release(entry);
        entry = method_wrapper_new(&staticmethod_type, function);
        release(function);
    }
    dict_define_text_take(class_dict(class), name, entry);
}

/* "_io.TextIOWrapper" is what error texts call it; as a class its name is what comes behind the dot. */
static void drop_module_from_name(Class *class) {
    const char *dot = strrchr(class->native->name, '.');
    if (!dot) return;
    replace_take(&class->name, str_new(dot + 1));
    replace_take(&class->qualname, retain(class->name));
}

/* Built-in classes whose instances cannot be hashed say so in their dict, where subclasses find it. */
static bool is_unhashable(const Type *type) { return type->equal && !type->hash; }

/* __new__ of a class whose __init__ takes the content: an empty instance, whatever the arguments are. */
static Outcome make_empty(Call *call) {
    const Class *of = ((const Builtin *)object_of(call->callee))->of;
    if (call->step) return DONE;
    if (of->spec && of->spec->make_empty) return of->spec->make_empty(call);
    call->step = 1;
    return call_value(call, of->make, 1, call->args);
}

static const NativeSpec empty_row = { "__new__(cls, /, *args, **kwargs)", make_empty, NULL, ARGS_OWN };

static bool has_init(const ClassSpec *spec) {
    if (spec->type->id == TYPE_ID_OTHER && spec->type->flags & TYPE_MADE_WHOLE) return false;
    for (const NativeSpec *row = spec->methods; row && row->signature; row++) {
        if (strncmp(row->signature, "__init__(", 9) == 0)
            return spec->type->id != TYPE_ID_OBJECT && spec->type->id != TYPE_ID_TYPE;
    }
    return false;
}

/* A row for what C may answer without the machine is never asked unless the Type says so: asks_equal and its
 * kin. */
static bool row_is_asked(const Type *type, const NativeSpec *row) {
    static const struct {
        const char *name;
        size_t function;
    } functions[] = {
        { "__eq__(", offsetof(Type, equal) },  { "__lt__(", offsetof(Type, order) },
        { "__hash__(", offsetof(Type, hash) }, { "__repr__(", offsetof(Type, repr) },
        { "__str__(", offsetof(Type, str) },   { "__bool__(", offsetof(Type, truth) },
    };
    for (size_t i = 0; type->id == TYPE_ID_OTHER && i < sizeof functions / sizeof *functions; i++) {
        if (strncmp(row->signature, functions[i].name, strlen(functions[i].name)) == 0)
            return *(void *const *)(const void *)((const char *)type + functions[i].function);
    }
    return true;
}

static void fill_class(Class *class) {
    const ClassSpec *spec = class->spec;
    Dict *dict = class->own_dict;
    class->fill = NULL;
    if (spec->make.function) {
        Value new = has_init(spec)                   ? make(&builtin_type, &empty_row, ABSENT, ABSENT, class)
                    : spec->type->id == TYPE_ID_TYPE ? make(&builtin_type, &spec->make, ABSENT, ABSENT, class)
                                                     : retain(class->make);
        dict_define_text_take(dict, "__new__", new);
    }
    if (is_unhashable(spec->type)) dict_define_text_take(dict, "__hash__", NONE);
    for (const NativeSpec *method = spec->methods; method && method->signature; method++) {
        assert(!switch_checks_rows() || row_is_asked(spec->type, method));
        class_add_native(class, method);
    }
    bool computes_doc = !is_absent(dict_peek_text(dict, "__doc__"));
    if (spec->doc && !computes_doc) dict_define_text_take(dict, "__doc__", str_new(spec->doc));
}

Class *machine_add_class(Machine *machine, const ClassSpec *spec) {
    const Type *type = spec->type;
    bool is_root = type->id == TYPE_ID_OBJECT;
    Class *base = type->base ? machine_class(machine, type->base) : machine->classes[TYPE_ID_OBJECT];
    assert(is_root || base);
    Class *class = class_new_native(type, is_root ? NULL : base, spec->module ? spec->module : "builtins");
    drop_module_from_name(class);
    if (spec->make.function) class->make = make(&builtin_type, &spec->make, ABSENT, ABSENT, class);
    class->spec = spec;
    class->fill = fill_class;
    class_changed(class);
    machine_set_class_take(machine, type, class);
    return class;
}
