/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a document line by line: a turn is open from its prompt to the end of what it expects. */
#include "document/document.h"
#include "base/array.h"
#include "base/language.h"
#include "base/memory.h"
#include "document/markup.h"
#include "document/placeholder.h"
#include "document/role.h"
#include "document/typed.h"
#include <string.h>

typedef enum { NO_TURN, IN_SOURCE, IN_EXPECTED } TurnState;

typedef struct {
    Document *document;
    Markup markup;
    TurnState state;
    Turn turn; /* the one that is open */
    Buffer source, expected;
    ptrdiff_t bare;    /* the terminal that bare prompts mean, or NO_ROLE */
    Settings defaults; /* of every dialogue: those before the first turn */
    bool defaults_end;
    BlockOptions block; /* of the directive around */
    size_t turn_indent; /* of the turn read last */
    int number;         /* of the line, from 1 */
    const Line *line;
} Reader;

static Dialogue *dialogue_of(const Reader *reader) {
    return &reader->document->dialogues[reader->document->count - 1];
}

static Problems *problems_of(const Reader *reader) { return &reader->document->problems; }

/* ---- a turn */

/* Set twice in one turn, the last counts. */
static void set_prompt(Reader *reader, const TypedPiece *piece) {
    Turn *turn = &reader->turn;
    turn->naming = piece->kind == TYPED_PROMPT ? NAMES_LITERAL : NAMES_COMPUTED;
    turn->naming_prompt =
        piece->kind == TYPED_PROMPT ? span_store(&reader->document->store, piece->text) : (Span){ NULL, 0 };
}

static void name_role(Reader *reader) {
    Turn *turn = &reader->turn;
    if (turn->naming == NAMES_NOTHING || (turn->marks.set & OPTION_SKIP)) return;
    bool is_bare = turn->naming == NAMES_LITERAL && span_equals(span_trim(turn->naming_prompt), SPAN(">>>"));
    if (is_bare)
        reader->bare = (ptrdiff_t)turn->role;
    else if (reader->bare == (ptrdiff_t)turn->role)
        reader->bare = NO_ROLE;
    if (turn->naming == NAMES_LITERAL && !is_bare)
        role_set_prompt(reader->document, dialogue_of(reader), turn->role, turn->naming_prompt, turn->line);
}

/* All that is typed has been read: what follows may begin with the prompt that it sets. */
static void finish_source(Reader *reader) {
    Turn *turn = &reader->turn;
    if (reader->state != IN_SOURCE) return;
    reader->state = IN_EXPECTED;
    Span typed = { reader->source.bytes, reader->source.count };
    if (!span_trim((Span){ typed.bytes, typed.count ? typed.count - 1 : 0 }).count) typed.count = 0;
    turn->source = span_store(&reader->document->store, typed);
    Typed scan = typed_begin(turn->source, turn->kind == TURN_SHELL);
    for (TypedPiece piece; (piece = typed_next(&scan)).kind != TYPED_END;) {
        if (piece.kind == TYPED_COMMENT)
            marks_read(&turn->marks, piece.text, turn->line + (int)piece.line, &reader->document->store,
                       problems_of(reader));
        else
            set_prompt(reader, &piece);
    }
    name_role(reader);
}

static void check_placeholders(Reader *reader) {
    Span rest = reader->turn.expected, line;
    for (int number = reader->turn.expected_line; span_next_line(&rest, &line); number++) {
        for (; line.count; line = span_from(line, 1)) {
            Placeholder placeholder;
            if (placeholder_read(line, &placeholder) != PLACEHOLDER_BROKEN) continue;
            problems_add(problems_of(reader), number,
                         _("the placeholder '%.*s' does not parse: its name is made of letters, "
                           "digits and _, as in <port:A>"),
                         EXCERPT(line));
        }
    }
}

static void close_turn(Reader *reader) {
    if (reader->state == NO_TURN) return;
    finish_source(reader);
    Document *document = reader->document;
    Turn *turn = &reader->turn;
    if (reader->source.failed || reader->expected.failed)
        problems_add(problems_of(reader), turn->line, _("not enough memory to read the turn"));
    turn->expected = span_store(&document->store, (Span){ reader->expected.bytes, reader->expected.count });
    turn->interrupts = span_starts(turn->expected, SPAN("^C"));
    check_placeholders(reader);
    *(Turn *)array_push(&document->turns, &document->turn_count, &document->turn_capacity, sizeof *turn) =
        *turn;
    dialogue_of(reader)->turn_count++;
    dialogue_of(reader)->roles[turn->role].turns++;
    reader->state = NO_TURN;
}

