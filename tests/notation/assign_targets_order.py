# SPDX-License-Identifier: GPL-3.0-or-later
# Right side first, then the targets from left to right.
log = []
def value(x):
    log.append(x)
    return x
class Recorder:
    def __setitem__(self, key, item):
        log.append(("set", key, item))
    def __setattr__(self, name, item):
        log.append(("attr", name, item))
r = Recorder()
r[value("k1")] = r[value("k2")] = value("v")
print(log)
log.clear()
r[value(1)], r.name = value(2), value(3)
print(log)
log.clear()
r.a = r.b = 5
print(log)
log.clear()
d = {value("key"): value("val"), value("key2"): value("val2")}
print(log)
log.clear()
print(value(1) + value(2) * value(3), log)
