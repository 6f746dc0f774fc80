# SPDX-License-Identifier: GPL-3.0-or-later
# The program waits for threads that are no daemons.
import threading
import time
def late():
    time.sleep(0.05)
    print("printed after the main program's last line")
threading.Thread(target=late).start()
print("last line of the program")
