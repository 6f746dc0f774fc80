/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads, compares and updates documents for the scripts beside it, which know what must come out.
 *
 *     list FILE    what was read of the document, and its problems
 *     serve        requests on standard input, each `KIND NUMBER...\n` and texts of so many bytes:
 *         read COUNT FORMAT            the turns, one a line, and their texts
 *         match OPTIONS WANT GOT       1, or 0 and the first difference
 *         name COUNT LINE              then `COUNT\n` and the prompt that that turn has set; 1 or 0
 *         update COUNT TURNS           then for each turn `COUNT\n` and what was shown; the new document
 *     fuzz SEED MILLISECONDS       documents made of parts, for the sanitizers: read,
 * compared, updated */
#include "base/memory.h"
#include "document/match.h"
#include "document/renewal.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void write_problems(const Problems *problems) {
    for (size_t i = 0; i < problems->count; i++)
        printf("problem %d: %s\n", problems->items[i].line, problems->items[i].text.bytes);
    if (problems->left_out) printf("and %zu more\n", problems->left_out);
}

static int list(const char *path) {
    Buffer bytes = { 0 }, out = { 0 };
    FILE *file = fopen(path, "rb");
    if (!file) return 2;
    for (int byte; (byte = getc(file)) != EOF;) buffer_append_byte(&bytes, (char)byte);
    fclose(file);
    Document *document = document_read(bytes.bytes, bytes.count, document_format(path));
    document_append_list(&out, document);
    fwrite(out.bytes, 1, out.count, stdout);
    write_problems(&document->problems);
    document_free(document);
    buffer_clear(&bytes);
    buffer_clear(&out);
    return 0;
}

static Span read_bytes(size_t count) {
    char *bytes = memory_get(count + 1);
    if (fread(bytes, 1, count, stdin) != count) exit(2);
    return (Span){ bytes, count };
}

static void serve_read(size_t count, int format) {
    Span bytes = read_bytes(count);
    Document *document = document_read(bytes.bytes, bytes.count, (DocumentFormat)format);
    memory_free((void *)bytes.bytes);
    for (size_t i = 0; i < document->turn_count; i++) {
        const Turn *turn = &document->turns[i];
        printf("turn %d %zu %u %u %zu %zu\n", turn->line, document->lines.items[turn->line - 1].indent,
               turn->marks.set, turn->marks.cleared, turn->source.count, turn->expected.count);
        fwrite(turn->source.bytes, 1, turn->source.count, stdout);
        fwrite(turn->expected.bytes, 1, turn->expected.count, stdout);
    }
    write_problems(&document->problems);
    printf("end\n");
    document_free(document);
}

static void serve_match(unsigned options, size_t want, size_t got) {
    Span expected = read_bytes(want), shown = read_bytes(got);
    Bindings bindings = { 0 };
    MatchResult comparison = match(expected, shown, options, &bindings);
    if (comparison.is_same)
        printf("1\n");
    else
        printf("0 %zu %zu %zu %zu%s\n", comparison.expected_line, comparison.expected_column,
               comparison.shown_line, comparison.shown_column, comparison.is_too_costly ? " costly" : "");
    bindings_clear(&bindings);
    memory_free((void *)expected.bytes);
    memory_free((void *)shown.bytes);
}

/* Ports from 40000 on are ends of connections. */
static const PortSet *ends(void) {
    static PortSet set;
    for (unsigned port = 40000; port < PORTS; port++) port_set_add(&set, port);
    return &set;
}

