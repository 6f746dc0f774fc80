/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the checker says of a document: for programs. The schema of --json is described in doc/dialogues.md;
 * its version goes up when a field changes its meaning or goes, not when one is added. */
#pragma once
#include "dialogue/check_options.h"
#include "dialogue/play.h"

enum { MACHINE_REPORT_VERSION = 1 };

typedef struct {
    const char *path;
    const Document *document; /* NULL: could not be read */
    const Played *played;     /* by dialogue; NULL: was not played */
    const Bindings *bindings;
    CheckStatus status;
    double seconds;
    Span problem; /* why it was not played, as lines */
} MachineReport;

void machine_report_json(Buffer *out, const MachineReport *report);  /* one object */
void machine_report_junit(Buffer *out, const MachineReport *report); /* one test suite */
