/* SPDX-License-Identifier: GPL-3.0-or-later */
/* News of a folder, over inotify. What has changed is not looked at: the folder is read again. */
#include "ladder/folder_news.h"
#include <sys/inotify.h>
#include <unistd.h>

enum { ROOM = 4096 };

int folder_news_open(const char *path) {
    int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (fd < 0) return -1;
    uint32_t wanted = IN_CREATE | IN_DELETE | IN_MOVED_TO | IN_MOVED_FROM | IN_ONLYDIR;
    if (inotify_add_watch(fd, path, wanted) >= 0) return fd;
    close(fd);
    return -1;
}

bool folder_news_take(int fd) {
    union {
        struct inotify_event first;
        char bytes[ROOM];
    } news;
    bool is_there = true;
    ssize_t got;
    while ((got = read(fd, &news, sizeof news)) > 0) {
        const struct inotify_event *event;
        for (ssize_t at = 0; at < got; at += (ssize_t)(sizeof *event + event->len)) {
            event = (const struct inotify_event *)(news.bytes + at);
            if (event->mask & IN_IGNORED) is_there = false;
        }
    }
    return is_there;
}
