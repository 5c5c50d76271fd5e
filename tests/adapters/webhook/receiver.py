"""A receiver as its owner would write it, with Python's own hmac: one JSON line for each request.

Usage: receiver.py SECRET. The path says what it answers: /200, /410, /500-200 (first 500, then
200), /redirect, /silent (nothing until the client goes), /long (an endless answer).
"""

import hashlib
import hmac
import http.server
import json
import sys
import threading

SECRET = sys.argv[1].encode()
SEEN = {}


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        timestamp = self.headers["Trinh-Timestamp"]
        made = hmac.new(SECRET, timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        count = SEEN[self.path] = SEEN.get(self.path, 0) + 1
        print(json.dumps({
            "path": self.path,
            "delivery": self.headers["Trinh-Delivery"],
            "timestamp": timestamp,
            "type": self.headers["Content-Type"],
            "body": body.decode(),
            "is_signed": hmac.compare_digest("v1=" + made, self.headers["Trinh-Signature"]),
        }), flush=True)
        self.reply(count)

    def reply(self, count):
        if self.path == "/silent":
            self.connection.recv(1)  # Ends when the client has gone.
            return
        if self.path == "/redirect":
            self.send_response(302)
            self.send_header("Location", "/200")
            self.end_headers()
            return
        if self.path == "/long":
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"x" * 65536)
            except OSError:
                return
        codes = [int(code) for code in self.path.strip("/").split("-")]
        self.send_response(codes[min(count, len(codes)) - 1])
        self.end_headers()

    def do_GET(self):
        print(json.dumps({"path": self.path, "is_get": True}), flush=True)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
print(json.dumps({"port": server.server_port}), flush=True)
sys.stdin.read()  # Until the test closes it.
