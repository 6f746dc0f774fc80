/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actors run one at a time, in the order of their roles. */
#include "dialogue/stage.h"
#include "base/clock.h"
#include "base/language.h"
#include "base/memory.h"
#include "dialogue/actor/orphans.h"
#include "dialogue/folder.h"
#include "dialogue/report/place.h"
#include "dialogue/witness.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { USUAL_TIMEOUT = 10, USUAL_TOTAL_TIMEOUT = 60, STOP_SECONDS = 5, SHOWN_LIMIT = 64 << 20 };
enum { USUAL_SETTLE = 1, USUAL_GRACE = 5 /* that programs have at the end to clean up, all together */ };
enum {
    FIRST_MOMENT = 20000,
    LAST_MOMENT = CLOCK_MILLISECOND,
    LONGEST_MOMENT = 16 * CLOCK_MILLISECOND
}; /* nanoseconds between two looks at what is on its way, or at what programs do */
#define CLOCK_START (1000 * CLOCK_SECOND) /* virtual clocks begin here, whatever the machine's says */

static Stage *volatile on_stage; /* for play_stop, which a signal's handler calls */
static volatile sig_atomic_t is_stopping;

void play_stop(int number) {
    if (!on_stage) _exit(128 + number);
    is_stopping = true;
    for (size_t i = 0; on_stage->parts && i < on_stage->dialogue->count; i++) {
        const Actor *actor = on_stage->parts[i].actor;
        if (actor && actor->pid > 0) kill(-actor->pid, SIGKILL);
    }
    alarm(STOP_SECONDS); /* that is all, should anything hold up the rest */
}

bool stage_is_over(const Stage *stage) { return stage->has_stopped || is_stopping; }
const Turn *stage_turn(const Stage *stage, size_t i) {
    return &stage->document->turns[stage->dialogue->first_turn + i];
}
PlayedTurn *stage_played(Stage *stage, long i) { return &stage->played->turns[i]; }
Part *stage_part(Stage *stage, const Turn *turn) { return &stage->parts[turn->role]; }

/* ---- settings */

static double seconds(double first, double second, double third, double otherwise) {
    return first > 0 ? first : second > 0 ? second : third > 0 ? third : otherwise;
}

static const Player *find_player(const Settings *settings, Span role) {
    for (size_t i = 0; settings && i < settings->count; i++) {
        if (span_equals(settings->players[i].role, role)) return &settings->players[i];
    }
    return NULL;
}

int64_t stage_turn_time(const Stage *stage, const Turn *turn) {
    const Settings *given = stage->options->settings;
    return (int64_t)(seconds(turn->marks.timeout, given ? given->timeout : 0,
                             stage->dialogue->settings.timeout, USUAL_TIMEOUT) *
                     CLOCK_SECOND);
}

/* Who plays the role, when it is not an agent of ours: of the command line before the document. */
static const Player *player_for(const Stage *stage, size_t role) {
    Span name = stage->dialogue->roles[role].name;
    const Player *player = find_player(stage->options->settings, name);
    return player ? player : find_player(&stage->dialogue->settings, name);
}

/* A role that knows only our clock, and tells when it has nothing to do. */
static bool is_ours(const Stage *stage, size_t role) {
    bool is_shell = stage->dialogue->roles[role].kind == TURN_SHELL;
    const Player *player = player_for(stage, role);
    return is_shell ? stage->dialogue->bars_shells : !player || player->is_command;
}

static bool has_others(const Stage *stage) {
    for (size_t i = 0; i < stage->dialogue->count; i++) {
        if (!is_ours(stage, i)) return true;
    }
    return false;
}

/* Virtual time needs a network that nobody else uses, and no role elsewhere. */
static bool may_be_virtual(const Stage *stage) {
    bool is_real =
        stage->options->real_time || stage->dialogue->settings.real_time || !stage->options->own_namespace;
    if (is_real || stage->has_others) return false;
    for (size_t i = 0; i < stage->dialogue->count; i++) {
        if (player_for(stage, i)) return false;
    }
    return true;
}

/* ---- running until all is quiet */

/* What a role shows belongs to its last turn. */
static void take_shown(Stage *stage, Part *part) {
    Actor *actor = part->actor;
    if (part->turn == NO_TURN) return; /* a greeting: nobody asked */
    PlayedTurn *played = stage_played(stage, part->turn);
    size_t room = SHOWN_LIMIT - stage->kept, count = actor->shown.count < room ? actor->shown.count : room;
    buffer_append(&played->shown, actor->shown.bytes ? actor->shown.bytes : "", count);
    stage->kept += count;
    played->is_cut = played->is_cut || actor->is_cut || count < actor->shown.count;
    buffer_truncate(&actor->shown, 0);
}

