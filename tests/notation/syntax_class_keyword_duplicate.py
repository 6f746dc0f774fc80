# SPDX-License-Identifier: GPL-3.0-or-later
# Bad arguments of a class statement.
print("never reached")
class C(a=1, a=2):
    pass
