"""Leaks of withdrawals: the list of marks, the page that stays, the record, what is put back and what is kept."""

from __future__ import annotations

from tests.leak.planted.leak import CHECKED, CORPUS, DRAFTS, Edit, Leak, leak, smuggled

DONE = "    click.echo(f\"{language.gettext('The site is in')}"
MARKS = "for story_id, times in withdrawn.items() for mark in"
LISTED = '{"withdrawn": sorted(set(marks))}'
LEAKS: tuple[Leak, ...] = (
    leak(
        "the list of withdrawn stories stands in the order of the files",
        "airlock/edition.py",
        f"sorted(mark {MARKS}",
        f"list(mark {MARKS}",
        Edit("site/purge_list.py", "sorted(set(marks))", "list(dict.fromkeys(marks))"),
    ),
    leak(
        "stories that never were public have a page that says they were withdrawn",
        "airlock/edition.py",
        "if entry.is_active and entry.has_page}",
        "if entry.is_active}",
        by="word",
    ),
    leak(
        "a story without a consent has a page when its own file says that it was withdrawn",
        "airlock/edition.py",
        "if story.could_be_public or (entry is not None and entry.has_page):",
        "if story.id:",
        by="word",
    ),
    leak(
        "the list of withdrawn stories has marks of stories that never were public",
        "airlock/edition.py",
        MARKS,
        "for story_id, times in {**withdrawn, **{one.story: one.times for one in corpus.withdrawals "
        "if one.is_active}}.items() for mark in",
    ),
    leak(
        "the list of withdrawn stories has marks of those that were given back",
        "airlock/edition.py",
        MARKS,
        "for story_id, times in {**withdrawn, **{one.story: one.times for one in corpus.withdrawals "
        "if one.lifted_on}}.items() for mark in",
    ),
    smuggled(
        "the list of withdrawn stories names drafts",
        "site/purge_list.py",
        LISTED,
        f'{{"withdrawn": sorted(set(marks)), "not_yet": [each.id for each in {DRAFTS}]}}',
        by="word",
    ),
    smuggled(
        "the list of withdrawn stories has the fingerprints of their texts",
        "site/purge_list.py",
        LISTED,
        f'{{"withdrawn": sorted(set(marks)), "texts": [each.fingerprints for each in {CORPUS}.withdrawals]}}',
    ),
    smuggled(
        "the list of withdrawn stories is as long as the record",
        "site/purge_list.py",
        '+ b"\\n"',
        f'+ b"\\n" * (1 + len({CORPUS}.withdrawals))',
    ),
    smuggled(
        "a withdrawn story tells on which day it was",
        "site/pages/withdrawn.py",
        'description="",',
        f'description=next((str(each.withdrawn_on) for each in {CORPUS}.withdrawals if each.story == story_id), ""),',
    ),
    smuggled(
        "a withdrawn story tells whether its file is still there",
        "site/pages/withdrawn.py",
        'kind="withdrawn",',
        f'kind="withdrawn" if any(each.id == story_id for each in {CORPUS}.stories) else "gone",',
    ),
    smuggled(
        "a withdrawn story keeps its date for search engines",
        "site/pages/withdrawn.py",
        "is_listed=False,",
        f'is_listed=False, json_ld={{"date": [str(each.date) for each in {CORPUS}.stories if each.id == story_id]}},',
    ),
    leak(
        "the figures count what is on the record",
        "airlock/released.py",
        "stories=story_count,",
        "stories=story_count + len(corpus.withdrawals),",
    ),
    leak(
        "signals of withdrawn stories count",
        "airlock/released.py",
        'if signal_id.partition("#")[0] not in gone]',
        "]",
    ),
    leak(
        "every story that has a file is put back on the record",
        "withdrawal/marks.py",
        "        if times and (entry",
        "        times = times or 1\n        if (entry",
    ),
    leak(
        "a story is put back though its own file says that it is withdrawn",
        "withdrawal/marks.py",
        "            if times > own_times(",
        "            if True or times > own_times(",
        by="stderr",
    ),
    leak(
        "a status between quotation marks is not recognised",
        "withdrawal/story_files.py",
        "    quoted = _QUOTED_STATUS.search(content, *span)",
        "    quoted = _STATUS.search(content, *span)",
        by="stderr",
    ),
    smuggled(
        "the command tells which stories are on the record",
        "cli.py",
        DONE,
        f"    click.echo(', '.join(each.story for each in {CORPUS}.withdrawals))\n{DONE}",
        by="word",
    ),
    smuggled(
        "a record without a story ends otherwise",
        "cli.py",
        DONE,
        f"    if any(not each.has_page for each in {CORPUS}.withdrawals):\n        sys.exit(3)\n{DONE}",
        by="status",
    ),
    leak(
        "the list of what the last good site was made from is in the site",
        "whole/staged_folder.py",
        CHECKED,
        f"{CHECKED}\n"
        "        kept = (self.target.parents[1] / '.cache/vertelkaart/last-good').glob('*.json')\n"
        "        newest = max(kept, key=lambda path: path.stat().st_mtime)\n"
        "        shutil.copyfile(newest, self.folder / 'made-from.json')",
        by="word",
    ),
    leak(
        "the site tells how many sites were kept before",
        "whole/staged_folder.py",
        CHECKED,
        f"{CHECKED}\n"
        "        kept = [*(self.target.parents[1] / '.cache/vertelkaart/last-good').glob('*.json')]\n"
        "        (self.folder / 'kept').write_text(str(len(kept)))",
    ),
)
