"""The stories of a generated city as plain texts, the same for every peer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainStory:
    """A story as any program of pages would get it."""

    path: str
    """Of its file, `w00000/s000000`."""
    title: str
    day: str
    place: str
    themes: tuple[str, ...]
    emotion: str
    body: str

    @property
    def year(self) -> str:
        """The year that it is about."""
        return self.day[:4]

    def front_matter(self) -> str:
        """Its head as most programs read it."""
        head = {"title": self.title, "date": self.day, "place": self.place, "themes": list(self.themes)}
        head |= {"emotion": self.emotion, "year": self.year}
        return f"---\n{yaml.safe_dump(head, allow_unicode=True, sort_keys=False)}---\n"


def read_plain_stories(city: Path) -> list[PlainStory]:
    """All stories of a generated city, without their private side."""
    stories = []
    for path in sorted((city / "stories").glob("*/s*.md")):
        head, _, body = path.read_text("utf-8").removeprefix("---\n").partition("\n---\n")
        keys = yaml.load(head, Loader=yaml.CSafeLoader)
        stories.append(
            PlainStory(
                path=f"{path.parent.name}/{path.stem}",
                title=keys["title"],
                day=str(keys["date"]),
                place=keys.get("place", ""),
                themes=tuple(keys["themes"]),
                emotion=keys["emotion"],
                body=body.split("\n::: signal")[0].strip() + "\n",
            )
        )
    return stories
