/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chronicles: four lists that grow, and their JSON form. What is read is checked as a whole at the end, for
 * roles may stand behind the calls that name them. */
#include "journal/chronicle.h"
#include "base/array.h"
#include "base/fields.h"
#include "base/language.h"
#include "base/memory.h"
#include "journal/journal_text.h"
#include <limits.h>
#include <string.h>

/* ---- adding */

static char *copy_text(const char *text, size_t count) {
    char *copy = memory_try(count + 1);
    if (!copy) return NULL;
    if (count) memcpy(copy, text, count);
    copy[count] = 0;
    return copy;
}

size_t chronicle_add_role(Chronicle *chronicle, const char *name, size_t count, bool is_ours) {
    char *copy = chronicle->role_count < CHRONICLE_ROLES ? copy_text(name, count) : NULL;
    ChronicleRole *role = !copy ? NULL
                                : array_try_push(&chronicle->roles, &chronicle->role_count,
                                                 &chronicle->role_capacity, sizeof *role);
    if (!role) {
        memory_free(copy);
        return CHRONICLE_NO_ROLE;
    }
    *role = (ChronicleRole){ copy, is_ours, 0, CHRONICLE_NO_TURN };
    return chronicle->role_count - 1;
}

/* Puts a copy in the place of what was there; where memory is refused, that stays. */
static void replace_text(char **text, const char *with, size_t count) {
    char *copy = copy_text(with, count);
    if (!copy) return;
    memory_free(*text);
    *text = copy;
}

void chronicle_set_title(Chronicle *chronicle, const char *title) {
    replace_text(&chronicle->title, title, strlen(title));
}

void chronicle_rename_role(Chronicle *chronicle, size_t role, const char *name, size_t count) {
    if (role < chronicle->role_count) replace_text(&chronicle->roles[role].name, name, count);
}

/* Takes what was typed; false: there is no room, and it is freed. */
static bool push_turn_take(Chronicle *chronicle, ChronicleTurn turn) {
    ChronicleTurn *pushed = chronicle->turn_count == CHRONICLE_LIMIT
                                ? NULL
                                : array_try_push(&chronicle->turns, &chronicle->turn_count,
                                                 &chronicle->turn_capacity, sizeof *pushed);
    if (pushed)
        *pushed = turn;
    else
        memory_free(turn.typed);
    return pushed;
}

size_t chronicle_add_turn(Chronicle *chronicle, size_t role, int line, int64_t at, const char *typed,
                          size_t count) {
    char *copy = role < chronicle->role_count ? copy_text(typed, count) : NULL;
    if (!copy || !push_turn_take(chronicle, (ChronicleTurn){ role, line, at, copy }))
        return CHRONICLE_NO_TURN;
    return chronicle->roles[role].turn = chronicle->turn_count - 1;
}

/* False: there is no room, and the entry is freed. */
static bool push_call_take(Chronicle *chronicle, size_t role, size_t turn, Entry *entry) {
    ChronicleCall *call = chronicle->call_count == CHRONICLE_LIMIT
                              ? NULL
                              : array_try_push(&chronicle->calls, &chronicle->call_count,
                                               &chronicle->call_capacity, sizeof *call);
    if (!call) {
        entry_clear(entry);
        return false;
    }
    *call = (ChronicleCall){ role, turn, *entry };
    *entry = (Entry){ 0 };
    return true;
}

void chronicle_add_call_take(Chronicle *chronicle, size_t role, Entry *entry) {
    if (role >= chronicle->role_count)
        entry_clear(entry);
    else if (!push_call_take(chronicle, role, chronicle->roles[role].turn, entry))
        chronicle->roles[role].lost++;
}

void chronicle_add_socket(Chronicle *chronicle, const ChronicleSocket *socket) {
    if (chronicle->socket_count == CHRONICLE_LIMIT) return;
    ChronicleSocket *place = array_try_push(&chronicle->sockets, &chronicle->socket_count,
                                            &chronicle->socket_capacity, sizeof *place);
    if (place) *place = *socket;
}

void chronicle_add_packet(Chronicle *chronicle, const Packet *packet) {
    Packet *place = chronicle->packet_count == CHRONICLE_LIMIT
                        ? NULL
                        : array_try_push(&chronicle->packets, &chronicle->packet_count,
                                         &chronicle->packet_capacity, sizeof *place);
    if (place)
        *place = *packet;
    else
        chronicle->lost_packets++;
}

/* ---- clearing */

static void clear_roles(Chronicle *chronicle) {
    for (size_t i = 0; i < chronicle->role_count; i++) memory_free(chronicle->roles[i].name);
    chronicle->role_count = 0;
}

