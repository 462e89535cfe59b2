"""Characters that no quick look needs to fold: none of them can become a colon, a bracket, a dash or a plain letter."""

from __future__ import annotations

PLAIN_LETTERS = "À-ÖØ-öø-ÿ\u0100-\u012f\u0134-\u013e\u0141-\u0148\u014a-\u017e\u0410-\u044f\u0621-\u063a\u0641-\u064a"
"""Latin, Cyrillic and Arabic letters that Unicode does not take for others."""
PLAIN_MARKS = "‘’“”„…«»€،؟\u2010-\u2014"
"""Quotation marks, dashes and dots of ordinary texts. Dashes fold into hyphens: a look that minds those says so."""
