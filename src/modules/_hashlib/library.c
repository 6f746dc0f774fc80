/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "modules/_hashlib/library.h"
#include <dlfcn.h>
#include <stddef.h>

#define CRYPTO_WEAK(name) extern __typeof__(name) name __attribute__((weak));
CRYPTO_FUNCTIONS(CRYPTO_WEAK)

static void *open_library(void) {
    static const char *const names[] = { "libcrypto.so.3", "libcrypto.so" };
    void *library = NULL;
    for (size_t i = 0; !library && i < sizeof names / sizeof *names; i++)
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    return library;
}

/* All or nothing. */
static bool load(Crypto *crypto) {
    void *library = open_library();
    bool complete = library;
#define CRYPTO_FIND(name)                                                                                    \
    if (complete) *(void **)(void *)&crypto->name = dlsym(library, #name);                                   \
    complete = complete && crypto->name;
    CRYPTO_FUNCTIONS(CRYPTO_FIND)
    return complete;
}

const Crypto *crypto_library(void) {
    static Crypto found;
    static bool is_found;
    if (is_found) return &found;
    if (EVP_MD_CTX_new) {
#define CRYPTO_TAKE(name) found.name = name;
        CRYPTO_FUNCTIONS(CRYPTO_TAKE)
        is_found = true;
    } else {
        is_found = load(&found);
    }
    return is_found ? &found : NULL;
}
