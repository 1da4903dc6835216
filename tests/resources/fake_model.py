"""A server on this machine that answers as an OpenAI-compatible endpoint does, with what a test gives it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

Answer = Callable[[str], object]


@dataclass
class FakeModel:
    """What is asked at `url`, and the function that answers the last message of each request."""

    answer: Answer
    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def serving(answer: Answer) -> Iterator[FakeModel]:
    """Serve `answer` as a model: it takes the document's words, and returns the content of the answer as text
    or as data, or the whole body in bytes, or the number of an HTTP error."""
    model = FakeModel(answer)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.requests.append(asked)
            model.headers.append({name.lower(): value for name, value in self.headers.items()})
            content = model.answer(asked["messages"][-1]["content"])
            status = content if isinstance(content, int) else 200
            text = content if isinstance(content, str) else json.dumps(content, default=repr)
            message = {"role": "assistant", "content": text}
            body = {
                "id": "1",
                "object": "chat.completion",
                "created": 0,
                "model": asked["model"],
                "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            }
            encoded = json.dumps(body if status == 200 else {"error": {"message": "busy"}}).encode()
            if isinstance(content, bytes):
                encoded = content
            self.send_response(status)
            self.send_header(
                "Content-Type", "text/html" if isinstance(content, bytes) else "application/json"
            )
            self.send_header("Content-Length", str(len(encoded)))
            self.end_headers()
            self.wfile.write(encoded)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    model.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
