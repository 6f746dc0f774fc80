/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What annotations say of classes with arguments: list[int], and *tuple[int].
 * See https://docs.python.org/3.11/library/stdtypes.html#generic-alias-type */
#include "value/alias.h"
#include "builtin/classes/iterators.h"
#include "builtin/classes/object.h"
#include "value/singleton.h"
#include "vm/machine.h"
#include "vm/operations.h"

Outcome class_getitem(Call *call) { return give(call, alias_new(&alias_type, call->args[0], call->args[1])); }

static Outcome help(Call *call, const char *helper, size_t count, const Value *args) {
    if (call->step) return DONE;
    call->step = 1;
    return call_helper(call, helper, count, args);
}

enum { CALL_MADE = 1, CALL_MARKED };

/* What a program's class makes is told of the alias. */
static Outcome alias_call(Call *call) {
    if (call->step == 0) {
        call->step = CALL_MADE;
        return call_spread(call, alias_of(call->args[0])->origin, call->args[1], call->args[2]);
    }
    if (call->step == CALL_MARKED || value_class(call_machine(call), call->result)->is_native) return DONE;
    call->step = CALL_MARKED;
    replace_take(&call->keep, take_result(call));
    return call_helper(call, "_alias_made", 2, (Value[]){ call->keep, call->args[0] });
}

static Outcome alias_origin(Call *call) { return give(call, retain(alias_of(call->args[0])->origin)); }
static Outcome alias_args(Call *call) { return give(call, retain(alias_of(call->args[0])->arguments)); }
static Outcome alias_unpacked(Call *call) { return give_bool(call, alias_of(call->args[0])->is_starred); }

Outcome give_parameters(Call *call, Value arguments) {
    const Tuple *tuple = tuple_of(arguments);
    size_t i = 0;
    while (i < tuple->count && has_type(tuple->items[i], TYPE_ID_TYPE)) i++;
    if (i == tuple->count) return give(call, tuple_from(NULL, 0));
    return help(call, "_alias_parameters", 1, &arguments);
}

static Outcome alias_parameters(Call *call) {
    return give_parameters(call, alias_of(call->args[0])->arguments);
}

static Value starred(const Alias *alias) {
    Value made = alias_new(&alias_type, alias->origin, alias->arguments);
    if (!is_absent(made)) alias_of(made)->is_starred = true;
    return made;
}

static Outcome alias_get_item(Call *call) {
    if (call->step == 0) return help(call, "_alias_item", 2, call->args);
    if (alias_of(call->args[0])->is_starred) alias_of(call->result)->is_starred = true;
    return DONE;
}

static Outcome alias_repr(Call *call) {
    Buffer out = { 0 };
    if (call->step) return DONE;
    if (alias_type.repr(&out, call->args[0], 0) == YES) return give_buffer(call, &out);
    buffer_clear(&out);
    return help(call, "_repr", 1, call->args);
}

/* What stands for it between brackets: of *tuple[int, str] its arguments. */
static Outcome alias_items(Call *call) {
    const Alias *alias = alias_of(call->args[0]);
    bool is_tuple_class = is_same(alias->origin, object_value(call_machine(call)->classes[TYPE_ID_TUPLE]));
    return give(call, alias->is_starred && is_tuple_class ? retain(alias->arguments) : NONE);
}

static Outcome alias_entries(Call *call) {
    return give(call, tuple_from(&alias_of(call->args[0])->origin, 1));
}

static Outcome refuse_isinstance(Call *call) {
    return raise_error(call->task, TypeError, "isinstance() argument 2 cannot be a parameterized generic");
}

static Outcome refuse_issubclass(Call *call) {
    return raise_error(call->task, TypeError, "issubclass() argument 2 cannot be a parameterized generic");
}

static Outcome alias_dir(Call *call) { return help(call, "_alias_dir", 1, call->args); }

/* ---- its iterator, which gives the starred one */

typedef struct {
    Container head;
    Value alias; /* ABSENT once it has been given */
} AliasIterator;

static AliasIterator *iterator_of(Value value) { return (AliasIterator *)object_of(value); }

static void iterator_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((AliasIterator *)object)->alias, context);
}

static void iterator_clear(Object *object) { replace_take(&((AliasIterator *)object)->alias, ABSENT); }

