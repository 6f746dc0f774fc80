/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the compiler warns of a program's own text, and filters that the command line gives. */
#include "builtin/functions/builtins.h"
#include "shell/program.h"

static Outcome warn_of_source(Call *call) {
    if (call->step++) return DONE;
    return call_helper(call, "_warn_of_source", 3, call->args);
}

Value program_warn(Program *program, const SyntaxProblem *problem, Value filename) {
    Machine *machine = program->machine;
    if (is_absent(dict_peek_text(machine->modules, "warnings"))) {
        show_source_warnings(machine, problem);
        return ABSENT;
    }
    Value rows = list_new(0), exception = ABSENT;
    for (size_t i = 0; i < problem->warning_count; i++) {
        const SourceWarning *warning = &problem->warnings[i];
        Value error = program_syntax_error(program, &warning->about, filename);
        list_add_take(list_of(rows), source_warning_take(warning, error));
    }
    release(program_call(program, warn_of_source, 3, (Value[]){ filename, rows, NONE }, &exception));
    release(rows);
    return exception;
}

static Outcome import_warnings(Call *call) {
    if (call->step++) return give_none(call);
    return call_helper(call, "_import_warnings", 0, NULL);
}

void program_heed_filters(Program *program) {
    Value options = dict_peek_text(machine_peek_sys(program->machine)->dict, "warnoptions");
    if (is_list(options) && list_of(options)->count)
        release(program_call(program, import_warnings, 0, NULL, NULL));
}
