/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree knows where each expression stands, and the traceback where the machine was: the same place is the
 * same expression. */
#include "explain/source.h"
#include "builtin/text/traceback_line.h"
#include "explain/socket_names.h"
#include "lang/code.h"
#include "value/exception.h"
#include <string.h>
#include <sys/socket.h>

/* ---- walking */

static const Node *find_in_list(const NodeList *list, SourceTest *is_it, void *context) {
    const Node *found = NULL;
    for (size_t i = 0; i < list->count && !found; i++) found = source_find(list->items[i], is_it, context);
    return found;
}

static const Node *find_in_two(const Node *first, const Node *second, SourceTest *is_it, void *context) {
    const Node *found = source_find(first, is_it, context);
    return found ? found : source_find(second, is_it, context);
}

static const Node *find_in_lists(const NodeList *first, const NodeList *second, SourceTest *is_it,
                                 void *context) {
    const Node *found = find_in_list(first, is_it, context);
    return found ? found : find_in_list(second, is_it, context);
}

static const Node *find_in_call(const Node *node, SourceTest *is_it, void *context) {
    const Node *found = source_find(node->call.function, is_it, context);
    if (!found) found = find_in_list(&node->call.arguments, is_it, context);
    for (size_t i = 0; i < node->call.keywords.count && !found; i++)
        found = source_find(node->call.keywords.items[i].value, is_it, context);
    return found;
}

static const Node *find_in_expression(const Node *node, SourceTest *is_it, void *context) {
    const Node *found;
    switch (node->kind) {
    case NODE_CALL: return find_in_call(node, is_it, context);
    case NODE_ATTRIBUTE: return source_find(node->attribute.value, is_it, context);
    case NODE_SUBSCRIPT: return find_in_two(node->subscript.value, node->subscript.index, is_it, context);
    case NODE_STARRED: return source_find(node->starred.value, is_it, context);
    case NODE_UNARY_OP: return source_find(node->unary.operand, is_it, context);
    case NODE_BIN_OP: return find_in_two(node->binary.left, node->binary.right, is_it, context);
    case NODE_BOOL_OP: return find_in_list(&node->bool_op.values, is_it, context);
    case NODE_NAMED_EXPR: return source_find(node->named.value, is_it, context);
    case NODE_FORMATTED_VALUE:
        return find_in_two(node->formatted.value, node->formatted.specification, is_it, context);
    case NODE_JOINED_STR: return find_in_list(&node->joined.values, is_it, context);
    case NODE_SET:
    case NODE_LIST:
    case NODE_TUPLE: return find_in_list(&node->sequence.items, is_it, context);
    case NODE_DICT: return find_in_lists(&node->dict.keys, &node->dict.values, is_it, context);
    case NODE_IF_EXP:
        found = find_in_two(node->conditional.test, node->conditional.body, is_it, context);
        return found ? found : source_find(node->conditional.otherwise, is_it, context);
    case NODE_COMPARE:
        found = source_find(node->compare.left, is_it, context);
        return found ? found : find_in_list(&node->compare.comparators, is_it, context);
    default: return NULL;
    }
}

static const Node *find_in_block(const Node *node, SourceTest *is_it, void *context) {
    const Node *found = NULL;
    switch (node->kind) {
    case NODE_FOR:
        found = source_find(node->for_loop.iterable, is_it, context);
        return found ? found : find_in_lists(&node->for_loop.body, &node->for_loop.otherwise, is_it, context);
    case NODE_WHILE:
    case NODE_IF:
        found = source_find(node->while_loop.test, is_it, context);
        return found ? found
                     : find_in_lists(&node->while_loop.body, &node->while_loop.otherwise, is_it, context);
    case NODE_FUNCTION_DEF: return find_in_list(&node->function.body, is_it, context);
    case NODE_WITH:
        for (size_t i = 0; i < node->with.items.count && !found; i++)
            found = source_find(node->with.items.items[i].context, is_it, context);
        return found ? found : find_in_list(&node->with.body, is_it, context);
    default: return find_in_expression(node, is_it, context);
    }
}

/* The parser bounds the depth of trees. */
const Node *source_find(const Node *node, SourceTest *is_it, void *context) {
    if (!node) return NULL;
    if (is_it(node, context)) return node;
    switch (node->kind) {
    case NODE_MODULE:
    case NODE_INTERACTIVE: return find_in_list(&node->module.body, is_it, context);
    case NODE_EXPR: return source_find(node->expression_statement.value, is_it, context);
    case NODE_ASSIGN: { /* in the order in which they run */
        const Node *found = source_find(node->assign.value, is_it, context);
        return found ? found : find_in_list(&node->assign.targets, is_it, context);
    }
    case NODE_AUG_ASSIGN: return find_in_two(node->augmented.target, node->augmented.value, is_it, context);
    case NODE_ANN_ASSIGN: return source_find(node->annotated.value, is_it, context);
    case NODE_ASSERT: return source_find(node->assert_statement.test, is_it, context);
    default: return find_in_block(node, is_it, context);
    }
}

