/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "modules/_ssl/library.h"
#include <dlfcn.h>
#include <stddef.h>

#define OPENSSL_WEAK(name) extern __typeof__(name) name __attribute__((weak));
OPENSSL_FUNCTIONS(OPENSSL_WEAK)

OpenSsl openssl;

/* libssl's libcrypto is found through it. */
static void *open_library(void) {
    static const char *const names[] = { "libssl.so.3", "libssl.so" };
    void *library = NULL;
    for (size_t i = 0; !library && i < sizeof names / sizeof *names; i++)
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    return library;
}

/* All or nothing. */
static bool load(void) {
    void *library = open_library();
    bool is_complete = library;
#define OPENSSL_FIND(name)                                                                                   \
    if (is_complete) *(void **)(void *)&openssl.name = dlsym(library, #name);                                \
    is_complete = is_complete && openssl.name;
    OPENSSL_FUNCTIONS(OPENSSL_FIND)
    return is_complete;
}

bool openssl_load(void) {
    if (openssl.is_loaded) return true;
    if (SSL_CTX_new) {
#define OPENSSL_TAKE(name) openssl.name = name;
        OPENSSL_FUNCTIONS(OPENSSL_TAKE)
        openssl.is_loaded = true;
    } else {
        openssl.is_loaded = load();
    }
    return openssl.is_loaded;
}
