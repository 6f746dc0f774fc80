/* SPDX-License-Identifier: GPL-3.0-or-later */
/* OpenSSL's libssl and libcrypto, loaded when _ssl is first imported: they would make every start slower. A
 * static binary has them inside and finds their functions at once. */
#pragma once
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdbool.h>

// clang-format off
#define OPENSSL_FUNCTIONS(X)                                                                                 \
    X(ASN1_INTEGER_set_uint64) X(ASN1_OBJECT_free) X(ASN1_OCTET_STRING_free) X(ASN1_STRING_get0_data)        \
    X(ASN1_STRING_length) X(ASN1_STRING_to_UTF8) X(ASN1_TIME_print) X(AUTHORITY_INFO_ACCESS_free)            \
    X(BIO_clear_flags) X(BIO_ctrl) X(BIO_ctrl_pending) X(BIO_free) X(BIO_free_all) X(BIO_get_data)           \
    X(BIO_get_new_index) X(BIO_meth_new) X(BIO_meth_set_ctrl) X(BIO_meth_set_read) X(BIO_meth_set_write)     \
    X(BIO_new) X(BIO_new_file) X(BIO_new_mem_buf) X(BIO_puts) X(BIO_read) X(BIO_s_mem) X(BIO_set_data)       \
    X(BIO_set_flags) X(BIO_set_init) X(BIO_up_ref) X(BIO_write) X(COMP_get_type) X(CRL_DIST_POINTS_free)     \
    X(CRYPTO_free) X(DH_free) X(ERR_clear_error) X(ERR_peek_last_error) X(ERR_reason_error_string)           \
    X(EVP_PKEY_Q_keygen) X(EVP_PKEY_free) X(EVP_sha256) X(GENERAL_NAMES_free) X(GENERAL_NAME_print)          \
    X(OBJ_nid2ln) X(OBJ_nid2obj) X(OBJ_nid2sn) X(OBJ_obj2nid) X(OBJ_obj2txt) X(OBJ_sn2nid)                   \
    X(OBJ_txt2obj) X(OPENSSL_sk_num) X(OPENSSL_sk_value) X(OpenSSL_version) X(OpenSSL_version_num)           \
    X(PEM_read_bio_DHparams) X(PEM_read_bio_X509) X(PEM_write_bio_PrivateKey) X(PEM_write_bio_X509)          \
    X(RAND_add) X(RAND_bytes) X(RAND_status) X(SSL_CIPHER_description) X(SSL_CIPHER_get_auth_nid)            \
    X(SSL_CIPHER_get_bits) X(SSL_CIPHER_get_cipher_nid) X(SSL_CIPHER_get_digest_nid)                         \
    X(SSL_CIPHER_get_id) X(SSL_CIPHER_get_kx_nid) X(SSL_CIPHER_get_name) X(SSL_CIPHER_get_version)           \
    X(SSL_CIPHER_is_aead) X(SSL_CTX_callback_ctrl) X(SSL_CTX_check_private_key) X(SSL_CTX_clear_options)     \
    X(SSL_CTX_ctrl) X(SSL_CTX_free) X(SSL_CTX_get0_param) X(SSL_CTX_get_cert_store)                          \
    X(SSL_CTX_get_num_tickets) X(SSL_CTX_get_options) X(SSL_CTX_get_security_level)                          \
    X(SSL_CTX_get_verify_mode) X(SSL_CTX_load_verify_locations) X(SSL_CTX_new)                               \
    X(SSL_CTX_set_alpn_protos) X(SSL_CTX_set_alpn_select_cb) X(SSL_CTX_set_cipher_list)                      \
    X(SSL_CTX_set_client_hello_cb) X(SSL_CTX_set_default_passwd_cb)                                          \
    X(SSL_CTX_set_default_passwd_cb_userdata) X(SSL_CTX_set_default_verify_paths)                            \
    X(SSL_CTX_set_keylog_callback) X(SSL_CTX_set_msg_callback) X(SSL_CTX_set_num_tickets)                    \
    X(SSL_CTX_set_options) X(SSL_CTX_set_post_handshake_auth) X(SSL_CTX_set_session_id_context)              \
    X(SSL_CTX_set_verify) X(SSL_CTX_use_PrivateKey_file) X(SSL_CTX_use_certificate_chain_file)               \
    X(SSL_SESSION_dup) X(SSL_SESSION_free) X(SSL_SESSION_get_id) X(SSL_SESSION_get_ticket_lifetime_hint)     \
    X(SSL_SESSION_get_time) X(SSL_SESSION_get_timeout) X(SSL_SESSION_has_ticket)                             \
    X(SSL_client_hello_get0_ext) X(SSL_ctrl) X(SSL_do_handshake) X(SSL_free) X(SSL_get0_alpn_selected)       \
    X(SSL_get0_param) X(SSL_get0_verified_chain) X(SSL_get1_peer_certificate) X(SSL_get_ciphers)             \
    X(SSL_get_current_cipher) X(SSL_get_current_compression) X(SSL_get_error) X(SSL_get_ex_data)             \
    X(SSL_get_finished) X(SSL_get_peer_cert_chain) X(SSL_get_peer_finished) X(SSL_get_session)               \
    X(SSL_get_shutdown) X(SSL_get_verify_mode) X(SSL_get_verify_result) X(SSL_get_version)                   \
    X(SSL_is_init_finished) X(SSL_new) X(SSL_pending) X(SSL_read_ex) X(SSL_select_next_proto)                \
    X(SSL_session_reused) X(SSL_set_SSL_CTX) X(SSL_set_accept_state) X(SSL_set_bio)                          \
    X(SSL_set_connect_state) X(SSL_set_ex_data) X(SSL_set_post_handshake_auth) X(SSL_set_session)            \
    X(SSL_set_verify) X(SSL_shutdown) X(SSL_verify_client_post_handshake) X(SSL_write_ex)                    \
    X(TLS_client_method) X(TLS_method) X(TLS_server_method) X(TLSv1_1_method) X(TLSv1_2_method)              \
    X(TLSv1_method) X(X509V3_EXT_conf_nid) X(X509V3_set_ctx) X(X509_EXTENSION_free)                          \
    X(X509_NAME_ENTRY_get_data) X(X509_NAME_ENTRY_get_object) X(X509_NAME_ENTRY_set)                         \
    X(X509_NAME_add_entry_by_txt) X(X509_NAME_entry_count) X(X509_NAME_get_entry) X(X509_NAME_hash_ex)       \
    X(X509_NAME_print_ex) X(X509_OBJECT_get0_X509) X(X509_OBJECT_get_type) X(X509_STORE_add_cert)            \
    X(X509_STORE_get0_objects) X(X509_VERIFY_PARAM_clear_flags) X(X509_VERIFY_PARAM_get_flags)               \
    X(X509_VERIFY_PARAM_set1_host) X(X509_VERIFY_PARAM_set1_ip) X(X509_VERIFY_PARAM_set_flags)               \
    X(X509_VERIFY_PARAM_set_hostflags) X(X509_add_ext) X(X509_check_ca) X(X509_cmp) X(X509_free)             \
    X(X509_get0_notAfter) X(X509_get0_notBefore) X(X509_get0_serialNumber) X(X509_get_default_cert_dir)      \
    X(X509_get_default_cert_dir_env) X(X509_get_default_cert_file) X(X509_get_default_cert_file_env)         \
    X(X509_get_ext_d2i) X(X509_get_issuer_name) X(X509_get_serialNumber) X(X509_get_subject_name)            \
    X(X509_get_version) X(X509_getm_notAfter) X(X509_getm_notBefore) X(X509_gmtime_adj) X(X509_new)          \
    X(X509_set_issuer_name) X(X509_set_pubkey) X(X509_set_version) X(X509_sign) X(X509_up_ref)               \
    X(X509_verify_cert_error_string) X(a2i_IPADDRESS) X(d2i_X509_bio) X(i2a_ASN1_INTEGER) X(i2d_X509)
// clang-format on

/* The functions, once openssl_load() has found them: openssl.SSL_new(...). */
typedef struct {
#define OPENSSL_MEMBER(name) __typeof__(name) *name;
    OPENSSL_FUNCTIONS(OPENSSL_MEMBER)
#undef OPENSSL_MEMBER
    bool is_loaded;
    BIO_METHOD *socket_method; /* socket_bio.c's; NULL: not made yet */
} OpenSsl;
extern OpenSsl openssl;

bool openssl_load(void); /* false: it is not installed */
