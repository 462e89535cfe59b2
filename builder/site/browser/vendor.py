"""Copies what the pages need from npm and PyPI into `builder/site/vendor/`, with versions, licences and check sums.

Run it after a change of `package.json` (and `npm install --package-lock-only --omit-lockfile-registry-resolved`):

    python builder/site/browser/vendor.py

It installs the locked versions in a temporary folder (`npm ci`, no install scripts), copies the files named in
`PACKAGES`, and writes `LICENCES.json`. Nobody needs npm to build a site: the result is part of the repository.

The stemmers of Snowball are on npm only in old versions. Sphinx brings the JavaScript that the Snowball compiler made
of version 3.0.1, which is what `PyStemmer` 3.0 has in C; it is taken from its wheel.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
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
SPHINX = "9.0.4"
SPHINX_SHA256 = "5bebc595a5e943ea248b99c13814c1c5e10b3ece718976824ffa7959ff95fffb"
SNOWBALL = "3.0.1"
STEMMERS = (
    *("arabic", "dutch", "english", "french", "german", "italian", "portuguese", "russian", "spanish", "turkish"),
)
"""Those of `ALGORITHMS` in `builder/atlas/search_index/words.py`."""


def main() -> None:
    """Installs, copies, and replaces the vendor folder as a whole."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for file in ("package.json", "package-lock.json"):
            shutil.copy(BROWSER / file, work / file)
        subprocess.run(["npm", "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=work, check=True)
        fresh = work / "vendor"
        licences = [copy_package(package, work / "node_modules", fresh) for package in PACKAGES]
        licences.append(copy_stemmers(fetch_sphinx(work), fresh))
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


def fetch_sphinx(work: Path) -> zipfile.ZipFile:
    """The wheel of Sphinx.

    Raises: ValueError when it is not the one that was looked at.
    """
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--no-deps",
        "--quiet",
        "--dest",
        str(work),
        f"sphinx=={SPHINX}",
    ]
    subprocess.run(command, check=True)
    (wheel,) = work.glob("sphinx-*.whl")
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != SPHINX_SHA256:
        raise ValueError("another Sphinx than the one whose licences were read")
    return zipfile.ZipFile(wheel)


def copy_stemmers(wheel: zipfile.ZipFile, target: Path) -> dict[str, object]:
    """The entry of the stemmers in `LICENCES.json`, after making modules of them.

    The compiler writes scripts that share one global name; each gets an import and an export, and nothing else changes.
    """
    folder = "sphinx/search"
    contents = {}
    for name in ("base", *STEMMERS):
        source = wheel.read(f"{folder}/non-minified-js/{name}-stemmer.js").decode()
        if name != "base" and f"by Snowball {SNOWBALL} " not in source:
            raise ValueError("another Snowball than PyStemmer has")
        script = wheel.read(f"{folder}/minified-js/{name}-stemmer.js").decode().strip()
        made = "BaseStemmer" if name == "base" else f"{name.capitalize()}Stemmer"
        declared = f"var {script}" if name == "base" else f'import {{ BaseStemmer }} from "./base.js";\n{script}'
        notice = f"// Snowball {SNOWBALL}, https://snowballstem.org/; see ../licences/snowball.txt\n"
        contents[f"snowball/{name}.js"] = f"{notice}{declared}\nexport {{ {made} as Stemmer }};\n".replace(
            "BaseStemmer as Stemmer", "BaseStemmer"
        )
    for outside, text in contents.items():
        (target / outside).parent.mkdir(parents=True, exist_ok=True)
        (target / outside).write_text(text, encoding="utf-8")
    shutil.copy(BROWSER / "snowball-licence.txt", target / "licences" / "snowball.txt")
    return {
        "name": "snowball",
        "version": SNOWBALL,
        "licence": "BSD-3-Clause",
        "contains": [],
        "licence_texts": ["licences/snowball.txt"],
        "files": {outside: hashlib.sha256(text.encode()).hexdigest() for outside, text in sorted(contents.items())},
    }


def copy_licence(source: Path, name: str, target: Path) -> str:
    """The path of the copied licence text in the vendor folder."""
    outside = f"licences/{name.replace('@', '').replace('/', '-')}.txt"
    path = target / outside
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, path)
    return outside


if __name__ == "__main__":
    main()
