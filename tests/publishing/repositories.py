"""Repositories for the tests: private ones, bare ones on disk, and one behind a small server on this machine."""

from __future__ import annotations

import base64
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PERSON = {
    "GIT_AUTHOR_NAME": "MARKERZQperson", "GIT_AUTHOR_EMAIL": "markerzqperson@example.org",
    "GIT_COMMITTER_NAME": "MARKERZQperson", "GIT_COMMITTER_EMAIL": "markerzqperson@example.org",
}  # fmt: skip


def git(folder: Path, *words: str, content: bytes | None = None) -> bytes:
    """What a git command says; it must go well."""
    environment = {**os.environ, **PERSON, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-c", "protocol.file.allow=always", "-C", str(folder), *words]
    return subprocess.run(command, env=environment, input=content, capture_output=True, check=True).stdout


def bare(folder: Path) -> Path:
    """An empty bare repository."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main")
    return folder


def make_private(root: Path) -> Path:
    """The project becomes a repository, with all its private files and a person's name in its only commit."""
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all", "--force", "stories", "places", "site_config", "mkdocs.yml")
    git(root, "commit", "--quiet", "-m", "MARKERZQmessage")
    return root


def all_objects(repository: Path) -> dict[str, bytes]:
    """Every object of a repository by its name, reachable or not."""
    listed = git(repository, "cat-file", "--batch-all-objects", "--batch-check=%(objecttype) %(objectname)")
    objects = [line.split() for line in listed.decode().splitlines()]
    return {f"{kind}/{name}": git(repository, "cat-file", kind, name) for kind, name in objects}


def files_at(repository: Path, branch: str = "gh-pages") -> dict[str, bytes]:
    """Every file of a branch."""
    paths = git(repository, "ls-tree", "-r", "-z", "--name-only", branch).decode().strip("\0").split("\0")
    return {path: git(repository, "cat-file", "blob", f"{branch}:{path}") for path in paths}


class GitOverHttp(BaseHTTPRequestHandler):
    """Git's own program for HTTP; it lets in who knows the password."""

    folder: Path
    password = "geheim-wachtwoord"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.answer(b"")

    def do_POST(self) -> None:
        if self.headers.get("Transfer-Encoding") == "chunked":
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.answer(body)

    def answer(self, body: bytes) -> None:
        expected = "Basic " + base64.b64encode(f"coordinator:{self.password}".encode()).decode()
        if self.headers.get("Authorization") != expected:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="x"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        path, _, query = self.path.partition("?")
        environment = {
            **os.environ, "GIT_PROJECT_ROOT": str(self.folder), "GIT_HTTP_EXPORT_ALL": "1", "PATH_INFO": path,
            "QUERY_STRING": query, "REQUEST_METHOD": self.command, "REMOTE_USER": "coordinator",
            "CONTENT_TYPE": self.headers.get("Content-Type", ""), "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }  # fmt: skip
        done = subprocess.run(["git", "http-backend"], env=environment, input=body, capture_output=True, check=True)
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        self.send_response(int(headers.pop("Status", "200").split()[0]))
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # the name is Python's
        pass


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """The port at which the repositories of a folder are served, on this machine only."""
    handler = type("Handler", (GitOverHttp,), {"folder": folder})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
