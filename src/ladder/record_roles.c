/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which prompt each shell has in the document. Every role has prompts of its own there: of two shells that
 * show the same one, the later is `(server 2) >>> `, and so is what it typed to set it. */
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

/* ---- prompts, by what the shell shows and by what stands for it */

typedef struct {
    size_t role;
    Span prompt;
} PromptKey;

static uint64_t hash_from(size_t role, Span prompt) {
    return table_hash(prompt.bytes, prompt.count) ^ table_hash(&role, sizeof role);
}

static bool from_equals(const TableLink *link, const void *key) {
    const RolePrompt *prompt = CONTAINER_OF(link, const RolePrompt, by_from);
    const PromptKey *wanted = key;
    return prompt->role == wanted->role && span_equals(prompt->from, wanted->prompt);
}

static bool to_equals(const TableLink *link, const void *key) {
    return span_equals(CONTAINER_OF(link, const RolePrompt, by_to)->to, *(const Span *)key);
}

const RolePrompt *record_find_prompt(const RecordRoles *roles, size_t role, Span from) {
    PromptKey key = { role, from };
    TableLink *link = table_find(&roles->prompts, hash_from(role, from), from_equals, &key);
    return link ? CONTAINER_OF(link, const RolePrompt, by_from) : NULL;
}

static bool is_taken(const RecordRoles *roles, Span prompt) {
    return table_find(&roles->taken, table_hash(prompt.bytes, prompt.count), to_equals, &prompt);
}

static const RolePrompt *take_prompt(RecordRoles *roles, size_t role, Span from, Span to) {
    RolePrompt *prompt = memory_get_zeroed(sizeof *prompt);
    *prompt = (RolePrompt){ .role = role, .from = from, .to = to };
    if (from.count) table_add(&roles->prompts, &prompt->by_from, hash_from(role, from));
    table_add(&roles->taken, &prompt->by_to, table_hash(to.bytes, to.count));
    *(RolePrompt **)array_push(&roles->owned, &roles->owned_count, &roles->owned_capacity, sizeof prompt) =
        prompt;
    return prompt;
}

/* ---- names that are free */

typedef struct {
    TableLink link;
    Span name;
    int next;
} NameNumber;

static bool name_equals(const TableLink *link, const void *key) {
    return span_equals(CONTAINER_OF(link, const NameNumber, link)->name, *(const Span *)key);
}

/* The number of this name that was not tried yet. */
static int *next_number(RecordRoles *roles, Span name, int first) {
    uint64_t hash = table_hash(name.bytes, name.count);
    TableLink *link = table_find(&roles->names, hash, name_equals, &name);
    if (link) return &CONTAINER_OF(link, NameNumber, link)->next;
    NameNumber *number = memory_get_zeroed(sizeof *number);
    number->name = span_store(&roles->store, name);
    number->next = first;
    table_add(&roles->names, &number->link, hash);
    return &number->next;
}

/* `(NAME) >>> `, or with the first number from `first` on that makes it free: `(NAME 2) >>> `. */
static Span free_prompt(RecordRoles *roles, Span name, int first) {
    Buffer text = { 0 };
    for (int *number = next_number(roles, name, first);; ++*number) {
        buffer_truncate(&text, 0);
        buffer_append_byte(&text, '(');
        for (size_t i = 0; i < name.count; i++)
            buffer_append_byte(&text, strchr("()='\"", name.bytes[i]) ? '-' : name.bytes[i]);
        buffer_append_format(&text, " %d) >>> ", *number);
        if (!is_taken(roles, (Span){ text.bytes, text.count })) break;
    }
    Span prompt = span_store(&roles->store, (Span){ text.bytes, text.count });
    buffer_clear(&text);
    return prompt;
}

/* ---- a shell's prompts */

static void add_prompt(RecordRoles *roles, RecordRole *role, Span from) {
    size_t number = (size_t)(role - roles->items);
    if (!from.count || record_is_bare(from) || record_find_prompt(roles, number, from)) return;
    Span to = is_taken(roles, from) ? free_prompt(roles, prompt_name(from), 2) : from;
    const RolePrompt *prompt = take_prompt(roles, number, from, to);
    if (!role->first) role->first = prompt;
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

/* Its bare prompts name it: the last of these turns says the very prompt, and nothing that others could see
 * has happened. */
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
            role->preset = role->first->to;
        else if (!may_stay_bare(roles, record, order[i]))
            role->preset =
                take_prompt(roles, order[i], (Span){ NULL, 0 }, free_prompt(roles, SPAN("shell"), 1))->to;
    }
    memory_free(order);
}

static void free_names(Table *names) {
    for (size_t i = 0; i < names->capacity; i++) {
        for (TableLink *link = names->slots[i], *next; link; link = next) {
            next = link->next;
            memory_free(CONTAINER_OF(link, NameNumber, link));
        }
    }
    table_clear(names);
}

void record_roles_clear(RecordRoles *roles) {
    for (size_t i = 0; i < roles->owned_count; i++) memory_free(roles->owned[i]);
    memory_free(roles->owned);
    table_clear(&roles->prompts);
    table_clear(&roles->taken);
    free_names(&roles->names);
    memory_free(roles->items);
    span_store_clear(&roles->store);
}

Span record_role_prompt(const RecordRoles *roles, size_t role, const RecordTurn *turn) {
    Span prompt = record_turn_prompt(turn), preset = roles->items[role].preset;
    if (record_is_bare(prompt)) return preset.count ? preset : SPAN(">>> ");
    const RolePrompt *found = record_find_prompt(roles, role, prompt);
    return found ? found->to : prompt;
}
