#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`causette draw`: the ladders of all documents in passing/, asserted from their JSON; the formats; what bad input gets."""

import collections
import json
import os
import pathlib
import re
import struct
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as xml

import _check

PASSING = _check.HERE / "passing"
FORMATS = ("txt", "svg", "mmd", "json")


def draw(*arguments, cwd=PASSING, **environment):
    """Gives (status, standard output, standard error)."""
    return _check.check(*arguments, command="draw", cwd=cwd, **environment)


def ladders():
    """(name, drawing) of each dialogue in passing/."""
    for path in _check.documents("passing"):
        for number in range(1, dialogues(path) + 1):
            status, out, err = draw("--format=json", f"--dialogue={number}", path.name)
            assert (status, err) == (0, ""), f"{path.name}: {status} {err}"
            drawing = json.loads(out)
            drawing["calls"] = [{**call["entry"], "role": call["role"]} for call in drawing["calls"]]
            yield f"{path.name} {number}", drawing


def dialogues(path):
    return max(1, len(re.findall(r"causette: new dialogue", path.read_text(encoding="utf-8-sig"))) + 1)


def canonical(address):
    """IPv4 in IPv6 is IPv4."""
    match = re.fullmatch(r"\[::ffff:([\d.]+)\](:\d+)", address)
    return match[1] + match[2] if match else address


def ends(call):
    return canonical(call.get("local", "")), canonical(call.get("peer", ""))


def is_inet(call):
    return bool(re.search(r":\d+$", call.get("local", ""))) and bool(re.search(r":\d+$", call.get("peer", "")))


def is_stream(drawing, call):
    """Whether the call's socket is of TCP, as the call that made it says."""
    return not any("SOCK_DGRAM" in made["shown"] for made in drawing["calls"]
                   if made["role"] == call["role"] and call["socket"] in (made.get("made"), made.get("socket")))


class Json(unittest.TestCase):
    maxDiff = None

    def test_schema(self):
        for _, drawing in ALL:
            self.assertEqual(drawing["version"], 1)
            for call in drawing["calls"]:
                self.assertLess(call["role"], len(drawing["roles"]))
                if call["moment"] == "ended":
                    self.assertLessEqual(call["real_begun"], call["real_ended"])

    def test_arrows_are_bytes(self):
        """An arrow goes from a call that sent to one that received, over one connection; no byte is drawn twice."""
        arrows = datagrams = 0
        for _, drawing in ALL:
            calls, taken = drawing["calls"], collections.defaultdict(list)
            for arrow in drawing["arrows"]:
                sent, received = calls[arrow["from"]], calls[arrow["to"]]
                self.assertIn("sent", sent)
                self.assertIn("received", received)
                if not is_stream(drawing, received):
                    self.assertEqual((arrow["offset"], arrow["count"]), (0, received.get("count", 0)))
                    self.assertTrue(sent.get("data", "").startswith(received.get("data", "")))
                    datagrams += 1
                    continue
                self.assertEqual(ends(sent), ends(received)[::-1])
                self.assertLess(sent["real_begun"], received["real_ended"])
                span = range(arrow["offset"], arrow["offset"] + arrow["count"])
                self.assertGreater(len(span), 0)
                taken[sent["role"], sent["socket"]].append((span.start, span.stop))
                arrows += 1
            for spans in taken.values():
                self.assertEqual(spans, sorted(spans), "in order")
                for one, other in zip(spans, spans[1:]):
                    self.assertLessEqual(one[1], other[0], "nothing twice")
        self.assertGreater(arrows, 100)
        self.assertGreater(datagrams, 2)

    def test_each_receive_has_its_bytes(self):
        """What a role received over TCP from another role of ours has come by arrows, all of it; the bytes are those that were sent."""
        for name, drawing in ALL:
            calls = drawing["calls"]
            senders = {ends(call) for call in calls if "sent" in call and call.get("count")}
            got = collections.Counter()
            for arrow in drawing["arrows"]:
                got[arrow["to"]] += arrow["count"]
                sent, received = calls[arrow["from"]], calls[arrow["to"]]
                if arrow["count"] == sent.get("count", 0) == received.get("count", 0):
                    self.assertEqual(sent.get("data"), received.get("data"))
            for i, call in enumerate(calls):
                if "received" in call and call.get("count") and is_inet(call) and ends(call)[::-1] in senders:
                    self.assertEqual(got[i], call["count"], f"{name}: {call['text']}")

    def test_handshakes(self):
        """A connect that was answered at once has its SYN, SYN ACK and ACK between its begin and its end."""
        seen = 0
        for name, drawing in ALL:
            for call in drawing["calls"]:
                if call["name"] != "connect" or call.get("outcome") != "returned" or not is_inet(call):
                    continue
                flags = [packet["flags"] for packet in drawing["packets"]
                         if {packet["from"], packet["to"]} == set(ends(call)) and packet["protocol"] == "TCP"
                         and call["real_begun"] <= packet["at"] <= call["real_ended"]]
                if drawing["wire"] and is_stream(drawing, call) and "waited" not in call:
                    self.assertEqual(flags[:3], ["SYN", "SYN ACK", "ACK"], f"{name}: {call['text']}")
                    seen += 1
        self.assertGreater(seen, 20)

    def test_packets_agree_with_calls(self):
        """What a socket has sent by its calls is what its segments carry, each byte once."""
        seen = 0
        for _, drawing in ALL:
            if not drawing["wire"] or drawing["lost_packets"]:
                continue
            said, on_wire = collections.Counter(), collections.defaultdict(set)
            for call in drawing["calls"]:
                if "sent" in call and call["moment"] == "ended" and is_inet(call) and is_stream(drawing, call):
                    said[ends(call)] += call.get("count", 0)
            for packet in drawing["packets"]:
                if packet["protocol"] == "TCP" and packet["payload"]:
                    on_wire[packet["from"], packet["to"]].update(
                        range(packet["seq"], packet["seq"] + min(packet["payload"], 100000)))
            for way, count in said.items():
                if count and count <= 100000:
                    self.assertEqual(len(on_wire[way]), count, way)
                    seen += 1
        self.assertGreater(seen, 30)


