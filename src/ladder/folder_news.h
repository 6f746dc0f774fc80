/* SPDX-License-Identifier: GPL-3.0-or-later */
/* News of a folder: that names have come or gone. Linux: inotify(7). Where there is none, who asks looks
 * again from time to time. */
#pragma once
#include <stdbool.h>

int folder_news_open(const char *path); /* a descriptor, readable when there are news; -1: none can be had */
/* Takes all news. False: there will be none any more, for the folder itself has gone. */
bool folder_news_take(int fd);
