/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sources, the prompt's question, scopes, and limits. Trees and errors are compared with the oracle's by
 * tree_oracle.py and syntax_errors.py. */
#include "lang/parser.h"
#include "base/hash.h"
#include "base/memory.h"
#include "lang/growth.h"
#include "lang/scope.h"
#include "unit.h"
#include "value/str.h"
#include <time.h>

static SyntaxProblem problem;

static Source *new_source(SourceKind kind, const char *text, size_t count) {
    problem_clear(&problem);
    Value name = str_new("dir/f.py");
    Source *source = source_new(kind, name, text, count, &problem);
    release(name);
    return source;
}

static const char *source_message(SourceKind kind, const char *text, size_t count) {
    Source *source = new_source(kind, text, count);
    source_free(source);
    return source ? "fine" : buffer_text(&problem.message);
}

static void test_sources(void) {
    Source *source = new_source(SOURCE_FILE,
                                "\xef\xbb\xbf"
                                "a\r\nb\rc",
                                9);
    CHECK_TEXT(source->text, "a\nb\nc\n");
    size_t count;
    CHECK(memcmp(source_peek_line(source, 3, &count), "c", 1) == 0 && count == 1);
    CHECK(memcmp(source_peek_line(source, 1, &count), "a", 1) == 0 && count == 1);
    CHECK(source_peek_line(source, 4, &count) == NULL);
    CHECK(source_peek_line(source, 0, &count) == NULL);
    source_free(source);
    CHECK_TEXT(source_message(SOURCE_FILE, "", 0), "fine");
    CHECK_TEXT(source_message(SOURCE_FILE, "a\0b", 3), "source code cannot contain null bytes");
    CHECK_TEXT(source_message(SOURCE_STRING, "a\0b", 3), "source code string cannot contain null bytes");
    CHECK_INT(problem.kind, PROBLEM_VALUE);
    CHECK_TEXT(source_message(SOURCE_FILE, "# coding: utf8\n", 15), "fine");
    CHECK_TEXT(source_message(SOURCE_FILE, "#!x\n# -*- coding: UTF_8 -*-\n", 28), "fine");
    CHECK_TEXT(source_message(SOURCE_FILE, "# coding: ascii\n", 16), "fine");
    CHECK_TEXT(source_message(SOURCE_FILE, "# coding: ascii\n\xc3\xa9", 18), "encoding problem: ascii");
    CHECK_TEXT(source_message(SOURCE_FILE, "# coding: foo\n", 14), "encoding problem: foo");
    CHECK_TEXT(source_message(SOURCE_FILE, "\n\n# coding: foo\n", 16), "fine");
    CHECK_TEXT(source_message(SOURCE_FILE, "x\n# coding: foo\n", 16), "fine");
    CHECK_TEXT(source_message(SOURCE_STRING, "# coding: foo\n", 14), "fine");
    CHECK_TEXT(source_message(SOURCE_BYTES, "# coding: foo\n", 14), "unknown encoding: foo");
    CHECK_TEXT(source_message(SOURCE_FILE, "\xef\xbb\xbf# coding: latin-1\n", 21),
               "encoding problem: iso-8859-1 with BOM");
    CHECK_TEXT(source_message(SOURCE_FILE, "x\ny\xff", 4),
               "Non-UTF-8 code starting with '\\xff' in file dir/f.py on line 2, but no encoding declared; "
               "see https://peps.python.org/pep-0263/ for details");
    CHECK_TEXT(source_message(SOURCE_BYTES, "\xff", 1),
               "(unicode error) 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte");
    CHECK_TEXT(
        source_message(SOURCE_FILE, "#coding: utf-8\nx='\xc3('", 20),
        "(unicode error) 'utf-8' codec can't decode byte 0xc3 in position 0: invalid continuation byte");
}

static const char *excerpt(const char *text, int line, int offset, int end_line, int end_offset) {
    static Buffer out;
    buffer_truncate(&out, 0);
    source_append_excerpt(&out, text, strlen(text), line, offset, end_line, end_offset);
    return buffer_text(&out);
}

