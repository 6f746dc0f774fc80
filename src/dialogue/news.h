/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the process of one document tells the one of the command line, through a pipe: pieces, each with its
 * kind. */
#pragma once
#include "base/buffer.h"

typedef enum {
    NEWS_TEXT,    /* for a person, as it comes */
    NEWS_JSON,    /* the document's object in the report of --json */
    NEWS_JUNIT,   /* its test suite */
    NEWS_NOTE,    /* for standard error, said once however many documents say it */
    NEWS_FOLDER,  /* folders in which it plays, each ended by a zero byte */
    NEWS_PLAYERS, /* a byte for each player of the command line: 1, it has such a role */
    NEWS_KINDS
} NewsKind;

/* Sends *text as one piece, and empties it; nobody listening is no matter. */
void news_send(int fd, NewsKind kind, Buffer *text);
/* Moves the whole pieces at the start of *received into texts, one Buffer a kind. */
void news_take(Buffer *received, Buffer texts[NEWS_KINDS]);