static void clear_turns(Chronicle *chronicle) {
    for (size_t i = 0; i < chronicle->turn_count; i++) memory_free(chronicle->turns[i].typed);
    chronicle->turn_count = 0;
}

static void clear_calls(Chronicle *chronicle) {
    for (size_t i = 0; i < chronicle->call_count; i++) entry_clear(&chronicle->calls[i].entry);
    chronicle->call_count = 0;
}

void chronicle_clear(Chronicle *chronicle) {
    clear_roles(chronicle);
    clear_turns(chronicle);
    clear_calls(chronicle);
    memory_free(chronicle->title);
    memory_free(chronicle->roles);
    memory_free(chronicle->turns);
    memory_free(chronicle->calls);
    memory_free(chronicle->sockets);
    memory_free(chronicle->packets);
    *chronicle = (Chronicle){ 0 };
}

/* ---- writing */

static void append_role(Buffer *out, const ChronicleRole *role) {
    json_open(out, '{');
    json_text_member(out, "name", role->name);
    json_bool_member(out, "ours", role->is_ours);
    json_int_member(out, "lost", (int64_t)role->lost);
    json_close(out, '}');
}

static void append_turn(Buffer *out, const ChronicleTurn *turn) {
    json_open(out, '{');
    json_int_member(out, "role", (int64_t)turn->role);
    json_int_member(out, "line", turn->line);
    json_int_member(out, "at", turn->at);
    json_text_member(out, "typed", turn->typed);
    json_close(out, '}');
}

static void append_call(Buffer *out, const ChronicleCall *call) {
    json_open(out, '{');
    json_int_member(out, "role", (int64_t)call->role);
    if (call->turn != CHRONICLE_NO_TURN) json_int_member(out, "turn", (int64_t)call->turn);
    json_key(out, "entry");
    entry_append_again(out, &call->entry);
    json_close(out, '}');
}

static void append_socket(Buffer *out, const ChronicleSocket *socket) {
    json_open(out, '{');
    json_int_member(out, "role", (int64_t)socket->role);
    json_int_member(out, "at", socket->at);
    json_address_member(out, "local", &socket->local);
    json_address_member(out, "peer", &socket->peer);
    json_close(out, '}');
}

static void open_list(Buffer *out, const char *key) {
    json_key(out, key);
    json_open(out, '[');
}

void chronicle_append_json(Buffer *out, const Chronicle *chronicle) {
    json_open(out, '{');
    json_int_member(out, "version", CHRONICLE_VERSION);
    json_text_member(out, "title", chronicle->title);
    json_bool_member(out, "virtual", chronicle->is_virtual);
    json_bool_member(out, "wire", chronicle->has_wire);
    open_list(out, "roles");
    for (size_t i = 0; i < chronicle->role_count; i++) append_role(out, &chronicle->roles[i]);
    json_close(out, ']');
    open_list(out, "turns");
    for (size_t i = 0; i < chronicle->turn_count; i++) append_turn(out, &chronicle->turns[i]);
    json_close(out, ']');
    open_list(out, "calls");
    for (size_t i = 0; i < chronicle->call_count; i++) append_call(out, &chronicle->calls[i]);
    json_close(out, ']');
    open_list(out, "sockets");
    for (size_t i = 0; i < chronicle->socket_count; i++) append_socket(out, &chronicle->sockets[i]);
    json_close(out, ']');
    open_list(out, "packets");
    for (size_t i = 0; i < chronicle->packet_count; i++) packet_append(out, &chronicle->packets[i]);
    json_close(out, ']');
    json_int_member(out, "lost_packets", (int64_t)chronicle->lost_packets);
}

/* ---- reading the parts of its lists */

typedef struct {
    char *name;
    bool is_ours;
    uint64_t lost;
} RoleForm;

static bool read_role(Chronicle *chronicle, JsonReader *reader) {
    static const Field fields[] = {
        { "name", FIELD_TEXT, offsetof(RoleForm, name), true, NULL },
        { "ours", FIELD_BOOL, offsetof(RoleForm, is_ours), false, NULL },
        { "lost", FIELD_COUNT, offsetof(RoleForm, lost), false, NULL },
        { 0 },
    };
    static const FieldTable table = { fields, 0, NULL };
    RoleForm form = { 0 };
    uint64_t found;
    if (!fields_read(reader, &table, &form, &found)) return false;
    size_t role = chronicle_add_role(chronicle, form.name, strlen(form.name), form.is_ours);
    fields_clear(&table, &form);
    if (role == CHRONICLE_NO_ROLE) return false;
    chronicle->roles[role].lost = form.lost;
    return true;
}