static void test_excerpts(void) {
    CHECK_TEXT(excerpt("f(x y)\n", 1, 3, 1, 6), "    f(x y)\n      ^^^\n");
    CHECK_TEXT(excerpt("  f(x\n", 1, 4, 1, 0), "    f(x\n     ^\n");
    CHECK_TEXT(excerpt("  x\n", 1, 1, 1, -1), "    x\n");
    CHECK_TEXT(excerpt("class A", 1, 8, 1, 8), "    class A\n           ^\n");
    CHECK_TEXT(excerpt("(a\n", 1, 2, 2, 3), "    (a\n     ^\n");
    CHECK_TEXT(excerpt("", 1, 0, 1, 0), "    \n");
}

typedef struct {
    const char *typed;
    Completeness answer;
    size_t end; /* 0: all of it */
} PromptRow;

/* As python3 answers at its prompt. */
static const PromptRow prompt_rows[] = {
    { "x = 1\n", COMPLETE, 0 },
    { "\n", COMPLETE, 0 },
    { "   \n", COMPLETE, 0 },
    { "# c\n", COMPLETE, 0 },
    { "x; y;\n", COMPLETE, 0 },
    { "x\ny\n", COMPLETE, 2 },
    { "if 1:\n", INCOMPLETE, 0 },
    { "if 1: x\n", INCOMPLETE, 0 },
    { "if 1: x\n\n", COMPLETE, 0 },
    { "if 1:\n  x\n", INCOMPLETE, 0 },
    { "if 1:\n  x\n\n", COMPLETE, 0 },
    { "if 1:\n  x\n  \n", INCOMPLETE, 0 },
    { "if 1:\n  x\n# c\n", INCOMPLETE, 0 },
    { "if 1:\n  x\n# c\n\ny\n", COMPLETE, 15 },
    { "if 1:\n  x\ny\n", INVALID, 0 },
    { "if 1:\nx\ny\n", INVALID, 8 },
    { "if 1:\n\n", INVALID, 0 },
    { "if x = 1:\n", INVALID, 0 },
    { "if 1\n", INVALID, 0 },
    { "for x in y: pass\nelse:\n", INCOMPLETE, 0 },
    { "try: x\n", INCOMPLETE, 0 },
    { "try: x\nexcept E: y\n\n", COMPLETE, 0 },
    { "@f\n", INCOMPLETE, 0 },
    { "@f\ndef g(): pass\n\n", COMPLETE, 0 },
    { "class A: pass\n", INCOMPLETE, 0 },
    { "def f():\n  '''doc\n\n", UNCLOSED, 0 },
    { "(\n", UNCLOSED, 0 },
    { "(\n\n1)\n", COMPLETE, 0 },
    { "(1,\n 2]\n", INVALID, 0 },
    { "s.connect((IP, PORT)\n", UNCLOSED, 0 },
    { "f(x y\n", INVALID, 0 },
    { "x = {\n 'a': 1\n", UNCLOSED, 0 },
    { "'''a\n", UNCLOSED, 0 },
    { "'''a\nb'''\n", COMPLETE, 0 },
    { "'a\n", INVALID, 0 },
    { "'a\\\n", UNCLOSED, 0 },
    { "x = \\\n", UNCLOSED, 0 },
    { "x = \\\n1\n", COMPLETE, 0 },
    { "x = 1 +\n", INVALID, 0 },
    { "  x\n", INVALID, 0 },
    { "else:\n", INVALID, 0 },
    { "x = 'a\nprint(1)\n", INVALID, 7 },
    { "\xff\n", INVALID, 0 },
};

static void test_prompt(void) {
    for (size_t i = 0; i < sizeof(prompt_rows) / sizeof(prompt_rows[0]); i++) {
        const PromptRow *row = &prompt_rows[i];
        size_t end, count = strlen(row->typed);
        bool held = CHECK_INT(source_completeness(row->typed, count, &end), row->answer);
        held = CHECK_INT(end, row->end ? row->end : count) && held;
        if (!held) printf("    typed %s\n", row->typed);
    }
}

