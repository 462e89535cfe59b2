"""The folder of Open311, read over HTTP by a client that is not ours."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from georeport import GeoReport

from builder.languages import load_language
from builder.model.corpus import Corpus
from builder.reading import text_fingerprint
from builder.signals.digests.digest_open311 import render_digest_open311
from builder.signals.making import build_delivery
from tests.signals.corpora import SINCE, TODAY, UNTIL, CorpusMaker, build_service


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:
        return


def build_corpus() -> Corpus:
    maker = CorpusMaker(services=[build_service("a", themes=["mobiliteit", "natuur"]), build_service("b")])
    maker.tell("brug", head={"ask": "Zet er licht.", "id": "licht", "urgency": "acute"}, place=["brug"])
    maker.tell("sluis", head={"theme": "natuur"}, text="Vuil\x00 water \u202e.", place=["sluis"], day="2025-07")
    maker.tell("thuis", place=["sluis"], setting="home", day="2025")
    maker.follow("tafel/sluis", service="a", status="done", answered_on="2025-12-24", reply={"nl": "Gedaan."})
    return maker.corpus()


def files_of(corpus: Corpus) -> dict[str, bytes]:
    digest = build_delivery(corpus, since=SINCE, until=UNTIL, today=TODAY).digests[0]
    return render_digest_open311(digest, corpus, load_language("nl", "digest"))


@contextmanager
def served(files: Mapping[str, bytes], folder: Path) -> Iterator[str]:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/open311"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def test_a_client_reads_services_definitions_and_requests(tmp_path: Path) -> None:
    with served(files_of(build_corpus()), tmp_path) as address:
        client = GeoReport(address)
        services = client.get_service_list()
        assert [service["service_code"] for service in services] == ["mobiliteit", "natuur"]
        definition = client.get_service_definition("natuur")
        assert [one["code"] for one in definition["attributes"]] == ["kind", "urgency", "weight", "shared_by"]
        requests = client.get_service_requests(status="open")
        by_id = {request["service_request_id"]: request for request in requests}
        assert set(by_id) == {"tafel.brug", "tafel.sluis", "tafel.thuis"}
        for request_id, request in by_id.items():
            assert client.get_service_request(request_id) == request


def test_a_request_has_what_the_format_asks_for() -> None:
    requests = {one["service_request_id"]: one for one in json.loads(files_of(build_corpus())["open311/requests.json"])}
    bridge = requests["tafel.brug"]
    extended = bridge.pop("extended_attributes")
    assert bridge == {
        "service_request_id": "tafel.brug",
        "status": "open",
        "status_notes": "",
        "service_name": "Mobiliteit",
        "service_code": "mobiliteit",
        "description": "Zet er licht.\n\nHet is hier donker.",
        "agency_responsible": "A",
        "service_notice": "",
        "requested_datetime": "2025-06-01T00:00:00+02:00",
        "updated_datetime": "2025-06-01T00:00:00+02:00",
        "expected_datetime": "2026-03-15T00:00:00+01:00",
        "address": "De Brug, Centrum",
        "address_id": None,
        "zipcode": None,
        "lat": 51.02,
        "long": 4.42,
        "media_url": None,
    }
    assert extended["fingerprint"] == text_fingerprint("Het is hier donker.")
    assert (extended["vertelkaart_service"], extended["vertelkaart_status"]) == ("a", None)
    done = requests["tafel.sluis"]
    assert (done["status"], done["status_notes"], done["expected_datetime"]) == ("closed", "Gedaan.", None)
    assert done["updated_datetime"] == "2025-12-24T00:00:00+01:00"
    assert done["description"] == "Vuil\x00 water \u202e."
    for request in requests.values():
        assert datetime.fromisoformat(request["requested_datetime"]).utcoffset() is not None


def test_what_was_told_at_home_has_the_middle_of_its_area() -> None:
    requests = {one["service_request_id"]: one for one in json.loads(files_of(build_corpus())["open311/requests.json"])}
    home = requests["tafel.thuis"]
    assert (home["address"], home["lat"], home["long"]) == ("Battel", 51.025, 4.47)


def test_discovery_points_beside_itself() -> None:
    (endpoint,) = json.loads(files_of(build_corpus())["open311/discovery.json"])["endpoints"]
    assert (endpoint["url"], endpoint["formats"]) == ("./", ["application/json"])
