/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TLS: why a handshake failed, what a certificate lacks, what a context was not given. The texts and reasons
 * are OpenSSL's, as module ssl has them. */
#include "explain/situation.h"
#include <openssl/x509_vfy.h>
#include <string.h>

/* ---- what the exception tells */

bool situation_is_tls(const Situation *situation) {
    if (is_absent(situation->exception)) return false;
    const Class *class = value_class(situation->machine, situation->exception);
    for (size_t i = 0; i < class->mro_count; i++) {
        const Class *base = class->mro[i];
        if (is_str(base->module) && str_is(base->module, "ssl") && str_is(base->name, "SSLError"))
            return true;
    }
    return false;
}

static Value attribute(const Situation *situation, const char *name) {
    Value attributes = exception_of(situation->exception)->attributes;
    return is_dict(attributes) ? dict_peek_text(dict_of(attributes), name) : ABSENT;
}

/* Why a certificate was refused: X509_V_ERR_...; -1: that was not it. */
static int64_t verify_code(const Situation *situation) {
    int64_t code;
    if (!situation_is_tls(situation)) return -1;
    Value value = attribute(situation, "verify_code");
    return !is_absent(value) && is_int(value) && int_fits_int64(value, &code) ? code : -1;
}

static bool is_unknown_authority(Situation *situation) {
    switch (verify_code(situation)) {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE: return true;
    default: return false;
    }
}

static bool is_other_name(Situation *situation) {
    int64_t code = verify_code(situation);
    return code == X509_V_ERR_HOSTNAME_MISMATCH || code == X509_V_ERR_IP_ADDRESS_MISMATCH;
}

static bool is_expired(Situation *situation) { return verify_code(situation) == X509_V_ERR_CERT_HAS_EXPIRED; }
static bool is_not_yet(Situation *situation) {
    return verify_code(situation) == X509_V_ERR_CERT_NOT_YET_VALID;
}
static bool is_for_others(Situation *situation) {
    return verify_code(situation) == X509_V_ERR_INVALID_PURPOSE;
}
static bool is_refused(Situation *situation) { return verify_code(situation) > 0; }

static bool is_tls(Situation *situation) { return situation_is_tls(situation); }

/* The end of a connection in the middle of it. */
static bool is_handshake_cut(Situation *situation) {
    return situation_is_tls(situation) && strstr(situation->message, "(_ssl.c:992)");
}

/* ---- facts */

/* The name that the certificate is not valid for. */
static bool fact_host(Situation *situation, Buffer *out) {
    static const char before[] = "is not valid for '";
    const char *start = strstr(situation->message, before);
    if (!start) return false;
    start += strlen(before);
    const char *end = strstr(start, "'.");
    if (!end || end == start) return false;
    buffer_append_byte(out, '`');
    for (; start < end; start++) buffer_append_byte(out, *start > ' ' && *start < 0x7f ? *start : '?');
    buffer_append_byte(out, '`');
    return true;
}

static const ExplainFact facts[] = { { "host", fact_host }, { 0 } };

