/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenSSL's libcrypto, loaded when a digest is first asked for: it would make
 * every start slower. A static binary has it inside and finds its functions at
 * once. */
#pragma once
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdbool.h>

// clang-format off
#define CRYPTO_FUNCTIONS(X)                                                                                  \
    X(EVP_MD_CTX_new) X(EVP_MD_CTX_free) X(EVP_MD_CTX_copy_ex) X(EVP_get_digestbyname)                       \
    X(EVP_DigestInit_ex) X(EVP_DigestUpdate) X(EVP_DigestFinal_ex) X(EVP_DigestFinalXOF)                     \
    X(EVP_MD_get_size) X(EVP_MD_get_block_size) X(EVP_MD_get_flags) X(PKCS5_PBKDF2_HMAC) X(EVP_PBE_scrypt)   \
    X(HMAC_CTX_new) X(HMAC_CTX_free) X(HMAC_CTX_copy) X(HMAC_Init_ex) X(HMAC_Update) X(HMAC_Final)
// clang-format on

typedef struct {
#define CRYPTO_MEMBER(name) __typeof__(name) *name;
    CRYPTO_FUNCTIONS(CRYPTO_MEMBER)
#undef CRYPTO_MEMBER
} Crypto;

const Crypto *crypto_library(void); /* NULL: there is none */
