# SPDX-License-Identifier: GPL-3.0-or-later
# An address without quotes.
print("never reached")
ip = 127.0.0.1
