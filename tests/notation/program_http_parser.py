# SPDX-License-Identifier: GPL-3.0-or-later
# A parser of request heads with its errors.
class BadRequest(Exception):
    def __init__(self, reason, line=None):
        super().__init__(reason)
        self.line = line
def parse(data):
    head, separator, body = data.partition(b"\r\n\r\n")
    if not separator:
        raise BadRequest("incomplete")
    first, *lines = head.decode("latin-1").split("\r\n")
    try:
        method, target, version = first.split(" ")
    except ValueError as e:
        raise BadRequest("bad request line", first) from e
    headers = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon:
            raise BadRequest("no colon", line)
        headers.setdefault(name.strip().title(), []).append(value.strip())
    path, _, query = target.partition("?")
    pairs = [tuple(p.split("=", 1)) for p in query.split("&") if p]
    return {"method": method, "path": path, "query": pairs, "headers": headers, "body": body}
for data in (b"GET /a?x=1&y=2 HTTP/1.1\r\nhost: here\r\nX-A: 1\r\nx-a: 2\r\n\r\nbody", b"GET /\r\n\r\n",
    b"GET / HTTP/1.1\r\nbad line\r\n\r\n", b"GET", b"P / H\r\n\r\n"):
    try:
        for key, value in parse(data).items():
            print(f"{key:>8}: {value!r}")
    except BadRequest as e:
        print("error:", e, "|", e.line, "|", repr(e.__cause__))
