/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "modules/itertools/stage.h"
#include "vm/class_call.h"
#include "vm/machine.h"
#include "vm/operations.h"

void stage_visit(Object *object, VisitFunction *visit, void *context) {
    const Stage *stage = (const Stage *)object;
    visit(stage->source, context);
    visit(stage->function, context);
    visit(stage->held, context);
    visit(stage->other, context);
}

void stage_clear(Object *object) {
    Stage *stage = (Stage *)object;
    replace_take(&stage->source, ABSENT);
    replace_take(&stage->function, ABSENT);
    replace_take(&stage->held, ABSENT);
    replace_take(&stage->other, ABSENT);
}

Stage *stage_new(Call *call, const Type *quick) {
    Class *class = (Class *)object_of(call->args[0]);
    Stage *stage = quick && class->is_native ? container_new(quick, sizeof *stage) : class_allocate(class);
    stage->source = stage->function = stage->held = stage->other = ABSENT;
    return stage;
}

Outcome stage_iterate(Call *call, size_t i) {
    if (call->step == STAGE_ITERATED) return DONE;
    call->step = STAGE_ITERATED;
    return call_iterate(call, call->args[i]);
}

Outcome stage_end(Call *call) {
    replace_take(&self_stage(call)->source, ABSENT);
    return raise_stop(call->task, NONE);
}

Outcome stage_reduced_take(Call *call, const Value *args, size_t count, Value state) {
    Value class = retain(object_value(value_class(call_machine(call), call->args[0])));
    Value parts[] = { class, tuple_from_take(args, count), state };
    return give(call, tuple_from_take(parts, is_absent(state) ? 2 : 3));
}

Outcome stage_truth(Call *call, uint32_t step) {
    if (call->step == step) return DONE;
    call->step = step;
    Verdict truth = value_truth(call->result);
    if (truth != HOOK) return give_bool(call, truth == YES);
    Value judged = take_result(call);
    Outcome outcome = call_native(call, operation_truth, 0, 1, &judged);
    release(judged);
    return outcome;
}
