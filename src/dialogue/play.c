/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Playing: the order of the document decides all. Turns are typed one by one. */
#include "dialogue/play.h"
#include "base/clock.h"
#include "base/language.h"
#include "base/memory.h"
#include "dialogue/stage.h"
#include "dialogue/witness.h"
#include "document/comparable.h"
#include "document/typed.h"
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* ---- the end of a turn */

static void judge(Stage *stage, long i) {
    const Turn *turn = stage_turn(stage, (size_t)i);
    Part *part = stage_part(stage, turn);
    PlayedTurn *played = stage_played(stage, i);
    if (played->verdict != TURN_SAME) return;
    Span shown = { played->shown.bytes ? played->shown.bytes : "", played->shown.count };
    if (turn->marks.is_quiet && turn->kind == TURN_SHELL) return;
    played->difference = match(turn->expected, shown, turn->options, stage->bindings);
    played->difference.is_same = played->difference.is_same && !played->is_cut;
    if (!played->difference.is_same)
        stage_fail(stage, part, i, TURN_DIFFERENT);
    else if (turn->interrupts && !part->did_interrupt)
        stage_fail(stage, part, i, TURN_NOT_BLOCKED);
}

/* A role of the notation ends with its exit status, a shell's line has one. */
static void judge_exit(Stage *stage, Part *part, const Turn *turn) {
    const Actor *actor = part->actor;
    bool has_status =
        actor->place == ACTOR_ENDED || (turn->kind == TURN_SHELL && actor->place == ACTOR_AT_PROMPT);
    if (turn->interrupts && actor->status == 128 + SIGINT && !turn->marks.has_exit)
        return; /* as it was asked to */
    bool is_line = turn->kind == TURN_SHELL && has_status && !stage_is_over(stage);
    if (!has_status) stage_played(stage, part->turn)->status = -1;
    if (turn->marks.has_exit ? !(has_status && actor->status == turn->marks.exit) : is_line && actor->status)
        stage_fail(stage, part, part->turn, TURN_EXIT);
    if (has_status && (turn->kind == TURN_SHELL || turn->marks.has_exit))
        stage_played(stage, part->turn)->status = actor->status;
}

/* The role's last turn is over: it has come back. */
static void close_turn(Stage *stage, Part *part) {
    if (part->turn == NO_TURN) return;
    PlayedTurn *played = stage_played(stage, part->turn);
    if (!played->ended) played->ended = clock_now();
    judge(stage, part->turn);
    const Turn *turn = stage_turn(stage, (size_t)part->turn);
    judge_exit(stage, part, turn);
    if (stage->options->on_turn) stage->options->on_turn(stage->options->context, turn, played);
}

/* ---- turns */

static bool shows_prompt(const Actor *actor, Span prompt) {
    Span shown = { actor->prompt.bytes ? actor->prompt.bytes : "", actor->prompt.count };
    return actor->place == ACTOR_AT_PROMPT && span_equals(span_trim_end(shown), span_trim_end(prompt));
}

/* Its role is at its prompt, or the turn cannot be typed. */
static bool is_due(Stage *stage, const Turn *turn, long i) {
    Part *part = stage_part(stage, turn);
    Actor *actor = stage_actor(stage, turn);
    if (stage_is_over(stage)) return false;
    bool is_back = stage_bring_back(stage, part);
    if (stage_is_over(stage)) return false;
    if (is_back && actor_is_alive(actor)) {
        close_turn(stage, part);
        part->turn = NO_TURN;
        if (shows_prompt(actor, turn->prompt)) return true;
        stage_fail(stage, part, i, TURN_PROMPT);
        return actor->wants_more ? false : true;
    }
    if (actor->place == ACTOR_ENDED) close_turn(stage, part);
    bool is_last =
        part->turn != NO_TURN && actor->place != ACTOR_ENDED; /* else it is this turn that cannot be typed */
    stage_fail(stage, part, is_last ? part->turn : i, actor_is_alive(actor) ? TURN_PENDING : TURN_LOST);
    if (actor->place == ACTOR_ENDED) part->turn = NO_TURN;
    stage->has_stopped = true;
    return false;
}

/* A prompt that only running told names its role from now on. */
static void learn_name(Stage *stage, const Turn *turn) {
    const Actor *actor = stage_part(stage, turn)->actor;
    if (turn->naming != NAMES_COMPUTED || actor->place != ACTOR_AT_PROMPT) return;
    Span prompt = { actor->prompt.bytes, actor->prompt.count };
    if (!dialogue_name_role(stage->document, stage->dialogue, turn->role, prompt, turn->line))
        buffer_append_format(&stage->played->problem,
                             _("line %d: this prompt belongs to another role already"), turn->line);
}

static void check_marks(Stage *stage, const Turn *turn, long i) {
    Part *part = stage_part(stage, turn);
    if (turn->marks.blocks && part->actor->place != ACTOR_IN_CALL)
        stage_fail(stage, part, i, TURN_NOT_BLOCKED);
}

