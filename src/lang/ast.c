/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree's arena: chunks that are freed together. A chunk doubles the one before it, so a line typed at the
 * prompt costs one small allocation and a large file few. */
#include "lang/ast.h"
#include "base/array.h"
#include "base/memory.h"
#include <stdalign.h>
#include <string.h>

enum { FIRST_CHUNK = 2048, LARGEST_CHUNK = 1 << 16 };

struct AstChunk {
    AstChunk *next;
    size_t used, size;
    alignas(void *) char bytes[]; /* memory.h promises no more */
};

const char *const node_kind_names[NODE_KIND_COUNT] = {
#define NODE_NAME(NAME, name) name,
    NODE_KINDS(NODE_NAME)
#undef NODE_NAME
};

Ast *ast_new(void) { return memory_get_zeroed(sizeof(Ast)); }

void ast_free(Ast *ast) {
    if (!ast) return;
    for (size_t i = 0; i < ast->value_count; i++) release(ast->values[i]);
    memory_free(ast->values);
    for (AstChunk *chunk = ast->chunks, *next; chunk; chunk = next) {
        next = chunk->next;
        memory_free(chunk);
    }
    memory_free(ast);
}

static AstChunk *add_chunk(Ast *ast, size_t needed) {
    size_t size = ast->chunks ? ast->chunks->size * 2 : FIRST_CHUNK;
    if (size > LARGEST_CHUNK) size = LARGEST_CHUNK;
    if (size < needed) size = needed;
    AstChunk *chunk = memory_get(sizeof(AstChunk) + size);
    *chunk = (AstChunk){ .next = ast->chunks, .size = size };
    ast->chunks = chunk;
    return chunk;
}

void *ast_allocate(Ast *ast, size_t size) {
    size = (size + alignof(void *) - 1) & ~(alignof(void *) - 1);
    AstChunk *chunk = ast->chunks;
    if (!chunk || chunk->size - chunk->used < size) chunk = add_chunk(ast, size);
    void *block = chunk->bytes + chunk->used;
    chunk->used += size;
    return memset(block, 0, size);
}

Node *ast_node(Ast *ast, NodeKind kind, Place place) {
    Node *node = ast_allocate(ast, sizeof(Node));
    node->kind = kind;
    node->place = place;
    return node;
}

Value ast_keep_take(Ast *ast, Value value) {
    if (!is_object(value)) return value;
    *(Value *)array_push(&ast->values, &ast->value_count, &ast->value_capacity, sizeof value) = value;
    return value;
}
