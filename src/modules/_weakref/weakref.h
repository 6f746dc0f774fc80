/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classes of module _weakref. */
#pragma once
#include "value/weak.h"
#include "vm/machine.h"

extern const ClassSpec weak_proxy_class, weak_callable_proxy_class;