/* Documents leave out the empty line that ends a block. */
static void type(Stage *stage, Actor *actor, size_t role, Span source) {
    Buffer lines = { 0 };
    if (stage->dialogue->roles[role].kind == TURN_NOTATION)
        typed_append(&lines, source);
    else
        buffer_append(&lines, source.bytes, source.count);
    stage_be_patient(stage);
    actor->kind->type(actor, (Span){ lines.bytes, lines.count });
    buffer_clear(&lines);
    stage_settle(stage, role);
    if (stage_is_over(stage) || actor->place != ACTOR_AT_PROMPT || !actor->wants_more) return;
    actor->kind->type(actor, SPAN("\n"));
    stage_settle(stage, role);
}

static bool wants_more(const Actor *actor) { return actor->place == ACTOR_AT_PROMPT && actor->wants_more; }

/* At a prompt a terminal shows ^C, and the line ends. */
static void drop_newline(Buffer *shown, size_t start) {
    if (shown->count <= start || shown->bytes[start] != '\n') return;
    memmove(shown->bytes + start, shown->bytes + start + 1, shown->count - start - 1);
    buffer_truncate(shown, shown->count - 1);
}

/* Ctrl-C needs something to interrupt: a call, or a statement that is not complete. */
static void interrupt(Stage *stage, const Turn *turn) {
    Actor *actor = stage_part(stage, turn)->actor;
    bool may_interrupt = actor->place == ACTOR_IN_CALL || wants_more(actor);
    stage_part(stage, turn)->did_interrupt = may_interrupt;
    if (!may_interrupt) return;
    bool is_at_prompt = actor->place == ACTOR_AT_PROMPT;
    Buffer *shown = &stage_played(stage, stage_part(stage, turn)->turn)->shown;
    size_t start = shown->count;
    actor->kind->interrupt(actor);
    stage_settle(stage, turn->role);
    if (is_at_prompt) drop_newline(shown, start);
}

/* The rest is played all the same. What the interrupt shows is nobody's. */
static void give_up_statement(Stage *stage, const Turn *turn, long i) {
    stage_fail(stage, stage_part(stage, turn), i, TURN_INCOMPLETE);
    interrupt(stage, turn);
    buffer_truncate(&stage_played(stage, i)->shown, 0);
}

/* A shell's line has done what the next one needs. */
static bool is_ready(Stage *stage, Part *part) {
    const Turn *turn = stage_turn(stage, (size_t)part->turn);
    const Marks *marks = &turn->marks;
    const Buffer *shown = &stage_played(stage, part->turn)->shown;
    Buffer path = { 0 };
    if (marks->ready_is_text)
        return shown->count && memmem(shown->bytes, shown->count, marks->ready.bytes, marks->ready.count);
    if (marks->ready_port) return quiet_listens(&stage->quiet, (uint16_t)marks->ready_port);
    if (*marks->ready.bytes != '/') buffer_append_format(&path, "%s/", stage->options->folder);
    buffer_append(&path, marks->ready.bytes, marks->ready.count);
    bool is_there = access(buffer_text(&path), F_OK) == 0;
    buffer_clear(&path);
    return is_there;
}

static void wait_until_ready(Stage *stage, Part *part) {
    const Turn *turn = stage_turn(stage, (size_t)part->turn);
    if (!turn->marks.ready.count || turn->kind != TURN_SHELL || stage_is_over(stage)) return;
    if (stage_wait_for(stage, part, is_ready)) return;
    stage_fail(stage, part, part->turn, TURN_NOT_READY);
    stage->has_stopped = true;
}

static void play_turn(Stage *stage, size_t i) {
    const Turn *turn = stage_turn(stage, i);
    if (turn->options & OPTION_SKIP || !is_due(stage, turn, (long)i)) return;
    Part *part = stage_part(stage, turn);
    PlayedTurn *played = stage_played(stage, (long)i);
    if (played->verdict == TURN_NOT_PLAYED) played->verdict = TURN_SAME;
    part->turn = (long)i;
    part->time = stage_turn_time(stage, turn);
    part->did_interrupt = false;
    if (!turn->source.count) return;
    Actor *actor = part->actor;
    witness_turn(stage, turn);
    played->begun = clock_now();
    if (turn->marks.has_input) actor->kind->input(actor, turn->marks.input);
    type(stage, actor, turn->role, turn->source);
    wait_until_ready(stage, part);
    if (stage_is_over(stage)) return;
    check_marks(stage, turn, (long)i);
    if (turn->interrupts)
        interrupt(stage, turn);
    else if (wants_more(actor))
        give_up_statement(stage, turn, (long)i);
    stage_wait_for_sleepers(stage);
    if (stage_is_over(stage)) return;
    learn_name(stage, turn);
}

