/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Code as bytes: round trips, and bytes that are wrong.
 *
 *     unit-code_image                      the checks of small sources
 *     unit-code_image again FILE...        each program there and back: the same code
 *     unit-code_image mutants COUNT FILE... so many images made wrong, each read to its end */
#include "lang/code_image.h"
#include "base/memory.h"
#include "lang/compiler.h"
#include "lang/pool.h"
#include "unit.h"
#include "value/str.h"
#include <stdlib.h>

static Code *compile_text(const char *text, size_t count) {
    Value filename = str_new("test.py");
    SyntaxProblem problem = { 0 };
    Code *code = compile_source(SOURCE_BYTES, filename, text, count, &(CompileOptions){ 0 }, &problem);
    problem_clear(&problem);
    release(filename);
    return code;
}

static Buffer image_of(Code *code) {
    Buffer image = { 0 };
    code_write(code, &image);
    CHECK(!image.failed);
    return image;
}

static Code *read_image(const uint8_t *bytes, size_t count, const char **problem) {
    Value filename = str_new("test.py");
    Code *code = code_read(bytes, count, NULL, filename, problem);
    release(filename);
    return code;
}

/* All codes nested in this one are made, and looked at. Gives how many are damaged. */
static bool tells = true;
static size_t complete_all(Code *code) {
    const char *problem = code_complete(code);
    size_t damaged = problem != NULL;
    if (problem && tells) printf("%s\n", problem);
    for (size_t i = 0; i < code->count; i++) code_position(code, i);
    for (size_t i = 0; i < code->constant_count; i++) {
        if (has_type(code->constants[i], TYPE_ID_CODE)) damaged += complete_all(code_of(code->constants[i]));
    }
    return damaged;
}

/* All but the constants. */
static void append_code(Code *code, Buffer *out) {
    buffer_append_format(out, "%x %u %u %u %u %u %u %u\n", code->flags, code->first_line,
                         code->positional_count, code->positional_only_count, code->keyword_only_count,
                         code->cell_start, code->free_start, code->slot_count);
    str_append_utf8(out, code->qualname);
    for (size_t i = 0; i < code->slot_count; i++) str_append_repr(out, code->slot_names[i]);
    for (size_t i = 0; i < code->name_count; i++) str_append_repr(out, code->names[i]);
    for (size_t i = 0; i < code->count; i++) {
        Position at = code_position(code, i);
        buffer_append_format(
            out, "\n%zu %s %u at %u %u %u %u", i, opcode_names[opcode_of(code->instructions[i])],
            operand_of(code->instructions[i]), at.line, at.end_line, at.column, at.end_column);
    }
    for (size_t i = 0; i < code->handler_count; i++) {
        const Handler *handler = &code->handlers[i];
        buffer_append_format(out, "\n%u %u %u %u", handler->from, handler->to, handler->target,
                             handler->depth);
    }
}

static bool is_same_code(Code *made, Code *code, bool *has_sets);

static bool is_same_constant(Value made, Value value, bool *has_sets) {
    if (has_type(value, TYPE_ID_CODE))
        return CHECK(has_type(made, TYPE_ID_CODE)) && is_same_code(code_of(made), code_of(value), has_sets);
    if (constant_is_same(made, value)) return true;
    bool is_container = has_type(value, TYPE_ID_FROZENSET) || has_type(value, TYPE_ID_TUPLE);
    *has_sets = true;
    return CHECK(is_container && object_type(made) == object_type(value) &&
                 value_equal(made, value, 0) == YES);
}

static bool is_same_code(Code *made, Code *code, bool *has_sets) {
    Buffer before = { 0 }, after = { 0 };
    append_code(code, &before);
    append_code(made, &after);
    bool is_same = CHECK_TEXT(buffer_text(&after), buffer_text(&before)) &&
                   CHECK_INT(made->constant_count, code->constant_count);
    buffer_clear(&before);
    buffer_clear(&after);
    for (size_t i = 0; is_same && i < code->constant_count; i++)
        is_same = is_same_constant(made->constants[i], code->constants[i], has_sets);
    return is_same;
}

