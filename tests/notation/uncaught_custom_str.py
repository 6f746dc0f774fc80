# SPDX-License-Identifier: GPL-3.0-or-later
# __str__ of the exception makes the last line.
class C(Exception):
    def __str__(self):
        return "from __str__"
raise C("ignored")
