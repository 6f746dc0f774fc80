/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _random: class Random, the generator MT19937, on which Python's random stands. See M. Matsumoto and T.
 * Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998), and their initialisation by an array of 2002. */
#include "base/memory.h"
#include "vm/class_call.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/raise.h"
#include <errno.h>
#include <string.h>
#include <sys/random.h>

enum { WORDS = 624, MIDDLE = 397, ARRAY_SEED = 19650218 };

typedef struct {
    Object object;
    uint32_t index; /* of the next word; WORDS: all are used up */
    uint32_t words[WORDS];
} Random;

static const Type random_type = {
    .name = "_random.Random",
    .flags = TYPE_SUBCLASSABLE,
    .size = sizeof(Random),
    .free = object_release_memory,
};

static Random *self_of(const Call *call) { return (Random *)object_of(call->args[0]); }

/* ---- the generator */

static uint32_t twist(uint32_t high, uint32_t low, uint32_t far) {
    uint32_t joined = (high & 0x80000000u) | (low & 0x7fffffffu);
    return far ^ (joined >> 1) ^ (joined & 1 ? 0x9908b0dfu : 0);
}

static uint32_t next_word(Random *self) {
    uint32_t *words = self->words;
    if (self->index >= WORDS) {
        for (size_t i = 0; i < WORDS; i++)
            words[i] = twist(words[i], words[(i + 1) % WORDS], words[(i + MIDDLE) % WORDS]);
        self->index = 0;
    }
    uint32_t word = words[self->index++];
    word ^= word >> 11;
    word ^= (word << 7) & 0x9d2c5680u;
    word ^= (word << 15) & 0xefc60000u;
    return word ^ (word >> 18);
}

static void seed_by_number(Random *self, uint32_t seed) {
    self->words[0] = seed;
    for (uint32_t i = 1; i < WORDS; i++)
        self->words[i] = 1812433253u * (self->words[i - 1] ^ (self->words[i - 1] >> 30)) + i;
    self->index = WORDS;
}

/* The words of a step that goes round behind the last one. */
static size_t step_on(uint32_t *words, size_t i) {
    if (i + 1 < WORDS) return i + 1;
    words[0] = words[WORDS - 1];
    return 1;
}

static void seed_by_words(Random *self, const uint32_t *key, size_t count) {
    uint32_t *words = self->words;
    size_t i = 1, j = 0;
    seed_by_number(self, ARRAY_SEED);
    for (size_t k = count > WORDS ? count : WORDS; k; k--) {
        words[i] = (words[i] ^ ((words[i - 1] ^ (words[i - 1] >> 30)) * 1664525u)) + key[j] + (uint32_t)j;
        i = step_on(words, i);
        j = (j + 1) % count;
    }
    for (size_t k = WORDS - 1; k; k--) {
        words[i] = (words[i] ^ ((words[i - 1] ^ (words[i - 1] >> 30)) * 1566083941u)) - (uint32_t)i;
        i = step_on(words, i);
    }
    words[0] = 0x80000000u;
}

/* ---- seed */

enum { SEED_HASHED = 1 };

static Outcome seed_by_system(Call *call, Random *self) {
    uint32_t key[WORDS];
    if (getrandom(key, sizeof key, 0) != (ssize_t)sizeof key) return raise_errno(call->task, errno);
    seed_by_words(self, key, WORDS);
    return DONE;
}

/* By the magnitude of an int. */
static Outcome seed_by_int(Call *call, Random *self, Value number) {
    Value magnitude = int_absolute(number);
    if (is_absent(magnitude)) return raise_memory(call->task);
    size_t bits = int_bit_length(magnitude), count = bits ? (bits - 1) / 32 + 1 : 1;
    uint32_t *key = memory_try_zeroed(count * sizeof *key);
    uint8_t *bytes = (uint8_t *)key;
    if (key) {
        int_to_bytes(magnitude, bytes, count * sizeof *key, true, false);
        for (size_t i = 0; i < count; i++) {
            const uint8_t *at = bytes + i * sizeof *key;
            key[i] = at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
        }
        seed_by_words(self, key, count);
    }
    memory_free(key);
    release(magnitude);
    return key ? DONE : raise_memory(call->task);
}

/* By args[i]; another object is hashed first. */
static Outcome seed_by_value(Call *call, Random *self, Value seed) {
    if (call->step == SEED_HASHED) {
        int64_t hash;
        int_fits_int64(call->result, &hash);
        Value number = int_from_uint64((uint64_t)hash);
        Outcome outcome = seed_by_int(call, self, number);
        release(number);
        return outcome;
    }
    if (is_absent(seed) || is_none(seed)) return seed_by_system(call, self);
    if (is_int(seed)) return seed_by_int(call, self, seed);
    call->step = SEED_HASHED;
    return call_native(call, operation_hash, 0, 1, &seed);
}

static Outcome random_seed(Call *call) {
    Outcome outcome = seed_by_value(call, self_of(call), call->args[1]);
    return outcome == DONE ? give_none(call) : outcome;
}

