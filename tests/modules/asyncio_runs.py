# Python's own asyncio on causette's selectors, sockets, tasks, processes and signals.
import asyncio
import os
import signal
import threading


async def square(i):
    await asyncio.sleep(0.001 * (5 - i))
    return i * i


async def fail():
    raise ValueError("failed")


async def tasks():
    print(await asyncio.gather(*[square(i) for i in range(5)]))
    print(await asyncio.gather(square(1), fail(), return_exceptions=True))
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.02)
    except TimeoutError as error:
        print(repr(error))
    async with asyncio.timeout(20):
        await asyncio.sleep(0)
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(20)
    except TimeoutError as error:
        print(repr(error))
    task = asyncio.create_task(asyncio.sleep(10), name="sleeper")
    await asyncio.sleep(0)
    print(task.get_name(), task.done(), len(asyncio.all_tasks()))
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError as error:
        print(repr(error), task.cancelled())
    sleepers = [asyncio.create_task(asyncio.sleep(delay, delay)) for delay in (0.01, 9)]
    done, pending = await asyncio.wait(sleepers, return_when=asyncio.FIRST_COMPLETED)
    print([task.result() for task in done], len(pending))
    for task in pending:
        task.cancel()
    print([await first for first in asyncio.as_completed([asyncio.sleep(0.05, "b"), asyncio.sleep(0.001, "a")])])
    print(await asyncio.shield(square(2)))


async def locks():
    queue = asyncio.Queue(1)

    async def produce():
        for i in range(3):
            await queue.put(i)

    task = asyncio.create_task(produce())
    print([await queue.get() for _ in range(3)], queue.empty())
    await task
    lock, event, semaphore, condition = asyncio.Lock(), asyncio.Event(), asyncio.Semaphore(2), asyncio.Condition()
    async with lock:
        print(lock.locked())
    asyncio.get_running_loop().call_later(0.005, event.set)
    print(await event.wait())
    async with semaphore, semaphore:
        print(semaphore.locked())
    async with condition:
        condition.notify_all()
    barrier = asyncio.Barrier(2)
    print(sorted(await asyncio.gather(barrier.wait(), barrier.wait())))


async def threads():
    loop = asyncio.get_running_loop()
    print(await asyncio.to_thread(lambda: threading.current_thread() is threading.main_thread()))
    print(await loop.run_in_executor(None, pow, 2, 10))
    future = loop.create_future()
    threading.Thread(target=lambda: loop.call_soon_threadsafe(future.set_result, "from a thread")).start()
    print(await future)
    print(await asyncio.to_thread(lambda: asyncio.run_coroutine_threadsafe(square(3), loop).result()))


async def streams():
    async def handle(reader, writer):
        while line := await reader.readline():
            writer.write(line.upper())
            await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    async def client(i):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"hello %d\n" % i)
        writer.write_eof()
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        return answer

    print(await asyncio.gather(*[client(i) for i in range(20)]))
    server.close()
    await server.wait_closed()
    try:
        await asyncio.open_connection("127.0.0.1", port)
    except OSError as error:
        print(type(error).__name__, error.errno)
    big = b"x" * 3_000_000

    async def take(reader, writer):
        data = await reader.readexactly(len(big))
        writer.write(str(data == big).encode())
        writer.close()

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(big)
        await writer.drain()
        print(await reader.read())
        writer.close()


async def descriptors():
    loop = asyncio.get_running_loop()
    r, w = os.pipe()
    future = loop.create_future()
    loop.add_reader(r, lambda: (loop.remove_reader(r), future.set_result(os.read(r, 10))))
    os.write(w, b"pipe")
    print(await future)
    got = loop.create_future()
    loop.add_signal_handler(signal.SIGUSR1, got.set_result, "usr1")
    os.kill(os.getpid(), signal.SIGUSR1)
    print(await got, loop.remove_signal_handler(signal.SIGUSR1))
    print(await loop.getaddrinfo("127.0.0.1", 80, type=1))

    class Echo(asyncio.DatagramProtocol):
        def connection_made(self, transport):
            self.transport = transport

        def datagram_received(self, data, address):
            self.transport.sendto(data.upper(), address)

    class Ask(asyncio.DatagramProtocol):
        def datagram_received(self, data, address):
            answer.set_result(data)

    answer = loop.create_future()
    server, _ = await loop.create_datagram_endpoint(Echo, ("127.0.0.1", 0))
    client, _ = await loop.create_datagram_endpoint(Ask, remote_addr=server.get_extra_info("sockname"))
    client.sendto(b"datagram")
    print(await answer)
    client.close()
    server.close()


async def processes():
    process = await asyncio.create_subprocess_exec("cat", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    print(await process.communicate(b"through cat"), process.returncode)
    process = await asyncio.create_subprocess_shell("exit 4")
    print(await process.wait())
    process = await asyncio.create_subprocess_exec("sleep", "100")
    process.kill()
    print(await process.wait())


for part in tasks, locks, threads, streams, descriptors, processes:
    print(part.__name__)
    asyncio.run(part())


async def interrupted():
    asyncio.get_running_loop().call_later(0.01, os.kill, os.getpid(), signal.SIGINT)
    try:
        await asyncio.sleep(20)
    except asyncio.CancelledError:
        print("cancelled")
        raise


try:
    asyncio.run(interrupted())
except KeyboardInterrupt as error:
    print(repr(error))
try:
    asyncio.run(fail())
except ValueError as error:
    print(error)
with asyncio.Runner() as runner:
    print(runner.run(square(4)), runner.run(square(5)))
