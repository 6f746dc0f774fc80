# SPDX-License-Identifier: GPL-3.0-or-later
# What is written on standard error is not on standard output.
import sys
print("to stderr", file=sys.stderr)
sys.stderr.write("last line of stderr\n")
print("to stdout")
