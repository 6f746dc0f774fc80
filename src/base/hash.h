/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hashes as CPython 3.11 computes them: SipHash-1-3 under one key a process, drawn at random unless
 * PYTHONHASHSEED says otherwise (a number seeds CPython's generator, so the order of sets agrees). */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* seed: PYTHONHASHSEED's value, or NULL for a random key. False: neither `random` nor a number of 32 bits. */
bool hash_init(const char *seed);
int64_t hash_bytes(const void *bytes, size_t count);      /* never -1; 0 for no bytes */
int64_t hash_double(double number, const void *identity); /* identity is hashed for NaN */
int64_t hash_pointer(const void *pointer);
