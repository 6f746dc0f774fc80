# Python's own servers and clients, over files of sockets and threads.
import http.server
import socket
import socketserver
import threading
import urllib.request
import wsgiref.simple_server
import xmlrpc.client
import xmlrpc.server


class Upper(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write(line.upper())


class Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.path.encode())

    def log_message(self, *args):
        pass


def serving(server):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()

    def end():
        server.shutdown()
        thread.join()
        server.server_close()
    return end


server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Upper)
end = serving(server)
with socket.create_connection(server.server_address) as client, client.makefile("rw", encoding="utf-8") as file:
    for word in "one", "two", "h\u00e9":
        print(word, file=file, flush=True)
        print(file.readline().rstrip())
end()

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
end = serving(server)
for path in "/", "/a/b?c=d":
    with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}{path}") as answer:
        print(answer.status, answer.read())
end()

server = xmlrpc.server.SimpleXMLRPCServer(("127.0.0.1", 0), logRequests=False)
server.register_function(pow)
end = serving(server)
with xmlrpc.client.ServerProxy(f"http://127.0.0.1:{server.server_address[1]}") as proxy:
    print(proxy.pow(2, 5))
    try:
        proxy.nothing()
    except xmlrpc.client.Fault as fault:
        print(fault.faultCode)
end()

wsgiref.simple_server.WSGIRequestHandler.log_message = lambda *args: None
server = wsgiref.simple_server.make_server("127.0.0.1", 0, lambda environ, start: start("200 OK", []) and None or [b"wsgi ", environ["PATH_INFO"].encode()])
end = serving(server)
with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/x") as answer:
    print(answer.read())
end()
