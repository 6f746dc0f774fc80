/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Playing. The order of the document decides all: turns are typed one by one, actors run in the order of their roles. */
#include "dialogue/play.h"
#include "base/memory.h"
#include "dialogue/actor.h"
#include "dialogue/place.h"
#include "dialogue/quiet.h"
#include <errno.h>
#include <ftw.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000
enum { USUAL_TIMEOUT = 10, USUAL_TOTAL_TIMEOUT = 60, STOP_SECONDS = 5, SHOWN_LIMIT = 64 << 20, NO_TURN = -1 };
enum { FIRST_MOMENT = 20000, LAST_MOMENT = 1000000 }; /* nanoseconds between two looks at what is on its way */
#define CLOCK_START (1000 * (int64_t)SECOND) /* virtual clocks begin here, whatever the machine's says */

typedef struct {
    Actor *actor; /* NULL: not on the stage yet */
    long turn;    /* the last one typed, in the dialogue; NO_TURN */
    int64_t until; /* the end of that turn's time */
} Part;

typedef struct {
    Document *document;
    Dialogue *dialogue;
    const PlayOptions *options;
    Bindings *bindings;
    Played *played;
    Part *players; /* by role */
    char work[PATH_MAX]; /* the folder in which it plays */
    bool is_virtual;
    int64_t now, wall; /* of the virtual clock */
    int64_t until;     /* the end of the document's time */
    Quiet quiet;
    pid_t pids[ROLE_LIMIT]; /* of the actors, for quiet */
    size_t kept;       /* bytes shown, of all turns */
    bool has_stopped;
} Stage;

static Stage *volatile on_stage;           /* for play_stop, which a signal's handler calls */
static volatile sig_atomic_t is_stopping;

void play_stop(int number) {
    if (!on_stage) _exit(128 + number);
    is_stopping = true;
    for (size_t i = 0; on_stage->players && i < on_stage->dialogue->count; i++) {
        const Actor *actor = on_stage->players[i].actor;
        if (actor && actor->pid > 0) kill(-actor->pid, SIGKILL);
    }
    alarm(STOP_SECONDS); /* that is all, should anything hold up the rest */
}

static bool is_over(const Stage *stage) { return stage->has_stopped || is_stopping; }
static const Turn *turn_of(const Stage *stage, size_t i) { return &stage->document->turns[stage->dialogue->first_turn + i]; }
static PlayedTurn *played_of(Stage *stage, long i) { return &stage->played->turns[i]; }
static Part *player_of(Stage *stage, const Turn *turn) { return &stage->players[turn->role]; }

/* ---- settings */

static double seconds(double first, double second, double third, double otherwise) {
    return first > 0 ? first : second > 0 ? second : third > 0 ? third : otherwise;
}

static int64_t turn_time(const Stage *stage, const Turn *turn) {
    const Settings *given = stage->options->settings;
    return (int64_t)(seconds(turn->marks.timeout, given ? given->timeout : 0, stage->dialogue->settings.timeout,
                             USUAL_TIMEOUT) * SECOND);
}

static const Player *find_player(const Settings *settings, Span role) {
    for (size_t i = 0; settings && i < settings->count; i++) {
        if (span_equals(settings->players[i].role, role)) return &settings->players[i];
    }
    return NULL;
}

/* Who plays the role, when it is not an agent of ours: of the command line before the document. */
static const Player *player_for(const Stage *stage, size_t role) {
    Span name = stage->dialogue->roles[role].name;
    const Player *player = find_player(stage->options->settings, name);
    return player ? player : find_player(&stage->dialogue->settings, name);
}

/* Virtual time needs a network that nobody else uses, and roles that know only our clock. */
static bool may_be_virtual(const Stage *stage) {
    if (stage->options->real_time || stage->dialogue->settings.real_time || !stage->options->own_namespace) return false;
    for (size_t i = 0; i < stage->dialogue->count; i++) {
        if (stage->dialogue->roles[i].kind == TURN_SHELL || player_for(stage, i)) return false;
    }
    return true;
}