static bool serve_update(size_t count, size_t turns) {
    Span bytes = read_bytes(count);
    Document *document = document_read(bytes.bytes, bytes.count, FORMAT_ANY);
    Shown *shown = memory_get_zeroed(turns * sizeof *shown + 1);
    Buffer out = { 0 };
    Problems refused = { 0 };
    size_t length;
    for (size_t i = 0; i < turns; i++) {
        if (scanf("%zu", &length) != 1 || getchar() != '\n') exit(2);
        shown[i] = (Shown){ true, read_bytes(length) };
    }
    bool fits = document->turn_count == turns && !document->problems.count;
    bool differs = fits && document_renew(document, shown, ends(), &out, &refused);
    printf("%s %d %zu\n", fits ? "updated" : "unfit", differs, out.count);
    if (out.count) fwrite(out.bytes, 1, out.count, stdout);
    write_problems(fits ? &refused : &document->problems);
    printf("end\n");
    for (size_t i = 0; i < turns; i++) memory_free((void *)shown[i].text.bytes);
    memory_free(shown);
    memory_free((void *)bytes.bytes);
    buffer_clear(&out);
    problems_clear(&refused);
    document_free(document);
    return fits;
}

/* The prompt is set as a player would tell it, and then told again. */
static void serve_name(size_t count, int line) {
    Span bytes = read_bytes(count);
    size_t length;
    if (scanf("%zu", &length) != 1 || getchar() != '\n') exit(2);
    Span prompt = read_bytes(length);
    Document *document = document_read(bytes.bytes, bytes.count, FORMAT_ANY);
    Dialogue *dialogue = document->dialogues;
    const Turn *turn = document->turns;
    while (turn->line != line) turn++;
    bool is_named =
        turn->naming == NAMES_COMPUTED && dialogue_name_role(document, dialogue, turn->role, prompt, line);
    printf("%d", is_named && dialogue_name_role(document, dialogue, turn->role, prompt, line));
    for (size_t i = 0; i < document->turn_count; i++)
        printf(" %s", dialogue->roles[document->turns[i].role].name.bytes);
    printf("\n");
    document_free(document);
    memory_free((void *)bytes.bytes);
    memory_free((void *)prompt.bytes);
}

static int serve(void) {
    char kind[8];
    for (size_t a, b, c; scanf("%7s", kind) == 1; fflush(stdout)) {
        bool is_read = !strcmp(kind, "read"), is_match = !strcmp(kind, "match");
        if (scanf("%zu %zu", &a, &b) != 2 || (is_match && scanf("%zu", &c) != 1) || getchar() != '\n')
            return 2;
        if (is_read)
            serve_read(a, (int)b);
        else if (is_match)
            serve_match((unsigned)a, b, c);
        else if (!strcmp(kind, "name"))
            serve_name(a, (int)b);
        else
            serve_update(a, b);
    }
    return 0;
}

/* ---- fuzzing */

static uint64_t state;

static size_t below(size_t limit) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(state >> 33) % limit;
}

static void append_some(Buffer *out, size_t most) {
    static const char *const parts[] = { ">>> ",
                                         "... ",
                                         "(a) >>> ",
                                         "(b) >>> ",
                                         "(c) $ ",
                                         "\n",
                                         "\n",
                                         "\n",
                                         "\n\n",
                                         "\r\n",
                                         "\r",
                                         "\t",
                                         "    ",
                                         " ",
                                         "```",
                                         "```py\n",
                                         "~~~",
                                         "~~~~\n",
                                         ".. causette: ",
                                         ".. causette:\n   ",
                                         "<!-- causette: ",
                                         "-->",
                                         "::\n\n",
                                         ".. code-block:: x\n",
                                         "sys.ps1 = ",
                                         "'(a) >>> '",
                                         "\"srv> \"",
                                         "srv> ",
                                         "f'x'",
                                         "# causette: ",
                                         "# doctest: ",
                                         "+ELLIPSIS",
                                         "-SKIP",
                                         "+NO",
                                         "blocks",
                                         "timeout=2",
                                         "timeout=",
                                         "exit=1",
                                         "input=\"a\\n",
                                         "\"",
                                         "'",
                                         "\"\"\"",
                                         "\\",
                                         "with a=python3",
                                         "role b=\"x y\"",
                                         "new dialogue",
                                         "real-time",
                                         "isolate=never",
                                         "<int>",
                                         "<port:A>",
                                         "<port:",
                                         "<...>",
                                         "<...:B>",
                                         "...",
                                         "<BLANKLINE>",
                                         "^C",
                                         "Traceback (most recent call last):\n",
                                         "  File \"<stdin>\", line 1\n",
                                         "ValueError: x\n",
                                         "1",
                                         "42",
                                         "-7",
                                         "1.5e3",
                                         "0xff",
                                         "abc",
                                         "x = 1",
                                         "\xC3\xA9",
                                         "\xE2\x82\xAC",
                                         "\xEF\xBB\xBF",
                                         "\xFF",
                                         "\x1b[1m",
                                         "=",
                                         "#",
                                         ",",
                                         "+NORMALIZE_WHITESPACE",
                                         "+IGNORE_EXCEPTION_DETAIL",
                                         "+ELLIPSIS\n...\n" };
    for (size_t count = below(most); count > 0; count--)
        buffer_append_text(out, parts[below(sizeof parts / sizeof *parts)]);
}

