"""Words and pictures onto paper: a template of typst, what stands in it, and a PDF comes out. Knows no subject."""

from builder.typesetting.page_fonts import font_faces
from builder.typesetting.paper import PaperError, Sheet, typeset

__all__ = ["PaperError", "Sheet", "font_faces", "typeset"]