/* What is typed in this line behind so much of its content: with its tabs, unless one stands before. */
static Span typed_behind(const Reader *reader, Span content, size_t taken) {
    const Line *line = reader->line;
    Span raw = { reader->document->lines.bytes.bytes + line->start, line->end - line->start };
    while (raw.count && (*raw.bytes == ' ' || *raw.bytes == '\t')) raw = span_from(raw, 1);
    bool is_whole = content.count == line_content(line).count;
    bool is_same =
        raw.count >= taken && span_equals((Span){ raw.bytes, taken }, (Span){ content.bytes, taken });
    return is_whole && is_same ? span_from(raw, taken) : span_from(content, taken);
}

static void add_source(Reader *reader, Span text) {
    Turn *turn = &reader->turn;
    buffer_append(&reader->source, text.bytes, text.count);
    buffer_append_byte(&reader->source, '\n');
    turn->source_lines++;
    turn->expected_line = reader->number + 1;
    turn->expected_start = turn->expected_end = reader->line->next;
}

static void add_expected(Reader *reader, Span content) {
    Turn *turn = &reader->turn;
    finish_source(reader);
    buffer_append_repeated(&reader->expected, ' ', reader->line->indent - reader->turn_indent);
    buffer_append(&reader->expected, content.bytes, content.count);
    buffer_append_byte(&reader->expected, '\n');
    turn->expected_lines++;
    turn->expected_end = reader->line->next;
}

static ptrdiff_t role_of(Reader *reader, const PromptFound *found) {
    if (found->kind != PROMPT_BARE)
        return role_of_prompt(reader->document, dialogue_of(reader), found, reader->number);
    if (reader->bare == NO_ROLE)
        reader->bare = role_without_name(reader->document, dialogue_of(reader), reader->number);
    return reader->bare;
}

/* Prose may be indented, by the width of an item of a list. */
static bool is_in_block(const Reader *reader) {
    enum { CODE_INDENT = 4 };
    const Markup *markup = &reader->markup;
    return markup->fence || markup->is_pre || markup->comment != COMMENT_NONE || markup->is_doctest ||
           reader->line->indent >= CODE_INDENT ||
           (markup->is_literal && reader->line->indent > markup->literal_base);
}

static void begin_turn(Reader *reader, const PromptFound *found, Span content, bool is_hidden) {
    Dialogue *dialogue = dialogue_of(reader);
    if (!reader->defaults_end) settings_copy(&reader->defaults, &dialogue->settings);
    reader->defaults_end = true;
    ptrdiff_t role = role_of(reader, found);
    if (role == NO_ROLE) return;
    const Line *line = reader->line;
    Span raw = { reader->document->lines.bytes.bytes + line->start, 0 };
    while (raw.bytes[raw.count] == ' ' || raw.bytes[raw.count] == '\t') raw.count++;
    Span bare = SPAN(">>> ");
    reader->turn = (Turn){ .kind = found->turn,
                           .dialogue = reader->document->count - 1,
                           .role = (size_t)role,
                           .line = reader->number,
                           .indentation = raw,
                           .is_hidden = is_hidden || reader->block.is_hidden,
                           .is_in_block = is_in_block(reader),
                           .block = reader->block,
                           .prompt = found->kind == PROMPT_BARE ? bare : dialogue->roles[role].prompt };
    if (found->role != NO_ROLE) reader->turn.prompt = found->prompt;
    buffer_truncate(&reader->source, 0);
    buffer_truncate(&reader->expected, 0);
    reader->state = IN_SOURCE;
    reader->turn_indent = line->indent;
    add_source(reader, typed_behind(reader, content, found->length));
}

/* ---- lines */

static void go_on(Reader *reader, Span content) {
    if (!prompt_is_continuation(content))
        problems_add(problems_of(reader), reader->number,
                     _("'...' needs a blank behind it to go on with the turn of line %d"), reader->turn.line);
    else if (reader->line->indent != reader->turn_indent)
        problems_add(problems_of(reader), reader->number,
                     _("'... ' must be indented as its prompt in line %d"), reader->turn.line);
    size_t skipped = content.count > 3 ? (content.bytes[3] == ' ' ? 4 : 3) : content.count;
    add_source(reader, typed_behind(reader, content, skipped));
}

static void read_settings(Reader *reader, Span text);

static void read_text(Reader *reader, const MarkupLine *look) {
    Span content = look->text;
    bool is_within = reader->line->indent >= reader->turn_indent;
    if (reader->state == IN_SOURCE && is_within && span_starts(content, SPAN("..."))) {
        go_on(reader, content);
        return;
    }
    finish_source(reader);
    PromptFound found = prompt_find(dialogue_of(reader), content);
    if (found.kind == PROMPT_WITHOUT_BLANK) {
        problems_add(problems_of(reader), reader->number, _("the prompt in '%.*s' needs a blank behind it"),
                     EXCERPT(content));
        close_turn(reader);
    } else if (found.kind != PROMPT_NONE) {
        close_turn(reader);
        begin_turn(reader, &found, content, look->is_hidden);
    } else if (reader->state != NO_TURN && is_within) {
        add_expected(reader, content);
    } else {
        close_turn(reader);
        if (look->is_hidden) read_settings(reader, content);
    }
}

