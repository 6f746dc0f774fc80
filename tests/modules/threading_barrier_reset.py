# A barrier that is reset throws out who waits in it; the next round is for all, and for those alone who come after.
import threading

PARTIES = 4
barrier = threading.Barrier(PARTIES)
told = []


def pass_twice():
    index = barrier.wait()
    if index == 1:
        while barrier.n_waiting < PARTIES - 1:
            pass_the_turn.wait(0.001)
        barrier.reset()
        told.append("reset")
    else:
        try:
            barrier.wait()
        except threading.BrokenBarrierError:
            told.append("thrown out")
    barrier.wait()
    told.append("passed")


pass_the_turn = threading.Event()
threads = [threading.Thread(target=pass_twice) for _ in range(PARTIES)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(told), barrier.broken, barrier.n_waiting)
try:
    barrier.wait(0.001)
except threading.BrokenBarrierError:
    print("broken", barrier.broken)
barrier.reset()
print(barrier.broken)
barrier.abort()
print(barrier.broken)
