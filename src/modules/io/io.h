/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The streams in memory of module io. */
#pragma once
#include "builtin/classes/io_base.h"

extern const ClassSpec bytes_io_class, string_io_class;
