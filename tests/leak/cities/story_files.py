"""The folder `stories/` of a made-up city."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from tests.leak.cities.media import picture_bytes, sound_bytes
from tests.leak.cities.private_side import (
    HiddenPicture,
    KeptBack,
    Placed,
    PrivateSide,
    Reduced,
    Secrets,
    Signal,
    WorkshopSecrets,
)
from tests.leak.cities.public_side import Frame, Gathered, PublicSide, PublicTranslation, Told
from tests.leak.cities.yaml_text import block

Files = Iterator[tuple[str, bytes]]
CLOSED_STATUS = {"draft": "draft", "review": "review"}
PHONE = "0475 98 76 54"
FOREIGN = "uk"


def workshop_files(public: PublicSide, private: PrivateSide) -> Files:
    """Every workshop, also those that nobody sees."""
    placed: dict[str, list[Placed]] = defaultdict(list)
    for each in private.placed:
        placed[each.home[0]].append(each)
    for workshop in public.workshops:
        secrets = private.workshops[workshop.id]
        yield f"stories/{workshop.id}/workshop.yml", gathered_file(workshop, secrets).encode()
        yield from folder_files(workshop.id, secrets, placed[workshop.id], public)
        yield from reduced_files(workshop.id, private.reduced.get(workshop.id, ()))
        for told in workshop.told:
            mine = [each.signal for each in placed[workshop.id] if each.home[1] == told.slug]
            own = private.stories[workshop.id, told.slug]
            yield from told_files(f"stories/{workshop.id}", told, own, mine)
    for hidden in private.hidden:
        values = {"title": hidden.title, "host": hidden.host, "prompt": hidden.prompt, "about": hidden.about}
        text = block({**values, "participants": hidden.participants}, 0, hidden.secrets.comment)
        yield f"stories/{hidden.id}/workshop.yml", (text + own_keys(hidden.secrets)).encode()
        yield from folder_files(hidden.id, hidden.secrets, placed[hidden.id], public)


def gathered_file(workshop: Gathered, secrets: WorkshopSecrets) -> str:
    """`workshop.yml` of a workshop with public stories."""
    public = {
        "title": workshop.title,
        "kind": workshop.kind,
        "date": workshop.date,
        "language": workshop.language,
        "place": workshop.place,
        "host": workshop.host,
        "about": workshop.about,
        "participants": workshop.participants if workshop.participants is not None else secrets.few_participants,
        "example": workshop.is_example,
    }
    return block(public, 0, secrets.comment) + own_keys(secrets)


def own_keys(secrets: WorkshopSecrets) -> str:
    """The private keys of `workshop.yml`."""
    return block({"trainers": list(secrets.trainers) or None, "notes": secrets.notes}).lstrip("\n")


def folder_files(name: str, secrets: WorkshopSecrets, placed: list[Placed], public: PublicSide) -> Files:
    """What is private in a folder: stories that are kept back, notes, tellers, follow-ups."""
    folder = f"stories/{name}"
    for kept in secrets.kept_back:
        yield from kept_back_files(folder, kept, [each.signal for each in placed if each.home[1] == kept.slug])
    for media in secrets.spare_media:
        yield f"{folder}/media/{media.name}", picture_bytes(0, media)
    if secrets.reflection is not None:
        yield f"{folder}/reflection.md", secrets.reflection.encode()
    if secrets.tellers:
        tellers = [
            {key: value for key, value in zip(("code", "name", "contact"), each, strict=True) if value is not None}
            for each in secrets.tellers
        ]
        yield f"{folder}/tellers.yml", block({"tellers": tellers}).encode()
    follow_ups = [follow_up_entry(each, public) for each in placed if each.follow_up is not None]
    if follow_ups:
        yield f"{folder}/follow_up.yml", block({"follow_ups": follow_ups}).encode()


def reduced_files(name: str, reduced: tuple[Reduced, ...]) -> Files:
    """What is left of signals that became numbers."""
    counts = [asdict(each) for each in reduced]
    if counts:
        yield f"stories/{name}/reduced.yml", block({"counts": counts}).encode()


def follow_up_entry(placed: Placed, public: PublicSide) -> dict[str, object]:
    """What became of a signal; with a public reply its day and its words are those of the reply."""
    from builder.reading.fingerprints import text_fingerprint  # noqa: PLC0415  # after a leak was planted

    found, own = placed.follow_up, public.languages[0]
    if found is None:
        raise ValueError("nothing became of this signal")
    entry: dict[str, object | None] = {
        "signal": f"{placed.home[1]}#{placed.signal.id}",
        "service": found.service,
        "status": found.status,
        "fingerprint": text_fingerprint(placed.signal.text) if found.has_fingerprint else None,
        "received_on": found.received_on,
        "answered_on": found.answered_on,
        "due_on": found.due_on,
        "reason": found.reason,
        "reply": {own: found.reply} if found.reply is not None else None,
        "forwarded_to": found.forwarded_to,
    }
    if placed.reply is not None:
        reply = public.replies[placed.reply]
        entry |= {"answered_on": reply.answered_on, "reply": {own: reply.text}, "public": True}
        entry |= {"on_story": True} if reply.story is not None or found.on_story else {}
    return {key: value for key, value in entry.items() if value is not None}


def told_files(folder: str, told: Told, secrets: Secrets, signals: list[Signal]) -> Files:
    """A public story with its translations and media."""
    yield f"{folder}/{told.slug}.md", told_file(told, secrets, signals).encode()
    for translation in told.translations:
        path = f"{folder}/{told.slug}.{translation.language}.md"
        yield path, translation_file(translation, told, secrets).encode()
    if told.picture is not None:
        yield f"{folder}/media/{secrets.picture.name}", picture_bytes(told.picture, secrets.picture)
    elif secrets.hidden_picture is not None:
        hidden = secrets.hidden_picture.file
        yield f"{folder}/media/{hidden.name}", picture_bytes(hidden.form, hidden)
    if told.sound is not None:
        yield f"{folder}/media/{secrets.sound.name}", sound_bytes(secrets.sound)


def told_file(told: Told, secrets: Secrets, signals: list[Signal]) -> str:
    """The file of a public story."""
    listed = [listed_signal(each) for each in signals if each.is_listed]
    is_picture_shown = told.picture is not None
    consent = {
        "publish": True,
        "given_on": secrets.given_on,
        "expires_on": secrets.expires_on,
        "name": told.public_name is not None,
        "photo": is_picture_shown or (secrets.spare_consent and secrets.hidden_picture is None),
        "exact_place": told.is_exact or (secrets.spare_consent and told.frame is None and not told.places),
        "discloses": discloses(told, secrets) or None,
    }
    front = {
        "title": told.title,
        "status": "published",
        "consent": {key: value for key, value in consent.items() if value is not None},
        "place": told.places[secrets.place % len(told.places)] if told.places else None,
        "location": location(told.frame, secrets) if told.frame else None,
        "date": told.date,
        "language": told.language,
        "themes": list(told.themes),
        "emotion": told.emotion,
        "teller": teller(told, secrets),
        "summary": told.summary,
        "initiative": told.initiative,
        **picture_keys(told, secrets),
        "audio": f"media/{secrets.sound.name}" if told.sound is not None else None,
        "source": told.source,
        "setting": "home" if told.is_home else "public" if secrets.is_wordy else None,
        "sensitivity": "normal" if secrets.is_wordy else None,
        "signals": listed or None,
    }
    return f"---\n{block(front, secrets.key_order, secrets.comment)}---\n{told_body(told, secrets, signals)}\n"


def discloses(told: Told, secrets: Secrets) -> list[str]:
    """What may be in the story; a telephone number in it needs this or brackets."""
    needed = ("phone",) if told.has_phone and not secrets.is_marked else ()
    return list(dict.fromkeys((*needed, *secrets.discloses)))


def picture_keys(told: Told, secrets: Secrets) -> dict[str, object]:
    """What the front matter says of the picture, shown or hidden."""
    if told.picture is not None:
        return {"image": f"media/{secrets.picture.name}", "image_alt": "Een tegel.", "image_credit": "Foto: <ons>"}
    hidden: HiddenPicture | None = secrets.hidden_picture
    if hidden is None:
        return {}
    words = {"image_alt": hidden.alt, "image_caption": hidden.caption, "image_credit": hidden.credit}
    return {"image": f"media/{hidden.file.name}", **words}


def location(frame: Frame, secrets: Secrets) -> dict[str, object]:
    """The exact point, somewhere in its frame."""
    lat = frame.south + (frame.north - frame.south) * secrets.up
    lon = frame.west + (frame.east - frame.west) * secrets.across
    return {"lat": round(lat, 9), "lon": round(lon, 9), "precision": frame.precision}


def teller(told: Told, secrets: Secrets) -> dict[str, str] | None:
    """Role and name: of the two one is shown at most."""
    if told.public_name is not None:
        found = {"name": told.public_name, "role": secrets.hidden_role or told.role}
    else:
        found = {"name": secrets.teller_name, "role": told.role}
    return {key: value for key, value in found.items() if value is not None} or None


def told_body(told: Told, secrets: Secrets, signals: list[Signal]) -> str:
    """The paragraphs with comments and signals between them; the shared signal is the last."""
    parts: list[str] = []
    for number in range(len(told.paragraphs) + 1):
        is_last = number == len(told.paragraphs)
        parts += [f"<!-- {each} -->" for each in secrets.comments_in_text if number in told.commented]
        here = [each for each in signals if not each.is_listed and min(each.gap, len(told.paragraphs)) == number]
        parts += [signal_block(each) for each in here]
        parts += [] if is_last else [told.paragraphs[number]]
    if told.has_phone:
        parts.append(f"Bel gerust: {f'(({PHONE}))' if secrets.is_marked else PHONE}, na de soep.")
    if told.shared_signal is not None:
        parts.append(shared_block(told.shared_signal, secrets, bool(signals)))
    return "\n\n".join(parts)


def shared_block(text: str, secrets: Secrets, has_others: bool) -> str:
    """The public text of a signal: as a signal whose head nobody sees, or as any other paragraph."""
    if not secrets.is_wordy:
        return text
    own_id = "id: gedeeld\n" if has_others else ""
    return f"::: signal\n{own_id}theme: rust\nkind: suggestion\npublic_too: true\n\n{text}\n:::"


def listed_signal(signal: Signal) -> dict[str, object]:
    """A signal of the front matter."""
    return {**signal_head(signal), "text": signal.text}


def signal_head(signal: Signal) -> dict[str, object]:
    """The keys of a signal that are there."""
    keys = ("id", "theme", "kind", "urgency", "weight", "ask", "shared_by", "level", "before")
    return {key: getattr(signal, key) for key in keys if getattr(signal, key) is not None}


def signal_block(signal: Signal) -> str:
    """A signal in the text."""
    return f"::: signal\n{block(signal_head(signal), 0, signal.comment)}\n{signal.text}\n:::"


def translation_file(translation: PublicTranslation, told: Told, secrets: Secrets) -> str:
    """A translation of a public story; of which text it is, as far as that is not shown."""
    from builder.reading.fingerprints import original_fingerprint  # noqa: PLC0415  # after a leak was planted

    paragraphs = [part for part in (told_body(told, secrets, []).split("\n\n")) if not part.startswith("::: ")]
    body = "\n\n".join(paragraphs).removesuffix("\n:::")
    of = original_fingerprint(told.title, told.summary, body) if secrets.is_wordy else None
    made: dict[str, object] = {"by": translation.by, "reviewed": translation.is_reviewed}
    if translation.is_outdated or of is not None:
        made["of"] = f"eerder-{secrets.key_order}" if translation.is_outdated else of
    front = block({"title": translation.title, "translation": made}, secrets.key_order)
    return f"---\n{front}---\n" + "\n\n".join(translation.paragraphs) + "\n"


def kept_back_files(folder: str, kept: KeptBack, signals: Iterable[Signal]) -> Files:
    """A story that nobody may see; none when nothing is left of it but its entry in the record."""
    if kept.reason in ("withdrawn", "unseen") and kept.status is None:
        return
    found = list(signals)
    yield f"{folder}/{kept.slug}.md", kept_back_file(kept, found).encode()
    if kept.translation is not None:
        front = block({"title": kept.title, "translation": {"by": "machine"}})
        yield f"{folder}/{kept.slug}.{FOREIGN}.md", f"---\n{front}---\n{kept.translation}\n".encode()
    if kept.picture is not None:
        yield f"{folder}/media/{kept.picture.name}", picture_bytes(3, kept.picture)
    if kept.sound is not None:
        yield f"{folder}/media/{kept.sound.name}", sound_bytes(kept.sound)


def kept_back_file(kept: KeptBack, signals: list[Signal]) -> str:
    """The file of a story that is kept back, for its reason only."""
    consent: dict[str, object] = {"publish": kept.reason != "refused", "given_on": "2019-03-14"}
    consent |= {"name": kept.shows_name, "photo": kept.shows_picture, "exact_place": kept.shows_name}
    if kept.reason == "expired":
        consent["expires_on"] = "2020-01-01"
    teller_keys = {"role": kept.role, "name": kept.name}
    front = {
        "title": kept.title,
        "status": kept.status or CLOSED_STATUS.get(kept.reason, "published"),
        "consent": consent,
        "place": kept.place,
        "location": dict(zip(("lat", "lon", "precision"), kept.location, strict=True)) if kept.location else None,
        "date": kept.date,
        "themes": list(kept.themes),
        "emotion": kept.emotion,
        "teller": {key: value for key, value in teller_keys.items() if value is not None} or None,
        "summary": kept.summary,
        "initiative": kept.initiative,
        "image": f"media/{kept.picture.name}" if kept.picture else None,
        "image_alt": kept.title if kept.picture else None,
        "audio": f"media/{kept.sound.name}" if kept.sound else None,
        "setting": "home" if kept.is_home else None,
        "sensitivity": "high" if kept.reason == "sensitive" else None,
        "signals": [listed_signal(each) for each in signals if each.is_listed] or None,
    }
    blocks = [signal_block(each) for each in signals if not each.is_listed]
    return f"---\n{block(front, 0, kept.comment)}---\n" + "\n\n".join([kept.body, *blocks]) + "\n"
