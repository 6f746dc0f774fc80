/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Units and the smallest steps; the two entrances. */
#include "lang/compiler.h"
#include "base/memory.h"
#include "lang/compiling.h"
#include "lang/verify.h"
#include "value/str.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- the smallest steps */

void op(Compiler *c, Opcode opcode, size_t operand) {
    emit(&c->unit->assembler, opcode, operand, c->position);
}

void jump(Compiler *c, Opcode opcode, Label target) {
    emit_jump(&c->unit->assembler, opcode, target, c->position);
}

void set_position(Compiler *c, Place place) {
    c->position = (Position){ (uint32_t)place.line, (uint32_t)place.end_line, (uint32_t)place.column,
                              (uint32_t)place.end_column };
}

/* Texts that could be names are interned: as keys of dicts they are then found by identity. */
bool looks_like_name(Value value) {
    if (!has_type(value, TYPE_ID_STR) || !str_of(value)->is_ascii || str_count(value) > 64) return false;
    for (const char *at = str_peek_ascii(value); *at; at++) {
        if (*at != '_' && (*at < '0' || *at > '9') && (*at < 'a' || *at > 'z') && (*at < 'A' || *at > 'Z'))
            return false;
    }
    return true;
}

void load_constant_take(Compiler *c, Value constant) {
    if (looks_like_name(constant)) {
        if (!str_is_interned(constant)) pool_add(&c->own_texts, constant);
        Value interned = str_intern(constant);
        release(constant);
        constant = interned;
    }
    op(c, OP_LOAD_CONSTANT, pool_add(&c->unit->assembler.constants, constant));
    release(constant);
}

void load_constant(Compiler *c, Value constant) { load_constant_take(c, retain(constant)); }

void op_name(Compiler *c, Opcode opcode, Value name) {
    op(c, opcode, pool_add(&c->unit->assembler.names, name));
}

/* Columns count bytes: python3 takes the tree's as they are. */
void compile_problem(Compiler *c, const char *format, ...) {
    SyntaxProblem *problem = c->problem;
    if (problem->kind != PROBLEM_NONE) return;
    va_list arguments;
    va_start(arguments, format);
    buffer_append_format_list(&problem->message, format, arguments);
    va_end(arguments);
    problem->kind = PROBLEM_SYNTAX;
    problem->line = (int)c->position.line;
    problem->end_line = (int)c->position.end_line;
    problem->offset = (int)c->position.column + 1;
    problem->end_offset = (int)c->position.end_column + 1;
    problem->has_place = true;
    size_t count;
    const char *text = source_peek_line(c->source, problem->line, &count);
    if (!text || c->source->kind != SOURCE_FILE) return; /* CPython reads the line from the file again */
    buffer_append(&problem->text, text, count);
    buffer_append_byte(&problem->text, '\n');
    problem->has_text = true;
}

/* ---- units */

void unit_begin(Compiler *c, Scope *scope, Value name, uint32_t first_line) {
    Unit *unit = memory_get_zeroed(sizeof *unit);
    unit->code = object_new(&code_type, sizeof *unit->code);
    Code *code = unit->code;
    code->name = retain(name);
    code->qualname = qualified_name(c, scope, name);
    code->filename = retain(c->source->name);
    code->source = ABSENT;
    code->first_line = first_line;
    code->flags = c->options.futures;
    unit->parent = c->unit;
    unit->scope = scope;
    unit->is_function = scope->kind != SCOPE_MODULE && scope->kind != SCOPE_CLASS;
    assembler_init(&unit->assembler);
    unit->assembler.failed = c->problem->kind != PROBLEM_NONE; /* all that goes on comes to nothing */
    unit_set_slots(unit);
    c->unit = unit;
}

#if SWITCHES
/* What the compiler makes is what the reader of images takes. */
static void check_code(const Code *code) {
    uint32_t stack_size;
    const char *problem = code_verify(code, &stack_size);
    if (problem) fprintf(stderr, "causette: code of %s: %s\n", str_peek_ascii(code->name), problem);
    assert(!problem || !*problem);
    (void)stack_size;
}
#endif

Value unit_end(Compiler *c) {
    Unit *unit = c->unit;
    Value code = object_value(unit->code);
    unit_set_last_slots(unit);
    bool is_good = c->problem->kind == PROBLEM_NONE;
    if (is_good && !assembler_finish(&unit->assembler, unit->code)) {
        c->problem->kind = PROBLEM_MEMORY;
        is_good = false;
    }
#if SWITCHES
    if (is_good) check_code(unit->code);
#endif
    assembler_clear(&unit->assembler);
    memory_free(unit->slots);
    c->unit = unit->parent;
    memory_free(unit);
    if (is_good) return code;
    if (c->unit) c->unit->assembler.failed = true;
    release(code);
    return NONE;
}

/* ---- entrances */

static void compile_module(Compiler *c, Node *root) {
    c->unit->code->flags |= CODE_MODULE;
    c->unit->prints = root->kind == NODE_INTERACTIVE;
    compile_body(c, &root->module.body);
    load_constant(c, NONE);
    op(c, OP_RETURN, 0);
}

static void compile_eval(Compiler *c, Node *root) {
    c->unit->code->flags |= CODE_MODULE;
    compile_expression(c, root->expression.body);
    op(c, OP_RETURN, 0);
}

/* The tree has gone through scope_analyse. */
static Code *compile(Ast *ast, Source *source, SyntaxProblem *problem, const CompileOptions *options) {
    Compiler compiler = { ast, source, problem, NULL, { 1, 1, 0, 0 }, { 0 }, { 0 }, *options };
    if (ast->annotations_are_text) compiler.options.futures |= CODE_FUTURE_ANNOTATIONS;
    Value name = str_new("<module>");
    unit_begin(&compiler, ast->scope, name, 1);
    release(name);
    if (ast->root->kind == NODE_EXPRESSION)
        compile_eval(&compiler, ast->root);
    else
        compile_module(&compiler, ast->root);
    Value code = unit_end(&compiler);
    pool_clear(&compiler.own_texts);
    pool_clear(&compiler.sets);
    return is_none(code) ? NULL : code_of(code);
}

Code *compile_source(SourceKind kind, Value filename, const void *text, size_t count,
                     const CompileOptions *options, SyntaxProblem *problem) {
    Source *source = source_new(kind, filename, text, count, problem);
    Ast *ast = source ? parse(source, options->mode, problem) : NULL;
    if (ast) ast->annotations_are_text = options->futures & CODE_FUTURE_ANNOTATIONS;
    Code *code = ast && scope_analyse(ast, source, problem) ? compile(ast, source, problem, options) : NULL;
    ast_free(ast);
    source_free(source);
    return code;
}
