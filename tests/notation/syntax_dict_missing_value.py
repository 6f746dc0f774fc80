# SPDX-License-Identifier: GPL-3.0-or-later
# A key without a value.
print("never reached")
x = {"a":}