static const ExplainRow rows[] = {
    /* what this side refuses in the other's certificate */
    { "T1", EXPLAIN_ERROR, OSError, .test = is_unknown_authority,
      .plain =
          N_("Nobody that is trusted here has signed the other side's certificate.\n"
             "Who should be trusted is said by the context's `.load_verify_locations(\"authority.pem\")`."),
      .story = N_(
          "A certificate says whose it is, and is signed by an authority. What is trusted are the system's "
          "authorities (`ssl.create_default_context()`), or those of a file "
          "(`ssl.create_default_context(cafile=\"authority.pem\")`). A certificate that has signed itself is "
          "its own "
          "authority: trust it as one. To ask for no certificate at all protects from nobody who listens in "
          "the middle.") },
    { "T2", EXPLAIN_ERROR, OSError, .test = is_other_name,
      .sentence = N_("The other side's certificate is genuine, but not for {host}.\n"
                     "`server_hostname` must be a name that stands in it."),
      .plain = N_("The other side's certificate is genuine, but for another name.\n"
                  "`server_hostname` must be a name that stands in it."),
      .story = N_("The names that a certificate is valid for stand in its subjectAltName; `openssl x509 -in "
                  "FILE -noout -ext "
                  "subjectAltName` shows them. An address is no name: it must stand there as an address.") },
    { "T3", EXPLAIN_ERROR, OSError, .test = is_expired,
      .plain = N_("The other side's certificate has expired.\n"
                  "It needs a new one; or is this machine's clock wrong?") },
    { "T4", EXPLAIN_ERROR, OSError, .test = is_not_yet,
      .plain = N_("The other side's certificate is not valid yet.\n"
                  "Is this machine's clock wrong?") },
    { "T5", EXPLAIN_ERROR, OSError, .test = is_for_others,
      .plain = N_("The other side's certificate is genuine, but made for another use.\n"
                  "A server's says serverAuth, a client's clientAuth.") },
    { "T6", EXPLAIN_ERROR, OSError, .test = is_refused,
      .plain = N_("This side does not accept the other's certificate, for the reason above.") },
    /* what the other side refuses */
    { "T7", EXPLAIN_ERROR, OSError, .message = "ALERT_UNKNOWN_CA", .test = is_tls,
      .plain = N_("The other side knows nobody who has signed our certificate, and refuses it.\n"
                  "It must be told whom to trust; there is nothing to do here.") },
    { "T8", EXPLAIN_ERROR, OSError, .message = "ALERT_BAD_CERTIFICATE", .test = is_tls,
      .plain = N_("The other side does not accept our certificate: mostly it is for another name than was "
                  "asked for.") },
    { "T9", EXPLAIN_ERROR, OSError, .message = "ALERT_CERTIFICATE_EXPIRED", .test = is_tls,
      .plain = N_("The other side does not accept our certificate: it has expired.") },
    { "T10", EXPLAIN_ERROR, OSError, .message = "ALERT_CERTIFICATE_REQUIRED", .test = is_tls,
      .plain = N_("The server wants a certificate of the client, and there was none.\n"
                  "The context's `.load_cert_chain(\"client.pem\", \"client.key\")` gives it one.") },
    { "T11", EXPLAIN_ERROR, OSError, .message = "PEER_DID_NOT_RETURN_A_CERTIFICATE", .test = is_tls,
      .plain = N_("The client has sent no certificate, and this server requires one (`verify_mode`).") },
    { "T12", EXPLAIN_ERROR, OSError, .message = "UNRECOGNIZED_NAME", .test = is_tls,
      .plain = N_("The server has nothing under the name that the client asked for (`server_hostname`).") },
    { "T13", EXPLAIN_ERROR, OSError, .message = "NO_APPLICATION_PROTOCOL", .test = is_tls,
      .plain = N_("The two sides have no protocol above TLS in common (`set_alpn_protocols`).") },
    /* no TLS, or another one */
    { "T14", EXPLAIN_ERROR, OSError, .message = "HTTP_REQUEST", .test = is_tls,
      .plain = N_("The other side speaks plain HTTP: it does not begin with a TLS hello.\n"
                  "Its address must begin with https.") },
    { "T15", EXPLAIN_ERROR, OSError, .message = "WRONG_VERSION_NUMBER", .test = is_tls,
      .plain = N_("What the other side sends is no TLS.\n"
                  "Does it speak in the clear on this port?") },
    { "T16", EXPLAIN_ERROR, OSError, .message = "UNSUPPORTED_PROTOCOL", .test = is_tls,
      .plain = N_("The two sides have no version of TLS in common (`minimum_version`, `maximum_version`).") },
    { "T17", EXPLAIN_ERROR, OSError, .message = "ALERT_PROTOCOL_VERSION", .test = is_tls,
      .plain = N_("The two sides have no version of TLS in common (`minimum_version`, `maximum_version`).") },
    { "T18", EXPLAIN_ERROR, OSError, .message = "NO_SHARED_CIPHER", .test = is_tls,
      .plain = N_("The two sides have no cipher in common.\n"
                  "A server without a certificate has none: the context's `.load_cert_chain(...)`.") },
    { "T19", EXPLAIN_ERROR, OSError, .message = "ALERT_HANDSHAKE_FAILURE", .test = is_tls,
      .plain =
          N_("The other side ended the handshake: the two have nothing in common, or it has no certificate.\n"
             "The other side's error says which.") },
    { "T20", EXPLAIN_ERROR, OSError, .message = "UNEXPECTED_EOF_WHILE_READING", .test = is_handshake_cut,
      .plain = N_("The other side closed the connection in the middle of the handshake.\n"
                  "Does it speak TLS? Its own error says more.") },
    { "T21", EXPLAIN_ERROR, OSError, .message = "connection has been closed", .test = is_handshake_cut,
      .plain = N_("The other side closed the connection in the middle of the handshake.\n"
                  "Does it speak TLS? Its own error says more.") },
    { "T22", EXPLAIN_ERROR, OSError, .message = "EOF occurred in violation", .test = is_handshake_cut,
      .plain = N_("The other side closed the connection in the middle of the handshake.\n"
                  "Does it speak TLS? Its own error says more.") },
    { "T23", EXPLAIN_ERROR, TimeoutError, .message = "handshake operation timed out",
      .plain = N_("The connection is made, and the other side does not answer the TLS hello.\n"
                  "Does it speak TLS on this port?") },
    /* what a context was not given */
    { "T24", EXPLAIN_ERROR, ValueError, .message = "check_hostname requires server_hostname",
      .plain = N_("A client says whose certificate it expects.\n"
                  "Give it to wrap_socket() as `server_hostname=\"localhost\"`; a server gives "
                  "`server_side=True`.") },
    { "T25", EXPLAIN_ERROR, OSError, .message = "KEY_VALUES_MISMATCH", .test = is_tls,
      .plain = N_("This key belongs to another certificate.") },
    { "T26", EXPLAIN_ERROR, OSError, .message = "PEM lib", .test = is_tls,
      .plain =
          N_("The file holds no such thing in PEM's form, or its key is locked and the password is another.\n"
             "It begins with a line `-----BEGIN ...-----`.") },
    { 0 },
};

const ExplainGroup explain_tls = { rows, facts };
