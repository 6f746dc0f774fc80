# Dates of module time, in UTC.
import os
import time

os.environ["TZ"] = "UTC0"
time.tzset()


def told(function, *args):
    try:
        return function(*args)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


print(time.struct_time(range(9)), time.struct_time(range(11)).tm_zone, time.gmtime(0), time.gmtime(0).tm_zone, time.gmtime(0).tm_gmtoff)
print(time.localtime(0), time.localtime(0).tm_zone, time.tzname, time.timezone, time.altzone, time.daylight)
for seconds in 0, 1, 86400, 10**9, -1, -1.5, 1.9, 2**31, 253402300799:
    date = time.gmtime(seconds)
    print(seconds, tuple(date), time.asctime(date), time.ctime(seconds), time.mktime(time.localtime(seconds)), time.strftime("%Y-%m-%d %H:%M:%S %a %A %b %B %j %p %y %% %d", date))
for call in (lambda: time.gmtime("x"), lambda: time.mktime(5), lambda: time.strftime("%Y", (1, 2)), lambda: time.strftime("%Y %j", (2000, 13, 1, 0, 0, 0, 0, 1, 0)),
             lambda: time.gmtime(1e300), lambda: time.asctime(5), lambda: time.strftime(5), lambda: time.strftime("%Y", (2000, 0, 1, 0, 0, 0, 0, 1, 0)),
             lambda: time.gmtime(float("nan")), lambda: time.strftime("", time.gmtime(0)), lambda: time.strftime("é %Y", time.gmtime(0)), lambda: time.struct_time((1, 2)),
             lambda: time.strftime("%H", (2000, 1, 1, 25, 0, 0, 0, 1, 0)), lambda: time.gmtime(1, 2)):
    print(told(call))
print(time.clock_gettime(time.CLOCK_MONOTONIC) <= time.monotonic(), time.clock_gettime_ns(time.CLOCK_REALTIME) <= time.time_ns(), time.thread_time() >= 0, len(time.strftime("%c")) > 10)
