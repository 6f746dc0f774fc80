# refused: metaclass
# SPDX-License-Identifier: GPL-3.0-or-later
# Metaclasses are not in the notation.
class M(type):
    pass
class C(metaclass=M):
    pass
