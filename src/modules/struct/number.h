/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as bytes, in either order: integers of 1 to 8 bytes in two's complement, floats of IEEE 754 in 2, 4
 * and 8. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void number_put(uint8_t *out, uint64_t bits, size_t size, bool is_big_endian);
uint64_t number_get(const uint8_t *bytes, size_t size, bool is_big_endian);
int64_t number_extend(uint64_t bits, size_t size); /* of a signed number of so many bytes */

/* Rounds half to even. False: a finite number is too large for so few bytes; *bits is then infinity. */
bool number_from_double(double number, size_t size, uint64_t *bits);
double number_to_double_from(uint64_t bits, size_t size);