/* ---- running until all is quiet */

/* What a role shows belongs to its last turn. */
static void take_shown(Stage *stage, Part *player) {
    Actor *actor = player->actor;
    if (player->turn == NO_TURN) return; /* a greeting: nobody asked */
    PlayedTurn *played = played_of(stage, player->turn);
    size_t room = SHOWN_LIMIT - stage->kept, count = actor->shown.count < room ? actor->shown.count : room;
    buffer_append(&played->shown, actor->shown.bytes ? actor->shown.bytes : "", count);
    stage->kept += count;
    played->is_cut = played->is_cut || actor->is_cut || count < actor->shown.count;
    buffer_truncate(&actor->shown, 0);
}

static void append_others(Stage *stage, const Part *failed, Buffer *out) {
    for (size_t i = 0; i < stage->dialogue->count; i++) {
        const Part *player = &stage->players[i];
        if (player == failed || !player->actor) continue;
        int line = player->turn == NO_TURN ? 0 : turn_of(stage, (size_t)player->turn)->line;
        place_append(out, stage->dialogue->roles[i].name, player->actor, line);
        buffer_append_byte(out, '\n');
    }
}

static void fail(Stage *stage, Part *player, long turn, TurnVerdict verdict) {
    PlayedTurn *played = played_of(stage, turn);
    if (played->verdict != TURN_NOT_PLAYED && played->verdict != TURN_SAME) return;
    played->verdict = verdict;
    bool is_plain = verdict == TURN_DIFFERENT && player->actor && player->actor->place == ACTOR_AT_PROMPT;
    if (player->actor && !is_plain) {
        int line = player->turn == NO_TURN ? 0 : turn_of(stage, (size_t)player->turn)->line;
        place_append(&played->where, stage->dialogue->roles[turn_of(stage, (size_t)turn)->role].name, player->actor, line);
    }
    append_others(stage, player, &played->others);
}

/* Whether this one did anything. */
static bool run_one(Stage *stage, Part *player) {
    if (!player->actor || !actor_is_alive(player->actor)) return false;
    int64_t until = player->turn != NO_TURN && player->until < stage->until ? player->until : stage->until;
    bool is_idle = actor_run(player->actor, until);
    take_shown(stage, player);
    if (is_idle) return player->actor->did > 0;
    player->actor->place = ACTOR_IN_CALL; /* what it told last is no longer true */
    buffer_truncate(&player->actor->call, 0);
    if (player->turn != NO_TURN) fail(stage, player, player->turn, TURN_TIMEOUT);
    stage->has_stopped = true;
    return false;
}

static void find_processes(Stage *stage) {
    stage->quiet.pids = stage->pids;
    stage->quiet.pid_count = 0;
    for (size_t i = 0; i < stage->dialogue->count; i++) {
        const Actor *actor = stage->players[i].actor;
        if (actor && actor->pid > 0) stage->pids[stage->quiet.pid_count++] = actor->pid;
    }
}

/* Whether something was on its way; it has arrived. Only what the kernel says is on its way is given a moment. */
static bool let_arrive(Stage *stage) {
    bool has_waited = false;
    find_processes(stage);
    for (struct timespec moment = { 0, FIRST_MOMENT }; !is_over(stage) && !quiet_is_reached(&stage->quiet); has_waited = true) {
        if (actor_now() > stage->until) {
            buffer_append_text(&stage->played->problem, "its time is over, and bytes are still on their way");
            stage->has_stopped = true;
        }
        nanosleep(&moment, NULL);
        if (moment.tv_nsec < LAST_MOMENT) moment.tv_nsec *= 2;
    }
    return has_waited;
}

/* Until nothing happens any more: round and round, `first` having its run first, until everybody has had one since anybody did
 * something. Who did it last has nothing left to do. What one has sent has arrived before the next one runs, so how fast the
 * kernel is makes no difference. */
