/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names: of another terminal, of a module that was not imported or whose name was left out, of a file that
 * hides a module; and what a name stands for when it is called. Attributes are in attributes.c. */
#include "base/python_names.h"
#include "explain/socket_names.h"
#include "explain/source.h"
#include "explain/text.h"
#include "modules/find.h"
#include "sched/io.h"
#include "value/exception.h"
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

/* ---- modules that were not imported */

static bool is_ours(const char *name) {
    const char *ours;
    for (size_t i = 0; name && name[0] != '_' && (ours = modules_peek_name(i)); i++) {
        if (!strcmp(ours, name)) return true;
    }
    return false;
}

/* name.x or name(x) */
static bool uses(const Node *node, void *context) {
    const char *name = context;
    const Node *used = node->kind == NODE_ATTRIBUTE ? node->attribute.value
                       : node->kind == NODE_CALL    ? node->call.function
                                                    : NULL;
    return used && used->kind == NODE_NAME && str_is(used->name.id, name);
}

static bool is_called(const Node *node, void *context) {
    const char *name = context;
    return node->kind == NODE_CALL && node->call.function->kind == NODE_NAME &&
           str_is(node->call.function->name.id, name);
}

static bool is_in_source(Situation *situation, SourceTest *test, const char *name) {
    const Ast *tree = name ? situation_tree(situation) : NULL;
    return tree && source_find(tree->root, test, (void *)(uintptr_t)name);
}

/* help(name) */
static bool is_asked_about(const Node *node, void *context) {
    static const char *const askers[] = { "help", "dir", "type", "print", "vars" };
    const Node *argument = node->kind == NODE_CALL ? source_argument(node, 0) : NULL;
    if (!argument || argument->kind != NODE_NAME || !str_is(argument->name.id, (const char *)context))
        return false;
    Value name = source_call_name(node);
    for (size_t i = 0; !is_absent(name) && i < sizeof askers / sizeof *askers; i++) {
        if (str_is(name, askers[i])) return true;
    }
    return false;
}

/* What stands alone on the line, or is what a module is used for, is the module and no variable of
 * that name. */
static bool is_unimported(Situation *situation) {
    const char *name = source_exception_name(situation);
    const Node *statement = source_statement(situation);
    bool is_alone =
        statement && statement->kind == NODE_EXPR && statement->expression_statement.value->kind == NODE_NAME;
    return is_ours(name) &&
           (is_alone || is_in_source(situation, uses, name) || is_in_source(situation, is_asked_about, name));
}

static bool is_localhost(Situation *situation) {
    const char *name = source_exception_name(situation);
    return name && !strcmp(name, "localhost");
}

/* ---- the module that has it */

/* The variable with the one module that has this name; NULL: none, or several. */
static const char *find_module(const Situation *situation, const char *name) {
    size_t position = 0;
    const char *found = NULL;
    Dict *names = situation->globals;
    for (DictEntry *entry; name && (entry = dict_next(names, &position));) {
        if (!has_type(entry->value, TYPE_ID_MODULE) || !is_str(entry->key) || !str_of(entry->key)->is_ascii)
            continue;
        if (str_peek_at(str_of(entry->key), 0) == '_') continue;
        if (is_absent(dict_peek_text(((Module *)object_of(entry->value))->dict, name))) continue;
        if (found) return NULL;
        found = str_peek_ascii(entry->key);
    }
    return found;
}

static bool fact_module(Situation *situation, Buffer *out) {
    const char *module = find_module(situation, source_exception_name(situation));
    if (module) buffer_append_text(out, module);
    return module != NULL;
}

/* close(c) means the socket, close(3) the module's function of descriptors. */
static bool is_in_module(Situation *situation) {
    const char *name = source_exception_name(situation);
    const Ast *tree = name && source_is_socket_method(situation, name) ? situation_tree(situation) : NULL;
    const Node *call = tree ? source_find(tree->root, is_called, (void *)(uintptr_t)name) : NULL;
    const Node *first = call ? source_argument(call, 0) : NULL;
    return find_module(situation, name) && !(first && first->kind == NODE_NAME);
}

/* ---- sockets */

static bool is_lone_method(Situation *situation) {
    const char *name = source_exception_name(situation);
    return source_is_socket_method(situation, name) && is_in_source(situation, is_called, name);
}

static bool listens(const Socket *socket) {
    int value = 0;
    socklen_t length = sizeof value;
    return io_get_option(socket->fd, SOL_SOCKET, SO_ACCEPTCONN, &value, &length) == 0 && value;
}

static bool has_peer(const Socket *socket) {
    Address peer;
    return io_peer_name(socket->fd, &peer) == 0;
}

static bool is_one_of(const char *name, const char *const names[], size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!strcmp(name, names[i])) return true;
    return false;
}

