/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Following the flow of a finished stream: what is reached, how high the value stack is there, and which
 * locals are bound for certain.
 *
 * Heights: a walk over a worklist, each instruction once. Where two paths meet they must agree.
 * Bound locals: the usual iteration with sets of slots, intersected where paths meet, until nothing changes.
 * Sets are kept for targets only; between two targets one set is carried along. */
#include "base/memory.h"
#include "lang/assembler.h"
#include <string.h>

/* ---- heights */

typedef struct {
    const Assembler *assembler;
    Flow *flow;
    uint32_t *waiting; /* reached, but what follows them is not looked at yet */
    size_t waiting_count;
} Walk;

static void reach(Walk *walk, uint32_t target, int32_t height) {
    int32_t *known = &walk->flow->heights[target];
    assert(target < walk->assembler->count && height >= 0);
    assert(*known == -1 || *known == height);
    if (*known != -1) return;
    *known = height;
    walk->waiting[walk->waiting_count++] = target;
    if ((uint32_t)height > walk->flow->stack_size) walk->flow->stack_size = (uint32_t)height;
}

static void reach_jump_target(Walk *walk, uint32_t target, int32_t height) {
    walk->flow->is_target[target] = true;
    reach(walk, target, height);
}

static void visit(Walk *walk, uint32_t i) {
    uint32_t word = walk->assembler->words[i];
    int32_t height = walk->flow->heights[i];
    if (opcode_operands[opcode_of(word)] == OPERAND_JUMP) {
        reach_jump_target(walk, operand_of(word), height + code_jump_effect(word));
    }
    if (opcode_falls_through(opcode_of(word))) reach(walk, i + 1, height + code_stack_effect(word));
}

/* A guard whose start is reached has a depth, and its handler is reached. True: one more was. */
static bool enter_handlers(Walk *walk) {
    bool more = false;
    for (size_t i = 0; i < walk->assembler->guard_count; i++) {
        const GuardState *guard = &walk->assembler->guards[i];
        uint32_t target = walk->assembler->labels[guard->target];
        if (walk->flow->depths[i] != NOWHERE || walk->flow->heights[guard->start] < 0) continue;
        walk->flow->depths[i] = (uint32_t)walk->flow->heights[guard->start] - guard->below;
        reach_jump_target(walk, target, (int32_t)walk->flow->depths[i] + 1);
        more = true;
    }
    return more;
}

static void mark_boundaries(const Assembler *assembler, Flow *flow) {
    for (size_t i = 0; i < assembler->stretch_count; i++) {
        flow->is_target[assembler->stretches[i].from] = true;
        flow->is_target[assembler->stretches[i].to] = true;
    }
}

void flow_clear(Flow *flow) {
    memory_free(flow->heights);
    memory_free(flow->is_target);
    memory_free(flow->is_bound);
    memory_free(flow->depths);
    *flow = (Flow){ 0 };
}

/* ---- bound locals */

enum { BOUND_SLOTS_MAX = 512 }; /* with more locals than that nothing is known, and less is fused */

typedef struct {
    const Assembler *assembler;
    const Flow *flow;
    uint64_t **sets; /* what is bound on every path found so far to a target; NULL: none found yet */
    uint64_t *block; /* where the sets lie */
    size_t block_used;
    size_t words;
    bool changed;
} Binding;

static bool contains(const uint64_t *set, uint32_t slot) { return set[slot / 64] >> (slot % 64) & 1; }

static void flow_into(Binding *binding, uint32_t target, const uint64_t *set) {
    uint64_t **known = &binding->sets[target];
    if (!*known) {
        *known = binding->block + binding->block_used;
        binding->block_used += binding->words;
        memcpy(*known, set, binding->words * sizeof *set);
        binding->changed = true;
        return;
    }
    for (size_t i = 0; i < binding->words; i++) {
        if ((*known)[i] & ~set[i]) binding->changed = true;
        (*known)[i] &= set[i];
    }
}

/* Any of the guarded instructions may raise, so what is bound before each flows into the handler. */
static void flow_into_handlers(Binding *binding, uint32_t i, const uint64_t *set) {
    const Assembler *assembler = binding->assembler;
    for (size_t s = 0; s < assembler->stretch_count; s++) {
        const Stretch *stretch = &assembler->stretches[s];
        if (i < stretch->from || i >= stretch->to) continue;
        flow_into(binding, assembler->labels[assembler->guards[stretch->guard].target], set);
    }
}

