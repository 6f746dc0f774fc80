/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Growing arrays: a pointer to the items (NULL at first), how many there are, and how many there is room for.
 * An item moves when the array grows. memory_free frees one. */
#pragma once
#include <stddef.h>

/* One more item at the end, all bytes 0. Sizes are the caller's own: never NULL. */
void *array_push(void *items_pointer, size_t *count, size_t *capacity, size_t item);
/* The same where a program or a peer says how many there are: NULL when memory is refused, and nothing has
 * changed. */
void *array_try_push(void *items_pointer, size_t *count, size_t *capacity, size_t item);
