# SPDX-License-Identifier: GPL-3.0-or-later
# Exceptions that are one another's cause.
a = ValueError("a")
b = KeyError("b")
a.__cause__ = b
b.__cause__ = a
raise a