static void append_others(Stage *stage, const Part *failed, Buffer *out) {
    for (size_t i = 0; i < stage->dialogue->count; i++) {
        const Part *part = &stage->parts[i];
        if (part == failed || !part->actor) continue;
        int line = part->turn == NO_TURN ? 0 : stage_turn(stage, (size_t)part->turn)->line;
        place_append(out, stage->dialogue->roles[i].name, part->actor, line);
        buffer_append_byte(out, '\n');
    }
}

void stage_fail(Stage *stage, Part *part, long turn, TurnVerdict verdict) {
    PlayedTurn *played = stage_played(stage, turn);
    if (played->verdict != TURN_NOT_PLAYED && played->verdict != TURN_SAME) return;
    played->verdict = verdict;
    bool is_plain = (verdict == TURN_DIFFERENT || verdict == TURN_INCOMPLETE) && part->actor &&
                    part->actor->place == ACTOR_AT_PROMPT;
    if (part->actor && !is_plain) {
        int line = part->turn == NO_TURN ? 0 : stage_turn(stage, (size_t)part->turn)->line;
        place_append(&played->where, stage->dialogue->roles[stage_turn(stage, (size_t)turn)->role].name,
                     part->actor, line);
    }
    append_others(stage, part, &played->others);
}

/* The ends of its connections, for --update. Nobody else reads the calls where there is no witness. */
static void note_ends(Stage *stage, Actor *actor) {
    PortSet *ends = stage->options->ends;
    for (size_t i = 0; ends && i < actor->call_count; i++) {
        port_set_add(ends, actor->calls[i].local.port);
        port_set_add(ends, actor->calls[i].peer.port);
    }
    if (stage->witness) return;
    for (size_t i = 0; i < actor->call_count; i++) entry_clear(&actor->calls[i]);
    actor->call_count = 0;
}

/* Those of programs that tell no calls. */
static void note_sockets(Stage *stage) {
    const KernelSockets *sockets = &stage->quiet.sockets;
    for (size_t i = 0; stage->options->ends && stage->options->own_namespace && i < sockets->count; i++) {
        port_set_add(stage->options->ends, sockets->items[i].local.port);
        port_set_add(stage->options->ends, sockets->items[i].peer.port);
    }
}

static int64_t settle_time(const Stage *stage) {
    return (int64_t)(seconds(stage->dialogue->settings.settle, 0, 0, USUAL_SETTLE) * CLOCK_SECOND);
}

/* Whether this one did anything. A turn's time is what its role may take at a stretch: while it waits for
 * others, they take theirs. */
static bool run_one(Stage *stage, Part *part) {
    if (!part->actor || !actor_is_alive(part->actor)) return false;
    int64_t until = clock_now() + part->time;
    part->actor->patience = stage->patience;
    part->actor->settle = settle_time(stage);
    bool is_idle = actor_run(part->actor, until < stage->until ? until : stage->until);
    take_shown(stage, part);
    note_ends(stage, part->actor);
    if (is_idle) return part->actor->did > 0;
    if (part->actor->place != ACTOR_IN_CALL)
        buffer_truncate(&part->actor->call, 0); /* what it told last is no longer true */
    part->actor->place = ACTOR_IN_CALL;
    if (part->turn != NO_TURN) stage_fail(stage, part, part->turn, TURN_TIMEOUT);
    stage->has_stopped = true;
    return false;
}

static void find_processes(Stage *stage) {
    stage->quiet.pids = stage->pids;
    stage->quiet.pid_count = 0;
    for (size_t i = 0; i < stage->dialogue->count; i++) {
        const Actor *actor = stage->parts[i].actor;
        if (actor && actor->pid > 0) stage->pids[stage->quiet.pid_count++] = actor->pid;
    }
}

/* Whether something was on its way; it has arrived. Only what the kernel says is on its way is given a
 * moment. */
static bool let_arrive(Stage *stage) {
    bool has_waited = false;
    find_processes(stage);
    for (struct timespec moment = { 0, FIRST_MOMENT };
         !stage_is_over(stage) && !quiet_is_reached(&stage->quiet); has_waited = true) {
        if (clock_now() > stage->until) {
            buffer_append_text(&stage->played->problem,
                               _("its time is over, and bytes are still on their way"));
            stage->has_stopped = true;
        }
        nanosleep(&moment, NULL);
        if (moment.tv_nsec < LAST_MOMENT) moment.tv_nsec *= 2;
    }
    return has_waited;
}