typedef struct {
    uint64_t role;
    uint32_t line;
    int64_t at;
    char *typed;
} TurnForm;

static bool read_turn(Chronicle *chronicle, JsonReader *reader) {
    static const Field fields[] = {
        { "role", FIELD_COUNT, offsetof(TurnForm, role), true, NULL },
        { "line", FIELD_UINT32, offsetof(TurnForm, line), false, NULL },
        { "at", FIELD_INT64, offsetof(TurnForm, at), true, NULL },
        { "typed", FIELD_TEXT, offsetof(TurnForm, typed), true, NULL },
        { 0 },
    };
    static const FieldTable table = { fields, 0, NULL };
    TurnForm form = { 0 };
    uint64_t found;
    if (!fields_read(reader, &table, &form, &found)) return false;
    ChronicleTurn turn = { (size_t)form.role, (int)form.line, form.at, form.typed };
    if (form.role < CHRONICLE_ROLES && form.line <= INT_MAX) return push_turn_take(chronicle, turn);
    fields_clear(&table, &form);
    return false;
}

typedef struct {
    uint64_t role, turn;
    Entry entry;
} CallForm;

static bool read_call_entry(void *object, const char *key, JsonReader *reader, JsonToken token) {
    (void)key;
    CallForm *form = object;
    entry_clear(&form->entry);
    if (token == JSON_OBJECT) return entry_read(reader, &form->entry);
    fields_skip_rest(reader, token);
    return false;
}

/* Its role and its turn are checked when all is read. */
static bool read_call(Chronicle *chronicle, JsonReader *reader) {
    static const Field fields[] = {
        { "role", FIELD_COUNT, offsetof(CallForm, role), true, NULL },
        { "turn", FIELD_COUNT, offsetof(CallForm, turn), false, NULL },
        { "entry", FIELD_OTHER, offsetof(CallForm, entry), true, NULL },
        { 0 },
    };
    enum { TURN = 1 };
    static const FieldTable table = { fields, 0, read_call_entry };
    CallForm form = { 0 };
    uint64_t found;
    if (!fields_read(reader, &table, &form, &found) || form.role >= CHRONICLE_ROLES ||
        form.turn >= CHRONICLE_LIMIT) {
        entry_clear(&form.entry);
        return false;
    }
    size_t turn = found >> TURN & 1 ? (size_t)form.turn : CHRONICLE_NO_TURN;
    return push_call_take(chronicle, (size_t)form.role, turn, &form.entry);
}

typedef struct {
    uint64_t role;
    int64_t at;
    Address local, peer;
} SocketForm;

static bool read_socket(Chronicle *chronicle, JsonReader *reader) {
    static const Field fields[] = {
        { "role", FIELD_COUNT, offsetof(SocketForm, role), true, NULL },
        { "at", FIELD_INT64, offsetof(SocketForm, at), true, NULL },
        { "local", FIELD_IP, offsetof(SocketForm, local), true, NULL },
        { "peer", FIELD_IP, offsetof(SocketForm, peer), true, NULL },
        { 0 },
    };
    static const FieldTable table = { fields, 0, NULL };
    SocketForm form = { 0 };
    uint64_t found;
    if (!fields_read(reader, &table, &form, &found)) return false;
    ChronicleSocket socket = { (size_t)form.role, form.at, form.local, form.peer };
    if (form.role >= CHRONICLE_ROLES) return false;
    chronicle_add_socket(chronicle, &socket);
    return true;
}

static bool read_packet(Chronicle *chronicle, JsonReader *reader) {
    Packet packet;
    if (!packet_read(reader, &packet)) return false;
    chronicle_add_packet(chronicle, &packet);
    return true;
}

/* ---- reading */

static const char is_cut[] = N_("it is no JSON, or it is cut");
static const char is_other_version[] = N_("it is of another version");
static const char is_wrong[] = N_("what it holds is not as it should be");

typedef struct {
    Chronicle chronicle; /* the first member: the table's places are in it */
    const char *problem; /* NULL: none yet */
} Reading;

/* Nothing more is read. */
static bool refuse(Reading *reading, JsonReader *reader, const char *problem) {
    if (!reading->problem) reading->problem = reader->failed ? is_cut : problem;
    reader->failed = true;
    return false;
}

typedef struct {
    const char *key;
    bool (*read)(Chronicle *chronicle, JsonReader *reader); /* behind an item's opening bracket */
    void (*clear)(Chronicle *chronicle);
} ListForm;

