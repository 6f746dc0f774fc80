/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Binding the arguments of natives, with the error texts that CPython has for the many ways in which its own
 * C functions parse theirs. Numbers in those texts leave self out. */
#include "vm/bind.h"
#include <string.h>

typedef struct {
    Task *task;
    const Builtin *builtin;
    const Signature *signature;
    const Value *args;  /* with self */
    size_t given;       /* positional ones, with self */
    const Tuple *names; /* of keywords; NULL: none */
    Value *slots;
} Binding;

static const char *plural(size_t count) { return count == 1 ? "" : "s"; }

static bool fail(const Binding *binding, const char *format, ...) __attribute__((format(printf, 2, 3)));
static bool fail(const Binding *binding, const char *format, ...) {
    Buffer text = { 0 };
    va_list arguments;
    va_start(arguments, format);
    buffer_append_format_list(&text, format, arguments);
    va_end(arguments);
    raise_error(binding->task, TypeError, "%s", buffer_text(&text));
    buffer_clear(&text);
    return false;
}

/* "list.append() " and what comes behind it. */
static bool fail_qualified(const Binding *binding, const char *rest) {
    Buffer name = { 0 };
    if (binding->signature->makes)
        str_append_utf8(&name, binding->signature->name);
    else
        builtin_append_name(&name, binding->builtin);
    bool result = fail(binding, "%s() %s", buffer_text(&name), rest);
    buffer_clear(&name);
    return result;
}

static const char *bare_name(const Binding *binding) { return str_peek_ascii(binding->signature->name); }

/* ---- counts */

/* Sets are made under the name of the class that is made. */
static bool names_the_subclass(const Binding *binding) {
    if (!binding->signature->makes || !has_type(binding->args[0], TYPE_ID_TYPE)) return false;
    TypeId id = ((const Class *)object_of(binding->args[0]))->native->id;
    return id == TYPE_ID_SET || id == TYPE_ID_FROZENSET;
}

static bool check_unpack(const Binding *binding, size_t given, size_t least, size_t most) {
    if (given >= least && given <= most) return true;
    size_t bound = given < least ? least : most;
    const char *which = least == most ? "" : given < least ? "at least " : "at most ";
    if (names_the_subclass(binding)) {
        raise_error(binding->task, TypeError, "%U expected %s%zu argument%s, got %zu",
                    ((const Class *)object_of(binding->args[0]))->name, which, bound, plural(bound), given);
        return false;
    }
    return fail(binding, "%s expected %s%zu argument%s, got %zu", bare_name(binding), which, bound,
                plural(bound), given);
}

static bool check_parse(const Binding *binding, size_t given, size_t least, size_t most) {
    if (given >= least && given <= most) return true;
    size_t bound = given < least ? least : most;
    const char *which = least == most ? "exactly" : given < least ? "at least" : "at most";
    return fail(binding, "%s() takes %s %zu argument%s (%zu given)", bare_name(binding), which, bound,
                plural(bound), given);
}

static bool check_keywords(const Binding *binding, size_t given, size_t most) {
    const Signature *signature = binding->signature;
    size_t named = binding->names ? binding->names->count : 0;
    size_t all = most == SIZE_MAX || signature->keywords >= 0 ? SIZE_MAX : most + signature->keyword_only;
    if (given + named > all) {
        return fail(binding, "%s() takes at most %zu %sargument%s (%zu given)", bare_name(binding), all,
                    given == 0 ? "keyword " : "", plural(all), given + named);
    }
    size_t only = signature->positional_only > signature->has_self
                      ? signature->positional_only - signature->has_self
                      : 0;
    size_t least = signature->required - signature->has_self;
    if (given > most) {
        if (most == 0) return fail(binding, "%s() takes no positional arguments", bare_name(binding));
        return fail(binding, "%s() takes %s %zu positional argument%s (%zu given)", bare_name(binding),
                    least < most ? "at most" : "exactly", most, plural(most), given);
    }
    if (least > only) least = only;
    if (given < least) {
        return fail(binding, "%s() takes %s %zu positional argument%s (%zu given)", bare_name(binding),
                    least < most ? "at least" : "exactly", least, plural(least), given);
    }
    return true;
}

