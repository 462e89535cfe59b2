"""Words and pictures onto paper: a template of typst, what stands in it, and a PDF comes out. Knows no subject.

Nothing is imported here: `icons` is used where typst must not be loaded.
"""
