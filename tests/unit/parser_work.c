/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What it costs to find out that a text is wrong: each pair of brackets, nested around a mistake, is linear
 * work. */
#include "base/hash.h"
#include "base/memory.h"
#include "lang/parser.h"
#include "unit.h"
#include "value/str.h"

/* What stands before a nested part, and behind it. */
typedef struct {
    const char *before, *behind;
} Bracket;

static const Bracket brackets[] = {
    { "(", ")" },
    { "[", "]" },
    { "{", "}" },
    { "{1:", "}" },
    { "{**", "}" },
    { "{*", "}" },
    { "{1: 2, ", "}" },
    { "(a, ", ", b)" },
    { "[a, ", ", b]" },
    { "(*", ")" },
    { "(**", ")" },
    { "(a := ", ")" },
    { "(yield ", ")" },
    { "(a for a in ", ")" },
    { "[a for a in b if ", "]" },
    { "[", " for a in b]" },
    { "[a for ", " in b]" },
    { "{1: ", " for a in b}" },
    { "f(", ")" },
    { "f(a, ", ", b)" },
    { "f(a=", ")" },
    { "f(a=(", "))" },
    { "f(a=1, ", ")" },
    { "f(*", ")" },
    { "f(*(", "))" },
    { "f(**", ")" },
    { "f(", " for a in b)" },
    { "f[", "]" },
    { "f[a:", ":b]" },
    { "f.a(", ").b" },
    { "lambda a=", ": b" },
    { "(lambda a: ", ")" },
    { "(lambda *a, b=", ": b)" },
    { "a if ", " else b" },
    { "(a if b else ", ")" },
    { "(not ", ")" },
    { "(-", ")" },
    { "(a ** ", ")" },
    { "(a < ", ")" },
    { "(a or ", ")" },
    { "(a + ", ")" },
    { "(\"b\" f\"{c}\" ", ")" },
};

static const char *const mistakes[] = { "a b",   "",       "a =",        "a = b c", "* a b",
                                        "a for", "a if b", "a, b for a", "1 2 3",   ":" };

enum { BRACKETS = sizeof brackets / sizeof *brackets, MISTAKES = sizeof mistakes / sizeof *mistakes };

/* Both brackets in turn, `depth` in all. */
static void nest(Buffer *text, const Bracket *a, const Bracket *b, const char *mistake, int depth) {
    for (int i = 0; i < depth; i++) buffer_append_text(text, (i & 1 ? b : a)->before);
    buffer_append_text(text, mistake);
    for (int i = depth; i-- > 0;) buffer_append_text(text, (i & 1 ? b : a)->behind);
    buffer_append_byte(text, '\n');
}

/* How many rules are tried. */
static uint64_t work_of(const Buffer *text, ParseMode mode) {
    SyntaxProblem problem = { 0 };
    Value name = str_new("f.py");
    Source *source = source_new(SOURCE_STRING, name, text->bytes, text->count, &problem);
    release(name);
    ast_free(parse(source, mode, &problem));
    source_free(source);
    uint64_t work = problem.work;
    problem_clear(&problem);
    return work;
}

enum { WORK_OF_A_BYTE = 25 };

/* Twice as deep is twice the work, or a little more. */
static bool is_linear(const Bracket *a, const Bracket *b, const char *mistake) {
    uint64_t before = 0;
    for (int depth = 5; depth <= 60; depth = depth < 40 ? depth * 2 : depth + 20) {
        Buffer text = { 0 };
        nest(&text, a, b, mistake, depth);
        uint64_t work = work_of(&text, PARSE_FILE);
        bool is_dear = work > WORK_OF_A_BYTE * text.count || (depth > 10 && before && work > before * 5 / 2);
        if (is_dear)
            printf("depth %d: %llu rules for %s", depth, (unsigned long long)work, buffer_text(&text));
        buffer_clear(&text);
        if (is_dear) return false;
        before = work;
    }
    return true;
}

static void test_pairs(void) {
    for (int i = 0; i < BRACKETS; i++) {
        for (int j = 0; j < BRACKETS; j++)
            CHECK(is_linear(&brackets[i], &brackets[j], mistakes[(i + j) % MISTAKES]));
    }
}

static void test_mistakes(void) {
    for (int i = 0; i < BRACKETS; i++) {
        for (int j = 0; j < MISTAKES; j++) CHECK(is_linear(&brackets[i], &brackets[i], mistakes[j]));
    }
}

int main(void) {
    hash_init("0");
    test_pairs();
    test_mistakes();
    return unit_end();
}
