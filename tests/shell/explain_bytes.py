#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of bytes where text is wanted, text where bytes are, and characters that a recv has cut."""

from _notes import Notes
from _terminal import main

BYTES = r"""
>>> import socket
>>> a = socket.create_server(("127.0.0.1", 0))
>>> c = socket.create_connection(a.getsockname())
>>> con, addr = a.accept()
>>> nom, PORT = "Ada", 3000
>>> def accents(): return "Ça va ?"
...
>>> def say(what): c.send(what)
...
>>> def add(one, two): return one + two
...
>>> add(b"a", "b")
# en: Bytes and text do not mix: `.encode()` the text, or `.decode()` the bytes.
# fr: Octets et texte ne se mélangent pas : `.encode()` sur le texte, ou `.decode()` sur les octets.
>>> add("a", b"b")
# en: Bytes and text do not mix: `.encode()` the text, or `.decode()` the bytes.
# fr: Octets et texte ne se mélangent pas : `.encode()` sur le texte, ou `.decode()` sur les octets.
>>> c.send("Bonjour")
# en: A socket carries bytes: `b"Bonjour"`.
# fr: Une socket transporte des octets : `b"Bonjour"`.
>>> c.sendall('Bonjour')
# en: A socket carries bytes: `b'Bonjour'`.
# fr: Une socket transporte des octets : `b'Bonjour'`.
>>> con.sendto("Bonjour", addr)
# en: A socket carries bytes: `b"Bonjour"`.
# fr: Une socket transporte des octets : `b"Bonjour"`.
>>> c.send(nom)
# en: A socket carries bytes, and this is text.
# en: `nom.encode()` makes bytes of it.
# fr: Une socket transporte des octets, et ceci est du texte.
# fr: `nom.encode()` en fait des octets.
>>> c.send(f"Bonjour {nom}")
# en: A socket carries bytes, and this is text.
# en: `f"Bonjour {nom}".encode()` makes bytes of it.
# fr: Une socket transporte des octets, et ceci est du texte.
# fr: `f"Bonjour {nom}".encode()` en fait des octets.
>>> c.send("Bonjour " + nom)
# en: A socket carries bytes, and this is text.
# en: `("Bonjour " + nom).encode()` makes bytes of it.
# fr: Une socket transporte des octets, et ceci est du texte.
# fr: `("Bonjour " + nom).encode()` en fait des octets.
>>> c.send("one " "two")
# en: A socket carries bytes, and this is text.
# en: `"one " "two".encode()` makes bytes of it.
# fr: Une socket transporte des octets, et ceci est du texte.
# fr: `"one " "two".encode()` en fait des octets.
>>> c.send("\u0041")
# en: A socket carries bytes, and this is text.
# en: `"\u0041".encode()` makes bytes of it.
# fr: Une socket transporte des octets, et ceci est du texte.
# fr: `"\u0041".encode()` en fait des octets.
>>> c.send("Comment ça va ?")
# en: A socket carries bytes, and `ç` is not ASCII: the text must be encoded.
# en: `"Comment ça va ?".encode()` gives 16 bytes.
# fr: Une socket transporte des octets, et `ç` n'est pas de l'ASCII : ce texte s'encode.
# fr: `"Comment ça va ?".encode()` en fait 16 octets.
>>> c.send("x" * 70 + "ç")
# en: A socket carries bytes, and this is text.
# en: `("x" * 70 + "ç").encode()` makes bytes of it.
# fr: Une socket transporte des octets, et ceci est du texte.
# fr: `("x" * 70 + "ç").encode()` en fait des octets.
>>> c.send(accents())
# en: A socket carries bytes, and this is text.
# en: `accents().encode()` makes bytes of it.
# fr: Une socket transporte des octets, et ceci est du texte.
# fr: `accents().encode()` en fait des octets.
>>> say("Bonjour")
# en: A socket carries bytes, and this is text.
# en: `.encode()` makes bytes of it.
# fr: Une socket transporte des octets, et ceci est du texte.
# fr: `.encode()` en fait des octets.
>>> say(3)
# en: A socket carries bytes, and this is a number.
# en: `str` and `.encode()` make bytes of its digits.
# fr: Une socket transporte des octets, et ceci est un nombre.
# fr: `str` et `.encode()` font des octets de ses chiffres.
>>> for i in range(3): c.send("Bonjour")
...
# en: A socket carries bytes: `b"Bonjour"`.
# fr: Une socket transporte des octets : `b"Bonjour"`.
>>> c.send(b"x".join("Bonjour"))
# en: `join` of bytes wants bytes: `.encode()` each text.
# fr: `join` sur des octets veut des octets : `.encode()` sur chaque texte.
>>> c.send(3)
# en: A socket carries bytes, and `3` is a number.
# en: Its digits: `b"3"`; one byte with that value: `bytes([3])`.
# fr: Une socket transporte des octets, et `3` est un nombre.
# fr: Ses chiffres : `b"3"` ; un octet de cette valeur : `bytes([3])`.
>>> c.send(300)
# en: A socket carries bytes, and `300` is a number.
# en: Its digits: `str(300).encode()`.
# fr: Une socket transporte des octets, et `300` est un nombre.
# fr: Ses chiffres : `str(300).encode()`.
>>> c.send(PORT)
# en: A socket carries bytes, and `PORT` is a number.
# en: Its digits: `str(PORT).encode()`.
# fr: Une socket transporte des octets, et `PORT` est un nombre.
# fr: Ses chiffres : `str(PORT).encode()`.
>>> c.send(None)
>>> c.send(b"Comment ça va ?")
# en: `ç` is not ASCII: write `"Comment ça va ?".encode()`.
# fr: `ç` n'est pas de l'ASCII : écrivez `"Comment ça va ?".encode()`.
>>> c.send(b"\x00é")
# en: `é` is not ASCII: write it as text, and `.encode()` it.
# fr: `é` n'est pas de l'ASCII : écrivez-le comme texte, puis `.encode()`.
>>> c.send(bf"Bonjour {nom}")
# en: `b` and `f` cannot be combined: `f"Bonjour {nom}".encode()`.
# fr: `b` et `f` ne se combinent pas : `f"Bonjour {nom}".encode()`.
>>> c.send(fb"Bonjour \"{nom}")
# en: `b` and `f` cannot be combined: `f"Bonjour \"{nom}".encode()`.
# fr: `b` et `f` ne se combinent pas : `f"Bonjour \"{nom}".encode()`.
>>> c.send(b"Bonjour") + c.send(B'Bonjour')
>>> con.recv(7) + "!"
# en: Bytes and text do not mix: `b"!"`, or `.decode()` the bytes.
# en: Read already, and lost: 7 bytes.
# fr: Octets et texte ne se mélangent pas : `b"!"`, ou `.decode()` sur les octets.
# fr: Déjà lu, et perdu : 7 octets.
>>> con.recv(7) + accents()
# en: Bytes and text do not mix: `accents().encode()`, or `.decode()` the bytes.
# en: Read already, and lost: 7 bytes.
# fr: Octets et texte ne se mélangent pas : `accents().encode()`, ou `.decode()` sur les octets.
# fr: Déjà lu, et perdu : 7 octets.
>>> c.send(b"1,2") + c.send(b"3,4")
>>> con.recv(3).split(",")
# en: `split` of bytes wants bytes: `b","`.
# en: Read already, and lost: 3 bytes.
# fr: `split` sur des octets veut des octets : `b","`.
# fr: Déjà lu, et perdu : 3 octets.
>>> data = con.recv(3)
>>> data.split(",")
# en: `split` of bytes wants bytes: `b","`.
# fr: `split` sur des octets veut des octets : `b","`.
>>> data.replace("3", "4")
# en: `replace` of bytes wants bytes: `b"3", b"4"`.
# fr: `replace` sur des octets veut des octets : `b"3", b"4"`.
>>> data.startswith("3")
# en: `startswith` of bytes wants bytes: `b"3"`.
# fr: `startswith` sur des octets veut des octets : `b"3"`.
>>> data.find(",")
# en: `find` of bytes wants bytes: `b","`.
# fr: `find` sur des octets veut des octets : `b","`.
>>> "3" in data
# en: In bytes one looks for bytes: `b"3"`.
# fr: Dans des octets, on cherche des octets : `b"3"`.
>>> "Reçu : " + data
# en: Text and bytes do not mix: `data.decode()` is text.
# fr: Texte et octets ne se mélangent pas : `data.decode()` est du texte.
>>> "Reçu : " + (data + data)
# en: Bytes and text do not mix: `.encode()` the text, or `.decode()` the bytes.
# fr: Octets et texte ne se mélangent pas : `.encode()` sur le texte, ou `.decode()` sur les octets.
>>> b"Reçu"
# en: `ç` is not ASCII: write `"Reçu".encode()`.
# fr: `ç` n'est pas de l'ASCII : écrivez `"Reçu".encode()`.
>>> data + "!"
# en: Bytes and text do not mix: `b"!"`, or `.decode()` the bytes.
# fr: Octets et texte ne se mélangent pas : `b"!"`, ou `.decode()` sur les octets.
>>> data + accents()
# en: Bytes and text do not mix: `accents().encode()`, or `.decode()` the bytes.
# fr: Octets et texte ne se mélangent pas : `accents().encode()`, ou `.decode()` sur les octets.
>>> "port " + PORT
# en: Text and numbers do not mix: `str(PORT)` is text.
# fr: Texte et nombres ne se mélangent pas : `str(PORT)` est du texte.
>>> PORT + "!"
>>> (data := b"1") + "2"
# en: Bytes and text do not mix: `b"2"`, or `.decode()` the bytes.
# fr: Octets et texte ne se mélangent pas : `b"2"`, ou `.decode()` sur les octets.
>>> b"%s" % "x"
# en: What is filled into bytes must be bytes: `.encode()` the text.
# fr: Ce qui complète des octets doit être des octets : `.encode()` sur le texte.
>>> b",".join(["x"])
# en: `join` of bytes wants bytes: `.encode()` each text.
# fr: `join` sur des octets veut des octets : `.encode()` sur chaque texte.
>>> ",".join([b"x"])
# en: `join` of text wants text: `.decode()` the bytes.
# fr: `join` sur du texte veut du texte : `.decode()` sur les octets.
>>> bytes("Bonjour")
# en: Text becomes bytes by `b"Bonjour"`.
# fr: Un texte devient des octets par `b"Bonjour"`.
>>> bytes("é" * 2)
# en: Text becomes bytes by `("é" * 2).encode()`.
# fr: Un texte devient des octets par `("é" * 2).encode()`.
>>> data.encode()
# en: These are bytes already: `encode` is what makes bytes of text.
# fr: Ce sont déjà des octets : `encode`, c'est ce qui fait d'un texte des octets.
>>> nom.decode()
# en: This is text already: `decode` is what makes text of bytes.
# fr: C'est déjà du texte : `decode`, c'est ce qui fait d'octets un texte.
>>> b"{}".format(nom)
# en: Only text has `format`: fill in the text first, then `.encode()` it.
# fr: Seul un texte a `format` : remplissez d'abord le texte, puis `.encode()`.
>>> str(data)
# en: `str` shows how bytes are written, b and quotes included.
# en: `.decode()` gives the text in them.
# fr: `str` montre comment les octets s'écrivent, avec le b et les guillemets.
# fr: `.decode()` donne le texte qu'ils contiennent.
>>> str(data)
>>> str(nom)
>>> int(b"")
>>> c.send(b"12x")
>>> int(con.recv(7))
# en: Read already, and lost: 3 bytes.
# en: A variable would have kept what `recv` gave.
# fr: Déjà lu, et perdu : 3 octets.
# fr: Une variable aurait gardé ce que `recv` a rendu.
>>> c.send(b"Bonjour")
>>> con.recv(7)[9]
# en: Read already, and lost: 7 bytes.
# en: A variable would have kept what `recv` gave.
# fr: Déjà lu, et perdu : 7 octets.
# fr: Une variable aurait gardé ce que `recv` a rendu.
>>> c.send(b"Bonjour")
>>> (data := con.recv(7))[9]
>>> con.recv(7) if False else data == "Bonjour"
>>> c.send(bytes(7))
>>> con.recv(7).upper() == "X"
>>> c.close()
>>> int(con.recv(7))
# en: b'' says that the other side has closed: no number will come any more.
# fr: b'' dit que l'autre côté a fermé : aucun nombre ne viendra plus.
>>> con.close()
"""

