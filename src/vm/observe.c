/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Observing natives. A frame remembers that its beginning was told, so each is ended exactly once. */
#include "vm/observe.h"
#include "vm/machine.h"

static const Observer *observer_of(const NativeFrame *frame) { return frame->call.task->machine->observer; }

static void end(NativeFrame *frame, Outcome outcome) {
    frame->is_observed = false;
    observer_of(frame)->ended(&frame->call, outcome);
}

Outcome observe_step(NativeFrame *frame) {
    Call *call = &frame->call;
    if (!call->spec || !(call->spec->flags & NATIVE_OBSERVED)) return call->function(call);
    if (call->step == 0 && !frame->is_observed) {
        frame->is_observed = true;
        observer_of(frame)->begun(call);
    }
    Outcome outcome = call->function(call);
    if (!frame->is_observed) return outcome;
    if (outcome == PARKED)
        observer_of(frame)->parked(call);
    else if (outcome != CALLED)
        end(frame, outcome);
    return outcome;
}

void observe_end(NativeFrame *frame) {
    if (observer_of(frame)) end(frame, RAISED);
}
