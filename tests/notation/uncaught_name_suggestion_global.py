# SPDX-License-Identifier: GPL-3.0-or-later
# A name that is nearly a global one.
address = 1
print(adress)