class Formats(unittest.TestCase):
    def need_wire(self, err):
        """Without a namespace of its own, which is said, a drawing has no packets."""
        if "no network namespaces here" in err:
            self.skipTest(err)

    def test_each_document(self):
        for path in _check.documents("passing"):
            number = f"--dialogue={1}"
            with tempfile.TemporaryDirectory() as folder:
                for suffix in FORMATS:
                    file = pathlib.Path(folder, f"out.{suffix}")
                    self.assertEqual(draw(number, path.name, "-o", file), (0, "", ""), path.name)
                    self.assertGreater(file.stat().st_size, 0)
                xml.parse(pathlib.Path(folder, "out.svg"))
                for suffix in ("txt", "svg", "mmd"):  # drawn again from what was kept
                    again = draw(pathlib.Path(folder, "out.json"), f"--format={suffix}")
                    self.assertEqual((again[0], again[2]), (0, ""), path.name)

    def test_example(self):
        """The page of the course: the handshake lies between connect() and the accept() that waited, and both messages are arrows."""
        status, out, err = draw("--columns=100", "exemple.rst")
        self.need_wire(err)
        self.assertEqual((status, err), (0, ""))
        rows = out.splitlines()

        def place(text, after=0):
            for i in range(after, len(rows)):
                if text in rows[i]:
                    return i
            self.fail(f"no {text!r} behind row {after} in\n{out}")

        at = place("accept()")
        for text in ("connect(127.0.0.1:3000)", " SYN ", " SYN ACK ", " ACK ", "accept() = fd 4", "send(b'Bonjour')", " b'Bonjour' ",
                     "recv(7) = b'Bonjour'", "send(b'Comment va ?')", " b'Comment va ?' ", "recv(12) = b'Comment va ?'"):
            at = place(text, at)

    def test_programs(self):
        """Of a role that tells no calls the packets are drawn, in its column."""
        for document, words in ((_check.HERE / "languages/upper.md", ("--columns=160",)), ("tcp_echo.md", ("--with", "client=python3"))):
            status, out, err = draw(*words, document)
            self.need_wire(err)
            if "not found" in err or "python3" in err:
                self.skipTest(err)
            self.assertEqual((status, err), (0, ""))
            self.assertNotIn("elsewhere", out)
            self.assertGreaterEqual(out.count(" SYN ACK "), 1)

    def test_elsewhere(self):
        """A role that a command starts tells its calls too, by the clock of where it is."""
        status, out, err = draw("--columns=120", "--role", f"client={_check.CAUSETTE} agent", "tcp_echo.md")
        self.assertEqual((status, err), (0, ""))
        self.assertRegex(out, r"(?s)accept\(\).*connect\(127.*send\(b'hello'\).*━ b'hello' ━.*recv\(1024\) = b'hello'.*━ b'hello to you' ━")

    def test_unix_streams(self):
        """Two clients of one path, whose ends have no names: bytes go to who connected, in the order of the connections."""
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "unix.txt").write_text(
                "(s) >>> import socket\n(s) >>> s = socket.socket(socket.AF_UNIX); s.bind('p'); s.listen()\n"
                + "".join(f"({name}) >>> import socket\n({name}) >>> c = socket.socket(socket.AF_UNIX); c.connect('p')\n"
                          f"({name}) >>> c.send(b'from {name}')\n6\n" for name in "ab")
                + "(s) >>> one, _ = s.accept(); two, _ = s.accept()\n(s) >>> two.recv(100), one.recv(100)\n(b'from b', b'from a')\n"
                "(s) >>> one.send(b'for a')\n5\n(a) >>> c.recv(100)\nb'for a'\n", encoding="utf-8")
            status, out, err = draw("unix.txt", "--format=json", cwd=folder)
        self.assertEqual((status, err), (0, ""))
        drawing = json.loads(out)
        names = [role["name"] for role in drawing["roles"]]
        self.assertEqual([(names[drawing["calls"][arrow["from"]]["role"]], names[drawing["calls"][arrow["to"]]["role"]],
                           drawing["calls"][arrow["to"]]["entry"]["data"]) for arrow in drawing["arrows"]],
                         [("b", "s", "from b"), ("a", "s", "from a"), ("s", "a", "for a")])

    def test_ascii(self):
        out = draw("--ascii", "exemple.rst")[1]
        self.assertTrue(out.isascii(), out)

    def test_columns(self):
        for columns in (20, 40, 80, 200):
            out = draw(f"--columns={columns}", "relay.rst")[1]
            self.assertLessEqual(max(map(len, out.splitlines())), columns, out)

    def test_only(self):
        """Some of the roles; rows keep their order, and arrows to others go."""
        whole, some = (json.loads(draw("--format=json", *words, "relay.rst")[1]) for words in ((), ("--only=near,relay",)))
        self.assertEqual([role["name"] for role in whole["roles"]], [role["name"] for role in some["roles"]])
        self.assertLess(0, len(some["arrows"]))
        self.assertLess(len(some["arrows"]), len(whole["arrows"]))
        out = draw("--only=near,relay", "relay.rst")[1]
        self.assertNotIn("far", out.splitlines()[0])
        status, out, err = draw("--only=near,nobody", "relay.rst")
        self.assertEqual((status, out), (3, ""))
        self.assertIn("there is no role 'nobody'; there are: far, relay, near, witness\n", err)

    def test_pcap(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "out.pcap")
            status, out, err = draw("--format=json", f"--pcap={file}", "exemple.rst")
            self.assertEqual((status, err), (0, ""))
            drawing, data = json.loads(out), file.read_bytes()
            if not drawing["wire"]:
                self.skipTest("no network namespaces here")
            magic, _, _, _, _, _, _ = struct.unpack("=IHHiIII", data[:24])
            self.assertIn(magic, (0xA1B2C3D4, 0xA1B23C4D))
            at, count = 24, 0
            while at < len(data):
                at += 16 + struct.unpack("=IIII", data[at:at + 16])[2]
                count += 1
            self.assertEqual((at, count), (len(data), len(drawing["packets"])))