/* ---- the expression that raised */

static bool is_at(const Node *node, void *context) {
    const Position *position = context;
    const Place *place = &node->place;
    return node->kind > NODE_CONTINUE && place->line == (int)position->line &&
           place->column == (int)position->column && place->end_line == (int)position->end_line &&
           place->end_column == (int)position->end_column;
}

/* The frame in which what was typed or read raised: at the prompt only one of the statement itself will do.
 * NULL: none. */
static const Traceback *find_frame(const Situation *situation) {
    if (is_absent(situation->exception)) return NULL;
    Value value = exception_of(situation->exception)->traceback;
    const Traceback *found = NULL;
    for (; has_type(value, TYPE_ID_TRACEBACK); value = ((const Traceback *)object_of(value))->next) {
        const Traceback *frame = (const Traceback *)object_of(value);
        if (found && traceback_is_library(code_of(frame->code))) continue;
        if (found && !situation->file) return NULL;
        found = frame;
    }
    if (!found) return NULL;
    const Code *code = code_of(found->code);
    bool is_ours = situation->file ? str_is(code->filename, situation->file)
                                   : str_is(code->filename, "<stdin>") && code->flags & CODE_MODULE;
    return is_ours && found->instruction < code->count ? found : NULL;
}

const Node *source_failed(Situation *situation) {
    const Traceback *frame = find_frame(situation);
    const Ast *tree = frame ? situation_tree(situation) : NULL;
    if (!tree) return NULL;
    Position position = code_position(code_of(frame->code), frame->instruction);
    return source_find(tree->root, is_at, &position);
}

bool source_is_local(const Situation *situation, Value name) {
    const Traceback *frame = situation->file ? find_frame(situation) : NULL;
    const Code *code = frame ? code_of(frame->code) : NULL;
    if (!code || code->flags & CODE_MODULE) return false;
    for (uint32_t i = 0; i < code->slot_count; i++) {
        if (is_str(code->slot_names[i]) && str_equal(code->slot_names[i], name)) return true;
    }
    return false;
}

Value source_call_name(const Node *call) {
    const Node *function = call->call.function;
    if (function->kind == NODE_ATTRIBUTE) return function->attribute.name;
    return function->kind == NODE_NAME ? function->name.id : ABSENT;
}

static bool is_one_of(const char *names, Value name) {
    if (is_absent(name) || !str_of(name)->is_ascii) return false;
    size_t count = str_count(name);
    for (const char *at = names; *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        if (length == count && !memcmp(at, str_of(name)->data, count)) return true;
        at += length;
    }
    return false;
}

const Node *source_failed_call(Situation *situation, const char *names) {
    const Node *node = source_failed(situation);
    if (!node || node->kind != NODE_CALL) return NULL;
    return !names || is_one_of(names, source_call_name(node)) ? node : NULL;
}

const Node *source_argument(const Node *call, size_t index) {
    for (size_t i = 0; i <= index; i++) {
        if (i >= call->call.arguments.count || call->call.arguments.items[i]->kind == NODE_STARRED)
            return NULL;
    }
    return call->call.arguments.items[index];
}

const Node *source_statement(Situation *situation) {
    const Ast *tree = situation_tree(situation);
    if (!tree || tree->root->kind != NODE_INTERACTIVE || tree->root->module.body.count != 1) return NULL;
    const Node *node = tree->root->module.body.items[0];
    return node->kind == NODE_EXPR || node->kind == NODE_ASSIGN ? node : NULL;
}

/* ---- values and text */

static const Node *first_name(const Node *node) {
    while (node->kind == NODE_ATTRIBUTE) node = node->attribute.value;
    return node->kind == NODE_NAME ? node : NULL;
}

static bool is_dotted_name(const Node *node) { return first_name(node); }

