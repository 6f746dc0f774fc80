/* SPDX-License-Identifier: GPL-3.0-or-later */
/* itemgetter: a callable that gives an item of what it is called with, or a tuple of several. */
#pragma once
#include "vm/native.h"

extern const ClassSpec itemgetter_class;