static void settle(Stage *stage, size_t first) {
    size_t count = stage->dialogue->count, idle = 0;
    for (size_t i = first; idle < count && !is_over(stage); i = (i + 1) % count) {
        bool did = run_one(stage, &stage->players[i]), has_waited = let_arrive(stage);
        idle = has_waited ? 0 : did ? 1 : idle + 1;
    }
}

/* ---- clocks */

static int64_t next_deadline(const Stage *stage) {
    int64_t next = ACTOR_NEVER;
    for (size_t i = 0; i < stage->dialogue->count; i++) {
        const Actor *actor = stage->players[i].actor;
        if (actor && actor_is_alive(actor) && actor->next < next) next = actor->next;
    }
    return next;
}

static void set_clocks(Stage *stage, int64_t now) {
    stage->wall += now - stage->now;
    stage->now = now;
    for (size_t i = 0; i < stage->dialogue->count; i++) {
        Actor *actor = stage->players[i].actor;
        if (actor && actor_is_alive(actor) && actor->kind->set_clock) actor->kind->set_clock(actor, stage->now, stage->wall);
    }
}

static bool is_sleeping(const Actor *actor) {
    return actor->place == ACTOR_IN_CALL && actor->deadline != ACTOR_NEVER && actor->call.count == 5 &&
           !memcmp(actor->call.bytes, "sleep", 5);
}

/* Time goes on, where that is all that anybody waits for: virtual time to the nearest deadline, real time until this
 * actor's own. False: there is none. */
static bool pass_time(Stage *stage, const Actor *waiting) {
    if (is_over(stage)) return false;
    if (stage->is_virtual) {
        int64_t next = next_deadline(stage);
        if (next == ACTOR_NEVER) return false;
        if (next > stage->now) set_clocks(stage, next);
    } else {
        if (waiting->deadline == ACTOR_NEVER || waiting->deadline > stage->until) return false;
        while (actor_now() < waiting->deadline && !is_stopping) poll(NULL, 0, (int)((waiting->deadline - actor_now()) / 1000000 + 1));
    }
    settle(stage, 0);
    return true;
}

/* Until this actor is no longer in a call; false: it stays there. */
static bool bring_back(Stage *stage, Actor *actor) {
    while (actor->place == ACTOR_IN_CALL) {
        if (!pass_time(stage, actor)) return false;
    }
    return true;
}

/* Real time: a sleep is waited for before anything else is typed. */
static void wait_for_sleepers(Stage *stage) {
    for (size_t i = 0; !stage->is_virtual && i < stage->dialogue->count; i++) {
        Actor *actor = stage->players[i].actor;
        while (actor && is_sleeping(actor) && pass_time(stage, actor)) {}
    }
}

/* ---- actors */

static Actor *start_actor(Stage *stage, size_t role) {
    const Role *description = &stage->dialogue->roles[role];
    const Player *player = player_for(stage, role);
    char *prompt = strndup(description->prompt.bytes, description->prompt.count);
    char *other = player ? strndup(player->value.bytes, player->value.count) : NULL;
    ActorStart start = { .prompt = prompt, .folder = stage->options->folder, .work = stage->work,
                         .is_virtual = stage->is_virtual, .now = stage->now, .wall = stage->wall };
    if (player && player->is_command) start.command = other;
    else start.program = other;
    Actor *actor = description->kind == TURN_SHELL ? actor_shell_start(&start)
                   : start.program                 ? actor_terminal_start(&start)
                                                   : actor_agent_start(&start);
    free(prompt);
    free(other);
    return actor;
}

static Actor *get_actor(Stage *stage, const Turn *turn) {
    Part *player = player_of(stage, turn);
    if (!player->actor) {
        player->actor = start_actor(stage, turn->role);
        settle(stage, turn->role);
    }
    return player->actor;
}

/* ---- the end of a turn */