static bool takes_keywords(const Signature *signature) {
    switch (signature->style) {
    case COUNT_KEYWORDS: return true;
    case COUNT_OWN:
        return signature->keywords >= 0 || signature->keyword_only > 0 ||
               signature->positional_only < signature->positional;
    default: return signature->keywords >= 0 || signature->keyword_only > 0;
    }
}

/* Keyword-only parameters beside positional ones that are merely counted: max(), zip(). */
static bool check_named(const Binding *binding) {
    const Signature *signature = binding->signature;
    size_t named = binding->names ? binding->names->count : 0, most = signature->keyword_only;
    if (signature->keywords >= 0 || named <= most) return true;
    return fail(binding, "%s() takes at most %zu keyword argument%s (%zu given)", bare_name(binding), most,
                plural(most), named);
}

static bool check_count(const Binding *binding) {
    const Signature *signature = binding->signature;
    size_t given = binding->given - signature->has_self;
    size_t least = signature->required - signature->has_self;
    size_t most = signature->rest >= 0 ? SIZE_MAX : signature->positional - signature->has_self;
    char text[64];
    switch (signature->style) {
    case COUNT_NONE:
        snprintf(text, sizeof text, "takes no arguments (%zu given)", given);
        return given == 0 || fail_qualified(binding, text);
    case COUNT_ONE:
        snprintf(text, sizeof text, "takes exactly one argument (%zu given)", given);
        return given == 1 || fail_qualified(binding, text);
    case COUNT_WRAPPER:
        return given == least || fail(binding, "%sexpected %zu argument%s, got %zu", least == 2 ? " " : "",
                                      least, plural(least), given);
    case COUNT_UNPACK: return check_unpack(binding, given, least, most) && check_named(binding);
    case COUNT_PARSE: return check_parse(binding, given, least, most) && check_named(binding);
    case COUNT_KEYWORDS: return check_keywords(binding, given, most);
    case COUNT_PYTHON: break; /* bound by parameters_bind */
    case COUNT_OWN:
        return given <= most ||
               (signature->keywords < 0 && takes_keywords(signature) ? check_keywords(binding, given, most)
                                                                     : check_unpack(binding, given, 0, most));
    }
    return true;
}

/* ---- keywords */

static bool check_keywords_allowed(const Binding *binding) {
    if (!binding->names || takes_keywords(binding->signature)) return true;
    if (binding->signature->style == COUNT_PARSE && !binding->builtin->of)
        return fail(binding, "%s() takes no keyword arguments", bare_name(binding));
    if (binding->signature->style != COUNT_WRAPPER)
        return fail_qualified(binding, "takes no keyword arguments");
    return fail(binding, "wrapper %s() takes no keyword arguments", bare_name(binding));
}

static int64_t find_slot(const Signature *signature, Value name) {
    uint32_t first =
        signature->positional_only > signature->has_self ? signature->positional_only : signature->has_self;
    for (uint32_t i = first; i < signature->positional; i++) {
        if (str_equal(signature->names[i], name)) return i;
    }
    for (uint32_t i = 0; i < signature->keyword_only; i++) {
        if (str_equal(signature->names[signature->keyword_start + i], name))
            return signature->keyword_start + i;
    }
    return -1;
}

/* Keywords that have a place are put there; whether one has none, or a place that is taken, is said later. */
static bool place_keywords(const Binding *binding) {
    const Signature *signature = binding->signature;
    for (size_t i = 0; binding->names && i < binding->names->count; i++) {
        Value name = binding->names->items[i], value = binding->args[binding->given + i];
        if (!is_str(name)) return fail(binding, "keywords must be strings");
        int64_t slot = find_slot(signature, name);
        if (slot >= 0 && is_absent(binding->slots[slot])) {
            binding->slots[slot] = retain(value);
        } else if (slot < 0 && signature->keywords >= 0 &&
                   !dict_set_str(dict_of(binding->slots[signature->keywords]), name, value)) {
            raise_memory(binding->task);
            return false;
        }
    }
    return true;
}

