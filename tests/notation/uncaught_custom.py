# SPDX-License-Identifier: GPL-3.0-or-later
# A class of the program's own, at module level.
class Broken(Exception):
    pass
raise Broken("in pieces")
