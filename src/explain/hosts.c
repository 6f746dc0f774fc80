/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of machines that lead nowhere: what was typed is looked at before the network is blamed. */
#include "base/text.h"
#include "explain/address.h"
#include "explain/source.h"
#include <arpa/inet.h>
#include <ctype.h>
#define herror herror_of_netdb /* the name of one of our exception kinds */
#include <netdb.h>
#undef herror
#include <string.h>
#include <strings.h>

enum { LONGEST = 80 };

/* ---- what was meant */

static bool is_quad(const char *text) {
    struct in_addr four;
    return inet_pton(AF_INET, text, &four) == 1;
}

static bool is_numeric(const char *text) {
    struct in6_addr six;
    return is_quad(text) || inet_pton(AF_INET6, text, &six) == 1;
}

static void cut_blanks(char *text) {
    size_t start = strspn(text, " \t\r\n"), count = strlen(text);
    memmove(text, text + start, count - start + 1);
    count -= start;
    while (count && strchr(" \t\r\n", text[count - 1])) text[--count] = '\0';
}

/* http://ada@host:3000/path: the host alone. */
static void cut_to_host(char *text) {
    char *scheme = strstr(text, "://"), *start = scheme ? scheme + 3 : text;
    start[strcspn(start, "/?#")] = '\0';
    char *user = strchr(start, '@');
    if (user) start = user + 1;
    memmove(text, start, strlen(start) + 1);
    char *colon = strchr(text, ':');
    bool has_port = colon && colon[1] && strspn(colon + 1, "0123456789") == strlen(colon + 1);
    if (text[0] == '[' && strchr(text, ']')) {
        *strchr(text, ']') = '\0';
        memmove(text, text + 1, strlen(text));
    } else if (has_port) {
        *colon = '\0';
    }
}

/* l27.O.0.1, 127,0,0,1 and 127. 0. 0. 1 */
static bool straighten(char *text) {
    size_t count = 0;
    for (const char *at = text; *at; at++) {
        if (isspace((unsigned char)*at)) continue;
        char byte = *at == 'l' || *at == 'I' || *at == 'i' ? '1' : *at == 'O' || *at == 'o' ? '0' : *at;
        text[count++] = byte == ',' || byte == ';' ? '.' : byte;
    }
    text[count] = '\0';
    while (count && text[count - 1] == '.') text[--count] = '\0';
    return is_quad(text);
}

/* One letter more, less, other, or two that have changed places. */
static bool is_nearly(const char *text, const char *word) {
    while (*text && tolower((unsigned char)*text) == *word) text++, word++;
    if (!strcasecmp(text, word)) return true;
    if (*text && *word && !strcasecmp(text + 1, word + 1)) return true;
    if (*text && !strcasecmp(text + 1, word)) return true;
    if (*word && !strcasecmp(text, word + 1)) return true;
    return text[0] && text[1] && word[0] && word[1] && tolower((unsigned char)text[0]) == word[1] &&
           tolower((unsigned char)text[1]) == word[0] && !strcasecmp(text + 2, word + 2);
}

typedef enum { HOST_UNKNOWN, HOST_URL, HOST_DIGITS, HOST_NEAR } HostMistake;

/* What is wrong with it, and what was meant instead. */
static HostMistake look_at_host(const char *typed, char meant[LONGEST + 1]) {
    char straight[LONGEST + 1];
    strcpy(meant, typed);
    cut_blanks(meant);
    cut_to_host(meant);
    bool was_cut = strcmp(meant, typed) != 0 && *meant;
    if (was_cut && (is_numeric(meant) || strstr(typed, "://") || !strcmp(meant, "localhost")))
        return HOST_URL;
    strcpy(straight, meant);
    if (!is_numeric(meant) && straighten(straight)) {
        strcpy(meant, straight);
        return HOST_DIGITS;
    }
    if (strcmp(meant, "localhost") != 0 && is_nearly(meant, "localhost")) {
        strcpy(meant, "localhost");
        return HOST_NEAR;
    }
    return HOST_UNKNOWN;
}

static HostMistake kind_of(Situation *situation, char meant[LONGEST + 1]) {
    Buffer scratch = { 0 };
    size_t count = 0;
    Value typed = explain_typed_host(situation);
    const char *text = is_absent(typed) ? "" : str_peek_utf8(typed, &scratch, &count);
    bool is_plain =
        count && count <= LONGEST && strlen(text) == count && text_ascii_prefix(text, count) == count;
    HostMistake kind = is_plain && !strpbrk(text, "\"\\") ? look_at_host(text, meant) : HOST_UNKNOWN;
    buffer_clear(&scratch);
    return kind;
}

