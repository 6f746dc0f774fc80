/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a stream of instructions with labels to a Code.
 *
 * The compiler emits instructions, places labels and brackets what is guarded by a handler. At the end
 * assembler_finish follows the flow: it drops what cannot be reached, computes the height of the value stack
 * everywhere (so nobody counts by hand, and heights that disagree are a broken invariant), fuses common
 * sequences, and resolves labels. */
#pragma once
#include "lang/code.h"
#include "lang/pool.h"

typedef uint32_t Label; /* its number */
typedef uint32_t Guard; /* its number */

#define NOWHERE UINT32_MAX

/* Instructions between guard_begin and guard_end, less those between guard_suspend and guard_resume. When one
 * of them raises, the stack is cut to its height at the begin less `below`, and the target runs. */
typedef struct {
    uint32_t start; /* the first instruction, whose height counts */
    uint32_t from;  /* of the open stretch; NOWHERE while suspended */
    Label target;
    uint32_t below;
} GuardState;

/* One stretch of a guard. Until the flow is known `depth` is unset. */
typedef struct {
    uint32_t from, to;
    Guard guard;
} Stretch;

typedef struct {
    uint32_t *words;
    Position *positions;
    size_t count, word_capacity, position_capacity;
    uint32_t *labels; /* the instruction that each stands before; NOWHERE: not placed yet */
    size_t label_count, label_capacity;
    GuardState *guards;
    size_t guard_count, guard_capacity;
    Stretch *stretches; /* in the order of their ends, so that inner ones come first */
    size_t stretch_count, stretch_capacity;
    Pool constants, names;
    bool failed; /* memory refused, or an operand does not fit */
} Assembler;

void assembler_init(Assembler *assembler);
void assembler_clear(Assembler *assembler);

void emit(Assembler *assembler, Opcode opcode, size_t operand, Position position);
void emit_jump(Assembler *assembler, Opcode opcode, Label target, Position position);
Label label_new(Assembler *assembler);
void label_place(Assembler *assembler, Label label); /* before the next instruction */

Guard guard_begin(Assembler *assembler, Label target, uint32_t below);
void guard_suspend(Assembler *assembler, Guard guard);
void guard_resume(Assembler *assembler, Guard guard);
void guard_end(Assembler *assembler, Guard guard);

/* Fills in instructions, positions, handlers, constants, names, caches and stack_size; the slots and the
 * counts of parameters are set already. False: memory refused. */
bool assembler_finish(Assembler *assembler, Code *code);

/* ---- what its files share */

/* What following the flow found; one of each an instruction. */
typedef struct {
    int32_t *heights; /* of the stack before it; -1: never reached */
    bool *is_target;  /* something jumps here, or a stretch begins or ends here: nothing is fused across */
    bool *is_bound;   /* LOAD_LOCAL: no path leads here that leaves the slot ABSENT */
    uint32_t *depths; /* one a guard */
    uint32_t stack_size;
} Flow;

/* labels are resolved; false: no memory */
bool flow_find(const Assembler *assembler, const Code *code, Flow *flow);
void flow_clear(Flow *flow);
/* Instructions that are kept move to the front, fused; new_index, count + 1 long, says where each went. */
void fuse(Assembler *assembler, const Flow *flow, uint32_t *new_index);
