/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `causette check`, and `causette draw`, which plays a dialogue too, are asked for: the command line as
 * one struct that everything below it reads. */
#pragma once
#include "document/mark.h"
#include "journal/chronicle.h"

/* Exit statuses; of several documents the highest counts. */
typedef enum { CHECK_AS_WRITTEN, CHECK_DIFFERENT, CHECK_USAGE, CHECK_NOT_PLAYED } CheckStatus;

/* Draws what has happened in a dialogue: the ladder is a layer below. number: of the dialogue in its
 * document, from 1; 0: it has only one. False: *problem says why not, in the person's language. */
typedef bool ArtistDraw(const void *context, const Chronicle *chronicle, size_t number, Buffer *problem);

typedef struct {
    ArtistDraw *draw;    /* NULL: nothing is drawn */
    const void *context; /* borrowed */
    bool draws_all;      /* else those that are not as written */
} Artist;

typedef enum { CHECK_COMMAND, DRAW_COMMAND } CheckCommand;

typedef struct {
    CheckCommand command;
    bool lists, is_verbose, real_time, updates, diffs, has_json;
    const char *junit; /* the file; NULL: none */
    Isolate isolate;   /* ISOLATE_UNSET: as the document says, or auto */
    Settings settings; /* players and times of the command line; borrowed from its words */
    long jobs;
    int color; /* a ColorChoice */
    bool has_color;
    const char *ladder; /* the folder of drawings; NULL: none */
    /* of draw: */
    const char *output, *pcap; /* files; NULL: standard output, and none */
    const char *only;          /* names of roles, with commas between them; NULL: all */
    const char *format;        /* its name; NULL: the output's suffix says it */
    bool is_ascii;
    long columns, dialogue; /* 0: as the terminal has, and the document's only one */
    Artist artist;
    int packets;   /* where the packets go, in pcap's format; 0: nowhere */
    int turnstile; /* a file that is locked by who plays in the common namespace; -1: none */
} CheckOptions;

/* True: go on, with the documents from argv[optind]. False: *status is the exit status, and all is said. */
bool check_options_read(CheckOptions *options, CheckCommand command, int argc, char **argv, int *status);
const char *check_command_name(const CheckOptions *options); /* "check" */
/* A wrong word on the command line: says it, sets *status; false. */
bool check_options_fail(const CheckOptions *options, int *status, const char *problem, const char *what);
void check_options_clear(CheckOptions *options);
