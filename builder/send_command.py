"""What `vertelkaart digest send` and `digest verify` print: roles, addresses, counts, files; no word of a signal."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import click

from builder.airlock.edition import Progress
from builder.errors import ContentError, Fault, UsageError
from builder.languages import Language, describe_usage_error
from builder.model.corpus import Corpus
from builder.model.services import SealKind
from builder.signals import delivery_folder
from builder.signals.delivering.checking import check_parcel, files_to_check, misplaced_files, missing_files
from builder.signals.delivering.letters import Period, period_words
from builder.signals.delivering.mail_password import find_mail_password
from builder.signals.delivering.parcel_list import LIST_NAME
from builder.signals.delivering.postbox import Outcome, Postbox
from builder.signals.delivering.sending import Mailing, Round, mail_of, mails_to_send, plan_round, send_mails
from builder.signals.register.delivered import DeliveryStatus
from builder.signals.sealing.keys import read_verifying_key
from builder.whole.lock import one_at_a_time

EXIT_CONTENT, EXIT_USAGE = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SendWish:
    """What the coordinator asked for."""

    period: Period
    service_ids: tuple[str, ...]
    is_dry: bool
    is_again: bool


def send_digests(corpus: Corpus, wish: SendWish, today: date, language: Language, progress: Progress) -> None:
    """Mails the parcels of a period, or shows what would go.

    Raises: UsageError, ContentError; SystemExit with 1 when a mail did not go.
    """
    if wish.period[0] > wish.period[1]:
        raise UsageError("digest-period")
    folder = delivery_folder(corpus.root, *wish.period)
    if not folder.is_dir():
        raise UsageError("digest-not-made")
    with one_at_a_time(folder.parent):
        planned = plan_round(corpus, folder, wish.period, today, wish.service_ids)
        mailings = mails_to_send(planned, is_again=wish.is_again)
        show_plan(planned, mailings, wish, language)
        if wish.is_dry or not mailings:
            return
        mail = mail_of(corpus)
        with Postbox(mail=mail, password=find_mail_password(mail, os.environ), root=corpus.root) as postbox:
            outcomes = send_mails(mailings, postbox, corpus, wish.period, lambda: datetime.now(UTC))
            is_whole = tell_outcomes(outcomes, len(mailings), language, progress)
    if not is_whole:
        raise SystemExit(EXIT_CONTENT)


def show_plan(planned: Round, mailings: Sequence[Mailing], wish: SendWish, language: Language) -> None:
    """What goes, what went before, and what the coordinator brings by hand."""
    _ = language.gettext
    click.echo(f"{_('Period')}: {period_words(planned.period)}")
    for mailing in planned.mailings:
        goes = mailing in mailings
        note = "" if goes else f"  – {reason(mailing, language)}"
        if goes and mailing.before is not None:
            note = f"  – {_('once more')}"
        if goes and not wish.is_dry:
            continue
        click.echo(f"  {describe(mailing)}{note}")
    if planned.by_hand:
        click.echo(f"{_('by hand, not by mail')}: {', '.join(planned.by_hand)}")
    total = sum(mailing.size_bytes for mailing in mailings)
    if wish.is_dry:
        click.echo(f"{_('mails that would go')}: {len(mailings)}  ({total / 1000:.0f} kB)")
        click.echo(_("Nothing was sent."))
    elif not mailings:
        click.echo(_("There is nothing to send."))


def describe(mailing: Mailing) -> str:
    """Service, role, address, files and their size."""
    files = ", ".join(mailing.enclosures)
    size = f"{mailing.size_bytes / 1000:.0f} kB"
    signatures = "" if mailing.kind is SealKind.SMIME else " + .sig"  # S/MIME closes the signature in
    return f"{mailing.service_id}: {mailing.recipient} <{mailing.to}>  {files}{signatures}  ({size})"


def reason(mailing: Mailing, language: Language) -> str:
    """Why a mail does not go."""
    _ = language.gettext
    if mailing.before is DeliveryStatus.UNKNOWN:
        return _("the server did not say whether it took it: ask whether it came, else send it with --again")
    if mailing.is_made_anew:
        return _("went before; the digest was made anew since, --again sends that one")
    return _("went before")


def tell_outcomes(
    outcomes: Iterator[tuple[Mailing, Outcome]], total: int, language: Language, progress: Progress
) -> bool:
    """Has the mails sent and tells what became of each; True when all went.

    Raises: SystemExit with 2 when the server cannot be reached safely or does not let us in; what went before is told.
    """
    counts = dict.fromkeys(DeliveryStatus, 0)
    progress("mails", 0, total)
    trouble: UsageError | None = None
    told: list[str] = []
    try:
        for mailing, outcome in outcomes:
            counts[outcome.status] += 1
            told.append(f"  {describe(mailing)}  – {fate(outcome, language)}")
            progress("mails", sum(counts.values()), total)
    except UsageError as error:
        trouble = error
    finally:
        progress("mails", total, total)
        show_fates(told, counts, total, language)
    if trouble is not None:
        click.echo(describe_usage_error(trouble, language), err=True)
        raise SystemExit(EXIT_USAGE) from trouble
    return counts[DeliveryStatus.SENT] == total


def show_fates(told: Sequence[str], counts: dict[DeliveryStatus, int], total: int, language: Language) -> None:
    """A line a mail, and what to do about those that did not go."""
    _ = language.gettext
    for line in told:
        click.echo(line)
    click.echo(f"{_('sent')}: {counts[DeliveryStatus.SENT]} / {total}")
    if sum(counts.values()) < total:
        click.echo(f"{_('not tried')}: {total - sum(counts.values())}", err=True)
    if counts[DeliveryStatus.DEFERRED]:
        click.echo(_("Type the same command again in a quarter of an hour: only what did not go is sent."), err=True)
    if counts[DeliveryStatus.REFUSED]:
        click.echo(
            _("Refused: check the addresses in site_config/services.yml, or ask whoever keeps the mail."), err=True
        )
    if counts[DeliveryStatus.UNKNOWN]:
        text = _("Not certain: ask the recipient whether it came. If not, send it with --again and --service.")
        click.echo(text, err=True)


def fate(outcome: Outcome, language: Language) -> str:
    """What became of a mail, in words, with the numbers of the server."""
    _ = language.gettext
    words = {
        DeliveryStatus.SENT: _("sent"),
        DeliveryStatus.REFUSED: _("refused by the server"),
        DeliveryStatus.DEFERRED: _("not sent: the server asks to come back later"),
        DeliveryStatus.UNKNOWN: _("NOT CERTAIN: the server hung up before it answered"),
    }[outcome.status]
    if outcome.status is DeliveryStatus.DEFERRED and not outcome.reply:
        words = _("not sent: the connection was lost before the mail was whole")
    return f"{words} ({outcome.reply})" if outcome.reply and outcome.status is not DeliveryStatus.SENT else words


def verify_files(root: Path, paths: Sequence[Path], language: Language) -> None:
    """Tells whether each file is as it was signed.

    Raises: UsageError when a path is not there; ContentError with every file that was changed, has no signature, or has
    one of somebody else.
    """
    key = read_verifying_key(root)
    wrong: dict[str, str] = {}
    files = files_to_check(paths)
    for folder in (path for path in paths if path.is_dir()):
        wrong |= {path.as_posix(): "signature-wrong" for path in misplaced_files(folder, key)}
        wrong |= {path.as_posix(): "parcel-missing" for path in missing_files(folder, key)}
    for folder in dict.fromkeys(path.parent for path in files):  # a file by itself is held against the list beside it
        misplaced = misplaced_files(folder, key)
        is_other_period = folder / LIST_NAME in misplaced
        wrong |= {path.as_posix(): "signature-wrong" for path in files if path.parent == folder and is_other_period}
        wrong |= {path.as_posix(): "signature-wrong" for path in misplaced if path in files}
    for path in files:
        code = check_parcel(path, key)
        wrong |= {path.as_posix(): code} if code else {}
    if wrong:
        raise ContentError(Fault(code=code, path=path) for path, code in wrong.items())
    click.echo(f"{language.gettext('As they were signed')}: {len(files)}")
