/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The witness of a dialogue: writes into the chronicle what happens on the stage. Where no chronicle is
 * wanted it does nothing. */
#pragma once
#include "dialogue/stage.h"

void witness_open(Stage *stage);                   /* watches the wire, where the namespace is our own */
void witness_start(Stage *stage, size_t role);     /* its actor has been started */
void witness_turn(Stage *stage, const Turn *turn); /* it is about to be typed */
void witness_run(Stage *stage, Part *part); /* its actor has had its run, and what it sent has arrived */
void witness_close(Stage *stage);           /* tells the names that roles have in the end */
