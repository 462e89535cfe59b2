"""Copies what the pages need from npm into `builder/site/vendor/`, with versions, licences and check sums.

Run it after a change of `package.json` (and `npm install --package-lock-only --omit-lockfile-registry-resolved`):

    python builder/site/browser/vendor.py

It installs the locked versions in a temporary folder (`npm ci`, no install scripts), copies the files named in
`PACKAGES`, and writes `LICENCES.json`. Nobody needs npm to build a site: the result is part of the repository.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

BROWSER = Path(__file__).resolve().parent
VENDOR = BROWSER.parent / "vendor"
SOURCE_MAP = re.compile(rb"\n//# sourceMappingURL=[^\n]*\n?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What is taken from one npm package."""

    name: str
    files: dict[str, str]
    """Path in the package → path in the vendor folder."""
    licence_file: str = "LICENSE"
    contains: tuple[str, ...] = ()
    """Packages that are bundled into its files; their licences are copied, too."""
    contains_own: tuple[str, ...] = ()
    """The same by the same makers and under the same licence, without a text of their own."""


def font(package: str, *names: str) -> Package:
    """The font files of a fontsource package."""
    return Package(
        name=f"@fontsource-variable/{package}",
        files={f"files/{name}.woff2": f"fonts/{name}.woff2" for name in names},
    )


PACKAGES = (
    Package(
        name="leaflet",
        files={
            "dist/leaflet.js": "leaflet/leaflet.js",
            "dist/leaflet.css": "leaflet/leaflet.css",
            **{
                f"dist/images/{name}.png": f"leaflet/images/{name}.png"
                for name in ("layers", "layers-2x", "marker-icon")
            },
        },
    ),
    Package(
        name="protomaps-leaflet",
        files={"dist/protomaps-leaflet.js": "protomaps-leaflet/protomaps-leaflet.js"},
        contains=(
            *("@mapbox/point-geometry", "@mapbox/vector-tile", "color2k", "fflate", "pbf"),
            *("potpack", "quickselect", "rbush"),
        ),
        contains_own=("@protomaps/basemaps", "pmtiles"),
    ),
    Package(
        name="minisearch",
        files={
            "dist/es/index.js": "minisearch/minisearch.js",
            "dist/es/index.d.ts": "minisearch/minisearch.d.ts",
        },
        licence_file="LICENSE.txt",
    ),
    font(
        "fraunces",
        "fraunces-latin-wght-normal",
        "fraunces-latin-ext-wght-normal",
        "fraunces-latin-wght-italic",
        "fraunces-latin-ext-wght-italic",
    ),
    font(
        "atkinson-hyperlegible-next",
        "atkinson-hyperlegible-next-latin-wght-normal",
        "atkinson-hyperlegible-next-latin-ext-wght-normal",
    ),
    font("noto-naskh-arabic", "noto-naskh-arabic-arabic-wght-normal"),
)


def main() -> None:
    """Installs, copies, and replaces the vendor folder as a whole."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for file in ("package.json", "package-lock.json"):
            shutil.copy(BROWSER / file, work / file)
        subprocess.run(["npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=work, check=True)
        fresh = work / "vendor"
        licences = [copy_package(package, work / "node_modules", fresh) for package in PACKAGES]
        text = json.dumps(licences, indent=2, ensure_ascii=False) + "\n"
        (fresh / "LICENCES.json").write_text(text, encoding="utf-8")
        shutil.rmtree(VENDOR, ignore_errors=True)
        shutil.copytree(fresh, VENDOR)


def copy_package(package: Package, modules: Path, target: Path) -> dict[str, object]:
    """The entry of a package in `LICENCES.json`, after copying its files and licence texts."""
    source = modules / package.name
    manifest = json.loads((source / "package.json").read_text(encoding="utf-8"))
    files: dict[str, str] = {}
    for inside, outside in sorted(package.files.items()):
        content = SOURCE_MAP.sub(b"\n", (source / inside).read_bytes())
        path = target / outside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        files[outside] = hashlib.sha256(content).hexdigest()
    licence_texts = [copy_licence(source / package.licence_file, package.name, target)]
    licence_texts += [
        copy_licence(licence_of(modules / name), f"{package.name}-{name}", target) for name in package.contains
    ]
    return {
        "name": manifest["name"],
        "version": manifest["version"],
        "licence": manifest["license"],
        "contains": [*package.contains, *package.contains_own],
        "licence_texts": licence_texts,
        "files": files,
    }


def licence_of(source: Path) -> Path:
    """The text of the licence of a package."""
    return next(source / name for name in ("LICENSE", "LICENSE.txt") if (source / name).exists())


def copy_licence(source: Path, name: str, target: Path) -> str:
    """The path of the copied licence text in the vendor folder."""
    outside = f"licences/{name.replace('@', '').replace('/', '-')}.txt"
    path = target / outside
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, path)
    return outside


if __name__ == "__main__":
    main()