/* The call of the statement that takes a host. */
static bool has_typed_name(Situation *situation) {
    static const char *const calls[] = { "connect",     "bind",          "create_connection",
                                         "getaddrinfo", "gethostbyname", "connect_ex",
                                         "sendto",      "create_server", NULL };
    for (const char *const *call = calls; *call && !situation->node; call++) {
        if (situation_find_call(situation, *call)) situation_look_at(situation, situation->record, *call);
    }
    return situation->node != NULL;
}

static bool is_kind(Situation *situation, HostMistake kind) {
    char meant[LONGEST + 1];
    return has_typed_name(situation) && kind_of(situation, meant) == kind;
}

static bool is_url(Situation *situation) { return is_kind(situation, HOST_URL); }
static bool is_misspelt(Situation *situation) { return is_kind(situation, HOST_DIGITS); }
static bool is_near(Situation *situation) { return is_kind(situation, HOST_NEAR); }

/* ---- facts */

static bool fact_meant(Situation *situation, Buffer *out) {
    char meant[LONGEST + 1];
    if (kind_of(situation, meant) == HOST_UNKNOWN) return false;
    buffer_append_format(out, "\"%s\"", meant);
    return true;
}

/* A variable that holds host and port. */
static bool is_tuple_value(Situation *situation, const Node *node) {
    Value value = source_value(situation, node);
    bool is_one = !is_absent(value) && is_tuple(value);
    release(value);
    return is_one;
}

/* The call again with the host that was meant: what stands before and behind the host is as typed. */
static bool fact_corrected(Situation *situation, Buffer *out) {
    const Node *call = situation->node;
    const Node *first = call ? source_argument(call, 0) : NULL;
    bool is_sendto = situation->call && !strcmp(situation->call, "sendto");
    if (!first || is_sendto || call->call.keywords.count ||
        !source_append(situation, call->call.function, out))
        return false;
    bool is_pair = first->kind == NODE_TUPLE;
    if (!is_pair && is_tuple_value(situation, first)) return false;
    buffer_append_text(out, is_pair ? "((" : "(");
    if (!fact_meant(situation, out)) return false;
    const NodeList *parts = is_pair ? &first->sequence.items : &call->call.arguments;
    for (size_t i = 1; i < parts->count; i++) {
        buffer_append_text(out, ", ");
        if (!source_append(situation, parts->items[i], out)) return false;
    }
    buffer_append_byte(out, ')');
    for (size_t i = 1; is_pair && i < call->call.arguments.count; i++) {
        buffer_append_text(out, ", ");
        if (!source_append(situation, call->call.arguments.items[i], out)) return false;
    }
    if (is_pair) buffer_append_byte(out, ')');
    return true;
}

static const ExplainFact facts[] = {
    { "typed", explain_fact_path },
    { "meant", fact_meant },
    { "corrected", fact_corrected },
    { 0 },
};

/* ---- rows */

static const ExplainRow rows[] = {
    { "url", .kind = gaierror, .test = is_url,
      .sentence = N_("A host stands alone, without `http://`, port, path or blanks: `{corrected}`."),
      .plain = N_("A host stands alone, without `http://`, port, path or blanks: {meant}.") },
    { "misspelt", .kind = gaierror, .test = is_misspelt,
      .sentence = N_("{typed} is no address, but looks like {meant}: `{corrected}`."),
      .plain = N_("{typed} is no address, but looks like {meant}.") },
    { "near", .kind = gaierror, .test = is_near,
      .sentence = N_("{typed} is no known name, but looks like {meant}: `{corrected}`."),
      .plain = N_("{typed} is no known name, but looks like {meant}.") },
    { "later", .kind = gaierror, .error = EAI_AGAIN, .test = has_typed_name,
      .sentence = N_("{typed} could not be looked up just now: no name server answers.\n"
                     "Is the network on? On one machine use \"127.0.0.1\"."),
      .plain = N_("The name could not be looked up just now: no name server answers.\n"
                  "Is the network on? On one machine use \"127.0.0.1\".") },
    { "name", .kind = gaierror, .error = EAI_NONAME, .test = has_typed_name,
      .sentence = N_("{typed} is no known name of a machine, and no address.\n"
                     "Is it spelt right? An address looks like \"127.0.0.1\"."),
      .plain = N_("That is no known name of a machine, and no address.\n"
                  "Is it spelt right? An address looks like \"127.0.0.1\".") },
    { "family", .kind = gaierror, .error = EAI_ADDRFAMILY, .test = has_typed_name,
      .sentence = N_("{typed} is an address of another family than the socket's.\n"
                     "AF_INET takes \"127.0.0.1\", AF_INET6 takes \"::1\"."),
      .plain = N_("That is an address of another family than the socket's.\n"
                  "AF_INET takes \"127.0.0.1\", AF_INET6 takes \"::1\".") },
    { 0 },
};

const ExplainGroup explain_hosts = { rows, facts };
