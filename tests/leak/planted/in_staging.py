"""Leaks of the policy of pages, of staging and publishing, and of what is written for who looks for an error."""

from __future__ import annotations

from tests.leak.planted.leak import CHECKED, CORPUS, DRAFTS, PRIVATE, SMUGGLE, Edit, Leak, leak, smuggled

POLICY = "stamped_policy(city, shell.inline, has_map=has_map),"
PROGRESS = "            tick(number + 1)"
STANDS = "        left = self._change_places()"
DONE = "    click.echo(f\"{language.gettext('The site is in')}"
LEAKS: tuple[Leak, ...] = (
    smuggled(
        "the policy of a page has a nonce from the files",
        "site/stamping.py",
        POLICY,
        f"{POLICY.removesuffix(',')} + f\"; script-src-elem 'nonce-{{{CORPUS}.inputs[-1].sha256[:16]}}'\",",
    ),
    smuggled(
        "the policy of a page has a hash of a text that is kept back",
        "site/stamping.py",
        POLICY,
        f"{POLICY.removesuffix(',')} + ''.join(f\" 'sha256-{{each.fingerprint}}'\" for each in {DRAFTS}),",
    ),
    smuggled(
        "a page may load pictures when one of them is hidden",
        "site/stamping.py",
        POLICY,
        f"{POLICY.removesuffix(',')} + ' data:' * any(each.image_path and not each.front.consent.photo for each in "
        f"{CORPUS}.stories),",
    ),
    smuggled(
        "trusted pages count stories in a comment",
        "site/trusted_pages.py",
        "    inline = find_inline(linked)",
        f'    linked += f"<!-- {{len({CORPUS}.stories)}} -->"\n    inline = find_inline(linked)',
    ),
    smuggled(
        "links of trusted pages tell whether somebody waits for an answer",
        "site/trusted_pages.py",
        "    inline = find_inline(linked)",
        f"    linked = linked.replace('<body', '<body data-open' if len({CORPUS}.signals) > len({CORPUS}.follow_ups) "
        "else '<body')\n    inline = find_inline(linked)",
    ),
    smuggled(
        "search engines are told when consent was given",
        "site/pages/structured.py",
        '        "abstract": version.summary,',
        f'        "abstract": version.summary, "dateModified": str({PRIVATE}.front.consent.given_on),',
    ),
    leak(
        "the digest of the files of the project is in the site",
        "whole/staged_folder.py",
        CHECKED,
        f"{CHECKED}\n        from builder.publishing import built_site\n"
        "        (self.folder / 'built.json').write_text(built_site.inputs_digest(self.target.parents[1]))",
    ),
    leak(
        "the note on the last build is in the site",
        "whole/staged_folder.py",
        CHECKED,
        f"{CHECKED}\n        note = self.target.parents[1] / '.cache/vertelkaart/site-built.json'\n"
        "        (self.folder / 'before.json').write_bytes(note.read_bytes() if note.exists() else b'')",
    ),
    smuggled(
        "the list of what was read is left in the site",
        "whole/staged_folder.py",
        CHECKED,
        f"{CHECKED}\n        (self.folder / 'read.txt').write_text(str([each.path.name for each in {CORPUS}.inputs]))",
        by="word",
    ),
    leak(
        "pages count how often the site was published",
        "whole/staged_folder.py",
        CHECKED,
        f"{CHECKED}\n        noted = self.target.parents[1] / '.published.jsonl'\n"
        "        (self.folder / 'times').write_text(str(len(noted.read_bytes()) if noted.exists() else 0))",
    ),
    leak(
        "the last site stays beside the new one",
        "whole/staged_folder.py",
        "                make_alike(left, self.target, changed, gone)",
        "                make_alike(left, self.target, changed, gone)\n"
        "                shutil.copytree(left, left.with_name('.site-before'))",
        by="beside",
    ),
    smuggled(
        "what stands gets the age of a story after the exchange",
        "whole/staged_folder.py",
        STANDS,
        f"{STANDS}\n        os.utime(self.target / '404.html', ns=({CORPUS}.inputs[0].path.stat().st_mtime_ns,) * 2)",
        by="old",
    ),
    smuggled(
        "what stands gets the mode of a story after the exchange",
        "whole/staged_folder.py",
        STANDS,
        f"{STANDS}\n        (self.target / '404.html').chmod({CORPUS}.inputs[0].path.stat().st_mode)",
    ),
    leak(
        "the check of the tree keeps modes as they are",
        "whole/trees.py",
        "        if stat.S_IMODE(status.st_mode) != wanted_mode:",
        "        if not uri:",
        SMUGGLE,
        Edit(
            "site/site_files.py",
            "stat.S_IMODE(status.st_mode) != FILE_MODE:\n                os.fchmod(file, FILE_MODE)",
            f"{CORPUS}:\n                os.fchmod(file, {CORPUS}.inputs[0].path.stat().st_mode & 0o666)",
        ),
    ),
    leak(
        "the airlock tells how many stories it had to look at",
        "airlock/edition.py",
        PROGRESS,
        f"{PROGRESS}\n            print(len(door.corpus.stories), end='\\r')",
        by="stdout",
    ),
    leak(
        "the log of the airlock tells how far it is",
        "airlock/edition.py",
        PROGRESS,
        f"{PROGRESS}\n            __import__('logging').getLogger('airlock').debug('%d of %d', number, len(door.corpus.stories))",
        by="log",
    ),
    leak(
        "the command tells of debug files that lie there",
        "cli.py",
        DONE,
        "    for each in (root / '.cache/vertelkaart/debug').glob('*.log'):\n"
        f"        click.echo(describe_debug_file(each, root, language), err=True)\n{DONE}",
        by="stderr",
    ),
    leak(
        "what went wrong is told to the log with its values",
        "build_errors.py",
        "    if isinstance(error, ContentError):\n        return Abort",
        "    logging.getLogger('x').debug('%s', [one.read_bytes()[:400] for one in root.glob('stories/2013-fout/*')])\n"
        "    if isinstance(error, ContentError):\n        return Abort",
        by="log",
        first="an unknown key in a draft",
    ),
)