static void read_line(Reader *reader, size_t index) {
    Lines *lines = &reader->document->lines;
    reader->line = &lines->items[index];
    reader->number = (int)index + 1;
    MarkupLine look =
        markup_look(&reader->markup, reader->line, index ? reader->line - 1 : NULL, reader->number);
    bool begins_block = reader->markup.takes_fields && look.kind != MARKUP_FIELD;
    if (begins_block || !reader->markup.is_doctest) reader->block = (BlockOptions){ 0 };
    switch (look.kind) {
    case MARKUP_BLANK: close_turn(reader); return;
    case MARKUP_FENCE: close_turn(reader); break;
    case MARKUP_SETTINGS:
        close_turn(reader);
        if (span_starts(look.text, SPAN(":")))
            problems_add(problems_of(reader), reader->number,
                         _("settings have a single colon: .. causette: "));
        else
            read_settings(reader, look.text);
        break;
    case MARKUP_FIELD:
        field_read(&reader->block, look.text, reader->number, &reader->document->store, problems_of(reader));
        break;
    case MARKUP_TEXT: read_text(reader, &look); break;
    }
    if (look.is_last) close_turn(reader);
}

/* ---- dialogues */

static void begin_dialogue(Reader *reader) {
    Document *document = reader->document;
    Dialogue *dialogue =
        array_push(&document->dialogues, &document->count, &document->capacity, sizeof *dialogue);
    dialogue->line = reader->number;
    dialogue->first_turn = document->turn_count;
    settings_copy(&dialogue->settings, &reader->defaults);
    reader->bare = NO_ROLE;
}

/* A prompt that is no (NAME) >>> was text before something set it. */
static void check_early_prompts(Reader *reader, const Dialogue *dialogue) {
    for (size_t i = 0; i < dialogue->prompt_count; i++) {
        const Prompt *prompt = &dialogue->prompts[i];
        if (prompt->is_plain) continue;
        for (int number = dialogue->line; number < prompt->line; number++) {
            const Line *line = &reader->document->lines.items[number - 1];
            if (!span_starts(line_content(line), prompt->text)) continue;
            problems_add(problems_of(reader), number,
                         _("the prompt '%.*s' is used before the role is known, which sets it in line "
                           "%d; name the role first"),
                         EXCERPT(prompt->text), prompt->line);
            break;
        }
    }
}

static void finish_dialogue(Reader *reader) {
    Dialogue *dialogue = dialogue_of(reader);
    Turn *turns = dialogue->turn_count ? reader->document->turns + dialogue->first_turn : NULL;
    const Settings *settings = &dialogue->settings;
    for (size_t i = 0; i < dialogue->turn_count; i++)
        turns[i].options =
            (((settings->set & ~turns[i].block.cleared) | turns[i].block.set | turns[i].marks.set)) &
            ~turns[i].marks.cleared;
    check_early_prompts(reader, dialogue);
}

static void new_dialogue(Reader *reader) {
    Document *document = reader->document;
    Dialogue *dialogue = dialogue_of(reader);
    if (!reader->defaults_end) settings_copy(&reader->defaults, &dialogue->settings);
    reader->defaults_end = true;
    if (!dialogue->turn_count && document->count == 1) {
        dialogue->line = reader->number;
        return;
    }
    if (!dialogue->turn_count)
        problems_add(problems_of(reader), dialogue->line,
                     _("a dialogue without turns begins here; take the comment out, or write a turn"));
    if (document->count >= DIALOGUE_LIMIT) {
        problems_add(problems_of(reader), reader->number, _("more than %d dialogues; split the document"),
                     DIALOGUE_LIMIT);
        return;
    }
    finish_dialogue(reader);
    begin_dialogue(reader);
}

static void read_settings(Reader *reader, Span text) {
    bool is_new;
    do {
        Settings *settings = &dialogue_of(reader)->settings;
        text = settings_read(settings, text, reader->number, &reader->document->store, problems_of(reader),
                             &is_new);
        if (settings->count > PLAYER_LIMIT) {
            problems_add(problems_of(reader), reader->number,
                         _("more than %d settings that say who plays a role"), PLAYER_LIMIT);
            settings->count = PLAYER_LIMIT;
        }
        if (is_new) new_dialogue(reader);
    } while (is_new);
}

