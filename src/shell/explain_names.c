/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names: of another terminal, of a module that was not imported or whose name was left out, of a file that hides a
 * module; and what a name stands for when it is not what one thinks. */
#include "modules/modules.h"
#include "modules/sys.h"
#include "shell/explain_source.h"
#include "shell/neighbour.h"
#include "shell/view_names.h"
#include "value/exception.h"
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

/* ---- the name in question */

/* The exception's name, "con"; NULL: none, or not ASCII. */
static const char *name_of(const Situation *situation) {
    Value name = source_exception_field(situation, "name");
    return !is_absent(name) && is_str(name) && str_of(name)->is_ascii ? str_of(name)->data : NULL;
}

static bool fact_unknown(Situation *situation, Buffer *out) {
    const char *name = name_of(situation);
    if (name) buffer_append_text(out, name);
    return name != NULL;
}

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

static bool is_unimported(Situation *situation) {
    return is_ours(name_of(situation)) && is_in_source(situation, uses, name_of(situation));
}

static bool is_localhost(Situation *situation) {
    const char *name = name_of(situation);
    return name && !strcmp(name, "localhost");
}

/* ---- the module that has it */

/* The variable with the one module that has this name; NULL: none, or several. */
static const char *find_module(const Situation *situation, const char *name) {
    size_t position = 0;
    const char *found = NULL;
    Dict *names = situation->program->main->dict;
    for (DictEntry *entry; name && (entry = dict_next(names, &position));) {
        if (!has_type(entry->value, TYPE_ID_MODULE) || !is_str(entry->key) || !str_of(entry->key)->is_ascii)
            continue;
        if (str_of(entry->key)->data[0] == '_') continue;
        if (is_absent(dict_peek_text(((Module *)object_of(entry->value))->dict, name))) continue;
        if (found) return NULL;
        found = str_of(entry->key)->data;
    }
    return found;
}

static bool fact_module(Situation *situation, Buffer *out) {
    const char *module = find_module(situation, name_of(situation));
    if (module) buffer_append_text(out, module);
    return module != NULL;
}

static bool is_in_module(Situation *situation) { return find_module(situation, name_of(situation)); }

/* ---- sockets */

static bool is_method(const Situation *situation, const char *name) {
    const Class *class = situation->program->machine->classes[TYPE_ID_SOCKET];
    if (!class || !name || name[0] == '_') return false;
    Value found = names_look_up_in(situation->program->machine, object_value(class), name, strlen(name));
    bool is = !is_absent(found);
    release(found);
    return is;
}

static bool is_lone_method(Situation *situation) {
    const char *name = name_of(situation);
    return is_method(situation, name) && is_in_source(situation, is_called, name);
}

/* The variable that is the only one with a socket. */
static bool fact_socket(Situation *situation, Buffer *out) {
    size_t position = 0;
    const char *name, *found = NULL;
    while (situation_next_socket(situation, &position, &name)) {
        if (name[0] == '_') continue;
        if (found) return false;
        found = name;
    }
    if (found) buffer_append_text(out, found);
    return found != NULL;
}

/* ---- other terminals */

/* Asked again for each fact: it takes less than a millisecond, and only when a row wants it. */
static bool is_elsewhere(Situation *situation) {
    Buffer prompt = { 0 };
    const char *name = name_of(situation);
    bool is = name && neighbour_has_name(situation->program, name, &prompt);
    buffer_clear(&prompt);
    return is;
}

static bool fact_other_prompt(Situation *situation, Buffer *out) {
    size_t before = out->count;
    const char *name = name_of(situation);
    return name && neighbour_has_name(situation->program, name, out) && out->count > before;
}

static bool fact_own_prompt(Situation *situation, Buffer *out) {
    Value prompt = dict_peek_text(sys_of(situation->program->machine)->dict, "ps1");
    if (is_absent(prompt) || !is_str(prompt) || !str_of(prompt)->is_ascii) return false;
    const char *text = str_of(prompt)->data;
    size_t count = str_count(prompt);
    while (count && strchr(" >", text[count - 1])) count--;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < ' ' || text[i] == 0x7f) return false;
    }
    buffer_append(out, text, count);
    return count != 0;
}

