/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _contextvars: variables whose value belongs to a context, and contexts, one of which each thread is in.
 *
 * A context's values are a dict that copies share: who sets a variable in it takes a dict of its own first.
 * Variables are found by their address. See https://docs.python.org/3.11/library/contextvars.html */
#include "builtin/classes/object.h"
#include "value/singleton.h"
#include "vm/machine.h"
#include "vm/operations.h"

typedef struct {
    Container head;
    Value values; /* Dict, shared with copies */
    bool is_entered;
} Context;

typedef struct {
    Container head;
    Value name, initial; /* initial: the default, or ABSENT */
} Variable;

typedef struct {
    Container head;
    Value context, variable;
    Value old; /* ABSENT: it had no value */
    bool is_used;
} Token;

/* ---- types */

static void context_free(Object *object) {
    release(((Context *)object)->values);
    object_release_memory(object);
}

static void context_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((Context *)object)->values, context);
}

static void context_clear(Object *object) {
    replace_take(&((Context *)object)->values, dict_value(dict_new()));
}

static Verdict context_no_hash(Value self, int64_t *hash, int depth) {
    return (void)self, (void)hash, (void)depth, NO;
}

static const Type context_type = {
    .name = "_contextvars.Context",
    .flags = TYPE_CONTAINER | TYPE_WEAK,
    .size = sizeof(Context),
    .free = context_free,
    .visit = context_visit,
    .clear = context_clear,
    .hash = context_no_hash,
    .equal = asks_equal,
};

static void variable_free(Object *object) {
    release(((Variable *)object)->name);
    release(((Variable *)object)->initial);
    object_release_memory(object);
}

static void variable_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((Variable *)object)->initial, context);
}

static void variable_clear(Object *object) { replace_take(&((Variable *)object)->initial, ABSENT); }

static Verdict variable_repr(Buffer *out, Value self, int depth) {
    const Variable *variable = (const Variable *)object_of(self);
    buffer_append_text(out, "<ContextVar name=");
    Verdict verdict = value_repr(out, variable->name, depth);
    if (!is_absent(variable->initial) && verdict == YES) {
        buffer_append_text(out, " default=");
        verdict = value_repr(out, variable->initial, depth + 1);
    }
    buffer_append_format(out, " at %p>", (const void *)variable);
    return verdict;
}

static const Type variable_type = {
    .name = "_contextvars.ContextVar",
    .flags = TYPE_CONTAINER,
    .size = sizeof(Variable),
    .free = variable_free,
    .visit = variable_visit,
    .clear = variable_clear,
    .repr = variable_repr,
};

static void token_free(Object *object) {
    Token *token = (Token *)object;
    release(token->context);
    release(token->variable);
    release(token->old);
    object_release_memory(object);
}

static void token_visit(Object *object, VisitFunction *visit, void *context) {
    Token *token = (Token *)object;
    visit(token->context, context);
    visit(token->variable, context);
    visit(token->old, context);
}

static void token_clear(Object *object) { replace_take(&((Token *)object)->old, ABSENT); }

static Verdict token_repr(Buffer *out, Value self, int depth) {
    const Token *token = (const Token *)object_of(self);
    buffer_append_format(out, "<Token%s var=", token->is_used ? " used" : "");
    Verdict verdict = value_repr(out, token->variable, depth + 1);
    buffer_append_format(out, " at %p>", (const void *)token);
    return verdict;
}

static const Type token_type = {
    .name = "_contextvars.Token",
    .flags = TYPE_CONTAINER,
    .size = sizeof(Token),
    .free = token_free,
    .visit = token_visit,
    .clear = token_clear,
    .repr = token_repr,
};

static Verdict missing_repr(Buffer *out, Value self, int depth) {
    (void)self, (void)depth;
    buffer_append_text(out, "<Token.MISSING>");
    return YES;
}

static void missing_free(Object *object) { object_release_memory(object); }

static const Type missing_type = {
    .name = "Token.MISSING", .size = sizeof(Object), .free = missing_free, .repr = missing_repr
};

static Context *context_of(Value value) { return (Context *)object_of(value); }
static Variable *variable_of(Value value) { return (Variable *)object_of(value); }
static Token *token_of(Value value) { return (Token *)object_of(value); }
static bool is_variable(Value value) { return has_layout(value, &variable_type); }

/* ---- the values of a context */

static HashedKey key_of(Value variable) {
    HashedKey key = { .key = variable };
    value_hash(variable, &key.hash, 0);
    return key;
}

static Value peek_value(const Context *context, Value variable) {
    return dict_peek(dict_of(context->values), key_of(variable));
}

/* value ABSENT: it has none any more. False: memory refused. */
static bool set_value(Context *context, Value variable, Value value) {
    if (object_of(context->values)->references > 1) {
        Dict *own = dict_copy(dict_of(context->values));
        if (!own) return false;
        replace_take(&context->values, dict_value(own));
    }
    if (!is_absent(value)) return dict_set(dict_of(context->values), key_of(variable), value);
    dict_remove(dict_of(context->values), key_of(variable));
    return true;
}

