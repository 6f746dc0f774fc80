# SPDX-License-Identifier: GPL-3.0-or-later
# Threads share globals; locals are their own.
import threading
import time
items = []
def add(n):
    local = []
    for i in range(n):
        local.append(i)
        items.append(i)
    lengths.append(len(local))
lengths = []
threads = [threading.Thread(target=add, args=(n,)) for n in (10, 20, 30)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(items), sorted(lengths), sum(items))
flag = [False]
def wait_flag():
    while not flag[0]:
        time.sleep(0.001)
    print("flag seen")
t = threading.Thread(target=wait_flag)
t.start()
flag[0] = True
t.join()
count = 0
def bump():
    global count
    count += 1
for _ in range(50):
    t = threading.Thread(target=bump)
    t.start()
    t.join()
print(count)
