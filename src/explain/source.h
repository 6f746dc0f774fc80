/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the statement's own text proves: the expression that raised, what stands in it, and the values of
 * names and literals, found without running anything. */
#pragma once
#include "explain/situation.h"

enum { SOURCE_SHOWN = 60 }; /* bytes of a piece of source in a sentence; longer ones are left out */

/* The expression that raised, by its place in the text; NULL: it was raised below, in a function, or nothing
 * tells. */
const Node *source_failed(Situation *situation);
/* The name is a variable of the function that raised, so what it stands for is not known; only in
 * a program. */
bool source_is_local(const Situation *situation, Value name);
/* The same, when it is a call x.name(...) or name(...) of one of these names ("send sendall"); NULL: any. */
const Node *source_failed_call(Situation *situation, const char *names);
/* "send" of x.send(...), the name of a call; ABSENT. */
Value source_call_name(const Node *call);
const Node *source_argument(const Node *call, size_t index); /* NULL: not there, or behind a star */
/* The statement, when it is a single expression or a single assignment; NULL. */
const Node *source_statement(Situation *situation);

/* Looks at a node and what is in it until `is_it` says so: that node; NULL: none. */
typedef bool SourceTest(const Node *node, void *context);
const Node *source_find(const Node *node, SourceTest *is_it, void *context);

/* A literal's value, or what a (dotted) name stands for now; owned, ABSENT: to know it, code would have to
 * run. */
Value source_value(Situation *situation, const Node *node);
/* "(b\"x\", flags=1)": what stood in a call's parentheses; false: too long. */
bool source_append_arguments(Situation *situation, const Node *call, Buffer *out);
/* What was not called, called: "con.recv(1024)"; false: what it wants is not known, or only the program
 * knows. */
bool source_append_called(Situation *situation, const Node *node, Buffer *out);
bool source_takes_nothing(Situation *situation, const Node *node); /* to be called */
/* A node as typed; false: too long for a sentence, or of several lines. */
bool source_append(Situation *situation, const Node *node, Buffer *out);
/* Whether it is a single plain literal "..." of ASCII that says the same behind a b. */
bool source_is_ascii_literal(Situation *situation, const Node *node);
/* What makes bytes of a text: b"..." of a literal of ASCII, else the text and .encode(). */
bool source_append_as_bytes(Situation *situation, const Node *node, Buffer *out);

/* Bytes that calls in this statement's text have received, and that nothing holds: 0 when a name
 * holds them. */
uint64_t source_lost(Situation *situation, const Node *failed);
/* An attribute of the exception, such as SyntaxError's lineno; borrowed, ABSENT. */
Value source_exception_field(const Situation *situation, const char *name);
int source_exception_number(const Situation *situation, const char *name); /* -1: it has none */
const char *
source_exception_name(const Situation *situation); /* its attribute `name`; NULL: none, or not ASCII */
bool source_fact_exception_name(Situation *situation, Buffer *out);

bool source_is_socket_method(const Situation *situation, const char *name);
/* the variable with a socket, when there is one alone */
bool source_fact_only_socket(Situation *situation, Buffer *out);
