"""`sw.js`: the service worker of a build, or one that only cleans up after the last."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from builder.site.addresses import SiteMap
from builder.site.modules import modules_of
from builder.site.purge_list import PURGE_LIST
from builder.site.slimming import slim_script

WORKER = "sw.js"
"""At the root: a worker sees what stands beside and below it."""
SOURCE = Path(__file__).parent / "worker.js"
SHELL_FILES = (
    *("css/site.css", "css/list.css", *modules_of("parts/shell.js"), "parts/keep-offline.js"),
    *("fonts/fraunces-everyday.woff2", "fonts/atkinson-hyperlegible-next-everyday.woff2"),
)
"""Of the folder of assets: what the page for what was not kept is made of."""


def build_worker(site_map: SiteMap, assets_folder: str, favicon: str, written: Mapping[str, bytes]) -> bytes:
    """The worker of a build; `written` are the hashes of what was made for that build beside its pages.

    Feeds and search files hold every public word, so another word is another build, and nothing private is in it.
    """
    languages = site_map.city.languages
    pages = {code: site_map.offline(code) for code in languages}
    shell = [*(f"{assets_folder}{path}" for path in SHELL_FILES), favicon, *pages.values()]
    return worker_text(is_on=True, build=digest_of(written), shell=shell, pages=pages, language=site_map.city.language)


@cache
def retiring_worker() -> bytes:
    """The worker that forgets everything and takes itself away, in a browser that has an earlier one."""
    return worker_text(is_on=False, build="", shell=(), pages={}, language="")


def worker_text(*, is_on: bool, build: str, shell: Sequence[str], pages: Mapping[str, str], language: str) -> bytes:
    """The source with what it has to know before it."""
    settings = {
        "isOn": is_on,
        "build": build,
        "shell": list(shell),
        "pages": dict(pages),
        "language": language,
        "marks": PURGE_LIST,
    }
    script = slim_script(SOURCE.read_text(encoding="utf-8"))
    return f"const OFFLINE={json.dumps(settings, separators=(',', ':'))};\n{script}".encode()


def digest_of(written: Mapping[str, bytes]) -> str:
    """The name of a build."""
    digest = hashlib.sha256(SOURCE.read_bytes())
    for uri in sorted(written):
        digest.update(uri.encode() + b"\0" + written[uri])
    return digest.hexdigest()[:16]
