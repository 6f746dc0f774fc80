/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wait lists. A waiter is in at most one list; waking its task takes every waiter of that task out
 * of theirs. */
#include "vm/wait.h"
#include "vm/task.h"

void wait_list_init(WaitList *list) { list_init(&list->waiters); }

void wait_list_add(WaitList *list, Waiter *waiter, Task *task) {
    waiter->task = task;
    list_append(&list->waiters, &waiter->link);
    list_append(&task->waiters, &waiter->sibling);
}

void wait_list_wake_one(WaitList *list) {
    if (wait_list_is_empty(list)) return;
    task_wake(CONTAINER_OF(list->waiters.next, Waiter, link)->task);
}

void wait_list_wake_all(WaitList *list) {
    while (!wait_list_is_empty(list)) wait_list_wake_one(list);
}
