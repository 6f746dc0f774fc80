/* SPDX-License-Identifier: GPL-3.0-or-later */
/* def, lambda and class: what is evaluated around (decorators, defaults, annotations, bases), and the inner
 * code. */
#include "lang/compiling.h"
#include "value/str.h"
#include "value/tuple.h"

/* ---- around the function */

static void compile_decorators(Compiler *c, const NodeList *decorators) {
    for (size_t i = 0; i < decorators->count; i++) {
        compile_expression(c, decorators->items[i]);
        op(c, OP_PUSH_ABSENT, 0);
    }
}

/* decorator ABSENT ... value -> value: each call has the position of its decorator. */
static void apply_decorators(Compiler *c, const NodeList *decorators) {
    Position whole = c->position;
    for (size_t i = decorators->count; i-- > 0;) {
        set_position(c, decorators->items[i]->place);
        op(c, OP_CALL, 1);
    }
    c->position = whole;
}

static uint32_t first_line_of(const Node *node, const NodeList *decorators) {
    return (uint32_t)(decorators->count ? decorators->items[0]->place.line : node->place.line);
}

static bool compile_defaults(Compiler *c, const NodeList *defaults) {
    if (!defaults->count) return false;
    bool all_constant = true;
    for (size_t i = 0; i < defaults->count; i++) {
        if (!fold(c, defaults->items[i])) all_constant = false;
    }
    if (all_constant) {
        load_constant_take(c, constant_tuple(defaults));
    } else {
        for (size_t i = 0; i < defaults->count; i++) compile_expression(c, defaults->items[i]);
        op(c, OP_BUILD_TUPLE, defaults->count);
    }
    return true;
}

/* Names as the function's scope knows them: mangled in a class. They stand there in the order of a code's
 * slots. */
static bool compile_keyword_defaults(Compiler *c, const Parameters *p, const ScopeName *names) {
    size_t first = p->positional_only_count + p->positional_count;
    uint32_t count = 0;
    for (size_t i = 0; i < p->keyword_only_count; i++) {
        Node *value = p->keyword_defaults.items[i];
        if (!value) continue;
        load_constant(c, names[first + i].name);
        compile_expression(c, value);
        count++;
    }
    if (count) op(c, OP_BUILD_DICT, count);
    return count > 0;
}

static void compile_named_annotation(Compiler *c, Value name, Node *annotation, uint32_t *count) {
    if (!annotation) return;
    load_constant(c, name);
    compile_annotation(c, annotation);
    ++*count;
}

static void compile_parameter_annotations(Compiler *c, const Parameter *items, size_t count,
                                          const ScopeName *names, size_t first, uint32_t *done) {
    for (size_t i = 0; i < count; i++)
        compile_named_annotation(c, names[first + i].name, items[i].annotation, done);
}

/* In CPython's order, which the dict shows: positional-only ones come second. */
static bool compile_annotations(Compiler *c, const Parameters *p, const ScopeName *names, Node *returns) {
    size_t positional = p->positional_only_count, keyword_only = positional + p->positional_count;
    size_t variadic = keyword_only + p->keyword_only_count, keywords = variadic + (p->variadic != NULL);
    uint32_t count = 0;
    Value name = str_new("return");
    compile_parameter_annotations(c, p->positional, p->positional_count, names, positional, &count);
    compile_parameter_annotations(c, p->positional_only, p->positional_only_count, names, 0, &count);
    compile_parameter_annotations(c, p->variadic, p->variadic != NULL, names, variadic, &count);
    compile_parameter_annotations(c, p->keyword_only, p->keyword_only_count, names, keyword_only, &count);
    compile_parameter_annotations(c, p->keywords, p->keywords != NULL, names, keywords, &count);
    compile_named_annotation(c, name, returns, &count);
    release(name);
    if (count) op(c, OP_BUILD_DICT, count);
    return count > 0;
}

static uint32_t compile_extras(Compiler *c, const Parameters *parameters, const Scope *scope) {
    uint32_t flags = 0;
    if (compile_defaults(c, &parameters->defaults)) flags |= 1;
    if (compile_keyword_defaults(c, parameters, scope->names)) flags |= 2;
    if (scope->kind != SCOPE_FUNCTION) return flags;
    return flags | (compile_annotations(c, parameters, scope->names, scope->node->function.returns) ? 4 : 0);
}

/* ---- inside */

static void set_parameters(Code *code, const Parameters *parameters) {
    code->positional_only_count = (uint32_t)parameters->positional_only_count;
    code->positional_count = (uint32_t)(parameters->positional_only_count + parameters->positional_count);
    code->keyword_only_count = (uint32_t)parameters->keyword_only_count;
    if (parameters->variadic) code->flags |= CODE_VARARGS;
    if (parameters->keywords) code->flags |= CODE_VARKEYWORDS;
}

static void make_cells(Compiler *c) {
    Unit *unit = c->unit;
    for (size_t i = 0; i < unit->scope->count; i++) {
        if (unit->scope->names[i].kind == NAME_CELL) op(c, OP_MAKE_CELL, unit->slots[i]);
    }
}

