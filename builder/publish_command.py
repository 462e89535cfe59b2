"""What `vertelkaart publish` does and prints: addresses, counts and paths of public files, never a private word."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import click

from builder.airlock.edition import Progress
from builder.asking import is_yes
from builder.errors import ContentError, UsageError
from builder.languages import Language
from builder.model.corpus import Corpus
from builder.pipeline import CACHE, read_project
from builder.publishing.built_site import read_site, refuse_unfit
from builder.publishing.folder_target import is_new_folder, read_folder, refuse_folder, replace_folder
from builder.publishing.git_target import CNAME, NO_JEKYLL, GitTarget, Identity
from builder.publishing.last_look import LastLook
from builder.publishing.private_repository import is_git_address, is_repository, say_git
from builder.publishing.publications import note_publication
from builder.site.caretaker import is_caretaker_site
from builder.site.staging import one_at_a_time
from builder.whole.workplace import private_workplace
from builder.withdrawal.kept_project import read_kept_project
from builder.withdrawal.marks import ids_in_paths, lost_marks, replay, withdrawn_in

WORK_PREFIX = "publish-"
"""How the folder is named in which a commit is made; it holds what was fetched from the target."""
MOST_SHOWN = 60
"""Of the files that a dry run names one by one; more do not fit on a screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the coordinator asked for."""

    to: str
    branch: str
    is_dry: bool
    is_sure: bool
    """A new target needs no question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What publishing would change at the target."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    size_bytes: int

    @classmethod
    def between(cls, there: Mapping[str, bytes], here: Mapping[str, bytes]) -> Change:
        """The files that come, change and go."""
        return cls(
            added=tuple(sorted(here.keys() - there.keys())),
            changed=tuple(sorted(path for path in here.keys() & there.keys() if here[path] != there[path])),
            removed=tuple(sorted(there.keys() - here.keys())),
            size_bytes=sum(len(content) for content in here.values()),
        )

    @property
    def is_nothing(self) -> bool:
        """Whether the target has the same files already."""
        return not (self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One publication: what, where to, and how it is told."""

    root: Path
    corpus: Corpus | None
    """None while the files cannot be read: then nothing but the page of the last resort can be published."""
    site: Path
    today: date
    wish: Wish
    language: Language
    progress: Progress

    def publish(self) -> None:
        """Puts the built site at its target, after a last look; tells what happened.

        Raises: UsageError, ContentError.
        """
        to = self.wish.to
        with ExitStack() as stack:
            stack.enter_context(one_at_a_time(self.site.parent))
            workplace = stack.enter_context(private_workplace(self.root / CACHE, WORK_PREFIX))
            if is_git(to, self.root):
                address = str(Path(to).resolve()) if Path(to).exists() and not is_git_address(to) else to
                self._to_branch(GitTarget(workplace, address, self.wish.branch))
            else:
                self._to_folder(Path(to))

    def _to_branch(self, target: GitTarget) -> None:
        """One commit without parents takes the place of the branch."""
        _ = self.language.gettext
        there = target.look(self.root)
        here = self._fit_site(there)
        host = self._host()
        extra = {NO_JEKYLL: b""}
        own_address = there.get(CNAME, b"").decode("utf-8", "replace").strip()
        if own_address and own_address == (host if self.corpus else own_address):
            extra[CNAME] = there[CNAME]
        if not is_wanted(Change.between(there, here | extra), self.wish, self.language, is_new=target.is_new):
            return
        published = target.commit(self.site, extra, self._identity(), self.today)
        target.push(published)
        note_publication(
            self.root, to=target.shown, branch=self.wish.branch, commit=published.commit, tree=published.tree
        )
        click.echo(f"{_('The site is published at')} {target.shown} ({self.wish.branch}, {published.commit[:12]})")
        if not target.is_new:
            text = _("A host can keep old commits for weeks. To have them removed at once, ask its help desk.")
            click.echo(text, err=True)

    def _host(self) -> str:
        address = self.corpus.city.site_url if self.corpus else ""
        return urlsplit(address).hostname or "localhost"

    def _identity(self) -> Identity:
        """The project as it signs."""
        city = self.corpus.city if self.corpus else None
        contact = city.contact if city else None
        name = contact.name if contact else city.name if city else "Vertelkaart"
        return Identity(name=name, email=(contact.email if contact else None) or f"noreply@{self._host()}")

    def _to_folder(self, target: Path) -> None:
        """The site takes the place of the folder."""
        refuse_folder(self.root, target)
        there = read_folder(target)
        here = self._fit_site(there)
        if not is_wanted(Change.between(there, here), self.wish, self.language, is_new=is_new_folder(target)):
            return
        replace_folder(self.site, target, is_locked=target.resolve().parent == self.site.resolve().parent)
        note_publication(self.root, to=str(target.resolve()))
        click.echo(f"{self.language.gettext('The site is published at')} {target}")

    def _fit_site(self, there: Mapping[str, bytes]) -> dict[str, bytes]:
        """Every file of the site, when it may go to a target that has these files now.

        Raises: UsageError when it is not whole, older than the files, or brings back what was withdrawn; ContentError
        when the last look finds something private.
        """
        refuse_unfit(self.root, self.site)
        here = read_site(self.site)
        is_caretaker = is_caretaker_site(here)
        self._refuse_revived(there, here, is_caretaker=is_caretaker)
        if is_caretaker:
            return here
        if self.corpus is None:
            raise UsageError("publish-not-whole")
        faults = LastLook.of(self.corpus, self.today).faults_in(self.site, self.progress)
        if faults:
            raise ContentError(faults)
        return here

    def _refuse_revived(self, there: Mapping[str, bytes], here: Mapping[str, bytes], *, is_caretaker: bool) -> None:
        """Nothing, when every story that the published site says was withdrawn is so in the new one.

        This is where a restored backup is noticed: its own list is older than the one that stands at the target. What
        the record lost is put back in it, so that the next build leaves these stories out.
        Raises: UsageError.
        """
        marks = withdrawn_in(there)
        if not lost_marks(self.root, marks, withdrawn_in(here), self.today):
            return
        put_back = () if self.wish.is_dry else replay(self.root, marks, self.today, ids_in_paths((*there, *here)))
        if is_caretaker:
            return  # no story is on it
        if put_back:
            raise UsageError("publish-put-back", stories=", ".join(put_back))
        raise UsageError("publish-revives")


def is_git(to: str, root: Path) -> bool:
    """Whether the target is a repository: an address, a bare one on disk, or the name of a remote."""
    is_name = not Path(to).exists() and to in (say_git(root, "remote") or "").split()
    return is_git_address(to) or is_repository(Path(to)) or is_name


def is_wanted(change: Change, wish: Wish, language: Language, *, is_new: bool) -> bool:
    """Whether to go on, after showing what would change.

    Raises: UsageError when a new target needs a yes and nobody is there to say it.
    """
    _ = language.gettext
    click.echo(
        f"{_('files')}: +{len(change.added)} ~{len(change.changed)} -{len(change.removed)}"
        f"  ({change.size_bytes / 1_000_000:.1f} MB)"
    )
    if change.is_nothing:
        click.echo(_("The same site stands there already."))
        return False
    if wish.is_dry:
        for sign, paths in (("+", change.added), ("~", change.changed), ("-", change.removed)):
            for line in folded(paths):
                click.echo(f"{sign} {line}")
        return False
    if is_new and not wish.is_sure:
        if sys.stdin is None or not sys.stdin.isatty():
            raise UsageError("publish-new-target")
        if not is_yes(_("Nothing stands there yet. Publish the site there?"), language):
            click.echo(_("Nothing was changed."), err=True)
            return False
    return True


def folded(paths: Sequence[str]) -> list[str]:
    """The paths, one a line; when there are many, each folder at the top with the number of its files."""
    if len(paths) <= MOST_SHOWN:
        return list(paths)
    counts = Counter(path.partition("/")[0] + "/" if "/" in path else path for path in paths)
    return [f"{name} ({count})" if name.endswith("/") else name for name, count in counts.items()]


def read_for_publishing(root: Path, site: Path, now: datetime, language: Language) -> tuple[Corpus | None, date]:
    """The project; when its files have faults, what the site that stands was made from: a withdrawal cannot wait.

    Nothing for the page that takes the place of a site when nothing can be built.
    Raises: ContentError when there is no such site either.
    """
    try:
        return read_project(root, now)
    except ContentError:
        if site.is_dir() and is_caretaker_site(read_site(site)):
            return None, now.date()
        kept = read_kept_project(root, site, now)
        if kept is None:
            raise
        text = language.gettext(
            "Other files have faults, which can wait. The last look uses the files that this site was made from."
        )
        click.echo(text, err=True)
        return kept
