# SPDX-License-Identifier: GPL-3.0-or-later
# := needs a plain name.
print("never reached")
(x.y := 1)
