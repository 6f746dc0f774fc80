/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the model share. */
#pragma once
#include "ladder/ladder.h"

/* As ladder_add_lost, of packets: "12 packets were not told". */
void ladder_add_lost_packets(Ladder *ladder, uint64_t count, int64_t at);
