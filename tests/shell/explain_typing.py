#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of lines that are no program, of names, and where nothing may be said."""

import pathlib
import subprocess
import tempfile
import time

from _notes import LANGUAGES, Notes, environment, type_lines
from _terminal import CAUSETTE, SECONDS, Terminal, main

TYPING = r'''
>>> (client) >>> s_client = socket.socket()
# en: The prompt `(client) >>> ` is not typed.
# fr: L'invite `(client) >>> ` ne se tape pas.
>>> >>> import socket
# en: The prompt `>>> ` is not typed.
# fr: L'invite `>>> ` ne se tape pas.
>>> ... import socket
# en: The prompt `... ` is not typed.
# fr: L'invite `... ` ne se tape pas.
>>> (client) x >>> 3
>>> IP = 127.0.0.1
# en: An IP address is written in quotes: `"127.0.0.1"`.
# fr: Une adresse IP s'écrit entre guillemets : `"127.0.0.1"`.
>>> f((127.0.0.1, 3000))
# en: An IP address is written in quotes: `"127.0.0.1"`.
# fr: Une adresse IP s'écrit entre guillemets : `"127.0.0.1"`.
>>> IP = 127.0.0.256
>>> IP = 1.2.3
>>> x = "127.0.0.1" 127
>>> "x"->upper()
# en: That is another language's way to write it. In Python: `"x".upper()`.
# fr: Cela s'écrit ainsi dans un autre langage. En Python : `"x".upper()`.
>>> "x"::upper()
# en: That is another language's way to write it. In Python: `"x".upper()`.
# fr: Cela s'écrit ainsi dans un autre langage. En Python : `"x".upper()`.
>>> if 1 && 2: pass
# en: That is another language's way to write it. In Python: `if 1 and 2: pass`.
# fr: Cela s'écrit ainsi dans un autre langage. En Python : `if 1 and 2: pass`.
>>> "a -> b" "c" d
>>> f(“Bonjour”)
# en: Quotes of a word processor or a PDF: type them again, straight, `"`.
# fr: Guillemets de traitement de texte ou de PDF : retapez-les droits, `"`.
>>> f(«Bonjour»)
# en: Quotes of a word processor or a PDF: type them again, straight, `"`.
# fr: Guillemets de traitement de texte ou de PDF : retapez-les droits, `"`.
>>> 3 – 4
# en: A dash of a word processor or a PDF: type it again, `-`.
# fr: Un tiret de traitement de texte ou de PDF : retapez-le, `-`.
>>> 3 + 4
>>> f('J'ai faim')
# en: The apostrophe ends the text. In double quotes it does not: `"J'ai faim"`.
# fr: L'apostrophe termine le texte. Entre guillemets doubles, non : `"J'ai faim"`.
>>> f(b'J'ai été')
# en: The apostrophe ends the text. In double quotes it does not: `"J'ai été"`.
# fr: L'apostrophe termine le texte. Entre guillemets doubles, non : `"J'ai été"`.
>>> x = 'aujourd'hui
# en: The apostrophe ends the text. In double quotes it does not.
# fr: L'apostrophe termine le texte. Entre guillemets doubles, non.
>>> f('it's "me"')
# en: The apostrophe ends the text. In double quotes it does not.
# fr: L'apostrophe termine le texte. Entre guillemets doubles, non.
>>> f('a'if 1 else 'b') )
>>> f("unfinished)
# en: Close the text with the quote that opened it: `"`.
# fr: Fermez le texte par le guillemet qui l'a ouvert : `"`.
>>> c.send(b'Bonsoir)
# en: Close the text with the quote that opened it: `'`.
# fr: Fermez le texte par le guillemet qui l'a ouvert : `'`.
>>> f('a'b'c')
>>> f('l'u"x")
>>> f('a')b
>>> for i in range(1):
...     i
... print(3)
# en: At the prompt an empty line ends a block: press Enter once more before the next statement.
# fr: À l'invite, une ligne vide termine un bloc : appuyez une fois de plus sur Entrée avant l'instruction suivante.
>>> if 1: 2
... 3
# en: At the prompt an empty line ends a block: press Enter once more before the next statement.
# fr: À l'invite, une ligne vide termine un bloc : appuyez une fois de plus sur Entrée avant l'instruction suivante.
>>> for i in range(1):
...     i
... 3 +
# en: At the prompt an empty line ends a block: press Enter once more before the next statement.
# fr: À l'invite, une ligne vide termine un bloc : appuyez une fois de plus sur Entrée avant l'instruction suivante.
>>> else:
# en: `else` belongs to a block: it is typed right below that, before the empty line that ends it.
# fr: `else` appartient à un bloc : il se tape juste en dessous, avant la ligne vide qui termine le bloc.
>>> elif 1:
# en: `elif` belongs to a block: it is typed right below that, before the empty line that ends it.
# fr: `elif` appartient à un bloc : il se tape juste en dessous, avant la ligne vide qui termine le bloc.
>>> finally:
# en: `finally` belongs to a block: it is typed right below that, before the empty line that ends it.
# fr: `finally` appartient à un bloc : il se tape juste en dessous, avant la ligne vide qui termine le bloc.
>>> elsewhere 3
>>> python3 serveur.py
# en: `python3` is a command for the system's terminal, not for this prompt: Ctrl-D leaves it.
# fr: `python3` est une commande du terminal du système, pas de cette invite : Ctrl-D pour la quitter.
>>> pip install socket
# en: `pip` is a command for the system's terminal, not for this prompt: Ctrl-D leaves it.
# fr: `pip` est une commande du terminal du système, pas de cette invite : Ctrl-D pour la quitter.
>>> python3
# en: `python3` is a command for the system's terminal, not for this prompt: Ctrl-D leaves it.
# fr: `python3` est une commande du terminal du système, non de cette invite : Ctrl-D la quitte.
>>> cd ..
# en: `cd` is a command for the system's terminal, not for this prompt: Ctrl-D leaves it.
# fr: `cd` est une commande du terminal du système, pas de cette invite : Ctrl-D pour la quitter.
>>> cd = 3
>>> cd 3
>>> cd - 3
>>>  x = 3
# en: A space too many at the beginning of the line.
# fr: Un espace en trop au début de la ligne.
>>> if 1:
...     x = 3
...       y = 3
>>> f((1, 2)
... x = 3
# en: A `(` above is still open, so this line was taken as part of it.
# fr: Un `(` reste ouvert plus haut : cette ligne a été prise pour sa suite.
>>> f((1, 2)
... 3))
>>> f(1,
... x = 3
... )
>>> f((1, 2)
...
... )
# en: A `(` is still open: close it, or Ctrl-C starts over.
# fr: Un `(` reste ouvert : fermez-le, ou Ctrl-C pour recommencer.
>>> [1,
...
... 2
... ]
# en: A `[` is still open: close it, or Ctrl-C starts over.
# fr: Un `[` reste ouvert : fermez-le, ou Ctrl-C pour recommencer.
>>> """a (
...
... """
>>> PORT: 3000
# en: Nothing was assigned: that takes `=`, `PORT = 3000`.
# fr: Rien n'a été affecté : il faut `=`, `PORT = 3000`.
>>> PORT: int
>>> PORT: int = 3000
>>> print "x"
>>> if x = 3:
# en: To keep the value and test it: `:=`. To compare: `==`.
# fr: Pour garder la valeur et la tester : `:=`. Pour comparer : `==`.
>>> while data = con.recv(10):
# en: To keep the value and test it: `:=`. To compare: `==`.
# fr: Pour garder la valeur et la tester : `:=`. Pour comparer : `==`.
>>> print(x = 3 if 1)
>>> while True
# en: The line that opens a block ends with a colon: `while True:`.
# fr: La ligne qui ouvre un bloc se termine par deux-points : `while True:`.
>>> for i in range(3)
# en: The line that opens a block ends with a colon: `for i in range(3):`.
# fr: La ligne qui ouvre un bloc se termine par deux-points : `for i in range(3):`.
>>> def serve(con):
... con.recv(7)
# en: Begin this line with four spaces: that is how it belongs to the block above.
# fr: Commencez cette ligne par quatre espaces : elle fait alors partie du bloc.
>>> exec("if x:\ny")
>>> exec("'x")
>>> exec("while True")
>>> x = (1
... ]
>>> exec("1 +")
'''