Value source_value(Situation *situation, const Node *node) {
    if (node->kind == NODE_CONSTANT)
        return node->constant.is_ellipsis ? ABSENT : retain(node->constant.value);
    bool is_of_constant = node->kind == NODE_ATTRIBUTE && node->attribute.value->kind == NODE_CONSTANT;
    if (is_of_constant && situation->machine && str_of(node->attribute.name)->is_ascii)
        return names_look_up_in(situation->machine, node->attribute.value->constant.value,
                                str_peek_ascii(node->attribute.name), str_count(node->attribute.name));
    if (!is_dotted_name(node) || source_is_local(situation, first_name(node)->name.id)) return ABSENT;
    Buffer text = { 0 };
    situation_append_node(situation, node, SIZE_MAX / 2, &text);
    Value value = names_look_up(situation->machine, buffer_text(&text), text.count);
    buffer_clear(&text);
    return value;
}

bool source_append(Situation *situation, const Node *node, Buffer *out) {
    size_t before = out->count;
    situation_append_node(situation, node, SOURCE_SHOWN + 1, out);
    if (out->count - before <= SOURCE_SHOWN && node->place.line == node->place.end_line) return true;
    buffer_truncate(out, before);
    return false;
}

/* ---- calls that would work */

bool source_append_arguments(Situation *situation, const Node *call, Buffer *out) {
    const char *before = "(";
    for (size_t i = 0; i < call->call.arguments.count; i++, before = ", ") {
        buffer_append_text(out, before);
        if (!source_append(situation, call->call.arguments.items[i], out)) return false;
    }
    for (size_t i = 0; i < call->call.keywords.count; i++, before = ", ") {
        const Keyword *keyword = &call->call.keywords.items[i];
        buffer_append_text(out, before);
        buffer_append_text(out, is_absent(keyword->name) ? "**" : "");
        if (!is_absent(keyword->name)) str_append_utf8(out, keyword->name);
        if (!is_absent(keyword->name)) buffer_append_byte(out, '=');
        if (!source_append(situation, keyword->value, out)) return false;
    }
    buffer_append_text(out, *before == '(' ? "()" : ")");
    return true;
}

/* What is usually given for a parameter without a default. */
static const struct {
    const char *name, *usual;
} usual_arguments[] = {
    { "bufsize", "1024" }, { "data", "b\"...\"" }, { "timeout", "None" }, { "flag", "True" }
};

static const char *usual_argument(const char *name, size_t count) {
    for (size_t i = 0; i < sizeof usual_arguments / sizeof *usual_arguments; i++) {
        if (strlen(usual_arguments[i].name) == count && !strncmp(usual_arguments[i].name, name, count))
            return usual_arguments[i].usual;
    }
    return NULL;
}

/* Of "recv(self, bufsize, flags=0, /)". One that counts its arguments itself ("*extra") may require more than
 * it says. */
static bool append_usual(const char *signature, bool has_self, Buffer *out) {
    const char *at = strchr(signature, '('), *before = "(";
    if (!at || strstr(signature, "*extra")) return false;
    for (at++; *at && *at != ')';) {
        size_t count = strcspn(at, ",)"), name = strcspn(at, ",)= ");
        bool is_wanted = name == count && *at != '*' && *at != '/' && !has_self;
        const char *usual = is_wanted ? usual_argument(at, name) : NULL;
        if (is_wanted && !usual) return false;
        if (usual) buffer_append_text(out, before), buffer_append_text(out, usual);
        if (usual) before = ", ";
        has_self = false;
        at += count + strspn(at + count, ", ");
    }
    buffer_append_text(out, *before == '(' ? "()" : ")");
    return true;
}

/* How many arguments a program's function has to be given. */
static size_t required(const Function *function) {
    size_t defaults = is_absent(function->defaults) ? 0 : tuple_of(function->defaults)->count;
    const Code *code = code_of(function->code);
    return code->positional_count - defaults +
           (is_absent(function->keyword_defaults) ? code->keyword_only_count : 0);
}

static bool append_call_of(Value value, Buffer *out) {
    bool is_method = has_type(value, TYPE_ID_METHOD);
    if (is_method) value = ((const Method *)object_of(value))->function;
    if (has_type(value, TYPE_ID_BUILTIN) || (is_method && has_type(value, TYPE_ID_METHOD_DESCRIPTOR))) {
        const Builtin *builtin = (const Builtin *)object_of(value);
        return append_usual(builtin->spec->signature, builtin->of != NULL, out);
    }
    if (!has_type(value, TYPE_ID_FUNCTION) || required((const Function *)object_of(value)) != is_method)
        return false;
    buffer_append_text(out, "()");
    return true;
}

bool source_append_called(Situation *situation, const Node *node, Buffer *out) {
    Value value = source_value(situation, node);
    bool can = !is_absent(value) && source_append(situation, node, out) && append_call_of(value, out);
    release(value);
    return can;
}