void stage_be_patient(Stage *stage) { stage->patience = clock_now() + settle_time(stage); }

/* Until nothing happens any more: round and round, `first` having its run first, until everybody has had one
 * since anybody did something. Who did it last has nothing left to do. What one has sent has arrived before
 * the next one runs, so how fast the kernel is makes no difference. */
void stage_settle(Stage *stage, size_t first) {
    size_t count = stage->dialogue->count, idle = 0;
    for (size_t i = first; idle < count && !stage_is_over(stage); i = (i + 1) % count) {
        bool did = run_one(stage, &stage->parts[i]), has_waited = let_arrive(stage);
        note_sockets(stage);
        witness_run(stage, &stage->parts[i]);
        idle = has_waited ? 0 : did ? 1 : idle + 1;
    }
}

/* ---- clocks */

static int64_t next_deadline(const Stage *stage) {
    int64_t next = ACTOR_NEVER;
    for (size_t i = 0; i < stage->dialogue->count; i++) {
        const Actor *actor = stage->parts[i].actor;
        if (actor && actor_is_alive(actor) && actor->next < next) next = actor->next;
    }
    return next;
}

static void set_clocks(Stage *stage, int64_t now) {
    stage->wall += now - stage->now;
    stage->now = now;
    for (size_t i = 0; i < stage->dialogue->count; i++) {
        Actor *actor = stage->parts[i].actor;
        if (actor && actor_is_alive(actor) && actor->kind->set_clock)
            actor->kind->set_clock(actor, stage->now, stage->wall);
    }
}

static bool is_sleeping(const Actor *actor) {
    return actor->place == ACTOR_IN_CALL && (actor->deadline != ACTOR_NEVER || actor->may_return) &&
           actor->call.count == 5 && !memcmp(actor->call.bytes, "sleep", 5);
}

static void wait_until(int64_t moment) {
    for (int64_t left; (left = moment - clock_now()) > 0 && !is_stopping;) {
        struct timespec time = { left / CLOCK_SECOND, left % CLOCK_SECOND };
        nanosleep(&time, NULL);
    }
}

/* Real time goes on to the nearest deadline, or by a moment where a program may do something by itself. */
static bool pass_real_time(Stage *stage, const Actor *waiting, int64_t until, int64_t *moment) {
    bool is_watched = waiting->may_return || stage->has_others;
    if (is_watched ? clock_now() >= until : waiting->deadline > until) return false; /* never included */
    int64_t next = next_deadline(stage), soon = clock_now() + *moment;
    if (is_watched && next > soon) next = soon;
    if (*moment < LONGEST_MOMENT) *moment *= 2;
    wait_until(next < until ? next : until);
    return true;
}

/* Time goes on, where that is all that anybody waits for. False: nobody does. */
static bool pass_time(Stage *stage, const Actor *waiting, int64_t until, int64_t *moment) {
    if (stage_is_over(stage)) return false;
    if (stage->is_virtual) {
        int64_t next = next_deadline(stage);
        if (next == ACTOR_NEVER) return false;
        if (next > stage->now) set_clocks(stage, next);
    } else if (!pass_real_time(stage, waiting, until, moment)) {
        return false;
    }
    stage_settle(stage, 0);
    return true;
}

bool stage_wait_for(Stage *stage, Part *part, bool (*is_there)(Stage *stage, Part *part)) {
    int64_t until = clock_now() + part->time;
    if (until > stage->until) until = stage->until;
    for (int64_t moment = FIRST_MOMENT; !is_there(stage, part);) {
        if (stage_is_over(stage) || part->actor->place != ACTOR_IN_CALL || clock_now() >= until)
            return is_there(stage, part);
        wait_until(clock_now() + moment);
        if (moment < LONGEST_MOMENT) moment *= 2;
        stage_settle(stage, 0);
    }
    return true;
}

bool stage_bring_back(Stage *stage, Part *part) {
    int64_t until = clock_now() + part->time;
    if (until > stage->until) until = stage->until;
    int64_t moment = FIRST_MOMENT;
    while (part->actor->place == ACTOR_IN_CALL) {
        if (clock_now() >= until && part->turn != NO_TURN && !stage->has_others) {
            stage_fail(stage, part, part->turn, TURN_TIMEOUT);
            stage->has_stopped = true;
        }
        if (!pass_time(stage, part->actor, until, &moment)) return false;
    }
    return true;
}

