/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting: one notion. What can be waited for owns a WaitList; a task that waits stands in one list (its own
 * waiter) or in several (select brings an array). Waking a task takes it from all of them and from the heap
 * of deadlines, then puts it at the end of the ready queue; nothing runs inside a wake. */
#pragma once
#include "base/list.h"

struct Task;

typedef struct {
    Link waiters;
} WaitList;

typedef struct {
    Link link;
    struct Task *task;
    Link sibling; /* in the task's list of its waiters */
} Waiter;

void wait_list_init(WaitList *list);
void wait_list_add(WaitList *list, Waiter *waiter, struct Task *task);
void wait_list_wake_all(WaitList *list);
void wait_list_wake_one(WaitList *list);
static inline bool wait_list_is_empty(const WaitList *list) { return list_is_empty(&list->waiters); }
