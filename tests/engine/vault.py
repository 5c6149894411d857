"""A key for the secrets of stacks that costs no time, as a team would use a cloud's.

With a passphrase, each command derives its key anew, on purpose slowly: a third of what a command
costs. With a key of HashiCorp Vault, it asks a server to decrypt it, which this one stands for. It
hides nothing: what the engine encrypts with the key is as unreadable as it is with any other.
"""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.serving import HOST, Served

PREFIX = "vault:v1:"


class _Handler(BaseHTTPRequestHandler):
    """Vault's `transit`, which encrypts and decrypts what is sent to it."""

    def do_PUT(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if "/transit/encrypt/" in self.path:
            data = {"ciphertext": PREFIX + asked["plaintext"]}
        else:
            data = {"plaintext": asked["ciphertext"].removeprefix(PREFIX)}
        body = json.dumps({"data": data}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


class Vault(Served):
    """A running server.

    Attributes:
        provider: the engine's name of the key.
        env: what a command's environment needs to use it.
    """

    provider = "hashivault://tests"

    def __init__(self) -> None:
        super().__init__(ThreadingHTTPServer((HOST, 0), _Handler))
        self.env = {
            "VAULT_SERVER_URL": f"http://{self.address}",
            "VAULT_SERVER_TOKEN": "of-the-tests",
        }
