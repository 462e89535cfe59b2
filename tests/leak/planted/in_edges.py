"""Leaks of the edges: what is printed, logged or left beside the site, exit codes, failed builds."""

from __future__ import annotations

from tests.leak.planted.leak import CHECKED, CORPUS, DRAFTS, Edit, Leak, leak, smuggled

READ = "        reader = DrawingReader(root=root)\n"
READING = "        corpus = read_corpus(root, today=latest_day(now), store=store)"
DONE = "    click.echo(f\"{language.gettext('The site is in')}"

LEAKS: tuple[Leak, ...] = (
    leak(
        "the log counts signals",
        "plugin.py",
        READ,
        f'        log.info("%d signals", len(corpus.signals))\n{READ}',
        by="log",
    ),
    leak(
        "the log tells the longest signal",
        "plugin.py",
        READ,
        '        log.debug("%d", max([len(each.text) for each in corpus.signals], default=0) // 1000)\n' + READ,
        by="log",
    ),
    leak(
        "the log names who led a table",
        "plugin.py",
        READ,
        '        log.debug("%s", [each.file.trainers for each in corpus.workshops])\n' + READ,
        by="word",
    ),
    smuggled(
        "the log of the pages names drafts",
        "site/writing.py",
        "    edition, site_map = parts.edition, parts.site_map\n    languages",
        f'    __import__("logging").getLogger("vertelkaart").debug([each.slug for each in {DRAFTS}])\n'
        "    edition, site_map = parts.edition, parts.site_map\n    languages",
        by="word",
    ),
    smuggled(
        "a warning for a draft stops a strict build",
        "plugin.py",
        "        PAGE_ERRORS.addFilter(without_values)",
        "        PAGE_ERRORS.addFilter(without_values)\n"
        f'        if {DRAFTS}:\n            log.warning("a story is not public yet")',
        by="status",
    ),
    smuggled(
        "the command tells how many files were read",
        "cli.py",
        DONE,
        f"    click.echo(len({CORPUS}.inputs))\n{DONE}",
        by="stdout",
    ),
    smuggled(
        "the command warns when signals wait for an answer",
        "cli.py",
        DONE,
        f"    if len({CORPUS}.signals) > len({CORPUS}.follow_ups):\n        click.echo('!', err=True)\n{DONE}",
        by="stderr",
    ),
    smuggled(
        "the command ends otherwise when there is a draft",
        "cli.py",
        DONE,
        f"    if {DRAFTS}:\n        sys.exit(3)\n{DONE}",
        by="status",
    ),
    leak(
        "a stray file of the folder of pages is published",
        "plugin.py",
        "            if not is_trusted_page(file, building.site_map) or path.is_symlink():\n                files.remove(file)",
        "            if file.src_uri.endswith('.csv'):\n                pass\n"
        "            elif not is_trusted_page(file, building.site_map) or path.is_symlink():\n                files.remove(file)",
        by="status",
    ),
    smuggled(
        "a list of what was left out stands beside the site",
        "whole/staged_folder.py",
        CHECKED,
        f'{CHECKED}\n        (self.target.parent / f"left-out-{{len({CORPUS}.stories)}}").touch()',
        by="beside",
    ),
    smuggled(
        "the digest is written into the site",
        "whole/staged_folder.py",
        CHECKED,
        f"{CHECKED}\n        (self.folder / 'd').write_bytes(b''.join(each.text.encode('utf-16') for each in {CORPUS}.signals))",
        by="word",
    ),
    smuggled(
        "the first page is for its owner only when a table has notes",
        "whole/staged_folder.py",
        CHECKED,
        f"{CHECKED}\n        if any(each.file.notes for each in {CORPUS}.workshops):\n"
        "            (self.folder / 'index.html').chmod(0o600)",
    ),
    leak(
        "a fault tells how many stories there are",
        "build_errors.py",
        "    return describe_content_error(error, language)",
        "    return describe_content_error(error, language) + f\" ({len(list(root.glob('stories/*/*')))})\"",
        by="stderr",
        first="an unknown key in a draft",
    ),
    leak(
        "a fault shows the line",
        "languages/faults.py",
        '    return f"{where}: {key}{wrong}\\n  {language',
        '    line = (Path(fault.path).read_text("utf-8").split("\\n") + [""] * 99)[fault.line - 1]\n'
        '    return f"{where}: {key}{wrong} [{line[7:40]}]\\n  {language',
        Edit(
            "languages/faults.py",
            "from builder.errors import Fault, UsageError\n",
            "from pathlib import Path\n\nfrom builder.errors import Fault, UsageError\n",
        ),
        by="stderr",
        first="an unknown key in a draft",
    ),
    leak(
        "a fault is logged with the file around it",
        "pipeline.py",
        "    count = len(error.faults)",
        '    __import__("logging").getLogger("x").debug([(Path.cwd() / each.path).read_bytes() for each in error.faults])\n'
        "    count = len(error.faults)",
        by="log",
        first="an unknown key in a draft",
    ),
    leak(
        "a failed build takes the last good site away",
        "pipeline.py",
        READING,
        f'        __import__("shutil").rmtree(root / "build" / "site", ignore_errors=True)\n{READING}',
        by="site",
        first="an unknown key in a draft",
    ),
    leak(
        "a failed build touches the last good site",
        "pipeline.py",
        READING,
        f'        (root / "build" / "site").exists() and os.utime(root / "build" / "site")\n{READING}',
        by="site",
        first="an unknown key in a draft",
    ),
    leak(
        "a fault among tellers ends with another exit code",
        "cli.py",
        "            raise SystemExit(error.code) from error",
        "            raise SystemExit(4 if 'tellers' in error.format_message() else error.code) from error",
        by="shown",
        first="an unknown key among the tellers",
    ),
    leak(
        "the list of what was refused repeats a file",
        "refused_report.py",
        """        lines += [f"{_('Faults')}:", ""]""",
        """        lines += [(root / path).read_bytes().decode("utf-8", "replace"), f"{_('Faults')}:", ""]""",
        by="word",
        first="an unknown key in a draft",
    ),
    leak(
        "the place of that list comes with the size of what was refused",
        "refused_report.py",
        '    return f"{text}: {REPORT.as_posix()}"',
        '    return f"{text} ({sum((root / each.path).stat().st_size for each in faults)}): {REPORT.as_posix()}"',
        by="stderr",
        first="an unknown key in a draft",
    ),
    smuggled(
        "the summary of a build counts the signals among what was kept",
        "building.py",
        "kept=len(files.entries) - len(files.written))",
        f"kept=len(files.entries) - len(files.written) + len({CORPUS}.signals))",
        by="stdout",
    ),
)
