# SPDX-License-Identifier: GPL-3.0-or-later
# refused: cast() to 'H' is not in causette's notation
memoryview(b"abcd").cast("H")
