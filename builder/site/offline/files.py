"""The files of a build that make it work without a connection."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from builder.site.addresses import SiteMap
from builder.site.offline.manifest import build_manifests
from builder.site.offline.worker import WORKER, build_worker, retiring_worker


def build_offline_files(
    site_map: SiteMap, assets_folder: str, favicon_uri: str, written: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The worker and the manifests by their address; with `offline: false` a worker that cleans up.

    `written`: the hashes of what else was made beside the pages, the icons among it.
    """
    city = site_map.city
    if not city.works_offline:
        return {WORKER: retiring_worker()}
    files = build_manifests(city, site_map, favicon_uri)
    hashes = {path: hashlib.sha256(content).digest() for path, content in files.items()}
    return {**files, WORKER: build_worker(site_map, assets_folder, favicon_uri, {**written, **hashes})}