static bool is_clear(Situation *situation) {
    const char *name = name_of(situation);
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

static bool fact_callee(Situation *situation, Buffer *out) {
    const Node *call = source_failed_call(situation, NULL);
    return call && source_append(situation, call->call.function, out);
}

/* s.bind(...) with s = socket.socket: the class itself. */
static const Node *find_class(Situation *situation) {
    const Node *call = source_failed_call(situation, NULL);
    if (!call || call->call.function->kind != NODE_ATTRIBUTE) return NULL;
    const Node *node = call->call.function->attribute.value;
    Value value = node->kind == NODE_NAME ? source_value(situation, node) : ABSENT;
    const Class *class = situation->program->machine->classes[TYPE_ID_SOCKET];
    bool is_class = class && !is_absent(value) && is_same(value, object_value(class));
    release(value);
    return is_class ? node : NULL;
}

static bool is_class(Situation *situation) { return find_class(situation); }

static bool fact_class(Situation *situation, Buffer *out) {
    const Node *node = find_class(situation);
    return node && source_append(situation, node, out);
}

/* ---- attributes */

static Value object_of_error(const Situation *situation) { return source_exception_field(situation, "obj"); }

static bool fact_owner(Situation *situation, Buffer *out) {
    const Node *node = source_failed(situation);
    if (node && node->kind == NODE_CALL) node = node->call.function;
    return node && node->kind == NODE_ATTRIBUTE && source_append(situation, node->attribute.value, out);
}

static bool is_accepted(Situation *situation) {
    Value value = object_of_error(situation);
    if (is_absent(value) || !is_tuple(value) || tuple_of(value)->count != 2) return false;
    return has_type(tuple_of(value)->items[0], TYPE_ID_SOCKET) && is_tuple(tuple_of(value)->items[1]);
}

static bool is_named_tuple(Situation *situation) {
    const Node *node = source_failed(situation);
    if (node && node->kind == NODE_CALL) node = node->call.function;
    return is_accepted(situation) && node && node->kind == NODE_ATTRIBUTE &&
           node->attribute.value->kind == NODE_NAME;
}

/* The variable with the connection whose other end has this address. */
static const char *find_peer(const Situation *situation, Value address) {
    const char *name;
    size_t position = 0;
    for (Socket *socket; (socket = situation_next_socket(situation, &position, &name));) {
        Address peer = { .length = sizeof peer.storage };
        if (socket->fd < 0 || getpeername(socket->fd, (void *)&peer.storage, &peer.length) < 0) continue;
        Value value = address_value(&peer);
        bool same = is_tuple(value) && tuple_of(value)->count == tuple_of(address)->count;
        for (size_t i = 0; same && i < tuple_of(address)->count; i++) {
            Value a = tuple_of(value)->items[i], b = tuple_of(address)->items[i];
            same = is_str(a) && is_str(b) ? str_equal(a, b) : is_same(a, b);
        }
        release(value);
        if (same) return name;
    }
    return NULL;
}

static bool fact_connection(Situation *situation, Buffer *out) {
    Value value = object_of_error(situation);
    const char *name = !is_absent(value) && is_tuple(value) ? find_peer(situation, value) : NULL;
    if (name) buffer_append_text(out, name);
    return name != NULL;
}

static bool is_unmade_call(Situation *situation) {
    return strstr(situation->message, "method' object") || strstr(situation->message, "'function' object");
}

static bool is_attribute_of_attribute(Situation *situation) {
    const Node *node = source_failed(situation);
    if (node && node->kind == NODE_CALL) node = node->call.function;
    return is_unmade_call(situation) && node && node->kind == NODE_ATTRIBUTE &&
           node->attribute.value->kind == NODE_ATTRIBUTE;
}

/* What people call what sockets can do, and how it is called. */
static const struct {
    const char *said, *is;
} words[] = {
    { "receive", "recv" },    { "recieve", "recv" },      { "read", "recv" },
    { "recevoir", "recv" },   { "lire", "recv" },         { "write", "send" },
    { "print", "send" },      { "envoyer", "send" },      { "disconnect", "close" },
    { "stop", "close" },      { "end", "close" },         { "exit", "close" },
    { "quit", "close" },      { "fermer", "close" },      { "ecouter", "listen" },
    { "accepter", "accept" }, { "connecter", "connect" }, { "timeout", "settimeout" },
};

static bool fact_right_name(Situation *situation, Buffer *out) {
    Value value = object_of_error(situation);
    const char *name = name_of(situation);
    if (!name || is_absent(value) || !has_type(value, TYPE_ID_SOCKET)) return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i].said, name) != 0) continue;
        buffer_append_text(out, words[i].is);
        return true;
    }
    return false;
}

