/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names: which slot or table holds a variable, and the closures that hand cells to inner functions. */
#include "base/memory.h"
#include "lang/compiling.h"
#include "value/str.h"
#include <stdlib.h>

/* ---- slots
 *
 * locals() shows variables in the order of their slots, so that is CPython's: parameters, then plain locals
 * as the code first comes to them, then cells and free variables, each in the order of their names. */

typedef enum { SLOT_PARAMETER, SLOT_PLAIN, SLOT_CELL, SLOT_FREE, SLOT_NONE } SlotKind;

static SlotKind slot_kind(const Unit *unit, const ScopeName *name) {
    if (name->kind == NAME_FREE || name->is_class_free) return SLOT_FREE;
    if (!unit->is_function) return SLOT_NONE;
    if (name->is_parameter) return SLOT_PARAMETER;
    return name->kind == NAME_LOCAL ? SLOT_PLAIN : name->kind == NAME_CELL ? SLOT_CELL : SLOT_NONE;
}

static void set_slot(Unit *unit, const ScopeName *name, uint32_t slot) {
    unit->slots[name - unit->scope->names] = slot;
    unit->code->slot_names[slot] = retain(name->name);
}

static int by_name(const void *a, const void *b) {
    return str_compare((*(const ScopeName *const *)a)->name, (*(const ScopeName *const *)b)->name);
}

static void set_sorted_slots(Unit *unit, SlotKind kind, uint32_t count, uint32_t from) {
    const ScopeName **sorted = memory_get((count + 1) * sizeof *sorted);
    size_t found = 0;
    for (size_t i = 0; i < unit->scope->count; i++) {
        const ScopeName *name = &unit->scope->names[i];
        if (slot_kind(unit, name) == kind) sorted[found++] = name;
    }
    qsort(sorted, count, sizeof *sorted, by_name);
    for (uint32_t i = 0; i < count; i++) set_slot(unit, sorted[i], from + i);
    memory_free(sorted);
}

/* The cell __class__ of a class is its only local slot: its variables live in the namespace. */
static void set_class_cell(Unit *unit) {
    Value name = str_new("__class__");
    unit->code->slot_names[0] = str_intern(name);
    unit->class_cell = 0;
    release(name);
}

void unit_set_slots(Unit *unit) {
    const Scope *scope = unit->scope;
    Code *code = unit->code;
    uint32_t counts[SLOT_NONE + 1] = { 0 }, parameters = 0;
    unit->slots = memory_get((scope->count + 1) * sizeof *unit->slots);
    for (size_t i = 0; i < scope->count; i++) {
        counts[slot_kind(unit, &scope->names[i])]++;
        unit->slots[i] = NOWHERE;
    }
    unit->next_plain = counts[SLOT_PARAMETER];
    code->cell_start = unit->next_plain + counts[SLOT_PLAIN];
    code->free_start = code->cell_start + counts[SLOT_CELL] + scope->needs_class_cell;
    code->slot_count = code->free_start + counts[SLOT_FREE];
    code->slot_names = memory_get_zeroed((code->slot_count + 1) * sizeof(Value));
    unit->class_cell = NOWHERE;
    if (scope->needs_class_cell) set_class_cell(unit);
    for (size_t i = 0; parameters < counts[SLOT_PARAMETER]; i++) {
        if (slot_kind(unit, &scope->names[i]) == SLOT_PARAMETER)
            set_slot(unit, &scope->names[i], parameters++);
    }
    set_sorted_slots(unit, SLOT_CELL, counts[SLOT_CELL], code->cell_start);
    set_sorted_slots(unit, SLOT_FREE, counts[SLOT_FREE], code->free_start);
}

static uint32_t slot_of(Unit *unit, const ScopeName *name) {
    uint32_t *slot = &unit->slots[name - unit->scope->names];
    if (*slot == NOWHERE && slot_kind(unit, name) == SLOT_PLAIN) set_slot(unit, name, unit->next_plain++);
    return *slot;
}

/* Locals that no instruction names (`x: int` alone) have slots too. */
void unit_set_last_slots(Unit *unit) {
    for (size_t i = 0; i < unit->scope->count; i++) slot_of(unit, &unit->scope->names[i]);
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
    bool by_name = is_class || (unit->scope->kind == SCOPE_MODULE && c->options.over_names);
    switch (kind) {
    case NAME_LOCAL:
    case NAME_CELL:
        if (unit->is_function)
            op(c, (kind == NAME_CELL ? cell_opcodes : local_opcodes)[context], slot_of(unit, found));
        else
            op_name(c, (by_name ? name_opcodes : global_opcodes)[context], name);
        break;
    case NAME_FREE:
        op(c, (is_class ? class_cell_opcodes : cell_opcodes)[context], slot_of(unit, found));
        break;
    case NAME_GLOBAL_IMPLICIT: op_name(c, (by_name ? name_opcodes : global_opcodes)[context], name); break;
    case NAME_GLOBAL_EXPLICIT: op_name(c, global_opcodes[context], name); break;
    }
}

/* ---- closures */

static uint32_t cell_slot(Unit *unit, Value name) {
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
