/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SipHash with one round a word and three at the end (Aumasson and Bernstein, "SipHash: a fast short-input
 * PRF"). The hash of a number is its value modulo the prime 2**61 - 1, so that equal numbers of different
 * types hash alike: https://docs.python.org/3.11/library/stdtypes.html#hashing-of-numeric-types */
#include "base/hash.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { MODULUS_BITS = 61, HASH_OF_INFINITY = 314159 };
#define MODULUS (((uint64_t)1 << MODULUS_BITS) - 1)

static uint64_t key[2];

static bool parse_seed(const char *text, uint32_t *seed) {
    char *end;
    if (*text < '0' || *text > '9') return false;
    unsigned long long number = strtoull(text, &end, 10);
    *seed = (uint32_t)number;
    return *end == '\0' && number <= UINT32_MAX;
}

/* The linear congruential generator that turns a number into a key. 0 means no key at all. */
static void key_from_seed(uint32_t seed) {
    uint8_t bytes[sizeof key];
    uint32_t state = seed;
    for (size_t i = 0; i < sizeof bytes; i++) {
        state = state * 214013 + 2531011;
        bytes[i] = (uint8_t)(state >> 16);
    }
    memcpy(key, bytes, sizeof key);
    if (seed == 0) memset(key, 0, sizeof key);
}

bool hash_init(const char *seed) {
    uint32_t number;
    if (seed && *seed && parse_seed(seed, &number)) {
        key_from_seed(number);
        return true;
    }
    /* Without entropy yet (at boot) the key stays zero; waiting for it would hang a boot script. */
    ssize_t got = getrandom(key, sizeof key, GRND_NONBLOCK);
    (void)got;
    return !seed || !*seed || strcmp(seed, "random") == 0;
}

typedef struct {
    uint64_t v0, v1, v2, v3;
} SipState;

static inline uint64_t rotate(uint64_t word, int bits) { return word << bits | word >> (64 - bits); }

static inline void sip_round(SipState *s) {
    s->v0 += s->v1;
    s->v2 += s->v3;
    s->v1 = rotate(s->v1, 13) ^ s->v0;
    s->v3 = rotate(s->v3, 16) ^ s->v2;
    s->v0 = rotate(s->v0, 32) + s->v3;
    s->v2 += s->v1;
    s->v1 = rotate(s->v1, 17) ^ s->v2;
    s->v3 = rotate(s->v3, 21) ^ s->v0;
    s->v2 = rotate(s->v2, 32);
}

static inline void sip_word(SipState *s, uint64_t word) {
    s->v3 ^= word;
    sip_round(s);
    s->v0 ^= word;
}

int64_t hash_bytes(const void *bytes, size_t count) {
    if (count == 0) return 0;
    SipState s = { key[0] ^ 0x736f6d6570736575, key[1] ^ 0x646f72616e646f6d, key[0] ^ 0x6c7967656e657261,
                   key[1] ^ 0x7465646279746573 };
    const uint8_t *next = bytes;
    uint64_t last = (uint64_t)count << 56;
    for (; count >= 8; count -= 8, next += 8) {
        uint64_t word;
        memcpy(&word, next, 8);
        sip_word(&s, le64toh(word));
    }
    for (size_t i = 0; i < count; i++) last |= (uint64_t)next[i] << (8 * i);
    sip_word(&s, last);
    s.v2 ^= 0xff;
    for (int i = 0; i < 3; i++) sip_round(&s);
    int64_t hash = (int64_t)(s.v0 ^ s.v1 ^ s.v2 ^ s.v3);
    return hash == -1 ? -2 : hash;
}

int64_t hash_pointer(const void *pointer) {
    /* The low four bits of an address are 0 for most: turned to the top, they do not waste a
     * table's slots. */
    int64_t hash = (int64_t)rotate((uint64_t)(uintptr_t)pointer, 60);
    return hash == -1 ? -2 : hash;
}

/* The mantissa enters 28 bits at a time; multiplying by a power of two modulo 2**61 - 1 is a rotation in 61
 * bits. */
int64_t hash_double(double number, const void *identity) {
    if (isnan(number)) return hash_pointer(identity);
    if (isinf(number)) return number > 0 ? HASH_OF_INFINITY : -HASH_OF_INFINITY;
    int exponent;
    double mantissa = frexp(fabs(number), &exponent);
    uint64_t hash = 0;
    while (mantissa != 0) {
        hash = (hash << 28 & MODULUS) | hash >> (MODULUS_BITS - 28);
        mantissa *= 1 << 28;
        exponent -= 28;
        uint64_t whole = (uint64_t)mantissa;
        mantissa -= (double)whole;
        hash += whole;
        if (hash >= MODULUS) hash -= MODULUS;
    }
    exponent = exponent >= 0 ? exponent % MODULUS_BITS : MODULUS_BITS - 1 - (-1 - exponent) % MODULUS_BITS;
    hash = (hash << exponent & MODULUS) | hash >> (MODULUS_BITS - exponent);
    int64_t signed_hash = number < 0 ? -(int64_t)hash : (int64_t)hash;
    return signed_hash == -1 ? -2 : signed_hash;
}