/* What a call of it makes instead of running it; 0: it runs. */
static uint32_t resumed_flag(const Scope *scope) {
    if (scope->awaits) return scope->is_generator ? CODE_ASYNC_GENERATOR : CODE_COROUTINE;
    return scope->is_generator ? CODE_GENERATOR : 0;
}

void unit_begin_function(Compiler *c) {
    Code *code = c->unit->code;
    Position whole = c->position;
    if (c->unit->scope->kind == SCOPE_COMPREHENSION) code->positional_count = 1;
    bool has_more = (code->flags & (CODE_VARARGS | CODE_VARKEYWORDS)) || code->keyword_only_count;
    uint32_t resumed = resumed_flag(c->unit->scope);
    if (resumed)
        code->flags |= resumed;
    else if (!has_more)
        code->flags |= CODE_FAST;
    c->position = (Position){ code->first_line, code->first_line, 0, 0 };
    if (resumed) op(c, OP_GENERATOR, 0);
    make_cells(c);
    c->position = whole;
}

static Value function_code(Compiler *c, Node *node) {
    const NodeList *body = &node->function.body;
    unit_begin(c, node->function.scope, node->function.scope->name,
               first_line_of(node, &node->function.decorators));
    set_parameters(c->unit->code, node->function.parameters);
    unit_begin_function(c);
    Value doc = docstring_peek(c, body);
    if (!is_absent(doc)) {
        pool_add(&c->unit->assembler.constants, doc);
        c->unit->code->flags |= CODE_HAS_DOC;
    }
    compile_statements_from(c, body, !is_absent(doc));
    load_constant(c, NONE);
    op(c, OP_RETURN, 0);
    return unit_end(c);
}

void compile_function(Compiler *c, Node *node) {
    compile_decorators(c, &node->function.decorators);
    set_position(c, node->place);
    uint32_t flags = compile_extras(c, node->function.parameters, node->function.scope);
    Position whole = c->position;
    Value code = function_code(c, node);
    c->position = whole;
    if (is_none(code)) return;
    compile_closure(c, code_of(code), flags);
    release(code);
    apply_decorators(c, &node->function.decorators);
    compile_name(c, node->function.name, CONTEXT_STORE);
}

static Value lambda_code(Compiler *c, Node *node) {
    Value name = str_new("<lambda>");
    unit_begin(c, node->lambda.scope, name, (uint32_t)node->place.line);
    release(name);
    set_parameters(c->unit->code, node->lambda.parameters);
    unit_begin_function(c);
    compile_expression(c, node->lambda.body);
    set_position(c, node->lambda.body->place);
    op(c, OP_RETURN, 0);
    return unit_end(c);
}

void compile_lambda(Compiler *c, Node *node) {
    uint32_t flags = compile_extras(c, node->lambda.parameters, node->lambda.scope);
    Position whole = c->position;
    Value code = lambda_code(c, node);
    c->position = whole;
    if (is_none(code)) return;
    compile_closure(c, code_of(code), flags);
    release(code);
}

/* ---- class */

static void store_in_namespace(Compiler *c, const char *text) {
    Value name = str_new(text), interned = str_intern(name);
    op_name(c, OP_STORE_NAME, interned);
    release(interned);
    release(name);
}

static void load_module_name(Compiler *c) {
    Value name = str_new("__name__"), interned = str_intern(name);
    op_name(c, OP_LOAD_NAME, interned);
    release(interned);
    release(name);
}

/* The cell __class__, which type fills with the class once it is made; the body's result too. */
static void leave_class_cell(Compiler *c) {
    if (c->unit->class_cell == NOWHERE) {
        load_constant(c, NONE);
        return;
    }
    op(c, OP_LOAD_CLOSURE, c->unit->class_cell);
    op(c, OP_COPY, 1);
    store_in_namespace(c, "__classcell__");
}

static Value class_code(Compiler *c, Node *node) {
    uint32_t line = first_line_of(node, &node->class_def.decorators);
    unit_begin(c, node->class_def.scope, node->class_def.scope->name, line);
    c->unit->code->flags |= CODE_CLASS_BODY;
    c->position = (Position){ line, line, 0, 0 };
    if (c->unit->class_cell != NOWHERE) op(c, OP_MAKE_CELL, c->unit->class_cell);
    load_module_name(c);
    store_in_namespace(c, "__module__");
    load_constant(c, c->unit->code->qualname);
    store_in_namespace(c, "__qualname__");
    compile_body(c, &node->class_def.body);
    leave_class_cell(c);
    op(c, OP_RETURN, 0);
    return unit_end(c);
}

void compile_class(Compiler *c, Node *node) {
    compile_decorators(c, &node->class_def.decorators);
    set_position(c, node->place);
    Position whole = c->position;
    Value code = class_code(c, node);
    c->position = whole;
    if (is_none(code)) return;
    compile_closure(c, code_of(code), 0);
    load_constant(c, code_of(code)->name);
    release(code);
    compile_class_call(c, node);
    apply_decorators(c, &node->class_def.decorators);
    compile_name(c, node->class_def.name, CONTEXT_STORE);
}