NAMES = r"""
>>> sys.ps1
# en: `import sys` first.
# fr: `import sys` d'abord.
>>> sys.ps1 = "(server) >>> "
# en: `import sys` first.
# fr: `import sys` d'abord.
>>> socket.socket()
# en: `import socket` first.
# fr: `import socket` d'abord.
>>> socket(socket.AF_INET)
# en: `import socket` first.
# fr: `import socket` d'abord.
>>> time
# en: `import time` first.
# fr: `import time` d'abord.
>>> recv(7)
>>> import socket
>>> AF_INET
# en: Write `socket.AF_INET`.
# fr: Écrivez `socket.AF_INET`.
>>> socket(socket.AF_INET, socket.SOCK_STREAM)
# en: `socket` is the module; what it holds has the same name: `socket.socket(socket.AF_INET, socket.SOCK_STREAM)`.
# fr: `socket` est le module ; ce qu'il contient porte le même nom : `socket.socket(socket.AF_INET, socket.SOCK_STREAM)`.
>>> import time
>>> time()
# en: `time` is the module; what it holds has the same name: `time.time()`.
# fr: `time` est le module ; ce qu'il contient porte le même nom : `time.time()`.
>>> sleep(1)
# en: Write `time.sleep`.
# fr: Écrivez `time.sleep`.
>>> import sockets
# en: There is a module of nearly that name: `import socket`.
# fr: Il y a un module de nom très proche : `import socket`.
>>> import Socket
# en: There is a module of nearly that name: `import socket`.
# fr: Il y a un module de nom très proche : `import socket`.
>>> import tima
# en: There is a module of nearly that name: `import time`.
# fr: Il y a un module de nom très proche : `import time`.
>>> import nosuch
>>> import os.nosuch
>>> s = socket.socket
>>> s.bind(("127.0.0.1", 0))
# en: `s` is the class itself and no socket: parentheses make one, `s = socket.socket()`.
# fr: `s` est la classe elle-même, pas une socket : les parenthèses en créent une, `s = socket.socket()`.
>>> s.accept()
# en: `s` is the class itself and no socket: parentheses make one, `s = socket.socket()`.
# fr: `s` est la classe elle-même, pas une socket : les parenthèses en créent une, `s = socket.socket()`.
>>> socket.recv(7)
# en: `recv` belongs to a socket, not to the module: the socket's name comes before it.
# fr: `recv` appartient à une socket, pas au module : le nom de la socket vient devant.
>>> a = socket.create_server(("127.0.0.1", 0))
>>> recv(7)
# en: `recv` is a method of sockets: the socket's name and a dot come before it.
# fr: `recv` est une méthode des sockets : le nom de la socket et un point viennent devant.
>>> accept()
# en: `accept` is a method of sockets: `a.accept()`.
# fr: `accept` est une méthode des sockets : `a.accept()`.
>>> accept(b)
# en: `accept` is a method of sockets: the socket's name and a dot come before it.
# fr: `accept` est une méthode des sockets : le nom de la socket et un point viennent devant.
>>> close(b)
# en: `close` is a method of sockets: the socket's name and a dot come before it.
# fr: `close` est une méthode des sockets : le nom de la socket et un point viennent devant.
>>> close(3)
# en: Write `socket.close`.
# fr: Écrivez `socket.close`.
>>> socket.recv(7)
# en: `recv` belongs to a socket, not to the module: `a.recv`.
# fr: `recv` appartient à une socket, non au module : `a.recv`.
>>> c = socket.create_connection(a.getsockname())
>>> recv(7)
# en: `recv` is a method of sockets: `c.recv(7)`.
# fr: `recv` est une méthode des sockets : `c.recv(7)`.
>>> listen(1)
# en: `listen` is a method of sockets: the socket's name and a dot come before it.
# fr: `listen` est une méthode des sockets : le nom de la socket et un point viennent devant.
>>> socket.recv(7)
# en: `recv` belongs to a socket, not to the module: the socket's name comes before it.
# fr: `recv` appartient à une socket, pas au module : le nom de la socket vient devant.
>>> c.receive(7)
# en: With sockets that is called `recv`.
# fr: Pour les sockets, cela s'appelle `recv`.
>>> c.disconnect()
# en: With sockets that is called `close`.
# fr: Pour les sockets, cela s'appelle `close`.
>>> c.write(b"x")
# en: With sockets that is called `send`.
# fr: Pour les sockets, cela s'appelle `send`.
>>> c.sent(b"x")
>>> c.nosuch()
>>> con = a.accept()
>>> con.recv(7)
# en: `accept()` gives two things, the connection and its address.
# en: `con, addr = con` takes them apart.
# fr: `accept()` rend deux choses, la connexion et son adresse.
# fr: `con, addr = con` les sépare.
>>> (con,)[0].recv(7)
# en: `accept()` gives two things, the connection and its address: two names take them apart.
# fr: `accept()` rend deux choses, la connexion et son adresse : deux noms les séparent.
>>> con[1].recv(7)
>>> con, addr = con
>>> addr.recv(7)
# en: `addr` is the address; the connection is `con`.
# fr: `addr` est l'adresse ; la connexion est `con`.
>>> (1, 2).recv
>>> addr, con = con, addr
>>> con.recv(7)
# en: `con` is the address; the connection is `addr`.
# fr: `con` est l'adresse ; la connexion est `addr`.
>>> con, addr = addr, con
>>> addr.length
# en: `len(addr)` tells how long it is.
# fr: `len(addr)` dit sa longueur.
>>> b"x".len()
# en: `len(b"x")` tells how long it is.
# fr: `len(b"x")` dit sa longueur.
>>> object.length
>>> connect(("localhost", 3000))
# en: `connect` is a method of sockets: the socket's name and a dot come before it.
# fr: `connect` est une méthode des sockets : le nom de la socket et un point viennent devant.
>>> c.connect((localhost, 3000))
# en: The name of a machine is text, in quotes: `"localhost"`.
# fr: Le nom d'une machine est un texte, entre guillemets : `"localhost"`.
>>> clear
# en: Ctrl-L clears the screen.
# fr: Ctrl-L efface l'écran.
>>> cls
# en: Ctrl-L clears the screen.
# fr: Ctrl-L efface l'écran.
>>> c.send(b"x").x
>>> con.close()
"""