static bool is_program_running(const Stage *stage, const Part *part) {
    return part->turn != NO_TURN && stage_turn(stage, (size_t)part->turn)->kind == TURN_SHELL &&
           part->actor->place == ACTOR_IN_CALL;
}

/* A shell's line has shown as many lines as it should, or will show nothing any more by itself. */
static bool has_said(Stage *stage, Part *part) {
    const Buffer *shown = &stage_played(stage, part->turn)->shown;
    Span rest = { shown->bytes ? shown->bytes : "", shown->count }, line;
    size_t count = 0;
    while (span_next_line(&rest, &line)) count++;
    return count >= stage_turn(stage, (size_t)part->turn)->expected_lines || !part->actor->is_at_work;
}

/* Behind the last turn: what still waits has its time, then nothing may be pending. */
static void play_end(Stage *stage) {
    for (size_t i = 0; i < stage->dialogue->count && !stage_is_over(stage); i++) {
        Part *part = &stage->parts[i];
        if (part->actor && is_program_running(stage, part)) stage_wait_for(stage, part, has_said);
    }
    for (size_t i = 0; i < stage->dialogue->count && !stage_is_over(stage); i++) {
        Part *part = &stage->parts[i];
        if (!part->actor || part->turn == NO_TURN ||
            stage_turn(stage, (size_t)part->turn)->kind == TURN_SHELL)
            continue;
        bool is_back = stage_bring_back(stage, part);
        if (!is_back)
            stage_fail(stage, part, part->turn, TURN_PENDING);
        else if (part->actor->place == ACTOR_LOST)
            stage_fail(stage, part, part->turn, TURN_LOST);
    }
    for (size_t i = 0; i < stage->dialogue->count; i++) {
        Part *part = &stage->parts[i];
        if (part->actor && !is_program_running(stage, part)) close_turn(stage, part);
    }
}

/* The program of a shell's line has been asked to end, or has been killed. What it says at its end counts
 * where it ends as it should not: a leak checker's report, for instance. */
static void close_last(Stage *stage, Part *part) {
    if (!is_program_running(stage, part)) return;
    Actor *actor = part->actor;
    const Turn *turn = stage_turn(stage, (size_t)part->turn);
    bool has_ended = actor->pid == 0,
         is_asked = actor->status == 128 + SIGTERM || actor->status == 128 + SIGKILL;
    if (turn->marks.has_exit ? has_ended : has_ended && actor->status && !is_asked) {
        buffer_append(&stage_played(stage, part->turn)->shown, actor->shown.bytes ? actor->shown.bytes : "",
                      actor->shown.count);
        actor->place = ACTOR_AT_PROMPT;
    }
    close_turn(stage, part);
}

/* ---- without the shell's turns */

/* One that waits, or raises, may do so because nobody started what it needs. */
static bool needs_shell(const Turn *turn, const PlayedTurn *played, bool is_behind) {
    Span shown = { played->shown.bytes ? played->shown.bytes : "", played->shown.count };
    switch (played->verdict) {
    case TURN_PENDING:
    case TURN_LOST:
    case TURN_TIMEOUT: return true;
    case TURN_DIFFERENT: return is_behind && traceback_last(shown) < shown.count;
    default: return is_behind && played->verdict == TURN_PROMPT && turn->kind == TURN_NOTATION;
    }
}

static void find_needs(Stage *stage) {
    bool is_behind = false;
    for (size_t i = 0; stage->dialogue->bars_shells && i < stage->dialogue->turn_count; i++) {
        const Turn *turn = stage_turn(stage, i);
        PlayedTurn *played = stage_played(stage, (long)i);
        is_behind = is_behind || turn->is_barred;
        played->needs_shell = needs_shell(turn, played, is_behind);
    }
}

void play_dialogue(Document *document, Dialogue *dialogue, const PlayOptions *options, Bindings *bindings,
                   Played *played) {
    *played = (Played){ .turns = memory_get_zeroed((dialogue->turn_count + 1) * sizeof *played->turns),
                        .count = dialogue->turn_count };
    Stage stage = {
        .document = document, .dialogue = dialogue, .options = options, .bindings = bindings, .played = played
    };
    if (!stage_open(&stage)) return;
    for (size_t i = 0; i < dialogue->turn_count && !stage_is_over(&stage); i++) play_turn(&stage, i);
    play_end(&stage);
    stage_close(&stage, close_last);
    find_needs(&stage);
}

void played_clear(Played *played) {
    for (size_t i = 0; i < played->count; i++) {
        buffer_clear(&played->turns[i].shown);
        buffer_clear(&played->turns[i].where);
        buffer_clear(&played->turns[i].others);
    }
    memory_free(played->turns);
    buffer_clear(&played->problem);
    *played = (Played){ 0 };
}

bool played_as_written(const Played *played) {
    for (size_t i = 0; i < played->count; i++) {
        if (played->turns[i].verdict > TURN_SAME) return false;
    }
    return !played->problem.count;
}
