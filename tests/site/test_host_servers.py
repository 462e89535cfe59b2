"""The headers of the guide in the real programs: nginx and Apache read them, and nginx sends what `serve` sends."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.site.host_headers import apache_file, cache_rule, host_headers, nginx_file
from tests.nightly import IS_NIGHTLY

PACKAGES = ("nginx", "nginx-common", "apache2-bin", "libapr1", "libaprutil1", "liblua5.3-0")
PATIENCE_S = 20
pytestmark = pytest.mark.skipif(
    not IS_NIGHTLY or shutil.which("apt-get") is None, reason="only at night: fetches nginx and Apache from Debian"
)


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the two servers from Debian's packages, taken apart and not installed."""
    root = tmp_path_factory.mktemp("servers")
    subprocess.run(["apt-get", "download", "-qq", *PACKAGES], cwd=root, check=True)
    for package in sorted(root.glob("*.deb")):
        subprocess.run(["dpkg-deb", "-x", package.name, "."], cwd=root, check=True)
    return root


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A few files at the addresses that differ."""
    folder = tmp_path / "site"
    for uri in (
        "index.html",
        "404.html",
        "assets/vk-1/css/site.css",
        "assets/data/map.svg",
        "embed/x.html",
        "a.geojson",
    ):
        path = folder / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(uri, "utf-8")
    return folder


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@pytest.fixture
def nginx_port(programs: Path, site: Path, tmp_path: Path) -> Iterator[int]:
    """The port of an nginx with our file and nothing else."""
    port = free_port()
    server = nginx_file(root=str(site), listen=f"127.0.0.1:{port}", name="localhost")
    server = server.replace("include mime.types;", f"include {programs}/etc/nginx/mime.types;")
    temporary = "".join(
        f"{name}_temp_path {tmp_path}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    configuration = tmp_path / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""  # else its workers may not read the folder of the test
    configuration.write_text(
        f"{user}daemon off; pid {tmp_path}/pid; error_log stderr;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}{server}}}\n"
    )
    command = [str(programs / "usr/sbin/nginx"), "-c", str(configuration), "-e", "stderr"]
    subprocess.run([*command, "-t"], check=True, timeout=PATIENCE_S)
    process = subprocess.Popen(command)
    try:
        end = time.monotonic() + PATIENCE_S
        while socket.socket().connect_ex(("127.0.0.1", port)) != 0:
            assert time.monotonic() < end, "nginx does not start"
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


@pytest.mark.parametrize(
    "uri", ["", "assets/vk-1/css/site.css", "assets/data/map.svg", "embed/x.html", "a.geojson", "no"]
)
def test_nginx_sends_what_serve_sends(nginx_port: int, uri: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", nginx_port, timeout=PATIENCE_S)
    connection.request("GET", f"/{uri}")
    answer = connection.getresponse()
    assert answer.status == (404 if uri == "no" else 200)
    sent = {name: value for name, value in answer.getheaders() if name in {*host_headers(uri), "Cache-Control"}}
    assert sent == {**host_headers(uri), "Cache-Control": cache_rule(uri)}
    assert answer.getheader("Strict-Transport-Security") == "max-age=31536000"


def test_apache_reads_the_file(programs: Path, site: Path, tmp_path: Path) -> None:
    (site / ".htaccess").write_text(apache_file(), "utf-8")
    modules = programs / "usr/lib/apache2/modules"
    loaded = "".join(
        f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in ("mpm_event", "authz_core", "mime", "headers")
    )
    (tmp_path / "mime.types").write_text("text/html html\n", "utf-8")
    configuration = tmp_path / "apache.conf"
    configuration.write_text(
        f"{loaded}ServerName localhost\nListen 127.0.0.1:{free_port()}\nPidFile {tmp_path}/apid\n"
        f"TypesConfig {tmp_path}/mime.types\nErrorLog {tmp_path}/error.log\nDocumentRoot {site}\n"
        f"<Directory {site}>\n{apache_file()}</Directory>\n"
    )
    libraries = {"LD_LIBRARY_PATH": str(programs / "usr/lib/x86_64-linux-gnu")}
    said = subprocess.run(
        [str(programs / "usr/sbin/apache2"), "-t", "-f", str(configuration)],
        env=libraries,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )
    assert (said.returncode, said.stderr.strip()) == (0, "Syntax OK")