void stage_wait_for_sleepers(Stage *stage) {
    for (size_t i = 0; !stage->is_virtual && i < stage->dialogue->count; i++) {
        Part *part = &stage->parts[i];
        if (part->actor && is_sleeping(part->actor)) stage_bring_back(stage, part);
    }
}

/* ---- actors */

static Actor *start_actor(Stage *stage, size_t role) {
    const Role *description = &stage->dialogue->roles[role];
    const Player *player = player_for(stage, role);
    char *prompt = strndup(description->prompt.bytes, description->prompt.count);
    char *other = player ? strndup(player->value.bytes, player->value.count) : NULL;
    ActorStart start = { .prompt = prompt,
                         .folder = stage->options->folder,
                         .work = stage->work,
                         .is_virtual = stage->is_virtual,
                         .now = stage->now,
                         .wall = stage->wall,
                         .tells_calls = stage->options->chronicle || stage->options->ends };
    if (player && player->is_command)
        start.command = other;
    else
        start.program = other;
    Actor *actor = description->kind == TURN_SHELL ? actor_shell_start(&start)
                   : start.program                 ? actor_terminal_start(&start)
                                                   : actor_agent_start(&start);
    free(prompt);
    free(other);
    return actor;
}

Actor *stage_actor(Stage *stage, const Turn *turn) {
    Part *part = stage_part(stage, turn);
    if (part->actor) return part->actor;
    part->time = stage_turn_time(stage, turn);
    stage_be_patient(stage);
    part->actor = start_actor(stage, turn->role);
    witness_start(stage, turn->role);
    stage_settle(stage, turn->role);
    if (stage->has_stopped) stage_fail(stage, part, turn - stage_turn(stage, 0), TURN_TIMEOUT);
    return part->actor;
}

/* ---- the stage */

/* What cannot be played as it is asked for. */
static bool is_possible(Stage *stage) {
    for (size_t i = 0; i < stage->dialogue->count; i++) {
        const Role *role = &stage->dialogue->roles[i];
        if (role->kind != TURN_SHELL || stage->dialogue->bars_shells || !player_for(stage, i)) continue;
        buffer_append_format(
            &stage->played->problem,
            _("%.*s has a shell's prompt, so it runs here: --role and --with are for roles with >>>"),
            EXCERPT(role->name));
        return false;
    }
    return true;
}

bool stage_open(Stage *stage) {
    if (!is_possible(stage)) return false;
    on_stage = stage; /* from now on there is something to clean up */
    int problem = folder_make(stage->work, sizeof stage->work);
    if (problem) {
        on_stage = NULL;
        buffer_append_format(&stage->played->problem, _("no folder to play in: %s"), strerror(-problem));
        return false;
    }
    if (stage->options->on_folder) stage->options->on_folder(stage->options->context, stage->work);
    const Settings *given = stage->options->settings;
    double total = seconds(given ? given->total_timeout : 0, stage->dialogue->settings.total_timeout, 0,
                           USUAL_TOTAL_TIMEOUT);
    stage->until = clock_now() + (int64_t)(total * CLOCK_SECOND);
    stage->has_others = has_others(stage);
    stage->is_virtual = may_be_virtual(stage);
    stage->now = CLOCK_START;
    stage->wall = clock_wall();
    stage->parts = memory_get_zeroed((stage->dialogue->count + 1) * sizeof *stage->parts);
    for (size_t i = 0; i < stage->dialogue->count; i++) stage->parts[i].turn = NO_TURN;
    quiet_init(&stage->quiet, stage->options->own_namespace);
    witness_open(stage);
    orphans_adopt();
    return true;
}

/* Clients first: the later a role came, the sooner it goes. */
void stage_close(Stage *stage, void (*last)(Stage *stage, Part *part)) {
    witness_close(stage);
    double grace = is_stopping ? 0 : seconds(stage->dialogue->settings.grace, 0, 0, USUAL_GRACE);
    int64_t until = clock_now() + (int64_t)(grace * CLOCK_SECOND);
    for (size_t i = stage->dialogue->count; i-- > 0;) {
        Part *part = &stage->parts[i];
        if (!part->actor) continue;
        actor_stop(part->actor, until);
        last(stage, part);
        actor_free(part->actor);
        part->actor = NULL;
    }
    orphans_end(NULL, 0);
    memory_free(stage->parts);
    quiet_clear(&stage->quiet);
    folder_remove(stage->work);
    on_stage = NULL;
}