/* Lines that go on a block, or end it, or are wrong there, or only look as if they stood there. */
static const char *const grown_lines[] = {
    "if 1:",   "  if 2:",    "  x = 1",    "  y; z",   "    x",     "\tx",       "  \tx",     "  return 5",
    "  else:", "else:",      "  # c",      "# c",      "",          "  ",        "  x y",     "  f(",
    "  1)",    "  '''a",     "  b'''",     "  x = \\", "  \\",      "if 1: \\",  "  \fx",     "  @f",
    "@f",      "  def g():", "try:",       "  pass",   "except E:", "  'a\\",    "  if 1: x", "  x\n\n",
    "  x\ny",  "  \xff",     "  \xc3\xa9", "  del x",  "class A:",  "  case 1:", "match x:",  "  x = (yield)",
};
enum { GROWN_LINES = sizeof grown_lines / sizeof *grown_lines, GROWN_TEXTS = 20000, GROWN_MOST = 12 };

/* Often one of the first lines, which are right in most places. */
static const char *next_grown(uint32_t *chance) {
    *chance = *chance * 1664525 + 1013904223;
    return grown_lines[(*chance >> 16) % (*chance & 1 << 12 ? 8 : GROWN_LINES)];
}

/* Lines within brackets: items, brackets that are opened and closed, and what is wrong in many of them. */
static const char *const bracket_lines[] = {
    "1,",        "a,",       "'a': 1,",  "f(",      "[",           "{",       "(",         "],",
    ")",         "},",       "a.b,",     "x = 1,",  "x=[",         "a + ",    "b,",        "-1,",
    "'s'",       "'t',",     "[1, 2],",  "f(1)[2]", "{1: 2},",     "{1, 2},", "(a, b),",   "x(a=1)",
    "]",         "}",        "",         "# c",     "  ",          "*a,",     "**k,",      "a for a in b",
    "lambda: 0", "if",       "b'x',",    "f'{x}',", "f'{',",       "'\\n',",  "'\\x',",    "'\\N{',",
    "'''",       "''' '''",  "a b,",     ":",       "1:",          ",",       "=",         "==",
    "not a,",    "a and b,", "a if b",   "1 2",     "1, \\",       "\xff",    "\xc3\xa9,", "a := 1,",
    "- -1,",     "1..real,", "f(a=1, b", "f(1",     "print(a, b)", "()",      "f()(",      "x[",
    "x[1:2],",   "[[[",      "]]],",     "1and",    "\t1,",        "0x,",     "a.1,",      "...,",
    "case",      "def f(",   "def g(a",  "yield",   "None,",       "True:",   "$",         "'a' b'a',",
    "f(a=1,",    "b=2,",     "a.b=1,",   "1=2,",    "class A(",    "x: [",    "'a' 'b',",  "2,",
};
enum { BRACKET_LINES = sizeof bracket_lines / sizeof *bracket_lines };

static const char *const bracket_begins[] = {
    "x = [",
    "f(",
    "x = {",
    "return (",
    "def f(",
    "class A(",
    "import (",
    "from a import (",
    "del (",
    "for (",
    "with (",
    "x = f(a, [",
    "lambda (",
    "{",
    "[",
    "x = 'a' (",
    "if 1: [",
    "for i in [",
    "x: f(",
    "def f(a=[",
    "(",
    "x[",
    "x = (1)[",
    "match x:\n case [",
    "@f(",
    "assert f({",
    "x = a + (",
    "print(f'{x}',",
    "async def f(",
    "x = -(",
    "x = not (",
    "g(a=1, b=f(",
};
enum { BRACKET_BEGINS = sizeof bracket_begins / sizeof *bracket_begins };