# The file that hides a module, what is typed, and what is said.
HIDING = "PORT = 3000\n"
HIDDEN = {"en": ["Your file `socket.py` hides the module `socket`.", "Rename it, and start again."],
          "fr": ["Votre fichier `socket.py` cache le module `socket`.", "Renommez-le, puis recommencez."]}
ELSEWHERE = {"en": "`s_client` exists in the other terminal, `(client)`: this one is `(serveur)`.",
             "fr": "`s_client` existe dans l'autre terminal, `(client)` : vous êtes dans `(serveur)`."}
ELSEWHERE_HERE_NAMELESS = {"en": "`s_client` exists in the other terminal, `(client)`.",
                           "fr": "`s_client` existe dans l'autre terminal, `(client)`."}
ELSEWHERE_NAMELESS = {"en": "`s_client` exists in another terminal.", "fr": "`s_client` existe dans un autre terminal."}

MISTAKES = """
import socket
a = socket.create_server(("127.0.0.1", 0))
try:
    a.send("Bonjour")
except TypeError as error:
    print(type(error).__name__)
for mistake in "b'a' + 'b'", "a.connect('127.0.0.1', 3000)", "con", "a.bind((3000, ''))", "a.recv()", "x = 127.0.0.1":
    try:
        exec(mistake)
    except Exception as error:
        print(type(error).__name__)
b"a" + "b"
"""
CAUGHT = [["import socket; s = socket.socket()"],
          ["try: s.send('x')", "except TypeError: pass", ""],
          ["try: con", "except NameError as error: del error", ""],
          ["try: s.connect('127.0.0.1', 3000)", "except: pass", ""]]
