# HTTPS: http.server in a thread, http.client and urllib, a certificate that is refused.
import http.client
import http.server
import threading
import urllib.request
from _certificates import client_context, server_context


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = ("you asked for " + self.path).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.socket = server_context().wrap_socket(server.socket, server_side=True)
thread = threading.Thread(target=server.serve_forever)
thread.start()
connection = http.client.HTTPSConnection("localhost", server.server_port, context=client_context())
for i in range(3):
    connection.request("GET", f"/{i}")
    response = connection.getresponse()
    print(response.status, response.read(), connection.sock.version())
connection.close()
address = f"https://localhost:{server.server_port}/page"
print(urllib.request.urlopen(address, context=client_context()).read())
try:
    urllib.request.urlopen(address)
except urllib.error.URLError as error:
    print(error)
server.shutdown()
thread.join()
server.server_close()
