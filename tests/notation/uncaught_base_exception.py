# SPDX-License-Identifier: GPL-3.0-or-later
# A BaseException of one's own.
class Stop(BaseException):
    pass
raise Stop("now")
