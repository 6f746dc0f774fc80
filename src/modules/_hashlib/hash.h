/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the digests share. See
 * https://docs.python.org/3.11/library/hashlib.html */
#pragma once
#include "modules/_hashlib/library.h"
#include "vm/native.h"

extern const ExceptionSpec hash_unsupported;
extern const ClassSpec hash_class, hash_xof_class, hash_hmac_class;

/* A digest under Python's name and under OpenSSL's. */
typedef struct {
    const char *name, *library_name;
} DigestName;
extern const DigestName digest_names[]; /* up to { NULL } */

const Crypto *hash_library(Call *call); /* NULL: raised */
/* By the str in args[i]; NULL: raised. */
const EVP_MD *hash_named(Call *call, Value name, const DigestName **found);
/* A HASH of this digest over the bytes of args[i] (ABSENT: none). */
Outcome hash_make(Call *call, const char *name, size_t i);
Outcome hash_give_hex(Call *call, const uint8_t *bytes, size_t count);

/* Feeds the bytes of args[i] to `feed`, a piece at a time, and lets others run
 * between two. DONE, RAISED or CALLED; uses call->mark, and call->step from
 * HASH_STEP up. */
enum { HASH_STEP = 0x400 };
typedef void HashFeed(void *to, const uint8_t *data, size_t count);
Outcome hash_feed(Call *call, size_t i, HashFeed *feed, void *to);

Native hash_hmac_new, hash_hmac_digest, hash_pbkdf2, hash_scrypt, hash_compare;
