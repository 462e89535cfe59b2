"""No private word of the marked city stands anywhere in what is built, in any dress; and the search would find it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from builder.publishing.searching import Fit
from tests.leak.marked import MARKED, PICTURE, SOUND, Build, build, copy_marked, marked_picture, marked_sound
from tests.leak.searching import MARKER, find_fingerprints, find_in_tree, private_words

WHERE = {
    "servicenote": "a comment in the settings",
    "recipient": "who receives a digest",
    "second": "another who receives a digest",
    "keyfile": "the file with a key",
    "certificate": "the file with a certificate",
    "kept": "a signal whose text is gone, with a public reply",
    "keptprint": "its fingerprint",
    "mailhost": "the mail server",
    "mailsender": "the address that digests come from",
    "mailuser": "who logs in at the mail server",
    "mailauthority": "who vouches for the mail server",
    "password": "the file with a password",
    "answered": "which text of a signal was answered",
    "signalid": "the id of a signal",
    "service": "a service that never answered in public",
    "dienst": "its name in French",
    "comment": "a comment in workshop.yml",
    "trainer": "the code of a trainer",
    "notes": "the notes of a workshop",
    "reflection": "the reflection of a trainer",
    "digestsummary": "the coordinator's own words in a digest",
    "code": "the code of a teller",
    "teller": "the name of a teller",
    "contact": "the contact of a teller",
    "reason": "why a service answered so",
    "whynot": "why a service declined",
    "reply": "a reply that is not public",
    "reponse": "the same in French",
    "withdrawnreply": "a public reply about a withdrawn story",
    "sensitivereply": "a public reply about a sensitive story",
    "frontcomment": "a comment in the front matter",
    "name": "the name of a teller without consent",
    "picture": "the file name of a picture",
    "sound": "the file name of a sound",
    "frontask": "the ask of a signal in the front matter",
    "frontsignal": "a signal in the front matter",
    "headcomment": "a comment in the head of a signal",
    "ask": "the ask of a signal",
    "signal": "the text of a signal",
    "htmlcomment": "a comment in the text",
    "definition": "the name of a link that nothing uses",
    "url": "its address",
    "linktitle": "its title",
    "fingerprint": "of which text a translation is",
    "hiddenalt": "the description of a picture without consent for it",
    "hiddencaption": "its caption",
    "hiddencredit": "who made it",
    "hiddenrole": "the role of a teller who is named",
    "publictooask": "the ask of a signal whose text is public",
    "withdrawntitre": "the title of a translation of a withdrawn story",
    "withdrawncorps": "its text",
    "slug": "the file name of a draft",
    "workshoptitle": "the title of a workshop without public stories",
    "workshophost": "its host",
    "workshopprompt": "its question",
    "workshopabout": "what is told of it",
    "silentreflection": "its reflection",
    **{
        f"{reason}{part}": f"the {part} of a story that is left out: {reason}"
        for reason in ("draft", "review", "refused", "expired", "withdrawn", "sensitive", "silent")
        for part in ("title", "role", "name", "summary", "body", "signal")
    },
}
IN_MEDIA = {"exif", "artist", "gps", "jpegcomment", "trailer", "id3title", "id3artist"}
PUBLIC = (
    *("title", "summary", "alt", "caption", "role", "source", "body", "titre", "corps", "publictoo", "name", "home"),
    *("reply", "workshop", "host", "prompt", "trusted"),
)
EXACT_POINTS = {"the home": (51.010537, 4.511873), "the market": (51.004734, 4.507371)}


def test_the_table_names_every_private_word_of_the_marked_city() -> None:
    found = {word[len(MARKER) :] for word in private_words(MARKED)}
    assert found == set(WHERE)


def test_the_marked_media_hold_their_words() -> None:
    media = marked_picture() + marked_sound()
    assert {word for word in IN_MEDIA if f"{MARKER}{word}".encode() in media} == IN_MEDIA


def test_no_private_word_is_in_the_site(marked_build: Build) -> None:
    assert find_in_tree(marked_build.tree) == []


def test_no_fingerprint_of_a_private_word_is_in_the_site(marked_build: Build) -> None:
    assert find_fingerprints(marked_build.tree, private_words(MARKED)) == []


def test_no_private_word_is_printed(marked_build: Build) -> None:
    assert find_in_tree({"stdout": marked_build.stdout, "stderr": marked_build.stderr}) == []


@pytest.mark.parametrize("word", PUBLIC)
def test_every_public_word_is_in_the_site(marked_build: Build, word: str) -> None:
    assert find_in_tree(marked_build.tree, f"PUBLICZQ{word}")


def test_no_name_of_a_source_file_of_media_is_in_the_site(marked_build: Build) -> None:
    assert any(path.startswith("media/") and path.endswith(".webp") for path in marked_build.tree)
    assert any(path.startswith("media/") and path.endswith(".mp3") for path in marked_build.tree)
    assert not any(PICTURE in path or SOUND in path for path in marked_build.tree)


def ways_to_write(degrees: float) -> list[str]:
    """The number with four decimals or more, cut or rounded, with point, comma or none."""
    text = f"{degrees:.6f}"
    whole, _, decimals = text.partition(".")
    digits = {
        decimals[:4],
        decimals[:5],
        decimals,
        f"{degrees:.4f}".partition(".")[2],
        f"{degrees:.5f}".partition(".")[2],
    }
    return [f"{whole}{point}{part}" for part in digits for point in (".", ",", "")]


@pytest.mark.parametrize("where", EXACT_POINTS)
@pytest.mark.parametrize("axis", [0, 1], ids=["latitude", "longitude"])
def test_no_exact_coordinate_of_a_blurred_story_is_in_the_site(marked_build: Build, where: str, axis: int) -> None:
    written = ways_to_write(EXACT_POINTS[where][axis])
    numbers = re.compile("|".join(rf"(?<![\d.]){re.escape(way)}" for way in written))
    for path, content in own_files(marked_build).items():
        assert not numbers.search(content.decode("utf-8", "replace")), path


def own_files(done: Build) -> dict[str, bytes]:
    """What is not of the theme and not in the vendored libraries, whose numbers are theirs."""
    texts = (".html", ".json", ".xml", ".geojson", ".svg", ".txt", ".js")
    theirs = re.compile(r"assets/(javascripts|stylesheets|images)/|assets/vk-[0-9a-f]+/vendor/")
    return {path: content for path, content in done.tree.items() if path.endswith(texts) and not theirs.match(path)}


def test_the_blurred_points_and_the_exact_place_are_in_the_site(marked_build: Build) -> None:
    features = json.loads(marked_build.tree["stories.geojson"])["features"]
    shown = {feature["id"]: feature for feature in features}
    assert set(shown) == {"2019-tafel/brug", "2019-tafel/markt", "2019-tafel/thuis"}
    assert shown["2019-tafel/brug"]["geometry"]["coordinates"] == [4.5092, 51.0081]
    assert shown["2019-tafel/markt"]["properties"]["precision"] == ["street"]
    assert shown["2019-tafel/thuis"]["properties"]["precision"] == ["area"]
    assert shown["2019-tafel/thuis"]["geometry"]["coordinates"] == [4.51, 51.009]


def test_a_withdrawn_story_leaves_its_address_and_no_more(marked_build: Build) -> None:
    pages = [path for path in marked_build.tree if "2019-tafel/weg" in path]
    assert pages
    for path in pages:
        assert "noindex" in marked_build.tree[path].decode()
    others = {path: content for path, content in marked_build.tree.items() if path not in pages}
    assert find_in_tree(others, "2019-tafel/weg", fit=Fit.WHOLE_WORDS) == []


@pytest.mark.parametrize(
    "slug", ["schets-markerzqslug", "nalezen", "geweigerd", "verlopen", "gevoelig", "2020-stil", "2019-tafel/stil"]
)
def test_nothing_tells_that_an_unpublished_story_is_there(marked_build: Build, slug: str) -> None:
    assert find_in_tree(marked_build.tree, slug, fit=Fit.WHOLE_WORDS) == []


def test_no_key_of_a_digest_is_in_the_site(marked_build: Build) -> None:
    assert find_in_tree(marked_build.tree, "age1qyqszqgp") == []


def test_the_site_does_not_tell_its_folder(marked_build: Build) -> None:
    assert find_in_tree(marked_build.tree, str(marked_build.root.parent)) == []


def test_plain_mkdocs_builds_the_same_bytes(marked_build: Build, tmp_path: Path) -> None:
    other = build(copy_marked(tmp_path / "city"), "-m", "mkdocs", "build")
    assert other.status == 0, other.stderr.decode()
    assert other.tree == marked_build.tree
    assert find_in_tree({"stdout": other.stdout, "stderr": other.stderr}) == []
