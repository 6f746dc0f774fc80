# Names of hosts beyond ASCII go through IDNA, which refuses what is no label.
import socket

for host in "\u00e9" * 70, "\u00e9..x", "\u00e9" + "x" * 64, ".\u00e9", "\u00e9":
    try:
        print(socket.getaddrinfo(host, 80, flags=socket.AI_NUMERICHOST))
    except Exception as error:
        print(type(error).__name__, error)