static void judge(Stage *stage, long i) {
    const Turn *turn = turn_of(stage, (size_t)i);
    PlayedTurn *played = played_of(stage, i);
    if (played->verdict != TURN_SAME || !turn->source.count) return;
    Span shown = { played->shown.bytes ? played->shown.bytes : "", played->shown.count };
    played->difference = match(turn->expected, shown, turn->options, stage->bindings);
    played->difference.is_same = played->difference.is_same && !played->is_cut;
    if (!played->difference.is_same) fail(stage, player_of(stage, turn), i, TURN_DIFFERENT);
}

/* A role of the notation ends with its exit status, a shell's line has one. */
static void judge_exit(Stage *stage, Part *player, const Turn *turn) {
    const Actor *actor = player->actor;
    bool has_status = actor->place == ACTOR_ENDED || (turn->kind == TURN_SHELL && actor->place == ACTOR_AT_PROMPT);
    if (turn->marks.has_exit && !(has_status && actor->status == turn->marks.exit)) fail(stage, player, player->turn, TURN_EXIT);
}

/* The role's last turn is over: it has come back. */
static void close_turn(Stage *stage, Part *player) {
    if (player->turn == NO_TURN) return;
    judge(stage, player->turn);
    const Turn *turn = turn_of(stage, (size_t)player->turn);
    judge_exit(stage, player, turn);
    if (stage->options->on_turn) stage->options->on_turn(stage->options->context, turn, played_of(stage, player->turn));
}

/* ---- turns */

static bool shows_prompt(const Actor *actor, Span prompt) {
    Span shown = { actor->prompt.bytes ? actor->prompt.bytes : "", actor->prompt.count };
    return actor->place == ACTOR_AT_PROMPT && span_equals(span_trim_end(shown), span_trim_end(prompt));
}

/* Its role is at its prompt, or the turn cannot be typed. */
static bool is_due(Stage *stage, const Turn *turn, long i) {
    Part *player = player_of(stage, turn);
    Actor *actor = get_actor(stage, turn);
    if (is_over(stage)) return false;
    bool is_back = bring_back(stage, actor);
    if (is_over(stage)) return false;
    if (is_back && actor_is_alive(actor)) {
        close_turn(stage, player);
        player->turn = NO_TURN;
        if (shows_prompt(actor, turn->prompt)) return true;
        fail(stage, player, i, TURN_PROMPT);
        return actor->wants_more ? false : true;
    }
    if (actor->place == ACTOR_ENDED) close_turn(stage, player);
    bool is_last = player->turn != NO_TURN && actor->place != ACTOR_ENDED; /* else it is this turn that cannot be typed */
    fail(stage, player, is_last ? player->turn : i, actor_is_alive(actor) ? TURN_PENDING : TURN_LOST);
    if (actor->place == ACTOR_ENDED) player->turn = NO_TURN;
    stage->has_stopped = true;
    return false;
}

/* A prompt that only running told names its role from now on. */
static void learn_name(Stage *stage, const Turn *turn) {
    const Actor *actor = player_of(stage, turn)->actor;
    if (turn->naming != NAMES_COMPUTED || actor->place != ACTOR_AT_PROMPT) return;
    Span prompt = { actor->prompt.bytes, actor->prompt.count };
    if (!dialogue_name_role(stage->document, stage->dialogue, turn->role, prompt, turn->line))
        buffer_append_format(&stage->played->problem, "line %d: this prompt belongs to another role already", turn->line);
}

static void check_marks(Stage *stage, const Turn *turn, long i) {
    Part *player = player_of(stage, turn);
    if (turn->marks.blocks && player->actor->place != ACTOR_IN_CALL) fail(stage, player, i, TURN_NOT_BLOCKED);
}

/* Documents leave out the empty line that ends a block. */
static void type(Stage *stage, Actor *actor, size_t role, Span source) {
    actor->kind->type(actor, source);
    settle(stage, role);
    if (is_over(stage) || actor->place != ACTOR_AT_PROMPT || !actor->wants_more) return;
    actor->kind->type(actor, SPAN("\n"));
    settle(stage, role);
}