static uint32_t next_chance(uint32_t *chance) {
    *chance = *chance * 1664525 + 1013904223;
    return *chance >> 16;
}

static const char *next_in_bracket(uint32_t *chance) {
    uint32_t most = next_chance(chance) % 4 ? 32 : BRACKET_LINES;
    return bracket_lines[next_chance(chance) % most];
}

static void test_growth_in_brackets(void) {
    uint32_t chance = 7;
    int known = 0, lines = 0;
    for (int i = 0; i < GROWN_TEXTS; i++) {
        Buffer text = { 0 };
        Growth growth = { 0 };
        Completeness answer = UNCLOSED;
        const char *line = bracket_begins[next_chance(&chance) % BRACKET_BEGINS];
        for (int count = 0; count < GROWN_MOST && (answer == INCOMPLETE || answer == UNCLOSED); count++) {
            size_t start = text.count;
            if (count && next_chance(&chance) % 4 == 0) buffer_append_text(&text, next_in_bracket(&chance));
            buffer_append_text(&text, count ? next_in_bracket(&chance) : line);
            buffer_append_byte(&text, '\n');
            answer = source_completeness(text.bytes, text.count, NULL);
            known += growth.known > 0;
            lines++;
            if (!CHECK_INT(source_grown(&growth, buffer_text(&text), text.count, start), answer))
                printf("    typed %s\n", buffer_text(&text));
        }
        buffer_clear(&text);
    }
    CHECK(known > lines / 10);
}

/* A text that grows has the answer of the whole. */
static void test_growth(void) {
    uint32_t chance = 1;
    int simple = 0;
    for (int i = 0; i < GROWN_TEXTS; i++) {
        Buffer text = { 0 };
        Growth growth = { 0 };
        Completeness answer = INCOMPLETE;
        for (int lines = 0; lines < GROWN_MOST && (answer == INCOMPLETE || answer == UNCLOSED); lines++) {
            size_t start = text.count;
            buffer_append_text(&text, lines ? next_grown(&chance) : "if 1:");
            buffer_append_byte(&text, '\n');
            simple += growth.sibling > 0;
            answer = source_completeness(text.bytes, text.count, NULL);
            if (!CHECK_INT(source_grown(&growth, buffer_text(&text), text.count, start), answer))
                printf("    typed %s\n", buffer_text(&text));
        }
        buffer_clear(&text);
    }
    CHECK(simple > GROWN_TEXTS / 10);
}

/* A long block costs what its lines cost, in the processor's time. */
static void test_growth_work(void) {
    Buffer text = { 0 };
    Growth growth = { 0 };
    clock_t start = clock();
    for (int i = 0; i < 9000; i++) {
        size_t line = text.count;
        buffer_append_text(&text, i ? "    x = [i, 'a', f(1, 2)]\n" : "for i in y:\n");
        CHECK_INT(source_grown(&growth, buffer_text(&text), text.count, line), INCOMPLETE);
    }
    CHECK(clock() - start < CLOCKS_PER_SEC);
    buffer_clear(&text);
}

/* Data as people paste it, an object over several lines. */
static void test_growth_work_in_brackets(void) {
    static const char *const lines[] = {
        "  {\n", "    'name': \"a b\",  # c\n", "    'values': [-1, 2.5, None, f(x, y=1)],\n",
        "\n",    "    'more': {1, 2},\n",       "  },\n"
    };
    Buffer text = { 0 };
    Growth growth = { 0 };
    clock_t start = clock();
    for (int i = 0; i < 9000; i++) {
        size_t line = text.count;
        buffer_append_text(&text, i ? lines[(i - 1) % 6] : "data = json.loads([\n");
        CHECK_INT(source_grown(&growth, buffer_text(&text), text.count, line), UNCLOSED);
    }
    CHECK(clock() - start < CLOCKS_PER_SEC);
    buffer_clear(&text);
}

