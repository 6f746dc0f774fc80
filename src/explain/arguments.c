/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls with the wrong arguments: addresses that are no tuples, numbers in quotes, swapped, left out. */
#include "explain/address.h"
#include "explain/source.h"
#include <string.h>

#define ADDRESSED "connect connect_ex bind sendto create_connection create_server"

/* ---- the address that was given */

/* The argument that should be an address; NULL. */
static const Node *address(Situation *situation) {
    const Node *call = source_failed_call(situation, ADDRESSED);
    if (!call) return NULL;
    size_t index = str_is(source_call_name(call), "sendto") ? call->call.arguments.count - 1 : 0;
    return call->call.arguments.count ? source_argument(call, index) : NULL;
}

/* Its parts; NULL: it is no tuple as typed. */
static const Node *part(Situation *situation, size_t index) {
    const Node *node = address(situation);
    return node && node->kind == NODE_TUPLE && index < node->sequence.items.count
               ? node->sequence.items.items[index]
               : NULL;
}

static bool has_value_of(Situation *situation, const Node *node, TypeId type) {
    Value value = node ? source_value(situation, node) : ABSENT;
    bool has = !is_absent(value) && (type == TYPE_ID_INT ? is_int(value) : has_type(value, type));
    release(value);
    return has;
}

/* Whether the text is digits only; also of a variable that holds one. */
static bool is_number_in_quotes(Situation *situation, const Node *node) {
    Value value = node ? source_value(situation, node) : ABSENT;
    bool is_one = !is_absent(value) && has_type(value, TYPE_ID_STR) && str_of(value)->is_ascii &&
                  str_count(value) > 0 && strspn(str_peek_ascii(value), "0123456789") == str_count(value);
    release(value);
    return is_one;
}

/* connect(IP, PORT) */
static bool is_spread(Situation *situation) {
    const Node *call = source_failed_call(situation, ADDRESSED);
    const Node *host = call ? source_argument(call, 0) : NULL, *port = call ? source_argument(call, 1) : NULL;
    return port && !call->call.keywords.count && has_value_of(situation, host, TYPE_ID_STR) &&
           (has_value_of(situation, port, TYPE_ID_INT) || is_number_in_quotes(situation, port));
}

/* sendto(data, IP, PORT) */
static bool is_spread_sendto(Situation *situation) {
    const Node *call = source_failed_call(situation, "sendto");
    return call && call->call.arguments.count == 3 &&
           has_value_of(situation, source_argument(call, 1), TYPE_ID_STR) &&
           has_value_of(situation, source_argument(call, 2), TYPE_ID_INT);
}

static bool append_number(Situation *situation, const Node *node, Buffer *out) {
    Value value = node ? source_value(situation, node) : ABSENT;
    bool is_one = is_number_in_quotes(situation, node) && str_count(value) < SOURCE_SHOWN;
    if (is_one) str_append_utf8(out, value);
    release(value);
    return is_one;
}

/* The call with its address in brackets of its own. */
static bool fact_double(Situation *situation, Buffer *out) {
    const Node *call = source_failed_call(situation, ADDRESSED);
    if (!call) return false;
    size_t first = str_is(source_call_name(call), "sendto") ? 1 : 0;
    if (!source_append(situation, call->call.function, out)) return false;
    buffer_append_byte(out, '(');
    if (first && (!source_append(situation, call->call.arguments.items[0], out))) return false;
    buffer_append_text(out, first ? ", (" : "(");
    const Node *host = source_argument(call, first), *port = source_argument(call, first + 1);
    if (!port || !source_append(situation, host, out)) return false;
    buffer_append_text(out, ", ");
    bool is_quoted = port->kind == NODE_CONSTANT && append_number(situation, port, out);
    if (!is_quoted && !source_append(situation, port, out)) return false;
    buffer_append_text(out, "))");
    return true;
}

