/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "modules/_hashlib/blake.h"
#include <string.h>

static const uint64_t start_b[8] = { 0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b,
                                     0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f,
                                     0x1f83d9abfb41bd6b, 0x5be0cd19137e2179 };
static const uint64_t start_s[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };

const BlakeKind blake2b_kind = { 64, 12, { 32, 24, 16, 63 }, start_b };
const BlakeKind blake2s_kind = { 32, 10, { 16, 12, 8, 7 }, start_s };

static const uint8_t orders[10][16] = {
    { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 },
    { 14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3 },
    { 11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4 },
    { 7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8 },
    { 9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13 },
    { 2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9 },
    { 12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11 },
    { 13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10 },
    { 6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5 },
    { 10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0 },
};

static uint64_t mask_of(const BlakeKind *kind) { return kind->bits == 64 ? UINT64_MAX : UINT32_MAX; }

static uint64_t read_word(const uint8_t *bytes, unsigned bits) {
    uint64_t word = 0;
    for (unsigned i = bits / 8; i-- > 0;) word = word << 8 | bytes[i];
    return word;
}

static uint64_t rotate(uint64_t word, unsigned by, const BlakeKind *kind) {
    return (word >> by | word << (kind->bits - by)) & mask_of(kind);
}

static void mix(uint64_t *v, const uint8_t at[4], uint64_t x, uint64_t y, const BlakeKind *kind) {
    uint64_t *a = &v[at[0]], *b = &v[at[1]], *c = &v[at[2]], *d = &v[at[3]], mask = mask_of(kind);
    *a = (*a + *b + x) & mask;
    *d = rotate(*d ^ *a, kind->rotations[0], kind);
    *c = (*c + *d) & mask;
    *b = rotate(*b ^ *c, kind->rotations[1], kind);
    *a = (*a + *b + y) & mask;
    *d = rotate(*d ^ *a, kind->rotations[2], kind);
    *c = (*c + *d) & mask;
    *b = rotate(*b ^ *c, kind->rotations[3], kind);
}

static void compress(Blake *blake, bool is_last) {
    static const uint8_t lanes[8][4] = { { 0, 4, 8, 12 },  { 1, 5, 9, 13 },  { 2, 6, 10, 14 },
                                         { 3, 7, 11, 15 }, { 0, 5, 10, 15 }, { 1, 6, 11, 12 },
                                         { 2, 7, 8, 13 },  { 3, 4, 9, 14 } };
    const BlakeKind *kind = blake->kind;
    uint64_t v[16], message[16];
    for (size_t i = 0; i < 16; i++) message[i] = read_word(blake->block + i * kind->bits / 8, kind->bits);
    memcpy(v, blake->state, sizeof blake->state);
    memcpy(v + 8, kind->start, 8 * sizeof *v);
    v[12] ^= blake->counted[0];
    v[13] ^= blake->counted[1];
    if (is_last) v[14] ^= mask_of(kind);
    if (is_last && blake->last_node) v[15] ^= mask_of(kind);
    for (unsigned round = 0; round < kind->rounds; round++) {
        const uint8_t *order = orders[round % 10];
        for (size_t i = 0; i < 8; i++)
            mix(v, lanes[i], message[order[2 * i]], message[order[2 * i + 1]], kind);
    }
    for (size_t i = 0; i < 8; i++) blake->state[i] ^= v[i] ^ v[i + 8];
}

static void count_bytes(Blake *blake, size_t count) {
    uint64_t mask = mask_of(blake->kind);
    blake->counted[0] = (blake->counted[0] + count) & mask;
    if (blake->counted[0] < count) blake->counted[1] = (blake->counted[1] + 1) & mask;
}

void blake_init(Blake *blake, const BlakeKind *kind, const uint8_t *parameters) {
    memset(blake, 0, sizeof *blake);
    blake->kind = kind;
    for (size_t i = 0; i < 8; i++)
        blake->state[i] = kind->start[i] ^ read_word(parameters + i * kind->bits / 8, kind->bits);
}

void blake_update(Blake *blake, const uint8_t *data, size_t count) {
    size_t block = blake_block(blake->kind);
    while (count) {
        if (blake->held == block) {
            count_bytes(blake, block);
            compress(blake, false);
            blake->held = 0;
        }
        size_t piece = count < block - blake->held ? count : block - blake->held;
        memcpy(blake->block + blake->held, data, piece);
        blake->held += piece;
        data += piece;
        count -= piece;
    }
}

void blake_finish(const Blake *blake, uint8_t *out, size_t count) {
    Blake end = *blake;
    memset(end.block + end.held, 0, sizeof end.block - end.held);
    count_bytes(&end, end.held);
    compress(&end, true);
    size_t word = end.kind->bits / 8;
    for (size_t i = 0; i < count; i++) out[i] = (uint8_t)(end.state[i / word] >> (8 * (i % word)));
}