/* Whether a call of this method would not be in vain in the state of the socket, so that it can be advised.
 */
static bool is_ready_for(const Socket *socket, const char *method) {
    static const char *const of_new[] = { "bind", "listen", "connect", "connect_ex" };
    static const char *const of_connection[] = { "send",     "sendall",     "recv",    "recv_into",
                                                 "recvfrom", "getpeername", "shutdown" };
    if (socket->fd < 0) return false;
    if (!strcmp(method, "accept")) return listens(socket);
    if (is_one_of(method, of_new, 4)) return !listens(socket) && !has_peer(socket);
    return !is_one_of(method, of_connection, 7) || socket->type == SOCK_DGRAM || has_peer(socket);
}

static bool is_unknown_name(const Node *node, void *context) {
    const Situation *situation = context;
    return node->kind == NODE_NAME && is_absent(dict_peek_str(situation->globals, node->name.id)) &&
           is_absent(dict_peek_str(situation->machine->builtins, node->name.id));
}

/* Whether what stands in the call's parentheses can be typed again. */
static bool knows_arguments(Situation *situation, const Node *call) {
    for (size_t i = 0; i < call->call.arguments.count; i++)
        if (source_find(call->call.arguments.items[i], is_unknown_name, situation)) return false;
    return true;
}

/* close(c): a method, called as a function on a socket. */
static const Node *find_function_call(Situation *situation) {
    const char *name = source_exception_name(situation);
    const Ast *tree = name && source_is_socket_method(situation, name) ? situation_tree(situation) : NULL;
    const Node *call = tree ? source_find(tree->root, is_called, (void *)(uintptr_t)name) : NULL;
    const Node *first = call ? source_argument(call, 0) : NULL;
    Value value = first ? source_value(situation, first) : ABSENT;
    bool is_one = !is_absent(value) && is_socket(value) &&
                  is_ready_for((const Socket *)object_of(value), name) && knows_arguments(situation, call);
    release(value);
    return is_one ? call : NULL;
}

static bool fact_as_method(Situation *situation, Buffer *out) {
    const Node *call = find_function_call(situation);
    if (!call || call->call.keywords.count || !source_append(situation, call->call.arguments.items[0], out))
        return false;
    buffer_append_byte(out, '.');
    str_append_utf8(out, call->call.function->name.id);
    const char *before = "(";
    for (size_t i = 1; i < call->call.arguments.count; i++, before = ", ") {
        buffer_append_text(out, before);
        if (!source_append(situation, call->call.arguments.items[i], out)) return false;
    }
    buffer_append_text(out, *before == '(' ? "()" : ")");
    return true;
}

/* The variable with the one socket that is ready for this call; NULL: none, or several. */
static const char *only_ready(const Situation *situation, const char *method) {
    size_t position = 0;
    const char *name, *found = NULL;
    for (const Socket *socket; (socket = situation_next_socket(situation, &position, &name));) {
        if (name[0] == '_' || !is_ready_for(socket, method)) continue;
        if (found) return NULL;
        found = name;
    }
    return found;
}

/* accept(): the call as typed, with the one socket before it for which it is. */
static bool fact_with_socket(Situation *situation, Buffer *out) {
    const char *name = source_exception_name(situation);
    const Ast *tree = name ? situation_tree(situation) : NULL;
    const Node *call = tree ? source_find(tree->root, is_called, (void *)(uintptr_t)name) : NULL;
    const char *variable = call && knows_arguments(situation, call) ? only_ready(situation, name) : NULL;
    if (!variable) return false;
    buffer_append_format(out, "%s.%s", variable, name);
    return source_append_arguments(situation, call, out);
}

/* ---- other terminals */

static const Buffer *other_prompt(Situation *situation) {
    const char *name = source_exception_name(situation);
    return name ? situation_shell_with(situation, name) : NULL;
}

static bool is_elsewhere(Situation *situation) { return other_prompt(situation); }

static bool fact_other_prompt(Situation *situation, Buffer *out) {
    const Buffer *prompt = other_prompt(situation);
    if (prompt) buffer_append(out, prompt->bytes ? prompt->bytes : "", prompt->count);
    return prompt && prompt->count;
}

static bool fact_own_prompt(Situation *situation, Buffer *out) {
    Value prompt = dict_peek_text(machine_peek_sys(situation->machine)->dict, "ps1");
    if (is_absent(prompt) || !is_str(prompt) || !str_of(prompt)->is_ascii) return false;
    const char *text = str_peek_ascii(prompt);
    size_t count = str_count(prompt);
    while (count && strchr(" >", text[count - 1])) count--;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < ' ' || text[i] == 0x7f) return false;
    }
    buffer_append(out, text, count);
    return count != 0;
}