/* "127.0.0.1:3000" */
static bool split_text(Situation *situation, Buffer *host, Buffer *port) {
    const Node *node = address(situation);
    Value value = node ? source_value(situation, node) : ABSENT;
    bool can = !is_absent(value) && has_type(value, TYPE_ID_STR) && str_of(value)->is_ascii;
    const char *text = can ? str_peek_ascii(value) : "", *at = text + strcspn(text, ":,");
    const char *digits = *at ? at + 1 + strspn(at + 1, " ") : at;
    size_t count = strspn(digits, "0123456789");
    can = can && at > text && count && !digits[count] && str_count(value) < SOURCE_SHOWN &&
          !memchr(text, '"', (size_t)(at - text));
    if (can) buffer_append(host, text, (size_t)(at - text));
    if (can) buffer_append(port, digits, count);
    release(value);
    return can;
}

static bool fact_pair(Situation *situation, Buffer *out) {
    Buffer host = { 0 }, port = { 0 };
    bool can = split_text(situation, &host, &port);
    if (can) buffer_append_format(out, "(\"%s\", %s)", buffer_text(&host), buffer_text(&port));
    buffer_clear(&host);
    buffer_clear(&port);
    return can;
}

static bool is_text_address(Situation *situation) {
    return has_value_of(situation, address(situation), TYPE_ID_STR);
}
static bool is_number_address(Situation *situation) {
    return has_value_of(situation, address(situation), TYPE_ID_INT);
}

static bool is_list_address(Situation *situation) {
    const Node *node = address(situation);
    return node && (node->kind == NODE_LIST || has_value_of(situation, node, TYPE_ID_LIST));
}

static bool fact_given(Situation *situation, Buffer *out) {
    const Node *node = address(situation);
    return node && source_append(situation, node, out);
}

static bool has_no_port(Situation *situation) {
    const Node *node = address(situation);
    if (node && node->kind == NODE_TUPLE) return node->sequence.items.count == 1;
    Value value = node ? source_value(situation, node) : ABSENT;
    bool lacks = !is_absent(value) && is_tuple(value) && tuple_of(value)->count == 1;
    release(value);
    return lacks;
}

static bool is_port_in_quotes(Situation *situation) {
    const Node *port = part(situation, 1);
    return port && is_number_in_quotes(situation, port) && port->kind == NODE_CONSTANT;
}

static bool is_port_text(Situation *situation) {
    const Node *port = part(situation, 1);
    return port && is_number_in_quotes(situation, port) && port->kind == NODE_NAME;
}

/* A host and a port for a socket of AF_UNIX. */
static bool is_path_wanted(Situation *situation) {
    return situation->socket && situation->socket->family == AF_UNIX && address(situation);
}

static bool is_select(Situation *situation) { return source_failed_call(situation, "select register poll"); }

static bool is_swapped(Situation *situation) {
    return has_value_of(situation, part(situation, 0), TYPE_ID_INT) &&
           has_value_of(situation, part(situation, 1), TYPE_ID_STR);
}

/* ('3000', "127.0.0.1"): digits where the host should be, and a text without where the port should. */
static bool is_text_swapped(Situation *situation) {
    const Node *host = part(situation, 0), *port = part(situation, 1);
    return host && port && is_number_in_quotes(situation, host) &&
           has_value_of(situation, port, TYPE_ID_STR) && !is_number_in_quotes(situation, port);
}

static bool fact_host_number(Situation *situation, Buffer *out) {
    const Node *host = part(situation, 0);
    if (host && host->kind == NODE_CONSTANT) return append_number(situation, host, out);
    buffer_append_text(out, "int(");
    if (!host || !source_append(situation, host, out)) return false;
    buffer_append_byte(out, ')');
    return true;
}

/* connect(("127.0.0.1", 3000), 5) */
static bool is_one_too_many(Situation *situation) {
    const Node *call = source_failed_call(situation, ADDRESSED);
    const Node *first = call ? source_argument(call, 0) : NULL;
    return first && call->call.arguments.count > 1 &&
           (first->kind == NODE_TUPLE || has_value_of(situation, first, TYPE_ID_TUPLE));
}

static bool fact_with_one(Situation *situation, Buffer *out) {
    const Node *call = source_failed_call(situation, ADDRESSED);
    if (!call || !source_append(situation, call->call.function, out)) return false;
    buffer_append_byte(out, '(');
    if (!source_append(situation, source_argument(call, 0), out)) return false;
    buffer_append_byte(out, ')');
    return true;
}