static Ast *analyse(const char *text) {
    Source *source = new_source(SOURCE_STRING, text, strlen(text));
    Ast *ast = parse(source, PARSE_FILE, &problem);
    if (ast && !scope_analyse(ast, source, &problem)) {
        ast_free(ast);
        ast = NULL;
    }
    source_free(source);
    return ast;
}

static const ScopeName *find(Scope *scope, const char *name) {
    for (size_t i = 0; i < scope->count; i++) {
        if (str_is(scope->names[i].name, name)) return &scope->names[i];
    }
    return NULL;
}

static int kind_of(Scope *scope, const char *name) {
    const ScopeName *found = find(scope, name);
    return found ? (int)found->kind : -1;
}

static void test_scopes(void) {
    Ast *ast = analyse("def f(a, b, /, c, *d, e, **g):\n"
                       "    x = y\n"
                       "    def h():\n"
                       "        nonlocal x\n"
                       "        global z\n"
                       "        return x, a\n"
                       "    return [i for i in c if b]\n");
    if (!CHECK(ast != NULL)) return;
    CHECK_INT(kind_of(ast->scope, "f"), NAME_LOCAL);
    Scope *f = ast->scope->children;
    static const char *const parameters[] = { "a", "b", "c", "e", "d", "g" };
    CHECK_INT(f->parameter_count, 6);
    for (size_t i = 0; i < 6; i++) CHECK(str_is(f->names[i].name, parameters[i]) && f->names[i].is_parameter);
    CHECK_INT(kind_of(f, "a"), NAME_CELL);
    CHECK_INT(kind_of(f, "b"), NAME_CELL);
    CHECK_INT(kind_of(f, "c"), NAME_LOCAL);
    CHECK_INT(kind_of(f, "x"), NAME_CELL);
    CHECK_INT(kind_of(f, "y"), NAME_GLOBAL_IMPLICIT);
    CHECK(!f->has_free && !f->is_generator && f->returns_value);
    Scope *h = f->children;
    CHECK_INT(kind_of(h, "x"), NAME_FREE);
    CHECK_INT(kind_of(h, "z"), NAME_GLOBAL_EXPLICIT);
    CHECK(h->has_free && h->is_nested);
    Scope *comprehension = h->next;
    CHECK_INT(comprehension->kind, SCOPE_COMPREHENSION);
    CHECK_INT(kind_of(comprehension, ".0"), NAME_LOCAL);
    CHECK_INT(kind_of(comprehension, "i"), NAME_LOCAL);
    CHECK_INT(kind_of(comprehension, "b"), NAME_FREE);
    CHECK_INT(kind_of(comprehension, "c"), -1);
    CHECK(scope_find(f, f->names[3].name) == &f->names[3]);
    ast_free(ast);
}

static void test_class_scopes(void) {
    Ast *ast = analyse("def f(x):\n"
                       "    class _C:\n"
                       "        x = x\n"
                       "        __y = 1\n"
                       "        def g(self):\n"
                       "            return super().g() + self.__y + x\n"
                       "        def h(self): yield\n");
    if (!CHECK(ast != NULL)) return;
    Scope *f = ast->scope->children, *c = f->children, *g = c->children, *h = g->next;
    CHECK_INT(kind_of(f, "x"), NAME_CELL);
    CHECK_INT(c->kind, SCOPE_CLASS);
    CHECK_INT(kind_of(c, "x"), NAME_LOCAL);
    CHECK(find(c, "x")->is_class_free && c->needs_class_cell && c->has_free);
    CHECK_INT(kind_of(c, "_C__y"), NAME_LOCAL);
    CHECK_INT(kind_of(c, "g"), NAME_LOCAL);
    CHECK_INT(kind_of(g, "__class__"), NAME_FREE);
    CHECK_INT(kind_of(g, "x"), NAME_FREE);
    CHECK_INT(kind_of(g, "self"), NAME_LOCAL);
    CHECK(h->is_generator && !h->has_free);
    ast_free(ast);
}