ORDINARY = [["1 / 0"], ["{}['key']"], ["[][3]"], ["int('x')"], ["raise ValueError('send')"], ["nobody"], ["'a' + 1j"], ["(1).x"],
            ["def f(): return 1 / 0", ""], ["f()"], ["assert False, 'recv'"]]


class Typing(Notes):
    def test_typing(self):
        self.play(TYPING)

    def test_names(self):
        self.play(NAMES)

    def test_file_that_hides_a_module(self):
        for language in LANGUAGES:
            folder = self.folder()
            pathlib.Path(folder, "socket.py").write_text(HIDING, encoding="utf-8")
            shell = self.open_in(language, folder)
            self.assertEqual(type_lines(shell, ["import socket"]), [])
            self.assertEqual(type_lines(shell, ["socket.AF_INET"]), HIDDEN[language])
            self.assertEqual(type_lines(shell, ["from socket import AF_INET"]), HIDDEN[language])

    def test_file_that_hides_the_module_it_imports(self):
        folder = self.folder()
        pathlib.Path(folder, "socket.py").write_text("import socket\nsocket.AF_INET\n", encoding="utf-8")
        shell = self.open_in("en", folder)
        self.assertEqual(type_lines(shell, ["import socket"]), HIDDEN["en"])

    def test_package_that_hides_a_module(self):
        folder = pathlib.Path(self.folder())
        (folder / "socket").mkdir()
        (folder / "socket" / "__init__.py").write_text("", encoding="utf-8")
        (folder / "nosuch.py").write_text("", encoding="utf-8")
        shell = self.open_in("en", str(folder))
        type_lines(shell, ["import socket, nosuch"])
        self.assertEqual(type_lines(shell, ["socket.socket()"]),
                         ["Your file `socket/__init__.py` hides the module `socket`.", "Rename it, and start again."])
        self.assertEqual(type_lines(shell, ["nosuch.sleep(1)"]), [])

    def open_in(self, language, folder):
        shell = Terminal(command=["sh", "-c", 'cd "$1" && exec "$2"', "sh", folder, CAUSETTE], columns=300,
                         environment=environment(language, folder))
        self.addCleanup(shell.close)
        shell.see_line()
        return shell

    def type_until_told(self, shell, line):
        """The other terminal has a few milliseconds to answer, which a busy machine may not give it: then nothing is said, and
        the same is typed again."""
        deadline = time.monotonic() + SECONDS
        while not (said := type_lines(shell, [line])) and time.monotonic() < deadline:
            pass
        return said

    def test_name_of_another_terminal(self):
        for language in LANGUAGES:
            folder = self.folder()
            client, server = self.open(language, folder), self.open(language, folder)
            type_lines(client, ["import sys, socket; s_client = socket.socket()"])
            type_lines(server, ["import sys"])
            self.assertEqual(self.type_until_told(server, "s_client.send(b'x')"), [ELSEWHERE_NAMELESS[language]])
            type_lines(client, ['sys.ps1 = "(client) >>> "'])
            self.assertEqual(self.type_until_told(server, "s_client"), [ELSEWHERE_HERE_NAMELESS[language]])
            type_lines(server, ['sys.ps1 = "(serveur) >>> "'])
            self.assertEqual(self.type_until_told(server, "s_client.send(b'x')"), [ELSEWHERE[language]])
            self.assertEqual(type_lines(server, ["s_nobody.send(b'x')"]), [])
            client.send("\x04")
            client.end()
            self.assertEqual(type_lines(server, ["s_client.send(b'x')"]), [])


