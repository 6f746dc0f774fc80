/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ellipsis and NotImplemented: the two constants that are no tags of Value (value.h). Results are owned. */
#pragma once
#include "value/object.h"

extern const Type ellipsis_type, not_implemented_type;

Value ellipsis_value(void);
Value not_implemented_value(void);