static void clear_sockets(Chronicle *chronicle) { chronicle->socket_count = 0; }
static void clear_packets(Chronicle *chronicle) { chronicle->packet_count = 0; }

static const ListForm lists[] = { { "roles", read_role, clear_roles },
                                  { "turns", read_turn, clear_turns },
                                  { "calls", read_call, clear_calls },
                                  { "sockets", read_socket, clear_sockets },
                                  { "packets", read_packet, clear_packets } };

static bool read_list(Reading *reading, const ListForm *list, JsonReader *reader, JsonToken token) {
    if (token != JSON_ARRAY) return refuse(reading, reader, is_wrong);
    list->clear(&reading->chronicle);
    while ((token = json_next(reader)) == JSON_OBJECT)
        if (!list->read(&reading->chronicle, reader)) return refuse(reading, reader, is_wrong);
    return token == JSON_CLOSE || refuse(reading, reader, is_wrong);
}

static bool read_title(Reading *reading, JsonReader *reader, JsonToken token) {
    char **title = &reading->chronicle.title;
    memory_free(*title);
    *title = NULL;
    if (token == JSON_NULL) return true;
    if (token != JSON_STRING) return refuse(reading, reader, is_wrong);
    const char *bytes = reader->string.count ? reader->string.bytes : "";
    *title = copy_text(bytes, strnlen(bytes, reader->string.count));
    return *title || refuse(reading, reader, is_wrong);
}

static bool read_part(void *object, const char *key, JsonReader *reader, JsonToken token) {
    Reading *reading = object;
    if (!strcmp(key, "version"))
        return (token == JSON_NUMBER && reader->number == CHRONICLE_VERSION) ||
               refuse(reading, reader, is_other_version);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (!strcmp(key, lists[i].key)) return read_list(reading, &lists[i], reader, token);
    return read_title(reading, reader, token);
}

#define MEMBER(NAME) offsetof(Chronicle, NAME)
static const Field fields[] = {
    { "version", FIELD_OTHER, 0, true, NULL },
    { "title", FIELD_OTHER, MEMBER(title), false, NULL },
    { "virtual", FIELD_BOOL, MEMBER(is_virtual), false, NULL },
    { "wire", FIELD_BOOL, MEMBER(has_wire), false, NULL },
    { "roles", FIELD_OTHER, MEMBER(roles), true, NULL },
    { "turns", FIELD_OTHER, MEMBER(turns), false, NULL },
    { "calls", FIELD_OTHER, MEMBER(calls), false, NULL },
    { "sockets", FIELD_OTHER, MEMBER(sockets), false, NULL },
    { "packets", FIELD_OTHER, MEMBER(packets), false, NULL },
    { "lost_packets", FIELD_COUNT, MEMBER(lost_packets), false, NULL },
    { 0 },
};

/* Whether each names what there is, and a call a turn of its own role. */
static bool is_whole(Chronicle *chronicle) {
    for (size_t i = 0; i < chronicle->socket_count; i++) {
        if (chronicle->sockets[i].role >= chronicle->role_count) return false;
    }
    for (size_t i = 0; i < chronicle->turn_count; i++) {
        size_t role = chronicle->turns[i].role;
        if (role >= chronicle->role_count) return false;
        chronicle->roles[role].turn = i;
    }
    for (size_t i = 0; i < chronicle->call_count; i++) {
        const ChronicleCall *call = &chronicle->calls[i];
        if (call->role >= chronicle->role_count) return false;
        if (call->turn == CHRONICLE_NO_TURN) continue;
        if (call->turn >= chronicle->turn_count || chronicle->turns[call->turn].role != call->role)
            return false;
    }
    return true;
}

bool chronicle_read_json(Chronicle *chronicle, const char *text, size_t count, const char **problem) {
    static const FieldTable table = { fields, 0, read_part };
    JsonReader reader = { .text = text, .count = count };
    Reading reading = { 0 };
    uint64_t found;
    bool is_object = json_next(&reader) == JSON_OBJECT;
    bool taken = is_object && fields_read(&reader, &table, &reading, &found);
    if (taken && json_next(&reader) != JSON_END) taken = refuse(&reading, &reader, is_cut);
    if (taken && !is_whole(&reading.chronicle)) taken = refuse(&reading, &reader, is_wrong);
    if (!taken) {
        refuse(&reading, &reader, is_wrong);
        chronicle_clear(&reading.chronicle);
    }
    buffer_clear(&reader.string);
    *chronicle = reading.chronicle;
    *problem = reading.problem;
    return taken;
}