/* There and back and there again: the same code, and the same bytes. The items of a set may change their
 * order, as they do when python3 reads a module that it has compiled. */
static bool comes_back(Code *code) {
    const char *problem = NULL;
    Buffer image = image_of(code), again = { 0 };
    bool has_sets = false;
    Code *made = read_image((const uint8_t *)image.bytes, image.count, &problem);
    bool is_same =
        CHECK(made != NULL) && CHECK(complete_all(made) == 0) && is_same_code(made, code, &has_sets);
    if (is_same) {
        code_write(made, &again);
        is_same =
            CHECK(has_sets || (again.count == image.count && !memcmp(again.bytes, image.bytes, again.count)));
    }
    if (made) release(object_value(made));
    buffer_clear(&image);
    buffer_clear(&again);
    return is_same;
}

static void test_constants(void) {
    static const char *const texts[] = {
        "x = None, True, False, ..., 0, -1, 1 << 61, -4611686018427387904, 4611686018427387904\n",
        "x = 123456789012345678901234567890, -0.0, 1e308, 1e-5, 2j, -0.5j\n",
        "x = '', 'a b', 'é', '\\ud800', '\\U0001f600', 'name', b'', b'\\x00\\xff'\n",
        "x = (), (1, (2, ((), 'a'), 3)), ((((((1,),),),),),)\n",
        "y in {1, 2, 'a', (3, 4)}; y in {'b', None, b'c'}\n",
        "def f(a, /, b=1, *c, d, e=2, **g):\n    'doc'\n    def h(): return a, b, h\n    return lambda: (c, h)\n",
        "class C:\n    'doc'\n    def f(self): return super().f()\n",
        "async def g(self):\n    async with self as x:\n        yield await x\n",
        "try:\n    f(a=1, *b, **c)\nexcept E as e:\n    pass\nfinally:\n    [i for i in j if i]\n",
        "match x:\n    case C(a=1, b=[2, *c]): pass\n    case {'k': d, **e}: pass\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Code *code = compile_text(texts[i], strlen(texts[i]));
        if (!CHECK(code != NULL) || !comes_back(code)) printf("    for: %s", texts[i]);
        if (!code) continue;
        release(object_value(code));
    }
}

static void test_depth(void) {
    enum { FUNCTIONS = 18, BRACKETS = 90 };
    Buffer text = { 0 };
    for (int i = 0; i < FUNCTIONS; i++) buffer_append_format(&text, "%*sdef f%d():\n", i, "", i);
    buffer_append_format(&text, "%*sreturn ", FUNCTIONS, "");
    buffer_append_repeated(&text, '(', BRACKETS);
    buffer_append_byte(&text, '1');
    for (int i = 0; i < BRACKETS; i++) buffer_append_text(&text, ",)");
    buffer_append_byte(&text, '\n');
    Code *code = compile_text(text.bytes, text.count);
    if (CHECK(code != NULL)) {
        comes_back(code);
        release(object_value(code));
    }
    buffer_clear(&text);
}

/* Until it is called a function is its head. */
static void test_lazy(void) {
    const char *text = "def f(a):\n    'doc'\n    return a\n", *problem = NULL;
    Code *code = compile_text(text, strlen(text));
    Buffer image = image_of(code);
    Code *made = read_image((const uint8_t *)image.bytes, image.count, &problem);
    CHECK(!made->instructions && !code_complete(made) && made->instructions);
    Code *inner = code_of(made->constants[0]);
    CHECK(!inner->instructions && inner->positional_count == 1 && !(inner->flags & CODE_FAST));
    CHECK(str_is(code_peek_doc(inner), "doc") && inner->instructions && inner->flags & CODE_FAST);
    CHECK(!inner->positions && code_position(inner, 0).line == 3 && inner->positions);
    release(object_value(made));
    release(object_value(code));
    buffer_clear(&image);
}