static bool check_required(const Binding *binding) {
    const Signature *signature = binding->signature;
    if (signature->style == COUNT_OWN) return true;
    for (uint32_t i = 0; i < signature->slot_count; i++) {
        if (!signature->is_required[i] || !is_absent(binding->slots[i])) continue;
        return fail(binding, "%s() missing required argument '%s' (pos %u)", bare_name(binding),
                    str_peek_ascii(signature->names[i]), i + 1 - signature->has_self);
    }
    return true;
}

static bool check_leftovers(const Binding *binding) {
    const Signature *signature = binding->signature;
    for (size_t i = 0; binding->names && i < binding->names->count; i++) {
        int64_t slot = find_slot(signature, binding->names->items[i]);
        if (slot < 0 || slot >= (int64_t)binding->given || slot >= (int64_t)signature->positional) continue;
        return fail(binding, "argument for %s() given by name ('%s') and position (%u)", bare_name(binding),
                    str_peek_ascii(signature->names[slot]), (unsigned)slot + 1 - signature->has_self);
    }
    for (size_t i = 0; binding->names && i < binding->names->count; i++) {
        if (find_slot(signature, binding->names->items[i]) >= 0 || signature->keywords >= 0) continue;
        raise_error(binding->task, TypeError, "'%U' is an invalid keyword argument for %s()",
                    binding->names->items[i], bare_name(binding));
        return false;
    }
    return true;
}

/* ---- binding */

static bool place_positional(const Binding *binding) {
    const Signature *signature = binding->signature;
    size_t placed = binding->given < signature->positional ? binding->given : signature->positional;
    for (size_t i = 0; i < placed; i++) binding->slots[i] = retain(binding->args[i]);
    if (signature->keywords >= 0) binding->slots[signature->keywords] = dict_value(dict_new());
    if (signature->rest < 0) return true;
    Value rest = tuple_from(binding->args + placed, binding->given - placed);
    binding->slots[signature->rest] = rest;
    if (is_absent(rest)) raise_memory(binding->task);
    return !is_absent(rest);
}

static bool bind(const Binding *binding) {
    const Signature *signature = binding->signature;
    if (!check_keywords_allowed(binding) || !check_count(binding)) return false;
    if (!place_positional(binding) || !place_keywords(binding)) return false;
    if (!check_required(binding) || !check_leftovers(binding)) return false;
    for (uint32_t i = 0; i < signature->slot_count; i++) {
        if (is_absent(binding->slots[i])) binding->slots[i] = retain(signature->defaults[i]);
    }
    return true;
}

static bool native_keyword_default(const Parameters *parameters, uint32_t slot, Value *value) {
    const Signature *signature = parameters->owner;
    *value = signature->defaults[slot];
    return !signature->is_required[slot];
}

/* Named as the class's __init__ where it makes instances: "Thread.__init__() got an unexpected keyword
 * argument 'x'". */
static bool bind_as_python(Task *task, const Builtin *builtin, const Signature *signature, const Value *args,
                           size_t count, Value keywords, Value *slots) {
    Buffer name = { 0 };
    if (builtin->of) buffer_append_format(&name, "%s.", str_peek_ascii(builtin->of->name));
    if (!signature->makes) str_append_utf8(&name, signature->name);
    if (signature->makes) buffer_append_text(&name, "__init__");
    Parameters parameters = {
        .names = signature->names,
        .positional = signature->positional,
        .positional_only = signature->positional_only,
        .keyword_only = signature->keyword_only,
        .keyword_start = signature->keyword_start,
        .rest = signature->rest,
        .keywords = signature->keywords,
        .defaults = signature->defaults + signature->required,
        .default_count = signature->positional - signature->required,
        .qualname = str_from_utf8(name.bytes, name.count),
        .keyword_default = native_keyword_default,
        .owner = signature,
    };
    buffer_clear(&name);
    bool bound = parameters_bind(task, &parameters, args, count, keywords, slots);
    release(parameters.qualname);
    return bound;
}

/* Special methods stand in slots of their class, whose errors are worded apart. */
static bool is_slot(const Signature *signature) {
    bool special = signature->style == COUNT_WRAPPER || signature->style == COUNT_OWN;
    return special && strncmp(str_peek_ascii(signature->name), "__", 2) == 0;
}