static Value context_new(Value take_values) {
    Context *context = container_new(&context_type, sizeof(Context));
    context->values = take_values;
    context->is_entered = false;
    return object_value(context);
}

/* Where the task's context is; one is made when it is first asked for. */
static Value *current_of(Task *task) {
    Value *current = task->is_thread ? &task->context : &task->machine->main_context;
    if (is_absent(*current)) *current = context_new(dict_value(dict_new()));
    return current;
}

/* ---- Context */

static Outcome context_make(Call *call) {
    if (tuple_of(call->args[1])->count || (!is_absent(call->args[2]) && dict_of(call->args[2])->count))
        return raise_error(call->task, TypeError, "Context() does not accept any arguments");
    return give(call, context_new(dict_value(dict_new())));
}

static Outcome context_copy(Call *call) {
    return give(call, context_new(retain(context_of(call->args[0])->values)));
}

static Outcome copy_context(Call *call) {
    return give(call, context_new(retain(context_of(*current_of(call->task))->values)));
}

/* call->keep: the context that the task was in. */
static Outcome context_run(Call *call) {
    Context *context = context_of(call->args[0]);
    Value *current = current_of(call->task);
    if (call->step == 1) {
        context->is_entered = false;
        replace_take(current, retain(call->keep));
        return is_absent(call->task->exception) ? DONE : RAISED;
    }
    const Tuple *given = tuple_of(call->args[1]);
    if (!given->count)
        return raise_error(call->task, TypeError, "run() missing 1 required positional argument");
    if (context->is_entered) {
        return raise_error(call->task, RuntimeError, "cannot enter context: %R is already entered",
                           call->args[0]);
    }
    Value arguments = tuple_from(given->items + 1, given->count - 1);
    if (is_absent(arguments)) return raise_memory(call->task);
    context->is_entered = true;
    call->keep = *current;
    *current = retain(call->args[0]);
    call->step = 1;
    call->catches = true;
    Outcome outcome = call_spread(call, given->items[0], arguments, call->args[2]);
    release(arguments);
    return outcome;
}

static bool check_key(Call *call) {
    if (is_variable(call->args[1])) return true;
    raise_error(call->task, TypeError, "a ContextVar key was expected, got %R", call->args[1]);
    return false;
}

static Outcome context_get_item(Call *call) {
    if (!check_key(call)) return RAISED;
    Value value = peek_value(context_of(call->args[0]), call->args[1]);
    return is_absent(value) ? raise_key(call->task, call->args[1]) : give(call, retain(value));
}

static Outcome context_get(Call *call) {
    if (!check_key(call)) return RAISED;
    Value value = peek_value(context_of(call->args[0]), call->args[1]);
    return give(call, retain(is_absent(value) ? call->args[2] : value));
}

static Outcome context_contains(Call *call) {
    if (!check_key(call)) return RAISED;
    return give_bool(call, !is_absent(peek_value(context_of(call->args[0]), call->args[1])));
}

static Outcome context_length(Call *call) {
    return give_int(call, (int64_t)dict_of(context_of(call->args[0])->values)->count);
}

static Outcome context_equal(Call *call) {
    if (call->step) return DONE;
    if (!has_layout(call->args[1], &context_type)) return give(call, not_implemented_value());
    call->step = 1;
    return call_equal(call, context_of(call->args[0])->values, context_of(call->args[1])->values);
}

typedef enum { WALK_KEYS, WALK_VALUES, WALK_ITEMS } WalkKind;

/* An iterator over what the context holds now. */
static Outcome walk(Call *call, WalkKind kind) {
    if (call->step) return DONE;
    call->step = 1;
    Dict *dict = dict_of(context_of(call->args[0])->values);
    Value list = list_new(dict->count);
    size_t position = 0;
    for (DictEntry *entry; (entry = dict_next(dict, &position));) {
        Value pair[] = { entry->key, entry->value };
        list_add_take(list_of(list), kind == WALK_ITEMS ? tuple_from(pair, 2) : retain(pair[kind]));
    }
    Outcome outcome = call_iterate(call, list);
    release(list);
    return outcome;
}

static Outcome context_keys(Call *call) { return walk(call, WALK_KEYS); }
static Outcome context_values(Call *call) { return walk(call, WALK_VALUES); }
static Outcome context_items(Call *call) { return walk(call, WALK_ITEMS); }

static const NativeSpec context_methods[] = {
    { "run(self, /, *args, **kwargs)", context_run },
    { "copy(self, /)", context_copy },
    { "get(self, key, default=None, /)", context_get },
    { "keys(self, /)", context_keys },
    { "values(self, /)", context_values },
    { "items(self, /)", context_items },
    { "__iter__(self, /)", context_keys },
    { "__len__(self, /)", context_length },
    { "__contains__(self, key, /)", context_contains },
    { "__getitem__(self, key, /)", context_get_item },
    { "__eq__(self, value, /)", context_equal },
    { 0 },
};

static const ClassSpec context_class = {
    .type = &context_type,
    .module = "_contextvars",
    .make = { "Context(cls, /, *args, **kwargs)", context_make },
    .methods = context_methods,
    .doc = "Values of context variables, in which functions can be run.",
};

