/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Code as bytes, and back: an image is the code of a module with all that is nested in it.
 *
 *     u32                     how long the image is
 *     u32 strings, u32 codes  how many of each
 *     u32[strings]            where each begins, from the image's first byte
 *     u32[codes]              the same; the first is the module's, the others follow level by level
 *     codes                   head: what a function shows of itself; body: what running it needs; positions
 *     strings                 varint of (bytes << 1 | interned), UTF-8
 *
 * Numbers are varints (base/varint.h), so an image is the same on every machine. Constants stand in the order
 * in which a stack would make them: a tuple's items, then the tuple. A code says only that it is nested here;
 * which one follows from the order, and each knows the code it is nested in, so that no bytes make a circle.
 *
 * The reader trusts nothing: every index, jump, height of the stack (verify.h), kind of a constant and length
 * is checked before it is used, and nothing is allocated that is not in proportion to the bytes that are
 * there. What it cannot see is whether the code does something sensible. Reading is lazy: code_read gives a
 * code of which only the head is made, code_complete makes its body, at its first call; the heads of nested
 * codes come with the body around them, positions when somebody asks for one. */
#pragma once
#include "lang/code.h"

/* Of what an image depends on: its format, and what the compiler makes. Another number: not for this build.
 */
extern const uint64_t code_digest;

/* Appends the image of a whole module (or other outermost code); sets out->failed when memory refuses, or
 * when a nested code that was read is damaged. Codes do not keep lines of a shell's source. */
void code_write(Code *code, Buffer *out);

/* The outermost code of the image, not complete; owned. NULL: *problem says why. The bytes are borrowed for
 * as long as any code of the image lives, or lie in `block` (of memory_try), which is then taken over and
 * freed with the last of them, or now; filename is what all of them show. */
Code *code_read(const uint8_t *bytes, size_t count, void *block, Value filename, const char **problem);