/* "ls", and "cd /tmp", which divides: the word begins the line, and is no variable. */
static bool fact_system(Situation *situation, Buffer *out) {
    const char *name = source_exception_name(situation), *text = situation->source;
    const Node *statement = source_statement(situation);
    size_t count = text_system_command(text);
    if (!name || !count || strlen(name) != count || strncmp(name, text, count) != 0) return false;
    const char *rest = text + count + (text[count] == ' ');
    bool has_argument = text[count] == ' ' && (text_is_word_byte(*rest) || (*rest && strchr("-./~", *rest)));
    if (!statement || statement->kind != NODE_EXPR || (!has_argument && *rest && *rest != '\n')) return false;
    buffer_append_text(out, name);
    return true;
}

static bool is_clear(Situation *situation) {
    const char *name = source_exception_name(situation);
    return name && (!strcmp(name, "clear") || !strcmp(name, "cls"));
}

/* ---- what a name stands for */

static bool fact_same(Situation *situation, Buffer *out) {
    const Node *call = source_failed_call(situation, NULL);
    Value value = call ? source_value(situation, call->call.function) : ABSENT;
    Value name = call ? source_call_name(call) : ABSENT;
    bool has = !is_absent(value) && has_type(value, TYPE_ID_MODULE) && !is_absent(name) &&
               !is_absent(dict_peek_str(((Module *)object_of(value))->dict, name)) &&
               source_append(situation, call->call.function, out);
    if (has) buffer_append_byte(out, '.');
    if (has) str_append_utf8(out, name);
    release(value);
    return has;
}

/* The call again, of what has the module's name. */
static bool fact_same_call(Situation *situation, Buffer *out) {
    const Node *call = source_failed_call(situation, NULL);
    return fact_same(situation, out) && source_append_arguments(situation, call, out);
}

static bool fact_callee(Situation *situation, Buffer *out) {
    const Node *call = source_failed_call(situation, NULL);
    return call && source_append(situation, call->call.function, out);
}

/* str = "x", and then str(3). */
static bool is_hidden_function(Situation *situation) {
    const Node *call = source_failed_call(situation, NULL);
    if (!call || call->call.function->kind != NODE_NAME) return false;
    Value name = call->call.function->name.id;
    return !is_absent(dict_peek_str(situation->globals, name)) &&
           !is_absent(dict_peek_str(situation->machine->builtins, name));
}

/* s.bind(...) with s = socket.socket: the class itself. */
static const Node *find_class(Situation *situation) {
    const Node *call = source_failed_call(situation, NULL);
    if (!call || call->call.function->kind != NODE_ATTRIBUTE) return NULL;
    const Node *node = call->call.function->attribute.value;
    Value value = node->kind == NODE_NAME ? source_value(situation, node) : ABSENT;
    const Class *class = machine_class(situation->machine, &socket_type);
    bool is_class = class && !is_absent(value) && is_same(value, object_value(class));
    release(value);
    return is_class ? node : NULL;
}

static bool is_class(Situation *situation) { return find_class(situation); }

static bool fact_class(Situation *situation, Buffer *out) {
    const Node *node = find_class(situation);
    return node && source_append(situation, node, out);
}

/* ---- files that hide modules */

/* Whether a file of one's own has the name of one of our modules. */
static bool is_hiding(Value module) {
    if (!has_type(module, TYPE_ID_MODULE)) return false;
    const Module *object = (const Module *)object_of(module);
    Value path = dict_peek_text(object->dict, "__file__");
    return str_of(object->name)->is_ascii && is_ours(str_peek_ascii(object->name)) && !is_absent(path) &&
           is_str(path);
}

/* Of an AttributeError the object, of an ImportError the module that was named. */
static Value module_of_error(const Situation *situation) {
    if (situation->kind == AttributeError) return source_exception_field(situation, "obj");
    const char *name = source_exception_name(situation);
    return name ? dict_peek_text(situation->machine->modules, name) : ABSENT;
}

static bool fact_hidden(Situation *situation, Buffer *out) {
    Value module = module_of_error(situation);
    if (!is_hiding(module)) return false;
    str_append_utf8(out, ((const Module *)object_of(module))->name);
    return true;
}

/* "socket.py", "socket/__init__.py": what follows the name is always one of these. */
static bool fact_file(Situation *situation, Buffer *out) {
    Value module = module_of_error(situation);
    if (!fact_hidden(situation, out)) return false;
    bool is_package = !is_absent(dict_peek_text(((const Module *)object_of(module))->dict, "__path__"));
    buffer_append_text(out, is_package ? "/__init__.py" : ".py");
    return true;
}

/* ---- modules that do not exist */

static bool equals(const char *a, const char *b) { return strcasecmp(a, b) == 0; }

