# SPDX-License-Identifier: GPL-3.0-or-later
# A coroutine that nobody awaits is warned of when nothing names it any more.
async def lost():
    print("never runs")


def lose():
    lost()


for i in range(2):
    lose()
kept = lost()
kept.close()
print("one warning for each place")
lost()
