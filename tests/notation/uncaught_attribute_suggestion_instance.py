# SPDX-License-Identifier: GPL-3.0-or-later
# An attribute that is nearly one of the instance.
class C:
    def __init__(self):
        self.name = 1
C().nmae
