"""Compiled templates and lists of files of the libraries, kept between builds of one process.

They stand in the folders of the libraries and of the builder, and no city can change them; without this, half of the
time of a build of a tiny city goes to them.
"""

from __future__ import annotations

from types import CodeType

import jinja2
from jinja2.bccache import Bucket, BytecodeCache
from mkdocs.theme import Theme

ICONS = ".icons/"
"""Fourteen thousand drawings of Material, each of which MkDocs looks at once more before it leaves out all of them."""


class KeptTemplates(BytecodeCache):
    """Compiled templates in memory, by name and content, wherever they lie: a patched builder lies elsewhere."""

    def __init__(self) -> None:
        self.code: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name, without the folder."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket when its template was compiled before."""
        bucket.code = self.code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            self.code[bucket.key, bucket.checksum] = bucket.code


def keep_library_caches() -> None:
    """From now on this process compiles no template of a library twice."""
    kept, make_environment, list_all = KeptTemplates(), Theme.get_env, jinja2.FileSystemLoader.list_templates
    lists: dict[str, list[str]] = {}

    def get_env(self: Theme) -> jinja2.Environment:
        environment = make_environment(self)
        environment.bytecode_cache = kept
        return environment

    def list_templates(self: jinja2.FileSystemLoader) -> list[str]:
        for folder in map(str, self.searchpath):
            if folder not in lists:
                own = jinja2.FileSystemLoader(folder, followlinks=self.followlinks)
                lists[folder] = [name for name in list_all(own) if not name.startswith(ICONS)]
        return sorted({name for folder in self.searchpath for name in lists[str(folder)]})

    Theme.get_env = get_env  # type: ignore[method-assign]  # the same, with a memory
    jinja2.FileSystemLoader.list_templates = list_templates  # type: ignore[method-assign]  # the same, remembered