/* By the tuple of args[1]. */
static Outcome initialise(Call *call, Random *self) {
    const Tuple *arguments = tuple_of(call->args[1]);
    if (dict_of(call->args[2])->count && object_type(object_value(self)) == &random_type)
        return raise_error(call->task, TypeError, "Random() takes no keyword arguments");
    if (arguments->count > 1) return raise_error(call->task, TypeError, "Random() requires 0 or 1 argument");
    return seed_by_value(call, self, arguments->count ? arguments->items[0] : NONE);
}

/* Seeds as __init__ does, unless a program's __init__ is to come. */
static Outcome random_make(Call *call) {
    Class *class = (Class *)object_of(call->args[0]);
    Value init = class_peek_special(class, SPECIAL_init);
    if (is_absent(call->keep)) {
        Random *made = class_allocate(class);
        if (!made) return raise_memory(call->task);
        call->keep = object_value(made);
    }
    if (!has_type(init, TYPE_ID_METHOD_DESCRIPTOR)) return give(call, retain(call->keep));
    Outcome outcome = initialise(call, (Random *)object_of(call->keep));
    return outcome == DONE ? give(call, retain(call->keep)) : outcome;
}

static Outcome random_init(Call *call) {
    Outcome outcome = initialise(call, self_of(call));
    return outcome == DONE ? give_none(call) : outcome;
}

/* ---- numbers */

static Outcome random_random(Call *call) {
    Random *self = self_of(call);
    uint32_t high = next_word(self) >> 5, low = next_word(self) >> 6;
    return give(call, float_new((high * 67108864.0 + low) * (1.0 / 9007199254740992.0)));
}

static Outcome random_getrandbits(Call *call) {
    int bits;
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!arg_int(call, 1, &bits)) return RAISED;
    if (bits < 0) return raise_error(call->task, ValueError, "number of bits must be non-negative");
    if (bits == 0) return give_int(call, 0);
    if (bits <= 32) return give_int(call, next_word(self_of(call)) >> (32 - bits));
    size_t count = ((size_t)bits - 1) / 32 + 1;
    uint8_t *bytes = memory_try(count * 4);
    if (!bytes) return raise_memory(call->task);
    for (size_t i = 0; i < count; i++, bits -= 32) {
        uint32_t word = next_word(self_of(call));
        if (bits < 32) word >>= 32 - bits;
        for (size_t k = 0; k < 4; k++) bytes[i * 4 + k] = (uint8_t)(word >> (8 * k));
    }
    Value number = int_from_bytes(bytes, count * 4, true, false);
    memory_free(bytes);
    return give(call, number);
}

/* ---- state */

static Outcome random_getstate(Call *call) {
    const Random *self = self_of(call);
    Value state = tuple_new_absent(WORDS + 1);
    if (is_absent(state)) return raise_memory(call->task);
    for (size_t i = 0; i < WORDS; i++) tuple_of(state)->items[i] = small_int(self->words[i]);
    tuple_of(state)->items[WORDS] = small_int(self->index);
    return give(call, state);
}

static Outcome random_setstate(Call *call) {
    Random *self = self_of(call);
    Value state = call->args[1];
    uint32_t words[WORDS];
    uint64_t number = 0;
    if (!is_tuple(state)) return raise_error(call->task, TypeError, "state vector must be a tuple");
    if (tuple_of(state)->count != WORDS + 1)
        return raise_error(call->task, ValueError, "state vector is the wrong size");
    for (size_t i = 0; i <= WORDS; i++) {
        Value item = tuple_of(state)->items[i];
        if (!is_int(item)) return raise_error(call->task, TypeError, "an integer is required");
        if (i == WORDS && int_fits_int64(item, (int64_t *)&number)) break;
        if (int_sign(item) < 0)
            return raise_error(call->task, OverflowError, "can't convert negative value to unsigned int");
        if (!int_fits_uint64(item, &number))
            return raise_error(call->task, OverflowError, "Python int too large to convert to C %s",
                               i == WORDS ? "long" : "unsigned long");
        words[i] = (uint32_t)number;
    }
    if (number > WORDS) return raise_error(call->task, ValueError, "invalid state");
    memcpy(self->words, words, sizeof words);
    self->index = (uint32_t)number;
    return give_none(call);
}

static const NativeSpec random_methods[] = {
    { "__init__(self, *args, **kwargs)", random_init, NULL },
    { "random(self)", random_random, NULL },
    { "seed(self, n=None, /)", random_seed, NULL },
    { "getstate(self)", random_getstate, NULL },
    { "setstate(self, state, /)", random_setstate, NULL },
    { "getrandbits(self, k, /)", random_getrandbits, NULL },
    { 0 },
};

static const ClassSpec random_class = {
    .type = &random_type,
    .module = "_random",
    .make = { "Random(cls, *args, **kwargs)", random_make },
    .methods = random_methods,
    .doc = "A generator of random numbers with a state of its own.",
};

static const ClassSpec *const random_classes[] = { &random_class, NULL };

const ModuleSpec random_module = {
    .name = "_random",
    .doc = "The generator behind module random.",
    .classes = random_classes,
};
