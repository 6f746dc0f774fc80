/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An expression as text again, with no more parentheses than it needs: what `from __future__ import
 * annotations` keeps. See https://docs.python.org/3.11/library/ast.html#ast.unparse and PEP 563. */
#pragma once
#include "base/buffer.h"
#include "lang/ast.h"

/* False: it is nested too deeply. */
bool unparse(Buffer *out, const Node *expression);

/* The first part that cannot stand in an annotation which is kept as text, and what it is called; NULL: none.
 */
const Node *unparse_refused(const Node *annotation, const char **name);