/* sendto(address, data) */
static bool fact_sendto_turned(Situation *situation, Buffer *out) {
    const Node *call = source_failed_call(situation, "sendto");
    const Node *first = call ? source_argument(call, 0) : NULL,
               *second = call ? source_argument(call, 1) : NULL;
    bool is_turned = second && call->call.arguments.count == 2 &&
                     (first->kind == NODE_TUPLE || has_value_of(situation, first, TYPE_ID_TUPLE)) &&
                     has_value_of(situation, second, TYPE_ID_BYTES);
    if (!is_turned || !source_append(situation, call->call.function, out)) return false;
    buffer_append_byte(out, '(');
    if (!source_append(situation, second, out)) return false;
    buffer_append_text(out, ", ");
    if (!source_append(situation, first, out)) return false;
    buffer_append_byte(out, ')');
    return true;
}

/* setsockopt(SO_REUSEADDR, 1): which level an option belongs to. */
static bool fact_with_level(Situation *situation, Buffer *out) {
    const Node *call = source_failed_call(situation, "setsockopt");
    const Node *option = call ? source_argument(call, 0) : NULL,
               *value = call ? source_argument(call, 1) : NULL;
    if (!value || option->kind != NODE_ATTRIBUTE || option->attribute.value->kind != NODE_NAME) return false;
    Value name = option->attribute.name;
    const char *text = str_of(name)->is_ascii ? str_peek_ascii(name) : "";
    const char *level = !strncmp(text, "SO_", 3)    ? "SOL_SOCKET"
                        : !strncmp(text, "TCP_", 4) ? "IPPROTO_TCP"
                                                    : NULL;
    if (!level || !source_append(situation, call->call.function, out)) return false;
    buffer_append_byte(out, '(');
    if (!source_append(situation, option->attribute.value, out)) return false;
    buffer_append_format(out, ".%s, ", level);
    if (!source_append(situation, option, out)) return false;
    buffer_append_text(out, ", ");
    if (!source_append(situation, value, out)) return false;
    buffer_append_byte(out, ')');
    return true;
}

static bool is_setsockopt(Situation *situation) { return source_failed_call(situation, "setsockopt"); }
static bool is_settimeout(Situation *situation) { return source_failed_call(situation, "settimeout"); }

/* That the call could be given. */
static bool fact_its_address(Situation *situation, Buffer *out) {
    bool is_bind = situation->call && !strcmp(situation->call, "bind");
    return is_bind ? explain_fact_to_bind(situation, out) : explain_fact_to_connect(situation, out);
}

static bool fact_a_port(Situation *situation, Buffer *out) {
    Value port = situation_global(situation, "PORT");
    buffer_append_text(out, !is_absent(port) && is_int(port) ? "PORT" : "3000");
    return true;
}

static bool append_part(Situation *situation, size_t index, Buffer *out) {
    const Node *node = part(situation, index);
    return node && source_append(situation, node, out);
}

static bool fact_host(Situation *situation, Buffer *out) { return append_part(situation, 0, out); }
static bool fact_port_source(Situation *situation, Buffer *out) { return append_part(situation, 1, out); }

static bool fact_port_number(Situation *situation, Buffer *out) {
    return append_number(situation, part(situation, 1), out);
}

/* ---- numbers */

/* The one argument that is a number in quotes, of a call whose other arguments are none. */
static const Node *quoted(Situation *situation) {
    const Node *call = source_failed_call(situation, NULL), *found = NULL;
    if (!call || is_absent(source_call_name(call))) return NULL;
    for (size_t i = 0; i < call->call.arguments.count; i++) {
        const Node *argument = call->call.arguments.items[i];
        if (!has_value_of(situation, argument, TYPE_ID_STR)) continue;
        if (found || !is_number_in_quotes(situation, argument)) return NULL;
        found = argument;
    }
    return found;
}

static bool is_quoted_literal(Situation *situation) {
    const Node *node = quoted(situation);
    return node && node->kind == NODE_CONSTANT;
}

static bool is_quoted_name(Situation *situation) {
    const Node *node = quoted(situation);
    return node && node->kind == NODE_NAME;
}

static bool fact_number(Situation *situation, Buffer *out) {
    return append_number(situation, quoted(situation), out);
}

