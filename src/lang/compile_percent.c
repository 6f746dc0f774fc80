/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `"%s at %r" % (name, place)`: a constant text with %s, %r and %a alone, beside as many values, becomes an
 * f-string, as in CPython, where one sees it by the carets when a value's __str__ raises. Anything else stays
 * as it is. */
#include "lang/compiling.h"
#include "value/str.h"
#include <string.h>

enum { DIGITS_MAX = 3 };

/* Reading the text; `specification` is what an f-string would have behind the colon. */
typedef struct {
    const char *at, *end;
    char specification[2 * DIGITS_MAX + 3];
} Reader;

/* The literal part up to a conversion, with %% as %. */
static void read_literal(Reader *reader, Buffer *literal) {
    while (reader->at < reader->end) {
        if (*reader->at == '%' && (reader->at + 1 == reader->end || reader->at[1] != '%')) return;
        if (*reader->at == '%') reader->at++;
        buffer_append_byte(literal, *reader->at++);
    }
}

/* -1: none; -2: too many digits. */
static int read_digits(Reader *reader) {
    int number = -1, digits = 0;
    for (; reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9'; reader->at++) {
        if (++digits > DIGITS_MAX) return -2;
        number = (number < 0 ? 0 : number * 10) + (*reader->at - '0');
    }
    return number;
}

/* Behind the %. Gives the conversion's letter, or 0 when it is not one of these. */
static int read_conversion(Reader *reader) {
    bool is_left = false;
    while (reader->at < reader->end && strchr("-+ #0", *reader->at)) is_left |= *reader->at++ == '-';
    int width = read_digits(reader), precision = -1;
    if (reader->at < reader->end && *reader->at == '.') {
        reader->at++;
        precision = read_digits(reader);
        if (precision == -1) precision = 0;
    }
    if (width < -1 || precision < -1 || reader->at == reader->end || !strchr("sra", *reader->at)) return 0;
    char *out = reader->specification;
    *out = '\0';
    if (!is_left && width > 0) out += sprintf(out, ">");
    if (width >= 0) out += sprintf(out, "%d", width);
    if (precision >= 0) sprintf(out, ".%d", precision);
    return *reader->at++;
}

static void add_constant(Compiler *c, NodeList *parts, Place place, const char *text, size_t count) {
    if (!count) return;
    Node *node = ast_node(c->ast, NODE_CONSTANT, place);
    node->constant.value = ast_keep_take(c->ast, str_from_utf8(text, count));
    parts->items[parts->count++] = node;
}

static void add_value(Compiler *c, NodeList *parts, Node *value, int conversion, const char *specification) {
    Node *node = ast_node(c->ast, NODE_FORMATTED_VALUE, value->place);
    node->formatted.value = value;
    node->formatted.conversion = conversion;
    if (*specification) {
        node->formatted.specification = ast_node(c->ast, NODE_CONSTANT, value->place);
        node->formatted.specification->constant.value = ast_keep_take(c->ast, str_new(specification));
    }
    parts->items[parts->count++] = node;
}

static bool read_parts(Compiler *c, Node *node, Reader *reader, NodeList *parts) {
    const NodeList *values = &node->binary.right->sequence.items;
    for (size_t i = 0;; i++) {
        Buffer literal = { 0 };
        read_literal(reader, &literal);
        bool is_stored = !literal.failed;
        if (is_stored) add_constant(c, parts, node->place, literal.bytes, literal.count);
        buffer_clear(&literal);
        if (!is_stored) return false;
        if (reader->at == reader->end) return i == values->count;
        reader->at++;
        int conversion = i < values->count ? read_conversion(reader) : 0;
        if (!conversion || values->items[i]->kind == NODE_STARRED) return false;
        add_value(c, parts, values->items[i], conversion, reader->specification);
    }
}

void fold_percent(Compiler *c, Node *node) {
    if (node->binary.operation != BINARY_MODULO || node->binary.right->kind != NODE_TUPLE) return;
    const Node *left = node->binary.left;
    if (left->kind != NODE_CONSTANT || left->constant.is_ellipsis ||
        !has_type(left->constant.value, TYPE_ID_STR))
        return;
    Buffer scratch = { 0 };
    size_t count;
    const char *text = str_peek_utf8(left->constant.value, &scratch, &count);
    Reader reader = { .at = text, .end = text + count };
    size_t most = 2 * node->binary.right->sequence.items.count + 1;
    NodeList parts = { ast_allocate(c->ast, most * sizeof(Node *)), 0 };
    if (read_parts(c, node, &reader, &parts)) {
        node->kind = NODE_JOINED_STR;
        node->joined.values = parts;
    }
    buffer_clear(&scratch);
}
