/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "builtin/embedded.h"
#include "builtin/classes/exceptions.h"
#include "lang/compiler.h"
#include <string.h>

const EmbeddedModule *embedded_find(const char *name) {
    for (const EmbeddedModule *module = embedded_modules; module->name; module++) {
        if (strcmp(module->name, name) == 0) return module;
    }
    return NULL;
}

Value embedded_compile(Task *task, const EmbeddedModule *module) {
    Value filename = str_format("<causette %s>", module->name); /* tracebacks leave such frames out */
    SyntaxProblem problem = { 0 };
    Code *code = compile_source(SOURCE_STRING, filename, module->text, module->length, PARSE_FILE, &problem);
    if (!code) raise_syntax_problem(task, &problem, filename);
    problem_clear(&problem);
    release(filename);
    return code ? object_value(code) : ABSENT;
}
