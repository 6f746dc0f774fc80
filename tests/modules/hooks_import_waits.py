# SPDX-License-Identifier: GPL-3.0-or-later
# The code of a module may wait like any other.
import threading
import _waits_on_import
print(_waits_on_import.received)
t = threading.Thread(target=lambda: print("thread sees", _waits_on_import.received))
t.start()
t.join()
