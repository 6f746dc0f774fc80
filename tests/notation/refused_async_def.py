# refused: async
# SPDX-License-Identifier: GPL-3.0-or-later
# Coroutines are not in the notation.
print("never reached")
async def f():
    pass
