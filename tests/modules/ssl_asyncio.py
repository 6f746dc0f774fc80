# asyncio over TLS: streams, a refused certificate, an upgrade in the middle, a server with many clients.
import asyncio
import ssl
from _certificates import client_context, server_context


async def handle(reader, writer):
    while line := await reader.readline():
        if line == b"upgrade\n":
            writer.write(b"now\n")
            await writer.drain()
            await writer.start_tls(server_context())
        else:
            writer.write(line.upper())
            await writer.drain()
    writer.close()


async def talk(port, i):
    reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=client_context(), server_hostname="localhost")
    writer.write(b"hello %d\n" % i)
    line = await reader.readline()
    writer.write(b"x" * 50000 + b"\n")
    length = len(await reader.readline())
    told = writer.get_extra_info("ssl_object").version(), writer.get_extra_info("peercert")["serialNumber"]
    writer.close()
    await writer.wait_closed()
    return line, length, told, writer.get_extra_info("cipher")[0]


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=server_context())
    port = server.sockets[0].getsockname()[1]
    for line in await asyncio.gather(*(talk(port, i) for i in range(10))):
        print(line)
    try:
        await asyncio.open_connection("127.0.0.1", port, ssl=client_context(), server_hostname="wrong.example")
    except ssl.SSLCertVerificationError as error:
        print(error)
    server.close()
    await server.wait_closed()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection("127.0.0.1", server.sockets[0].getsockname()[1])
    writer.write(b"plain\nupgrade\n")
    print(await reader.readline(), await reader.readline())
    await writer.start_tls(client_context(), server_hostname="localhost")
    writer.write(b"secret\n")
    print(await reader.readline(), writer.get_extra_info("ssl_object").version())
    writer.close()
    server.close()


asyncio.run(main())