static void step(uint32_t word, uint64_t *set, bool *is_bound) {
    uint32_t slot = operand_of(word);
    uint64_t bit = (uint64_t)1 << (slot % 64);
    switch (opcode_of(word)) {
    case OP_LOAD_LOCAL: *is_bound = contains(set, slot); break;
    case OP_STORE_LOCAL: set[slot / 64] |= bit; break;
    case OP_DELETE_LOCAL: set[slot / 64] &= ~bit; break;
    default: break;
    }
}

static void pass(Binding *binding, uint64_t *set, bool *is_bound) {
    const Assembler *assembler = binding->assembler;
    bool is_known = true, has_shrunk = false;
    for (uint32_t i = 0; i < assembler->count; i++) {
        if (binding->flow->heights[i] < 0) is_known = false;
        if (binding->flow->heights[i] >= 0 && binding->flow->is_target[i]) {
            if (is_known) flow_into(binding, i, set);
            is_known = binding->sets[i] != NULL; /* no: reached only from below, the next pass knows */
            if (is_known) memcpy(set, binding->sets[i], binding->words * sizeof *set);
        }
        if (!is_known) continue;
        if (binding->flow->is_target[i] || has_shrunk) flow_into_handlers(binding, i, set);
        has_shrunk = opcode_of(assembler->words[i]) == OP_DELETE_LOCAL;
        uint32_t word = assembler->words[i];
        step(word, set, &is_bound[i]);
        if (opcode_operands[opcode_of(word)] == OPERAND_JUMP) flow_into(binding, operand_of(word), set);
        is_known = opcode_falls_through(opcode_of(word));
    }
}

static uint32_t parameter_count(const Code *code) {
    return code->positional_count + code->keyword_only_count + !!(code->flags & CODE_VARARGS) +
           !!(code->flags & CODE_VARKEYWORDS);
}

static void flow_find_bound(const Assembler *assembler, const Code *code, Flow *flow) {
    if (code->slot_count == 0 || code->slot_count > BOUND_SLOTS_MAX) return;
    uint64_t set[BOUND_SLOTS_MAX / 64];
    size_t words = (code->slot_count + 63) / 64, targets = 0;
    for (size_t i = 0; i <= assembler->count; i++) targets += flow->is_target[i];
    Binding binding = { assembler,
                        flow,
                        memory_try_zeroed((assembler->count + 1) * sizeof(uint64_t *)),
                        memory_try_array((targets + 1) * words, sizeof *set),
                        0,
                        words,
                        true };
    while (binding.sets && binding.block && binding.changed) {
        binding.changed = false;
        memset(set, 0, sizeof set);
        for (uint32_t slot = 0; slot < parameter_count(code); slot++)
            set[slot / 64] |= (uint64_t)1 << (slot % 64);
        pass(&binding, set, flow->is_bound);
    }
    memory_free(binding.sets);
    memory_free(binding.block);
}

bool flow_find(const Assembler *assembler, const Code *code, Flow *flow) {
    size_t count = assembler->count;
    *flow = (Flow){
        .heights = memory_try_array(count + 1, sizeof(int32_t)),
        .is_target = memory_try_zeroed(count + 1),
        .is_bound = memory_try_zeroed(count + 1),
        .depths = memory_try_array(assembler->guard_count + 1, sizeof(uint32_t)),
    };
    Walk walk = { assembler, flow, memory_try_array(count + 1, sizeof(uint32_t)), 0 };
    bool done = flow->heights && flow->is_target && flow->is_bound && flow->depths && walk.waiting;
    if (done) {
        memset(flow->heights, 0xff, (count + 1) * sizeof(int32_t));
        memset(flow->depths, 0xff, assembler->guard_count * sizeof(uint32_t));
        reach(&walk, 0, 0);
        do {
            while (walk.waiting_count) visit(&walk, walk.waiting[--walk.waiting_count]);
        } while (enter_handlers(&walk));
        mark_boundaries(assembler, flow);
        flow_find_bound(assembler, code, flow);
    } else {
        flow_clear(flow);
    }
    memory_free(walk.waiting);
    return done;
}
