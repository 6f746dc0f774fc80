/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A parser of XML over libexpat, and what is queued for a program's handlers.
 *
 * No handler runs within expat: what expat tells is queued as the number of a handler and its arguments, and
 * expat is stopped. The native Parse() then calls the handlers through the machine, and resumes expat when
 * all have returned; so a handler may wait, and finds the parser where the event is. */
#pragma once
#include "vm/native.h"
#include <expat.h>

typedef enum {
    ON_START_ELEMENT,
    ON_END_ELEMENT,
    ON_INSTRUCTION,
    ON_CHARACTERS,
    ON_UNPARSED_ENTITY,
    ON_NOTATION,
    ON_START_NAMESPACE,
    ON_END_NAMESPACE,
    ON_COMMENT,
    ON_START_CDATA,
    ON_END_CDATA,
    ON_DEFAULT,
    ON_DEFAULT_EXPAND,
    ON_NOT_STANDALONE,
    ON_EXTERNAL_ENTITY,
    ON_START_DOCTYPE,
    ON_END_DOCTYPE,
    ON_ENTITY,
    ON_XML_DECLARATION,
    ON_ELEMENT,
    ON_ATTRIBUTES,
    ON_SKIPPED_ENTITY,
    HANDLERS,
} XmlEvent;

enum { EVENT_NUMBER, EVENT_ARGUMENTS, EVENT_LINE, EVENT_COLUMN, EVENT_BYTE, EVENT_ITEMS };

typedef struct {
    Container head;
    XML_Parser expat; /* owned */
    Value parent;     /* whose entity this one parses: its expat must outlive ours; ABSENT */
    Value handlers[HANDLERS];
    Value intern;             /* dict */
    Value events;             /* list of EVENT_ITEMS each */
    Value event[EVENT_ITEMS]; /* whose handler is running, its arguments aside; ABSENT: none is */
    Buffer text;              /* characters, while they are gathered */
    int64_t buffer_size;
    bool gathers_text, is_ordered, specified_only, has_prefixes;
    bool is_within;  /* expat is at work */
    bool is_refused; /* memory */
} Parser;

/* Tells expat of a handler, or that there is none. */
void parser_watch(Parser *parser, XmlEvent handler, bool is_set);
/* Queues what was gathered of characters. */
void parser_flush(Parser *parser);
