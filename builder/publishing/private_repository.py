"""The repository that holds the stories, and whether a target is that repository in another dress."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from builder.errors import UsageError

PROJECT_NAMES = frozenset({"mkdocs.yml", "site_config", "pyproject.toml"})
"""Names at the root of a project; `stories` and `places` may be addresses of a site."""
PROJECT_SUFFIXES = (".md", ".yml", ".yaml")
SCP = re.compile(r"^(?:[^@/:\s]+@)?(?P<host>[^/:\s]{2,}|\[[^\]]+\]):(?P<path>[^:].*)$")


def git_environment(**more: str) -> dict[str, str]:
    """The environment of every git command: no settings of the machine, no other repository, English messages."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    ways = {name: os.environ[name] for name in ("GIT_SSH", "GIT_SSH_COMMAND", "GIT_ASKPASS") if name in os.environ}
    return kept | ways | {"GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"} | more


def say_git(folder: Path, *words: str, environment: Mapping[str, str] | None = None) -> str | None:
    """What a git command says; None when it fails. What it complains of is shown to nobody: it can hold a password.

    Raises: UsageError when there is no git.
    """
    command = ["git", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-C", str(folder), *words]
    try:
        done = subprocess.run(command, env=environment or git_environment(), capture_output=True, check=False)
    except FileNotFoundError:
        raise UsageError("publish-no-git") from None
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None


def is_git_address(text: str) -> bool:
    """Whether it is a URL or an address such as git@host:path, and no folder."""
    return "://" in text or (SCP.match(text) is not None and not Path(text).exists())


def without_password(text: str) -> str:
    """The address as it may be shown: without a name, a password, also one with / or @ in it, and without a query."""
    start, way, rest = text.partition("://")
    if not way:
        return text
    rest = rest.partition("?")[0]
    host, slash, path = rest.partition("/")
    host_only = host.rpartition("@")[2]
    is_cut = re.search(r":(?![0-9]*$)", host_only) is not None and not host_only.startswith("[") and "@" in path
    if is_cut:  # the / belongs to the password
        return f"{start}://{path.rpartition('@')[2]}"
    return f"{start}://{host_only}{slash}{path}"


def normal_form(address: str) -> str:
    """Host and path of an address in small letters, whatever the way to it; for a folder its real path."""
    if address.lower().startswith("file://"):
        return str(real_repository(Path(unquote(urlsplit(address).path))))
    scp = SCP.match(address)
    if "://" in address:
        try:
            parts = urlsplit(address)
        except ValueError:  # such as a bracket without its other one
            raise UsageError("publish-no-repository", address=without_password(address)) from None
        host, path = parts.hostname or "", unquote(parts.path)
    elif scp is not None and not Path(address).exists():
        host, path = scp["host"], scp["path"]
    else:
        return str(real_repository(Path(address)))
    return f"{host}/{path.strip('/').removesuffix('.git').strip('/')}".casefold()


def real_repository(folder: Path) -> Path:
    """The folder in which git keeps a repository, links resolved."""
    real = Path(os.path.realpath(folder))
    for candidate in (real, real.with_name(f"{real.name}.git")):
        if (candidate / ".git").exists():
            found = say_git(candidate, "rev-parse", "--path-format=absolute", "--git-common-dir")
            return Path(os.path.realpath(found)) if found else candidate
        if candidate.is_dir():
            return candidate
    return real


def is_repository(folder: Path) -> bool:
    """Whether a folder is a bare repository."""
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()


def own_addresses(root: Path) -> set[str]:
    """The normal forms of all that the private repository is: its folder and its remotes, to fetch and to push."""
    folder = say_git(root, "rev-parse", "--path-format=absolute", "--git-common-dir")
    if folder is None:
        if any((each / ".git").exists() for each in (root, *root.parents)):
            raise UsageError("publish-git-failed")  # a repository that cannot be read may be anything
        return set()
    found = {os.path.realpath(folder)}
    for name in (say_git(root, "remote") or "").splitlines():
        for way in ((), ("--push",)):
            lines = (say_git(root, "remote", "get-url", *way, "--all", name) or "").splitlines()
            found |= {normal_form(str(root / line) if is_relative(line) else line) for line in lines if line}
        raw = say_git(root, "config", "--get-all", f"remote.{name}.url") or ""
        found |= {normal_form(str(root / line) if is_relative(line) else line) for line in raw.splitlines()}
    return found


def is_relative(address: str) -> bool:
    """Whether an address is a folder as seen from the repository."""
    return not is_git_address(address) and not Path(address).is_absolute()


def refuse_own(root: Path, addresses: Iterable[str]) -> None:
    """Nothing, when none of the addresses is the private repository, shares its objects, or is one of its remotes.

    Raises: UsageError.
    """
    own = own_addresses(root)
    names = set((say_git(root, "remote") or "").split())
    for address in addresses:
        form = normal_form(address)
        if address in names or form in own or any(is_same_folder(form, other) for other in own):
            raise UsageError("publish-own-repository")
        alternates = {os.path.realpath(path) for path in alternates_of(Path(form))}
        mine = {os.path.realpath(Path(other) / "objects") for other in own if Path(other).is_dir()}
        theirs = {os.path.realpath(path) for other in own for path in alternates_of(Path(other))}
        if alternates & mine or os.path.realpath(Path(form) / "objects") in theirs:
            raise UsageError("publish-own-repository")


def is_same_folder(one: str, other: str) -> bool:
    """Whether two paths lead to one folder, also by mounts and letters of another case."""
    try:
        return Path(one).samefile(other)
    except OSError:
        return False


def alternates_of(repository: Path) -> list[str]:
    """The folders of objects that a repository borrows from."""
    try:
        lines = (repository / "objects" / "info" / "alternates").read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return [line if Path(line).is_absolute() else str(repository / "objects" / line) for line in lines if line]


def is_of_a_project(paths: Iterable[str]) -> bool:
    """Whether files are those of a project, not of a site."""
    return any(
        path.split("/")[0] in PROJECT_NAMES or ".git" in path.split("/") or path.endswith(PROJECT_SUFFIXES)
        for path in paths
    )
