# SPDX-License-Identifier: GPL-3.0-or-later
# A closing brace with nothing open.
print("never reached")
}