static bool raise_without_self(Task *task, const Builtin *builtin) {
    const Signature *signature = builtin_signature(builtin);
    Buffer name = { 0 };
    builtin_append_name(&name, builtin);
    if (signature->makes && builtin->of) {
        raise_error(task, TypeError, "%U.__new__(): not enough arguments", builtin->of->name);
    } else if (is_slot(signature) && builtin->of) {
        raise_error(task, TypeError, "descriptor '%U' of '%U' object needs an argument", signature->name,
                    builtin->of->name);
    } else {
        raise_error(task, TypeError, "unbound method %s() needs an argument", buffer_text(&name));
    }
    buffer_clear(&name);
    return false;
}

/* Positional arguments alone, where what is not given has a default. */
static bool bind_positional(Task *task, const Signature *signature, const Value *args, size_t count,
                            Value *slots) {
    size_t placed = count < signature->positional ? count : signature->positional;
    for (size_t i = 0; i < signature->slot_count; i++)
        slots[i] = retain(i < placed ? args[i] : signature->defaults[i]);
    if (signature->rest < 0) return true;
    Value rest = tuple_from(args + placed, count - placed);
    replace_take(&slots[signature->rest], rest);
    if (!is_absent(rest)) return true;
    for (size_t i = 0; i < signature->slot_count; i++) replace_take(&slots[i], ABSENT);
    raise_memory(task);
    return false;
}

bool signature_bind(Task *task, const Builtin *builtin, const Value *args, size_t count, Value keywords,
                    Value *slots) {
    const Signature *signature = builtin_signature(builtin);
    if (signature->needs_no_name && is_absent(keywords) && count >= signature->required &&
        (count <= signature->positional || signature->rest >= 0))
        return bind_positional(task, signature, args, count, slots);
    for (uint32_t i = 0; i < signature->slot_count; i++) slots[i] = ABSENT;
    const Tuple *names = is_absent(keywords) || tuple_of(keywords)->count == 0 ? NULL : tuple_of(keywords);
    size_t given = count - (names ? names->count : 0);
    bool bound;
    if (signature->style == COUNT_PYTHON) {
        bound = bind_as_python(task, builtin, signature, args, count, keywords, slots);
    } else if (signature->has_self && given == 0) {
        bound = raise_without_self(task, builtin);
    } else {
        bound = bind(&(Binding){ task, builtin, signature, args, given, names, slots });
    }
    for (uint32_t i = 0; !bound && i < signature->slot_count; i++) replace_take(&slots[i], ABSENT);
    return bound;
}

/* int.__new__(cls): whether cls is a class that int can make. */
static bool check_made_class(Task *task, const Builtin *builtin, Value class) {
    const Class *of = builtin->of;
    if (is_same(class, object_value(of))) return true;
    if (!has_type(class, TYPE_ID_TYPE)) {
        raise_error(task, TypeError, "%U.__new__(X): X is not a type object (%T)", of->name, class);
        return false;
    }
    const Class *made = (const Class *)object_of(class);
    if (class_is_subclass(made, of)) return true;
    raise_error(task, TypeError, "%U.__new__(%U): %U is not a subtype of %U", of->name, made->name,
                made->name, of->name);
    return false;
}

bool signature_check_self(Task *task, const Builtin *builtin, const Value *args, size_t count) {
    const Class *of = builtin->of;
    if (!of || builtin_takes_self(builtin) ||
        builtin->spec->flags & (NATIVE_CLASSMETHOD | NATIVE_STATICMETHOD))
        return true;
    if (count == 0) return raise_without_self(task, builtin);
    if (builtin_signature(builtin)->makes) return check_made_class(task, builtin, args[0]);
    if (is_object(args[0]) && object_type(args[0]) == of->native) return true;
    if (class_is_subclass(value_class(task->machine, args[0]), of)) return true;
    const Signature *signature = builtin_signature(builtin);
    bool is_exception = of->native == &exception_type;
    Value name = is_exception
                     ? retain(of->name)
                     : str_new(of->spec && of->spec->error_name ? of->spec->error_name : of->native->name);
    raise_error(task, TypeError,
                is_slot(signature) ? "descriptor '%U' requires a '%U' object but received a '%T'"
                                   : "descriptor '%U' for '%U' objects doesn't apply to a '%T' object",
                signature->name, name, args[0]);
    release(name);
    return false;
}
