/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether instructions stay within their code, whoever made them: operands name what there is, jumps and
 * handlers lead to instructions, the height of the value stack is the same on every way to an instruction and
 * always enough for it, cells are used as cells and only they, nested codes go nowhere but into functions
 * that bring the cells they want. What kind of value stands where on the stack is not followed. */
#pragma once
#include "lang/code.h"

/* NULL: they do, and *stack_size is the height that the stack reaches; otherwise what is wrong. "": memory
 * refused. */
const char *code_verify(const Code *code, uint32_t *stack_size);