static void play_turn(Stage *stage, size_t i) {
    const Turn *turn = turn_of(stage, i);
    if (turn->options & OPTION_SKIP || !is_due(stage, turn, (long)i)) return;
    Part *player = player_of(stage, turn);
    PlayedTurn *played = played_of(stage, (long)i);
    if (played->verdict == TURN_NOT_PLAYED) played->verdict = TURN_SAME;
    if (!turn->source.count) return;
    player->turn = (long)i;
    player->until = actor_now() + turn_time(stage, turn);
    Actor *actor = player->actor;
    if (turn->marks.has_input) actor->kind->input(actor, turn->marks.input);
    type(stage, actor, turn->role, turn->source);
    wait_for_sleepers(stage);
    if (turn->interrupts && actor->place == ACTOR_IN_CALL && !is_over(stage)) {
        actor->kind->interrupt(actor);
        settle(stage, turn->role);
    }
    if (is_over(stage)) return;
    check_marks(stage, turn, (long)i);
    learn_name(stage, turn);
}

/* Behind the last turn: what still waits has its time, then nothing may be pending. */
static void play_end(Stage *stage) {
    for (size_t i = 0; i < stage->dialogue->count && !is_over(stage); i++) {
        Part *player = &stage->players[i];
        if (!player->actor || player->turn == NO_TURN || turn_of(stage, (size_t)player->turn)->kind == TURN_SHELL) continue;
        bool is_back = bring_back(stage, player->actor);
        if (!is_back) fail(stage, player, player->turn, TURN_PENDING);
        else if (player->actor->place == ACTOR_LOST) fail(stage, player, player->turn, TURN_LOST);
    }
    for (size_t i = 0; i < stage->dialogue->count; i++) {
        if (stage->players[i].actor) close_turn(stage, &stage->players[i]);
    }
}

/* ---- the stage */

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *level) {
    (void)status, (void)type, (void)level;
    remove(path);
    return 0;
}

static int64_t wall_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * SECOND + now.tv_nsec;
}

static bool open_stage(Stage *stage) {
    const char *folder = getenv("TMPDIR");
    int length = snprintf(stage->work, sizeof stage->work, "%s/causette-XXXXXX", folder && *folder ? folder : "/tmp");
    if (length >= (int)sizeof stage->work || !mkdtemp(stage->work)) {
        buffer_append_format(&stage->played->problem, "no folder to play in: %s", strerror(errno));
        return false;
    }
    const Settings *given = stage->options->settings;
    double total = seconds(given ? given->total_timeout : 0, stage->dialogue->settings.total_timeout, 0, USUAL_TOTAL_TIMEOUT);
    stage->until = actor_now() + (int64_t)(total * SECOND);
    stage->is_virtual = may_be_virtual(stage);
    stage->now = CLOCK_START;
    stage->wall = wall_now();
    stage->players = memory_get_zeroed((stage->dialogue->count + 1) * sizeof *stage->players);
    for (size_t i = 0; i < stage->dialogue->count; i++) stage->players[i].turn = NO_TURN;
    quiet_init(&stage->quiet, stage->options->own_namespace);
    return true;
}

/* Clients first: the later a role came, the sooner it goes. */
static void close_stage(Stage *stage) {
    for (size_t i = stage->dialogue->count; i-- > 0;) {
        if (stage->players[i].actor) actor_free(stage->players[i].actor);
        stage->players[i].actor = NULL;
    }
    memory_free(stage->players);
    quiet_clear(&stage->quiet);
    nftw(stage->work, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

void play_dialogue(Document *document, Dialogue *dialogue, const PlayOptions *options, Bindings *bindings, Played *played) {
    *played = (Played){ .turns = memory_get_zeroed((dialogue->turn_count + 1) * sizeof *played->turns), .count = dialogue->turn_count };
    Stage stage = { .document = document, .dialogue = dialogue, .options = options, .bindings = bindings, .played = played };
    if (!open_stage(&stage)) return;
    on_stage = &stage;
    for (size_t i = 0; i < dialogue->turn_count && !is_over(&stage); i++) play_turn(&stage, i);
    play_end(&stage);
    close_stage(&stage);
    on_stage = NULL;
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
