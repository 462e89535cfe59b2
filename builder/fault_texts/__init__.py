"""The English texts of all faults: code → (what is wrong and what was expected, hint).

`{word}` is filled from the parameters of the fault, never with a value from a file. Dutch:
`languages/catalogues/nl/errors.po`; a test holds the two together. Every code has a case under
`tests/sites_invalid/` or a unit test that names it.
"""

from __future__ import annotations

from builder.fault_texts import airlock, commands, content, files, private_line

FAULT_TEXTS: dict[str, tuple[str, str]] = {
    **files.TEXTS,
    **content.TEXTS,
    **airlock.TEXTS,
    **commands.TEXTS,
    **private_line.TEXTS,
}
