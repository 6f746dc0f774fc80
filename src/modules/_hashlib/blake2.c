/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _blake2: the classes blake2b and blake2s. See
 * https://docs.python.org/3.11/library/hashlib.html#blake2 */
#include "modules/_hashlib/blake.h"
#include "modules/_hashlib/hash.h"
#include "vm/machine.h"
#include "vm/raise.h"
#include <string.h>

typedef struct {
    Object object;
    Blake blake;
    size_t size;
} BlakeObject;

static const Type blake2b_type = { .name = "_blake2.blake2b",
                                   .size = sizeof(BlakeObject),
                                   .free = object_release_memory };
static const Type blake2s_type = { .name = "_blake2.blake2s",
                                   .size = sizeof(BlakeObject),
                                   .free = object_release_memory };

static BlakeObject *self_of(const Call *call) { return (BlakeObject *)object_of(call->args[0]); }

enum {
    MAKE_CLASS,
    MAKE_DATA,
    MAKE_SIZE,
    MAKE_KEY,
    MAKE_SALT,
    MAKE_PERSON,
    MAKE_FANOUT,
    MAKE_DEPTH,
    MAKE_LEAF,
    MAKE_OFFSET,
    MAKE_NODE_DEPTH,
    MAKE_INNER,
    MAKE_LAST
};

/* An int of args[i] from least to most, or a default; false: raised. */
static bool arg_between(Call *call, size_t i, int otherwise, int least, int most, const char *text,
                        int *number) {
    *number = otherwise;
    if (is_absent(call->args[i])) return true;
    if (!arg_int(call, i, number)) return false;
    if (*number >= least && *number <= most) return true;
    raise_error(call->task, ValueError, text, most);
    return false;
}

/* An int of args[i] that is not negative and fits so many bytes. */
static bool arg_wide(Call *call, size_t i, size_t bytes, const char *name, uint64_t *number) {
    Value given = call->args[i];
    *number = 0;
    if (is_absent(given)) return true;
    if (!is_int(given)) return raise_error(call->task, TypeError, "an integer is required"), false;
    if (int_sign(given) < 0) return raise_error(call->task, ValueError, "value must be positive"), false;
    if (!int_fits_uint64(given, number))
        return raise_error(call->task, OverflowError, "int too big to convert"), false;
    if (bytes == 8 || *number >> (8 * bytes) == 0) return true;
    return raise_error(call->task, OverflowError, "%s is too large", name), false;
}

/* Bytes of args[i], at most so many. */
static bool arg_part(Call *call, size_t i, size_t most, const char *name, const uint8_t **data,
                     size_t *count) {
    *count = 0;
    if (is_absent(call->args[i])) return true;
    if (!arg_bytes(call, i, data, count)) return false;
    if (*count <= most) return true;
    raise_error(call->task, ValueError, "maximum %s length is %zu bytes", name, most);
    return false;
}

static void put_word(uint8_t *out, uint64_t word, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) out[i] = (uint8_t)(word >> (8 * i));
}

/* The block of parameters that the state begins with, and the key; false:
 * raised. */
static bool read_parameters(Call *call, const BlakeKind *kind, uint8_t *block, int *size, const uint8_t **key,
                            size_t *key_count) {
    bool is_b = kind->bits == 64;
    size_t quarter = kind->bits / 4; /* bytes of salt and person */
    const uint8_t *salt, *person;
    size_t salt_count, person_count;
    int fanout, depth, node_depth, inner, most = (int)blake_digest_max(kind);
    uint64_t leaf, offset;
    if (!arg_between(call, MAKE_SIZE, most, 1, most, "digest_size must be between 1 and %d bytes", size) ||
        !arg_part(call, MAKE_SALT, quarter, "salt", &salt, &salt_count) ||
        !arg_part(call, MAKE_PERSON, quarter, "person", &person, &person_count) ||
        !arg_between(call, MAKE_FANOUT, 1, 0, 255, "fanout must be between 0 and %d", &fanout) ||
        !arg_between(call, MAKE_DEPTH, 1, 1, 255, "depth must be between 1 and %d", &depth) ||
        !arg_wide(call, MAKE_LEAF, 4, "leaf_size", &leaf) ||
        !arg_wide(call, MAKE_OFFSET, is_b ? 8 : 6, "node_offset", &offset) ||
        !arg_between(call, MAKE_NODE_DEPTH, 0, 0, 255, "node_depth must be between 0 and %d", &node_depth) ||
        !arg_between(call, MAKE_INNER, 0, 0, most, "inner_size must be between 0 and is %d", &inner) ||
        !arg_part(call, MAKE_KEY, (size_t)most, "key", key, key_count))
        return false;
    block[0] = (uint8_t)*size, block[1] = (uint8_t)*key_count, block[2] = (uint8_t)fanout,
    block[3] = (uint8_t)depth;
    put_word(block + 4, leaf, 4);
    put_word(block + 8, offset, is_b ? 8 : 6);
    uint8_t *nodes = block + (is_b ? 16 : 14);
    nodes[0] = (uint8_t)node_depth, nodes[1] = (uint8_t)inner;
    uint8_t *salts = block + kind->bits / 2;
    if (salt_count) memcpy(salts, salt, salt_count);
    if (person_count) memcpy(salts + quarter, person, person_count);
    return true;
}

static void feed_blake(void *to, const uint8_t *data, size_t count) {
    blake_update(&((BlakeObject *)to)->blake, data, count);
}