static const Role *find_role(const Dialogue *dialogue, Span name) {
    for (size_t i = 0; i < dialogue->count; i++)
        if (span_equals(dialogue->roles[i].name, name)) return &dialogue->roles[i];
    return NULL;
}

static bool is_default(const Reader *reader, const Player *player) {
    for (size_t i = 0; i < reader->defaults.count; i++)
        if (reader->defaults.players[i].line == player->line) return true;
    return false;
}

/* Who plays a role must name one: of its dialogue, or of any when it is said for all. */
static void check_player(Reader *reader, const Dialogue *own, const Player *player) {
    const Document *document = reader->document;
    const Role *role = find_role(own, player->role);
    bool for_all = is_default(reader, player);
    if (for_all && own != document->dialogues) return;
    for (size_t i = 0; for_all && !role && i < document->count; i++)
        role = find_role(&document->dialogues[i], player->role);
    if (!role)
        problems_add(problems_of(reader), player->line,
                     _("the role '%.*s' has no turns here; correct its name"), EXCERPT(player->role));
    else if (role->kind == TURN_SHELL && !player->is_command)
        problems_add(problems_of(reader), player->line,
                     _("the role '%.*s' is a shell: 'with' is for roles of the notation"),
                     EXCERPT(player->role));
}

static void check_whole(Reader *reader) {
    Document *document = reader->document;
    Dialogue *last = dialogue_of(reader);
    if (!document->turn_count)
        problems_add(
            problems_of(reader), 1,
            _("no turns: a turn is a line that begins with a prompt, as in '(server) >>> import socket' "
              "or '>>> 1 + 1'"));
    else if (!last->turn_count)
        problems_add(problems_of(reader), last->line,
                     _("a dialogue without turns begins here; take the comment out, or write a turn"));
    if (reader->markup.comment == COMMENT_HTML)
        problems_add(problems_of(reader), reader->markup.comment_line,
                     _("this comment has no end; close it with -->"));
    if (document->format == FORMAT_MARKDOWN && reader->markup.fence && document->turn_count)
        problems_add(problems_of(reader), reader->markup.fence_line, _("this fence is not closed"));
    for (size_t i = 0; document->turn_count && i < document->count; i++)
        for (size_t k = 0; k < document->dialogues[i].settings.count; k++)
            check_player(reader, &document->dialogues[i], &document->dialogues[i].settings.players[k]);
}

Document *document_read(const void *bytes, size_t count, DocumentFormat format) {
    Document *document = memory_get_zeroed(sizeof *document);
    document->format = format;
    bool is_small = count <= DOCUMENT_LIMIT;
    Span text = is_small ? span_store(&document->store, (Span){ bytes, count }) : (Span){ bytes, count };
    if (!lines_read(&document->lines, text, &document->problems)) return document;
    Reader reader = { .document = document, .markup = { .format = format }, .bare = NO_ROLE, .number = 1 };
    begin_dialogue(&reader);
    for (size_t i = 0; i < document->lines.count; i++) read_line(&reader, i);
    close_turn(&reader);
    finish_dialogue(&reader);
    check_whole(&reader);
    problems_sort(&document->problems);
    buffer_clear(&reader.source);
    buffer_clear(&reader.expected);
    settings_clear(&reader.defaults);
    return document;
}

void document_free(Document *document) {
    if (!document) return;
    for (size_t i = 0; i < document->count; i++) {
        memory_free(document->dialogues[i].roles);
        memory_free(document->dialogues[i].prompts);
        settings_clear(&document->dialogues[i].settings);
    }
    memory_free(document->dialogues);
    memory_free(document->turns);
    lines_clear(&document->lines);
    problems_clear(&document->problems);
    span_store_clear(&document->store);
    memory_free(document);
}

size_t document_bar_shells(Document *document) {
    size_t count = 0;
    for (size_t i = 0; i < document->turn_count; i++) {
        Turn *turn = &document->turns[i];
        Dialogue *dialogue = &document->dialogues[turn->dialogue];
        turn->is_barred = turn->kind == TURN_SHELL && !dialogue->settings.shell;
        dialogue->bars_shells = dialogue->bars_shells || turn->is_barred;
        if (turn->is_barred) turn->options |= OPTION_SKIP;
        count += turn->is_barred;
    }
    return count;
}

DocumentFormat document_format(const char *path) {
    Span name = { path, strlen(path) };
    if (span_ends(name, SPAN(".rst")) || span_ends(name, SPAN(".rest"))) return FORMAT_RST;
    return span_ends(name, SPAN(".md")) || span_ends(name, SPAN(".markdown")) ? FORMAT_MARKDOWN : FORMAT_ANY;
}
