# SPDX-License-Identifier: GPL-3.0-or-later
# sys.exit with a text writes it on standard error, status 1.
import sys
print("out")
sys.exit("a message for people")
