/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names: which slot or table holds a variable, and the closures that hand cells to inner functions. */
#include "base/memory.h"
#include "lang/compiling.h"
#include "value/str.h"

/* ---- slots */

static bool is_slot_local(const Unit *unit, const ScopeName *name) {
    return unit->is_function && (name->kind == NAME_LOCAL || name->kind == NAME_CELL);
}

static bool is_slot_free(const ScopeName *name) { return name->kind == NAME_FREE || name->is_class_free; }

static void count_slots(Unit *unit, uint32_t *locals, uint32_t *frees) {
    for (size_t i = 0; i < unit->scope->count; i++) {
        *locals += is_slot_local(unit, &unit->scope->names[i]);
        *frees += is_slot_free(&unit->scope->names[i]);
    }
    *locals += unit->scope->needs_class_cell;
}

/* Locals first, in the order of the scope, which puts parameters before all; free variables behind them. The cell
 * __class__ of a class is its only local slot: its variables live in the namespace. */
void unit_set_slots(Unit *unit) {
    Scope *scope = unit->scope;
    Code *code = unit->code;
    uint32_t local = 0, locals = 0, frees = 0;
    count_slots(unit, &locals, &frees);
    unit->slots = memory_get_zeroed((scope->count + 1) * sizeof *unit->slots);
    unit->class_cell = NOWHERE;
    code->slot_names = memory_get_zeroed((locals + frees + 1) * sizeof(Value));
    code->free_start = locals;
    code->slot_count = locals + frees;
    if (scope->needs_class_cell) {
        Value name = str_new("__class__");
        code->slot_names[local] = str_intern(name);
        release(name);
        unit->class_cell = local++;
    }
    uint32_t next_free = locals;
    for (size_t i = 0; i < scope->count; i++) {
        const ScopeName *name = &scope->names[i];
        uint32_t *slot = &unit->slots[i];
        *slot = is_slot_local(unit, name) ? local++ : is_slot_free(name) ? next_free++ : NOWHERE;
        if (*slot != NOWHERE) code->slot_names[*slot] = retain(name->name);
    }
}

static uint32_t slot_of(const Unit *unit, const ScopeName *name) {
    return unit->slots[name - unit->scope->names];
}

/* ---- access */

/* One row for each way a variable is held: what loads, stores and deletes it (indexed by Context). */
static const Opcode local_opcodes[] = { OP_LOAD_LOCAL, OP_STORE_LOCAL, OP_DELETE_LOCAL };
static const Opcode cell_opcodes[] = { OP_LOAD_CELL, OP_STORE_CELL, OP_DELETE_CELL };
static const Opcode class_cell_opcodes[] = { OP_LOAD_CLASS_CELL, OP_STORE_CELL, OP_DELETE_CELL };
static const Opcode global_opcodes[] = { OP_LOAD_GLOBAL, OP_STORE_GLOBAL, OP_DELETE_GLOBAL };
static const Opcode name_opcodes[] = { OP_LOAD_NAME, OP_STORE_NAME, OP_DELETE_NAME };

void compile_name(Compiler *c, Value name, Context context) {
    Unit *unit = c->unit;
    const ScopeName *found = scope_find(unit->scope, name);
    NameKind kind = found ? found->kind : unit->is_function ? NAME_GLOBAL_IMPLICIT : NAME_LOCAL;
    bool is_class = unit->scope->kind == SCOPE_CLASS;
    switch (kind) {
    case NAME_LOCAL:
    case NAME_CELL:
        if (unit->is_function)
            op(c, (kind == NAME_CELL ? cell_opcodes : local_opcodes)[context], slot_of(unit, found));
        else
            op_name(c, (is_class ? name_opcodes : global_opcodes)[context], name);
        break;
    case NAME_FREE:
        op(c, (is_class ? class_cell_opcodes : cell_opcodes)[context], slot_of(unit, found));
        break;
    case NAME_GLOBAL_IMPLICIT: op_name(c, (is_class ? name_opcodes : global_opcodes)[context], name); break;
    case NAME_GLOBAL_EXPLICIT: op_name(c, global_opcodes[context], name); break;
    }
}

/* ---- closures */

static uint32_t cell_slot(const Unit *unit, Value name) {
    const ScopeName *found = scope_find(unit->scope, name);
    uint32_t slot = found ? slot_of(unit, found) : NOWHERE;
    if (slot == NOWHERE) slot = unit->class_cell;
    assert(slot != NOWHERE);
    return slot;
}

void compile_closure(Compiler *c, const Code *code, uint32_t flags) {
    uint32_t frees = code->slot_count - code->free_start;
    for (uint32_t i = 0; i < frees; i++) {
        op(c, OP_LOAD_CLOSURE, cell_slot(c->unit, code->slot_names[code->free_start + i]));
    }
    if (frees) op(c, OP_BUILD_TUPLE, frees);
    load_constant(c, object_value(code));
    op(c, OP_MAKE_FUNCTION, flags | (frees ? 8 : 0));
}

/* ---- qualified names */

/* A name that the scope around declares global stands for itself. */
Value qualified_name(Compiler *c, const Scope *scope, Value name) {
    const Unit *around = c->unit;
    if (!around || around->scope->kind == SCOPE_MODULE) return retain(name);
    if (scope->kind == SCOPE_FUNCTION || scope->kind == SCOPE_CLASS) {
        const Node *node = scope->node;
        Value bound = scope->kind == SCOPE_CLASS ? node->class_def.name : node->function.name;
        const ScopeName *found = scope_find(around->scope, bound);
        if (found && found->kind == NAME_GLOBAL_EXPLICIT) return retain(name);
    }
    Buffer text = { 0 };
    str_append_utf8(&text, around->code->qualname);
    bool has_locals = around->scope->kind == SCOPE_FUNCTION || around->scope->kind == SCOPE_LAMBDA;
    buffer_append_text(&text, has_locals ? ".<locals>." : "."); /* not so for a comprehension around */
    str_append_utf8(&text, name);
    return str_from_buffer_take(&text);
}
