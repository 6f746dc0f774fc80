/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ports in what was shown that are others in the next run: an end of a connection had one, and nobody typed
 * it. As a document is written each becomes a placeholder; one that is shown several times gets a name, so
 * that it must be the same everywhere. */
#pragma once
#include "document/match.h"

enum { PORTS = 65536 };

typedef struct {
    uint8_t bits[PORTS / 8];
} PortSet;

void port_set_add(PortSet *set, unsigned port); /* 0 is none */
bool port_set_has(const PortSet *set, unsigned port);

typedef struct {
    const PortSet *ends;   /* of connections; borrowed */
    const Bindings *known; /* names that stand for ports already; NULL: none. Borrowed */
    Span taken;            /* a text whose names cannot be given again; borrowed */
    PortSet typed;
    uint8_t seen[PORTS];  /* how often it was shown: 0, 1, 2 for more */
    uint16_t name[PORTS]; /* of those shown several times, from 1; 0: none yet */
    uint16_t names;
} Ports;

/* First all that is typed is counted, then all that is shown; then it can be written. */
void ports_count_typed(Ports *ports, Span typed);
void ports_count_shown(Ports *ports, Span shown);
/* The text with a placeholder for each port that was not typed. */
void ports_append(Buffer *out, Ports *ports, Span shown);
