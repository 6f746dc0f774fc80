/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Garbage cycles. Reference counts free everything else at once; what is left are containers that hold each
 * other. */
#pragma once
#include "value/object.h"

void cycles_watch(Container *container);            /* at creation */
bool cycles_is_garbage(const Container *container); /* while its ends are told */
void cycles_forget(Container *container);           /* at the end */