class BadInput(unittest.TestCase):
    def test_usage(self):
        for words in ((), ("a", "b"), ("--nonsense", "a"), ("--format=gif", "exemple.rst"), ("-o", "x.gif", "exemple.rst"),
                      ("--dialogue=0", "exemple.rst"), ("--columns=x", "exemple.rst"), ("--dialogue=2", "exemple.rst"),
                      ("new_dialogue.rst",)):
            status, out, err = draw(*words)
            self.assertEqual((status, out), (2, ""), words)
            self.assertIn("\n", err)

    def test_files(self):
        with tempfile.TemporaryDirectory() as folder:
            for words in (("-o", folder + "/no/such.svg", "exemple.rst"), ("-o", "/dev/full", "--format=svg", "exemple.rst"),
                          ("--pcap=" + folder + "/no/such.pcap", "exemple.rst"), ("--pcap=/dev/full", "exemple.rst"),
                          (folder + "/none.rst",), (folder + "/none.json",)):
                status, _, err = draw(*words)
                self.assertEqual(status, 3, (words, err))
                self.assertNotEqual(err, "")
            self.assertEqual(list(pathlib.Path(folder).iterdir()), [])

    def test_long_names_and_links(self):
        """A name as long as names may be; a link to a file that is not there yet, which is written where it leads."""
        with tempfile.TemporaryDirectory() as folder:
            for name in "n" * 251, "é" * 125 + "n":
                file = pathlib.Path(folder, name + ".txt")
                self.assertEqual(draw("-o", file, "exemple.rst")[0], 0)
                self.assertIn("accept()", file.read_text())
                file.unlink()
            link, target = pathlib.Path(folder, "link.txt"), pathlib.Path(folder, "target.txt")
            link.symlink_to("target.txt")
            for _ in range(2):
                self.assertEqual(draw("-o", link, "exemple.rst")[0], 0)
                self.assertTrue(link.is_symlink())
                self.assertIn("accept()", target.read_text())
            self.assertEqual(len(list(pathlib.Path(folder).iterdir())), 2)

    def test_document_is_kept(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "a.txt")
            file.write_text(">>> 1\n1\n")
            for words in (("-o", file, file), (f"--pcap={file}", file), ("-o", file, folder + "/./a.txt")):
                self.assertEqual(draw(*words)[0], 2)
                self.assertEqual(file.read_text(), ">>> 1\n1\n")

    def test_different(self):
        """A dialogue that does not go as written is drawn all the same."""
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "a.txt")
            file.write_text(">>> import socket\n>>> s = socket.socket()\n>>> s.send(b'x')\n1\n")
            status, out, err = draw(file)
            self.assertEqual(status, 1)
            self.assertIn("send(b'x')", out)
            self.assertIn("BrokenPipeError", err)

    def test_failing(self):
        """Whatever fails in playing is drawn as far as it went."""
        for path in _check.documents("failing"):
            with tempfile.TemporaryDirectory() as folder:
                file = pathlib.Path(folder, "out.svg")
                status, out, err = draw(path.name, "--dialogue=1", "-o", file, cwd=path.parent)
                checked = _check.check(path.name, cwd=path.parent)[0]
                self.assertIn((status, checked), ((0, 1), (1, 1), (3, 3)), f"{path.name}: {err}")  # 0: another dialogue of it failed
                self.assertEqual(file.exists(), status != 3, path.name)
                if file.exists():
                    xml.parse(file)

    def test_kept_drawings(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "a.json")
            for text in ("", "{", "[]", "{}", '{"version":2}', '{"version":1,"roles":[{"name":"a"}],"calls":[{"role":7}]}', "null", "\0"):
                file.write_text(text)
                status, out, err = draw(file)
                self.assertEqual((status, out), (3, ""), text)
                self.assertIn("a.json: ", err)

    def test_more_sockets_than_are_kept(self):
        """The call that makes one too many is of the socket that goes for it."""
        def call(number, socket, name, **keys):
            return {"role": 0, "entry": {"call": number, "moment": "ended", "name": name, "socket": socket, "begun": number, "ended": number,
                                         "real_begun": number, "real_ended": number, "outcome": "returned", "shown": f"{name}()", **keys}}
        closed, opened = 16384, 65536  # src/ladder/endpoints.c
        calls = [call(number, number, "close" if number <= closed else "bind") for number in range(1, closed + opened + 1)]
        calls.append(call(len(calls) + 1, 1, "close", made=1 << 40, made_state="ESTABLISHED"))
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "a.json")
            file.write_text(json.dumps({"version": 1, "roles": [{"name": "a"}], "calls": calls}))
            status, out, err = draw(file)
            self.assertEqual((status, err), (0, ""))
            self.assertEqual(out.count("bind()"), opened)

    def test_pipe_that_closes(self):
        done = subprocess.run(f"'{_check.CAUSETTE}' draw exemple.rst | head -n 1", shell=True, cwd=PASSING, capture_output=True, text=True,
                              timeout=_check.SECONDS)
        self.assertEqual(done.stderr, "")


class Check(unittest.TestCase):
    def test_ladder_of_what_failed(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "good.txt").write_text(">>> 1\n1\n")
            pathlib.Path(folder, "bad.txt").write_text(">>> import socket\n>>> s = socket.socket()\n>>> s.fileno()\n7\n")
            status, out, err = _check.check("--ladder=drawn", "good.txt", "bad.txt", cwd=folder)
            self.assertEqual((status, err), (1, ""), out)
            self.assertEqual([path.name for path in pathlib.Path(folder, "drawn").iterdir()], ["bad.txt.svg"])
            self.assertIn("socket(", pathlib.Path(folder, "drawn/bad.txt.svg").read_text())

    def test_folder_that_cannot_be(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "bad.txt").write_text(">>> 1\n2\n")
            pathlib.Path(folder, "drawn").write_text("")
            status, out, _ = _check.check("--ladder=drawn", "bad.txt", cwd=folder)
            self.assertEqual(status, 3)
            self.assertIn("drawn/bad.txt.svg", out)


if __name__ == "__main__":
    ALL = list(ladders())
    unittest.main()
