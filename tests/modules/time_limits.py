# SPDX-License-Identifier: GPL-3.0-or-later
# Fields of a date that no C int holds, and formats with NUL.
import time

date = (2000, 6, 1) + (0,) * 6
for function in time.asctime, time.mktime, lambda d: time.strftime("%Y", d):
    for place, number in (0, 2**31), (0, -2**31), (0, -2**31 - 1), (0, 2**70), (1, 2**32 + 1), (5, 2**32), (8, -2**33), (2, "x"):
        wrong = date[:place] + (number,) + date[place + 1:]
        try:
            print(function(wrong))
        except Exception as e:
            print(place, type(e).__name__)
for format in "%S\0", "\0", "a\0%Y":
    try:
        print(time.strftime(format, date))
    except ValueError as e:
        print(e)