bool source_takes_nothing(Situation *situation, const Node *node) {
    Buffer called = { 0 };
    bool is_so = source_append_called(situation, node, &called) && called.count > 2 &&
                 !memcmp(called.bytes + called.count - 2, "()", 2);
    buffer_clear(&called);
    return is_so;
}

/* From quote to quote: the same one, and nothing but one literal between them. */
static bool is_one_literal(const char *text, size_t count) {
    char quote = text[0];
    if (count < 2 || (quote != '"' && quote != '\'') || (count > 2 && text[1] == quote))
        return count == 2 && quote == text[1];
    for (size_t i = 1; i < count; i++) {
        if (text[i] == quote) return i == count - 1;
        if (text[i] == '\\' && (++i == count || strchr("uUN", text[i]))) return false;
    }
    return false;
}

bool source_is_ascii_literal(Situation *situation, const Node *node) {
    if (node->kind != NODE_CONSTANT || !has_type(node->constant.value, TYPE_ID_STR)) return false;
    if (!str_of(node->constant.value)->is_ascii) return false;
    Buffer text = { 0 };
    bool is_plain =
        source_append(situation, node, &text) && text.count && is_one_literal(text.bytes, text.count);
    buffer_clear(&text);
    return is_plain;
}

bool source_append_as_bytes(Situation *situation, const Node *node, Buffer *out) {
    if (source_is_ascii_literal(situation, node)) {
        buffer_append_byte(out, 'b');
        return source_append(situation, node, out);
    }
    bool is_one = node->kind == NODE_CONSTANT || node->kind == NODE_JOINED_STR || node->kind == NODE_CALL ||
                  node->kind == NODE_SUBSCRIPT || is_dotted_name(node);
    if (!is_one) buffer_append_byte(out, '(');
    if (!source_append(situation, node, out)) return false;
    buffer_append_text(out, is_one ? ".encode()" : ").encode()");
    return true;
}

/* ---- what was read and is gone */

static bool is_receiving(const Node *node, void *context) {
    (void)context;
    return node->kind == NODE_CALL && is_one_of("recv", source_call_name(node));
}

static bool is_naming(const Node *node, void *context) {
    (void)context;
    return node->kind == NODE_NAMED_EXPR;
}

uint64_t source_lost(Situation *situation, const Node *failed) {
    uint64_t lost = 0;
    const Node *call = failed ? source_find(failed, is_receiving, NULL) : NULL;
    if (!call || source_find(failed, is_naming, NULL) || call->call.arguments.count != 1) return 0;
    if (!situation->journal || !source_statement(situation)) return 0;
    for (uint64_t number = situation->first; number <= situation->last; number++) {
        const JournalRecord *record = journal_peek(situation->journal, number);
        if (!record || record->task || record->moment != JOURNAL_ENDED || record->outcome != JOURNAL_RETURNED)
            continue;
        if (record->spec && record->spec->flags & JOURNAL_RECEIVES && record->result > 0)
            lost += (uint64_t)record->result;
    }
    return lost;
}

/* ---- the exception */

Value source_exception_field(const Situation *situation, const char *name) {
    if (is_absent(situation->exception)) return ABSENT;
    const char *const *names = exception_fields(situation->kind);
    for (size_t i = 0; names[i]; i++) {
        if (!strcmp(names[i], name)) return exception_of(situation->exception)->fields[i];
    }
    return ABSENT;
}

int source_exception_number(const Situation *situation, const char *name) {
    int64_t number;
    Value value = source_exception_field(situation, name);
    bool is_number = !is_absent(value) && is_int(value) && int_fits_int64(value, &number) && number >= 0 &&
                     number < INT32_MAX;
    return is_number ? (int)number : -1;
}

const char *source_exception_name(const Situation *situation) {
    Value name = source_exception_field(situation, "name");
    return !is_absent(name) && is_str(name) && str_of(name)->is_ascii ? str_peek_ascii(name) : NULL;
}

bool source_fact_exception_name(Situation *situation, Buffer *out) {
    const char *name = source_exception_name(situation);
    if (name) buffer_append_text(out, name);
    return name != NULL;
}

/* ---- sockets */

bool source_is_socket_method(const Situation *situation, const char *name) {
    const Class *class = situation->machine ? machine_class(situation->machine, &socket_type) : NULL;
    if (!class || !name || name[0] == '_') return false;
    Value found = names_look_up_in(situation->machine, object_value(class), name, strlen(name));
    bool is_method = !is_absent(found);
    release(found);
    return is_method;
}

bool source_fact_only_socket(Situation *situation, Buffer *out) {
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
