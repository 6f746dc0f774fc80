# SPDX-License-Identifier: GPL-3.0-or-later
# Quotes of a word processor.
print("never reached")
print(“hello”)