static void test_refusals(void) {
    const char *text = "x = 1\n", *problem = NULL;
    Code *code = compile_text(text, strlen(text));
    Buffer image = image_of(code);
    for (size_t i = 0; i < image.count; i++) {
        CHECK(!read_image((const uint8_t *)image.bytes, i, &problem) && problem && *problem);
    }
    release(object_value(code));
    buffer_clear(&image);
}

/* ---- programs */

static Code *compile_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!CHECK(file != NULL)) return NULL;
    Buffer text = { 0 };
    char *room = buffer_reserve(&text, 1 << 20);
    text.count = fread(room, 1, 1 << 20, file);
    fclose(file);
    Code *code = compile_text(text.bytes, text.count);
    buffer_clear(&text);
    return code;
}

static int go_again(int count, char **paths) {
    for (int i = 0; i < count; i++) {
        Code *code = compile_file(paths[i]);
        if (!code) continue; /* a test of a syntax error */
        if (!comes_back(code)) printf("    for %s\n", paths[i]);
        release(object_value(code));
    }
    return unit_end();
}

static uint64_t random_next(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void make_wrong(uint8_t *bytes, size_t *count, uint64_t *state) {
    for (uint64_t n = random_next(state) % 4 + 1; n > 0; n--) {
        size_t at = random_next(state) % *count, to = random_next(state) % *count;
        switch (random_next(state) % 5) {
        case 0: bytes[at] ^= (uint8_t)(1 << random_next(state) % 8); break;
        case 1: bytes[at] = (uint8_t)random_next(state); break;
        case 2: bytes[at] = (uint8_t)(bytes[at] + 1); break;
        case 3: memmove(bytes + at, bytes + to, *count - (at > to ? at : to)); break;
        default: memset(bytes + at, 0xff, *count - at < 4 ? *count - at : 4); break;
        }
    }
    if (random_next(state) % 16 == 0) { /* cut, and saying so */
        *count = 12 + random_next(state) % *count;
        for (int i = 0; i < 4; i++) bytes[i] = (uint8_t)(*count >> (8 * i));
    }
}

/* In a block of just its size, so that a sanitizer sees who reads behind it. */
static bool read_mutant(const Buffer *image, uint64_t *state) {
    const char *problem = NULL;
    size_t count = image->count;
    uint8_t *bytes = malloc(count + 12), *exact = NULL;
    memcpy(bytes, image->bytes, count);
    make_wrong(bytes, &count, state);
    if (count > image->count) count = image->count;
    exact = malloc(count);
    memcpy(exact, bytes, count);
    free(bytes);
    Code *code = read_image(exact, count, &problem);
    bool is_read = code && complete_all(code) == 0;
    CHECK(code || problem);
    if (code) release(object_value(code));
    free(exact);
    return is_read;
}

static int make_mutants(long wanted, int count, char **paths) {
    tells = false;
    uint64_t state = 0x9e3779b97f4a7c15u;
    long read = 0;
    for (int i = 0; i < count; i++) {
        Code *code = compile_file(paths[i]);
        long share = wanted / count + (i < wanted % count);
        if (!code) continue;
        Buffer image = image_of(code);
        release(object_value(code));
        for (long n = 0; n < share; n++) read += read_mutant(&image, &state);
        buffer_clear(&image);
    }
    printf("%ld of them could be read\n", read);
    return unit_end();
}

int main(int argc, char **argv) {
    if (argc > 2 && !strcmp(argv[1], "again")) return go_again(argc - 2, argv + 2);
    if (argc > 3 && !strcmp(argv[1], "mutants")) return make_mutants(atol(argv[2]), argc - 3, argv + 3);
    test_constants();
    test_depth();
    test_lazy();
    test_refusals();
    return unit_end();
}
