"""The attacked city as a real site, built by MkDocs and the plugin, with its content policy taken off."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from threading import Thread

import pytest

from builder.model.public import Edition
from builder.plugin import build_site
from builder.serving import HOST, QuietServer, SiteHandler

TINY = Path(__file__).parents[1] / "sites" / "tiny"
NOW = datetime(2024, 6, 1, tzinfo=UTC)
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


def build_attacked_site(root: Path, edition: Edition) -> Path:
    """The site of an edition: the tiny city is read, and this edition comes out of the airlock in its place."""
    shutil.copytree(TINY, root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("builder.plugin.open_airlock", lambda *_: edition)
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        patch.setenv("VERTELKAART_LANGUAGE", "en")
        return build_site(root, now=NOW)


def take_policies_off(site: Path) -> int:
    """How many pages had a policy; now none has."""
    count = 0
    for path in site.rglob("*.html"):
        content, found = POLICY.subn(b"", path.read_bytes())
        path.write_bytes(content)
        count += found
    return count


class BareHandler(SiteHandler):
    """Serves the site without one header that would protect it."""

    def end_headers(self) -> None:
        """Only what any web server sends."""
        SimpleHTTPRequestHandler.end_headers(self)


@contextmanager
def serve_bare(site: Path) -> Iterator[str]:
    """Where the site is served, with a slash at the end."""
    with QuietServer((HOST, 0), partial(BareHandler, site=site, reloads=None)) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{server.server_address[1]}/"
        server.shutdown()