/* Many names, so that the index is used and grows. */
static void test_many_names(void) {
    Buffer text = { 0 };
    for (int i = 0; i < 500; i++) buffer_append_format(&text, "name%d = name%d\n", i, i * 7 % 500);
    Ast *ast = analyse(buffer_text(&text));
    buffer_clear(&text);
    if (!CHECK(ast != NULL)) return;
    CHECK_INT(ast->scope->count, 500);
    for (size_t i = 0; i < 500; i++) {
        ScopeName *name = &ast->scope->names[i];
        CHECK(scope_find(ast->scope, name->name) == name && name->is_assigned && name->is_used);
    }
    ast_free(ast);
}

static ProblemKind deep(const char *before, const char *inside, const char *behind, int depth) {
    Buffer text = { 0 };
    for (int i = 0; i < depth; i++) buffer_append_text(&text, before);
    buffer_append_text(&text, inside);
    for (int i = 0; i < depth; i++) buffer_append_text(&text, behind);
    buffer_append_byte(&text, '\n');
    Ast *ast = analyse(buffer_text(&text));
    buffer_clear(&text);
    ast_free(ast);
    return ast ? PROBLEM_NONE : problem.kind;
}

/* Depth ends in an exception, of the kind that python3 raises. */
static void test_depth(void) {
    CHECK_INT(deep("(", "x", ")", 200), PROBLEM_NONE);
    CHECK_INT(deep("(", "x", ")", 100000), PROBLEM_SYNTAX);
    CHECK_INT(deep("[", "x", "", 100000), PROBLEM_SYNTAX);
    CHECK_INT(deep("x[", "x", "]", 200), PROBLEM_NONE);
    CHECK_INT(deep("f(", "x", ")", 200), PROBLEM_NONE);
    CHECK_INT(deep("{1: ", "x", "}", 200), PROBLEM_NONE);
    CHECK_INT(deep("-", "x", "", 2900), PROBLEM_NONE);
    CHECK_INT(deep("-", "x", "", 4000), PROBLEM_RECURSION);
    CHECK_INT(deep("-", "x", "", 100000), PROBLEM_MEMORY);
    CHECK_INT(deep("not ", "x", "", 100000), PROBLEM_MEMORY);
    CHECK_INT(deep("lambda: ", "x", "", 2900), PROBLEM_NONE);
    CHECK_INT(deep("lambda: ", "x", "", 100000), PROBLEM_MEMORY);
    CHECK_INT(deep("x ** ", "x", "", 100000), PROBLEM_MEMORY);
    CHECK_INT(deep("x if y else ", "x", "", 100000), PROBLEM_MEMORY);
    CHECK_INT(deep("", "x", ".a", 2900), PROBLEM_NONE);
    CHECK_INT(deep("", "x", ".a", 100000), PROBLEM_RECURSION);
    CHECK_INT(deep("", "x", " + x", 100000), PROBLEM_RECURSION);
    CHECK_INT(deep("", "x", " and x", 100000), PROBLEM_NONE);
    CHECK_INT(deep("", "x", " < x", 100000), PROBLEM_NONE);
    CHECK_INT(deep("", "if x: pass", "\nelif x: pass", 100000), PROBLEM_MEMORY);
    /* The second pass stays linear in nested brackets. */
    CHECK_INT(deep("(", "x y", ")", 190), PROBLEM_SYNTAX);
    CHECK_INT(deep("f(a, ", "x y", ")", 190), PROBLEM_SYNTAX);
    CHECK_INT(deep("{1: [", "x = y z", "]}", 90), PROBLEM_SYNTAX);
    CHECK_INT(deep("lambda x=", "1 2", ": 0", 400), PROBLEM_SYNTAX);
}

int main(void) {
    hash_init("0");
    test_sources();
    test_excerpts();
    test_prompt();
    test_growth();
    test_growth_work();
    test_growth_in_brackets();
    test_growth_work_in_brackets();
    test_scopes();
    test_class_scopes();
    test_many_names();
    test_depth();
    problem_clear(&problem);
    return unit_end();
}
