/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a dict holds as an encoder walks over it: a list of keys and values by turns, which no default()
 * changes. */
#pragma once
#include "vm/native.h"

Value json_flat_items(Dict *dict); /* ABSENT: memory refused */
/* Keys that are all str and all different are in order before values are looked at. False: some are not str.
 */
bool json_sort_plain(Value flat);
/* Of a list of pairs, as items() gives them. ABSENT: raised. */
Value json_flatten(Call *call, const List *pairs);
