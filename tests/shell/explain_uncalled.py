#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of calls that were not made, of names that hide others, of what was made and got no name."""

from _notes import Notes
from _terminal import main

UNCALLED = r"""
>>> import socket
>>> a = socket.create_server(("127.0.0.1", 0))
>>> socket.create_connection(a.getsockname())
# en: It has no name yet, and lives only as long as `_`: `s = _` gives it one.
# fr: Elle n'a pas encore de nom et ne vit que dans `_` : `s = _` lui en donne un.
>>> c = _
>>> con, addr = a.accept
# en: `a.accept` was not called: the parentheses are missing, `a.accept()`.
# fr: `a.accept` n'a pas été appelé : ajoutez les parenthèses, `a.accept()`.
>>> a.accept()
>>> con, addr = _
>>> c.send("Bonjour".encode)
# en: `"Bonjour".encode` was not called: the parentheses are missing, `"Bonjour".encode()`.
# fr: `"Bonjour".encode` n'a pas été appelé : ajoutez les parenthèses, `"Bonjour".encode()`.
>>> c.send(con.recv)
# en: `con.recv` was not called: the parentheses are missing, `con.recv(1024)`.
# fr: `con.recv` n'a pas été appelé : ajoutez les parenthèses, `con.recv(1024)`.
>>> con.recv + "x"
# en: `con.recv` was not called: the parentheses are missing, `con.recv(1024)`.
# fr: `con.recv` n'a pas été appelé : ajoutez les parenthèses, `con.recv(1024)`.
>>> "x" + con.recv
# en: `con.recv` was not called: the parentheses are missing, `con.recv(1024)`.
# fr: `con.recv` n'a pas été appelé : ajoutez les parenthèses, `con.recv(1024)`.
>>> len(con.recv)
# en: `con.recv` was not called: the parentheses are missing, `con.recv(1024)`.
# fr: `con.recv` n'a pas été appelé : ajoutez les parenthèses, `con.recv(1024)`.
>>> len(con.getsockname, con.recv)
>>> con.recv == 7
>>> con.recv < 7
# en: `con.recv` was not called: the parentheses are missing, `con.recv(1024)`.
# fr: `con.recv` n'a pas été appelé : ajoutez les parenthèses, `con.recv(1024)`.
>>> con.recv[7]
# en: A call takes parentheses: `con.recv(7)`.
# fr: Un appel prend des parenthèses : `con.recv(7)`.
>>> con.recv[1:2]
>>> a.accept[0]
# en: A call takes parentheses: `a.accept()[0]`.
# fr: Un appel prend des parenthèses : `a.accept()[0]`.
>>> con.recv.decode()
# en: `con.recv` was not called: the parentheses are missing, `con.recv(1024)`.
# fr: `con.recv` n'a pas été appelé : ajoutez les parenthèses, `con.recv(1024)`.
>>> data = con.recv
>>> data.decode()
# en: `data` is a function that was never called: parentheses were missing where it got its value.
# fr: `data` est une fonction jamais appelée : il manquait les parenthèses là où ce nom a reçu sa valeur.
>>> data + "x"
# en: `data` was not called: the parentheses are missing, `data(1024)`.
# fr: `data` n'a pas été appelé : ajoutez les parenthèses, `data(1024)`.
>>> data.x.y
# en: `data` is a function that was never called: parentheses were missing where it got its value.
# fr: `data` est une fonction jamais appelée : il manquait les parenthèses là où ce nom a reçu sa valeur.
>>> con.recv 7
# en: A call takes parentheses: `con.recv(7)`.
# fr: Un appel prend des parenthèses : `con.recv(7)`.
>>> con.send b"x"
# en: A call takes parentheses: `con.send(b"x")`.
# fr: Un appel prend des parenthèses : `con.send(b"x")`.
>>> con.nosuch 7
>>> con.recv if
>>> a.close
# en: Nothing was called: the parentheses are missing, `a.close()`.
# fr: Rien n'a été appelé : il manque les parenthèses, `a.close()`.
>>> con.close
>>> print
# en: Nothing was called: the parentheses are missing, `print()`.
# fr: Rien n'a été appelé : il manque les parenthèses, `print()`.
>>> len
>>> lambda: 3
>>> c.send(b"1234567")
>>> con, data = con.recv(7)
# en: `recv` gives bytes alone, no address: `data = con.recv(7)`.
# en: Read already, and lost: 7 bytes.
# fr: `recv` ne rend que des octets, pas d'adresse : `data = con.recv(7)`.
# fr: Déjà lu, et perdu : 7 octets.
>>> con, data = 1, 2, 3
>>> c.send(b"abc")
>>> con.recv(7).decode
# en: Nothing was called: the parentheses are missing.
# en: What was read is in `_`: `_()` calls it now.
# fr: Rien n'a été appelé : il manque les parenthèses.
# fr: Ce qui a été lu est dans `_` : `_()` l'appelle maintenant.
>>> assert _() == "abc"
>>> for x in c: x
...
# en: A socket is no list: its bytes come by `recv`, until that gives b''.
# fr: Une socket n'est pas une liste : ses octets viennent par `recv`, jusqu'à ce qu'il rende b''.
>>> range("3")
# en: `range` wants a number, without quotes: `range(3)`.
# fr: `range` veut un nombre, sans guillemets : `range(3)`.
>>> range("x")
>>> s = socket.socket()
>>> s.AF_INET
# en: `AF_INET` belongs to the module: `socket.AF_INET`.
# fr: `AF_INET` appartient au module : `socket.AF_INET`.
>>> s.nosuch
>>> socket = socket.socket()
>>> socket.AF_INET
# en: `socket` is a socket now, and no longer the module.
# en: Give it another name, and `import socket` again.
# fr: `socket` est maintenant une socket, et n'est plus le module.
# fr: Donnez-lui un autre nom, et refaites `import socket`.
>>> socket.socket()
# en: `socket` is a socket now, and no longer the module.
# en: Give it another name, and `import socket` again.
# fr: `socket` est maintenant une socket, et n'est plus le module.
# fr: Donnez-lui un autre nom, et refaites `import socket`.
>>> socket.nosuch
>>> from socket import *
>>> socket.AF_INET
# en: `socket` is the class here, not the module: `import socket` makes it the module again.
# fr: `socket` est ici la classe, pas le module : `import socket` en refait le module.
>>> socket.nosuch
>>> str = "x"
>>> str(3)
# en: `str` is a variable of yours now, and hides the function: `del str` brings that back.
# fr: `str` est maintenant une de vos variables et cache la fonction : `del str` la fait revenir.
>>> del str
>>> str(3)
>>> s("x")
"""

UNNAMED = r"""
>>> import socket
>>> a = socket.create_server(("127.0.0.1", 0))
>>> c = socket.create_connection(a.getsockname())
>>> a.accept()
# en: It has no name yet, and lives only as long as `_`: `con, addr = _` gives it one.
# fr: Elle n'a pas encore de nom et ne vit que dans `_` : `con, addr = _` lui en donne un.
>>> con, addr = _
>>> a.getsockname()
>>> socket.socket()
"""


class Uncalled(Notes):
    def test_uncalled(self):
        self.play(UNCALLED)

    def test_unnamed(self):
        self.play(UNNAMED)


if __name__ == "__main__":
    main()