static bool fact_quoted(Situation *situation, Buffer *out) {
    const Node *node = quoted(situation);
    return node && source_append(situation, node, out);
}

static bool has_second_argument(Situation *situation) {
    const Node *call = source_failed_call(situation, "send sendall");
    return call && source_argument(call, 1);
}

/* send(b"Bonjour", "Ada") */
static bool is_second_message(Situation *situation) {
    const Node *call = source_failed_call(situation, "send sendall");
    return has_second_argument(situation) && has_value_of(situation, source_argument(call, 1), TYPE_ID_STR);
}

static bool fact_method(Situation *situation, Buffer *out) {
    const Node *call = source_failed_call(situation, NULL);
    Value name = call ? source_call_name(call) : ABSENT;
    if (!is_absent(name)) str_append_utf8(out, name);
    return !is_absent(name);
}

/* "con.recv" */
static bool fact_callee(Situation *situation, Buffer *out) {
    const Node *call = source_failed_call(situation, NULL);
    return call && source_append(situation, call->call.function, out);
}

static bool calls(Situation *situation, const char *names, size_t arguments) {
    const Node *call = source_failed_call(situation, names);
    return call && call->call.arguments.count == arguments && !call->call.keywords.count;
}

static bool is_empty_recv(Situation *situation) { return calls(situation, "recv", 0); }
static bool is_empty_send(Situation *situation) { return calls(situation, "send sendall", 0); }
static bool is_empty_address(Situation *situation) { return calls(situation, "connect connect_ex bind", 0); }
/* Whose only number is the port, or a count. */
static bool is_port(Situation *situation) { return source_failed_call(situation, "connect connect_ex bind"); }
static bool is_counted(Situation *situation) { return source_failed_call(situation, "recv recvfrom listen"); }
/* socket.connect() or another that takes an address, also below the prompt. */
static bool is_spread_method(Situation *situation) {
    return strstr(situation->message, "socket.connect") || strstr(situation->message, "socket.bind()");
}
static bool is_addressed(Situation *situation) { return source_failed_call(situation, ADDRESSED); }

/* ---- the kind of a socket */

/* socket.socket(socket.SOCK_STREAM, socket.AF_INET): what is named for the other place. */
static const Node *kinds_turned(Situation *situation) {
    const Node *call = situation_find_call(situation, "socket");
    const Node *family = call ? source_argument(call, 0) : NULL,
               *kind = call ? source_argument(call, 1) : NULL;
    if (!kind || call->call.keywords.count) return NULL;
    Buffer first = { 0 }, second = { 0 };
    bool are_turned = source_append(situation, family, &first) && source_append(situation, kind, &second) &&
                      strstr(buffer_text(&first), "SOCK_") && strstr(buffer_text(&second), "AF_");
    buffer_clear(&first);
    buffer_clear(&second);
    return are_turned ? call : NULL;
}

static bool are_kinds_turned(Situation *situation) { return kinds_turned(situation); }

static bool fact_kinds(Situation *situation, Buffer *out) {
    const Node *call = kinds_turned(situation);
    if (!call || !source_append(situation, call->call.function, out)) return false;
    buffer_append_byte(out, '(');
    if (!source_append(situation, call->call.arguments.items[1], out)) return false;
    buffer_append_text(out, ", ");
    if (!source_append(situation, call->call.arguments.items[0], out)) return false;
    buffer_append_byte(out, ')');
    return true;
}

static const ExplainFact facts[] = {
    { "kinds", fact_kinds },
    { "double", fact_double },
    { "pair", fact_pair },
    { "given", fact_given },
    { "host", fact_host },
    { "port_source", fact_port_source },
    { "port_number", fact_port_number },
    { "number", fact_number },
    { "quoted", fact_quoted },
    { "method", fact_method },
    { "callee", fact_callee },
    { "host_number", fact_host_number },
    { "with_one", fact_with_one },
    { "sendto_turned", fact_sendto_turned },
    { "with_level", fact_with_level },
    { "a_port", fact_a_port },
    { "its_address", fact_its_address },
    { 0 },
};

/* ---- rows */

#define NO_NUMBER .kind = TypeError, .message = "'str' object cannot be interpreted as an integer"

