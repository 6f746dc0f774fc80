/* SPDX-License-Identifier: GPL-3.0-or-later */
/* BLAKE2b and BLAKE2s of RFC 7693, with all parameters of the BLAKE2 paper
 * (section 2.8), which OpenSSL has not. Words of BLAKE2s stand in 64 bits too,
 * cut after each addition: one code for both. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    unsigned bits, rounds; /* of a word: 64 or 32; 12 or 10 */
    unsigned rotations[4];
    const uint64_t *start; /* the initial state */
} BlakeKind;
extern const BlakeKind blake2b_kind, blake2s_kind;

typedef struct {
    const BlakeKind *kind;
    uint64_t state[8], counted[2];
    uint8_t block[128];
    size_t held; /* bytes of the block: it is only mixed in when more come */
    bool last_node;
} Blake;

static inline size_t blake_block(const BlakeKind *kind) { return kind->bits * 2; }
static inline size_t blake_digest_max(const BlakeKind *kind) { return kind->bits; }
void blake_init(Blake *blake, const BlakeKind *kind,
                const uint8_t *parameters); /* as many bytes as the state */
void blake_update(Blake *blake, const uint8_t *data, size_t count);
void blake_finish(const Blake *blake, uint8_t *out, size_t count);