static Outcome make_blake(Call *call, const Type *type, const BlakeKind *kind) {
    if (call->step != HASH_STEP) {
        uint8_t block[64] = { 0 }, padded[128] = { 0 };
        const uint8_t *key;
        size_t key_count;
        int size;
        Outcome outcome = arg_truth(call, MAKE_LAST);
        if (outcome != DONE) return outcome;
        if (!read_parameters(call, kind, block, &size, &key, &key_count)) return RAISED;
        BlakeObject *self = object_new(type, sizeof *self);
        self->size = (size_t)size;
        blake_init(&self->blake, kind, block);
        self->blake.last_node = is_same(call->args[MAKE_LAST], TRUE);
        if (key_count) {
            memcpy(padded, key, key_count);
            blake_update(&self->blake, padded, blake_block(kind));
        }
        replace_take(&call->keep, object_value(self));
    }
    if (!is_absent(call->args[MAKE_DATA])) {
        Outcome outcome = hash_feed(call, MAKE_DATA, feed_blake, object_of(call->keep));
        if (outcome != DONE) return outcome;
    }
    return give(call, retain(call->keep));
}

static Outcome make_blake2b(Call *call) { return make_blake(call, &blake2b_type, &blake2b_kind); }
static Outcome make_blake2s(Call *call) { return make_blake(call, &blake2s_type, &blake2s_kind); }

static Outcome blake_update_method(Call *call) {
    Outcome outcome = hash_feed(call, 1, feed_blake, self_of(call));
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome blake_digest(Call *call) {
    uint8_t digest[64];
    blake_finish(&self_of(call)->blake, digest, self_of(call)->size);
    return give(call, bytes_new(digest, self_of(call)->size));
}

static Outcome blake_hexdigest(Call *call) {
    uint8_t digest[64];
    blake_finish(&self_of(call)->blake, digest, self_of(call)->size);
    return hash_give_hex(call, digest, self_of(call)->size);
}

static Outcome blake_copy(Call *call) {
    BlakeObject *self = self_of(call), *made = object_new(object_type(call->args[0]), sizeof *made);
    made->blake = self->blake;
    made->size = self->size;
    return give(call, object_value(made));
}

static Outcome blake_name(Call *call) {
    return give_text(call, self_of(call)->blake.kind == &blake2b_kind ? "blake2b" : "blake2s");
}
static Outcome blake_size(Call *call) { return give_int(call, (int64_t)self_of(call)->size); }
static Outcome blake_block_size(Call *call) {
    return give_int(call, (int64_t)blake_block(self_of(call)->blake.kind));
}

static const NativeSpec blake_methods[] = {
    { "update(self, data, /)", blake_update_method, NULL },
    { "digest(self)", blake_digest, NULL },
    { "hexdigest(self)", blake_hexdigest, NULL },
    { "copy(self)", blake_copy, NULL },
    { "name", blake_name, NULL },
    { "digest_size", blake_size, NULL },
    { "block_size", blake_block_size, NULL },
    { 0 },
};

#define BLAKE_PARAMETERS                                                                                     \
    "(cls, data=..., /, *, digest_size=..., key=..., salt=..., person=..., "                                 \
    "fanout=..., depth=..., "                                                                                \
    "leaf_size=..., node_offset=..., node_depth=..., inner_size=..., "                                       \
    "last_node=False, usedforsecurity=True)"

static const ClassSpec hash_blake2b_class = {
    .type = &blake2b_type,
    .module = "_blake2",
    .make = { "blake2b" BLAKE_PARAMETERS, make_blake2b },
    .methods = blake_methods,
};
static const ClassSpec hash_blake2s_class = {
    .type = &blake2s_type,
    .module = "_blake2",
    .make = { "blake2s" BLAKE_PARAMETERS, make_blake2s },
    .methods = blake_methods,
};

static const IntSpec blake_ints[] = {
    { "BLAKE2B_MAX_DIGEST_SIZE", 64 }, { "BLAKE2B_MAX_KEY_SIZE", 64 },    { "BLAKE2B_PERSON_SIZE", 16 },
    { "BLAKE2B_SALT_SIZE", 16 },       { "BLAKE2S_MAX_DIGEST_SIZE", 32 }, { "BLAKE2S_MAX_KEY_SIZE", 32 },
    { "BLAKE2S_PERSON_SIZE", 8 },      { "BLAKE2S_SALT_SIZE", 8 },        { 0 },
};

static void set_sizes(Machine *machine, const Type *type, int64_t size) {
    Dict *dict = class_dict(machine_class(machine, type));
    dict_define_text_take(dict, "MAX_DIGEST_SIZE", small_int(size));
    dict_define_text_take(dict, "MAX_KEY_SIZE", small_int(size));
    dict_define_text_take(dict, "SALT_SIZE", small_int(size / 4));
    dict_define_text_take(dict, "PERSON_SIZE", small_int(size / 4));
}

static bool blake_module_init(Machine *machine, Module *module) {
    (void)module;
    set_sizes(machine, &blake2b_type, 64);
    set_sizes(machine, &blake2s_type, 32);
    return true;
}

static const ClassSpec *const blake_classes[] = { &hash_blake2b_class, &hash_blake2s_class, NULL };

const ModuleSpec blake2_module = {
    .name = "_blake2",
    .doc = "BLAKE2 with its parameters.",
    .ints = blake_ints,
    .classes = blake_classes,
    .init = blake_module_init,
};
