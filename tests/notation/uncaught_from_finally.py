# SPDX-License-Identifier: GPL-3.0-or-later
# finally runs, then the error goes out.
try:
    print("body")
    raise OSError(2, "No such file or directory", "x.txt")
finally:
    print("cleanup")
