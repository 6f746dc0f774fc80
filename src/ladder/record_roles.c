/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which prompt each shell has in the document. Every role has prompts of its own there: of two shells that show the same one, the
 * later is `(server 2) >>> `, and so is what it typed to set it. */
#include "base/array.h"
#include "base/memory.h"
#include "document/prompt.h"
#include "ladder/record_parts.h"
#include <stdlib.h>
#include <string.h>

static bool record_is_bare(Span prompt) {
    Span shown = span_trim(prompt);
    return !shown.count || span_equals(shown, SPAN(">>>"));
}

Span record_turn_prompt(const RecordTurn *turn) { return (Span){ turn->text.bytes, turn->prompt }; }

Span record_turn_typed(const RecordTurn *turn) {
    Span rest = { turn->text.bytes, turn->text.count }, line;
    for (size_t i = 0; i < turn->lines && span_next_line(&rest, &line); i++) continue;
    return (Span){ turn->text.bytes, turn->text.count - rest.count };
}

static Span now_prompt(const RecordShell *shell) {
    return (Span){ shell->prompt.bytes, shell->prompt.count };
}

/* The prompt behind turn `index`: that of the next one, or the one that the shell shows now. */
static Span prompt_behind(const RecordShell *shell, size_t index) {
    if (index + 1 < shell->count) return record_turn_prompt(&shell->turns[index + 1]);
    return now_prompt(shell);
}

/* ---- names that are free */

static bool is_taken(const RecordRoles *roles, Span prompt) {
    for (size_t i = 0; i < roles->count; i++) {
        const RecordRole *role = &roles->items[i];
        if (span_equals(role->preset, prompt)) return true;
        for (size_t k = 0; k < role->count; k++)
            if (span_equals(role->prompts[k].to, prompt)) return true;
    }
    return false;
}

/* `(NAME) >>> `, or with the first number from `first` on that makes it free: `(NAME 2) >>> `. */
static Span free_prompt(RecordRoles *roles, Span name, int first) {
    Buffer text = { 0 };
    for (int number = first;; number++) {
        buffer_truncate(&text, 0);
        buffer_append_byte(&text, '(');
        for (size_t i = 0; i < name.count; i++)
            buffer_append_byte(&text, strchr("()='\"", name.bytes[i]) ? '-' : name.bytes[i]);
        buffer_append_format(&text, " %d) >>> ", number);
        if (!is_taken(roles, (Span){ text.bytes, text.count })) break;
    }
    Span prompt = span_store(&roles->store, (Span){ text.bytes, text.count });
    buffer_clear(&text);
    return prompt;
}

/* ---- a shell's prompts */

static const RolePrompt *find_prompt(const RecordRole *role, Span from) {
    for (size_t i = 0; i < role->count; i++)
        if (span_equals(role->prompts[i].from, from)) return &role->prompts[i];
    return NULL;
}

static void add_prompt(RecordRoles *roles, RecordRole *role, Span from) {
    if (!from.count || record_is_bare(from) || find_prompt(role, from)) return;
    Span to = is_taken(roles, from) ? free_prompt(roles, prompt_name(from), 2) : from;
    RolePrompt *prompt = array_push(&role->prompts, &role->count, &role->capacity, sizeof *prompt);
    *prompt = (RolePrompt){ from, to };
}

static void find_prompts(RecordRoles *roles, RecordRole *role, const RecordShell *shell) {
    role->bare = SIZE_MAX;
    for (size_t i = 0; i < shell->count; i++) {
        Span prompt = record_turn_prompt(&shell->turns[i]);
        if (role->bare == SIZE_MAX && !record_is_bare(prompt)) role->bare = i;
        add_prompt(roles, role, prompt);
    }
    /* one that the last turn has set, which a document can read */
    Span now = now_prompt(shell);
    if (!shell->count || !prompt_is_plain(now)) return;
    add_prompt(roles, role, now);
    if (role->bare == SIZE_MAX) role->bare = shell->count;
}

/* Its bare prompts name it: the last of these turns says the very prompt, and nothing that others could see has happened. */
static bool introduces_itself(const RecordRole *role, const RecordShell *shell) {
    if (!role->bare || role->bare == SIZE_MAX) return false;
    const RecordTurn *naming = &shell->turns[role->bare - 1];
    Span typed = record_turn_typed(naming), prompt = prompt_behind(shell, role->bare - 1);
    return shell->first_call > naming->at &&
           memmem(typed.bytes, typed.count, prompt.bytes, prompt.count) != NULL;
}

/* One terminal may stay without a name, when no other one is introduced behind its first turn. */
static bool may_stay_bare(const RecordRoles *roles, const Record *record, size_t index) {
    for (size_t i = 0; i < record->count; i++) {
        const RecordRole *role = &roles->items[i];
        const RecordShell *shell = &record->shells[i];
        if (i == index || !shell->count) continue;
        if (role->bare == SIZE_MAX) return false;
        if (role->is_together && shell->turns[role->bare - 1].at > record->shells[index].turns[0].at)
            return false;
    }
    return true;
}

static int compare_first_turns(const void *a, const void *b, void *context) {
    const Record *record = context;
    size_t i = *(const size_t *)a, k = *(const size_t *)b;
    const RecordShell *first = &record->shells[i], *second = &record->shells[k];
    int64_t at = first->count ? first->turns[0].at : INT64_MAX,
            other = second->count ? second->turns[0].at : INT64_MAX;
    if (at != other) return at < other ? -1 : 1;
    return i < k ? -1 : i > k;
}

void record_roles_make(RecordRoles *roles, const Record *record) {
    size_t count = record->count, *order = memory_get((count + 1) * sizeof *order);
    for (size_t i = 0; i < count; i++) order[i] = i;
    qsort_r(order, count, sizeof *order, compare_first_turns, (void *)record);
    *roles = (RecordRoles){ .items = memory_get_zeroed((count + 1) * sizeof *roles->items), .count = count };
    for (size_t i = 0; i < count; i++) {
        RecordRole *role = &roles->items[order[i]];
        find_prompts(roles, role, &record->shells[order[i]]);
        role->is_together = introduces_itself(role, &record->shells[order[i]]);
    }
    for (size_t i = 0; i < count; i++) {
        RecordRole *role = &roles->items[order[i]];
        if (role->is_together || !role->bare || !record->shells[order[i]].count) continue;
        if (role->bare != SIZE_MAX)
            role->preset = role->prompts[0].to;
        else if (!may_stay_bare(roles, record, order[i]))
            role->preset = free_prompt(roles, SPAN("shell"), 1);
    }
    memory_free(order);
}

void record_roles_clear(RecordRoles *roles) {
    for (size_t i = 0; i < roles->count; i++) memory_free(roles->items[i].prompts);
    memory_free(roles->items);
    span_store_clear(&roles->store);
}

Span record_role_prompt(const RecordRole *role, const RecordTurn *turn) {
    Span prompt = record_turn_prompt(turn);
    if (record_is_bare(prompt)) return role->preset.count ? role->preset : SPAN(">>> ");
    const RolePrompt *found = find_prompt(role, prompt);
    return found ? found->to : prompt;
}