/* One letter more, less or other, or two that changed places; in any case. */
static bool is_near(const char *a, const char *b) {
    while (*a && strncasecmp(a, b, 1) == 0) a++, b++;
    if (!*a && !*b) return true;
    if ((*a && *b && equals(a + 1, b + 1)) || (*a && equals(a + 1, b)) || (*b && equals(a, b + 1)))
        return true;
    return *a && *b && !strncasecmp(a, b + 1, 1) && !strncasecmp(a + 1, b, 1) && equals(a + 2, b + 2);
}

static bool can_be_imported(Machine *machine, const char *name) {
    Found found = { 0 };
    Value text = str_new(name);
    bool is_there = module_find(machine, text, ABSENT, NULL, &found);
    if (is_there) found_clear(&found);
    release(text);
    return is_there;
}

static bool fact_near_module(Situation *situation, Buffer *out) {
    enum { SHORTEST = 3, LONGEST = 64 };
    const char *name = source_exception_name(situation), *names = python_names_of(PYTHON_MODULES);
    char candidate[LONGEST];
    if (!name || strlen(name) <= SHORTEST || python_has(PYTHON_MODULES, name)) return false;
    if (strpbrk(name, "0123456789")) return false; /* json5 is somebody's package */
    for (size_t count; names && *(names += strspn(names, " ")); names += count) {
        count = strcspn(names, " ");
        if (*names == '_' || count >= LONGEST) continue;
        memcpy(candidate, names, count);
        candidate[count] = '\0';
        if (!is_near(name, candidate) || !can_be_imported(situation->machine, candidate)) continue;
        buffer_append_text(out, candidate);
        return true;
    }
    return false;
}

static const ExplainFact facts[] = {
    { "unknown", source_fact_exception_name },
    { "module", fact_module },
    { "socket", source_fact_only_socket },
    { "other_prompt", fact_other_prompt },
    { "own_prompt", fact_own_prompt },
    { "same", fact_same_call },
    { "as_method", fact_as_method },
    { "with_socket", fact_with_socket },
    { "system", fact_system },
    { "callee", fact_callee },
    { "class", fact_class },
    { "file", fact_file },
    { "hidden", fact_hidden },
    { "near", fact_near_module },
    { 0 },
};

/* ---- rows */

static const ExplainRow rows[] = {
    { "73", .kind = AttributeError,
      .sentence = N_("Your file `{file}` hides the module `{hidden}`.\nRename it, and start again.") },
    { "73-import", .kind = ImportError, .message = "cannot import name",
      .sentence = N_("Your file `{file}` hides the module `{hidden}`.\nRename it, and start again.") },
    { "near", .kind = ModuleNotFoundError,
      .sentence = N_("There is a module of nearly that name: `import {near}`.") },

    { "localhost", .kind = NameError, .test = is_localhost,
      .plain = N_("The name of a machine is text, in quotes: `\"localhost\"`.") },
    { "as-method", .kind = NameError, .sentence = N_("`{unknown}` is a method of sockets: `{as_method}`.") },
    { "67", .kind = NameError, .test = is_unimported, .sentence = N_("`import {unknown}` first.") },
    { "69", .kind = NameError, .test = is_in_module, .sentence = N_("Write `{module}.{unknown}`.") },
    { "66", .kind = NameError, .test = is_elsewhere,
      .sentence =
          N_("`{unknown}` exists in the other terminal, `{other_prompt}`: this one is `{own_prompt}`.") },
    { "66-nameless", .kind = NameError, .test = is_elsewhere,
      .sentence = N_("`{unknown}` exists in the other terminal, `{other_prompt}`."),
      .plain = N_("`{unknown}` exists in another terminal.") },
    { "method-name", .kind = NameError, .test = is_lone_method,
      .sentence = N_("`{unknown}` is a method of sockets: `{with_socket}`."),
      .plain = N_("`{unknown}` is a method of sockets: the socket's name and a dot come before it.") },
    { "system", .kind = NameError,
      .sentence =
          N_("`{system}` is a command for the system's terminal, not for this prompt: Ctrl-D leaves it.") },
    { "clear", .kind = NameError, .test = is_clear, .plain = N_("Ctrl-L clears the screen.") },

    { "68", .kind = TypeError, .message = "'module' object is not callable",
      .sentence = N_("`{callee}` is the module; what it holds has the same name: `{same}`.") },
    { "hidden", .kind = TypeError, .message = "object is not callable", .test = is_hidden_function,
      .sentence = N_("`{callee}` is a variable of yours now, and hides the function: `del {callee}` brings "
                     "that back.") },
    { "class", .kind = TypeError, .test = is_class,
      .sentence = N_("`{class}` is the class itself and no socket: parentheses make one, `{class} = "
                     "socket.socket()`.") },
    { 0 },
};

const ExplainGroup explain_names = { rows, facts };
