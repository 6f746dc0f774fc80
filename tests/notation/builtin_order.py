# SPDX-License-Identifier: GPL-3.0-or-later
# The order of the built-in names, up to the exceptions: it decides which of two equally near names is suggested.
import builtins

ours = "abs all any ascii bin callable chr compile dir divmod eval exec format getattr hash hex id input int iter len list"
ours += " map max min next oct ord pow print range repr round set sorted str sum super tuple type vars zip float bool"
print([name for name in vars(builtins) if name in ours.split()])
pint("x")
