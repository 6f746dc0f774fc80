/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roles and their prompts. */
#include "document/role.h"
#include "base/array.h"
#include "base/language.h"

static ptrdiff_t find_name(const Dialogue *dialogue, Span name) {
    for (size_t i = 0; i < dialogue->count; i++)
        if (span_equals(dialogue->roles[i].name, name)) return (ptrdiff_t)i;
    return NO_ROLE;
}

static ptrdiff_t add_role(Document *document, Dialogue *dialogue, int line) {
    if (dialogue->count >= ROLE_LIMIT) {
        problems_add(&document->problems, line,
                     _("more than %d roles in a dialogue; begin another one in a comment: "
                       "causette: new dialogue"),
                     ROLE_LIMIT);
        return NO_ROLE;
    }
    Role *role = array_push(&dialogue->roles, &dialogue->count, &dialogue->capacity, sizeof *role);
    role->line = line;
    return (ptrdiff_t)dialogue->count - 1;
}

static bool add_prompt(Document *document, Dialogue *dialogue, Span text, size_t role, TurnKind kind,
                       int line) {
    if (dialogue->prompt_count >= PROMPT_LIMIT) {
        problems_add(&document->problems, line, _("more than %d prompts in a dialogue"), PROMPT_LIMIT);
        return false;
    }
    Prompt *prompt =
        array_push(&dialogue->prompts, &dialogue->prompt_count, &dialogue->prompt_capacity, sizeof *prompt);
    *prompt = (Prompt){ text, role, kind, line, prompt_is_plain(text) };
    return true;
}

/* The name that a prompt gives, or, when a role has it already, the prompt itself. */
static Span free_name(const Dialogue *dialogue, Span prompt) {
    Span name = prompt_name(prompt);
    return find_name(dialogue, name) == NO_ROLE ? name : span_trim(prompt);
}

ptrdiff_t role_of_prompt(Document *document, Dialogue *dialogue, const PromptFound *found, int line) {
    if (found->role != NO_ROLE) return found->role;
    Span name = prompt_name(found->prompt);
    ptrdiff_t known = find_name(dialogue, name);
    if (known != NO_ROLE && dialogue->roles[known].kind != found->turn) {
        const Role *role = &dialogue->roles[known];
        problems_add(&document->problems, line,
                     _("the role '%.*s' of line %d is %s; give one of the two another name"), EXCERPT(name),
                     role->line, role->kind == TURN_SHELL ? _("a shell") : _("no shell"));
        return NO_ROLE;
    }
    ptrdiff_t index = add_role(document, dialogue, line);
    if (index == NO_ROLE) return NO_ROLE;
    Buffer text = { 0 };
    buffer_append(&text, found->prompt.bytes, found->prompt.count);
    if (!span_ends(found->prompt, SPAN(" "))) buffer_append_byte(&text, ' ');
    Span prompt = span_store(&document->store, (Span){ text.bytes, text.count });
    buffer_clear(&text);
    Role *role = &dialogue->roles[index];
    role->name = SPAN("");
    role->name = span_store(&document->store, free_name(dialogue, prompt));
    role->prompt = prompt;
    role->kind = found->turn;
    role->is_named = true;
    return add_prompt(document, dialogue, prompt, (size_t)index, found->turn, line) ? index : NO_ROLE;
}

ptrdiff_t role_without_name(Document *document, Dialogue *dialogue, int line) {
    ptrdiff_t index = add_role(document, dialogue, line);
    if (index == NO_ROLE) return NO_ROLE;
    Buffer name = { 0 };
    buffer_append_text(&name, ">>>");
    for (int number = 2; find_name(dialogue, (Span){ name.bytes, name.count }) != NO_ROLE; number++) {
        buffer_truncate(&name, 3);
        buffer_append_format(&name, " %d", number);
    }
    Role *role = &dialogue->roles[index];
    role->name = span_store(&document->store, (Span){ name.bytes, name.count });
    role->prompt = SPAN(">>> ");
    buffer_clear(&name);
    return index;
}

bool role_set_prompt(Document *document, Dialogue *dialogue, size_t index, Span prompt, int line) {
    Role *role = &dialogue->roles[index];
    for (size_t i = 0; i < dialogue->prompt_count; i++) {
        const Prompt *other = &dialogue->prompts[i];
        if (!span_equals(span_trim(other->text), span_trim(prompt))) continue;
        if (other->role == index) return true;
        problems_add(&document->problems, line,
                     _("the prompt '%.*s' is the role's of line %d; set another one, or begin a new "
                       "dialogue in a comment: causette: new dialogue"),
                     EXCERPT(prompt), other->line);
        return false;
    }
    Span text = span_store(&document->store, prompt);
    if (!role->is_named) {
        role->name = span_store(&document->store, free_name(dialogue, text));
        role->is_named = true;
    }
    return add_prompt(document, dialogue, text, index, TURN_NOTATION, line);
}

/* What reading took for a role of its own is the role that computed that prompt. */
static bool take_turns(Document *document, Dialogue *dialogue, size_t from, size_t to, int line) {
    Turn *turns = document->turns + dialogue->first_turn;
    if (dialogue->roles[from].line < line) return false;
    for (size_t i = 0; i < dialogue->turn_count; i++)
        if (turns[i].role == from) turns[i].role = to;
    dialogue->roles[to].turns += dialogue->roles[from].turns;
    dialogue->roles[from].turns = 0;
    for (size_t i = 0; i < dialogue->prompt_count; i++)
        if (dialogue->prompts[i].role == from) dialogue->prompts[i].role = to;
    return true;
}

bool dialogue_name_role(Document *document, Dialogue *dialogue, size_t index, Span prompt, int line) {
    Role *role = &dialogue->roles[index];
    for (size_t i = 0; i < dialogue->prompt_count; i++) {
        const Prompt *other = &dialogue->prompts[i];
        if (other->role == index || !span_equals(span_trim(other->text), span_trim(prompt))) continue;
        Role *taken = &dialogue->roles[other->role];
        if (!take_turns(document, dialogue, other->role, index, line)) return false;
        if (!role->is_named) {
            Span name = role->name;
            role->name = taken->name;
            taken->name = name;
            role->is_named = true;
            taken->is_named = false;
        }
        return true;
    }
    if (!role->is_named && span_trim(prompt).count) {
        role->name = span_store(&document->store, free_name(dialogue, prompt));
        role->is_named = true;
    }
    return add_prompt(document, dialogue, span_store(&document->store, prompt), index, TURN_NOTATION, line);
}