ENCODING = r"""
>>> import socket
>>> a = socket.create_server(("127.0.0.1", 0))
>>> c = socket.create_connection(a.getsockname())
>>> con, addr = a.accept()
>>> c.send("Comment ça va ?".encode())
>>> con.recv(15)
# en: 15 bytes, but 14 characters: `ç` takes 2 bytes.
# en: Still in the queue, for the next `recv`: 1 byte.
# fr: 15 octets, mais 14 caractères : `ç` prend 2 octets.
# fr: Reste dans la file, pour le prochain `recv` : 1 octet.
>>> con.recv(100)
>>> c.send("Comment ça va ?".encode())
>>> con.recv(9)
# en: The end of these bytes begins `ç`, which the next `recv` completes.
# en: Join the bytes of both before `decode()`.
# fr: Ces octets finissent par le début de `ç`, que le prochain `recv` complétera.
# fr: Réunissez les octets des deux avant `decode()`.
>>> con.recv(9).decode()
# en: The `recv` before has cut `ç` in two: these bytes begin with the rest of it.
# en: Join the bytes of both before `decode()`.
# fr: Le `recv` précédent a coupé `ç` en deux : ces octets commencent par sa fin.
# fr: Réunissez les octets des deux avant `decode()`.
>>> c.send("ça".encode())
>>> con.recv(1).decode()
# en: `ç` is cut in two: the rest of it is still in the queue.
# en: Read more, and decode all of it together. Read already, and lost: 1 byte.
# fr: `ç` est coupé en deux : la suite est encore dans la file.
# fr: Lisez davantage, et décodez le tout ensemble. Déjà lu, et perdu : 1 octet.
>>> con.recv(100).decode()
# en: The `recv` before has cut `ç` in two: these bytes begin with the rest of it.
# en: Join the bytes of both before `decode()`.
# fr: Le `recv` précédent a coupé `ç` en deux : ces octets commencent par sa fin.
# fr: Réunissez les octets des deux avant `decode()`.
>>> c.send("ça".encode())
>>> data = con.recv(1)
# en: Still in the queue, for the next `recv`: 2 bytes.
# fr: Reste dans la file, pour le prochain `recv` : 2 octets.
>>> data.decode()
# en: `ç` is cut in two: the rest of it is still in the queue.
# en: Read more, and decode all of it together.
# fr: `ç` est coupé en deux : la suite est encore dans la file.
# fr: Lisez davantage, et décodez le tout ensemble.
>>> data = con.recv(100)
>>> data.decode()
# en: The `recv` before has cut `ç` in two: these bytes begin with the rest of it.
# en: Join the bytes of both before `decode()`.
# fr: Le `recv` précédent a coupé `ç` en deux : ces octets commencent par sa fin.
# fr: Réunissez les octets des deux avant `decode()`.
>>> b"\xc3".decode()
# en: These bytes end in the middle of a character, or are not UTF-8.
# en: If more is to come, read it first, and decode all of it together.
# fr: Ces octets s'arrêtent au milieu d'un caractère, ou ne sont pas de l'UTF-8.
# fr: S'il en vient d'autres, lisez-les d'abord, et décodez le tout ensemble.
>>> "ça va".encode()[1:].decode()
# en: These bytes begin in the middle of a character, or are not UTF-8.
# en: If a `recv` before has cut it, join the bytes of both before `decode()`.
# fr: Ces octets commencent au milieu d'un caractère, ou ne sont pas de l'UTF-8.
# fr: Si un `recv` précédent l'a coupé, réunissez les octets des deux avant `decode()`.
>>> "ça va".encode("latin-1")[0:].decode()
# en: These bytes are not UTF-8. Read as Latin-1 they are 'ça va': `.decode("latin-1")`.
# fr: Ces octets ne sont pas de l'UTF-8. Lus en Latin-1, ils donnent 'ça va' : `.decode("latin-1")`.
>>> "«ça va»".encode("latin-1").decode()
# en: These bytes are not UTF-8. Read as Latin-1 they are '«ça va»': `.decode("latin-1")`.
# fr: Ces octets ne sont pas de l'UTF-8. Lus en Latin-1, ils donnent '«ça va»' : `.decode("latin-1")`.
>>> b"caf\xc3".decode()
# en: These bytes end in the middle of a character, or are not UTF-8.
# en: If more is to come, read it first, and decode all of it together.
# fr: Ces octets s'arrêtent au milieu d'un caractère, ou ne sont pas de l'UTF-8.
# fr: S'il en vient d'autres, lisez-les d'abord, et décodez le tout ensemble.
>>> c.send("été".encode("latin-1"))
>>> con.recv(10).decode()
# en: These bytes are not UTF-8. Read as Latin-1 they are 'été': `.decode("latin-1")`.
# fr: Ces octets ne sont pas de l'UTF-8. Lus en Latin-1, ils donnent 'été' : `.decode("latin-1")`.
>>> data = b"\xe9t\xe9" * 30
>>> data.decode()
# en: These bytes are not UTF-8. They may be Latin-1: `.decode("latin-1")`.
# fr: Ces octets ne sont pas de l'UTF-8. C'est peut-être du Latin-1 : `.decode("latin-1")`.
>>> b"\xff\x80".decode()
>>> b"\xc3\xa9".decode("ascii")
# en: These bytes are text in UTF-8, 'é': `.decode()`.
# fr: Ces octets sont du texte en UTF-8, 'é' : `.decode()`.
>>> (b"\xc3\xa9" * 30).decode("ascii")
# en: These bytes are text in UTF-8: `.decode()`.
# fr: Ces octets sont du texte en UTF-8 : `.decode()`.
>>> b"\xe9".decode("ascii")
>>> "é".encode("ascii")
# en: `é` is not in ascii. `.encode()` knows every character: it writes UTF-8.
# fr: `é` n'existe pas en ascii. `.encode()` connaît tous les caractères : il écrit en UTF-8.
>>> "€".encode("latin-1")
# en: `€` is not in latin-1. `.encode()` knows every character: it writes UTF-8.
# fr: `€` n'existe pas en latin-1. `.encode()` connaît tous les caractères : il écrit en UTF-8.
>>> "\x80".encode("ascii")
# en: This encoding lacks the character. `.encode()` knows every one: it writes UTF-8.
# fr: Cet encodage n'a pas ce caractère. `.encode()` les connaît tous : il écrit en UTF-8.
>>> con.close()
"""


class Bytes(Notes):
    def test_bytes_and_text(self):
        self.play(BYTES)

    def test_encodings(self):
        self.play(ENCODING)


if __name__ == "__main__":
    main()
