# The name of a service is a text: anything else is refused before it is looked up.
import socket
def t(f):
    try: r=f(); print('->', r)
    except BaseException as e: print(type(e).__name__, e)
t(lambda: socket.getservbyname(80)); t(lambda: socket.getservbyname('http')); t(lambda: socket.getservbyname()); t(lambda: socket.getservbyname('http', 6)); t(lambda: socket.getservbyname('http','udp'));t(lambda: socket.getservbyname('nono'));t(lambda: socket.getservbyname('http\0'));t(lambda: socket.getservbyname(b'http'));t(lambda: socket.getservbyname('http','tcp','x'));t(lambda: socket.getservbyname('\udc80'));t(lambda: socket.getservbyname('http',None));t(lambda: socket.getservbyname(name='http'))
t(lambda: socket.getaddrinfo('127.0.0.1', b'http', 0, 1)[0][4])
