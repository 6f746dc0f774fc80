/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/interrupt.h"

volatile sig_atomic_t interrupt_flag;
bool interrupt_is_heard = true;

static int32_t *volatile countdown;
static bool *volatile flag;

void interrupt_hurry(int32_t *ticks, bool *behind_calls) {
    countdown = ticks;
    flag = behind_calls;
}

void interrupt_look_around(void) {
    if (countdown) *countdown = 0;
    if (flag) *flag = true;
}

void interrupt_set(void) {
    interrupt_flag = 1;
    interrupt_look_around();
}

bool interrupt_take(void) {
    bool pending = interrupt_flag;
    interrupt_flag = 0;
    return pending;
}
