# SPDX-License-Identifier: GPL-3.0-or-later
# os.path questions to the file system.
import os
p = os.path
for path in "/", "/etc", "/etc/passwd", "/no/such/path", "", "/dev/null", ".", __file__:
    print(path if path[:1] != "/" or path in ("/", "/etc", "/etc/passwd", "/dev/null",
        "/no/such/path") else "the program", p.exists(path), p.isfile(path), p.isdir(path))
print(p.exists(99999), p.exists("a\0b"), p.isfile(b"/etc/passwd"), p.getsize("/dev/null"))
try:
    p.getsize("/no/such/path")
except OSError as e:
    print(type(e).__name__, e)
print(p.islink("/etc"), p.exists(0))
