/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list.sort and sorted. */
#pragma once
#include "vm/native.h"

Native list_sort_method; /* list, key, reverse */