static const char address_story[] =
    N_("An address is one value with two parts, a tuple: `(\"127.0.0.1\", 3000)`, the machine as text and "
       "the port as a number. "
       "The parentheses of the call come around it: `connect((\"127.0.0.1\", 3000))`.");

static const ExplainRow rows[] = {
    { "54-many", .kind = TypeError, .message = "takes exactly one argument (", .test = is_one_too_many,
      .sentence = N_("`{method}` takes one argument, the address: `{with_one}`."), .story = address_story },
    { "54", .kind = TypeError, .message = "(2 given)", .test = is_spread,
      .sentence = N_("An address is one tuple, hence double parentheses: `{double}`."),
      .story = address_story },
    { "54-create", .kind = ValueError, .message = "unpack", .test = is_spread,
      .sentence = N_("An address is one tuple, hence double parentheses: `{double}`."),
      .story = address_story },
    { "54-facts", .kind = TypeError, .message = "takes exactly one argument (2 given)",
      .test = is_spread_method,
      .plain = N_("An address is one tuple, hence double parentheses: `({example})`."),
      .story = address_story },
    { "54-sendto", NO_NUMBER, .test = is_spread_sendto,
      .sentence = N_("An address is one tuple, hence double parentheses: `{double}`."),
      .story = address_story },
    { "55-pair", .kind = TypeError, .message = "AF_INET address must be tuple, not str",
      .test = is_text_address,
      .sentence = N_("An address is a tuple, the machine as text and the port as a number: `{pair}`."),
      .story = address_story },
    { "55-create", .kind = ValueError, .message = "unpack", .test = is_text_address,
      .sentence = N_("An address is a tuple, the machine as text and the port as a number: `{pair}`."),
      .plain = N_("An address is a tuple with two parts: `{example}`."), .story = address_story },
    { "55", .kind = TypeError, .message = "AF_INET address must be tuple, not str", .test = is_text_address,
      .sentence = N_("The comma makes a tuple, and the port is missing: `({given}, {a_port})`."),
      .plain = N_("An address is a tuple with two parts: `{example}`."), .story = address_story },
    { "55-facts", .kind = TypeError, .message = "AF_INET address must be tuple, not",
      .plain = N_("An address is a tuple with two parts: `{example}`."), .story = address_story },
    { "55-number", .kind = TypeError, .message = "AF_INET address must be tuple, not int",
      .test = is_number_address,
      .sentence = N_("The machine is missing: `(\"127.0.0.1\", {given})` is this one."),
      .story = address_story },
    { "55-list", .kind = TypeError, .message = "AF_INET address must be tuple, not list",
      .test = is_list_address, .plain = N_("Square brackets make a list, parentheses a tuple: `{example}`."),
      .story = address_story },
    { "55-one", .kind = TypeError, .message = "AF_INET address must be a pair", .test = has_no_port,
      .plain = N_("The port is missing: `{example}`."), .story = address_story },
    { "58-text", NO_NUMBER, .test = is_text_swapped,
      .sentence =
          N_("Swapped: first the address, then the port as a number: `({port_source}, {host_number})`."),
      .story = address_story },
    { "56", NO_NUMBER, .test = is_port_in_quotes,
      .sentence = N_("The port is a number, without quotes: `{port_number}`."), .story = address_story },
    { "56-name", NO_NUMBER, .test = is_port_text,
      .sentence = N_("`{port_source}` is text, and a port is a number: `int({port_source})`."),
      .story = address_story },
    { "56-facts", NO_NUMBER, .test = is_port, .plain = N_("A port is a number: `int` makes one of digits."),
      .story = address_story },
    { "57b", NO_NUMBER, .test = is_second_message,
      .plain = N_("`{method}` takes one message: two calls send two.") },
    { "57b-facts", .kind = TypeError, .message = "object cannot be interpreted as an integer",
      .test = has_second_argument, .plain = N_("`{method}` takes only what is to be sent.") },
    { "57", NO_NUMBER, .test = is_quoted_literal,
      .sentence = N_("`{method}` wants a number, without quotes: `{callee}({number})`.") },
    { "57-name", NO_NUMBER, .test = is_quoted_name,
      .sentence = N_("`{quoted}` is text, and `{method}` wants a number: `int({quoted})`.") },
    { "57-facts", NO_NUMBER, .test = is_counted,
      .plain = N_("`{method}` wants a number: `int` makes one of digits.") },
    { "58", .kind = TypeError, .message = "str, bytes or bytearray expected, not int", .test = is_swapped,
      .sentence = N_("Swapped: first the address, then the port: `({port_source}, {host})`."),
      .story = address_story },
    { "58-facts", .kind = TypeError, .message = "str, bytes or bytearray expected, not int",
      .test = is_addressed, .plain = N_("First comes the address, as text, then the port: `{example}`."),
      .story = address_story },
    { "59", .kind = OverflowError, .message = "port must be 0-65535", .test = is_addressed,
      .sentence = N_("`{port_source}` is no port: they go from 0 to 65535.") },
    { "60", .kind = TypeError, .message = "recv() takes at least 1 argument (0 given)", .calls = "recv",
      .test = is_empty_recv,
      .sentence = N_("Say how many bytes to read at most: `{callee}(1024)`. In the queue: {left}."),
      .plain = N_("Say how many bytes to read at most: `{callee}(1024)`.") },
    { "60-facts", .kind = TypeError, .message = "recv() takes at least 1 argument (0 given)",
      .plain = N_("Say how many bytes to read at most, such as 1024.") },
    { "60-send", .kind = TypeError, .message = "takes at least 1 argument (0 given)", .test = is_empty_send,
      .sentence = N_("Say what to send, as bytes: `{callee}(b\"...\")`.") },
    { "60-address", .kind = TypeError, .message = "takes exactly one argument (0 given)",
      .calls = "connect connect_ex bind", .test = is_empty_address,
      .sentence = N_("The address is missing: `{callee}({its_address})`."), .story = address_story },
    { "60-negative", .kind = ValueError, .message = "negative buffersize",
      .sentence = N_("Say how many bytes to read at most: `{callee}(1024)`."),
      .plain = N_("Say how many bytes to read at most, such as 1024.") },
    { "sendto", .kind = TypeError, .message = "a bytes-like object is required, not 'tuple'",
      .sentence = N_("Swapped: first what is sent, then the address: `{sendto_turned}`.") },
    { "path-pair", .kind = TypeError, .message = "a bytes-like object is required, not 'tuple'",
      .test = is_path_wanted,
      .sentence = N_("`{callee}` wants a path here: the socket was made with AF_UNIX.\n"
                     "For a host and a port make one with AF_INET, or `socket.socket()`.") },
    { "select-closed", .kind = ValueError, .message = "file descriptor cannot be a negative integer (-1)",
      .test = is_select,
      .plain = N_("A socket in the lists is closed: take it out of them when you close it.") },
    { "select-none", .kind = TypeError, .message = "argument must be an int, or have a fileno() method",
      .test = is_select, .plain = N_("The lists hold the sockets themselves, or their descriptors.") },
    { "select-lists", .kind = TypeError, .message = "must be sequences", .test = is_select,
      .plain =
          N_("Three lists: of sockets to read, of sockets to write, and a third that is mostly empty.") },
    { "select-three", .kind = TypeError, .message = "select expected at least 3 arguments", .test = is_select,
      .plain =
          N_("Three lists: of sockets to read, of sockets to write, and a third that is mostly empty.") },
    { "setsockopt", .kind = TypeError, .message = "setsockopt() takes exactly 3 arguments",
      .test = is_setsockopt, .sentence = N_("The level is missing before the option: `{with_level}`."),
      .plain = N_("`setsockopt` takes three arguments: a level such as SOL_SOCKET, an option, a value.") },
    { "settimeout", .kind = ValueError, .message = "Timeout value out of range", .test = is_settimeout,
      .sentence = N_("A timeout is a number of seconds; to wait for ever: `{callee}(None)`.") },
    { "kinds", EXPLAIN_RESULT, .test = are_kinds_turned,
      .sentence = N_("Swapped: first the family, then the kind: `{kinds}`.") },
    { "kinds-refused", .kind = OSError, .test = are_kinds_turned,
      .sentence = N_("Swapped: first the family, then the kind: `{kinds}`.") },
    { 0 },
};

const ExplainGroup explain_arguments = { rows, facts };