static bool is_length(Situation *situation) {
    Value value = object_of_error(situation);
    const char *name = name_of(situation);
    bool is_word = name && (!strcmp(name, "length") || !strcmp(name, "size") || !strcmp(name, "len"));
    return is_word && !is_absent(value) &&
           (is_str(value) || is_bytes(value) || is_tuple(value) || has_type(value, TYPE_ID_LIST) ||
            has_type(value, TYPE_ID_DICT));
}

static bool is_method_of_module(Situation *situation) {
    Value value = object_of_error(situation);
    if (is_absent(value) || !has_type(value, TYPE_ID_MODULE)) return false;
    const Module *module = (const Module *)object_of(value);
    return str_is(module->name, "socket") && is_method(situation, name_of(situation));
}

/* ---- files that hide modules */

/* The path of the file of one's own that has the name of one of our modules, its last part; NULL. */
static const char *find_hiding(Value module) {
    if (is_absent(module) || !has_type(module, TYPE_ID_MODULE)) return NULL;
    const Module *object = (const Module *)object_of(module);
    Value path = dict_peek_text(object->dict, "__file__");
    if (!str_of(object->name)->is_ascii || !is_ours(str_of(object->name)->data)) return NULL;
    if (is_absent(path) || !is_str(path) || !str_of(path)->is_ascii) return NULL;
    const char *slash = strrchr(str_of(path)->data, '/');
    return slash ? slash + 1 : str_of(path)->data;
}

/* Of an AttributeError the object, of an ImportError the module that was named. */
static Value module_of_error(const Situation *situation) {
    if (situation->kind == AttributeError) return object_of_error(situation);
    const char *name = name_of(situation);
    return name ? dict_peek_text(situation->program->machine->modules, name) : ABSENT;
}

static bool fact_file(Situation *situation, Buffer *out) {
    const char *name = find_hiding(module_of_error(situation));
    if (name) buffer_append_text(out, name);
    return name != NULL;
}

static bool fact_hidden(Situation *situation, Buffer *out) {
    Value module = module_of_error(situation);
    if (!find_hiding(module)) return false;
    str_append_utf8(out, ((const Module *)object_of(module))->name);
    return true;
}

/* ---- modules that do not exist */

/* One letter more, less or other, whatever the case; or the same letters in another case. */
static bool is_near(const char *a, const char *b) {
    while (*a && strncasecmp(a, b, 1) == 0) a++, b++;
    size_t a_count = strlen(a), b_count = strlen(b);
    if (a_count == b_count) return !a_count || strcasecmp(a + 1, b + 1) == 0;
    if (a_count == b_count + 1) return strcasecmp(a + 1, b) == 0;
    return b_count == a_count + 1 && strcasecmp(a, b + 1) == 0;
}

static bool fact_near_module(Situation *situation, Buffer *out) {
    enum { SHORTEST = 3 };
    const char *ours, *name = name_of(situation);
    for (size_t i = 0; name && strlen(name) > SHORTEST && (ours = modules_peek_name(i)); i++) {
        if (ours[0] == '_' || !is_near(name, ours)) continue;
        buffer_append_text(out, ours);
        return true;
    }
    return false;
}

/* ---- shown instead of called */

static const Node *shown(Situation *situation) {
    const Node *statement = source_statement(situation);
    Value value = situation->displayed;
    if (!statement || statement->kind != NODE_EXPR || is_absent(value)) return NULL;
    bool is_one = has_type(value, TYPE_ID_BUILTIN) || has_type(value, TYPE_ID_METHOD) ||
                  has_type(value, TYPE_ID_FUNCTION);
    return is_one ? statement->expression_statement.value : NULL;
}

static bool is_shown_method(Situation *situation) {
    const Node *node = shown(situation);
    return node && node->kind == NODE_ATTRIBUTE;
}

static bool is_shown_function(Situation *situation) {
    const Node *node = shown(situation);
    return node && node->kind == NODE_NAME;
}

static bool fact_shown(Situation *situation, Buffer *out) {
    const Node *node = shown(situation);
    return node && source_append(situation, node, out);
}

static const ExplainFact facts[] = {
    { "unknown", fact_unknown },       { "module", fact_module },
    { "socket", fact_socket },         { "other_prompt", fact_other_prompt },
    { "own_prompt", fact_own_prompt }, { "same", fact_same },
    { "callee", fact_callee },         { "class", fact_class },
    { "owner", fact_owner },           { "connection", fact_connection },
    { "right_name", fact_right_name }, { "file", fact_file },
    { "hidden", fact_hidden },         { "near", fact_near_module },
    { "shown", fact_shown },           { 0 },
};

