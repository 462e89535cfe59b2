"""What MkDocs and its theme made of the trusted pages and the shells, kept so that they need not make it again.

It is found again when nothing has changed of what they are made from: `mkdocs.yml`, every trusted page, and the words,
menus and addresses around each page. What else lies in the folder of the pages changes nothing, not even what is made
anew. It is only kept of a project whose `mkdocs.yml` says all by itself: no other plugin, no hook, no templates of its
own, no value from the environment or from another file.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from builder.building import Building
from builder.cache import Store
from builder.model.corpus import InputFile
from builder.site.chrome import build_chrome
from builder.site.fingerprints import digest_of, plain
from builder.site.stamping import Shell

KIND = "theme"
ELSEWHERE = (b"!ENV", b"INHERIT", b"!!python", b"!relative")
"""What makes `mkdocs.yml` say something that does not stand in it."""


def source_of(
    config: MkDocsConfig, inputs: Iterable[InputFile], chrome: Mapping[str, object], codes: Collection[str]
) -> bytes | None:
    """The fingerprint of what the theme works with; None when it cannot be told."""
    path = Path(config.config_file_path)
    is_plain = list(config.plugins) == ["vertelkaart"] and not config.hooks and config.theme.custom_dir is None
    if not is_plain or any(mark in path.read_bytes() for mark in ELSEWHERE):
        return None
    docs, own = Path(config.docs_dir), path.as_posix()
    start = f"{docs.as_posix()}/"
    hashes = [
        (each.place, each.sha256)
        for each in inputs
        if each.place == own or (each.place.startswith(start) and is_page_file(each.path, docs, codes))
    ]
    return digest_of(sorted(hashes), plain(chrome), str(config.site_url))


def is_page_file(path: Path, docs: Path, codes: Collection[str]) -> bool:
    """Whether a file is a trusted page; what else lies in the folder is not published, so nothing depends on it."""
    code = path.stem.partition(".")[2]
    return path.parent == docs and path.suffix == ".md" and (not code or code in codes)


def keep_outcome(store: Store, source: bytes, building: Building) -> None:
    """Keeps what the theme made; only the newest is kept."""
    files = {uri: base64.b64encode(content).decode("ascii") for uri, content in building.theme_files.items()}
    shells = {code: shell.html for code, shell in building.shells.items()}
    outcome = {"files": files, "shells": shells, "trusted": building.trusted}
    store.put_many(KIND, {source: json.dumps(outcome).encode()})
    store.forget(KIND, [source])


def take_outcome(store: Store, source: bytes, building: Building) -> bool:
    """Whether what the theme would make is known, and is given to the build."""
    found = store.get_many(KIND, [source]).get(source)
    if found is None:
        return False
    outcome = json.loads(found)
    building.theme_files |= {uri: base64.b64decode(content) for uri, content in outcome["files"].items()}
    building.shells |= {code: Shell.cut(html) for code, html in outcome["shells"].items()}
    building.trusted = outcome["trusted"]
    return True


def chrome_of(building: Building, config: MkDocsConfig) -> dict[str, object]:
    """The values for the templates of the theme."""
    names = sorted(path.stem for path in Path(config.docs_dir).glob("*.md") if "." not in path.stem)
    return build_chrome(building.edition, building.site_map, building.assets.folder, building.drawings.logo, names)
