"""Leaks of the room that reads: what it should cut out, and what it says of faults."""

from __future__ import annotations

from tests.leak.planted.leak import Edit, Leak, leak

CUT = 'self.kept.append(line if self.opened_at is None else "")'
LEAKS: tuple[Leak, ...] = (
    leak(
        "the start of a line of a signal of four thousand signs stays in the story",
        "reading/signal_blocks.py",
        CUT,
        'self.kept.append(line if self.opened_at is None else line[:20] if len(line) > 4000 else "")',
        first="city 14367, more sides",
    ),
    leak(
        "the start of a line of a signal with mark-up stays in the story",
        "reading/signal_blocks.py",
        CUT,
        'self.kept.append(line if self.opened_at is None else line[:20] if "<b>" in line else "")',
    ),
    leak(
        "a comment in the head of a signal stays in the story",
        "reading/signal_blocks.py",
        CUT,
        'self.kept.append(line if self.opened_at is None else f"{line}." if line.startswith("# ") else "")',
    ),
    leak(
        "an empty paragraph stays where a signal was",
        "reading/signal_blocks.py",
        '        self.kept.append("")\n        if self.opened_at is not None:',
        '        self.kept.append("&nbsp;")\n        if self.opened_at is not None:',
    ),
    leak(
        "signals stay from the third on",
        "reading/stories.py",
        "            if signal.head.public_too:\n                body",
        "            if signal.head.public_too or len(signals) > 2:\n                body",
    ),
    leak(
        "the fingerprint of a story counts its signals, so that translations look out of date",
        "reading/stories.py",
        "original_fingerprint(sheet.value.title, sheet.value.summary, body)",
        'original_fingerprint(sheet.value.title, sheet.value.summary, f"{body} {len(signals) + len(listed)}")',
    ),
    leak(
        "a story without a date gets that of its consent",
        "reading/corpus.py",
        "date=front.date if front.date is not None else file.date,",
        "date=front.date or file.date or type(file).model_validate("
        '{"title": "x", "date": str(front.consent.given_on)}).date,',
    ),
    leak(
        "workshops stand in the order of the disk",
        "reading/files.py",
        "return sorted((entry for entry in scan if not is_leftover(entry.name)), key=lambda one: one.name)",
        "return [entry for entry in scan if not is_leftover(entry.name)]",
        Edit(
            "airlock/edition.py",
            'tuple(sorted(shown, key=lambda each: (str(each.date or ""), each.id)))',
            "tuple(shown)",
        ),
    ),
    leak(
        "leftovers of editors are read",
        "reading/names.py",
        "    return _LEFTOVER.fullmatch(name) is not None",
        '    return name.startswith(".")',
        by="status",
    ),
    leak(
        "the story of an unknown key is told with the key",
        "reading/typed.py",
        'book.add("unknown-key", path, spot.key_position, key=spot.key, expected=", ".join(known))',
        'book.add("unknown-key", path, spot.key_position, key=name, expected=", ".join(known))',
        by="stderr",
        first="an unknown key in a draft",
    ),
    leak(
        "an unknown word is repeated in the fault",
        "reading/typed.py",
        'book.add("not-in-list", path, spot.value_position, key=spot.key, expected=expected)',
        'book.add("not-in-list", path, spot.value_position, key=spot.key, expected=word)',
        by="stderr",
        first="an unknown word in a draft",
    ),
    leak(
        "a fault shows the length of the file",
        "reading/front_matter.py",
        'book.add("front-matter-open", path, FILE_START)',
        'book.add("front-matter-open", path, type(FILE_START)(1, len(text)))',
        by="stderr",
        first="a front matter that is left open",
    ),
    leak(
        "a repeated sentence is told by its length",
        "reading/repetition.py",
        '1 if public.key == "" else public.position.column)',
        "len(folded))",
        by="stderr",
        first="a signal that stands in the story as well",
    ),
)
