/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Completion at the prompt: keywords and names, attributes of what a dotted name leads to, keys of dicts,
 * modules after import. Nothing of the program is called: what would need a call has no completions. */
#pragma once
#include "shell/program.h"

void complete_open(Program *program); /* sets readline's hooks */