/* ---- rows */

static const char accept_story[] = N_(
    "`accept()` gives a tuple of two: a new socket, which is the connection to this client, and the client's address.\n"
    "`con, addr = s.accept()` gives each a name.");

static const ExplainRow rows[] = {
    { "73", .kind = AttributeError,
      .sentence = N_("Your file `{file}` hides the module `{hidden}`.\nRename it, and start again.") },
    { "73-import", .kind = ImportError, .message = "cannot import name",
      .sentence = N_("Your file `{file}` hides the module `{hidden}`.\nRename it, and start again.") },
    { "near", .kind = ModuleNotFoundError,
      .sentence = N_("There is a module of nearly that name: `import {near}`.") },

    { "localhost", .kind = NameError, .test = is_localhost,
      .plain = N_("The name of a machine is text, in quotes: `\"localhost\"`.") },
    { "67", .kind = NameError, .test = is_unimported, .sentence = N_("`import {unknown}` first.") },
    { "69", .kind = NameError, .test = is_in_module, .sentence = N_("Write `{module}.{unknown}`.") },
    { "66", .kind = NameError, .test = is_elsewhere,
      .sentence =
          N_("`{unknown}` exists in the other terminal, `{other_prompt}`: this one is `{own_prompt}`.") },
    { "66-nameless", .kind = NameError, .test = is_elsewhere,
      .sentence = N_("`{unknown}` exists in the other terminal, `{other_prompt}`."),
      .plain = N_("`{unknown}` exists in another terminal.") },
    { "method", .kind = NameError, .test = is_lone_method,
      .sentence = N_("`{unknown}` is a method of sockets: `{socket}.{unknown}(...)`."),
      .plain = N_("`{unknown}` is a method of sockets: the socket's name and a dot come before it.") },
    { "clear", .kind = NameError, .test = is_clear, .plain = N_("Ctrl-L clears the screen.") },

    { "68", .kind = TypeError, .message = "'module' object is not callable",
      .sentence = N_("`{callee}` is the module; what it holds has the same name: `{same}(...)`.") },
    { "class", .kind = TypeError, .test = is_class,
      .sentence = N_(
          "`{class}` is the class itself and no socket: brackets make one, `{class} = socket.socket()`.") },

    { "70", .kind = AttributeError, .message = "'tuple' object", .test = is_named_tuple,
      .sentence =
          N_("`accept()` gives two things, the connection and its address: `con, addr = s.accept()`.\n"
             "Here `{owner}, addr = {owner}` takes them apart."),
      .story = accept_story },
    { "70-facts", .kind = AttributeError, .message = "'tuple' object", .test = is_accepted,
      .plain = N_("`accept()` gives two things, the connection and its address: `con, addr = s.accept()`."),
      .story = accept_story },
    { "70-address", .kind = AttributeError, .message = "'tuple' object",
      .sentence = N_("`{owner}` is the address; the connection is `{connection}`."), .story = accept_story },
    { "72-attribute", .kind = AttributeError, .test = is_attribute_of_attribute,
      .sentence = N_("`{owner}` was not called: brackets do that, `{owner}(...)`.") },
    { "72-name", .kind = AttributeError, .test = is_unmade_call,
      .sentence = N_(
          "`{owner}` is a function that was never called: brackets were missing where it got its value.") },
    { "word", .kind = AttributeError, .sentence = N_("With sockets that is called `{right_name}`.") },
    { "length", .kind = AttributeError, .test = is_length,
      .sentence = N_("`len({owner})` tells how long it is."),
      .plain = N_("`len(...)` tells how long it is.") },
    { "module", .kind = AttributeError, .test = is_method_of_module,
      .sentence = N_("`{unknown}` belongs to a socket, not to the module: `{socket}.{unknown}(...)`."),
      .plain = N_("`{unknown}` belongs to a socket, not to the module: the socket's name comes before it.") },

    { "72", EXPLAIN_RESULT, .test = is_shown_method,
      .sentence = N_("Nothing was called: brackets do that, `{shown}()`.") },
    { "72-function", EXPLAIN_RESULT, .test = is_shown_function,
      .sentence = N_("Nothing was called: brackets do that, `{shown}()`.") },
    { 0 },
};

const ExplainGroup explain_names = { rows, facts };
