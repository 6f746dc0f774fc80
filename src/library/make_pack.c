/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program that makes packs while causette is built: `make_pack OUTPUT [DEFLATED] < LIST`: the second
 * file is a pack of the same, deflated. A line of the list
 * is a module, in four fields with a tab between: its dotted name, `package` or `module`, what tracebacks
 * call its file, where it is. It is made of the compiler alone, of which causette is made too; a build for
 * another machine makes it for the one that builds. */
#include "base/array.h"
#include "base/hash.h"
#include "lang/code_image.h"
#include "lang/compiler.h"
#include "lang/pack.h"
#include "value/str.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 1 << 26 }; /* bytes of a source */

static void fail(const char *what, const char *why) {
    fprintf(stderr, "make_pack: %s: %s\n", what, why);
    exit(1);
}

static Buffer read_file(const char *path) {
    Buffer text = { 0 };
    FILE *file = fopen(path, "rb");
    if (!file) fail(path, strerror(errno));
    while (text.count < LONGEST) {
        enum { PIECE = 1 << 16 };
        char *room = buffer_reserve(&text, PIECE);
        size_t count = room ? fread(room, 1, PIECE, file) : 0;
        text.count += count;
        if (!count) break;
    }
    if (ferror(file) || text.failed) fail(path, "cannot be read");
    fclose(file);
    return text;
}

static void compile(const char *path, Buffer *image) {
    Buffer text = read_file(path);
    Value filename = str_from_utf8(path, strlen(path));
    SyntaxProblem problem = { 0 };
    Code *code = compile_source(SOURCE_BYTES, filename, text.bytes ? text.bytes : "", text.count,
                                &(CompileOptions){ 0 }, &problem);
    if (!code) {
        fprintf(stderr, "make_pack: %s:%d: %s\n", path, problem.line, buffer_text(&problem.message));
        exit(1);
    }
    code_write(code, image);
    if (image->failed) fail(path, "no memory");
    release(object_value(code));
    problem_clear(&problem);
    release(filename);
    buffer_clear(&text);
}

static char *field(char **rest) {
    char *text = strsep(rest, "\t\n");
    if (!text) fail("the list", "a line lacks a field");
    return text;
}

static void write_file(const char *path, const Buffer *bytes) {
    FILE *file = fopen(path, "wb");
    bool is_written = file && fwrite(bytes->bytes, 1, bytes->count, file) == bytes->count;
    if (!file || fclose(file) || !is_written) fail(path, strerror(errno));
}

static void write_pack(const char *path, PackModule *modules, size_t count, bool deflates) {
    Buffer out = { 0 };
    pack_write(modules, count, deflates, &out);
    if (out.failed) fail(path, "too large");
    write_file(path, &out);
    buffer_clear(&out);
}

static void free_modules(PackModule *modules, size_t count) {
    for (size_t i = 0; i < count; i++) {
        free((char *)(uintptr_t)modules[i].name);
        free((char *)(uintptr_t)modules[i].file);
        buffer_clear(&modules[i].image);
    }
    memory_free(modules);
}

int main(int argc, char **argv) {
    PackModule *modules = NULL;
    size_t count = 0, capacity = 0, line_size = 0;
    char *line = NULL;
    if (argc != 2 && argc != 3) fail("usage", "make_pack OUTPUT [DEFLATED] < LIST");
    hash_init("0"); /* so that sets of constants are written the same each time */
    while (getline(&line, &line_size, stdin) > 0) {
        PackModule *module = array_push(&modules, &count, &capacity, sizeof *module);
        char *rest = line;
        module->name = strdup(field(&rest));
        module->is_package = !strcmp(field(&rest), "package");
        module->file = strdup(field(&rest));
        compile(field(&rest), &module->image);
    }
    free(line);
    write_pack(argv[1], modules, count, false);
    if (argc > 2) write_pack(argv[2], modules, count, true);
    free_modules(modules, count);
    return 0;
}
