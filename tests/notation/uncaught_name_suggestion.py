# SPDX-License-Identifier: GPL-3.0-or-later
# A name that is nearly a built-in one.
print("start")
pritn("x")