/* Whatever is shown: what is written is read as it was meant, and written only once. */
static bool fuzz_update(const Document *document, const Shown *shown) {
    Buffer out = { 0 }, again = { 0 };
    Problems refused = { 0 }, refused_again = { 0 };
    document_renew(document, shown, ends(), &out, &refused);
    Document *new = document_read(out.bytes, out.count, document->format);
    bool is_fine = new->turn_count == document->turn_count && !new->problems.count;
    if (is_fine && document_renew(new, shown, ends(), &again, &refused_again))
        is_fine = refused.count || refused_again.count;
    if (!is_fine) {
        printf("not the same when updated twice:\n--- document\n%.*s\n--- once\n%.*s\n--- twice\n%.*s\n",
               (int)document->lines.bytes.count, document->lines.bytes.bytes, (int)out.count, out.bytes,
               (int)again.count, again.bytes);
        write_problems(&new->problems);
    }
    document_free(new);
    buffer_clear(&out);
    buffer_clear(&again);
    problems_clear(&refused);
    problems_clear(&refused_again);
    return is_fine;
}

static bool fuzz_one(void) {
    Buffer text = { 0 }, listed = { 0 }, shown_text = { 0 };
    append_some(&text, 60);
    Document *document = document_read(text.bytes, text.count, (DocumentFormat)below(3));
    document_append_list(&listed, document);
    Shown *shown = memory_get_zeroed(document->turn_count * sizeof *shown + 1);
    size_t *ends = memory_get_zeroed((document->turn_count + 1) * sizeof *ends);
    for (size_t i = 0; i < document->turn_count; i++) {
        if (below(3))
            append_some(&shown_text, 8);
        else
            buffer_append(&shown_text, document->turns[i].expected.bytes, document->turns[i].expected.count);
        ends[i + 1] = shown_text.count;
    }
    for (size_t i = 0; i < document->turn_count; i++)
        shown[i] = (Shown){ below(8) != 0, { buffer_text(&shown_text) + ends[i], ends[i + 1] - ends[i] } };
    bool is_fine = document->problems.count || !document->turn_count || fuzz_update(document, shown);
    memory_free(shown);
    memory_free(ends);
    document_free(document);
    buffer_clear(&text);
    buffer_clear(&listed);
    buffer_clear(&shown_text);
    return is_fine;
}

static int fuzz(uint64_t seed, long milliseconds) {
    struct timespec start, now;
    size_t count = 0;
    state = seed;
    clock_gettime(CLOCK_MONOTONIC, &start);
    do {
        if (!fuzz_one()) return 1;
        count++;
        clock_gettime(CLOCK_MONOTONIC, &now);
    } while ((now.tv_sec - start.tv_sec) * 1000 + (now.tv_nsec - start.tv_nsec) / 1000000 < milliseconds);
    printf("%zu documents\n", count);
    return 0;
}

int main(int count, char **arguments) {
    if (count == 3 && !strcmp(arguments[1], "list")) return list(arguments[2]);
    if (count == 2 && !strcmp(arguments[1], "serve")) return serve();
    if (count == 4 && !strcmp(arguments[1], "fuzz"))
        return fuzz(strtoull(arguments[2], NULL, 10), atol(arguments[3]));
    fprintf(stderr, "usage: dialogue list FILE | serve | fuzz SEED MILLISECONDS\n");
    return 2;
}
