# refused: async
# SPDX-License-Identifier: GPL-3.0-or-later
# async for and async with neither.
print("never reached")
def f():
    async with x:
        pass
