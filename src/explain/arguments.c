/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls with the wrong arguments: addresses that are no tuples, numbers in quotes, swapped, left out. */
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

/* The call with its address in brackets of its own. */
static bool fact_double(Situation *situation, Buffer *out) {
    const Node *call = source_failed_call(situation, ADDRESSED);
    if (!call) return false;
    size_t first = str_is(source_call_name(call), "sendto") ? 1 : 0;
    str_append_utf8(out, source_call_name(call));
    buffer_append_byte(out, '(');
    if (first && (!source_append(situation, call->call.arguments.items[0], out))) return false;
    buffer_append_text(out, first ? ", (" : "(");
    for (size_t i = first; i < first + 2; i++) {
        if (i > first) buffer_append_text(out, ", ");
        if (!source_argument(call, i) || !source_append(situation, source_argument(call, i), out))
            return false;
    }
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

static bool is_swapped(Situation *situation) {
    return has_value_of(situation, part(situation, 0), TYPE_ID_INT) &&
           has_value_of(situation, part(situation, 1), TYPE_ID_STR);
}

static bool append_part(Situation *situation, size_t index, Buffer *out) {
    const Node *node = part(situation, index);
    return node && source_append(situation, node, out);
}

static bool fact_host(Situation *situation, Buffer *out) { return append_part(situation, 0, out); }
static bool fact_port_source(Situation *situation, Buffer *out) { return append_part(situation, 1, out); }

static bool append_number(Situation *situation, const Node *node, Buffer *out) {
    Value value = node ? source_value(situation, node) : ABSENT;
    bool is_one = is_number_in_quotes(situation, node) && str_count(value) < SOURCE_SHOWN;
    if (is_one) str_append_utf8(out, value);
    release(value);
    return is_one;
}

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

/* ---- a thread's arguments */

static bool is_thread(const Node *node) {
    return node->kind == NODE_CALL && !is_absent(source_call_name(node)) &&
           str_is(source_call_name(node), "Thread");
}

/* What is no list of arguments, as far as its value tells. */
static bool is_single(Value value) {
    return is_socket(value) || has_type(value, TYPE_ID_STR) || is_int(value);
}

static bool is_name(const Node *node) { return node->kind == NODE_NAME || node->kind == NODE_CONSTANT; }

static bool stands_in_parentheses(const Situation *situation, const Node *node) {
    const char *line = situation->source;
    for (int i = 1; line && i < node->place.line; i++) {
        line = strchr(line, '\n');
        if (line) line++;
    }
    size_t count = line ? strcspn(line, "\n") : 0, end = (size_t)node->place.end_column;
    if (node->place.line != node->place.end_line || node->place.column < 1 || end >= count) return false;
    return line[node->place.column - 1] == '(' && line[end] == ')';
}

/* Thread(target=f, args=(x)), where (x) is no tuple: what its value proves, or, below a def, the parentheses. */
static bool is_lone_argument(const Node *node, void *context) {
    Situation *situation = context;
    for (size_t i = 0; is_thread(node) && i < node->call.keywords.count; i++) {
        const Keyword *keyword = &node->call.keywords.items[i];
        if (is_absent(keyword->name) || !str_is(keyword->name, "args") || !is_name(keyword->value)) continue;
        Value value = source_value(situation, keyword->value);
        bool is_one = is_absent(value) ? stands_in_parentheses(situation, keyword->value) : is_single(value);
        release(value);
        return is_one;
    }
    return false;
}

static bool fact_alone(Situation *situation, Buffer *out) {
    const Ast *tree = situation_tree(situation);
    const Node *call = tree ? source_find(tree->root, is_lone_argument, situation) : NULL;
    for (size_t i = 0; call && i < call->call.keywords.count; i++) {
        const Keyword *keyword = &call->call.keywords.items[i];
        if (!is_absent(keyword->name) && str_is(keyword->name, "args"))
            return source_append(situation, keyword->value, out);
    }
    return false;
}

/* Thread(f, (x,)): the same with the names. */
static bool fact_thread(Situation *situation, Buffer *out) {
    const Node *call = situation_find_call(situation, "Thread");
    const Node *target = call ? source_argument(call, 0) : NULL,
               *given = call ? source_argument(call, 1) : NULL;
    if (!target || call->call.arguments.count > 2 || call->call.keywords.count) return false;
    buffer_append_text(out, "target=");
    if (!source_append(situation, target, out)) return false;
    if (!given) return true;
    bool is_tuple = given->kind == NODE_TUPLE;
    buffer_append_text(out, is_tuple ? ", args=" : ", args=(");
    if (!source_append(situation, given, out)) return false;
    if (!is_tuple) buffer_append_text(out, ",)");
    return true;
}

static const ExplainFact facts[] = {
    { "alone", fact_alone },
    { "thread", fact_thread },
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
    { 0 },
};

/* ---- rows */

#define NO_NUMBER .kind = TypeError, .message = "'str' object cannot be interpreted as an integer"

static const char address_story[] = N_(
    "An address is one value with two parts, a tuple: `(\"127.0.0.1\", 3000)`, the machine as text and the port as a number. "
    "The parentheses of the call come around it: `connect((\"127.0.0.1\", 3000))`.");

static const ExplainRow rows[] = {
    { "54", .kind = TypeError, .message = "(2 given)", .test = is_spread,
      .sentence = N_("An address is one tuple, hence double parentheses: `{double}`."),
      .story = address_story },
    { "54-create", .kind = ValueError, .message = "unpack", .test = is_spread,
      .sentence = N_("An address is one tuple, hence double parentheses: `{double}`."),
      .story = address_story },
    { "54-facts", .kind = TypeError, .message = "takes exactly one argument (2 given)",
      .test = is_spread_method,
      .plain = N_("An address is one tuple, hence double parentheses: `((IP, PORT))`."),
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
      .plain = N_("An address is a tuple with two parts: `(IP, PORT)`."), .story = address_story },
    { "55", .kind = TypeError, .message = "AF_INET address must be tuple, not str", .test = is_text_address,
      .sentence = N_("The comma makes a tuple, and the port is missing: `({given}, PORT)`."),
      .plain = N_("An address is a tuple with two parts: `(IP, PORT)`."), .story = address_story },
    { "55-facts", .kind = TypeError, .message = "AF_INET address must be tuple, not",
      .plain = N_("An address is a tuple with two parts: `(IP, PORT)`."), .story = address_story },
    { "55-number", .kind = TypeError, .message = "AF_INET address must be tuple, not int",
      .test = is_number_address,
      .sentence = N_("The machine is missing: `(\"127.0.0.1\", {given})` is this one."),
      .story = address_story },
    { "55-list", .kind = TypeError, .message = "AF_INET address must be tuple, not list",
      .test = is_list_address, .plain = N_("Square brackets make a list, parentheses a tuple: `(IP, PORT)`."),
      .story = address_story },
    { "55-one", .kind = TypeError, .message = "AF_INET address must be a pair", .test = has_no_port,
      .plain = N_("The port is missing: `(IP, PORT)`."), .story = address_story },
    { "56", NO_NUMBER, .test = is_port_in_quotes,
      .sentence = N_("The port is a number, without quotes: `{port_number}`."), .story = address_story },
    { "56-name", NO_NUMBER, .test = is_port_text,
      .sentence = N_("`{port_source}` is text, and a port is a number: `int({port_source})`."),
      .story = address_story },
    { "56-facts", NO_NUMBER, .test = is_port,
      .plain = N_("A port is a number: `int(...)` makes one of digits."), .story = address_story },
    { "57b", NO_NUMBER, .test = is_second_message,
      .plain = N_("`{method}` takes one message: two calls send two.") },
    { "57b-facts", .kind = TypeError, .message = "object cannot be interpreted as an integer",
      .test = has_second_argument, .plain = N_("`{method}` takes only what is to be sent.") },
    { "57", NO_NUMBER, .test = is_quoted_literal,
      .sentence = N_("`{method}` wants a number, without quotes: `{callee}({number})`.") },
    { "57-name", NO_NUMBER, .test = is_quoted_name,
      .sentence = N_("`{quoted}` is text, and `{method}` wants a number: `int({quoted})`.") },
    { "57-facts", NO_NUMBER, .test = is_counted,
      .plain = N_("`{method}` wants a number: `int(...)` makes one of digits.") },
    { "58", .kind = TypeError, .message = "str, bytes or bytearray expected, not int", .test = is_swapped,
      .sentence = N_("Swapped: first the address, then the port: `({port_source}, {host})`."),
      .story = address_story },
    { "58-facts", .kind = TypeError, .message = "str, bytes or bytearray expected, not int",
      .test = is_addressed, .plain = N_("First comes the address, as text, then the port: `(IP, PORT)`."),
      .story = address_story },
    { "59", .kind = OverflowError, .message = "port must be 0-65535", .test = is_addressed,
      .sentence = N_("`{port_source}` is no port: they go from 0 to 65535.") },
    { "60", .kind = TypeError, .message = "recv() takes at least 1 argument (0 given)", .calls = "recv",
      .test = is_empty_recv,
      .sentence = N_("Say how many bytes to read at most: `{callee}(1024)`. There are {left} now."),
      .plain = N_("Say how many bytes to read at most: `{callee}(1024)`.") },
    { "60-facts", .kind = TypeError, .message = "recv() takes at least 1 argument (0 given)",
      .plain = N_("Say how many bytes to read at most: `recv(1024)`.") },
    { "60-send", .kind = TypeError, .message = "takes at least 1 argument (0 given)", .test = is_empty_send,
      .sentence = N_("Say what to send, as bytes: `{callee}(b\"...\")`.") },
    { "60-address", .kind = TypeError, .message = "takes exactly one argument (0 given)",
      .test = is_empty_address, .sentence = N_("The address is missing: `{callee}((IP, PORT))`."),
      .story = address_story },
    { "thread-group", .kind = AssertionError, .message = "group argument must be None",
      .sentence = N_("Name the arguments: `Thread({thread})`."),
      .plain = N_("Name the arguments: `Thread(target=..., args=(...))`.") },
    { "thread-args", EXPLAIN_RESULT, .sentence = N_("A tuple of one needs a comma: `args=({alone},)`.") },
    { 0 },
};

const ExplainGroup explain_arguments = { rows, facts };
