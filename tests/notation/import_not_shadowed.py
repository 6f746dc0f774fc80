# SPDX-License-Identifier: GPL-3.0-or-later
# A file beside the program takes no place of what python3 has loaded before it.
import sys
sys.path.insert(0, sys.path[0] + "/lib_shadow")
import os, posixpath, time, errno
print(os, time, errno, os.path is posixpath)
