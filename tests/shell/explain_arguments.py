#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of addresses that are no tuples, numbers in quotes, arguments swapped or left out."""

from _notes import Notes
from _terminal import main

ARGUMENTS = r"""
>>> import socket
>>> a = socket.create_server(("127.0.0.1", 0))
>>> IP, PORT = a.getsockname()
>>> TEXT, PAIR, ONE, LIST = "3000", "127.0.0.1:3000", (IP,), [IP, PORT]
>>> def port(): return "3000"
...
>>> def call(what, *arguments): return what(*arguments)
...
>>> c = socket.socket()
>>> call(c.connect, IP, PORT)
# en: An address is one tuple, hence double parentheses: `((IP, PORT))`.
# fr: Une adresse est un seul tuple, donc deux paires de parenthèses : `((IP, PORT))`.
>>> call(c.connect, IP)
# en: An address is a tuple with two parts: `(IP, PORT)`.
# fr: Une adresse est un tuple de deux éléments : `(IP, PORT)`.
>>> call(c.recv)
# en: Say how many bytes to read at most, such as 1024.
# fr: Dites combien d'octets lire au plus, par exemple 1024.
>>> call(c.send)
>>> c.connect(IP, PORT)
# en: An address is one tuple, hence double parentheses: `c.connect((IP, PORT))`.
# fr: Une adresse est un seul tuple, donc deux paires de parenthèses : `c.connect((IP, PORT))`.
>>> c.bind("127.0.0.1", 3000)
# en: An address is one tuple, hence double parentheses: `c.bind(("127.0.0.1", 3000))`.
# fr: Une adresse est un seul tuple, donc deux paires de parenthèses : `c.bind(("127.0.0.1", 3000))`.
>>> c.connect_ex(IP, "3000")
# en: An address is one tuple, hence double parentheses: `c.connect_ex((IP, 3000))`.
# fr: Une adresse est un seul tuple, donc deux paires de parenthèses : `c.connect_ex((IP, 3000))`.
>>> c.connect(a, 3)
# en: An address is one tuple, hence double parentheses: `((IP, PORT))`.
# fr: Une adresse est un seul tuple, donc deux paires de parenthèses : `((IP, PORT))`.
>>> u = socket.socket(type=socket.SOCK_DGRAM)
>>> u.sendto(b"x", "127.0.0.1", 3000)
# en: An address is one tuple, hence double parentheses: `u.sendto(b"x", ("127.0.0.1", 3000))`.
# fr: Une adresse est un seul tuple, donc deux paires de parenthèses : `u.sendto(b"x", ("127.0.0.1", 3000))`.
>>> socket.create_connection(IP, PORT)
# en: An address is one tuple, hence double parentheses: `socket.create_connection((IP, PORT))`.
# fr: Une adresse est un seul tuple, donc deux paires de parenthèses : `socket.create_connection((IP, PORT))`.
>>> socket.create_connection("127.0.0.1")
# en: An address is a tuple with two parts: `(IP, PORT)`.
# fr: Une adresse est un tuple de deux éléments : `(IP, PORT)`.
>>> c.connect((IP))
# en: The comma makes a tuple, and the port is missing: `(IP, PORT)`.
# fr: C'est la virgule qui fait le tuple, et il manque le port : `(IP, PORT)`.
>>> c.connect("127.0.0.1")
# en: The comma makes a tuple, and the port is missing: `("127.0.0.1", PORT)`.
# fr: C'est la virgule qui fait le tuple, et il manque le port : `("127.0.0.1", PORT)`.
>>> c.connect("127.0.0.1:3000")
# en: An address is a tuple, the machine as text and the port as a number: `("127.0.0.1", 3000)`.
# fr: Une adresse est un tuple, la machine en texte et le port en nombre : `("127.0.0.1", 3000)`.
>>> c.connect("127.0.0.1, 3000")
# en: An address is a tuple, the machine as text and the port as a number: `("127.0.0.1", 3000)`.
# fr: Une adresse est un tuple, la machine en texte et le port en nombre : `("127.0.0.1", 3000)`.
>>> c.connect(PAIR)
# en: An address is a tuple, the machine as text and the port as a number: `("127.0.0.1", 3000)`.
# fr: Une adresse est un tuple, la machine en texte et le port en nombre : `("127.0.0.1", 3000)`.
>>> c.connect(IP + IP)
# en: An address is a tuple with two parts: `(IP, PORT)`.
# fr: Une adresse est un tuple de deux éléments : `(IP, PORT)`.
>>> c.connect(3000)
# en: An address is a tuple with two parts: `(IP, PORT)`.
# fr: Une adresse est un tuple de deux éléments : `(IP, PORT)`.
>>> c.connect([IP, PORT])
# en: An address is a tuple with two parts: `(IP, PORT)`.
# fr: Une adresse est un tuple de deux éléments : `(IP, PORT)`.
>>> c.connect(LIST)
# en: An address is a tuple with two parts: `(IP, PORT)`.
# fr: Une adresse est un tuple de deux éléments : `(IP, PORT)`.
>>> c.connect((IP,))
# en: The port is missing: `(IP, PORT)`.
# fr: Il manque le port : `(IP, PORT)`.
>>> c.connect(ONE)
# en: The port is missing: `(IP, PORT)`.
# fr: Il manque le port : `(IP, PORT)`.
>>> c.connect((IP, PORT, 3))
>>> c.connect((IP, "3000"))
# en: The port is a number, without quotes: `3000`.
# fr: Le port est un nombre, sans guillemets : `3000`.
>>> c.connect((IP, TEXT))
# en: `TEXT` is text, and a port is a number: `int(TEXT)`.
# fr: `TEXT` est du texte, et un port est un nombre : `int(TEXT)`.
>>> c.connect((IP, port()))
# en: A port is a number: `int` makes one of digits.
# fr: Un port est un nombre : `int` en fait un à partir de chiffres.
>>> c.connect((IP, "http"))
# en: A port is a number: `int` makes one of digits.
# fr: Un port est un nombre : `int` en fait un à partir de chiffres.
>>> c.connect((PORT, IP))
# en: Swapped: first the address, then the port: `(IP, PORT)`.
# fr: Inversé : d'abord l'adresse IP, puis le port : `(IP, PORT)`.
>>> c.connect((3000, "127.0.0.1"))
# en: Swapped: first the address, then the port: `("127.0.0.1", 3000)`.
# fr: Inversé : d'abord l'adresse IP, puis le port : `("127.0.0.1", 3000)`.
>>> c.connect((3000, 3000))
# en: First comes the address, as text, then the port: `(IP, PORT)`.
# fr: D'abord l'adresse, en texte, puis le port : `(IP, PORT)`.
>>> c.connect((IP, 70000))
# en: `70000` is no port: they go from 0 to 65535.
# fr: `70000` n'est pas un port : ils vont de 0 à 65535.
>>> c.connect((IP, -1))
# en: `-1` is no port: they go from 0 to 65535.
# fr: `-1` n'est pas un port : ils vont de 0 à 65535.
>>> c.bind((IP, PORT + 70000))
# en: `PORT + 70000` is no port: they go from 0 to 65535.
# fr: `PORT + 70000` n'est pas un port : ils vont de 0 à 65535.
>>> c.connect()
# en: The address is missing: `c.connect((IP, PORT))`.
# fr: Il manque l'adresse : `c.connect((IP, PORT))`.
>>> c.bind()
# en: The address is missing: `c.bind(("127.0.0.1", 3000))`.
# fr: Il manque l'adresse : `c.bind(("127.0.0.1", 3000))`.
>>> n = c.connect((IP, PORT))
# en: `connect` gives nothing, so `n` is None: the socket is still `c`.
# fr: `connect` ne rend rien, donc `n` vaut None : la socket reste `c`.
>>> con, addr = a.accept()
>>> con.recv()
# en: Say how many bytes to read at most: `con.recv(1024)`.
# fr: Dites combien d'octets lire au plus : `con.recv(1024)`.
>>> c.send(b"Bonjour")
>>> con.recv()
# en: Say how many bytes to read at most: `con.recv(1024)`. In the queue: 7 bytes.
# fr: Dites combien d'octets lire au plus : `con.recv(1024)`. Dans la file : 7 octets.
>>> con.recv("7")
# en: `recv` wants a number, without quotes: `con.recv(7)`.
# fr: `recv` veut un nombre, sans guillemets : `con.recv(7)`.
>>> con.recv(TEXT)
# en: `TEXT` is text, and `recv` wants a number: `int(TEXT)`.
# fr: `TEXT` est du texte, et `recv` veut un nombre : `int(TEXT)`.
>>> con.recv("x")
# en: `recv` wants a number: `int` makes one of digits.
# fr: `recv` veut un nombre : `int` en fait un à partir de chiffres.
>>> con.recv(port())
# en: `recv` wants a number: `int` makes one of digits.
# fr: `recv` veut un nombre : `int` en fait un à partir de chiffres.
>>> a.listen("5")
# en: `listen` wants a number, without quotes: `a.listen(5)`.
# fr: `listen` veut un nombre, sans guillemets : `a.listen(5)`.
>>> c.settimeout("1")
# en: `settimeout` wants a number, without quotes: `c.settimeout(1)`.
# fr: `settimeout` veut un nombre, sans guillemets : `c.settimeout(1)`.
>>> socket.socket().bind(("127.0.0.1", 0), 5)
# en: `bind` takes one argument, the address: `socket.socket().bind(("127.0.0.1", 0))`.
# fr: `bind` prend un seul argument, l'adresse : `socket.socket().bind(("127.0.0.1", 0))`.
>>> c.bind(('3000', IP))
# en: Swapped: first the address, then the port as a number: `(IP, 3000)`.
# fr: Inversé : d'abord l'adresse, puis le port en nombre : `(IP, 3000)`.
>>> c.setsockopt(socket.SO_REUSEADDR, 1)
# en: The level is missing before the option: `c.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)`.
# fr: Il manque le niveau avant l'option : `c.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)`.
>>> c.setsockopt(socket.TCP_NODELAY, 1)
# en: The level is missing before the option: `c.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)`.
# fr: Il manque le niveau avant l'option : `c.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)`.
>>> c.setsockopt(1, 2)
# en: `setsockopt` takes three arguments: a level such as SOL_SOCKET, an option, a value.
# fr: `setsockopt` prend trois arguments : un niveau comme SOL_SOCKET, une option, une valeur.
>>> c.settimeout(-1)
# en: A timeout is a number of seconds; to wait for ever: `c.settimeout(None)`.
# fr: Un délai est un nombre de secondes ; pour attendre sans fin : `c.settimeout(None)`.
>>> con.recv(-1)
# en: Say how many bytes to read at most: `con.recv(1024)`.
# fr: Dites combien d'octets lire au plus : `con.recv(1024)`.
>>> c.send()
# en: Say what to send, as bytes: `c.send(b"...")`.
# fr: Dites quoi envoyer, en octets : `c.send(b"...")`.
>>> c.sendall()
# en: Say what to send, as bytes: `c.sendall(b"...")`.
# fr: Dites quoi envoyer, en octets : `c.sendall(b"...")`.
>>> c.send(b"Bonjour", "Ada")
# en: `send` takes one message: two calls send two.
# fr: `send` ne prend qu'un message : deux appels en envoient deux.
>>> c.send(b"Bonjour", addr)
# en: `send` takes only what is to be sent.
# fr: `send` ne prend que ce qui est à envoyer.
>>> c.send(b"Bonjour", port())
# en: `send` takes only what is to be sent.
# fr: `send` ne prend que ce qui est à envoyer.
>>> c.sendall(b"x") + 1
# en: `sendall` gives nothing (None): it sends all, or raises. `send` gives a count.
# fr: `sendall` ne rend rien (None) : il envoie tout, ou lève une erreur. `send` rend un nombre.
>>> 1 + c.sendall(b"x")
# en: `sendall` gives nothing (None): it sends all, or raises. `send` gives a count.
# fr: `sendall` ne rend rien (None) : il envoie tout, ou lève une erreur. `send` rend un nombre.
>>> None + 1
>>> n + 1
>>> n = c.sendall(b"x")
>>> n = c.close()
>>> raise ValueError("not enough values to unpack")
>>> raise TypeError("(2 given)")
>>> c = socket.create_connection((IP, PORT))
>>> con, addr = a.accept()
# en: The old `con` has no name any more, so its connection was closed.
# en: To keep it, give the new one another name (`con2`).
# fr: L'ancien `con` n'a plus de nom : sa connexion a été fermée.
# fr: Pour la garder, donnez un autre nom à la nouvelle (`con2`).
>>> c.send(b"1234567")
>>> con, data = con.recv(7)
# en: `recv` gives bytes alone, no address: `data = con.recv(7)`.
# en: Read already, and lost: 7 bytes.
# fr: `recv` ne rend que des octets, pas d'adresse : `data = con.recv(7)`.
# fr: Déjà lu, et perdu : 7 octets.
>>> x = con.recv(0) + 1
>>> range("3")
# en: `range` wants a number, without quotes: `range(3)`.
# fr: `range` veut un nombre, sans guillemets : `range(3)`.
>>> range(TEXT)
# en: `TEXT` is text, and `range` wants a number: `int(TEXT)`.
# fr: `TEXT` est du texte, et `range` veut un nombre : `int(TEXT)`.
>>> range("x")
>>> con.close()
"""

