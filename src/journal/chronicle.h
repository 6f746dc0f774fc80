/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened among several roles: what was typed, the calls of each, and the packets between them. A
 * dialogue that is played writes it (dialogue/play.h), watch writes it from live shells; the ladder is drawn
 * from it, and its JSON form is the drawing's data. Each of its lists is in the order in which it was told;
 * the clock CLOCK_MONOTONIC puts them in one order. */
#pragma once
#include "journal/entry.h"
#include "kernel/wire.h"

enum { CHRONICLE_VERSION = 1, CHRONICLE_ROLES = 1000, CHRONICLE_LIMIT = 1000000 /* entries, and packets */ };

/* A TCP socket of a role that does not tell its calls: its packets are that role's. */
typedef struct {
    size_t role;
    int64_t at; /* CLOCK_MONOTONIC, when it was found there */
    Address local, peer;
} ChronicleSocket;

#define CHRONICLE_NO_TURN SIZE_MAX
#define CHRONICLE_NO_ROLE SIZE_MAX

typedef struct {
    char *name;    /* owned; as the document has it: whatever it says */
    bool is_ours;  /* it tells its calls; of other programs nothing but their packets is known */
    uint64_t lost; /* entries that it could not tell */
    size_t turn;   /* its last one, in turns; CHRONICLE_NO_TURN */
} ChronicleRole;

typedef struct {
    size_t role;
    int line;    /* of the document; 0: none */
    int64_t at;  /* CLOCK_MONOTONIC, when it was typed */
    char *typed; /* owned */
} ChronicleTurn;

typedef struct {
    size_t role;
    size_t turn; /* the last one typed at its role, in turns; CHRONICLE_NO_TURN */
    Entry entry;
} ChronicleCall;

typedef struct {
    char *title;     /* owned; NULL: none */
    bool is_virtual; /* the programs' clock is set by the player */
    bool has_wire;   /* packets were watched */
    ChronicleRole *roles;
    size_t role_count, role_capacity;
    ChronicleTurn *turns;
    size_t turn_count, turn_capacity;
    ChronicleCall *calls;
    size_t call_count, call_capacity;
    ChronicleSocket *sockets;
    size_t socket_count, socket_capacity;
    Packet *packets;
    size_t packet_count, packet_capacity;
    uint64_t lost_packets; /* that the wire had no room for, or that were above CHRONICLE_LIMIT */
} Chronicle;

/* Zero one before its first use. Above the limits, and where memory is refused, things are dropped: entries
 * and packets are counted as lost, a turn is CHRONICLE_NO_TURN and a role CHRONICLE_NO_ROLE, with which
 * nothing can be added. */
void chronicle_set_title(Chronicle *chronicle, const char *title);
/* its number */
size_t chronicle_add_role(Chronicle *chronicle, const char *name, size_t count, bool is_ours);
void chronicle_rename_role(Chronicle *chronicle, size_t role, const char *name, size_t count);
size_t chronicle_add_turn(Chronicle *chronicle, size_t role, int line, int64_t at, const char *typed,
                          size_t count);
void chronicle_add_call_take(Chronicle *chronicle, size_t role, Entry *entry); /* takes what *entry owns */
void chronicle_add_socket(Chronicle *chronicle, const ChronicleSocket *socket);
void chronicle_add_packet(Chronicle *chronicle, const Packet *packet);
void chronicle_clear(Chronicle *chronicle);

/* {"version":1,"title":...,"virtual":true,"wire":true,
 *  "roles":[{"name":"server","ours":true,"lost":0}],
 *  "turns":[{"role":0,"line":12,"at":N,"typed":"s.listen()"}],
 *  "calls":[{"role":0,"turn":0,"entry":{...}}],           entry.h; without "turn" where there is none
 *  "sockets":[{"role":1,"at":N,"local":"127.0.0.1:3000","peer":"-"}],
 *  "packets":[{...}],"lost_packets":0                      wire.h
 * It is left open, so that the caller can add keys of its own before json_close. */
void chronicle_append_json(Buffer *out, const Chronicle *chronicle);
/* The whole text, into a zeroed one. False: it is none, or of another version; *problem (static, English,
 * translatable: "it is cut") says what, and *chronicle is empty. Keys that are not known are skipped. */
bool chronicle_read_json(Chronicle *chronicle, const char *text, size_t count, const char **problem);
