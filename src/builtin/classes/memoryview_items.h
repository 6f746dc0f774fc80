/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The items of a memoryview, read and written: memoryview_items.c. */
#pragma once
#include "value/memoryview.h"
#include "vm/native.h"

/* The view in args[0]; NULL: it has been released, which is raised. */
MemoryView *memoryview_any_of(Call *call);
/* The same, of which items can be read and written. */
MemoryView *memoryview_with_items(Call *call);
Native memoryview_get_item, memoryview_set_item;
