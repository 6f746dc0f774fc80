/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network namespace of one's own, where every port is free and nothing leaves. Linux: user_namespaces(7),
 * network_namespaces(7). No privilege is needed where the kernel allows such namespaces; elsewhere it answers
 * no. */
#pragma once
#include <stdbool.h>

/* This process (of one thread) and its children live in a new one from now on, its loopback interface up.
 * False: errno says why not, and nothing has changed, but that the process may be in a user namespace of its
 * own. */
bool namespace_enter(void);
