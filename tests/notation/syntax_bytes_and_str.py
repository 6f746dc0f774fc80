# SPDX-License-Identifier: GPL-3.0-or-later
# Bytes and text do not glue together.
print("never reached")
x = b"a" "b"
