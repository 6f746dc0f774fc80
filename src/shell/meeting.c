/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder and the names in it. Who is in it is of the same user, and may still be stuck, dead or lying. */
#include "shell/meeting.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static const char prefix[] = "shell-";

bool meeting_folder(char out[MEETING_FOLDER]) {
    const char *runtime = getenv("XDG_RUNTIME_DIR");
    int count = runtime && runtime[0] == '/'
                    ? snprintf(out, MEETING_FOLDER, "%s/causette", runtime)
                    : snprintf(out, MEETING_FOLDER, "/tmp/causette-%u", (unsigned)geteuid());
    if (count < 0 || count >= MEETING_FOLDER) return false;
    mkdir(out, 0700);
    struct stat status;
    return lstat(out, &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == geteuid() &&
           !(status.st_mode & 077);
}

bool meeting_address(struct sockaddr_un *address, const char *folder, const char *name) {
    *address = (struct sockaddr_un){ .sun_family = AF_UNIX };
    int count = snprintf(address->sun_path, sizeof address->sun_path, "%s/%s", folder, name);
    return count > 0 && (size_t)count < sizeof address->sun_path;
}

void meeting_name(char *out, size_t size, pid_t pid) { snprintf(out, size, "%s%d", prefix, (int)pid); }

pid_t meeting_pid(const char *name) {
    if (strncmp(name, prefix, sizeof prefix - 1) != 0) return 0;
    int pid = atoi(name + sizeof prefix - 1);
    return pid > 0 ? pid : 0;
}

void meeting_forget_dead(const struct sockaddr_un *address, const char *name) {
    pid_t pid = meeting_pid(name);
    if (pid && kill(pid, 0) < 0 && errno == ESRCH) unlink(address->sun_path);
}

bool meeting_is_own(int fd, pid_t *pid) {
    struct ucred peer;
    socklen_t size = sizeof peer;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0 || peer.uid != geteuid()) return false;
    if (pid) *pid = peer.pid;
    return true;
}