THREADS = r"""
>>> import socket, threading
>>> a = socket.create_server(("127.0.0.1", 0))
>>> PAIR = (a, 3)
>>> t = threading.Thread(target=print, args=(a,))
>>> t = threading.Thread(target=print, args=(PAIR))
>>> t = threading.Thread(target=print, args=PAIR)
>>> t = threading.Thread(target=print, args=[a])
>>> def serve(con): pass
...
>>> def start(all): threading.Thread(target=serve, args=all)
...
>>> threading.Thread(serve, (a,))
# en: Name the arguments: `threading.Thread(target=serve, args=(a,))`.
# fr: Nommez les arguments : `threading.Thread(target=serve, args=(a,))`.
>>> threading.Thread(serve, a)
# en: Name the arguments: `threading.Thread(target=serve, args=(a,))`.
# fr: Nommez les arguments : `threading.Thread(target=serve, args=(a,))`.
>>> threading.Thread(serve)
# en: Name the arguments: `threading.Thread(target=serve)`.
# fr: Nommez les arguments : `threading.Thread(target=serve)`.
>>> def make(first): return threading.Thread(first)
...
>>> make(serve)
# en: Name the arguments: target and args.
# fr: Nommez les arguments : target et args.
"""
THREAD_OF_ONE = r"""
>>> t = threading.Thread(target=serve, args=(a))
# en: A tuple of one needs a comma: `args=(a,)`.
# fr: C'est la virgule qui fait le tuple : `args=(a,)`.
>>> t = threading.Thread(target=serve, args=a)
"""
THREAD_OF_ONE_BARE = r"""
>>> t = threading.Thread(target=serve, args=a)
# en: A tuple of one needs a comma: `args=(a,)`.
# fr: C'est la virgule qui fait le tuple : `args=(a,)`.
"""
THREAD_BELOW = r"""
>>> def serve_all():
...     while True:
...         con, addr = a.accept()
...         threading.Thread(target=serve, args=(con)).start()
...
# en: A tuple of one needs a comma: `args=(con,)`.
# fr: C'est la virgule qui fait le tuple : `args=(con,)`.
"""


class Arguments(Notes):
    def test_threads(self):
        for table in THREAD_OF_ONE, THREAD_OF_ONE_BARE, THREAD_BELOW:
            self.play(table, before=THREADS)

    def test_arguments(self):
        self.play(ARGUMENTS)


if __name__ == "__main__":
    main()