class Silence(Notes):
    def test_caught_in_a_program(self):
        """Only what ends the program is explained, not what it caught before."""
        folder = self.folder()
        program = pathlib.Path(folder, "mistakes.py")
        program.write_text(MISTAKES, encoding="utf-8")
        with Terminal(str(program), environment=environment("en", folder)) as shell:  # on a terminal, and no prompt
            shell.end()
            self.assertIn("TypeError: can't concat str to bytes", shell.screen.text())
            self.assertEqual([line.rstrip() for line in shell.screen.lines if line.startswith("# ")],
                             ['# Bytes and text do not mix: `b"b"`, or `.decode()` the bytes.'])

    def test_pipes(self):
        for arguments in [], ["-i"]:
            result = subprocess.run([CAUSETTE, *arguments], input=MISTAKES, capture_output=True, text=True, check=False)
            self.assertIn("TypeError: can't concat str to bytes", result.stderr)
            self.assertNotIn("# ", result.stdout + result.stderr)

    def test_caught(self):
        shell = self.open("en", self.folder())
        for lines in CAUGHT:
            self.assertEqual(type_lines(shell, lines), [], lines)

    def test_ordinary(self):
        shell = self.open("en", self.folder())
        for lines in ORDINARY:
            self.assertEqual(type_lines(shell, lines), [], lines)

    def test_explain_off(self):
        shell = self.open("en", self.folder())
        said = type_lines(shell, ["b'a' + 'b'"])
        self.assertEqual(len(said), 1)
        shell.run(":explain off")
        for lines in ["b'a' + 'b'"], ["x = 127.0.0.1"], ["sys.ps1"], ["print"], ["(1", "", ")"]:
            self.assertEqual(type_lines(shell, lines), [], lines)
        shell.run(":explain on")
        self.assertEqual(type_lines(shell, ["b'a' + 'b'"]), said)


if __name__ == "__main__":
    main()