static const Type alias_iterator_type = {
    .name = "generic_alias_iterator",
    .flags = TYPE_CONTAINER,
    .size = sizeof(AliasIterator),
    .free = container_free,
    .visit = iterator_visit,
    .clear = iterator_clear,
};

static Outcome iterator_next(Call *call) {
    AliasIterator *self = iterator_of(call->args[0]);
    if (is_absent(self->alias)) return raise_stop(call->task, NONE);
    Value made = starred(alias_of(self->alias));
    replace_take(&self->alias, ABSENT);
    return give(call, made);
}

static Outcome iterator_reduce(Call *call) {
    Value alias = iterator_of(call->args[0])->alias;
    Value source = is_absent(alias) ? tuple_from(NULL, 0) : retain(alias);
    Value arguments = tuple_from(&source, 1);
    release(source);
    Value iter = dict_peek_text(call_machine(call)->builtins, "iter");
    return give(call, tuple_pair_take(not_none(iter), arguments));
}

static const NativeSpec iterator_methods[] = {
    { "__iter__(self, /)", iterator_self, "Return the iterator itself." },
    { "__next__(self, /)", iterator_next, "Return the next item." },
    { "__reduce__(self, /)", iterator_reduce, "Helper for pickle." },
    { 0 }
};

static const ClassSpec alias_iterator_class = { .type = &alias_iterator_type,
                                                .is_hidden = true,
                                                .methods = iterator_methods };

/* Few programs have one: its class is made with the first. */
static Value iterator_new(Machine *machine, Value alias) {
    if (!machine_class(machine, &alias_iterator_type)) machine_add_class(machine, &alias_iterator_class);
    AliasIterator *made = container_new(&alias_iterator_type, sizeof *made);
    made->alias = retain(alias);
    return object_value(made);
}

static Outcome alias_iterate(Call *call) {
    return give(call, iterator_new(call_machine(call), call->args[0]));
}

/* A starred one is the next of an iterator over the one without the star. */
static Outcome alias_reduce(Call *call) {
    Machine *machine = call_machine(call);
    const Alias *alias = alias_of(call->args[0]);
    if (!alias->is_starred) {
        Value parts[] = { alias->origin, alias->arguments };
        Value class = retain(object_value(value_class(machine, call->args[0])));
        return give(call, tuple_pair_take(class, tuple_from(parts, 2)));
    }
    Value plain = alias_new(&alias_type, alias->origin, alias->arguments);
    Value iterator = iterator_new(machine, plain);
    Value arguments = tuple_from(&iterator, 1);
    release(plain);
    release(iterator);
    return give(call, tuple_pair_take(not_none(dict_peek_text(machine->builtins, "next")), arguments));
}

static const NativeSpec alias_methods[] = {
    TYPE_UNION_ROWS,
    { "__repr__(self, /)", alias_repr, "Return repr(self)." },
    { "__call__(self, /, *args, **kwargs)", alias_call, "Call the class." },
    { "__getitem__(self, key, /)", alias_get_item, "The alias with its type variables filled in." },
    { "__iter__(self, /)", alias_iterate, "Implement iter(self)." },
    { "__mro_entries__(self, bases, /)", alias_entries, "The class that stands for it among bases." },
    { "__instancecheck__(self, instance, /)", refuse_isinstance, "Nothing is an instance of an alias." },
    { "__subclasscheck__(self, cls, /)", refuse_issubclass, "No class is derived from an alias." },
    { "__dir__(self, /)", alias_dir, "Return the names of its attributes." },
    { "__reduce__(self, /)", alias_reduce, "Helper for pickle." },
    { "__origin__", alias_origin, .flags = NATIVE_MEMBER },
    { "__args__", alias_args, .flags = NATIVE_MEMBER },
    { "__parameters__", alias_parameters },
    { "__unpacked__", alias_unpacked, .flags = NATIVE_MEMBER },
    { "__typing_unpacked_tuple_args__", alias_items },
    { 0 }
};

static Outcome alias_make(Call *call) {
    const Class *class = (const Class *)object_of(call->args[0]);
    const Type *type = class->is_native ? &alias_type : &class->type;
    return give(call, alias_new(type, call->args[1], call->args[2]));
}

const ClassSpec alias_class_spec = { .type = &alias_type,
                                     .is_hidden = true,
                                     .module = "types",
                                     .make = { "GenericAlias(cls, origin, args, /)", alias_make, NULL,
                                               ARGS_UNPACK },
                                     .methods = alias_methods };