/* ---- ContextVar */

static Outcome variable_make(Call *call) {
    if (!is_str(call->args[1]))
        return raise_error(call->task, TypeError, "context variable name must be a str");
    Variable *variable = container_new(&variable_type, sizeof(Variable));
    variable->name = retain(call->args[1]);
    variable->initial = retain(call->args[2]);
    return give(call, object_value(variable));
}

static Outcome variable_name(Call *call) { return give(call, retain(variable_of(call->args[0])->name)); }

static Outcome variable_get(Call *call) {
    Value value = peek_value(context_of(*current_of(call->task)), call->args[0]);
    if (is_absent(value)) value = call->args[1];
    if (is_absent(value)) value = variable_of(call->args[0])->initial;
    if (!is_absent(value)) return give(call, retain(value));
    Value arguments = tuple_from(call->args, 1);
    raise_with(call->task, LookupError, arguments);
    release(arguments);
    return RAISED;
}

static Outcome variable_set(Call *call) {
    Value context = *current_of(call->task), old = peek_value(context_of(context), call->args[0]);
    Token *token = container_new(&token_type, sizeof(Token));
    token->context = retain(context);
    token->variable = retain(call->args[0]);
    token->old = retain(old);
    token->is_used = false;
    give(call, object_value(token));
    return set_value(context_of(context), call->args[0], call->args[1]) ? DONE : raise_memory(call->task);
}

static Outcome variable_reset(Call *call) {
    Value context = *current_of(call->task);
    if (!has_layout(call->args[1], &token_type))
        return raise_error(call->task, TypeError, "expected an instance of Token, got %R", call->args[1]);
    Token *token = token_of(call->args[1]);
    const char *mistake = token->is_used                             ? "has already been used once"
                          : !is_same(token->variable, call->args[0]) ? "was created by a different ContextVar"
                          : !is_same(token->context, context)        ? "was created in a different Context"
                                                                     : NULL;
    if (mistake && call->step == 0) {
        call->step = 1;
        return call_native(call, operation_repr, 0, 1, &call->args[1]);
    }
    if (mistake) {
        return raise_error(call->task, token->is_used ? RuntimeError : ValueError, "%U %s", call->result,
                           mistake);
    }
    token->is_used = true;
    if (!set_value(context_of(context), call->args[0], token->old)) return raise_memory(call->task);
    return give_none(call);
}

static const NativeSpec variable_methods[] = {
    { "get(self, default=..., /)", variable_get, NULL, ARGS_UNPACK },
    { "set(self, value, /)", variable_set },
    { "reset(self, token, /)", variable_reset },
    { "name", variable_name, NULL, .flags = NATIVE_MEMBER },
    { "__class_getitem__(cls, key, /)", class_getitem, NULL, .flags = NATIVE_CLASSMETHOD },
    { 0 },
};

static const ClassSpec variable_class = {
    .type = &variable_type,
    .module = "_contextvars",
    .make = { "ContextVar(cls, name, /, *, default=...)", variable_make, NULL, ARGS_PARSE },
    .methods = variable_methods,
    .doc = "A variable whose value belongs to a context.",
};

/* ---- Token */

static Outcome token_make(Call *call) {
    return raise_error(call->task, RuntimeError, "Tokens can only be created by ContextVars");
}

static Outcome token_variable(Call *call) { return give(call, retain(token_of(call->args[0])->variable)); }

static Outcome token_old_value(Call *call) {
    Value old = token_of(call->args[0])->old;
    Class *class = machine_class(call_machine(call), &token_type);
    return give(call, retain(is_absent(old) ? dict_peek_text(class_dict(class), "MISSING") : old));
}

static const NativeSpec token_methods[] = {
    { "var", token_variable },
    { "old_value", token_old_value },
    { "__class_getitem__(cls, key, /)", class_getitem, NULL, .flags = NATIVE_CLASSMETHOD },
    { 0 },
};

static const ClassSpec token_class = {
    .type = &token_type,
    .module = "_contextvars",
    .make = { "Token(cls, /, *args, **kwargs)", token_make },
    .methods = token_methods,
    .doc = "What set() gives, by which reset() puts the value before back.",
};

static const ClassSpec missing_class = { .type = &missing_type, .is_hidden = true };

/* ---- the module */

/* Token.MISSING is one object, which the class holds. */
static bool contextvars_init(Machine *machine, Module *module) {
    (void)module;
    Value missing = object_value(object_new(&missing_type, sizeof(Object)));
    dict_define_text_take(class_dict(machine_class(machine, &token_type)), "MISSING", missing);
    class_changed(machine_class(machine, &token_type));
    return true;
}

static const NativeSpec contextvars_functions[] = { { "copy_context()", copy_context }, { 0 } };

static const ClassSpec *const contextvars_classes[] = { &context_class, &variable_class, &token_class,
                                                        &missing_class, NULL };

const ModuleSpec contextvars_module = {
    .name = "_contextvars",
    .doc = "Context variables.",
    .functions = contextvars_functions,
    .classes = contextvars_classes,
    .init = contextvars_init,
};
