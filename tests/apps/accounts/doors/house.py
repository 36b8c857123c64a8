"""A small OpenID provider of our own, with real signed answers: what a province's identity system is to us."""

import hashlib
import json
import threading
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "caunoi", "một bí mật của hai nhà"


class House:
    """Who signs in there, and what the next answer is to say otherwise than right."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.kid, self.user, self.issuer = "1", "hoa", ""
        self.claims: dict[str, Any] = {}
        self.header: dict[str, Any] = {}
        self.sign: Any = None
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []

    def description(self) -> dict[str, str]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/vao",
            "token_endpoint": f"{self.issuer}/doi",
            "jwks_uri": f"{self.issuer}/khoa",
        }

    def keys(self) -> dict[str, Any]:
        shown = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**shown, "kid": self.kid, "use": "sig", "alg": "RS256"}]}

    def authorize(self, question: dict[str, str]) -> str:
        """The person signs in there and is sent back with a code."""
        code = f"ma-{len(self.codes) + 1}"
        self.codes[code] = question
        return f"{question['redirect_uri']}?{urlencode({'code': code, 'state': question['state']})}"

    def exchange(self, sent: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        question = self.codes.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = urlsafe_b64encode(digest).decode().rstrip("=")
        who = b64decode(authorization.removeprefix("Basic ")).decode().split(":")
        right = (
            question
            and question["code_challenge"] == challenge
            and [unquote(w) for w in who] == [CLIENT, SECRET]
        )
        if not (question and right and sent["redirect_uri"] == question["redirect_uri"]):
            return 400, {"error": "invalid_grant"}
        return 200, {"token_type": "Bearer", "id_token": self.token(question["nonce"])}

    def token(self, nonce: str) -> str:
        now = int(time.time())
        right = {
            "iss": self.issuer, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 300, "nonce": nonce,
            "preferred_username": self.user,
        }  # fmt: skip
        claims = {name: value for name, value in {**right, **self.claims}.items() if value is not None}
        if self.sign:
            return self.sign(claims)
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": self.kid, **self.header})


@contextmanager
def open_house() -> Iterator[House]:
    house = House()

    class Door(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            """Tests look at what the house was asked."""

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            house.asked.append(parts.path)
            if parts.path == "/vao":
                question = {name: values[0] for name, values in parse_qs(parts.query).items()}
                self.send_response(302)
                self.send_header("Location", house.authorize(question))
                self.end_headers()
                return
            told = {"/.well-known/openid-configuration": house.description, "/khoa": house.keys}.get(
                parts.path
            )
            self.tell(200 if told else 404, told() if told else {})

        def do_POST(self) -> None:
            house.asked.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            sent = {name: values[0] for name, values in parse_qs(body).items()}
            self.tell(*house.exchange(sent, self.headers.get("Authorization", "")))

        def tell(self, status: int, told: Any) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    house.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield house
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
