# SPDX-License-Identifier: GPL-3.0-or-later
# A thread that imports what another is importing waits until it is whole; who imports something else goes on.
import threading

seen = []


def load():
    import _loads_slowly
    seen.append(_loads_slowly.whole)


threads = [threading.Thread(target=load) for _ in range(3)]
for thread in threads:
    thread.start()
import errno
for thread in threads:
    thread.join()
print(seen, errno.ENOENT)
