/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Classes with arguments. See https://docs.python.org/3.11/library/stdtypes.html#generic-alias-type */
#include "value/alias.h"
#include "value/class.h"
#include "value/str.h"
#include "value/tuple.h"
#include "value/union.h"

Value alias_new(const Type *type, Value origin, Value key) {
    Value arguments = is_tuple(key) ? retain(key) : tuple_from(&key, 1);
    if (is_absent(arguments)) return ABSENT;
    Alias *alias = container_new(type, type->size);
    if (type->flags & TYPE_HEAP) *attributes_slot(&alias->head.object) = ABSENT;
    alias->origin = retain(origin);
    alias->arguments = arguments;
    alias->is_starred = false;
    return object_value(alias);
}

bool alias_has_own(Value name) {
    static const char *const names[] = { "__class__",
                                         "__origin__",
                                         "__args__",
                                         "__parameters__",
                                         "__mro_entries__",
                                         "__reduce__",
                                         "__reduce_ex__",
                                         "__copy__",
                                         "__deepcopy__",
                                         "__unpacked__",
                                         "__typing_unpacked_tuple_args__" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_is(name, names[i])) return true;
    }
    return false;
}

static void alias_clear(Object *object) { replace_take(&((Alias *)object)->arguments, tuple_from(NULL, 0)); }

static void alias_free(Object *object) {
    release(((Alias *)object)->origin);
    release(((Alias *)object)->arguments);
    object_release_memory(object);
}

static void alias_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((Alias *)object)->origin, context);
    visit(((Alias *)object)->arguments, context);
}

static Verdict append_argument(Buffer *out, Value argument, int depth) {
    if (has_type(argument, TYPE_ID_ELLIPSIS)) {
        buffer_append_text(out, "...");
        return YES;
    }
    switch (value_type_id(argument)) {
    case TYPE_ID_TYPE: break;
    case TYPE_ID_FUNCTION: /* these have a __qualname__ */
    case TYPE_ID_BUILTIN:
    case TYPE_ID_METHOD:
    case TYPE_ID_METHOD_DESCRIPTOR:
    case TYPE_ID_GETSET_DESCRIPTOR:
    case TYPE_ID_GENERATOR:
    case TYPE_ID_COROUTINE:
    case TYPE_ID_ASYNC_GENERATOR:
    case TYPE_ID_CLASSMETHOD:
    case TYPE_ID_STATICMETHOD:
    case TYPE_ID_INSTANCE: return HOOK;
    default: return value_repr(out, argument, depth);
    }
    class_append_name(out, (const Class *)object_of(argument));
    return YES;
}

static Verdict alias_repr(Buffer *out, Value self, int depth) {
    const Tuple *arguments = tuple_of(alias_of(self)->arguments);
    if (alias_of(self)->is_starred) buffer_append_byte(out, '*');
    Verdict verdict = append_argument(out, alias_of(self)->origin, depth + 1);
    buffer_append_byte(out, '[');
    for (size_t i = 0; verdict == YES && i < arguments->count; i++) {
        if (i > 0) buffer_append_text(out, ", ");
        verdict = append_argument(out, arguments->items[i], depth + 1);
    }
    if (arguments->count == 0) buffer_append_text(out, "()");
    buffer_append_byte(out, ']');
    return verdict;
}

static Verdict alias_equal(Value a, Value b, int depth) {
    if (!has_type(a, TYPE_ID_ALIAS) || !has_type(b, TYPE_ID_ALIAS)) return UNSUPPORTED;
    if (alias_of(a)->is_starred != alias_of(b)->is_starred) return NO;
    Verdict same = value_same_or_equal(alias_of(a)->origin, alias_of(b)->origin, depth + 1);
    if (same != YES) return same;
    return value_same_or_equal(alias_of(a)->arguments, alias_of(b)->arguments, depth + 1);
}

static Verdict alias_hash(Value self, int64_t *hash, int depth) {
    int64_t origin;
    Verdict verdict = value_hash(alias_of(self)->origin, &origin, depth + 1);
    if (verdict == YES) verdict = value_hash(alias_of(self)->arguments, hash, depth + 1);
    *hash ^= origin;
    if (*hash == -1) *hash = -2;
    return verdict;
}

const Type alias_type = {
    .name = "types.GenericAlias",
    .id = TYPE_ID_ALIAS,
    .flags = TYPE_WEAK | TYPE_CONTAINER | TYPE_OWN_LOOKUP | TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE,
    .size = sizeof(Alias),
    .free = alias_free,
    .visit = alias_visit,
    .clear = alias_clear,
    .repr = alias_repr,
    .hash = alias_hash,
    .equal = alias_equal,
};
