# SPDX-License-Identifier: GPL-3.0-or-later
# A thread that has been started stands in its system call: told by the kernel, or, where all threads are tasks of one, by
# their turns.
import os
import time

POLL, ACCEPT, SENDTO, RECVFROM, ACCEPT4 = "7", "43", "44", "45", "288"


def start(thread):
    thread.start()
    time.sleep(0)
    if len(os.listdir("/proc/self/task")) == 1:
        return
    call = None
    while call not in (POLL, ACCEPT, SENDTO, RECVFROM, ACCEPT4):
        time.sleep(0)
        with open(f"/proc/self/task/{thread.native_id}/syscall") as file:
            call = file.read().split()[0]
